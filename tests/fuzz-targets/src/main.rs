//! One program for all targets; `BALSS_FUZZ_TARGET` names the one that runs. A target is a function over bytes that must
//! come back from whatever it is given, and that asserts what has to hold of what was understood.
//!
//! `tests/fuzz` builds and runs it; a new target is one line in [`TARGETS`] and a folder in `seeds`.
#![no_main]

mod log;
mod paper;
mod sealed;
mod vouched;
mod web;
mod words;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

type Target = fn(&[u8]);

const TARGETS: &[(&str, Target)] = &[
    ("header", sealed::header),
    ("envelope", sealed::envelope),
    ("frame", sealed::frame),
    ("bodies", sealed::bodies),
    ("backup", sealed::backup),
    ("receipt", paper::receipt),
    ("paper", paper::paper),
    ("share", paper::share),
    ("roster", vouched::roster),
    ("statement", vouched::statements),
    ("carry", vouched::carry),
    ("note", log::note),
    ("tree", log::tree),
    ("multipart", web::multipart),
    ("form", web::form),
    ("query", web::query),
    ("photo", web::photo),
    ("config", words::config),
    ("pack", words::pack),
];

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("BALSS_FUZZ_TARGET").unwrap_or_default();
    match TARGETS.iter().find(|(known, _)| *known == name) {
        Some((_, target)) => *target,
        None => panic!("BALSS_FUZZ_TARGET is {name:?} and no target"),
    }
});

fuzz_target!(|data: &[u8]| TARGET(data));
