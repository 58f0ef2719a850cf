//! The diagnosis and the clinical picture.

use super::clinical::{self, Topic};
use super::{Piece, Said, phrase, request};
use crate::brief::Brief;
use crate::fact::{Fact, Origin};

/// Diagnoses in words, then what the clinician wrote of the patient's state.
pub(super) fn picture(brief: &Brief) -> Vec<Piece> {
    let facts: Vec<&Fact> = clinical::about(brief, Topic::Condition).collect();
    let lead = diagnoses(brief).into_iter().collect();
    clinical::pieces(lead, &facts, "The following findings are documented:")
}

fn diagnoses(brief: &Brief) -> Option<Said> {
    let all = brief.context().diagnoses();
    let named: Vec<String> = all
        .iter()
        .map(|diagnosis| {
            format!("{} ({})", phrase::lower(diagnosis.description()), diagnosis.code())
        })
        .collect();
    let name = brief.first_name();
    let text = match named.as_slice() {
        [] => return None,
        [only] => format!("{name} has {only}."),
        // Descriptions hold commas of their own, so a list of them is parted by semicolons.
        [first, rest @ ..] => {
            let also = rest.join("; ");
            format!("{name} has {first}. Further diagnoses are {also}.")
        }
    };
    let origins: Vec<Origin> = (0..all.len()).map(Origin::Diagnosis).collect();
    Some(Said::on(text, request::ids(brief, &origins)))
}
