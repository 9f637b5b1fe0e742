//! Blacking out: every place where a phrase stands in a text becomes one mark of fixed length, so that not even its length
//! is told.
//!
//! Letters are compared as a reader does: capitals and small ones are alike, an accented letter is the same whether it is
//! one character or two, white space of any kind and length is one space, and what nobody sees (soft hyphens, joiners) is
//! not there. An accent that was typed must be in the text: `janis` does not black out `Jānis`.

/// What stands in the place of a phrase.
pub const MARK: &str = "█████";

/// Characters of the shortest phrase: a single one would black out everything and say so.
pub const SHORTEST: usize = 2;

/// Phrases to be blacked out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redactor(Vec<Vec<char>>);

impl Redactor {
    /// One phrase a line; empty lines count for nothing.
    ///
    /// # Errors
    /// The first phrase that is shorter than [`SHORTEST`].
    pub fn of(lines: &str) -> Result<Self, String> {
        let mut phrases = Vec::new();
        for line in lines.lines() {
            let phrase: Vec<char> = folded(line.trim()).into_iter().map(|(c, _)| c).collect();
            match phrase.iter().filter(|c| **c != ' ').count() {
                0 => {}
                n if n < SHORTEST => return Err(line.trim().to_owned()),
                _ => phrases.push(phrase),
            }
        }
        Ok(Self(phrases))
    }

    /// Whether there is nothing to black out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the phrases stands in `text`.
    #[must_use]
    pub fn finds(&self, text: &str) -> bool {
        !self.0.is_empty() && !self.ranges(text).is_empty()
    }

    /// How often phrases stand in `text`.
    #[must_use]
    pub fn count(&self, text: &str) -> usize {
        let folded: Vec<char> = folded(text).into_iter().map(|(c, _)| c).collect();
        let of = |phrase: &Vec<char>| {
            let (mut found, mut at) = (0, 0);
            while at < folded.len() {
                let here = folded[at..].starts_with(phrase);
                found += usize::from(here);
                at += if here { phrase.len() } else { 1 };
            }
            found
        };
        self.0.iter().map(of).sum()
    }

    /// The text with every occurrence blacked out. Occurrences that overlap or touch are one.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (from, to) in self.ranges(text) {
            out.push_str(&text[at..from]);
            out.push_str(MARK);
            at = to;
        }
        out.push_str(&text[at..]);
        out
    }

    /// Where phrases stand, in bytes: apart from each other, in order.
    fn ranges(&self, text: &str) -> Vec<(usize, usize)> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let folded = folded(text);
        let mut hit = vec![false; folded.len()];
        for phrase in &self.0 {
            for at in 0..=folded.len().saturating_sub(phrase.len()) {
                let window = &folded[at..folded.len().min(at + phrase.len())];
                if window.len() == phrase.len() && window.iter().map(|(c, _)| c).eq(phrase) {
                    hit[at..at + phrase.len()].fill(true);
                }
            }
        }
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for ((_, (from, to)), _) in folded.into_iter().zip(hit).filter(|(_, hit)| *hit) {
            match ranges.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => ranges.push((from, to)),
            }
        }
        ranges
    }
}

/// A text as it is compared: each character with the bytes it came from.
fn folded(text: &str) -> Vec<(char, (usize, usize))> {
    let mut out: Vec<(char, (usize, usize))> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let range = (at, at + c.len_utf8());
        if c.is_whitespace() {
            match out.last_mut() {
                Some((' ', last)) => last.1 = range.1,
                _ => out.push((' ', range)),
            }
            continue;
        }
        if unseen(c) {
            // It belongs to what stands before it, so that none is left over at the end of a mark.
            if let Some((_, last)) = out.last_mut() {
                last.1 = range.1;
            }
            continue;
        }
        // Apart first, or a capital of another alphabet stays one; then by way of the capital: `ß` and `SS`, both small
        // sigmas.
        unicode_normalization::char::decompose_compatible(c, |c| {
            for c in c.to_uppercase().flat_map(char::to_lowercase) {
                unicode_normalization::char::decompose_compatible(c, |c| out.push((alike(c), range)));
            }
        });
    }
    out
}

/// One sign for all that people and programs write for a dash and for quotation marks.
fn alike(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' | '`' | '\u{b4}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => '"',
        c => c,
    }
}

/// Control characters, and what Unicode says to ignore where it is not shown (`Default_Ignorable_Code_Point`): soft
/// hyphens, joiners, fillers, marks of direction, of variation and of language.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{MARK, Redactor, folded};
    use proptest::prelude::*;

    fn redact(phrases: &str, text: &str) -> String {
        Redactor::of(phrases).unwrap().redact(text)
    }

    #[test]
    fn every_occurrence_goes_however_it_is_written() {
        let jc = "Jānis Bērziņš";
        for (text, left) in [
            ("Tas bija Jānis Bērziņš.", format!("Tas bija {MARK}.")),
            ("JĀNIS  BĒRZIŅŠ, jānis\nbērziņš", format!("{MARK}, {MARK}")),
            ("Ja\u{304}nis Be\u{304}rzin\u{327}s\u{30c}!", format!("{MARK}!")),
            ("Jā\u{ad}nis\u{a0}Bēr\u{200b}ziņš", MARK.to_owned()),
            ("Janis Berzins", "Janis Berzins".to_owned()),
            ("JānisBērziņš", "JānisBērziņš".to_owned()),
        ] {
            assert_eq!(redact(jc, text), left, "{text}");
        }
        for (phrase, text) in [
            ("Anna-Marija", "Anna\u{2011}Marija"),
            ("O'Neil", "O’Neil"),
            ("No 5", "№ 5"),
            ("Žaneta", "\u{1d419}\u{30c}aneta"),
            ("Jānis", "J\u{180e}ā\u{3164}n\u{e0061}i\u{8}s"),
        ] {
            assert_eq!(redact(phrase, text), MARK, "{text}");
        }
        // A part of a word too: a declined name must not stay because of its ending.
        assert_eq!(redact("Bērziņ", "Bērziņam un Bērziņa"), format!("{MARK}am un {MARK}a"));
        assert_eq!(redact("straße", "STRASSE"), MARK);
        assert_eq!(redact("ﬁ", "fi"), MARK);
    }

    #[test]
    fn what_stands_nowhere_is_counted_as_nothing() {
        let count = |phrase: &str, text: &str| Redactor::of(phrase).unwrap().count(text);
        assert_eq!(count("Bērziņ", "Bērziņam, BĒRZIŅA un Be\u{304}rzin\u{327}s"), 3);
        assert_eq!(count("berzin", "Bērziņam"), 0);
        assert_eq!((count("aa", "aaaa"), count("ab", ""), count("", "text")), (2, 0, 0));
    }

    #[test]
    fn a_mark_tells_neither_length_nor_number() {
        assert_eq!(redact("ab\nbcd", "xabcdx"), format!("x{MARK}x"));
        assert_eq!(redact("ab", "abab"), MARK);
        assert_eq!(redact("aa", "aaaa"), MARK);
        assert_eq!(redact("", "text"), "text");
        assert_eq!(redact(" \n\n", "text"), "text");
        assert_eq!(Redactor::of("fine\n a "), Err("a".to_owned()));
    }

    proptest! {
        #[test]
        fn nothing_of_a_phrase_is_left(
            phrases in proptest::collection::vec("[a-cA-Cāčß\u{304} \u{ad}]{2,5}", 1..4),
            text in "[a-cA-Cāčß\u{304} \n\u{ad}x]{0,60}",
        ) {
            let Ok(redactor) = Redactor::of(&phrases.join("\n")) else { return Ok(()) };
            let left = redactor.redact(&text);
            prop_assert!(!redactor.finds(&left), "{:?} in {:?}", phrases, left);
            let fold = |t: &str| folded(t).into_iter().map(|(c, _)| c).collect::<String>();
            for phrase in &phrases {
                let phrase = fold(phrase.trim());
                if phrase.chars().filter(|c| *c != ' ').count() > 1 {
                    prop_assert!(!fold(&left).contains(&phrase), "{:?} in {:?}", phrase, left);
                }
            }
            prop_assert_eq!(redactor.redact(&left), left.clone());
        }

        #[test]
        fn any_text_is_taken(phrases: String, text: String) {
            if let Ok(redactor) = Redactor::of(&phrases) {
                prop_assert!(!redactor.finds(&redactor.redact(&text)));
            }
        }
    }
}
