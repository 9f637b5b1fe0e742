//! What leadership sees. Nothing has been released yet, and the page says so.

pub mod handlers;
pub mod pages;
