//! What an adviser does in a case: answering, changing its status, all that is noted in it.

use super::counted;
use super::view;
use crate::app::{App, Shared};
use crate::domain::case::{Bar, Status};
use crate::domain::day::Day;
use crate::domain::desk::{Lock, Second};
use crate::domain::due::Facts;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::retention::{Ending, Periods};
use crate::domain::staff::Account;
use crate::store::Audit;
use crate::vault::consent::Proposal;
use crate::vault::desk::weigh::are_two;
use crate::vault::desk::{self, Author};
use crate::vault::roster::Roster;
use crate::vault::staff::StaffKeys;
use crate::vault::thread::{Addition, Conversation, Message, Side, WithoutYes, Words};
use crate::vault::{Result, VaultError, retention};

/// What an adviser did.
pub enum Act {
    /// Wrote, with the day of the next word, and whether it tells what has been done about the report.
    Answer(String, Day, bool),
    /// Took the case to another status, but not to its end.
    Status(Status),
    /// Closed it, with a word of [`OUTCOME`](crate::domain::desk::OUTCOME).
    Close(String),
    /// Asked for agreement to a step outside.
    Propose(Proposal),
    /// Noted something at the desk.
    Desk(Vec<desk::Act>),
    /// Agreed, as another person, to what was coded or assessed last.
    Confirm(Second),
    /// Takes a step outside without the reporter's yes, and tells the reporter so, with the day of the next word.
    Override(desk::Act, String, Day),
    /// Made a copy that leaves, as this entry says. Each is one: the same twice is two copies.
    Export(desk::Act),
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It stands.
    Yes,
    /// No such case for this adviser.
    NotTheirs,
    /// Somebody else wrote since the page was shown.
    Changed,
    /// The status does not follow from the present one.
    NotNext,
    /// The adviser may read it and write nothing.
    ReadsOnly,
    /// Nobody else comes to read the case, or a mark that may stand unread cannot be lifted.
    Locked(Lock),
    /// Silence has not gone far enough to close a case for it.
    NotSilent,
    /// What needs two persons was done by one.
    NotAnother(Second),
    /// A child has to be reported before the case is closed.
    Child,
}

/// Does what an adviser asked, if the case is still as the page (`seen`) showed it. Runs to its end even when the
/// client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn act(
    app: &Shared,
    account: &Account,
    keys: &StaffKeys,
    id: CaseId,
    seen: i64,
    act: Act,
) -> Result<Done> {
    let (app, account, keys) = (app.clone(), account.clone(), keys.clone());
    let tasks = app.tasks.clone();
    let work = async move { Box::pin(act_now(&app, &account, &keys, id, seen, act)).await };
    tasks.spawn(work).await.map_err(|_| VaultError::Refused)?
}

async fn act_now(
    app: &App,
    account: &Account,
    keys: &StaffKeys,
    id: CaseId,
    seen: i64,
    act: Act,
) -> Result<Done> {
    let Some(view) = view::again(app, account, keys, id).await? else { return Ok(Done::NotTheirs) };
    let Some(name) = view.name.clone() else { return Ok(Done::NotTheirs) };
    // The one gate: whatever an adviser adds to a case comes this way.
    if !view.writes {
        return Ok(Done::ReadsOnly);
    }
    let stranger = |act: &desk::Act| matches!(act, desk::Act::Task { who, .. } if view.readers.iter().all(|r| r.staff != *who));
    if matches!(&act, Act::Desk(acts) if acts.iter().any(stranger)) {
        return Ok(Done::NotNext);
    }
    if let Some(lock) = view.lock()
        && matches!(&act, Act::Propose(asked) if asked.reader.is_some())
    {
        return Ok(Done::Locked(lock));
    }
    let speaks_for_all = match &act {
        Act::Desk(acts) => acts.iter().any(|act| matches!(act, desk::Act::Risk(_))),
        Act::Close { .. } | Act::Confirm(Second::Child) => true,
        _ => false,
    };
    if speaks_for_all && view.waits_for_colleagues() {
        return Ok(Done::Locked(Lock::NotHanded));
    }
    // What would be lifted is not all that may stand.
    if let Some(lock) = view.unread()
        && matches!(&act, Act::Desk(acts) if acts.iter().any(desk::Act::lifts))
    {
        return Ok(Done::Locked(lock));
    }
    let today = app.clock.today();
    let (event, mut words) = match plan(app, &view.read, (account.id, &name, keys), &view.roster, act) {
        Ok(planned) => planned,
        Err(done) => return Ok(done),
    };
    if view.read.card_version != seen {
        return Ok(Done::Changed);
    }
    let Some(view) = view::current(app, account, keys, id, view).await? else { return Ok(Done::Changed) };
    words.due = Some(due_after(&view.read, &words, today, &app.config.retention.periods()));
    let addition = Addition::seal(view.case.newest()?, &view.read, words, today)?;
    let mut tx = app.store.write().await?;
    let sealed = match addition.write(&mut tx, today).await {
        Err(VaultError::Conflict) => return Ok(Done::Changed),
        other => other?,
    };
    let leaf = Leaf::staff(event, app.clock.now(), Some(account.id)).about(id).sealing(sealed);
    tx.commit(Audit::of(vec![leaf])).await?;
    // What was written stands, whether or not this succeeds; the next act seals it anew.
    let counted = async {
        if !counted::is_planned(app).await? {
            return Ok(());
        }
        match view::again(app, account, keys, id).await? {
            Some(view) => counted::renew(app, &view, account.id, keys).await,
            None => Ok(()),
        }
    };
    if let Err(e) = counted.await {
        tracing::warn!(cause = %e, "a coded record waits for the next act in its case");
    }
    Ok(Done::Yes)
}

/// What an act adds to a case, or why it adds nothing.
fn plan<'a>(
    app: &App,
    read: &Conversation,
    (staff, name, keys): (StaffId, &str, &'a StaffKeys),
    roster: &Roster,
    act: Act,
) -> std::result::Result<(Event, Words<'a>), Done> {
    let (today, now) = (app.clock.today(), read.card.status);
    let by = || Author { staff, name: name.to_owned(), keys, now: app.clock.now() };
    let words = match act {
        Act::Answer(text, next, feedback) => {
            // The same words again are a double click, not a second answer.
            let last = read.messages.last().map(|m| &m.what);
            if last.is_some_and(|m| m.from == Side::Adviser && m.text == text && m.name == name) {
                return Err(Done::Yes);
            }
            // An answer is an acknowledgement.
            let status = if now == Status::New { Status::Acknowledged } else { now };
            let message =
                Message { feedback, ..Message::new(Side::Adviser, name.to_owned(), text, Some(next)) };
            let words =
                Words { message: Some(message), status: Some((status, name.to_owned())), ..Words::default() };
            return Ok((Event::CaseAnswered, words));
        }
        Act::Status(to) if to == now => return Err(Done::Yes),
        Act::Status(to) if now.bar(to, None, None, false, today).is_some() => return Err(Done::NotNext),
        Act::Status(to) => Words { status: Some((to, name.to_owned())), ..Words::default() },
        Act::Close(_) if now == Status::Closed => return Err(Done::Yes),
        Act::Close(code) => match bar(read, &code, today) {
            Some(Bar::NotSilent) => return Err(Done::NotSilent),
            Some(Bar::Child) => return Err(Done::Child),
            Some(Bar::NotNext | Bar::NoOutcome) => return Err(Done::NotNext),
            None => Words {
                status: Some((Status::Closed, name.to_owned())),
                noted: Some((vec![desk::Act::Outcome { code }], by())),
                ..Words::default()
            },
        },
        Act::Propose(proposal) => {
            let proposal = Proposal { name: name.to_owned(), ..proposal };
            // The same once more is a double click, not a second question.
            let same = |p: &Proposal| Proposal { n: 0, ..p.clone() } == proposal;
            if read.proposals.last().is_some_and(|p| same(&p.what)) {
                return Err(Done::Yes);
            }
            // Whoever asks has read: the first question acknowledges as an answer does.
            let status = (now == Status::New).then(|| (Status::Acknowledged, name.to_owned()));
            return Ok((Event::CaseAnswered, Words { proposal: Some(proposal), status, ..Words::default() }));
        }
        Act::Export(made) => {
            return Ok((Event::CaseExported, Words { noted: Some((vec![made], by())), ..Words::default() }));
        }
        Act::Override(noted, text, next) => {
            let newest = read.entries.last().map(|e| &e.what.entry.what);
            if newest == Some(&noted) && read.messages.last().is_some_and(|m| m.what.text == text) {
                return Err(Done::Yes);
            }
            let status = if now == Status::New { Status::Acknowledged } else { now };
            let told = Message::new(Side::Adviser, name.to_owned(), text, Some(next));
            let words = Words {
                message: Some(Message { without_yes: WithoutYes::of(&noted), ..told }),
                status: Some((status, name.to_owned())),
                noted: Some((vec![noted], by())),
                ..Words::default()
            };
            return Ok((Event::StepWithoutYes, words));
        }
        Act::Confirm(of) => {
            let waits = match of {
                Second::Coding => desk::coding_waits(&read.entries),
                Second::Child => read.child_waits(),
            };
            let Some(entry) = waits else { return Err(Done::NotNext) };
            if !are_two(roster, staff, entry.staff) {
                return Err(Done::NotAnother(of));
            }
            let acts = vec![desk::Act::Confirm { of: entry.id.clone() }];
            return Ok((Event::DeskNoted, Words { noted: Some((acts, by())), ..Words::default() }));
        }
        Act::Desk(acts) => {
            let last = read.entries.iter().rev().take(acts.len()).rev();
            let last: Vec<_> = last.map(|e| &e.what.entry).collect();
            let same = |(e, act): (&&desk::Entry, &desk::Act)| e.staff == staff && e.what == *act;
            if last.len() == acts.len() && last.iter().zip(&acts).all(same) {
                return Err(Done::Yes);
            }
            let event = match acts.last() {
                Some(desk::Act::Hold { .. }) => Event::HoldSet,
                Some(desk::Act::HoldEnded { .. }) => Event::HoldEnded,
                Some(desk::Act::Delete { .. }) => Event::DeletionProposed,
                Some(desk::Act::DeleteTakenBack { .. }) => Event::DeletionTakenBack,
                _ => Event::DeskNoted,
            };
            // Else the reporter's later yes, given without a key to the desk, would let somebody in.
            let closes = acts.contains(&desk::Act::Classified(true)) && read.asks_for_readers();
            let proposal = closes.then(|| Proposal::closing(name, today));
            return Ok((event, Words { noted: Some((acts, by())), proposal, ..Words::default() }));
        }
    };
    Ok((Event::StatusChanged, words))
}

/// What bars the case from being closed with this outcome.
fn bar(read: &Conversation, code: &str, today: Day) -> Option<Bar> {
    let (silent, child) = (read.silence().may_close, read.child_duty().is_some());
    read.card.status.bar(Status::Closed, Some(code), silent, child, today)
}

/// When the case is to be looked at next, once `words` stand in it.
fn due_after(read: &Conversation, words: &Words<'_>, today: Day, periods: &Periods) -> Day {
    // Whatever is written, a proposal to delete the case was made without it.
    let mut facts = Facts { proposed: None, ..read.facts() };
    if let Some(message) = &words.message {
        facts = Facts { answered: Some(today), promised: message.next, waiting: None, ..facts };
    }
    match &words.status {
        // An answer in a closed case does not close it anew.
        Some((to, _)) if *to == read.card.status => {}
        // Whoever closes a case promises nothing any more.
        Some((Status::Closed, _)) => {
            facts = Facts { closed: Some(today), promised: None, waiting: None, ..facts };
        }
        Some(_) if facts.closed.is_some() => {
            facts = Facts { closed: None, waiting: Some(today), ..facts };
        }
        _ => {}
    }
    if let Some((acts, _)) = &words.noted {
        facts.task = desk::first_task(&read.entries, acts);
        facts.held = retention::held_after(&read.entries, acts, today);
        for act in acts {
            match act {
                desk::Act::Outcome { code } => facts.ending = Ending::of(Some(code)),
                desk::Act::Delete { .. } => facts.proposed = Some(today),
                _ => {}
            }
        }
    }
    facts.due(periods).0
}
