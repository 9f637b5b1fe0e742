//! The pages of the form in their order, and what each of them changes in the draft.

use super::pages::faults::Fault;
use crate::domain::fields::Fields;
use crate::domain::id::PersonId;
use crate::domain::report::{
    Answers, MAX_SHORT, MAX_TEXT, RELATION, WHAT, WHEN, WHERE, chars_over, known_words,
};
use crate::vault::roster::Roster;

/// The button that keeps what was typed and shows the same page again, in the other language.
pub const STAY: &str = "stay";

/// A page of the form, after the interruption page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Own words.
    Words,
    /// What, when, where.
    What,
    /// Relation of those involved.
    People,
    /// Which institution.
    Institution,
    /// Who of its advisers must not read.
    Readers,
    /// Evidence.
    Files,
    /// Whether it may be counted.
    Count,
    /// Everything read back.
    Check,
}

impl Step {
    const ORDER: [Self; 7] =
        [Self::Words, Self::What, Self::People, Self::Readers, Self::Files, Self::Count, Self::Check];

    /// The word the draft keeps and buttons send.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::What => "what",
            Self::People => "people",
            Self::Institution => "institution",
            Self::Readers => "readers",
            Self::Files => "files",
            Self::Count => "count",
            Self::Check => "check",
        }
    }

    /// The step of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        if word == "institution" {
            return Some(Self::Institution);
        }
        Self::ORDER.into_iter().find(|s| s.word() == word)
    }

    /// Where a button leads from here.
    #[must_use]
    pub fn after(self, go: &str) -> Self {
        let here = Self::ORDER.iter().position(|s| *s == self);
        match (go, self) {
            ("next", Self::Institution) => Self::Readers,
            ("back", Self::Institution) => Self::People,
            ("back", _) => here.and_then(|i| Self::ORDER.get(i.checked_sub(1)?)).copied().unwrap_or(self),
            ("next", _) => here.and_then(|i| Self::ORDER.get(i + 1)).copied().unwrap_or(self),
            (other, _) => Self::parse(other).unwrap_or(self),
        }
    }
}

/// Takes over what a page sent. Only the fields of that page change; words outside the lists fall away.
pub fn take(step: Step, fields: &Fields, answers: &mut Answers, institutions: &[String]) {
    let text = |name: &str| fields.get(name).to_owned();
    match step {
        Step::Words => answers.statement = text("statement"),
        Step::What => {
            answers.what = known_words(&fields.all("what"), &WHAT);
            answers.when = known_words(&fields.all("when"), &WHEN).into_iter().next().unwrap_or_default();
            answers.when_text = text("when_text");
            answers.place = known_words(&fields.all("place"), &WHERE);
            answers.place_text = text("place_text");
        }
        Step::People => answers.relation = known_words(&fields.all("relation"), &RELATION),
        Step::Institution | Step::Readers => {
            let chosen = fields.get("institution");
            if institutions.iter().any(|i| i == chosen) && chosen != answers.institution {
                chosen.clone_into(&mut answers.institution);
                answers.excluded.clear();
            }
            if fields.get("seen") == answers.institution && !answers.institution.is_empty() {
                answers.excluded = fields
                    .all("excluded")
                    .into_iter()
                    .filter(|p| PersonId::parse(p).is_some())
                    .take(64)
                    .collect();
                answers.excluded_text = text("excluded_text");
            }
        }
        Step::Count => answers.count_me = !fields.get("count_me").is_empty(),
        Step::Files | Step::Check => {}
    }
}

/// What has to be put right on a page before one may go on from it.
#[must_use]
pub fn faults(step: Step, answers: &Answers, roster: &Roster) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut short = |field: &'static str, value: &str| {
        if value.len() > MAX_SHORT {
            faults.push(Fault::ShortLong(field, chars_over(value, MAX_SHORT)));
        }
    };
    match step {
        Step::What => {
            short("when_text", &answers.when_text);
            short("place_text", &answers.place_text);
        }
        Step::Readers => short("excluded_text", &answers.excluded_text),
        _ => {}
    }
    match step {
        Step::Words if answers.statement.trim().is_empty() => faults.push(Fault::StatementEmpty),
        Step::Words if answers.statement.len() > MAX_TEXT => {
            faults.push(Fault::StatementLong(chars_over(&answers.statement, MAX_TEXT)));
        }
        Step::Institution | Step::Readers if answers.institution.is_empty() => {
            faults.push(Fault::InstitutionEmpty);
        }
        Step::Readers if readers(answers, roster).is_empty() => faults.push(Fault::ReadersNone),
        _ => {}
    }
    faults
}

/// The first page that keeps a draft from being sent, with its faults.
#[must_use]
pub fn unfinished(answers: &Answers, roster: &Roster) -> Option<(Step, Vec<Fault>)> {
    Step::ORDER.into_iter().map(|s| (s, faults(s, answers, roster))).find(|(_, f)| !f.is_empty())
}

/// Who would read it as it stands.
#[must_use]
pub fn readers<'a>(
    answers: &Answers,
    roster: &'a Roster,
) -> Vec<&'a crate::vault::roster::Verified<crate::vault::roster::StaffKey>> {
    let (excluded, someone_else) = crate::vault::deposit::excluded(answers);
    roster.readers(&answers.institution, &excluded, someone_else)
}

#[cfg(test)]
mod tests {
    use super::{Step, faults, take};
    use crate::domain::fields::Fields;
    use crate::domain::report::Answers;
    use crate::vault::roster::Roster;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn the_order_is_walked_forth_and_back() {
        let mut step = Step::Words;
        for expected in
            [Step::What, Step::People, Step::Readers, Step::Files, Step::Count, Step::Check, Step::Check]
        {
            step = step.after("next");
            assert_eq!(step, expected);
        }
        assert_eq!(Step::Words.after("back"), Step::Words);
        assert_eq!(Step::Files.after("back"), Step::Readers);
        assert_eq!(Step::Check.after("what"), Step::What);
        assert_eq!(Step::Check.after("nonsense"), Step::Check);
        for step in [Step::Words, Step::Institution, Step::Readers, Step::Files, Step::Check] {
            assert_eq!(step.after(super::STAY), step);
        }
    }

    #[test]
    fn another_institution_forgets_who_was_left_out_and_a_page_touches_only_its_own() {
        let codes = ["nbs".to_owned(), "vp".to_owned()];
        let person = "ab".repeat(16);
        let mut answers = Answers { statement: "x".to_owned(), ..Answers::default() };
        take(Step::Readers, &fields(&[("institution", "nbs")]), &mut answers, &codes);
        let seen = [("institution", "nbs"), ("seen", "nbs"), ("excluded", &person), ("excluded", "junk")];
        take(Step::Readers, &fields(&seen), &mut answers, &codes);
        assert_eq!((answers.institution.as_str(), &answers.excluded), ("nbs", &vec![person]));
        take(Step::Readers, &fields(&[("institution", "atlantis")]), &mut answers, &codes);
        assert_eq!(answers.institution, "nbs");
        take(Step::Readers, &fields(&[("institution", "vp")]), &mut answers, &codes);
        assert!(answers.excluded.is_empty());
        assert_eq!(answers.statement, "x");
        assert!(!faults(Step::Readers, &answers, &Roster::default()).is_empty());
    }
}
