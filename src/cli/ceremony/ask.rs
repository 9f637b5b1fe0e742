//! Questions and typed lines. Standard input is read byte by byte, so that no buffer of the library keeps a share.

use std::fs::File;
use std::io::{IsTerminal, Read, Write as _};
use std::os::fd::AsFd;

use zeroize::Zeroizing;

use crate::app::StartError;

/// The most bytes of a line that is kept.
const LINE: usize = 4096;

/// Whoever types, or what is piped in.
pub(super) struct Ask {
    input: File,
    /// Whether somebody can be asked again.
    pub(super) terminal: bool,
}

impl Ask {
    pub(super) fn new() -> Result<Self, StartError> {
        let stdin = std::io::stdin();
        let input = stdin.as_fd().try_clone_to_owned().map_err(|e| fault(&e))?;
        Ok(Self { input: File::from(input), terminal: stdin.is_terminal() })
    }

    /// The next line without its end; `None` when there are no more.
    pub(super) fn line(&mut self, prompt: &str) -> Result<Option<Zeroizing<String>>, StartError> {
        if self.terminal {
            say(prompt)?;
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(LINE));
        let mut byte = Zeroizing::new([0]);
        let mut any = false;
        while self.input.read(&mut byte[..]).map_err(|e| fault(&e))? == 1 {
            any = true;
            if byte[0] == b'\n' {
                break;
            }
            if bytes.len() < LINE {
                bytes.push(byte[0]);
            }
        }
        let text =
            std::str::from_utf8(&bytes).map_err(|_| StartError("what was typed is not text".to_owned()))?;
        Ok(any.then(|| Zeroizing::new(text.trim().to_owned())))
    }

    /// Yes or no, in full.
    pub(super) fn yes(&mut self, question: &str) -> Result<bool, StartError> {
        loop {
            let answer = self.line(&format!("{question} (yes/no): "))?;
            match answer.as_ref().map(|a| a.to_lowercase()).as_deref() {
                Some("yes") => return Ok(true),
                Some("no") => return Ok(false),
                Some(_) if self.terminal => say("Please type yes or no.\n")?,
                _ => return Err(StartError("a yes or no is missing; nothing was done".to_owned())),
            }
        }
    }
}

fn fault(e: &std::io::Error) -> StartError {
    StartError(format!("cannot read from standard input: {e}"))
}

/// Says something to whoever types.
pub(super) fn say(text: &str) -> Result<(), StartError> {
    let mut out = std::io::stderr().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| StartError(format!("cannot write to standard error: {e}")))
}

/// Empties the screen and what it has scrolled away.
pub(super) fn clear() -> Result<(), StartError> {
    say("\x1b[H\x1b[2J\x1b[3J")
}
