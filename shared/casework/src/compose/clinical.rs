//! The clinician's own sentences: each goes to the section it speaks to, once, in the clinician's words.

use super::{Piece, Said, phrase, topic};
use crate::brief::Brief;
use crate::fact::Fact;
use crate::kind::Part;

/// Verb forms that tell a sentence from a note's fragment.
const VERBS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "be",
    "been",
    "does",
    "do",
    "did",
    "can",
    "cannot",
    "could",
    "will",
    "would",
    "may",
    "might",
    "must",
    "should",
    "needs",
    "need",
    "shows",
    "show",
    "reports",
    "report",
    "denies",
    "deny",
    "remains",
    "remain",
    "continues",
    "continue",
    "takes",
    "take",
    "uses",
    "use",
    "lives",
    "live",
    "works",
    "work",
    "requires",
    "require",
    "presents",
    "present",
    "describes",
    "describe",
    "states",
    "state",
    "meets",
    "meet",
    "tolerates",
    "wakes",
    "wake",
    "misses",
    "miss",
    "limits",
    "limit",
    "causes",
    "cause",
    "persists",
    "persist",
    "lasts",
    "last",
    "rose",
    "fell",
    "became",
    "began",
    "went",
    "came",
    "got",
    "felt",
    "lost",
    "made",
    "gave",
    "took",
    "grew",
    "led",
    "kept",
    "left",
    "held",
    "saw",
    "found",
    "broke",
    "struggles",
    "experiences",
    "suffers",
    "exceeds",
    "suggests",
    "suggest",
    "confirms",
    "confirm",
    "demonstrates",
    "demonstrate",
    "reveals",
    "reveal",
    "supports",
    "support",
    "walks",
    "walk",
    "sleeps",
    "eats",
    "averages",
    "occurs",
    "occur",
    "interferes",
    "interfere",
    "prevents",
    "prevent",
    "makes",
    "spends",
    "ranges",
    "scores",
    "measures",
    "weighs",
    "carries",
    "responds",
    "worsens",
    "improves",
    "radiates",
    "radiate",
    "relies",
    "depends",
    "recurs",
    "limited",
    "lacks",
    "wears",
    "drives",
    "attends",
    "avoids",
    "feels",
    "says",
    "believes",
    "prefers",
    "understands",
    "agrees",
    "plans",
    "reviews",
    "provides",
    "follows",
    "treats",
    "gives",
    "helps",
    "fails",
    "returns",
    "increases",
    "decreases",
    "indicates",
    "involves",
    "affects",
    "allows",
    "contains",
    "falls",
    "rises",
    "wants",
    "sits",
    "stands",
    "breathes",
    "drinks",
    "gains",
    "loses",
    "means",
    "seems",
    "appears",
    "becomes",
    "takes",
];

/// Short forms of notes that a letter spells out.
const SHORT: &[(&str, &str)] = &[
    ("pt", "the patient"),
    ("pts", "patients"),
    ("w/", "with"),
    ("w/o", "without"),
    ("h/o", "history of"),
    ("hx", "history"),
    ("dx", "diagnosis"),
    ("tx", "treatment"),
    ("s/p", "status post"),
    ("c/w", "consistent with"),
    ("f/u", "follow-up"),
    ("d/c'd", "discontinued"),
    ("b/l", "bilateral"),
    ("c/o", "complains of"),
    ("y/o", "years old"),
    ("yo", "years old"),
];

/// A clinical sentence as it stands in a letter.
pub(super) fn said(fact: &Fact) -> Said {
    Said::on(phrase::sentence(&spelled_out(&fact.text)), [fact.id])
}

/// What introduces a note's fragments; the first words, then the words for later ones.
const LEADS: (&str, &str) = ("On record", "Also on record");

/// Clinical sentences in their order. Fragments of notes that stand side by side become one sentence.
pub(super) fn told(facts: &[&Fact]) -> Vec<Said> {
    let mut said = Vec::new();
    let mut run: Vec<&Fact> = Vec::new();
    let mut lead = LEADS.0;
    for fact in facts {
        if is_fragment(&fact.text) {
            run.push(fact);
            continue;
        }
        if let Some(fragments) = fragments(&mut run, lead) {
            said.push(fragments);
            lead = LEADS.1;
        }
        said.push(self::said(fact));
    }
    said.extend(fragments(&mut run, lead));
    said
}

fn fragments(run: &mut Vec<&Fact>, lead: &str) -> Option<Said> {
    let clause = |fact: &&Fact| phrase::lower(&phrase::clause(&spelled_out(&fact.text)));
    let clauses: Vec<String> = run.iter().map(clause).collect();
    let ids: Vec<_> = run.drain(..).map(|fact| fact.id).collect();
    (!ids.is_empty()).then(|| Said::on(format!("{lead}: {}.", clauses.join("; ")), ids))
}

/// A paragraph of what was said; none if nothing was.
pub(super) fn paragraph(said: Vec<Said>) -> Vec<Piece> {
    if said.is_empty() { Vec::new() } else { vec![Piece::Paragraph(said)] }
}

/// What the clinician wrote of a section's topic, as a paragraph.
pub(super) fn notes(brief: &Brief, part: Part) -> Vec<Piece> {
    let facts: Vec<&Fact> = topic::about(brief, part).collect();
    paragraph(told(&facts))
}

/// Whether a note's sentence lacks a verb: `DAS28 5.8, 12 swollen joints`.
pub(super) fn is_fragment(text: &str) -> bool {
    !text.split(|c: char| !c.is_alphabetic() && c != '\'').any(|word| {
        let lower = word.to_lowercase();
        let past = lower.len() > 4 && lower.ends_with("ed");
        past || VERBS.contains(&lower.as_str()) || lower.ends_with("n't")
    })
}

fn spelled_out(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        let tail = word.get(bare.len()..).unwrap_or_default();
        let lower = bare.to_lowercase();
        let known = SHORT.iter().find(|(short, _)| *short == lower);
        known.map_or_else(|| word.to_owned(), |(_, long)| format!("{long}{tail}"))
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_without_a_verb_is_a_fragment() {
        assert!(is_fragment("DAS28 5.8, 12 swollen joints"));
        assert!(!is_fragment("DAS28 was 5.8"));
        assert!(!is_fragment("Patient reported pain"));
    }

    #[test]
    fn short_forms_are_spelled_out_and_numbers_stay() {
        assert_eq!(
            spelled_out("Pt w/ RA, s/p TKA; strength 5/5."),
            "the patient with RA, status post TKA; strength 5/5."
        );
    }
}
