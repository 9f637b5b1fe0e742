//! Where mail goes.

use std::{
    fmt, fs,
    net::IpAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use lettre::{
    AsyncSmtpTransport, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        authentication::Mechanism,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use serde::Deserialize;
use url::Url;

/// The longest that one sending may take, from the connection to the server's last word.
pub(super) const TIMEOUT: Duration = Duration::from_secs(30);

/// The `[mail]` part of the configuration.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// `smtp://user:pass@host:port`, `smtps://user:pass@host:port` or `file:/folder`.
    ///
    /// User and password may be left out together; special characters in them are percent-encoded. The host is
    /// a name or an IPv4 address; the port defaults to 587, 465 with `smtps`, 25 without TLS.
    pub url: String,
    /// The sender, `name@domain` or `Name <name@domain>`.
    pub from: String,
    /// For `smtp://` only.
    #[serde(default)]
    pub starttls: Starttls,
    /// A PEM file of root certificates to trust beside the system's.
    #[serde(default)]
    pub tls_ca: Option<PathBuf>,
}

/// Whether an `smtp://` connection must be upgraded to TLS before anything is said. There is no "if offered":
/// whoever can read the network can also remove the offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Starttls {
    /// No mail without TLS.
    #[default]
    Required,
    /// No TLS: accepted for this machine itself only.
    None,
}

/// What is wrong with the configuration. Holds none of its values, since the URL has a password in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailError {
    /// The URL is none of the three forms.
    Url,
    /// No TLS, and the host is not this machine.
    Plain,
    /// The sender is not a mail address.
    From,
    /// The root certificate cannot be read or used.
    Certificate,
    /// The folder cannot be made.
    Folder,
}

impl fmt::Display for MailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Url => {
                "mail: url must be smtp://user:pass@host:port, smtps://user:pass@host:port or file:/folder"
            }
            Self::Plain => "mail: starttls = \"none\" is for a mail server on this machine only",
            Self::From => "mail: from is not a mail address",
            Self::Certificate => "mail: tls_ca cannot be read or holds no certificate",
            Self::Folder => "mail: the folder of the url cannot be made",
        })
    }
}

impl std::error::Error for MailError {}

impl fmt::Debug for MailConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = Url::parse(&self.url).ok();
        let part =
            |part: fn(&Url) -> Option<&str>| url.as_ref().and_then(part).unwrap_or_default().to_owned();
        f.debug_struct("MailConfig")
            .field("scheme", &part(|url| Some(url.scheme())))
            .field("host", &part(Url::host_str))
            .field("from", &self.from)
            .field("starttls", &self.starttls)
            .field("tls_ca", &self.tls_ca)
            .finish_non_exhaustive()
    }
}

/// A checked configuration.
pub(super) enum Target {
    Folder(PathBuf),
    Server(AsyncSmtpTransport<Tokio1Executor>),
}

impl MailConfig {
    pub(super) fn sender(&self) -> Result<Mailbox, MailError> {
        self.from.parse().map_err(|_| MailError::From)
    }

    pub(super) fn target(&self, domain: &str) -> Result<Target, MailError> {
        let url = Url::parse(&self.url).map_err(|_| MailError::Url)?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(MailError::Url);
        }
        match url.scheme() {
            "file" => folder(&url).map(Target::Folder),
            "smtp" | "smtps" => self.server(&url, domain).map(Target::Server),
            _ => Err(MailError::Url),
        }
    }

    /// The TCP port of the mail server; none where mail goes into a folder.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        let url = Url::parse(&self.url).ok()?;
        let usual = match (url.scheme(), self.starttls) {
            ("smtps", _) => 465,
            ("smtp", Starttls::Required) => 587,
            ("smtp", Starttls::None) => 25,
            _ => return None,
        };
        Some(url.port().unwrap_or(usual))
    }

    /// The folder that mail goes into, if it goes into one.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        Url::parse(&self.url).ok().filter(|url| url.scheme() == "file")?.to_file_path().ok()
    }

    fn server(&self, url: &Url, domain: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
        let host =
            url.host_str().filter(|host| !host.is_empty() && !host.starts_with('[')).ok_or(MailError::Url)?;
        let half = url.username().is_empty() != url.password().is_none();
        if half || !matches!(url.path(), "" | "/") {
            return Err(MailError::Url);
        }
        let tls = match (url.scheme(), self.starttls) {
            ("smtps", _) => Tls::Wrapper(self.tls(host)?),
            (_, Starttls::Required) => Tls::Required(self.tls(host)?),
            (_, Starttls::None) if is_loopback(host) => Tls::None,
            (_, Starttls::None) => return Err(MailError::Plain),
        };
        let server =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map_err(|_| MailError::Url)?;
        Ok(server
            .port(self.port().ok_or(MailError::Url)?)
            .tls(tls)
            .authentication(vec![Mechanism::Plain, Mechanism::Login])
            // Not the name of this machine: what greets is what signs the mail.
            .hello_name(ClientId::Domain(domain.to_owned()))
            .timeout(Some(TIMEOUT))
            .build())
    }

    fn tls(&self, host: &str) -> Result<TlsParameters, MailError> {
        let mut tls = TlsParameters::builder(host.to_owned());
        if let Some(path) = &self.tls_ca {
            let pem = fs::read(path).map_err(|_| MailError::Certificate)?;
            // A file without any certificate would be read as "no extra roots" and fail much later.
            if !pem.windows(27).any(|bytes| bytes == b"-----BEGIN CERTIFICATE-----") {
                return Err(MailError::Certificate);
            }
            tls = tls.add_root_certificate(Certificate::from_pem(&pem).map_err(|_| MailError::Certificate)?);
        }
        tls.build_rustls().map_err(|_| MailError::Certificate)
    }
}

fn folder(url: &Url) -> Result<PathBuf, MailError> {
    let path = url.to_file_path().map_err(|()| MailError::Url)?;
    if path == Path::new("/") {
        return Err(MailError::Url);
    }
    fs::create_dir_all(&path).map_err(|_| MailError::Folder)?;
    Ok(path)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: &str, starttls: Starttls) -> MailConfig {
        MailConfig { url: url.into(), from: "Balss <balss@example.org>".into(), starttls, tls_ca: None }
    }

    fn refused(url: &str, starttls: Starttls) -> Option<MailError> {
        config(url, starttls).target("example.org").err()
    }

    #[test]
    fn no_plain_connection_leaves_this_machine() {
        for host in
            ["mail.example.org", "10.0.0.1", "127.1", "localhost.example.org", "%6cocalhost", "127.0.0.1.nip"]
        {
            let url = format!("smtp://user:pass@{host}:25");
            assert_eq!(refused(&url, Starttls::None), Some(MailError::Plain), "{url}");
            assert_eq!(refused(&url, Starttls::Required), None, "{url}");
        }
        for host in ["127.0.0.1", "127.8.8.8", "localhost"] {
            assert_eq!(refused(&format!("smtp://{host}:2525"), Starttls::None), None, "{host}");
        }
        assert_eq!(refused("smtps://mail.example.org", Starttls::None), None);
    }

    #[test]
    fn other_urls_are_refused() {
        for url in [
            "",
            "mail.example.org",
            "http://mail.example.org",
            "smtp://",
            "smtp:mail",
            "smtp://[::1]:25",
            "smtp://user@mail.example.org",
            "smtp://:pass@mail.example.org",
            "smtp://mail.example.org/name",
            "smtp://mail.example.org?tls=opportunistic",
            "smtp://mail.example.org#a",
            "smtp://mail.example.org:99999",
            "file:",
            "file:///",
            "file://host/folder",
        ] {
            assert_eq!(refused(url, Starttls::Required), Some(MailError::Url), "{url}");
        }
    }

    #[test]
    fn credentials_show_in_neither_debug_nor_errors() {
        let config = config("smtp://geheim:salasana@mail.example.org:587", Starttls::Required);
        let shown = format!("{config:?}");
        assert!(shown.contains("mail.example.org"));
        assert!(!shown.contains("geheim") && !shown.contains("salasana"), "{shown}");
        assert!(
            !format!("{:?}", MailConfig { url: "geheim:salasana@".into(), ..config }).contains("salasana")
        );
    }

    #[test]
    fn root_certificates_must_be_certificates() {
        let with = |ca: &str| MailConfig {
            tls_ca: Some(ca.into()),
            ..config("smtps://localhost", Starttls::Required)
        };
        assert_eq!(with("/nonexistent.pem").target("a").err(), Some(MailError::Certificate));
        assert_eq!(
            with(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).target("a").err(),
            Some(MailError::Certificate)
        );
    }

    #[test]
    fn is_read_from_a_file_strictly() {
        let read: MailConfig = toml::from_str("url = 'smtps://m'\nfrom = 'a@b.lv'").unwrap();
        assert_eq!((read.starttls, read.tls_ca), (Starttls::Required, None));
        let read: MailConfig =
            toml::from_str("url = 'smtp://m'\nfrom = 'a@b.lv'\nstarttls = 'none'").unwrap();
        assert_eq!(read.starttls, Starttls::None);
        assert!(toml::from_str::<MailConfig>("url = 'smtp://m'\nfrom = 'a@b.lv'\nstartls = 'none'").is_err());
        assert!(
            toml::from_str::<MailConfig>("url = 'smtp://m'\nfrom = 'a@b.lv'\nstarttls = 'opportunistic'")
                .is_err()
        );
    }
}
