//! What the render tests of the signed-in pages share.

use std::sync::Arc;

use super::Who;
use crate::domain::staff::Role;
use crate::texts::{Lang, Texts};
use crate::web::page::Shell;

/// A shell of a demo in `lang`, at `path`.
pub(crate) fn shell(lang: Lang, path: &str) -> Shell {
    Shell {
        keys: true,
        lang,
        texts: Arc::new(Texts::load().expect("texts")),
        demo: true,
        csrf: "token-1".to_owned(),
        path: path.to_owned(),
    }
}

/// A made-up person.
pub(crate) fn who(role: Role, institution: &str) -> Who {
    Who { name: "Ilze Paraudziņa".to_owned(), role, institution: institution.to_owned(), awaits: "" }
}

/// Writes a page where `BALSS_PAGES` points, to be looked at in a browser.
pub(crate) fn keep(name: &str, lang: Lang, page: &str) {
    if let Some(folder) = std::env::var_os("BALSS_PAGES") {
        let file = std::path::Path::new(&folder).join(format!("{name}.{}.html", lang.code()));
        std::fs::write(file, page).expect("written");
    }
}

/// What holds for every signed-in page: no script but the file of its keys, no style of its own, the token first in every form that posts,
/// ids once, every label and description pointing at something, every field labelled.
pub(crate) fn check(page: &str, lang: Lang) {
    assert!(page.starts_with("<!doctype html>"));
    assert!(page.contains(&format!("<html lang=\"{}\" dir=\"ltr\">", lang.code())));
    let own = "<script src=\"/assets/desk.js\" defer></script>";
    let rest = page.replacen(own, "", 1);
    for never in ["<script", "<style", " style=", " onclick=", "javascript:", "http://", "https://"] {
        assert!(!rest.contains(never), "{never}");
    }
    for form in page
        .split("<form")
        .skip(1)
        .filter(|f| f.split('>').next().is_some_and(|t| t.contains("method=\"post\"")))
    {
        let first = form.split("<input").nth(1).unwrap_or_default();
        assert!(first.starts_with(" type=\"hidden\" name=\"csrf\" value=\"token-1\">"), "{form}");
    }
    let ids = values(page, " id=\"");
    for (n, id) in ids.iter().enumerate() {
        assert!(!ids[..n].contains(id), "id {id} twice");
    }
    let pointed = [" for=\"", " aria-describedby=\"", " aria-labelledby=\"", " href=\"#"];
    for target in pointed.iter().flat_map(|a| values(page, a)).flat_map(str::split_whitespace) {
        assert!(ids.contains(&target), "nothing has the id {target}");
    }
    let labels = values(page, " for=\"");
    for tag in page.split('<').filter(|t| ["input ", "select ", "textarea "].iter().any(|k| t.starts_with(k)))
    {
        let hidden = tag.contains("type=\"hidden\"");
        let id = values(tag, " id=\"").first().copied().unwrap_or_default();
        assert!(hidden || labels.contains(&id), "no label: <{tag}");
    }
}

fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}
