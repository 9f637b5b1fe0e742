//! Mail: finished texts go out, and nothing that tells of a case.
//!
//! - [`config`]: where mail goes; refuses any way that would carry credentials or mail in the clear over a network
//! - [`message`]: one notice, of constant size on the wire, with no mark of the machine it comes from
//! - [`send`]: the mail server, or a folder in demonstrations; errors without addresses or words of the server

pub mod config;
pub mod message;
pub mod send;

pub use config::{MailConfig, MailError, Starttls};
pub use message::{Message, padded_body};
pub use send::{Mailer, SendError};
