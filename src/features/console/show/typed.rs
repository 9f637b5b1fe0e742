//! What was typed on the page of a case: one form holds all of it, so that no button loses what stands beside it.

use crate::domain::fields::Fields;
use crate::features::console::case::Act;
use crate::vault::desk;

const ANSWER: [&str; 4] = ["message", "next_due", "feedback", "named"];
const NOTE: [&str; 2] = ["note", "note_source"];
const TASK: [&str; 3] = ["task", "task_due", "task_who"];
const RISK: [&str; 6] = [
    "risk_suicidality",
    "risk_weapon",
    "risk_shared_quarters",
    "risk_retaliation",
    "risk_child",
    "risk_done",
];

/// The fields that hold own words: what was typed there is never dropped in silence.
const WORDS: [&str; 4] = ["message", "note", "task", "risk_done"];

/// Those of the pages beside a case, and what is chosen of a hold or for deleting.
const BESIDE: [&str; 16] = [
    "to",
    "what",
    "learns",
    "guess",
    "why",
    "letter_text",
    "text",
    "reason_text",
    "phrases",
    "recipient",
    "delete_note",
    "reason",
    "hold_reason",
    "hold_until",
    "hold_note",
    "told",
];

/// Everything typed on a case's page, to stand hidden on a page beside it.
pub fn travelling(fields: &Fields) -> Vec<(String, String)> {
    let ours = ANSWER.iter().chain(&NOTE).chain(&TASK).chain(&RISK);
    ours.filter_map(|name| Some(((*name).to_owned(), fields.find(name)?.to_owned()))).collect()
}

/// What is still to be stored once `act` is.
pub fn left_over(fields: &Fields, act: &Act) -> Fields {
    let stored: &[&str] = match act {
        Act::Answer(..) => &ANSWER,
        Act::Desk(acts) => match acts.first() {
            Some(desk::Act::Note { .. }) => &NOTE,
            Some(desk::Act::Task { .. }) => &TASK,
            Some(desk::Act::Risk(_)) => &RISK,
            _ => &[],
        },
        _ => &[],
    };
    Fields(fields.0.iter().filter(|(name, _)| !stored.contains(&name.as_str())).cloned().collect())
}

/// Whether own words stand in it.
pub fn holds_words(fields: &Fields) -> bool {
    WORDS.iter().any(|name| !fields.get(name).trim().is_empty())
}

/// Whether own words stand in it that were typed on a page beside the case.
pub fn holds_words_beside(fields: &Fields) -> bool {
    BESIDE.iter().any(|name| !fields.get(name).trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{RISK, holds_words, left_over, travelling};
    use crate::domain::day::Day;
    use crate::domain::desk;
    use crate::domain::fields::Fields;
    use crate::features::console::case::Act;

    #[test]
    fn the_questions_of_risk_have_a_field_each() {
        assert!(desk::RISK.iter().all(|question| RISK.contains(&format!("risk_{question}").as_str())));
    }

    #[test]
    fn what_was_stored_is_taken_out_and_all_else_stays() {
        let typed = |pairs: &[(&str, &str)]| {
            Fields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
        };
        let all = typed(&[("csrf", "x"), ("seen", "3"), ("message", "m"), ("next_due", "d"), ("note", " ")]);
        assert_eq!(travelling(&all).len(), 3);
        let left = left_over(&all, &Act::Answer("m".to_owned(), Day(1), false));
        assert!(!holds_words(&left) && left.find("message").is_none());
        let note = crate::vault::desk::Act::Note { text: " ".to_owned(), source: String::new() };
        let left = left_over(&all, &Act::Desk(vec![note]));
        assert!(holds_words(&left) && left.find("note").is_none() && left.get("next_due") == "d");
    }
}
