//! A client that costs little, so that the clock shows the server: one kept connection, no parsing beyond heads.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer; its body stays in the browser until the next request.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
}

/// One visitor.
pub struct Browser {
    addr: SocketAddr,
    stream: Option<TcpStream>,
    pub cookies: BTreeMap<String, String>,
    raw: Vec<u8>,
    body: usize,
    /// Requests so far.
    pub requests: u64,
}

impl Browser {
    pub fn new(addr: SocketAddr) -> Self {
        Self { addr, stream: None, cookies: BTreeMap::new(), raw: Vec::new(), body: 0, requests: 0 }
    }

    /// The body of the newest answer.
    pub fn page(&self) -> &str {
        std::str::from_utf8(&self.raw[self.body..]).unwrap_or_default()
    }

    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.request("GET", path, "", &[])
    }

    pub fn post(&mut self, path: &str, media: &str, body: &[u8]) -> io::Result<Answer> {
        let more = format!(
            "Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {media}\r\nContent-Length: {}\r\n",
            self.addr,
            body.len()
        );
        self.request("POST", path, &more, body)
    }

    fn request(&mut self, method: &str, path: &str, more: &str, body: &[u8]) -> io::Result<Answer> {
        let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAccept-Language: en\r\nCookie: {}\r\n{more}\r\n",
            self.addr,
            cookies.join("; ")
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.requests += 1;
        let mut stream = match self.stream.take() {
            Some(open) => open,
            None => connect(self.addr)?,
        };
        stream.write_all(&request)?;
        let answer = self.answer(&mut stream)?;
        self.stream = Some(stream);
        Ok(answer)
    }

    fn answer(&mut self, stream: &mut TcpStream) -> io::Result<Answer> {
        let broken = || io::Error::new(io::ErrorKind::InvalidData, "not an answer");
        self.raw.clear();
        let mut chunk = vec![0; 32 << 10];
        let end = loop {
            if let Some(at) = self.raw.windows(4).position(|w| w == b"\r\n\r\n") {
                break at;
            }
            match stream.read(&mut chunk)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                n => self.raw.extend_from_slice(&chunk[..n]),
            }
        };
        let head = std::str::from_utf8(&self.raw[..end]).map_err(|_| broken())?.to_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(broken)?;
        let (mut length, mut location) = (0, None);
        for line in head.split("\r\n").skip(1) {
            let Some((name, value)) = line.split_once(": ") else { continue };
            match name {
                "content-length" => length = value.parse().map_err(|_| broken())?,
                "transfer-encoding" => {
                    return Err(io::Error::other("pages are expected to say their length"));
                }
                "location" => location = Some(value.to_owned()),
                "set-cookie" => {
                    if let Some((name, value)) = value.split(';').next().and_then(|p| p.split_once('=')) {
                        self.cookies.insert(name.to_owned(), value.to_owned());
                    }
                }
                _ => {}
            }
        }
        self.body = end + 4;
        while self.raw.len() < self.body + length {
            match stream.read(&mut chunk)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                n => self.raw.extend_from_slice(&chunk[..n]),
            }
        }
        Ok(Answer { status, location })
    }
}

fn connect(addr: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(addr)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_mins(1)))?;
    Ok(stream)
}
