//! A letter, before it is a file.

use crate::block::Block;
use crate::inline::Text;
use crate::redact::redact;
use serde::{Deserialize, Serialize};

/// A letter. Every renderer prints its parts in the order of these fields; an empty part is left out.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Letter {
    /// The document's title: its first heading and the file's own title. Holds no placeholder.
    pub title: String,
    /// The language of the text.
    pub language: Language,
    /// Who writes.
    pub letterhead: Letterhead,
    /// The date as printed; a placeholder in a stored letter, since the sender dates it.
    pub date_line: Text,
    /// Whom the letter goes to, line by line.
    pub addressee: Vec<Text>,
    /// What the letter is about: patient, member, diagnosis, request.
    pub re: Vec<ReLine>,
    /// The greeting, with its comma or colon.
    pub salutation: Text,
    /// The letter itself.
    pub body: Vec<Block>,
    /// Close and signature; none for a text pasted into a portal.
    pub signature: Option<Signature>,
    /// What goes with the letter, one entry each.
    pub enclosures: Vec<Text>,
    /// What the citations point to, numbered from 1.
    pub references: Vec<Reference>,
    /// Small print after everything else, one paragraph each.
    pub notes: Vec<Text>,
    /// Repeated at the top of every page after the first, so that a lost fax page finds its letter.
    pub running_head: Text,
    /// Repeated at the foot of every page, beside the page number.
    pub footer: Text,
}

/// The language of a letter. English alone: the words that renderers add ("References", "Page") are English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English of the United States.
    #[default]
    #[serde(rename = "en-US")]
    EnUs,
}

/// Who writes: the head of the first page.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Letterhead {
    /// The practice's name.
    pub practice: Text,
    /// The clinician's name.
    pub clinician: Text,
    /// Degrees and licences after the name: `MD, FACR`.
    pub credentials: Text,
    /// The clinician's specialty.
    pub specialty: Text,
    /// The National Provider Identifier, digits only.
    pub npi: Text,
    /// Address, telephone, fax: one line each.
    pub lines: Vec<Text>,
}

/// One line of the Re: block.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReLine {
    /// What it is, without a colon: `Member ID`.
    pub label: String,
    /// Its value.
    pub value: Text,
}

/// The close of a letter. It is never parted from its name, nor from the paragraph before it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Signature {
    /// `Sincerely,`
    pub closing: Text,
    /// The signer's name with credentials, below the space for the signature.
    pub name: Text,
    /// Title, NPI, telephone: one line each.
    pub lines: Vec<Text>,
}

/// An entry of the list of references.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reference {
    /// Authors, title, publisher, year, retrieved when; without its number.
    pub text: Text,
    /// Where it is to be found; printed after the text.
    pub url: Option<String>,
}

redact!(Letter, Letterhead, ReLine, Signature, Reference);

impl Language {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::EnUs => "en-US",
        }
    }
}

impl ReLine {
    /// A line of the Re: block.
    pub fn new(label: impl Into<String>, value: impl Into<Text>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}
