//! When somebody reads: the working calendar of the country pack.

use jiff::civil::{Date, DateTime, Time, Weekday};

use super::day::Day;

/// Working days and hours.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Days of the week on which work is done.
    pub working: Vec<Weekday>,
    /// Public holidays.
    pub holidays: Vec<Date>,
    /// Days that are worked although they would be free.
    pub worked: Vec<Date>,
    /// The last day whose holidays are known.
    pub until: Date,
    /// By what time of a working day everything that came before that day is read.
    pub read_by: Time,
}

impl Calendar {
    /// Whether work is done on `day`.
    #[must_use]
    pub fn works(&self, day: Date) -> bool {
        self.worked.contains(&day) || self.working.contains(&day.weekday()) && !self.holidays.contains(&day)
    }

    /// Whether two whole working days lie between these days, neither of them counted.
    #[must_use]
    pub fn two_between(&self, from: Date, to: Date) -> bool {
        let between = from.series(jiff::Span::new().days(1)).skip(1).take_while(|d| *d < to);
        between.filter(|d| self.works(*d)).nth(1).is_some()
    }

    /// By when what is sent at `now` is read: the reading time of the next working day. A calendar in which no day of
    /// the coming two months is worked gives the reading time of tomorrow.
    #[must_use]
    pub fn next_reading(&self, now: DateTime) -> DateTime {
        let days = now.date().series(jiff::Span::new().days(1)).skip(1).take(60);
        let tomorrow = now.date().tomorrow().unwrap_or(now.date());
        let day = days.into_iter().find(|d| self.works(*d)).unwrap_or(tomorrow);
        day.to_datetime(self.read_by)
    }
}

/// Days after filing on which an adviser asks how its reporter fares: retaliation often begins late.
const CHECK_INS: [i64; 3] = [30, 90, 180];

/// The days of checking in of a report that was filed on `filed`.
#[must_use]
pub fn check_ins(filed: Day) -> [Day; 3] {
    CHECK_INS.map(|days| filed.plus(days))
}

/// The next of them after `today`.
#[must_use]
pub fn next_check_in(filed: Day, today: Day) -> Option<Day> {
    check_ins(filed).into_iter().find(|day| *day > today)
}

/// The day until which, at least, all of so many readers are away who are away on day `on`; `None` while one is there, or
/// where there is no reader. `away` has the first and last day of one absence of each reader who planned one.
pub fn nobody_until(readers: usize, away: impl Iterator<Item = (Day, Day)>, on: Day) -> Option<Day> {
    let last: Vec<Day> =
        away.filter(|(first, last)| *first <= on && on <= *last).map(|(_, last)| last).collect();
    if last.len() < readers { None } else { last.into_iter().min() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date, time};

    use super::{Calendar, next_check_in, nobody_until};
    use crate::domain::day::Day;

    #[test]
    fn a_friday_evening_is_read_on_monday_unless_that_is_a_holiday() {
        let mut calendar = Calendar {
            working: vec![
                Weekday::Monday,
                Weekday::Tuesday,
                Weekday::Wednesday,
                Weekday::Thursday,
                Weekday::Friday,
            ],
            holidays: vec![],
            worked: vec![],
            until: date(2026, 12, 31),
            read_by: time(17, 0, 0, 0),
        };
        let friday = date(2026, 11, 20).at(22, 0, 0, 0);
        assert_eq!(calendar.next_reading(friday), date(2026, 11, 23).at(17, 0, 0, 0));
        calendar.holidays.push(date(2026, 11, 23));
        assert_eq!(calendar.next_reading(friday), date(2026, 11, 24).at(17, 0, 0, 0));
        calendar.working.clear();
        assert_eq!(calendar.next_reading(friday), date(2026, 11, 21).at(17, 0, 0, 0));
    }

    #[test]
    fn three_days_are_for_checking_in() {
        let next = |today| next_check_in(Day(100), Day(today));
        let days = [next(100), next(129), next(130), next(189), next(279), next(280)];
        assert_eq!(days, [Some(130), Some(130), Some(190), Some(190), Some(280), None].map(|d| d.map(Day)));
    }

    #[test]
    fn nobody_is_there_only_when_all_are_away_on_that_day() {
        let away = |of: &[(i64, i64)]| of.iter().map(|(a, b)| (Day(*a), Day(*b))).collect::<Vec<_>>();
        for (readers, absences, until) in [
            (0, vec![], None),
            (1, vec![], None),
            (2, vec![(5, 9)], None),
            (1, vec![(5, 9)], Some(9)),
            (1, vec![(7, 7)], Some(7)),
            (1, vec![(8, 9)], None),
            (1, vec![(1, 6)], None),
            (2, vec![(5, 9), (7, 8)], Some(8)),
            (2, vec![(5, 9), (8, 9)], None),
        ] {
            assert_eq!(
                nobody_until(readers, away(&absences).into_iter(), Day(7)),
                until.map(Day),
                "{absences:?}"
            );
        }
    }
}
