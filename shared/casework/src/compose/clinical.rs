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
    "likely to progress",
    "without effective",
    "without adequate",
    "danger",
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

/// What introduces a note's fragments; the first words, then the words for later ones.
const LEADS: (&str, &str) = ("On record", "Also documented");

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

/// What delay would risk, as far as the clinician wrote it.
pub(super) fn risk(brief: &Brief) -> Vec<Piece> {
    let facts: Vec<&Fact> = about(brief, Topic::Risk).collect();
    paragraph(told(&facts))
}

/// How the course will be watched, as far as the clinician wrote it.
pub(super) fn monitoring(brief: &Brief) -> Vec<Piece> {
    let facts: Vec<&Fact> = about(brief, Topic::Monitoring).collect();
    paragraph(told(&facts))
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
