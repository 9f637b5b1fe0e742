//! Whether a passphrase holds out against somebody who guesses with a plan, and in what it is weak.
//!
//! Estimated by zxcvbn, which knows common passwords, English words, names, keyboard rows, dates and repeats, and is told
//! what anybody knows of the person. It knows no Latvian: the words that Latvian passwords are often made of are told to it
//! here, and letters with marks are tried without them as well. No rule says which kinds of characters must occur.

use zxcvbn::Score;
use zxcvbn::feedback::Warning;
use zxcvbn::zxcvbn;

/// Characters of one part that is estimated. Of what somebody sends, zxcvbn 3 makes work that grows with the cube of the
/// length times the ways to read digits and signs as letters (20 seconds for 100 characters made for it), and from 29 on
/// a sum of it overflows.
const PART: usize = 28;
/// Parts that are looked at; a passphrase with one strong part is strong.
const PARTS: usize = 4;
/// From this many characters on the second best estimate is enough.
const LONG: usize = 12;

/// Words that guessers of Latvian passwords begin with.
const COMMON: [&str; 30] = [
    "balss",
    "parole",
    "latvija",
    "riga",
    "rigas",
    "sveiki",
    "labdien",
    "dievs",
    "svetiba",
    "milestiba",
    "mila",
    "milu",
    "saule",
    "saulite",
    "zvaigzne",
    "kakis",
    "suns",
    "policija",
    "armija",
    "zemessardze",
    "karavirs",
    "ministrija",
    "aizsardziba",
    "padomnieks",
    "darbs",
    "vasara",
    "ziema",
    "jaungada",
    "qwertz",
    "daugava",
];

/// In what a passphrase is weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Nothing was typed.
    Empty,
    /// It leans on the person's name, user name or institution.
    Own,
    /// It is one of the passwords that everybody tries, or much like one.
    Common,
    /// Keys that lie side by side.
    Keyboard,
    /// The same again and again.
    Repeated,
    /// Rows of letters or digits, years or dates.
    Sequence,
    /// A single word or name.
    Word,
    /// Nothing in particular, but too few guesses.
    Short,
}

impl Weak {
    /// Every weakness.
    pub const ALL: [Self; 8] = [
        Self::Empty,
        Self::Own,
        Self::Common,
        Self::Keyboard,
        Self::Repeated,
        Self::Sequence,
        Self::Word,
        Self::Short,
    ];
}

/// A letter in lower case and without the marks of Latvian.
fn bare_letter(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(|c| match c {
        'ā' => 'a',
        'č' => 'c',
        'ē' => 'e',
        'ģ' => 'g',
        'ī' => 'i',
        'ķ' => 'k',
        'ļ' => 'l',
        'ņ' => 'n',
        'ō' => 'o',
        'š' => 's',
        'ū' => 'u',
        'ž' => 'z',
        c => c,
    })
}

fn bare(text: &str) -> String {
    text.chars().flat_map(bare_letter).collect()
}

/// Judges a passphrase by what anybody knows of its owner: names, user name, institution.
///
/// # Errors
/// In what it is weak.
pub fn judge(passphrase: &str, known: &[&str]) -> Result<(), Weak> {
    if passphrase.trim().is_empty() {
        return Err(Weak::Empty);
    }
    let own: Vec<String> = known.iter().flat_map(|text| words(&bare(text))).collect();
    let context: Vec<&str> = own.iter().map(String::as_str).chain(COMMON).collect();
    // Without marks it is guessed at most as late as with them.
    let bared: String = passphrase.chars().take(PART * PARTS).flat_map(bare_letter).collect();
    // What everybody knows of the person adds nothing, however often it stands there.
    let rest = own.iter().fold(bared.clone(), |rest, word| rest.replace(word.as_str(), ""));
    if strong(&rest, &context) {
        return Ok(());
    }
    if strong(&bared, &COMMON) {
        return Err(Weak::Own);
    }
    let warning = parts(&bared).first().and_then(|part| zxcvbn(part, &context).feedback()?.warning());
    Err(warning.map_or(Weak::Short, weakness))
}

fn parts(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(PART).take(PARTS).map(|p| p.iter().collect()).collect()
}

fn strong(text: &str, context: &[&str]) -> bool {
    parts(text).iter().any(|part| enough(part, context))
}

fn enough(part: &str, context: &[&str]) -> bool {
    let score = zxcvbn(part, context).score();
    score >= Score::Four || (score == Score::Three && part.chars().count() >= LONG)
}

/// A text's words of three letters and more, and all of its words as one.
fn words(text: &str) -> Vec<String> {
    let parts = || text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let long = parts().filter(|w| w.chars().count() > 2).map(str::to_owned);
    long.chain([parts().collect()]).filter(|w| !w.is_empty()).collect()
}

fn weakness(warning: Warning) -> Weak {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => {
            Weak::Keyboard
        }
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            Weak::Repeated
        }
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => Weak::Common,
        Warning::SequencesLikeAbcAreEasyToGuess
        | Warning::RecentYearsAreEasyToGuess
        | Warning::DatesAreOftenEasyToGuess => Weak::Sequence,
        Warning::AWordByItselfIsEasyToGuess
        | Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => Weak::Word,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Weak, judge};

    const KNOWN: [&str; 4] = ["Ilze Bērziņa-Kalna", "ilze.berzina", "nbs", "Nacionālie bruņotie spēki"];

    #[test]
    fn a_few_words_are_enough_and_no_kind_of_character_is_asked_for() {
        for good in [
            "correct horse battery staple",
            "zaļš kamielis lasa avīzi",
            "vvkzq hpmwt jxrbn",
            "x7$Kp!wQ2z@R",
            "trīs ķirsiliktu tortes",
        ] {
            assert_eq!(judge(good, &KNOWN), Ok(()), "{good}");
        }
    }

    #[test]
    fn each_weakness_is_named() {
        for (bad, weak) in [
            ("", Weak::Empty),
            ("   ", Weak::Empty),
            ("password1", Weak::Common),
            ("parole", Weak::Short),
            ("qwertyuiop", Weak::Common),
            ("zxcvfdsaqwer", Weak::Keyboard),
            ("xqxqxqxqxqxqxqxq", Weak::Repeated),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", Weak::Repeated),
            ("12.06.1987", Weak::Sequence),
            ("hjq8z", Weak::Short),
            ("IlzeBerzinaKalna2026", Weak::Own),
            ("ilzebērziņailzenbs", Weak::Own),
        ] {
            assert_eq!(judge(bad, &KNOWN), Err(weak), "{bad}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn nothing_typed_makes_it_panic(typed in ".{0,160}", known in ".{0,20}") {
            let _ = judge(&typed, &[&known]);
        }
    }

    #[test]
    fn one_strong_part_is_enough_and_nothing_is_looked_at_beyond_the_last() {
        let strong = "zaļš kamielis lasa avīzi";
        assert_eq!(judge(&format!("{}{strong}", "a".repeat(28)), &KNOWN), Ok(()));
        assert_eq!(judge(&format!("{}{strong}", "a".repeat(200)), &KNOWN), Err(Weak::Repeated));
    }
}
