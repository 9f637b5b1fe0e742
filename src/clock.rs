//! The one place that asks the time, so that tests and rules can be given any.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::domain::day::Day;

/// The clock of an installation in its time zone.
#[derive(Debug, Clone)]
pub struct Clock {
    zone: TimeZone,
    /// The second at which it stands; 0 while it goes.
    stands: Arc<AtomicI64>,
}

impl Clock {
    /// A clock in the zone of an IANA name such as `Europe/Riga`.
    ///
    /// # Errors
    /// A sentence, when the zone is unknown.
    pub fn new(zone: &str) -> Result<Self, String> {
        let zone = TimeZone::get(zone).map_err(|_| format!("unknown time zone {zone:?}"))?;
        Ok(Self { zone, stands: Arc::default() })
    }

    /// Lets it, and every copy of it, stand at a second: years that are to be seen pass in no time. No page and no command
    /// does so.
    pub fn stand_at(&self, second: i64) {
        self.stands.store(second, Ordering::Relaxed);
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the time")]
    pub fn now(&self) -> i64 {
        match self.stands.load(Ordering::Relaxed) {
            0 => Timestamp::now().as_second(),
            second => second,
        }
    }

    /// Lets time pass for it and every copy of it; it stands from then on. As [`Clock::stand_at`].
    pub fn pass(&self, seconds: i64) {
        self.stand_at(self.now() + seconds);
    }

    /// The local time of a second.
    #[must_use]
    pub fn local(&self, second: i64) -> DateTime {
        self.zone.to_datetime(Timestamp::from_second(second).unwrap_or_default())
    }

    /// Today.
    #[must_use]
    pub fn today(&self) -> Day {
        day(self.local(self.now()).date())
    }
}

/// The day of a date.
#[must_use]
pub fn day(date: Date) -> Day {
    let since = date.since(Date::new(1970, 1, 1).unwrap_or(Date::ZERO)).unwrap_or_default();
    Day(i64::from(since.get_days()))
}

/// The date of a day; days beyond the calendar become its first day.
#[must_use]
pub fn date(day: Day) -> Date {
    Date::new(1970, 1, 1).and_then(|d| d.checked_add(jiff::Span::new().try_days(day.0)?)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Clock, date, day};
    use crate::domain::day::Day;

    #[test]
    fn a_day_is_the_local_day() {
        let clock = Clock::new("Europe/Riga").unwrap();
        // 2026-11-22T22:30:00Z is half past midnight in Riga.
        let late = 1_795_386_600;
        assert_eq!(clock.local(late).date(), jiff::civil::date(2026, 11, 23));
        assert_eq!(day(jiff::civil::date(1970, 1, 2)), Day(1));
        assert_eq!(date(Day(20_780)), jiff::civil::date(2026, 11, 23));
        assert!(Clock::new("Nowhere/Here").is_err());
    }
}
