//! The documents that Luma writes. Each has one file under `kind/`; forms, lists and the composer read [`Kind::ALL`].

mod appeal_first_level;
mod letter_of_medical_necessity;
mod prior_authorization;
mod spec;

use serde::{Deserialize, Serialize};

pub use spec::{Check, KindSpec, Need, Part, SectionSpec};

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Explains to a payer why a request is medically necessary.
    LetterOfMedicalNecessity,
    /// Asks for coverage before the service is given.
    PriorAuthorization,
    /// Asks a payer to overturn its first denial.
    AppealFirstLevel,
}

/// The name is not that of a document kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a document kind")]
pub struct UnknownKind;

impl Kind {
    /// Every kind, in the order in which a case usually needs them.
    pub const ALL: [Self; 3] =
        [Self::LetterOfMedicalNecessity, Self::PriorAuthorization, Self::AppealFirstLevel];

    /// What the kind asks for and how it is laid out.
    pub fn spec(self) -> &'static KindSpec {
        match self {
            Self::LetterOfMedicalNecessity => &letter_of_medical_necessity::SPEC,
            Self::PriorAuthorization => &prior_authorization::SPEC,
            Self::AppealFirstLevel => &appeal_first_level::SPEC,
        }
    }

    /// The kind's name in JSON: `letter_of_medical_necessity`.
    pub fn code(self) -> &'static str {
        self.spec().code
    }

    /// Reads a kind's JSON name.
    ///
    /// # Errors
    /// [`UnknownKind`] if no kind has this name.
    pub fn parse(code: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or(UnknownKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_written_in_json_under_its_code() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert_eq!(Kind::parse(kind.code()), Ok(kind));
        }
        assert_eq!(Kind::parse("poem"), Err(UnknownKind));
    }

    #[test]
    fn every_kind_states_its_request_first_and_its_ask_after_the_argument() {
        for kind in Kind::ALL {
            let parts: Vec<_> = kind.spec().sections.iter().map(|section| section.part).collect();
            let place = |part| parts.iter().position(|p| *p == part);
            assert_eq!(place(Part::Request), Some(0), "{kind:?}");
            assert!(place(Part::Ask) > place(Part::Criteria), "{kind:?}");
            let mut once = parts.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), parts.len(), "{kind:?} has a part twice");
        }
    }
}
