//! What cryptography alone costs here and now, one primitive at a time, in CPU time of this thread.

use balss::crypto::aead::{self, Cell};
use balss::crypto::envelope;
use balss::crypto::frame::{self, Place, Purpose};
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::kdf::{self, Cost, Memory};
use balss::crypto::random;
use sha2::{Digest, Sha256};

use crate::process::thread_cpu;

/// Milliseconds of each.
pub struct Primitives {
    /// Argon2id at the cost of a receipt, its memory wiped.
    pub argon: f64,
    /// A seed becomes an identity and its recipient.
    pub expand: f64,
    /// A text record of 4 KiB: framed and sealed.
    pub text: f64,
    /// A grant: framed and sealed.
    pub grant: f64,
    /// A grant's envelope opened.
    pub open: f64,
    /// A cell of 4 KiB sealed: the visit.
    pub visit: f64,
    /// A card sealed.
    pub card: f64,
    /// One key derived.
    pub derive: f64,
    /// SHA-256 of 1 KiB.
    pub hash: f64,
}

/// Milliseconds of one `work`, which is repeated for at least 0.2 s.
fn time<T>(mut work: impl FnMut() -> T) -> f64 {
    drop(work());
    let (begin, mut runs) = (thread_cpu(), 0_u32);
    loop {
        for _ in 0..8 {
            drop(std::hint::black_box(work()));
        }
        runs += 8;
        let spent = thread_cpu() - begin;
        if spent > 0.2 {
            return spent * 1e3 / f64::from(runs);
        }
    }
}

impl Primitives {
    pub fn measure() -> Self {
        let (key, seed) = (random::bytes::<32>(), random::bytes::<32>());
        let identity = HybridIdentity::from_seed(&seed);
        let to = identity.recipient();
        let place = |purpose| Place { purpose, compartment: 1, epoch: 0, case: [7; 16], record: 1 };
        let seal = |purpose, body: &[u8]| {
            let plain = frame::wrap(&place(purpose), body, &key).expect("a body that fits");
            envelope::seal(&to, &plain).expect("a good recipient")
        };
        let cell = Cell { table: "visit", row: &[0; 8], column: "sealed" };
        let (grant, mut memory) = (seal(Purpose::Grant, &[0; 65]), Memory::new());
        Self {
            argon: time(|| {
                kdf::argon2id(Cost::RECEIPT, &[1; 19], &[2; 32], &key, &mut memory).expect("fits")
            }),
            expand: time(|| HybridIdentity::from_seed(&seed).recipient()),
            text: time(|| seal(Purpose::Answers, &[b'x'; 1000])),
            grant: time(|| seal(Purpose::Grant, &[0; 65])),
            open: time(|| envelope::open(&identity, &grant).expect("our own")),
            visit: time(|| aead::seal_cell(&key, cell, &[b' '; 4096])),
            card: time(|| aead::seal_cell(&key, cell, &[0; 768])),
            derive: time(|| kdf::derive(&key, "balss/v1/benchmark")),
            hash: time(|| Sha256::digest([0; 1024])),
        }
    }

    /// All that one report needs, each thing once: what the server does twice is its own fault.
    ///
    /// A post opens and seals the visit, a page opens it; each derives the visit's number, key and form token. Sending
    /// runs Argon2, derives three keys from it, expands thread, desk and receipt, seals answers and epoch record and
    /// every row of grants, seals two cards, and hashes all of it for the audit log and once more for the server's tag.
    pub fn of_report(&self, posts: f64, pages: f64, grants: f64) -> f64 {
        let visit = (2.0 * posts + pages) * self.visit + 3.0 * (posts + pages) * self.derive;
        let sealed = 3.0 * self.expand + 2.0 * self.text + grants * self.grant + 2.0 * self.card;
        // An answer or epoch record has 6 KiB, a grant about 2 KiB, a card half of one.
        let hashed = (2.0 * 6.0 + 2.0 * grants * 2.0 + 1.0) * self.hash;
        self.argon + 8.0 * self.derive + visit + sealed + hashed
    }
}
