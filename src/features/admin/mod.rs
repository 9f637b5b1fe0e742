//! What an administrator sees: accounts, mail, health. Nothing of it comes out of a report.

pub mod handlers;
pub mod pages;
pub mod roster;
pub mod state;
