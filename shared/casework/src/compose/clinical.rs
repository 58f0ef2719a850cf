//! The clinician's own sentences: each goes to the section it speaks to, once, in the clinician's words.

use super::{Piece, Said, phrase};
use crate::brief::Brief;
use crate::fact::{Fact, Origin};

/// What a clinical sentence speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// The patient's state.
    Condition,
    /// Why the request.
    Necessity,
    /// What delay or refusal would bring.
    Risk,
    /// How the course will be watched.
    Monitoring,
}

const RISK: &[&str] = &[
    "without treatment",
    "without this",
    "without it",
    "if untreated",
    "if denied",
    "if delayed",
    "delay",
    "risk of",
    "at risk",
    "irreversible",
    "would lead",
    "will lead",
    "could lead",
    "may lead",
    "permanent",
    "life-threatening",
    "high risk",
    "would worsen",
    "will worsen",
    "stopping",
    "interruption",
];
const MONITORING: &[&str] = &[
    "will monitor",
    "monitoring",
    "will be monitored",
    "monitored",
    "follow-up",
    "follow up",
    "reassess",
    "re-assess",
    "will check",
    "will be checked",
    "will be repeated",
    "recheck",
    "re-evaluat",
    "reevaluat",
    "labs every",
    "next visit",
];
const NECESSITY: &[&str] = &[
    "medically necessary",
    "necessary",
    "recommend",
    "goal",
    "i chose",
    "chosen because",
    "because",
    "indicated",
    "best option",
    "appropriate",
    "candidate",
    "would benefit",
    "plan to",
    "plan is",
    "requires",
    "not an option",
    "only option",
    "alternative",
    "would help",
    "would change",
    "will change",
    "will guide",
    "would guide",
    "intended",
];

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
    "shows",
    "reports",
    "denies",
    "remains",
    "continues",
    "takes",
    "uses",
    "lives",
    "works",
    "requires",
    "presents",
    "describes",
    "states",
    "meets",
    "tolerates",
    "wakes",
    "misses",
    "limits",
    "causes",
    "persists",
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
    "confirms",
    "demonstrates",
    "reveals",
    "supports",
    "walks",
    "sleeps",
    "eats",
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

/// The clinical sentences that speak to a topic, in the order in which they were written.
pub(super) fn about(brief: &Brief, topic: Topic) -> impl Iterator<Item = &Fact> {
    brief
        .facts()
        .iter()
        .filter(|fact| matches!(fact.origin, Origin::Clinical(_)))
        .filter(move |fact| self::topic(&fact.text) == topic)
}

/// A clinical sentence as it stands in a letter.
pub(super) fn said(fact: &Fact) -> Said {
    Said::on(phrase::sentence(&spelled_out(&fact.text)), [fact.id])
}

/// Sentences as a paragraph, fragments of notes as a list below it.
pub(super) fn pieces(lead: Vec<Said>, facts: &[&Fact], list_lead: &str) -> Vec<Piece> {
    let (fragments, sentences): (Vec<&Fact>, Vec<&Fact>) =
        facts.iter().partition(|fact| is_fragment(&fact.text));
    let mut paragraph = lead;
    paragraph.extend(sentences.into_iter().map(said));
    let mut pieces = Vec::new();
    if !fragments.is_empty() {
        paragraph.push(Said::on(list_lead, fragments.iter().map(|fact| fact.id)));
    }
    if !paragraph.is_empty() {
        pieces.push(Piece::Paragraph(paragraph));
    }
    if !fragments.is_empty() {
        let items = fragments.into_iter().map(|fact| vec![said(fact)]).collect();
        pieces.push(Piece::List { ordered: false, items });
    }
    pieces
}

/// What delay would risk, as far as the clinician wrote it.
pub(super) fn risk(brief: &Brief) -> Vec<Piece> {
    let facts: Vec<&Fact> = about(brief, Topic::Risk).collect();
    pieces(Vec::new(), &facts, "The record notes the following risks:")
}

/// How the course will be watched, as far as the clinician wrote it.
pub(super) fn monitoring(brief: &Brief) -> Vec<Piece> {
    let facts: Vec<&Fact> = about(brief, Topic::Monitoring).collect();
    pieces(Vec::new(), &facts, "The plan is as follows:")
}

fn topic(text: &str) -> Topic {
    let lower = text.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if names(MONITORING) {
        Topic::Monitoring
    } else if names(RISK) {
        Topic::Risk
    } else if names(NECESSITY) {
        Topic::Necessity
    } else {
        Topic::Condition
    }
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
    fn a_sentence_goes_where_it_speaks_to() {
        assert_eq!(topic("Joint damage is likely if delayed."), Topic::Risk);
        assert_eq!(topic("CBC will be repeated every 3 months."), Topic::Monitoring);
        assert_eq!(topic("Adalimumab was chosen because of uveitis."), Topic::Necessity);
        assert_eq!(topic("DAS28 is 5.8."), Topic::Condition);
    }

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
