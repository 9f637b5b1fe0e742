//! What a reporter wants, said at a button: a yes or no to a proposed step, being counted, the way the conversation goes,
//! how to be reached. What is said already is not said again, so a double click is one word.

use super::readers::{self, Agreed};
use super::{held, talk};
use crate::app::Shared;
use crate::domain::consent::Word;
use crate::store::Audit;
use crate::vault::Result;
use crate::vault::consent::{Proposal, Wish};
use crate::vault::margin::Margin;
use crate::vault::statistics::record;
use crate::vault::thread::{Conversation, Dated, Words};
use crate::vault::visit::Token;

/// Says `wishes`, as far as they are new; false when the visit is over.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn say(app: &Shared, token: &Token, wishes: Vec<Wish>) -> Result<bool> {
    let today = app.clock.today();
    let uncounted = wishes.contains(&Wish::Count(false));
    let done = talk::add(app, token, move |read| {
        let new = |wish: &&Wish| match wish {
            Wish::Count(yes) => may_be_counted(read) && *yes != read.may_count(),
            Wish::Path(path) => path != read.path(),
            Wish::Step { of, yes } => {
                // A yes to a reader is more than a word: `answer` gives it.
                let may = |p: &&Dated<Proposal>| !yes || p.what.reader.is_none();
                read.proposal(*of).filter(may).is_some_and(|p| match read.word_on(&p.what, today).0 {
                    Word::Open => true,
                    Word::Yes => !yes,
                    Word::No | Word::TakenBack => *yes && p.what.until >= today,
                    Word::Over => false,
                })
            }
        };
        let wishes: Vec<Wish> = wishes.iter().filter(new).cloned().collect();
        (!wishes.is_empty()).then(|| Words { wishes, ..Words::default() })
    })
    .await?;
    // After the word stands: what an adviser seals from then on counts nothing, and what was sealed meanwhile falls here.
    if done
        && uncounted
        && let Some((case, _)) = held::returning(app, token).await?
    {
        let mut tx = app.store.write().await?;
        record::forget(&mut tx, &app.keys, case).await?;
        tx.commit(Audit::none("follows from what the reporter said")).await?;
    }
    Ok(done)
}

/// Answers a proposal; false when the visit is over. A yes to a colleague whom an adviser asks for lets them read at once; a
/// no after it ends that before it is written down.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn answer(app: &Shared, token: &Token, of: u64, yes: bool) -> Result<bool> {
    let Some((read, _)) = talk::read(app, token).await? else { return Ok(false) };
    let reader = read.proposal(of).is_some_and(|p| p.what.reader.is_some());
    if reader && yes {
        return Ok(readers::agree_to(app, token, of).await? != Agreed::Over);
    }
    if reader {
        readers::take_back(app, token, of).await?;
    }
    say(app, token, vec![Wish::Step { of, yes }]).await
}

/// Only a survivor's own report is counted.
#[must_use]
pub fn may_be_counted(read: &Conversation) -> bool {
    read.report.what.answers.is_own()
}

/// Puts `contact` in the place of what stands there; nothing of that is kept. False when the visit is over.
///
/// # Errors
/// [`VaultError`](crate::vault::VaultError).
pub async fn reach(app: &Shared, token: &Token, contact: String) -> Result<bool> {
    let done = talk::add(app, token, move |read| {
        let (before, _) = read.margin.as_ref().filter(|(before, _)| before.contact != contact)?;
        let margin = Margin { contact: contact.clone(), opened: before.opened.clone() };
        Some(Words { margin: Some(margin), ..Words::default() })
    });
    let done = done.await?;
    app.store.empty_log().await?;
    Ok(done)
}
