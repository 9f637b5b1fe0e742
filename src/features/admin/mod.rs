//! The administrator's pages: accounts, mail, health. No report can be read from here.

pub mod pages;
