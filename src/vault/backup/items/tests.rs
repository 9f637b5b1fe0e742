use proptest::prelude::*;

use super::{Cell, FIRST_LINE, In, Item, KeyFiles, Out, Table, cells, understood};
use crate::crypto::hybrid::HybridIdentity;
use crate::domain::id::BlobId;

fn keys() -> KeyFiles {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    KeyFiles::create(&keys).unwrap();
    KeyFiles::load(&keys).unwrap()
}

fn roster() -> &'static Table {
    Table::named("roster").unwrap()
}

/// A copy with one row and one file.
fn copy(to: &HybridIdentity, keys: &KeyFiles) -> Vec<u8> {
    let mut file = Vec::new();
    let mut out = Out::begin(&mut file, &to.recipient(), keys).unwrap();
    out.table(roster()).unwrap();
    out.row(&[Cell::Int(1), Cell::Text("a statement".to_owned())]).unwrap();
    out.item(b'O', &[5; 16]).unwrap();
    out.item(b'D', b"bytes").unwrap();
    out.item(b'E', b"").unwrap();
    out.end(keys).unwrap();
    file
}

/// What is read up to the end, and whether there was one.
fn read(file: &[u8], with: &HybridIdentity, keys: &KeyFiles) -> (Vec<String>, bool) {
    let (mut seen, mut table) = (Vec::new(), None);
    let Ok(mut all) = In::begin(file, with, keys) else { return (seen, false) };
    loop {
        seen.push(match all.next(table) {
            Ok(Item::Table(t)) => {
                table = Some(t);
                t.name.to_owned()
            }
            Ok(Item::Row(row)) => format!("{row:?}"),
            Ok(Item::File(id)) => format!("{id}"),
            Ok(Item::Part(bytes)) => String::from_utf8(bytes).unwrap(),
            Ok(Item::FileEnd) => "end of file".to_owned(),
            Ok(Item::End) => return (seen, true),
            Err(_) => return (seen, false),
        });
    }
}

#[test]
fn a_copy_reads_back_and_no_touched_one_ends() {
    let (to, keys) = (HybridIdentity::generate(), keys());
    let file = copy(&to, &keys);
    let row = format!("{:?}", [Cell::Int(1), Cell::Text("a statement".to_owned())]);
    let id = BlobId([5; 16]).to_string();
    let expected = ["roster", &row, &id, "bytes", "end of file"].map(str::to_owned).to_vec();
    assert_eq!(read(&file, &to, &keys), (expected, true));
    for cut in (0..file.len()).step_by(40).chain(file.len() - 20..file.len()) {
        assert!(!read(&file[..cut], &to, &keys).1, "cut at {cut}");
    }
    let mut touched = file.clone();
    for at in (0..file.len()).step_by(12) {
        touched[at] ^= 1 << (at % 8);
        assert!(!read(&touched, &to, &keys).1, "byte {at}");
        touched[at] ^= 1 << (at % 8);
    }
    assert!(!read(&[&file[..], b"x"].concat(), &to, &keys).1);
    assert_eq!(read(&file, &HybridIdentity::generate(), &keys), (vec![], false));
    assert_eq!(read(&file, &to, &self::keys()), (vec![], false), "key files of another installation");
}

#[test]
fn whoever_only_has_the_public_recipient_can_seal_and_not_end() {
    let (to, keys, theirs) = (HybridIdentity::generate(), keys(), self::keys());
    let mut file = Vec::new();
    let mut out = Out::begin(&mut file, &to.recipient(), &keys).unwrap();
    out.table(roster()).unwrap();
    out.end(&theirs).unwrap();
    assert_eq!(read(&file, &to, &keys), (vec!["roster".to_owned()], false));
    assert!(FIRST_LINE.ends_with(b"\n"));
}

proptest! {
    #[test]
    fn arbitrary_items_never_end_a_copy(rest: Vec<u8>, kinds in "[HTRODEZ]{0,8}") {
        let keys = keys();
        let items: Vec<u8> = kinds.bytes().flat_map(|k| [&[k, 0, 0, 0, 4][..], b"[{}]"].concat()).collect();
        for plain in [&rest, &items] {
            prop_assert!(!understood(&keys, plain).1);
        }
    }

    #[test]
    fn cells_are_read_whole_or_not_at_all(bytes: Vec<u8>, number: i64, text: String) {
        let _ = cells(roster(), &bytes);
        let mut row = number.to_be_bytes().to_vec();
        row.extend_from_slice(&u32::try_from(text.len()).unwrap().to_be_bytes());
        row.extend_from_slice(text.as_bytes());
        prop_assert_eq!(cells(roster(), &row), Some(vec![Cell::Int(number), Cell::Text(text)]));
        row.push(0);
        prop_assert_eq!(cells(roster(), &row), None);
    }
}
