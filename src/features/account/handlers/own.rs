//! `/account`: details, passphrase, spare codes, "someone may know it".

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::enrol::codes_wait;
use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::features::account::choose::{Chosen, Fault};
use crate::features::account::enrol::After;
use crate::features::account::own::{self, Renewal};
use crate::features::account::pages::{Codes, Keys, Own, SPARE_FIELD};
use crate::features::account::qr;
use crate::vault::staff::Ring;
use crate::web::error::{Error, Kind};
use crate::web::grave;
use crate::web::page::render;
use crate::web::parts::FieldError;
use crate::web::session::{self, Visitor};
use crate::web::staff::{Signed, Staff};
use crate::web::{forms, guard};

/// What is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    changed: Option<String>,
}

fn of(signed: &Signed) -> own::Own<'_> {
    let ring = Ring { keys: signed.keys.clone(), next: signed.next.clone() };
    own::Own { account: &signed.account, ring, session: signed.token() }
}

/// A form of a signed-in person. Nothing typed is kept on an error: it holds passphrases.
async fn form(app: &Shared, visitor: &Visitor, request: Request) -> Result<(Staff, Fields), Error> {
    let fields = forms::read(request).await?;
    let staff = Staff::of(app, visitor).await?;
    guard::token(Some(staff.token()), fields.find("csrf"))?;
    Ok((staff, fields))
}

/// The passphrase again: what is wrong with it, beside its field.
async fn confirm(app: &Shared, staff: &Staff, fields: &Fields, path: &str) -> Result<Vec<FieldError>, Error> {
    told(app, staff, path, grave::confirm(app, staff, fields).await.err())
}

fn told(
    app: &Shared,
    staff: &Staff,
    path: &str,
    fault: Option<grave::Fault>,
) -> Result<Vec<FieldError>, Error> {
    match fault {
        None => Ok(Vec::new()),
        Some(grave::Fault::Failed(e)) => Err(e),
        Some(fault) => Ok(fault.say(&staff.shell(app, path)).into_iter().collect()),
    }
}

fn say(app: &Shared, staff: &Staff, path: &str, faults: &[Fault]) -> Vec<FieldError> {
    let shell = staff.shell(app, path);
    faults.iter().map(|f| f.say(&shell)).collect()
}

async fn page(
    app: &Shared,
    staff: &Staff,
    changed: bool,
    errors: Vec<FieldError>,
) -> Result<Response, Error> {
    let (shell, who) = (staff.shell(app, "/account"), staff.who());
    let state = own::state(app, &of(staff)).await?;
    let faulty = !errors.is_empty();
    let page = render(&Own {
        shell: &shell,
        who: &who,
        username: staff.account.username.clone(),
        mail: staff.account.mail.clone(),
        has_factor: state.factor,
        codes_left: state.codes_left,
        waiting: state.waiting.then_some(state.in_force),
        changed,
        errors,
    });
    Ok(if faulty { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

/// `GET /account`.
pub async fn show(
    State(app): State<Shared>,
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    page(&app, &staff, asked.changed.is_some(), Vec::new()).await
}

/// `POST /account/passphrase`.
pub async fn passphrase(
    State(app): State<Shared>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Error> {
    let (staff, fields) = form(&app, &visitor, request).await?;
    let fault = grave::confirm(&app, &staff, &fields).await.err();
    // The second click of a double one finds the new passphrase in force. Looked at only in an attempt that counted.
    let wrong = matches!(fault, Some(grave::Fault::Wrong));
    if wrong && own::opens(&app, &staff.account, fields.get("new")).await? {
        return Ok(Redirect::to("/account?changed=1").into_response());
    }
    let mut errors = told(&app, &staff, "/account", fault)?;
    if errors.is_empty() {
        let chosen = Chosen { passphrase: fields.get("new"), again: fields.get("again") };
        let faults = own::change(&app, of(&staff), chosen).await?;
        errors = say(&app, &staff, "/account", &faults);
    }
    if errors.is_empty() {
        return Ok(Redirect::to("/account?changed=1").into_response());
    }
    page(&app, &staff, false, errors).await
}

/// `POST /account/spare`: new codes, or that they were kept.
pub async fn spare(State(app): State<Shared>, visitor: Visitor, request: Request) -> Result<Response, Error> {
    let (staff, fields) = form(&app, &visitor, request).await?;
    if fields.get("step") == "kept" {
        own::kept(&app, &of(&staff)).await?;
        return Ok(Redirect::to("/account").into_response());
    }
    // Two fields of one page cannot have the same id.
    let typed = Fields(vec![(grave::FIELD.to_owned(), fields.get(SPARE_FIELD).to_owned())]);
    let mut errors = confirm(&app, &staff, &typed, "/account").await?;
    if errors.is_empty() {
        return if own::spare(&app, &of(&staff)).await? {
            Ok(Redirect::to("/account/spare").into_response())
        } else {
            Err(Error::new(Kind::NotFound))
        };
    }
    for error in &mut errors {
        error.field = SPARE_FIELD;
    }
    page(&app, &staff, false, errors).await
}

/// `GET /account/spare`.
pub async fn codes(State(app): State<Shared>, staff: Staff) -> Result<Response, Error> {
    let (shell, who) = (staff.shell(&app, "/account/spare"), staff.who());
    Ok(match own::codes(&app, &of(&staff)).await? {
        Some(codes) => render(&Codes { shell: &shell, who: Some(&who), codes, after: After::Other }),
        None => Redirect::to("/account").into_response(),
    })
}

/// `GET /account/keys`.
pub async fn keys(State(app): State<Shared>, staff: Staff) -> Result<Response, Error> {
    keys_page(&app, &staff, Vec::new()).await
}

async fn keys_page(app: &Shared, staff: &Staff, errors: Vec<FieldError>) -> Result<Response, Error> {
    let own = of(staff);
    let (shell, who) = (staff.shell(app, "/account/keys"), staff.who());
    let in_force = own::state(app, &own).await?.in_force;
    let factor = own::next_factor(app, &own, true).await?;
    let shown = factor.and_then(|f| qr::show(&staff.account.username, &f));
    let faulty = !errors.is_empty();
    let page = render(&Keys {
        shell: &shell,
        who: &who,
        username: staff.account.username.clone(),
        has_factor: staff.keys.totp.is_some(),
        in_force,
        factor: shown.ok_or(Error::new(Kind::Internal))?,
        errors,
    });
    Ok(if faulty { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

/// `POST /account/keys`.
pub async fn renew(State(app): State<Shared>, visitor: Visitor, request: Request) -> Result<Response, Error> {
    let (staff, fields) = match form(&app, &visitor, request).await {
        // The second click of a double one: the first has ended this session.
        Err(e) if e.kind() == Kind::SignedOut && codes_wait(&app, &visitor).await? => {
            return Ok(Redirect::to("/enrol").into_response());
        }
        other => other?,
    };
    let mut errors = confirm(&app, &staff, &fields, "/account/keys").await?;
    let anew = visitor.anew();
    if errors.is_empty() {
        let typed = Renewal {
            chosen: Chosen { passphrase: fields.get("new"), again: fields.get("again") },
            code: fields.get("code"),
            new_code: fields.get("new_code"),
            then: anew.given(),
        };
        let faults = own::renew(&app, of(&staff), typed).await?;
        errors = say(&app, &staff, "/account/keys", &faults);
    }
    if !errors.is_empty() {
        return keys_page(&app, &staff, errors).await;
    }
    // The session is over; the codes are shown under the visit, as at the end of enrolment.
    let mut response = anew.moved(&app, &visitor, Redirect::to("/enrol")).await?;
    session::end_cookie(&app, response.headers_mut(), session::SESSION);
    session::end_cookie(&app, response.headers_mut(), session::DEVICE);
    Ok(response)
}
