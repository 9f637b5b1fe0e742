//! Clients that are slow or leave, and what every answer tells a browser to keep to itself.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use super::at;
use crate::support::http::Body;
use crate::support::multipart::Multipart;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::shared;
use crate::support::{unique, wait_until};

pub fn slow_clients() {
    let demo = shared();
    let told = Told::words(&unique("slow "));
    let reporter = at("check", &told, "en");
    let client = reporter.client.clone();

    // headers that never end
    let mut headers: Vec<_> = (0..20).map(|_| client.connect().expect("a connection")).collect();
    for stream in &mut headers {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ").expect("a few bytes");
    }
    // bodies that trickle
    let form = Multipart::new(&[], "evidence", &[]);
    let head = format!(
        "Content-Type: multipart/form-data; boundary={}\r\nContent-Length: 1000000\r\n",
        form.boundary
    );
    let mut bodies: Vec<_> = (0..5).map(|_| client.connect().expect("a connection")).collect();
    for stream in &mut bodies {
        stream.write_all(client.head("POST", "/start", &head, &[]).as_bytes()).expect("the head");
    }
    // clients that ask and leave
    for _ in 0..20 {
        drop(client.send("GET", "/start", &[], &Body::Nothing));
    }
    let start = Instant::now();
    assert_eq!(demo.visitor("en").get("/").expect("an answer").status, 200);
    assert!(start.elapsed() < Duration::from_secs(5), "others are served meanwhile");

    for (what, streams) in [("header", &mut headers), ("body", &mut bodies)] {
        for stream in streams {
            stream.set_read_timeout(Some(Duration::from_millis(20))).expect("a timeout");
            wait_until(&format!("a slow {what} is cut off"), Duration::from_secs(90), || {
                drop(stream.write_all(b"x"));
                let mut byte = [0; 64];
                match stream.read(&mut byte) {
                    Ok(0) => Some(()),
                    Ok(_) => None,
                    Err(e)
                        if matches!(
                            e.kind(),
                            std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                        ) =>
                    {
                        None
                    }
                    Err(_) => Some(()),
                }
            });
        }
    }
    assert_eq!(demo.visitor("en").get("/readyz").expect("an answer").status, 200);
}

pub fn private_headers() {
    let demo = shared();
    let mut visitor = demo.visitor("lv");
    let receipt = Reporter::new(demo.visitor("lv")).file(&Told::words("headers")).expect("a receipt");
    for path in ["/", "/start", "/return", "/sign-in", "/statistics", "/healthz", "/nothing-here"] {
        let answer = visitor.request("GET", path, &[], &Body::Nothing).expect("an answer");
        let header = |name: &str| answer.header(name).unwrap_or_default().to_ascii_lowercase();
        assert!(header("cache-control").contains("no-store"), "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert!(header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert!(!header("content-security-policy").contains("unsafe"), "{path}");
        assert!(header("content-encoding").is_empty(), "{path}: no compression");
        for (_, cookie) in answer.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case("set-cookie")) {
            let cookie = cookie.to_ascii_lowercase();
            assert!(cookie.contains("httponly") && cookie.contains("samesite="), "{path}: {cookie}");
        }
    }
    // leaving ends the visit: cookies gone, storage cleared, the conversation closed
    let mut returned = Reporter::new(demo.visitor("lv"));
    returned.return_with(&receipt);
    let open_at = returned.client.at.clone();
    let left = returned.client.request("GET", "/leave", &[], &Body::Nothing).expect("an answer");
    let clear = left.header("clear-site-data").unwrap_or_default().to_owned();
    assert!(
        clear.contains("\"cache\"") && clear.contains("\"storage\"") && !clear.contains("\"cookies\""),
        "{clear}"
    );
    let after = returned.client.get(&open_at).expect("an answer");
    assert!(after.page().with_attr("data-thread").is_empty(), "the visit has ended");
}
