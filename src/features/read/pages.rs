//! The list of information pages, and one of them.

use askama::Template;

use crate::pack::pages::Page;
use crate::web::page::Shell;

/// `/read`.
#[derive(Debug, Template)]
#[template(path = "read/list.html")]
pub struct List<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The pages of the language, in order.
    pub pages: &'a [Page],
}

/// `/read/{n}`.
#[derive(Debug, Template)]
#[template(path = "read/page.html")]
pub struct One<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The page; its text is HTML that only Markdown made.
    pub page: &'a Page,
}

impl One<'_> {
    /// When somebody last checked it, as a sentence.
    fn checked(&self) -> String {
        match self.page.verified_on {
            Some(on) => self.shell.t1("read-checked", "day", &self.shell.texts.day_on(self.shell.lang, on)),
            None => self.shell.t("read-unchecked"),
        }
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{List, One};
    use crate::pack::{Files, Lang, pages::Pages};
    use crate::web::page_check::{public, shells};

    #[test]
    fn every_page_of_the_pack_is_a_page_like_the_others() {
        let all = Pages::read(&Files::embedded(false), &Lang::ALL, "pages").unwrap();
        for shell in &shells() {
            let pages = all.of(shell.lang);
            let list = List { shell, pages }.render().unwrap();
            public(&list, shell, None);
            for page in pages {
                assert!(list.contains(&format!("<a href=\"/read/{}\">", page.number)));
                let html = One { shell, page }.render().unwrap();
                public(&html, shell, None);
                assert!(html.contains(&page.html) && html.contains(&shell.t("read-unchecked")));
                let checked = crate::pack::pages::Page {
                    verified_on: Some(jiff::civil::date(2026, 11, 24)),
                    ..page.clone()
                };
                let html = One { shell, page: &checked }.render().unwrap();
                assert!(html.contains("24") && !html.contains(&shell.t("read-unchecked")));
            }
        }
    }
}
