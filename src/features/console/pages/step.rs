//! A step outside: the letter, how it went on, and the step that is taken without a yes.

use crate::domain::consent::{OVERRIDE, RESULT, STEP};
use crate::domain::desk::Lock;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{Choice, FieldError, error_of};

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepFault {
    /// The reporter's yes does not stand, or no longer.
    NoYes,
    /// Nothing of the case is passed on.
    Locked(Lock),
    /// No result was chosen.
    Result,
    /// This field is empty.
    Empty(&'static str),
    /// This field is too long.
    Long(&'static str),
    /// No day of the next word, or one that has passed.
    NextDue,
}

impl StepFault {
    /// The fault beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::NoYes => ("letter", "step-error-no-yes"),
            Self::Locked(lock) => ("letter", lock.text_id()),
            Self::Result => ("result", "step-error-result"),
            Self::Empty(field) => (field, "step-error-empty"),
            Self::Long(field) => (field, "propose-error-long"),
            Self::NextDue => ("told_due", "case-error-next-due"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

/// What every page of a step carries.
pub struct Around<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Short public id people use among themselves.
    pub short: String,
    /// Hexadecimal id, for the address of the form.
    pub id: String,
    /// The mark of the state that was seen.
    pub seen: String,
    /// What was typed on the case's page: name and value.
    pub kept: Vec<(String, String)>,
    /// Who did what meanwhile, where somebody wrote in the case since it was seen.
    pub changed: Option<Vec<String>>,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

/// One step.
#[derive(askama::Template)]
#[template(path = "console/step.html")]
pub struct StepPage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// The rest of it.
    pub around: Around<'a>,
    /// Names it in its forms.
    pub of: String,
    /// Its kind and whom it goes to.
    pub name: String,
    /// What is done.
    pub what: String,
    /// By what right, as a sentence.
    pub right: String,
    /// Whether something may be passed on.
    pub may: bool,
    /// Whether it is taken without a yes.
    pub overrides: bool,
    /// Why nothing of the case leaves at present, as a sentence; or empty.
    pub locked: String,
    /// Parts of the report, with what is chosen.
    pub parts: Vec<Choice>,
    /// Parts of which the report says nothing: their names, or empty.
    pub empty: String,
    /// Own words of the letter.
    pub letter_text: String,
    /// Languages of the letter, with the one that is chosen.
    pub langs: Vec<Choice>,
    /// The chosen result.
    pub result: String,
    /// What was typed beside it.
    pub text: String,
    /// What was stored just now, as a sentence; or empty.
    pub stored: String,
}

impl StepPage<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.around.errors, field)
    }
}

/// A letter, to be printed.
#[derive(askama::Template)]
#[template(path = "console/letter.html")]
pub struct Letter<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The same in the language of the letter.
    pub letter: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// Hexadecimal id of the case, for the way back.
    pub id: String,
    /// Names the step.
    pub of: String,
    /// What was typed on the pages before: name and value.
    pub kept: Vec<(String, String)>,
    /// Reference by which both sides speak of it.
    pub short: String,
    /// Day of the letter.
    pub day: String,
    /// Whom it goes to.
    pub to: String,
    /// Who signs.
    pub from: String,
    /// The code of that person's institution.
    pub institution: String,
    /// What kind of step it is.
    pub kind: String,
    /// Own words to whom it goes; where there are none, room for them. What the reporter was asked or told is written to the
    /// reporter, and stands in no letter.
    pub words: String,
    /// By what right, as a sentence.
    pub right: String,
    /// Whether it is sent without a yes: then its addressee has a duty of their own, and is not asked to hold back.
    pub overrides: bool,
    /// What it passes on: label and words.
    pub parts: Vec<(String, String)>,
}

/// A step that is taken without a yes.
#[derive(askama::Template)]
#[template(path = "console/override.html")]
pub struct OverridePage<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Whose desk it is.
    pub who: &'a Who,
    /// The rest of it.
    pub around: Around<'a>,
    /// A word of [`STEP`], or empty.
    pub kind: String,
    /// Whom it goes to.
    pub to: String,
    /// What is done.
    pub what: String,
    /// A word of [`OVERRIDE`], or empty.
    pub reason: String,
    /// The duty towards a child that has not ended, as sentences; or empty.
    pub duty: String,
    /// Whether an answer waits in its own field: what is told here is another.
    pub unsent: bool,
    /// What the reporter is told.
    pub told: String,
    /// The day of the next word, `YYYY-MM-DD`.
    pub told_due: String,
    /// The first day to accept, `YYYY-MM-DD`.
    pub first: String,
    /// Language of the reporter's pages.
    pub language: String,
}

impl OverridePage<'_> {
    /// What a field is called: one sentence serves for several of them.
    fn label(&self, field: &str) -> String {
        match field {
            "kind" => self.shell.t("propose-kind"),
            "told" => self.shell.t("override-message"),
            "told_due" => self.shell.t("case-next"),
            field => self.shell.choice("override", field),
        }
    }

    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.around.errors, field)
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Around, Letter, OverridePage, StepFault, StepPage};
    use crate::domain::consent::PART;
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::Who;
    use crate::web::desk::samples::{check, keep, shell, who};
    use crate::web::page::Shell;
    use crate::web::page_check::HOSTILE;
    use crate::web::parts::choices;

    fn around<'a>(shell: &'a Shell, who: &'a Who, faults: &[StepFault]) -> Around<'a> {
        Around {
            shell,
            who,
            short: "ABCDEF".to_owned(),
            id: "ab".repeat(16),
            seen: "3".to_owned(),
            kept: vec![("note".to_owned(), HOSTILE.to_owned())],
            changed: Some(vec![HOSTILE.to_owned()]),
            errors: faults.iter().map(|f| f.say(shell)).collect(),
        }
    }

    #[test]
    fn a_step_says_by_what_right_and_keeps_what_was_typed() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07"), &who(Role::Adviser, "nbs"));
            let text = || HOSTILE.to_owned();
            let faults = [StepFault::NoYes, StepFault::Result, StepFault::Long("text")];
            let step = |may| StepPage {
                shell,
                who,
                around: around(shell, who, &faults),
                of: "3".to_owned(),
                name: text(),
                what: text(),
                right: text(),
                may,
                overrides: !may,
                locked: String::new(),
                parts: choices(shell, "part", &PART, &["what".to_owned()]),
                empty: text(),
                letter_text: text(),
                langs: choices(shell, "part", &PART, &["what".to_owned()]),
                result: "sent".to_owned(),
                text: text(),
                stored: text(),
            };
            let html = step(true).render().unwrap();
            check(&html, lang);
            keep("step", lang, &html);
            assert_eq!(html.matches("data-error").count(), faults.len());
            assert!(html.contains("value=\"what\" checked") && !html.contains("<script>alert"));
            assert!(
                !step(false).render().unwrap().contains("name=\"parts\""),
                "nothing to pass on without a yes"
            );
            let letter = Letter {
                shell,
                letter: shell,
                who,
                id: "ab".repeat(16),
                of: "3".to_owned(),
                kept: vec![("text".to_owned(), text())],
                short: "ABCDEF".to_owned(),
                day: "2026-03-02".to_owned(),
                to: text(),
                from: text(),
                institution: "nbs".to_owned(),
                kind: text(),
                words: String::new(),
                right: text(),
                overrides: true,
                parts: vec![(text(), text())],
            };
            let html = letter.render().unwrap();
            check(&html, lang);
            keep("letter", lang, &html);
        }
    }

    #[test]
    fn nobody_goes_over_a_no_without_telling_the_reporter() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07"), &who(Role::Adviser, "nbs"));
            let text = || HOSTILE.to_owned();
            let fields = ["kind", "to", "what", "reason", "told"];
            let mut faults: Vec<StepFault> = fields.map(StepFault::Empty).into();
            faults.push(StepFault::NextDue);
            let page = OverridePage {
                shell,
                who,
                around: around(shell, who, &faults),
                kind: "security".to_owned(),
                to: text(),
                what: text(),
                reason: "child".to_owned(),
                duty: text(),
                unsent: true,
                told: text(),
                told_due: "2026-03-04".to_owned(),
                first: "2026-03-02".to_owned(),
                language: "lv".to_owned(),
            };
            let html = page.render().unwrap();
            check(&html, lang);
            keep("override", lang, &html);
            assert!(html.contains(&format!("#what\">{}: ", shell.t("override-what"))));
            assert_eq!(html.matches("data-error").count(), faults.len());
        }
    }
}
