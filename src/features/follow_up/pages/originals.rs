//! Originals that their reporter alone holds, on the page of the conversation, and the question before one is handed over.

use askama::Template;

use crate::vault::files::FileRecord;
use crate::web::evidence::size_text;
use crate::web::page::Shell;

/// An original that was not handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalRow {
    /// Its object, as a button sends it back.
    pub id: String,
    /// The name that the file came with.
    pub name: String,
    /// Its size in words.
    pub size_text: String,
}

/// The row of a file's original.
#[must_use]
pub fn row(shell: &Shell, file: &FileRecord) -> Option<OriginalRow> {
    let original = file.original.as_ref()?;
    Some(OriginalRow {
        id: original.blob.to_string(),
        name: file.name.clone(),
        size_text: size_text(original.length, shell.texts.language(shell.lang)),
    })
}

/// What an original may tell, and the question once more.
#[derive(Debug, Template)]
#[template(path = "follow_up/original.html")]
pub struct Ask<'a> {
    /// Language, texts, token.
    pub shell: &'a Shell,
    /// Which.
    pub row: OriginalRow,
    /// What was typed and not sent: it comes back with the conversation.
    pub typed: &'a str,
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Ask, OriginalRow};
    use crate::web::page_check::{HOSTILE, public, shells};

    #[test]
    fn what_an_original_tells_is_said_before_it_is_handed_over() {
        for shell in &shells() {
            let row =
                OriginalRow { id: "0a".to_owned(), name: HOSTILE.to_owned(), size_text: "3 MB".to_owned() };
            let html = Ask { shell, row, typed: HOSTILE }.render().unwrap();
            public(&html, shell, Some("original"));
            for value in ["yes", "no"] {
                assert!(html.contains(&format!("name=\"sure\" value=\"{value}\"")));
            }
            assert!(html.contains("name=\"original\" value=\"0a\"") && html.contains("name=\"message\""));
            assert!(html.contains(&shell.t("original-tells")) && !html.contains(HOSTILE));
        }
    }
}
