//! What each of the people who use Balss can do. Features never import one another.

pub mod account;
pub mod admin;
pub mod audit;
pub mod console;
pub mod follow_up;
pub mod intake;
pub mod read;
pub mod sessions;
pub mod statistics;
