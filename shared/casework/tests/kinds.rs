//! Each document kind has a golden case: the letter that the composer writes for it, sentence by sentence.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use casework::brief::Brief;
use casework::case::{CaseContext, CaseForm};
use casework::compose::compose;
use casework::document::{Block, Sentence};
use casework::draft::blocks;
use casework::kind::{Kind, Part};
use serde::Deserialize;
use std::fs;
use std::path::Path;

#[path = "kinds/cases.rs"]
mod cases;
#[path = "kinds/every.rs"]
mod every;
#[path = "kinds/ladder.rs"]
mod ladder;
#[path = "kinds/portal.rs"]
mod portal;
#[path = "kinds/trouble.rs"]
mod trouble;

#[derive(Deserialize)]
struct Golden {
    case: Place,
    letter: Vec<String>,
}

/// A case of its own, or the name of one of the cases that everybody can try.
#[derive(Deserialize)]
#[serde(untagged)]
enum Place {
    Named(String),
    Own(Box<CaseForm>),
}

fn golden(kind: Kind) -> (Brief, Vec<String>, bool) {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/kinds/{}.json", kind.code()));
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{kind:?} has no golden case"));
    let golden: Golden = serde_json::from_str(&text).unwrap();
    let (context, own) = match golden.case {
        Place::Named(name) => (cases::context(&name), false),
        Place::Own(form) => (CaseContext::try_from(*form).unwrap(), true),
    };
    (Brief::new(kind, &context, Vec::new()), golden.letter, own)
}

fn written(sentence: &Sentence) -> String {
    let evidence: Vec<String> = sentence.evidence.iter().map(ToString::to_string).collect();
    format!("{} [{}]", sentence.text, evidence.join(","))
}

fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } => lines.push(format!("## {text}")),
            Block::Paragraph { sentences } => lines.extend(sentences.iter().map(written)),
            Block::List { items, .. } => {
                for (place, item) in items.iter().enumerate() {
                    for (nth, sentence) in item.sentences.iter().enumerate() {
                        let mark =
                            if nth == 0 { format!("{}.", place + 1) } else { "  ".to_owned() };
                        lines.push(format!("{mark} {}", written(sentence)));
                    }
                }
            }
            Block::Table { header, rows, .. } => {
                lines.push(format!("| {} |", header.join(" | ")));
                for row in rows {
                    let evidence: Vec<String> =
                        row.evidence.iter().map(ToString::to_string).collect();
                    lines.push(format!("| {} | [{}]", row.cells.join(" | "), evidence.join(",")));
                }
            }
            Block::Signature { lines: signed } => lines.push(format!("-- {}", signed.join(" / "))),
        }
    }
    lines
}

/// The letter without the section that answers the criteria: how a policy is read has its own tests.
fn without_criteria(kind: Kind, lines: Vec<String>) -> Vec<String> {
    let heading = kind.spec().section(Part::Criteria).and_then(|section| section.heading);
    let heading = heading.map(|heading| format!("## {heading}"));
    let mut within = false;
    let outside = |line: &String| {
        if line.starts_with("## ") {
            within = Some(line) == heading.as_ref();
        }
        !within
    };
    lines.into_iter().filter(outside).collect()
}

#[test]
fn the_composer_writes_the_golden_letter_of_each_kind() {
    let mut differ = Vec::new();
    for kind in Kind::ALL {
        let (brief, letter, own) = golden(kind);
        let mut written = lines(&blocks(&compose(&brief)));
        if !own {
            written = without_criteria(kind, written);
        }
        if written != letter {
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.json", kind.code()));
            fs::write(&path, serde_json::to_string_pretty(&written).unwrap()).unwrap();
            differ.push(path);
        }
    }
    assert!(differ.is_empty(), "these letters differ from their golden ones: {differ:?}");
}

#[test]
fn every_sentence_and_row_of_the_composer_has_evidence_and_no_flag() {
    for kind in Kind::ALL {
        let (brief, ..) = golden(kind);
        for block in blocks(&compose(&brief)) {
            for sentence in block.sentences() {
                let doubts: Vec<&str> =
                    sentence.flags.iter().map(|flag| flag.text.as_str()).collect();
                assert!(doubts.is_empty(), "{kind:?}: {} {doubts:?}", sentence.text);
                assert!(!sentence.evidence.is_empty(), "{kind:?}: {}", sentence.text);
                assert!(
                    sentence.evidence.iter().all(|id| brief.knows(*id)),
                    "{kind:?}: {}",
                    sentence.text
                );
            }
            if let Block::Table { rows, .. } = block {
                assert!(rows.iter().all(|row| !row.evidence.is_empty()), "{kind:?}");
            }
        }
    }
}
