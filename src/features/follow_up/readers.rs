//! Who reads a conversation, and who else could if its reporter agrees. Silence is not agreement: a new adviser, a deputy
//! or a successor reads nothing before.

use crate::app::{App, Shared};
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::StaffId;
use crate::store::Audit;
use crate::store::absences::AbsenceRow;
use crate::vault::absence;
use crate::vault::access::OpenedCase;
use crate::vault::roster::Roster;
use crate::vault::rotate;
use crate::vault::thread::{Addition, Agreement, Conversation, Words};
use crate::vault::visit::Token;
use crate::vault::{Result, VaultError};

/// Somebody who could read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The account.
    pub staff: StaffId,
    /// Name in the signed roster.
    pub name: String,
    /// Code of the institution.
    pub institution: String,
    /// Stands in for whom until when; `None` for somebody who would stay.
    pub stands_in: Option<(String, Day)>,
}

/// Who reads and who could.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Names of those who read what is written next, and the last day of those who do so for a time.
    pub now: Vec<(String, Option<Day>)>,
    /// Names that the reporter was told once and who read nothing new any more.
    pub gone: Vec<String>,
    /// Readers who are away, or will be: name, first and last day.
    pub away: Vec<(String, Day, Day)>,
    /// Who could read.
    pub offers: Vec<Offer>,
}

/// Looks.
///
/// # Errors
/// [`VaultError`].
pub async fn look(app: &App, of: &OpenedCase, read: &Conversation) -> Result<Reading> {
    let mut tx = app.store.look().await?;
    let (roster, absences) = (app.roster(&mut tx).await?, tx.absences().await?);
    reading(of, read, &roster, &absences, app.clock.today())
}

fn reading(
    of: &OpenedCase,
    read: &Conversation,
    roster: &Roster,
    absences: &[AbsenceRow],
    today: Day,
) -> Result<Reading> {
    let (institution, of_body) = (&read.card.institution, &of.body);
    let now = rotate::readers(&of.body, institution, roster, &[], today)?;
    let reads = |staff: StaffId| now.iter().any(|(r, _)| r.staff == staff);
    let absences = absence::genuine(absences, roster, today);
    let away: Vec<_> = absences.iter().filter(|a| reads(a.away.staff)).collect();
    // While the roster does not verify, nobody can be asked for: who was revoked may still stand in what is left of it.
    let whole = roster.fault().is_none();
    // Where somebody was left out whom no list names, any adviser of the institution might be the one.
    let open = |of: &str| of != institution.as_str() || !of_body.someone_else;
    let may = |staff: StaffId| {
        let key = roster.adviser(staff);
        whole && !reads(staff) && key.is_some_and(|k| !of_body.excludes(k.person) && open(&k.institution))
    };
    let mut offers: Vec<Offer> = Vec::new();
    for a in away.iter().filter(|a| may(a.deputy.staff)) {
        offers.push(Offer {
            staff: a.deputy.staff,
            name: a.deputy.name.clone(),
            institution: a.deputy.institution.clone(),
            stands_in: Some((a.away.name.clone(), a.last)),
        });
    }
    for key in roster.advisers().filter(|k| k.institution == *institution) {
        if may(key.staff) && !offers.iter().any(|o| o.staff == key.staff) {
            let (name, institution) = (key.name.clone(), key.institution.clone());
            offers.push(Offer { staff: key.staff, name, institution, stands_in: None });
        }
    }
    let told = read.report.what.readers.iter().chain(read.agreements.iter().map(|a| &a.what.name));
    let mut gone: Vec<String> =
        told.filter(|name| !now.iter().any(|(r, _)| r.name == **name)).cloned().collect();
    gone.sort_unstable();
    gone.dedup();
    Ok(Reading {
        now: now.iter().map(|(r, until)| (r.name.clone(), *until)).collect(),
        gone,
        away: away.iter().map(|a| (a.away.name.clone(), a.first, a.last)).collect(),
        offers,
    })
}

/// What became of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// Those named read from now on.
    Yes,
    /// Nobody was named who could read.
    Nobody,
    /// The visit is over.
    Over,
}

/// Lets those of `chosen` read who are offered now. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn agree(app: &Shared, token: &Token, chosen: Vec<StaffId>) -> Result<Agreed> {
    let (app, token) = (app.clone(), token.clone());
    let tasks = app.tasks.clone();
    tasks.spawn(async move { join(&app, &token, &chosen).await }).await.map_err(|_| VaultError::Refused)?
}

async fn join(app: &App, token: &Token, chosen: &[StaffId]) -> Result<Agreed> {
    let Some((case, receipt)) = super::talk::returning(app, token).await? else { return Ok(Agreed::Over) };
    let today = app.clock.today();
    for _ in 0..16 {
        let Some((opened, read)) = super::talk::current(app, case, &receipt).await? else {
            return Ok(Agreed::Over);
        };
        let offers = look(app, &opened, &read).await?.offers;
        let joining: Vec<Offer> = offers.into_iter().filter(|o| chosen.contains(&o.staff)).collect();
        if joining.is_empty() {
            return Ok(Agreed::Nobody);
        }
        // First what was agreed to, then the seeds: whoever reads does so by a word that stands in the conversation.
        match say_yes(app, &opened, &read, &joining, today).await {
            Err(VaultError::Conflict) => continue,
            other => other?,
        }
        let Some((opened, read)) = super::talk::opened(app, case, &receipt).await? else {
            return Ok(Agreed::Over);
        };
        let joins: Vec<_> =
            joining.iter().map(|o| (o.staff, o.stands_in.as_ref().map(|(_, day)| *day))).collect();
        match super::talk::renew(app, &opened, &read, &joins).await {
            Err(VaultError::Conflict) => {}
            other => return other.map(|_| Agreed::Yes),
        }
    }
    Err(VaultError::Conflict)
}

async fn say_yes(
    app: &App,
    opened: &OpenedCase,
    read: &Conversation,
    joining: &[Offer],
    today: Day,
) -> Result<()> {
    let until = |o: &Offer| o.stands_in.as_ref().map(|(_, day)| *day);
    let said = |o: &Offer| {
        let same = |a: &Agreement| a.staff == o.staff && a.until == until(o);
        read.agreements.iter().any(|a| a.day == today && same(&a.what))
    };
    let new = joining.iter().filter(|o| !said(o));
    let agreements: Vec<Agreement> = new
        .map(|o| Agreement {
            n: 0,
            staff: o.staff,
            name: o.name.clone(),
            institution: o.institution.clone(),
            until: until(o),
        })
        .collect();
    if agreements.is_empty() {
        return Ok(());
    }
    let words = Words { agreements, due: Some(read.card.due_after_word(today)), ..Words::default() };
    let addition = Addition::seal(opened.newest()?, read, words, today)?;
    let mut tx = app.store.write().await?;
    let sealed = addition.write(&mut tx, today).await?;
    let leaf = Leaf::reporter(Event::ReporterWrote, today, opened.row.id, sealed);
    Ok(tx.commit(Audit::of(vec![leaf])).await?)
}
