//! On the server: what a recovery ceremony needs. Nothing is opened; whatever is written down is sealed.

use data_encoding::BASE64;

use super::super::Result;
use super::super::grants::{self, Holder};
use super::super::keys::KeyFiles;
use super::carry::Sealed;
use crate::domain::id::CaseId;
use crate::store::Tx;

/// Cases read at once.
const CHUNK: i64 = 500;

/// Every epoch of every case, with the envelope of recovery's grant: of all cases alike, so that the file does not tell
/// which of them somebody reads. A case whose grants were destroyed has none.
///
/// # Errors
/// [`VaultError::Store`](super::super::VaultError::Store).
pub async fn gather(tx: &mut Tx, keys: &KeyFiles) -> Result<Vec<Sealed>> {
    let mut all = Vec::new();
    let mut after = CaseId([0; 16]);
    loop {
        let rows = tx.cases_by_id(after, CHUNK).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        after = last.id;
        for row in rows {
            for epoch in 0..=row.epoch {
                let own = [grants::tag(keys, Holder::Recovery, row.id, epoch)];
                let grant = tx.grants_tagged(&own).await?.pop();
                let record = tx.epoch(row.id, epoch).await?;
                if let (Some(grant), Some(record)) = (grant, record) {
                    let (record, grant) = (BASE64.encode(&record.sealed), BASE64.encode(&grant.sealed));
                    all.push(Sealed { case: row.id, epoch, record, grant });
                }
            }
        }
    }
}
