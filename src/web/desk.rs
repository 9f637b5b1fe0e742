//! What every signed-in page shares: who is signed in, and the words of choices.

use crate::domain::staff::Role;
use crate::texts::choice_id;
use crate::web::page::Shell;

/// The person whose session this is, as the head of every signed-in page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The person's name as colleagues know it.
    pub name: String,
    /// What the account is for.
    pub role: Role,
    /// Code of an institution of the country pack; empty where the role belongs to none.
    pub institution: String,
    /// An address of [`Who::links`] at which something waits for this person; empty where nothing does, or nobody looked.
    pub awaits: &'static str,
}

impl Who {
    /// Text id of the link to this role's own page.
    #[must_use]
    pub const fn home_text(&self) -> &'static str {
        match self.role {
            Role::Adviser => "inbox-title",
            Role::Leadership => "statistics-title",
            Role::Administrator => "admin-title",
            Role::Auditor => "audit-title",
        }
    }
}

impl Who {
    /// Where this role goes from every page: address and text id.
    #[must_use]
    pub fn links(&self) -> Vec<(&'static str, &'static str)> {
        let mut all = vec![(self.role.home(), self.home_text())];
        if self.role == Role::Adviser {
            all.extend([
                ("/console/colleagues", "colleagues-title"),
                ("/console/absence", "absence-title"),
                ("/console/statistics", "publishing-title"),
                ("/console/handbook", "handbook-title"),
            ]);
        }
        match self.role {
            // Advisers get to it from the page on which they release it.
            Role::Adviser => {}
            Role::Leadership => all.push(("/statistics/method", "statistics-method-title")),
            Role::Administrator | Role::Auditor => all.push(("/statistics", "statistics-title")),
        }
        all.push(("/account", "desk-account"));
        all
    }
}

/// Words of choices, as templates ask for them.
pub trait Words {
    /// The text of choice `word` of `field`: id `<field>-<word>`, underscores as hyphens.
    fn choice(&self, field: &str, word: &str) -> String;
}

impl Words for Shell {
    fn choice(&self, field: &str, word: &str) -> String {
        self.t(&choice_id(field, word))
    }
}

#[cfg(test)]
pub(crate) mod samples;
