//! Bodies of forms without files, bounded, in the order they were sent.

use axum::body::Body;
use axum::extract::Request;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::error::{Error, Kind};
use super::slow::TooSlow;
use crate::domain::fields::Fields;

/// The most bytes a form without files can have: twice the longest text, since escaping triples some letters.
pub const MOST: usize = 640 << 10;
/// The most fields: the parts of a long case that are chosen one by one.
const MOST_FIELDS: usize = 2048;

/// Reads a form.
///
/// # Errors
/// [`Kind::TooLarge`], [`Kind::TooSlow`], [`Kind::Malformed`].
pub async fn read(request: Request) -> Result<Fields, Error> {
    read_body(request.into_body()).await
}

async fn read_body(body: Body) -> Result<Fields, Error> {
    let bytes = match Limited::new(body, MOST).collect().await {
        Ok(all) => all.to_bytes(),
        Err(e) => {
            let mut kind = Kind::Malformed;
            let mut source: Option<&(dyn std::error::Error + 'static)> = Some(&*e);
            while let Some(e) = source {
                if e.is::<LengthLimitError>() {
                    kind = Kind::TooLarge;
                } else if e.is::<TooSlow>() {
                    kind = Kind::TooSlow;
                }
                source = e.source();
            }
            return Err(Error::new(kind));
        }
    };
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&bytes)
        .take(MOST_FIELDS + 1)
        .map(|(n, v)| (n.into_owned(), lines(&v)))
        .collect();
    if fields.len() > MOST_FIELDS {
        return Err(Error::new(Kind::Malformed));
    }
    Ok(Fields(fields))
}

/// Browsers send CRLF; what is kept has LF and nothing else, so that what is shown again and sent again is the same.
#[must_use]
pub fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::{MOST, lines, read_body};
    use crate::web::error::Kind;

    #[test]
    fn lines_end_in_one_way() {
        assert_eq!(lines("a\r\nb\rc\nd"), "a\nb\nc\nd");
        // A carriage return before the line's end must not make a new one with it.
        assert_eq!(lines("a\r\r\nb"), "a\n\nb");
    }

    #[tokio::test]
    async fn fields_come_in_order_and_are_bounded() {
        let fields = read_body(Body::from("a=1&b=x%0D%0Ay&a=2&csrf=t")).await.unwrap();
        assert_eq!((fields.get("a"), fields.all("a").len(), fields.get("b")), ("1", 2, "x\ny"));
        assert!(fields.kept().iter().all(|(n, _)| n != "csrf"));
        let many = "a=1&".repeat(2100);
        assert_eq!(read_body(Body::from(many)).await.unwrap_err().kind(), Kind::Malformed);
        let long = format!("a={}", "x".repeat(MOST));
        assert_eq!(read_body(Body::from(long)).await.unwrap_err().kind(), Kind::TooLarge);
    }
}
