//! A person comes back with the access code.

pub mod pages;
