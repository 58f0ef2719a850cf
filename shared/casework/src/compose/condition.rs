//! The diagnosis and the clinical picture.

use super::clinical as notes;
use super::{Piece, Said, phrase, request, topic};
use crate::brief::Brief;
use crate::fact::{Fact, Origin};
use crate::kind::Part;
use clinical::icd10::Icd10;

/// Diagnoses in words, then what the clinician wrote of the patient's state. What the opening and the table of the request
/// have named is said again only where nothing else would stand here.
pub(super) fn picture(brief: &Brief) -> Vec<Piece> {
    let facts: Vec<&Fact> = topic::about(brief, Part::Condition).collect();
    let mut said = diagnoses(brief);
    if !facts.is_empty() && brief.kind.spec().section(Part::Service).is_some() {
        said.clear();
    } else if said.len() + facts.len() > 1 {
        said.remove(0);
    }
    said.extend(notes::told(brief, &facts));
    notes::paragraph(said)
}

/// The first diagnosis, those beside it, and what is coded without being a disease.
pub(super) fn diagnoses(brief: &Brief) -> Vec<Said> {
    let all = brief.context().diagnoses();
    let name = brief.first_name();
    let mut said = Vec::new();
    if let Some(first) = all.first() {
        let text = format!("{name} has {}.", named(first));
        said.push(Said::on(text, request::ids(brief, &[Origin::Diagnosis(0)])));
    }
    let beside = |disease: bool| {
        let wanted = move |code: &Icd10| code.code().starts_with('Z') != disease;
        all.iter().enumerate().skip(1).filter(move |(_, code)| wanted(code))
    };
    for (disease, lead) in [(true, format!("{name} also has")), (false, "Also coded:".to_owned())] {
        // Descriptions hold commas of their own, so a list of them is parted by semicolons.
        let others: Vec<String> = beside(disease).map(|(_, code)| named(code)).collect();
        let origins: Vec<Origin> =
            beside(disease).map(|(place, _)| Origin::Diagnosis(place)).collect();
        if !others.is_empty() {
            let text = format!("{lead} {}.", others.join("; "));
            said.push(Said::on(text, request::ids(brief, &origins)));
        }
    }
    said
}

fn named(diagnosis: &Icd10) -> String {
    format!("{} ({})", phrase::diagnosis(diagnosis.description()), diagnosis.code())
}
