//! The request: in one sentence at the beginning, exactly at the end, as a table where a form is filled.

use super::{Piece, Said, fact_from, phrase};
use crate::brief::Brief;
use crate::case::RequestKind;
use crate::document::{Block, Row};
use crate::evidence::EvidenceId;
use crate::fact::Origin;
use crate::kind::Kind;

/// Who writes, for whom, asking what.
pub(super) fn opening(brief: &Brief) -> Vec<Piece> {
    let name = brief.first_name();
    let age = brief.context().patient().age().describe();
    let opening = brief.kind.spec().opening;
    let text = if brief.kind == Kind::PeerToPeer {
        // Codes and schedules are for the page, not for the ear.
        let what = filled(brief, &opening.replace("{item}", &self::name(brief)));
        format!(
            "Thank you for taking this call. I treat {name}, who is {age}, and I am calling {what}."
        )
    } else {
        let what = filled(brief, opening);
        format!(
            "I am writing on behalf of my patient {name}, who is {age}, {what}{}.",
            purpose(brief)
        )
    };
    let evidence = ids(brief, &[Origin::Age, Origin::Request, Origin::Diagnosis(0), Origin::Payer]);
    vec![Piece::Paragraph(vec![Said::on(text, evidence)])]
}

/// A template of the kind with the case's words.
fn filled(brief: &Brief, template: &str) -> String {
    template
        .replace("{item}", &item(brief))
        .replace("{payer}", brief.context().payer().name())
        .replace("{name}", brief.first_name())
}

/// The request as a table: what a reviewer's form asks for.
pub(super) fn service(brief: &Brief) -> Vec<Piece> {
    let request = brief.context().request();
    let on_request = ids(brief, &[Origin::Request]);
    let mut rows = vec![row("Requested", request.name(), &on_request)];
    let codes = codes(brief);
    let schedule = [
        request.dose().map(phrase::clause),
        request.route().map(phrase::route),
        request.frequency().map(phrase::clause),
    ];
    let schedule = schedule.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let optional = [
        ("Code", Some(codes.as_str()).filter(|codes| !codes.is_empty())),
        ("Dose and schedule", Some(schedule.as_str()).filter(|schedule| !schedule.is_empty())),
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

/// The exact ask, what goes with it, and the offer to talk.
pub(super) fn ask(brief: &Brief) -> Vec<Piece> {
    let spec = brief.kind.spec();
    let on_request = ids(brief, &[Origin::Request, Origin::Payer]);
    let decision = ids(brief, &[Origin::Request, Origin::DenialLevel, Origin::DenialReason]);
    let mut said: Vec<Said> = Vec::new();
    for (place, sentence) in spec.ask.iter().enumerate() {
        let on_call = brief.kind == Kind::PeerToPeer;
        let evidence = if place == 0 || on_call { on_request.clone() } else { decision.clone() };
        said.push(Said::on(filled(brief, sentence), evidence));
    }
    if brief.kind != Kind::PeerToPeer {
        said.push(Said::on(
            "I am available for a peer-to-peer conversation with the reviewing clinician at {{practice.phone}}.",
            on_request,
        ));
    }
    vec![Piece::Paragraph(said)]
}

/// The ask by itself, for a text where every character counts.
pub(super) fn ask_in_short(brief: &Brief) -> Said {
    let diagnosis = brief.context().diagnoses().first().map(|diagnosis| {
        let description = phrase::diagnosis(diagnosis.description());
        format!(", who has {description} (ICD-10-CM {})", diagnosis.code())
    });
    let diagnosis = diagnosis.unwrap_or_default();
    let text = format!("I request {} for {}{diagnosis}.", item(brief), brief.first_name());
    Said::on(text, ids(brief, &[Origin::Request, Origin::Diagnosis(0)]))
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
    phrase::named(brief.context().request().name())
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
    format!(
        " {toward} {} (ICD-10-CM {})",
        phrase::diagnosis(diagnosis.description()),
        diagnosis.code()
    )
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
