//! Accounts as an administrator has them: the use cases on both engines, the pages and the command line of a real process.

mod cases;
pub mod desk;

use libtest_mimic::Trial;

use super::support::services::trial;
use super::support::shelf::on_both;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("people", "an_invitation_makes_an_account_that_nobody_can_use_yet", cases::invited);
    all.extend(on_both("people", "one_person_has_one_role", cases::one_role));
    all.extend(on_both("people", "a_closed_account_is_out_at_once_and_stays", cases::closed));
    all.extend(on_both("people", "codes_for_accounts_that_are_there", cases::again));
    all.extend(on_both(
        "people",
        "nobody_acts_on_their_own_account_or_without_being_administrator",
        cases::own,
    ));
    all.extend(on_both("people", "a_touched_row_is_never_signed", cases::touched));
    all.extend(on_both("people", "records_of_advisers_are_kept_and_logged", cases::records));
    all.push(trial("people::an_administrator_invites_closes_and_records_over_http", &[], desk::pages));
    all.push(trial("people::the_command_line_does_the_same", &[], desk::command_line));
    all
}
