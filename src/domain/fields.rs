//! What a form sent: names and values, in order.

/// Fields whose values no page gives back: passphrases and codes of staff. Typing them again is the smaller harm.
const SECRET: [&str; 6] = ["passphrase", "spare_passphrase", "new", "again", "code", "new_code"];

/// The fields of a form.
#[derive(Debug, Clone, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field; empty when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or("")
    }

    /// The first value of a field.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Every value of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect()
    }

    /// The same with one value for this field.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let others = self.0.iter().filter(|(n, _)| n != name).cloned();
        Self(others.chain([(name.to_owned(), value.to_owned())]).collect())
    }

    /// Everything but the token and [`SECRET`], to be shown again.
    #[must_use]
    pub fn kept(&self) -> Vec<(String, String)> {
        let shown = |name: &str| name != "csrf" && !SECRET.contains(&name);
        self.0.iter().filter(|(n, _)| shown(n)).cloned().collect()
    }

    /// Empties a field that turns out to hold a secret.
    pub fn wipe(&mut self, name: &str) {
        self.0.iter_mut().filter(|(n, _)| n == name).for_each(|(_, value)| value.clear());
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn a_value_that_is_set_is_the_only_one() {
        let fields = Fields(["a", "b", "a"].map(|n| (n.to_owned(), "typed".to_owned())).into());
        let changed = fields.with("a", "set").with("c", "new");
        assert_eq!(
            (changed.all("a"), changed.get("b"), changed.get("c")),
            (vec!["set".to_owned()], "typed", "new")
        );
        assert_eq!(fields.all("a").len(), 2);
    }

    #[test]
    fn what_is_kept_holds_no_passphrase_and_no_token() {
        let sent = [
            "csrf",
            "compared",
            "passphrase",
            "new",
            "again",
            "spare_passphrase",
            "code",
            "new_code",
            "name",
        ];
        let fields = Fields(sent.map(|n| (n.to_owned(), "typed".to_owned())).into());
        let kept: Vec<String> = fields.kept().into_iter().map(|(n, _)| n).collect();
        assert_eq!(kept, ["compared", "name"]);
    }
}
