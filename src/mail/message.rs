//! One notice as it goes over the wire.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use lettre::message::{
    Body, Mailbox, SinglePart,
    header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
};

/// The longest line of a body in bytes. RFC 5322 section 2.1.1 allows 998; padding needs room.
const MAX_LINE: usize = 900;
/// A line of padding with its CRLF, in bytes.
const PAD_LINE: usize = 72;
/// The last second that the date header can show: 31 December 9998.
const MAX_DATE: u64 = 253_370_764_799;

/// A finished notice. `Debug` shows the id only.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// The recipient's address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text; lines of at most 900 bytes. For notices of equal size see [`padded_body`].
    pub body: String,
    /// What stands before the `@` of the Message-ID: 1 to 64 of `A-Z a-z 0-9 . _ -`, no dot at either end or
    /// twice in a row. The same notice has the same id, so that a repeated sending is recognised as such.
    pub message_id: String,
    /// Seconds since 1970-01-01 UTC; written rounded down to the full hour.
    pub date: u64,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

impl Message {
    /// The message with its headers, or `None` where a field breaks the rules stated above.
    ///
    /// The headers are From, To, Subject, Message-ID, Date, Auto-Submitted and those of MIME: nothing names the
    /// software or the machine, and the domain of the Message-ID is the sender's.
    pub(super) fn render(&self, from: &Mailbox) -> Option<lettre::Message> {
        let one_line = !self.subject.chars().any(char::is_control);
        if !one_line || !self.has_valid_id() || self.date > MAX_DATE {
            return None;
        }
        let date = SystemTime::UNIX_EPOCH + Duration::from_secs(self.date - self.date % 3600);
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        // lettre ends a part with a CRLF of its own.
        let mut body = canonical(&self.body)?.into_bytes();
        body.truncate(body.len() - 2);
        lettre::Message::builder()
            .from(from.clone())
            .to(self.to.parse().ok()?)
            .subject(self.subject.as_str())
            .message_id(Some(format!("<{}@{}>", self.message_id, from.email.domain())))
            .date(date)
            // RFC 3834: no out-of-office answer comes back and tells who reads when.
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .singlepart(
                SinglePart::builder()
                    .header(ContentType::TEXT_PLAIN)
                    // 8bit, whatever the letters: other encodings grow with the number of accents.
                    .body(Body::dangerous_pre_encoded(body, ContentTransferEncoding::EightBit)),
            )
            .ok()
    }

    fn has_valid_id(&self) -> bool {
        let id = &self.message_id;
        let letters = id.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        (1..=64).contains(&id.len()) && letters && id.split('.').all(|part| !part.is_empty())
    }
}

/// The text with CRLF line ends, filled up with blanks to exactly `size` bytes on the wire, so that notices cannot be
/// told apart by their size. `None` if the text does not fit, or has a NUL or a line above 900 bytes.
///
/// A line that begins with a dot gets a space before it: SMTP would double the dot and add a byte.
#[must_use]
pub fn padded_body(text: &str, size: usize) -> Option<String> {
    let mut body = canonical(text)?;
    let missing = size.checked_sub(body.len())?;
    for _ in 0..missing / PAD_LINE {
        pad_line(&mut body, PAD_LINE);
    }
    match missing % PAD_LINE {
        0 => {}
        // Too short for a line of its own.
        1 => body.insert(body.len() - 2, ' '),
        rest => pad_line(&mut body, rest),
    }
    Some(body)
}

fn pad_line(body: &mut String, bytes: usize) {
    body.extend(std::iter::repeat_n(' ', bytes - 2));
    body.push_str("\r\n");
}

/// The text as SMTP carries it unchanged: every line ends in CRLF and none begins with a dot.
fn canonical(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let mut body = String::with_capacity(text.len() + 64);
    for line in text.split('\n') {
        if line.len() > MAX_LINE || line.contains('\0') {
            return None;
        }
        if line.starts_with('.') {
            body.push(' ');
        }
        body.push_str(line);
        body.push_str("\r\n");
    }
    Some(body)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn message() -> Message {
        Message {
            to: "ieva@example.org".into(),
            subject: "Jūsu ikdienas paziņojums".into(),
            body: "Labdien!\nŠodien viss ir kārtībā.\n".into(),
            message_id: "notice-2026.x_1".into(),
            date: 1_700_002_799,
        }
    }

    fn rendered(message: &Message) -> Option<String> {
        let from: Mailbox = "Balss <balss@mail.example>".parse().unwrap();
        message.render(&from).map(|message| String::from_utf8(message.formatted()).unwrap())
    }

    #[test]
    fn has_these_headers_and_no_others() {
        let text = rendered(&message()).unwrap();
        let (headers, body) = text.split_once("\r\n\r\n").unwrap();
        assert_eq!(body, "Labdien!\r\nŠodien viss ir kārtībā.\r\n");
        let mut names: Vec<&str> = headers
            .split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split_once(": ").unwrap().0)
            .collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "Auto-Submitted",
                "Content-Transfer-Encoding",
                "Content-Type",
                "Date",
                "From",
                "MIME-Version",
                "Message-ID",
                "Subject",
                "To"
            ]
        );
        for line in [
            "Message-ID: <notice-2026.x_1@mail.example>",
            "Date: Tue, 14 Nov 2023 22:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit",
        ] {
            assert!(headers.split("\r\n").any(|header| header == line), "{line}\n{headers}");
        }
        assert!(headers.is_ascii());
    }

    #[test]
    fn broken_fields_are_refused() {
        let broken: [fn(&mut Message); 12] = [
            |m| m.to = "nobody".into(),
            |m| m.to = "a@b.lv\r\nBcc: c@d.lv".into(),
            |m| m.subject = "a\r\nBcc: c@d.lv".into(),
            |m| m.body = "a".repeat(901),
            |m| m.body = "a\0".into(),
            |m| m.message_id = String::new(),
            |m| m.message_id = "a".repeat(65),
            |m| m.message_id = "../../etc/passwd".into(),
            |m| m.message_id = "..".into(),
            |m| m.message_id = ".hidden".into(),
            |m| m.message_id = "a@b".into(),
            |m| m.date = u64::MAX,
        ];
        for (number, change) in broken.iter().enumerate() {
            let mut message = message();
            change(&mut message);
            assert_eq!(rendered(&message), None, "{number}");
        }
    }

    #[test]
    fn debug_shows_neither_address_nor_text() {
        let shown = format!("{:?}", message());
        assert!(
            !shown.contains("ieva") && !shown.contains("Labdien") && !shown.contains("ikdienas"),
            "{shown}"
        );
    }

    proptest! {
        #[test]
        fn padding_gives_one_size(text in "(\\PC|\r|\n|\\.){0,300}", more in 0..400_usize) {
            let bare = canonical(&text).unwrap();
            let size = bare.len() + more;
            let body = padded_body(&text, size).unwrap();
            prop_assert_eq!(body.len(), size);
            prop_assert!(body.starts_with(&bare[..bare.len() - 2]));
            prop_assert!(body[bare.len() - 2..].chars().all(|c| c.is_ascii_whitespace()));
            prop_assert!(body.ends_with("\r\n"));
            prop_assert_eq!(body.matches('\n').count(), body.matches("\r\n").count());
            prop_assert_eq!(body.matches('\r').count(), body.matches("\r\n").count());
            prop_assert!(body.split("\r\n").all(|line| line.len() <= 998 && !line.starts_with('.')));
            // Sending it changes nothing any more.
            prop_assert_eq!(canonical(&body), Some(body));
            prop_assert_eq!(padded_body(&text, bare.len() - 1), None);
        }

        #[test]
        fn equal_sizes_stay_equal_on_the_wire(one in "[a-zāčēģīķļņšūž .\n]{0,200}", other in "[a-z .\n]{0,200}") {
            let of = |text: &str| {
                let body = padded_body(text, 1024).unwrap();
                rendered(&Message { body, ..message() }).unwrap().len()
            };
            prop_assert_eq!(of(&one), of(&other));
        }
    }
}
