//! The advisers' handbook: its list of chapters, and one of them.

use crate::pack::pages::Page;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

/// `/console/handbook`.
#[derive(askama::Template)]
#[template(path = "console/handbook.html")]
pub struct Contents<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who reads.
    pub who: &'a Who,
    /// The chapters of the language, in order.
    pub chapters: &'a [Page],
}

/// `/console/handbook/{number}`.
#[derive(askama::Template)]
#[template(path = "console/chapter.html")]
pub struct Chapter<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who reads.
    pub who: &'a Who,
    /// The chapter; its text is HTML that only Markdown made.
    pub page: &'a Page,
    /// The one after it.
    pub next: Option<&'a Page>,
}

impl Chapter<'_> {
    /// When somebody last checked it, as a sentence.
    fn checked(&self) -> String {
        match self.page.verified_on {
            Some(on) => {
                self.shell.t1("handbook-checked", "day", &self.shell.texts.day_on(self.shell.lang, on))
            }
            None => self.shell.t("handbook-unchecked"),
        }
    }
}

#[cfg(test)]
mod tests {
    use askama::Template as _;

    use super::{Chapter, Contents};
    use crate::domain::staff::Role;
    use crate::pack::answers::Answers;
    use crate::pack::pages::{Page, Pages};
    use crate::pack::{Files, Lang};
    use crate::web::desk::samples::{check, shell, who};

    #[test]
    fn every_chapter_is_a_page_like_the_others() {
        let all = Pages::read(&Files::embedded(false), &Lang::ALL, "handbook").unwrap();
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/handbook"), &who(Role::Adviser, "nbs"));
            let chapters = all.of(lang);
            assert!(chapters.len() >= 12);
            let list = Contents { shell, who, chapters }.render().unwrap();
            check(&list, lang);
            assert!(list.contains("aria-current=\"page\""));
            for (n, page) in chapters.iter().enumerate() {
                assert!(list.contains(&format!("<a href=\"/console/handbook/{}\">", page.number)));
                let next = chapters.get(n + 1);
                let html = Chapter { shell, who, page, next }.render().unwrap();
                check(&html, lang);
                assert!(html.contains(&page.html) && html.contains(&shell.t("handbook-unchecked")));
                assert_eq!(html.contains("rel=\"next\""), next.is_some());
                let page = &Page { verified_on: Some(jiff::civil::date(2026, 11, 24)), ..page.clone() };
                let html = Chapter { shell, who, page, next }.render().unwrap();
                assert!(html.contains("24") && !html.contains(&shell.t("handbook-unchecked")));
            }
        }
    }

    #[test]
    fn every_language_has_the_same_chapters_of_the_same_make() {
        let all = Pages::read(&Files::embedded(false), &Lang::ALL, "handbook").unwrap();
        let make = |lang| {
            let tags = ["<h2>", "<h3>", "<li>", "<ol>", "<table>", "href=\"tel:", "href=\"/"];
            let of = |p: &Page| (p.number, p.required, tags.map(|tag| p.html.matches(tag).count()));
            all.of(lang).iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(make(Lang::LV), make(Lang::EN));
    }

    #[test]
    fn a_ready_made_text_is_called_as_it_is_on_the_case_page() {
        let files = Files::embedded(false);
        let all = Pages::read(&files, &Lang::ALL, "handbook").unwrap();
        let answers = Answers::read(&files, &Lang::ALL).unwrap();
        for lang in Lang::ALL {
            let named = [(2, "alive"), (3, "child"), (7, "outcome"), (10, "silence_1"), (11, "closing")];
            for (number, key) in named {
                let title = &answers.one(lang, key).unwrap().title;
                let page = all.of(lang).iter().find(|p| p.number == number).unwrap();
                assert!(page.html.contains(title), "{} {number}: {title}", lang.code());
            }
        }
    }
}
