//! A language that nobody speaks, made of the English one: every letter stands under an accent, so that whatever has none
//! did not come from the pack.

use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};

use crate::support::server::files_below;

/// Its code. No language of ISO 639 has it.
pub const CODE: &str = "xx";

/// Writes it as files of a pack, and nothing else.
pub fn write(pack: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/pack/en");
    for file in files_below(&source) {
        let name = file.strip_prefix(&source).expect("below it");
        let text = std::fs::read_to_string(&file).expect("a file");
        let text = match file.extension().and_then(|e| e.to_str()) {
            Some("ftl") => fluent(&text),
            Some("md") => markdown(&text),
            Some("toml") if name.ends_with("answers.toml") => answers(&text),
            _ => format!(
                "name = \"{}\"\ndirection = \"rtl\"\norder = 9\ndecimal = \"٫\"\n",
                accented("Pseudo")
            ),
        };
        let to = pack.join(CODE).join(name);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::write(to, text).expect("a file");
    }
}

/// Every letter of ASCII as another that looks like it.
pub fn accented(text: &str) -> String {
    const SMALL: [char; 26] = [
        'å', 'ƀ', 'ç', 'đ', 'é', 'ƒ', 'ğ', 'ħ', 'í', 'ĵ', 'ķ', 'ļ', 'ɱ', 'ñ', 'ö', 'þ', 'ɋ', 'ř', 'š', 'ŧ',
        'ü', 'ṽ', 'ŵ', 'ẋ', 'ý', 'ž',
    ];
    let one = |c: char| match c {
        'a'..='z' => SMALL[(u32::from(c) - u32::from('a')) as usize],
        'A'..='Z' => {
            let small = SMALL[(u32::from(c) - u32::from('A')) as usize];
            small.to_uppercase().next().unwrap_or(small)
        }
        other => other,
    };
    text.chars().map(one).collect()
}

fn fluent(text: &str) -> String {
    let mut resource = parser::parse(text.to_owned()).expect("Fluent");
    for entry in &mut resource.body {
        let Entry::Message(message) = entry else { continue };
        let attributes = message.attributes.iter_mut().map(|a| &mut a.value);
        for whole in message.value.iter_mut().chain(attributes) {
            pattern(whole);
            whole.elements.insert(0, PatternElement::TextElement { value: "⟦".to_owned() });
            whole.elements.push(PatternElement::TextElement { value: "⟧".to_owned() });
        }
    }
    serializer::serialize(&resource)
}

fn pattern(of: &mut Pattern<String>) {
    for element in &mut of.elements {
        match element {
            PatternElement::TextElement { value }
            | PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => *value = accented(value),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    pattern(&mut variant.value);
                }
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// Titles and texts; keys and the place of the day stay.
fn answers(text: &str) -> String {
    let line = |line: &str| match line.split_once(" = ") {
        Some(("title", value)) => format!("title = {}", accented(value)),
        Some(("key" | "text", _)) => line.to_owned(),
        _ if line.starts_with(['#', '[']) => line.to_owned(),
        _ => accented(line).replace(&accented("{next}"), "{next}"),
    };
    text.lines().map(|l| line(l) + "\n").collect()
}

/// The words of a page; its keys and the targets of its links stay.
fn markdown(text: &str) -> String {
    let (head, body) = text.strip_prefix("---\n").and_then(|t| t.split_once("\n---\n")).expect("a head");
    let head = head.lines().map(|line| match line.split_once(" = ") {
        Some((key @ ("title" | "for"), value)) => format!("{key} = {}", accented(value)),
        _ => line.to_owned(),
    });
    let head: Vec<String> = head.collect();
    let mut out = String::new();
    for (n, part) in body.split("](").enumerate() {
        let (target, words) =
            if n == 0 { ("", part) } else { part.split_once(')').expect("the end of a link") };
        if n > 0 {
            out.push_str("](");
            out.push_str(target);
            out.push(')');
        }
        out.push_str(&accented(words));
    }
    format!("---\n{}\n---\n{out}", head.join("\n"))
}
