//! The signed list of who may receive.

use super::{Check, or_well};
use crate::config::Config;
use crate::vault::roster::Roster;

/// Whether every statement verifies, recovery has a recipient, and the rows of a case do not tell how the roster grew.
#[must_use]
pub fn roster(config: &Config, roster: &Roster) -> Vec<Check> {
    let mut faults = Vec::new();
    if let Some(number) = roster.fault() {
        let text =
            format!("statement {number} does not verify: only recovery and outside advisers receive reports");
        faults.push(Check::fault("roster", text));
    }
    if roster.recovery().is_none() {
        let text = "no recovery recipient: a lost passphrase would lose every report it alone opens";
        faults.push(Check::fault("roster", text));
    }
    let advisers = roster.advisers().count();
    if advisers + 2 > config.grant_rows {
        let text =
            "the advisers and two are more than grant_rows: new cases show a larger roster than old ones do";
        faults.push(Check::warn("roster", text));
    }
    let (count, _) = roster.head();
    or_well(faults, Check::ok("roster", format!("statements: {count}, advisers: {advisers}")))
}

#[cfg(test)]
mod tests {
    use super::roster;
    use crate::config::Config;
    use crate::crypto::hybrid::HybridIdentity;
    use crate::crypto::sign::Signer;
    use crate::domain::id::{PersonId, StaffId};
    use crate::health::Level;
    use crate::vault::roster::{RecoveryKey, Roster, StaffKey, Statement};

    #[test]
    fn a_broken_chain_and_no_recovery_are_faults() {
        let config = Config::parse(include_str!("../../config/example.toml")).unwrap();
        let narrow = Config { grant_rows: 4, ..config.clone() };
        let root = Signer::generate();
        let mut statements: Vec<String> = Vec::new();
        let mut sign = |statement: Statement| {
            let (count, head) = Roster::verify(&statements, &root.public()).head();
            statements.push(statement.signed_by_root(count + 1, &head, &root));
        };
        let recipient = HybridIdentity::generate().recipient();
        sign(Statement::Recovery(Box::new(RecoveryKey { version: 1, recipient })));
        for n in 1..=3 {
            sign(Statement::Vouch(Box::new(StaffKey {
                staff: StaffId([n; 16]),
                person: PersonId([n; 16]),
                name: format!("Adviser {n}"),
                institution: "nbs".to_owned(),
                outside: false,
                recipient: HybridIdentity::generate().recipient(),
                verifier: Signer::generate().public(),
            })));
        }
        let verified = |texts: &[String]| Roster::verify(texts, &root.public());
        let faults = |config: &Config, texts: &[String]| -> Vec<String> {
            let checks = roster(config, &verified(texts));
            checks.into_iter().filter(|c| c.level == Level::Fault).map(|c| c.text).collect()
        };
        assert_eq!(faults(&config, &statements), Vec::<String>::new());
        let rows = roster(&narrow, &verified(&statements));
        assert!(
            rows.len() == 1 && rows[0].level == Level::Warn && rows[0].text.contains("grant_rows"),
            "{rows:?}"
        );
        let cut = faults(&config, &[statements[0].clone(), statements[2].clone()]);
        assert!(cut.len() == 1 && cut[0].starts_with("statement 2 does not verify"), "{cut:?}");
        let none = faults(&config, &[]);
        assert!(none.len() == 1 && none[0].starts_with("no recovery recipient"), "{none:?}");
    }
}
