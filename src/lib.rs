//! Balss: anonymous reports of gender-based violence, sealed before they are stored.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod crypto;
pub mod domain;
pub mod features;
pub mod mail;
pub mod routes;
pub mod store;
pub mod telemetry;
pub mod texts;
pub mod tlog;
pub mod vault;
pub mod web;
pub mod worker;
