//! `public.json`: what the offline ceremony hands to the server. No secret is in it; the root's signature is.

use std::path::Path;

use data_encoding::HEXLOWER_PERMISSIVE;
use serde::Deserialize;

use crate::app::StartError;
use crate::vault::roster::Roster;

/// The checked public parts.
pub(super) struct Public {
    /// Public half of the root.
    pub(super) root: [u8; 32],
    /// The first statements of the roster, recovery among them.
    pub(super) statements: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    root: String,
    statements: Vec<String>,
}

/// Reads and checks the file.
pub(super) fn read(path: &Path) -> Result<Public, StartError> {
    let fault = |what: &str| StartError(format!("{}: {what}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| fault(&e.to_string()))?;
    parse(&text).map_err(fault)
}

fn parse(text: &str) -> Result<Public, &'static str> {
    let file: File = serde_json::from_str(text).map_err(|_| "not the public.json of a ceremony")?;
    let root = HEXLOWER_PERMISSIVE.decode(file.root.as_bytes()).ok().and_then(|b| b.try_into().ok());
    let root: [u8; 32] = root.ok_or("root is not the root's public key")?;
    let roster = Roster::verify(&file.statements, &root);
    if roster.fault().is_some() {
        return Err("a statement is not signed by the root of this file");
    }
    if roster.recovery().is_none() {
        return Err("no statement names the recovery recipient");
    }
    Ok(Public { root, statements: file.statements })
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::parse;
    use crate::crypto::hybrid::HybridIdentity;
    use crate::crypto::sign::Signer;
    use crate::vault::roster::{RecoveryKey, Roster, Statement};

    #[test]
    fn only_what_the_root_signed_is_taken() {
        let (root, other) = (Signer::generate(), Signer::generate());
        let recipient = HybridIdentity::generate().recipient();
        let (_, head) = Roster::verify(&[], &root.public()).head();
        let statement = Statement::Recovery(Box::new(RecoveryKey { version: 1, recipient }))
            .signed_by_root(1, &head, &root);
        let file = |key: &Signer, statements: &[&str]| {
            serde_json::json!({"balss": "public/1", "root": HEXLOWER.encode(&key.public()), "statements": statements})
                .to_string()
        };
        let good =
            parse(&file(&root, &[&statement])).map_err(str::to_owned).map(|p| (p.root, p.statements.len()));
        assert_eq!(good, Ok((root.public(), 1)));
        for text in [
            file(&other, &[&statement]),
            file(&root, &[]),
            file(&root, &[&statement, &statement]),
            file(&root, &[&statement.replace("version 1", "version 2")]),
            "{}".to_owned(),
        ] {
            assert!(parse(&text).is_err(), "{text}");
        }
    }
}
