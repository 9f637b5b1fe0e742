//! Photographs with a marker wherever a device writes something beside the picture.

use super::photo::{crc32, png};

/// What no cleaned copy may hold.
pub const MARKER: &[u8] = b"56.9496N 24.1052E of a device";

/// A real encoder's picture.
const REAL: &[u8] = include_bytes!("../../../config/demo/files/photo.jpg");

pub fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xFF, marker][..], &length, body].concat()
}

/// The part of [`jpeg`] that makes the picture.
pub fn jpeg_picture() -> &'static [u8] {
    &REAL[memchr::memmem::find(REAL, &[0xFF, 0xDB]).expect("tables")..]
}

/// Exif with place and a turned picture, XMP, IPTC and a comment in a JPEG, and something after its end.
pub fn jpeg() -> Vec<u8> {
    let entries =
        [&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0][..], &[0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]]
            .concat();
    let exif = [b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02", &entries[..], &[0; 4], MARKER].concat();
    let head = &REAL[..REAL.len() - jpeg_picture().len()];
    [
        head,
        &segment(0xE1, &exif),
        &segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", MARKER].concat()),
        &segment(0xED, &[b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x20", MARKER].concat()),
        &segment(0xFE, MARKER),
        jpeg_picture(),
        MARKER,
    ]
    .concat()
}

/// A PNG of this side with text and Exif in it; without them it is [`png`].
pub fn png_with_words(side: u16) -> Vec<u8> {
    let chunk = |name: [u8; 4]| {
        let named = [&name[..], MARKER].concat();
        let length = u32::try_from(MARKER.len()).expect("short").to_be_bytes();
        [&length[..], &named, &crc32(&named).to_be_bytes()].concat()
    };
    let plain = png(side);
    [&plain[..33], &chunk(*b"tEXt"), &chunk(*b"iTXt"), &chunk(*b"eXIf"), &plain[33..], MARKER].concat()
}

/// A WebP with Exif and XMP.
pub fn webp() -> Vec<u8> {
    let chunk = |name: [u8; 4], body: &[u8]| {
        let length = u32::try_from(body.len()).expect("short").to_le_bytes();
        [&name[..], &length, body, &vec![0; body.len() % 2]].concat()
    };
    let chunks = [
        chunk(*b"VP8X", &[0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        chunk(*b"VP8 ", &[5; 41]),
        chunk(*b"EXIF", MARKER),
        chunk(*b"XMP ", MARKER),
    ]
    .concat();
    let length = u32::try_from(chunks.len() + 4).expect("short").to_le_bytes();
    [&b"RIFF"[..], &length, b"WEBP", &chunks].concat()
}

/// Something that begins as a HEIC does.
pub fn heic() -> Vec<u8> {
    [&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], MARKER, &[8; 500]].concat()
}
