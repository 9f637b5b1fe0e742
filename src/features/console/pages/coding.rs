//! Coding a case.

use crate::domain::coding::ANSWER;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{Choice, FieldError, error_of};

/// How a case is coded now; empty where it is not.
#[derive(Debug, Clone, Default)]
pub struct Coded {
    /// Label and value.
    pub facts: Vec<(String, String)>,
    /// Who coded it so.
    pub by: String,
    /// Whether another person must agree.
    pub waits: bool,
    /// Whether the one who looks is such a person.
    pub confirms: bool,
    /// Whether the coded age asks for the question about a child to be answered.
    pub child: bool,
    /// Who agreed, where one was needed.
    pub confirmed: String,
}

/// A question of GBVIMS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The type that a "yes" gives.
    pub code: String,
    /// The name of its field.
    pub name: String,
    /// The answer, or empty.
    pub said: String,
}

/// The fields, with what is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// In their order.
    pub questions: Vec<Question>,
    /// The act.
    pub act: Vec<Choice>,
    /// Flags of context.
    pub context: Vec<Choice>,
    /// Who did it.
    pub relation: Vec<Choice>,
    /// Sex of the person it happened to.
    pub sex: Vec<Choice>,
    /// Age of that person.
    pub age: Vec<Choice>,
    /// From the incident to the report.
    pub delay: Vec<Choice>,
    /// Services.
    pub services: Vec<Choice>,
    /// Whether it is counted already.
    pub elsewhere: Vec<Choice>,
    /// The day of the incident as typed, from which the delay follows.
    pub incident: String,
    /// The day of filing, `YYYY-MM-DD`.
    pub filed: String,
    /// Whether the case was never coded before.
    pub first: bool,
}

/// What can be wrong with a coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodingFault {
    /// A question before the first "yes" was left out.
    Questions,
    /// No act, or none of the list.
    Act,
    /// The act is of another type than the questions give.
    ActType,
    /// The act answers an earlier report, and none is linked.
    Parent,
    /// The day of the incident lies after filing, or is none.
    Incident,
    /// The flags of context name another rank than the relation.
    Ranks,
    /// A word that the list does not have.
    Word(&'static str),
}

impl CodingFault {
    /// The fault beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::Questions => ("questions", "coding-error-questions"),
            Self::Act => ("act", "coding-error-act"),
            Self::ActType => ("act", "coding-error-act-type"),
            Self::Parent => ("act", "coding-error-parent"),
            Self::Incident => ("incident", "coding-error-incident"),
            Self::Ranks => ("context", "coding-error-ranks"),
            Self::Word(field) => (field, "coding-error-word"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

/// The page.
#[derive(askama::Template)]
#[template(path = "console/coding.html")]
pub struct CodingPage<'a> {
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
    /// What the reporter said happened: words of the form.
    pub what: Vec<String>,
    /// The fields.
    pub form: Form,
    /// Who did what meanwhile, where somebody wrote in the case since it was seen.
    pub changed: Option<Vec<String>>,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl CodingPage<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }

    /// Fields of one choice: name and choices.
    fn picks(&self) -> [(&'static str, &[Choice]); 6] {
        let f = &self.form;
        [
            ("act", &f.act),
            ("relation", &f.relation),
            ("sex", &f.sex),
            ("age", &f.age),
            ("delay", &f.delay),
            ("elsewhere", &f.elsewhere),
        ]
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{CodingFault, CodingPage, Form, Question};
    use crate::domain::coding::{DELAY, ELSEWHERE, RELATION_CELL, SERVICE, SURVIVOR_SEX};
    use crate::domain::staff::Role;
    use crate::texts::Lang;
    use crate::web::desk::Words as _;
    use crate::web::desk::samples::{check, keep, shell, who};
    use crate::web::page_check::HOSTILE;
    use crate::web::parts::choices;

    #[test]
    fn every_field_says_what_is_wrong_and_keeps_what_was_chosen() {
        for lang in Lang::ALL {
            let (shell, who) = (&shell(lang, "/console/cases/07"), who(Role::Adviser, "nbs"));
            let faults = [
                CodingFault::Questions,
                CodingFault::ActType,
                CodingFault::Incident,
                CodingFault::Ranks,
                CodingFault::Word("sex"),
                CodingFault::Word("services"),
            ];
            let chosen = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
            let page = CodingPage {
                shell,
                who: &who,
                short: "ABCDEF".to_owned(),
                id: "ab".repeat(16),
                seen: "3".to_owned(),
                kept: vec![("message".to_owned(), HOSTILE.to_owned())],
                what: vec!["touching".to_owned()],
                form: Form {
                    questions: vec![Question {
                        code: "rape".to_owned(),
                        name: "ask_rape".to_owned(),
                        said: "no".to_owned(),
                    }],
                    act: choices(shell, "act", &["rape", "other"], &chosen(&["other"])),
                    context: choices(shell, "context", &["on_duty"], &chosen(&["on_duty"])),
                    relation: choices(shell, "cell-relation", &RELATION_CELL, &[]),
                    sex: choices(shell, "survivor-sex", &SURVIVOR_SEX, &[]),
                    age: choices(shell, "age-group", &["a61"], &[]),
                    delay: choices(shell, "delay", &DELAY, &[]),
                    services: choices(shell, "service", &SERVICE, &chosen(&["legal"])),
                    elsewhere: choices(shell, "elsewhere", &ELSEWHERE, &[]),
                    incident: HOSTILE.to_owned(),
                    filed: "2026-03-02".to_owned(),
                    first: true,
                },
                changed: Some(vec![HOSTILE.to_owned()]),
                errors: faults.iter().map(|f| f.say(shell)).collect(),
            };
            let html = page.render().unwrap();
            check(&html, lang);
            keep("coding", lang, &html);
            for fault in &faults {
                let field = fault.say(shell).field;
                let named = format!("href=\"#{field}\">{}: ", shell.choice("coding", field));
                assert!(html.contains(&named), "{named}");
            }
            assert_eq!(html.matches("data-error").count(), faults.len());
            assert!(html.contains("value=\"other\" selected") && !html.contains("<script>alert"));
        }
    }
}
