//! `/console/statistics`.

use crate::domain::statistics::{Menu, MenuTable, Period, Table};
use crate::features::statistics::menu::Odd;
use crate::features::statistics::publish::{Desk, Refused, Stage, Year};
use crate::features::statistics::show::{period_name, table_name};
use crate::vault::statistics::plan;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// What was just done.
pub const SAID: [&str; 5] = ["prepared", "confirmed", "approved", "taken-back", "released"];

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
    /// A word of [`SAID`], or empty.
    pub said: &'a str,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Publishing<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }

    /// Whether there is anything that somebody could sign with a passphrase.
    fn acts(&self) -> bool {
        let may = |year: &Year| {
            year.signs
                || year
                    .periods
                    .iter()
                    .any(|(_, stage)| Self::may_approve(year, *stage) || Self::may_release(year, *stage))
        };
        (self.desk.enough && self.desk.next.iter().any(|(_, menu)| menu.is_ok()))
            || self.desk.years.iter().any(may)
    }

    fn may_approve(year: &Year, stage: Stage) -> bool {
        year.holds && stage == Stage::Ready
    }

    fn may_release(year: &Year, stage: Stage) -> bool {
        year.holds && matches!(stage, Stage::Approved(_))
    }

    /// Whether something waits to be released in which this account has no part.
    fn lacks(year: &Year) -> bool {
        !year.holds && year.periods.iter().any(|(_, stage)| *stage != Stage::Released)
    }

    /// One of two texts: for a year without a plan, and for one whose plan waits for its second signature.
    fn make(&self, year: i16, first: &'static str, anew: &'static str) -> &'static str {
        if self.desk.years.iter().any(|y| y.plan.menu.year == year) { anew } else { first }
    }

    fn name(&self, staff: crate::domain::id::StaffId) -> String {
        self.desk.roster.stood(staff).map(|key| key.name.clone()).unwrap_or_default()
    }

    fn period(&self, period: Period) -> String {
        period_name(self.shell, period)
    }

    fn year(&self, year: &Year) -> String {
        period_name(self.shell, Period { year: year.plan.menu.year, quarter: 0 })
    }

    fn stage(&self, stage: Stage) -> String {
        let by = |id: &str, staff| self.shell.t1(id, "name", &self.name(staff));
        match stage {
            Stage::Running => self.shell.t("publishing-stage-running"),
            Stage::Closed => self.shell.t("publishing-stage-closed"),
            Stage::Quarters => self.shell.t("publishing-stage-quarters"),
            Stage::Ready => self.shell.t("publishing-stage-ready"),
            Stage::Approved(by_whom) => by("publishing-stage-approved", by_whom),
            Stage::Waits(by_whom) => by("publishing-stage-waits", by_whom),
            Stage::Released => self.shell.t("publishing-stage-released"),
        }
    }

    fn takes_back(&self, stage: Stage, me: &str) -> bool {
        matches!(stage, Stage::Waits(by) if self.name(by) == me)
    }

    fn digest(year: &Year) -> String {
        plan::digest(&year.plan.body)
    }

    /// The tables of a menu: name, ε, how many cells.
    fn tables(&self, menu: &Menu) -> Vec<(String, String, usize)> {
        let row = |t: &MenuTable| (table_name(self.shell, t.table), t.epsilon.clone(), t.cells.len());
        menu.tables.iter().map(row).collect()
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

/// Why nothing was done; `None` where the whole page is an error.
#[must_use]
pub fn refused(shell: &Shell, why: &Refused) -> Option<FieldError> {
    let text = match why {
        Refused::NotStanding | Refused::Fault(_) => return None,
        Refused::NotEnough => shell.t("publishing-not-enough"),
        Refused::Menu(odd) => odd_said(shell, odd),
        Refused::Year | Refused::Stage => shell.t("publishing-changed"),
        Refused::NotAnother => shell.t("publishing-not-another"),
        Refused::NoShare => shell.t("publishing-no-share"),
        Refused::Altered => shell.t("publishing-altered"),
    };
    Some(FieldError { field: "years", text })
}

#[cfg(test)]
mod tests;
