//! Both logs, empty and full, in both languages.

use askama::Template as _;

use super::{CheckpointBox, DayFault, EntryRow, LogFilter, LogPage};
use crate::domain::event::{Event, Log};
use crate::domain::staff::Role;
use crate::texts::Lang;
use crate::web::desk::samples::{check, keep, shell, who};
use crate::web::desk::{Who, Words as _};
use crate::web::page::Shell;

const NOTE: &str = "balss.example/staff\n42\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— balss.example/staff Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

fn empty<'a>(shell: &'a Shell, who: &'a Who, log: Log) -> LogPage<'a> {
    LogPage {
        shell,
        who,
        log,
        filter: LogFilter::default(),
        events: Event::ALL.map(Event::word).to_vec(),
        rows: Vec::new(),
        newer_href: None,
        older_href: None,
        checkpoints: Log::ALL.iter().map(|l| CheckpointBox { log: *l, note: String::new() }).collect(),
        errors: Vec::new(),
    }
}

#[test]
fn an_empty_log_says_so() {
    for (lang, log) in Lang::ALL.into_iter().flat_map(|lang| Log::ALL.map(|log| (lang, log))) {
        let (shell, who) = (shell(lang, "/audit"), who(Role::Auditor, ""));
        let page = empty(&shell, &who, log).render().expect("renders");
        check(&page, lang);
        assert!(page.contains(&shell.t("audit-empty-log")) && !page.contains("data-checkpoint"));
        let filter = LogFilter { case: "07".to_owned(), ..LogFilter::default() };
        let filtered = LogPage { filter, ..empty(&shell, &who, log) }.render().expect("renders");
        assert!(filtered.contains(&shell.t("audit-empty")));
        assert_eq!(page.contains("name=\"who\""), log == Log::Staff, "reporters have no name to ask for");
        for tab in Log::ALL {
            let current = format!("href=\"/audit?log={}\" aria-current=\"page\"", tab.word());
            assert_eq!(page.contains(&current), tab == log);
        }
        assert_eq!(Log::parse(log.word()), Some(log));
    }
}

#[test]
fn every_event_has_words_and_the_filter_comes_back() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/audit"), who(Role::Auditor, ""));
        let rows = Event::ALL.iter().map(|e| e.word()).enumerate().map(|(n, event)| EntryRow {
            position: n.to_string(),
            when: "2026-03-09 14:05:33".to_owned(),
            event: (*event).to_owned(),
            about: if n % 2 == 0 { "Anna <b>".to_owned() } else { String::new() },
            who: if n % 2 == 0 { "Ilze Paraudziņa".to_owned() } else { String::new() },
            case: if n % 3 == 0 { format!("{n:032x}") } else { String::new() },
            records: 3,
            count: None,
        });
        let counted = EntryRow {
            event: "sign_in_failed".to_owned(),
            count: Some(17),
            ..EntryRow { position: "99".to_owned(), ..EntryRow::default() }
        };
        let rows = rows.chain([counted]);
        let page = LogPage {
            filter: LogFilter {
                event: "mail_dead".to_owned(),
                case: "\"<07".to_owned(),
                who: "ilze".to_owned(),
                from: "2026-03-01".to_owned(),
                to: "2026-02-01".to_owned(),
            },
            rows: rows.collect(),
            newer_href: Some("/audit?log=staff&page=1".to_owned()),
            older_href: Some("/audit?log=staff&page=3".to_owned()),
            checkpoints: Log::ALL.iter().map(|l| CheckpointBox { log: *l, note: NOTE.to_owned() }).collect(),
            errors: vec![DayFault::NoDate("from").say(&shell), DayFault::Order.say(&shell)],
            ..empty(&shell, &who, Log::Staff)
        }
        .render()
        .expect("renders");
        check(&page, lang);
        keep("audit", lang, &page);
        assert!(page.contains(&shell.tn("event-sign-in-failed-count", "n", 17)));
        for event in Event::ALL.map(Event::word) {
            assert!(page.contains(&format!("data-event=\"{event}\"")));
            assert!(page.contains(&format!("</span>{}</td>", shell.choice("event", event))));
        }
        assert!(page.contains("value=\"mail_dead\" selected") && page.contains("value=\"&#34;&#60;07\""));
        assert!(page.contains("id=\"from-error\"") && page.contains("id=\"to-error\""));
        for log in Log::ALL {
            assert!(page.contains(&format!("/audit/checkpoint?log={}", log.word())));
            assert!(page.contains(&format!("<pre data-checkpoint=\"{}\"", log.word())));
        }
        assert!(page.contains("/audit/export?log=staff") && page.contains("balss audit verify --checkpoint"));
    }
}
