//! `/console/cases/{id}/export`: choosing what goes, seeing how it will read, and the copy itself.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::sent::Sent;
use super::{Again, again, case_id};
use crate::app::Shared;
use crate::clock::date;
use crate::domain::export::{OTHER, REASON, TRANSFER};
use crate::domain::fields::Fields;
use crate::domain::redact::Redactor;
use crate::domain::report::MAX_SHORT;
use crate::features::console::export::{self, Doc, Made, Order};
use crate::features::console::pages::export::{Asked, Copy, ExportFault, ExportPage, Preview, Verify};
use crate::features::console::show::{self, export as shown};
use crate::features::console::view::{self, View};
use crate::vault::bundle::is_secret;
use crate::web::desk::Words as _;
use crate::web::error::{Error, Kind};
use crate::web::page::{Shell, render};
use crate::web::session::Visitor;
use crate::web::staff::Adviser;
use crate::web::{download, forms};

/// Bytes of the longest list of phrases.
const MAX_PHRASES: usize = 2 * MAX_SHORT;

/// `GET /console/cases/{id}/export`.
pub async fn show(
    State(app): State<Shared>,
    adviser: Adviser,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let view = view::open(&app, &adviser.account, &adviser.keys, case_id(&id)?).await?;
    let of = Of { app: &app, adviser: &adviser, view: view.ok_or(Error::new(Kind::NotFound))?, id: &id };
    Ok(of.form(&Fields::default(), &[], As::Asked))
}

/// What one of the page's buttons asks for.
pub async fn send(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let mut fields = forms::read(request).await?;
    // Before anything can show it again: a secret key that was pasted by mistake ends here.
    let secret = is_secret(fields.get("recipient"));
    if secret {
        fields.wipe("recipient");
    }
    let sent = Sent::of(&app, &visitor, fields).await?;
    let Sent { adviser, fields } = &sent;
    let done = async {
        let view = view::again(&app, &adviser.account, &adviser.keys, case_id(&id)?).await?;
        let of = Of { app: &app, adviser, view: view.ok_or(Error::new(Kind::NotFound))?, id: &id };
        let go = fields.get("go");
        if go == "back" && of.drops(fields) {
            return Ok(of.form(fields, &[], As::Leaving));
        }
        if ["back", "leave"].contains(&go) {
            let copies = fields.get("copies").parse().ok();
            return again(&app, adviser, &id, fields, Again { copies, ..Again::default() }).await;
        }
        let wants = ["preview", "make"].contains(&go) && of.view.lock().is_none();
        if !wants {
            return Ok(of.form(fields, &[], As::Asked));
        }
        match of.order(fields, secret).await? {
            Err(faults) => Ok(of.form(fields, &faults, As::Asked)),
            Ok(order) if go == "make" => of.make(fields, &order).await,
            Ok(order) => of.preview(fields, &order),
        }
    };
    sent.keep(done.await)
}

/// Why the page on which parts are chosen is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    /// It was asked for, or something is to be put right.
    Asked,
    /// Somebody else changed the case meanwhile.
    Changed,
    /// Somebody goes back to the case, and what was typed would be lost.
    Leaving,
}

/// The case that a page is about, and who looks.
struct Of<'a> {
    app: &'a Shared,
    adviser: &'a Adviser,
    view: View,
    id: &'a str,
}

fn asked(fields: &Fields) -> Asked {
    Asked {
        reason: fields.get("reason").to_owned(),
        reason_text: fields.get("reason_text").trim().to_owned(),
        phrases: fields.get("phrases").to_owned(),
        recipient: fields.get("recipient").trim().to_owned(),
        chosen: fields.all("part"),
    }
}

/// What was typed on the case's page, and the mark of the state that it showed.
fn along(fields: &Fields) -> Vec<(String, String)> {
    let mut all = show::travelling(fields);
    all.extend(fields.find("seen").map(|seen| ("seen".to_owned(), seen.to_owned())));
    all
}

impl Of<'_> {
    fn shell(&self) -> Shell {
        self.adviser.shell(self.app, &format!("/console/cases/{}/export", self.id))
    }

    /// Whether words or a key were typed of which no copy was made since.
    fn drops(&self, fields: &Fields) -> bool {
        let typed = ["reason_text", "phrases", "recipient"].iter().any(|n| !fields.get(n).trim().is_empty());
        let made = show::copies(&self.view, self.adviser.account.id).count();
        typed && fields.get("copies").parse().map_or(true, |before: usize| made <= before)
    }

    /// The page on which parts are chosen.
    fn form(&self, fields: &Fields, faults: &[ExportFault], shown_as: As) -> Response {
        let changed = shown_as == As::Changed;
        let locked = self.view.lock();
        let shell = self.shell();
        let doc = shown::doc(self.app, &shell, &self.view);
        let asked = asked(fields);
        // Until the page was sent once, what is proposed stands.
        let chosen = fields.find("phrases").map(|_| &asked.chosen[..]);
        let mut page = render(&ExportPage {
            who: &self.adviser.who(),
            short: show::short(self.id),
            id: self.id.to_owned(),
            along: along(fields),
            groups: shown::parts(&shell, &doc, chosen),
            signer: export::signer(&self.adviser.keys),
            may_transfer: export::may_transfer(self.app, &self.view),
            locked,
            changed,
            leaving: shown_as == As::Leaving && locked.is_none(),
            errors: faults.iter().map(|f| f.say(&shell)).collect(),
            asked,
            shell: &shell,
        });
        if changed || (locked.is_some() && fields.find("go").is_some_and(|go| go != "copy")) {
            *page.status_mut() = StatusCode::CONFLICT;
        } else if !faults.is_empty() {
            *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        page
    }

    /// What was asked for, if it is whole.
    async fn order(&self, fields: &Fields, secret: bool) -> Result<Result<Order, Vec<ExportFault>>, Error> {
        let asked = asked(fields);
        let mut faults = Vec::new();
        if !REASON.contains(&asked.reason.as_str()) {
            faults.push(ExportFault::Reason);
        }
        if asked.reason == TRANSFER && !export::may_transfer(self.app, &self.view) {
            faults.push(ExportFault::NoYes);
        }
        if (asked.reason == OTHER && asked.reason_text.is_empty()) || asked.reason_text.len() > MAX_SHORT {
            faults.push(ExportFault::ReasonText);
        }
        if asked.chosen.is_empty() {
            faults.push(ExportFault::Nothing);
        }
        let redactor = match Redactor::of(&asked.phrases) {
            _ if asked.phrases.len() > MAX_PHRASES => Err(ExportFault::Many),
            made => made.map_err(ExportFault::Short),
        };
        let name = self.view.name.clone().unwrap_or_default();
        let redactor =
            redactor.and_then(|r| if r.redact(&name) == name { Ok(r) } else { Err(ExportFault::Name) });
        let to = match export::recipient(&asked.recipient) {
            _ if secret => Err(ExportFault::Key(crate::vault::bundle::Unfit::Secret)),
            Ok(to) if export::is_ours(self.app, &to).await? => Err(ExportFault::Ours),
            made => made.map_err(ExportFault::Key),
        };
        Ok(match (redactor, to) {
            (Ok(redactor), Ok(to)) if faults.is_empty() => Ok(Order { reason: asked.reason, to, redactor }),
            (redactor, to) => {
                faults.extend(redactor.err());
                faults.extend(to.err());
                Err(faults)
            }
        })
    }

    /// What was chosen, in the words of the page.
    fn chosen(&self, shell: &Shell, fields: &Fields) -> Doc {
        shown::doc(self.app, shell, &self.view).keeping(&fields.all("part"))
    }

    fn preview(&self, fields: &Fields, order: &Order) -> Result<Response, Error> {
        let shell = self.shell();
        let Some(by) = self.view.name.clone() else { return Err(Error::new(Kind::NotFound)) };
        let (doc, asked) = (self.chosen(&shell, fields), asked(fields));
        let phrases = export::found(&doc, &asked.reason_text, &asked.phrases)?;
        let (found, missed): (Vec<_>, Vec<_>) = phrases.into_iter().partition(|(_, times)| *times > 0);
        Ok(render(&Preview {
            found: found.iter().map(|of| shown::found(&shell, of)).collect(),
            missed: missed.into_iter().map(|(phrase, _)| phrase).collect(),
            by,
            day: date(self.app.clock.today()).to_string(),
            reason: shell.choice("export-reason", &order.reason),
            reason_text: order.redactor.redact(&asked.reason_text),
            who: &self.adviser.who(),
            short: show::short(self.id),
            id: self.id.to_owned(),
            along: along(fields),
            copies: show::copies(&self.view, self.adviser.account.id).count(),
            doc: doc.redacted(&order.redactor)?,
            asked,
            recipient: order.to.fingerprint(),
            hybrid: order.to.is_hybrid(),
            shell: &shell,
        }))
    }

    async fn make(&self, fields: &Fields, order: &Order) -> Result<Response, Error> {
        let shell = self.shell();
        let doc = self.chosen(&shell, fields);
        let Some(by) = self.view.name.clone() else { return Err(Error::new(Kind::NotFound)) };
        let day = date(self.app.clock.today()).to_string();
        let copy = Copy {
            short: show::short(self.id),
            doc: doc.redacted(&order.redactor)?,
            by: by.clone(),
            day: day.clone(),
            reason: shell.choice("export-reason", &order.reason),
            reason_text: order.redactor.redact(&asked(fields).reason_text),
            recipient: order.to.fingerprint(),
            shell: &shell,
        };
        let verify = Verify { by, signer: export::signer(&self.adviser.keys), shell: &shell };
        let text = |t: askama::Result<String>| t.map_err(|_| Error::new(Kind::Internal));
        let texts = export::Texts {
            html: text(askama::Template::render(&copy))?,
            verify: text(askama::Template::render(&verify))?,
        };
        let (account, keys) = (&self.adviser.account, &self.adviser.keys);
        let name = format!("{}-{day}.tar.age", show::short(self.id));
        match export::make(self.app, account, keys, &self.view, (&doc, order, texts)).await? {
            Made::Leaves(stream) => Ok(download::sealed(stream, &name)),
            Made::NotTheirs => Err(Error::new(Kind::NotFound)),
            Made::Locked | Made::Changed => {
                let view = view::again(self.app, account, keys, case_id(self.id)?).await?;
                let of = Of { view: view.ok_or(Error::new(Kind::NotFound))?, ..*self };
                Ok(of.form(fields, &[], As::Changed))
            }
        }
    }
}
