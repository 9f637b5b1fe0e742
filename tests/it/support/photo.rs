//! A real photo file, made here.

/// A colour gradient as a PNG: uncompressed deflate blocks, one per row, so that nothing but checksums is needed.
pub fn png(side: u16) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..side {
        let last = u8::from(y + 1 == side);
        let mut row = vec![0]; // filter: none
        for x in 0..side {
            row.extend_from_slice(&[x.to_le_bytes()[0], y.to_le_bytes()[0], 128]);
        }
        let length = u16::try_from(row.len()).expect("a short row");
        rows.push((last, length, row));
    }
    let mut data = vec![0x78, 0x01]; // zlib: deflate, no preset dictionary
    for (last, length, row) in &rows {
        data.push(*last);
        data.extend_from_slice(&length.to_le_bytes());
        data.extend_from_slice(&(!length).to_le_bytes());
        data.extend_from_slice(row);
    }
    data.extend_from_slice(&adler32(rows.iter().flat_map(|(_, _, row)| row)).to_be_bytes());

    let side = u32::from(side).to_be_bytes();
    let header = [&side[..], &side[..], &[8, 2, 0, 0, 0]].concat(); // 8 bits, RGB
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, body) in [(b"IHDR", &header), (b"IDAT", &data), (b"IEND", &Vec::new())] {
        png.extend_from_slice(&u32::try_from(body.len()).expect("a small photo").to_be_bytes());
        let named = [&name[..], body].concat();
        png.extend_from_slice(&named);
        png.extend_from_slice(&crc32(&named).to_be_bytes());
    }
    png
}

/// RFC 1950, section 8.2.
fn adler32<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    let (a, b) = bytes.fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (a + b) % 65_521)
    });
    (b << 16) | a
}

/// PNG specification, annex D.
pub fn crc32(bytes: &[u8]) -> u32 {
    let step = |c: u32, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 };
    !bytes.iter().fold(!0_u32, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
