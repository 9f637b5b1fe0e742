//! Words and rules of the field. Pure: no clock, no store, no text of a page.

pub mod capability;
pub mod case;
pub mod coding;
pub mod conflict;
pub mod consent;
pub mod day;
pub mod deadline;
pub mod desk;
pub mod due;
pub mod event;
pub mod export;
pub mod fields;
pub mod id;
pub mod passphrase;
pub mod promise;
pub mod receipt;
pub mod redact;
pub mod report;
pub mod retention;
pub mod sharing;
pub mod staff;
pub mod statistics;
