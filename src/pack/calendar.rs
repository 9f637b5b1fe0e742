//! Working days: `calendar.toml`.

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::files::{File, PackError};
use crate::domain::deadline::Calendar;

#[derive(Deserialize)]
struct CalendarFile {
    working_days: Vec<String>,
    work_to: String,
    covers_until: toml::value::Datetime,
    #[serde(default)]
    free_instead: Vec<toml::value::Datetime>,
    #[serde(default)]
    worked_instead: Vec<toml::value::Datetime>,
    holiday: Vec<Holiday>,
}

#[derive(Deserialize)]
struct Holiday {
    date: toml::value::Datetime,
}

/// The working days that a `calendar.toml` tells.
///
/// # Errors
/// [`PackError`] naming the entry that is wrong.
pub fn read(file: &File) -> Result<Calendar, PackError> {
    let told: CalendarFile = file.toml()?;
    let weekday = |d: &String| {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let n = names.iter().position(|n| n == d).and_then(|n| i8::try_from(n).ok());
        n.and_then(|n| Weekday::from_monday_zero_offset(n).ok())
            .ok_or_else(|| file.fault_at("working_days", format!("`{d}` is no day of the week")))
    };
    let day = |d: &toml::value::Datetime| -> Result<Date, PackError> {
        let text = d.to_string();
        text.parse().map_err(|_| file.fault_at(&text, "a date is wanted, YYYY-MM-DD"))
    };
    let days = |all: &[toml::value::Datetime]| all.iter().map(day).collect::<Result<Vec<_>, _>>();
    let mut holidays: Vec<Date> = told.holiday.iter().map(|h| day(&h.date)).collect::<Result<_, _>>()?;
    holidays.extend(days(&told.free_instead)?);
    Ok(Calendar {
        working: told.working_days.iter().map(weekday).collect::<Result<_, _>>()?,
        holidays,
        worked: days(&told.worked_instead)?,
        until: day(&told.covers_until)?,
        read_by: told
            .work_to
            .parse()
            .map_err(|_| file.fault_at("work_to", "a time of day is wanted, HH:MM"))?,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::pack::{File, Files};

    fn with(from: &str, to: &str) -> Result<super::Calendar, String> {
        let file = Files::embedded(false).get("calendar.toml").unwrap().clone();
        assert!(file.text.contains(from), "{from}");
        let text = file.text.replacen(from, to, 1).into();
        super::read(&File { text, ..file }).map_err(|e| e.to_string())
    }

    #[test]
    fn days_that_were_moved_count_where_they_were_moved_to() {
        let calendar = with(
            "free_instead = []\nworked_instead = []",
            "free_instead = [2026-11-30]\nworked_instead = [2026-12-05]",
        )
        .unwrap();
        let works =
            |day| calendar.works(date(2026, 11, 30).checked_add(jiff::Span::new().days(day)).unwrap());
        assert_eq!([works(0), works(1), works(5), works(6)], [false, true, true, false]);
        assert!(!calendar.works(date(2026, 12, 25)), "a holiday on a Friday");
    }

    #[test]
    fn a_wrong_entry_is_named() {
        for (from, to, told) in [
            ("\"mon\"", "\"moon\"", "`moon` is no day"),
            ("covers_until = 2027-12-31", "covers_until = 12:00:00", "calendar.toml:"),
            ("work_to = \"17:00\"", "work_to = \"late\"", "a time of day"),
        ] {
            let fault = with(from, to).unwrap_err();
            assert!(fault.contains(told) && fault.contains("calendar.toml:"), "{fault}");
        }
    }
}
