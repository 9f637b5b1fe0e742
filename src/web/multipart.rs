//! The grammar of `multipart/form-data` (RFC 7578, RFC 2046 section 5.1), without I/O.
//!
//! Strict where browsers are: the body starts with a boundary, each part has a `Content-Disposition: form-data` with a name.

use memchr::memmem;

/// The boundary in a `Content-Type` value, if it is `multipart/form-data` with a legal one.
#[must_use]
pub fn boundary(content_type: &[u8]) -> Option<String> {
    let (kind, parameters) = split_value(content_type);
    if !kind.eq_ignore_ascii_case(b"multipart/form-data") {
        return None;
    }
    let boundary = parameter(parameters, b"boundary")?;
    let legal = |byte: &u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(byte);
    let fits = (1..=70).contains(&boundary.len()) && boundary.iter().all(legal);
    if fits { String::from_utf8(boundary).ok() } else { None }
}

/// Head of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Name of the form field.
    pub field: String,
    /// File name as sent, if this part is a file; bytes that are no UTF-8 become U+FFFD.
    pub filename: Option<String>,
    /// Media type as the client claims it, lower case, or empty.
    pub media_type: String,
}

impl Head {
    /// Reads the lines between a boundary and the empty line. None if they are no form-data head.
    #[must_use]
    pub fn parse(lines: &[u8]) -> Option<Self> {
        let mut disposition = None;
        let mut media_type = String::new();
        for line in lines.split(|byte| *byte == b'\n') {
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            let colon = memchr::memchr(b':', line)?;
            let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
            if name.eq_ignore_ascii_case(b"content-disposition") {
                if disposition.replace(value).is_some() {
                    return None;
                }
            } else if name.eq_ignore_ascii_case(b"content-type") {
                media_type = String::from_utf8(split_value(value).0.to_ascii_lowercase()).ok()?;
            }
        }
        let (kind, parameters) = split_value(disposition?);
        if !kind.eq_ignore_ascii_case(b"form-data") {
            return None;
        }
        let field = String::from_utf8(parameter(parameters, b"name")?).ok()?;
        let filename =
            parameter(parameters, b"filename").map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Some(Self { field, filename, media_type })
    }
}

/// The value before the first `;`, trimmed, and the parameters after it.
fn split_value(value: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memchr(b';', value).unwrap_or(value.len());
    (value[..end].trim_ascii(), &value[end..])
}

/// The value of parameter `wanted` in `; name=token; other="quoted"`. None also when the list is malformed before it.
fn parameter(mut rest: &[u8], wanted: &[u8]) -> Option<Vec<u8>> {
    loop {
        rest = rest.trim_ascii_start().strip_prefix(b";")?.trim_ascii_start();
        let equals = memchr::memchr(b'=', rest)?;
        let name = rest[..equals].trim_ascii();
        rest = rest[equals + 1..].trim_ascii_start();
        let value = if let Some(quoted) = rest.strip_prefix(b"\"") {
            let (value, after) = unquote(quoted)?;
            rest = after;
            value
        } else {
            let end = memchr::memchr(b';', rest).unwrap_or(rest.len());
            let value = rest[..end].trim_ascii().to_vec();
            rest = &rest[end..];
            value
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
    }
}

/// Reads to the closing quote. `\"` and `\\` are escapes (curl), any other backslash is itself (Windows paths),
/// and `%22 %0D %0A` are what browsers write for quote and line end (HTML, "multipart form data").
fn unquote(quoted: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut value = Vec::new();
    let mut rest = quoted;
    loop {
        (value, rest) = match rest {
            [b'"', after @ ..] => return Some((value, after)),
            [b'%', b'2', b'2', after @ ..] => (push(value, b'"'), after),
            [b'%', b'0', b'D' | b'd', after @ ..] => (push(value, b'\r'), after),
            [b'%', b'0', b'A' | b'a', after @ ..] => (push(value, b'\n'), after),
            [b'\\', c @ (b'"' | b'\\'), after @ ..] | [c, after @ ..] => (push(value, *c), after),
            [] => return None,
        };
    }
}

fn push(mut value: Vec<u8>, byte: u8) -> Vec<u8> {
    value.push(byte);
    value
}

/// Finds the delimiter (line end, two hyphens, boundary) in the data of parts.
#[derive(Debug)]
pub struct Delimiter(memmem::Finder<'static>);

/// What a piece of data holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The part ends after this many bytes; the delimiter follows.
    End(usize),
    /// So many bytes surely belong to the part; what is behind them may be the start of a delimiter.
    Data(usize),
}

impl Delimiter {
    /// For a boundary taken from the content type.
    #[must_use]
    pub fn new(boundary: &str) -> Self {
        Self(memmem::Finder::new(&format!("\r\n--{boundary}")).into_owned())
    }

    /// Length of the delimiter, bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.needle().len()
    }

    /// Looks for the delimiter in `data`.
    #[must_use]
    pub fn find(&self, data: &[u8]) -> Found {
        if let Some(at) = self.0.find(data) {
            return Found::End(at);
        }
        // A cut-off delimiter starts at the last CR, since it holds only the one at its start.
        let tail = data.len().saturating_sub(self.length() - 1);
        let start = memchr::memrchr(b'\r', &data[tail..])
            .map(|at| tail + at)
            .filter(|at| self.0.needle().starts_with(&data[*at..]));
        Found::Data(start.unwrap_or(data.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries() {
        let read = |value: &str| boundary(value.as_bytes());
        assert_eq!(read("multipart/form-data; boundary=----abc123").as_deref(), Some("----abc123"));
        assert_eq!(read("Multipart/Form-Data;charset=x; BOUNDARY=\"a b:c\"").as_deref(), Some("a b:c"));
        let long = format!("multipart/form-data; boundary={}", "x".repeat(71));
        for bad in ["text/plain; boundary=a", "multipart/form-data", "multipart/form-data; boundary=", &long]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(read("multipart/form-data; boundary=\"a\\\r\nb\""), None);
    }

    #[test]
    fn heads() {
        let head = |lines: &str| Head::parse(lines.as_bytes());
        let file = head(
            "\r\nContent-Disposition: form-data; name=\"evidence\"; filename=\"C:\\new\\%22a%22.jpg\"\r\n\
             Content-Type: image/JPEG; x=y\r\n",
        );
        let file = file.unwrap();
        assert_eq!(file.field, "evidence");
        assert_eq!(file.filename.as_deref(), Some("C:\\new\\\"a\".jpg"));
        assert_eq!(file.media_type, "image/jpeg");
        let text = head("content-disposition:form-data;name=csrf").unwrap();
        assert_eq!((text.field.as_str(), text.filename), ("csrf", None));
        // "filename" is not "name", and an order other than the usual is legal.
        let swapped = head("Content-Disposition: form-data; filename=\"a\\\"b\"; name=\"x\"").unwrap();
        assert_eq!((swapped.field.as_str(), swapped.filename.as_deref()), ("x", Some("a\"b")));
        for bad in [
            "",
            "no colon",
            "Content-Type: text/plain",
            "Content-Disposition: attachment; name=a",
            "Content-Disposition: form-data",
            "Content-Disposition: form-data; filename=\"a\"",
            "Content-Disposition: form-data; name=\"open",
            "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
        ] {
            assert_eq!(head(bad), None, "{bad}");
        }
        assert_eq!(Head::parse(b"Content-Disposition: form-data; name=\"\xff\""), None);
    }

    #[test]
    fn delimiters_cut_anywhere_are_found() {
        let delimiter = Delimiter::new("b");
        assert_eq!(delimiter.find(b"data\r\n--b--"), Found::End(4));
        assert_eq!(delimiter.find(b"data\r\n--"), Found::Data(4));
        assert_eq!(delimiter.find(b"data\r"), Found::Data(4));
        assert_eq!(delimiter.find(b"data\r\n-x"), Found::Data(8));
        assert_eq!(delimiter.find(b"\r\n\r\n-"), Found::Data(2));
        assert_eq!(delimiter.find(b""), Found::Data(0));
    }
}
