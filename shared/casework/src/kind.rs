//! The documents that Luma writes. Each has one file under `kind/`; forms, lists and the composer read [`Kind::ALL`].

mod appeal_first_level;
mod appeal_second_level;
mod check;
mod continuation;
mod durable_medical_equipment;
mod external_review;
mod formulary_exception;
mod genetic_test;
mod imaging;
mod letter_of_medical_necessity;
pub(crate) mod limit;
mod medical_food;
mod need;
mod peer_to_peer;
mod portal_text;
mod prior_authorization;
mod procedure;
pub(crate) mod question;
mod spec;
mod step_therapy_exception;

use serde::{Deserialize, Serialize};

pub use check::{Check, Shortfall, shortfalls};
pub use limit::CharacterLimit;
pub use need::Need;
pub use question::{Question, Want};
pub use spec::{KindSpec, Part, SectionSpec, Topic};

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Explains to a payer why a request is medically necessary.
    LetterOfMedicalNecessity,
    /// Asks for coverage before the service is given.
    PriorAuthorization,
    /// Asks to set aside drugs that the plan wants tried first.
    StepTherapyException,
    /// Asks for a drug that is not on the formulary, or on a better tier.
    FormularyException,
    /// Asks a payer to overturn its first denial.
    AppealFirstLevel,
    /// Asks a payer to overturn what its first appeal upheld.
    AppealSecondLevel,
    /// Asks a reviewer outside the payer to decide.
    ExternalReview,
    /// Talking points for a call with the payer's reviewer.
    PeerToPeer,
    /// Asks for a treatment to go on.
    Continuation,
    /// Asks for equipment for the home.
    DurableMedicalEquipment,
    /// Asks for an imaging study.
    Imaging,
    /// Asks for a genetic test.
    GeneticTest,
    /// Asks for a procedure or an operation.
    Procedure,
    /// Asks for medical food or formula.
    MedicalFood,
    /// The argument as plain text within a portal's character limit.
    PortalText,
}

/// The name is not that of a document kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a document kind")]
pub struct UnknownKind;

impl Kind {
    /// Every kind, in the order in which a case usually needs them.
    pub const ALL: [Self; 15] = [
        Self::LetterOfMedicalNecessity,
        Self::PriorAuthorization,
        Self::StepTherapyException,
        Self::FormularyException,
        Self::AppealFirstLevel,
        Self::AppealSecondLevel,
        Self::ExternalReview,
        Self::PeerToPeer,
        Self::Continuation,
        Self::DurableMedicalEquipment,
        Self::Imaging,
        Self::GeneticTest,
        Self::Procedure,
        Self::MedicalFood,
        Self::PortalText,
    ];

    /// What the kind asks for and how it is laid out.
    pub fn spec(self) -> &'static KindSpec {
        match self {
            Self::LetterOfMedicalNecessity => &letter_of_medical_necessity::SPEC,
            Self::PriorAuthorization => &prior_authorization::SPEC,
            Self::StepTherapyException => &step_therapy_exception::SPEC,
            Self::FormularyException => &formulary_exception::SPEC,
            Self::AppealFirstLevel => &appeal_first_level::SPEC,
            Self::AppealSecondLevel => &appeal_second_level::SPEC,
            Self::ExternalReview => &external_review::SPEC,
            Self::PeerToPeer => &peer_to_peer::SPEC,
            Self::Continuation => &continuation::SPEC,
            Self::DurableMedicalEquipment => &durable_medical_equipment::SPEC,
            Self::Imaging => &imaging::SPEC,
            Self::GeneticTest => &genetic_test::SPEC,
            Self::Procedure => &procedure::SPEC,
            Self::MedicalFood => &medical_food::SPEC,
            Self::PortalText => &portal_text::SPEC,
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
