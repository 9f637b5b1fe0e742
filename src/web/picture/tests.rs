//! Pictures made by the same crate's encoders, with a marker behind them, and files that want to take too much.

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

use super::{OUT, SHOWN, Unshown, draw, is_drawn, is_progressive, redraw, turn};

const MARKER: &[u8] = b"<script>alert(1)</script>";

/// Left half red, right half see-through.
fn picture(width: u32, height: u32) -> DynamicImage {
    let half = |x| if x < width / 2 { Rgba([200, 0, 0, 255]) } else { Rgba([0, 0, 0, 0]) };
    DynamicImage::ImageRgba8(RgbaImage::from_fn(width, height, |x, _| half(x)))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn all() -> [(ImageFormat, Vec<u8>); 4] {
    let picture = picture(60, 40);
    let jpeg = DynamicImage::ImageRgb8(picture.to_rgb8());
    [
        (ImageFormat::Png, encoded(&picture, ImageFormat::Png)),
        (ImageFormat::Gif, encoded(&picture, ImageFormat::Gif)),
        (ImageFormat::WebP, encoded(&picture, ImageFormat::WebP)),
        (ImageFormat::Jpeg, encoded(&jpeg, ImageFormat::Jpeg)),
    ]
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

#[test]
fn what_is_shown_is_a_new_file_of_pixels_alone() {
    for (format, file) in all() {
        assert!(is_drawn(&file), "{format:?}");
        let shown = draw(&[&file, MARKER].concat()).unwrap();
        assert!(!holds(&shown, MARKER) && shown.starts_with(&[0xFF, 0xD8, 0xFF]), "{format:?}");
        let back = image::load_from_memory(&shown).unwrap().to_rgb8();
        assert_eq!(back.dimensions(), (60, 40), "{format:?}");
        let [r, g, ..] = back.get_pixel(5, 20).0;
        assert!(r > 170 && g < 40, "{format:?}: {r} {g}");
        if format != ImageFormat::Jpeg {
            assert!(back.get_pixel(55, 20).0.iter().all(|c| *c > 240), "{format:?}: on white");
        }
    }
}

#[test]
fn a_turned_photograph_stands_upright_and_a_large_one_is_made_small() {
    let upright = draw(&encoded(&DynamicImage::ImageRgb8(picture(60, 40).to_rgb8()), ImageFormat::Jpeg));
    assert_eq!(image::load_from_memory(&upright.unwrap()).unwrap().height(), 40);
    let turned = include_bytes!("../../../config/demo/files/photo.jpg");
    let (width, height) = size(&draw(turned).unwrap());
    // Exif orientation 6 before everything else: a quarter turn.
    let exif = b"\xFF\xE1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let file = [&turned[..2], exif, &turned[2..]].concat();
    assert_eq!(size(&draw(&file).unwrap()), (height, width));
    let large = encoded(&DynamicImage::ImageRgb8(picture(3000, 1000).to_rgb8()), ImageFormat::Png);
    assert_eq!(size(&draw(&large).unwrap()), (SHOWN, 533));
}

fn size(file: &[u8]) -> (u32, u32) {
    let picture = image::load_from_memory(file).unwrap();
    (picture.width(), picture.height())
}

#[test]
fn the_noisiest_picture_stays_within_its_bound() {
    let mut state = 1_u32;
    let noise = image::RgbImage::from_fn(SHOWN, SHOWN, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([state.to_be_bytes()[0], state.to_be_bytes()[1], state.to_be_bytes()[2]])
    });
    let shown = draw(&encoded(&DynamicImage::ImageRgb8(noise), ImageFormat::Png)).unwrap();
    assert!(shown.len() <= OUT, "{}", shown.len());
}

#[test]
fn a_header_that_promises_too_much_is_believed_and_refused() {
    let png = encoded(&picture(60, 40), ImageFormat::Png);
    for (width, height) in [(60_000_u32, 60_000_u32), (16_000, 16_000), (16_385, 1), (0, 5)] {
        let mut bomb = png.clone();
        bomb[16..20].copy_from_slice(&width.to_be_bytes());
        bomb[20..24].copy_from_slice(&height.to_be_bytes());
        // The checksum of a header that lies is right.
        let sum = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(draw(&bomb), Err(Unshown), "{width} x {height}");
    }
    let mut gif = encoded(&picture(60, 40), ImageFormat::Gif);
    gif[6..10].fill(0xFF);
    assert_eq!(draw(&gif), Err(Unshown));
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |c: u32, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 };
    !bytes.iter().fold(!0_u32, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

#[test]
fn a_progressive_photograph_counts_what_its_decoder_holds() {
    let baseline = &all()[3].1;
    assert!(
        !is_progressive(baseline) && !is_progressive(include_bytes!("../../../config/demo/files/photo.jpg"))
    );
    let at = baseline.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
    let mut file = baseline.clone();
    file[at + 1] = 0xC2;
    assert!(is_progressive(&file) && is_progressive(b"\xFF\xD8\xFF\xE0"));
    // 3500 x 3000: as it is it would fit, progressive it would not.
    file[at + 5..at + 9].copy_from_slice(&[0x0B, 0xB8, 0x0D, 0xAC]);
    assert_eq!(draw(&file), Err(Unshown));
}

#[tokio::test]
async fn what_is_no_picture_or_not_whole_is_not_shown() {
    for (format, file) in all() {
        for cut in [13, 20, file.len() / 3] {
            // Whatever a decoder makes of the rest, it is pixels, or nothing.
            let _ = draw(&file[..cut.min(file.len())]);
        }
        assert_eq!(draw(&file[..20]), Err(Unshown), "{format:?}");
    }
    for file in [
        &b""[..],
        b"\xFF\xD8\xFF",
        b"GIF89a/*",
        b"<svg onload=alert(1)>",
        b"RIFF\xFF\xFF\xFF\xFFWEBP",
        MARKER,
    ] {
        let turn = turn().await.unwrap();
        assert_eq!(redraw(turn, file.to_vec()).await, Err(Unshown));
    }
}
