//! A report that is sealed by the library alone, as sending it seals it.

use balss::app::App;
use balss::domain::day::Day;
use balss::domain::event::{Event, Leaf};
use balss::domain::id::PersonId;
use balss::domain::report::Answers;
use balss::store::Audit;
use balss::vault::deposit::Filing;
use balss::vault::files::FileRecord;
use balss::vault::passing::Busy;
use balss::vault::receipt::ReceiptKeys;
use balss::vault::thread::Report;
use balss::vault::visit::Draft;

/// Files the draft of somebody at "nbs" who leaves `excluded` out, on `day`; the keys of its receipt.
pub async fn file(
    app: &App,
    draft: &Draft,
    excluded: &[PersonId],
    files: &[FileRecord],
    day: Day,
) -> ReceiptKeys {
    file_with(app, draft, excluded, false, files, day).await
}

/// The same; somebody is left out in own words as well, or not.
pub async fn file_with(
    app: &App,
    draft: &Draft,
    excluded: &[PersonId],
    someone_else: bool,
    files: &[FileRecord],
    day: Day,
) -> ReceiptKeys {
    let code = draft.code().expect("a code");
    let receipt = ReceiptKeys::derive(&code, &app.salt, &app.keys, &app.receipt_lane).await.expect("keys");
    let roster = app.roster(&mut app.store.read().await.expect("a transaction")).await.expect("a roster");
    let answers = Answers {
        statement: "It happened again.".to_owned(),
        institution: "nbs".to_owned(),
        excluded: excluded.iter().map(ToString::to_string).collect(),
        excluded_text: if someone_else { "the one who drives the bus".to_owned() } else { String::new() },
        ..Answers::default()
    };
    let filing = Filing {
        case: draft.case,
        thread_seed: draft.seed().expect("a draft"),
        own: draft.own().expect("a draft"),
        receipt: &receipt,
        report: Report { lang: "lv".to_owned(), answers, readers: Vec::new() },
        files,
        day,
        roster: &roster,
        busy: &Busy::default(),
        grant_rows: app.config.grant_rows,
    };
    let deposit = filing.seal(&app.keys).expect("sealed");
    let mut tx = app.store.write().await.expect("a transaction");
    let sealed = deposit.write(&mut tx).await.expect("written");
    let leaf = Leaf::reporter(Event::CaseFiled, day, draft.case, sealed);
    tx.commit(Audit::of(vec![leaf])).await.expect("a commit");
    receipt
}
