//! Whatever happens to a case, in whatever order: who can open it was shown when it was filed, was agreed to by its
//! reporter since, or is the outside adviser while nobody else may work on it; never a person who was left out or who said
//! to be too close, under whatever account and keys. And its reporter can always open it, and no reader is lost unasked.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use balss::domain::case::Status;
use balss::domain::consent::Word;
use balss::domain::id::CaseId;
use balss::domain::sharing::Why;
use balss::features::console::sharing::{self, Gone, Leave};
use balss::features::console::{case, view};
use balss::features::follow_up::wish;
use balss::vault::access;
use balss::vault::consent::{Colleague, Proposal};
use balss::vault::recovery::carry::{For, Sealed};
use balss::vault::recovery::regrant::Regrant;
use balss::vault::visit::Draft;
use data_encoding::BASE64;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use super::{
    Account, Act, Agreed, Day, Done, Engine, Holder, Leaving, Opener, PersonId, Returning, StaffId, StaffKey,
    StaffKeys, Statement, Token, Visit, absence, account, grants, readers, state, take_up, talk, visit,
};
use crate::tamper::world::{Case, World};

/// Accounts: person, institution, whether outside. The last two are second accounts of the first two persons, who never
/// stand on the roster at the same time as the first.
const CAST: [(u8, &str, bool); 8] = [
    (1, "nbs", false),
    (2, "nbs", false),
    (3, "vp", true),
    (4, "nbs", false),
    (5, "vp", false),
    (6, "aim", true),
    (1, "nbs", false),
    (3, "vp", true),
];

/// From here on the number of an account is its place among those who read just then.
const READER: usize = 100;
/// And from here on among those who do not.
const STRANGER: usize = 200;

/// What can happen. Accounts are positions in [`CAST`], proposals positions among those made, the newest first.
#[derive(Debug, Clone)]
enum Step {
    /// An adviser asks for somebody, whoever that is.
    Ask {
        by: usize,
        whom: usize,
        reading: bool,
        days: Option<i64>,
    },
    /// The reporter answers.
    Answer {
        which: usize,
        yes: bool,
    },
    /// The reporter lets somebody in who is offered, or not.
    LetIn(usize),
    /// The reporter writes.
    Say,
    /// An adviser opens the case, and writes.
    Work(usize),
    /// An adviser ends somebody's reading.
    End {
        by: usize,
        whom: usize,
    },
    Conflict(usize),
    CannotTake(usize),
    Away {
        who: usize,
        deputy: usize,
        days: i64,
    },
    Revoke(usize),
    /// Vouched for, with new keys; for those who stand these wait and are taken up.
    Vouch(usize),
    /// Somebody who lost the keys is given back what recovery holds for them.
    Recover(usize),
    Days(i64),
}

impl Step {
    /// The same, of these accounts.
    fn at(self, who: impl Fn(usize) -> usize) -> Self {
        match self {
            Self::Ask { by, whom, reading, days } => {
                Self::Ask { by: who(by), whom: who(whom), reading, days }
            }
            Self::Work(by) => Self::Work(who(by)),
            Self::End { by, whom } => Self::End { by: who(by), whom: who(whom) },
            Self::Conflict(by) => Self::Conflict(who(by)),
            Self::CannotTake(by) => Self::CannotTake(who(by)),
            Self::Away { who: away, deputy, days } => {
                Self::Away { who: who(away), deputy: who(deputy), days }
            }
            Self::Revoke(n) => Self::Revoke(who(n)),
            other => other,
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    // Mostly somebody who reads it: the others are told that there is no such case, whatever they do.
    let who = || 0..CAST.len();
    let by = || prop_oneof![4 => READER..READER + 8, 1 => who()];
    let days = prop_oneof![Just(None), (0i64..6).prop_map(Some)];
    prop_oneof![
        12 => (by(), prop_oneof![4 => STRANGER..STRANGER + 8, 1 => who()], any::<bool>(), days)
            .prop_map(|(by, whom, reading, days)| Step::Ask { by, whom, reading, days }),
        14 => (0usize..2, prop::bool::weighted(0.7)).prop_map(|(which, yes)| Step::Answer { which, yes }),
        4 => prop_oneof![4 => READER..READER + 3, 1 => who()].prop_map(Step::LetIn),
        2 => Just(Step::Say),
        3 => by().prop_map(Step::Work),
        2 => (by(), by()).prop_map(|(by, whom)| Step::End { by, whom }),
        1 => by().prop_map(Step::Conflict),
        1 => by().prop_map(Step::CannotTake),
        3 => (by(), STRANGER..STRANGER + 8, 0i64..5).prop_map(|(who, deputy, days)| Step::Away { who, deputy, days }),
        1 => by().prop_map(Step::Revoke),
        1 => who().prop_map(Step::Vouch),
        1 => who().prop_map(Step::Recover),
        1 => (1i64..8).prop_map(Step::Days),
    ]
}

/// A report: who is left out by name, and whether somebody is whom no list names.
type Filed = (Vec<u8>, bool);

fn story() -> impl Strategy<Value = (Filed, Vec<Step>)> {
    let excluded = prop::collection::btree_set(1u8..7, 0..3).prop_map(|set| set.into_iter().collect());
    ((excluded, prop::bool::weighted(0.25)), prop::collection::vec(step(), 10..30))
}

pub fn holds() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let mut house = runtime.block_on(House::build());
    // One in which everything comes to pass, and then whatever comes.
    let told = runtime.block_on(house.play(&(vec![2], false), &everything()));
    assert_eq!(told, Ok(()));
    let told = runtime.block_on(house.play(&(vec![], true), &somebody_is_meant()));
    assert_eq!(told, Ok(()));
    let told = runtime.block_on(house.play(&(vec![], false), &deputy_of_two()));
    assert_eq!(told, Ok(()));
    println!("  {:?}", house.seen);
    for kind in ["yes", "no", "left", "close", "cannot", "nobody left", "outside", "recovered", "deputy"] {
        assert!(house.seen.contains_key(kind), "never tried: {kind} in {:?}", house.seen);
    }
    let house = RefCell::new(house);
    let mut runner = TestRunner::new(Config {
        cases: 12,
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    });
    let told = runner.run(&story(), |(filed, steps)| {
        let mut house = house.borrow_mut();
        runtime.block_on(async { house.play(&filed, &steps).await }).map_err(TestCaseError::fail)
    });
    if let Err(e) = told {
        panic!("{e}");
    }
    println!("  {:?}", house.into_inner().seen);
}

/// A report that leaves out somebody whom no list names, read by the outside advisers: nobody of the institution joins, and
/// who was let in to read only writes nothing.
fn somebody_is_meant() -> Vec<Step> {
    let ask = |by, whom, reading| Step::Ask { by, whom, reading, days: None };
    let answer = |yes| Step::Answer { which: 0, yes };
    vec![
        ask(2, 0, false),
        answer(true),
        Step::LetIn(0),
        ask(2, 4, true),
        answer(true),
        Step::Work(4),
        ask(4, 3, false),
        answer(true),
        Step::Away { who: 2, deputy: 1, days: 3 },
        Step::LetIn(1),
        Step::LetIn(READER),
        Step::CannotTake(2),
        Step::CannotTake(5),
        Step::Say,
    ]
}

/// Two who read it are away for different times, and one outside stands in for both: until the longer absence is over.
fn deputy_of_two() -> Vec<Step> {
    let away = |who, days| Step::Away { who, deputy: 2, days };
    vec![away(0, 4), away(1, 1), Step::LetIn(2), Step::Days(3), Step::Say, Step::Work(2)]
}

/// A report that leaves out person 2, read by accounts 0 and 3 of its institution at first.
fn everything() -> Vec<Step> {
    let ask = |by, whom, reading, days| Step::Ask { by, whom, reading, days };
    let answer = |yes| Step::Answer { which: 0, yes };
    vec![
        Step::Work(0),
        ask(0, 1, false, None),
        answer(true),
        ask(0, 4, true, Some(2)),
        ask(4, 5, false, None),
        answer(true),
        Step::Work(4),
        answer(false),
        Step::Say,
        ask(0, 4, false, None),
        answer(true),
        Step::End { by: 3, whom: 0 },
        answer(true),
        Step::Recover(3),
        Step::Away { who: 3, deputy: 5, days: 1 },
        Step::LetIn(READER),
        Step::Days(2),
        Step::Work(5),
        Step::Conflict(4),
        Step::Revoke(4),
        Step::Vouch(4),
        // Whoever said to be too close is asked for all the same, under whatever account and keys.
        ask(3, 4, false, None),
        answer(true),
        Step::Vouch(3),
        Step::CannotTake(3),
        Step::Work(2),
        Step::Conflict(2),
        Step::Revoke(2),
        Step::Vouch(7),
        ask(5, 7, false, None),
        answer(true),
        Step::LetIn(7),
        Step::CannotTake(5),
        ask(5, 0, false, None),
        answer(true),
        Step::CannotTake(5),
        Step::Work(0),
    ]
}

/// An installation, kept over all stories: each begins with a report of its own and everybody on the roster.
struct House {
    world: World,
    /// Every pair of keys that an account ever had, the newest last.
    keys: Vec<Vec<StaffKeys>>,
    standing: BTreeSet<usize>,
    /// How often what came to pass.
    seen: BTreeMap<&'static str, usize>,
}

/// What the reporter knows and said, written down beside the case: by this is judged who may open it.
#[derive(Default)]
struct Model {
    case: Option<Case>,
    excluded: BTreeSet<u8>,
    someone_else: bool,
    /// Who may read: until when, and whether only that.
    accepted: BTreeMap<usize, (Option<Day>, bool)>,
    /// Who was taken out and not agreed to since.
    gone: BTreeSet<usize>,
    /// Whom proposals ask for, by ordinal.
    asked: Vec<(u64, usize, bool, Option<Day>)>,
    epoch: u32,
    by_rule: BTreeSet<usize>,
}

impl House {
    async fn build() -> Self {
        let world = World::build(Engine::Sqlite).await;
        let mut keys: Vec<Vec<StaffKeys>> = CAST.iter().map(|_| Vec::new()).collect();
        for (n, (_, own)) in world.advisers.iter().enumerate() {
            keys[n].push(own.clone());
        }
        Self { world, keys, standing: (0..3).collect(), seen: BTreeMap::new() }
    }

    fn saw(&mut self, what: &'static str) {
        *self.seen.entry(what).or_default() += 1;
    }

    fn id(n: usize) -> StaffId {
        StaffId([u8::try_from(n).expect("few") + 1; 16])
    }

    fn account(n: usize) -> Account {
        account(Self::id(n))
    }

    fn key(&self, n: usize) -> &StaffKeys {
        self.keys[n].last().expect("keys")
    }

    /// Vouched for by the root with new keys, if no other account of the person stands.
    async fn vouch(&mut self, n: usize) {
        let (person, institution, outside) = CAST[n];
        if self.standing.iter().any(|other| *other != n && CAST[*other].0 == person) {
            return;
        }
        let (old, keys) = (self.keys[n].last().cloned(), StaffKeys::generate(false));
        let key = StaffKey {
            staff: Self::id(n),
            person: PersonId([person; 16]),
            name: format!("Adviser {}", n + 1),
            institution: institution.to_owned(),
            outside,
            recipient: keys.identity().recipient(),
            verifier: keys.signer().public(),
        };
        state(&self.world, &Statement::Vouch(Box::new(key))).await;
        self.keys[n].push(keys.clone());
        let stood = !self.standing.insert(n);
        if let Some(old) = old.filter(|_| stood) {
            // Accounts without a row of their own have nothing to settle; every case is walked all the same.
            match take_up::take_up(&self.world.app, Self::id(n), &old, &keys).await {
                Ok(_) | Err(balss::vault::VaultError::Conflict) => {}
                Err(e) => panic!("{e}"),
            }
        }
    }

    async fn play(&mut self, filed: &Filed, steps: &[Step]) -> Result<(), String> {
        for (n, (person, ..)) in CAST.iter().enumerate().take(6) {
            if !self.standing.contains(&n) {
                for other in self.standing.clone() {
                    if CAST[other].0 == *person {
                        self.revoke(other).await;
                    }
                }
                self.vouch(n).await;
            }
        }
        for keys in &mut self.keys {
            let old = keys.len().saturating_sub(1);
            keys.drain(..old);
        }
        let Some(mut model) = self.file(filed).await else { return Ok(()) };
        self.check(&mut model, None).await.map_err(|e| format!("filed: {e}"))?;
        for (n, step) in steps.iter().enumerate() {
            let readers: Vec<usize> = self.holders(&model).await?.into_iter().collect();
            let strangers: Vec<usize> = (0..CAST.len()).filter(|n| !readers.contains(n)).collect();
            let among = |all: &[usize], n: usize| all.get(n % all.len().max(1)).copied().unwrap_or(0);
            let step = &step.clone().at(|n| match n {
                STRANGER.. => among(&strangers, n),
                READER.. => among(&readers, n),
                _ => n,
            });
            let left = self.take(&mut model, step).await.map_err(|e| format!("step {n}, {step:?}: {e}"))?;
            self.check(&mut model, left).await.map_err(|e| format!("after step {n}, {step:?}: {e}"))?;
        }
        Ok(())
    }

    /// Files a report at "nbs"; `None` where nobody may read it, which no page lets happen.
    async fn file(&mut self, (excluded, someone_else): &Filed) -> Option<Model> {
        let may = |n: &usize| !excluded.contains(&CAST[*n].0);
        let of = |own: bool| {
            let fits = move |n: &usize| if own { CAST[*n].1 == "nbs" } else { CAST[*n].2 };
            self.standing.iter().copied().filter(fits).filter(may).collect::<Vec<_>>()
        };
        let mut readers = if *someone_else { Vec::new() } else { of(true) };
        if readers.is_empty() {
            readers = of(false);
        }
        if readers.is_empty() {
            return None;
        }
        let draft = Draft::new();
        let persons: Vec<PersonId> = excluded.iter().map(|p| PersonId([*p; 16])).collect();
        let (app, today) = (&self.world.app, self.world.app.clock.today());
        let receipt =
            crate::support::deposit::file_with(app, &draft, &persons, *someone_else, &[], today).await;
        Some(Model {
            case: Some(Case { id: draft.case, receipt, files: Vec::new() }),
            excluded: excluded.iter().copied().collect(),
            someone_else: *someone_else,
            accepted: readers.into_iter().map(|n| (n, (None, false))).collect(),
            ..Model::default()
        })
    }

    async fn revoke(&mut self, n: usize) {
        if self.standing.remove(&n) {
            state(&self.world, &Statement::Revoke(Self::id(n), Leaving::Left)).await;
        }
    }

    async fn token(&self, model: &Model) -> Token {
        let (token, of) = (Token::generate(), model.case.as_ref().expect("a case"));
        let returning = Some(Returning { case: of.id, root: visit::encode(of.receipt.root()) });
        let (now, today) = (self.world.app.clock.now(), self.world.app.clock.today());
        let visit = Visit { ends: now + 3600, returning, ..Visit::default() };
        visit::begin(&self.world.app.store, &token, &visit, today.plus(1)).await.expect("a visit");
        token
    }

    /// Does it; who was taken out by it.
    async fn take(&mut self, model: &mut Model, step: &Step) -> Result<Option<usize>, String> {
        let app = self.world.app.clone();
        let id = model.case.as_ref().expect("a case").id;
        let today = app.clock.today();
        match step {
            Step::Ask { by, whom, reading, days } => self.ask(model, *by, *whom, *reading, *days).await,
            Step::Answer { which, yes } => return self.answer(model, *which, *yes).await,
            Step::LetIn(whom) => {
                let token = self.token(model).await;
                let offers = talk::read(&app, &token).await.expect("readable").expect("held").1.offers;
                // One of those who are offered, or anybody by a form made by hand.
                let offered = offers.get(whom.saturating_sub(READER)).filter(|_| *whom >= READER);
                let whom = &offered.map_or(*whom % CAST.len(), |o| usize::from(o.staff.0[0]) - 1);
                let until = offers.iter().find(|o| o.staff == Self::id(*whom)).map(|o| o.until);
                let agreed = readers::agree(&app, &token, vec![Self::id(*whom)]).await;
                if agreed == Ok(Agreed::Yes) {
                    self.saw(if until.flatten().is_some() { "deputy" } else { "let in" });
                    model.accept(*whom, until.ok_or("not offered, and let in")?, false, today);
                }
                Ok(())
            }
            Step::Say => {
                let text = format!("Word of epoch {} on day {}.", model.epoch, today.0);
                let sent = talk::Sent { text, ..talk::Sent::default() };
                let said = talk::say(&app, &self.token(model).await, sent).await;
                said.map(drop).map_err(|e| e.to_string())
            }
            Step::Work(by) => self.work(model, *by).await,
            Step::End { by, whom } => {
                return self.leave(model, *by, Leave::End(Self::id(*whom), Why::Finished), *whom).await;
            }
            Step::Conflict(by) => {
                let left = self.leave(model, *by, Leave::Conflict, *by).await?;
                if left.is_some() {
                    self.saw("close");
                    model.excluded.insert(CAST[*by].0);
                }
                return Ok(left);
            }
            Step::CannotTake(by) => {
                let left = self.leave(model, *by, Leave::CannotTake, *by).await?;
                if left.is_some() {
                    self.saw("cannot");
                }
                return Ok(left);
            }
            Step::Away { who, deputy, days } => {
                if self.keys[*who].is_empty() {
                    return Ok(None);
                }
                let days = (Some(today), Some(today.plus(*days)));
                let own = (self.key(*who), None);
                // Whoever is not vouched for signs none that counts.
                let _ = absence::set(&app, Self::id(*who), own, days, Some(Self::id(*deputy))).await;
                Ok(())
            }
            Step::Revoke(n) => {
                self.revoke(*n).await;
                Ok(())
            }
            Step::Vouch(n) => {
                self.vouch(*n).await;
                Ok(())
            }
            Step::Recover(n) => self.recover(model, *n, id).await,
            Step::Days(days) => {
                app.clock.pass(days * 86_400);
                Ok(())
            }
        }
        .map(|()| None)
    }

    async fn ask(
        &mut self,
        model: &mut Model,
        by: usize,
        whom: usize,
        reading: bool,
        days: Option<i64>,
    ) -> Result<(), String> {
        let Some((view, keys)) = self.view(model, by).await? else { return Ok(()) };
        let (app, today) = (&self.world.app, self.world.app.clock.today());
        let last = days.map(|days| today.plus(days));
        // Not by the list that the page offers: whoever makes a form by hand can ask for anybody.
        let proposal = Proposal {
            n: 0,
            name: String::new(),
            kind: "reader".to_owned(),
            to: format!("Adviser {}", whom + 1),
            // Each is another question: the same once more is a double click.
            what: format!("They know the law, {}.", view.read.card.n),
            learns: String::new(),
            guess: String::new(),
            until: today.plus(3),
            reader: Some(Colleague {
                staff: Self::id(whom),
                institution: CAST[whom].1.to_owned(),
                reading,
                last,
            }),
        };
        // Whoever asks first acknowledges, which stands before the question.
        let n = view.read.card.n + u64::from(view.read.card.status == Status::New);
        let (of, seen) = (view.case.row.id, view.read.card_version);
        let done = case::act(app, &Self::account(by), &keys, of, seen, Act::Propose(proposal)).await;
        match done.map_err(|e| e.to_string())? {
            Done::Yes if view.writes => model.asked.push((n, whom, reading, last)),
            Done::Yes => return Err("who may only read has asked".to_owned()),
            _ => {}
        }
        Ok(())
    }

    async fn answer(&mut self, model: &mut Model, which: usize, yes: bool) -> Result<Option<usize>, String> {
        let Some((n, whom, reading, last)) = model.asked.iter().rev().nth(which).copied() else {
            return Ok(None);
        };
        let (app, token) = (self.world.app.clone(), self.token(model).await);
        let stands = async || -> Result<Word, String> {
            let read = talk::read(&app, &token).await.map_err(|e| e.to_string())?;
            let (read, _) = read.ok_or("the reporter cannot read")?;
            Ok(read.proposal(n).map(|p| read.word_on(&p.what, app.clock.today()).0).expect("a proposal"))
        };
        let before = stands().await?;
        let holds = self.holders(model).await?.contains(&whom);
        assert_eq!(wish::answer(&app, &token, n, yes).await, Ok(true));
        let after = stands().await?;
        if yes && before != Word::Yes && after == Word::Yes {
            self.saw("yes");
            model.accept(whom, last, reading, app.clock.today());
        }
        if !yes && before == Word::Yes && after == Word::TakenBack {
            self.saw("no");
            // Where they came to read by another word since, and the first is spent, they stay.
            if !holds || !self.holders(model).await?.contains(&whom) {
                model.accepted.remove(&whom);
                model.gone.insert(whom);
                return Ok(holds.then_some(whom));
            }
        }
        Ok(None)
    }

    /// The case as an account's newest keys see it.
    async fn view(&self, model: &Model, by: usize) -> Result<Option<(view::View, StaffKeys)>, String> {
        if self.keys[by].is_empty() {
            return Ok(None);
        }
        let (keys, id) = (self.key(by).clone(), model.case.as_ref().expect("a case").id);
        let view = view::open(&self.world.app, &Self::account(by), &keys, id).await;
        Ok(view.map_err(|e| e.to_string())?.map(|view| (view, keys)))
    }

    async fn work(&mut self, model: &Model, by: usize) -> Result<(), String> {
        let Some((view, keys)) = self.view(model, by).await? else { return Ok(()) };
        let (app, id, seen) = (&self.world.app, view.case.row.id, view.read.card_version);
        let text = format!("Answer {seen} of {by}.");
        let act = Act::Answer(text, app.clock.today().plus(7), false);
        let done =
            case::act(app, &Self::account(by), &keys, id, seen, act).await.map_err(|e| e.to_string())?;
        let only = model.accepted.get(&by).is_some_and(|(_, reading)| *reading);
        match done {
            Done::Yes if only && !CAST[by].2 => Err("who was let in to read only has written".to_owned()),
            Done::Yes | Done::ReadsOnly => Ok(()),
            other => Err(format!("{other:?}")),
        }
    }

    async fn leave(
        &mut self,
        model: &mut Model,
        by: usize,
        how: Leave,
        whom: usize,
    ) -> Result<Option<usize>, String> {
        if self.keys[by].is_empty() || !self.holders(model).await?.contains(&whom) {
            return Ok(None);
        }
        let (app, id) = (self.world.app.clone(), model.case.as_ref().expect("a case").id);
        let gone = sharing::leave(&app, &Self::account(by), self.key(by), id, how).await;
        match gone.map_err(|e| e.to_string())? {
            Gone::Yes => {
                self.saw("left");
                model.accepted.remove(&whom);
                model.gone.insert(whom);
                // At once, for every pair of keys and every page.
                let pages = self.view(model, whom).await?;
                if pages.is_some() {
                    return Err("the case is still on the desk".to_owned());
                }
                Ok(Some(whom))
            }
            Gone::Nobody => {
                self.saw("nobody left");
                Ok(None)
            }
            Gone::NotTheirs | Gone::ReadsOnly | Gone::Before => Ok(None),
        }
    }

    /// What a ceremony would give back to an account as it stands.
    async fn recover(&mut self, model: &Model, n: usize, id: CaseId) -> Result<(), String> {
        if !self.standing.contains(&n) {
            return Ok(());
        }
        let app = &self.world.app;
        let mut tx = app.store.read().await.expect("a transaction");
        let roster = app.roster(&mut tx).await.expect("a roster");
        let newest = tx.case(id).await.expect("a row").expect("a case").epoch;
        let mut entries = Vec::new();
        for epoch in 0..=newest {
            let tag = grants::tag(&app.keys, Holder::Recovery, id, epoch);
            let grant = tx.grants_tagged(&[tag]).await.expect("grants").remove(0);
            let record = tx.epoch(id, epoch).await.expect("a row").expect("an epoch");
            let (record, grant) = (BASE64.encode(&record.sealed), BASE64.encode(&grant.sealed));
            entries.push(Sealed { case: id, epoch, record, grant });
        }
        drop(tx);
        let regrant = Regrant {
            adviser: roster.known(Self::id(n)).expect("standing"),
            with: self.world.recovery(),
            to_recovery: &self.world.recovery().recipient(),
        };
        let outcome = regrant.run(&entries).expect("sealed");
        if !outcome.damage.is_empty() {
            return Err("recovery does not open every epoch".to_owned());
        }
        let identity = self.key(n).identity();
        let opened = outcome.grants.iter().filter(|g| g.holder == For::Staff).filter(|g| {
            let sealed = BASE64.decode(g.sealed.as_bytes()).expect("base64");
            balss::crypto::envelope::open(&identity, &sealed).is_ok()
        });
        if opened.count() > 0 {
            self.saw("recovered");
            if !model.accepted.contains_key(&n) || model.excluded.contains(&CAST[n].0) {
                return Err("recovery gives it back to somebody who may not read it".to_owned());
            }
        }
        Ok(())
    }

    /// Who holds it by its newest record, which the reporter opens.
    async fn holders(&self, model: &Model) -> Result<BTreeSet<usize>, String> {
        let case = model.case.as_ref().expect("a case");
        let (opened, read) = self
            .world
            .read(Opener::Reporter(&case.receipt), case.id)
            .await
            .map_err(|e| e.to_string())?
            .ok_or("the reporter cannot open it")?;
        if read.damaged > 0 {
            return Err(format!("{} records damaged", read.damaged));
        }
        Ok(opened.body.holders.iter().map(|(staff, _)| usize::from(staff.0[0]) - 1).collect())
    }

    async fn check(&mut self, model: &mut Model, left: Option<usize>) -> Result<(), String> {
        let holders = self.holders(model).await?;
        let (app, id) = (self.world.app.clone(), model.case.as_ref().expect("a case").id);
        let today = app.clock.today();
        let row = app.store.read().await.expect("a transaction").case(id).await;
        let epoch = row.expect("a row").expect("a case").epoch;
        let in_time = |until: Option<Day>| until.is_none_or(|last| last >= today);
        if epoch > model.epoch {
            model.epoch = epoch;
            // Nobody who may read is lost unasked.
            for (n, (until, _)) in &model.accepted {
                if self.standing.contains(n) && in_time(*until) && !holders.contains(n) && Some(*n) != left {
                    return Err(format!("{n} was lost"));
                }
            }
            // Who dropped out comes back by a new word only.
            model.accepted.retain(|n, _| holders.contains(n));
            let works = |n: &usize| model.accepted.get(n).is_some_and(|(_, reading)| !reading);
            let alone = !holders.iter().any(works);
            for n in &holders {
                let (_, institution, outside) = CAST[*n];
                let known = model.accepted.contains_key(n);
                if alone && outside && institution != "nbs" && !model.gone.contains(n) {
                    if !known || !works(n) {
                        *self.seen.entry("outside").or_default() += 1;
                    }
                    model.by_rule.insert(*n);
                } else if !known {
                    return Err(format!("{n} was granted it by nobody's word"));
                }
            }
            for n in std::mem::take(&mut model.by_rule) {
                model.accepted.insert(n, (None, false));
            }
        }
        for (n, (person, institution, _)) in CAST.into_iter().enumerate() {
            for keys in &self.keys[n] {
                let mut tx = app.store.read().await.expect("a transaction");
                let who = Opener::Staff(Self::id(n), keys);
                let found = access::open(&mut tx, &app.keys, who, id).await;
                let Some(opened) = found.map_err(|e| e.to_string())? else { continue };
                drop(tx);
                if model.excluded.contains(&person) {
                    return Err(format!("{n} is excluded and opens it"));
                }
                if model.someone_else && institution == "nbs" {
                    return Err(format!(
                        "{n} is of the institution in which somebody is left out, and opens it"
                    ));
                }
                let Some((until, reading)) = model.accepted.get(&n) else {
                    return Err(format!("{n} opens it by nobody's word"));
                };
                if opened.body.reads_only(Self::id(n)) != *reading {
                    return Err(format!("{n} reads only: {}", !reading));
                }
                if self.standing.contains(&n) && in_time(*until) {
                    continue;
                }
                let page = view::again(&app, &Self::account(n), keys, id).await.map_err(|e| e.to_string())?;
                if page.is_some() {
                    return Err(format!("{n} is shown it after the last day, or unvouched for"));
                }
            }
        }
        Ok(())
    }
}

impl Model {
    /// The reporter said yes: an earlier reading goes on for the longer time and with the wider access.
    fn accept(&mut self, n: usize, until: Option<Day>, reading: bool, today: Day) {
        self.gone.remove(&n);
        let before = self.accepted.get(&n).copied();
        let before = before.filter(|(known, _)| known.is_none_or(|last| last >= today));
        let now = match before {
            Some((known, only)) => {
                (known.and(until).map(|last| known.map_or(last, |k| k.max(last))), only && reading)
            }
            None => (until, reading),
        };
        self.accepted.insert(n, now);
    }
}
