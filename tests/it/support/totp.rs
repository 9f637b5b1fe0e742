//! The second factor of a test's staff.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Length of a time step, in seconds (RFC 6238).
const STEP: u64 = 30;

static LAST: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// A code that was not used before. A code counts once, so the next sign-in of the same person within a step takes
/// the code of the step after, which a server accepts, and then has to wait.
pub fn code(secret: &str) -> String {
    let step = loop {
        let now = now() / STEP;
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        let next = last.get(secret).map_or(now, |used| now.max(used + 1));
        if next <= now + 1 {
            last.insert(secret.to_owned(), next);
            break next;
        }
        drop(last);
        std::thread::sleep(Duration::from_millis(200));
    };
    code_of(secret, step)
}

/// The code of now, whether or not it was used before: for attempts that do not use one up.
pub fn code_again(secret: &str) -> String {
    code_of(secret, now() / STEP)
}

fn code_of(secret: &str, step: u64) -> String {
    let bytes = data_encoding::BASE32_NOPAD.decode(secret.trim_end_matches('=').as_bytes()).expect("base32");
    let bytes: [u8; 20] = bytes.try_into().expect("160 bits, the length RFC 4226 recommends");
    let totp = totp_rs::Builder::new().with_secret(bytes).build().expect("a secret");
    totp.generate(step * STEP).to_string()
}

#[expect(clippy::disallowed_methods, reason = "the server under test runs on the machine's own clock")]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}
