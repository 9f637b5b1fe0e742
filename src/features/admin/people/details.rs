//! What an administrator writes about a person, and what of it cannot be.

use crate::domain::id::{PersonId, StaffId};
use crate::domain::staff::{Account, Role};
use crate::texts::Language;
use crate::vault::statement::plain;

/// What an account says of its person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// What they sign in with.
    pub username: String,
    /// Name shown to colleagues and, for advisers, to reporters.
    pub name: String,
    /// Code of the institution.
    pub institution: String,
    /// Language of pages and mail.
    pub lang: String,
    /// Where notices go; empty for none.
    pub mail: String,
    /// Asks to read for other institutions too.
    pub outside: bool,
}

/// Why an account cannot be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not 2 to 64 letters, digits, dots, hyphens or underscores.
    Username,
    /// Somebody else has it.
    UsernameTaken,
    /// Empty, too long, or no line that shows as what it is.
    Name,
    /// None of the institutions; an adviser needs one.
    Institution,
    /// None of the languages.
    Lang,
    /// Not an address.
    Mail,
    /// An open account of another person has it: one person would hold two roles.
    MailTaken,
    /// The account to be replaced is not closed, has another role, or its person has a new account already.
    Replaces,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 8] = [
        Self::Username,
        Self::UsernameTaken,
        Self::Name,
        Self::Institution,
        Self::Lang,
        Self::Mail,
        Self::MailTaken,
        Self::Replaces,
    ];

    /// Name of the field, and id of what is said beside it.
    #[must_use]
    pub const fn field(self) -> (&'static str, &'static str) {
        match self {
            Self::Username => ("username", "people-error-username"),
            Self::UsernameTaken => ("username", "people-error-username-taken"),
            Self::Name => ("name", "people-error-name"),
            Self::Institution => ("institution", "people-error-institution"),
            Self::Lang => ("lang", "people-error-lang"),
            Self::Mail => ("mail", "people-error-mail"),
            Self::MailTaken => ("mail", "people-error-mail-taken"),
            Self::Replaces => ("replaces", "people-error-replaces"),
        }
    }
}

impl Details {
    /// What an account says.
    #[must_use]
    pub fn of(a: &Account) -> Self {
        Self {
            username: a.username.clone(),
            name: a.name.clone(),
            institution: a.institution.clone(),
            lang: a.lang.clone(),
            mail: a.mail.clone(),
            outside: a.outside,
        }
    }

    /// An open account that says this.
    #[must_use]
    pub fn account(&self, id: StaffId, person: PersonId, role: Role) -> Account {
        Account {
            id,
            username: self.username.clone(),
            role,
            person,
            institution: self.institution.clone(),
            name: self.name.clone(),
            lang: self.lang.clone(),
            mail: self.mail.clone(),
            active: true,
            outside: self.outside,
        }
    }
}

/// A fault at the command line: the option it is in, what is wrong, and for an institution the codes there are.
#[must_use]
pub fn of_option(fault: Fault, option: &str, words: &str, institutions: &[String]) -> String {
    let known: Vec<&str> = institutions.iter().map(String::as_str).filter(|i| *i != "unknown").collect();
    match fault {
        Fault::Institution => format!("{option}: {words} ({})", known.join(", ")),
        _ => format!("{option}: {words}"),
    }
}

/// A user name as it is kept and looked for.
#[must_use]
pub fn username(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// The same without what people type around it. Only advisers read, so only they can read for others.
#[must_use]
pub fn tidy(typed: &Details, role: Role) -> Details {
    Details {
        username: username(&typed.username),
        name: typed.name.trim().to_owned(),
        institution: typed.institution.trim().to_owned(),
        lang: typed.lang.trim().to_owned(),
        mail: typed.mail.trim().to_owned(),
        outside: typed.outside && role == Role::Adviser,
    }
}

/// Whether two addresses are one. None is nobody's.
#[must_use]
pub fn same_mail(a: &str, b: &str) -> bool {
    !a.is_empty() && a.to_lowercase() == b.to_lowercase()
}

/// What cannot be of `typed`, which was tidied; `others` are all other accounts.
#[must_use]
pub fn faults(
    typed: &Details,
    role: Role,
    person: Option<PersonId>,
    others: &[Account],
    institutions: &[String],
    langs: &[Language],
) -> Vec<Fault> {
    let mut all = Vec::new();
    let letter = |c: char| c.is_alphanumeric() || "._-".contains(c);
    if !(2..=64).contains(&typed.username.chars().count()) || !typed.username.chars().all(letter) {
        all.push(Fault::Username);
    } else if others.iter().any(|a| a.username == typed.username) {
        all.push(Fault::UsernameTaken);
    }
    // A line of the roster carries it: under a name that cannot stand there nobody could be vouched for.
    if !(2..=100).contains(&typed.name.chars().count()) || !plain(&typed.name) {
        all.push(Fault::Name);
    }
    let none = typed.institution.is_empty() && role != Role::Adviser;
    if !none && (typed.institution == "unknown" || !institutions.contains(&typed.institution)) {
        all.push(Fault::Institution);
    }
    if !langs.iter().any(|l| l.lang.code() == typed.lang) {
        all.push(Fault::Lang);
    }
    if !typed.mail.is_empty() && !address(&typed.mail) {
        all.push(Fault::Mail);
    }
    let theirs = |a: &&Account| a.active && Some(a.person) != person;
    if others.iter().filter(theirs).any(|a| same_mail(&a.mail, &typed.mail)) {
        all.push(Fault::MailTaken);
    }
    all
}

/// Roughly an address: what is wrong beyond that, the mail server says.
fn address(mail: &str) -> bool {
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_graphic() && !b"<>()[]\\,;:\"@".contains(&b));
    let part = |(local, domain): (&str, &str)| {
        !local.is_empty() && plain(local) && plain(domain) && domain.contains('.') && !domain.contains("..")
    };
    let edges = |domain: &str| !domain.starts_with(['.', '-']) && !domain.ends_with(['.', '-']);
    mail.len() <= 254 && mail.split_once('@').is_some_and(|p| part(p) && edges(p.1))
}

#[cfg(test)]
mod tests {
    use super::{Details, Fault, address, faults, tidy};
    use crate::domain::id::{PersonId, StaffId};
    use crate::domain::staff::Role;

    fn good() -> Details {
        Details {
            username: " Ilze.Piemēre ".to_owned(),
            name: " Ilze Piemēre".to_owned(),
            institution: "nbs".to_owned(),
            lang: "lv".to_owned(),
            mail: "ilze@example.lv ".to_owned(),
            outside: true,
        }
    }

    fn found(typed: &Details, role: Role) -> Vec<Fault> {
        let institutions = ["nbs".to_owned(), "unknown".to_owned()];
        let other = Details { username: "taken".to_owned(), mail: "Taken@example.lv".to_owned(), ..good() };
        let other = other.account(StaffId([9; 16]), PersonId([9; 16]), Role::Auditor);
        let texts = crate::texts::Texts::load().unwrap();
        faults(&tidy(typed, role), role, Some(PersonId([1; 16])), &[other], &institutions, texts.all())
    }

    #[test]
    fn what_is_typed_around_is_taken_off_and_only_advisers_read_for_others() {
        let tidied = tidy(&good(), Role::Adviser);
        assert_eq!((&tidied.username[..], &tidied.mail[..]), ("ilze.piemēre", "ilze@example.lv"));
        assert!(tidied.outside && !tidy(&good(), Role::Auditor).outside);
        assert_eq!(found(&good(), Role::Adviser), []);
    }

    type Change = fn(&mut Details, &str);

    #[test]
    fn each_fault_is_found_beside_its_field() {
        let long = "x".repeat(101);
        let cases: [(Change, &[&str], Fault); 6] = [
            (|d, v| v.clone_into(&mut d.username), &["", "x", "a b", "a\nb", "a<b", &long], Fault::Username),
            (|d, v| v.clone_into(&mut d.username), &["TAKEN"], Fault::UsernameTaken),
            (
                |d, v| v.clone_into(&mut d.name),
                &["", "a\nkind revoke", &long, "Il\u{200b}ze", "\u{202e}ezlI", "Ilze\u{feff}"],
                Fault::Name,
            ),
            (|d, v| v.clone_into(&mut d.institution), &["", "unknown", "none"], Fault::Institution),
            (|d, v| v.clone_into(&mut d.lang), &["", "de"], Fault::Lang),
            (|d, v| v.clone_into(&mut d.mail), &["taken@EXAMPLE.lv"], Fault::MailTaken),
        ];
        for (change, values, fault) in cases {
            for value in values {
                let mut typed = good();
                change(&mut typed, value);
                assert_eq!(found(&typed, Role::Adviser), [fault], "{value:?}");
            }
        }
        let nowhere = Details { institution: String::new(), mail: String::new(), ..good() };
        assert_eq!(found(&nowhere, Role::Administrator), []);
    }

    #[test]
    fn an_address_has_a_name_and_a_domain() {
        for good in ["a@b.lv", "a.b+c@d.e.lv"] {
            assert!(address(good), "{good}");
        }
        for bad in [
            "a", "@b.lv", "a@", "a@b", "a@b..lv", "a@.lv", "a@b.", "a@b@c.lv", "a b@c.lv", "<a@b.lv>",
            "ā@b.lv", "a@b.lv\n",
        ] {
            assert!(!address(bad), "{bad}");
        }
    }
}
