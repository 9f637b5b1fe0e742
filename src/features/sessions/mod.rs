//! Where somebody of the staff is signed in, and how to end it.

pub mod handlers;
pub mod own;
pub mod pages;
