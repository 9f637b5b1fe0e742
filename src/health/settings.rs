//! What the configuration says, before anything is opened.

use std::net::IpAddr;

use super::Check;
use crate::config::Config;

/// Whether this is a demonstration.
#[must_use]
pub fn demo(config: &Config) -> Check {
    if config.demo {
        Check::warn("demo", "this is a demonstration: nothing real may be reported here")
    } else {
        Check::ok("demo", "no demonstration")
    }
}

/// Host name of an address such as `https://balss.example.lv:8443`.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or(six),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    }
}

fn loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|a| a.is_loopback())
}

/// Whether people reach the service through TLS, and nobody past the proxy. An onion address is encrypted by itself.
#[must_use]
pub fn address(config: &Config) -> Check {
    let host = host(&config.public_address);
    let local = loopback(host);
    if !config.https() && !local && host.rsplit('.').next() != Some("onion") {
        return Check::fault(
            "address",
            "public_address is plain http: everybody on the way reads along; put a TLS proxy in front and say https://",
        );
    }
    if !config.listen.ip().is_loopback() && !local {
        return Check::warn(
            "address",
            format!(
                "the server listens on {} for other machines too, without TLS; let only the proxy reach it",
                config.listen
            ),
        );
    }
    Check::ok("address", format!("reached as {}", config.public_address))
}

/// Whether the root's public key is one.
#[must_use]
pub fn root(config: &Config) -> Check {
    if config.root().is_none_or(|key| key == [0; 32]) {
        return Check::fault("root", "root_key is not that of any ceremony; take it from public.json");
    }
    Check::ok("root", "the root's public key is set")
}

/// Whether filing is limited.
#[must_use]
pub fn admission(config: &Config) -> Check {
    if config.admission.unlimited {
        return Check::warn("admission", "reports and attempts are unlimited, for benchmarks only");
    }
    let a = config.admission;
    Check::ok("admission", format!("{} reports an hour, {} at once", a.per_hour, a.burst))
}

#[cfg(test)]
mod tests {
    use super::{address, host};
    use crate::config::Config;
    use crate::health::Level;

    #[test]
    fn plain_http_is_for_this_machine_and_onions() {
        let example = include_str!("../../config/example.toml");
        for (public, listen, level) in [
            ("https://balss.example.lv", "127.0.0.1:8080", Level::Ok),
            ("https://balss.example.lv", "0.0.0.0:8080", Level::Warn),
            ("http://balss.example.lv", "127.0.0.1:8080", Level::Fault),
            ("http://127.0.0.1.example.lv", "127.0.0.1:8080", Level::Fault),
            ("http://127.0.0.1:8080", "127.0.0.1:8080", Level::Ok),
            ("http://[::1]:8080", "127.0.0.1:8080", Level::Ok),
            ("http://localhost:8080", "127.0.0.1:8080", Level::Ok),
            ("http://abcdefgh.onion", "127.0.0.1:8080", Level::Ok),
        ] {
            let text = example
                .replace("https://balss.example.lv\"", &format!("{public}\""))
                .replace("listen = \"127.0.0.1:8080\"", &format!("listen = \"{listen}\""));
            assert_eq!(address(&Config::parse(&text).unwrap()).level, level, "{public} {listen}");
        }
        assert_eq!(host("https://a.lv:8443"), "a.lv");
    }
}
