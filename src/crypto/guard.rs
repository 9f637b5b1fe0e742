//! Bounds on an age header before the age parser sees it.
//!
//! The parser starts again from the first byte at every line and has no limit of its own: a header of 1 MiB costs
//! it half a minute. Whoever may write to the database, or upload, must not be able to buy that. So the end of the
//! header is found by one linear scan, and bytes and lines are counted first.

use super::Refused;

/// The longest header that is looked at, in bytes. Ours have about 1.8 KiB.
pub const HEADER_MAX: usize = 16 * 1024;

/// The most lines a header may have. Ours have at most 9: version, stanza of 2, grease of up to 5, MAC.
const LINES_MAX: usize = 32;
const END: &[u8] = b"\n--- ";
/// Characters of the MAC in base64, and the line feed behind it.
const MAC: usize = 44;

/// The length of the header at the start of `file`, from its version line to the line feed behind its MAC.
///
/// # Errors
/// [`Refused`] if no header ends within [`HEADER_MAX`] bytes, or if it has more lines than any of ours could.
pub fn header_len(file: &[u8]) -> Result<usize, Refused> {
    let window = &file[..file.len().min(HEADER_MAX)];
    let end = window.windows(END.len()).position(|part| part == END).ok_or(Refused)?;
    let len = end + END.len() + MAC;
    let header = window.get(..len).ok_or(Refused)?;
    let few_lines = header.split(|byte| *byte == b'\n').nth(LINES_MAX + 1).is_none();
    if header.ends_with(b"\n") && few_lines { Ok(len) } else { Err(Refused) }
}

/// Refuses a header that has not exactly one hybrid stanza, or any stanza of another kind: our envelopes go to one
/// recipient, and a second would be a reader nobody appointed. Grease (random stanzas that age adds to keep
/// parsers honest) is let pass.
///
/// # Errors
/// [`Refused`], see above.
pub fn one_recipient(header: &[u8]) -> Result<(), Refused> {
    let mut hybrid = 0;
    for line in header.split(|byte| *byte == b'\n') {
        let Some(arguments) = line.strip_prefix(b"-> ") else { continue };
        let kind = arguments.split(|byte| *byte == b' ').next().unwrap_or_default();
        if kind == super::hybrid::STANZA.as_bytes() {
            hybrid += 1;
        } else if !kind.ends_with(b"grease") {
            return Err(Refused);
        }
    }
    if hybrid == 1 { Ok(()) } else { Err(Refused) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MAC_LINE: &str = "--- 7wCgKc4t8kKmKJTNrYs7MoLKHk8Sqt8Y3oTZc08sQjM\n";

    fn header(stanzas: &str) -> Vec<u8> {
        format!("age-encryption.org/v1\n{stanzas}{MAC_LINE}").into_bytes()
    }

    #[test]
    fn finds_the_end_and_nothing_behind_it() {
        let mut file = header("-> mlkem768x25519 AAAA\nAAAA\n");
        let len = file.len();
        file.extend_from_slice(b"payload\n--- more");
        assert_eq!(header_len(&file), Ok(len));
        assert_eq!(header_len(&file[..len]), Ok(len));
        assert_eq!(header_len(&file[..len - 1]), Err(Refused));
        file[len - 1] = b'A';
        assert_eq!(header_len(&file), Err(Refused));
    }

    #[test]
    fn refuses_large_headers_by_a_short_look() {
        let stanza = format!("-> a\n{}", format!("{}\n", "A".repeat(64)).repeat(1 << 14));
        assert_eq!(header_len(&header(&stanza)), Err(Refused));
        assert_eq!(header_len(&header(&format!("-> {}\n\n", "a".repeat(HEADER_MAX)))), Err(Refused));
        assert_eq!(header_len(&header(&"-> a\n\n".repeat(16))), Err(Refused));
        assert!(header_len(&header(&"-> a\n\n".repeat(15))).is_ok());
    }

    #[test]
    fn wants_one_hybrid_stanza_and_no_other_kind() {
        let (ours, grease) = ("-> mlkem768x25519 AAAA\nAAAA\n", "-> x%-grease y\n\n");
        assert_eq!(one_recipient(&header(ours)), Ok(()));
        assert_eq!(one_recipient(&header(&[grease, ours, grease].concat())), Ok(()));
        for bad in [grease, &ours.repeat(2), &[ours, "-> X25519 AAAA\nAAAA\n"].concat()] {
            assert_eq!(one_recipient(&header(bad)), Err(Refused));
        }
    }

    proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>, text in "(age-encryption.org/v1\n|-> |--- |A|\n){0,60}") {
            let (_, _) = (header_len(&bytes), one_recipient(&bytes));
            if let Ok(len) = header_len(text.as_bytes()) {
                prop_assert!(len <= text.len());
            }
        }
    }
}
