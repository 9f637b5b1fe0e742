//! Cookies: a visit (reporters, and anyone before signing in), a session (staff), a language. Their names and `Secure`
//! follow the public address. A visit's token is made when a page with a form is first shown, so that every form has a
//! token; a row in the store appears only when there is something to keep.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Request};
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};

use super::page::Shell;
use crate::app::{App, Shared};
use crate::texts::{Lang, Texts};
use crate::vault::device::DEVICE_SECONDS;
use crate::vault::visit::{self, Token};

/// Cookie of a visit.
pub const VISIT: &str = "visit";
/// Cookie of a staff session.
pub const SESSION: &str = "session";
/// Cookie of a device in which somebody of the staff has signed in before.
pub const DEVICE: &str = "device";
/// Cookie that says that keys of one letter do nothing.
pub const KEYS: &str = "keys";
/// Cookie of the chosen language.
pub const LANG: &str = "lang";

/// How long a draft or an opened conversation waits, in seconds.
pub const VISIT_SECONDS: i64 = 2 * 3600;
/// How long a staff session may rest, in seconds.
pub const IDLE_SECONDS: i64 = 30 * 60;
/// How long a staff session lasts at most, in seconds.
pub const SESSION_SECONDS: i64 = 10 * 3600;

fn name(app: &App, cookie: &str) -> String {
    if app.config.https() { format!("__Host-{cookie}") } else { cookie.to_owned() }
}

fn read(app: &App, headers: &HeaderMap, cookie: &str) -> Option<String> {
    let wanted = name(app, cookie);
    headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';')).find_map(
        |pair| {
            let (n, v) = pair.trim().split_once('=')?;
            (n == wanted).then(|| v.to_owned())
        },
    )
}

/// Sets a cookie until the browser is closed.
pub fn set_cookie(app: &App, headers: &mut HeaderMap, cookie: &str, value: &str) {
    write(app, headers, cookie, value, "");
}

/// Sets the cookie of a device: the only one that outlasts the browser, and only staff who signed in have it.
pub fn set_device(app: &App, headers: &mut HeaderMap, device: &Token) {
    write(app, headers, DEVICE, &device.cookie(), &format!("; Max-Age={DEVICE_SECONDS}"));
}

/// Sets or ends the cookie that turns keys of one letter off: it says nothing of who uses the browser but that.
pub fn set_keys(app: &App, headers: &mut HeaderMap, on: bool) {
    if on {
        end_cookie(app, headers, KEYS);
    } else {
        write(app, headers, KEYS, "off", &format!("; Max-Age={DEVICE_SECONDS}"));
    }
}

/// Ends a cookie.
pub fn end_cookie(app: &App, headers: &mut HeaderMap, cookie: &str) {
    write(app, headers, cookie, "", "; Max-Age=0");
}

fn write(app: &App, headers: &mut HeaderMap, cookie: &str, value: &str, more: &str) {
    let secure = if app.config.https() { "; Secure" } else { "" };
    let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{more}", name(app, cookie));
    if let Ok(value) = HeaderValue::from_str(&line) {
        headers.append(SET_COOKIE, value);
    }
}

/// The language asked for in the address.
#[must_use]
pub fn wanted_lang(texts: &Texts, request: &Request) -> Option<Lang> {
    lang_of_query(texts, request.uri().query())
}

fn lang_of_query(texts: &Texts, query: Option<&str>) -> Option<Lang> {
    url::form_urlencoded::parse(query?.as_bytes())
        .find(|(n, _)| n == "lang")
        .and_then(|(_, v)| texts.lang(&v))
}

fn lang(app: &App, query: Option<&str>, headers: &HeaderMap) -> Lang {
    let texts = &app.texts;
    let wished = || {
        let text = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        text.split(',').find_map(|part| accepted(texts, part))
    };
    lang_of_query(texts, query)
        .or_else(|| texts.lang(&read(app, headers, LANG)?))
        .or_else(wished)
        .unwrap_or_else(|| texts.lang_or_first(""))
}

/// The language of one part of `Accept-Language`: the very one, or the one without a region ("lv" for "lv-LV").
fn accepted(texts: &Texts, part: &str) -> Option<Lang> {
    let wished = part.split(';').next()?.trim();
    let main = wished.split('-').next()?;
    let find = |code: &str| texts.all().iter().map(|l| l.lang).find(|l| l.code().eq_ignore_ascii_case(code));
    find(wished).or_else(|| find(main))
}

/// Anyone who looks at a public page.
#[derive(Clone)]
pub struct Visitor {
    /// Language of the pages.
    pub lang: Lang,
    token: Token,
    /// Whether the browser already holds the token.
    known: bool,
    session: Option<Token>,
    device: Option<Token>,
    /// Whether keys of one letter do something.
    keys: bool,
}

/// The visitor of a request.
#[must_use]
pub fn visitor_of(app: &App, request: &Request) -> Visitor {
    visitor(app, request.uri().query(), request.headers())
}

fn visitor(app: &App, query: Option<&str>, headers: &HeaderMap) -> Visitor {
    let token = read(app, headers, VISIT).and_then(|v| Token::parse(&v));
    Visitor {
        lang: lang(app, query, headers),
        known: token.is_some(),
        token: token.unwrap_or_else(Token::generate),
        session: read(app, headers, SESSION).and_then(|v| Token::parse(&v)),
        device: read(app, headers, DEVICE).and_then(|v| Token::parse(&v)),
        keys: read(app, headers, KEYS).is_none_or(|v| v != "off"),
    }
}

impl FromRequestParts<Shared> for Visitor {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Infallible> {
        Ok(visitor(app, parts.uri.query(), &parts.headers))
    }
}

impl Visitor {
    /// The token of the visit, if the browser sent one.
    #[must_use]
    pub fn token(&self) -> Option<&Token> {
        self.known.then_some(&self.token)
    }

    /// The token of the visit, also one that the browser is only about to get: for an answer that goes out by
    /// [`Visitor::with_cookie`].
    #[must_use]
    pub fn given(&self) -> &Token {
        &self.token
    }

    /// The token of a staff session, if the browser sent one.
    #[must_use]
    pub fn session(&self) -> Option<&Token> {
        self.session.as_ref()
    }

    /// The token of a device, if the browser sent one.
    #[must_use]
    pub fn device(&self) -> Option<&Token> {
        self.device.as_ref()
    }

    /// What a public page is given.
    #[must_use]
    pub fn shell(&self, app: &App, path: &str) -> Shell {
        self.shell_with(app, path, &self.token)
    }

    /// What a page is given whose forms belong to `token`.
    #[must_use]
    pub fn shell_with(&self, app: &App, path: &str, token: &Token) -> Shell {
        Shell {
            lang: self.lang,
            texts: app.texts.clone(),
            demo: app.config.demo,
            csrf: token.csrf(),
            path: path.to_owned(),
            keys: self.keys,
        }
    }

    /// The same visitor under a token that nobody can have known before: somebody else may have put the present one into
    /// this browser. For what only the person must see from here on; ends with [`Visitor::moved`].
    #[must_use]
    pub fn anew(&self) -> Self {
        Self { token: Token::generate(), known: false, ..self.clone() }
    }

    /// Takes what waits under the token of `before` along to the one that the answer sets.
    ///
    /// # Errors
    /// [`Error`](super::error::Error).
    pub async fn moved(
        &self,
        app: &App,
        before: &Self,
        page: impl IntoResponse,
    ) -> Result<Response, super::error::Error> {
        if let Some(token) = before.token() {
            let clean = app.clock.today().plus(1);
            visit::take_along(&app.store, token, &self.token, app.clock.now(), clean).await?;
        }
        Ok(self.with_cookie(app, page))
    }

    /// Sees to it that the browser holds the token that the forms of `page` carry.
    #[must_use]
    pub fn with_cookie(&self, app: &App, page: impl IntoResponse) -> Response {
        let mut response = page.into_response();
        if !self.known {
            set_cookie(app, response.headers_mut(), VISIT, &self.token.cookie());
        }
        response
    }
}

/// Expires our own cookies and asks the browser to forget what it kept of our pages. Not `"cookies"`: that clears the
/// whole registrable domain.
#[must_use]
pub fn cleared(app: &App, cookies: &[&str], to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    for cookie in cookies {
        end_cookie(app, response.headers_mut(), cookie);
    }
    let forget = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert("clear-site-data", forget);
    response
}

/// Whether a session that began and was last used then is over.
#[must_use]
pub const fn over(created: i64, last_seen: i64, now: i64) -> bool {
    now - last_seen > IDLE_SECONDS || now - created > SESSION_SECONDS
}
