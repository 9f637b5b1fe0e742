//! Balss from the outside: the real binary, real HTTP, a real browser, real `PostgreSQL` and mail.
//!
//! A test needs a service or not; where the service is absent it is left out, and the parts left out are named at
//! the end. `tests/run` starts every service.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod accessible;
mod account;
mod architecture;
mod backup;
mod bad_input;
mod browser;
mod ceremony;
mod comfort;
mod consent;
mod crash;
mod desk;
mod desk_says;
mod envelopes;
mod excluded;
mod export;
mod fault;
mod flood;
mod hostile;
mod inbox;
mod init;
mod journey;
mod keeping;
mod kept;
mod leaving;
mod life;
mod load;
mod mail;
mod matrix;
mod memory;
mod originals;
mod parsers;
mod passing;
mod people;
mod promises;
mod pseudo;
mod published;
mod readers;
mod ready;
mod said;
mod same_receipt;
mod sandbox;
mod secrecy;
mod sessions;
mod sharing;
mod state;
mod statistics;
mod store;
mod strange_files;
mod support;
mod tamper;
mod texts;
mod thief;
mod vouch;
mod ways;
mod withdraw;
mod years;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    if let Some(attempt) = std::env::var_os(sandbox::CHILD) {
        return sandbox::child(&attempt.to_string_lossy());
    }
    let arguments = Arguments::from_args();
    let trials: Vec<Trial> = [
        vec![support::services::trial(
            "support::forms_are_read_as_a_browser_reads_them",
            &[],
            support::html::reads_forms,
        )],
        account::trials(),
        architecture::trials(),
        journey::trials(),
        inbox::trials(),
        leaving::trials(),
        comfort::trials(),
        consent::trials(),
        desk::trials(),
        desk_says::trials(),
        keeping::trials(),
        kept::trials(),
        life::trials(),
        mail::tests(),
        matrix::trials(),
        passing::trials(),
        people::trials(),
        bad_input::trials(),
        said::trials(),
        same_receipt::trials(),
        sessions::trials(),
        flood::trials(),
        load::trials(),
        store::trials(),
        strange_files::trials(),
        tamper::trials(),
        envelopes::trials(),
        parsers::trials(),
        texts::trials(),
        promises::trials(),
        pseudo::trials(),
        published::trials(),
        secrecy::trials(),
        thief::trials(),
        excluded::trials(),
        readers::trials(),
        sharing::trials(),
        ready::trials(),
        vouch::trials(),
        ways::trials(),
        state::trials(),
        statistics::trials(),
        backup::trials(),
        withdraw::trials(),
        years::trials(),
        originals::trials(),
        ceremony::trials(),
        crash::trials(),
        export::trials(),
        fault::trials(),
        hostile::trials(),
        init::trials(),
        sandbox::trials(),
        memory::trials(),
        browser::trials(),
        accessible::trials(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    support::server::stop_shared();
    if !arguments.list {
        support::services::name_left_out();
    }
    conclusion.exit_code()
}
