//! The web kit: what every feature's pages share. It knows no feature.

pub mod desk;
pub mod page;
pub mod parts;
