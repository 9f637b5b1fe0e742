//! Who is signed in, as types: a handler that takes an [`Adviser`] cannot be reached by anybody else. Somebody without a
//! session is sent to sign in; somebody of another role finds nothing here.

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};

use super::desk::Who;
use super::error::{Error, Kind};
use super::page::Shell;
use super::session::{self, Visitor};
use crate::app::{App, Shared};
use crate::domain::staff::{Account, Role};
use crate::vault::staff::{self, Ring, StaffKeys};
use crate::vault::visit::Token;

/// A session of an active account.
#[derive(Clone)]
pub struct Signed {
    /// The account.
    pub account: Account,
    /// Its keys, for this request.
    pub keys: StaffKeys,
    /// The keys that replace them once the roster vouches for them.
    pub next: Option<StaffKeys>,
    visitor: Visitor,
    token: Token,
}

impl Signed {
    /// What a signed-in page is given.
    #[must_use]
    pub fn shell(&self, app: &App, path: &str) -> Shell {
        self.visitor.shell_with(app, path, &self.token)
    }

    /// What the head of a signed-in page shows.
    #[must_use]
    pub fn who(&self) -> Who {
        let a = &self.account;
        Who { name: a.name.clone(), role: a.role, institution: a.institution.clone(), awaits: "" }
    }

    /// The session's token.
    #[must_use]
    pub fn token(&self) -> &Token {
        &self.token
    }
}

/// The session of a visitor, if there is one.
///
/// # Errors
/// [`Error`] of the store.
pub async fn signed(app: &App, visitor: &Visitor) -> Result<Option<Signed>, Error> {
    let Some(token) = visitor.session() else { return Ok(None) };
    let (id, now) = (token.session_id(), app.clock.now());
    let mut tx = app.store.look().await?;
    let Some(row) = tx.session(&id).await? else { return Ok(None) };
    if session::over(row.created, row.last_seen, now) {
        return Ok(None);
    }
    let stored = tx.staff(row.staff).await?.filter(|s| s.account.active && staff::genuine(&app.keys, s));
    let Some(stored) = stored else { return Ok(None) };
    let Ok(ring) = Ring::open_session(token, row.staff, row.created, &row.sealed) else { return Ok(None) };
    let Ring { keys, next } = ring.settled(&stored);
    let account = stored.account;
    drop(tx);
    if now - row.last_seen >= 60 {
        let mut tx = app.store.write().await?;
        tx.touch_session(&id, now).await?;
        tx.commit(crate::store::Audit::none("resting time of a session")).await?;
    }
    Ok(Some(Signed { account, keys, next, visitor: visitor.clone(), token: token.clone() }))
}

/// Why somebody does not get in.
pub enum Barred {
    /// Nobody is signed in.
    SignIn,
    /// Something else.
    Error(Error),
}

impl From<Error> for Barred {
    fn from(e: Error) -> Self {
        Self::Error(e)
    }
}

impl IntoResponse for Barred {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn => Redirect::to("/sign-in").into_response(),
            Self::Error(e) => e.into_response(),
        }
    }
}

async fn with_role(app: &Shared, visitor: &Visitor, role: Role) -> Result<Signed, Barred> {
    let signed = signed(app, visitor).await?.ok_or(Barred::SignIn)?;
    if signed.account.role == role { Ok(signed) } else { Err(Error::new(Kind::NotFound).into()) }
}

/// Anybody of the staff, whatever the role: for pages about one's own account.
#[derive(Clone)]
pub struct Staff(Signed);

impl std::ops::Deref for Staff {
    type Target = Signed;
    fn deref(&self) -> &Signed {
        &self.0
    }
}

impl Staff {
    /// The session behind a form.
    ///
    /// # Errors
    /// [`Kind::SignedOut`] without a session.
    pub async fn of(app: &Shared, visitor: &Visitor) -> Result<Self, Error> {
        signed(app, visitor).await?.map(Self).ok_or(Error::new(Kind::SignedOut))
    }
}

impl FromRequestParts<Shared> for Staff {
    type Rejection = Barred;
    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Barred> {
        debug_assert!(matches!(parts.method, Method::GET | Method::HEAD), "forms use `of`");
        let Ok(visitor) = Visitor::from_request_parts(parts, app).await;
        Ok(Self(signed(app, &visitor).await?.ok_or(Barred::SignIn)?))
    }
}

macro_rules! role {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(Signed);

        impl std::ops::Deref for $name {
            type Target = Signed;
            fn deref(&self) -> &Signed {
                &self.0
            }
        }

        impl $name {
            /// The session behind a form, whose fields must survive when it is over.
            ///
            /// # Errors
            /// [`Kind::SignedOut`] without a session, [`Kind::NotFound`] for another role.
            pub async fn of(app: &Shared, visitor: &Visitor) -> Result<Self, Error> {
                match with_role(app, visitor, Role::$name).await {
                    Ok(signed) => Ok(Self(signed)),
                    Err(Barred::SignIn) => Err(Error::new(Kind::SignedOut)),
                    Err(Barred::Error(e)) => Err(e),
                }
            }
        }

        impl FromRequestParts<Shared> for $name {
            type Rejection = Barred;
            async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Barred> {
                let reads = matches!(parts.method, Method::GET | Method::HEAD);
                debug_assert!(reads, "forms use `of`, which keeps their fields");
                let Ok(visitor) = Visitor::from_request_parts(parts, app).await;
                Ok(Self(with_role(app, &visitor, Role::$name).await?))
            }
        }
    };
}

role!(
    /// Reads and answers the reports granted to them.
    Adviser
);
role!(
    /// Runs the installation.
    Administrator
);
role!(
    /// Reads the audit log.
    Auditor
);

/// Whoever may see what was published: all of the staff, since it is made to be seen, and anybody else where the
/// configuration says so.
#[derive(Clone)]
pub enum Reader {
    /// Signed in.
    Staff(Box<Staff>),
    /// Somebody who need not be.
    Anyone(Visitor),
}

impl FromRequestParts<Shared> for Reader {
    type Rejection = Barred;
    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Barred> {
        let Ok(visitor) = Visitor::from_request_parts(parts, app).await;
        match signed(app, &visitor).await? {
            Some(signed) => Ok(Self::Staff(Box::new(Staff(signed)))),
            None if app.config.statistics.open => Ok(Self::Anyone(visitor)),
            None => Err(Barred::SignIn),
        }
    }
}

impl Reader {
    /// What the page is given.
    #[must_use]
    pub fn shell(&self, app: &App, path: &str) -> Shell {
        match self {
            Self::Staff(staff) => staff.shell(app, path),
            Self::Anyone(visitor) => visitor.shell(app, path),
        }
    }
}
