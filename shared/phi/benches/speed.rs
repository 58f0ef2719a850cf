//! How fast the firewall is, natively, as one JSON object on standard output.
//!
//!     cargo bench -p phi --bench speed            # on the labelled corpora of tests/corpus
//!     cargo bench -p phi --bench speed -- 20      # at least 20 seconds of scanning instead of 5
//!     cargo bench -p phi --bench speed -- --score held_pos held_neg   # these corpora as peer/presidio.py measures them
//!
//! Other programs can only make a scan slower, so each batch of notes counts with its best round, and each note's latency
//! with its best scan; `round` is the best whole round, `every` tells the latencies of all scans, interruptions included.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement stops at any fault")]

use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use serde_json::json;

/// Bytes of the notes whose latency is measured.
const NOTE_BYTES: usize = 1_000;
/// Notes of a batch: about ten kilobytes, half a millisecond.
const BATCH: usize = 100;
/// Starts of the command, of which the middle one counts.
const STARTS: usize = 15;

fn main() {
    // Cargo adds `--bench` to the arguments.
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    if let Some((mode, corpora)) = arguments.split_first()
        && mode == "--score"
    {
        println!("{}", score(corpora));
        return;
    }
    let seconds = arguments.first().and_then(|argument| argument.parse().ok()).unwrap_or(5.0);
    let budget = Duration::from_secs_f64(seconds);
    let notes = notes();
    let bytes = notes.iter().map(String::len).sum();
    let Rounds { count, best, whole } = rounds(&notes, budget);
    let (own, every) = latencies(&one_kilobyte(&notes), budget);
    println!(
        "{}",
        json!({
            "notes": notes.len(),
            "bytes": bytes,
            "rounds": count,
            "megabytes_per_second": megabytes(bytes) / best.as_secs_f64(),
            "round_megabytes_per_second": megabytes(bytes) / whole.as_secs_f64(),
            "note_p50_us": micros(percentile(&own, 0.5)),
            "note_p99_us": micros(percentile(&own, 0.99)),
            "every_p50_us": micros(percentile(&every, 0.5)),
            "every_p99_us": micros(percentile(&every, 0.99)),
            "start_us": micros(start()),
        })
    );
}

/// The texts of the labelled corpora.
fn notes() -> Vec<String> {
    let corpora = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let files = fs::read_dir(corpora).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|e| e == "jsonl")).collect();
    files.sort();
    let lines = files.iter().map(|path| fs::read_to_string(path).unwrap());
    lines.flat_map(|text| text.lines().map(text_of).collect::<Vec<_>>()).collect()
}

fn text_of(line: &str) -> String {
    let note: serde_json::Value = serde_json::from_str(line).unwrap();
    note.get("text").unwrap().as_str().unwrap().to_owned()
}

/// What a peer's program measures too: spans touched by a finding, negatives with a block, and speed, note by note.
#[derive(Default)]
struct Score {
    spans: u32,
    found: u32,
    negatives: u32,
    blocked: u32,
    bytes: usize,
    taken: Vec<Duration>,
}

impl Score {
    fn add(&mut self, note: &serde_json::Value) {
        let text = note.get("text").unwrap().as_str().unwrap();
        let begun = Instant::now();
        let findings = phi::scan(text).unwrap();
        self.taken.push(begun.elapsed());
        self.bytes += text.len();
        let places = phi::offsets::code_points(text, &findings).unwrap();
        for span in note.get("spans").unwrap().as_array().unwrap() {
            let at = |key: &str| usize::try_from(span.get(key).unwrap().as_u64().unwrap()).unwrap();
            let gated = span.get("gate").unwrap() != "neutral";
            let touched = places.iter().any(|(a, b)| *a < at("end") && *b > at("start"));
            self.spans += u32::from(gated);
            self.found += u32::from(gated && touched);
        }
        if note.get("kind").unwrap() == "negative" {
            self.negatives += 1;
            self.blocked += u32::from(findings.iter().any(|f| f.action == phi::Action::Block));
        }
    }
}

fn score(corpora: &[String]) -> serde_json::Value {
    let mut score = Score::default();
    for name in corpora {
        let path = format!("{}/tests/corpus/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
        for line in fs::read_to_string(path).unwrap().lines() {
            score.add(&serde_json::from_str(line).unwrap());
        }
    }
    score.taken.sort_unstable();
    let total: Duration = score.taken.iter().sum();
    json!({
        "notes": score.taken.len(),
        "spans": score.spans,
        "recall": f64::from(score.found) / f64::from(score.spans.max(1)),
        "negatives": score.negatives,
        "false_blocks": f64::from(score.blocked) / f64::from(score.negatives.max(1)),
        "megabytes_per_second": megabytes(score.bytes) / total.as_secs_f64(),
        "note_p50_us": micros(percentile(&score.taken, 0.5)),
        "note_p99_us": micros(percentile(&score.taken, 0.99)),
        "start_us": micros(start()),
    })
}

/// Rounds over all notes.
struct Rounds {
    count: u32,
    /// The best round of each batch, together.
    best: Duration,
    /// The best whole round.
    whole: Duration,
}

fn rounds(notes: &[String], budget: Duration) -> Rounds {
    let mut batches = vec![Duration::MAX; notes.len().div_ceil(BATCH)];
    let (mut spent, mut count, mut whole) = (Duration::ZERO, 0, Duration::MAX);
    while spent < budget || count < 3 {
        let mut round = Duration::ZERO;
        for (batch, best) in notes.chunks(BATCH).zip(&mut batches) {
            let begun = Instant::now();
            for note in batch {
                black_box(phi::scan(black_box(note)).unwrap());
            }
            let taken = begun.elapsed();
            *best = taken.min(*best);
            round += taken;
        }
        (spent, count, whole) = (spent + round, count + 1, whole.min(round));
    }
    Rounds { count, best: batches.iter().sum(), whole }
}

/// Neighbouring notes put together until each is a kilobyte long.
fn one_kilobyte(notes: &[String]) -> Vec<String> {
    let mut long = vec![String::new()];
    for note in notes {
        let last = long.last_mut().unwrap();
        last.push_str(note);
        last.push('\n');
        if last.len() >= NOTE_BYTES {
            last.truncate(last.floor_char_boundary(NOTE_BYTES));
            long.push(String::new());
        }
    }
    long.pop();
    long
}

/// The best scan of each note, and every scan; both sorted.
fn latencies(notes: &[String], budget: Duration) -> (Vec<Duration>, Vec<Duration>) {
    let (mut own, mut every) = (vec![Duration::MAX; notes.len()], Vec::new());
    let begun = Instant::now();
    while begun.elapsed() < budget || every.len() < notes.len() * 3 {
        for (note, best) in notes.iter().zip(&mut own) {
            let begun = Instant::now();
            black_box(phi::scan(black_box(note)).unwrap());
            let taken = begun.elapsed();
            *best = taken.min(*best);
            every.push(taken);
        }
    }
    own.sort_unstable();
    every.sort_unstable();
    (own, every)
}

/// From the start of a new process to its first answer.
fn start() -> Duration {
    let once = || {
        let begun = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_phi"));
        let mut child =
            command.arg("scan").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(b"{\"id\":1,\"text\":\"Seen on 01/02/2024.\"}\n")
            .unwrap();
        assert!(child.wait().unwrap().success(), "the command must answer");
        begun.elapsed()
    };
    let mut taken: Vec<Duration> = (0..STARTS).map(|_| once()).collect();
    taken.sort_unstable();
    percentile(&taken, 0.5)
}

fn percentile(sorted: &[Duration], share: f64) -> Duration {
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "an index of a few million is exact as a float"
    )]
    let index = ((sorted.len() - 1) as f64 * share).round() as usize;
    sorted.get(index).copied().unwrap_or_default()
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap()) / 1e6
}
