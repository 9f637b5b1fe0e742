//! What every reporter is promised, counted in days from filing.

use super::day::Day;

/// Days within which it is acknowledged that a report came.
pub const ACKNOWLEDGE: i64 = 7;
/// Days within which its reporter hears what has been done: three months.
pub const FEEDBACK: i64 = 90;

/// A promise: its word, the last day, and the day on which it was kept.
pub type Promise = (&'static str, Day, Option<Day>);

/// The promises of a case that was filed on `filed`, whose first working day after that is `working`. `answered` is the day
/// of the first word of an adviser's, `acknowledged` that of the first step of the case, `told` that of the first word
/// that tells what has been done.
#[must_use]
pub fn promises(
    filed: Day,
    working: Day,
    answered: Option<Day>,
    acknowledged: Option<Day>,
    told: Option<Day>,
) -> [Promise; 3] {
    let acknowledged = [answered, acknowledged].into_iter().flatten().min();
    [
        ("answer", working, answered),
        ("acknowledge", filed.plus(ACKNOWLEDGE), acknowledged),
        ("feedback", filed.plus(FEEDBACK), told),
    ]
}

#[cfg(test)]
mod tests {
    use super::promises;
    use crate::domain::day::Day;

    #[test]
    fn an_answer_acknowledges() {
        let all = promises(Day(10), Day(13), Some(Day(12)), Some(Day(14)), None);
        assert_eq!(
            all,
            [
                ("answer", Day(13), Some(Day(12))),
                ("acknowledge", Day(17), Some(Day(12))),
                ("feedback", Day(100), None)
            ]
        );
    }
}
