//! `balss audit verify`: replays both trees, checks signatures and earlier checkpoints, and reconciles the log with the
//! store both ways. Replaying needs flat memory; reconciling keeps one hash for each sealed thing.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::app::App;
use crate::domain::event::{Event, Leaf, Log};
use crate::domain::id::CaseId;
use crate::store::audit::{name_capability, name_fact, name_kept, name_staff, name_statement};
use crate::store::beside;
use crate::store::installation::RECEIPT_SALT;
use crate::store::{Result, StoreError, Tx};
use crate::tlog::note::{Checkpoint, NoteError};
use crate::tlog::replay::Replay;
use crate::vault::access::server_mac;
use crate::vault::roster::Roster;

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// Each fault as one line for people; empty means that everything agrees.
    pub faults: Vec<String>,
    /// Entries replayed.
    pub entries: u64,
    /// Cases reconciled.
    pub cases: u64,
    /// Sealed things whose hash was compared.
    pub sealed: u64,
}

/// Leaves read at once.
const CHUNK: i64 = 2_000;

/// What the log says must be in the store: name to hash and case. Of cards only the newest version counts.
#[derive(Default)]
struct Expected {
    sealed: HashMap<String, (String, Option<CaseId>)>,
    cards: HashMap<String, (i64, String)>,
    cases: BTreeSet<CaseId>,
    shredded: BTreeSet<CaseId>,
    /// Grants that a recovery replaced. Those of an epoch are written once before, whichever tree tells of it.
    regranted: HashMap<String, (String, Option<CaseId>)>,
    /// Releases of which more than one was told.
    twice: BTreeSet<String>,
    statements: i64,
}

impl Expected {
    fn take(&mut self, leaf: Leaf) {
        self.cases.extend(leaf.case);
        self.statements += i64::from(leaf.event == Event::RosterSigned);
        if leaf.event == Event::CaseShredded {
            self.shredded.extend(leaf.case);
        }
        for (name, hash) in leaf.sealed {
            // What an acceptance gave up was never in this store.
            if name.starts_with(super::accept::NAME) {
                continue;
            }
            // A promise of what a record said is nothing that lies in the store.
            if name.starts_with("p:") {
                continue;
            }
            // The newest receipt of a case counts: the one of filing, or of the highest epoch.
            if let Some(receipt) = name.strip_prefix("l:") {
                let (case, epoch) = receipt.split_once(':').unwrap_or((receipt, "0"));
                let version = epoch.parse::<i64>().map_or(-1, |n| n.saturating_add(1));
                let newest = self.cards.entry(format!("l:{case}")).or_default();
                if version > newest.0 {
                    *newest = (version, hash);
                }
                continue;
            }
            match versioned(&name) {
                Some((card, version)) => {
                    let version = version.parse().unwrap_or(-1);
                    let newest = self.cards.entry(card.to_owned()).or_default();
                    if version > newest.0 {
                        *newest = (version, hash);
                    }
                }
                None if leaf.event == Event::RecoveryUsed => {
                    self.regranted.insert(name, (hash, leaf.case));
                }
                None if hash == beside::NONE => drop(self.sealed.remove(&name)),
                None => {
                    let before = self.sealed.insert(name.clone(), (hash.clone(), leaf.case));
                    // A release never changes: of another one, the first was hidden while it was drawn.
                    if name.starts_with("z:") && before.is_some_and(|(known, _)| known != hash) {
                        self.twice.insert(name);
                    }
                }
            }
        }
    }
}

/// Name and version of what has versions: cards of cases and private records.
fn versioned(name: &str) -> Option<(&str, &str)> {
    (name.starts_with("c:") || name.starts_with("k:")).then(|| name.rsplit_once(':'))?
}

impl Expected {
    /// What counts once both trees are read: grants as they were replaced last, and of a destroyed case nothing at all.
    fn settle(&mut self) {
        self.sealed.extend(std::mem::take(&mut self.regranted));
        let shredded = std::mem::take(&mut self.shredded);
        self.sealed.retain(|_, (_, of)| of.is_none_or(|case| !shredded.contains(&case)));
        // What has ended is not looked for, and what is still there is unknown.
        self.cards.retain(|_, (_, hash)| hash != beside::NONE);
        let of_card = |name: &str| name.split(':').nth(1).and_then(CaseId::parse);
        self.cards.retain(|name, _| of_card(name).is_none_or(|case| !shredded.contains(&case)));
        self.cases.retain(|case| !shredded.contains(case));
        self.shredded = shredded;
    }
}

/// Checks everything. `earlier` are signed checkpoints kept elsewhere.
///
/// # Errors
/// [`StoreError`](crate::store::StoreError) when the store cannot be read at all; what it holds that is wrong is in the
/// report.
pub async fn verify(app: &App, earlier: &[String]) -> Result<Report> {
    let mut report = Report::default();
    let mut tx = app.store.read().await?;
    let mut expected = Expected::default();
    let earlier = checkpoints(app, earlier, &mut report);
    for log in Log::ALL {
        tree(app, &mut tx, log, &earlier, &mut expected, &mut report).await?;
    }
    pool(app, &mut tx, &mut expected, &mut report).await?;
    expected.settle();
    reconcile(app, &mut tx, &mut expected, &mut report).await?;
    files(app, &mut tx, &mut report).await?;
    roster(app, &mut tx, &expected, &mut report).await?;
    Ok(report)
}

/// What a file that was kept as a checkpoint is.
#[derive(Debug, PartialEq, Eq)]
pub enum Kept {
    /// A checkpoint that this installation signed; [`verify`] compares it.
    Good,
    /// One that it did not sign, or that was touched.
    Fault(String),
    /// No checkpoint at all.
    Other(String),
}

/// Looks at a kept file alone, before anything is compared: a wrong file is no disagreement of log and store.
#[must_use]
pub fn kept(app: &App, text: &str) -> Kept {
    match app.store.notary().verifier().verify(text) {
        Ok(_) => Kept::Good,
        Err(e @ (NoteError::Syntax | NoteError::TooLarge | NoteError::Checkpoint)) => {
            Kept::Other(e.to_string())
        }
        Err(e) => Kept::Fault(e.to_string()),
    }
}

fn checkpoints(app: &App, notes: &[String], report: &mut Report) -> Vec<Checkpoint> {
    let verifier = app.store.notary().verifier();
    let mut good = Vec::new();
    for note in notes {
        match verifier.verify(note) {
            Ok(c) if Log::ALL.iter().any(|l| app.store.notary().origin(*l) == c.origin) => good.push(c),
            Ok(_) => report.faults.push("checkpoint: of another installation".to_owned()),
            Err(e) => report.faults.push(format!("checkpoint: {e}")),
        }
    }
    good
}

/// Read anew, whatever this process has checked before; a chain that was cut off verifies as far as it goes.
async fn roster(app: &App, tx: &mut Tx, expected: &Expected, report: &mut Report) -> Result<()> {
    let statements = tx.roster().await?;
    let fault = match app.config.root() {
        None => Some("roster: the configuration names no root".to_owned()),
        Some(root) => Roster::verify(&statements, &root)
            .fault()
            .map(|number| format!("roster: statement {number} does not verify")),
    };
    report.faults.extend(fault);
    let count = i64::try_from(statements.len()).unwrap_or(i64::MAX);
    if count != expected.statements {
        let known = expected.statements;
        report.faults.push(format!("roster: {count} statements, but the log tells of {known}"));
    }
    Ok(())
}

async fn tree(
    app: &App,
    tx: &mut Tx,
    log: Log,
    earlier: &[Checkpoint],
    expected: &mut Expected,
    report: &mut Report,
) -> Result<()> {
    let name = log.word();
    let origin = app.store.notary().origin(log);
    let verifier = app.store.notary().verifier();
    let mut known: Vec<Checkpoint> = earlier.iter().filter(|c| c.origin == origin).cloned().collect();
    for note in tx.checkpoints(log, i64::MAX).await? {
        match verifier.verify_origin(&note, &origin) {
            Ok(c) => known.push(c),
            Err(e) => report.faults.push(format!("{name} log: a kept checkpoint: {e}")),
        }
    }
    let head = match tx.head(log).await {
        Ok(head) => Some(head),
        Err(StoreError::Damaged(what)) => {
            report.faults.push(format!("{name} log: {what}"));
            None
        }
        Err(e) => return Err(e),
    };
    if let Some(head) = &head {
        if !head.genuine {
            report.faults.push(format!("{name} log: the head row was touched"));
        }
        match verifier.verify_origin(&head.note, &origin) {
            Ok(c) => {
                if head.genuine && (c.size, c.root) != (head.size, head.root) {
                    report.faults.push(format!("{name} log: the head and its signature differ"));
                }
                known.push(c);
            }
            Err(e) => report.faults.push(format!("{name} log: the signature of the head: {e}")),
        }
    }
    let mut replay = Replay::new(known.iter().map(|c| c.size).collect());
    let mut next = 0;
    loop {
        let leaves = tx.leaves(log, next, CHUNK).await?;
        let Some((last, _)) = leaves.last() else { break };
        let after = last.saturating_add(1);
        for (position, body) in leaves {
            if position != next {
                report.faults.push(format!("{name} log: entry {next} is missing"));
            }
            next = position.saturating_add(1);
            replay.push(body.as_bytes());
            match serde_json::from_str::<Leaf>(&body) {
                Ok(leaf) if leaf.event.log() == log => expected.take(leaf),
                _ => report.faults.push(format!("{name} log: entry {position} is none of ours")),
            }
        }
        next = after;
    }
    let (size, _, roots) = replay.finish();
    report.entries += size;
    for checkpoint in &known {
        let at = checkpoint.size;
        match roots.get(&at) {
            Some(root) if *root == checkpoint.root => {}
            Some(_) => report
                .faults
                .push(format!("{name} log: its first {at} entries are not those that were signed")),
            None => report.faults.push(format!("{name} log: {size} entries, but {at} were signed")),
        }
    }
    let signed = known.iter().map(|c| c.size).max().unwrap_or(0);
    if size > signed {
        report.faults.push(format!("{name} log: {} entries follow the signed head", size - signed));
    }
    Ok(())
}

async fn pool(app: &App, tx: &mut Tx, expected: &mut Expected, report: &mut Report) -> Result<()> {
    for (day, count) in tx.pending_days().await? {
        let entries = tx.pending(day).await?;
        let date = crate::clock::date(day);
        match count {
            None => report
                .faults
                .push(format!("reporter log, {date}: the count of the day's entries was touched")),
            Some(n) if i64::try_from(entries.len()) != Ok(n) => {
                report
                    .faults
                    .push(format!("reporter log, {date}: {} entries, but {n} were written", entries.len()));
            }
            Some(_) => {}
        }
        for entry in entries {
            report.entries += 1;
            if entry.mac != app.store.notary().pending_mac(entry.day, &entry.body) {
                report.faults.push(format!("reporter log, {date}: an entry was touched or added"));
            }
            match serde_json::from_str::<Leaf>(&entry.body) {
                Ok(leaf) if leaf.event.log() == Log::Reporter => expected.take(leaf),
                _ => report.faults.push(format!("reporter log, {date}: an entry is none of ours")),
            }
        }
    }
    Ok(())
}

/// Accounts, what stands beside them, and the receipt salt against what the log says of them.
async fn installation(tx: &mut Tx, expected: &mut Expected, report: &mut Report) -> Result<()> {
    let accounts = tx.all_staff().await?;
    if i64::try_from(accounts.len()) != Ok(tx.staff_rows().await?) {
        report.faults.push("store: the row of an account cannot be read".to_owned());
    }
    let mut stands: Vec<_> = accounts.iter().map(name_staff).collect();
    stands.extend(tx.capabilities().await?.iter().map(name_capability));
    stands.extend(tx.all_beside().await?);
    let twice = expected.twice.iter().map(|name| format!("{}: the log tells of more than one", what(name)));
    report.faults.extend(twice);
    if let Some(salt) = tx.fact(RECEIPT_SALT).await? {
        stands.push(name_fact(RECEIPT_SALT, &salt));
    }
    for (name, hash) in stands {
        report.sealed += 1;
        match expected.sealed.remove(&name) {
            Some((known, _)) if known == hash => {}
            Some(_) => report.faults.push(format!("{} is not what the log knows", what(&name))),
            None => report.faults.push(format!("{} is unknown to the log", what(&name))),
        }
    }
    Ok(())
}

async fn reconcile(app: &App, tx: &mut Tx, expected: &mut Expected, report: &mut Report) -> Result<()> {
    let mut after = Vec::new();
    let mut found = BTreeSet::new();
    loop {
        let ids = tx.case_ids_after(&after, 500).await?;
        let Some(last) = ids.last() else { break };
        after.clone_from(last);
        for id in ids {
            let Some(case) = CaseId::from_slice(&id) else {
                report.faults.push("store: a row names a case that cannot be one".to_owned());
                continue;
            };
            found.insert(case);
            if expected.shredded.contains(&case) {
                report.faults.push(format!("case {case}: the log says that it was destroyed"));
            }
            report.cases += 1;
            let row = tx.case(case).await?;
            if row.is_none() {
                report.faults.push(format!("case {case}: its row is missing"));
            }
            let mut epochs = 0_u32;
            for (name, hash) in legible(tx.sealed_of(case).await, case, report)? {
                report.sealed += 1;
                epochs += u32::from(name.starts_with("e:"));
                compare(expected, case, &name, &hash, report);
            }
            tags(app, tx, case, epochs, report).await?;
            // Whoever looks for the grants of another epoch finds none, as if there were no such case.
            if let Some(row) = row.filter(|r| r.epoch.saturating_add(1) != epochs) {
                let text =
                    format!("case {case}: its row says epoch {}, of {epochs} that stand there", row.epoch);
                report.faults.push(text);
            }
        }
    }
    private_records(tx, expected, report).await?;
    installation(tx, expected, report).await?;
    for (number, text) in (1..).zip(tx.roster().await?) {
        let (name, hash) = name_statement(number, &text);
        if expected.sealed.remove(&name).is_some_and(|(known, _)| known != hash) {
            report.faults.push(format!("{} is not what the log knows", what(&name)));
        }
    }
    for case in expected.cases.difference(&found) {
        report.faults.push(format!("case {case}: known to the log, missing in the store"));
    }
    let mut missing: Vec<&String> = expected.sealed.keys().chain(expected.cards.keys()).collect();
    missing.sort_unstable();
    report
        .faults
        .extend(missing.into_iter().map(|n| format!("{}: known to the log, missing in the store", what(n))));
    Ok(())
}

/// Private records against what the log says of their newest versions.
async fn private_records(tx: &mut Tx, expected: &mut Expected, report: &mut Report) -> Result<()> {
    let mut after = i64::MIN;
    loop {
        let rows = tx.kept_after(after, 100).await?;
        let Some((last, _)) = rows.last() else { return Ok(()) };
        after = *last;
        for (id, row) in rows {
            report.sealed += 1;
            let (_, hash) = name_kept(id, &row);
            match expected.cards.remove(&format!("k:{id}")) {
                Some((version, known)) if version == row.version && known == hash => {}
                Some(_) => report.faults.push(format!("private record {id} is not what the log knows")),
                None => report.faults.push(format!("private record {id} is unknown to the log")),
            }
        }
    }
}

/// What could be read of a case; where a row cannot be one of ours, nothing, and a fault.
fn legible<T: Default>(read: Result<T>, case: CaseId, report: &mut Report) -> Result<T> {
    match read {
        Err(StoreError::Damaged(what)) => {
            report.faults.push(format!("case {case}: a damaged {what}"));
            Ok(T::default())
        }
        other => other,
    }
}

/// The server's own tags of a case's epochs, made anew: without them nobody's grant opens.
async fn tags(app: &App, tx: &mut Tx, case: CaseId, epochs: u32, report: &mut Report) -> Result<()> {
    for number in 0..epochs {
        let row = tx.epoch(case, number).await;
        let Some(row) = legible(row, case, report)? else { continue };
        let grants = tx.grants_of(case, number).await?;
        if server_mac(&app.keys, case, number, &row.sealed, &row.mac, &grants) != row.server_mac {
            report.faults.push(format!("case {case}: the tag of epoch {number} was touched"));
        }
    }
    Ok(())
}

fn compare(expected: &mut Expected, case: CaseId, name: &str, hash: &str, report: &mut Report) {
    let known = match versioned(name) {
        Some((card, version)) => {
            let newest = expected.cards.remove(card);
            match newest {
                Some((v, _)) if v.to_string() != version => {
                    let text = format!("case {case}: {} is version {version}, the log knows {v}", what(name));
                    return report.faults.push(text);
                }
                other => other.map(|(_, h)| h),
            }
        }
        None if name.starts_with("l:") => expected.cards.remove(name).map(|(_, hash)| hash),
        None => expected.sealed.remove(name).map(|(hash, of)| {
            if let Some(of) = of.filter(|of| *of != case) {
                report.faults.push(format!("case {case}: {} belongs to case {of}", what(name)));
            }
            hash
        }),
    };
    match known {
        Some(known) if known == hash => {}
        Some(_) => report.faults.push(format!("case {case}: {} is not what the log knows", what(name))),
        None => report.faults.push(format!("case {case}: {} is unknown to the log", what(name))),
    }
}

fn what(name: &str) -> String {
    let (kind, rest) = name.split_once(':').unwrap_or(("", name));
    match kind {
        "r" => format!("record {rest}"),
        "c" => format!("card {rest}"),
        "k" => format!("private record {rest}"),
        "e" => format!("epoch record {rest}"),
        "g" => format!("grants {rest}"),
        "l" => format!("receipt of case {rest}"),
        "b" => format!("file {rest}"),
        "s" => format!("account {rest}"),
        "o" => format!("roster statement {rest}"),
        "q" => format!("record of training and duties of account {rest}"),
        "i" => rest.to_owned(),
        "v" => format!("invitation of account {rest}"),
        "f" => format!("used and spare codes of account {rest}"),
        "a" => format!("absence of account {rest}"),
        "x" => format!("passing of new reports by account {rest}"),
        "d" => format!("known browsers of account {rest}"),
        "n" => format!("sessions of account {rest}"),
        "w" => format!("roster statement {rest} that waits"),
        "y" => format!("plan of statistics {rest}"),
        "h" => format!("approval of statistics {rest}"),
        "z" => format!("release of statistics {rest}"),
        "u" => "what has entered tables of statistics".to_owned(),
        _ => format!("{rest:?}"),
    }
}

/// Objects on the shelf against the digests of their rows, streamed.
async fn files(app: &App, tx: &mut Tx, report: &mut Report) -> Result<()> {
    use futures_util::StreamExt;
    let mut after = [0; 16].to_vec();
    loop {
        let rows = tx.sent_blobs_after(&after, 500).await?;
        let Some(last) = rows.last() else { break };
        after = last.id.0.to_vec();
        for row in rows {
            let stored = match app.blobs.get(row.id).await {
                Err(_) => None,
                Ok(mut stream) => {
                    let mut hash = Sha256::new();
                    let mut whole = true;
                    while let Some(part) = stream.next().await {
                        match part {
                            Ok(bytes) => hash.update(&bytes),
                            Err(_) => whole = false,
                        }
                    }
                    whole.then(|| hash.finalize())
                }
            };
            match stored {
                None => report.faults.push(format!("file {}: its object is missing", row.id)),
                Some(hash) if hash[..] != row.digest[..] => {
                    report.faults.push(format!("file {}: its object is not what its row says", row.id));
                }
                Some(_) => {}
            }
        }
    }
    Ok(())
}
