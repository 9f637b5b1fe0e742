//! A day in the life, as one story against the built program: its commands, its server, its pages as people use them. An
//! installation is founded, people come, somebody loses a passphrase, somebody leaves with a copy of everything, and a
//! successor comes. Each step is told with its figures.

mod after;
mod house;
mod leaver;

use std::time::Instant;

use libtest_mimic::Trial;

use crate::support::adviser::Adviser;
use crate::support::ceremony::with;
use crate::support::command::balss;
use crate::support::desk::{fingerprint_on, send, vouch};
use crate::support::html::Page;
use crate::support::multipart::Upload;
use crate::support::photo::png;
use crate::support::reporter::{Reporter, Told, filled};
use crate::support::shelf::{Engine, on_both};
use crate::support::unique;
use house::{House, Newcomer, Person, download, invite, named_on};

pub fn trials() -> Vec<Trial> {
    on_both("life", "from_the_ceremony_to_a_successor", whole)
}

/// Codes of the two institutions that the story is about.
const NBS: &str = "nbs";
const VP: &str = "vp";

const fn adviser(username: &'static str, name: &'static str, institution: &'static str) -> Newcomer {
    Newcomer { role: "adviser", username, name, institution, outside: false }
}

const ILZE: Newcomer = adviser("ilze.pirma", "Ilze Pirmā", NBS);
const JANIS: Newcomer = adviser("janis.otrais", "Jānis Otrais", NBS);
const LIGA: Newcomer = Newcomer { outside: true, ..adviser("liga.tresa", "Līga Trešā", VP) };
const KARLIS: Newcomer = adviser("karlis.ceturtais", "Kārlis Ceturtais", VP);
const VERA: Newcomer = Newcomer { role: "auditor", ..adviser("vera.auditore", "Vera Auditore", "aim") };
const ANNA: Newcomer = Newcomer { role: "administrator", ..adviser("anna.admin", "Anna Admin", "aim") };

/// A case as its reporter and the test know it.
pub struct Case {
    pub words: String,
    pub receipt: String,
    pub id: String,
}

/// Everybody, in the order in which they come.
pub struct Cast {
    pub house: House,
    pub anna: Person,
    pub vera: Person,
    pub ilze: Person,
    pub janis: Person,
    pub liga: Person,
    pub karlis: Person,
}

impl Cast {
    pub fn advisers(&mut self) -> [&mut Person; 4] {
        [&mut self.ilze, &mut self.janis, &mut self.liga, &mut self.karlis]
    }

    /// Files a report over the form; who then has it in the list is exactly who should.
    fn report(&mut self, institution: &str, without: &[&str], files: Vec<Upload>, readers: &[&str]) -> Case {
        let words = unique("told to some ");
        let before: Vec<_> = self.advisers().map(|a| a.desk.inbox()).into();
        let receipt = report(&self.house, institution, without, files, &words);
        let mut new = Vec::new();
        let mut read = Vec::new();
        for (adviser, before) in self.advisers().into_iter().zip(before) {
            let mut now = adviser.desk.inbox();
            now.retain(|id| !before.contains(id));
            assert!(now.len() <= 1);
            if let Some(id) = now.pop() {
                read.push(adviser.name);
                new.push(id);
            }
        }
        assert_eq!(read, readers, "who has the report in the list");
        new.dedup();
        assert_eq!(new.len(), 1, "one case");
        Case { words, receipt, id: new.remove(0) }
    }
}

/// Walks the form as a reporter who leaves these people out; the receipt.
pub fn report(house: &House, institution: &str, without: &[&str], files: Vec<Upload>, words: &str) -> String {
    let mut told = Told { institution: Some(institution.to_owned()), files, ..Told::words(words) };
    if !without.is_empty() {
        // The boxes name persons by ids that only the page tells.
        let mut look = Reporter::new(house.visitor("lv"));
        let page = look.walk_to(&Told { files: Vec::new(), ..told.clone() }, "readers").expect("readers");
        let form = page.step_form().expect("the form");
        let chosen = filled(&form, &told, false);
        let page = look.client.submit(&form, &chosen, &[]).expect("an answer").page();
        let person = |name: &&str| named_on(&page, "excluded", name).expect("a box for this name");
        told.without = without.iter().map(person).collect();
    }
    Reporter::new(house.visitor("lv")).file(&told).expect("a receipt")
}

/// Somebody returns with a receipt, in a browser that knows nothing.
pub fn returns(house: &House, case: &Case) -> (Reporter, Page) {
    let mut reporter = Reporter::new(house.visitor("lv"));
    let page = reporter.return_with(&case.receipt);
    (reporter, page)
}

/// The reporter writes; what was written.
pub fn writes(house: &House, case: &Case, files: &[Upload]) -> String {
    let words = unique("more of it ");
    let (mut reporter, page) = returns(house, case);
    let answer = reporter.say(&page, &words, files);
    assert!(answer.page().messages().iter().any(|(from, text)| from == "reporter" && text.contains(&words)));
    words
}

/// An adviser opens a case and answers; what was answered.
pub fn answers(desk: &mut Adviser, case: &Case) -> String {
    let words = unique("we read you ");
    let page = desk.open(&case.id);
    assert!(page.text().contains(&case.words));
    desk.answer(&page, &words);
    words
}

/// Whether the reporter finds this answer.
pub fn finds(house: &House, case: &Case, words: &str) -> bool {
    let (_, page) = returns(house, case);
    page.messages().iter().any(|(from, text)| from == "adviser" && text.contains(words))
}

fn whole(engine: Engine) {
    let start = Instant::now();
    let tell = |step: &str, text: String| {
        println!("life on {engine}, {step} ({:.0} s): {text}", start.elapsed().as_secs_f64());
    };
    let mut cast = founded(engine, &tell);
    let cases = told(&mut cast, &tell);
    lost(&mut cast, &cases, &tell);
    after::left(cast, &cases, &tell);
}

/// How a step is told: its name, and what happened.
pub type Tell<'a> = &'a dyn Fn(&str, String);

/// Steps 1 and 2: from the ceremony to four advisers who are vouched for.
fn founded(engine: Engine, tell: Tell<'_>) -> Cast {
    let mut house = House::build(engine);
    let public = house.ceremony.public();
    let sheets = [1, 3, 5].map(|n| house.ceremony.sheet(n));
    let sheets: Vec<&str> = sheets.iter().map(String::as_str).collect();
    let checked = balss(&[&["ceremony", "check", "--public", &public], &sheets[..]].concat(), "").well();
    assert_eq!(checked.matches("these shares make the key of the public parts").count(), 2, "{checked}");
    let made = house.init(ANNA.username, ANNA.name);
    assert_eq!(made["founded"], true);
    house.serve();
    tell("1", "a ceremony of 3 of 5, checked with 3 sheets; balss init; the server answers".to_owned());

    let code = made["code"].as_str().expect("a code").to_owned();
    let mut anna = house.enrol(&ANNA, (&code, ""), "zaļš kamielis lasa avīzi");
    let mut invited = |of: &Newcomer| invite(&mut anna, of);
    let codes = [&ILZE, &LIGA, &JANIS, &KARLIS].map(&mut invited);
    assert!(codes.iter().all(|(code, id)| code.len() == 24 && id.len() == 32));
    let enrol = |n: usize, of: &Newcomer, passphrase: &str| {
        let (code, id) = &codes[n];
        house.enrol(of, (code, id), passphrase)
    };
    // By command, since a page lets nobody confirm more than five times in a row.
    let by_command =
        ["staff", "invite", "--username", VERA.username, "--name", VERA.name, "--role", VERA.role];
    let code = code_in(&house.command(&mut anna, &by_command).well());
    let vera = house.enrol(&VERA, (&code, ""), "pulkstenis kāpj pa trepēm");
    let mut ilze = enrol(0, &ILZE, "septiņi lietussargi zem tilta");
    let mut liga = enrol(1, &LIGA, "vakar sniga sarkanas bietes");
    tell("2a", "the first administrator invited 4 advisers and an auditor; 3 of them enrolled".to_owned());

    // The root signs the first two, who read their fingerprints aloud.
    let compared = [ilze.fingerprint(), liga.fingerprint()];
    let (request, signed) = (house.path("carried/request.json"), house.text("carried/signed.json"));
    download(&mut anna, "/admin/roster/request", &request);
    let request = request.display().to_string();
    let fixed = ["ceremony", "sign", &request, "--public", &public, "--out", &signed];
    let said = balss(&with(&fixed, &house.ceremony.sheets(&[2, 3, 4])), "yes\nyes\n");
    assert!(compared.iter().all(|fingerprint| said.err.contains(fingerprint)), "{}", said.err);
    said.well();
    let file = std::fs::read_to_string(&signed).expect("a file");
    let page = anna.desk.page("/admin/roster");
    assert_eq!(page.with_attr("data-pending").len(), 2);
    let checked = send(&mut anna.desk.client, &page, "signed", &[("signed", &file)]).page();
    assert_eq!(checked.with_attr("data-brought").len(), 1, "{}", checked.text());
    assert!(compared.iter().all(|fingerprint| checked.text().contains(fingerprint)));
    let sure = [("passphrase", &anna.who.passphrase[..])];
    let taken = send(&mut anna.desk.client, &checked, "signed", &sure).page();
    assert!(taken.with_attr("data-pending").is_empty() && taken.with_attr("data-statement").len() == 3);
    assert!([&mut ilze, &mut liga].into_iter().all(|a| a.desk.inbox().is_empty()));
    tell(
        "2b",
        "the root signed Ilze and Līga, carried there and back; the roster has 3 statements".to_owned(),
    );

    let mut janis = enrol(2, &JANIS, "klusā laiva brauc uz Talsiem");
    let mut karlis = enrol(3, &KARLIS, "divpadsmit āboli un viens ezis");
    for newcomer in [&mut janis, &mut karlis] {
        vouched(newcomer, &mut ilze, &mut liga);
    }
    assert_eq!(liga.desk.page("/console/colleagues").with_attr("data-standing").len(), 4);
    tell("2c", "Ilze and Līga, of two institutions, vouched for Jānis and Kārlis".to_owned());
    Cast { house, anna, vera, ilze, janis, liga, karlis }
}

/// The code that a command shows once.
fn code_in(said: &str) -> String {
    said.lines().find_map(|l| l.strip_prefix("code ")).expect("a code").trim().to_owned()
}

/// Two colleagues of different institutions compare and sign; before the second, nothing has changed.
pub fn vouched(newcomer: &mut Person, one: &mut Person, other: &mut Person) {
    let (own, path) = (newcomer.fingerprint(), newcomer.path());
    for colleague in [one, other] {
        assert_eq!(newcomer.fingerprint(), own, "not yet");
        assert_eq!(fingerprint_on(&colleague.desk.page(&path)), own, "what they read to each other");
        assert_eq!(vouch(&mut colleague.desk, &path, &colleague.who.passphrase).status, 200);
    }
    let home = newcomer.desk.page("/console");
    assert!(home.with_attr("data-fingerprint").is_empty(), "{}", home.text());
}

/// Step 3: reports, some with somebody left out. In this order: Ilze's and Jānis's; not for Jānis; of the other
/// institution; one that nobody opens yet; not for Kārlis.
fn told(cast: &mut Cast, tell: Tell<'_>) -> [Case; 5] {
    let photo = Upload::bytes("photo.png", "image/png", png(40));
    let (ilze, janis, liga, karlis) = (ILZE.name, JANIS.name, LIGA.name, KARLIS.name);
    let cases = [
        cast.report(NBS, &[], vec![photo], &[ilze, janis]),
        cast.report(NBS, &[janis], Vec::new(), &[ilze]),
        cast.report(VP, &[], Vec::new(), &[liga, karlis]),
        cast.report(NBS, &[], Vec::new(), &[ilze, janis]),
        cast.report(VP, &[karlis], Vec::new(), &[liga]),
    ];
    let [both, one, vp, _, other] = &cases;
    let page = cast.ilze.desk.open(&both.id);
    assert_eq!(cast.ilze.desk.fetch(&page, "photo.png").body, png(40));
    let Cast { house, ilze, liga, karlis, .. } = &mut *cast;
    let said = [
        (both, answers(&mut ilze.desk, both)),
        (one, answers(&mut ilze.desk, one)),
        (vp, answers(&mut karlis.desk, vp)),
        (other, answers(&mut liga.desk, other)),
    ];
    for (case, said) in said {
        assert!(finds(house, case, &said), "the reporter reads the answer");
    }
    let more = writes(&cast.house, both, &[]);
    assert!(cast.janis.desk.open(&both.id).text().contains(&more));
    assert_eq!([cast.janis.asks_for(&one.id), cast.karlis.asks_for(&other.id)], [404, 404]);
    tell("3", "5 reports to 2 institutions, 2 with somebody left out; 4 answers; whoever was left out finds nothing".to_owned());
    cases
}

/// Step 4: Jānis has forgotten his passphrase.
fn lost(cast: &mut Cast, cases: &[Case; 5], tell: Tell<'_>) {
    let Cast { house, anna, ilze, janis, liga, .. } = cast;
    let [both, one, vp, unopened, _] = cases;
    let held = janis.desk.inbox();
    assert_eq!(held.len(), 2);
    let said = house.command(anna, &["staff", "reset-passphrase", JANIS.username]).well();
    let code = code_in(&said);
    *janis = house.enrol(&JANIS, (&code, &janis.id), "kaķis māca logaritmus ezeram");
    let own = janis.fingerprint();
    let faults = house.faults();
    assert!(
        faults.iter().any(|(name, text)| name == "people" && text.contains(JANIS.username)),
        "{faults:?}"
    );
    assert!(ilze.desk.page("/console/colleagues").with_attr("data-waiting").len() == 1);
    vouched(janis, ilze, liga);
    assert_eq!(janis.desk.inbox(), [""; 0], "the new keys open nothing of before");
    assert_eq!(janis.asks_for(&both.id), 404);

    let path = |name: &str| house.text(&format!("carried/{name}"));
    let (request, result, sheets) = (path("recovery.json"), path("result.json"), path("sheets"));
    house.command(anna, &["recovery", "prepare", "--staff", JANIS.username, "--out", &request]).well();
    let public = house.ceremony.public();
    let fixed = ["ceremony", "recover", &request, "--public", &public, "--out", &result, "--sheets", &sheets];
    let said = balss(&with(&fixed, &house.ceremony.sheets(&[1, 4, 5])), "yes\n");
    assert!(said.err.contains(&own), "the fingerprint is shown before anything is done: {}", said.err);
    said.well();
    let told = house.command(anna, &["recovery", "apply", &result]).well();
    assert!(told.contains("5 epochs with the envelopes"), "{told}");

    let mut now = janis.desk.inbox();
    let mut before = held;
    now.sort();
    before.sort();
    assert_eq!(now, before);
    assert!(now.contains(&unopened.id));
    let page = janis.desk.open(&both.id);
    assert!(page.text().contains(&both.words) && page.messages().len() == 2, "{}", page.text());
    assert_eq!(janis.desk.fetch(&page, "photo.png").body, png(40));
    assert_eq!([janis.asks_for(&one.id), janis.asks_for(&vp.id)], [404, 404]);
    assert!(ilze.desk.open(&one.id).text().contains(&one.words), "nobody else lost anything");
    tell(
        "4",
        format!(
            "Jānis enrolled anew, was vouched for by 2 and had 0 cases; after the ceremony {} again, not the one that \
             leaves him out",
            now.len()
        ),
    );
}
