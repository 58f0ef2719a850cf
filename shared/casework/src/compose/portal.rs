//! Plain text within a character limit: the weightiest sentences first, each whole or not at all.

use super::criteria::{self, statement};
use super::{Said, denial, necessity, request, weight};
use crate::brief::Brief;
use crate::evidence::EvidenceId;
use crate::fact::{Fact, FactId, FactKind, Origin};
use crate::kind::CharacterLimit;
use crate::kind::limit::{Begins, Room};

/// The paragraphs of the text, in order of weight.
pub(super) fn paragraphs(brief: &Brief) -> Vec<Vec<Said>> {
    let limit = brief.character_limit().unwrap_or(CharacterLimit::USUAL);
    let mut text = Fitted { room: Room::within(limit), paragraphs: Vec::new() };
    text.paragraph(vec![request::ask_in_short(brief)]);
    text.paragraph(denial::quoted_in_short(brief));
    text.paragraph(facts(brief));
    text.paragraph(criteria::open_in_short(brief));
    text.paragraph(closing(brief));
    text.paragraphs
}

/// How many characters the ask alone takes, its line feed included: with fewer, no text can be written.
pub(crate) fn least_characters(brief: &Brief) -> usize {
    request::ask_in_short(brief).text.chars().count() + 1
}

/// Diagnosis first, then every fact that argues, the heaviest first.
fn facts(brief: &Brief) -> Vec<Said> {
    let mut said = Vec::new();
    let mut told: Vec<FactId> = Vec::new();
    let argue = weight::heaviest(brief);
    let others = brief.facts().iter().filter(|fact| {
        matches!(fact.kind, FactKind::Patient | FactKind::Diagnosis)
            && fact.origin != Origin::Diagnosis(0)
            && !weight::answered(brief, fact).is_empty()
    });
    for fact in argue.into_iter().chain(others) {
        if !told.contains(&fact.id) && fact.kind != FactKind::Medication {
            told.push(fact.id);
            said.push(fact_said(brief, fact));
        }
    }
    said
}

fn fact_said(brief: &Brief, fact: &Fact) -> Said {
    let evidence = std::iter::once(EvidenceId::from(fact.id)).chain(weight::answered(brief, fact));
    Said::on(statement(brief, fact), evidence)
}

/// The judgment and the offer to talk.
fn closing(brief: &Brief) -> Vec<Said> {
    let offer = "I am available for a peer-to-peer conversation.";
    let request = request::ids(brief, &[Origin::Request]);
    let mut said = vec![necessity::judgment(brief), Said::on(offer, request)];
    said.extend(brief.sources().iter().map(necessity::quoted));
    said
}

/// A text that grows only by sentences that still fit.
struct Fitted {
    room: Room,
    paragraphs: Vec<Vec<Said>>,
}

impl Fitted {
    /// Adds what fits of a paragraph, in its order; a shorter sentence may follow one that had no room.
    fn paragraph(&mut self, said: Vec<Said>) {
        let mut kept: Vec<Said> = Vec::new();
        for sentence in said {
            let begins = if kept.is_empty() { Begins::Paragraph } else { Begins::Sentence };
            if self.room.take(&sentence.text, begins) {
                kept.push(sentence);
            }
        }
        if !kept.is_empty() {
            self.paragraphs.push(kept);
        }
    }
}
