//! As much of Rust's grammar as it takes to see which modules a file names: tokens without comments and strings, no
//! test code, paths with their `use` trees unfolded and their aliases followed.

use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    Word(String),
    /// A string between plain quotes, as it is written.
    Text(String),
    /// `::`
    Path,
    Sign(char),
}

/// Tokens of a file. What stands in raw strings, characters and comments is gone.
pub fn tokens(text: &str) -> Vec<Token> {
    let all: Vec<char> = text.chars().collect();
    let at = |i: usize| all.get(i).copied().unwrap_or('\0');
    let (mut out, mut i) = (Vec::new(), 0);
    while i < all.len() {
        let c = at(i);
        if c == '/' && at(i + 1) == '/' {
            while i < all.len() && at(i) != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            i = after_block_comment(&all, i);
        } else if c == '"' {
            let end = after_string(&all, i);
            out.push(Token::Text(all[i + 1..end - 1].iter().collect()));
            i = end;
        } else if let Some(end) = raw_string(&all, i) {
            i = end;
        } else if c == '\'' {
            // A lifetime has no second quote; a character has one after a single sign or an escape.
            i = if at(i + 1) == '\\' {
                (i + 3..all.len()).find(|j| at(*j) == '\'').map_or(all.len(), |j| j + 1)
            } else if at(i + 2) == '\'' {
                i + 3
            } else {
                i + 1
            };
        } else if c.is_alphanumeric() || c == '_' {
            let start = i;
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            out.push(Token::Word(all[start..i].iter().collect()));
        } else if c == ':' && at(i + 1) == ':' {
            out.push(Token::Path);
            i += 2;
        } else {
            if !c.is_whitespace() {
                out.push(Token::Sign(c));
            }
            i += 1;
        }
    }
    out
}

fn after_block_comment(all: &[char], start: usize) -> usize {
    let (mut depth, mut i) = (0, start);
    while i < all.len() {
        match (all[i], all.get(i + 1)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            break;
        }
    }
    i
}

fn after_string(all: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while i < all.len() && all[i] != '"' {
        i += if all[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// Where a raw string that begins at `start` (`r"`, `r#"`, `br#"`, …) ends.
fn raw_string(all: &[char], start: usize) -> Option<usize> {
    let before = start.checked_sub(1).and_then(|i| all.get(i));
    if before.is_some_and(|c| c.is_alphanumeric() || *c == '_') {
        return None;
    }
    let mut i = start + usize::from(matches!(all.get(start), Some('b' | 'c')));
    (all.get(i) == Some(&'r')).then_some(())?;
    i += 1;
    let hashes = all[i..].iter().take_while(|c| **c == '#').count();
    i += hashes;
    (all.get(i) == Some(&'"')).then_some(())?;
    let ends =
        |j: usize| all[j] == '"' && all[j + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    Some((i + 1..all.len()).find(|j| ends(*j)).map_or(all.len(), |j| j + 1 + hashes))
}

/// Takes away what is built for tests only; names of the modules in files of their own among it.
pub fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<String>) {
    let is = |i: usize, sign: char| tokens.get(i) == Some(&Token::Sign(sign));
    let word = |i: usize| match tokens.get(i) {
        Some(Token::Word(w)) => w.as_str(),
        _ => "",
    };
    let (mut kept, mut files, mut i) = (Vec::new(), Vec::new(), 0);
    while i < tokens.len() {
        let marked =
            is(i, '#') && is(i + 1, '[') && word(i + 2) == "cfg" && is(i + 3, '(') && word(i + 4) == "test";
        if !(marked && is(i + 5, ')')) {
            kept.push(tokens[i].clone());
            i += 1;
            continue;
        }
        i += 7;
        // The item: up to its semicolon, or to the brace that closes it.
        let (mut depth, mut named) = (0, None);
        while i < tokens.len() {
            match tokens[i] {
                Token::Sign('{' | '(' | '[') => depth += 1,
                Token::Sign('}' | ')' | ']') => depth -= 1,
                _ => {}
            }
            if let (Some(Token::Text(file)), "path") = (tokens.get(i + 2), word(i)) {
                named = file.strip_suffix(".rs").map(str::to_owned);
            }
            if word(i) == "mod" && is(i + 2, ';') {
                files.push(named.take().unwrap_or_else(|| word(i + 1).to_owned()));
            }
            i += 1;
            if depth == 0 && (is(i - 1, ';') || is(i - 1, '}')) {
                break;
            }
        }
    }
    (kept, files)
}

/// Every path of at least two names, with aliases of `use` followed, from the crate's root where it begins there:
/// `["crate", "store", "Tx"]`. `module` is the file's own path, to which `super` and `self` are relative.
pub fn paths(tokens: &[Token], module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut i = 0;
    while i < tokens.len() {
        let begins = matches!(tokens[i], Token::Word(_)) && (i == 0 || tokens[i - 1] != Token::Path);
        if !begins {
            i += 1;
            continue;
        }
        let used = i > 0 && tokens[i - 1] == Token::Word("use".to_owned());
        let mut leaves = Vec::new();
        i = unfold(tokens, i, &[], &mut leaves);
        for (path, alias) in leaves {
            let path = rooted(&path, module);
            if used && let Some(last) = path.last() {
                names.insert(alias.unwrap_or_else(|| last.clone()), path.clone());
            }
            if path.len() > 1 {
                found.push(path);
            }
        }
    }
    for path in &mut found {
        if let Some(whole) = names.get(&path[0]) {
            *path = whole.iter().chain(&path[1..]).cloned().collect();
        }
    }
    found
}

/// Reads a path or a `use` tree at `i`; where it ends.
fn unfold(
    tokens: &[Token],
    mut i: usize,
    before: &[String],
    out: &mut Vec<(Vec<String>, Option<String>)>,
) -> usize {
    let mut path = before.to_vec();
    loop {
        match tokens.get(i) {
            Some(Token::Word(word)) => {
                // `{self}` is the module itself.
                if word != "self" || path.is_empty() {
                    path.push(word.clone());
                }
                i += 1;
            }
            Some(Token::Sign('*')) => {
                path.push("*".to_owned());
                i += 1;
            }
            Some(Token::Sign('{')) => {
                i += 1;
                while i < tokens.len() && tokens[i] != Token::Sign('}') {
                    let start = i;
                    i = unfold(tokens, i, &path, out);
                    if tokens.get(i) == Some(&Token::Sign(',')) || i == start {
                        i += 1;
                    }
                }
                return i + 1;
            }
            _ => break,
        }
        if tokens.get(i) != Some(&Token::Path) {
            break;
        }
        i += 1;
    }
    let mut alias = None;
    if tokens.get(i) == Some(&Token::Word("as".to_owned()))
        && let Some(Token::Word(name)) = tokens.get(i + 1)
    {
        alias = Some(name.clone());
        i += 2;
    }
    if !path.is_empty() {
        out.push((path, alias));
    }
    i
}

fn rooted(path: &[String], module: &[String]) -> Vec<String> {
    let mut here = match path.first().map(String::as_str) {
        Some("crate" | "balss") => Vec::new(),
        Some("self" | "super") => module.to_vec(),
        _ => return path.to_vec(),
    };
    let rest = path.iter().skip_while(|name| match name.as_str() {
        "crate" | "balss" | "self" => true,
        "super" => {
            here.pop();
            true
        }
        _ => false,
    });
    let rest: Vec<String> = rest.cloned().collect();
    ["crate".to_owned()].into_iter().chain(here).chain(rest).collect()
}
