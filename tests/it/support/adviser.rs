//! Somebody of the staff at the console.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::html::{Element, Form, Page};
use super::http::{Answer, Client};
use super::reporter::{press, set};
use super::server::{Demo, Staff};
use super::totp;

/// A signed-in member of staff.
#[derive(Debug, Clone)]
pub struct Adviser {
    pub client: Client,
}

/// Sessions that are open, by installation and person. A code of the second factor counts once in thirty seconds.
static SESSIONS: Mutex<BTreeMap<(PathBuf, String), Client>> = Mutex::new(BTreeMap::new());

impl Adviser {
    /// A session of this person: the one already open, or a new one.
    pub fn sign_in(demo: &Demo, who: &Staff) -> Self {
        let key = (demo.data.clone(), who.username.clone());
        if let Some(open) = SESSIONS.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Self { client: open.clone() };
        }
        let signed_in = Self::sign_in_anew(demo, who);
        SESSIONS.lock().unwrap_or_else(PoisonError::into_inner).insert(key, signed_in.client.clone());
        signed_in
    }

    /// Passphrase, code and all.
    pub fn sign_in_anew(demo: &Demo, who: &Staff) -> Self {
        let mut client = demo.visitor("en");
        let answer = try_sign_in(&mut client, who, &who.passphrase);
        let refused = answer.page().form_with("passphrase").is_some();
        assert!(
            answer.status == 200 && !refused,
            "not signed in: {} {}",
            answer.status,
            answer.page().text()
        );
        Self { client }
    }

    /// Ids of every case, closed ones too, walked to the end of the list.
    pub fn inbox(&mut self) -> Vec<String> {
        let mut ids = Vec::new();
        let mut next = Some("/console?status=all".to_owned());
        while let Some(path) = next {
            let page = self.page(&path);
            let rows = page.with_attr("data-case-id");
            ids.extend(rows.iter().filter_map(|r| r.attr("data-case-id")).map(str::to_owned));
            let more = page.links().into_iter().find(|a| a.attr("rel") == Some("next"));
            next = more.and_then(|a| a.attr("href").map(str::to_owned));
            assert!(ids.len() < 100_000, "an inbox without end");
        }
        ids
    }

    /// Opens a case the way the inbox does.
    pub fn open(&mut self, case: &str) -> Page {
        self.page(&format!("/console/cases/{case}"))
    }

    /// Opens the one case whose page shows these words.
    pub fn find(&mut self, words: &str) -> (String, Page) {
        let ids = self.inbox();
        let opened = ids.into_iter().map(|id| (id.clone(), self.open(&id)));
        let mut found: Vec<_> = opened.into_iter().filter(|(_, page)| page.text().contains(words)).collect();
        assert_eq!(found.len(), 1, "one case with these words");
        found.remove(0)
    }

    /// Writes to the reporter.
    pub fn answer(&mut self, page: &Page, words: &str) -> Page {
        let form = page.form_with("message").expect("a field for a message");
        let mut fields = form.defaults();
        set(&mut fields, "message", words);
        press(&mut fields, form.buttons().next());
        let answer = self.client.submit(&form, &fields, &[]).expect("an answer");
        assert_eq!(answer.status, 200, "answering: {}", answer.page().text());
        answer.page()
    }

    /// Takes the case to another status by the button for it.
    pub fn move_to(&mut self, page: &Page, status: &str) -> Page {
        let offers = |f: &Form| f.buttons().any(|b| b.name == "status" && b.value == status);
        let mut form = page.forms().into_iter().find(offers).expect("a button for this status");
        let mut fields = form.defaults();
        let button = form.buttons().find(|b| b.value == status).cloned();
        press(&mut fields, button.as_ref());
        form.action = button.and_then(|b| b.action);
        let answer = self.client.submit(&form, &fields, &[]).expect("an answer");
        assert_eq!(answer.status, 200, "status: {}", answer.page().text());
        answer.page()
    }

    /// Fetches a page that must be there.
    pub fn page(&mut self, path: &str) -> Page {
        let answer = self.client.get(path).expect("an answer");
        assert_eq!(answer.status, 200, "{path}: {}", answer.page().text());
        answer.page()
    }

    /// Fetches the file with this name from a case's page.
    pub fn fetch(&mut self, page: &Page, name: &str) -> Answer {
        let link =
            page.links().into_iter().find(|a: &Element| a.attr("download").is_some() && a.text() == name);
        let link = link.unwrap_or_else(|| panic!("no file {name} on: {}", page.text()));
        self.client.get(link.attr("href").expect("an address")).expect("an answer")
    }
}

/// One attempt to sign in.
pub fn try_sign_in(client: &mut Client, who: &Staff, passphrase: &str) -> Answer {
    let page = client.get("/sign-in").expect("an answer").page();
    let form = page.form_with("username").expect("the sign-in form");
    let mut fields = form.defaults();
    set(&mut fields, "username", &who.username);
    set(&mut fields, "passphrase", passphrase);
    if let Some(secret) = &who.totp_secret {
        set(&mut fields, "code", &totp::code(secret));
    }
    press(&mut fields, form.buttons().next());
    client.submit(&form, &fields, &[]).expect("an answer")
}
