//! The languages of a pack against each other: a text that one lacks, or a value that nobody gives, would otherwise be met
//! by somebody who is reading.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::source::{line_of, parse};
use super::{Texts, choice_id};
use crate::pack::{File, Files, Pack, PackError};

/// Every id of a language, with where it stands and the values that are set into it.
pub(super) struct Known {
    code: String,
    ids: BTreeMap<String, (File, BTreeSet<String>)>,
}

impl Known {
    /// Reads the files of a language.
    pub(super) fn read(code: &str, files: &Files) -> Result<Self, PackError> {
        let mut ids = BTreeMap::new();
        for (_, file) in files.between(&format!("{code}/"), ".ftl") {
            for entry in parse(file)?.entries() {
                let Entry::Message(message) = entry else { continue };
                let mut values = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    variables(pattern, &mut values);
                }
                ids.insert(message.id.name.to_owned(), (file.clone(), values));
            }
        }
        Ok(Self { code: code.to_owned(), ids })
    }
}

/// Whether language `code` has every id of every language, and asks for no value that `first` does not have.
pub(super) fn complete(code: &str, first: &str, all: &[Known]) -> Result<(), PackError> {
    let find = |code: &str| all.iter().find(|k| k.code == code);
    let (Some(own), Some(first)) = (find(code), find(first)) else { return Ok(()) };
    for id in all.iter().flat_map(|k| k.ids.keys()) {
        let Some((file, values)) = own.ids.get(id) else {
            return Err(PackError::of(code, format!("no text `{id}`")));
        };
        let given = first.ids.get(id).map(|(_, values)| values);
        if let Some(odd) = values.iter().find(|v| given.is_some_and(|g| !g.contains(*v))) {
            let line = line_of(&file.text, id, 0);
            return Err(PackError {
                line,
                ..file.fault(format!("`{id}` asks for ${odd}, which nobody gives"))
            });
        }
    }
    Ok(())
}

/// The values that a text asks for.
pub(super) fn variables(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let selector = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                for variant in variants {
                    variables(&variant.value, into);
                }
                selector
            }
        };
        if let InlineExpression::VariableReference { id } = selector {
            into.insert(id.name.to_owned());
        }
    }
}

impl Texts {
    /// Whether every text that the data of a pack name is there, in every language.
    ///
    /// # Errors
    /// [`PackError`] for the first that is not.
    pub fn names(&self, pack: &Pack) -> Result<(), PackError> {
        let mut ids: Vec<(&str, String)> = Vec::new();
        ids.extend(
            pack.institutions.iter().map(|i| ("institutions.toml", choice_id("institution", &i.code))),
        );
        for line in self.help() {
            let own = [line.name_id(), line.about_id(), line.hours_id()];
            ids.extend(own.into_iter().chain(line.notes()).map(|id| ("services.toml", id)));
            let own = self.all().iter().map(|l| l.lang.code());
            let others = line.languages.iter().filter(|c| !own.clone().any(|o| o == c.as_str()));
            ids.extend(others.map(|c| ("services.toml", format!("language-{c}"))));
        }
        let duties = &pack.duties;
        let passing = |p: &crate::pack::duties::Passing| {
            [("duty-must", &p.must), ("duty-to", &p.to), ("duty-basis", &p.legal_basis)]
                .map(|(field, word)| (field, word.clone()))
        };
        let mut named: Vec<(&str, String)> = duties.common.iter().flat_map(passing).collect();
        named.extend(duties.limit.iter().map(|l| ("duty-limit", l.code.clone())));
        for duty in &duties.duty {
            named.extend(duty.must_report.iter().flat_map(passing));
            named.push(("duty-who", duty.who.clone()));
            named.push(("duty-basis", duty.legal_basis.clone()));
            named.push(("duty-appoints", duty.appointed_by.clone()));
        }
        let named = named.iter().filter(|(_, word)| !word.is_empty());
        ids.extend(named.map(|(field, word)| ("duties.toml", choice_id(field, word))));
        for language in self.all() {
            if let Some((file, id)) = ids.iter().find(|(_, id)| !self.knows(language.lang, id)) {
                return Err(PackError::of(*file, format!("no text `{id}` in {}", language.lang.code())));
            }
        }
        Ok(())
    }
}
