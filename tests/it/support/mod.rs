//! What the tests share: the real binary, a client that behaves like a browser, and people who use both.

pub mod adviser;
pub mod browser;
pub mod ceremony;
pub mod command;
pub mod database;
pub mod deposit;
pub mod desk;
pub mod html;
pub mod http;
pub mod multipart;
pub mod pack;
pub mod photo;
pub mod reporter;
pub mod serve;
pub mod server;
pub mod services;
pub mod shelf;
pub mod told;
pub mod totp;

use std::time::{Duration, Instant};

/// A word that occurs nowhere else: to tell one report from another, and to search for afterwards.
pub fn unique(prefix: &str) -> String {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).expect("randomness of the operating system");
    format!("{prefix}{}", data_encoding::BASE32_NOPAD.encode(&bytes).to_lowercase())
}

/// Asks `probe` until it answers, for at most `limit`.
pub fn wait_until<T>(what: &str, limit: Duration, mut probe: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = probe() {
            return found;
        }
        assert!(start.elapsed() < limit, "{what}: not within {limit:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
