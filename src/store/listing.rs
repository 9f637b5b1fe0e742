//! What a list of cases reads: many cases in one statement, whether or not the one who asks holds anything of them.

use super::records::CardRow;
use super::{Conn, Result, StoreError, Tx, in_list, postgres, sqlite};
use crate::domain::id::CaseId;

/// A case and the two places at which an adviser looks for a grant of it: one of them has a row.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The case.
    pub case: CaseId,
    /// Its newest epoch.
    pub epoch: u32,
    /// Where the adviser's own grant would stand.
    pub own: [u8; 32],
    /// Where a row of nobody would stand that takes its place.
    pub nobody: [u8; 32],
}

/// What stands there, with the cards of both compartments where it is the adviser's own.
pub struct Found {
    /// Of which of those asked for, by place.
    pub of: usize,
    /// Whether it stands where the adviser's own grant would.
    pub own: bool,
    /// Quick column.
    pub quick: Vec<u8>,
    /// Card of the thread.
    pub thread: Option<CardRow>,
    /// Card of the desk.
    pub desk: Option<CardRow>,
}

type Card = (Option<i64>, Option<i64>, Option<Vec<u8>>);
type Columns =
    (i64, Vec<u8>, Option<i64>, Option<i64>, Option<Vec<u8>>, Option<i64>, Option<i64>, Option<Vec<u8>>);

fn card((epoch, version, sealed): Card) -> Result<Option<CardRow>> {
    let (Some(epoch), Some(version), Some(sealed)) = (epoch, version, sealed) else { return Ok(None) };
    let epoch = u32::try_from(epoch).map_err(|_| StoreError::Damaged("epoch"))?;
    Ok(Some(CardRow { epoch, version, sealed }))
}

const ASKED: &str = "WITH asked (n, case_id, epoch, own, nobody) AS (";
const FOUND: &str = ") SELECT CAST(CASE WHEN g.tag = a.own THEN 2 * a.n ELSE 2 * a.n + 1 END AS BIGINT), g.quick, t.epoch, t.version, t.sealed, d.epoch, d.version, d.sealed FROM asked a ";
const CARDS: &str = " ON g.case_id = a.case_id AND g.epoch = a.epoch AND g.tag IN (a.own, a.nobody) \
     LEFT JOIN card t ON g.tag = a.own AND t.case_id = a.case_id AND t.compartment = 1 \
     LEFT JOIN card d ON g.tag = a.own AND d.case_id = a.case_id AND d.compartment = 2";

impl Tx {
    /// What stands at the places asked for, in no order; at most some hundred cases at once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn listed(&mut self, asked: &[Asked]) -> Result<Vec<Found>> {
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        macro_rules! fetch {
            ($c:expr, $join:expr) => {{
                let mut query = sqlx::QueryBuilder::new(ASKED);
                query.push_values(asked.iter().enumerate(), |mut row, (n, a)| {
                    row.push(n).push_bind(&a.case.0[..]).push_bind(i64::from(a.epoch));
                    row.push_bind(&a.own[..]).push_bind(&a.nobody[..]);
                });
                query.push(FOUND).push($join).push(CARDS);
                query.build_query_as::<Columns>().fetch_all(&mut **$c).await?
            }};
        }
        let all = match &mut self.conn {
            Conn::Sqlite(c) => fetch!(c, sqlite::JOIN_GRANTS),
            Conn::Postgres(c) => fetch!(c, postgres::JOIN_GRANTS),
        };
        all.into_iter()
            .map(|(place, quick, te, tv, ts, de, dv, ds)| {
                let place = usize::try_from(place).map_err(|_| StoreError::Damaged("place"))?;
                Ok(Found {
                    of: place / 2,
                    own: place % 2 == 0,
                    quick,
                    thread: card((te, tv, ts))?,
                    desk: card((de, dv, ds))?,
                })
            })
            .collect()
    }

    /// The cards of a compartment that stands beside, of up to some dozen cases, in no order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn side_cards(&mut self, compartment: u8, cases: &[CaseId]) -> Result<Vec<(CaseId, CardRow)>> {
        const SQL: &str = "SELECT case_id, epoch, version, sealed FROM side_card WHERE case_id IN (";
        type Columns = (Vec<u8>, i64, i64, Vec<u8>);
        if cases.is_empty() {
            return Ok(Vec::new());
        }
        macro_rules! fetch {
            ($c:expr) => {{
                let mut query = in_list(SQL, cases.iter().map(|c| &c.0[..]));
                query.push(" AND compartment = ").push_bind(i64::from(compartment));
                query.build_query_as::<Columns>().fetch_all(&mut **$c).await?
            }};
        }
        let all = match &mut self.conn {
            Conn::Sqlite(c) => fetch!(c),
            Conn::Postgres(c) => fetch!(c),
        };
        let cell = |(id, epoch, version, sealed): Columns| {
            let epoch = u32::try_from(epoch).map_err(|_| StoreError::Damaged("epoch"))?;
            let id = CaseId::from_slice(&id).ok_or(StoreError::Damaged("case id"))?;
            Ok((id, CardRow { epoch, version, sealed }))
        };
        all.into_iter().map(cell).collect()
    }
}
