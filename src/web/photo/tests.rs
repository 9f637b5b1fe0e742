//! Files built by hand, with a marker wherever a device writes something beside the picture.

use proptest::prelude::*;

use super::{Cleaner, Kind, MAGIC, Malformed, is_photo, kind};

const MARKER: &[u8] = b"56.9496N 24.1052E";

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker][..], &length, body].concat()
}

fn exif(orientation: u8) -> Vec<u8> {
    let entries = [
        &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0][..],
        &[0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38],
    ]
    .concat();
    [b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02", &entries[..], &[0; 4], MARKER].concat()
}

fn jpeg() -> Vec<u8> {
    let scan = [0x11, 0xFF, 0x00, 0x22, 0xFF, 0xD3, 0x33];
    [
        &[0xFF, 0xD8][..],
        &segment(0xE0, &[b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01", MARKER].concat()),
        &segment(0xE1, &exif(6)),
        &segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", MARKER].concat()),
        &segment(0xE2, &[b"ICC_PROFILE\0", MARKER].concat()),
        &segment(0xED, MARKER),
        &segment(0xFE, MARKER),
        &segment(0xDB, &[1; 65]),
        &segment(0xC2, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        &segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        &scan,
        &segment(0xC4, &[2; 20]),
        &segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        &scan,
        &[0xFF, 0xD9],
        MARKER,
    ]
    .concat()
}

fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&length[..], &name, body, &[9; 4]].concat()
}

fn png() -> Vec<u8> {
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(*b"IHDR", &[0; 13]),
        &chunk(*b"tEXt", MARKER),
        &chunk(*b"eXIf", MARKER),
        &chunk(*b"iTXt", MARKER),
        &chunk(*b"tIME", MARKER),
        &chunk(*b"IDAT", &[7; 300]),
        &chunk(*b"IEND", &[]),
        MARKER,
    ]
    .concat()
}

fn riff(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap().to_le_bytes();
    let pad: &[u8] = if body.len() % 2 == 1 { &[0] } else { &[] };
    [&name[..], &length, body, pad].concat()
}

fn webp() -> Vec<u8> {
    let chunks = [
        riff(*b"VP8X", &[0x3E, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        riff(*b"ICCP", MARKER),
        riff(*b"VP8 ", &[5; 41]),
        riff(*b"EXIF", MARKER),
        riff(*b"XMP ", MARKER),
    ]
    .concat();
    let length = u32::try_from(chunks.len() + 4).unwrap().to_le_bytes();
    [&b"RIFF"[..], &length, b"WEBP", &chunks].concat()
}

fn clean(file: &[u8], piece: usize) -> Result<Vec<u8>, Malformed> {
    let mut cleaner = Cleaner::new(kind(file).ok_or(Malformed)?);
    let mut out = Vec::new();
    for bytes in file.chunks(piece) {
        cleaner.push(bytes, &mut out)?;
    }
    cleaner.finish().map(|()| out)
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

#[test]
fn nothing_beside_the_picture_is_left() {
    for (file, of) in [(jpeg(), Kind::Jpeg), (png(), Kind::Png), (webp(), Kind::Webp)] {
        assert_eq!(kind(&file), Some(of));
        assert!(holds(&file, MARKER));
        let whole = clean(&file, file.len()).unwrap();
        assert!(!holds(&whole, MARKER) && !holds(&whole, b"adobe"), "{of:?}");
        for piece in [1, 2, 7, 64] {
            assert_eq!(clean(&file, piece).unwrap(), whole, "{of:?} in pieces of {piece}");
        }
        assert_eq!(clean(&whole, 64).unwrap(), whole, "{of:?}: a clean file stays as it is");
    }
}

/// Files of real encoders, with everything put in that could be: what comes out is what there was before.
#[test]
fn a_real_picture_comes_out_as_it_was_made() {
    let jpeg = include_bytes!("../../../config/demo/files/photo.jpg");
    let png = include_bytes!("../../../config/demo/files/chat.png");
    let frame = memchr::memmem::find(jpeg, &[0xFF, 0xDB]).unwrap();
    let more = [
        segment(0xE1, &[b"Exif\0\0II\x2a\0", MARKER].concat()),
        segment(0xE1, &[b"http://ns.adobe.com/xmp/extension/\0", MARKER].concat()),
        segment(0xED, &[b"Photoshop 3.0\08BIM", MARKER].concat()),
        segment(0xE2, &[b"MPF\0", MARKER].concat()),
        segment(0xFE, MARKER),
    ];
    let told = [&jpeg[..frame], &more.concat(), &jpeg[frame..], MARKER].concat();
    assert_eq!(clean(&told, 777).unwrap(), clean(jpeg, 777).unwrap());
    assert_eq!(clean(jpeg, 777).unwrap(), jpeg);
    let more = [chunk(*b"zTXt", MARKER), chunk(*b"iCCP", MARKER), chunk(*b"prVt", MARKER)].concat();
    let told = [&png[..33], &more, &png[33..], MARKER].concat();
    assert_eq!(clean(&told, 777).unwrap(), clean(png, 777).unwrap());
    assert!(!holds(&clean(&told, 777).unwrap(), MARKER));
}

#[test]
fn frames_of_an_animation_hold_nothing_beside_them() {
    let frame = [&[3; 16][..], &riff(*b"ALPH", &[4; 7]), &riff(*b"VP8 ", &[5; 41]), &riff(*b"note", MARKER)];
    let chunks = [
        riff(*b"VP8X", &[0x3E, 0xEE, 0xEE, 0xEE, 0, 0, 0, 0, 0, 0]),
        riff(*b"ANIM", &[6; 6]),
        riff(*b"ANMF", &frame.concat()),
        riff(*b"ANMF", &frame.concat()),
    ]
    .concat();
    let length = u32::try_from(chunks.len() + 4).unwrap().to_le_bytes();
    let file = [&b"RIFF"[..], &length, b"WEBP", &chunks].concat();
    let out = clean(&file, 64).unwrap();
    assert!(!holds(&out, MARKER) && !holds(&out, b"note") && !holds(&out, &[0xEE]));
    assert_eq!((out.len(), clean(&file, 1)), (file.len(), Ok(out.clone())));
    for kept in [&[3; 16][..], &[4; 7], &[5; 41], &[6; 6], b"ALPH"] {
        assert!(holds(&out, kept));
    }
}

#[test]
fn what_a_decoder_needs_and_this_cleaner_does_not_know_ends_it() {
    let ihdr = chunk(*b"IHDR", &[0; 13]);
    let with =
        |first: &[u8], more: &[u8]| [&b"\x89PNG\r\n\x1a\n"[..], first, more, &chunk(*b"IEND", &[])].concat();
    assert!(clean(&with(&ihdr, &[]), 64).is_ok());
    for (first, more) in [
        (&chunk(*b"tEXt", MARKER), &ihdr),
        (&ihdr, &ihdr),
        (&ihdr, &chunk(*b"CgBI", &[0; 4])),
        // Text under the name of a number.
        (&ihdr, &chunk(*b"gAMA", MARKER)),
        (&ihdr, &chunk(*b"pHYs", MARKER)),
    ] {
        assert_eq!(clean(&with(first, more), 64), Err(Malformed));
    }
    // JPEG-LS.
    let ls = [&[0xFF, 0xD8][..], &segment(0xF7, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]), &[0xFF, 0xD9]].concat();
    assert_eq!(clean(&ls, 64), Err(Malformed));
    // Longer than it has to be, and still the only word on which colours these are.
    let adobe =
        [&[0xFF, 0xD8][..], &segment(0xEE, &[b"Adobe\0d\0\0\0\0\x02", MARKER].concat()), &[0xFF, 0xD9]];
    let short = segment(0xEE, b"Adobe\0d\0\0\0\0\x02");
    assert_eq!(clean(&adobe.concat(), 64).unwrap(), [&[0xFF, 0xD8][..], &short, &[0xFF, 0xD9]].concat());
}

#[test]
fn photographs_are_told_by_their_first_bytes() {
    for (begins, photo) in [
        (&b"\0\0\0\x18ftypheic"[..], true),
        (b"\0\0\0\x1cftypavif", true),
        (b"\0\0\0\x18ftypmif1", true),
        (b"\0\0\0\x18ftypcrx ", true),
        (b"II\x2a\0\x10\0\0\0CR\x02\0", true),
        (b"MM\0\x2a\0\0\0\x08\0\0\0\0", true),
        (b"FUJIFILMCCD-", true),
        (b"\0\0\0\x0cJXL \r\n\x87\n", true),
        // Films, documents, words and what is too short to tell.
        (b"\0\0\0\x18ftypisom", false),
        (b"\0\0\0\x14ftypqt  ", false),
        (b"%PDF-1.7 abc", false),
        (b"RIFF\0\0\0\0WAVE", false),
        (b"heic", false),
        (b"", false),
    ] {
        assert_eq!((kind(begins), is_photo(begins)), (None, photo), "{begins:?}");
        assert!(begins.len() <= MAGIC);
    }
    for file in [jpeg(), png(), webp()] {
        assert!(kind(&file[..MAGIC]).is_some() && is_photo(&file[..MAGIC]));
    }
}

#[test]
fn picture_data_and_orientation_stay() {
    let out = clean(&jpeg(), 64).unwrap();
    assert!(holds(&out, &[0x11, 0xFF, 0x00, 0x22, 0xFF, 0xD3, 0x33]) && out.ends_with(&[0xFF, 0xD9]));
    assert!(holds(&out, &[1; 65]) && holds(&out, &[2; 20]));
    let at = memchr::memmem::find(&out, b"Exif\0\0").unwrap();
    assert_eq!(super::jpeg::orientation(&out[at + 6..]), Some(6));
    assert!(holds(&clean(&png(), 64).unwrap(), &[7; 300]));
    let out = clean(&webp(), 64).unwrap();
    assert_eq!(out.len(), webp().len(), "the lengths that it tells stay true");
    assert!(holds(&out, &[5; 41]) && !holds(&out, b"EXIF") && !holds(&out, b"ICCP"));
    assert_eq!(out[20], 0x12, "only animation and transparency");
}

#[test]
fn what_is_not_whole_is_not_clean() {
    for file in [jpeg(), png(), webp()] {
        let end = file.len() - MARKER.len() - 3;
        for cut in [13, 30, end / 2, end] {
            assert_eq!(clean(&file[..cut], 64), Err(Malformed), "cut at {cut}");
        }
    }
    let mut long = b"\x89PNG\r\n\x1a\n".to_vec();
    long.extend_from_slice(&[0xFF; 100]);
    assert_eq!(clean(&long, 64), Err(Malformed));
    assert_eq!(clean(&[0xFF, 0xD8, 0xFF, 0x02, 0, 0, 0, 0, 0, 0, 0, 0], 64), Err(Malformed));
    assert_eq!(kind(b"%PDF-1.7 and so on"), None);
    assert_eq!(kind(b"RIFF\0\0\0\0WAVE"), None);
}

proptest! {
    #[test]
    fn any_bytes_are_taken_in_any_pieces(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        which in 0..3_usize,
        piece in 1..100_usize,
    ) {
        let begin: [&[u8]; 3] = [&[0xFF, 0xD8], b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"];
        let of = [Kind::Jpeg, Kind::Png, Kind::Webp][which];
        let file = [begin[which], &bytes].concat();
        let taken = |piece: usize| {
            let (mut cleaner, mut out) = (Cleaner::new(of), Vec::new());
            for bytes in file.chunks(piece) {
                cleaner.push(bytes, &mut out)?;
            }
            cleaner.finish().map(|()| out)
        };
        let out = taken(piece);
        prop_assert_eq!(&out, &taken(file.len()));
        if let Ok(out) = out {
            prop_assert!(out.len() <= file.len() + 36 * 600);
        }
    }
}
