//! What every page is given first: the language, the texts and the token of its forms.

use std::sync::Arc;

use crate::domain::statistics::Period;
use crate::texts::{Arg, Lang, Language, Texts};

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
    /// Whether keys of one letter do something on pages of the desk.
    pub keys: bool,
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

    /// Which way the page is written: "ltr" or "rtl".
    #[must_use]
    pub fn dir(&self) -> &'static str {
        self.texts.language(self.lang).dir()
    }

    /// The name of a language, in the language of the page.
    #[must_use]
    pub fn language_name(&self, code: &str) -> String {
        self.texts.language_name(self.lang, code)
    }

    /// What leads to this page in another language without losing what is typed, said in that language.
    #[must_use]
    pub fn keep_in(&self, language: &Language) -> String {
        self.texts.say(language.lang, "language-keep")
    }

    /// Every other language.
    pub fn others(&self) -> impl Iterator<Item = &Language> {
        self.texts.all().iter().filter(|l| l.lang != self.lang)
    }

    /// The address of this page in another language.
    #[must_use]
    pub fn href_in(&self, language: &Language) -> String {
        format!("{}?lang={}", self.path, language.lang.code())
    }
}

/// A period of statistics in words.
#[must_use]
pub fn period_name(shell: &Shell, of: Period) -> String {
    let id = if of.quarter == 0 { "statistics-year" } else { "statistics-quarter" };
    let values = [("year", Arg::Num(of.year.into())), ("quarter", Arg::Num(of.quarter.into()))];
    shell.texts.say_with(shell.lang, id, &values)
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
