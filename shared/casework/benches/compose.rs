//! How long the composer takes for a letter: every case of `tests/cases/` as every kind that it can be. Prints JSON.
//! `cargo bench -p casework --bench compose`

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use casework::brief::Brief;
use casework::case::{CaseContext, CaseForm};
use casework::compose::compose;
use casework::kind::Kind;
use serde_json::json;

/// Times that each letter is written; the fastest one counts, since the work is always the same and the rest is the machine.
const ROUNDS: usize = 5;
/// What DESIGN allows for one letter.
const LIMIT_MS: f64 = 20.0;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut times: Vec<(f64, String)> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let form: CaseForm = serde_json::from_str(&fs::read_to_string(&path)?)?;
        let context = CaseContext::try_from(form).map_err(|_| "a case is refused")?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for kind in Kind::ALL {
            let brief = Brief::new(kind, &context, Vec::new());
            if brief.refusals().is_empty() {
                times.push((letter(&brief), format!("{name} as {}", kind.code())));
            }
        }
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0.0, |time| time.0);
    let slowest = times.last().cloned().unwrap_or_default();
    let report = json!({
        "bench": "compose", "letters": times.len(), "limit_ms": LIMIT_MS,
        "median_ms": at(50), "p95_ms": at(95), "slowest_ms": slowest.0, "slowest": slowest.1,
        "passed": slowest.0 <= LIMIT_MS
    });
    #[expect(clippy::print_stdout, reason = "the report is what the program is for")]
    {
        println!("{report}");
    }
    Ok(())
}

/// The fastest time of a letter, in milliseconds.
fn letter(brief: &Brief) -> f64 {
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        let written = compose(brief);
        let took = start.elapsed();
        assert!(!written.is_empty(), "nothing was written");
        took
    });
    times.min().map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}
