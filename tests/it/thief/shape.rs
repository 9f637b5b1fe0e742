//! What a cell shows to somebody without keys once that which is random by design is taken away: a number, a text without
//! its ids and digests, the length of sealed bytes without age's random grease.

use super::dump::{Cell, Kind, Row, Table};

/// Numbers that are drawn at random: two primary keys, and the length of a sealed file, which has age's grease in it.
const DRAWN: [(&str, &str); 3] = [("record", "id"), ("visit", "id"), ("blob", "size")];

/// The row as `column=shape`, physical traces aside.
pub fn row(name: &str, table: &Table, row: &Row) -> Vec<String> {
    let shown = table.columns.iter().zip(row).filter(|((_, kind), _)| *kind != Kind::Physical);
    shown
        .map(|((column, kind), cell)| {
            let shape = match cell {
                Cell::Int(_) if DRAWN.contains(&(name, column)) => "drawn".to_owned(),
                Cell::Int(n) => n.to_string(),
                Cell::Bytes(text) if *kind == Kind::Text => masked(&String::from_utf8_lossy(text)),
                Cell::Bytes(bytes) => sealed(bytes),
            };
            format!("{column}={shape}")
        })
        .collect()
}

/// Ids, digests and numbers of records become one sign: words that are long and hold a digit.
fn masked(text: &str) -> String {
    let (mut out, mut word) = (String::new(), String::new());
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            continue;
        }
        let random = word.len() >= 14 && word.contains(|c: char| c.is_ascii_digit());
        out.push_str(if random { "#" } else { &word });
        out.push(c);
        word.clear();
    }
    out.trim_end().to_owned()
}

/// Length; of an age file the kinds of its stanzas and its length without the stanza of grease, whose size is random.
pub fn sealed(bytes: &[u8]) -> String {
    if !bytes.starts_with(b"age-encryption.org/v1\n") {
        return format!("{} bytes", bytes.len());
    }
    let (mut stanzas, mut grease, mut in_grease) = (Vec::new(), 0, false);
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if line.starts_with(b"--- ") {
            break;
        }
        if let Some(stanza) = line.strip_prefix(b"-> ") {
            let kind = stanza.split(|b| b" \n".contains(b)).next().unwrap_or_default();
            in_grease = kind.ends_with(b"-grease");
            if !in_grease {
                stanzas.push(String::from_utf8_lossy(kind).into_owned());
            }
        }
        if in_grease {
            grease += line.len();
        }
    }
    assert!((1..=256).contains(&grease), "one stanza of grease in every header: {grease} bytes");
    format!("age {stanzas:?} and {} bytes", bytes.len() - grease)
}
