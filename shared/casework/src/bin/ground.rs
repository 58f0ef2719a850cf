//! `ground`: holds sentences against a case. JSON lines in, JSON lines out.
//!
//! In: `{"id", "case": <Case>, "sources": [], "sentences": [{"text", "evidence": ["F1"]?}]}`.
//! Out: `{"id", "sentences": [{"flags": [{"kind", "start", "end", "text"}]}]}`, or `{"id", "error", "fields"}` for a case
//! that intake would refuse. A sentence without evidence is held against all facts. Nothing is kept.

use casework::brief::Brief;
use casework::case::{CaseContext, CaseForm, form_of};
use casework::document::Flag;
use casework::evidence::{EvidenceId, Source};
use casework::kind::Kind;
use clinical::refusal::Refusal;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

#[derive(Deserialize)]
struct Input {
    id: serde_json::Value,
    case: serde_json::Value,
    #[serde(default)]
    sources: Vec<SourceForm>,
    sentences: Vec<SentenceForm>,
}

/// A source as typed: nothing is needed, and a day is enough of a time.
#[derive(Deserialize)]
struct SourceForm {
    id: Option<EvidenceId>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    publisher: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    retrieved_at: String,
    #[serde(default)]
    quote: String,
}

#[derive(Deserialize)]
struct SentenceForm {
    text: String,
    #[serde(default)]
    evidence: Vec<String>,
}

#[derive(Serialize)]
struct Output {
    id: serde_json::Value,
    sentences: Vec<Held>,
}

#[derive(Serialize)]
struct Held {
    flags: Vec<Flag>,
}

#[derive(Serialize)]
struct Refused {
    id: serde_json::Value,
    error: &'static str,
    fields: Vec<String>,
}

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut whole = true;
    for line in io::stdin().lock().lines() {
        let Ok(line) = line else { return ExitCode::FAILURE };
        if line.trim().is_empty() {
            continue;
        }
        let answer = match serde_json::from_str(&line) {
            Ok(input) => answer(input),
            Err(_) => Err(refused(
                serde_json::Value::Null,
                "the line is not a case with sentences",
                Vec::new(),
            )),
        };
        whole &= answer.is_ok();
        let written = match &answer {
            Ok(output) => serde_json::to_writer(&mut out, output),
            Err(refused) => serde_json::to_writer(&mut out, refused),
        };
        if written.is_err() || out.write_all(b"\n").is_err() {
            return ExitCode::FAILURE;
        }
    }
    if whole && out.flush().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn answer(input: Input) -> Result<Output, Refused> {
    let id = input.id;
    let context = context(input.case).map_err(|refusals| {
        let fields = refusals.into_iter().map(|refusal| refusal.pointer).collect();
        refused(id.clone(), "intake refuses the case", fields)
    })?;
    let sources = (1..).zip(input.sources).map(|(number, form)| source(number, form)).collect();
    let brief = Brief::new(Kind::LetterOfMedicalNecessity, &context, sources);
    let sentences =
        input.sentences.iter().map(|sentence| Held { flags: held(&brief, sentence) }).collect();
    Ok(Output { id, sentences })
}

/// The case as intake reads it. The caller holds it already; what the firewall only suspects must not keep it from being
/// checked.
fn context(case: serde_json::Value) -> Result<CaseContext, Vec<Refusal>> {
    let form = CaseForm { acknowledge_warnings: true, ..form_of(case)? };
    CaseContext::try_from(form)
}

fn held(brief: &Brief, sentence: &SentenceForm) -> Vec<Flag> {
    let evidence: Vec<EvidenceId> = sentence
        .evidence
        .iter()
        .filter_map(|marker| EvidenceId::parse(marker).ok())
        .filter(|id| brief.knows(*id))
        .collect();
    let evidence = (!evidence.is_empty()).then_some(evidence.as_slice());
    casework::grounding::flags(brief, &sentence.text, evidence)
}

fn source(number: u32, form: SourceForm) -> Source {
    Source {
        id: form.id.unwrap_or(EvidenceId::Source(number)),
        title: form.title,
        publisher: form.publisher,
        url: form.url,
        retrieved_at: time(&form.retrieved_at),
        quote: form.quote,
    }
}

/// A moment, or the beginning of a day; what is neither is of no time.
fn time(text: &str) -> Timestamp {
    let of_day = || format!("{text}T00:00:00Z").parse();
    text.parse().or_else(|_| of_day()).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn refused(id: serde_json::Value, error: &'static str, fields: Vec<String>) -> Refused {
    Refused { id, error, fields }
}
