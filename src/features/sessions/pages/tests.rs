use askama::Template as _;

use super::{SessionRow, Sessions};
use crate::domain::staff::Role;
use crate::texts::Lang;
use crate::web::desk::samples::{check, keep, shell, who};

#[test]
fn own_sessions_can_be_ended_one_by_one_or_all_at_once() {
    for lang in Lang::ALL {
        for role in Role::ALL {
            let (shell, who) = (shell(lang, "/account/sessions"), who(role, ""));
            let row = |id: &str, this| SessionRow {
                id: id.to_owned(),
                began: "2026-11-24 09:00".to_owned(),
                used: "2026-11-24 09:31".to_owned(),
                this,
            };
            let rows = vec![row("aa", false), row("bb", true)];
            let page = Sessions { shell: &shell, who: &who, rows, ended: true }.render().unwrap();
            check(&page, lang);
            keep("sessions", lang, &page);
            assert_eq!(page.matches("action=\"/account/sessions/end\"").count(), 2);
            assert_eq!(page.matches("action=\"/account/sessions/end-all\"").count(), 1);
            assert_eq!(page.matches(&shell.t("sessions-this")).count(), 1);
            assert!(page.contains(&shell.t("sessions-ended")) && page.contains("value=\"aa\""));
        }
    }
}
