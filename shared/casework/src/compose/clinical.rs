//! The clinician's own sentences: each goes to the section it speaks to, once, in the clinician's words.

use super::fragment::{self, is_fragment};
use super::{Piece, Said, phrase, topic};
use crate::brief::Brief;
use crate::fact::Fact;
use crate::kind::Part;

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

/// A clinical sentence as it stands in a letter: a fragment that names a condition is said of the patient.
pub(super) fn said(brief: &Brief, fact: &Fact) -> Said {
    let text = spelled_out(&fact.text);
    let told = fragment::condition(brief.first_name(), &text);
    Said::on(told.unwrap_or_else(|| phrase::sentence(&text)), [fact.id])
}

/// What introduces a note's fragments; the first words, then the words for later ones.
const LEADS: (&str, &str) = ("Documented", "Also documented");

/// Clinical sentences in their order. A fragment that names a condition is said of the patient; others that stand side by
/// side become one sentence.
pub(super) fn told(brief: &Brief, facts: &[&Fact]) -> Vec<Said> {
    let mut said = Vec::new();
    let mut run: Vec<&Fact> = Vec::new();
    let mut lead = LEADS.0;
    for fact in facts {
        let sentence = self::said(brief, fact);
        if is_fragment(&sentence.text) {
            run.push(fact);
            continue;
        }
        if let Some(fragments) = fragments(&mut run, lead) {
            said.push(fragments);
            lead = LEADS.1;
        }
        said.push(sentence);
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
    paragraph(told(brief, &facts))
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
    fn short_forms_are_spelled_out_and_numbers_stay() {
        assert_eq!(
            spelled_out("Pt w/ RA, s/p TKA; strength 5/5."),
            "the patient with RA, status post TKA; strength 5/5."
        );
    }
}
