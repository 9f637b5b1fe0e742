//! A small HTTP/1.1 client over a plain socket: it sends what a browser would send, keeps cookies, follows no
//! redirect by itself, and lets a test break off wherever it likes.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::time::Duration;

use super::html::{Form, Page};
use super::multipart::{Multipart, Upload, urlencoded};

/// The longest a single read or write may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// An answer, whole.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// One visitor: cookies and language.
#[derive(Debug, Clone)]
pub struct Client {
    pub addr: SocketAddr,
    pub cookies: BTreeMap<String, String>,
    pub lang: &'static str,
    /// Address of the page that is open.
    pub at: String,
    /// Address it connects from, if that matters.
    pub from: Option<IpAddr>,
}

/// What a request carries.
#[derive(Debug, Clone)]
pub enum Body {
    Nothing,
    Form(Vec<(String, String)>),
    Multipart(Multipart),
    Raw { media: String, bytes: Vec<u8> },
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn page(&self) -> Page {
        Page::parse(&self.text())
    }

    /// Path and query this answer sends the browser to: the place on the page stays with the browser.
    pub fn location(&self) -> Option<String> {
        let to = self.header("location").filter(|_| (300..400).contains(&self.status))?;
        let path = to.strip_prefix("http://").map_or(to, |rest| rest.find('/').map_or("/", |i| &rest[i..]));
        Some(path.split('#').next().unwrap_or(path).to_owned())
    }
}

impl Client {
    pub fn new(addr: SocketAddr, lang: &'static str) -> Self {
        Self { addr, cookies: BTreeMap::new(), lang, at: "/".to_owned(), from: None }
    }

    /// The head of a request as a browser writes it, ending in the empty line.
    pub fn head(&self, method: &str, path: &str, body: &str, extra: &[(&str, &str)]) -> String {
        let mut lines = vec![format!("{method} {path} HTTP/1.1")];
        let mut put = |name: &str, value: &str| {
            if !extra.iter().any(|(n, _)| n.eq_ignore_ascii_case(name)) {
                lines.push(format!("{name}: {value}"));
            }
        };
        put("Host", &self.addr.to_string());
        put("Connection", "close");
        put("Accept", "text/html");
        put("Accept-Language", self.lang);
        if method == "POST" {
            put("Origin", &format!("http://{}", self.addr));
            put("Sec-Fetch-Site", "same-origin");
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            put("Cookie", &pairs.join("; "));
        }
        lines.extend(extra.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| format!("{n}: {v}")));
        format!("{}\r\n{body}\r\n", lines.join("\r\n"))
    }

    pub fn connect(&self) -> io::Result<TcpStream> {
        let stream = match self.from {
            None => TcpStream::connect_timeout(&self.addr, PATIENCE)?,
            Some(from) => {
                let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None)?;
                socket.bind(&SocketAddr::new(from, 0).into())?;
                socket.connect_timeout(&self.addr.into(), PATIENCE)?;
                socket.into()
            }
        };
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(stream)
    }

    /// Sends one request and does not wait for the answer.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        extra: &[(&str, &str)],
        body: &Body,
    ) -> io::Result<TcpStream> {
        let stream = self.connect()?;
        let mut out = BufWriter::with_capacity(256 * 1024, &stream);
        let sized = |media: &str, n: u64| format!("Content-Type: {media}\r\nContent-Length: {n}\r\n");
        let sent = match body {
            Body::Nothing => out.write_all(self.head(method, path, "", extra).as_bytes()),
            Body::Form(fields) => {
                let text = urlencoded(fields);
                let head = sized("application/x-www-form-urlencoded", text.len() as u64);
                out.write_all(self.head(method, path, &head, extra).as_bytes())?;
                out.write_all(text.as_bytes())
            }
            Body::Raw { media, bytes } => {
                let head = sized(media, bytes.len() as u64);
                out.write_all(self.head(method, path, &head, extra).as_bytes())?;
                out.write_all(bytes)
            }
            Body::Multipart(form) => {
                let head = sized(&format!("multipart/form-data; boundary={}", form.boundary), form.len());
                out.write_all(self.head(method, path, &head, extra).as_bytes())?;
                form.write_to(&mut out)
            }
        };
        // a server may refuse before everything is sent: its answer says more than the broken pipe
        drop(sent.and_then(|()| out.flush()));
        drop(out.into_parts());
        Ok(stream)
    }

    /// One request, one answer; cookies are kept, nothing is followed.
    pub fn request(
        &mut self,
        method: &str,
        path: &str,
        extra: &[(&str, &str)],
        body: &Body,
    ) -> io::Result<Answer> {
        let answer = read_answer(&mut self.send(method, path, extra, body)?)?;
        self.keep_cookies(&answer);
        Ok(answer)
    }

    /// Fetches a page, following redirects.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        path.clone_into(&mut self.at);
        let answer = self.request("GET", path, &[], &Body::Nothing)?;
        self.follow(answer)
    }

    /// Sends a form to an address, following redirects.
    pub fn post(&mut self, path: &str, fields: &[(String, String)]) -> io::Result<Answer> {
        path.clone_into(&mut self.at);
        let answer = self.request("POST", path, &[], &Body::Form(fields.to_vec()))?;
        self.follow(answer)
    }

    /// Sends a form of the page that is open, as its `enctype` says, with these values and files.
    pub fn submit(
        &mut self,
        form: &Form,
        fields: &[(String, String)],
        files: &[Upload],
    ) -> io::Result<Answer> {
        let path = form.action.clone().unwrap_or_else(|| self.at.clone());
        let body = body_of(form, fields, files);
        path.clone_into(&mut self.at);
        let answer = self.request("POST", &path, &[], &body)?;
        self.follow(answer)
    }

    pub fn follow(&mut self, mut answer: Answer) -> io::Result<Answer> {
        for _ in 0..6 {
            let Some(to) = answer.location() else { return Ok(answer) };
            to.clone_into(&mut self.at);
            answer = self.request("GET", &to, &[], &Body::Nothing)?;
        }
        Err(io::Error::other("redirects without end"))
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for (_, line) in answer.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case("set-cookie")) {
            let mut parts = line.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|p| p.split_once('=')) else { continue };
            let gone = parts.any(|p| p.eq_ignore_ascii_case("max-age=0") || p.contains("1970"));
            if gone || value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// A form's body, as its `enctype` says.
pub fn body_of(form: &Form, fields: &[(String, String)], files: &[Upload]) -> Body {
    if form.multipart {
        let field = form.file_field().map_or("evidence", |f| f.name.as_str());
        Body::Multipart(Multipart::new(fields, field, files))
    } else {
        assert!(files.is_empty(), "this form takes no files");
        Body::Form(fields.to_vec())
    }
}

/// Reads one answer to its end: as long as its head says, whether or not the other side then closes.
pub fn read_answer(stream: &mut TcpStream) -> io::Result<Answer> {
    let mut raw = Vec::new();
    let mut chunk = vec![0; 64 * 1024];
    let mut end = None;
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => break,
            Ok(n) => raw.extend_from_slice(&chunk[..n]),
            Err(error) => return parse_answer(&raw).ok_or(error),
        }
        end = end.or_else(|| expected_end(&raw));
        if end.is_some_and(|end| raw.len() >= end) {
            break;
        }
    }
    parse_answer(&raw).ok_or_else(|| io::Error::new(io::ErrorKind::UnexpectedEof, "the answer broke off"))
}

/// Where an answer with a `Content-Length` ends.
fn expected_end(raw: &[u8]) -> Option<usize> {
    let head = raw.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&raw[..head]).to_ascii_lowercase();
    let length = text.lines().find_map(|l| l.strip_prefix("content-length:"))?;
    Some(head + length.trim().parse::<usize>().ok()?)
}

fn parse_answer(raw: &[u8]) -> Option<Answer> {
    let end = raw.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&raw[..end]);
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|l| l.split_once(':'))
        .map(|(n, v)| (n.trim().to_owned(), v.trim().to_owned()))
        .collect();
    let mut answer = Answer { status, headers, body: raw[end + 4..].to_vec() };
    if answer.header("transfer-encoding").is_some_and(|v| v.eq_ignore_ascii_case("chunked")) {
        answer.body = unchunk(&answer.body)?;
    } else if let Some(length) = answer.header("content-length") {
        let length: usize = length.parse().ok()?;
        if answer.body.len() < length {
            return None;
        }
        answer.body.truncate(length);
    }
    Some(answer)
}

fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let line = rest.windows(2).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[line + 2..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size + 2..)?;
    }
}
