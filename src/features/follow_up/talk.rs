//! Opening a case with its receipt, reading the conversation, adding to it.

use super::held::{WAITS, current, opened, returning};
use super::kept;
use super::readers::{self, Reading};
use crate::app::{App, Shared};
use crate::domain::case::Status;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::CaseId;
use crate::domain::receipt::{Mistyped, Receipt};
use crate::store::Audit;
use crate::vault::access::{self, OpenedCase};
use crate::vault::evidence::{self, Recipient};
use crate::vault::files::FileRecord;
use crate::vault::original::Own;
use crate::vault::receipt::ReceiptKeys;
use crate::vault::thread::{Addition, Conversation, Message, Side, Words};
use crate::vault::visit::{self, Returning, Token, Visit};
use crate::vault::{Result, VaultError};

/// What a typed code leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// It opens a case, which the visit now holds.
    Opens,
    /// It cannot be a code, or a symbol is mistyped.
    Mistyped,
    /// It opens nothing.
    Unknown,
    /// Too many attempts for now.
    Busy,
}

/// Tries a code. Codes that open nothing cost the same work and get the same answer.
///
/// # Errors
/// [`VaultError`].
pub async fn open(app: &App, token: &Token, typed: &str) -> Result<Code> {
    let code = match Receipt::parse(typed) {
        Ok(code) => code,
        Err(Mistyped::Check | Mistyped::Shape) => return Ok(Code::Mistyped),
    };
    let visit = token.session_id();
    let Ok(turn) = app.return_room.turn(&[], Some(&visit)).await else { return Ok(Code::Busy) };
    let lane = app.return_lane.holding(turn);
    let receipt = ReceiptKeys::derive(&code, &app.salt, &app.keys, &lane).await?;
    let case = app.store.read().await?.case_of_receipt(&receipt.locator()).await?;
    // Looked for whatever was found: a code that opens nothing costs the same.
    let private = kept::open(app, &receipt).await?;
    let Some(case) = case else {
        if private.is_some() {
            kept::hold(app, token, &receipt).await?;
            return Ok(Code::Opens);
        }
        access::open_in_vain(&app.keys, &receipt);
        return Ok(Code::Unknown);
    };
    if opened(app, case, &receipt).await?.is_none() {
        return Ok(Code::Unknown);
    }
    let returning = Returning { case, root: visit::encode(receipt.root()) };
    // A report that is being written in another tab stays; a receipt is not shown for longer than it was to be.
    let loaded = visit::load(&mut app.store.look().await?, token, app.clock.now()).await?;
    let draft = loaded.and_then(|l| l.visit.draft).filter(|d| !d.sent);
    let visit =
        Visit { ends: app.clock.now() + WAITS, draft, returning: Some(returning), ..Visit::default() };
    visit::begin(&app.store, token, &visit, app.clock.today().plus(1)).await?;
    // The row now holds the conversation: it must not go when the draft's time is over.
    app.drafts.end(token.visit_id());
    Ok(Code::Opens)
}

/// What the next page of a visit shows: it is kept in the visit, so that a page is always the answer to a GET and the
/// browser's own Back leads to one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stand {
    /// A page beside the conversation, as a word; empty for the conversation.
    pub aside: String,
    /// What was typed and not sent.
    pub typed: String,
    /// What was just done, as a word: said once.
    pub said: Option<String>,
}

/// Lets the next page of a visit show this; false when it is over.
///
/// # Errors
/// [`VaultError`].
pub async fn stand(app: &App, token: &Token, at: &Stand) -> Result<bool> {
    let (now, clean) = (app.clock.now(), app.clock.today().plus(1));
    let stands = visit::change(&app.store, token, now, clean, |v| {
        v.returning.as_ref()?;
        (v.aside, v.typed, v.said) = (at.aside.clone(), at.typed.clone(), at.said.clone());
        Some(())
    });
    Ok(stands.await?.flatten().is_some())
}

/// What the next page shows.
///
/// # Errors
/// [`VaultError`].
pub async fn stands(app: &App, token: &Token) -> Result<Stand> {
    let (now, clean) = (app.clock.now(), app.clock.today().plus(1));
    let loaded = visit::load(&mut app.store.look().await?, token, now).await?;
    let Some(visit) = loaded.map(|l| l.visit) else { return Ok(Stand::default()) };
    if visit.said.is_some() {
        visit::change(&app.store, token, now, clean, |v| v.said = None).await?;
    }
    Ok(Stand { aside: visit.aside, typed: visit.typed, said: visit.said })
}

/// Lets a visit hold no case any more, so that another code can be entered.
///
/// # Errors
/// [`VaultError`].
pub async fn put_away(app: &App, token: &Token) -> Result<()> {
    let (now, clean) = (app.clock.now(), app.clock.today().plus(1));
    visit::change(&app.store, token, now, clean, |v| {
        (v.returning, v.new_code) = (None, None);
        (v.aside, v.typed) = (String::new(), String::new());
    })
    .await?;
    Ok(())
}

/// The conversation of a visit and who reads it; `None` when no code was typed or the visit is over.
///
/// # Errors
/// [`VaultError`].
pub async fn read(app: &App, token: &Token) -> Result<Option<(Conversation, Reading)>> {
    let Some((case, receipt)) = returning(app, token).await? else { return Ok(None) };
    let Some((opened, read)) = opened(app, case, &receipt).await? else { return Ok(None) };
    let reading = readers::look(app, &opened, &read).await?;
    Ok(Some((read, reading)))
}

/// Where files of this conversation go: to the epoch in which it may be written to.
///
/// # Errors
/// [`VaultError`].
pub async fn destination(app: &App, token: &Token) -> Result<Option<(CaseId, Recipient, usize)>> {
    let Some((case, receipt)) = returning(app, token).await? else { return Ok(None) };
    let current = current(app, case, &receipt).await?;
    let to = |opened: OpenedCase| {
        let own = Own::unwrap(&receipt, case, &opened.body.own);
        Ok((case, Recipient::of(&opened.newest()?.thread).with(own), 0))
    };
    current.map(|(opened, _)| to(opened)).transpose()
}

/// What a reporter sends.
#[derive(Clone, Default)]
pub struct Sent {
    /// Own words; may be empty where something else is sent.
    pub text: String,
    /// Whether to meet or be called is asked for.
    pub meet: bool,
    /// Files that arrived whole.
    pub files: Vec<FileRecord>,
}

/// Adds the reporter's words and files; false when the visit is over. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub async fn say(app: &Shared, token: &Token, sent: Sent) -> Result<bool> {
    add(app, token, move |read| {
        // A double click or a reload sends the same words again: they are there already.
        let same = |m: &Message| m.from == Side::Reporter && m.text == sent.text && m.meet == sent.meet;
        if sent.files.is_empty() && read.messages.last().is_some_and(|m| same(&m.what)) {
            return None;
        }
        let message = Message::new(Side::Reporter, String::new(), sent.text.clone(), None);
        let message = Some(Message { meet: sent.meet, ..message });
        Some(Words { message, files: sent.files.clone(), ..Words::default() })
    })
    .await
}

/// Adds what `of` makes of the newest state of the conversation: a word of the reporter's, which ends a wait and brings the
/// case up on the next day. Nothing where it is said already, or where the report was withdrawn. False when the visit is
/// over. Runs to its end even when the client leaves.
///
/// # Errors
/// [`VaultError`].
pub(super) async fn add(
    app: &Shared,
    token: &Token,
    of: impl Fn(&Conversation) -> Option<Words> + Send + 'static,
) -> Result<bool> {
    let (app, token) = (app.clone(), token.clone());
    let tasks = app.tasks.clone();
    tasks.spawn(async move { write(&app, &token, of).await }).await.map_err(|_| VaultError::Refused)?
}

async fn write(app: &App, token: &Token, of: impl Fn(&Conversation) -> Option<Words>) -> Result<bool> {
    let Some((case, receipt)) = returning(app, token).await? else { return Ok(false) };
    let today = app.clock.today();
    for _ in 0..16 {
        let Some((opened, read)) = current(app, case, &receipt).await? else { return Ok(false) };
        let words = (read.card.status != Status::Withdrawn).then(|| of(&read)).flatten();
        let Some(words) = words else { return Ok(true) };
        let status = Some((read.card.status.after_reporter_wrote(), String::new()));
        let words = Words { status, due: Some(read.card.due_after_word(today)), ..words };
        let addition = Addition::seal(opened.newest()?, &read, words, today)?;
        let mut tx = app.store.write().await?;
        match addition.write(&mut tx, today).await {
            Ok(sealed) => {
                let leaf = Leaf::reporter(Event::ReporterWrote, today, case, sealed);
                tx.commit(Audit::of(vec![leaf])).await?;
                return Ok(true);
            }
            Err(VaultError::Conflict) => {}
            Err(e) => return Err(e),
        }
    }
    Err(VaultError::Conflict)
}

/// Gives up files whose message could not be sent.
///
/// # Errors
/// [`VaultError`].
pub async fn discard(app: &App, files: &[FileRecord]) -> Result<()> {
    for file in files {
        evidence::discard(&app.store, file).await?;
    }
    Ok(())
}
