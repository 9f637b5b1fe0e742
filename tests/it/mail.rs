//! Mail through a real SMTP server: STARTTLS, credentials, what arrives, and what a refusal says.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use balss::mail::{MailConfig, Mailer, Message, SendError, Starttls, padded_body};
use libtest_mimic::Trial;
use serde_json::Value;
use url::Url;

use crate::support::{
    services::{Need, SMTP, trial},
    unique,
};

/// The tests of this file.
pub fn tests() -> Vec<Trial> {
    let with_server = |name: &str, test: fn(&Server)| {
        trial(&format!("mail::{name}"), &[Need::Smtp], move || test(&Server::from_environment()))
    };
    vec![
        with_server("arrives_over_tls_with_credentials", arrives_over_tls_with_credentials),
        with_server("all_notices_have_one_size", all_notices_have_one_size),
        with_server("wrong_credentials_are_refused", wrong_credentials_are_refused),
        with_server("refusals_are_classified", refusals_are_classified),
        with_server("an_unknown_certificate_gets_no_mail", an_unknown_certificate_gets_no_mail),
    ]
}

/// The mail server of this run, as the environment names it.
struct Server {
    url: Url,
    ca: PathBuf,
    received: PathBuf,
}

impl Server {
    fn from_environment() -> Self {
        let mut url = Url::parse(&std::env::var(SMTP).expect(SMTP)).expect("an address");
        let part = |name: &str| {
            let value = url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
            PathBuf::from(value.expect("ca and dir are given"))
        };
        let (ca, received) = (part("ca"), part("dir"));
        url.set_query(None);
        Self { url, ca, received }
    }

    fn config(&self) -> MailConfig {
        MailConfig {
            url: self.url.to_string(),
            from: "Balss <balss@mail.example>".into(),
            starttls: Starttls::Required,
            tls_ca: Some(self.ca.clone()),
        }
    }

    /// The one mail that has this id, and its envelope. Waits, since the server answers before others look.
    fn mail(&self, id: &str) -> (String, Value) {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            if let Some(path) = self.holding(id).pop() {
                let envelope = fs::read(path.with_extension("json")).expect("an envelope beside the mail");
                let mail = fs::read_to_string(path).expect("a mail in UTF-8");
                return (mail, serde_json::from_slice(&envelope).expect("the envelope as JSON"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the mail {id} did not arrive");
    }

    fn holding(&self, id: &str) -> Vec<PathBuf> {
        let mails = fs::read_dir(&self.received).expect("the folder of received mail");
        let mut paths: Vec<PathBuf> = mails.map(|entry| entry.expect("an entry").path()).collect();
        paths.retain(|path| {
            // A name that begins with a dot is a file still being written.
            let whole = path.file_stem().is_some_and(|name| !name.as_encoded_bytes().starts_with(b"."));
            whole
                && path.extension().is_some_and(|extension| extension == "eml")
                && fs::read_to_string(path).is_ok_and(|mail| mail.contains(&format!("Message-ID: <{id}@")))
        });
        paths
    }
}

fn message(to: &str, body: &str) -> Message {
    Message {
        to: to.into(),
        subject: "Ikdienas paziņojums: viss kārtībā".into(),
        body: padded_body(body, 2048).expect("fits"),
        message_id: unique("notice-"),
        date: 1_792_224_959,
    }
}

fn send(config: &MailConfig, message: &Message) -> Result<(), SendError> {
    let mailer = Mailer::new(config).expect("a usable configuration");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(mailer.send(message))
}

fn arrives_over_tls_with_credentials(server: &Server) {
    let message = message("ieva@example.org", "Labdien!\n.\nŠodien nav nekā jauna.\n");
    assert_eq!(send(&server.config(), &message), Ok(()));
    let (mail, envelope) = server.mail(&message.message_id);
    assert_eq!(envelope["tls"], true);
    assert_eq!(envelope["user"], server.url.username());
    assert_eq!(envelope["from"], "balss@mail.example");
    assert_eq!(envelope["to"], serde_json::json!(["ieva@example.org"]));
    assert_eq!(envelope["hello"], "mail.example", "not the name of this machine");
    let (headers, body) = mail.split_once("\r\n\r\n").expect("headers and body");
    assert_eq!(body.strip_suffix("\r\n").expect("the empty line of the transport"), message.body);
    assert!(headers.contains("Date: Sat, 17 Oct 2026 08:00:00 +0000\r\n"), "{headers}");
    assert!(headers.contains("Auto-Submitted: auto-generated\r\n"), "{headers}");
    let hello = std::process::Command::new("hostname").output().expect("a host name");
    let hello = String::from_utf8_lossy(&hello.stdout).trim().to_owned();
    assert!(hello.is_empty() || hello == "localhost" || !mail.contains(&hello), "{mail}");
    for header in ["User-Agent", "X-Mailer", "Received", "X-"] {
        assert!(!headers.contains(&format!("\r\n{header}")), "{header}");
    }
}

fn all_notices_have_one_size(server: &Server) {
    let texts = ["Nav nekā.\n", "Ir 12 jaunas ziņas un 3 termiņi.\nLūdzu, pierakstieties.\n", "."];
    let sizes = texts.map(|text| {
        let message = message("ieva@example.org", text);
        assert_eq!(send(&server.config(), &message), Ok(()));
        server.mail(&message.message_id).0.len()
    });
    assert_eq!(sizes, [sizes[0]; 3]);
}

fn wrong_credentials_are_refused(server: &Server) {
    let mut url = server.url.clone();
    url.set_password(Some("another-word")).expect("a password can be set");
    let config = MailConfig { url: url.to_string(), ..server.config() };
    let message = message("ieva@example.org", "a");
    let error = send(&config, &message).expect_err("refused");
    assert_eq!(error, SendError::Permanent { code: Some(535) });
    let shown = format!("{error} {error:?} {config:?}");
    for secret in ["another-word", server.url.username(), "ieva"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert_eq!(server.holding(&message.message_id), Vec::<PathBuf>::new());
}

fn refusals_are_classified(server: &Server) {
    let busy = send(&server.config(), &message("busy@example.org", "a"));
    assert_eq!(busy, Err(SendError::Transient { code: Some(451) }));
    let nobody = send(&server.config(), &message("nobody@example.org", "a"));
    assert_eq!(nobody, Err(SendError::Permanent { code: Some(550) }));
}

fn an_unknown_certificate_gets_no_mail(server: &Server) {
    let message = message("ieva@example.org", "a");
    let config = MailConfig { tls_ca: None, ..server.config() };
    assert_eq!(send(&config, &message), Err(SendError::Transient { code: None }));
    assert_eq!(server.holding(&message.message_id), Vec::<PathBuf>::new());
}
