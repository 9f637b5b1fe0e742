//! `POST /console/cases/{id}/step`: one step outside: its letter, how it went on, and the step that is taken without a yes.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;

use super::sent::Sent;
use super::{Act, Done, case_id, unless_changed};
use crate::app::{App, Shared};
use crate::clock::{date, day};
use crate::domain::consent::{OVERRIDE, PART, RESULT, STEP};
use crate::domain::fields::Fields;
use crate::domain::report::{MAX_SHORT, MAX_TEXT};
use crate::features::console::case;
use crate::features::console::pages::step::{Around, Letter, OverridePage, StepFault, StepPage};
use crate::features::console::ready;
use crate::features::console::show::{self, step};
use crate::features::console::view::{self, View};
use crate::texts::{Lang, choice_id};
use crate::vault::desk;
use crate::web::error::{Error, Kind};
use crate::web::page::{Shell, render};
use crate::web::parts::{Choice, choices};
use crate::web::staff::Adviser;

/// The reason for which whoever must report a child comes to the step without a yes.
const CHILD: &str = "child";

/// What one of the buttons asks for.
pub async fn send(State(app): State<Shared>, Path(id): Path<String>, sent: Sent) -> Result<Response, Error> {
    let Sent { adviser, fields } = &sent;
    let done = async {
        let view = view::again(&app, &adviser.account, &adviser.keys, case_id(&id)?).await?;
        let desk = Desk { app: &app, adviser, id: &id, fields };
        let view = view.ok_or(Error::new(Kind::NotFound))?;
        match (fields.get("of"), fields.get("go")) {
            ("override", "override") => desk.go_over(&view).await,
            ("override" | CHILD, _) => Ok(desk.over(&view, Why::Faults(&[]))),
            (of, go) => {
                let today = app.clock.today();
                let found = step::find(&view.read, of, today).ok_or(Error::new(Kind::NotFound))?;
                match go {
                    "letter" => desk.letter(&view, &found).await,
                    "result" => desk.result(&view, &found).await,
                    _ => Ok(desk.one(&view, &found, Why::Faults(&[]))),
                }
            }
        }
    };
    sent.keep(done.await)
}

/// Why a page is shown with what was typed on it.
#[derive(Clone, Copy)]
enum Why<'a> {
    /// It was asked for, or this is to be put right.
    Faults(&'a [StepFault]),
    /// Somebody wrote in the case meanwhile.
    Changed,
    /// How the step went on is stored, and a letter is still to be made.
    Stored,
}

/// Who asks for what.
struct Desk<'a> {
    app: &'a Shared,
    adviser: &'a Adviser,
    id: &'a str,
    fields: &'a Fields,
}

impl Desk<'_> {
    fn shell(&self) -> Shell {
        self.adviser.shell(self.app, &format!("/console/cases/{}", self.id))
    }

    fn text(&self, name: &str) -> String {
        self.fields.get(name).trim().to_owned()
    }

    fn right(&self, shell: &Shell, of: &step::Step) -> String {
        match &of.right {
            step::Right::Word(word, until) if of.may() => {
                let _ = word;
                shell.t1("step-right-yes", "day", &self.app.texts.day_to(shell.lang, date(*until)))
            }
            step::Right::Word(..) => shell.t("step-right-none"),
            step::Right::Override(reason) => shell.t(&choice_id("override", reason)),
        }
    }

    /// The page of one step.
    fn one(&self, view: &View, of: &step::Step, why: Why<'_>) -> Response {
        let (shell, who) = (&self.shell(), &self.adviser.who());
        let (said, empty): (Vec<&str>, Vec<&str>) =
            PART.into_iter().partition(|part| !step::part(shell, view, part).is_empty());
        let empty = empty.into_iter().map(|part| shell.t(&choice_id("part", part)));
        let page = StepPage {
            shell,
            who,
            around: self.around(shell, who, view, why),
            of: self.text("of"),
            name: format!("{}: {}", shell.t(&choice_id("step", &of.kind)), of.to),
            what: of.what.clone(),
            right: self.right(shell, of),
            may: of.may(),
            overrides: matches!(of.right, step::Right::Override(_)),
            locked: view.lock().map(|lock| shell.t(lock.text_id())).unwrap_or_default(),
            parts: choices(shell, "part", &said, &self.fields.all("parts")),
            empty: empty.collect::<Vec<_>>().join("; "),
            letter_text: self.text("letter_text"),
            langs: self.langs(shell),
            result: self.text("result"),
            text: self.text("text"),
            stored: match why {
                Why::Stored => show::noted::sentence(self.app, shell, view, "result"),
                _ => String::new(),
            },
        };
        answered(render(&page), why)
    }

    fn around<'a>(
        &self,
        shell: &'a Shell,
        who: &'a crate::web::desk::Who,
        view: &View,
        why: Why<'_>,
    ) -> Around<'a> {
        let (meanwhile, faults): (bool, &[StepFault]) = match why {
            Why::Faults(faults) => (false, faults),
            Why::Changed => (true, &[]),
            Why::Stored => (false, &[]),
        };
        // A letter comes back without a mark: it was noted since.
        let now = || show::Mark::of(&view.read).to_string();
        let seen = self.fields.find("seen").filter(|seen| !seen.is_empty()).map_or_else(now, str::to_owned);
        let (seen, changed) = show::seen_again(self.app, shell, view, &seen, meanwhile);
        Around {
            shell,
            who,
            short: show::short(self.id),
            id: self.id.to_owned(),
            seen,
            changed,
            kept: show::travelling(self.fields),
            errors: faults.iter().map(|f| f.say(shell)).collect(),
        }
    }

    /// Notes that a letter was written, with what it passes on, and shows it.
    async fn letter(&self, view: &View, of: &step::Step) -> Result<Response, Error> {
        if !of.may() {
            return Ok(self.one(view, of, Why::Faults(&[StepFault::NoYes])));
        }
        if let Some(lock) = view.lock() {
            return Ok(self.one(view, of, Why::Faults(&[StepFault::Locked(lock)])));
        }
        if self.text("letter_text").len() > MAX_TEXT {
            return Ok(self.one(view, of, Why::Faults(&[StepFault::Long("letter_text")])));
        }
        // A part that the report leaves empty is not passed on, whoever ticked it.
        let chosen = self.fields.all("parts").into_iter().filter(|p| PART.contains(&p.as_str()));
        let parts: Vec<String> =
            chosen.filter(|part| !step::part(&self.shell(), view, part).is_empty()).collect();
        let noted = desk::Act::Letter { of: self.text("of"), parts: parts.clone() };
        let act = Act::Desk(vec![noted]);
        let seen = show::Mark::parse(self.fields.get("seen")).version;
        let (account, keys) = (&self.adviser.account, &self.adviser.keys);
        match case::act(self.app, account, keys, case_id(self.id)?, seen, act).await? {
            Done::Yes => Ok(self.print(view, of, &parts)),
            Done::Changed => self.meanwhile().await,
            _ => Err(Error::new(Kind::NotFound)),
        }
    }

    /// The language of the letter: its recipient's, which is the country's first one until another is chosen, whatever
    /// the adviser reads the desk in.
    fn lang(&self) -> Lang {
        self.app.texts.lang_or_first(self.fields.get("letter_lang"))
    }

    fn langs(&self, shell: &Shell) -> Vec<Choice> {
        let all = self.app.texts.all().iter().map(|l| l.lang);
        let row = |lang: Lang| Choice {
            word: lang.code().to_owned(),
            label: shell.language_name(lang.code()),
            chosen: lang == self.lang(),
        };
        all.map(row).collect()
    }

    fn print(&self, view: &View, of: &step::Step, parts: &[String]) -> Response {
        let (app, desk): (&App, _) = (self.app, &self.shell());
        let shell = &Shell { lang: self.lang(), ..desk.clone() };
        let (from, institution) = step::signs(view, self.adviser.account.id);
        render(&Letter {
            who: &self.adviser.who(),
            id: self.id.to_owned(),
            of: self.text("of"),
            kept: self.along(),
            short: show::short(self.id),
            day: app.texts.day(shell.lang, date(app.clock.today())),
            to: of.to.clone(),
            from,
            institution,
            kind: shell.t(&choice_id("step", &of.kind)),
            words: self.text("letter_text"),
            right: self.right(shell, of),
            overrides: matches!(of.right, step::Right::Override(_)),
            parts: step::parts(shell, view, parts),
            letter: shell,
            shell: desk,
        })
        .into_response()
    }

    /// What was typed here and on the page of the case. The mark of what was seen stays behind: the letter was noted since.
    fn along(&self) -> Vec<(String, String)> {
        let own =
            ["result", "text", "letter_text", "letter_lang"].map(|name| (name.to_owned(), self.text(name)));
        let parts = self.fields.all("parts").into_iter().map(|part| ("parts".to_owned(), part));
        show::travelling(self.fields).into_iter().chain(own).chain(parts).collect()
    }

    /// Notes how a step went on.
    async fn result(&self, view: &View, of: &step::Step) -> Result<Response, Error> {
        let (result, text) = (self.text("result"), self.text("text"));
        let mut faults = Vec::new();
        faults.extend((!RESULT.contains(&result.as_str())).then_some(StepFault::Result));
        faults.extend((text.len() > MAX_TEXT).then_some(StepFault::Long("text")));
        if !faults.is_empty() {
            return Ok(self.one(view, of, Why::Faults(&faults)));
        }
        let act = Act::Desk(vec![desk::Act::Result { of: self.text("of"), result, text }]);
        if self.text("letter_text").is_empty() {
            return self.finish(act).await;
        }
        // A letter that was begun stays on the page, which says what is stored.
        let seen = show::Mark::parse(self.fields.get("seen")).version;
        let (account, keys, id) = (&self.adviser.account, &self.adviser.keys, case_id(self.id)?);
        match case::act(self.app, account, keys, id, seen, act).await? {
            Done::Yes => {
                let left = self.fields.with("result", "").with("text", "").with("seen", "");
                let view =
                    view::again(self.app, account, keys, id).await?.ok_or(Error::new(Kind::NotFound))?;
                let desk = Desk { fields: &left, ..*self };
                Ok(desk.one(&view, of, Why::Stored))
            }
            Done::Changed => self.meanwhile().await,
            _ => Err(Error::new(Kind::NotFound)),
        }
    }

    /// Does it, or shows the page once more with all that was typed.
    async fn finish(&self, act: Act) -> Result<Response, Error> {
        match unless_changed(self.app, self.adviser, self.id, self.fields, act).await? {
            Some(done) => Ok(done),
            None => self.meanwhile().await,
        }
    }

    /// The page once more, with what somebody else did meanwhile: nothing typed here goes anywhere else, where it could be sent
    /// without the step that it belongs to.
    async fn meanwhile(&self) -> Result<Response, Error> {
        let (account, keys) = (&self.adviser.account, &self.adviser.keys);
        let view = view::again(self.app, account, keys, case_id(self.id)?).await?;
        let view = view.ok_or(Error::new(Kind::NotFound))?;
        if self.fields.get("of") == "override" {
            return Ok(self.over(&view, Why::Changed));
        }
        let found = step::find(&view.read, self.fields.get("of"), self.app.clock.today());
        Ok(self.one(&view, &found.ok_or(Error::new(Kind::NotFound))?, Why::Changed))
    }

    /// The page of a step without a yes.
    fn over(&self, view: &View, why: Why<'_>) -> Response {
        let (shell, who) = (&self.shell(), &self.adviser.who());
        let today = self.app.clock.today();
        let page = OverridePage {
            shell,
            who,
            around: self.around(shell, who, view, why),
            kind: self.text("kind"),
            to: self.text("to"),
            what: self.text("what"),
            reason: if self.fields.get("of") == CHILD { CHILD.to_owned() } else { self.text("reason") },
            duty: show::desk::minor(self.app, shell, view)
                .map(|duty| format!("{} {}", duty.due, duty.then))
                .unwrap_or_default(),
            unsent: !self.text("message").is_empty(),
            told: self.text("told"),
            told_due: match self.fields.find("told_due") {
                Some(typed) => typed.trim().to_owned(),
                None => ready::next(self.app, "").to_string(),
            },
            first: date(today).to_string(),
            language: view.read.report.what.lang.clone(),
        };
        answered(render(&page), why)
    }

    async fn go_over(&self, view: &View) -> Result<Response, Error> {
        let mut faults = Vec::new();
        let mut word = |name: &'static str, words: &[&str]| {
            let word = self.text(name);
            faults.extend((!words.contains(&word.as_str())).then_some(StepFault::Empty(name)));
            word
        };
        let (reason, kind) = (word("reason", &OVERRIDE), word("kind", &STEP));
        let mut own = |name: &'static str, most: usize| {
            let text = self.text(name);
            faults.extend(text.is_empty().then_some(StepFault::Empty(name)));
            faults.extend((text.len() > most).then_some(StepFault::Long(name)));
            text
        };
        let (to, what) = (own("to", MAX_SHORT), own("what", MAX_SHORT));
        let told = own("told", MAX_TEXT);
        let next = self.text("told_due").parse::<Date>().map(day).ok();
        match next.filter(|d| *d >= self.app.clock.today()) {
            Some(next) if faults.is_empty() => {
                let noted = desk::Act::Override { kind, to, what, reason };
                self.finish(Act::Override(noted, told, next)).await
            }
            next => {
                faults.extend(next.is_none().then_some(StepFault::NextDue));
                Ok(self.over(view, Why::Faults(&faults)))
            }
        }
    }
}

fn answered(mut page: Response, why: Why<'_>) -> Response {
    match why {
        Why::Changed => *page.status_mut() = StatusCode::CONFLICT,
        Why::Faults([]) | Why::Stored => {}
        Why::Faults(_) => *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY,
    }
    page
}
