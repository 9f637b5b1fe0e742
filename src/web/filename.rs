//! File names: what a stranger calls a file, and how we hand the name back in a header.

use std::fmt::Write;

/// Longest name kept, bytes of UTF-8 (the limit of common file systems).
const MAX: usize = 255;

/// Name of a file whose own name leaves nothing to show.
const NAMELESS: &str = "file";

/// The harmless part of the file name a client sent.
///
/// Folders are cut off (they tell of the sender's computer, and `..` of bad intent), as are control characters and the
/// bidirectional ones with which `exe.txt` is made to look like `txt.exe`. The rest is kept within 255 bytes.
#[must_use]
pub fn clean(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut name = String::new();
    for c in last.chars().filter(|c| !hidden(*c)) {
        if name.len() + c.len_utf8() > MAX {
            break;
        }
        name.push(c);
    }
    let name = name.trim();
    if name.trim_matches('.').is_empty() { NAMELESS.to_owned() } else { name.to_owned() }
}

fn hidden(c: char) -> bool {
    // Explicit bidi formatting (UAX 9) and the marks and separators that are as invisible.
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Value of `Content-Disposition` for a download called `name` (cleaned again), RFC 6266 with the extended notation of RFC 8187.
#[must_use]
pub fn attachment(name: &str) -> String {
    let mut value = "attachment; filename*=UTF-8''".to_owned();
    for byte in clean(name).bytes() {
        // attr-char of RFC 8187, section 3.2.1
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            value.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(value, "%{byte:02X}");
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_last_part_of_a_path_stays() {
        assert_eq!(clean("C:\\Users\\Anna\\foto.jpg"), "foto.jpg");
        assert_eq!(clean("/home/anna/foto.jpg"), "foto.jpg");
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean("Fotogrāfija 1.jpg"), "Fotogrāfija 1.jpg");
    }

    #[test]
    fn what_hides_is_removed() {
        assert_eq!(clean("a\u{202e}gpj.exe"), "agpj.exe");
        assert_eq!(clean("a\r\nSet-Cookie: b\0"), "aSet-Cookie: b");
        for empty in ["", "..", ".", "folder/", "\u{2067}", " \t"] {
            assert_eq!(clean(empty), "file", "{empty:?}");
        }
    }

    #[test]
    fn header_values_are_encoded() {
        assert_eq!(attachment("ziņa \"1\".txt"), "attachment; filename*=UTF-8''zi%C5%86a%20%221%22.txt");
        assert_eq!(attachment("a;b'c%.png"), "attachment; filename*=UTF-8''a%3Bb%27c%25.png");
    }

    proptest! {
        #[test]
        fn any_name_becomes_harmless(sent in "\\PC{0,300}|.{0,300}") {
            let name = clean(&sent);
            prop_assert!(!name.is_empty() && name.len() <= MAX);
            prop_assert!(!name.contains(['/', '\\']) && !name.chars().any(hidden));
            prop_assert_eq!(clean(&name), name.clone());
            prop_assert!(attachment(&name).bytes().all(|byte| (0x20..0x7f).contains(&byte)));
        }
    }
}
