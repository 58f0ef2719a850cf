//! The request: in one sentence at the beginning, exactly at the end, as a table where a form is filled.

use super::{Piece, Said, fact_from, facts_of, phrase};
use crate::brief::Brief;
use crate::case::RequestKind;
use crate::document::{Block, Row};
use crate::evidence::EvidenceId;
use crate::fact::{FactKind, Origin};

/// Who writes, for whom, asking what.
pub(super) fn opening(brief: &Brief) -> Vec<Piece> {
    let name = brief.first_name();
    let who = format!(
        "I am writing on behalf of my patient {name}, who is {},",
        brief.context().patient().age().describe()
    );
    let item = item(brief);
    let what = if brief.kind.answers_denial() {
        let payer = brief.context().payer().name();
        format!("to appeal the denial by {payer} of {item}")
    } else {
        format!("to request coverage of {item}")
    };
    let evidence = ids(brief, &[Origin::Age, Origin::Request, Origin::Diagnosis(0), Origin::Payer]);
    let text = format!("{who} {what}{}.", purpose(brief));
    vec![Piece::Paragraph(vec![Said::on(text, evidence)])]
}

/// The request as a table: what a reviewer's form asks for.
pub(super) fn service(brief: &Brief) -> Vec<Piece> {
    let request = brief.context().request();
    let on_request = ids(brief, &[Origin::Request]);
    let mut rows = vec![row("Requested", request.name(), &on_request)];
    let codes = codes(brief);
    let optional = [
        ("Code", Some(codes.as_str()).filter(|codes| !codes.is_empty())),
        ("Dose", request.dose()),
        ("Route", request.route()),
        ("Frequency", request.frequency()),
        ("Duration", request.duration()),
    ];
    rows.extend(
        optional.into_iter().filter_map(|(label, value)| Some(row(label, value?, &on_request))),
    );
    for (place, diagnosis) in brief.context().diagnoses().iter().enumerate() {
        let label = if place == 0 { "Diagnosis" } else { "Further diagnosis" };
        let value = format!("{} ({})", diagnosis.description(), diagnosis.code());
        rows.push(row(label, &value, &ids(brief, &[Origin::Diagnosis(place)])));
    }
    let header = vec!["Item".to_owned(), "Detail".to_owned()];
    vec![Piece::Table(Block::Table { caption: None, header, rows })]
}

/// The exact ask, and the offer to talk.
pub(super) fn ask(brief: &Brief) -> Vec<Piece> {
    let payer = brief.context().payer().name();
    let name = brief.first_name();
    let item = item(brief);
    let on_request = ids(brief, &[Origin::Request, Origin::Payer]);
    let mut said = Vec::new();
    if brief.kind.answers_denial() {
        said.push(Said::on(
            format!("I ask {payer} to overturn its decision and to approve {item} for {name}."),
            on_request.clone(),
        ));
        let denial: Vec<EvidenceId> =
            facts_of(brief, FactKind::Denial).map(|fact| fact.id.into()).collect();
        said.push(Said::on(
            "I also ask that this appeal be reviewed by a clinician of the same or a similar specialty who took no part in the earlier decision.",
            denial.clone(),
        ));
        said.push(Said::on("Should the decision stand, please send me the criteria and the clinical rationale on which it rests.", denial));
    } else {
        said.push(Said::on(
            format!("I ask {payer} to approve {item} for {name}."),
            on_request.clone(),
        ));
    }
    said.push(Said::on(
        "I am available for a peer-to-peer conversation with the reviewing clinician at {{practice.phone}}.",
        on_request,
    ));
    vec![Piece::Paragraph(said)]
}

/// The request on one line, for the Re: block.
pub(crate) fn line(brief: &Brief) -> String {
    item(brief)
}

/// What is asked for, with all that belongs to it: `adalimumab 40 mg subcutaneously every 2 weeks for 12 months (HCPCS J0139)`.
pub(super) fn item(brief: &Brief) -> String {
    let request = brief.context().request();
    let mut words = vec![name(brief)];
    words.extend(request.dose().map(phrase::clause));
    words.extend(request.route().map(phrase::route));
    words.extend(request.frequency().map(phrase::clause));
    words.extend(request.duration().map(length));
    let item = words.join(" ");
    let codes = codes(brief);
    match item.strip_suffix(')') {
        _ if codes.is_empty() => item,
        Some(open) => format!("{open}; {codes})"),
        None => format!("{item} ({codes})"),
    }
}

/// What is asked for, by its name alone. `Arthroplasty, right knee` reads `arthroplasty (right knee)` within a sentence.
pub(super) fn name(brief: &Brief) -> String {
    let name = phrase::lower(&phrase::clause(brief.context().request().name()));
    match name.split_once(", ") {
        Some((what, which)) if !which.contains(',') && !name.contains('(') => {
            format!("{what} ({which})")
        }
        _ => name,
    }
}

/// The request's codes with the list they come from.
fn codes(brief: &Brief) -> String {
    let codes: Vec<String> = brief
        .context()
        .request()
        .codes()
        .iter()
        .map(|code| format!("{} {}", list_of(code.as_str()), code.as_str()))
        .collect();
    phrase::join(&codes)
}

/// CPT codes begin with four digits; HCPCS level II codes with a letter.
fn list_of(code: &str) -> &'static str {
    if code.starts_with(|c: char| c.is_ascii_digit()) { "CPT" } else { "HCPCS" }
}

/// A duration behind a treatment: `for 6 months`, or in brackets what is not a plain length.
pub(super) fn length(duration: &str) -> String {
    let duration = phrase::clause(duration);
    if phrase::is_length(&duration) { format!("for {duration}") } else { format!("({duration})") }
}

/// What the request is for: the first diagnosis.
fn purpose(brief: &Brief) -> String {
    let Some(diagnosis) = brief.context().diagnoses().first() else { return String::new() };
    let toward = match brief.context().request().kind() {
        RequestKind::Imaging | RequestKind::GeneticTest => "for the evaluation of",
        RequestKind::Medication | RequestKind::Procedure | RequestKind::Therapy => {
            "for the treatment of"
        }
        RequestKind::Device
        | RequestKind::Admission
        | RequestKind::Nutrition
        | RequestKind::Other => "for",
    };
    format!(" {toward} {} (ICD-10-CM {})", phrase::lower(diagnosis.description()), diagnosis.code())
}

/// The facts made from these fields, as far as there are any.
pub(super) fn ids(brief: &Brief, origins: &[Origin]) -> Vec<EvidenceId> {
    origins
        .iter()
        .filter_map(|origin| fact_from(brief, *origin))
        .map(|fact| fact.id.into())
        .collect()
}

fn row(label: &str, value: &str, evidence: &[EvidenceId]) -> Row {
    Row {
        cells: vec![label.to_owned(), phrase::capital(&phrase::clause(value))],
        evidence: evidence.to_vec(),
    }
}
