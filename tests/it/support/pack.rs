//! A country pack as a house fills it in: signed duties, checked numbers and pages, a calendar that goes on.

use std::path::Path;

use balss::clock::{Clock, date};

use super::server::files_below;

/// Writes the embedded pack into `folder` with everything that a real installation needs looked at today.
pub fn filled(folder: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/pack");
    let today = Clock::new("Europe/Riga").expect("a time zone").today();
    let (on, until) = (date(today).to_string(), date(today.plus(400)).to_string());
    for file in files_below(&source) {
        let name = file.strip_prefix(&source).expect("below it");
        let text = std::fs::read_to_string(&file).expect("a file");
        let text = match name.to_string_lossy().as_ref() {
            "services.toml" => with_lines(&text, "last_verified", "source", &on),
            "duties.toml" => text
                .replace("signed_by = \"\"", "signed_by = \"Jurista Paraugs\"")
                .replace("signed_on = \"\"", &format!("signed_on = \"{on}\"")),
            "calendar.toml" => {
                let line = text.lines().find(|l| l.starts_with("covers_until = ")).expect("a line");
                text.replace(line, &format!("covers_until = {until}"))
            }
            page if page.strip_suffix(".md").is_some() => {
                text.replacen("last_verified = \"\"", &format!("last_verified = \"{on}\""), 1)
            }
            _ => text,
        };
        let to = folder.join(name);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::write(to, text).expect("a file");
    }
}

/// The text without lines of `key`, and with one after each line of `after`.
fn with_lines(text: &str, key: &str, after: &str, value: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().filter(|l| !l.starts_with(&format!("{key} = "))) {
        lines.push(line.to_owned());
        if line.starts_with(&format!("{after} = ")) {
            lines.push(format!("{key} = \"{value}\""));
        }
    }
    lines.join("\n") + "\n"
}
