//! The plan of a year: who may publish, what, and to which keys its records are sealed. Each quarter and the year as a whole
//! have an identity of their own: who comes to hold one whole, in a release or after an approval, opens no other period.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::crypto::envelope;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::kdf::Secret;
use crate::crypto::shares::{self, Kind, MOST, Share};
use crate::crypto::{random, sign};
use crate::domain::id::StaffId;
use crate::domain::statistics::{Menu, Period};
use crate::store::Tx;
use crate::store::statistics::SignedRow;
use crate::vault::roster::{Roster, StaffKey, Verified};
use crate::vault::staff::StaffKeys;
use crate::vault::{Result, VaultError};

const FIRST_LINE: &str = "balss-statistics-plan/v1";

/// A plan as it was signed.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is counted, and how.
    pub menu: Menu,
    /// To whom records are sealed, of each of its periods.
    pub recipients: Recipients,
    /// The signed text.
    pub body: String,
    /// Who signed first.
    pub first: StaffId,
    /// Who signed after them; records are sealed from then on.
    pub second: Option<StaffId>,
}

/// The recipient of each period of a year, in their order.
pub type Recipients = Vec<(Period, HybridRecipient)>;

/// Shares of one identity, each with whom it is sealed to.
pub type Shares = Vec<(StaffId, Vec<u8>)>;

/// A new plan with the shares of its identities.
pub struct Made {
    /// The row.
    pub row: SignedRow,
    /// The shares of each period's.
    pub shares: Vec<(Period, Shares)>,
}

fn text(menu: &Menu, recipients: &Recipients) -> Result<String> {
    let menu_json = serde_json::to_string(menu).map_err(|_| VaultError::Refused)?;
    let line = |(period, recipient): &(Period, HybridRecipient)| format!("recipient {period} {recipient}\n");
    let recipients: String = recipients.iter().map(line).collect();
    Ok(format!("{FIRST_LINE}\nyear {}\n{recipients}menu {menu_json}\n", menu.year))
}

fn parse(body: &str) -> Option<(Menu, Recipients)> {
    let mut lines = body.lines();
    (lines.next()? == FIRST_LINE).then_some(())?;
    let year: i16 = lines.next()?.strip_prefix("year ")?.parse().ok()?;
    let mut recipients = Recipients::new();
    for period in Period::all_of(year) {
        let line = lines.next()?.strip_prefix(&format!("recipient {period} "))?;
        recipients.push((period, line.parse().ok()?));
    }
    let menu: Menu = serde_json::from_str(lines.next()?.strip_prefix("menu ")?).ok()?;
    let whole = lines.next().is_none() && text(&menu, &recipients).ok()? == body;
    (whole && year == menu.year && menu.is_whole()).then_some((menu, recipients))
}

impl Plan {
    /// To whom records of a period are sealed.
    #[must_use]
    pub fn recipient(&self, period: Period) -> Option<&HybridRecipient> {
        self.recipients.iter().find(|(of, _)| *of == period).map(|(_, recipient)| recipient)
    }
}

/// SHA-256 of what was signed, hexadecimal: names a plan in its releases.
#[must_use]
pub fn digest(body: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(body.as_bytes()))
}

/// The institutions of those who may publish, each with its advisers.
#[must_use]
pub fn publishers(roster: &Roster) -> BTreeMap<&str, Vec<&Verified<StaffKey>>> {
    let mut all: BTreeMap<&str, Vec<&Verified<StaffKey>>> = BTreeMap::new();
    for adviser in roster.advisers() {
        all.entry(adviser.institution.as_str()).or_default().push(adviser);
    }
    all
}

/// Whether two may publish together: different persons of different institutions.
#[must_use]
pub fn are_two(a: &StaffKey, b: &StaffKey) -> bool {
    a.person != b.person && a.institution != b.institution
}

/// A plan with new identities, none of which anybody holds whole when this returns.
///
/// # Errors
/// [`VaultError::NoReaders`] without advisers of two institutions.
pub fn make(roster: &Roster, menu: &Menu, staff: StaffId, keys: &StaffKeys) -> Result<Made> {
    let publishers = publishers(roster);
    let total = u8::try_from(publishers.len()).unwrap_or(u8::MAX);
    if !(2..=MOST).contains(&total) {
        return Err(VaultError::NoReaders);
    }
    let (mut recipients, mut all) = (Recipients::new(), Vec::new());
    for period in Period::all_of(menu.year) {
        let seed = random::secret();
        recipients.push((period, HybridIdentity::from_seed(&seed).recipient()));
        let split = shares::split(&Secret::new(*seed), Kind::Statistics, 2, total);
        let mut sealed = Shares::new();
        for (share, advisers) in split.map_err(|_| VaultError::Refused)?.iter().zip(publishers.values()) {
            for adviser in advisers {
                sealed.push((adviser.staff, hand(share, &adviser.recipient)?));
            }
        }
        all.push((period, sealed));
    }
    let body = text(menu, &recipients)?;
    let first_signature = keys.signer().sign(body.as_bytes());
    Ok(Made { row: SignedRow { body, first: staff, first_signature, second: None }, shares: all })
}

/// A share, sealed to one who may have it.
pub(super) fn hand(share: &Share, to: &HybridRecipient) -> Result<Vec<u8>> {
    envelope::seal(to, share.to_text().as_bytes()).map_err(|_| VaultError::Refused)
}

/// The share in such an envelope.
pub(super) fn take(sealed: &[u8], keys: &StaffKeys) -> Result<Share> {
    let text = envelope::open(&keys.identity(), sealed).map_err(|_| VaultError::Refused)?;
    let text = std::str::from_utf8(&text).map_err(|_| VaultError::Refused)?;
    Share::parse(text).ok().filter(|share| share.kind == Kind::Statistics).ok_or(VaultError::Refused)
}

/// The second signature under a plan.
#[must_use]
pub fn sign(keys: &StaffKeys, body: &str) -> [u8; 64] {
    keys.signer().sign(body.as_bytes())
}

/// A row that says what its signatures say. Each signature counts with whatever key the roster ever had for its account:
/// a plan stands although somebody who signed it leaves. It falls where one of them comes to be of the other's institution.
#[must_use]
pub fn genuine(roster: &Roster, row: &SignedRow) -> Option<Plan> {
    let (menu, recipients) = parse(&row.body)?;
    let signed = |staff: StaffId, signature: &[u8; 64]| {
        let mut keys = roster.keys_of(staff);
        keys.any(|key| sign::verify(key, row.body.as_bytes(), signature))
    };
    let second = match &row.second {
        Some((second, signature)) => {
            let (a, b) = (roster.stood(row.first)?, roster.stood(*second)?);
            (are_two(a, b) && signed(*second, signature)).then_some(Some(*second))?
        }
        None => None,
    };
    signed(row.first, &row.first_signature).then(|| Plan {
        menu,
        recipients,
        body: row.body.clone(),
        first: row.first,
        second,
    })
}

/// Every genuine plan, by year.
///
/// # Errors
/// [`VaultError::Store`].
pub async fn all(tx: &mut Tx, roster: &Roster) -> Result<Vec<Plan>> {
    let rows = tx.statistic_plans().await?;
    let plans = rows
        .iter()
        .filter_map(|(year, row)| genuine(roster, row).filter(|plan| i64::from(plan.menu.year) == *year));
    Ok(plans.collect())
}

/// The plan to which records of a year are sealed.
#[must_use]
pub fn of_year(plans: &[Plan], year: i16) -> Option<&Plan> {
    plans.iter().find(|plan| plan.menu.year == year && plan.second.is_some())
}
