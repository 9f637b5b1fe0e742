//! What an administrator sees and does: accounts, mail, health. Nothing of it comes out of a report.

pub mod capability;
pub mod details;
pub mod handlers;
pub mod handlers_people;
pub mod pages;
pub mod pages_people;
pub mod people;
pub mod roster;
pub mod show_people;
pub mod state;
