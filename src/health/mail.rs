//! Mail: whether the server takes us, and what became of notices.

use super::Check;
use crate::config::Config;
use crate::mail::Mailer;
use crate::store::jobs::Job;

/// Where mail goes by the configuration, and what sends it; connects to nothing.
fn target(config: &Config) -> (Check, Option<Mailer>) {
    let Some(section) = &config.mail else {
        return (Check::warn("mail", "no mail is configured: advisers get no daily notice"), None);
    };
    let mailer = match Mailer::new(&section.server) {
        Ok(mailer) => mailer,
        Err(e) => return (Check::fault("mail", e.to_string()), None),
    };
    let check = match (section.server.url.starts_with("file:"), config.demo) {
        (true, false) => Check::fault("mail", "mail is written to a folder and reaches nobody"),
        (true, true) => Check::ok("mail", "mail is written to a folder"),
        (false, _) => Check::ok("mail", "mail goes to a server"),
    };
    (check, Some(mailer))
}

/// Whether mail reaches anybody, as far as the configuration tells: a page does not wait for another machine.
#[must_use]
pub fn configured(config: &Config) -> Check {
    target(config).0
}

/// The same, and connects as for a notice, with STARTTLS and credentials; sends nothing.
pub async fn server(config: &Config) -> Check {
    let (check, Some(mailer)) = target(config) else { return configured(config) };
    match mailer.try_out().await {
        Ok(()) if config.mail.as_ref().is_some_and(|m| m.server.url.starts_with("file:")) => check,
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
        1 => Check::fault("notices", "1 notice was given up; try again on /admin"),
        n => Check::fault("notices", format!("{n} notices were given up; try again on /admin")),
    }
}

#[cfg(test)]
mod tests {
    use super::configured;
    use crate::config::Config;
    use crate::health::Level;

    #[test]
    fn mail_into_a_folder_is_a_fault_of_a_real_installation() {
        let home = tempfile::tempdir().unwrap();
        let text = include_str!("../../config/example.toml");
        let mut config = Config::parse(text).unwrap();
        assert_eq!(configured(&config).level, Level::Ok);
        let mail = config.mail.as_mut().unwrap();
        mail.server.url = format!("file:{}", home.path().join("mail").display());
        assert_eq!(configured(&config).level, Level::Fault);
        config.demo = true;
        assert_eq!(configured(&config).level, Level::Ok);
        config.mail = None;
        assert_eq!(configured(&config).level, Level::Warn);
    }
}
