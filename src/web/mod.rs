//! The web kit: transport, response headers, uploads, downloads. It knows no feature.

pub mod assets;
pub mod download;
pub mod filename;
pub mod headers;
pub mod limits;
pub mod multipart;
pub mod panic;
pub mod server;
pub mod slow;
pub mod upload;
