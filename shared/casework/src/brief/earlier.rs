//! What was said before: the earlier documents of a case, as far as a new one has to know them.

use crate::case::{CaseContext, Denial};
use crate::document::Document;
use crate::fact::{Fact, FactId, FactKind, Origin, Reading};
use crate::kind::Kind;
use std::fmt;

/// Opens a statement on the reason of an earlier denial.
pub(crate) const EARLIER_REASON: &str = "Earlier reason for denial: ";

/// How the reason field of a case reads as a fact.
const REASON: &str = "The stated reason for denial: ";

/// An earlier document of the same case: what it was, what it stood on, which denial it answered.
#[derive(Clone, PartialEq, Eq)]
pub struct Earlier {
    /// What was written.
    pub kind: Kind,
    /// The texts of the facts it stood on.
    pub facts: Vec<String>,
    /// The reason of the denial it answered, if it answered one.
    pub reason: Option<String>,
}

/// Hides clinical text from debug output.
impl fmt::Debug for Earlier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Earlier").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Earlier {
    /// What a new document has to know of an earlier one.
    pub fn of(document: &Document) -> Self {
        let said = |kind| document.facts.iter().filter(move |fact| fact.kind == kind);
        let reason = said(FactKind::Denial).find_map(|fact| fact.text.strip_prefix(REASON));
        Self {
            kind: document.kind,
            facts: document
                .facts
                .iter()
                .filter(|fact| !matches!(fact.kind, FactKind::Denial | FactKind::Earlier))
                .map(|fact| fact.text.clone())
                .collect(),
            reason: reason.map(str::to_owned),
        }
    }

    /// How far up the ladder it stands.
    fn step(&self) -> u8 {
        match self.kind {
            Kind::PeerToPeer => 1,
            Kind::AppealFirstLevel => 2,
            Kind::AppealSecondLevel => 3,
            Kind::ExternalReview => 4,
            Kind::LetterOfMedicalNecessity
            | Kind::PriorAuthorization
            | Kind::StepTherapyException
            | Kind::FormularyException
            | Kind::Continuation
            | Kind::DurableMedicalEquipment
            | Kind::Imaging
            | Kind::GeneticTest
            | Kind::Procedure
            | Kind::MedicalFood
            | Kind::PortalText => 0,
        }
    }
}

/// The statements on earlier documents, numbered on from the facts of the case, in the order of the ladder. A denial that
/// the case itself still holds is not told twice.
pub(super) fn facts(context: &CaseContext, earlier: &[Earlier], numbered: usize) -> Vec<Fact> {
    let mut steps: Vec<&Earlier> = earlier.iter().collect();
    steps.sort_by_key(|step| step.step());
    let mut texts: Vec<String> = Vec::new();
    let held = context.denial().and_then(Denial::reason).map(one_line);
    for step in steps {
        if let Some(reason) =
            step.reason.as_deref().map(one_line).filter(|r| Some(r) != held.as_ref())
        {
            push(&mut texts, format!("{EARLIER_REASON}{reason}"));
        }
        push(&mut texts, told(step.kind));
    }
    let fact = |(place, text): (usize, String)| {
        let number = u32::try_from(numbered + place + 1).unwrap_or(u32::MAX);
        let reading = Reading::of(&text);
        Fact {
            id: FactId(number),
            kind: FactKind::Earlier,
            origin: Origin::Earlier(place),
            text,
            reading,
        }
    };
    texts.into_iter().enumerate().map(fact).collect()
}

fn push(texts: &mut Vec<String>, text: String) {
    if !texts.contains(&text) {
        texts.push(text);
    }
}

fn told(kind: Kind) -> String {
    match kind {
        Kind::PeerToPeer => "A peer-to-peer conversation with the payer was prepared".to_owned(),
        Kind::AppealFirstLevel => "A first-level appeal was written".to_owned(),
        Kind::AppealSecondLevel => "A second-level appeal was written".to_owned(),
        Kind::ExternalReview => "A request for external review was written".to_owned(),
        Kind::PortalText => "The request was put into text for the payer's portal".to_owned(),
        Kind::LetterOfMedicalNecessity
        | Kind::PriorAuthorization
        | Kind::StepTherapyException
        | Kind::FormularyException
        | Kind::Continuation
        | Kind::DurableMedicalEquipment
        | Kind::Imaging
        | Kind::GeneticTest
        | Kind::Procedure
        | Kind::MedicalFood => request(kind),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `A prior authorization request was written`.
fn request(kind: Kind) -> String {
    let title = kind.spec().title.to_lowercase();
    let article = if title.starts_with(['a', 'e', 'i', 'o', 'u']) { "An" } else { "A" };
    format!("{article} {title} was written")
}
