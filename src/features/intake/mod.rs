//! The form: from the first page to the receipt. [`steps`] knows the order of the pages and what each may change,
//! [`draft`] keeps what was said, [`submit`] turns it into a case; handlers only connect them to pages.

pub mod draft;
pub mod handlers;
pub mod keep;
pub mod pages;
mod show;
pub mod steps;
pub mod submit;
