//! One's own account: enrolling with an invitation, the passphrase, the second factor, the keys.

pub mod choose;
pub mod enrol;
pub mod handlers;
pub mod own;
pub mod pages;
pub mod qr;
