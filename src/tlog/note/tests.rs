use proptest::prelude::*;

use super::*;

/// Key, text and signatures of the tests of Go's `golang.org/x/mod/sumdb/note`.
const PETER_SEED: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const PETER_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH: &str = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

/// The public log of Go modules, whose checkpoint C2SP `tlog-checkpoint` shows under another origin.
const GO_KEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
const GO_NOTE: &str = "go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

fn material(encoded: &str) -> [u8; 32] {
    BASE64.decode(encoded.as_bytes()).unwrap()[1..].try_into().unwrap()
}

fn verifier(key: &str) -> NoteVerifier {
    let (name, rest) = key.split_once('+').unwrap();
    let verifier = NoteVerifier::new(name, material(rest.split_once('+').unwrap().1)).unwrap();
    assert_eq!(verifier.verifier_key(), key);
    verifier
}

fn ours() -> (NoteSigner, Checkpoint) {
    let checkpoint = Checkpoint { origin: "balss.example/staff".into(), size: 20, root: [7; 32] };
    (NoteSigner::new("balss.example/staff", &[3; 32]).unwrap(), checkpoint)
}

#[test]
fn published_vector_verifies_and_is_reproduced() {
    let note = format!("{TEXT}\n{PETER}");
    let peter = NoteSigner::new("PeterNeumann", &material(PETER_SEED)).unwrap();
    assert_eq!(peter.sign_text(TEXT), note);
    assert_eq!(peter.verifier().verifier_key(), PETER_KEY);
    assert_eq!(verifier(PETER_KEY).open(&note), Ok(TEXT));
    assert_eq!(verifier(PETER_KEY).verify(&note), Err(NoteError::Checkpoint));
}

#[test]
fn a_checkpoint_of_a_real_log_verifies() {
    let checkpoint = verifier(GO_KEY).verify_origin(GO_NOTE, "go.sum database tree").unwrap();
    assert_eq!(checkpoint.size, 20_852_163);
    assert_eq!(BASE64.encode(&checkpoint.root), "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    assert_eq!(verifier(GO_KEY).verify_origin(GO_NOTE, "another"), Err(NoteError::Origin));
    let renamed = GO_NOTE.replace("go.sum database tree", "example.com/behind-the-sofa");
    assert_eq!(verifier(GO_KEY).verify(&renamed), Err(NoteError::Signature));
}

#[test]
fn unknown_signatures_are_ignored_known_ones_must_verify() {
    let peter = verifier(PETER_KEY);
    assert_eq!(peter.open(&format!("{TEXT}\n{ENOCH}{PETER}{PETER}")), Ok(TEXT));
    assert_eq!(peter.open(&format!("{TEXT}\n{ENOCH}")), Err(NoteError::Unsigned));
    // The name of one key with the id of another is an unknown key.
    assert_eq!(
        peter.open(&format!("{TEXT}\n{}", PETER.replace("PeterNeumann", "Peter"))),
        Err(NoteError::Unsigned)
    );
    let bad = PETER.replace("JnAM=", "JnAQ=");
    assert_eq!(peter.open(&format!("{TEXT}\n{PETER}{bad}")), Err(NoteError::Signature));
    let long = format!("{}ABCD{}", &PETER[..60], &PETER[60..]);
    assert_eq!(peter.open(&format!("{TEXT}\n{long}")), Err(NoteError::Signature));
}

#[test]
fn malformed_notes_are_refused() {
    let peter = verifier(PETER_KEY);
    for note in [
        String::new(),
        TEXT.to_owned(),
        format!("{TEXT}\n"),
        format!("{TEXT}{PETER}"),
        format!("{TEXT}\n{}", PETER.trim_end()),
        format!("{TEXT}\n{PETER}\n"),
        format!("\u{1}{TEXT}\n{PETER}"),
        format!("{TEXT}\n{PETER}Unexpected line.\n"),
        format!("{TEXT}\n{}", PETER.replace('—', "-")),
        format!("{TEXT}\n{}", PETER.replace("PeterNeumann", "Peter+Neumann")),
        format!("{TEXT}\n{}", PETER.replace("PeterNeumann", "Peter\u{a0}Neumann")),
        format!("{TEXT}\n{}", PETER.replace("JnAM=", "JnAM")),
        format!("{TEXT}\n{}", PETER.replace("JnAM=", "JnAN=")),
        format!("{TEXT}\n— PeterNeumann x08gow==\n"),
        format!("{TEXT}\n{}", PETER.replace('\n', "\r\n")),
    ] {
        assert_eq!(peter.open(&note), Err(NoteError::Syntax), "{note:?}");
    }
    assert_eq!(peter.open(&format!("{TEXT}\n{}", PETER.repeat(65))), Err(NoteError::TooLarge));
    assert_eq!(peter.open(&format!("{TEXT}\n{}", PETER.repeat(64))), Ok(TEXT));
    assert_eq!(peter.open(&"a".repeat(MAX_NOTE_BYTES + 1)), Err(NoteError::TooLarge));
}

#[test]
fn signed_texts_that_are_no_checkpoint_are_refused() {
    let (signer, checkpoint) = ours();
    let root = BASE64.encode(&checkpoint.root);
    let good = checkpoint.to_text();
    assert_eq!(signer.verifier().verify(&signer.sign_text(&good)), Ok(checkpoint));
    for text in [
        format!("\n20\n{root}\n"),
        format!("o\n020\n{root}\n"),
        format!("o\n+20\n{root}\n"),
        format!("o\n-1\n{root}\n"),
        format!("o\n18446744073709551616\n{root}\n"),
        format!("o\n20\n{}\n", root.trim_end_matches('=')),
        "o\n20\nAAAA\n".to_owned(),
        format!("{good}extension\n"),
        "o\n20\n".to_owned(),
    ] {
        let note = signer.sign_text(&text);
        assert_eq!(signer.verifier().verify(&note), Err(NoteError::Checkpoint), "{text:?}");
    }
}

#[test]
fn names_and_keys_are_checked() {
    for name in ["", "a b", "a+b", "a\nb", "a\u{2003}b", "a\u{1f}"] {
        assert_eq!(NoteSigner::new(name, &[1; 32]).err(), Some(NoteError::Name), "{name:?}");
        assert_eq!(NoteVerifier::new(name, [1; 32]).err(), Some(NoteError::Name), "{name:?}");
    }
    let (signer, checkpoint) = ours();
    for origin in ["", "a\n5", "a\r"] {
        let other = Checkpoint { origin: origin.into(), ..checkpoint.clone() };
        assert_eq!(signer.sign(&other), Err(NoteError::Name));
    }
    let mut neutral = [0; 32];
    neutral[0] = 1;
    assert_eq!(NoteVerifier::new("a", neutral).err(), Some(NoteError::Key));
    assert!(!format!("{signer:?}").contains("key"));
}

proptest! {
    #[test]
    fn round_trip(origin in "[^\\x00-\\x1f]{1,40}", size: u64, root: [u8; 32], seed: [u8; 32]) {
        let signer = NoteSigner::new("log.example", &seed).unwrap();
        let checkpoint = Checkpoint { origin, size, root };
        let note = signer.sign(&checkpoint).unwrap();
        prop_assert_eq!(signer.verifier().verify(&note), Ok(checkpoint));
    }

    #[test]
    fn any_changed_character_is_refused(at in any::<prop::sample::Index>(), new in "[ -~]") {
        let (signer, checkpoint) = ours();
        let note = signer.sign(&checkpoint).unwrap();
        let mut chars: Vec<char> = note.chars().collect();
        let at = at.index(chars.len());
        let new = new.chars().next().unwrap();
        prop_assume!(chars[at] != new);
        chars[at] = new;
        let changed: String = chars.into_iter().collect();
        prop_assert!(signer.verifier().verify(&changed).is_err());
    }

    #[test]
    fn never_panics(note in "(.|\n|— a AAAA){0,200}") {
        let _ = ours().0.verifier().verify(&note);
    }
}
