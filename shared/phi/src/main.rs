//! `phi scan`, `phi redact`: the firewall on the command line.

#![expect(
    clippy::print_stderr,
    reason = "a command answers on standard output and says what is wrong on standard error"
)]
#![forbid(unsafe_code)]

use std::io::{self, BufRead, BufWriter, Read, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: phi scan [--explain] < notes.jsonl > findings.jsonl\n       phi redact < note.txt > clean.txt\n\n\
scan     reads lines {\"id\",\"text\"}, writes lines {\"id\",\"findings\":[{\"start\",\"end\",\"category\",\"action\"}]};\n         \
offsets count Unicode code points\n\
--explain  adds the rule and how to say it otherwise to each finding\n\
redact   replaces what identifies by words such as [date removed]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["scan"] => scan_lines(brief),
        ["scan", "--explain"] | ["--explain", "scan"] => scan_lines(explained),
        ["redact"] => redact_all(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("phi: {error}");
            ExitCode::FAILURE
        }
    }
}

#[derive(serde::Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
}

fn scan_lines(show: fn(&phi::Finding, (usize, usize)) -> serde_json::Value) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let note: Line = serde_json::from_str(&line)?;
        let findings = phi::scan(&note.text).map_err(io::Error::other)?;
        let places = phi::offsets::code_points(&note.text, &findings).map_err(io::Error::other)?;
        let shown: Vec<_> =
            findings.iter().zip(places).map(|(finding, place)| show(finding, place)).collect();
        serde_json::to_writer(&mut out, &serde_json::json!({ "id": note.id, "findings": shown }))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn brief(finding: &phi::Finding, (start, end): (usize, usize)) -> serde_json::Value {
    serde_json::json!({ "start": start, "end": end, "category": finding.category.code(), "action": finding.action.code() })
}

fn explained(finding: &phi::Finding, place: (usize, usize)) -> serde_json::Value {
    let mut shown = brief(finding, place);
    if let Some(fields) = shown.as_object_mut() {
        fields.insert("rule".to_owned(), finding.rule.into());
        fields.insert("hint".to_owned(), finding.category.hint().into());
    }
    shown
}

fn redact_all() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    let clean = phi::redact(&text).map_err(io::Error::other)?;
    io::stdout().lock().write_all(clean.as_bytes())
}
