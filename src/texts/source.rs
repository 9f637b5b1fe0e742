//! One Fluent file as it is written: its texts, and the line of each.

use fluent_bundle::FluentResource;

use crate::pack::{File, PackError};

/// The texts of one file.
pub(super) fn parse(file: &File) -> Result<FluentResource, PackError> {
    let text = &file.text;
    FluentResource::try_new(text.to_string()).map_err(|(_, faults)| {
        let fault = faults.first();
        let at = fault.map_or(0, |f| f.pos.start).min(text.len());
        let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        let id = text.lines().take(line).filter_map(id_on).last().unwrap_or_default();
        let fault = fault.map_or_else(|| "unreadable".to_owned(), |f| f.kind.to_string());
        PackError { line, ..file.fault(format!("in `{id}`: {fault}")) }
    })
}

/// The id that a line begins, if it begins one.
fn id_on(line: &str) -> Option<&str> {
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
    let (id, rest) = line.split_at(end);
    (id.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.trim_start().starts_with('=')).then_some(id)
}

/// The line (from 1) on which `id` begins for the `nth` time (from 0).
pub(super) fn line_of(text: &str, id: &str, nth: usize) -> usize {
    text.lines().enumerate().filter(|(_, l)| id_on(l) == Some(id)).nth(nth).map_or(0, |(i, _)| i + 1)
}
