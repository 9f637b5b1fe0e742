//! Why a copy of a case may leave.

/// Coded reasons, as the history of the case keeps them.
pub const REASON: [&str; 5] = ["court", "transfer", "reporter", "supervision", "other"];

/// The word of [`REASON`] for handing a case to another service: only while a yes of its reporter stands.
pub const TRANSFER: &str = "transfer";
/// The word of [`REASON`] that needs an explanation.
pub const OTHER: &str = "other";
