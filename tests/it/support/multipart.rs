//! Form bodies, large ones streamed: a gigabyte is never held in memory.

use std::io::{self, Write};

use super::unique;

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Content {
    Bytes(Vec<u8>),
    /// So many bytes of a fixed pattern that compresses badly and repeats every 64 KiB.
    Pattern(u64),
}

/// A file to send.
#[derive(Debug, Clone)]
pub struct Upload {
    pub name: String,
    pub media: String,
    pub content: Content,
}

impl Upload {
    pub fn bytes(name: &str, media: &str, content: Vec<u8>) -> Self {
        Self { name: name.to_owned(), media: media.to_owned(), content: Content::Bytes(content) }
    }

    pub fn pattern(name: &str, length: u64) -> Self {
        let content = Content::Pattern(length);
        Self { name: name.to_owned(), media: "application/octet-stream".to_owned(), content }
    }
}

impl Content {
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes(b) => b.len() as u64,
            Self::Pattern(n) => *n,
        }
    }

    pub fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Bytes(b) => out.write_all(b),
            Self::Pattern(n) => {
                let block = pattern_block();
                let mut left = *n;
                while left > 0 {
                    let take = usize::try_from(left.min(block.len() as u64)).expect("at most one block");
                    out.write_all(&block[..take])?;
                    left -= take as u64;
                }
                Ok(())
            }
        }
    }
}

/// One block of the pattern (xorshift from a fixed seed).
pub fn pattern_block() -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut block = Vec::with_capacity(64 * 1024);
    while block.len() < 64 * 1024 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        block.extend_from_slice(&state.to_le_bytes());
    }
    block
}

/// A `multipart/form-data` body: the fields first, then the files under one field name.
#[derive(Debug, Clone)]
pub struct Multipart {
    pub boundary: String,
    head: Vec<u8>,
    files: Vec<(Vec<u8>, Content)>,
    tail: Vec<u8>,
}

impl Multipart {
    pub fn new(fields: &[(String, String)], file_field: &str, files: &[Upload]) -> Self {
        let boundary = unique("----form");
        let mut head = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            head.extend_from_slice(part.as_bytes());
        }
        let nothing = [Upload::bytes("", "application/octet-stream", Vec::new())];
        let chosen = if files.is_empty() { &nothing[..] } else { files };
        let files = chosen
            .iter()
            .map(|f| {
                let name = f.name.replace('"', "%22");
                let part = format!(
                    "--{boundary}\r\nContent-Disposition: form-data; name=\"{file_field}\"; filename=\"{name}\"\r\n\
                     Content-Type: {}\r\n\r\n",
                    f.media
                );
                (part.into_bytes(), f.content.clone())
            })
            .collect();
        let tail = format!("--{boundary}--\r\n").into_bytes();
        Self { boundary, head, files, tail }
    }

    pub fn len(&self) -> u64 {
        let files: u64 = self.files.iter().map(|(h, c)| h.len() as u64 + c.len() + 2).sum();
        self.head.len() as u64 + files + self.tail.len() as u64
    }

    pub fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.head)?;
        for (head, content) in &self.files {
            out.write_all(head)?;
            content.write_to(out)?;
            out.write_all(b"\r\n")?;
        }
        out.write_all(&self.tail)
    }
}

/// `application/x-www-form-urlencoded`.
pub fn urlencoded(fields: &[(String, String)]) -> String {
    let pairs: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", escape(n), escape(v))).collect();
    pairs.join("&")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => {
                use std::fmt::Write as _;
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
