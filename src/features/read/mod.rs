//! Information pages: what can be read without reporting anything. Nothing is asked, kept or counted.

pub mod handlers;
pub mod pages;
