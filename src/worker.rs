//! Work that no request waits for: the daily notice, days to close, rows to sweep. It proposes and sends; it never
//! deletes anything of a case. Any number of processes may run it: each piece of work is leased or conditional.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::app::{App, Shared};
use crate::domain::event::{Event, Leaf};
use crate::domain::staff::{Account, Role};
use crate::features::admin::people::{ENROL_MAIL, FACTOR_MAIL};
use crate::features::console::sign_in;
use crate::mail::{Message, padded_body};
use crate::store::audit::name_kept_ended;
use crate::store::jobs::Job;
use crate::store::staff::StaffRow;
use crate::store::{Audit, Result};
use crate::vault::device;
use crate::vault::shred;
use crate::vault::staff::genuine;
use crate::vault::visit;
use crate::web::session;

/// The daily mail.
const NOTICE: &str = "daily_notice";
/// Bytes of every notice's body, in either language.
const NOTICE_SIZE: usize = 1_024;
/// Seconds for which a job that is being sent belongs to one process.
const LEASE: i64 = 120;
/// Attempts before a notice is given up.
const ATTEMPTS: i64 = 8;
/// Seconds between two rounds.
const ROUND: u64 = 30;

/// Runs until `stop`.
pub async fn run(app: Shared, stop: CancellationToken) {
    let every = app.config.mail.as_ref().and_then(|m| m.every);
    let pause = Duration::from_secs(every.map_or(ROUND, |e| u64::from(e.clamp(1, 30))));
    loop {
        round(&app).await;
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Seconds between two looks at whether the store continues what is known of it.
const LOOK: u64 = 30;

/// What every process does for itself until `stop`, whether or not it runs the jobs, and once more then: it writes down
/// which attempts to sign in failed, ends drafts whose time is over, and looks whether the store continues what is known of it.
pub async fn watch(app: Shared, stop: CancellationToken) {
    let mut said = None;
    loop {
        count(&app, sign_in::Until::Hour(app.clock.now())).await;
        expire(&app).await;
        look(&app, &mut said).await;
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(Duration::from_secs(LOOK)) => {}
        }
    }
    count(&app, sign_in::Until::End(app.clock.now())).await;
    look(&app, &mut said).await;
}

/// Drafts that nobody touched for their time go at once; those of a process that is gone go with their day.
async fn expire(app: &App) {
    while let over = app.drafts.expired(app.clock.now(), 500)
        && !over.is_empty()
    {
        if let Err(e) = visit::end_all(&app.store, &over).await {
            tracing::warn!(cause = %e, "drafts that are over wait for their day");
            return;
        }
    }
}

async fn count(app: &App, until: sign_in::Until) {
    if let Err(e) = sign_in::log_failures(app, until).await {
        tracing::warn!(cause = %e, "failed sign-ins wait for the log");
    }
}

/// One look; what it finds is said once.
async fn look(app: &App, said: &mut Option<String>) {
    let found = app.look().await.err().map(|e| e.to_string());
    if let Some(cause) = found.as_ref().filter(|_| found != *said) {
        tracing::error!(cause, "the store cannot be trusted to be the newest");
    } else if found.is_none() && said.is_some() {
        tracing::info!("the store continues what was known of it again");
    }
    *said = found;
}

/// One round. A piece that fails is tried again in the next.
pub async fn round(app: &App) {
    if let Err(e) = notices(app).await {
        tracing::warn!(cause = %e, "notices wait");
    }
    if let Err(e) = tidy(app).await {
        tracing::warn!(cause = %e, "tidying waits");
    }
}

/// Closes past days and sweeps what is over: visits, sessions, files of drafts, finished jobs.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError).
pub async fn tidy(app: &App) -> Result<()> {
    let (today, now) = (app.clock.today(), app.clock.now());
    let mut tx = app.store.write().await?;
    tx.sweep_visits(today).await?;
    tx.sweep_jobs(now - 14 * 24 * 3600).await?;
    tx.commit(Audit::none("nothing of a case")).await?;
    let gone = app.store.read().await?.blobs_to_sweep(today, 500).await?;
    for id in gone {
        // Object before row: whatever breaks off is found again by its row.
        if app.blobs.delete(id).await.is_ok() {
            let mut tx = app.store.write().await?;
            tx.forget_blob(id).await?;
            tx.commit(Audit::none("a file of a draft was never part of a case")).await?;
        }
    }
    if let Err(e) = shred::purge(&app.store, now).await {
        tracing::warn!(cause = %e, "what was destroyed waits in the store's own files");
    }
    end_private_records(app).await?;
    // A log that was touched stays as it is, and keeps nothing else from being done.
    let (staff, days) = (tidy_staff(app).await, close_days(app).await);
    staff.and(days)
}

/// Private records whose time is over: nobody holds a key to them but a reporter who has not come for a year.
async fn end_private_records(app: &App) -> Result<()> {
    let today = app.clock.today();
    for (id, version) in app.store.read().await?.kept_too_long(today, 100).await? {
        let mut tx = app.store.write().await?;
        if tx.end_kept(id, version).await? {
            let sealed = [name_kept_ended(id, version)].into();
            tx.commit(Audit::of(vec![Leaf::private(Event::RecordEnded, today, sealed)])).await?;
        }
    }
    Ok(())
}

async fn tidy_staff(app: &App) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.store.write().await?;
    tx.sweep_sessions(now - session::IDLE_SECONDS, now - session::SESSION_SECONDS).await?;
    tx.sweep_devices(now - device::DEVICE_SECONDS).await?;
    tx.sweep_invites(now).await?;
    if tx.must_tell() {
        tx.commit(Audit::of(vec![Leaf::staff(Event::Expired, now, None)])).await?;
    }
    Ok(())
}

async fn close_days(app: &App) -> Result<()> {
    let mut tx = app.store.write().await?;
    tx.close_days(app.clock.today()).await?;
    tx.commit(Audit::none("the entries themselves are moved, none is made")).await
}

/// The slot for which a notice is due now: the second at which it was to be sent.
fn slot(app: &App) -> Option<i64> {
    let mail = app.config.mail.as_ref()?;
    let now = app.clock.now();
    if let Some(every) = mail.every {
        let every = i64::from(every.max(1));
        return Some(now / every * every);
    }
    let local = app.clock.local(now);
    if local.hour() < mail.hour {
        return None;
    }
    let (minutes, seconds) = (i64::from(local.minute()), i64::from(local.second()));
    Some(now - i64::from(local.hour() - mail.hour) * 3600 - minutes * 60 - seconds)
}

/// Whether an account gets the daily notice: an adviser's that is open, has an address, and has been taken into use. An
/// invitation's code is told by voice, and a mail that nobody can follow only puzzles.
fn wants(row: &StaffRow) -> bool {
    let a = &row.account;
    a.active && a.role == Role::Adviser && !a.mail.is_empty() && row.enrolled()
}

async fn notices(app: &App) -> Result<()> {
    if app.mailer.is_none() {
        return Ok(());
    }
    let now = app.clock.now();
    // An address that somebody wrote with SQL gets no mail.
    let rows = app.store.read().await?.all_staff().await?.into_iter();
    let rows: Vec<StaffRow> = rows.filter(|r| genuine(&app.keys, r)).collect();
    if let Some(slot) = slot(app) {
        let mut tx = app.store.write().await?;
        for row in rows.iter().filter(|r| wants(r)) {
            tx.add_job(&crate::crypto::random::bytes::<16>(), NOTICE, row.account.id, slot, now).await?;
        }
        tx.commit(Audit::none("the same for every adviser, whatever happened")).await?;
    }
    let due = app.store.read().await?.due_jobs(now, 200).await?;
    for job in due {
        let mut tx = app.store.write().await?;
        let mine = tx.lease_job(&job.id, now, now + LEASE).await?;
        tx.commit(Audit::none("a lease")).await?;
        if mine {
            let to = rows.iter().map(|r| &r.account).find(|a| a.id == job.subject);
            deliver(app, &job, to).await?;
        }
    }
    Ok(())
}

async fn deliver(app: &App, job: &Job, to: Option<&Account>) -> Result<()> {
    let now = app.clock.now();
    let sent = match (app.mailer.as_ref(), to.and_then(|a| notice(app, job, a))) {
        (Some(mailer), Some(message)) => {
            mailer.send(&message).await.map_err(|e| (e.is_transient(), e.code()))
        }
        _ => Err((false, None)),
    };
    let mut tx = app.store.write().await?;
    match sent {
        Ok(()) => {
            tx.finish_job(&job.id).await?;
            tx.commit(Audit::none("a notice says nothing")).await
        }
        Err((transient, code)) => {
            let dead = !transient || job.attempts + 1 >= ATTEMPTS;
            // 1, 2, 4, … minutes, at most four hours.
            let pause = 60 * (1_i64 << job.attempts.clamp(0, 8)).min(240);
            let fault = code.map_or_else(|| "unreachable".to_owned(), |c| c.to_string());
            tx.fail_job(&job.id, dead, now + pause, &fault).await?;
            tracing::warn!(dead, code = fault, "a notice was not delivered");
            let leaf = Leaf::staff(Event::MailDead, now, Some(job.subject));
            tx.commit(if dead { Audit::of(vec![leaf]) } else { Audit::none("it will be tried again") }).await
        }
    }
}

/// A mail of a kind: the same words for everybody and every day, of one size, whether or not there is anything new.
fn notice(app: &App, job: &Job, to: &Account) -> Option<Message> {
    let lang = app.texts.lang_or_first(&to.lang);
    let (subject, body) = match &job.kind[..] {
        NOTICE => ("mail-notice-subject", "mail-notice-body"),
        FACTOR_MAIL => ("mail-factor-subject", "mail-factor-body"),
        ENROL_MAIL => ("mail-enrol-subject", "mail-enrol-body"),
        _ => return None,
    };
    let text =
        app.texts.say_with(lang, body, &[("address", crate::texts::Arg::Str(&app.config.public_address))]);
    let id = data_encoding::HEXLOWER.encode(&job.id);
    Some(Message {
        to: to.mail.clone(),
        subject: app.texts.say(lang, subject),
        body: padded_body(&text, NOTICE_SIZE)?,
        message_id: format!("n-{id}"),
        date: u64::try_from(job.slot).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use crate::domain::id::{PersonId, StaffId};
    use crate::domain::staff::{Account, Role};
    use crate::mail::padded_body;
    use crate::texts::{Arg, Lang, Texts};
    use crate::vault::keys::KeyFiles;
    use crate::vault::staff::invited;

    #[test]
    fn only_advisers_who_have_enrolled_get_the_daily_notice() {
        let home = tempfile::tempdir().unwrap();
        KeyFiles::create(&home.path().join("keys")).unwrap();
        let keys = KeyFiles::load(&home.path().join("keys")).unwrap();
        let account = Account {
            id: StaffId([1; 16]),
            username: "ilze".to_owned(),
            role: Role::Adviser,
            person: PersonId([1; 16]),
            institution: "nbs".to_owned(),
            name: "Ilze".to_owned(),
            lang: "lv".to_owned(),
            mail: "ilze@example.lv".to_owned(),
            active: true,
            outside: false,
        };
        let invited = invited(account, &keys);
        assert!(!super::wants(&invited), "nobody has used the code");
        let mut row = super::StaffRow { verifier: vec![1; 32], ..invited };
        assert!(super::wants(&row));
        row.account.active = false;
        assert!(!super::wants(&row));
        row.account = Account { active: true, role: Role::Auditor, ..row.account };
        assert!(!super::wants(&row));
    }

    #[test]
    fn the_notice_has_one_size_in_every_language() {
        let texts = Texts::load().unwrap();
        let address = [("address", Arg::Str("https://a-rather-long-address.example.lv"))];
        for lang in Lang::ALL {
            for body in ["mail-notice-body", "mail-factor-body", "mail-enrol-body"] {
                let text = texts.say_with(lang, body, &address);
                assert_eq!(padded_body(&text, super::NOTICE_SIZE).unwrap().len(), super::NOTICE_SIZE);
            }
        }
    }
}
