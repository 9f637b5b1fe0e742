//! Made-up cases of a demonstration, filed and worked exactly as real ones are, on days that have passed.

use serde::Deserialize;

use super::Member;
use crate::app::{App, StartError};
use crate::clock::date;
use crate::domain::case::Status;
use crate::domain::day::Day;
use crate::domain::event::{Event, Leaf};
use crate::domain::id::CaseId;
use crate::domain::report::Answers;
use crate::domain::staff::Role;
use crate::store::Audit;
use crate::vault::access::{self, Opener};
use crate::vault::deposit::Filing;
use crate::vault::evidence::Place;
use crate::vault::passing::Busy;
use crate::vault::receipt::ReceiptKeys;
use crate::vault::thread::{self, Addition, Message, Report, Side, Words};
use crate::vault::visit::Draft;
use crate::vault::{Result, VaultError};
use crate::web::arriving::Arriving;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize, Clone)]
struct Case {
    lang: String,
    days_ago: i64,
    exclude_first: bool,
    files: Vec<String>,
    status: Status,
    next_due_in: i64,
    #[serde(default)]
    message: Vec<Said>,
    #[serde(flatten)]
    answers: Answers,
}

#[derive(Deserialize, Clone)]
struct Said {
    from: Side,
    days_ago: i64,
    text: String,
}

const FILES: [(&str, &str, &[u8]); 3] = [
    ("chat.png", "image/png", include_bytes!("../../../config/demo/files/chat.png")),
    ("photo.jpg", "image/jpeg", include_bytes!("../../../config/demo/files/photo.jpg")),
    ("schedule.pdf", "application/pdf", include_bytes!("../../../config/demo/files/schedule.pdf")),
];

/// Files `count` made-up cases, chosen and ordered by `seed`.
pub(super) async fn fill(
    app: &App,
    members: &[Member],
    count: usize,
    seed: u64,
) -> std::result::Result<(), StartError> {
    let file: File = toml::from_str(include_str!("../../../config/demo/cases.toml"))
        .map_err(|e| StartError(format!("config/demo/cases.toml: {}", e.message())))?;
    let mut order: Vec<usize> = Vec::with_capacity(count);
    let mut round = 0;
    while order.len() < count && !file.case.is_empty() {
        let mut all: Vec<usize> = (0..file.case.len()).collect();
        // Any fixed mixing will do: it only has to be the same for the same seed.
        all.sort_by_key(|i| mix(seed ^ mix(*i as u64 + 1000 * round)));
        order.extend(all);
        round += 1;
    }
    order.truncate(count);
    for (n, at) in order.into_iter().enumerate() {
        let mut case = file.case[at].clone();
        // Repeated cases move to other days, so that no two look alike in the list.
        let shift = i64::try_from(n / file.case.len()).unwrap_or(0) * 5;
        case.days_ago += shift;
        case.message.iter_mut().for_each(|m| m.days_ago += shift);
        one(app, members, &case).await.map_err(|e| StartError(format!("made-up case {}: {e}", at + 1)))?;
    }
    Ok(())
}

pub(super) fn mix(mut x: u64) -> u64 {
    // SplitMix64 (Steele, Lea, Flood 2014).
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

async fn one(app: &App, members: &[Member], case: &Case) -> Result<()> {
    let today = app.clock.today();
    let filed = today.plus(-case.days_ago);
    let id = file_case(app, members, case, filed).await?;
    let lang = app.texts.lang_or_first(&case.lang);
    let due = today.plus(case.next_due_in);
    let adviser = handler(app, members, id).await?;
    for (n, said) in case.message.iter().enumerate() {
        let next = case.message[n + 1..].iter().find(|m| m.from == Side::Adviser);
        let next = next.map_or(due, |m| today.plus(-m.days_ago));
        let text = said.text.trim().replace("{next}", &app.texts.day(lang, date(next)));
        let (name, promised) = match said.from {
            Side::Adviser => (adviser.account.name.clone(), Some(next)),
            Side::Reporter => (String::new(), None),
        };
        let words =
            Words { message: Some(Message::new(said.from, name, text, promised)), ..Words::default() };
        act(app, adviser, id, words, said.from, today.plus(-said.days_ago)).await?;
    }
    let last = case.message.last().map_or(filed, |m| today.plus(-m.days_ago));
    for status in path(current(app, adviser, id).await?, case.status) {
        let words = Words { status: Some((status, adviser.account.name.clone())), ..Words::default() };
        act(app, adviser, id, words, Side::Adviser, last).await?;
    }
    // Only the date of the next word is made up afterwards.
    act(app, adviser, id, Words { due: Some(due), ..Words::default() }, Side::Adviser, last).await
}

/// The statuses between `from` and `to`, `to` included: the shortest way the state machine has.
fn path(from: Status, to: Status) -> Vec<Status> {
    let mut ways = vec![vec![from]];
    for _ in 0..Status::ALL.len() {
        if let Some(way) = ways.iter().find(|w| w.last() == Some(&to)) {
            return way[1..].to_vec();
        }
        ways = ways
            .iter()
            .flat_map(|w| w.last().map_or(&[][..], |s| s.next()).iter().map(|n| [&w[..], &[*n]].concat()))
            .collect();
    }
    Vec::new()
}

async fn file_case(app: &App, members: &[Member], case: &Case, day: Day) -> Result<CaseId> {
    let draft = Draft::new();
    let mut files = Vec::new();
    for (name, media, bytes) in FILES.iter().filter(|(n, ..)| case.files.iter().any(|f| f == n)) {
        let to = draft.thread_recipient()?;
        let (store, blobs, clean) = (&app.store, &app.blobs, app.clock.today().plus(2));
        let mut arrival = Arriving::new(Place { store, blobs, to: &to, case: draft.case, today: day, clean });
        arrival.push(bytes).await?;
        files.push(arrival.finish(name, media).await?);
    }
    let first = members
        .iter()
        .find(|m| m.account.role == Role::Adviser && m.account.institution == case.answers.institution);
    let excluded = first.filter(|_| case.exclude_first).map(|m| m.account.person.to_string());
    let answers = Answers {
        statement: case.answers.statement.trim().to_owned(),
        excluded: excluded.into_iter().collect(),
        ..case.answers.clone()
    };
    let receipt = ReceiptKeys::derive(&draft.code()?, &app.salt, &app.keys, &app.receipt_lane).await?;
    let roster = app.roster(&mut app.store.read().await?).await?;
    let filing = Filing {
        case: draft.case,
        thread_seed: draft.seed()?,
        own: draft.own()?,
        receipt: &receipt,
        report: Report { lang: case.lang.clone(), answers, readers: Vec::new() },
        files: &files,
        day,
        roster: &roster,
        busy: &Busy::default(),
        grant_rows: app.config.grant_rows,
    };
    let deposit = filing.seal(&app.keys)?;
    let mut tx = app.store.write().await?;
    let sealed = deposit.write(&mut tx).await?;
    tx.commit(Audit::of(vec![Leaf::reporter(Event::CaseFiled, day, draft.case, sealed)])).await?;
    Ok(draft.case)
}

/// The first adviser who can open the case.
async fn handler<'a>(app: &App, members: &'a [Member], id: CaseId) -> Result<&'a Member> {
    for member in members.iter().filter(|m| m.account.role == Role::Adviser) {
        let mut tx = app.store.read().await?;
        if access::open(&mut tx, &app.keys, Opener::Staff(member.account.id, &member.keys), id)
            .await?
            .is_some()
        {
            return Ok(member);
        }
    }
    Err(VaultError::NoReaders)
}

async fn current(app: &App, adviser: &Member, id: CaseId) -> Result<Status> {
    let mut tx = app.store.read().await?;
    let opened =
        access::open(&mut tx, &app.keys, Opener::Staff(adviser.account.id, &adviser.keys), id).await?;
    let opened = opened.ok_or(VaultError::Refused)?;
    Ok(thread::read(&mut tx, id, &opened.epochs).await?.card.status)
}

async fn act(
    app: &App,
    adviser: &Member,
    id: CaseId,
    mut words: Words<'_>,
    from: Side,
    day: Day,
) -> Result<()> {
    let mut tx = app.store.read().await?;
    let opened =
        access::open(&mut tx, &app.keys, Opener::Staff(adviser.account.id, &adviser.keys), id).await?;
    let opened = opened.ok_or(VaultError::Refused)?;
    let read = thread::read(&mut tx, id, &opened.epochs).await?;
    drop(tx);
    // A staff event has a time: this hour of that day.
    let second = app.clock.now() - (app.clock.today().0 - day.0) * 24 * 3600;
    if from == Side::Adviser
        && words.message.is_some()
        && let Some(seen) = Addition::seen(opened.newest()?, &read, adviser.account.id, day)?
    {
        // Whoever answers has read what there was.
        let mut tx = app.store.write().await?;
        let sealed = seen.write(&mut tx, day).await?;
        let leaf = Leaf::staff(Event::CaseOpened, second, Some(adviser.account.id)).about(id);
        tx.commit(Audit::of(vec![leaf.sealing(sealed)])).await?;
    }
    let now = read.card.status;
    let answered = words.message.is_some();
    if answered {
        words.status = match (from, now) {
            (Side::Reporter, _) => Some((now.after_reporter_wrote(), String::new())),
            (Side::Adviser, Status::New) => Some((Status::Acknowledged, adviser.account.name.clone())),
            (Side::Adviser, _) => None,
        };
    }
    let addition = Addition::seal(opened.newest()?, &read, words, day)?;
    let mut tx = app.store.write().await?;
    let sealed = addition.write(&mut tx, day).await?;
    let leaf = match from {
        Side::Reporter => Leaf::reporter(Event::ReporterWrote, day, id, sealed),
        Side::Adviser => {
            let event = if answered { Event::CaseAnswered } else { Event::StatusChanged };
            Leaf::staff(event, second, Some(adviser.account.id)).about(id).sealing(sealed)
        }
    };
    Ok(tx.commit(Audit::of(vec![leaf])).await?)
}

#[cfg(test)]
mod tests {
    use super::path;
    use crate::domain::case::Status;

    #[test]
    fn every_status_of_a_made_up_case_can_be_reached() {
        for to in Status::ALL.into_iter().filter(|s| *s != Status::Withdrawn) {
            let way = path(Status::New, to);
            let mut at = Status::New;
            for next in &way {
                assert!(at.may_become(*next));
                at = *next;
            }
            assert_eq!(at, to);
        }
    }
}
