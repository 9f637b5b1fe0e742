//! Pictures from strangers, drawn anew: what is shown is made of pixels alone, by our own encoder. No byte of the file
//! reaches a browser this way, so that one which is also a script, a page or an attack on a decoder stays a picture.
//!
//! Decoders are the memory-safe ones of the `image` crate. A file that would take more room than [`MEMORY`] is refused by
//! what its header says, before anything is decoded; two are decoded at a time, others wait.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use tokio::sync::Semaphore;

use super::photo;

/// Bytes of the largest file that is looked at.
pub const LARGEST: u64 = 24 << 20;
/// Bytes that decoding may take, beside the file.
const MEMORY: u64 = 64 << 20;
/// Pixels along the longer side at most, of what is read.
const SIDE: u32 = 16_384;
/// The same, of what is shown.
const SHOWN: u32 = 1600;
/// Bytes of the largest picture that is shown: more than pure noise of that size takes.
const OUT: usize = 8 << 20;
const QUALITY: u8 = 88;

/// Two at once: the second is somebody else, or a page that was opened twice.
static TURNS: Semaphore = Semaphore::const_new(2);

/// It cannot be shown: no picture, damaged, or too large to be decoded safely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unshown;

/// The turn to draw one picture. Whoever reads a file into memory for it takes the turn before.
pub struct Turn(tokio::sync::SemaphorePermit<'static>);

/// Waits for a turn.
///
/// # Errors
/// [`Unshown`] never happens: the semaphore is not closed.
pub async fn turn() -> Result<Turn, Unshown> {
    TURNS.acquire().await.map(Turn).map_err(|_| Unshown)
}

/// Whether a file that begins so is a picture that can be drawn anew, with [`photo::MAGIC`] bytes of it.
#[must_use]
pub fn is_drawn(begins: &[u8]) -> bool {
    format(begins).is_some()
}

fn format(begins: &[u8]) -> Option<ImageFormat> {
    match photo::kind(begins) {
        Some(photo::Kind::Jpeg) => Some(ImageFormat::Jpeg),
        Some(photo::Kind::Png) => Some(ImageFormat::Png),
        Some(photo::Kind::Webp) => Some(ImageFormat::WebP),
        None if begins.starts_with(b"GIF87a") || begins.starts_with(b"GIF89a") => Some(ImageFormat::Gif),
        None => None,
    }
}

/// Draws a file anew, beside the threads that serve: a JPEG of at most [`SHOWN`] pixels a side, turned upright; of what
/// moves, the first picture. The turn ends with the work, also when nobody waits for it any more.
///
/// # Errors
/// [`Unshown`].
pub async fn redraw(turn: Turn, file: impl AsRef<[u8]> + Send + 'static) -> Result<Vec<u8>, Unshown> {
    let work = tokio::task::spawn_blocking(move || {
        let Turn(_permit) = turn;
        draw(file.as_ref())
    });
    // A panic of a decoder is one picture that is not shown.
    work.await.unwrap_or(Err(Unshown))
}

fn draw(file: &[u8]) -> Result<Vec<u8>, Unshown> {
    let format = format(file).ok_or(Unshown)?;
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE), Some(SIDE));
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Unshown)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    // The decoder of progressive JPEG holds two bytes for each sample of the whole picture.
    let beside = if format == ImageFormat::Jpeg && is_progressive(file) { pixels * 3 * 2 } else { 0 };
    if pixels == 0 || width > SIDE || height > SIDE || decoder.total_bytes().saturating_add(beside) > MEMORY {
        return Err(Unshown);
    }
    let orientation = decoder.orientation().map_err(|_| Unshown)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Unshown)?;
    if width.max(height) > SHOWN {
        picture = picture.thumbnail(SHOWN, SHOWN);
    }
    picture.apply_orientation(orientation);
    let picture = on_white(picture);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&picture).map_err(|_| Unshown)?;
    if out.len() > OUT { Err(Unshown) } else { Ok(out) }
}

/// What shines through is seen on white, as on paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let from = picture.into_rgba8();
    RgbImage::from_fn(from.width(), from.height(), |x, y| {
        let [r, g, b, a] = from.get_pixel(x, y).0.map(u32::from);
        let over = |c: u32| u8::try_from((c * a + 255 * (255 - a)) / 255).unwrap_or(255);
        Rgb([over(r), over(g), over(b)])
    })
}

/// Whether a JPEG's first frame is of the progressive kind (ITU-T T.81, B.1.1.3): its segments are walked until one says.
fn is_progressive(file: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[0xFF, marker, high, low]) = file.get(at..at + 4).and_then(|b| b.first_chunk::<4>()) {
        match marker {
            0xFF => at += 1,
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return marker & 3 == 2,
            _ => at += 2 + usize::from(u16::from_be_bytes([high, low])),
        }
    }
    // No frame where a decoder would look for it: the dearer kind is assumed.
    true
}

#[cfg(test)]
mod tests;
