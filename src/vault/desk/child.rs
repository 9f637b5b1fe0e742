//! The duty of whoever learns of a child: to tell those who protect children, on the same day.

use super::{Act, Signed};
use crate::domain::consent::{CHILD, REPORTED};
use crate::vault::consent::Proposal;
use crate::vault::thread::Dated;

/// Where that duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChildDuty {
    /// Nothing was done, or what was announced was not done after all.
    Open,
    /// The reporter knows that it will be done.
    Announced,
    /// It was done, or is none: the person is no child, as was assessed last.
    Ended,
}

/// What was assessed last of whether it is about a child, by who worked on the case then; empty while nobody has.
fn assessed(entries: &[Dated<Signed>]) -> &str {
    let risks = entries.iter().rev().filter(|e| e.what.counts).find_map(|e| match &e.what.entry.what {
        Act::Risk(assessed) => Some(assessed.said("child")),
        _ => None,
    });
    risks.unwrap_or_default()
}

/// Whether an adviser learned of a child, whatever was said at filing.
#[must_use]
pub fn learned_of_child(entries: &[Dated<Signed>]) -> bool {
    assessed(entries) == "yes"
}

/// Where it stands by these entries and proposals. A step that was told of is no report yet: only its result says so, and
/// the newest result counts.
#[must_use]
pub fn child_duty(entries: &[Dated<Signed>], proposals: &[Dated<Proposal>]) -> ChildDuty {
    if assessed(entries) == "no" {
        return ChildDuty::Ended;
    }
    let acts = || entries.iter().filter(|e| e.what.counts).map(|e| (&e.what.entry.id, &e.what.entry.what));
    let result = |step: &str| {
        acts().rev().find_map(|(_, act)| match act {
            Act::Result { of, result, .. } if of == step => Some(result.as_str()),
            _ => None,
        })
    };
    // Whom the law names learns of it by these steps alone, whatever the reason of another.
    let tells = |kind: &String| CHILD.contains(&kind.as_str());
    let without = acts().filter(
        |(_, act)| matches!(act, Act::Override { reason, kind, .. } if reason == "child" && tells(kind)),
    );
    let without = without.map(|(id, _)| match result(id) {
        Some("dropped") => ChildDuty::Open,
        Some(word) if REPORTED.contains(&word) => ChildDuty::Ended,
        _ => ChildDuty::Announced,
    });
    // With a yes it is the same report.
    let agreed = proposals.iter().filter(|p| tells(&p.what.kind));
    let agreed =
        agreed.filter(|p| result(&p.what.n.to_string()).is_some_and(|word| REPORTED.contains(&word)));
    without.chain(agreed.map(|_| ChildDuty::Ended)).max().unwrap_or(ChildDuty::Open)
}
