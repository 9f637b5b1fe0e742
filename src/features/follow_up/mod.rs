//! The way back with the receipt: status, conversation, more evidence.

pub mod handlers;
mod held;
pub mod kept;
pub mod linked;
pub mod originals;
pub mod pages;
pub mod readers;
pub mod replace;
pub mod show;
pub mod talk;
pub mod wish;
pub mod withdraw;
