//! What an installation is told: its configuration and the country's facts.

use balss::config::Config;
use balss::pack::duties::Duties;
use balss::pack::pages::page;
use balss::pack::{File, calendar, institutions};
use balss::texts::HelpLine;

/// A configuration that is taken keeps its rules, and no message quotes a password.
pub fn config(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Config::parse(text) {
        Ok(config) => {
            assert!(config.root().is_some());
            assert!((4..=256).contains(&config.grant_rows));
            let _ = (config.https(), config.mail.map(|m| (m.server.port(), m.server.folder())));
        }
        Err(e) => assert!(!e.0.contains("wgD5") || !text.contains("wgD5")),
    }
}

/// Help numbers, working days, institutions, duties, information pages.
pub fn pack(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let file = File { shown: "x".to_owned(), text: text.to_owned().into() };
    if let Ok(lines) = HelpLine::read_all(&file) {
        for line in lines {
            assert!(line.last_verified.is_empty() || line.verified_on().is_some());
        }
    }
    let _ = (calendar::read(&file), institutions::read(&file), Duties::read(&file));
    let _ = page("1-x", &file);
}
