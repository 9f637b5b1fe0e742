//! Coded records and the identity that opens them, for the one moment of a release [format].
//!
//! **Plan.** A year's text holds its menu and the recipient of its records; two advisers of different institutions sign it,
//! and records are sealed to it from the second signature on ([`plan`]). The identity behind the recipient is split so that
//! any two shares give it back; all advisers of one institution hold the same share, so two of them cannot join it.
//!
//! **Record.** Of each case that an adviser writes in, counted or not, one row for the quarter and one for the year
//! ([`record`]). `S = TAG(HKDF(index key, "balss/v1/statistic"), case)`; a row is named `TAG(S, "row" ‖ period)` and holds an
//! envelope of [`record::SIZE`] bytes: the author's Ed25519 signature over `"balss/v1/statistic" ‖ JSON`, the JSON
//! (`{"seed","staff","coded"}`), spaces. What has entered a table leaves the tag `TAG(S, "drawn" ‖ table)`, what has not a
//! random one in its place. Without the key files no name leads to a case or to another.
//!
//! **Release.** One adviser approves a period and hands the own share on, sealed to those of other institutions; another
//! joins both, and the records are opened ([`release`]).

pub mod entered;
pub mod plan;
pub mod record;
pub mod release;
pub mod standing;
