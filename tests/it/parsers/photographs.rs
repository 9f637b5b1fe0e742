//! Photographs that are built as their formats say, with words of a device everywhere, and those that are not.

use balss::web::photo::{Cleaner, Kind, Malformed, is_photo, kind};
use proptest::prelude::*;

/// The cleaned copy of a photograph that comes in pieces of this size.
fn cleaned(file: &[u8], piece: usize) -> Result<Vec<u8>, Malformed> {
    let (mut cleaner, mut out) = (Cleaner::new(kind(file).ok_or(Malformed)?), Vec::new());
    for bytes in file.chunks(piece) {
        cleaner.push(bytes, &mut out)?;
        assert!(cleaner.waiting() < 2 + 65_535, "memory stays bounded");
    }
    assert!(out.len() <= file.len() + 36, "one segment of orientation is all that is added");
    cleaner.finish().map(|()| out)
}

/// What a part of a picture is: something its decoder needs, or words of the device.
#[derive(Debug, Clone)]
enum Written {
    Needed(Vec<u8>),
    Words(usize),
}

/// A picture of these parts, built as its format says, with `words` wherever a device may write some.
fn built(of: Kind, parts: &[Written], words: &[u8]) -> Vec<u8> {
    const SEGMENTS: [(u8, &[u8]); 6] = [
        (0xE1, b"Exif\0\0MM\0\x2a\0\0\0\x08"),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
        (0xED, b"Photoshop 3.0\08BIM"),
        (0xE2, b"ICC_PROFILE\0\x01\x01"),
        (0xFE, b""),
        (0xE0, b"JFXX\0\x10"),
    ];
    const CHUNKS: [&[u8; 4]; 6] = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"tIME"];
    const RIFF: [&[u8; 4]; 6] = [b"EXIF", b"XMP ", b"ICCP", b"LIST", b"note", b"INFO"];
    let length = |body: &[u8]| u32::try_from(body.len()).expect("short");
    let segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
        [&[0xFF, marker][..], &length, body].concat()
    };
    let chunk = |name: &[u8; 4], body: &[u8]| [&length(body).to_be_bytes()[..], name, body, &[0; 4]].concat();
    let riff = |name: &[u8; 4], body: &[u8]| {
        [&name[..], &length(body).to_le_bytes(), body, &vec![0; body.len() % 2]].concat()
    };
    let inner: Vec<u8> = parts
        .iter()
        .flat_map(|part| match (of, part) {
            (Kind::Jpeg, Written::Needed(bytes)) => {
                let scan: Vec<u8> = bytes.iter().map(|b| b & 0x7F).collect();
                [segment(0xDB, bytes), segment(0xDA, &[1, 1, 0, 0, 63, 0]), scan, vec![0xFF, 0, 0xFF, 0xD3]]
                    .concat()
            }
            (Kind::Png, Written::Needed(bytes)) => chunk(b"IDAT", bytes),
            (Kind::Webp, Written::Needed(bytes)) => riff(b"VP8L", bytes),
            (Kind::Jpeg, Written::Words(n)) => {
                let (marker, begins) = SEGMENTS[n % 6];
                segment(marker, &[begins, words].concat())
            }
            (Kind::Png, Written::Words(n)) => chunk(CHUNKS[n % 6], words),
            (Kind::Webp, Written::Words(n)) => riff(RIFF[n % 6], words),
        })
        .collect();
    match of {
        Kind::Jpeg => [&[0xFF, 0xD8][..], &inner, &[0xFF, 0xD9], words].concat(),
        Kind::Png => {
            let (begin, end) = (chunk(b"IHDR", &[0; 13]), chunk(b"IEND", &[]));
            [&b"\x89PNG\r\n\x1a\n"[..], &begin, &inner, &end, words].concat()
        }
        Kind::Webp => {
            let chunks = [riff(b"VP8X", &[0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), inner].concat();
            let length = (u32::try_from(chunks.len()).expect("short") + 4).to_le_bytes();
            [&b"RIFF"[..], &length, b"WEBP", &chunks, words].concat()
        }
    }
}

pub fn photographs() {
    const WORDS: &[u8] = b"56.9496N 24.1052E 2026:05:01";
    let part = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200).prop_map(Written::Needed),
        any::<usize>().prop_map(Written::Words),
    ];
    let parts = prop::collection::vec(part, 0..12);
    let kinds = prop::sample::select(vec![Kind::Jpeg, Kind::Png, Kind::Webp]);
    proptest!(|(of in kinds, parts in parts, piece in 1..90_usize, at in any::<prop::sample::Index>(), bit in 0..8_u32)| {
        let file = built(of, &parts, WORDS);
        let out = cleaned(&file, piece).expect("well built");
        prop_assert_eq!(kind(&out), Some(of));
        prop_assert!(memchr::memmem::find(&out, WORDS).is_none(), "no words beside the picture");
        for part in &parts {
            if let Written::Needed(bytes) = part {
                prop_assert!(memchr::memmem::find(&out, bytes).is_some(), "all of the picture");
            }
        }
        prop_assert_eq!(&cleaned(&file, usize::MAX).expect("well built"), &out);
        prop_assert_eq!(&cleaned(&out, piece).expect("well built"), &out);
        // Touched or cut anywhere it comes to an end all the same, the same in whatever pieces.
        let (mut touched, place) = (file.clone(), at.index(file.len()));
        touched[place] ^= 1 << bit;
        for file in [&touched[..], &file[..place]] {
            prop_assert_eq!(cleaned(file, piece), cleaned(file, usize::MAX));
        }
    });
    proptest!(|(bytes: Vec<u8>)| {
        let _ = (kind(&bytes), is_photo(&bytes));
    });
}
