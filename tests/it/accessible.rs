//! Every public page in every state, in both languages: no violation of WCAG 2.2 AA that axe-core knows, nothing too wide at
//! 320 px, in dark, in forced colours and with letters of twice the size, and every control reached by the keyboard. So the
//! handbook and the fields at which the desk helps. And a
//! whole report written and sent with nothing but keys, without script.

mod desk;
mod eye;
mod keys;
mod published;
mod states;

use libtest_mimic::Trial;

use crate::support::services::{Need, trial};

pub fn trials() -> Vec<Trial> {
    let needs = &[Need::Browser, Need::Axe];
    vec![
        trial("accessible::every_state_of_every_page_in_latvian", needs, || states::every("lv")),
        trial("accessible::every_state_of_every_page_in_english", needs, || states::every("en")),
        trial("accessible::the_handbook_and_ready_made_texts_in_latvian", needs, || desk::words("lv")),
        trial("accessible::the_handbook_and_ready_made_texts_in_english", needs, || desk::words("en")),
        trial("accessible::what_was_released_in_latvian", needs, || published::pages("lv")),
        trial("accessible::what_was_released_in_english", needs, || published::pages("en")),
        trial("accessible::a_report_by_keys_alone", &[Need::Browser], keys::report),
    ]
}
