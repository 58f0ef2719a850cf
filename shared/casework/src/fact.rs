//! The case as numbered facts: what every sentence of a document has to stand on.

mod acuity;
mod age;
mod bound;
mod cue;
mod frequency;
mod kin;
mod measure;
mod mention;
pub mod number;
mod quantity;
pub mod reading;
pub mod sentence;
mod statement;
pub(crate) mod token;
mod unit;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use number::Number;
pub use reading::{
    CodeMention, Comparison, DrugMention, Frequency, Laterality, Outcome, OutcomeMention, Place,
    Polarity, Quantity, Reading, Unit, polarity_at,
};
pub use statement::facts;

pub(crate) use cue::polarity_at as token_polarity;
pub(crate) use kin::{RELATIVES, is_of_another};
pub(crate) use measure::measures;
pub(crate) use quantity::{number as number_at, number_word};
pub(crate) use statement::stated;
pub(crate) use token::starts_with;
pub(crate) use unit::singular;

/// One numbered fact of a case.
#[derive(Clone, PartialEq, Eq)]
pub struct Fact {
    /// `F1`, `F2` … in the order of [`facts`]; the same case always numbers alike.
    pub id: FactId,
    /// What kind of fact it is.
    pub kind: FactKind,
    /// Which field of the case it was made from.
    pub origin: Origin,
    /// A third-person statement without final stop, ready to be read in a list or put into a sentence. Clinical
    /// sentences stand as the clinician wrote them, white space cleaned.
    pub text: String,
    /// What the text says in comparable terms. For history rows outcome and duration come from their own fields.
    pub reading: Reading,
}

/// The number of a fact, written `F1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u32);

/// What kind of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Age or state of the patient.
    Patient,
    /// Payer and line of business.
    Payer,
    /// One diagnosis with its description.
    Diagnosis,
    /// What is asked for.
    Request,
    /// One treatment tried, with outcome.
    History,
    /// One current medication.
    Medication,
    /// A sentence of the clinical text that reports a test, score or image.
    Diagnostic,
    /// Any other sentence of the clinical text.
    Clinical,
    /// What the denial says.
    Denial,
    /// What an earlier document of the case asked for, or the reason for which that was denied.
    Earlier,
}

/// Which field of the case a fact was made from; positions count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// `/patient/age`
    Age,
    /// `/patient/state`
    State,
    /// `/payer`
    Payer,
    /// `/diagnoses/n`
    Diagnosis(usize),
    /// `/request`
    Request,
    /// `/history/n`
    History(usize),
    /// `/medications/n`
    Medication(usize),
    /// The n-th sentence of `/clinical`
    Clinical(usize),
    /// `/denial/level`
    DenialLevel,
    /// `/denial/reason`
    DenialReason,
    /// The n-th sentence of `/denial/text`
    DenialText(usize),
    /// The n-th statement on the earlier documents of the case
    Earlier(usize),
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "F{}", self.0)
    }
}

impl Serialize for FactId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FactId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not the number of a fact"))
    }
}

impl FactId {
    /// Reads `F12`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('F')?;
        let number = digits.parse().ok().filter(|number| *number > 0)?;
        (!digits.starts_with(['0', '+'])).then_some(Self(number))
    }
}

impl fmt::Debug for Fact {
    /// Shows number and kind, never the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fact")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_number_is_read_as_it_is_written() {
        assert_eq!(FactId::parse("F12"), Some(FactId(12)));
        assert_eq!(FactId::parse(&FactId(7).to_string()), Some(FactId(7)));
        for text in ["F0", "F", "f1", "F01", "F+1", "C1", "F1 "] {
            assert_eq!(FactId::parse(text), None, "{text}");
        }
    }
}
