//! Photographs without what their device wrote beside the picture: place, time, make and number of the camera, thumbnails,
//! the name of whoever edited it. Picture data is passed on untouched.
//!
//! A cleaner takes a file as it arrives and gives the clean one as it goes, in bounded memory. What it does not know it
//! leaves out, and what is not built as the format says ends it: a file that is cleaned by half is not clean.
//!
//! - JPEG (ITU-T T.81, Exif 2.3): only segments that a decoder needs (frames, tables, scans, restart intervals, the Adobe
//!   transform, a JFIF header without thumbnail); orientation is kept in a fresh Exif segment of its own; all that follows
//!   the end of the image goes.
//! - PNG (W3C PNG 3): only chunks of picture, palette, transparency, gamma, sRGB, size and animation.
//! - WebP (RFC 9649): other chunks are overwritten by zeros under a name that nobody reads, so that lengths stay true.

/// The kind of photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
}

/// Bytes that [`kind`] wants to see.
pub const MAGIC: usize = 12;

/// The kind of a file that begins so; `None` for everything else.
#[must_use]
pub fn kind(begins: &[u8]) -> Option<Kind> {
    if begins.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(Kind::Jpeg)
    } else if begins.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Kind::Png)
    } else if begins.starts_with(b"RIFF") && begins.get(8..12) == Some(b"WEBP") {
        Some(Kind::Webp)
    } else {
        None
    }
}

/// Not built as its format says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

/// Cleans one file.
pub struct Cleaner {
    kind: Kind,
    state: State,
    /// Bytes that were not yet understood; at most a segment.
    held: Vec<u8>,
    /// Bytes of a WebP that follow the chunk at hand.
    left: u64,
}

enum State {
    /// Before the first segment or chunk.
    Begin,
    /// Between segments or chunks.
    Between,
    /// In the compressed data of a JPEG scan.
    Scan,
    /// Passes this many bytes on.
    Pass(u64),
    /// Leaves this many bytes out; a WebP's are replaced by zeros.
    Drop(u64),
    /// After the end of the image.
    End,
}

/// The longest segment of a JPEG, marker included.
const SEGMENT: usize = 2 + 65_535;

impl Cleaner {
    /// A cleaner of this kind.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, state: State::Begin, held: Vec::new(), left: 0 }
    }

    /// Takes bytes of the file, appends clean ones to `out`.
    ///
    /// # Errors
    /// [`Malformed`]; what was given so far is worth nothing then.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), Malformed> {
        self.held.extend_from_slice(bytes);
        let mut at = 0;
        while let Some(used) = self.step(at, out)? {
            at += used;
        }
        self.held.drain(..at);
        if self.held.len() > SEGMENT { Err(Malformed) } else { Ok(()) }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`Malformed`] when it is not whole.
    pub fn finish(self) -> Result<(), Malformed> {
        if matches!(self.state, State::End) { Ok(()) } else { Err(Malformed) }
    }

    /// Understands what stands at `at`: how many bytes it took, or nothing while there are too few.
    fn step(&mut self, at: usize, out: &mut Vec<u8>) -> Result<Option<usize>, Malformed> {
        let held = &self.held[at..];
        let webp = self.kind == Kind::Webp;
        match &mut self.state {
            State::Pass(left) | State::Drop(left) if *left == 0 => {
                self.state = self.after_chunk();
                Ok(Some(0))
            }
            State::Pass(_) | State::Drop(_) | State::End if held.is_empty() => Ok(None),
            State::End => Ok(Some(held.len())),
            State::Pass(left) => {
                let n = held.len().min(usize::try_from(*left).unwrap_or(usize::MAX));
                out.extend_from_slice(&held[..n]);
                *left -= n as u64;
                Ok(Some(n))
            }
            State::Drop(left) => {
                let n = held.len().min(usize::try_from(*left).unwrap_or(usize::MAX));
                if webp {
                    out.resize(out.len() + n, 0);
                }
                *left -= n as u64;
                Ok(Some(n))
            }
            _ => match self.kind {
                Kind::Jpeg => self.jpeg(at, out),
                Kind::Png => self.png(at, out),
                Kind::Webp => self.webp(at, out),
            },
        }
    }

    fn after_chunk(&self) -> State {
        if self.kind == Kind::Webp && self.left == 0 { State::End } else { State::Between }
    }

    fn jpeg(&mut self, at: usize, out: &mut Vec<u8>) -> Result<Option<usize>, Malformed> {
        let held = &self.held[at..];
        if matches!(self.state, State::Scan) {
            // Up to the next marker that is neither a stuffed byte nor a restart.
            let mut n = 0;
            while n < held.len() {
                if held[n] != 0xFF {
                    n += 1;
                    continue;
                }
                match held.get(n + 1) {
                    None => break,
                    Some(0x00 | 0xD0..=0xD7) => n += 2,
                    Some(0xFF) => n += 1,
                    Some(_) => {
                        self.state = State::Between;
                        break;
                    }
                }
            }
            out.extend_from_slice(&held[..n]);
            return Ok((n > 0 || matches!(self.state, State::Between)).then_some(n));
        }
        let Some(marker) = held.get(..2) else { return Ok(None) };
        match (marker[0], marker[1]) {
            (0xFF, 0xD8) if matches!(self.state, State::Begin) => {
                out.extend_from_slice(marker);
                self.state = State::Between;
                Ok(Some(2))
            }
            // Fill bytes before a marker.
            (0xFF, 0xFF) if matches!(self.state, State::Between) => Ok(Some(1)),
            (0xFF, 0xD9) if matches!(self.state, State::Between) => {
                out.extend_from_slice(marker);
                self.state = State::End;
                Ok(Some(2))
            }
            (0xFF, 0xC0..=0xFE) if matches!(self.state, State::Between) => {
                let Some(length) = held.get(2..4) else { return Ok(None) };
                let end = 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
                let Some(segment) = held.get(..end) else { return Ok(None) };
                keep_segment(segment, out)?;
                if marker[1] == 0xDA {
                    self.state = State::Scan;
                }
                Ok(Some(end))
            }
            _ => Err(Malformed),
        }
    }

    fn png(&mut self, at: usize, out: &mut Vec<u8>) -> Result<Option<usize>, Malformed> {
        const KEPT: [&[u8; 4]; 11] = [
            b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"acTL", b"fcTL", b"fdAT",
        ];
        let held = &self.held[at..];
        if matches!(self.state, State::Begin) {
            let Some(magic) = held.get(..8) else { return Ok(None) };
            out.extend_from_slice(magic);
            self.state = State::Between;
            return Ok(Some(8));
        }
        let Some(start) = held.get(..8) else { return Ok(None) };
        let length = u64::from(u32::from_be_bytes([start[0], start[1], start[2], start[3]]));
        if length > 1 << 31 {
            return Err(Malformed);
        }
        let name = &start[4..];
        if name == b"IEND" {
            let Some(whole) = held.get(..12).filter(|_| length == 0) else {
                return if length == 0 { Ok(None) } else { Err(Malformed) };
            };
            out.extend_from_slice(whole);
            self.state = State::End;
            return Ok(Some(12));
        }
        if KEPT.iter().any(|kept| &kept[..] == name) {
            out.extend_from_slice(start);
            self.state = State::Pass(length + 4);
        } else {
            self.state = State::Drop(length + 4);
        }
        Ok(Some(8))
    }

    fn webp(&mut self, at: usize, out: &mut Vec<u8>) -> Result<Option<usize>, Malformed> {
        const KEPT: [&[u8; 4]; 5] = [b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"];
        let held = &self.held[at..];
        if matches!(self.state, State::Begin) {
            let Some(magic) = held.get(..12) else { return Ok(None) };
            let length = u32::from_le_bytes([magic[4], magic[5], magic[6], magic[7]]);
            self.left = u64::from(length).checked_sub(4).filter(|n| *n > 0).ok_or(Malformed)?;
            out.extend_from_slice(magic);
            self.state = State::Between;
            return Ok(Some(12));
        }
        let Some(start) = held.get(..8) else { return Ok(None) };
        let length = u64::from(u32::from_le_bytes([start[4], start[5], start[6], start[7]]));
        let padded = length + length % 2;
        let left = self.left.checked_sub(8 + padded).ok_or(Malformed)?;
        if &start[..4] == b"VP8X" {
            let Some(chunk) = held.get(..18).filter(|_| length == 10) else {
                return if length == 10 { Ok(None) } else { Err(Malformed) };
            };
            out.extend_from_slice(&chunk[..8]);
            // No colour profile, no Exif, no XMP any more: only animation and transparency are said.
            out.push(chunk[8] & 0b0001_0010);
            out.extend_from_slice(&chunk[9..]);
            self.left = left;
            self.state = self.after_chunk();
            return Ok(Some(18));
        }
        self.left = left;
        if KEPT.iter().any(|kept| kept[..] == start[..4]) {
            out.extend_from_slice(start);
            self.state = State::Pass(padded);
        } else {
            out.extend_from_slice(b"JUNK");
            out.extend_from_slice(&start[4..]);
            self.state = State::Drop(padded);
        }
        Ok(Some(8))
    }
}

/// Passes on what a decoder needs of a JPEG segment, marker included.
fn keep_segment(segment: &[u8], out: &mut Vec<u8>) -> Result<(), Malformed> {
    let body = segment.get(4..).ok_or(Malformed)?;
    match segment[1] {
        // JFIF: version, density; a thumbnail would follow.
        0xE0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
            out.extend_from_slice(&[0xFF, 0xE0, 0, 16]);
            out.extend_from_slice(&body[..12]);
            out.extend_from_slice(&[0, 0]);
        }
        0xE1 => {
            if let Some(orientation) = body.strip_prefix(b"Exif\0\0").and_then(orientation) {
                out.extend_from_slice(&[0xFF, 0xE1, 0, 34]);
                out.extend_from_slice(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
                out.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
            }
        }
        // Which colours three or four components are.
        0xEE if body.starts_with(b"Adobe") && body.len() == 12 => out.extend_from_slice(segment),
        0xE0..=0xEF | 0xF0..=0xFE | 0xC8 => {}
        0xC0..=0xCF | 0xDA..=0xDF => out.extend_from_slice(segment),
        _ => return Err(Malformed),
    }
    Ok(())
}

/// The orientation (2 to 8) that an Exif block (TIFF) tells, if it is another than upright.
fn orientation(tiff: &[u8]) -> Option<u8> {
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

#[cfg(test)]
mod tests;
