//! What an administrator sees and does: accounts, the roster, mail, health. Nothing of it comes out of a report.

pub mod home;
pub mod people;
pub mod roster;
