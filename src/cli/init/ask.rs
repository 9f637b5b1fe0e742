//! Questions at a terminal; without one, defaults and the names of options that are missing.

use std::io::{BufRead, IsTerminal, Write as _};

use crate::app::StartError;

/// Somebody who can be asked, or nobody.
pub(super) struct Ask {
    terminal: bool,
}

impl Ask {
    /// Asks at a terminal; where standard input is none, nobody.
    pub(super) fn terminal() -> Self {
        Self { terminal: std::io::stdin().is_terminal() }
    }

    /// Whether there is somebody to ask.
    pub(super) const fn somebody(&self) -> bool {
        self.terminal
    }

    #[cfg(test)]
    pub(super) const fn never() -> Self {
        Self { terminal: false }
    }

    /// The given value, the answer, or the default.
    pub(super) fn or(
        &mut self,
        what: &str,
        given: Option<String>,
        default: &str,
    ) -> Result<String, StartError> {
        match given {
            Some(value) => Ok(value),
            None if self.terminal => {
                let answer = line(&format!("{what} [{default}]: "))?;
                Ok(if answer.is_empty() { default.to_owned() } else { answer })
            }
            None => Ok(default.to_owned()),
        }
    }

    /// The given value or the answer; without either the option is named.
    pub(super) fn needed(
        &mut self,
        option: &str,
        what: &str,
        given: Option<String>,
    ) -> Result<String, StartError> {
        match given {
            Some(value) if !value.trim().is_empty() => Ok(value),
            _ if self.terminal => loop {
                let answer = line(&format!("{what}: "))?;
                if !answer.is_empty() {
                    return Ok(answer);
                }
            },
            _ => Err(StartError(format!("--{option} is needed ({what})"))),
        }
    }
}

fn line(question: &str) -> Result<String, StartError> {
    let fault = |e: std::io::Error| StartError(format!("cannot ask: {e}"));
    let mut out = std::io::stderr().lock();
    out.write_all(question.as_bytes()).and_then(|()| out.flush()).map_err(fault)?;
    let mut answer = String::new();
    if std::io::stdin().lock().read_line(&mut answer).map_err(fault)? == 0 {
        return Err(StartError("the answer is missing; nothing was set up".to_owned()));
    }
    Ok(answer.trim().to_owned())
}
