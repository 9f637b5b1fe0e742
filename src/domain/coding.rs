//! How a case is coded for statistics: the questions of GBVIMS in their order, of which the first "yes" gives the type of
//! incident, and what is asked beside them. Classification never decides who gets help.

use super::day::Day;

/// Sex of the person it happened to.
pub const SURVIVOR_SEX: [&str; 4] = ["woman", "man", "other", "unknown"];
/// Age of that person when it happened, in the bands of the GBVIMS incident recorder.
pub const AGE_GROUP: [&str; 7] = ["a0_11", "a12_17", "a18_25", "a26_40", "a41_60", "a61", "unknown"];
/// Who did it, as one cell: several relations are "several".
pub const RELATION_CELL: [&str; 10] = [
    "superior",
    "peer",
    "subordinate",
    "instructor",
    "partner",
    "civilian",
    "other",
    "none",
    "several",
    "unknown",
];
/// Ranks of which one person has one: a flag of context, and the relations that agree with it.
const RANKS: [(&str, &[&str]); 3] = [
    ("by_superior", &["superior", "instructor"]),
    ("by_peer", &["peer"]),
    ("by_subordinate", &["subordinate"]),
];

/// Whether the flags name a rank that the one relation excludes. "Several" excludes none.
#[must_use]
pub fn ranks_clash(relation: &str, context: &[String]) -> bool {
    let ranked = RANKS.iter().any(|(_, cells)| cells.contains(&relation));
    let other =
        |(flag, cells): &(&str, &[&str])| !cells.contains(&relation) && context.iter().any(|c| c == flag);
    ranked && RANKS.iter().any(other)
}

/// From the incident to the report, in the bands of the GBVIMS incident recorder.
pub const DELAY: [&str; 6] = ["d0_3", "d4_5", "d6_14", "d15_30", "over_month", "unknown"];
/// Services that were given, or to which the person was sent.
pub const SERVICE: [&str; 7] =
    ["health", "psychosocial", "security", "legal", "shelter", "protection", "other"];
/// Whether the incident is counted already: `report` by another report here, `service` by an organisation whose figures are
/// added to these ("reported elsewhere" of the GBVIMS incident recorder).
pub const ELSEWHERE: [&str; 4] = ["no", "report", "service", "unknown"];
/// Those of [`ELSEWHERE`] with which a case is not counted once more.
pub const COUNTED: [&str; 2] = ["report", "service"];
/// Answers to the questions.
pub const ANSWER: [&str; 2] = ["yes", "no"];

/// The type of incident where all questions were answered with "no": recorded, left out of statistics, and not before a
/// second person has confirmed it.
pub const NOT_GBV: &str = "not_gbv";

/// The band of a delay. Day 4 belongs to the second, day 14 to the third, day 31 to the last.
#[must_use]
pub fn delay(incident: Day, filed: Day) -> &'static str {
    match filed.0 - incident.0 {
        ..0 => "unknown",
        0..=3 => "d0_3",
        4..=5 => "d4_5",
        6..=14 => "d6_14",
        15..=30 => "d15_30",
        _ => "over_month",
    }
}

/// What the questions say, given in their order with a word of [`ANSWER`] each, or empty: the type of the first "yes";
/// [`NOT_GBV`] after only "no"; nothing where a question before a "yes" was left out.
#[must_use]
pub fn kind<'a>(asked: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<&'a str> {
    for (kind, answer) in asked {
        match answer {
            "yes" => return Some(kind),
            "no" => {}
            _ => return None,
        }
    }
    Some(NOT_GBV)
}

#[cfg(test)]
mod tests {
    use super::{DELAY, NOT_GBV, delay, kind, ranks_clash};
    use crate::domain::day::Day;

    #[test]
    fn delays_fall_into_their_bands_at_every_edge() {
        let of = |days: i64| delay(Day(1000 - days), Day(1000));
        for (days, band) in [
            (-1, "unknown"),
            (0, "d0_3"),
            (3, "d0_3"),
            (4, "d4_5"),
            (5, "d4_5"),
            (6, "d6_14"),
            (14, "d6_14"),
            (15, "d15_30"),
            (30, "d15_30"),
            (31, "over_month"),
            (9000, "over_month"),
        ] {
            assert_eq!(of(days), band, "{days}");
            assert!(DELAY.contains(&band));
        }
    }

    #[test]
    fn one_person_has_one_rank() {
        let clash = |relation, flag: &str| ranks_clash(relation, &[flag.to_owned()]);
        assert!(clash("peer", "by_superior") && clash("instructor", "by_peer"));
        for (relation, flag) in [
            ("peer", "by_peer"),
            ("instructor", "by_superior"),
            ("several", "by_peer"),
            ("partner", "by_peer"),
            ("peer", "by_partner"),
            ("peer", "alcohol"),
        ] {
            assert!(!clash(relation, flag), "{relation} {flag}");
        }
    }

    #[test]
    fn the_first_yes_decides() {
        assert_eq!(kind([("rape", "no"), ("assault", "yes"), ("abuse", "")]), Some("assault"));
        assert_eq!(kind([("rape", "no"), ("assault", ""), ("abuse", "yes")]), None);
        assert_eq!(kind([("rape", "yes"), ("assault", "yes")]), Some("rape"));
        assert_eq!(kind([("rape", "no"), ("assault", "no")]), Some(NOT_GBV));
    }
}
