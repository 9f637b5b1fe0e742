//! Who reads a conversation, and who else could if its reporter agrees. Silence is not agreement: a new adviser, a deputy,
//! a successor or a colleague for whom an adviser asks reads nothing before. A yes to such a colleague can be taken back.

use super::held;
use crate::app::{App, Shared};
use crate::clock::date;
use crate::domain::case::Status;
use crate::domain::consent::Word;
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::sharing::Why;
use crate::store::Audit;
use crate::store::absences::AbsenceRow;
use crate::vault::absence;
use crate::vault::access::OpenedCase;
use crate::vault::consent::{Proposal, Wish};
use crate::vault::epoch::Left;
use crate::vault::receipt::ReceiptKeys;
use crate::vault::roster::{Roster, StaffKey};
use crate::vault::rotate::{self, Change, Joining};
use crate::vault::thread::{Addition, Agreement, Conversation, Side, Words};
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
    /// In whose place; `None` for somebody who stands in for nobody.
    pub stands_in: Option<String>,
    /// The last day, if only for a time.
    pub until: Option<Day>,
    /// Whether to read only.
    pub reading: bool,
    /// The proposal by which an adviser asks for them, if one does.
    pub asked: Option<u64>,
    /// Whether it is an adviser of another institution who reads where the own ones do not.
    pub outside: bool,
}

/// Who reads and who could.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Names of those who read what is written next, the last day of those who do so for a time, and whether to read only.
    pub now: Vec<(String, Option<Day>, bool)>,
    /// Who was taken out, oldest first.
    pub left: Vec<Left>,
    /// Names that the reporter was told once and who read nothing new any more for another reason.
    pub gone: Vec<String>,
    /// Readers who are away, or will be: name, first and last day.
    pub away: Vec<(String, Day, Day)>,
    /// Who could read.
    pub offers: Vec<Offer>,
    /// Whether nobody has opened it for two working days since the reporter's last word.
    pub unopened: bool,
    /// Ordinals of the proposals to which a yes would let somebody read.
    pub askable: Vec<u64>,
}

/// Looks.
///
/// # Errors
/// [`VaultError`].
pub async fn look(app: &App, of: &OpenedCase, read: &Conversation) -> Result<Reading> {
    Ok(reading(app, of, read).await?.0)
}

/// The same, and whom advisers ask for.
async fn reading(app: &App, of: &OpenedCase, read: &Conversation) -> Result<(Reading, Vec<Offer>)> {
    let mut tx = app.store.look().await?;
    let (roster, absences) = (app.roster(&mut tx).await?, tx.absences().await?);
    let today = app.clock.today();
    let unopened = unopened(read, |from| app.calendar.two_between(date(from), date(today)));
    let at = At { of, read, roster: &roster, absences: &absences, today, unopened };
    at.reading()
}

/// Whether the reporter's last word has waited for long, and nobody has opened the conversation on its day or since.
fn unopened(read: &Conversation, for_long: impl Fn(Day) -> bool) -> bool {
    let last = read.messages.iter().rev().find(|m| m.what.from == Side::Reporter);
    let last = last.map_or(read.report.day, |m| m.day);
    let opened = read.margin.as_ref().and_then(|(margin, _)| margin.opened.last().copied());
    !read.card.status.is_over() && for_long(last) && opened.is_none_or(|day| day < last)
}

/// A case as it is looked at.
struct At<'a> {
    of: &'a OpenedCase,
    read: &'a Conversation,
    roster: &'a Roster,
    absences: &'a [AbsenceRow],
    today: Day,
    unopened: bool,
}

impl At<'_> {
    fn reading(&self) -> Result<(Reading, Vec<Offer>)> {
        let Self { of, read, roster, today, .. } = *self;
        let institution = &read.card.institution;
        let now = rotate::readers(&of.body, institution, roster, &Change::default(), today)?;
        let works = |staff: StaffId| now.iter().any(|r| r.key.staff == staff && !r.reading);
        let reads = |staff: StaffId| now.iter().any(|r| r.key.staff == staff);
        let absences = absence::genuine(self.absences, roster, today);
        let mut away: Vec<_> = absences.iter().filter(|a| reads(a.away.staff)).collect();
        // Who stands in for two is offered once, for the longer absence.
        away.sort_by_key(|a| std::cmp::Reverse(a.last));
        let asked: Vec<Offer> = read.proposals.iter().filter_map(|p| self.asked(&p.what)).collect();
        // Who only reads can be asked for again, to work on it.
        let asked: Vec<Offer> =
            asked.into_iter().filter(|o| !works(o.staff) && (o.reading <= !reads(o.staff))).collect();
        let mut offers: Vec<Offer> = Vec::new();
        for a in
            away.iter().filter(|a| self.may(a.deputy.staff) && !reads(a.deputy.staff) && !self.gone(a.deputy))
        {
            if offers.iter().any(|o| o.staff == a.deputy.staff) {
                continue;
            }
            offers.push(Offer {
                staff: a.deputy.staff,
                name: a.deputy.name.clone(),
                institution: a.deputy.institution.clone(),
                stands_in: Some(a.away.name.clone()),
                until: Some(a.last),
                reading: false,
                asked: None,
                outside: false,
            });
        }
        // Where nobody opens it, or nobody could, the outside advisers are offered as well.
        let waits = self.unopened || now.iter().all(|r| r.reading);
        let outside = |k: &StaffKey| k.outside && k.institution != *institution;
        for key in roster.advisers().filter(|k| k.institution == *institution || (waits && outside(k))) {
            let free = self.may(key.staff) && !reads(key.staff) && !self.gone(key);
            if free && !offers.iter().chain(&asked).any(|o| o.staff == key.staff) {
                let (name, institution) = (key.name.clone(), key.institution.clone());
                let (staff, stands_in, until) = (key.staff, None, None);
                offers.push(Offer {
                    staff,
                    name,
                    institution,
                    stands_in,
                    until,
                    reading: false,
                    asked: None,
                    outside: outside(key),
                });
            }
        }
        let left: Vec<Left> = of.body.left.iter().filter(|l| !reads(l.staff)).cloned().collect();
        let told = read.report.what.readers.iter().chain(read.agreements.iter().map(|a| &a.what.name));
        let known =
            |name: &String| now.iter().any(|r| r.key.name == *name) || left.iter().any(|l| l.name == *name);
        let mut gone: Vec<String> = told.filter(|name| !known(name)).cloned().collect();
        gone.sort_unstable();
        gone.dedup();
        let reading = Reading {
            now: now.iter().map(|r| (r.key.name.clone(), r.until, r.reading)).collect(),
            left,
            gone,
            away: away.iter().map(|a| (a.away.name.clone(), a.first, a.last)).collect(),
            offers,
            unopened: self.unopened,
            askable: asked.iter().filter_map(|o| o.asked).collect(),
        };
        Ok((reading, asked))
    }

    /// Whether somebody may read at all, if the reporter agrees.
    fn may(&self, staff: StaffId) -> bool {
        // While the roster does not verify, nobody can be asked for: who was revoked may still stand in what is left of it.
        let whole = self.roster.fault().is_none();
        let key = self.roster.adviser(staff);
        whole && key.is_some_and(|k| self.of.body.is_open_to(k, &self.read.card.institution))
    }

    fn gone(&self, key: &StaffKey) -> bool {
        self.of.body.is_over_for(key.person)
    }

    /// Whom a proposal asks for, if a yes would let them read: its time is not over, and it was not used up by a reading
    /// that has ended since, nor closed.
    fn asked(&self, of: &Proposal) -> Option<Offer> {
        let reader = of.reader.as_ref().filter(|r| self.may(r.staff))?;
        let key = self.roster.adviser(reader.staff)?;
        let mut left = self.of.body.left.iter();
        let spent = self.read.is_closed(of) || left.any(|l| l.person == key.person && l.n > of.n);
        let in_time = of.until >= self.today && reader.last.is_none_or(|last| last >= self.today);
        // Names and institutions are those of the signed roster; whoever has another by now is another answer.
        let same = key.name == of.to && key.institution == reader.institution;
        (!spent && in_time && same).then(|| Offer {
            staff: reader.staff,
            name: key.name.clone(),
            institution: key.institution.clone(),
            stands_in: None,
            until: reader.last,
            reading: reader.reading,
            asked: Some(of.n),
            outside: false,
        })
    }
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
    let pick = move |offer: &Offer| offer.asked.is_none() && chosen.contains(&offer.staff);
    running(app, token, pick).await
}

/// Lets somebody read for whom an adviser asked. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn agree_to(app: &Shared, token: &Token, proposal: u64) -> Result<Agreed> {
    running(app, token, move |offer| offer.asked == Some(proposal)).await
}

async fn running(
    app: &Shared,
    token: &Token,
    pick: impl Fn(&Offer) -> bool + Send + Sync + 'static,
) -> Result<Agreed> {
    let (app, token) = (app.clone(), token.clone());
    let tasks = app.tasks.clone();
    tasks.spawn(async move { join(&app, &token, pick).await }).await.map_err(|_| VaultError::Refused)?
}

async fn join(app: &App, token: &Token, pick: impl Fn(&Offer) -> bool) -> Result<Agreed> {
    let Some((case, receipt)) = held::returning(app, token).await? else { return Ok(Agreed::Over) };
    let today = app.clock.today();
    for _ in 0..16 {
        let Some((opened, read)) = held::current(app, case, &receipt).await? else {
            return Ok(Agreed::Over);
        };
        let (reading, asked) = reading(app, &opened, &read).await?;
        let offers = reading.offers.into_iter().chain(asked);
        let joining: Vec<Offer> = offers.filter(&pick).collect();
        if joining.is_empty() || read.card.status == Status::Withdrawn {
            return Ok(Agreed::Nobody);
        }
        // First what was agreed to, then the seeds: whoever reads does so by a word that stands in the conversation.
        match say_yes(app, &opened, &read, &joining, today).await {
            Err(VaultError::Conflict) => continue,
            other => other?,
        }
        let Some((opened, read)) = held::opened(app, case, &receipt).await? else {
            return Ok(Agreed::Over);
        };
        let joins = |o: &Offer| Joining { staff: o.staff, until: o.until, reading: o.reading };
        let change = Change::joining(joining.iter().map(joins).collect());
        match held::renew(app, &opened, &read, &change).await {
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
    // Not said already after whatever ended an earlier reading.
    let since = |staff| opened.body.left.iter().filter(|l| l.staff == staff).map(|l| l.n).max().unwrap_or(0);
    let said = |o: &Offer| {
        let same = |a: &Agreement| {
            a.staff == o.staff && a.until == o.until && a.reading == o.reading && a.n >= since(o.staff)
        };
        read.agreements.iter().any(|a| a.day == today && same(&a.what))
    };
    let new = joining.iter().filter(|o| !said(o));
    let agreements: Vec<Agreement> = new
        .map(|o| Agreement {
            n: 0,
            staff: o.staff,
            name: o.name.clone(),
            institution: o.institution.clone(),
            until: o.until,
            reading: o.reading,
        })
        .collect();
    let yes = |of: &u64| read.proposal(*of).is_some_and(|p| read.word_on(&p.what, today).0 != Word::Yes);
    let asked = joining.iter().filter_map(|o| o.asked).filter(yes);
    let wishes: Vec<Wish> = asked.map(|of| Wish::Step { of, yes: true }).collect();
    if agreements.is_empty() && wishes.is_empty() {
        return Ok(());
    }
    let words = Words { agreements, wishes, due: Some(read.card.due_after_word(today)), ..Words::default() };
    let addition = Addition::seal(opened.newest()?, read, words, today)?;
    let mut tx = app.store.write().await?;
    let sealed = addition.write(&mut tx, today).await?;
    let leaf = Leaf::reporter(Event::ReporterWrote, today, opened.row.id, sealed);
    Ok(tx.commit(Audit::of(vec![leaf])).await?)
}

/// Ends the reading of somebody to whom the reporter said yes, before the no itself is written; nothing where nobody reads
/// by that proposal. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn take_back(app: &Shared, token: &Token, proposal: u64) -> Result<()> {
    let (app, token) = (app.clone(), token.clone());
    let tasks = app.tasks.clone();
    let work = async move {
        let Some((case, receipt)) = held::returning(&app, &token).await? else { return Ok(()) };
        end(&app, case, &receipt, proposal).await
    };
    tasks.spawn(work).await.map_err(|_| VaultError::Refused)?
}

async fn end(app: &App, case: CaseId, receipt: &ReceiptKeys, proposal: u64) -> Result<()> {
    let today = app.clock.today();
    for _ in 0..16 {
        let Some((opened, read)) = held::current(app, case, receipt).await? else { return Ok(()) };
        let Some(asked) = read.proposal(proposal) else { return Ok(()) };
        let Some(reader) = &asked.what.reader else { return Ok(()) };
        let body = &opened.body;
        let agreed = read.word_on(&asked.what, today).0 == Word::Yes;
        let spent = body.left.iter().any(|l| l.staff == reader.staff && l.n > asked.what.n);
        let holder = body.holders.iter().find(|(staff, _)| *staff == reader.staff);
        let Some((staff, person)) = holder.filter(|_| agreed && !spent) else { return Ok(()) };
        let left = Left {
            n: read.card.n,
            staff: *staff,
            person: *person,
            name: asked.what.to.clone(),
            by: String::new(),
            day: today,
            why: Why::TakenBack,
        };
        match held::renew(app, &opened, &read, &Change::leaving(left)).await {
            Err(VaultError::Conflict) => {}
            other => return other.map(drop),
        }
    }
    Err(VaultError::Conflict)
}
