//! The page on which two advisers plan a year and release a period.

pub mod handlers;
pub mod pages;
