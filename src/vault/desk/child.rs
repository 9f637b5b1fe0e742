//! The duty of whoever learns of a child: to tell those who protect children, on the same day.

use super::{Act, Entry, Signed, confirmed_by};
use crate::domain::consent::{CHILD, REPORTED};
use crate::domain::day::Day;
use crate::vault::consent::{Proposal, Said, Wish};
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

/// What the conversation itself says that the duty depends on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// Whether the reporter said at filing that it is about a child.
    pub minor: bool,
    /// Steps that the reporter was asked about.
    pub proposals: &'a [Dated<Proposal>],
    /// What the reporter answered.
    pub wishes: &'a [Dated<Said>],
}

impl Told<'_> {
    /// Whether the reporter's last word about a step, up to this day, was a yes: what was not agreed to was not done by it.
    fn agreed(&self, step: u64, by: Day) -> bool {
        let words = self.wishes.iter().filter(|said| said.day <= by).rev();
        let mut words = words.filter_map(|said| match said.what.wish {
            Wish::Step { of, yes } if of == step => Some(yes),
            _ => None,
        });
        words.next() == Some(true)
    }
}

/// Assessments by who worked on the case then, with what they say of a child, the newest first.
fn assessments(entries: &[Dated<Signed>]) -> impl Iterator<Item = (&Entry, &str)> {
    dated_assessments(entries).map(|(_, entry, said)| (entry, said))
}

/// The same, each with its day.
fn dated_assessments(entries: &[Dated<Signed>]) -> impl Iterator<Item = (Day, &Entry, &str)> {
    let counted = entries.iter().rev().filter(|e| e.what.counts).map(|e| (e.day, &e.what.entry));
    counted.filter_map(|(day, e)| match &e.what {
        Act::Risk(assessed) => Some((day, e, assessed.said("child"))),
        _ => None,
    })
}

/// The day on which an adviser learned of a child, as is assessed since without a break, whatever was said at filing: from
/// that day on there is something to report.
#[must_use]
pub fn learned_of_child(entries: &[Dated<Signed>]) -> Option<Day> {
    dated_assessments(entries).take_while(|(.., said)| *said == "yes").map(|(day, ..)| day).last()
}

/// Whether it is none, as assessed since without a break. Where the reporter said that it is about a child, one person's
/// answer in a form ends nothing: another has to agree.
fn is_none(entries: &[Dated<Signed>], told: &Told<'_>) -> bool {
    let mut denied = assessments(entries).take_while(|(_, said)| *said == "no").map(|(of, _)| of);
    let two = |of: &Entry| confirmed_by(entries, &of.id).any(|by| by.staff != of.staff);
    if told.minor { denied.any(two) } else { denied.next().is_some() }
}

/// The assessment that it is about no child, which another person has to agree to before the duty ends with it.
#[must_use]
pub fn child_waits<'e>(entries: &'e [Dated<Signed>], told: &Told<'_>) -> Option<&'e Entry> {
    let (newest, _) = assessments(entries).next().filter(|(_, said)| *said == "no")?;
    (child_duty(entries, told) != ChildDuty::Ended).then_some(newest)
}

/// Where it stands. A step that was told of is no report yet: only its result says so, and the newest result counts.
#[must_use]
pub fn child_duty(entries: &[Dated<Signed>], told: &Told<'_>) -> ChildDuty {
    if is_none(entries, told) {
        return ChildDuty::Ended;
    }
    let acts = || entries.iter().filter(|e| e.what.counts).map(|e| (e.day, &e.what.entry));
    let result = |step: &str| {
        acts().rev().find_map(|(day, entry)| match &entry.what {
            Act::Result { of, result, .. } if of == step => Some((day, result.as_str())),
            _ => None,
        })
    };
    // Whom the law names learns of it by these steps alone, whatever the reason of another.
    let tells = |kind: &String| CHILD.contains(&kind.as_str());
    let without = acts().filter(
        |(_, entry)| matches!(&entry.what, Act::Override { reason, kind, .. } if reason == "child" && tells(kind)),
    );
    let without = without.map(|(_, entry)| match result(&entry.id) {
        Some((_, "dropped")) => ChildDuty::Open,
        Some((_, word)) if REPORTED.contains(&word) => ChildDuty::Ended,
        _ => ChildDuty::Announced,
    });
    // With a yes it is the same report.
    let reported = |n: u64| {
        result(&n.to_string()).is_some_and(|(day, word)| REPORTED.contains(&word) && told.agreed(n, day))
    };
    let agreed = told.proposals.iter().filter(|p| tells(&p.what.kind) && reported(p.what.n));
    without.chain(agreed.map(|_| ChildDuty::Ended)).max().unwrap_or(ChildDuty::Open)
}
