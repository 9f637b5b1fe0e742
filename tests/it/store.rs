//! One behaviour of the store on both engines: what each call keeps, refuses and sweeps.

mod crowd;
mod log;
mod rows;
mod statements;
mod work;

use balss::domain::event::{Event, Leaf};
use balss::store::{Audit, Store, Tx};
use libtest_mimic::Trial;

use super::support::shelf::on_both;

pub fn trials() -> Vec<Trial> {
    [
        on_both("store", "facts_are_kept_once", rows::facts),
        on_both("store", "accounts", rows::accounts),
        on_both("store", "sessions", rows::sessions),
        on_both("store", "roster", rows::roster),
        on_both("store", "visits", rows::visits),
        on_both("store", "cases", rows::cases),
        on_both("store", "epochs_and_grants", rows::epochs_and_grants),
        on_both("store", "records_and_cards", rows::records_and_cards),
        on_both("store", "files", rows::files),
        on_both("store", "jobs", work::jobs),
        on_both("store", "what_is_not_committed_is_not_there", work::transactions),
        on_both("store", "a_commit_appends_and_signs", log::commit),
        on_both("store", "an_event_of_the_wrong_kind_undoes_the_commit", log::wrong_kind),
        on_both("store", "a_touched_head_is_not_extended", log::touched_head),
        on_both("store", "a_touched_count_stays_touched_and_intake_goes_on", log::touched_count),
        on_both("store", "a_touched_pool_stays_as_evidence", log::touched_pool),
        on_both("store", "days_close_in_the_order_of_hashes", log::close_days),
        on_both("store", "what_is_sealed_has_a_name", log::sealed_of),
        on_both("store", "many_may_file_at_once", crowd::many_file),
        on_both("store", "filing_and_closing_do_not_lose_each_other", crowd::file_while_closing),
        on_both("store", "two_writers_of_one_card_or_visit_or_job", crowd::one_wins),
        on_both("store", "every_statement_prepares", statements::prepare),
        statements::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn write(store: &Store) -> Tx {
    store.write().await.expect("a transaction")
}

async fn read(store: &Store) -> Tx {
    store.read().await.expect("a transaction")
}

/// Commits without a word to the log, if it need not hear of it.
async fn keep(tx: Tx) {
    let leaf = Leaf::staff(Event::Expired, 1, None);
    let audit = if tx.must_tell() { Audit::of(vec![leaf]) } else { Audit::none("a test") };
    tx.commit(audit).await.expect("a commit");
}
