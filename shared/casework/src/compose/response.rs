//! The response to a treatment: the same measures before and now, then what the clinician wrote of it.

use super::{Piece, Said, clinical, history, phrase, topic};
use crate::brief::Brief;
use crate::document::{Block, Row};
use crate::evidence::EvidenceId;
use crate::fact::{Fact, Outcome, Quantity};
use crate::kind::Part;

/// Words that tell of the time before treatment, and of now.
const BEFORE: &[&str] = &["baseline", "before", "at the start", "initially", "prior to", "from"];
const NOW: &[&str] =
    &["now", "current", "today", "to ", "at present", "most recent", "latest", "after"];

/// Longest words that name a measure, in characters.
const SUBJECT: usize = 40;

/// A measure before treatment and now.
struct Change {
    name: String,
    before: String,
    now: String,
    evidence: Vec<EvidenceId>,
}

/// What the treatment brought, as far as it is documented.
pub(super) fn section(brief: &Brief) -> Vec<Piece> {
    let mut lead: Vec<Said> = Vec::new();
    for (place, row) in brief.context().history().iter().enumerate() {
        if row.outcome() == Outcome::Responding {
            lead.extend(history::told(brief, place, row));
        }
    }
    let facts: Vec<&Fact> = topic::about(brief, Part::Response).collect();
    lead.extend(clinical::told(brief, &facts));
    let mut pieces = clinical::paragraph(lead);
    pieces.extend(table(brief));
    pieces
}

/// Whether a measure is there before treatment and now, or the response in the clinician's words.
pub(super) fn is_documented(brief: &Brief) -> bool {
    !changes(brief).is_empty() || topic::about(brief, Part::Response).next().is_some()
}

fn table(brief: &Brief) -> Option<Piece> {
    let rows: Vec<Row> = changes(brief)
        .into_iter()
        .map(|change| Row {
            cells: vec![change.name, change.before, change.now],
            evidence: change.evidence,
        })
        .collect();
    let header = ["Measure", "Before treatment", "Now"].map(str::to_owned).to_vec();
    let caption = Some("Baseline and current values".to_owned());
    (!rows.is_empty()).then_some(Piece::Table(Block::Table { caption, header, rows }))
}

/// Measures that one sentence gives twice, the earlier value first, or that two sentences give for the two times.
fn changes(brief: &Brief) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut open: Vec<(&Fact, &Quantity)> = Vec::new();
    for fact in topic::clinical(brief) {
        for (at, quantity) in fact.reading.quantities.iter().enumerate() {
            let Some(measure) = quantity.measure else { continue };
            if changes.iter().any(|change| change.name == name(fact, measure)) {
                continue;
            }
            let rest = fact.reading.quantities.get(at + 1..).unwrap_or_default();
            let pair = rest.iter().find(|other| {
                other.unit == quantity.unit && other.measure.is_none_or(|named| named == measure)
            });
            let earlier = open.iter().find(|(_, seen)| seen.measure == Some(measure));
            if let Some(now) = pair.filter(|now| in_order(fact, quantity, now)) {
                changes.push(change((fact, quantity), (fact, now), measure));
            } else if let Some(before) = earlier.filter(|_| says(fact, NOW)) {
                changes.push(change(*before, (fact, quantity), measure));
            } else if says(fact, BEFORE) {
                open.push((fact, quantity));
            }
        }
    }
    changes
}

fn change(before: (&Fact, &Quantity), now: (&Fact, &Quantity), measure: &str) -> Change {
    let value = |(fact, quantity): (&Fact, &Quantity)| {
        fact.text.get(quantity.place.start..quantity.place.end).unwrap_or_default().to_owned()
    };
    let mut evidence: Vec<EvidenceId> = vec![before.0.id.into()];
    if before.0.id != now.0.id {
        evidence.push(now.0.id.into());
    }
    Change { name: name(before.0, measure), before: value(before), now: value(now), evidence }
}

/// Whether the words before the first value tell of the time before, and those between the two of now.
fn in_order(fact: &Fact, before: &Quantity, now: &Quantity) -> bool {
    let lower = fact.text.to_lowercase();
    let between = lower.get(before.place.end..now.place.start).unwrap_or_default();
    let until = lower.get(..now.place.start).unwrap_or_default();
    let after = lower.get(now.place.end..).unwrap_or_default();
    let says = |text: &str, words: &[&str]| words.iter().any(|word| topic::begins(text, word));
    says(until, BEFORE) && says(&format!("{between} {after} "), NOW)
}

fn says(fact: &Fact, words: &[&str]) -> bool {
    let lower = fact.text.to_lowercase();
    words.iter().any(|word| topic::begins(&lower, word))
}

/// The measure as the clinician writes it: what stands before the first verb, or its usual name.
fn name(fact: &Fact, measure: &str) -> String {
    let verbs = [
        " was ",
        " is ",
        " fell ",
        " rose ",
        " decreased ",
        " increased ",
        " improved ",
        " dropped ",
        " went ",
    ];
    let end = verbs.iter().filter_map(|verb| fact.text.find(verb)).min();
    let subject =
        end.and_then(|end| fact.text.get(..end)).filter(|text| text.chars().count() <= SUBJECT);
    let subject = subject.map(|text| text.trim_start_matches("The "));
    phrase::capital(subject.unwrap_or(measure))
}
