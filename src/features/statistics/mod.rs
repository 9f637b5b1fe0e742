//! What is published of all cases together, and how it comes about.
//!
//! `menu` says what a year counts, `publish` is the work of two advisers who plan and release, with `publishing` its page, `read` is all that
//! leadership and the public are ever shown.

pub mod handlers;
pub mod menu;
pub mod pages;
pub mod publish;
pub mod publishing;
pub mod read;
