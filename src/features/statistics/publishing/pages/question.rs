//! What a button of `/console/statistics` asks before anything is done.

use jiff::civil::Date;

use super::plan::{self, PlanView};
use super::{day_on, name, names, said_of};
use crate::domain::id::StaffId;
use crate::domain::statistics::{Menu, Period};
use crate::features::statistics::publish::{Act, Asked};
use crate::texts::Arg;
use crate::vault::roster::Roster;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::{FieldError, error_of};

/// The question of one act, with the passphrase that does it.
#[derive(askama::Template)]
#[template(path = "statistics/publishing_question.html")]
pub struct Question<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// What the act would do.
    pub asked: &'a Asked,
    /// The roster that names colleagues.
    pub roster: &'a Roster,
    /// The act.
    pub act: Act,
    /// The period, or the year of the plan.
    pub period: Period,
    /// What to put right.
    pub errors: Vec<FieldError>,
}

impl Question<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        error_of(&self.errors, field)
    }

    fn said(&self, id: &str) -> String {
        said_of(self.shell, id, (self.act, self.period), self.asked.ahead)
    }

    fn title(&self) -> String {
        self.said("publishing-ask")
    }

    /// What will happen, a sentence or two each.
    fn lines(&self) -> Vec<String> {
        let (shell, asked) = (self.shell, self.asked);
        let first = asked.first.map(|first| name(self.roster, first));
        let of_plan = if self.act == Act::Confirm { "publishing-planned-by" } else { "publishing-replaces" };
        let mut all: Vec<String> = first.map(|first| shell.t1(of_plan, "name", &first)).into_iter().collect();
        all.extend(asked.approved.filter(|_| self.act == Act::Release).map(|of| self.approved(of)));
        all.push(self.said("publishing-does"));
        all.extend(asked.over.then(|| shell.t("publishing-over")));
        if self.act != Act::Release {
            all.push(names(shell, self.roster, &asked.next));
        }
        if let Some(from) = asked.counted_from.filter(|_| self.act != Act::TakeBack) {
            all.push(shell.t1("publishing-counted-from", "day", &day_on(shell, from)));
        }
        all.retain(|line| !line.is_empty());
        all
    }

    fn approved(&self, (by, on): (StaffId, Date)) -> String {
        let (name, day) = (name(self.roster, by), day_on(self.shell, on));
        let values = [("name", Arg::Str(&name)), ("day", Arg::Str(&day))];
        self.shell.texts.say_with(self.shell.lang, "publishing-approved-by", &values)
    }

    /// Whether nothing undoes it.
    fn is_final(&self) -> bool {
        matches!(self.act, Act::Confirm | Act::Release)
    }

    fn plan(&self, menu: &Menu) -> PlanView {
        plan::view(self.shell, menu, &self.asked.came, &self.asked.holders)
    }
}
