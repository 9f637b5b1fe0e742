//! `/enrol`: all pages of enrolment under one address, told apart by what waits under the visitor's cookie.

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::features::account::choose::{Chosen, Fault};
use crate::features::account::enrol::{self, After, Done, Knock, View};
use crate::features::account::pages::{Codes, Door, Know, Setup, say_knock};
use crate::features::account::qr;
use crate::web::error::{Error, Kind};
use crate::web::page::render;
use crate::web::session::Visitor;
use crate::web::{forms, guard};

const PATH: &str = "/enrol";

/// What is asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    done: Option<String>,
}

/// `GET /enrol`.
pub async fn show(
    State(app): State<Shared>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let shell = visitor.shell(&app, PATH);
    if let Some(word) = &asked.done {
        return Ok(render(&Know { shell: &shell, after: After::parse(word) }));
    }
    page(&app, &visitor, &[], None).await
}

/// The page of what waits under the visitor's cookie.
async fn page(
    app: &Shared,
    visitor: &Visitor,
    faults: &[Fault],
    door: Option<(String, String)>,
) -> Result<Response, Error> {
    let shell = visitor.shell(app, PATH);
    let view = match visitor.token() {
        Some(token) if door.is_none() => enrol::view(app, token).await?,
        _ => View::Door,
    };
    let page = match view {
        View::Door => {
            let (error, username) = door.map_or((None, String::new()), |(e, u)| (Some(e), u));
            render(&Door { shell: &shell, error, username })
        }
        View::Codes(codes, after) => render(&Codes { shell: &shell, who: None, codes, after }),
        View::Setup(setup) => render(&Setup {
            factor: qr::show(&setup.account.username, &setup.factor).ok_or(Error::new(Kind::Internal))?,
            name: setup.account.name,
            username: setup.account.username,
            factor_only: setup.factor_only,
            errors: faults.iter().map(|f| f.say(&shell)).collect(),
            shell: &shell,
        }),
    };
    Ok(visitor.with_cookie(app, page))
}

/// `POST /enrol`.
pub async fn send(State(app): State<Shared>, visitor: Visitor, request: Request) -> Result<Response, Error> {
    let fields = forms::read(request).await?;
    // Nothing typed is kept here: it holds a passphrase or a code.
    guard::token(visitor.token(), fields.find("csrf"))?;
    let token = visitor.token().ok_or(Error::new(Kind::Forged))?;
    match fields.get("step") {
        "code" => knock(&app, &visitor, &fields).await,
        "setup" => {
            let chosen = Chosen { passphrase: new_passphrase(&fields), again: fields.get("again") };
            match enrol::finish(&app, token, chosen, fields.get("new_code")).await? {
                Done::Yes => Ok(Redirect::to(PATH).into_response()),
                Done::Faults(faults) => {
                    let page = page(&app, &visitor, &faults, None).await?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
                // The second click of a double one: the first has made the account.
                Done::Over if codes_wait(&app, &visitor).await? => Ok(Redirect::to(PATH).into_response()),
                Done::Over => over(&app, &visitor, String::new()).await,
            }
        }
        "kept" => {
            enrol::kept(&app, token).await?;
            let after = After::parse(fields.get("after"));
            Ok(Redirect::to(&format!("/enrol?done={}", after.word())).into_response())
        }
        _ => Err(Error::new(Kind::Malformed)),
    }
}

/// Whether spare codes wait to be shown under the visit: what was asked for has been done.
pub(super) async fn codes_wait(app: &Shared, visitor: &Visitor) -> Result<bool, Error> {
    let Some(token) = visitor.token() else { return Ok(false) };
    Ok(matches!(enrol::view(app, token).await?, View::Codes(..)))
}

/// The passphrase to set, or, where it stays, the present one.
fn new_passphrase(fields: &Fields) -> &str {
    fields.find("new").unwrap_or_else(|| fields.get("passphrase"))
}

async fn knock(app: &Shared, visitor: &Visitor, fields: &Fields) -> Result<Response, Error> {
    let username = fields.get("username").trim().to_lowercase();
    let anew = visitor.anew();
    match enrol::knock(app, visitor.given(), anew.given(), &username, fields.get("code")).await? {
        Knock::Come => anew.moved(app, visitor, Redirect::to(PATH)).await,
        Knock::Wrong => over(app, visitor, fields.get("username").to_owned()).await,
        Knock::Busy => {
            let said = say_knock(&visitor.shell(app, PATH), true);
            let page = page(app, visitor, &[], Some((said, fields.get("username").to_owned()))).await?;
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
    }
}

/// The same words whatever is wrong with the invitation.
async fn over(app: &Shared, visitor: &Visitor, username: String) -> Result<Response, Error> {
    let said = say_knock(&visitor.shell(app, PATH), false);
    let page = page(app, visitor, &[], Some((said, username))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
