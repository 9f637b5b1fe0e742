//! What the attacks have at hand: where the rows of a case stand, and how a byte is flipped.

use balss::vault::grants::{self, Holder};

use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::sign::Signer;
use balss::domain::id::{PersonId, StaffId};
use balss::vault::roster::{Roster, StaffKey, Statement};

use super::world::World;
use crate::support::shelf::Value;

pub fn flipped(bytes: &[u8], at: usize) -> Value {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 1;
    Value::Bytes(bytes)
}

impl World {
    /// A vouch for keys of the attacker's, signed in the name of the first with the key of the second adviser of each pair.
    pub async fn stranger_vouched(&self, signers: &[(usize, usize)]) -> String {
        let texts = self.sql.texts("SELECT statement FROM roster ORDER BY seq", &[]).await;
        let (count, head) = Roster::verify(&texts, &self.root().public()).head();
        let stranger = Statement::Vouch(Box::new(StaffKey {
            staff: StaffId([66; 16]),
            person: PersonId([66; 16]),
            name: "Adviser 66".to_owned(),
            institution: "nbs".to_owned(),
            outside: false,
            recipient: HybridIdentity::generate().recipient(),
            verifier: Signer::generate().public(),
        }));
        let keys: Vec<(StaffId, Signer)> = signers
            .iter()
            .map(|(name, key)| (self.advisers[*name].0, self.advisers[*key].1.signer()))
            .collect();
        let keys: Vec<(StaffId, &Signer)> = keys.iter().map(|(id, s)| (*id, s)).collect();
        stranger.signed_by_staff(count + 1, &head, &keys)
    }

    pub async fn append(&self, number: i64, statement: &str) {
        let sql = "INSERT INTO roster (seq, statement) VALUES ($1, $2)";
        self.sql.one(sql, &[number.into(), statement.into()]).await;
    }

    pub fn case(&self, n: usize) -> Value {
        self.cases[n].id.0[..].into()
    }

    /// The number of a record of a case: the first by number, or one after it.
    pub async fn record(&self, case: usize, nth: usize) -> i64 {
        let all =
            self.sql.ints("SELECT id FROM record WHERE case_id = $1 ORDER BY id", &[self.case(case)]).await;
        all[nth]
    }

    /// The tag of the first adviser's grant.
    pub fn tag(&self, case: usize) -> Value {
        let holder = Holder::Staff(self.advisers[0].0);
        grants::tag(&self.app.keys, holder, self.cases[case].id, 0)[..].into()
    }

    pub async fn leaf(&self, log: &str, seq: i64) -> String {
        let sql = "SELECT body FROM leaf WHERE log = $1 AND seq = $2";
        self.sql.texts(sql, &[log.into(), seq.into()]).await.remove(0)
    }

    pub async fn size(&self, log: &str) -> i64 {
        self.sql.ints("SELECT size FROM tree WHERE log = $1", &[log.into()]).await.remove(0)
    }

    /// Moves the entries from `from` on by `by`.
    pub async fn shift(&self, log: &str, from: i64, by: i64) {
        let sql = "UPDATE leaf SET seq = -1000 - seq WHERE log = $1 AND seq >= $2";
        self.sql.run(sql, &[log.into(), from.into()]).await;
        let sql = "UPDATE leaf SET seq = -1000 - seq + $2 WHERE log = $1 AND seq < 0";
        self.sql.run(sql, &[log.into(), by.into()]).await;
    }
}
