//! A person tells what happened, without a name.

pub mod pages;
