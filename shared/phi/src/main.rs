//! `phi scan`, `phi redact`: the firewall on the command line.

#![expect(
    clippy::print_stderr,
    reason = "a command answers on standard output and says what is wrong on standard error"
)]
#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: phi scan [--explain] < notes.jsonl > findings.jsonl\n       phi redact < note.txt > clean.txt\n\n\
scan     reads lines {\"id\",\"text\"}, writes lines {\"id\",\"findings\":[{\"start\",\"end\",\"category\",\"action\"}]};\n         \
offsets count Unicode code points\n\
--explain  adds the rule and how to say it otherwise to each finding\n\
redact   replaces what identifies by words such as [date removed]";

/// Bytes that are read and written at a time.
const BUFFER: usize = 64 * 1024;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["scan"] => scan_lines(Detail::Brief),
        ["scan", "--explain"] | ["--explain", "scan"] => scan_lines(Detail::Explained),
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
struct Line<'l> {
    #[serde(borrow)]
    id: &'l serde_json::value::RawValue,
    #[serde(borrow)]
    text: Cow<'l, str>,
}

#[derive(serde::Serialize)]
struct Answer<'l> {
    id: &'l serde_json::value::RawValue,
    findings: Vec<Shown>,
}

#[derive(serde::Serialize)]
struct Shown {
    start: usize,
    end: usize,
    category: &'static str,
    action: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'static str>,
}

/// Whether each finding is shown with its rule and hint.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    Brief,
    Explained,
}

fn scan_lines(detail: Detail) -> io::Result<()> {
    let mut notes = BufReader::with_capacity(BUFFER, io::stdin().lock());
    let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let (mut line, mut number) = (String::new(), 0);
    while notes.read_line(&mut line)? > 0 {
        number += 1;
        if !line.trim().is_empty() {
            scan_line(&line, number, detail, &mut out)?;
        }
        line.clear();
    }
    out.flush()
}

fn scan_line(line: &str, number: usize, detail: Detail, out: &mut impl Write) -> io::Result<()> {
    // The parser's own message may quote the line, and with it an identifier.
    let note: Line<'_> = serde_json::from_str(line).map_err(|_| malformed(number))?;
    let findings = phi::scan(&note.text).map_err(io::Error::other)?;
    let places = phi::offsets::code_points(&note.text, &findings).map_err(io::Error::other)?;
    let findings =
        findings.iter().zip(places).map(|(finding, place)| show(finding, place, detail)).collect();
    serde_json::to_writer(&mut *out, &Answer { id: note.id, findings })?;
    out.write_all(b"\n")
}

fn malformed(number: usize) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("line {number} is not an object with id and text"),
    )
}

fn show(finding: &phi::Finding, (start, end): (usize, usize), detail: Detail) -> Shown {
    let explained = detail == Detail::Explained;
    Shown {
        start,
        end,
        category: finding.category.code(),
        action: finding.action.code(),
        rule: explained.then_some(finding.rule),
        hint: explained.then_some(finding.category.hint()),
    }
}

fn redact_all() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    let clean = phi::redact(&text).map_err(io::Error::other)?;
    io::stdout().lock().write_all(clean.as_bytes())
}
