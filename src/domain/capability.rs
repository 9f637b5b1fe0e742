//! What an adviser is prepared for and bound by: training, supervision, the order that keeps superiors out, and the duties
//! that reporters are told of before they write.

use serde::{Deserialize, Serialize};

use super::day::Day;

/// The longest text of one field, in characters.
pub const MAX_WORDS: usize = 300;

/// What is on record about one adviser.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capability {
    /// Day of the training.
    pub trained_on: Option<Day>,
    /// Who trained.
    pub trained_by: String,
    /// The day by which the next supervision takes place.
    pub supervision_by: Option<Day>,
    /// Reference of the order that bars superiors from demanding case information.
    pub order: String,
    /// Day of that order.
    pub order_on: Option<Day>,
    /// What the law makes this person do with what they learn.
    pub duties: Option<Duties>,
}

/// The duties record of one person, as a lawyer signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// Whether this person may start criminal proceedings, and so can promise nobody to keep a crime quiet.
    pub may_start_proceedings: bool,
    /// What must be reported, beyond what everybody must.
    pub must_report: String,
    /// To whom.
    pub to: String,
    /// By when.
    pub by: String,
    /// By which law.
    pub legal_basis: String,
    /// Who signed the record.
    pub signed_by: String,
    /// On which day.
    pub signed_on: Day,
}

/// What an adviser lacks before reports should come to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No training on record.
    Training,
    /// No date of the next supervision.
    Supervision,
    /// The date of the next supervision has passed.
    SupervisionOver,
    /// No order that keeps superiors out.
    Order,
    /// No signed duties record.
    Duties,
    /// The person may start criminal proceedings: unfit for the confidential path.
    Proceedings,
}

impl Missing {
    /// Everything that can be missing.
    pub const ALL: [Self; 6] = [
        Self::Training,
        Self::Supervision,
        Self::SupervisionOver,
        Self::Order,
        Self::Duties,
        Self::Proceedings,
    ];

    /// The stable machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Supervision => "supervision",
            Self::SupervisionOver => "supervision_over",
            Self::Order => "order",
            Self::Duties => "duties",
            Self::Proceedings => "proceedings",
        }
    }
}

/// What is missing on `today`. Supervision that is due today is not over yet.
#[must_use]
pub fn missing(capability: &Capability, today: Day) -> Vec<Missing> {
    let c = capability;
    let mut all = Vec::new();
    if c.trained_on.is_none() || c.trained_by.is_empty() {
        all.push(Missing::Training);
    }
    match c.supervision_by {
        None => all.push(Missing::Supervision),
        Some(by) if by < today => all.push(Missing::SupervisionOver),
        Some(_) => {}
    }
    if c.order.is_empty() || c.order_on.is_none() {
        all.push(Missing::Order);
    }
    match &c.duties {
        None => all.push(Missing::Duties),
        Some(d) if d.may_start_proceedings => all.push(Missing::Proceedings),
        Some(_) => {}
    }
    all
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Capability, Day, Duties};

    /// A record that lacks nothing before day 20.
    pub(crate) fn whole() -> Capability {
        let duties = Duties {
            may_start_proceedings: false,
            must_report: String::new(),
            to: String::new(),
            by: String::new(),
            legal_basis: "law 1".to_owned(),
            signed_by: "a lawyer".to_owned(),
            signed_on: Day(5),
        };
        Capability {
            trained_on: Some(Day(1)),
            trained_by: "a school".to_owned(),
            supervision_by: Some(Day(20)),
            order: "17".to_owned(),
            order_on: Some(Day(2)),
            duties: Some(duties),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::whole;
    use super::{Capability, Day, Missing, missing};

    #[test]
    fn each_gap_is_named_and_a_whole_record_has_none() {
        assert_eq!(missing(&whole(), Day(20)), []);
        assert_eq!(missing(&whole(), Day(21)), [Missing::SupervisionOver]);
        let none = [Missing::Training, Missing::Supervision, Missing::Order, Missing::Duties];
        assert_eq!(missing(&Capability::default(), Day(0)), none);
        let half = Capability { trained_by: String::new(), order_on: None, ..whole() };
        assert_eq!(missing(&half, Day(0)), [Missing::Training, Missing::Order]);
        let mut prosecutor = whole();
        prosecutor.duties.as_mut().unwrap().may_start_proceedings = true;
        assert_eq!(missing(&prosecutor, Day(0)), [Missing::Proceedings]);
    }
}
