//! What holds for every page, whatever it shows: for tests that render pages from samples.

use std::collections::HashSet;
use std::sync::Arc;

use crate::texts::{Lang, Texts};
use crate::web::page::Shell;

/// A shell in each language, once as a demonstration.
pub(crate) fn shells() -> Vec<Shell> {
    let texts = Arc::new(Texts::load().unwrap());
    let shell = |lang, demo| Shell {
        keys: true,
        lang,
        texts: Arc::clone(&texts),
        demo,
        csrf: "token-of-the-test".to_owned(),
        path: "/start".to_owned(),
    };
    vec![shell(Lang::LV, false), shell(Lang::EN, true)]
}

/// Words that would break out of a page that does not escape, in every quoting.
pub(crate) const HOSTILE: &str = "<script>alert(1)</script>\"'&<b onload=x> āčēģ";

/// The page of a person who is not signed in: what holds for all, the way out first, and the step of its form.
pub(crate) fn public(html: &str, shell: &Shell, step: Option<&str>) {
    every(html, shell);
    let first_link = html.find("<a ").unwrap();
    assert!(
        html[first_link..].starts_with("<a class=\"exit-page\" href=\"/leave\""),
        "the way out comes first"
    );
    for number in ["tel:112", "tel:116123", "tel:116006", "tel:116111"] {
        assert!(html.contains(number), "{number} is missing");
    }
    assert_eq!(html.contains("class=\"demo-banner\""), shell.demo);
    let title = format!("<title>{}</title>", shell.t("site-title"));
    assert!(html.contains(&title), "every title is the same neutral one");
    // Beside it there may be forms of one button that are no step of anything.
    assert_eq!(html.matches(" data-step=").count(), usize::from(step.is_some()));
    if let Some(step) = step {
        assert_eq!(html.matches(&format!("data-step=\"{step}\"")).count(), 1);
    }
}

/// What holds for every page.
pub(crate) fn every(html: &str, shell: &Shell) {
    assert!(html.contains(&format!("<html lang=\"{}\" dir=\"ltr\">", shell.lang.code())));
    assert!(!html.contains(" style=") && !html.contains("<style"), "inline style");
    let scripts: Vec<&str> = html.split("<script").skip(1).collect();
    assert!(scripts.iter().all(|s| s.starts_with(" src=\"/assets/")), "inline script");
    // Every second part of a tag split at its quotes stands outside a value.
    let handler = |tag: &&str| tag.split('"').step_by(2).any(|names| names.contains(" on"));
    assert!(!tags(html).iter().any(handler), "inline handler");
    for form in html.split("<form ").skip(1) {
        let (head, body) = form.split_once('>').unwrap();
        assert!(head.contains("method=\"post\"") && head.contains("autocomplete=\"off\""), "{head}");
        let first = format!("<input type=\"hidden\" name=\"csrf\" value=\"{}\">", shell.csrf);
        assert!(body.trim_start().starts_with(&first), "the token is the first field: {head}");
    }
    let ids: Vec<&str> = attributes(html, "id");
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice: {ids:?}");
    let labelled: HashSet<&str> = attributes(html, "for").into_iter().collect();
    assert!(labelled.iter().all(|l| known.contains(l)), "a label of nothing");
    for tag in tags(html).iter().filter(|t| is_field(t)) {
        let id = attributes(tag, "id").first().copied().unwrap_or_default();
        assert!(labelled.contains(id), "no label: {tag}");
    }
    for list in attributes(html, "aria-describedby").iter().chain(&attributes(html, "aria-labelledby")) {
        assert!(list.split(' ').all(|id| known.contains(id)), "described by nothing: {list}");
    }
    let jumps = attributes(html, "href");
    for target in jumps.iter().filter_map(|h| h.strip_prefix('#')) {
        assert!(known.contains(target), "a jump to nothing: #{target}");
    }
    assert_eq!(html.matches("<h1").count(), 1, "one h1");
    assert_eq!(html.matches("<main").count(), 1, "one main");
}

fn is_field(tag: &str) -> bool {
    let kind = ["<input", "<textarea", "<select"].iter().any(|t| tag.starts_with(t));
    kind && !tag.contains("type=\"hidden\"")
}

/// Every opening tag. Values are escaped, so no `>` stands inside one.
fn tags(html: &str) -> Vec<&str> {
    html.match_indices('<')
        .filter(|(at, _)| html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|(at, _)| html[at..].find('>').map(|end| &html[at..=at + end]))
        .collect()
}

/// Every value of an attribute, in order.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    tags(html)
        .into_iter()
        .filter_map(|t| t.split_once(start.as_str()))
        .filter_map(|(_, rest)| rest.split('"').next())
        .collect()
}

mod error_page {
    use askama::Template;

    use super::{HOSTILE, public, shells};
    use crate::web::page::Shell;

    struct Retry {
        action: String,
        fields: Vec<(String, String)>,
    }

    #[derive(Template)]
    #[template(path = "error.html")]
    struct Page<'a> {
        shell: &'a Shell,
        title: String,
        text: String,
        incident: String,
        retry: Option<Retry>,
    }

    #[test]
    fn what_was_typed_is_shown_and_can_be_sent_again() {
        for shell in &shells() {
            let fields = ["csrf", "step", "statement", "what", "place_text"];
            let fields = fields.map(|f| (f.to_owned(), format!("\n{HOSTILE}"))).to_vec();
            let retry = Some(Retry { action: "/start".to_owned(), fields });
            let page = |retry| Page {
                shell,
                title: "x".to_owned(),
                text: "y".to_owned(),
                incident: "abc".to_owned(),
                retry,
            };
            let html = page(retry).render().unwrap();
            public(&html, shell, Some("retry"));
            assert_eq!(html.matches("name=\"csrf\"").count(), 1, "the old token is not sent again");
            assert_eq!(html.matches("<textarea").count(), 2);
            assert!(html.contains("type=\"hidden\" name=\"what\" value=\"\n&#60;script&#62;"));
            assert!(!html.contains("<script>") && html.contains("abc"));
            public(&page(None).render().unwrap(), shell, None);
        }
    }
}
