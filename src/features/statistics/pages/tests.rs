//! The page before the first release.

use askama::Template as _;

use super::NothingReleased;
use crate::domain::staff::Role;
use crate::texts::Lang;
use crate::web::desk::samples::{check, keep, shell, who};

#[test]
fn nothing_released_is_said_plainly_and_no_number_is_hinted() {
    for lang in Lang::ALL {
        let (shell, who) = (shell(lang, "/statistics"), who(Role::Leadership, "aim"));
        let page = NothingReleased { shell: &shell, who: &who }.render().expect("renders");
        check(&page, lang);
        keep("statistics", lang, &page);
        assert!(page.contains(&shell.t("statistics-none")));
        let main = page.split_once("<main").expect("main").1;
        let words = main.split('>').filter_map(|part| part.split_once('<')).map(|(text, _)| text);
        for text in words {
            assert!(!text.chars().any(|c| c.is_ascii_digit()), "a number: {text}");
        }
    }
}
