//! Photographs without what their device wrote beside the picture: place, time, make and number of the camera, thumbnails,
//! the name of whoever edited it. Picture data is passed on untouched.
//!
//! A cleaner takes a file as it arrives and gives the clean one as it goes, in bounded memory. What it does not know it
//! leaves out, and what is not built as the format says ends it: a file that is cleaned by half is not clean.
//!
//! - JPEG (ITU-T T.81, Exif 2.3): only segments that a decoder needs (frames, tables, scans, restart intervals, the Adobe
//!   transform, a JFIF header without thumbnail); orientation is kept in a fresh Exif segment of its own; all that follows
//!   the end of the image goes.
//! - PNG (W3C PNG 3): only chunks of picture, palette, transparency, gamma, sRGB, size and animation, of the lengths that
//!   they have.
//! - WebP (RFC 9649): other chunks are overwritten by zeros under a name that nobody reads, so that lengths stay true; so
//!   are those inside the frames of an animation.
//!
//! What it does not see: what the picture shows, and what somebody hid in the compressed data itself.

mod jpeg;

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

/// Whether a file that begins so is a photograph, also of a kind that cannot be cleaned here: HEIF, AVIF and Canon's CR3
/// (one box structure), TIFF with the raw formats built on it, Fujifilm's, JPEG XL and JPEG 2000. Neither name nor claimed
/// type is asked: both are as the sender's device likes.
#[must_use]
pub fn is_photo(begins: &[u8]) -> bool {
    const STARTS: [&[u8]; 12] = [
        b"II\x2a\0",
        b"MM\0\x2a",
        b"II\x2b\0",
        b"MM\0\x2b",
        b"IIRO",
        b"IIRS",
        b"IIU\0",
        b"FUJIFILM",
        b"\xff\x0a",
        b"\0\0\0\x0cJXL ",
        b"\0\0\0\x0cjP  ",
        b"\xff\x4f\xff\x51",
    ];
    const BRANDS: [&[u8; 4]; 17] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1",
        b"miaf", b"avif", b"avis", b"avci", b"avcs", b"crx ",
    ];
    let boxed = begins.get(4..8) == Some(b"ftyp")
        && begins.get(8..12).is_some_and(|brand| BRANDS.iter().any(|b| &b[..] == brand));
    kind(begins).is_some() || boxed || STARTS.iter().any(|start| begins.starts_with(start))
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
    /// Whether a JPEG's orientation was written, or a PNG's header came.
    told: bool,
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
        Self { kind, state: State::Begin, held: Vec::new(), left: 0, told: false }
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

    /// How many bytes wait to be understood: never more than a segment.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.held.len()
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`Malformed`] when it is not whole.
    pub fn finish(self) -> Result<(), Malformed> {
        if self.is_whole() { Ok(()) } else { Err(Malformed) }
    }

    /// Whether the picture has come to its end.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.state, State::End)
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
                jpeg::keep(segment, &mut self.told, out)?;
                if marker[1] == 0xDA {
                    self.state = State::Scan;
                }
                Ok(Some(end))
            }
            _ => Err(Malformed),
        }
    }

    fn png(&mut self, at: usize, out: &mut Vec<u8>) -> Result<Option<usize>, Malformed> {
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
        let name = [start[4], start[5], start[6], start[7]];
        // Nothing stands before the header: it says how all else is to be read.
        if self.told == (&name == b"IHDR") {
            return Err(Malformed);
        }
        self.told = true;
        let fits = match &name {
            b"IEND" => length == 0,
            b"IHDR" => length == 13,
            b"PLTE" => length <= 768,
            b"tRNS" => length <= 256,
            b"gAMA" => length == 4,
            b"sRGB" => length == 1,
            b"pHYs" => length == 9,
            b"acTL" => length == 8,
            b"fcTL" => length == 26,
            b"IDAT" | b"fdAT" => true,
            // A capital: no decoder can do without it, and this cleaner does not know it.
            other if other[0].is_ascii_uppercase() => return Err(Malformed),
            _ => {
                self.state = State::Drop(length + 4);
                return Ok(Some(8));
            }
        };
        if !fits {
            return Err(Malformed);
        }
        if &name == b"IEND" {
            let Some(whole) = held.get(..12) else { return Ok(None) };
            out.extend_from_slice(whole);
            self.state = State::End;
            return Ok(Some(12));
        }
        out.extend_from_slice(start);
        self.state = State::Pass(length + 4);
        Ok(Some(8))
    }

    fn webp(&mut self, at: usize, out: &mut Vec<u8>) -> Result<Option<usize>, Malformed> {
        const KEPT: [&[u8; 4]; 4] = [b"VP8 ", b"VP8L", b"ALPH", b"ANIM"];
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
            out.extend_from_slice(&[chunk[8] & 0b0001_0010, 0, 0, 0]);
            out.extend_from_slice(&chunk[12..]);
            self.left = left;
            self.state = self.after_chunk();
            return Ok(Some(18));
        }
        if &start[..4] == b"ANMF" {
            // A frame: where it stands, then chunks of its own, which are taken one by one like all others.
            self.left = left + padded.checked_sub(16).ok_or(Malformed)?;
            out.extend_from_slice(start);
            self.state = State::Pass(16);
            return Ok(Some(8));
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

#[cfg(test)]
mod tests;
