//! The 19 hybrid vectors of the public age test suite (c2sp.org/CCTV/age, npm `cctv-age` 0.2.0), with the meaning
//! its README gives to their headers.

use std::{fs, io::Read, iter};

use age::{DecryptError, Decryptor, Identity};
use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

use super::{envelope, guard, hybrid::HybridIdentity};

struct Vector {
    name: String,
    head: String,
    file: Vec<u8>,
}

impl Vector {
    fn get(&self, key: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
    }

    fn load(path: &std::path::Path) -> Self {
        let all = fs::read(path).unwrap();
        let end = all.windows(2).position(|pair| pair == b"\n\n").unwrap();
        let head = String::from_utf8(all[..end].to_vec()).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut vector = Self { name, head, file: all[end + 2..].to_vec() };
        if let Some(kind) = vector.get("compressed") {
            assert_eq!(kind, "zlib");
            vector.file = miniz_oxide::inflate::decompress_to_vec_zlib(&vector.file).unwrap();
        }
        if vector.get("armored").is_some() {
            let text = std::str::from_utf8(&vector.file).unwrap().trim();
            let inner = text.strip_prefix("-----BEGIN AGE ENCRYPTED FILE-----\n").unwrap();
            let inner = inner.strip_suffix("\n-----END AGE ENCRYPTED FILE-----").unwrap();
            vector.file = BASE64.decode(inner.replace('\n', "").as_bytes()).unwrap();
        }
        vector
    }

    fn identity(&self) -> Box<dyn Identity> {
        let text = self.get("identity").unwrap();
        match text.parse::<HybridIdentity>() {
            Ok(identity) => Box::new(identity),
            Err(_) => Box::new(text.parse::<age::x25519::Identity>().unwrap()),
        }
    }

    /// What happens, in the words of the suite, and the plaintext that came out.
    fn outcome(&self) -> (&'static str, Vec<u8>) {
        let identity = self.identity();
        let opened = Decryptor::new_buffered(&self.file[..])
            .and_then(|decryptor| decryptor.decrypt(iter::once(&*identity)));
        let mut plaintext = Vec::new();
        let outcome = match opened {
            Ok(mut reader) => match reader.read_to_end(&mut plaintext) {
                Ok(_) => "success",
                Err(_) => "payload failure",
            },
            Err(DecryptError::NoMatchingKeys) => "no match",
            Err(DecryptError::InvalidMac) => "HMAC failure",
            // A malformed header of version 1 is "unknown" to the crate.
            Err(DecryptError::InvalidHeader | DecryptError::UnknownFormat) => "header failure",
            Err(error) => panic!("{}: {error}", self.name),
        };
        (outcome, plaintext)
    }
}

#[test]
fn all_hybrid_vectors_of_the_age_test_suite() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/age");
    let vectors: Vec<Vector> =
        fs::read_dir(folder).unwrap().map(|entry| Vector::load(&entry.unwrap().path())).collect();
    assert_eq!(vectors.len(), 19);
    for vector in &vectors {
        let (outcome, plaintext) = vector.outcome();
        assert_eq!(outcome, vector.get("expect").unwrap(), "{}", vector.name);
        if let Some(hash) = vector.get("payload") {
            assert_eq!(HEXLOWER.encode(&Sha256::digest(&plaintext)), hash, "{}", vector.name);
        }
        // Our own opening is stricter: one hybrid recipient and no other.
        let several = ["hybrid_and_x25519", "hybrid_multiple_recipients"].contains(&&*vector.name);
        if let Ok(identity) = vector.get("identity").unwrap().parse::<HybridIdentity>() {
            let opens = envelope::open(&identity, &vector.file).is_ok();
            assert_eq!(opens, outcome == "success" && !several, "{}", vector.name);
        }
        assert!(guard::header_len(&vector.file).is_ok(), "{}", vector.name);
    }
}
