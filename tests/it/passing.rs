//! Whoever has more open cases than one person can do justice to passes new reports to colleagues, and is told in time.
//! Nobody but the adviser knows that there are many; a report is never without a reader for it.

use balss::domain::event::{Event, Leaf};
use balss::domain::report::Answers;
use balss::features::console::passing;
use balss::store::Audit;
use libtest_mimic::Trial;

use crate::inbox::{filed, start};
use crate::state::Place;
use crate::support::adviser::Adviser;
use crate::support::html::Page;
use crate::support::reporter::{Reporter, Told, press};
use crate::support::server::{Demo, Staff};
use crate::support::shelf::{Engine, on_both, run};
use crate::support::unique;

pub fn trials() -> Vec<Trial> {
    let mut all = on_both("passing", "who_has_too_much_is_told_and_passes_new_reports", passed);
    all.extend(on_both("passing", "a_passing_is_signed_and_ends_with_its_keys", signed));
    all
}

fn press_passing(desk: &mut Adviser, page: &Page, word: &str) -> Page {
    let offers = |f: &crate::support::html::Form| f.action.as_deref() == Some("/console/passing");
    let form = page.forms().into_iter().find(offers).expect("a button for new reports");
    let mut fields = form.defaults();
    press(&mut fields, form.buttons().find(|b| b.value == word));
    let answer = desk.client.submit(&form, &fields, &[]).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.page().text());
    answer.page()
}

fn offered(page: &Page, word: &str) -> bool {
    let shown = page.with_attr("data-passing");
    shown.iter().any(|e| e.inner.contains(&format!("value=\"{word}\"")))
}

/// Whose names the page before sending shows to a reporter at this institution, and the words of the report then sent.
fn told_and_sent(demo: &Demo, institution: &str, without: &[String]) -> (String, String) {
    let words = unique("one more ");
    let told =
        Told { institution: Some(institution.to_owned()), without: without.to_vec(), ..Told::words(&words) };
    let mut reporter = Reporter::new(demo.visitor("en"));
    let page = reporter.walk_to(&told, "check").expect("the page before sending").text();
    reporter.file(&told).expect("a receipt");
    (page, words)
}

/// Whether the newest word of the list's cases is this report.
fn gets(desk: &mut Adviser, words: &str) -> bool {
    let ids = desk.inbox();
    ids.into_iter().any(|id| desk.open(&id).text().contains(words))
}

fn passed(engine: Engine) {
    let place = Place::new(engine);
    let demo = start(&place, 0);
    let (busy, colleague, _) = demo.advisers();
    let institution = busy.institution.clone().expect("an institution");
    let mut desk = Adviser::sign_in(&demo, busy);
    assert!(desk.page("/console").with_attr("data-passing").is_empty(), "no case, no word of it");

    let of = || Answers {
        statement: "Made-up words.".to_owned(),
        institution: institution.clone(),
        ..Answers::default()
    };
    filed(&place, &(0..50).map(|_| of()).collect::<Vec<_>>());
    assert!(desk.page("/console").with_attr("data-passing").is_empty(), "as many as are right");
    filed(&place, &[of()]);
    let page = desk.page("/console");
    assert!(offered(&page, "begin") && !page.with_attr("data-passing")[0].text().contains("51"));
    assert!(desk.page("/console?sort=due").with_attr("data-passing").is_empty(), "not all were looked at");

    let page = press_passing(&mut desk, &page, "begin");
    assert!(offered(&page, "end"));
    let (names, persons) = people(&place, &[busy, colleague]);
    let (told, words) = told_and_sent(&demo, &institution, &[]);
    assert!(told.contains(&names[1]) && !told.contains(&names[0]), "who reads: {told}");
    assert!(gets(&mut Adviser::sign_in(&demo, colleague), &words), "it reaches the colleague");
    assert!(!gets(&mut desk, &words), "and not who has too much");

    // Where the reporter leaves the colleague out nobody else is there, and it comes all the same.
    let (told, words) = told_and_sent(&demo, &institution, &persons[1..]);
    assert!(told.contains(&names[0]), "who reads: {told}");
    assert!(gets(&mut desk, &words));

    let page = desk.page("/console");
    let page = press_passing(&mut desk, &page, "end");
    assert!(offered(&page, "begin"));
    let (told, words) = told_and_sent(&demo, &institution, &[]);
    assert!(told.contains(&names[0]) && gets(&mut desk, &words));
}

/// Names and persons of these accounts.
fn people(place: &Place, all: &[&Staff]) -> (Vec<String>, Vec<String>) {
    run(async {
        let app = place.app().await;
        let rows = app.store.read().await.expect("a store").all_staff().await.expect("accounts");
        let of = |s: &&Staff| rows.iter().find(|r| r.account.username == s.username).expect("an account");
        let names = all.iter().map(|s| of(s).account.name.clone()).collect();
        let persons = all.iter().map(|s| of(s).account.person.to_string()).collect();
        app.store.close().await;
        (names, persons)
    })
}

fn signed(engine: Engine) {
    run(async move {
        let world = crate::tamper::world::World::build(engine).await;
        let (id, keys) = &world.advisers[0];
        let since = async || passing::since(&world.app, *id).await.expect("known");
        passing::begin(&world.app, *id, (keys, None)).await.expect("begun");
        assert_eq!(since().await, Some(world.today));
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
        // A colleague who cannot be there takes none: then both do.
        let busy = async || {
            let mut tx = world.app.store.read().await.expect("a transaction");
            let roster = world.app.roster(&mut tx).await.expect("a roster");
            let busy = balss::vault::passing::Busy::read(&mut tx, &roster, world.today).await.expect("known");
            busy.take(roster.readers("nbs", &[], false)).iter().map(|r| r.staff.0[0]).collect::<Vec<_>>()
        };
        assert_eq!(busy().await, [2]);
        let (away, days) = (&world.advisers[1], (Some(world.today), Some(world.today)));
        let deputy = Some(world.advisers[2].0);
        let set = balss::features::console::absence::set(&world.app, away.0, (&away.1, None), days, deputy);
        assert_eq!(set.await, Ok(Ok(())));
        assert_eq!(busy().await, [1, 2], "a colleague who is away is given it with the one who is there");
        world.sql.run("UPDATE passing SET since_day = since_day - 1", &[]).await;
        assert_eq!((since().await, busy().await), (None, vec![1, 2]), "nobody signed this day");
        passing::end(&world.app, *id).await.expect("ended");
        let told = Leaf::staff(Event::NewReportsPassed, world.app.clock.now(), Some(*id));
        let tx = world.app.store.write().await.expect("a transaction");
        tx.commit(Audit::of(vec![told])).await.expect("a commit");
        assert_eq!(world.verified(&world.kept).await, Vec::<String>::new());
    });
}
