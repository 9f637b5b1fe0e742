//! The second half of the story: somebody leaves with all that can be taken, a successor comes, and what the leaver took is
//! tried on everything that was written since.

use super::house::{House, Newcomer, Person, download, grave, invite, named_on};
use super::leaver::{Leaver, told};
use super::{Case, Cast, ILZE, NBS, Tell, VP, adviser, answers, finds, report, returns, vouched, writes};
use crate::support::command::balss;
use crate::support::desk::revoke;
use crate::support::html::{Element, Page};
use crate::support::multipart::Upload;
use crate::support::photo::png;
use crate::support::reporter::set;
use crate::support::shelf::run;
use crate::support::unique;

const ELZA: Newcomer = adviser("elza.jauna", "Elza Jaunā", NBS);

/// Steps 5 to 7: Ilze leaves.
pub fn left(mut cast: Cast, cases: &[Case; 5], tell: Tell<'_>) {
    let [both, one, vp, unopened, _] = cases;
    let checkpoint = cast.house.path("carried/checkpoint-staff.txt");
    download(&mut cast.vera, "/audit/checkpoint?log=staff", &checkpoint);
    gone(&mut cast, tell);

    // What is written since.
    let Cast { house, janis, liga, karlis, .. } = &mut cast;
    let seen = janis.desk.open(&unopened.id).text();
    assert!(seen.contains(&unopened.words), "nobody had opened it before she left");
    let late = writes(house, both, &[Upload::bytes("late.png", "image/png", png(50))]);
    let page = janis.desk.open(&both.id);
    assert!(page.text().contains(&late));
    assert_eq!(janis.desk.fetch(&page, "late.png").body, png(50));
    let said = [answers(&mut janis.desk, both), answers(&mut karlis.desk, vp)];
    assert!(finds(house, both, &said[0]) && finds(house, vp, &said[1]));
    // Ilze alone read this one, and Jānis was left out of it: the outside adviser steps in.
    assert_eq!(liga.asks_for(&one.id), 404);
    let alone = writes(house, one, &[]);
    assert!(liga.desk.open(&one.id).text().contains(&alone));
    assert!(finds(house, one, &answers(&mut liga.desk, one)));
    assert_eq!(janis.asks_for(&one.id), 404);
    let new = new_report(house, NBS, Vec::new(), janis);
    let photo = Upload::bytes("new.png", "image/png", png(60));
    new_report(house, VP, vec![photo], karlis);
    tell("5b", "since then 2 reports, 2 messages of reporters, 3 answers, 2 files; the outside adviser stepped in once".to_owned());

    let mut elza = came(&mut cast, tell);
    agreed(&mut cast, &mut elza, [both, one, unopened, &new], tell);
    let files = [tried(&mut cast, tell), clean(cast, &checkpoint)];
    tell("7", files.concat());
}

/// Step 5: a copy of everything is taken; the account is closed, and two colleagues say that she left.
fn gone(cast: &mut Cast, tell: Tell<'_>) {
    let Cast { house, anna, ilze, janis, liga, .. } = cast;
    ilze.desk.inbox();
    house.stop();
    house.copy();
    house.serve();
    let page = format!("/admin/people/{}", ilze.id);
    grave(anna, &page, "act", &[("act", "disable")]);
    let out = ilze.desk.client.get("/console").expect("an answer").page();
    assert!(out.form_with("username").is_some(), "out at once: {}", out.text());
    assert!(house.refuses(ilze));
    let faults = house.faults();
    let sealed = "disabled and not revoked: reports are still sealed to the account";
    assert!(faults.iter().any(|(_, text)| text.contains(sealed)), "{faults:?}");
    for colleague in [&mut *janis, &mut *liga] {
        let answer = revoke(&mut colleague.desk, &ilze.path(), "left", &colleague.who.passphrase);
        assert_eq!(answer.status, 200, "{}", answer.page().text());
    }
    assert_eq!(janis.desk.page("/console/colleagues").with_attr("data-standing").len(), 3);
    tell(
        "5a",
        "Ilze's account is closed and she is revoked by 2; a copy of database, files and keys is hers"
            .to_owned(),
    );
}

/// A report after she left: this adviser finds it, and nobody offers her.
fn new_report(house: &House, institution: &str, files: Vec<Upload>, reader: &mut Person) -> Case {
    let words = unique("told later ");
    let before = reader.desk.inbox();
    let receipt = report(house, institution, &[], files, &words);
    let mut new = reader.desk.inbox();
    new.retain(|id| !before.contains(id));
    assert_eq!(new.len(), 1);
    let case = Case { words, receipt, id: new.remove(0) };
    assert!(reader.desk.open(&case.id).text().contains(&case.words));
    let (_, page) = returns(house, &case);
    assert!(!readers(&page).contains(ILZE.name));
    case
}

/// Who reads, as the reporter's page says.
fn readers(page: &Page) -> String {
    page.with_attr("data-readers").first().map(Element::text).unwrap_or_default()
}

/// A successor: invited, enrolled, vouched for.
fn came(cast: &mut Cast, tell: Tell<'_>) -> Person {
    let Cast { house, anna, janis, liga, .. } = cast;
    let (code, id) = invite(anna, &ELZA);
    let mut elza = house.enrol(&ELZA, (&code, &id), "trīs pūces spēlē domino naktī");
    vouched(&mut elza, janis, liga);
    assert_eq!(elza.desk.inbox(), [""; 0], "nothing of before is hers");
    tell("5c", "Elza came and was vouched for by 2; she reads 0 cases".to_owned());
    elza
}

/// One reporter agrees to the successor, others do not.
fn agreed(cast: &mut Cast, elza: &mut Person, [both, one, unopened, new]: [&Case; 4], tell: Tell<'_>) {
    let house = &cast.house;
    let (mut reporter, page) = returns(house, both);
    let box_of = named_on(&page, "reader", ELZA.name).expect("she is offered");
    let form = page.form_with("reader").expect("a form");
    let mut fields = form.defaults();
    fields.push(("reader".to_owned(), box_of));
    set(&mut fields, "go", "readers");
    let answer = reporter.client.submit(&form, &fields, &[]).expect("an answer");
    assert!(readers(&answer.page()).contains(ELZA.name), "{}", answer.page().text());
    // The others write and say nothing of it.
    for case in [one, unopened, new] {
        let (_, page) = returns(house, case);
        assert!(named_on(&page, "reader", ELZA.name).is_some(), "she is offered");
        writes(house, case, &[]);
    }
    assert_eq!(elza.desk.inbox(), [&both.id[..]]);
    let page = elza.desk.open(&both.id);
    assert!(page.text().contains(&both.words));
    assert_eq!(elza.desk.fetch(&page, "photo.png").body, png(40), "from before her time");
    assert_eq!(elza.desk.fetch(&page, "late.png").body, png(50));
    assert_eq!([one, unopened, new].map(|case| elza.asks_for(&case.id)), [404; 3]);
    assert!(finds(house, both, &answers(&mut elza.desk, both)));
    let last = new_report(house, NBS, Vec::new(), elza);
    assert!(cast.janis.desk.open(&last.id).text().contains(&last.words), "both of the institution");
    tell(
        "5d",
        "1 of 4 reporters agreed: Elza reads that case from its beginning, and 0 of the 3 others".to_owned(),
    );
}

/// Step 6: what the leaver took, on the store as it is now.
fn tried(cast: &mut Cast, tell: Tell<'_>) -> String {
    let Cast { house, ilze, .. } = cast;
    let blobs = house.path("data/blobs");
    let (copied, keys) = (house.path("kept-blobs"), house.path("kept-keys"));
    run(async {
        let leaver = Leaver::with(&house.kept_url(), &copied, &keys, &ilze.who).await;
        assert_eq!(leaver.held.len(), 3, "the cases that were hers");
        let (held, others) = leaver.copied();
        // What must open, or the attempt below says nothing.
        for kind in ["epoch record", "record", "card"] {
            let (there, opened) = held[kind];
            assert!(there > 0 && opened == there, "{kind}: {opened} of {there}");
        }
        // A photograph is two: its copy was for her, its original for nobody but the reporter.
        assert_eq!(held["file"], (2, 1));
        assert!(held["grant"].1 >= 3 && held["quick cell"].1 >= 3, "{held:?}");
        for (kind, (there, opened)) in &others {
            // Her list leaves its trace in every case, whosever it is: a cell of hers without a seed in it.
            assert!(*there > 0 && (*opened == 0 || *kind == "quick cell"), "{kind}: {opened} of {there}");
        }
        let (old, new) = leaver.later(&house.url(), &blobs, &keys).await;
        assert!(old["record"].1 > 0 && old["grant"].1 > 0, "what was there before is as it was: {old:?}");
        for kind in ["grant", "quick cell", "epoch record", "record", "card", "file", "bundle"] {
            assert!(new[kind].0 > 0, "nothing new of this kind: {kind}");
        }
        let opened: usize = new.values().map(|(_, opened)| opened).sum();
        assert_eq!(opened, 0, "what was written after she left opens: {}", told(&new));
        tell("6", format!("with all she took Ilze opens of her own cases in her copy: {}", told(&held)));
        tell("6", format!("of what stands unchanged in the store later: {}", told(&old)));
        tell("6", format!("of what was filed or written after she left: {}", told(&new)));
        let tries: usize = new.values().map(|(there, _)| there).sum();
        format!("{tries} new sealed things tried, 0 opened; ")
    })
}

/// Step 7: the operator's and the auditor's last look.
fn clean(mut cast: Cast, checkpoint: &std::path::Path) -> String {
    assert!(cast.house.refuses(&mut cast.ilze));
    let log = cast.vera.desk.page("/audit?log=staff");
    assert!(!log.with_attr("data-entry").is_empty());
    assert_eq!(cast.house.faults(), []);
    let (config, kept) = (cast.house.config(), checkpoint.display().to_string());
    let said = balss(&["audit", "verify", "--config", &config, "--checkpoint", &kept], "").well();
    assert!(said.contains("the audit log and the store agree") && !said.contains("FAULT"), "{said}");
    let server = cast.house.server.take().expect("a server");
    let wrong: Vec<String> =
        server.said().lines().filter(|l| l.contains("ERROR")).map(str::to_owned).collect();
    assert_eq!(wrong, [""; 0]);
    server.stop();
    let summary = said.lines().next().unwrap_or_default().to_owned();
    format!("doctor names no fault; audit verify: {summary}")
}
