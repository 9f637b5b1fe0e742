//! A file of a gibibyte, uploaded over HTTP, beside the age crate alone and the disk alone on the same bytes.

use std::io::{BufWriter, Write};
use std::iter;
use std::net::TcpStream;
use std::path::Path;
use std::time::Instant;

use balss::crypto::hybrid::HybridIdentity;

use crate::browser::Browser;
use crate::process::{self, Server, thread_cpu};
use crate::support::http::read_answer;
use crate::support::multipart::{Content, Multipart, Upload};
use crate::table::{Budget, Table};
use crate::walk::{self, Way};

pub fn run(table: &mut Table) {
    let mib: u64 = std::env::var("BENCH_MIB").ok().and_then(|m| m.parse().ok()).unwrap_or(1024);
    let content = Content::Pattern(mib << 20);
    let folder = process::folder();
    let server = Server::demo(&folder.path().join("data"), &["--cases", "0"]);
    upload(&server, &Content::Pattern(1 << 20));

    let (age_cpu, age_wall) = age_alone(&content);
    let disk = disk_alone(folder.path(), &content);
    let before = server.memory();
    server.forget_peak();
    let cpu = server.cpu();
    let wall = upload(&server, &content);
    let cpu = server.cpu() - cpu;

    let name = format!("evidence of {mib} MiB");
    let beside = format!("server {cpu:.2} s, age alone {age_cpu:.2} s");
    table.row(&format!("{name}: CPU to age"), cpu / age_cpu, "x", Budget::Most(1.8), &beside);
    let beside = format!("upload {wall:.2} s, age {age_wall:.2} s, disk with fsync {disk:.2} s");
    let pace = age_wall.max(disk) / wall * 100.0;
    table.row(&format!("{name}: pace of the slower"), pace, "%", Budget::Least(80.0), &beside);
    let beside = format!("from {before:.1} MiB");
    table.row(&format!("{name}: growth"), server.peak() - before, "MiB", Budget::Most(32.0), &beside);
}

/// Sends a file to a new draft; seconds from the first byte to the answer.
fn upload(server: &Server, content: &Content) -> f64 {
    let mut browser = Browser::new(server.addr);
    walk::walk(&mut browser, Way::Short, "check").expect("the page for files");
    let fields = [
        ("csrf", walk::token(&browser).expect("a token")),
        ("step", "check".into()),
        ("go", "upload".into()),
    ];
    let fields: Vec<(String, String)> = fields.into_iter().map(|(n, v)| (n.to_owned(), v)).collect();
    let media = "application/octet-stream".to_owned();
    let file = Upload { name: "evidence.bin".to_owned(), media, content: content.clone() };
    let form = Multipart::new(&fields, "evidence", &[file]);
    let cookies: Vec<String> = browser.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
    let head = format!(
        "POST /start HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\nOrigin: http://{0}\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {1}\r\nContent-Type: multipart/form-data; boundary={2}\r\nContent-Length: {3}\r\n\r\n",
        server.addr,
        cookies.join("; "),
        form.boundary,
        form.len()
    );
    let mut stream = TcpStream::connect(server.addr).expect("a connection");
    let begin = Instant::now();
    let mut out = BufWriter::with_capacity(256 << 10, &stream);
    out.write_all(head.as_bytes()).expect("the head is taken");
    form.write_to(&mut out).and_then(|()| out.flush()).expect("the file is taken");
    drop(out);
    let answer = read_answer(&mut stream).expect("an answer");
    let spent = begin.elapsed().as_secs_f64();
    assert_eq!(answer.status, 303, "the file was not taken: {}", answer.text());
    spent
}

/// The same bytes through the age crate into nothing: CPU and time in seconds.
fn age_alone(content: &Content) -> (f64, f64) {
    let to = HybridIdentity::generate().recipient();
    let (cpu, begin) = (thread_cpu(), Instant::now());
    let encryptor =
        age::Encryptor::with_recipients(iter::once(&to as &dyn age::Recipient)).expect("a recipient");
    let mut writer = encryptor.wrap_output(std::io::sink()).expect("a header");
    content.write_to(&mut writer).expect("sealed bytes");
    writer.finish().expect("an end");
    (thread_cpu() - cpu, begin.elapsed().as_secs_f64())
}

/// The same bytes into a file that is on disk at the end; seconds.
fn disk_alone(folder: &Path, content: &Content) -> f64 {
    let path = folder.join("plain");
    let begin = Instant::now();
    let mut file = std::fs::File::create(&path).expect("a file");
    content.write_to(&mut file).and_then(|()| file.sync_all()).expect("room on the disk");
    let spent = begin.elapsed().as_secs_f64();
    std::fs::remove_file(&path).expect("our own file");
    spent
}
