//! A document as a letter that a practice would send.

use super::{Block, CriterionView, Document, Item, ReLine, Row, Sentence};
use crate::compose::beside_label;
use crate::criterion::Status;
use crate::evidence::{EvidenceId, Source};
use crate::kind::Kind;
use letter::{CriterionStatus, Inline, Language, Letter, Reference, Signature, Text};
use std::fmt;

/// The date is the sender's to write.
pub(super) const DATE_LINE: &str = "{{letter.date}}";

/// Who writes, as the account says; it is joined at export and never stored in a document.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The practice's name.
    pub practice: String,
    /// The clinician's name.
    pub clinician: String,
    /// The clinician's specialty.
    pub specialty: String,
    /// The National Provider Identifier, digits only.
    pub npi: Option<String>,
}

/// Hides names from debug output.
impl fmt::Debug for Letterhead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Letterhead(..)")
    }
}

/// Lays a document out as a letter. Placeholders stay; who signs comes from the letterhead. What is no letter has no more
/// around it than it needs: a portal takes the text alone, and talking points stay with the clinician.
pub fn letter(document: &Document, letterhead: &Letterhead) -> Letter {
    match document.kind {
        Kind::PortalText => plain(document),
        Kind::PeerToPeer => Letter {
            letterhead: letter::Letterhead::default(),
            date_line: Text::default(),
            addressee: Vec::new(),
            salutation: Text::default(),
            re: re(document, |label| matches!(label, "Patient" | "Member ID" | "Request")),
            ..whole(document, letterhead)
        },
        Kind::LetterOfMedicalNecessity
        | Kind::PriorAuthorization
        | Kind::StepTherapyException
        | Kind::FormularyException
        | Kind::AppealFirstLevel
        | Kind::AppealSecondLevel
        | Kind::ExternalReview
        | Kind::Continuation
        | Kind::DurableMedicalEquipment
        | Kind::Imaging
        | Kind::GeneticTest
        | Kind::Procedure
        | Kind::MedicalFood => whole(document, letterhead),
    }
}

/// The body alone, without marks that would count against a limit.
fn plain(document: &Document) -> Letter {
    let layout = Layout { document, cited: Vec::new() };
    Letter {
        title: String::new(),
        language: Language::EnUs,
        letterhead: letter::Letterhead::default(),
        date_line: Text::default(),
        addressee: Vec::new(),
        re: Vec::new(),
        salutation: Text::default(),
        body: document.blocks.iter().filter_map(|block| layout.block(block)).collect(),
        signature: None,
        enclosures: Vec::new(),
        references: Vec::new(),
        notes: Vec::new(),
        running_head: Text::default(),
        footer: Text::default(),
    }
}

fn whole(document: &Document, letterhead: &Letterhead) -> Letter {
    let layout = Layout { document, cited: cited(document) };
    Letter {
        title: document.title.clone(),
        language: Language::EnUs,
        letterhead: head(letterhead),
        date_line: Text::with_placeholders(DATE_LINE),
        addressee: document.addressee.iter().map(|line| Text::with_placeholders(line)).collect(),
        re: re(document, |_| true),
        salutation: Text::from("To the reviewing clinician:"),
        body: document.blocks.iter().filter_map(|block| layout.block(block)).collect(),
        signature: signature(document, letterhead),
        enclosures: Vec::new(),
        references: layout.cited.iter().map(|source| reference(source)).collect(),
        notes: Vec::new(),
        running_head: Text::from(document.title.clone()),
        footer: Text::from(letterhead.practice.clone()),
    }
}

/// What the letter is about: the lines whose label is wanted.
fn re(document: &Document, wanted: impl Fn(&str) -> bool) -> Vec<letter::ReLine> {
    let lines = document.re.iter().filter(|line| wanted(&line.label));
    let line = |line: &ReLine| {
        letter::ReLine::new(line.label.clone(), Text::with_placeholders(&line.value))
    };
    lines.map(line).collect()
}

fn head(letterhead: &Letterhead) -> letter::Letterhead {
    letter::Letterhead {
        practice: Text::from(letterhead.practice.clone()),
        clinician: Text::from(letterhead.clinician.clone()),
        specialty: Text::from(letterhead.specialty.clone()),
        npi: Text::from(letterhead.npi.clone().unwrap_or_default()),
        ..letter::Letterhead::default()
    }
}

fn signature(document: &Document, letterhead: &Letterhead) -> Option<Signature> {
    let lines = document.blocks.iter().rev().find_map(|block| match block {
        Block::Signature { lines } => Some(lines),
        Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::List { .. }
        | Block::Table { .. } => None,
    })?;
    let name =
        if letterhead.clinician.is_empty() { "{{clinician.name}}" } else { &letterhead.clinician };
    let field = [&letterhead.specialty, &letterhead.practice].map(String::as_str);
    let field: Vec<&str> = field.into_iter().filter(|part| !part.is_empty()).collect();
    let npi = letterhead.npi.as_ref().map(|npi| format!("NPI {npi} · ")).unwrap_or_default();
    let mut below = Vec::new();
    below.extend((!field.is_empty()).then(|| Text::from(field.join(", "))));
    below.push(Text::with_placeholders(&format!("{npi}Telephone {{{{practice.phone}}}}")));
    Some(Signature {
        closing: Text::from(lines.first().cloned().unwrap_or_default()),
        name: Text::with_placeholders(name),
        lines: below,
    })
}

/// The sources that a sentence or row stands on, in the order of their first citation.
fn cited(document: &Document) -> Vec<&Source> {
    let mut cited: Vec<&Source> = Vec::new();
    let sentences =
        document.blocks.iter().flat_map(Block::sentences).flat_map(|sentence| &sentence.evidence);
    for id in sentences {
        let source = document.sources.iter().find(|source| source.id == *id);
        if let Some(source) = source.filter(|source| !cited.contains(source)) {
            cited.push(source);
        }
    }
    cited
}

fn reference(source: &Source) -> Reference {
    let retrieved = source.retrieved_at.strftime("%Y-%m-%d");
    Reference {
        text: Text::from(format!("{}. {}. Retrieved {retrieved}.", source.title, source.publisher)),
        url: Some(source.url.clone()),
    }
}

/// Turns blocks into those of a letter.
struct Layout<'a> {
    document: &'a Document,
    cited: Vec<&'a Source>,
}

impl Layout<'_> {
    fn block(&self, block: &Block) -> Option<letter::Block> {
        Some(match block {
            Block::Heading { level, text } => letter::Block::heading(*level, text.as_str()),
            Block::Paragraph { sentences } => letter::Block::paragraph(self.text(sentences)),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Table { caption, header, rows } => letter::Block::Table {
                caption: caption.as_deref().map(Text::from),
                header: header.iter().map(|cell| Text::from(cell.as_str())).collect(),
                rows: rows.iter().map(cells).collect(),
            },
            Block::Signature { .. } => return None,
        })
    }

    /// A list whose every item opens with a criterion is a list of criteria, and shows their standing.
    fn list(&self, ordered: bool, items: &[Item]) -> letter::Block {
        let criteria: Option<Vec<_>> = items.iter().map(|item| self.criterion(item)).collect();
        match criteria.filter(|criteria| !criteria.is_empty()) {
            Some(items) => letter::Block::Criteria { items },
            None => letter::Block::List {
                ordered,
                items: items.iter().map(|item| self.text(&item.sentences)).collect(),
            },
        }
    }

    fn criterion(&self, item: &Item) -> Option<letter::Criterion> {
        let (first, rest) = item.sentences.split_first()?;
        let criterion =
            self.document.criteria.iter().find(|criterion| opens_with(first, criterion))?;
        let beside = |sentence: &Sentence| {
            let text = beside_label(&sentence.text)?.to_owned();
            Some(Sentence { text, ..sentence.clone() })
        };
        let rest: Vec<Sentence> = rest.iter().filter_map(beside).collect();
        Some(letter::Criterion {
            text: Text::from(criterion.text.as_str()),
            status: status(criterion.status),
            // One line answers one criterion; a list below each would double the length of the letter.
            evidence: if rest.is_empty() { Vec::new() } else { vec![self.text(&rest)] },
        })
    }

    /// Sentences as running text, each source behind the sentence that stands on it.
    fn text(&self, sentences: &[Sentence]) -> Text {
        let mut text = Text::default();
        for (index, sentence) in sentences.iter().enumerate() {
            if index > 0 {
                text.push(Inline::Plain(" ".to_owned()));
            }
            for inline in Text::with_placeholders(&sentence.text).inlines() {
                text.push(inline.clone());
            }
            for number in sentence.evidence.iter().filter_map(|id| self.number(*id)) {
                text.push(Inline::Citation(number));
            }
        }
        text
    }

    fn number(&self, id: EvidenceId) -> Option<u32> {
        let place = self.cited.iter().position(|source| source.id == id)?;
        u32::try_from(place + 1).ok()
    }
}

fn opens_with(sentence: &Sentence, criterion: &CriterionView) -> bool {
    let names = matches!(sentence.evidence.as_slice(), [only] if only.to_string() == criterion.id);
    names && sentence.text == criterion.text
}

fn cells(row: &Row) -> Vec<Text> {
    row.cells.iter().map(|cell| Text::from(cell.as_str())).collect()
}

fn status(status: Status) -> CriterionStatus {
    match status {
        Status::Met => CriterionStatus::Met,
        Status::Partly => CriterionStatus::Partly,
        Status::NotMet => CriterionStatus::NotMet,
        Status::NotDocumented => CriterionStatus::NotDocumented,
    }
}
