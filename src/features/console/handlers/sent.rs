//! How every form of the console is opened: what was typed, who sent it, and the token of its page. Whatever goes wrong
//! afterwards, the error page keeps what was typed.

use axum::extract::{FromRequest, FromRequestParts, Request};

use crate::app::Shared;
use crate::domain::fields::Fields;
use crate::web::error::Error;
use crate::web::session::Visitor;
use crate::web::staff::Adviser;
use crate::web::{forms, guard};

/// A form that an adviser sent from a page of ours.
pub struct Sent {
    /// Who sent it.
    pub(super) adviser: Adviser,
    /// What was typed.
    pub(super) fields: Fields,
}

impl Sent {
    /// Who sent these fields, if it was an adviser and from a page of ours.
    ///
    /// # Errors
    /// [`crate::web::error::Kind`]: signed out, not found, forged; each keeps the fields.
    pub(super) async fn of(app: &Shared, visitor: &Visitor, fields: Fields) -> Result<Self, Error> {
        let opened = async {
            let adviser = Adviser::of(app, visitor).await?;
            guard::token(Some(adviser.token()), fields.find("csrf"))?;
            Ok(adviser)
        };
        match opened.await {
            Ok(adviser) => Ok(Self { adviser, fields }),
            Err(e) => Err(Error::keeping_signed(e, fields.kept())),
        }
    }

    /// What became of it, where an error keeps what was typed.
    pub(super) fn keep<T>(&self, done: Result<T, Error>) -> Result<T, Error> {
        done.map_err(|e| e.keeping_signed(self.fields.kept()))
    }
}

impl FromRequest<Shared> for Sent {
    type Rejection = Error;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let Ok(visitor) = Visitor::from_request_parts(&mut parts, app).await;
        let fields = forms::read(Request::from_parts(parts, body)).await?;
        Self::of(app, &visitor, fields).await
    }
}
