//! The embedded writer: a letter from facts and criteria by rules, without a model.
//!
//! INVARIANT: every sentence names what it stands on, and says no more than that. What the case does not hold is not
//! written; what a criterion lacks is written as a gap.

mod call;
mod clinical;
mod condition;
mod criteria;
mod denial;
mod fragment;
mod history;
mod ladder;
mod necessity;
mod phrase;
mod portal;
mod request;
mod response;
mod steps;
mod topic;
mod weight;

use crate::brief::Brief;
use crate::document::{Block, Item, Sentence, suspicions};
use crate::draft::{DraftEvent, Writer};
use crate::evidence::EvidenceId;
use crate::fact::{Fact, FactKind, Origin, Outcome};
use crate::kind::{Kind, Part};

pub(crate) use criteria::beside_label;
pub(crate) use history::table as history_table;
pub(crate) use portal::least_characters;
pub(crate) use request::line as request_line;

/// Writes the document of a brief, whole. The same brief gives the same document.
pub fn compose(brief: &Brief) -> Vec<DraftEvent> {
    let mut writer = Writer::default();
    if brief.kind == Kind::PortalText {
        for paragraph in portal::paragraphs(brief) {
            write(brief, &mut writer, Piece::Paragraph(paragraph));
        }
        return writer.take();
    }
    for section in brief.kind.spec().sections {
        let pieces = part(brief, section.part);
        if pieces.is_empty() {
            continue;
        }
        if let Some(heading) = section.heading {
            writer.block(Block::Heading { level: 1, text: heading.to_owned() });
        }
        for piece in pieces {
            write(brief, &mut writer, piece);
        }
    }
    if let Some(signature) = signature(brief) {
        writer.block(signature);
    }
    writer.take()
}

/// Who signs: the close and the blanks that the practice fills. None for what nobody signs.
pub(crate) fn signature(brief: &Brief) -> Option<Block> {
    let closing = brief.kind.spec().closing?.to_owned();
    Some(Block::Signature {
        lines: vec![closing, "{{clinician.signature}}".to_owned(), "{{clinician.name}}".to_owned()],
    })
}

/// Whether no fact of the case speaks to a section.
pub(crate) fn lacks(brief: &Brief, part: Part) -> bool {
    if part == Part::Response {
        return !response::is_documented(brief);
    }
    topic::about(brief, part).next().is_none()
}

/// Whether the notes say how the request begins or where it is given.
pub(crate) fn names_start(brief: &Brief) -> bool {
    let words = [
        "new start",
        "continu",
        "already on",
        "infusion center",
        "at home",
        "home infusion",
        "office",
        "outpatient",
        "inpatient",
        "self-administer",
        "self-inject",
        "clinic",
    ];
    let responding =
        brief.context().history().iter().any(|row| row.outcome() == Outcome::Responding);
    responding
        || topic::clinical(brief).any(|fact| {
            let lower = fact.text.to_lowercase();
            words.iter().any(|word| topic::begins(&lower, word))
        })
}

/// One sentence with what it stands on.
#[derive(Clone)]
struct Said {
    text: String,
    evidence: Vec<EvidenceId>,
}

/// What a section is made of.
enum Piece {
    Paragraph(Vec<Said>),
    List { ordered: bool, items: Vec<Vec<Said>> },
    Table(Block),
}

impl Said {
    /// A sentence that stands on these facts, criteria or sources, each named once.
    fn on<I: Into<EvidenceId>>(
        text: impl Into<String>,
        evidence: impl IntoIterator<Item = I>,
    ) -> Self {
        let mut ids: Vec<EvidenceId> = Vec::new();
        for id in evidence.into_iter().map(Into::into) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Self { text: text.into(), evidence: ids }
    }
}

fn part(brief: &Brief, part: Part) -> Vec<Piece> {
    match part {
        Part::Request => request::opening(brief),
        Part::Service => request::service(brief),
        Part::Denial => denial::quoted(brief),
        Part::Rebuttal => denial::rebuttal(brief),
        Part::Determinations => ladder::determinations(brief),
        Part::NewEvidence => ladder::new_evidence(brief),
        Part::Judgment => ladder::judgment(brief),
        Part::Condition => condition::picture(brief),
        Part::Notes(_) | Part::Risk | Part::Monitoring => clinical::notes(brief, part),
        Part::History => history::section(brief),
        Part::Steps => steps::steps(brief),
        Part::Alternatives => steps::alternatives(brief),
        Part::Response => response::section(brief),
        Part::Necessity => necessity::section(brief),
        Part::Criteria => criteria::section(brief),
        Part::Story => call::story(brief),
        Part::Strongest => call::strongest(brief),
        Part::Gaps => call::gaps(brief),
        Part::Questions => call::questions(brief),
        Part::References => necessity::references(brief),
        Part::Ask => request::ask(brief),
        Part::CallNotes => call::notes(brief),
    }
}

fn write(brief: &Brief, writer: &mut Writer, piece: Piece) {
    match piece {
        Piece::Paragraph(said) if said.is_empty() => {}
        Piece::Paragraph(said) => {
            writer.block(Block::Paragraph { sentences: Vec::new() });
            for sentence in said {
                writer.sentence(held(brief, sentence));
            }
        }
        Piece::List { ordered, items } => {
            writer.block(Block::List { ordered, items: Vec::<Item>::new() });
            for item in items {
                writer.item();
                for sentence in item {
                    writer.sentence(held(brief, sentence));
                }
            }
        }
        Piece::Table(table) => writer.block(table),
    }
}

/// The composer's sentences are held against the facts like a model's.
fn held(brief: &Brief, said: Said) -> Sentence {
    let mut flags = brief.ground().flags(&said.text, Some(&said.evidence));
    flags.extend(suspicions(&said.text));
    flags.extend(brief.disputed(&said.text, &said.evidence));
    Sentence {
        id: String::new(),
        text: said.text,
        evidence: said.evidence,
        flags,
        attestation: None,
    }
}

/// The facts of a kind, in order.
fn facts_of(brief: &Brief, kind: FactKind) -> impl Iterator<Item = &Fact> {
    brief.facts().iter().filter(move |fact| fact.kind == kind)
}

/// The fact that was made from a field.
fn fact_from(brief: &Brief, origin: Origin) -> Option<&Fact> {
    brief.facts().iter().find(|fact| fact.origin == origin)
}
