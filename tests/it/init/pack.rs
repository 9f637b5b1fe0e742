//! A real installation and its country pack: what is missing or too old keeps it from serving, and is named.

use std::path::Path;

use libtest_mimic::Trial;

use super::{Place, balss, doctor, json};
use crate::support::services::trial;
use crate::support::shelf::Engine;

pub fn trials() -> Vec<Trial> {
    vec![trial("init::a_pack_that_lacks_something_required_serves_nobody", &[], lacking)]
}

/// Puts `to` in the place of `from` in a file, as often as it stands there; what the file was.
fn change(file: &Path, from: &str, to: &str) -> String {
    let text = std::fs::read_to_string(file).expect("a file");
    assert!(text.contains(from), "{}: {from}", file.display());
    std::fs::write(file, text.replace(from, to)).expect("a file");
    text
}

/// The rest of the first line of a file that begins with `start`, `start` included.
fn line(file: &Path, start: &str) -> String {
    let text = std::fs::read_to_string(file).expect("a file");
    text.lines().find(|l| l.starts_with(start)).expect("a line").to_owned()
}

#[expect(clippy::too_many_lines, reason = "a table of everything that can lack")]
fn lacking() {
    let place = Place::new(Engine::Sqlite);
    json(&place.init(&[]));
    let config = place.text("etc/balss.toml");
    let pack = |name: &str| place.path("pack").join(name);
    let healthy = ["staffing", "staffing"];
    assert_eq!(doctor::faults(&doctor::ask(&config)), healthy, "a filled-in pack lacks nothing");
    let (duties, services, calendar) = (pack("duties.toml"), pack("services.toml"), pack("calendar.toml"));
    let rights = pack("lv/pages/03-rights.md");
    let signed = line(&duties, "signed_on = ");
    let checked = line(&services, "last_verified = ");
    let covers = line(&calendar, "covers_until = ");
    let read = line(&rights, "last_verified = ");
    for (what, file, from, to, part, said) in [
        (
            "a record that nobody signed",
            &duties,
            "signed_by = \"Jurista Paraugs\"",
            "signed_by = \"\"",
            "duties",
            "nbs: not signed",
        ),
        (
            "a record of the future",
            &duties,
            &*signed,
            "signed_on = \"2999-01-01\"",
            "duties",
            "vp: signed in the future",
        ),
        (
            "a record past its end",
            &duties,
            &*signed,
            "signed_on = \"2020-01-01\"\nvalid_until = \"2020-12-31\"",
            "duties",
            "vrs: past its valid_until",
        ),
        (
            "an example",
            &duties,
            &*signed,
            &format!("{signed}\nexample = true"),
            "duties",
            "iem: the record is an example",
        ),
        (
            "no record",
            &duties,
            "institution = \"vugd\"",
            "institution = \"other\"",
            "duties",
            "vugd: has no record",
        ),
        (
            "a calendar that ends",
            &calendar,
            &*covers,
            "covers_until = 2026-01-31",
            "calendar",
            "the holidays end on 2026-01-31",
        ),
        (
            "a number that nobody called",
            &services,
            &*checked,
            "last_verified = \"\"",
            "help",
            "crisis was never checked",
        ),
        (
            "a number called long ago",
            &services,
            &*checked,
            "last_verified = \"2020-01-01\"",
            "help",
            "crisis was not checked within 365 days",
        ),
        (
            "a page that nobody read",
            &rights,
            &*read,
            "last_verified = \"\"",
            "pages",
            "page 3 in lv was not checked",
        ),
        (
            "a page read long ago",
            &rights,
            &*read,
            "last_verified = \"2020-01-01\"",
            "pages",
            "page 3 in lv was not checked",
        ),
    ] {
        let whole = change(file, from, to);
        for command in ["serve", "worker"] {
            let ran = balss(&[command, "--config", &config], "");
            assert_eq!(ran.code, 1, "{what}: {}", ran.err);
            let mut lines = ran.err.lines().skip_while(|l| !l.starts_with("balss: "));
            let head = lines.next().unwrap_or_default();
            assert!(head.starts_with("balss: the country pack is not ready "), "{what}: {}", ran.err);
            // One a line: somebody works through them.
            let lacks: Vec<&str> = lines.collect();
            let about = |l: &&&str| l.trim_start().starts_with(&format!("{part}: ")) && l.contains(said);
            assert!(lacks.iter().filter(about).count() >= 1, "{what}: {lacks:?}");
            assert!(lacks.iter().all(|l| l.starts_with("  ") && l.chars().count() < 200), "{lacks:?}");
        }
        let told = doctor::ask(&config);
        let faults = doctor::faults(&told);
        assert!(told.out.contains(said), "{what}: {}", told.out);
        let others: Vec<_> = faults.iter().filter(|f| *f != part).collect();
        assert!(faults.len() > others.len() && others == healthy.each_ref(), "{what}: {faults:?}");
        std::fs::write(file, whole).expect("a file");
    }

    // What is wrong rather than missing is refused by every command, with file, line and reason.
    for (file, from, to, said) in [
        (pack("lv/mail.ftl"), "mail-notice-subject = ", "mail-notice-subject { ", "lv/mail.ftl:"),
        (pack("services.toml"), "in_footer = true", "in_footer = maybe", "services.toml:"),
        (pack("en/pages/01-what-counts.md"), "\n## ", "\n# ", "01-what-counts.md:"),
        (pack("lv/duties.ftl"), "duty-who-military-police = ", "duty-who-navy = ", "duty-who-"),
    ] {
        let whole = change(&file, from, to);
        for command in ["serve", "doctor"] {
            let ran = balss(&[command, "--config", &config], "");
            let told = format!("{}{}", ran.out, ran.err);
            assert!(ran.code == 1 && told.contains(said), "{said}: {told}");
        }
        std::fs::write(&file, whole).expect("a file");
    }
    assert_eq!(doctor::faults(&doctor::ask(&config)), healthy);

    // A house that does not serve an institution needs no record of it.
    change(&duties, "institution = \"vugd\"", "institution = \"other\"");
    let served = "institutions = [\"nbs\", \"aim\", \"vp\", \"vrs\", \"iem\"]";
    change(&place.path("etc/balss.toml"), "# institutions = [\"nbs\", \"vp\"]", served);
    assert_eq!(doctor::faults(&doctor::ask(&config)), healthy);
    change(&place.path("etc/balss.toml"), served, "institutions = [\"navy\"]");
    let ran = balss(&["serve", "--config", &config], "");
    assert!(ran.code == 1 && ran.err.contains("institutions: `navy` is none"), "{}", ran.err);
}
