//! The draft between its first page and sending.

use std::sync::Arc;

use super::pages::faults::Fault;
use super::steps::{self, Step};
use crate::app::{App, DRAFT_SECONDS as WAITS};
use crate::domain::day::Day;
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::domain::receipt::Receipt;
use crate::store::Tx;
use crate::vault::Result;
use crate::vault::absence;
use crate::vault::evidence::{self, Recipient};
use crate::vault::files::FileRecord;
use crate::vault::passing::Busy;
use crate::vault::roster::{Roster, StaffKey, Verified};
use crate::vault::visit::{self, Draft, Token, Visit};

/// A draft as a page needs it.
pub struct View {
    /// The draft.
    pub draft: Draft,
    /// Who could read it.
    pub roster: Arc<Roster>,
    /// Who of them is away, or will be, from which day to which.
    pub away: Vec<Away>,
    /// Who of them takes no new reports while others do.
    pub busy: Busy,
}

impl View {
    /// Who would read it, sent as it stands now.
    #[must_use]
    pub fn readers(&self) -> Vec<&Verified<StaffKey>> {
        self.busy.take(steps::readers(&self.draft.answers, &self.roster))
    }
}

/// An adviser who is away, or will be: first and last day.
pub type Away = (StaffId, Day, Day);

async fn absences(app: &App, tx: &mut Tx, roster: &Roster) -> Result<Vec<Away>> {
    let rows = tx.absences().await?;
    let genuine = absence::genuine(&rows, roster, app.clock.today());
    Ok(genuine.iter().map(|a| (a.away.staff, a.first, a.last)).collect())
}

/// Until when, at least, every adviser there is is away, where that is so on the day of the next reading: before anybody
/// has chosen who reads.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn nobody_until(app: &App) -> Result<Option<Day>> {
    let mut tx = app.store.look().await?;
    let roster = app.roster(&mut tx).await?;
    let away = absences(app, &mut tx, &roster).await?;
    Ok(app.nobody_until(roster.advisers().count(), away.iter().map(|(_, first, last)| (*first, *last))))
}

/// What a page sent leads to.
pub enum Outcome {
    /// Go on to the draft's page.
    Go,
    /// Something has to be put right on this page.
    Faults(Step, Vec<Fault>),
    /// The draft is over.
    Over,
    /// Too much is being written now.
    Full,
}

/// A fresh draft under the visitor's cookie; false when there is no room for one now.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn begin(app: &App, token: &Token) -> Result<bool> {
    let (now, clean) = (app.clock.now(), app.clock.today().plus(1));
    let Ok(out) = app.drafts.begin(token.visit_id(), now) else { return Ok(false) };
    if !out.is_empty() {
        visit::end_all(&app.store, &out).await?;
    }
    let mut draft = Draft::new();
    draft.begun = now;
    let visit = Visit { ends: now + WAITS, draft: Some(draft), ..Visit::default() };
    visit::begin(&app.store, token, &visit, clean).await?;
    Ok(true)
}

/// The draft of a cookie.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn view(app: &App, token: &Token) -> Result<Option<View>> {
    let mut tx = app.store.look().await?;
    let Some(loaded) = visit::load(&mut tx, token, app.clock.now()).await? else { return Ok(None) };
    let Some(draft) = loaded.visit.draft else { return Ok(None) };
    let roster = app.roster(&mut tx).await?;
    let away = absences(app, &mut tx, &roster).await?;
    let busy = Busy::read(&mut tx, &roster, app.clock.today()).await?;
    Ok(Some(View { draft, roster, away, busy }))
}

async fn change<T>(app: &App, token: &Token, mut f: impl FnMut(&mut Draft) -> T) -> Result<Option<T>> {
    let now = app.clock.now();
    let out = visit::change(&app.store, token, now, app.clock.today().plus(1), |v| {
        let draft = v.draft.as_mut().filter(|d| !d.sent)?;
        let out = f(draft);
        v.ends = now + WAITS;
        Some(out)
    });
    let out = out.await?.flatten();
    if out.is_some() {
        app.drafts.touch(token.visit_id(), now);
    }
    Ok(out)
}

/// Whether what was typed back is the draft's access code; a small slip of the hand is told as none.
#[must_use]
pub fn fits_code(draft: &Draft, typed: &str) -> bool {
    let typed = Receipt::parse(typed).ok();
    typed.is_some() && typed.map(|r| r.groups()) == draft.code().ok().map(|r| r.groups())
}

/// Whether there is room for the draft as a page would make it; `None` when it is over.
async fn fits(app: &App, token: &Token, step: Step, fields: &Fields) -> Result<Option<bool>> {
    let now = app.clock.now();
    let loaded = visit::load(&mut app.store.look().await?, token, now).await?;
    let Some(mut draft) = loaded.and_then(|l| l.visit.draft).filter(|d| !d.sent) else { return Ok(None) };
    steps::take(step, fields, &mut draft.answers, &app.institutions);
    Ok(Some(app.drafts.write(token.visit_id(), draft.answers.typed() as u64, now).is_ok()))
}

/// Lets the draft wait to be let in, or not any more; false when it is over.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn wait(app: &App, token: &Token, waiting: bool) -> Result<bool> {
    Ok(change(app, token, |draft| draft.waiting = waiting).await?.is_some())
}

/// Takes over what a page sent and goes where its button leads. What was typed is kept even when it has faults.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn answer(app: &App, token: &Token, step: Step, go: &str, fields: &Fields) -> Result<Outcome> {
    match fits(app, token, step, fields).await? {
        None => return Ok(Outcome::Over),
        Some(false) => return Ok(Outcome::Full),
        Some(true) => {}
    }
    let roster = app.roster(&mut app.store.look().await?).await?;
    let outcome = change(app, token, |draft| {
        draft.waiting = false;
        steps::take(step, fields, &mut draft.answers, &app.institutions);
        let asks_institution = step == Step::Readers && fields.find("seen").is_none();
        let here = if asks_institution { Step::Institution } else { step };
        let faults = if steps::LOOSE.contains(&go) {
            Vec::new()
        } else {
            steps::faults(here, &draft.answers, &roster)
        };
        if faults.is_empty() || go == "institution" {
            let next = here.after(go, &draft.answers);
            // Whoever goes to "readers" without an institution is asked for it first.
            let ask = next == Step::Readers && draft.answers.institution.is_empty();
            if ask { Step::Institution } else { next }.word().clone_into(&mut draft.step);
            Outcome::Go
        } else {
            here.word().clone_into(&mut draft.step);
            Outcome::Faults(here, faults)
        }
    });
    let outcome = outcome.await?;
    if outcome.is_none() {
        app.drafts.end(token.visit_id());
    }
    Ok(outcome.unwrap_or(Outcome::Over))
}

/// Where files of a draft go, and how many it has.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn destination(
    app: &App,
    token: &Token,
) -> Result<Option<(crate::domain::id::CaseId, Recipient, usize)>> {
    let Some(loaded) = visit::load(&mut app.store.look().await?, token, app.clock.now()).await? else {
        return Ok(None);
    };
    match loaded.visit.draft {
        Some(draft) if !draft.sent => Ok(Some((draft.case, draft.thread_recipient()?, draft.files.len()))),
        _ => Ok(None),
    }
}

/// What the page that reads everything back sent.
pub struct Checked<'a> {
    /// Its fields.
    pub fields: &'a Fields,
    /// Files that arrived whole.
    pub files: &'a [FileRecord],
    /// Shows the page again, whatever the button says.
    pub stay: bool,
}

/// Takes over what the last page sent: adds files that arrived, drops one if asked, and goes where the button leads; false
/// when the draft is over.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn check(app: &App, token: &Token, sent: &Checked<'_>) -> Result<bool> {
    let mut dropped = None;
    let most = crate::domain::report::MAX_FILES;
    let (remove, go) = (sent.fields.get("remove"), sent.fields.get("go"));
    let done = change(app, token, |draft| {
        draft.waiting = false;
        steps::take(Step::Check, sent.fields, &mut draft.answers, &app.institutions);
        let new = sent.files.iter().filter(|f| !draft.files.contains(f));
        draft.files.extend(new.cloned().collect::<Vec<_>>());
        // Two tabs that add files at once: what is too many is left to the sweep.
        draft.files.truncate(most);
        dropped = draft.files.iter().find(|f| f.blob.to_string() == remove).cloned();
        draft.files.retain(|f| Some(f) != dropped.as_ref());
        // A private record may still have it: it goes when the record is written again, or sent.
        dropped = dropped.take().filter(|_| !draft.kept);
        let next = if sent.stay || !remove.is_empty() {
            Step::Check
        } else {
            match Step::Check.after(go, &draft.answers) {
                Step::Readers if draft.answers.institution.is_empty() => Step::Institution,
                next => next,
            }
        };
        next.word().clone_into(&mut draft.step);
    })
    .await?;
    if let Some(file) = dropped {
        evidence::discard(&app.store, &file).await?;
    }
    Ok(done.is_some())
}

/// Before sending: the first page that keeps the draft from being sent.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn unfinished(app: &App, token: &Token) -> Result<Option<(Step, Vec<Fault>)>> {
    let Some(view) = view(app, token).await? else { return Ok(None) };
    if view.draft.sent {
        return Ok(None);
    }
    Ok(steps::unfinished(&view.draft.answers, &view.roster))
}

/// Ends the visit of a cookie; files of a draft that was not sent are left to the sweep.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn leave(app: &App, token: &Token) -> Result<()> {
    let loaded = visit::load(&mut app.store.look().await?, token, app.clock.now()).await?;
    visit::end(&app.store, token).await?;
    app.drafts.end(token.visit_id());
    // Files of a private record stay with it.
    let draft = loaded.and_then(|l| l.visit.draft).filter(|d| !d.kept);
    for file in draft.iter().flat_map(|d| &d.files) {
        evidence::discard(&app.store, file).await?;
    }
    Ok(())
}
