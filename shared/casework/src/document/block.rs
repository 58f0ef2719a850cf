//! What a document's body is made of: blocks, sentences, flags. The JSON form is that of the stored document.

use crate::evidence::EvidenceId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One block of a document.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A section's heading.
    Heading {
        /// From 1, the outermost.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its sentences, in order.
        sentences: Vec<Sentence>,
    },
    /// A list.
    List {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// Its items, in order.
        items: Vec<Item>,
    },
    /// A table.
    Table {
        /// What the table shows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<String>,
        /// The columns' names.
        header: Vec<String>,
        /// The rows, in order.
        rows: Vec<Row>,
    },
    /// Who signs, line by line.
    Signature {
        /// The lines, the closing words first.
        lines: Vec<String>,
    },
}

/// One item of a list.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// One row of a table.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its cells, one for each column.
    pub cells: Vec<String>,
    /// What the row stands on.
    pub evidence: Vec<EvidenceId>,
}

/// One sentence and what it stands on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Names the sentence within its document: `s12`.
    pub id: String,
    /// Its words.
    pub text: String,
    /// What it stands on.
    pub evidence: Vec<EvidenceId>,
    /// What in it stands on nothing.
    pub flags: Vec<Flag>,
    /// The clinician's word for what the flags doubted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<Attestation>,
}

/// A doubt about a part of a sentence.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// What is doubted.
    pub kind: FlagKind,
    /// What is unsupported, and the nearest fact.
    pub text: String,
    /// First doubted character of the sentence, in Unicode code points.
    pub start: usize,
    /// First character after it, in Unicode code points.
    pub end: usize,
}

/// What a flag doubts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// The sentence names nothing that it stands on.
    Unsupported,
    /// An identifier; the text was withheld.
    Identifier,
    /// A number, with its unit or without.
    Quantity,
    /// A dose.
    Dose,
    /// A length of time.
    Duration,
    /// How often.
    Frequency,
    /// A count of treatments or events.
    Count,
    /// A drug or class of drugs.
    Drug,
    /// A diagnosis or procedure code.
    Code,
    /// A diagnosis.
    Diagnosis,
    /// What came of a treatment.
    Outcome,
    /// Present against absent.
    Negation,
    /// Left against right.
    Laterality,
    /// An age.
    Age,
    /// A name of a patient, payer, person or place.
    Name,
    /// A test, score or finding.
    Finding,
    /// A study, reference or its identifier.
    Citation,
    /// A guideline, policy or law.
    Guideline,
    /// A point in time.
    Date,
    /// A criterion said to be met that is not.
    Criterion,
    /// A statement stronger than its fact.
    Strength,
}

/// A clinician's word that a flagged sentence is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// The member who attests.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Block {
    /// The block's sentences, in order.
    pub fn sentences(&self) -> Box<dyn Iterator<Item = &Sentence> + '_> {
        match self {
            Self::Paragraph { sentences } => Box::new(sentences.iter()),
            Self::List { items, .. } => Box::new(items.iter().flat_map(|item| &item.sentences)),
            Self::Heading { .. } | Self::Table { .. } | Self::Signature { .. } => {
                Box::new(std::iter::empty())
            }
        }
    }

    /// The lists of sentences that the block holds: one for a paragraph, one for each item of a list.
    pub(crate) fn runs_mut(&mut self) -> Box<dyn Iterator<Item = &mut Vec<Sentence>> + '_> {
        match self {
            Self::Paragraph { sentences } => Box::new(std::iter::once(sentences)),
            Self::List { items, .. } => Box::new(items.iter_mut().map(|item| &mut item.sentences)),
            Self::Heading { .. } | Self::Table { .. } | Self::Signature { .. } => {
                Box::new(std::iter::empty())
            }
        }
    }
}

impl Sentence {
    /// Whether a flag is still to be answered by a clinician.
    pub fn is_open(&self) -> bool {
        !self.flags.is_empty() && self.attestation.is_none()
    }
}

/// Hides clinical text from debug output: a log line must never carry it.
macro_rules! redact {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )+};
}
redact!(Block, Item, Row, Sentence, Flag);
