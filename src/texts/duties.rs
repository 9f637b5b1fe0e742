//! Duties records in words.

use super::{Arg, Lang, Texts, choice_id};
use crate::pack::duties::{By, Duties, Duty, Passing, Starts};

impl Texts {
    /// Whether an institution's people have to act on a crime by themselves, and which of them: one sentence.
    #[must_use]
    pub fn duty_to_act(&self, lang: Lang, duty: &Duty) -> String {
        match duty.may_start_proceedings {
            Starts::Some => {
                let who = self.say(lang, &choice_id("duty-who", &duty.who));
                self.say_with(lang, "duty-start-some", &[("who", Arg::Str(&who))])
            }
            starts => self.say(lang, &choice_id("duty-start", starts.word())),
        }
    }

    /// What is told beside the name of whoever reads, or would, for an institution some of whose people may have to start
    /// proceedings; empty for others.
    #[must_use]
    pub fn duty_at_name(&self, lang: Lang, duties: &Duties, institution: &str) -> String {
        let has_to_act = |d: &&Duty| matches!(d.may_start_proceedings, Starts::Yes | Starts::Some);
        duties.of(institution).filter(has_to_act).map(|d| self.duty_to_act(lang, d)).unwrap_or_default()
    }

    /// What somebody of an institution may have to do with what is told, a sentence each.
    #[must_use]
    pub fn duty(&self, lang: Lang, duty: &Duty) -> Vec<String> {
        let mut said = vec![self.duty_to_act(lang, duty)];
        said.extend(duty.must_report.iter().map(|p| self.passing(lang, p)));
        if !duty.legal_basis.is_empty() {
            said.push(self.basis(lang, &duty.legal_basis));
        }
        said.push(if duty.appointed_by.is_empty() {
            self.say(lang, "duty-appointed-unsaid")
        } else {
            let who = self.say(lang, &choice_id("duty-appoints", &duty.appointed_by));
            self.say_with(lang, "duty-appointed", &[("who", Arg::Str(&who))])
        });
        said.push(match (duty.example, duty.signed()) {
            (true, _) => self.say(lang, "duty-example"),
            (false, None) => self.say(lang, "duty-unsigned"),
            (false, Some(on)) => {
                let day = self.day_on(lang, on);
                self.say_with(lang, "duty-signed", &[("day", Arg::Str(&day))])
            }
        });
        said
    }

    /// What everybody has to pass on, and what this channel is not, a sentence each.
    #[must_use]
    pub fn duties_of_all(&self, lang: Lang, duties: &Duties) -> Vec<String> {
        let common = duties.common.iter().flat_map(|p| {
            let basis = (!p.legal_basis.is_empty()).then(|| self.basis(lang, &p.legal_basis));
            [self.passing(lang, p)].into_iter().chain(basis).collect::<Vec<_>>()
        });
        let limits = duties.limit.iter().map(|l| {
            let days = i64::from(l.answers_signed_within_days.unwrap_or_default());
            self.say_with(lang, &choice_id("duty-limit", &l.code), &[("n", Arg::Num(days))])
        });
        common.chain(limits).collect()
    }

    fn passing(&self, lang: Lang, p: &Passing) -> String {
        let what = self.say(lang, &choice_id("duty-must", &p.must));
        let to = self.say(lang, &choice_id("duty-to", &p.to));
        let by = match p.by {
            By::Word(_) => self.say(lang, "duty-by-same-day"),
            By::Hours(n) => self.say_with(lang, "duty-by-hours", &[("n", Arg::Num(n.into()))]),
        };
        let values = [("what", Arg::Str(&what)), ("to", Arg::Str(&to)), ("by", Arg::Str(&by))];
        self.say_with(lang, "duty-report", &values)
    }

    fn basis(&self, lang: Lang, word: &str) -> String {
        let basis = self.say(lang, &choice_id("duty-basis", word));
        self.say_with(lang, "duty-basis", &[("basis", Arg::Str(&basis))])
    }
}

#[cfg(test)]
mod tests {
    use crate::pack::duties::Duties;
    use crate::pack::{Files, Lang};
    use crate::texts::Texts;

    #[test]
    fn a_record_becomes_sentences() {
        let texts = Texts::load().unwrap();
        let file = Files::embedded(false).get("duties.toml").unwrap().clone();
        let signed = file.text.replacen(
            "appointed_by = \"\"\nsigned_by = \"\"\nsigned_on = \"\"",
            "appointed_by = \"commander\"\nsigned_by = \"A\"\nsigned_on = \"2026-11-01\"\n\
             must_report = [{ must = \"child\", to = \"police_or_other\", by = 21 }]",
            1,
        );
        let duties = Duties::read(&crate::pack::File { text: signed.into(), ..file }).unwrap();
        let nbs = texts.duty(Lang::EN, duties.of("nbs").unwrap());
        assert_eq!(nbs.len(), 5);
        for (line, part) in nbs.iter().zip([
            "the Military Police",
            "within 21 hours",
            "section 6",
            "the commander",
            "1 November 2026",
        ]) {
            assert!(line.contains(part), "{line}");
        }
        let vp = texts.duty(Lang::LV, duties.of("vp").unwrap());
        for (house, told) in [("vp", true), ("nbs", true), ("aim", false), ("other", false)] {
            assert_eq!(!texts.duty_at_name(Lang::LV, &duties, house).is_empty(), told, "{house}");
        }
        assert_eq!(vp.last(), Some(&texts.say(Lang::LV, "duty-unsigned")));
        let all = texts.duties_of_all(Lang::LV, &duties);
        assert!(all[0].contains("tajā pašā dienā") && all.iter().any(|l| l.contains("30 dienu")), "{all:?}");
    }

    #[test]
    fn every_text_that_data_name_is_there() {
        for demo in [false, true] {
            let files = Files::embedded(demo);
            let texts = Texts::of(&files).unwrap();
            let mut pack = crate::pack::Pack::read(&files, texts.all()).unwrap();
            texts.names(&pack).unwrap();
            "navy".clone_into(&mut pack.duties.duty[0].appointed_by);
            let fault = texts.names(&pack).unwrap_err().to_string();
            assert_eq!(fault, "duties.toml: no text `duty-appoints-navy` in lv");
        }
    }
}
