//! Files handed out: always saved, never shown, and never cut short unnoticed.

use std::{io, pin::Pin};

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};

use super::filename;

/// Media types that may be named; all others leave as plain bytes. A hostile file must not get its own type served
/// from our origin, even though it is an attachment in a sandbox.
const SAFE: [&str; 6] =
    ["image/png", "image/jpeg", "image/webp", "image/gif", "application/pdf", "text/plain"];

const BYTES: &str = "application/octet-stream";

/// Answers with the `length` bytes of `data` as a file to save, called `name`.
///
/// An error in `data`, and more or fewer bytes than `length`, end the body with an error, which makes the server
/// break the connection: the browser reports a failed download.
pub fn attachment<S>(data: S, name: &str, media_type: &str, length: u64) -> Response
where
    S: Stream<Item = io::Result<Bytes>> + Send + 'static,
{
    let media_type = SAFE.into_iter().find(|safe| *safe == media_type).unwrap_or(BYTES);
    let mut headers = saved(name, media_type);
    headers.insert(CONTENT_LENGTH, length.into());
    (headers, Body::from_stream(exact(Box::pin(data), length))).into_response()
}

/// Answers with bytes of a length that is not known, and that prove their own end, as a file to save.
pub fn sealed<S>(data: S, name: &str) -> Response
where
    S: Stream<Item = io::Result<Bytes>> + Send + 'static,
{
    (saved(name, BYTES), Body::from_stream(data)).into_response()
}

fn saved(name: &str, media_type: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    // The value is ASCII by construction; the fallback keeps the file an attachment in any case.
    let disposition = HeaderValue::try_from(filename::attachment(name))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    headers.insert(CONTENT_DISPOSITION, disposition);
    headers
}

/// `data` that fails unless it is `length` bytes long.
fn exact<S>(data: Pin<Box<S>>, length: u64) -> impl Stream<Item = io::Result<Bytes>> + Send
where
    S: Stream<Item = io::Result<Bytes>> + Send,
{
    stream::unfold(Some((data, length)), |state| async move {
        let (mut data, left) = state?;
        match data.next().await {
            Some(Ok(chunk)) => match left.checked_sub(chunk.len() as u64) {
                Some(left) => Some((Ok(chunk), Some((data, left)))),
                None => Some((Err(io::Error::other("a file is longer than declared")), None)),
            },
            Some(Err(error)) => Some((Err(error), None)),
            None if left == 0 => None,
            None => Some((Err(io::ErrorKind::UnexpectedEof.into()), None)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    fn chunks(pieces: &[&'static str]) -> impl Stream<Item = io::Result<Bytes>> + Send + use<> {
        let pieces: Vec<_> = pieces.iter().map(|piece| Ok(Bytes::from_static(piece.as_bytes()))).collect();
        stream::iter(pieces)
    }

    #[tokio::test]
    async fn a_file_is_saved_not_shown() {
        let response = attachment(chunks(&["ab", "c"]), "../ziņa.html", "text/html", 3);
        let header = |name: &str| response.headers()[name].to_str().unwrap();
        assert_eq!(header("content-type"), "application/octet-stream");
        assert_eq!(header("content-length"), "3");
        assert_eq!(header("content-disposition"), "attachment; filename*=UTF-8''zi%C5%86a.html");
        assert_eq!(header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(to_bytes(response.into_body(), 10).await.unwrap(), "abc");
    }

    #[test]
    fn only_safe_types_are_named() {
        for (claimed, sent) in [
            ("image/png", "image/png"),
            ("text/plain", "text/plain"),
            ("image/svg+xml", BYTES),
            ("text/html; charset=utf-8", BYTES),
            ("", BYTES),
        ] {
            let response = attachment(chunks(&[]), "a", claimed, 0);
            assert_eq!(response.headers()["content-type"], sent);
        }
    }

    #[tokio::test]
    async fn a_wrong_length_or_an_error_is_no_complete_body() {
        for (pieces, length) in [(&["abc"][..], 4), (&["ab", "cd"], 3), (&[], 1)] {
            let response = attachment(chunks(pieces), "a", "", length);
            assert!(to_bytes(response.into_body(), 10).await.is_err(), "{pieces:?}");
        }
        let broken = chunks(&["abc"]).chain(stream::iter([Err(io::Error::other("open"))]));
        let response = attachment(broken, "a", "", 3);
        assert!(to_bytes(response.into_body(), 10).await.is_err());
    }
}
