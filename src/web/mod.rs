//! The web kit: transport, sessions, forms, uploads, downloads, and what every page shares. It knows no feature.

pub mod arriving;
pub mod assets;
pub mod desk;
pub mod download;
pub mod error;
pub mod evidence;
pub mod filename;
pub mod forms;
pub mod grave;
pub mod guard;
pub mod headers;
pub mod multipart;
pub mod page;
#[cfg(test)]
pub(crate) mod page_check;
pub mod panic;
pub mod parts;
pub mod photo;
pub mod picture;
pub mod server;
pub mod session;
pub mod slow;
pub mod staff;
pub mod upload;
