//! The auditor's pages: both logs, their export and the signed checkpoints.

pub mod pages;
