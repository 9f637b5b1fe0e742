//! The audit log: shown and exported for the auditor ([`log`]), verified for anybody who has the keys ([`verify`]).

pub mod accept;
pub mod handlers;
pub mod log;
pub mod pages;
pub mod proof;
pub mod verify;
