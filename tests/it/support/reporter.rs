//! Somebody who files a report and comes back, without script, through the pages as they come.

use std::io;

use super::html::{Field, Form, Page};
use super::http::{Answer, Client};
use super::multipart::Upload;

/// What a reporter wants to say. Only the words are needed.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub statement: String,
    pub what: Vec<&'static str>,
    pub institution: Option<String>,
    pub count_me: bool,
    /// Persons left out on the page of readers, as its checkboxes name them.
    pub without: Vec<String>,
    /// Somebody left out whom no list names, in own words.
    pub someone_else: String,
    /// Whether the adviser of another institution should read.
    pub outside: bool,
    pub files: Vec<Upload>,
}

impl Told {
    pub fn words(statement: &str) -> Self {
        Self { statement: statement.to_owned(), ..Self::default() }
    }
}

/// Why a walk through the form ended early.
#[derive(Debug)]
pub enum Trouble {
    /// The connection failed: worth another try.
    Io(io::Error),
    /// The server said something that is not a page of the form.
    Said(u16, String),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Someone with a browser of their own.
#[derive(Debug, Clone)]
pub struct Reporter {
    pub client: Client,
}

/// More pages than the form will ever have: a walk that does not end is an error.
const MANY_PAGES: usize = 30;

impl Reporter {
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// Walks the whole form and gives back the receipt.
    pub fn file(&mut self, told: &Told) -> Result<String, Trouble> {
        let page = self.walk_to(told, "nowhere")?;
        receipt_of(&page).ok_or_else(|| Trouble::Said(200, "the form ended without a receipt".to_owned()))
    }

    /// Opens the form and walks until the page of this step, or the receipt, is open.
    pub fn walk_to(&mut self, told: &Told, step: &str) -> Result<Page, Trouble> {
        let mut page = whole(&self.client.get("/start")?)?;
        let mut unsent = told.files.clone();
        let mut before = String::new();
        let mut extra = !told.what.is_empty();
        for _ in 0..MANY_PAGES {
            if receipt_of(&page).is_some() {
                return Ok(page);
            }
            let form = page.step_form().ok_or_else(|| said("no form and no receipt", &page))?;
            let here = form.step.clone().unwrap_or_default();
            if here == step {
                return Ok(page);
            }
            if here == "check" && std::mem::take(&mut extra) {
                // What is asked only of those who wish stands beside the way.
                let mut fields = form.defaults();
                set(&mut fields, "go", "what");
                page = whole(&self.client.submit(&form, &fields, &[])?)?;
                continue;
            }
            let files = if form.file_field().is_some() { std::mem::take(&mut unsent) } else { Vec::new() };
            let added = !files.is_empty();
            page = whole(&self.next(&form, told, files)?)?;
            let errors = page.errors();
            if !errors.is_empty() {
                return Err(said(&format!("step {here} refused: {errors:?}"), &page));
            }
            if here == before && !added && page.step_form().is_some_and(|f| f.step.as_deref() == Some(&*here))
            {
                return Err(said(&format!("step {here} leads nowhere"), &page));
            }
            before = here;
        }
        Err(said("the form does not end", &page))
    }

    /// Fills one page and presses its button.
    fn next(&mut self, form: &Form, told: &Told, files: Vec<Upload>) -> io::Result<Answer> {
        let fields = filled(form, told, !files.is_empty());
        if files.len() <= 1 || form.file_field().is_some_and(|f| f.multiple) {
            return self.client.submit(form, &fields, &files);
        }
        let mut answer = None;
        for file in files {
            answer = Some(self.client.submit(form, &fields, &[file])?);
        }
        answer.ok_or_else(|| io::Error::other("no file"))
    }

    /// Opens the conversation with a receipt, whatever the answer is.
    pub fn enter(&mut self, receipt: &str) -> io::Result<Answer> {
        let page = self.client.get("/return")?.page();
        let form = page.form_with("receipt").ok_or_else(|| io::Error::other("no field for the receipt"))?;
        let mut fields = form.defaults();
        set(&mut fields, "receipt", receipt);
        press(&mut fields, form.buttons().find(|b| !b.back));
        self.client.submit(&form, &fields, &[])
    }

    /// Opens the conversation of a case that must be there.
    pub fn return_with(&mut self, receipt: &str) -> Page {
        let answer = self.enter(receipt).expect("an answer");
        let page = answer.page();
        assert!(
            !page.with_attr("data-thread").is_empty(),
            "no conversation: {} {}",
            answer.status,
            page.text()
        );
        page
    }

    /// Writes a message on the page of the conversation.
    pub fn say(&mut self, page: &Page, words: &str, files: &[Upload]) -> Answer {
        let form = page.form_with("message").expect("a field for a message");
        let mut fields = form.defaults();
        set(&mut fields, "message", words);
        press(&mut fields, primary(&form, !files.is_empty()));
        self.client.submit(&form, &fields, files).expect("an answer")
    }
}

/// The receipt, if this is the last page of the form.
pub fn receipt_of(page: &Page) -> Option<String> {
    page.by_id("receipt-code").map(|e| e.text()).filter(|t| !t.is_empty())
}

/// What a person would send from this page: own answers where asked, else what a required field needs.
pub fn filled(form: &Form, told: &Told, with_files: bool) -> Vec<(String, String)> {
    let mut fields = form.defaults();
    for field in &form.fields {
        let name = field.name.as_str();
        match (name, field.kind.as_str()) {
            ("statement", _) => set(&mut fields, name, &told.statement),
            ("institution", kind) => {
                if let Some(value) = institution(form, kind, told) {
                    set(&mut fields, name, &value);
                }
            }
            ("what", "checkbox")
                if told.what.contains(&field.value.as_str())
                    && !fields.contains(&(name.to_owned(), field.value.clone())) =>
            {
                fields.push((name.to_owned(), field.value.clone()));
            }
            ("excluded", "checkbox")
                if told.without.contains(&field.value)
                    && !fields.contains(&(name.to_owned(), field.value.clone())) =>
            {
                fields.push((name.to_owned(), field.value.clone()));
            }
            ("excluded_text", _) => set(&mut fields, name, &told.someone_else),
            ("reads", "radio") if told.outside => set(&mut fields, name, "outside"),
            ("count_me", "checkbox" | "radio")
                if told.count_me && !["no", "false", "0", ""].contains(&&*field.value) =>
            {
                set(&mut fields, name, &field.value);
            }
            (_, "checkbox" | "radio") if field.required && !fields.iter().any(|(n, _)| n == name) => {
                set(&mut fields, name, &field.value);
            }
            _ => {}
        }
    }
    press(&mut fields, primary(form, with_files));
    fields
}

fn institution(form: &Form, kind: &str, told: &Told) -> Option<String> {
    let own = form.fields.iter().filter(|f| f.name == "institution" && f.kind == kind);
    let offered: Vec<String> =
        own.flat_map(|f| if kind == "select" { f.options.clone() } else { vec![f.value.clone()] }).collect();
    let wanted = told.institution.clone().filter(|w| offered.contains(w));
    wanted.or_else(|| offered.into_iter().find(|v| !["", "other", "unknown"].contains(&v.as_str())))
}

/// The button that leads on: for files first one that adds, then one that sends, then one that goes to the next page.
pub fn primary(form: &Form, with_files: bool) -> Option<&Field> {
    let named =
        |words: &'static [&str]| form.buttons().find(move |b| !b.back && words.contains(&b.value.as_str()));
    let adding = if with_files { named(&["add", "upload"]) } else { None };
    adding
        .or_else(|| named(&["send"]))
        .or_else(|| named(&["next"]))
        .or_else(|| form.buttons().find(|b| !b.back))
}

/// Puts a value in place of whatever the field had.
pub fn set(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    match fields.iter_mut().find(|(n, _)| n == name) {
        Some((_, old)) => value.clone_into(old),
        None => fields.push((name.to_owned(), value.to_owned())),
    }
}

pub fn press(fields: &mut Vec<(String, String)>, button: Option<&Field>) {
    if let Some(button) = button.filter(|b| !b.name.is_empty()) {
        set(fields, &button.name, &button.value);
    }
}

fn whole(answer: &Answer) -> Result<Page, Trouble> {
    if answer.status == 200 {
        Ok(answer.page())
    } else {
        Err(Trouble::Said(answer.status, answer.page().text()))
    }
}

fn said(what: &str, page: &Page) -> Trouble {
    Trouble::Said(200, format!("{what}: {}", page.text()))
}
