//! Criteria with what the case says to each: the gap check before drafting and the checklist beside the draft.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::answer::Effort;
use super::tree::{Combinator, Role};
use crate::fact::FactId;

/// All criteria of a policy in reading order, those below a group right after it.
#[derive(Clone, PartialEq, Eq, Default, Serialize)]
pub struct Checklist {
    /// `C1`, `C2` …
    pub criteria: Vec<Criterion>,
    /// How the outermost criteria combine.
    pub combinator: Combinator,
    /// What someone marked as not applicable, in reading order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub set_aside: Vec<SetAside>,
}

/// A criterion that someone marked as not applicable to the case.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// The payer's words.
    pub text: String,
    /// Why it does not apply.
    pub reason: String,
}

/// One criterion and what the facts say to it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// Its number.
    pub id: CriterionId,
    /// The payer's words.
    pub text: String,
    /// What the facts say to it.
    pub status: Status,
    /// The facts that say so; empty only for `not_documented`.
    pub evidence: Vec<FactId>,
    /// What to ask the clinician in order to close the gap; never for a criterion that is met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// How deep it stands: 0 for the outermost.
    pub level: u8,
    /// The group it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<CriterionId>,
    /// For a group: how the criteria below it combine. `None` for a criterion without any below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub combinator: Option<Combinator>,
    /// Whether the criterion has to be answered for the request to be covered. `false` for an alternative that is not
    /// needed because another one of its group is met.
    pub decisive: bool,
    /// What it is there for.
    pub role: Role,
    /// What an answer must say to count; never for a criterion that is met, nor for a group that only gathers others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// How much work the answer is.
    #[serde(skip)]
    pub(crate) effort: Effort,
    /// The field of the case that the answer belongs into; empty where none is wanted.
    #[serde(skip)]
    pub(crate) pointer: &'static str,
}

/// The number of a criterion, written `C1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CriterionId(pub u32);

/// What the facts say to a criterion. A gap is never `Met`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Named facts satisfy all of it.
    Met,
    /// Named facts satisfy a part of it; the rest is open.
    Partly,
    /// Named facts contradict it.
    NotMet,
    /// No fact speaks to it.
    NotDocumented,
}

/// How many criteria stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Criteria met.
    pub met: usize,
    /// Criteria met in part.
    pub partly: usize,
    /// Criteria contradicted.
    pub not_met: usize,
    /// Criteria that no fact speaks to.
    pub not_documented: usize,
}

impl Checklist {
    /// How many criteria stand how, groups and alternatives included.
    pub fn counts(&self) -> Counts {
        let of =
            |status| self.criteria.iter().filter(|criterion| criterion.status == status).count();
        Counts {
            met: of(Status::Met),
            partly: of(Status::Partly),
            not_met: of(Status::NotMet),
            not_documented: of(Status::NotDocumented),
        }
    }

    /// The criterion of a number.
    pub fn get(&self, id: CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The criteria right below a group, in order; `None` asks for the outermost.
    pub fn below(&self, parent: Option<CriterionId>) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(move |criterion| criterion.parent == parent)
    }
}

impl Status {
    /// The status as it is sent, such as `not_met`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::NotMet => "not_met",
            Self::NotDocumented => "not_documented",
        }
    }
}

impl CriterionId {
    /// Reads `C12`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('C')?;
        let number = digits.parse().ok().filter(|number| *number > 0)?;
        (!digits.starts_with(['0', '+'])).then_some(Self(number))
    }
}

impl fmt::Display for CriterionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "C{}", self.0)
    }
}

impl Serialize for CriterionId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CriterionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not the number of a criterion"))
    }
}

impl fmt::Debug for Criterion {
    /// Shows number and status, never the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Criterion")
            .field("id", &self.id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SetAside {
    /// Policy text and reason never show.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetAside(…)")
    }
}

impl fmt::Debug for Checklist {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.criteria).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_criterion_number_is_read_as_it_is_written() {
        assert_eq!(CriterionId::parse("C3"), Some(CriterionId(3)));
        for text in ["C0", "C", "F3", "C03"] {
            assert_eq!(CriterionId::parse(text), None);
        }
    }
}
