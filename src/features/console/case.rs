//! One case: opening it (which is an event), answering, changing its status.

use std::sync::Arc;

use super::held::{self, Held};
use super::{counted, sharing};
use crate::app::{App, Shared};
use crate::clock::{date, day};
use crate::domain::case::{Bar, Status};
use crate::domain::day::Day;
use crate::domain::desk::{Lock, Second};
use crate::domain::due::Facts;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::{BlobId, CaseId, PersonId, StaffId};
use crate::domain::promise::{Promise, promises};
use crate::domain::retention::{Ending, Periods};
use crate::domain::staff::Account;
use crate::store::Audit;
use crate::vault::access::OpenedCase;
use crate::vault::consent::Proposal;
use crate::vault::desk::weigh::are_two;
use crate::vault::desk::{self, Author, Signed};
use crate::vault::files::FileRecord;
use crate::vault::roster::Roster;
use crate::vault::rotate::Change;
use crate::vault::staff::StaffKeys;
use crate::vault::thread::{Addition, Conversation, Message, Side, WithoutYes, Words};
use crate::vault::{Result, VaultError, retention, rotate};

/// A case as its page shows it.
pub struct View {
    /// The opened case.
    pub case: OpenedCase,
    /// What was said.
    pub read: Conversation,
    /// Those who can open it.
    pub readers: Vec<ReadBy>,
    /// Names of the persons who were left out by its reporter.
    pub left_out: Vec<String>,
    /// Whether the viewer may write to it.
    pub writes: bool,
    /// Name of the viewer, as vouched for; `None` when nobody vouches any more.
    pub name: Option<String>,
    /// The earlier report that this one follows, where the viewer holds that too.
    pub linked: Option<CaseId>,
    /// Who works on it, with the account: for whom a task can be.
    pub holders: Vec<(StaffId, String, bool)>,
    /// The roster by which it was read.
    pub roster: Arc<Roster>,
}

impl View {
    /// The name of somebody who reads the case, or stood in the roster once.
    #[must_use]
    pub fn name_of(&self, staff: StaffId) -> String {
        self.roster.stood(staff).map(|key| key.name.clone()).unwrap_or_default()
    }

    /// Whether an entry of the desk bears the signature of the account it names.
    #[must_use]
    pub fn is_signed(&self, of: &Signed) -> bool {
        self.signer_of(of).is_some()
    }

    /// The public key, as the roster names it, that an entry was signed with.
    #[must_use]
    pub fn signer_of(&self, of: &Signed) -> Option<&[u8; 32]> {
        self.roster.keys_of(of.entry.staff).find(|key| of.is_by(key, self.case.row.id))
    }

    /// Whether the desk is read whole: nothing of an earlier one is hidden, and nothing of the case was touched. Where it is not,
    /// whatever a mark could close is closed: the entry that says so may be the one that is not read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.read.damaged == 0 && self.read.hidden == 0
    }

    /// Whether a file may show a minor, or nobody can tell: of the file itself, of its original, its copy, or the same bytes
    /// sent again.
    #[must_use]
    pub fn marked(&self, file: &FileRecord) -> Option<Marked> {
        if !self.is_whole() {
            return Some(Marked::Unread);
        }
        let mut same: Vec<BlobId> = vec![file.blob];
        same.extend(file.original.as_ref().map(|o| o.blob));
        let all = self.read.files.iter().map(|f| &f.what);
        let alike = |other: &&FileRecord| other.was_given_as(file) || other.as_sent() == file.as_sent();
        same.extend(
            all.filter(alike)
                .flat_map(|other| std::iter::once(other.blob).chain(other.original.as_ref().map(|o| o.blob))),
        );
        desk::mark(&self.read.entries, &same, |of| self.is_signed(of)).map(|(_, by)| Marked::By(by))
    }

    /// Why nothing of the case leaves, and nobody else is asked for: it holds what is classified, or nobody can tell.
    #[must_use]
    pub fn lock(&self) -> Option<Lock> {
        let marked = desk::classified(&self.read.entries, |of| self.is_signed(of));
        if marked { Some(Lock::Classified) } else { self.unread() }
    }

    /// Why a mark that is not read may stand.
    fn unread(&self) -> Option<Lock> {
        match (self.read.hidden, self.read.damaged) {
            (0, 0) => None,
            (0, _) => Some(Lock::Unread),
            _ => Some(Lock::NotHanded),
        }
    }

    /// Whether the entries of earlier desks were handed on to who looks.
    #[must_use]
    pub fn is_handed_on(&self) -> bool {
        self.read.hidden == 0
    }

    /// Whether somebody else reads the case who can hand them on: until then, who does not know what colleagues noted
    /// answers for none of it.
    #[must_use]
    pub fn waits_for_colleagues(&self) -> bool {
        !self.is_handed_on() && self.readers.len() > 1
    }

    /// What was promised to the reporter, and when it was kept.
    #[must_use]
    pub fn promises(&self, app: &App) -> [Promise; 3] {
        let read = &self.read;
        let own = || read.messages.iter().filter(|m| m.what.from == Side::Adviser);
        let working = day(app.calendar.next_reading(date(read.report.day).at(23, 59, 0, 0)).date());
        let step = read.steps.iter().find(|s| s.what.from == Status::New && !s.what.name.is_empty());
        let told = own().find(|m| m.what.feedback).map(|m| m.day);
        promises(read.report.day, working, own().next().map(|m| m.day), step.map(|s| s.day), told)
    }
}

/// Why a file is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// This account said so.
    By(StaffId),
    /// The desk is not read whole.
    Unread,
}

/// Somebody who can open a case.
pub struct ReadBy {
    /// The account.
    pub staff: StaffId,
    /// Name in the signed roster.
    pub name: String,
    /// Code of the institution.
    pub institution: String,
    /// Whether it is the viewer.
    pub you: bool,
    /// Whether to read only.
    pub reading: bool,
    /// The last day, if only for a time.
    pub until: Option<Day>,
    /// Whether the viewer may end their reading.
    pub ends: bool,
}

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

/// What a case page shows, if it is the adviser's and was not withdrawn.
async fn open(app: &App, account: &Account, keys: &StaffKeys, id: CaseId) -> Result<Option<View>> {
    let mut tx = app.store.read().await?;
    let held = held::open(app, &mut tx, account.id, keys, id).await?;
    let Some(Held { case, read, roster, writes, .. }) = held.filter(|h| !h.withdrawn) else {
        return Ok(None);
    };
    // Who wrote, who reads and who was left out goes by the signed roster: an account can be renamed with SQL alone.
    let of = |s: &StaffId| roster.known(*s);
    let readers: Vec<ReadBy> = case
        .body
        .holders
        .iter()
        .filter_map(|(s, _)| rotate::holder(&case.body, *s, &roster, app.clock.today()))
        .map(|a| ReadBy {
            staff: a.staff,
            name: a.name.clone(),
            institution: a.institution.clone(),
            you: a.staff == account.id,
            reading: case.body.reads_only(a.staff),
            until: case.body.until(a.staff),
            ends: sharing::may_end(&read, &case.body, account.id, a.staff),
        })
        .collect();
    let works = readers.iter().filter(|r| !r.reading);
    let holders = works.map(|r| (r.staff, r.name.clone(), r.you)).collect();
    // Who stepped back is told of among those who read it once.
    let by_reporter = |p: &&PersonId| !case.body.stepped_back().any(|l| l.person == **p);
    let left_out = case.body.excluded.iter().filter(by_reporter);
    let left_out = left_out.filter_map(|p| roster.known_person(*p).map(|a| a.name.clone())).collect();
    let name = of(&account.id).map(|a| a.name.clone());
    // Whoever does not hold the earlier report is not told which one it is.
    let linked = CaseId::parse(&read.report.what.answers.linked);
    let linked = match linked {
        Some(id) => {
            held::open(app, &mut tx, account.id, keys, id).await?.filter(|h| !h.withdrawn).map(|_| id)
        }
        None => None,
    };
    Ok(Some(View { case, read, readers, left_out, writes, name, linked, holders, roster }))
}

/// Opens a case and says so in the audit log, in the same transaction as what follows from it.
///
/// # Errors
/// [`VaultError`].
pub async fn view(app: &App, account: &Account, keys: &StaffKeys, id: CaseId) -> Result<Option<View>> {
    let Some(mut view) = open(app, account, keys, id).await? else { return Ok(None) };
    // Whoever only reads answers nothing: to colleagues and reporter the case stays unopened.
    let noted = |view: &View| {
        if view.writes {
            Addition::seen(view.case.newest()?, &view.read, app.clock.today())
        } else {
            Ok(None)
        }
    };
    let mut seen = noted(&view)?;
    if seen.is_some() || view.case.knows_more()? {
        // Nor does who left learn what was read afterwards.
        let now = match current(app, account, keys, id, view).await? {
            None => open(app, account, keys, id).await?,
            now => now,
        };
        let Some(now) = now else { return Ok(None) };
        seen = noted(&now)?;
        view = now;
    }
    let mut tx = app.store.write().await?;
    let sealed = match seen {
        None => std::collections::BTreeMap::new(),
        // A colleague who opened it at the same moment has written the same.
        Some(seen) => match seen.write(&mut tx, app.clock.today()).await {
            Ok(sealed) => sealed,
            Err(VaultError::Conflict) => std::collections::BTreeMap::new(),
            Err(e) => return Err(e),
        },
    };
    let leaf = Leaf::staff(Event::CaseOpened, app.clock.now(), Some(account.id)).about(id).sealing(sealed);
    tx.commit(Audit::of(vec![leaf])).await?;
    Ok(Some(view))
}

/// Opens a case for showing a page again with faults: what was seen before is no new event.
///
/// # Errors
/// [`VaultError`].
pub async fn again(app: &App, account: &Account, keys: &StaffKeys, id: CaseId) -> Result<Option<View>> {
    open(app, account, keys, id).await
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
    let Some(view) = open(app, account, keys, id).await? else { return Ok(Done::NotTheirs) };
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
    let Some(view) = current(app, account, keys, id, view).await? else { return Ok(Done::Changed) };
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
        match open(app, account, keys, id).await? {
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

/// The case in the epoch in which it may be written to; `None` when somebody else changed it meanwhile.
async fn current(
    app: &App,
    account: &Account,
    keys: &StaffKeys,
    id: CaseId,
    view: View,
) -> Result<Option<View>> {
    let roster = app.roster(&mut app.store.look().await?).await?;
    let leaf = |sealed| {
        Leaf::staff(Event::ReadersChanged, app.clock.now(), Some(account.id)).about(id).sealing(sealed)
    };
    match app.turning(&roster).renew(&view.case, &view.read, &Change::default(), leaf).await {
        Ok(false) => Ok(Some(view)),
        Err(VaultError::Conflict) => Ok(None),
        Err(e) => Err(e),
        Ok(true) => {
            let again = open(app, account, keys, id).await?;
            Ok(again.filter(|again| again.read.card_version == view.read.card_version + 1))
        }
    }
}
