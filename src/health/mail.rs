//! Mail: whether the server takes us, and what became of notices.

use super::Check;
use crate::config::Config;
use crate::mail::Mailer;
use crate::store::jobs::Job;

/// Connects as for a notice, with STARTTLS and credentials, and sends nothing.
pub async fn server(config: &Config) -> Check {
    let Some(section) = &config.mail else {
        return Check::warn("mail", "no mail is configured: advisers get no daily notice");
    };
    let mailer = match Mailer::new(&section.server) {
        Ok(mailer) => mailer,
        Err(e) => return Check::fault("mail", e.to_string()),
    };
    match mailer.try_out().await {
        Ok(()) if section.server.url.starts_with("file:") && !config.demo => {
            Check::fault("mail", "mail is written to a folder and reaches nobody")
        }
        Ok(()) if section.server.url.starts_with("file:") => Check::ok("mail", "mail is written to a folder"),
        Ok(()) => Check::ok("mail", "the mail server takes our credentials"),
        Err(e) => Check::fault(
            "mail",
            match e.code() {
                Some(code) => format!("the mail server refuses us (reply {code})"),
                None => {
                    "the mail server does not answer, or not with TLS and a certificate we trust".to_owned()
                }
            },
        ),
    }
}

/// Notices that were given up.
#[must_use]
pub fn notices(jobs: &[Job]) -> Check {
    match jobs.iter().filter(|j| j.state == "dead").count() {
        0 => Check::ok("notices", "every notice was delivered or is still being tried"),
        n => Check::fault("notices", format!("{n} notices were given up; try again on /admin")),
    }
}
