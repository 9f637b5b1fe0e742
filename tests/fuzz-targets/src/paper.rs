//! Codes and secrets that people type from paper.

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
