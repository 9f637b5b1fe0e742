//! The list of one's own sessions. Times arrive as finished strings in the reader's language.

use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

/// One session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Hexadecimal name of its row; it opens nothing.
    pub id: String,
    /// When it began.
    pub began: String,
    /// When it was last used, to the minute.
    pub used: String,
    /// Whether it is the one that looks.
    pub this: bool,
}

/// `/account/sessions`.
#[derive(askama::Template)]
#[template(path = "sessions/list.html")]
pub struct Sessions<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// The one that began last first.
    pub rows: Vec<SessionRow>,
    /// Whether another session was just ended.
    pub ended: bool,
}

#[cfg(test)]
mod tests;
