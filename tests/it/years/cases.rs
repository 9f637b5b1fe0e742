//! Cases that live through two years as chance has it, beside a plain list of what is open in each: whatever falls due
//! comes up on its day, stays up until somebody sees to it, and does not come again.

use std::collections::BTreeSet;

use balss::domain::case::Status;
use balss::domain::day::Day;
use balss::domain::deadline::check_ins;
use balss::features::console::case::{self, Act, Done};
use balss::features::console::keeping::{self, Said};
use balss::vault::desk::{self, open_tasks};
use balss::vault::visit::Draft;

use super::DAYS;
use crate::keeping::rules::account;
use crate::readers::say;
use crate::support::deposit;
use crate::support::shelf::{Engine, Shelf, run};
use crate::tamper::world::{Case, World};

/// What can be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Answer,
    Promise,
    CheckIn,
    Task,
    Kept,
}

/// One case as a colleague with a paper calendar would keep it.
struct Paper {
    case: usize,
    status: Status,
    open: Vec<(Day, Kind)>,
    /// What came up so far.
    came: BTreeSet<(Day, Kind)>,
    /// What was done, to be told where the two differ.
    done: Vec<String>,
}

impl Paper {
    fn due(&self) -> Day {
        self.open.iter().map(|(day, _)| *day).min().unwrap_or(Day(i64::MAX))
    }

    fn drop(&mut self, kinds: &[Kind]) {
        self.open.retain(|(_, kind)| !kinds.contains(kind));
    }

    fn looked(&mut self, today: Day) {
        self.open.retain(|(day, kind)| *kind != Kind::CheckIn || *day > today);
    }

    /// Notes what comes up today; it must never have come before.
    fn comes(&mut self, today: Day) {
        let due: BTreeSet<_> = self.open.iter().filter(|(day, _)| *day == today).copied().collect();
        for one in due {
            assert!(self.came.insert(one), "case {}: {one:?} came before", self.case);
        }
    }
}

/// Chance that is the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).expect("31 bits") % n
    }

    fn once_in(&mut self, n: i64) -> bool {
        self.below(n) == 0
    }
}

fn name(act: &Act) -> String {
    match act {
        Act::Answer(_, next, _) => format!("answer until {next:?}"),
        Act::Status(to) => format!("to {to:?}"),
        Act::Close(_) => "close".to_owned(),
        Act::Propose(_) => "ask".to_owned(),
        Act::Desk(acts) => format!("{acts:?}"),
        Act::Confirm(_) | Act::Override(..) | Act::Export(_) => "no act of these years".to_owned(),
    }
}

struct House {
    world: World,
    papers: Vec<Paper>,
    dice: Dice,
    today: Day,
    acts: usize,
}

pub fn two_years(engine: Engine) {
    run(async move {
        let world = World::on(Shelf::quick(engine), "[retention]\nremit_days = 365\n").await;
        let first = world.today.plus(1);
        let mut house = House { world, papers: Vec::new(), dice: Dice(7), today: first, acts: 0 };
        for n in 0..DAYS {
            house.today = first.plus(n);
            house.world.app.clock.stand_at(house.today.0 * 86_400 + 9 * 3_600);
            if n % 60 == 0 && house.papers.len() < 8 {
                house.file().await;
            }
            for paper in &mut house.papers {
                paper.comes(house.today);
            }
            house.compare().await;
            for paper in 0..house.papers.len() {
                house.see_to(paper).await;
            }
            house.compare().await;
        }
        let came: Vec<(Day, Kind)> = house.papers.iter().flat_map(|p| p.came.clone()).collect();
        let of = |kind| came.iter().filter(|(_, k)| *k == kind).count();
        println!(
            "  {engine}: {DAYS} days, {} cases, {} acts; came up once each: {} answers, {} promises, {} check-ins, \
             {} tasks, {} ends of keeping",
            house.papers.len(),
            house.acts,
            of(Kind::Answer),
            of(Kind::Promise),
            of(Kind::CheckIn),
            of(Kind::Task),
            of(Kind::Kept)
        );
        for kind in [Kind::Answer, Kind::Promise, Kind::CheckIn, Kind::Task, Kind::Kept] {
            assert!(of(kind) > 0, "{kind:?} never came up");
        }
        assert_eq!(house.world.verified(&house.world.kept).await, Vec::<String>::new());
    });
}

impl House {
    async fn file(&mut self) {
        let draft = Draft::new();
        let receipt = deposit::file(&self.world.app, &draft, &[], &[], self.today).await;
        self.world.cases.push(Case { id: draft.case, receipt, files: Vec::new() });
        let mut open = vec![(self.today.plus(1), Kind::Answer)];
        open.extend(check_ins(self.today).map(|day| (day, Kind::CheckIn)));
        let case = self.world.cases.len() - 1;
        self.papers.push(Paper { case, status: Status::New, open, came: BTreeSet::new(), done: Vec::new() });
    }

    /// The store's plain days are those of the papers.
    async fn compare(&self) {
        let mut tx = self.world.app.store.read().await.expect("a transaction");
        for paper in &self.papers {
            let row = tx.case(self.world.cases[paper.case].id).await.expect("a row").expect("a case");
            let told = || paper.done.iter().rev().take(6).cloned().collect::<Vec<_>>();
            assert_eq!(row.next_due, paper.due(), "{:?}: {:?} after {:?}", self.today, paper.open, told());
        }
    }

    async fn act(&mut self, paper: usize, act: Act) {
        let id = self.world.cases[self.papers[paper].case].id;
        let (staff, keys) = &self.world.advisers[usize::from(self.dice.once_in(2))];
        let (_, read) = self.world.read(self.world.adviser(0), id).await.expect("whole").expect("held");
        self.papers[paper].done.push(format!("{:?} {}", self.today, name(&act)));
        let done = case::act(&self.world.app, &account(*staff), keys, id, read.card_version, act).await;
        assert_eq!(done, Ok(Done::Yes));
        self.acts += 1;
    }

    /// What an adviser and the reporter do about a case on a day.
    async fn see_to(&mut self, n: usize) {
        let today = self.today;
        // Whoever was told that it is closed seldom writes again.
        if self.dice.once_in(if self.papers[n].status == Status::Closed { 400 } else { 50 }) {
            let case = self.papers[n].case;
            say(&self.world, case, &format!("A word of {}.", today.0)).await;
            self.papers[n].done.push(format!("{:?} reporter", self.today));
            self.acts += 1;
            let paper = &mut self.papers[n];
            if paper.status == Status::Closed {
                paper.drop(&[Kind::Kept]);
            }
            paper.status = paper.status.after_reporter_wrote();
            if !paper.open.iter().any(|(_, kind)| *kind == Kind::Answer) {
                paper.open.push((today.plus(1), Kind::Answer));
            }
        }
        if self.dice.once_in(70) {
            let due = today.plus(1 + self.dice.below(40));
            let task =
                desk::Act::Task { text: format!("Task of {}", today.0), who: self.world.advisers[0].0, due };
            self.act(n, Act::Desk(vec![task])).await;
            self.papers[n].open.push((due, Kind::Task));
        }
        // Now and then somebody is late, and what was due stays up.
        if self.papers[n].due() > today || self.dice.once_in(5) {
            return;
        }
        self.tasks_done(n).await;
        match self.papers[n].open.iter().filter(|(day, _)| *day <= today).map(|(_, kind)| *kind).min() {
            None => {}
            Some(Kind::Kept) => self.keep_on(n).await,
            Some(_) if self.dice.once_in(3) && self.papers[n].status.may_become(Status::Closed) => {
                self.act(n, Act::Close("not_our_remit".to_owned())).await;
                let paper = &mut self.papers[n];
                paper.status = Status::Closed;
                paper.drop(&[Kind::Answer, Kind::Promise]);
                paper.looked(today);
                paper.open.push((today.plus(365 + 1), Kind::Kept));
            }
            Some(_) => self.answer(n).await,
        }
        if self.papers[n].status == Status::Closed && self.dice.once_in(6) {
            self.act(n, Act::Status(Status::InProgress)).await;
            let paper = &mut self.papers[n];
            paper.status = Status::InProgress;
            paper.drop(&[Kind::Kept]);
            paper.open.push((today.plus(1), Kind::Answer));
        }
    }

    async fn answer(&mut self, n: usize) {
        let next = self.today.plus(1 + self.dice.below(120));
        self.act(n, Act::Answer(format!("A word of {}", self.today.0), next, false)).await;
        let (today, paper) = (self.today, &mut self.papers[n]);
        if paper.status == Status::New {
            paper.status = Status::Acknowledged;
        }
        paper.drop(&[Kind::Answer, Kind::Promise]);
        paper.looked(today);
        paper.open.push((next, Kind::Promise));
    }

    async fn tasks_done(&mut self, n: usize) {
        let id = self.world.cases[self.papers[n].case].id;
        let (_, read) = self.world.read(self.world.adviser(0), id).await.expect("whole").expect("held");
        let open = open_tasks(&read.entries);
        let over: Vec<_> = open.iter().filter(|(.., due)| *due <= self.today).map(|(id, ..)| *id).collect();
        let done: Vec<_> = over.iter().map(|of| desk::Act::TaskDone { of: (*of).to_owned() }).collect();
        if !done.is_empty() {
            self.act(n, Act::Desk(done)).await;
            let (today, paper) = (self.today, &mut self.papers[n]);
            paper.open.retain(|(day, kind)| *kind != Kind::Task || *day > today);
        }
    }

    /// Its time is over: it is held on for a while, with a reason.
    async fn keep_on(&mut self, n: usize) {
        let id = self.world.cases[self.papers[n].case].id;
        let (staff, keys) = &self.world.advisers[0];
        let (_, read) = self.world.read(self.world.adviser(0), id).await.expect("whole").expect("held");
        let until = self.today.plus(self.dice.below(60));
        let by = (&account(*staff), keys);
        let why = ("proceedings", Some(until), "");
        let held = keeping::hold(&self.world.app, by, id, read.card_version, why).await;
        assert_eq!(held, Ok(Said::Yes));
        self.acts += 1;
        let paper = &mut self.papers[n];
        paper.drop(&[Kind::Kept]);
        paper.open.push((until.plus(1), Kind::Kept));
    }
}
