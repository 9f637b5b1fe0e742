use serde_json::json;

use super::{CaseId, FileRecord, Own, ReceiptKeys, Secret};
use crate::vault::epoch::EpochBody;
use crate::vault::visit::Draft;

fn receipt(n: u8) -> ReceiptKeys {
    ReceiptKeys::from_root(Secret::new([n; 32]))
}

fn record() -> FileRecord {
    let text = json!({
        "blob": "05".repeat(16), "name": "a.jpg", "media": "image/jpeg", "length": 3,
        "sha256": "00", "sealed_sha256": "11",
    });
    serde_json::from_value(text).unwrap()
}

#[test]
fn the_own_key_opens_with_its_receipt_and_case_and_moves_to_another_receipt() {
    let (case, own) = (CaseId([1; 16]), Own::generate());
    let wrapped = own.wrap(&receipt(1), case);
    let text = |wrapped: &str, of, case| Own::unwrap(&receipt(of), case, wrapped).map(|own| own.text());
    assert_eq!(text(&wrapped, 1, case), Some(own.text()));
    assert_eq!(text(&wrapped, 2, case), None);
    assert_eq!(text(&wrapped, 1, CaseId([2; 16])), None);
    let moved = Own::rewrap(&wrapped, case, &receipt(1), &receipt(2));
    assert_eq!((text(&moved, 2, case), text(&moved, 1, case)), (Some(own.text()), None));
    for other in ["", "AAAA", "no base64"] {
        assert_eq!(text(other, 1, case), None);
        assert_eq!(Own::rewrap(other, case, &receipt(1), &receipt(2)), other);
    }
}

#[test]
fn what_was_written_before_there_were_originals_is_still_read() {
    let file = record();
    assert!(file.original.is_none() && !file.is_held() && !file.is_given());
    assert_eq!(file.as_sent(), (3, "00"));
    assert_eq!(file.objects().collect::<Vec<_>>(), [(file.blob, "11")]);
    assert!(file.given(&Own::generate()).is_none());
    let written = serde_json::to_string(&file).unwrap();
    assert!(!written.contains("original") && !written.contains("key"), "{written}");

    let mut draft = serde_json::to_value(Draft::new()).unwrap();
    draft.as_object_mut().unwrap().remove("own").unwrap();
    let draft: Draft = serde_json::from_value(draft).unwrap();
    assert!(draft.own().unwrap().is_none() && Draft::new().own().unwrap().is_some());
    let body = json!({
        "number": 0, "thread": "", "desk": "", "holders": [], "recovery": 1, "reporter": "", "excluded": [],
        "someone_else": false,
    });
    assert_eq!(serde_json::from_value::<EpochBody>(body).unwrap().own, "");
}

#[test]
fn objects_of_a_photograph_are_named_once() {
    let mut other = record();
    other.blob = crate::domain::id::BlobId([6; 16]);
    other.sealed_sha256 = "22".to_owned();
    let (mut copied, mut held) = (record(), record());
    copied.original = Some((&other).into());
    held.original = Some((&record()).into());
    assert_eq!(copied.objects().collect::<Vec<_>>(), [(copied.blob, "11"), (other.blob, "22")]);
    assert_eq!(held.objects().collect::<Vec<_>>(), [(held.blob, "11")]);
    assert!(held.is_held() && !copied.is_held());
    assert!(held.identity(&[]).unwrap().is_none(), "no epoch opens it");
    let own = Own::generate();
    for file in [copied, held] {
        let given = file.given(&own).unwrap();
        assert!(given.objects().next().is_none(), "it came before");
        assert!(file.was_given_as(&given) && !file.was_given_as(&file) && !record().was_given_as(&given));
        let mut another = given.clone();
        another.sha256.push('0');
        assert!(!file.was_given_as(&another));
        assert!(given.identity(&[]).unwrap().is_some());
    }
}
