//! A report of its own on being made to pay for an earlier one. It knows the earlier one, and that one does not know it:
//! whoever reads there may be the one who makes its reporter pay.

use super::held;
use crate::app::{App, DRAFT_SECONDS};
use crate::domain::id::CaseId;
use crate::domain::report::{ABOUT, Answers, PATH};
use crate::vault::Result;
use crate::vault::visit::{self, Draft, Token};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// There is such a draft, now or before.
    Yes,
    /// Another story was begun and not sent: it is not put aside unasked.
    Another,
    /// Too much is being written now.
    Full,
    /// The visit is over.
    Over,
}

/// Begins a draft linked to the opened case. Who must not read is taken over; it can be changed before sending. A message
/// that was typed in the conversation waits there.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn begin(app: &App, token: &Token, typed: &str) -> Result<Begun> {
    let Some((case, receipt)) = held::returning(app, token).await? else { return Ok(Begun::Over) };
    let Some((_, read)) = held::opened(app, case, &receipt).await? else { return Ok(Begun::Over) };
    let (now, clean) = (app.clock.now(), app.clock.today().plus(1));
    let Ok(out) = app.drafts.begin(token.visit_id(), now) else { return Ok(Begun::Full) };
    if !out.is_empty() {
        visit::end_all(&app.store, &out).await?;
    }
    let mut draft = Draft::new();
    draft.begun = now;
    "words".clone_into(&mut draft.step);
    draft.answers = answers(&read.report.what.answers, case);
    let begun = visit::change(&app.store, token, now, clean, |v| match &v.draft {
        Some(other) if !other.sent && other.answers.linked == draft.answers.linked => Begun::Yes,
        Some(other) if !other.sent => Begun::Another,
        _ => {
            (v.aside, v.typed) = (String::new(), typed.to_owned());
            v.draft = Some(draft.clone());
            v.ends = now + DRAFT_SECONDS;
            Begun::Yes
        }
    });
    Ok(begun.await?.unwrap_or(Begun::Over))
}

fn answers(first: &Answers, case: CaseId) -> Answers {
    Answers {
        about: ABOUT[0].to_owned(),
        path: PATH[0].to_owned(),
        age: first.age.clone(),
        institution: first.institution.clone(),
        reads: first.reads.clone(),
        excluded: first.excluded.clone(),
        excluded_text: first.excluded_text.clone(),
        linked: case.to_string(),
        ..Answers::default()
    }
}
