//! The web kit: what every feature's pages share. It knows no feature.

pub mod desk;
pub mod page;
#[cfg(test)]
pub(crate) mod page_check;
pub mod parts;
