//! From accounts to pages: the words, choices and faults of the administrator's pages of people.

use axum::http::StatusCode;
use axum::response::Response;

use super::capability::{self, Fault as RecordFault};
use super::details::{Details, Fault};
use super::pages::{Act, AdminPerson, DetailsForm, Said, Standing};
use super::{Person, Refused};
use crate::app::{App, Shared};
use crate::domain::capability::missing;
use crate::domain::fields::Fields;
use crate::domain::id::StaffId;
use crate::domain::staff::{Account, Role};
use crate::features::admin::people;
use crate::web::desk::Words as _;
use crate::web::error::{Error, Kind};
use crate::web::page::{Shell, render};
use crate::web::parts::{Choice, FieldError};
use crate::web::staff::Administrator;

/// What a person's page shows beside what is kept.
#[derive(Default)]
pub struct Shown {
    /// Details that were typed and not kept.
    pub typed: Option<Fields>,
    /// The act that was chosen and not done.
    pub act: Option<Act>,
    /// The record that was typed and not kept.
    pub record: Option<Fields>,
    /// Why.
    pub errors: Vec<FieldError>,
    /// What was just done.
    pub said: Option<Said>,
}

/// The details that a form describes.
#[must_use]
pub fn typed(fields: &Fields) -> Details {
    let get = |name| fields.get(name).to_owned();
    Details {
        username: get("username"),
        name: get("name"),
        institution: get("institution"),
        lang: get("lang"),
        mail: get("mail"),
        outside: fields.get("outside") == "yes",
    }
}

fn fields(details: &Details) -> Fields {
    let outside = if details.outside { "yes" } else { "" };
    let all = [
        ("username", &details.username[..]),
        ("name", &details.name),
        ("institution", &details.institution),
        ("lang", &details.lang),
        ("mail", &details.mail),
        ("outside", outside),
    ];
    Fields(all.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect())
}

/// The form of details with what was typed.
#[must_use]
pub fn details(app: &App, shell: &Shell, typed: &Fields) -> DetailsForm {
    let choice = |word: &str, label: String, chosen: &str| Choice {
        word: word.to_owned(),
        label,
        chosen: word == chosen,
    };
    let codes = app.pack.codes();
    let institutions = codes.iter().filter(|i| *i != "unknown");
    let institutions =
        institutions.map(|i| choice(i, shell.choice("institution", i), typed.get("institution")));
    let langs = shell.texts.all().iter().map(|l| choice(l.lang.code(), l.name.clone(), typed.get("lang")));
    DetailsForm {
        institutions: institutions.collect(),
        langs: langs.collect(),
        outside: typed.get("outside") == "yes",
        typed: typed.clone(),
    }
}

/// Every role, one of them chosen.
#[must_use]
pub fn roles(shell: &Shell, chosen: &str) -> Vec<Choice> {
    let choice = |r: Role| Choice {
        word: r.word().to_owned(),
        label: shell.choice("role", r.word()),
        chosen: r.word() == chosen,
    };
    Role::ALL.map(choice).into()
}

/// Closed accounts, one of them chosen.
#[must_use]
pub fn closed(shell: &Shell, accounts: Vec<Account>, chosen: &str) -> Vec<Choice> {
    let choice = |a: Account| Choice {
        label: format!("{} ({}, {})", a.name, shell.choice("role", a.role.word()), a.username),
        chosen: a.id.to_string() == chosen,
        word: a.id.to_string(),
    };
    accounts.into_iter().map(choice).collect()
}

/// A time in words.
#[must_use]
pub fn time(app: &App, shell: &Shell, second: i64) -> String {
    let local = app.clock.local(second);
    format!("{}, {}", app.texts.day(shell.lang, local.date()), local.strftime("%H:%M"))
}

/// The fault of a role that is none.
#[must_use]
pub fn role_error(shell: &Shell, role: Option<Role>) -> Vec<FieldError> {
    let fault = || FieldError { field: "role", text: shell.t("people-error-role") };
    if role.is_some() { Vec::new() } else { vec![fault()] }
}

/// The fault of an act that is none.
#[must_use]
pub fn act_error(shell: &Shell, act: Option<Act>) -> Vec<FieldError> {
    let fault = || FieldError { field: "act", text: shell.t("people-error-act") };
    if act.is_some() { Vec::new() } else { vec![fault()] }
}

/// What is said beside the fields of a refused act.
///
/// # Errors
/// [`Error`] where there is no page to say it on.
pub fn errors(shell: &Shell, refused: Refused) -> Result<Vec<FieldError>, Error> {
    let act = |id: &str| Ok(vec![FieldError { field: "act", text: shell.t(id) }]);
    match refused {
        Refused::NotThere | Refused::Touched => Err(Error::new(Kind::NotFound)),
        Refused::Store(e) => Err(e.into()),
        Refused::Own => act("people-error-own"),
        Refused::Closed | Refused::Open => act("people-error-changed"),
        Refused::NotEnrolled => act("people-error-not-enrolled"),
        Refused::SecondAccount => act("people-error-second"),
        Refused::Typed(faults) => Ok(faults
            .into_iter()
            .map(Fault::field)
            .map(|(field, id)| FieldError { field, text: shell.t(id) })
            .collect()),
    }
}

/// What is said beside the fields of a record.
#[must_use]
pub fn record_errors(shell: &Shell, faults: &[(&'static str, RecordFault)]) -> Vec<FieldError> {
    let id = |fault: RecordFault| match fault {
        RecordFault::Day => "people-error-day",
        RecordFault::Words => "people-error-words",
        RecordFault::Needed => "people-error-needed",
    };
    // The list at the top names the field: the sentence alone could stand for any of them.
    let text = |field, fault| format!("{}: {}", shell.t(record_label(field)), shell.t(id(fault)));
    faults.iter().map(|(field, fault)| FieldError { field, text: text(field, *fault) }).collect()
}

/// Id of the label of a field of the record.
fn record_label(field: &str) -> &'static str {
    match field {
        "trained_on" => "people-trained-on",
        "trained_by" => "people-trained-by",
        "supervision_by" => "people-supervision",
        "order" => "people-order",
        "order_on" => "people-order-on",
        "proceedings" => "people-proceedings",
        "must_report" => "people-must-report",
        "duty_to" => "people-duty-to",
        "duty_by" => "people-duty-by",
        "legal_basis" => "people-legal-basis",
        "signed_by" => "people-signed-by",
        "signed_on" => "people-signed-on",
        _ => "people-record",
    }
}

/// What may be done with an account as it stands.
fn acts(person: &Person, own: bool) -> Vec<Act> {
    let may = |act: &Act| match act {
        Act::Enrol | Act::Disable => person.account.active,
        Act::Factor => person.account.active && person.enrolled,
        Act::Enable => !person.account.active,
    };
    if own { Vec::new() } else { Act::ALL.into_iter().filter(may).collect() }
}

/// The page of an account.
///
/// # Errors
/// [`Error`]; [`Kind::NotFound`] without such an account.
pub async fn person(
    app: &Shared,
    admin: &Administrator,
    id: StaffId,
    shown: Shown,
) -> Result<Response, Error> {
    let person = people::person(app, id).await?.ok_or(Error::new(Kind::NotFound))?;
    let (shell, who) = (admin.shell(app, &format!("/admin/people/{id}")), admin.who());
    let adviser = person.account.role == Role::Adviser;
    let (mut record, mut lacks) = (None, Vec::new());
    if adviser {
        let kept = capability::load(app, id).await?;
        lacks = missing(&kept, app.clock.today());
        record = Some(shown.record.unwrap_or_else(|| capability::fields(&kept)));
    }
    let typed = shown.typed.unwrap_or_else(|| fields(&Details::of(&person.account)));
    let wrong = !shown.errors.is_empty();
    let mut page = render(&AdminPerson {
        id: id.to_string(),
        name: person.account.name.clone(),
        role: person.account.role.word(),
        standing: match (person.account.active, person.named) {
            (true, _) => Standing::Open,
            (false, true) => Standing::StillNamed,
            (false, false) => Standing::Closed,
        },
        enrolled: person.enrolled,
        vouched: adviser.then_some(person.vouched),
        invited_until: person.invited_until.map(|s| time(app, &shell, s)).unwrap_or_default(),
        form: details(app, &shell, &typed),
        acts: acts(&person, id == admin.account.id),
        act: shown.act,
        record,
        missing: lacks,
        errors: shown.errors,
        said: shown.said,
        shell: &shell,
        who: &who,
    });
    if wrong {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}
