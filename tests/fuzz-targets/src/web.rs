//! What browsers, and those who pretend to be one, send: forms with and without files, and queries.

use axum::body::Body;
use axum::extract::{Query, Request};
use axum::http::{HeaderMap, HeaderValue, Uri, header::CONTENT_TYPE};
use balss::features::console::handlers as console;
use balss::features::console::inbox::At;
use balss::vault::visit::Token;
use balss::web::photo::{Cleaner, Malformed, is_photo, kind};
use balss::web::upload::{Part, Rules, Upload, UploadError};
use balss::web::{filename, forms};
use bytes::Bytes;
use futures_util::{FutureExt, stream};

/// Everything a form yields, and how it ended.
async fn read(mut upload: Upload) -> (Vec<Part>, Vec<u8>, Option<UploadError>) {
    let (mut parts, mut bytes) = (Vec::new(), Vec::new());
    loop {
        match upload.next().await {
            Ok(Some(part)) => {
                let file = matches!(part, Part::File { .. });
                parts.push(part);
                while file {
                    match upload.chunk().await {
                        Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                        Ok(None) => break,
                        Err(e) => return (parts, bytes, Some(e)),
                    }
                }
            }
            Ok(None) => return (parts, bytes, None),
            Err(e) => return (parts, bytes, Some(e)),
        }
    }
}

const RULES: Rules = Rules { before_files: "csrf", text: 64, texts: 200, file: 300, parts: 6 };

/// A form with files: what comes of it does not depend on how the network cut it. The first line is the content type, the
/// first byte of the rest the length of pieces.
pub fn multipart(data: &[u8]) {
    let Some(end) = data.iter().position(|b| *b == b'\n') else { return };
    let (head, rest) = (&data[..end], &data[end + 1..]);
    let (Ok(value), Some((piece, body))) = (HeaderValue::from_bytes(head), rest.split_first()) else {
        return;
    };
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, value)]);
    let pieces = |size: usize| {
        let pieces: Vec<_> =
            body.chunks(size).map(|p| Ok::<_, std::io::Error>(Bytes::copy_from_slice(p))).collect();
        let upload = Upload::new(&headers, Body::from_stream(stream::iter(pieces)), RULES).ok()?;
        Some(read(upload).now_or_never().expect("a body that is there is read at once"))
    };
    let (Some(whole), Some(cut)) = (pieces(usize::MAX), pieces(usize::from(*piece).max(1))) else { return };
    assert_eq!(whole.0, cut.0);
    assert_eq!(whole.2, cut.2);
    if whole.2.is_none() {
        assert_eq!(whole.1, cut.1);
    }
    assert!(whole.0.len() <= RULES.parts && whole.1.len() as u64 <= RULES.file * RULES.parts as u64);
    for part in whole.0 {
        match part {
            Part::Text { value, .. } => assert!(value.len() <= RULES.text),
            Part::File { name, .. } => {
                assert!(!name.is_empty() && name.len() <= 255 && !name.contains(['/', '\\', '\r', '\n']));
                assert_eq!(filename::clean(&name), name);
                assert!(filename::attachment(&name).is_ascii());
            }
        }
    }
}

/// A form without files.
pub fn form(data: &[u8]) {
    let request = Request::new(Body::from(data.to_vec()));
    let read = forms::read(request).now_or_never().expect("a body that is there is read at once");
    if let Ok(fields) = read {
        assert!(fields.0.len() <= 256);
        assert!(fields.kept().iter().all(|(name, value)| name != "csrf" && !value.contains('\r')));
        for (name, _) in &fields.0 {
            assert_eq!(fields.get(name), fields.all(name)[0]);
        }
    }
}

/// A query, the place in the list of cases that it names, and a cookie's value.
pub fn query(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(uri) = format!("/console?{text}").parse::<Uri>() {
        let _ = Query::<console::inbox::Asked>::try_from_uri(&uri).is_ok();
        let _ = Query::<console::AskedOfCase>::try_from_uri(&uri).is_ok();
    }
    if let Some(at) = At::parse(text) {
        assert_eq!(At::parse(&at.to_string()), Some(at));
    }
    if let Some(token) = Token::parse(text) {
        assert_eq!(*token.cookie(), text);
    }
}

/// A photograph: what its cleaned copy is does not depend on how it was cut, and it is clean itself. The first byte is the
/// length of pieces.
pub fn photo(data: &[u8]) {
    let Some((piece, file)) = data.split_first() else { return };
    let Some(of) = kind(file) else {
        let _ = is_photo(file);
        return;
    };
    assert!(is_photo(file));
    let clean = |file: &[u8], piece: usize| {
        let (mut cleaner, mut out) = (Cleaner::new(of), Vec::new());
        for bytes in file.chunks(piece) {
            cleaner.push(bytes, &mut out)?;
            assert!(cleaner.waiting() < 2 + 65_535);
        }
        // An orientation is written once, in a segment of 36 bytes.
        assert!(out.len() <= file.len() + 36);
        cleaner.finish().map(|()| out)
    };
    let whole = clean(file, usize::MAX);
    assert_eq!(whole, clean(file, usize::from(*piece).max(1)));
    if let Ok(out) = whole {
        assert_eq!(kind(&out), Some(of));
        assert_eq!(clean(&out, 7), Ok::<_, Malformed>(out));
    }
}
