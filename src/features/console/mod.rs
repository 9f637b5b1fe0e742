//! The adviser's desk, and the door every staff member comes through.

pub mod pages;
