//! What a sentence can stand on: numbered facts, criteria and retrieved sources.

use crate::criterion::CriterionId;
use crate::fact::FactId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Points to a fact (`F3`), a criterion (`C2`) or a source (`S1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum EvidenceId {
    /// The n-th fact of the case, from 1.
    Fact(u32),
    /// The n-th criterion of the payer, from 1.
    Criterion(u32),
    /// The n-th retrieved source, from 1.
    Source(u32),
}

/// A marker is `F`, `C` or `S` with a number from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a marker such as F3, C2 or S1")]
pub struct MalformedMarker;

impl EvidenceId {
    /// Reads a marker; a lower-case letter is accepted, since models write them.
    ///
    /// # Errors
    /// [`MalformedMarker`] if it is not one letter of F, C, S with a number from 1 to 4294967295.
    pub fn parse(marker: &str) -> Result<Self, MalformedMarker> {
        let mut letters = marker.chars();
        let family = letters.next().ok_or(MalformedMarker)?;
        let digits = letters.as_str();
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MalformedMarker);
        }
        let number: u32 = digits.parse().map_err(|_| MalformedMarker)?;
        match family.to_ascii_uppercase() {
            _ if number == 0 => Err(MalformedMarker),
            'F' => Ok(Self::Fact(number)),
            'C' => Ok(Self::Criterion(number)),
            'S' => Ok(Self::Source(number)),
            _ => Err(MalformedMarker),
        }
    }
}

impl From<FactId> for EvidenceId {
    fn from(id: FactId) -> Self {
        Self::Fact(id.0)
    }
}

impl From<CriterionId> for EvidenceId {
    fn from(id: CriterionId) -> Self {
        Self::Criterion(id.0)
    }
}

impl fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fact(number) => write!(f, "F{number}"),
            Self::Criterion(number) => write!(f, "C{number}"),
            Self::Source(number) => write!(f, "S{number}"),
        }
    }
}

impl TryFrom<String> for EvidenceId {
    type Error = MalformedMarker;

    fn try_from(marker: String) -> Result<Self, Self::Error> {
        Self::parse(&marker)
    }
}

impl From<EvidenceId> for String {
    fn from(id: EvidenceId) -> Self {
        id.to_string()
    }
}

/// A passage that was retrieved, never remembered by a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its marker: `S1`.
    pub id: EvidenceId,
    /// The document's title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it was retrieved.
    pub url: String,
    /// When it was retrieved.
    pub retrieved_at: Timestamp,
    /// The passage, verbatim.
    pub quote: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_reads_back_as_it_was_written() {
        for marker in ["F1", "C12", "S4294967295"] {
            assert_eq!(EvidenceId::parse(marker).unwrap().to_string(), marker);
        }
        assert_eq!(EvidenceId::parse("f3"), Ok(EvidenceId::Fact(3)));
    }

    #[test]
    fn what_is_no_marker_is_refused() {
        for marker in ["", "F", "F0", "F-1", "X1", "F1x", "1", "F4294967296", "é1", "F 1"] {
            assert_eq!(EvidenceId::parse(marker), Err(MalformedMarker), "{marker}");
        }
    }
}
