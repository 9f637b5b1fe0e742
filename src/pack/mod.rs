//! The country pack: what differs from one country and house to the next, as files. Languages, sentences, institutions,
//! duties, working days, help numbers, information pages.
//!
//! The pack of `config/pack` is embedded; a demonstration lays its own examples over it, and a folder named in the
//! configuration lays over both: a file that stands there replaces the one of the same name, and what it lacks stays.

pub mod files;
pub mod language;

pub use files::{File, Files, PackError};
pub use language::{Lang, Language};
