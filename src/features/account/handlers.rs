//! `/enrol` and `/account`.

pub mod enrol;
pub mod own;
