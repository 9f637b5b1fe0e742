//! `/console/statistics`, and the question that each of its buttons asks.

mod plan;
mod question;

use jiff::civil::Date;

use crate::domain::id::StaffId;
use crate::domain::statistics::{Menu, Period, Table};
use crate::features::statistics::menu::Odd;
use crate::features::statistics::publish::{Act, Desk, Refused, Stage, Year};
use crate::features::statistics::show::table_name;
use crate::texts::{Arg, choice_id};
use crate::vault::roster::Roster;
use crate::web::desk::{Who, Words as _};
use crate::web::page::{Shell, period_name};

pub use plan::PlanView;
pub use question::Question;

/// `/console/statistics`.
#[derive(askama::Template)]
#[template(path = "statistics/publishing.html")]
pub struct Publishing<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// Where everything stands.
    pub desk: &'a Desk,
    /// What was just done, as a sentence, or empty.
    pub said: String,
    /// Why nothing was done, or empty.
    pub why: String,
}

impl Publishing<'_> {
    fn may_approve(year: &Year, stage: Stage) -> bool {
        year.holds && stage == Stage::Ready
    }

    fn may_release(year: &Year, stage: Stage) -> bool {
        year.holds && matches!(stage, Stage::Approved(_))
    }

    /// Colleagues who can do the next step, where it is not for whoever looks.
    fn others(&self, year: &Year, stage: Option<Stage>) -> String {
        let first = match stage {
            Some(Stage::Own) => self.desk.me,
            Some(Stage::Waits(by)) => by,
            None if !year.signs => year.plan.first,
            _ => return String::new(),
        };
        names(self.shell, &self.desk.roster, &self.desk.after(year, first))
    }

    /// Whether something waits to be released in which this account has no part.
    fn lacks(year: &Year) -> bool {
        let open = |stage: Stage| !matches!(stage, Stage::Released | Stage::Uncounted(_) | Stage::Keyless);
        !year.holds && year.periods.iter().any(|(_, stage)| open(*stage))
    }

    /// The running year, while it has no plan at all.
    fn unplanned(&self) -> Option<i16> {
        let (year, _) = self.desk.next.first()?;
        let planned = self.desk.years.iter().any(|of| of.plan.menu.year == *year);
        (self.desk.enough && !planned && *year == self.desk.today.year()).then_some(*year)
    }

    /// One of two texts: for a year without a plan, and for one whose plan waits for its second signature.
    fn make(&self, year: i16, first: &'static str, anew: &'static str) -> &'static str {
        if self.desk.years.iter().any(|y| y.plan.menu.year == year) { anew } else { first }
    }

    fn name(&self, staff: StaffId) -> String {
        name(&self.desk.roster, staff)
    }

    fn period(&self, period: Period) -> String {
        period_name(self.shell, period)
    }

    fn year(&self, year: &Year) -> String {
        period_name(self.shell, Period { year: year.plan.menu.year, quarter: 0 })
    }

    fn stage(&self, period: Period, stage: Stage) -> String {
        stage_said(self.shell, self.desk, period, stage)
    }

    /// A year that could be planned.
    fn plan(&self, menu: &Menu) -> PlanView {
        plan::view(self.shell, menu, &self.desk.came, &self.desk.would_hold())
    }

    /// A year that is planned: what two have signed is held against nothing any more.
    fn planned(&self, year: &Year) -> PlanView {
        let came: &[_] = if year.plan.second.is_some() { &[] } else { &self.desk.came };
        plan::view(self.shell, &year.plan.menu, came, &self.desk.hold(year))
    }

    fn odd(&self, odd: &Odd) -> String {
        odd_said(self.shell, odd)
    }
}

fn odd_said(shell: &Shell, odd: &Odd) -> String {
    let of = |id: &str, table: &Table| shell.t1(id, "table", &table_name(shell, *table));
    match odd {
        Odd::Epsilon(table) => of("publishing-odd-epsilon", table),
        Odd::Changed(table) => of("publishing-odd-changed", table),
        Odd::Budget => shell.t("publishing-odd-budget"),
        Odd::Expected => shell.t("publishing-odd-expected"),
    }
}

fn name(roster: &Roster, staff: StaffId) -> String {
    roster.stood(staff).map(|key| key.name.clone()).unwrap_or_default()
}

/// The sentence that names who can do the next step; empty where nobody can.
fn names(shell: &Shell, roster: &Roster, staff: &[StaffId]) -> String {
    let all: Vec<String> = staff.iter().map(|staff| name(roster, *staff)).collect();
    if all.is_empty() { String::new() } else { shell.t1("publishing-others", "names", &all.join(", ")) }
}

fn day_on(shell: &Shell, day: Date) -> String {
    shell.texts.day_on(shell.lang, day)
}

fn stage_said(shell: &Shell, desk: &Desk, period: Period, stage: Stage) -> String {
    let by = |id: &str, staff| shell.t1(id, "name", &name(&desk.roster, staff));
    match stage {
        Stage::Running => shell.t("publishing-stage-running"),
        Stage::Uncounted(signed) => shell.t1("publishing-stage-uncounted", "day", &day_on(shell, signed)),
        Stage::Closed => shell.t("publishing-stage-closed"),
        Stage::Keyless => shell.t("publishing-stage-keyless"),
        Stage::Quarters => shell.t("publishing-stage-quarters"),
        Stage::Ready => shell.t("publishing-stage-ready"),
        Stage::Approved(by_whom) => by("publishing-stage-approved", by_whom),
        Stage::Own => shell.t("publishing-stage-own"),
        Stage::Waits(by_whom) => by("publishing-stage-waits", by_whom),
        Stage::Released => match desk.released(period) {
            None => shell.t("publishing-stage-released"),
            Some((on, [first, second])) => {
                let (day, two) = (day_on(shell, on), [first, second].map(|staff| name(&desk.roster, staff)));
                let values =
                    [("day", Arg::Str(&day)), ("first", Arg::Str(&two[0])), ("second", Arg::Str(&two[1]))];
                shell.texts.say_with(shell.lang, "publishing-stage-drawn", &values)
            }
        },
    }
}

/// What was just done, where things stand as they do after it: the address alone says nothing.
#[must_use]
pub fn said(shell: &Shell, desk: &Desk, (act, period): (Act, Period)) -> String {
    let plan = desk.year(period.year).filter(|_| period.quarter == 0).map(|year| &year.plan);
    let stands = match act {
        Act::Prepare => plan.is_some_and(|plan| plan.first == desk.me && plan.second.is_none()),
        Act::Confirm => plan.is_some_and(|plan| plan.second == Some(desk.me)),
        Act::Approve => desk.stage(period) == Some(Stage::Own),
        Act::TakeBack => desk.stage(period) == Some(Stage::Ready),
        Act::Release => desk.stage(period) == Some(Stage::Released),
    };
    let ahead = desk.today.year() < period.year;
    if stands { said_of(shell, "publishing-said", (act, period), ahead) } else { String::new() }
}

/// The text of an act, with its period. What is signed before its year begins counts nothing of today.
fn said_of(shell: &Shell, id: &str, (act, of): (Act, Period), ahead: bool) -> String {
    let (period, year) = (period_name(shell, of), of.year.to_string());
    let day = shell.texts.day_from(shell.lang, Period { quarter: 0, ..of }.first_day());
    let values = [("period", Arg::Str(&period)), ("year", Arg::Str(&year)), ("day", Arg::Str(&day))];
    let id = match (act, id) {
        (Act::Confirm, "publishing-does") if ahead => "publishing-does-confirm-ahead".to_owned(),
        (Act::Confirm, "publishing-said") if ahead => "publishing-said-confirm-ahead".to_owned(),
        _ => choice_id(id, act.word()),
    };
    shell.texts.say_with(shell.lang, &id, &values)
}

/// Why nothing was done; `None` where the whole page is an error.
#[must_use]
pub fn refused(shell: &Shell, desk: &Desk, why: &Refused) -> Option<String> {
    let named = |staff: StaffId| name(&desk.roster, staff);
    let by = |id: &str, staff: StaffId| shell.t1(id, "name", &named(staff));
    Some(match why {
        Refused::NotStanding | Refused::Fault(_) => return None,
        Refused::NotEnough => shell.t("publishing-not-enough"),
        Refused::Menu(odd) => odd_said(shell, odd),
        Refused::Year => shell.t("publishing-why-year"),
        Refused::NotPlanned => shell.t("publishing-why-not-planned"),
        Refused::Anew => shell.t("publishing-why-anew"),
        Refused::PlanWaits(first) => by("publishing-why-plan-waits", *first),
        Refused::Stage(period, stage) => {
            let stage = stage_said(shell, desk, *period, *stage);
            let period = period_name(shell, *period);
            let values = [("period", Arg::Str(&period)), ("stage", Arg::Str(&stage))];
            shell.texts.say_with(shell.lang, "publishing-why-stage", &values)
        }
        Refused::Planned(first, second) => {
            let (first, second) = (named(*first), named(*second));
            let values = [("first", Arg::Str(&first)), ("second", Arg::Str(&second))];
            shell.texts.say_with(shell.lang, "publishing-why-planned", &values)
        }
        Refused::Unapproved(period, staff) => {
            let (period, name) = (period_name(shell, *period), named(*staff));
            let values = [("period", Arg::Str(&period)), ("name", Arg::Str(&name))];
            shell.texts.say_with(shell.lang, "publishing-why-unapproved", &values)
        }
        Refused::NotTheirs(first) => by("publishing-why-not-theirs", *first),
        Refused::TakenBack | Refused::File => shell.t("publishing-why-taken-back"),
        Refused::NotAnother => shell.t("publishing-not-another"),
        Refused::NoShare => shell.t("publishing-no-share"),
        Refused::Altered => shell.t("publishing-altered"),
    })
}

#[cfg(test)]
mod tests;
