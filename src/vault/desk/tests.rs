use super::{
    Act, Assessment, Author, ChildDuty, Coding, DeskCard, Signed, Told, child_duty, child_waits,
    coding_waits, learned_of_child, open_tasks, order,
};
use crate::crypto::kdf::Secret;
use crate::domain::day::Day;
use crate::domain::desk::{Level, RISK};
use crate::domain::id::{CaseId, StaffId};
use crate::domain::report::Answers;
use crate::vault::compartment::{Compartment, DESK};
use crate::vault::consent::{Proposal, Said, Wish};
use crate::vault::staff::StaffKeys;
use crate::vault::thread::{Dated, body};

fn desk() -> Compartment {
    Compartment::new(CaseId([1; 16]), DESK, 0, Secret::new([2; 32]))
}

fn written(keys: &StaffKeys, what: Vec<Act>) -> Vec<Dated<Signed>> {
    let author = Author { staff: StaffId([7; 16]), name: "Ilze".to_owned(), keys, now: 5 };
    let seal = |(n, act)| Signed::seal(&desk(), &author, n, act, Day(1)).unwrap().0;
    (1..).zip(what).map(seal).map(|what| Dated { day: Day(1), what }).collect()
}

#[test]
fn only_its_author_can_have_signed_an_entry_and_only_for_its_case() {
    let (own, other) = (StaffKeys::generate(false), StaffKeys::generate(false));
    let author = Author { staff: StaffId([7; 16]), name: "Ilze".to_owned(), keys: &own, now: 5 };
    let note = Act::Note { text: "\u{0}<b>fact</b>\u{202e}".to_owned(), source: String::new() };
    let (signed, row) = Signed::seal(&desk(), &author, 1, note, Day(3)).unwrap();
    let (_, body) = desk().open(&desk().identity(), &row).unwrap();
    let read = Signed::parse(&body, 0).unwrap();
    assert_eq!(read.entry, signed.entry);
    assert!(read.is_by(&own.signer().public(), CaseId([1; 16])));
    assert!(!read.is_by(&other.signer().public(), CaseId([1; 16])));
    assert!(!read.is_by(&own.signer().public(), CaseId([2; 16])));
    let forged =
        Signed { json: read.json.iter().map(|b| if *b == b'f' { b'g' } else { *b }).collect(), ..read };
    assert!(!forged.is_by(&own.signer().public(), CaseId([1; 16])));
}

#[test]
fn the_stored_words_are_pinned() {
    let said = vec![("weapon".to_owned(), "yes".to_owned())];
    let all = [
        (Act::Note { text: "a".into(), source: "b".into() }, r#"{"note":{"text":"a","source":"b"}}"#),
        (
            Act::Task { text: "a".into(), who: StaffId([1; 16]), due: Day(9) },
            r#"{"task":{"text":"a","who":"01010101010101010101010101010101","due":9}}"#,
        ),
        (Act::TaskDone { of: "a".into() }, r#"{"task_done":{"of":"a"}}"#),
        (
            Act::Risk(Assessment { said, done: "c".into() }),
            r#"{"risk":{"said":[["weapon","yes"]],"done":"c"}}"#,
        ),
        (
            Act::Coding(Coding {
                version: 1,
                asked: vec![("rape".into(), "yes".into())],
                kind: "rape".into(),
                ..Coding::default()
            }),
            concat!(
                r#"{"coding":{"version":1,"asked":[["rape","yes"]],"kind":"rape","act":"","context":[],"#,
                r#""relation":"","sex":"","age":"","delay":"","services":[]}}"#
            ),
        ),
        (
            Act::Coding(Coding { elsewhere: "service".into(), ..Coding::default() }),
            concat!(
                r#"{"coding":{"version":0,"asked":[],"kind":"","act":"","context":[],"relation":"","sex":"","#,
                r#""age":"","delay":"","services":[],"elsewhere":"service"}}"#
            ),
        ),
        (Act::Confirm { of: "a".into() }, r#"{"confirm":{"of":"a"}}"#),
        (
            Act::Letter { of: "3".into(), parts: vec!["what".into()] },
            r#"{"letter":{"of":"3","parts":["what"]}}"#,
        ),
        (
            Act::Result { of: "3".into(), result: "sent".into(), text: "t".into() },
            r#"{"result":{"of":"3","result":"sent","text":"t"}}"#,
        ),
        (
            Act::Override { kind: "health".into(), to: "a".into(), what: "b".into(), reason: "life".into() },
            r#"{"override":{"kind":"health","to":"a","what":"b","reason":"life"}}"#,
        ),
        (Act::Outcome { code: "no_contact".into() }, r#"{"outcome":{"code":"no_contact"}}"#),
        (Act::Hold { reason: "other".into(), until: None }, r#"{"hold":{"reason":"other","until":null}}"#),
        (Act::HoldEnded { of: "a".into() }, r#"{"hold_ended":{"of":"a"}}"#),
        (
            Act::Delete { reason: "retention_over".into(), writes: 7 },
            r#"{"delete":{"reason":"retention_over","writes":7}}"#,
        ),
        (Act::DeleteTakenBack { of: "a".into() }, r#"{"delete_taken_back":{"of":"a"}}"#),
    ];
    for (act, json) in all {
        assert_eq!(serde_json::to_string(&act).unwrap(), json);
        assert_eq!(serde_json::from_str::<Act>(json).unwrap(), act);
    }
}

/// A card with everything that can stand in one beside what this one has.
fn most(card: DeskCard) -> DeskCard {
    let who = StaffId([255; 16]);
    DeskCard {
        n: u64::MAX,
        kind: "psychological".to_owned(),
        second: true,
        outcome: "measures_taken".to_owned(),
        held: Some(Day(2_000_000)),
        minor: true,
        learned: Some(Day(2_000_000)),
        announced: true,
        classified: true,
        delete: Some((who, i64::MAX)),
        declined: Some(who),
        ..card
    }
}

#[test]
fn a_no_to_a_deletion_waits_for_who_proposed_it() {
    let keys = StaffKeys::generate(false);
    let (me, other, third) = (StaffId([7; 16]), StaffId([8; 16]), StaffId([9; 16]));
    let mut entries = written(&keys, vec![Act::Delete { reason: "court_order".into(), writes: 1 }]);
    entries[0].what.entry.staff = me;
    let back = [Act::DeleteTakenBack { of: entries[0].what.entry.id.clone() }];
    let note = [Act::Note { text: "a".into(), source: String::new() }];
    let card = DeskCard::default();
    assert_eq!(card.declined_after(&entries, &back, me), None, "one's own");
    assert_eq!(card.declined_after(&entries, &back, other), Some(me));
    let card = DeskCard { declined: Some(me), ..card };
    assert_eq!(card.declined_after(&entries, &note, third), Some(me), "nobody else's act ends it");
    assert_eq!(card.declined_after(&entries, &note, me), None);
}

#[test]
fn a_card_follows_from_its_entries_and_always_fits() {
    let keys = StaffKeys::generate(false);
    assert_eq!(DeskCard::of(0, (0, 0), &Answers::default(), &[], &Told::default()), DeskCard::default());
    let said: Vec<_> = RISK.iter().map(|q| ((*q).to_owned(), "yes".to_owned())).collect();
    let mut acts = vec![Act::Risk(Assessment { said, done: String::new() })];
    acts.extend((0..40).map(|i| Act::Task {
        text: "x".to_owned(),
        who: StaffId([u8::try_from(i % 10).unwrap(); 16]),
        due: Day(2_000_000 - i),
    }));
    let mut entries = written(&keys, acts);
    let card = DeskCard::of(u64::MAX, (u32::MAX, 0), &Answers::default(), &entries, &Told::default());
    assert_eq!(card.grounds, RISK);
    assert_eq!((card.risk, card.tasks.len(), card.tasks[0].1), (Level::High, 4, Day(2_000_000 - 39)));
    desk().seal_card(&body(&most(card)).unwrap(), 1).unwrap();
    let done: Vec<Act> =
        open_tasks(&entries).iter().map(|(id, ..)| Act::TaskDone { of: (*id).to_owned() }).collect();
    entries.extend(written(&keys, done));
    let calm = Act::Risk(Assessment { said: vec![("weapon".into(), "no".into())], done: String::new() });
    entries.extend(written(&keys, vec![calm]));
    let card = DeskCard::of(3, (0, 82), &Answers::default(), &entries, &Told::default());
    assert_eq!((card.risk, card.tasks.len(), card.n), (Level::Open, 0, 82));
}

#[test]
fn what_is_not_known_never_lowers_what_was_said_at_filing() {
    let filed = |safe: &str, weapon: &str, alive: &str| Answers {
        safe_now: safe.to_owned(),
        weapon: weapon.to_owned(),
        alive: alive.to_owned(),
        ..Answers::default()
    };
    let calm = Answers::default();
    let level = |said: &[(&str, &str)], filed: &Answers| {
        let said = said.iter().map(|(q, a)| ((*q).to_owned(), (*a).to_owned())).collect();
        Assessment { said, done: String::new() }.level(filed)
    };
    let no: Vec<(&str, &str)> = RISK.iter().map(|q| (*q, "no")).collect();
    assert_eq!((level(&[], &calm), level(&no, &calm)), (Level::Open, Level::Low));
    for filed in [filed("no", "", ""), filed("", "yes", ""), filed("", "", "yes")] {
        assert!(filed.is_urgent());
        assert_eq!(level(&[], &filed), Level::Filed);
        assert_eq!(level(&[("retaliation", "yes")], &filed), Level::Filed, "the lesser answer hides nothing");
        assert_eq!(level(&[("child", "yes")], &filed), Level::High);
        assert_eq!(level(&no, &filed), Level::Low, "asked and answered");
    }
    assert_eq!(
        level(&[("weapon", "no")], &filed("", "yes", "")),
        Level::Open,
        "what concerns it is answered"
    );
    // Why it cannot wait is told in the words of whoever said so.
    let grounds = |said: &[(&str, &str)], filed: &Answers| {
        let said = said.iter().map(|(q, a)| ((*q).to_owned(), (*a).to_owned())).collect();
        Assessment { said, done: String::new() }.grounds(filed)
    };
    let all = filed("no", "yes", "yes");
    assert_eq!(grounds(&[], &all), ["suicidality", "weapon", "danger"]);
    assert_eq!(grounds(&[("weapon", "no")], &all), ["suicidality", "danger"]);
    assert_eq!(grounds(&[("child", "yes"), ("retaliation", "yes")], &all), ["retaliation", "child"]);
    assert!(grounds(&no, &all).is_empty() && grounds(&[("retaliation", "yes")], &calm).is_empty());
    let unsafe_now = filed("no", "", "");
    assert_eq!(level(&no[..3], &unsafe_now), Level::Filed, "of retaliation nothing is known");
    let open = written(&StaffKeys::generate(false), vec![Act::Risk(Assessment::default())]);
    assert_eq!(DeskCard::of(0, (0, 0), &unsafe_now, &open, &Told::default()).risk, Level::Filed);
}

#[test]
fn nobody_agrees_to_their_own_coding() {
    let keys = StaffKeys::generate(false);
    let not = Act::Coding(Coding { kind: "not_gbv".into(), ..Coding::default() });
    let mut entries = written(&keys, vec![not.clone()]);
    let id = entries[0].what.entry.id.clone();
    assert!(coding_waits(&entries).is_some());
    let mut by = written(&keys, vec![Act::Confirm { of: id }]).remove(0);
    entries.push(by.clone());
    assert!(coding_waits(&entries).is_some(), "the same account");
    by.what.entry.staff = StaffId([8; 16]);
    entries.push(by);
    assert!(coding_waits(&entries).is_none());
    entries.extend(written(&keys, vec![not]));
    assert!(coding_waits(&entries).is_some(), "coded anew");
}

#[test]
fn a_child_is_reported_once_it_is_done_and_not_when_it_is_announced() {
    let keys = StaffKeys::generate(false);
    let over = |reason: &str| Act::Override {
        kind: "criminal".into(),
        to: "a".into(),
        what: "b".into(),
        reason: reason.into(),
    };
    let mut entries = written(&keys, vec![over("life")]);
    let duty = |entries: &[Dated<Signed>]| child_duty(entries, &Told::default());
    assert_eq!(duty(&entries), ChildDuty::Open, "another reason");
    entries.extend(written(&keys, vec![over("child")]));
    let of = entries[1].what.entry.id.clone();
    assert_eq!(duty(&entries), ChildDuty::Announced);
    let mut noted = |result: &str| {
        let result = Act::Result { of: of.clone(), result: result.into(), text: String::new() };
        entries.extend(written(&keys, vec![result]));
        duty(&entries)
    };
    for (result, stands) in [
        ("no_answer", ChildDuty::Announced),
        ("declined", ChildDuty::Announced),
        ("sent", ChildDuty::Ended),
        ("dropped", ChildDuty::Open),
        ("done", ChildDuty::Ended),
    ] {
        assert_eq!(noted(result), stands, "{result}");
    }
    let card = DeskCard::of(0, (0, 0), &Answers::default(), &entries[..2], &Told::default());
    assert!(card.announced && !card.child);
    // A step that tells nobody whom the law names is no report, and nobody's word who did not work on the case.
    let mut other =
        Act::Override { kind: "workplace".into(), to: "a".into(), what: "b".into(), reason: "child".into() };
    assert_eq!(duty(&written(&keys, vec![other.clone()])), ChildDuty::Open);
    if let Act::Override { kind, .. } = &mut other {
        *kind = "custody_court".into();
    }
    assert_eq!(duty(&written(&keys, vec![other])), ChildDuty::Announced);
    // Who is no child needs no report; a yes that was asked for is not one, before its step was taken.
    let no = Act::Risk(Assessment { said: vec![("child".into(), "no".into())], done: String::new() });
    let yes = Act::Risk(Assessment { said: vec![("child".into(), "yes".into())], done: String::new() });
    assert!(
        DeskCard::of(0, (0, 0), &Answers::default(), &written(&keys, vec![yes.clone()]), &Told::default())
            .minor,
        "whatever was said at filing"
    );
    // It is due from the day on which it was learned, not from a day before which somebody was sure of the contrary.
    let mut said = written(&keys, vec![yes.clone(), no.clone(), yes.clone(), yes]);
    for (n, entry) in (0..).zip(&mut said) {
        entry.day = Day(20_000 + n);
    }
    assert_eq!(learned_of_child(&said), Some(Day(20_002)));
    assert_eq!(learned_of_child(&said[..2]), None);
    let mut assessed = written(&keys, vec![no]);
    assert_eq!(duty(&assessed), ChildDuty::Ended);
    assessed[0].what.counts = false;
    assert_eq!(duty(&assessed), ChildDuty::Open);
}

#[test]
fn what_the_reporter_did_not_agree_to_was_not_reported_by_that_step() {
    let keys = StaffKeys::generate(false);
    let asked = Proposal { n: 4, kind: "custody_court".into(), ..Proposal::closing("a", Day(1)) };
    let asked = [Dated { day: Day(1), what: asked }];
    let sent = Act::Result { of: "4".into(), result: "sent".into(), text: String::new() };
    let sent: Vec<_> = written(&keys, vec![sent]).into_iter().map(|e| Dated { day: Day(3), ..e }).collect();
    let word = |day, of, yes| Dated { day: Day(day), what: Said { n: 9, wish: Wish::Step { of, yes } } };
    let duty = |entries: &[Dated<Signed>], wishes: &[Dated<Said>]| {
        child_duty(entries, &Told { minor: true, proposals: &asked, wishes })
    };
    let yes = word(2, 4, true);
    assert_eq!(duty(&[], std::slice::from_ref(&yes)), ChildDuty::Open, "a yes is no report");
    assert_eq!(duty(&sent, std::slice::from_ref(&yes)), ChildDuty::Ended);
    assert_eq!(duty(&sent, &[]), ChildDuty::Open, "silence is no yes");
    assert_eq!(duty(&sent, &[word(2, 5, true)]), ChildDuty::Open, "to another step");
    assert_eq!(duty(&sent, &[word(2, 4, false)]), ChildDuty::Open, "refused");
    assert_eq!(duty(&sent, &[yes.clone(), word(3, 4, false)]), ChildDuty::Open, "taken back");
    assert_eq!(duty(&sent, &[yes, word(4, 4, false)]), ChildDuty::Ended, "what was done by then stays done");
}

#[test]
fn one_answer_does_not_end_the_duty_where_the_reporter_told_of_a_child() {
    let keys = StaffKeys::generate(false);
    let risk = |said: &str| {
        Act::Risk(Assessment { said: vec![("child".into(), said.into())], ..Default::default() })
    };
    let told = Told { minor: true, ..Told::default() };
    let stands = |entries: &[Dated<Signed>]| {
        let card = DeskCard::of(0, (0, 0), &Answers::default(), entries, &told);
        assert_eq!(card.child, child_duty(entries, &told) == ChildDuty::Ended);
        (card.child, card.second)
    };
    let mut entries = written(&keys, vec![risk("no")]);
    assert_eq!(stands(&entries), (false, true));
    let of = child_waits(&entries, &told).unwrap().id.clone();
    let mut by = written(&keys, vec![Act::Confirm { of }]).remove(0);
    entries.push(by.clone());
    assert_eq!(stands(&entries), (false, true), "the same person");
    by.what.entry.staff = StaffId([8; 16]);
    entries.push(by);
    assert_eq!(stands(&entries), (true, false));
    entries.extend(written(&keys, vec![risk("no")]));
    assert_eq!(stands(&entries), (true, false), "assessed again, and the same");
    entries[2].what.counts = false;
    assert_eq!(stands(&entries), (false, true), "by nobody who worked on the case");
    entries[2].what.counts = true;
    entries.extend(written(&keys, vec![risk("unknown"), risk("no")]));
    assert_eq!(stands(&entries), (false, true), "what was agreed to is not what is said now");
    entries.extend(written(&keys, vec![risk("yes")]));
    assert_eq!(stands(&entries), (false, false), "a child after all");
}

#[test]
fn a_mark_of_classified_is_read_in_the_form_it_was_first_written_in() {
    let read = |json: &str| serde_json::from_str::<Act>(json).unwrap();
    assert_eq!(read(r#"{"classified":true}"#), Act::Classified(true));
    assert!(!read(r#"{"classified":true}"#).lifts() && read(r#"{"classified":false}"#).lifts());
}

#[test]
fn the_newest_entry_is_the_one_written_last_whoever_knew_how_many() {
    let keys = StaffKeys::generate(false);
    let sheet = |text: &str| Act::Sheet { never: String::new(), text: text.to_owned() };
    let said = |e: &Dated<Signed>| match &e.what.entry.what {
        Act::Sheet { text, .. } => text.clone(),
        _ => String::new(),
    };
    // The colleague who came with epoch 2 was handed on nothing, and counts anew; who left set the clock of the last one ahead.
    let mut before = written(&keys, vec![sheet("first"), sheet("second"), sheet("third")]);
    before[2].what.entry.at = i64::MAX;
    let mut after = written(&keys, vec![sheet("fourth"), sheet("fifth")]);
    for e in &mut after {
        e.what.epoch = 2;
    }
    let mut all: Vec<_> = after.into_iter().chain(before).collect();
    order(&mut all);
    assert_eq!(all.iter().map(said).collect::<Vec<_>>(), ["first", "second", "third", "fourth", "fifth"]);
}
