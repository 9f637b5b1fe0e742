//! What of a JPEG's segments is passed on.

use super::Malformed;

/// Passes on what a decoder needs of a segment, marker included; an orientation once, and then `told`.
pub(super) fn keep(segment: &[u8], told: &mut bool, out: &mut Vec<u8>) -> Result<(), Malformed> {
    let body = segment.get(4..).ok_or(Malformed)?;
    match segment[1] {
        // JFIF: version, density; a thumbnail would follow.
        0xE0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
            out.extend_from_slice(&[0xFF, 0xE0, 0, 16]);
            out.extend_from_slice(&body[..12]);
            out.extend_from_slice(&[0, 0]);
        }
        0xE1 if !*told => {
            if let Some(orientation) = body.strip_prefix(b"Exif\0\0").and_then(orientation) {
                out.extend_from_slice(&[0xFF, 0xE1, 0, 34]);
                out.extend_from_slice(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
                out.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
                *told = true;
            }
        }
        // Which colours three or four components are.
        0xEE if body.starts_with(b"Adobe") && body.len() >= 12 => {
            out.extend_from_slice(&[0xFF, 0xEE, 0, 14]);
            out.extend_from_slice(&body[..12]);
        }
        0xE0..=0xEF | 0xFE => {}
        0xC0..=0xC7 | 0xC9..=0xCF | 0xDA..=0xDF => out.extend_from_slice(segment),
        // Among them what only JPEG-LS has: left out, the picture could not be read.
        _ => return Err(Malformed),
    }
    Ok(())
}

/// The orientation (2 to 8) that an Exif block (TIFF) tells, if it is another than upright.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let big = match tiff.get(..4)? {
        b"MM\0\x2a" => true,
        b"II\x2a\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
    let first = usize::try_from(first).ok()?;
    for n in 0..usize::from(short(first)?) {
        let entry = first.checked_add(2 + 12 * n)?;
        if short(entry)? == 0x0112 {
            return u8::try_from(short(entry.checked_add(8)?)?).ok().filter(|o| (2..=8).contains(o));
        }
    }
    None
}
