//! What is published of all cases together, and how it comes about.
//!
//! `menu` says what a year counts, `publish` is the work of two advisers who plan and release, `publishing` their page,
//! `simulate` what they choose by, `ledger` releases outside the store. `read` is all that leadership and the public are
//! ever shown: `figures` computes from it alone, `show` says it, `export` hands it out.

pub mod export;
pub mod figures;
pub mod handlers;
pub mod ledger;
pub mod menu;
pub mod pages;
pub mod publish;
pub mod publishing;
pub mod read;
pub mod show;
pub mod simulate;
