//! From a case to its record: what an adviser codes and a reporter agrees to.

use balss::domain::statistics::{Period, Table};
use balss::features::console::case::{self, Act, Done};
use balss::features::console::view;
use balss::store::Audit;
use balss::vault::consent::Wish;
use balss::vault::desk;
use balss::vault::statistics::entered::Entered;
use balss::vault::statistics::{plan, release};
use balss::vault::thread::{Addition, Words};
use jiff::civil::date;

use super::{by, period, planned, stand};
use crate::consent::press;
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::html::{Element, Page};
use crate::support::http::Answer;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::{Demo, Options, Staff};
use crate::support::shelf::{Engine, Shelf, run};
use crate::support::unique;
use crate::tamper::world::World;

async fn wish(world: &World, n: usize, yes: bool) {
    let id = world.cases[n].id;
    let (opened, read) = world.read(world.reporter(n), id).await.expect("readable").expect("held");
    let words = Words { wishes: vec![Wish::Count(yes)], ..Words::default() };
    let today = world.app.clock.today();
    let addition = Addition::seal(opened.newest().expect("an epoch"), &read, words, today).expect("sealed");
    let mut tx = world.app.store.write().await.expect("a transaction");
    addition.write(&mut tx, today).await.expect("written");
    tx.commit(Audit::none("a test")).await.expect("a commit");
}

async fn code(world: &World, n: usize, kind: &str, act: &str, sex: &str) {
    code_as(world, n, (kind, act, sex), "no").await;
}

async fn code_as(world: &World, n: usize, (kind, act, sex): (&str, &str, &str), elsewhere: &str) {
    let (staff, keys) = &world.advisers[0];
    let account = world.app.store.look().await.expect("a look").staff(*staff).await.expect("read");
    let account = account.expect("an account").account;
    let id = world.cases[n].id;
    let view = view::again(&world.app, &account, keys, id).await.expect("readable").expect("held");
    let coding = desk::Coding {
        version: 1,
        kind: kind.to_owned(),
        act: act.to_owned(),
        relation: "peer".to_owned(),
        sex: sex.to_owned(),
        age: "unknown".to_owned(),
        delay: "d0_3".to_owned(),
        elsewhere: elsewhere.to_owned(),
        ..desk::Coding::default()
    };
    let act = Act::Desk(vec![desk::Act::Coding(coding)]);
    let done = case::act(&world.app, &account, keys, id, view.read.card_version, act).await;
    assert_eq!(done, Ok(Done::Yes));
}

/// What would enter the tables of a period, as the release of it finds it: how many, and in which cells.
pub async fn entering(world: &World, of: Period) -> Vec<(Table, Vec<usize>)> {
    let mut tx = world.app.store.read().await.expect("a transaction");
    let roster = world.app.roster(&mut tx).await.expect("a roster");
    let plans = plan::all(&mut tx, &roster).await.expect("plans");
    let plan = plan::of_year(&plans, of.year).expect("a plan");
    let share = |shares: Vec<(_, Vec<u8>)>, n: usize| {
        shares.into_iter().find(|(staff, _)| *staff == world.advisers[n].0).expect("a share").1
    };
    let own = share(tx.statistic_shares(of, false).await.expect("shares"), 0);
    let other = share(tx.statistic_shares(of, false).await.expect("shares"), 2);
    let (one, two) = (roster.adviser(world.advisers[2].0), by(world, 2));
    let handed =
        release::approve(&roster, plan, of, &other, (one.expect("stands"), &two.keys)).expect("approved");
    let handed = share(handed.shares, 0);
    let keys = &world.advisers[0].1;
    let heard = tx.heard().await.expect("heard");
    let before = Entered::read(&mut tx, &world.app.keys, &heard).await.expect("read").expect("as told");
    let open = release::open(&mut tx, &roster, plan, of, (&own, &handed, keys), before).await.expect("opens");
    let open = open.expect("no record twice");
    let tables = Table::ALL.into_iter().filter(|table| table.is_of(of));
    tables.map(|table| (table, open.entering(table).collect())).collect()
}

pub fn counted(engine: Engine) {
    run(async move {
        let world = World::on(Shelf::new(engine), "").await;
        stand(&world, date(2026, 11, 30));
        planned(&world, 2026).await;
        let quarter = period("2026-Q4");
        let institution = async || entering(&world, quarter).await.remove(0).1;
        // Coded, but its reporter has not agreed: a row that counts nothing.
        code(&world, 0, "rape", "rape", "woman").await;
        assert_eq!(world.sql.ints("SELECT COUNT(*) FROM statistic", &[]).await, [2]);
        assert!(institution().await.is_empty());
        // Agreed to, and written in once more.
        wish(&world, 0, true).await;
        code(&world, 0, "rape", "rape", "man").await;
        assert_eq!(institution().await, [0], "nbs stands first");
        let year = entering(&world, period("2026")).await;
        let of = |table: Table| year.iter().find(|(of, _)| *of == table).expect("a table").1.clone();
        assert_eq!((of(Table::Sex), of(Table::Act), of(Table::Retaliation)), (vec![1], vec![0], vec![0]));
        assert!(of(Table::Outcome).is_empty() && of(Table::Feedback).is_empty(), "nothing fell yet");
        // Counted already: by another organisation, in another report. Where that is not known it counts.
        for (elsewhere, counts) in [("service", false), ("unknown", true), ("report", false), ("", true)] {
            code_as(&world, 0, ("rape", "rape", "man"), elsewhere).await;
            assert_eq!(institution().await.len(), usize::from(counts), "{elsewhere}");
        }
        // Not gender-based violence, and as it was: the record follows.
        code(&world, 0, "not_gbv", "", "man").await;
        assert!(institution().await.is_empty());
        code(&world, 0, "physical_assault", "retaliation", "man").await;
        let year = entering(&world, period("2026")).await;
        let of = |table: Table| year.iter().find(|(of, _)| *of == table).expect("a table").1.clone();
        assert_eq!((of(Table::Act), of(Table::Retaliation)), (vec![2], vec![1]));
        // The quarter is over: what is coded now changes nothing of how it was then.
        stand(&world, date(2027, 1, 10));
        wish(&world, 2, true).await;
        code(&world, 2, "rape", "rape", "woman").await;
        assert_eq!(institution().await, [0]);
        // Taken back: whatever is written next, nothing is counted.
        wish(&world, 0, false).await;
        code(&world, 0, "rape", "rape", "woman").await;
        assert!(institution().await.is_empty());
    });
}

/// The page to which a button of the list leads.
fn asked(adviser: &mut Adviser, page: &Page, go: &str) -> Page {
    let href = format!("{PATH}/{go}");
    assert!(page.links().iter().any(|l| l.attr("href") == Some(&*href)), "{href}: {}", page.text());
    adviser.page(&href)
}

/// Presses the one button of a question.
fn really(adviser: &mut Adviser, question: &Page, passphrase: &str) -> Answer {
    let form = question.form_with("passphrase").expect("a question");
    let mut fields = form.defaults();
    fields.retain(|(name, _)| name != "passphrase");
    fields.push(("passphrase".to_owned(), passphrase.to_owned()));
    adviser.client.submit(&form, &fields, &[]).expect("an answer")
}

fn publishing(adviser: &mut Adviser, page: &Page, go: &str, who: &Staff) -> Page {
    assert!(page.form_with("passphrase").is_none(), "nothing is done on the page itself");
    let question = asked(adviser, page, go);
    assert_eq!(question.with_attr("data-ask")[0].attr("data-ask"), Some(go), "{}", question.text());
    let answer = really(adviser, &question, &who.passphrase);
    assert_eq!(answer.status, 200, "{}", answer.page().text());
    answer.page()
}

/// Whoever types it rightly is never told of too many attempts; whoever guesses is.
pub fn passphrases() {
    let demo = Demo::start(&Options { limited: true, ..Options::default() });
    let who = demo.advisers().0;
    let mut one = Adviser::sign_in(&demo, who);
    let year = one.page(PATH).with_attr("data-next")[0].attr("data-next").expect("a year").to_owned();
    let go = format!("prepare:{year}");
    for _ in 0..7 {
        let page = one.page(PATH);
        publishing(&mut one, &page, &go, who);
    }
    let page = one.page(PATH);
    let question = asked(&mut one, &page, &go);
    let mut busy = || really(&mut one, &question, "another").page().text().contains("many attempts");
    let said: Vec<bool> = (0..9).map(|_| busy()).collect();
    assert!(!said[0] && said.contains(&true), "{said:?}");
}

const PATH: &str = "/console/statistics";

pub fn revoked(engine: Engine) {
    let place = Place::new(engine);
    let demo = place.start();
    let (first, _, outside) = demo.advisers();
    let (mut one, mut two) = (Adviser::sign_in_anew(&demo, first), Adviser::sign_in_anew(&demo, outside));
    let page = one.page(PATH);
    let year = page.with_attr("data-next")[0].attr("data-next").expect("a year").to_owned();
    let go = format!("prepare:{year}");
    let question = asked(&mut one, &page, &go);
    let wrong = really(&mut one, &question, "another");
    assert_eq!((wrong.status, wrong.page().errors().len()), (422, 1));
    assert!(wrong.page().by_id("errors").is_some_and(|e| e.attr("autofocus").is_some()));
    // Neither the way back nor another language sends something again or loses the question.
    let other = format!("{PATH}/{go}?lang=lv");
    for page in [&question, &wrong.page()] {
        assert!(page.links().iter().any(|l| l.attr("href") == Some(&*other)), "{}", page.text());
    }
    let unknown = one.client.get(&format!("{PATH}/prepare:x")).expect("an answer");
    assert_eq!(unknown.status, 404);
    // Nothing is said of what was not done.
    assert!(one.page(&format!("{PATH}?said={go}")).by_id("said").is_none());
    let page = publishing(&mut one, &page, &go, first);
    assert!(page.by_id("said").is_some_and(|said| said.attr("autofocus").is_some()));
    // The question that was left open meanwhile does not replace what waits, and says whose plan that is.
    let late = really(&mut one, &question, &first.passphrase);
    assert_eq!(late.status, 409);
    assert!(late.page().text().contains("Meanwhile "), "{}", late.page().text());
    assert!(page.text().contains("waits for the signature"), "{}", page.text());
    let awaits = |adviser: &mut Adviser| !adviser.page("/console").with_attr("data-awaits").is_empty();
    assert_eq!((awaits(&mut one), awaits(&mut two)), (false, true), "whose turn it is");
    let page = two.page(PATH);
    let sign = asked(&mut two, &page, &format!("confirm:{year}"));
    assert!(sign.elements_named(&["details"]).is_empty(), "its tables lie open");
    assert!(sign.elements_named(&["td"]).len() >= 18 && sign.text().contains("made this plan"));
    let page = publishing(&mut two, &page, &format!("confirm:{year}"), outside);
    assert_eq!(page.with_attr("data-period").len(), 5, "{}", page.text());
    assert_eq!((awaits(&mut one), awaits(&mut two)), (false, false));
    let mut auditor = Adviser::sign_in(&demo, demo.with_role("auditor")[0]);
    let log = auditor.page("/audit?log=staff&event=statistics_planned");
    let about: Vec<_> = log.with_attr("data-about").iter().map(Element::text).collect();
    assert!(about.len() == 2 && about.iter().all(|of| of.contains(&year)), "of which year: {about:?}");

    let told = Told { count_me: true, ..Told::words(&unique("Skaitāms ")) };
    let mut reporter = Reporter::new(demo.visitor("lv"));
    let receipt = reporter.file(&told).expect("a receipt");
    let (case, page) = one.find(&told.statement);
    one.answer(&page, "Thank you for writing.");
    let rows = || run(async { place.sql().await.ints("SELECT COUNT(*) FROM statistic", &[]).await });
    assert_eq!(rows(), [2], "one of the quarter, one of the year");
    // The reporter no longer wants to be counted.
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.return_with(&receipt);
    let choices = press(&mut reporter.client, &page, "choices", &[]).page();
    press(&mut reporter.client, &choices, "save", &[("count_me", "")]);
    assert_eq!(rows(), [0], "nothing of it waits for the draw");
    // An answer puts back what counts nothing.
    let page = one.open(&case);
    one.answer(&page, "We have heard you.");
    assert_eq!(rows(), [2]);
}
