//! The page of leadership while nothing has been released.

use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

/// `/statistics` before the first release.
#[derive(askama::Template)]
#[template(path = "statistics/none.html")]
pub struct NothingReleased<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
}

#[cfg(test)]
mod tests;
