//! How cases are coded: `taxonomy.toml`. The text of a type is `gbvims-<code>` and its question `gbvims-ask-<code>`; of an
//! act `act-<code>`, of a context flag `context-<code>` (underscores as hyphens).

use serde::Deserialize;

use super::files::{File, PackError};
use crate::domain::coding::NOT_GBV;
use crate::domain::report::Answers;

/// An act whose type only the questions tell.
pub const BY_QUESTIONS: &str = "by_questions";

/// A type of incident (GBVIMS).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Type {
    /// Stable code.
    pub code: String,
    /// Place of its question.
    pub order: u32,
    /// Whether another person must confirm it.
    #[serde(default)]
    pub second_person: bool,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Stable code.
    pub code: String,
    /// The type that follows, or [`BY_QUESTIONS`].
    pub gbvims: String,
    /// Code of the International Classification of Crime for Statistical Purposes; empty while none is known.
    pub iccs: String,
    /// Words of the form after which it is proposed first.
    pub reporter_words: Vec<String>,
    /// Whether it stands only beside the report it answers.
    #[serde(default)]
    pub needs_parent: bool,
}

/// A flag of context, and the answers of the form after which it is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// Stable code.
    pub code: String,
    /// Words of where it happened.
    #[serde(default)]
    pub place: Vec<String>,
    /// Words of who did it.
    #[serde(default)]
    pub relation: Vec<String>,
    /// Words of when it happened.
    #[serde(default)]
    pub when: Vec<String>,
}

/// The lists by which cases are coded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taxonomy {
    /// Raised when the meaning of a code changes.
    pub version: u32,
    /// Whether the ICCS codes were checked against the published tables.
    pub iccs_verified: bool,
    /// Types, in the order of their questions; the last is [`NOT_GBV`], which has none.
    gbvims: Vec<Type>,
    /// Acts.
    #[serde(rename = "act")]
    pub acts: Vec<Act>,
    /// Flags of context.
    #[serde(rename = "context")]
    pub contexts: Vec<Context>,
}

impl Taxonomy {
    /// The lists of a `taxonomy.toml`.
    ///
    /// # Errors
    /// [`PackError`] with the line.
    pub fn read(file: &File) -> Result<Self, PackError> {
        let of: Self = file.toml()?;
        let in_order = (1..).zip(&of.gbvims).all(|(n, t)| t.order == n);
        if !in_order {
            return Err(file.fault("the types of incident must stand in the order of their questions"));
        }
        let last = of.gbvims.last().filter(|t| t.code == NOT_GBV && t.second_person);
        if last.is_none() || of.gbvims.iter().filter(|t| t.code == NOT_GBV).count() != 1 {
            let what = format!("`{NOT_GBV}` must stand last and need a second person");
            return Err(file.fault(what));
        }
        let known = |code: &str| code == BY_QUESTIONS || of.gbvims.iter().any(|t| t.code == code);
        if let Some(odd) = of.acts.iter().find(|a| !known(&a.gbvims)) {
            let what = format!("`{}` is no type of incident", odd.gbvims);
            return Err(file.fault_at(&format!("\"{}\"", odd.gbvims), what));
        }
        let codes = of.codes();
        if let Some(twice) = codes.iter().enumerate().find_map(|(n, c)| codes[..n].contains(c).then_some(c)) {
            return Err(file.fault_at(&format!("\"{}\"", twice.1), format!("`{}` stands twice", twice.1)));
        }
        Ok(of)
    }

    /// Every code with the field of its text.
    #[must_use]
    pub fn codes(&self) -> Vec<(&'static str, &str)> {
        let types = self.gbvims.iter().map(|t| ("gbvims", t.code.as_str()));
        let asked = self.asked().map(|code| ("gbvims-ask", code));
        let acts = self.acts.iter().map(|a| ("act", a.code.as_str()));
        let contexts = self.contexts.iter().map(|c| ("context", c.code.as_str()));
        types.chain(asked).chain(acts).chain(contexts).collect()
    }

    /// Codes of the types that are asked about, in order.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.gbvims.iter().filter(|t| t.code != NOT_GBV).map(|t| t.code.as_str())
    }

    /// Whether this type counts only once another person has confirmed it.
    #[must_use]
    pub fn needs_second(&self, kind: &str) -> bool {
        self.gbvims.iter().any(|t| t.code == kind && t.second_person)
    }

    /// An act.
    #[must_use]
    pub fn act(&self, code: &str) -> Option<&Act> {
        self.acts.iter().find(|a| a.code == code)
    }

    /// The act that is proposed first for what a reporter said.
    #[must_use]
    pub fn proposed_act(&self, said: &Answers) -> Option<&Act> {
        if !said.linked.is_empty() {
            return self.acts.iter().find(|a| a.needs_parent);
        }
        self.acts.iter().find(|a| a.reporter_words.iter().any(|word| said.what.contains(word)))
    }

    /// The flags that are proposed for what a reporter said.
    #[must_use]
    pub fn proposed_contexts(&self, said: &Answers) -> Vec<String> {
        let relation = |word: &String| said.persons.iter().any(|p| p.relation == *word);
        let fits = |c: &&Context| {
            c.place.iter().any(|w| said.place.contains(w))
                || c.relation.iter().any(relation)
                || c.when.contains(&said.when)
        };
        self.contexts.iter().filter(fits).map(|c| c.code.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Taxonomy;
    use crate::domain::coding::RELATION_CELL;
    use crate::domain::report::{Answers, Person, RELATION, WHAT, WHEN, WHERE};
    use crate::pack::{File, Files};
    use crate::texts::{Lang, Texts, choice_id};

    fn file() -> File {
        Files::embedded(false).get("taxonomy.toml").unwrap().clone()
    }

    #[test]
    fn every_code_has_its_words_in_every_language() {
        let (texts, of) = (Texts::load().unwrap(), Taxonomy::read(&file()).unwrap());
        for lang in Lang::ALL {
            for (field, code) in of.codes() {
                assert!(texts.knows(lang, &choice_id(field, code)), "{field} {code}");
            }
        }
    }

    #[test]
    fn what_the_form_offers_is_proposed() {
        let of = Taxonomy::read(&file()).unwrap();
        for act in &of.acts {
            assert!(act.reporter_words.iter().all(|w| WHAT.contains(&w.as_str())), "{}", act.code);
        }
        for context in &of.contexts {
            assert!(context.place.iter().all(|w| WHERE.contains(&w.as_str())));
            assert!(context.relation.iter().all(|w| RELATION.contains(&w.as_str())));
            assert!(context.when.iter().all(|w| WHEN.contains(&w.as_str())));
        }
        for word in WHAT {
            let said = Answers { what: vec![word.to_owned()], ..Answers::default() };
            assert!(of.proposed_act(&said).is_some(), "{word}");
        }
        let persons = vec![Person { relation: "superior".to_owned(), ..Person::default() }];
        let said = Answers { place: vec!["barracks".to_owned()], persons, ..Answers::default() };
        assert_eq!(of.proposed_contexts(&said), ["barracks", "by_superior"]);
        let linked = Answers { linked: "0".repeat(32), ..said };
        assert_eq!(of.proposed_act(&linked).unwrap().code, "retaliation");
        // Allies are never a cell of their own.
        assert!(!RELATION_CELL.contains(&"allied"));
    }

    #[test]
    fn a_list_that_would_count_wrongly_is_refused() {
        for (from, to, told) in [
            ("order = 2", "order = 3", "in the order"),
            ("second_person = true", "second_person = false", "second person"),
            ("gbvims = \"sexual_assault\"", "gbvims = \"x\"", "`x` is no type"),
            ("code = \"stalking\"", "code = \"rape\"", "`rape` stands twice"),
            ("version = 1", "versions = 1", "unknown field"),
        ] {
            let file = file();
            assert!(file.text.contains(from));
            let changed = File { text: file.text.replacen(from, to, 1).into(), ..file.clone() };
            let fault = Taxonomy::read(&changed).unwrap_err().to_string();
            assert!(fault.contains(told), "{fault}");
        }
    }
}
