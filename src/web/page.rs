//! What every page is given first: the language, the texts and the token of its forms.

use std::sync::Arc;

use crate::texts::{Arg, Lang, Texts};

/// The first field of every page.
#[derive(Debug, Clone)]
pub struct Shell {
    /// Language of the page.
    pub lang: Lang,
    /// All texts.
    pub texts: Arc<Texts>,
    /// Whether this installation is a demonstration; every page then says so.
    pub demo: bool,
    /// The token every form sends back.
    pub csrf: String,
    /// Path of the page, without query.
    pub path: String,
}

impl Shell {
    /// The text of `id` in the language of the page.
    #[must_use]
    pub fn t(&self, id: &str) -> String {
        self.texts.say(self.lang, id)
    }

    /// The text of `id` with one word set in.
    #[must_use]
    pub fn t1(&self, id: &str, name: &str, value: &str) -> String {
        self.texts.say_with(self.lang, id, &[(name, Arg::Str(value))])
    }

    /// The text of `id` with one number set in.
    #[must_use]
    pub fn tn(&self, id: &str, name: &str, n: i64) -> String {
        self.texts.say_with(self.lang, id, &[(name, Arg::Num(n))])
    }

    /// The address of this page in the other language.
    #[must_use]
    pub fn other_lang_href(&self) -> String {
        format!("{}?lang={}", self.path, self.lang.other().code())
    }
}

/// A finished page. A template that fails is our own fault and shows nothing of what it was given.
#[must_use]
pub fn render(page: &impl askama::Template) -> axum::response::Response {
    use axum::response::{Html, IntoResponse};
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(_) => super::error::Error::new(super::error::Kind::Internal).into_response(),
    }
}
