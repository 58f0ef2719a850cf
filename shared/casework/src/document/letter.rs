//! A document as a letter that a practice would send.

use super::{Block, CriterionView, Document, Item, Row, Sentence};
use crate::criterion::Status;
use crate::evidence::{EvidenceId, Source};
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

/// Lays a document out as a letter. Placeholders stay; who signs comes from the letterhead.
pub fn letter(document: &Document, letterhead: &Letterhead) -> Letter {
    let layout = Layout { document, cited: cited(document) };
    Letter {
        title: document.title.clone(),
        language: Language::EnUs,
        letterhead: head(letterhead),
        date_line: Text::with_placeholders(DATE_LINE),
        addressee: document.addressee.iter().map(|line| Text::with_placeholders(line)).collect(),
        re: document
            .re
            .iter()
            .map(|line| {
                letter::ReLine::new(line.label.clone(), Text::with_placeholders(&line.value))
            })
            .collect(),
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
    let mut below = Vec::new();
    below.extend(
        (!letterhead.specialty.is_empty()).then(|| Text::from(letterhead.specialty.clone())),
    );
    below
        .extend((!letterhead.practice.is_empty()).then(|| Text::from(letterhead.practice.clone())));
    below.extend(letterhead.npi.as_ref().map(|npi| Text::from(format!("NPI {npi}"))));
    below.push(Text::with_placeholders("Telephone {{practice.phone}}"));
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
        Some(letter::Criterion {
            text: Text::from(criterion.text.as_str()),
            status: status(criterion.status),
            evidence: rest
                .iter()
                .map(|sentence| self.text(std::slice::from_ref(sentence)))
                .collect(),
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
