//! A finished document: its body, what it stands on, its state and its versions.

mod block;
mod difference;
mod edit;
mod judge;
mod letter;
mod open;
mod resolve;
mod review;

use crate::criterion::{Combinator, CriterionId, Status};
use crate::evidence::Source;
use crate::fact::{FactKind, Outcome};
use crate::kind::Kind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

pub use block::{Attestation, Block, Flag, FlagKind, Item, Row, Sentence};
pub use difference::{Change, ChangeCounts, Difference, Fate, Part, PartKind, Words};
pub use edit::Edit;
pub(crate) use judge::suspicions;
pub use letter::{Letterhead, letter};
pub use open::{Completion, PLACEHOLDERS};
pub use resolve::{AddedFact, How, Resolution};
pub use review::NotAllowed;

use crate::case::{CaseId, DocumentId};

/// A document of a case. Its JSON is what is stored (sealed) and what the documents routes answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Names the document.
    pub id: DocumentId,
    /// The case it belongs to.
    pub case_id: CaseId,
    /// What kind of document it is.
    pub kind: Kind,
    /// How far it has come.
    pub state: State,
    /// Counts its versions, from 1.
    pub version: u64,
    /// Its title, as printed.
    pub title: String,
    /// Who wrote the first version.
    pub drafted_by: DraftedBy,
    /// Its body.
    pub blocks: Vec<Block>,
    /// The facts it stands on.
    pub facts: Vec<FactView>,
    /// The payer's criteria and how the case stands to them.
    pub criteria: Vec<CriterionView>,
    /// The retrieved sources it stands on.
    pub sources: Vec<Source>,
    /// The blanks that only the user's browser can fill, each once.
    pub placeholders: Vec<String>,
    /// What the letter is about, line by line; carries placeholders, never an identifier.
    pub re: Vec<ReLine>,
    /// Whom the letter goes to, line by line.
    pub addressee: Vec<String>,
    /// How many characters the text may have, for a kind that is plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub character_limit: Option<u32>,
    /// The facts and criteria that a text with a limit leaves out, by their markers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// True if the writer was cut off before its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// How doubts about its sentences were answered, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resolutions: Vec<Resolution>,
    /// Who reviewed it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Attestation>,
    /// Who signed it off, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_off: Option<Attestation>,
    /// When it was last exported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exported_at: Option<Timestamp>,
}

/// How far a document has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Written; flags may be open.
    Draft,
    /// A clinician has answered every flag.
    Reviewed,
    /// A clinician vouches for it.
    SignedOff,
}

/// Who wrote a document's first version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftedBy {
    /// `composer` (drafted without AI) or the name of a provider.
    pub provider: String,
    /// The provider's model; none for the composer.
    pub model: Option<String>,
}

/// A fact as a document shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactView {
    /// Its marker: `F1`.
    pub id: String,
    /// What it says.
    pub text: String,
    /// What kind of fact it is.
    pub kind: FactKind,
    /// What came of the treatment, for a fact of the history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// A criterion as a document shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionView {
    /// Its marker: `C1`.
    pub id: String,
    /// The criterion in the payer's words.
    pub text: String,
    /// How the case stands to it.
    pub status: Status,
    /// The facts that show it.
    pub evidence: Vec<String>,
    /// What the clinician could answer to close the gap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The group it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CriterionId>,
    /// For a group: how the criteria below it combine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combinator: Option<Combinator>,
}

/// One line of what a letter is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReLine {
    /// What it is: `Member ID`.
    pub label: String,
    /// Its value, with placeholders.
    pub value: String,
}

/// How much a document says and how much of it is in doubt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Sentences.
    pub sentences: usize,
    /// Flags not yet answered.
    pub flags: usize,
    /// Criteria met.
    pub met: usize,
    /// Criteria met in part.
    pub partly: usize,
    /// Criteria not met.
    pub not_met: usize,
    /// Criteria about which nothing is known.
    pub not_documented: usize,
}

impl DraftedBy {
    /// The embedded writer: drafted without AI.
    pub fn composer() -> Self {
        Self { provider: "composer".to_owned(), model: None }
    }
}

impl Document {
    /// The patient's first name, as the letter has it.
    pub(crate) fn first_name(&self) -> &str {
        let patient = self.re.first().map_or("", |line| line.value.as_str());
        patient.split(" {{").next().unwrap_or(patient)
    }

    /// Counts sentences, open flags and criteria by standing.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for sentence in self.blocks.iter().flat_map(Block::sentences) {
            counts.sentences += 1;
            if sentence.is_open() {
                counts.flags += sentence.flags.len();
            }
        }
        for criterion in &self.criteria {
            match criterion.status {
                Status::Met => counts.met += 1,
                Status::Partly => counts.partly += 1,
                Status::NotMet => counts.not_met += 1,
                Status::NotDocumented => counts.not_documented += 1,
            }
        }
        counts
    }
}

/// Hides clinical text from debug output.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("state", &self.state)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// Hides clinical text from debug output.
macro_rules! redact {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )+};
}
redact!(FactView, CriterionView, ReLine);
