//! What a letter's body is made of.

use crate::inline::Text;
use crate::redact::redact;
use serde::{Deserialize, Serialize};

/// One block of a letter's body.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Block {
    /// A section heading. Level 1 is a main section; anything above 3 is printed as 3.
    Heading {
        /// From 1, the outermost.
        level: u8,
        /// The heading's words.
        text: Text,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        text: Text,
    },
    /// Words of someone else, such as a policy's, set off from the body.
    Quote {
        /// The words, without quotation marks.
        text: Text,
    },
    /// A list; each ordered list counts from 1.
    List {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// The items, in order.
        items: Vec<Text>,
    },
    /// A table with one header row. Rows shorter than the widest are filled with empty cells.
    Table {
        /// What the table shows.
        #[serde(default)]
        caption: Option<Text>,
        /// The columns' names; they are repeated on every page the table reaches.
        header: Vec<Text>,
        /// The rows, cell by cell. The first cell names the row.
        rows: Vec<Vec<Text>>,
    },
    /// A payer's criteria, numbered from 1, each with its status and what shows it.
    Criteria {
        /// The criteria, in the payer's order.
        items: Vec<Criterion>,
    },
}

/// One of a payer's criteria and how the case stands to it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The criterion in the payer's words.
    pub text: Text,
    /// How the case stands to it.
    pub status: CriterionStatus,
    /// What shows it, one statement each.
    #[serde(default)]
    pub evidence: Vec<Text>,
}

/// How a case stands to a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionStatus {
    /// Shown by the evidence.
    Met,
    /// Shown in part.
    Partly,
    /// The evidence shows the contrary.
    NotMet,
    /// Nothing is known about it.
    NotDocumented,
}

redact!(Block, Criterion);

impl Block {
    /// A heading.
    pub fn heading(level: u8, text: impl Into<Text>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<Text>) -> Self {
        Self::Paragraph { text: text.into() }
    }
}

impl CriterionStatus {
    /// The word printed for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Met => "Met",
            Self::Partly => "Partly met",
            Self::NotMet => "Not met",
            Self::NotDocumented => "Not documented",
        }
    }
}
