//! The languages against each other, and against what templates and code ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::Entry;

use super::check::variables;
use super::{Lang, choice_id};
use crate::domain::case::Status;
use crate::domain::coding::{AGE_GROUP, DELAY, ELSEWHERE, RELATION_CELL, SERVICE, SURVIVOR_SEX};
use crate::domain::consent::{OVERRIDE, PART, READER, RESULT, STEP, Word};
use crate::domain::desk::{KNOWN, LIFT, Level, NOTED, OUTCOME, RISK};
use crate::domain::export::REASON;
use crate::domain::report::{
    ABOUT, AGE, FORCE, NUMBER, PATH, RANK, RELATION, SEX, SURE, URGENT, WHAT, WHEN, WHERE,
};
use crate::domain::retention::{DELETE, HOLD};
use crate::domain::sharing::Why;
use crate::domain::staff::{Leaving, Role};
use crate::domain::statistics::{KEPT, RETALIATION, Table};
use crate::features::console::inbox::order::{Reason, Sort};
use crate::features::statistics::show::method::{ASKED, PARTS};
use crate::pack::Files;
use crate::vault::retention::Refusal as Bars;
use crate::vault::roster::Refusal;

/// Ids that only data names: the help numbers (checked in `help`), the institutions of the country pack, and the stable
/// words of logs, health lines and mail jobs (rendered in the tests of their pages).
const FROM_DATA: [&str; 10] = [
    "act-",
    "context-",
    "gbvims-",
    "duty-",
    "help-",
    "language-",
    "institution-",
    "event-",
    "health-",
    "mail-kind-",
];

/// Every id of a language with its variables.
fn ids(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut ids = BTreeMap::new();
    for (_, file) in Files::embedded(false).between(&format!("{}/", lang.code()), ".ftl") {
        for entry in fluent_syntax::parser::parse(&*file.text).unwrap().body {
            let Entry::Message(message) = entry else { continue };
            let mut names = BTreeSet::new();
            variables(&message.value.unwrap(), &mut names);
            ids.insert(message.id.name.to_owned(), names);
        }
    }
    ids
}

fn files_under(dir: &Path, ends: &str, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_under(&path, ends, into);
        } else if path.to_string_lossy().ends_with(ends) && !path.ends_with("tests.rs") {
            into.push(path);
        }
    }
}

/// Every quoted word of templates and code that is written like an id: a text is asked for by its whole id.
fn quoted() -> BTreeMap<String, PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_under(&root.join("templates"), ".html", &mut files);
    files_under(&root.join("templates"), ".txt", &mut files);
    files_under(&root.join("src"), ".rs", &mut files);
    let mut found = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for word in code.split('"').filter(|w| is_id(w)) {
            found.insert(word.to_owned(), file.clone());
        }
    }
    found
}

/// Every id asked for by name: the first argument of `t`, `t1`, `tn`, `say`, `say_with`.
fn asked() -> BTreeMap<String, PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_under(&root.join("templates"), ".html", &mut files);
    files_under(&root.join("templates"), ".txt", &mut files);
    files_under(&root.join("src"), ".rs", &mut files);
    let mut found = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for call in [".t(", ".t1(", ".tn(", ".say(", ".say_with(", "long("] {
            for after in code.split(call).skip(1) {
                let args = after.split(')').next().unwrap_or_default();
                let mut parts = args.split('"');
                // `t(choice_id("…", word))` asks for an id that `made` knows.
                let made_here = parts.next().is_some_and(|before| before.contains("choice_id"));
                if let Some(id) = parts.next().filter(|id| !made_here && is_id(id)) {
                    found.insert(id.to_owned(), file.clone());
                }
            }
        }
    }
    found
}

fn is_id(word: &str) -> bool {
    let small = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    word.contains('-') && word.starts_with(|c: char| c.is_ascii_lowercase()) && word.bytes().all(small)
}

/// Those of who else reads.
fn sharing() -> Vec<String> {
    let why = ["thread-left", "left-why"].into_iter();
    let why = why.flat_map(|f| Why::ALL.iter().map(move |w| choice_id(f, w.word())));
    let sheet = ["sheet-label", "sheet-hint"].into_iter();
    let sheet = sheet.flat_map(|f| ["never", "text"].map(|w| choice_id(f, w)));
    why.chain(sheet).chain([choice_id("step", READER)]).collect()
}

/// Those of what is published.
fn statistics() -> Vec<String> {
    use crate::features::statistics::publish::Act;
    let fields = ["ask", "does", "do", "said"].map(|field| format!("publishing-{field}"));
    let finals = ["confirm", "release"].map(|act| choice_id("publishing-final", act));
    let acts = fields.iter().flat_map(|field| Act::ALL.map(|act| choice_id(field, act.word())));
    acts.chain(finals).collect()
}

/// The ids made of a field and a word of the domain.
fn made() -> Vec<String> {
    let fields: [(&str, &[&str]); 12] = [
        ("about", &ABOUT),
        ("age", &AGE),
        ("path", &PATH),
        ("path-about", &PATH),
        ("sure", &SURE),
        ("what", &WHAT),
        ("when", &WHEN),
        ("place", &WHERE),
        ("relation", &RELATION),
        ("rank", &RANK),
        ("force", &FORCE),
        ("sex", &SEX),
    ];
    let legends = [
        "about",
        "age",
        "path",
        "safe-now",
        "weapon",
        "retaliation-fear",
        "alive",
        "relation",
        "rank",
        "force",
        "sex",
        "number",
    ];
    let legends = legends.map(|q| format!("{q}-legend"));
    let asked = legends[..7].iter().map(|q| format!("desk-asked-{}", q.trim_end_matches("-legend")));
    let paths = ["talk", "evidence", "care", "safety", "workplace", "discipline", "criminal"];
    let paths = paths.iter().flat_map(|s| [choice_id("paths-step", s), choice_id("paths-name", s)]);
    let compared = [("relation", "legend"), ("rank", "legend"), ("rank", "above"), ("rank", "same")];
    let compared = compared.into_iter().chain([("rank", "below"), ("force", "own")]);
    let compared = compared.map(|(f, w)| crate::web::parts::person_id(f, w, false));
    let numbers = NUMBER.iter().map(|w| choice_id("number", w));
    let choices = fields.iter().flat_map(|(f, words)| words.iter().map(|w| choice_id(f, w)));
    let states = ["status", "thread-status"];
    let states = states.iter().flat_map(|f| Status::ALL.iter().map(|s| choice_id(f, s.word())));
    let typed = ["statement", "message", "when_text", "place_text", "excluded_text", "names", "contact"];
    let typed = typed.iter().map(|f| choice_id("error-field", f));
    let roles = Role::ALL.iter().map(|r| choice_id("role", r.word()));
    let desk = Status::ALL.iter().map(|s| choice_id("desk-status", s.word()));
    let steps = Status::ALL.iter().flat_map(|s| s.next()).map(|s| choice_id("case-to", s.word()));
    let errors = crate::web::error::Kind::ALL
        .iter()
        .map(|k| k.word())
        .flat_map(|w| ["title", "text"].map(|part| format!("error-{w}-{part}")));
    let leaving = Leaving::ALL.iter().map(|l| choice_id("leaving", l.word()));
    let refused = Refusal::ALL.iter().map(|r| choice_id("colleague-refused", r.word()));
    let words = ["ask-word", "desk-ask", "desk-reader"];
    let words = words.iter().flat_map(|f| Word::ALL.iter().map(|w| choice_id(f, w.word())));
    let asked_of = ["to", "what", "learns", "guess"];
    let asked_of =
        asked_of.iter().flat_map(|f| [choice_id("propose-label", f), choice_id("propose-hint", f)]);
    let steps_out = STEP.iter().map(|w| choice_id("step", w));
    let reasons = REASON.iter().map(|w| choice_id("export-reason", w));
    let ways = PATH[..2].iter().map(|w| choice_id("wish-path", w));
    let errors = errors
        .chain(leaving)
        .chain(refused)
        .chain(words)
        .chain(asked_of)
        .chain(steps_out)
        .chain(ways)
        .chain(sharing())
        .chain(statistics())
        .chain(reasons);
    let listed = Reason::ALL.iter().map(|r| choice_id("inbox-reason", r.word()));
    let listed = listed.chain(Sort::ALL[1..].iter().map(|s| choice_id("inbox-sort", s.word())));
    let grounds = RISK.iter().chain(URGENT.iter().map(|(word, _)| word)).map(|w| choice_id("ground", w));
    let grounds = grounds.chain(["why-risk-for", "why-risk-assessed-for"].map(str::to_owned));
    let errors = errors.chain(listed).chain(grounds);
    let form = legends.iter().cloned().chain(asked).chain(paths).chain(numbers).chain(compared);
    let pages = choices.chain(states).chain(errors).chain(typed).chain(form);
    pages.chain(roles).chain(desk).chain(steps).chain(of_the_desk()).chain(of_statistics()).collect()
}

/// Ids of what is published.
fn of_statistics() -> Vec<String> {
    let tables = ["statistics-table", "statistics-note"].into_iter();
    let tables = tables.flat_map(|f| Table::ALL.iter().map(move |t| choice_id(f, t.word())));
    let kept = KEPT.iter().map(|w| choice_id("statistics-kept", w));
    let retaliation = RETALIATION.iter().map(|w| choice_id("statistics-retaliation", w));
    let parts =
        PARTS.iter().map(|w| choice_id("statistics-full", w)).flat_map(|id| [format!("{id}-title"), id]);
    let asked = ASKED.iter().flat_map(|(source, items)| {
        let item = move |f: &str, item| choice_id(&format!("statistics-{f}-{source}"), item);
        let each = items.iter().flat_map(move |(word, _)| ["asked", "here"].map(|f| item(f, word)));
        each.chain([choice_id("statistics-asks", source)])
    });
    let cells = [choice_id("statistics-cell", "unknown")];
    tables.chain(kept).chain(retaliation).chain(parts).chain(asked).chain(cells).collect()
}

/// Ids of what advisers note and code.
fn of_the_desk() -> Vec<String> {
    let words_of = |field: &'static str, words: &'static [&'static str]| {
        words.iter().map(move |word| choice_id(field, word))
    };
    let noted = [
        "note",
        "task",
        "task_done",
        "risk",
        "coding",
        "confirm",
        "confirm-child",
        "outcome",
        "letter",
        "result",
        "override",
        "marked",
        "unmarked",
        "classified",
        "unclassified",
        "exported",
        "sheet",
    ];
    let said = words_of("noted", &NOTED);
    let noted: Vec<String> = noted.iter().map(|word| choice_id("desk-entry", word)).collect();
    let keeping = ["hold", "hold_ended", "delete", "delete_taken_back", "delete-declined"];
    let keeping = words_of("hold", &HOLD)
        .chain(words_of("delete", &DELETE))
        .chain(keeping.iter().map(|word| choice_id("desk-entry", word)).collect::<Vec<_>>());
    let keeping = keeping.chain(Bars::ALL.iter().map(|why| choice_id("keeping-refused", why.word())));
    let levels = Level::ALL.iter().map(|l| choice_id("level", l.word()));
    let desk_words = words_of("lift", &LIFT)
        .chain(words_of("risk", &RISK))
        .chain(words_of("risk-then", &RISK))
        .chain(words_of("known", &KNOWN));
    let desk_words = desk_words.chain(words_of("outcome", &OUTCOME)).chain(noted).chain(levels);
    let promised = words_of("promise", &["answer", "acknowledge", "feedback"]);
    let promised = promised.chain(words_of("promise-state", &["kept", "late", "overdue", "open", "none"]));
    let coded = words_of("cell-relation", &RELATION_CELL).chain(words_of("survivor-sex", &SURVIVOR_SEX));
    let coded = coded.chain(words_of("age-group", &AGE_GROUP)).chain(words_of("delay", &DELAY));
    let coded = coded.chain(words_of("elsewhere", &ELSEWHERE));
    let why = ["act", "relation", "sex", "age", "delay", "elsewhere"];
    let why = why.into_iter().flat_map(|w| [choice_id("coding", w), choice_id("coding-why", w)]);
    let coded = coded.chain(words_of("service", &SERVICE)).chain(why);
    let steps_on = words_of("part", &PART)
        .chain(words_of("step-result", &RESULT))
        .chain(words_of("override", &OVERRIDE));
    desk_words.chain(said).chain(promised).chain(coded).chain(steps_on).chain(keeping).collect()
}

#[test]
fn every_language_has_the_same_ids_and_variables() {
    let (lv, en) = (ids(Lang::LV), ids(Lang::EN));
    for (id, names) in &lv {
        assert_eq!(en.get(id), Some(names), "{id} in English");
    }
    for id in en.keys() {
        assert!(lv.contains_key(id), "{id} in Latvian");
    }
}

#[test]
fn every_id_asked_for_exists() {
    let known = ids(Lang::LV);
    let asked = asked();
    assert!(asked.len() > 150, "the search found only {}", asked.len());
    for (id, file) in asked {
        assert!(known.contains_key(&id), "{}: no text `{id}`", file.display());
    }
    for id in made() {
        assert!(known.contains_key(&id), "no text `{id}`");
    }
}

#[test]
fn no_id_is_unused() {
    let (quoted, made) = (quoted(), made());
    for id in ids(Lang::LV).keys() {
        let data = FROM_DATA.iter().any(|start| id.starts_with(start));
        assert!(data || quoted.contains_key(id) || made.contains(id), "nothing shows `{id}`");
    }
}

#[test]
fn latvian_avoids_words_that_label_or_blame() {
    let files = Files::embedded(false);
    let sentences = files.between("lv/", ".ftl").chain(files.between("lv/", "answers.toml"));
    let read = sentences.map(|(_, file)| (file, "#")).chain(
        ["lv/pages/", "lv/handbook/"]
            .iter()
            .flat_map(|f| files.between(f, ".md"))
            .map(|(_, file)| (file, "---")),
    );
    for (file, aside) in read {
        for line in file.text.lines().filter(|l| !l.starts_with(aside)) {
            let small = line.to_lowercase();
            for word in [
                "upur",
                "sūdzīb",
                "ziņotāj",
                "jūs esat cieti",
                "esat drošs",
                "esat droša",
                " jūs ",
                " jums ",
                " jūsu ",
            ] {
                // The polite "Jūs" has a capital letter wherever it stands.
                let found = if word.starts_with(' ') { line.contains(word) } else { small.contains(word) };
                assert!(!found, "{}: {line}", file.shown);
            }
        }
    }
}
