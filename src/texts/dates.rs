//! Days and names of languages as people say them.

use jiff::civil::{Date, DateTime};

use super::{Arg, Lang, Texts};

impl Texts {
    /// A day: "2026. gada 24. novembris", "24 November 2026".
    #[must_use]
    pub fn day(&self, lang: Lang, day: Date) -> String {
        self.date(lang, "date-day", day)
    }

    /// A day to stand after "no" or "from": "2026. gada 24. novembra".
    #[must_use]
    pub fn day_from(&self, lang: Lang, day: Date) -> String {
        self.date(lang, "date-from", day)
    }

    /// A day to stand after "līdz" or "until": "2026. gada 24. novembrim".
    #[must_use]
    pub fn day_to(&self, lang: Lang, day: Date) -> String {
        self.date(lang, "date-to", day)
    }

    /// The day on which something happens or happened: "2026. gada 24. novembrī".
    #[must_use]
    pub fn day_on(&self, lang: Lang, day: Date) -> String {
        self.date(lang, "date-on", day)
    }

    fn date(&self, lang: Lang, id: &str, day: Date) -> String {
        self.say_with(
            lang,
            id,
            &[
                ("year", Arg::Num(day.year().into())),
                ("month", Arg::Num(day.month().into())),
                ("day", Arg::Num(day.day().into())),
            ],
        )
    }

    /// The names of languages given by BCP 47 code: "latviešu, krievu".
    #[must_use]
    pub fn languages(&self, lang: Lang, codes: &[String]) -> String {
        let names: Vec<String> = codes.iter().map(|c| self.language_name(lang, c)).collect();
        names.join(", ")
    }

    /// The name of a language given by BCP 47 code: "latviešu". One that the pack offers without naming it in `lang` is
    /// named as it calls itself.
    #[must_use]
    pub fn language_name(&self, lang: Lang, code: &str) -> String {
        let id = format!("language-{code}");
        match self.all().iter().find(|l| l.lang.code() == code) {
            Some(own) if !self.knows(lang, &id) => own.name.clone(),
            _ => self.say(lang, &id),
        }
    }

    /// A time to stand after "līdz" or "by": "otrdienai, 24. novembrim, plkst. 12.00", "Tuesday, 24 November, 12:00".
    #[must_use]
    pub fn until(&self, lang: Lang, at: DateTime) -> String {
        let minute = format!("{:02}", at.minute());
        self.say_with(
            lang,
            "date-until",
            &[
                ("weekday", Arg::Num(at.weekday().to_monday_one_offset().into())),
                ("month", Arg::Num(at.month().into())),
                ("day", Arg::Num(at.day().into())),
                ("hour", Arg::Num(at.hour().into())),
                ("minute", Arg::Str(&minute)),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use crate::texts::{Lang, Texts};

    #[test]
    fn days_read_as_people_say_them() {
        let texts = Texts::load().unwrap();
        assert_eq!(texts.day(Lang::LV, date(2026, 12, 1)), "2026. gada 1. decembris");
        assert_eq!(texts.day(Lang::EN, date(2026, 1, 31)), "31 January 2026");
        assert_eq!(texts.day_from(Lang::LV, date(2026, 4, 1)), "2026. gada 1. aprīļa");
        assert_eq!(texts.day_to(Lang::LV, date(2026, 12, 1)), "2026. gada 1. decembrim");
        assert_eq!(texts.day_on(Lang::LV, date(2026, 11, 24)), "2026. gada 24. novembrī");
        for form in [Texts::day_from, Texts::day_to, Texts::day_on] {
            assert_eq!(form(&texts, Lang::EN, date(2026, 12, 31)), "31 December 2026");
        }
        let at = datetime(2026, 11, 24, 9, 5, 0, 0);
        assert_eq!(texts.until(Lang::LV, at), "otrdienai, 24. novembrim, plkst. 9.05");
        assert_eq!(texts.until(Lang::EN, at), "Tuesday, 24 November, 9:05");
    }
}
