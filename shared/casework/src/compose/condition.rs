//! The diagnosis and the clinical picture.

use super::clinical as notes;
use super::{Piece, Said, phrase, request, topic};
use crate::brief::Brief;
use crate::fact::{Fact, Origin};
use crate::kind::Part;
use clinical::icd10::Icd10;

/// Diagnoses in words, then what the clinician wrote of the patient's state.
pub(super) fn picture(brief: &Brief) -> Vec<Piece> {
    let facts: Vec<&Fact> = topic::about(brief, Part::Condition).collect();
    let mut said = diagnoses(brief);
    // The opening has named the first diagnosis; it is said again only where nothing else would stand here.
    if said.len() + facts.len() > 1 {
        said.remove(0);
    }
    said.extend(notes::told(&facts));
    notes::paragraph(said)
}

pub(super) fn diagnoses(brief: &Brief) -> Vec<Said> {
    let all = brief.context().diagnoses();
    let name = brief.first_name();
    let named = |diagnosis: &Icd10| {
        format!("{} ({})", phrase::diagnosis(diagnosis.description()), diagnosis.code())
    };
    let Some((first, rest)) = all.split_first() else { return Vec::new() };
    let mut said = vec![Said::on(
        format!("{name} has {}.", named(first)),
        request::ids(brief, &[Origin::Diagnosis(0)]),
    )];
    // Descriptions hold commas of their own, so a list of them is parted by semicolons.
    let others: Vec<String> = rest.iter().map(named).collect();
    let text = match others.as_slice() {
        [] => return said,
        [only] => format!("A further diagnosis is {only}."),
        several => format!("Further diagnoses are {}.", several.join("; ")),
    };
    let origins: Vec<Origin> = (1..all.len()).map(Origin::Diagnosis).collect();
    said.push(Said::on(text, request::ids(brief, &origins)));
    said
}
