//! How long answers take: for a case that leaves the adviser out and for one that never was; for the list where such
//! reports stand, beside one where none was filed; for the first list after one came.

use std::time::{Duration, Instant};

use super::{House, WAYS};
use crate::support::adviser::Adviser;
use crate::support::http::Body;
use crate::support::shelf::Engine;

/// Answers of each kind.
const SAMPLES: usize = 300;
/// Medians of answers that tell nothing are nearer than this to each other. A machine that does other things as well moves
/// medians further than this, but then neither kind is longer as a rule: both must be seen, twice.
const NEAR: std::ops::Range<f64> = 0.87..1.15;
const RULE: f64 = 6.0;

pub fn no_longer(engine: Engine) {
    let (busy, quiet) = (House::new(engine), House::new(engine));
    let mut at = [&busy, &quiet].map(|house| Adviser::sign_in_anew(&house.demo, &house.who));
    let before: Vec<_> = busy.cases().into_iter().map(|(_, id)| id).collect();
    for adviser in &mut at {
        adviser.inbox();
    }
    for way in WAYS {
        busy.leave_out(way);
        time(&mut at[0], "/console");
    }
    let left_out =
        busy.cases().into_iter().map(|(_, id)| id).find(|id| !before.contains(id)).expect("a case");
    let there = format!("/console/cases/{left_out}");
    let nowhere = format!("/console/cases/{}", "5a".repeat(16));
    near(engine, "a case that leaves out, one that never was", || {
        alternately(|kind| time(&mut at[0], if kind == 0 { &there } else { &nowhere }))
    });
    near(engine, "the list with such reports, without", || {
        alternately(|kind| time(&mut at[kind], "/console"))
    });
    // The list that is asked for first after a report came, and the one after it, each when the server is at rest.
    near(engine, "the first list after such a report, the next", || {
        let mut times = [Vec::new(), Vec::new()];
        for n in 0..30 {
            busy.leave_out(WAYS[n % 3]);
            for of in &mut times {
                std::thread::sleep(Duration::from_millis(100));
                of.push(time(&mut at[0], "/console"));
            }
        }
        times
    });
}

fn time(adviser: &mut Adviser, path: &str) -> Duration {
    let begun = Instant::now();
    let answer = adviser.client.request("GET", path, &[], &Body::Nothing).expect("an answer");
    let took = begun.elapsed();
    assert!([200, 404].contains(&answer.status), "{path}: {}", answer.status);
    took
}

/// Both kinds in turn, each first as often as second.
fn alternately(mut one: impl FnMut(usize) -> Duration) -> [Vec<Duration>; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for n in 0..SAMPLES {
        for kind in [n % 2, 1 - n % 2] {
            times[kind].push(one(kind));
        }
    }
    times
}

/// Fails where the times are apart twice: once may be the machine.
fn near(engine: Engine, what: &str, mut sample: impl FnMut() -> [Vec<Duration>; 2]) {
    for last in [false, true] {
        let told = Told::of(&sample());
        println!("  {engine}: {what}: {told}");
        if NEAR.contains(&told.ratio) || told.z.abs() < RULE {
            return;
        }
        assert!(!last, "{what}: {told}");
    }
}

struct Told {
    medians: [Duration; 2],
    ratio: f64,
    z: f64,
}

impl Told {
    fn of(times: &[Vec<Duration>; 2]) -> Self {
        let medians = times.clone().map(|mut of| {
            of.sort_unstable();
            of[of.len() / 2]
        });
        Self { medians, ratio: medians[0].as_secs_f64() / medians[1].as_secs_f64(), z: rank_sum(times) }
    }
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [one, other] = self.medians.map(|m| m.as_secs_f64() * 1000.0);
        write!(f, "medians {one:.3} ms, {other:.3} ms, ratio {:.3}, rank sum z = {:+.2}", self.ratio, self.z)
    }
}

/// The rank sum test of Wilcoxon, Mann and Whitney as a standard normal deviate: positive where the first are longer.
#[expect(clippy::cast_precision_loss, reason = "some hundred values")]
fn rank_sum([first, second]: &[Vec<Duration>; 2]) -> f64 {
    let pairs = first.iter().flat_map(|a| second.iter().map(move |b| (a, b)));
    let u: f64 =
        pairs.map(|(a, b)| f64::midpoint(f64::from(u8::from(a > b)), f64::from(u8::from(a >= b)))).sum();
    let (n, m) = (first.len() as f64, second.len() as f64);
    (u - n * m / 2.0) / (n * m * (n + m + 1.0) / 12.0).sqrt()
}
