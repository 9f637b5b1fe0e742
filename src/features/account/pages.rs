//! Pages about one's own account. The pages of enrolment belong to somebody who is not signed in.

use super::choose::Fault;
use super::enrol::After;
use super::qr::Shown;
use crate::domain::passphrase::Weak;
use crate::domain::staff::Role;
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;
use crate::web::parts::FieldError;

/// `/enrol`: user name and invitation code.
#[derive(askama::Template)]
#[template(path = "account/door.html")]
pub struct Door<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// One sentence: [`say_knock`].
    pub error: Option<String>,
    /// What was typed as user name.
    pub username: String,
}

/// What a page says of a code that leads nowhere.
#[must_use]
pub fn say_knock(shell: &Shell, busy: bool) -> String {
    shell.t(if busy { "signin-error-busy" } else { "enrol-error-wrong" })
}

/// `/enrol` with a valid code: passphrase and second factor.
#[derive(askama::Template)]
#[template(path = "account/setup.html")]
pub struct Setup<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// The person's name.
    pub name: String,
    /// User name, for the browser's or another password manager.
    pub username: String,
    /// Whether the passphrase stays and only the second factor is set anew.
    pub factor_only: bool,
    /// The second factor.
    pub factor: Shown,
    /// What is wrong, beside its field.
    pub errors: Vec<FieldError>,
}

/// The spare codes, once: at the end of enrolment, after a change of keys, and whenever new ones were asked for.
#[derive(askama::Template)]
#[template(path = "account/codes.html")]
pub struct Codes<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks, where somebody is signed in.
    pub who: Option<&'a Who>,
    /// The codes.
    pub codes: Vec<String>,
    /// What the last page of enrolment then tells of.
    pub after: After,
}

/// What can be recovered and what cannot, before the first sign-in.
#[derive(askama::Template)]
#[template(path = "account/know.html")]
pub struct Know<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// What it tells of.
    pub after: After,
}

/// `/account`.
#[derive(askama::Template)]
#[template(path = "account/own.html")]
pub struct Own<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// User name.
    pub username: String,
    /// Where notices go; empty for nowhere.
    pub mail: String,
    /// Whether there is a second factor.
    pub has_factor: bool,
    /// Spare codes that were not used yet.
    pub codes_left: i64,
    /// Where new keys wait for colleagues to vouch for them, whether earlier ones are in use until then.
    pub waiting: Option<bool>,
    /// Whether the passphrase was just changed.
    pub changed: bool,
    /// What is wrong, beside its field.
    pub errors: Vec<FieldError>,
}

/// `/account/keys`: "someone may know it".
#[derive(askama::Template)]
#[template(path = "account/keys.html")]
pub struct Keys<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Who looks.
    pub who: &'a Who,
    /// User name.
    pub username: String,
    /// Whether there is a second factor, whose code must be given.
    pub has_factor: bool,
    /// Whether somebody has vouched for the present keys: then they stay in use until the new ones are vouched for.
    pub in_force: bool,
    /// The new second factor.
    pub factor: Shown,
    /// What is wrong, beside its field.
    pub errors: Vec<FieldError>,
}

impl Keys<'_> {
    /// Whether colleagues have to vouch for new keys.
    fn vouched(&self) -> bool {
        self.who.role == Role::Adviser
    }
}

/// The form on `/account` whose passphrase field was wrong: there are two.
pub const SPARE_FIELD: &str = "spare_passphrase";

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 14] = [
        Self::Weak(Weak::ALL[0]),
        Self::Weak(Weak::ALL[1]),
        Self::Weak(Weak::ALL[2]),
        Self::Weak(Weak::ALL[3]),
        Self::Weak(Weak::ALL[4]),
        Self::Weak(Weak::ALL[5]),
        Self::Weak(Weak::ALL[6]),
        Self::Weak(Weak::ALL[7]),
        Self::Differs,
        Self::NewCode,
        Self::Code,
        Self::Passphrase,
        Self::Busy,
        Self::Vouched,
    ];

    /// The fault as its page shows it, beside its field.
    #[must_use]
    pub fn say(self, shell: &Shell) -> FieldError {
        let (field, id) = match self {
            Self::Weak(weak) => ("new", weak_id(weak)),
            Self::Differs => ("again", "account-error-differs"),
            Self::NewCode => ("new_code", "account-error-new-code"),
            Self::Code => ("code", "account-error-code"),
            Self::Passphrase => ("passphrase", "grave-error-wrong"),
            Self::Busy => ("passphrase", "grave-error-busy"),
            Self::Vouched => ("new", "account-error-vouched"),
        };
        FieldError { field, text: shell.t(id) }
    }
}

const fn weak_id(weak: Weak) -> &'static str {
    match weak {
        Weak::Empty => "weak-empty",
        Weak::Own => "weak-own",
        Weak::Common => "weak-common",
        Weak::Keyboard => "weak-keyboard",
        Weak::Repeated => "weak-repeated",
        Weak::Sequence => "weak-sequence",
        Weak::Word => "weak-word",
        Weak::Short => "weak-short",
    }
}

#[cfg(test)]
mod tests;
