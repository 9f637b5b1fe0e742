//! One run of the real binary to its end.

use std::io::Write;
use std::process::{Command, Stdio};

use super::server::Staff;
use super::totp;

#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// What it printed, if it went well.
    pub fn well(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// Its last line on standard error, if it failed.
    pub fn refused(self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        self.err.lines().last().unwrap_or_default().to_owned()
    }
}

/// The program under test: the one that was built with the tests, or another, such as an optimised one, that
/// `BALSS_TEST_PROGRAM` names by an absolute path.
pub fn program() -> String {
    std::env::var("BALSS_TEST_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_balss").to_owned())
}

/// Runs `balss` with `arguments`, giving it `input`.
pub fn balss(arguments: &[&str], input: &str) -> Ran {
    let mut command = Command::new(program());
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the balss binary");
    // A command that wants no input may have ended.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let out = child.wait_with_output().expect("its end");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { code: out.status.code(), out: text(&out.stdout), err: text(&out.stderr) }
}

/// What somebody types to sign in.
pub fn typed(who: &Staff) -> String {
    let code = who.totp_secret.as_deref().map(totp::code).unwrap_or_default();
    format!("{}\n{}\n{code}\n", who.username, who.passphrase)
}
