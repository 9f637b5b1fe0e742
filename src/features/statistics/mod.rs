//! What leadership sees: published releases, and nothing before there is one.

pub mod pages;
