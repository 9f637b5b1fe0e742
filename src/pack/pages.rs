//! Information pages, `<language>/pages/NN-name.md`, and the advisers' handbook, `<language>/handbook/NN-name.md`: Markdown
//! after a head of TOML between two lines `---`. Rendered once, when the process starts.

use jiff::civil::Date;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, html};
use serde::Deserialize;

use super::files::{File, Files, PackError};
use super::language::Lang;

/// One page in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its number: the whole of what its address tells.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// For whom it is, in words; empty for everybody.
    pub audience: String,
    /// The day somebody last checked it.
    pub verified_on: Option<Date>,
    /// Whether a real installation needs it checked.
    pub required: bool,
    /// Its text, with headings from `<h2>` down. Raw HTML was refused, so only Markdown made these tags.
    pub html: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    title: String,
    #[serde(default)]
    last_verified: String,
    #[serde(default)]
    required: bool,
    #[serde(default, rename = "for")]
    audience: String,
}

/// All pages of all languages.
#[derive(Debug, Clone, Default)]
pub struct Pages(pub(super) Vec<(Lang, Vec<Page>)>);

impl Pages {
    /// Reads the pages that stand in `folder` of these languages: every language has the same ones.
    ///
    /// # Errors
    /// [`PackError`] naming file and line.
    pub fn read(files: &Files, langs: &[Lang], folder: &str) -> Result<Self, PackError> {
        let mut all: Vec<(Lang, Vec<Page>)> = Vec::new();
        for lang in langs {
            let below = format!("{}/{folder}/", lang.code());
            let mut pages = Vec::new();
            for (name, file) in files.between(&below, ".md") {
                let page = page(name, file)?;
                if pages.iter().any(|p: &Page| p.number == page.number) {
                    return Err(file.fault(format!("there are two pages {}", page.number)));
                }
                pages.push(page);
            }
            pages.sort_by_key(|p| p.number);
            if let Some((first, others)) = all.first() {
                let has = |of: &[Page], n| of.iter().any(|p: &Page| p.number == n);
                let here = others.iter().filter(|p| !has(&pages, p.number)).map(|p| (lang, p.number));
                let there = pages.iter().filter(|p| !has(others, p.number)).map(|p| (first, p.number));
                if let Some((lacking, number)) = here.chain(there).next() {
                    let what = format!("no page {number}; every language has the same pages");
                    return Err(PackError::of(format!("{}/{folder}", lacking.code()), what));
                }
            }
            all.push((*lang, pages));
        }
        Ok(Self(all))
    }

    /// The pages of a language, in order.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &[Page] {
        self.0.iter().find(|(l, _)| *l == lang).map_or(&[], |(_, pages)| pages)
    }

    /// Every page of every language, with the language's code.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &Page)> {
        self.0.iter().flat_map(|(lang, pages)| pages.iter().map(|p| (lang.code(), p)))
    }
}

/// Reads one page; `name` is its file's, without the ending.
///
/// # Errors
/// [`PackError`] with the line.
pub fn page(name: &str, file: &File) -> Result<Page, PackError> {
    let number = name.split('-').next().and_then(|n| n.parse().ok());
    let Some(number) = number.filter(|n| *n > 0) else {
        return Err(file.fault("the name begins with the page's number, such as 03-rights.md"));
    };
    let parts = file.text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let Some((head, body)) = parts else {
        return Err(PackError { line: 1, ..file.fault("a page begins with a head between two lines ---") });
    };
    let shown = file.shown.clone();
    let told: Head = File { shown, text: head.to_owned().into() }
        .toml()
        .map_err(|e| PackError { line: e.line + 1, ..e })?;
    let date = Some(&told.last_verified).filter(|d| !d.is_empty()).map(|d| d.parse::<Date>()).transpose();
    let verified_on =
        date.map_err(|_| file.fault_at("last_verified", "last_verified is no date (YYYY-MM-DD)"))?;
    let html = rendered(body).map_err(|(at, what)| {
        let before = file.text.len() - body.len() + at;
        PackError { line: file.text[..before].matches('\n').count() + 1, ..file.fault(what) }
    })?;
    let Head { title, audience, required, .. } = told;
    Ok(Page { number, title, audience, verified_on, required, html })
}

/// Markdown as HTML; otherwise where it does what a page must not, and what that is.
fn rendered(body: &str) -> Result<String, (usize, &'static str)> {
    let mut events = Vec::new();
    for (event, at) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        let fault = match &event {
            Event::Html(_) | Event::InlineHtml(_) => Some("no HTML"),
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                Some("headings begin at ##: the title is the first")
            }
            Event::Start(Tag::Image { .. }) => Some("no pictures"),
            // Another site's log would tell where its visitor came from, and the history where they went.
            Event::Start(Tag::Link { dest_url, .. })
                if !(dest_url.starts_with("tel:")
                    || dest_url.starts_with('/') && !dest_url.starts_with("//")) =>
            {
                Some("links lead to pages of this site (/read/2) or to a telephone (tel:112)")
            }
            _ => None,
        };
        match fault {
            Some(fault) => return Err((at.start, fault)),
            None => events.push(event),
        }
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{File, Pages, page};
    use crate::pack::{Files, Lang};

    fn read(text: &str) -> Result<super::Page, String> {
        let file = File { shown: "x.md".to_owned(), text: text.to_owned().into() };
        page("07-x", &file).map_err(|e| e.to_string())
    }

    #[test]
    fn a_page_is_its_head_and_markdown() {
        let page = read("---\ntitle = \"T\"\nlast_verified = \"2026-11-01\"\nrequired = true\nfor = \"y\"\n---\n\n## A & b\n\n[x](/read/2)\n").unwrap();
        assert_eq!((page.number, &*page.title, &*page.audience, page.required), (7, "T", "y", true));
        assert_eq!(page.verified_on, Some(jiff::civil::date(2026, 11, 1)));
        assert_eq!(page.html, "<h2>A &amp; b</h2>\n<p><a href=\"/read/2\">x</a></p>\n");
    }

    #[test]
    fn what_a_page_must_not_do_is_named_with_its_line() {
        for (text, told) in [
            ("# no head\n", "x.md:1: a page begins"),
            ("---\ntitle = 1\n---\n", "x.md:2: "),
            ("---\ntitle = \"T\"\nlast_verified = \"soon\"\n---\n", "x.md:3: last_verified"),
            ("---\ntitle = \"T\"\n---\nx\n\n<b>y</b>\n", "x.md:6: no HTML"),
            ("---\ntitle = \"T\"\n---\n<script>\n</script>\n", "x.md:4: no HTML"),
            ("---\ntitle = \"T\"\n---\n\n# y\n", "x.md:5: headings begin"),
            ("---\ntitle = \"T\"\n---\n![a](/b)\n", "x.md:4: no pictures"),
            ("---\ntitle = \"T\"\n---\n[a](https://b)\n", "x.md:4: links"),
            ("---\ntitle = \"T\"\n---\n[a](//b)\n", "x.md:4: links"),
            ("---\ntitle = \"T\"\n---\n[a](javascript:b)\n", "x.md:4: links"),
        ] {
            let fault = read(text).unwrap_err();
            assert!(fault.starts_with(told), "{fault}");
        }
    }

    #[test]
    fn every_language_has_the_same_pages() {
        let pages = Pages::read(&Files::embedded(false), &Lang::ALL, "pages").unwrap();
        let numbers = |lang| pages.of(lang).iter().map(|p| (p.number, p.required)).collect::<Vec<_>>();
        assert!(numbers(Lang::LV).len() >= 12);
        assert_eq!(numbers(Lang::LV), numbers(Lang::EN));
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join("lv/pages")).unwrap();
        std::fs::write(home.path().join("lv/pages/77-x.md"), "---\ntitle = \"T\"\n---\nx\n").unwrap();
        let files = Files::embedded(false).under(home.path()).unwrap();
        let fault = Pages::read(&files, &Lang::ALL, "pages").unwrap_err().to_string();
        assert!(
            fault.starts_with("lv/pages: no page 77") || fault.starts_with("en/pages: no page 77"),
            "{fault}"
        );
    }

    #[test]
    fn links_between_pages_lead_somewhere() {
        let read = |folder| Pages::read(&Files::embedded(false), &Lang::ALL, folder).unwrap();
        let (pages, handbook) = (read("pages"), read("handbook"));
        for (code, page) in pages.all().chain(handbook.all()) {
            for (under, all) in [("/read/", &pages), ("/console/handbook/", &handbook)] {
                let mark = format!("href=\"{under}");
                for to in page.html.split(&mark).skip(1).filter_map(|r| r.split('"').next()) {
                    let there = all.all().any(|(c, p)| c == code && p.number.to_string() == to);
                    assert!(there, "{code} {}: {under}{to}", page.number);
                }
            }
        }
        // What everybody can read does not lead to a page that only advisers open.
        assert!(pages.all().all(|(_, p)| !p.html.contains("/console")));
        // The page for the young is named in a template, by its number.
        let young = include_str!("../../templates/intake/young.html");
        assert!(young.contains("href=\"/read/7\""));
        for (lang, of) in &pages.0 {
            assert!(of.iter().any(|p| p.number == 7), "{}", lang.code());
        }
    }
}
