//! The pages of the form in their order, and what each of them changes in the draft.

use super::pages::faults::Fault;
use crate::domain::fields::Fields;
use crate::domain::id::PersonId;
use crate::domain::report::{
    ABOUT, AGE, Answers, FORCE, MAX_PERSONS, MAX_SHORT, MAX_TEXT, NUMBER, OUTSIDE, PATH, Person, RANK,
    RELATION, SEX, SURE, WHAT, WHEN, WHERE, chars_over, known_word, known_words,
};
use crate::vault::roster::Roster;

/// The button that keeps what was typed and shows the same page again, in the other language.
pub const STAY: &str = "stay";

/// The button that keeps the draft for its reporter alone.
pub const KEEP: &str = "keep";
/// The button that shows the access code before anything is sent.
pub const CODE: &str = "code";
/// Buttons under which a page is taken as it is: whatever has to be put right is told later.
pub const LOOSE: [&str; 4] = ["back", STAY, KEEP, CODE];

/// A page of the form, after the interruption page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Whose experience, age, and what the reporter wants.
    About,
    /// What under 18 means for what is written: only for those who said so.
    Young,
    /// Own words.
    Words,
    /// Safety tonight.
    Safety,
    /// Advice that fits the answers on safety: only where there is any.
    Advice,
    /// Which institution.
    Institution,
    /// Who of its advisers must not read.
    Readers,
    /// Everything read back; files; sending. The pages after it are reached from it and lead back to it.
    Check,
    /// What, when, where.
    What,
    /// Those involved.
    People,
    /// How the reporter can be reached.
    Contact,
}

impl Step {
    const ALL: [Self; 11] = [
        Self::About,
        Self::Young,
        Self::Words,
        Self::Safety,
        Self::Advice,
        Self::Institution,
        Self::Readers,
        Self::Check,
        Self::What,
        Self::People,
        Self::Contact,
    ];

    /// The word the draft keeps and buttons send.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Young => "young",
            Self::Words => "words",
            Self::Safety => "safety",
            Self::Advice => "advice",
            Self::Institution => "institution",
            Self::Readers => "readers",
            Self::Check => "check",
            Self::What => "what",
            Self::People => "people",
            Self::Contact => "contact",
        }
    }

    /// The step of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// Whether the page is offered from [`Step::Check`] and leads back to it.
    #[must_use]
    pub const fn is_extra(self) -> bool {
        matches!(self, Self::What | Self::People | Self::Contact)
    }

    /// The pages on the way to sending that these answers ask for.
    fn way(answers: &Answers) -> Vec<Self> {
        let asked = |s: &Self| match s {
            Self::Young => answers.age == "under_18",
            Self::Advice => answers.needs_advice(),
            // Nobody reads a private record.
            Self::Readers => answers.path != "private",
            Self::Institution => false,
            s => !s.is_extra(),
        };
        Self::ALL.into_iter().filter(asked).collect()
    }

    /// Where a button leads from here.
    #[must_use]
    pub fn after(self, go: &str, answers: &Answers) -> Self {
        if self.is_extra() && matches!(go, "next" | "back") {
            return Self::Check;
        }
        let way = Self::way(answers);
        let at = |step| way.iter().position(|s| *s == step);
        let here = at(if self == Self::Institution { Self::Readers } else { self });
        match (go, self) {
            ("next", Self::Institution) => Self::Readers,
            // A page that is not asked for any more, after a change in another tab: on to where all is read back.
            ("next", _) => here.map_or(Some(&Self::Check), |i| way.get(i + 1)).copied().unwrap_or(self),
            ("back", _) => here.and_then(|i| way.get(i.checked_sub(1)?)).copied().unwrap_or(self),
            (other, _) => Self::parse(other).unwrap_or(self),
        }
    }
}

/// Takes over what a page sent. Only the fields of that page change; words outside the lists fall away.
pub fn take(step: Step, fields: &Fields, answers: &mut Answers, institutions: &[String]) {
    let text = |name: &str| fields.get(name).to_owned();
    let word = |name: &str, of: &[&str]| known_word(fields.get(name), of);
    match step {
        Step::About => {
            answers.about = word("about", &ABOUT);
            answers.age = word("age", &AGE);
            answers.path = word("path", &PATH);
        }
        Step::Words => answers.statement = text("statement"),
        Step::Safety => {
            answers.safe_now = word("safe_now", &SURE);
            answers.weapon = word("weapon", &SURE);
            answers.retaliation_fear = word("retaliation_fear", &SURE);
            answers.alive = word("alive", &SURE);
        }
        Step::What => {
            answers.what = known_words(&fields.all("what"), &WHAT);
            answers.when = word("when", &WHEN);
            answers.when_text = text("when_text");
            answers.place = known_words(&fields.all("place"), &WHERE);
            answers.place_text = text("place_text");
        }
        Step::People => {
            answers.persons = persons(fields);
            answers.names = text("names");
        }
        Step::Contact => answers.contact = text("contact"),
        Step::Institution | Step::Readers => take_readers(fields, answers, institutions),
        // Whether a box was unticked or was not on the page is the same to a browser: the page says that it asked.
        Step::Check if fields.find("asked_count").is_some() => {
            answers.count_me = !fields.get("count_me").is_empty() && answers.is_own();
        }
        Step::Check | Step::Young | Step::Advice => {}
    }
    if !answers.is_own() {
        answers.count_me = false;
    }
}

fn take_readers(fields: &Fields, answers: &mut Answers, institutions: &[String]) {
    let chosen = fields.get("institution");
    if institutions.iter().any(|i| i == chosen) && chosen != answers.institution {
        chosen.clone_into(&mut answers.institution);
        answers.excluded.clear();
    }
    if fields.get("seen") == answers.institution && !answers.institution.is_empty() {
        answers.excluded =
            fields.all("excluded").into_iter().filter(|p| PersonId::parse(p).is_some()).take(64).collect();
        fields.get("excluded_text").clone_into(&mut answers.excluded_text);
        answers.reads = known_word(fields.get("reads"), &[OUTSIDE]);
    }
}

/// Blocks of the page on people, in order; empty ones fall away.
fn persons(fields: &Fields) -> Vec<Person> {
    let block = |i: usize| {
        let word = |name: &str, of: &[&str]| known_word(fields.get(&format!("{name}_{i}")), of);
        Person {
            relation: word("relation", &RELATION),
            rank: word("rank", &RANK),
            force: word("force", &FORCE),
            sex: word("sex", &SEX),
            number: word("number", &NUMBER),
        }
    };
    (0..MAX_PERSONS).map(block).filter(|p| !p.is_empty()).collect()
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
        Step::People => short("names", &answers.names),
        Step::Contact => short("contact", &answers.contact),
        _ => {}
    }
    match step {
        Step::About if answers.path == "formal" && !answers.is_own() => faults.push(Fault::FormalNotOwn),
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
    Step::ALL
        .into_iter()
        .filter(|s| *s != Step::Institution)
        .map(|s| (s, faults(s, answers, roster)))
        .find(|(_, f)| !f.is_empty())
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
    fn the_way_is_walked_forth_and_back() {
        let walk = |answers: &Answers| {
            let mut way = vec![Step::About];
            while *way.last().unwrap() != Step::Check {
                let next = way.last().unwrap().after("next", answers);
                assert_eq!(next.after("back", answers), *way.last().unwrap());
                way.push(next);
            }
            way
        };
        let mut answers = Answers::default();
        let short = [Step::About, Step::Words, Step::Safety, Step::Readers, Step::Check];
        assert_eq!(walk(&answers), short);
        (answers.age, answers.weapon) = ("under_18".to_owned(), "unsure".to_owned());
        let long =
            [Step::About, Step::Young, Step::Words, Step::Safety, Step::Advice, Step::Readers, Step::Check];
        assert_eq!(walk(&answers), long);
        let own = Answers { path: "private".to_owned(), ..Answers::default() };
        assert_eq!(walk(&own), [Step::About, Step::Words, Step::Safety, Step::Check]);

        let answers = Answers::default();
        assert_eq!(Step::About.after("back", &answers), Step::About);
        assert_eq!(Step::Institution.after("next", &answers), Step::Readers);
        assert_eq!(Step::Institution.after("back", &answers), Step::Safety);
        assert_eq!(Step::Young.after("next", &answers), Step::Check, "not asked for any more");
        assert_eq!(Step::Check.after("what", &answers), Step::What);
        for extra in [Step::What, Step::People, Step::Contact] {
            assert_eq!([extra.after("next", &answers), extra.after("back", &answers)], [Step::Check; 2]);
        }
        assert_eq!(Step::Check.after("nonsense", &answers), Step::Check);
        for step in Step::ALL {
            assert_eq!(step.after(super::STAY, &answers), step);
            assert_eq!(Step::parse(step.word()), Some(step));
        }
    }

    #[test]
    fn people_are_words_of_lists_and_only_a_survivor_is_counted() {
        let mut answers = Answers::default();
        let sent = [
            ("relation_0", ""),
            ("relation_1", "peer"),
            ("sex_1", "<b>"),
            ("number_1", "few"),
            ("names", "x"),
        ];
        take(Step::People, &fields(&sent), &mut answers, &[]);
        assert_eq!(answers.persons.len(), 1);
        let person = &answers.persons[0];
        assert_eq!(
            [&*person.relation, &*person.sex, &*person.number, &*answers.names],
            ["peer", "", "few", "x"]
        );

        let counted = [("asked_count", "1"), ("count_me", "yes")];
        take(Step::Check, &fields(&counted), &mut answers, &[]);
        assert!(answers.count_me);
        take(Step::Check, &fields(&[]), &mut answers, &[]);
        assert!(answers.count_me, "a page that did not ask changes nothing");
        take(Step::Check, &fields(&[("asked_count", "1")]), &mut answers, &[]);
        assert!(!answers.count_me);
        answers.count_me = true;
        take(Step::About, &fields(&[("about", "saw"), ("path", "formal")]), &mut answers, &[]);
        assert!(!answers.count_me);
        assert_eq!(faults(Step::About, &answers, &Roster::default()).len(), 1);
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
