//! A case as its copy shows it: everything that can go, in the words of the page, and the list from which parts are chosen.

use jiff::civil::Date;

use super::{asked, desk};
use crate::app::App;
use crate::clock::date;
use crate::domain::day::Day;
use crate::domain::report::{Answers, PATH};
use crate::features::console::export::{Answer, Ask, Doc, File, Note, Said, Step};
use crate::features::console::pages::export::{Part, Parts};
use crate::features::console::view::View;
use crate::texts::Arg;
use crate::vault::desk::Signed;
use crate::vault::files::FileRecord;
use crate::vault::thread::Dated;
use crate::web::desk::Words as _;
use crate::web::page::Shell;
use crate::web::parts::person_line;

/// Parts that go only when somebody says so, beside the advisers' own notes: by them a person is named or found.
const NAMING: [&str; 3] = ["answer-names", "answer-contact", "answer-excluded"];

/// Characters of a part that its line in the list shows.
const EXCERPT: usize = 120;

fn iso(day: Day) -> String {
    let day: Date = date(day);
    day.to_string()
}

/// Everything that can go into a copy.
pub fn doc(app: &App, shell: &Shell, view: &View) -> Doc {
    let read = &view.read;
    let today = app.clock.today();
    let answers = Answers {
        path: read.path().to_owned(),
        count_me: read.may_count(),
        contact: read.margin.as_ref().map(|(m, _)| m.contact.clone()).unwrap_or_default(),
        ..read.report.what.answers.clone()
    };
    Doc {
        case: view.case.row.id.to_string(),
        filed: iso(read.report.day),
        language: read.report.what.lang.clone(),
        statement: Some(answers.statement.clone()).filter(|s| !s.is_empty()),
        answers: said(shell, &answers, &view.left_out),
        messages: read
            .messages
            .iter()
            .map(|m| Said {
                n: m.what.n,
                day: iso(m.day),
                from: m.what.from.word().to_owned(),
                name: m.what.name.clone(),
                text: m.what.text.clone(),
                next: m.what.next.map(iso).unwrap_or_default(),
            })
            .collect(),
        asks: read
            .proposals
            .iter()
            .map(|p| {
                let stands = asked::stands(app, shell, &p.what, read.word_on(&p.what, today));
                let of = p.what.clone();
                Ask {
                    n: of.n,
                    day: iso(p.day),
                    name: of.name,
                    kind: shell.choice("step", &of.kind),
                    to: of.to,
                    what: of.what,
                    learns: of.learns,
                    guess: of.guess,
                    until: match &of.reader {
                        Some(reader) => reader.last.map(iso).unwrap_or_default(),
                        None => iso(of.until),
                    },
                    access: of.reader.map(|r| shell.t(asked::access(&r))).unwrap_or_default(),
                    stands,
                }
            })
            .collect(),
        files: files(view),
        steps: read
            .steps
            .iter()
            .map(|s| Step {
                n: s.what.n,
                day: iso(s.day),
                status: shell.choice("desk-status", s.what.to.word()),
                name: s.what.name.clone(),
            })
            .collect(),
        notes: read.entries.iter().map(|e| note(app, shell, view, e)).collect(),
    }
}

/// An entry of the desk, as the desk shows it.
fn note(app: &App, shell: &Shell, view: &View, of: &Dated<Signed>) -> Note {
    let row = desk::entry(app, shell, view, of);
    let facts = row.facts.into_iter().map(|(label, said)| format!("{label}: {said}"));
    Note {
        id: of.what.entry.id.clone(),
        when: row.when,
        name: row.who,
        kind: row.kind,
        said: Some(row.text).filter(|t| !t.is_empty()).into_iter().chain(facts).collect(),
    }
}

/// Every question that was answered, with the answer.
fn said(shell: &Shell, a: &Answers, left_out: &[String]) -> Vec<Answer> {
    let one = |field: &str, word: &str| {
        (!word.is_empty()).then(|| shell.choice(field, word)).into_iter().collect::<Vec<_>>()
    };
    let many =
        |field: &str, words: &[String]| words.iter().map(|w| shell.choice(field, w)).collect::<Vec<_>>();
    let own = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
    let path = if a.path.is_empty() { PATH[0] } else { &a.path };
    let count = if a.count_me { "case-count-yes" } else { "case-count-no" };
    let asked = [
        ("about", "desk-asked-about", one("about", &a.about)),
        ("age", "desk-asked-age", one("age", &a.age)),
        ("path", "desk-asked-path", one("path", path)),
        ("safe_now", "desk-asked-safe-now", one("sure", &a.safe_now)),
        ("weapon", "desk-asked-weapon", one("sure", &a.weapon)),
        ("retaliation_fear", "desk-asked-retaliation-fear", one("sure", &a.retaliation_fear)),
        ("alive", "desk-asked-alive", one("sure", &a.alive)),
        ("what", "case-what", many("what", &a.what)),
        ("when", "case-when", one("when", &a.when).into_iter().chain(own(&a.when_text)).collect()),
        ("place", "case-where", many("place", &a.place).into_iter().chain(own(&a.place_text)).collect()),
        ("persons", "case-relation", a.persons.iter().map(|p| person_line(shell, p, a.is_own())).collect()),
        ("names", "export-names", own(&a.names).into_iter().collect()),
        ("contact", "case-contact", own(&a.contact).into_iter().collect()),
        ("institution", "case-institution", one("institution", &a.institution)),
        ("excluded", "case-excluded", left_out.iter().cloned().chain(own(&a.excluded_text)).collect()),
        ("count_me", "case-count", vec![shell.t(count)]),
    ];
    let answered = asked.into_iter().filter(|(_, _, said)| !said.is_empty());
    answered.map(|(key, id, said)| Answer { key: key.to_owned(), asked: shell.t(id), said }).collect()
}

/// Files that an adviser can open, each once, under names that nobody chose. What may show a minor never goes.
fn files(view: &View) -> Vec<File> {
    let mut found: Vec<&FileRecord> = Vec::new();
    for record in view.read.files.iter().map(|f| &f.what) {
        let opens = matches!(record.identity(&view.case.epochs), Ok(Some(_)));
        if opens && view.marked(record).is_none() && found.iter().all(|f| f.blob != record.blob) {
            found.push(record);
        }
    }
    let numbered = found.into_iter().zip(1..);
    numbered
        .map(|(f, n): (&FileRecord, usize)| File {
            blob: f.blob,
            member: format!("files/{n:03}.{}", ending(&f.name)),
            name: f.name.clone(),
            length: f.length,
            sha256: f.sha256.clone(),
            n: f.n,
        })
        .collect()
}

/// The end of a file's name, if it is a common one: anything else could be words of its sender.
fn ending(name: &str) -> &'static str {
    const KNOWN: [&str; 22] = [
        "jpg", "jpeg", "png", "webp", "gif", "heic", "tif", "pdf", "txt", "doc", "docx", "odt", "xlsx",
        "eml", "mp3", "m4a", "ogg", "wav", "mp4", "mov", "webm", "zip",
    ];
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    KNOWN.into_iter().find(|k| *k == end).unwrap_or("bin")
}

/// The list to choose from; `chosen` of an earlier look, or what is proposed at first.
pub fn parts(shell: &Shell, doc: &Doc, chosen: Option<&[String]>) -> Vec<Parts> {
    let part = |name: String, title: String, text: &str| {
        let proposed = !NAMING.contains(&name.as_str()) && !name.starts_with("note-");
        let on = chosen.map_or(proposed, |c| c.contains(&name));
        let mut excerpt: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((at, _)) = excerpt.char_indices().nth(EXCERPT) {
            excerpt.truncate(at);
            excerpt.push('…');
        }
        Part { name, title, excerpt, on }
    };
    let statement = doc.statement.iter().map(|s| part("statement".to_owned(), shell.t("case-statement"), s));
    let answers = doc.answers.iter();
    let answers = answers.map(|a| part(format!("answer-{}", a.key), a.asked.clone(), &a.said.join("; ")));
    let messages = doc.messages.iter().map(|m| {
        let who = match m.from.as_str() {
            "reporter" => shell.t("case-from-reporter"),
            _ => shell.t1("case-from-adviser", "name", &m.name),
        };
        part(format!("message-{}", m.n), format!("{who}, {}", m.day), &m.text)
    });
    let asks = doc.asks.iter();
    let asks = asks.map(|a| part(format!("ask-{}", a.n), format!("{}: {}", a.kind, a.to), &a.stands));
    let files = doc.files.iter().map(|f| part(format!("file-{}", f.blob), f.name.clone(), &f.member));
    let steps = (!doc.steps.is_empty()).then(|| part("steps".to_owned(), shell.t("case-history"), ""));
    let notes = doc.notes.iter();
    let notes =
        notes.map(|n| part(format!("note-{}", n.id), format!("{}, {}", n.kind, n.when), &n.said.join("; ")));
    let groups = [
        ("export-group-report", statement.chain(answers).collect::<Vec<_>>()),
        ("case-thread", messages.collect()),
        ("case-asks", asks.collect()),
        ("case-files", files.collect()),
        ("export-group-history", steps.into_iter().collect()),
        ("desk-title", notes.collect()),
    ];
    let filled = groups.into_iter().filter(|(_, parts)| !parts.is_empty());
    filled.map(|(id, parts)| Parts { id, title: shell.t(id), parts }).collect()
}

/// How often a phrase that is blacked out was found.
pub fn found(shell: &Shell, (phrase, times): &(String, usize)) -> String {
    let times = i64::try_from(*times).unwrap_or(i64::MAX);
    let args = [("phrase", Arg::Str(phrase)), ("n", Arg::Num(times))];
    shell.texts.say_with(shell.lang, "export-found", &args)
}

#[cfg(test)]
mod tests {
    use super::ending;

    #[test]
    fn no_word_of_a_sender_is_in_the_name_of_a_member() {
        for (name, end) in
            [("a.JPG", "jpg"), ("x.Bērziņš", "bin"), ("pdf", "bin"), ("a.tar.gz", "bin"), ("", "bin")]
        {
            assert_eq!(ending(name), end);
        }
    }
}
