//! Codes and secrets that people type from paper.

use balss::crypto::shares::{self, Share};
use balss::domain::receipt::Receipt;
use balss::vault::invite;
use balss::vault::keys::PaperKey;

/// A receipt or invitation code; what is read is shown and read again as the same.
pub fn receipt(data: &[u8]) {
    let Ok(typed) = std::str::from_utf8(data) else { return };
    if let Ok(code) = Receipt::parse(typed) {
        let shown = code.groups();
        assert_eq!(shown.len(), 24);
        assert!(Receipt::parse(&shown).as_ref() == Ok(&code));
        assert!(Receipt::parse(&shown.to_lowercase()).as_ref() == Ok(&code));
    }
    let _ = invite::Kind::parse(typed);
}

/// A line of a key file on paper. That a changed line is noticed is the ordinary tests' business.
pub fn paper(data: &[u8]) {
    let Ok(typed) = std::str::from_utf8(data) else { return };
    if let Ok(key) = PaperKey::parse(typed) {
        let again = PaperKey::parse(&typed.to_lowercase()).unwrap();
        assert_eq!(key.name, again.name);
    }
}

/// Shares of the ceremony, one a line: each is printed and read again as the same, and whatever is joined comes back.
pub fn share(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let typed: Vec<Share> = text.lines().take(20).filter_map(|line| Share::parse(line).ok()).collect();
    for share in &typed {
        let printed = share.to_text();
        let again = Share::parse(&printed).unwrap();
        assert_eq!((again.kind, again.set, again.index), (share.kind, share.set, share.index));
        assert_eq!(*again.to_text(), *printed);
    }
    for kind in [shares::Kind::Root, shares::Kind::Recovery] {
        let joined = shares::join(&typed, kind);
        assert!(joined.is_ok() || !joined.unwrap_err().to_string().is_empty());
    }
}
