//! Who may read a report: the institution's advisers, less whom the reporter left out; when nobody of them is left, or
//! somebody is excluded whom we cannot match to an account, the outside adviser. Exclusions hold for persons.

use super::id::PersonId;

/// What the rules need to know of an adviser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// The person behind the account.
    pub person: PersonId,
    /// Code of the institution the adviser works for.
    pub institution: &'a str,
    /// Reads for other institutions when their own advisers must not.
    pub outside: bool,
}

/// Positions in `advisers` of those who receive the report, in order. Empty means that nobody may read it, which the
/// caller must not accept.
///
/// `someone_else` says that the reporter excluded, in own words, a person who is not on the list: only the outside
/// adviser then reads, because any of the institution's advisers might be the one meant.
#[must_use]
pub fn readers(
    advisers: &[Candidate<'_>],
    institution: &str,
    excluded: &[PersonId],
    someone_else: bool,
) -> Vec<usize> {
    let allowed = |c: &Candidate<'_>| !excluded.contains(&c.person);
    let own: Vec<usize> = advisers
        .iter()
        .enumerate()
        .filter(|(_, c)| c.institution == institution && allowed(c) && !someone_else)
        .map(|(i, _)| i)
        .collect();
    if !own.is_empty() {
        return own;
    }
    let outside = |c: &Candidate<'_>| c.outside && allowed(c) && c.institution != institution;
    advisers.iter().enumerate().filter(|(_, c)| outside(c)).map(|(i, _)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::{Candidate, readers};
    use crate::domain::id::PersonId;

    const fn who(n: u8, institution: &str, outside: bool) -> Candidate<'_> {
        Candidate { person: PersonId([n; 16]), institution, outside }
    }

    #[test]
    fn an_excluded_person_never_reads_and_the_outside_adviser_steps_in() {
        let all = [who(1, "nbs", false), who(2, "nbs", false), who(3, "vp", false), who(4, "aim", true)];
        let person = |n| PersonId([n; 16]);
        assert_eq!(readers(&all, "nbs", &[], false), [0, 1]);
        assert_eq!(readers(&all, "nbs", &[person(1)], false), [1]);
        assert_eq!(readers(&all, "nbs", &[person(1), person(2)], false), [3]);
        assert_eq!(readers(&all, "nbs", &[], true), [3]);
        assert_eq!(readers(&all, "unknown", &[], false), [3]);
        assert!(readers(&all, "nbs", &[person(1), person(2), person(4)], false).is_empty());
    }

    #[test]
    fn an_outside_adviser_of_the_same_institution_is_an_ordinary_one() {
        let all = [who(4, "aim", true), who(5, "aim", false)];
        assert_eq!(readers(&all, "aim", &[], false), [0, 1]);
        // Somebody at the ministry is meant: the ministry's own outside adviser might be that person.
        assert!(readers(&all, "aim", &[], true).is_empty());
    }

    #[test]
    fn two_accounts_of_one_person_are_both_left_out() {
        let all = [who(1, "nbs", false), who(1, "nbs", false), who(2, "nbs", false)];
        assert_eq!(readers(&all, "nbs", &[PersonId([1; 16])], false), [2]);
    }
}
