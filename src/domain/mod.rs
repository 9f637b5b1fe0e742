//! Words and rules of the field. Pure: no clock, no store, no text of a page.

pub mod case;
pub mod day;
pub mod report;
pub mod staff;
