//! Hand-made bodies, each also in pieces of every small size.

use super::*;
use std::io;

const RULES: Rules = Rules { before_files: "csrf", text: 20, texts: 60, file: 40, parts: 4 };

fn upload(body: Body) -> Upload {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, "multipart/form-data; boundary=XX".parse().unwrap());
    Upload::new(&headers, body, RULES).unwrap()
}

fn text(field: &str, value: &str) -> Vec<u8> {
    format!("--XX\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").into()
}

fn file(field: &str, name: &str, data: &[u8]) -> Vec<u8> {
    let mut part = format!(
        "--XX\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
         Content-Type: image/png\r\n\r\n"
    )
    .into_bytes();
    part.extend_from_slice(data);
    part.extend_from_slice(b"\r\n");
    part
}

/// Everything a form yields, as `field=value` or `field:name:type=bytes`.
async fn read(mut upload: Upload) -> Result<Vec<String>, UploadError> {
    let mut seen = Vec::new();
    while let Some(part) = upload.next().await? {
        seen.push(match part {
            Part::Text { field, value } => format!("{field}={value}"),
            Part::File { field, name, media_type } => {
                let mut data = Vec::new();
                while let Some(chunk) = upload.chunk().await? {
                    assert!(!chunk.is_empty());
                    data.extend_from_slice(&chunk);
                }
                format!("{field}:{name}:{media_type}={}", data.escape_ascii())
            }
        });
    }
    assert_eq!(upload.next().await, Ok(None));
    assert_eq!(upload.chunk().await, Ok(None));
    Ok(seen)
}

/// The outcome, after checking that it does not depend on how the body is cut.
async fn outcome(parts: &[&[u8]]) -> Result<Vec<String>, UploadError> {
    let whole = parts.concat();
    let expected = read(upload(Body::from(whole.clone()))).await;
    for size in 1..60 {
        let pieces: Vec<_> =
            whole.chunks(size).map(|piece| Ok::<_, io::Error>(Bytes::copy_from_slice(piece))).collect();
        assert_eq!(read(upload(Body::from_stream(stream::iter(pieces)))).await, expected, "pieces of {size}");
    }
    expected
}

#[tokio::test]
async fn parts_come_in_order() {
    let data = b"\r\n--X \r\n\r--XX\x00\xff";
    let body = [text("csrf", "token"), file("evidence", "a.png", data), text("note", "zi\u{146}a")].concat();
    let seen = outcome(&[&body, b"--XX--\r\n"]).await.unwrap();
    let expected =
        ["csrf=token", "evidence:a.png:image/png=\\r\\n--X \\r\\n\\r--XX\\x00\\xff", "note=zi\u{146}a"];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn empty_inputs_are_skipped_but_empty_files_are_not() {
    let body =
        [text("csrf", ""), file("evidence", "", b""), file("evidence", "e", b""), file("evidence", "", b"x")];
    let seen = outcome(&[&body.concat(), b"--XX--"]).await.unwrap();
    assert_eq!(seen, ["csrf=", "evidence:e:image/png=", "evidence:file:image/png=x"]);
    assert_eq!(outcome(&[&file("evidence", "", b""), b"--XX--"]).await.unwrap(), [""; 0]);
    assert_eq!(outcome(&[b"--XX--\r\n"]).await.unwrap(), [""; 0]);
}

#[tokio::test]
async fn file_names_lose_their_paths() {
    let name = "..\\..\\C:\\x/y/\u{202e}ziņa.png";
    let seen = outcome(&[&text("csrf", "t"), &file("f", name, b"1"), b"--XX--"]).await.unwrap();
    assert_eq!(seen[1], "f:ziņa.png:image/png=1");
}

#[tokio::test]
async fn a_file_before_the_token_is_refused() {
    let body = [file("evidence", "a", b"1"), text("csrf", "t"), b"--XX--".to_vec()].concat();
    assert_eq!(outcome(&[&body]).await, Err(UploadError::FileTooEarly));
}

#[tokio::test]
async fn a_body_that_breaks_off_is_gone() {
    let whole = [text("csrf", "token"), file("evidence", "a.png", b"data"), b"--XX--".to_vec()].concat();
    for length in 0..whole.len() {
        let result = read(upload(Body::from(whole[..length].to_vec()))).await;
        assert_eq!(result, Err(UploadError::Gone), "{length} bytes");
    }
    assert!(read(upload(Body::from(whole))).await.is_ok());
}

#[tokio::test]
async fn malformed_bodies_are_broken() {
    let huge = format!("--XX\r\nX: {}\r\n\r\n", "a".repeat(9000));
    let epilogue = format!("--XX--{}", "a".repeat(9000));
    for body in [
        "junk before\r\n--XX--",
        "--YY\r\n\r\n--YY--",
        "--XX\r\n\r\nno head\r\n--XX--",
        "--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX--",
        &huge,
        &epilogue,
    ] {
        let result = read(upload(Body::from(body.to_owned()))).await;
        // A body with another boundary may also look like one that ended early.
        assert!(matches!(result, Err(UploadError::Broken)), "{result:?} for {body:.40}");
    }
}

#[tokio::test]
async fn limits_hold_to_the_byte() {
    let end = b"--XX--";
    let fits = outcome(&[&text("csrf", &"a".repeat(20)), &file("f", "a", &[b'b'; 40]), end]).await;
    assert_eq!(fits.unwrap().len(), 2);
    let long = outcome(&[&text("csrf", &"a".repeat(21)), end]).await;
    assert_eq!(long, Err(UploadError::TooLong { field: "csrf".into(), limit: 20 }));
    // Many fields that each fit must not fill the memory either: anybody can send them, before any token is known.
    let full = ["a", "b", "c"].map(|field| text(field, &"x".repeat(20))).concat();
    assert_eq!(outcome(&[&full, end]).await.unwrap().len(), 3);
    let more = outcome(&[&full, &text("d", "x"), end]).await;
    assert_eq!(more, Err(UploadError::TooLong { field: "d".into(), limit: 0 }));
    let large = outcome(&[&text("csrf", "t"), &file("f", "a", &[b'b'; 41]), end]).await;
    assert_eq!(large, Err(UploadError::TooLarge { field: "f".into(), limit: 40 }));
    assert!(outcome(&[&text("a", "").repeat(4), end]).await.is_ok());
    assert_eq!(outcome(&[&text("a", "").repeat(5), end]).await, Err(UploadError::TooMany));
    let bytes = b"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xc3\x28\r\n--XX--";
    assert_eq!(outcome(&[bytes]).await, Err(UploadError::NotText { field: "a".into() }));
}

#[tokio::test]
async fn an_unread_file_counts_and_an_error_stays() {
    let body = [text("csrf", "t"), file("f", "a", &[0; 41]), text("b", "c"), b"--XX--".to_vec()].concat();
    let mut upload = upload(Body::from(body));
    upload.next().await.unwrap();
    assert!(matches!(upload.next().await, Ok(Some(Part::File { .. }))));
    let error = UploadError::TooLarge { field: "f".into(), limit: 40 };
    assert_eq!(upload.next().await, Err(error.clone()));
    assert_eq!(upload.next().await, Err(error.clone()));
    assert_eq!(upload.chunk().await, Err(error));
    assert!(upload.drain(1000).await);
}

#[tokio::test]
async fn a_file_can_be_a_stream() {
    let body = [text("csrf", "t"), file("f", "a", b"12345"), text("b", "c"), b"--XX--".to_vec()].concat();
    let mut upload = upload(Body::from(body));
    upload.next().await.unwrap();
    upload.next().await.unwrap();
    let chunks: Vec<_> = upload.chunks().collect().await;
    assert_eq!(chunks, [Ok(Bytes::from_static(b"12345"))]);
    assert_eq!(upload.next().await, Ok(Some(Part::Text { field: "b".into(), value: "c".into() })));
}

#[tokio::test]
async fn other_content_types_are_refused() {
    for value in ["application/x-www-form-urlencoded", "multipart/form-data", "multipart/mixed; boundary=a"] {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, value.parse().unwrap());
        assert_eq!(Upload::new(&headers, Body::empty(), RULES).err(), Some(UploadError::Broken), "{value}");
    }
    assert!(Upload::new(&HeaderMap::new(), Body::empty(), RULES).is_err());
}
