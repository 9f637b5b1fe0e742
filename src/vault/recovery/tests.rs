use proptest::prelude::*;

use super::carry::{For, Public, PublicFault, RecoveryRequest, RecoveryResult, Regranted, Sealed, made_of};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::sign::Signer;
use crate::domain::id::{CaseId, StaffId};
use crate::vault::roster::{RecoveryKey, Roster, Statement};

fn statement(root: &Signer) -> String {
    let key = RecoveryKey { version: 1, recipient: HybridIdentity::generate().recipient() };
    let (count, head) = Roster::verify(&[], &root.public()).head();
    Statement::Recovery(Box::new(key)).signed_by_root(count + 1, &head, root)
}

#[test]
fn carried_files_read_back_and_only_as_what_they_are() {
    let root = Signer::generate();
    let public = Public::new(&root.public(), vec![statement(&root)]);
    let (same, key, roster) = Public::parse(&public.text()).unwrap();
    assert_eq!((same, key, roster.recovery().map(|r| r.version)), (public.clone(), root.public(), Some(1)));
    let case =
        Sealed { case: CaseId([1; 16]), epoch: 2, record: "AAAA".to_owned(), grant: "AAAA".to_owned() };
    let request = RecoveryRequest::new(&root.public(), Vec::new(), StaffId([3; 16]), vec![case]);
    assert_eq!(RecoveryRequest::parse(&request.text()), Ok(request.clone()));
    assert!(RecoveryRequest::parse(&public.text()).is_err());
    assert!(Public::parse(&request.text()).is_err());
    let fault = |text: &str| Public::parse(text).map(|_| ()).unwrap_err();
    // Of another kind, without a recovery key, signed by another root, twice, or with another version than was signed.
    assert_eq!(fault(&public.text().replace("public/1", "public/2")), PublicFault::Form);
    assert_eq!(fault("{}"), PublicFault::Form);
    assert_eq!(fault(&Public::new(&root.public(), Vec::new()).text()), PublicFault::NoRecovery);
    let other = Public::new(&root.public(), vec![statement(&Signer::generate())]);
    assert_eq!(fault(&other.text()), PublicFault::Statement);
    let twice = Public::new(&root.public(), [public.statements.clone(), public.statements.clone()].concat());
    assert_eq!(fault(&twice.text()), PublicFault::Statement);
    assert_eq!(fault(&public.text().replace("version 1", "version 2")), PublicFault::Statement);
}

#[test]
fn a_result_counts_only_whole_and_signed_by_the_root() {
    let root = Signer::generate();
    let grant = |n: u8, holder| Regranted {
        case: CaseId([n; 16]),
        epoch: 0,
        of: made_of(&[n], &[2]),
        holder,
        sealed: "AAAA".to_owned(),
    };
    let grants = vec![grant(1, For::Staff), grant(1, For::Recovery), grant(2, For::Staff)];
    let result = RecoveryResult::new(StaffId([3; 16]), statement(&root), grants, &root);
    let text = result.text();
    assert_eq!(RecoveryResult::parse(&text, &root.public()), Ok(result.clone()));
    assert!(RecoveryResult::parse(&text, &Signer::generate().public()).is_err());
    let mut fewer = result.clone();
    fewer.grants.pop();
    let mut moved = result.clone();
    moved.grants.swap(0, 1);
    let mut of_other = result.clone();
    of_other.grants[0].of = made_of(&[1], &[3]);
    let mut another = result.clone();
    another.staff = StaffId([4; 16]);
    let mut none = result;
    none.statements.clear();
    for touched in [fewer, moved, of_other, another, none] {
        assert!(RecoveryResult::parse(&touched.text(), &root.public()).is_err());
    }
}

proptest! {
    #[test]
    fn arbitrary_text_is_no_carried_file(text: String) {
        prop_assert!(Public::parse(&text).is_err());
        prop_assert!(RecoveryRequest::parse(&text).is_err());
        prop_assert!(RecoveryResult::parse(&text, &[7; 32]).is_err());
    }
}
