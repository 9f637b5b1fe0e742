//! What was measured, beside what it may be.

use std::fmt;

/// One line of the result.
struct Row {
    what: String,
    measured: String,
    budget: String,
    kept: Option<bool>,
    beside: String,
}

/// The result of a run.
#[derive(Default)]
pub struct Table(Vec<Row>);

/// On which side of its budget a number has to be.
#[derive(Clone, Copy)]
pub enum Budget {
    Most(f64),
    Least(f64),
    /// Said for orientation.
    None,
}

impl Table {
    /// A number with its unit, against its budget; `beside` says what it was compared with.
    pub fn row(&mut self, what: &str, measured: f64, unit: &str, budget: Budget, beside: &str) {
        let (text, kept) = match budget {
            Budget::Most(most) => (format!("<= {} {unit}", short(most)), Some(measured <= most)),
            Budget::Least(least) => (format!(">= {} {unit}", short(least)), Some(measured >= least)),
            Budget::None => (String::new(), None),
        };
        let row = Row {
            what: what.to_owned(),
            measured: format!("{} {unit}", short(measured)),
            budget: text,
            kept,
            beside: beside.to_owned(),
        };
        eprintln!("  {}: {} ({})", row.what, row.measured, row.beside);
        self.0.push(row);
    }

    /// A row that this run could not measure, and why.
    pub fn left_out(&mut self, what: &str, why: &str) {
        self.0.push(Row {
            what: what.to_owned(),
            measured: "left out".to_owned(),
            budget: String::new(),
            kept: None,
            beside: why.to_owned(),
        });
    }
}

/// Three significant digits are more than a shared machine can repeat.
fn short(n: f64) -> String {
    match n.abs() {
        x if x >= 100.0 => format!("{n:.0}"),
        x if x >= 10.0 => format!("{n:.1}"),
        _ => format!("{n:.2}"),
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| row | measured | budget | verdict | beside |\n|---|---|---|---|---|")?;
        for row in &self.0 {
            let verdict = match row.kept {
                Some(true) => "kept",
                Some(false) => "MISSED",
                None => "",
            };
            writeln!(f, "| {} | {} | {} | {verdict} | {} |", row.what, row.measured, row.budget, row.beside)?;
        }
        Ok(())
    }
}
