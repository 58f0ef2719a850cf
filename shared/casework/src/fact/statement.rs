//! Every field of a case as a statement of its own, in a fixed order.

use super::measure::measures;
use super::reading::{Outcome, Quantity, Reading, Unit};
use super::sentence::sentences;
use super::token::tokens;
use super::{Fact, FactId, FactKind, Origin};
use crate::case::{
    CaseContext, Denial, DenialLevel, Medication, RequestOfCase, ServiceCode, Treatment,
};

/// Words that make a sentence the report of a test.
const TESTS: &[&str] = &[
    "mri",
    "ct",
    "pet",
    "x-ray",
    "xray",
    "radiograph",
    "radiographs",
    "ultrasound",
    "biopsy",
    "endoscopy",
    "colonoscopy",
    "emg",
    "ncs",
    "ecg",
    "ekg",
    "eeg",
    "echo",
    "echocardiogram",
    "spirometry",
    "polysomnography",
    "culture",
    "serology",
    "titer",
    "pcr",
    "sequencing",
    "karyotype",
    "microarray",
    "genotype",
    "mutation",
    "variant",
    "quantiferon",
    "antibody",
    "antibodies",
    "dexa",
    "dxa",
    "angiography",
    "angiogram",
    "histology",
    "pathology",
    "screening",
    "screen",
    "lab",
    "labs",
    "test",
    "tests",
    "testing",
    "tested",
    "serum",
    "level",
    "positive",
    "negative",
];

/// Hands out the numbers.
#[derive(Default)]
struct Numbering {
    facts: Vec<Fact>,
}

/// The facts of a case, numbered from F1. The same case always gives the same facts, and a text that only grows at its end
/// keeps the numbers of what stood before it in the case.
pub fn facts(case: &CaseContext) -> Vec<Fact> {
    let mut numbering = Numbering::default();
    numbering.structured(case);
    for (place, (kind, sentence)) in stated(case.clinical()).into_iter().enumerate() {
        numbering.state(kind, Origin::Clinical(place), sentence);
    }
    if let Some(denial) = case.denial() {
        numbering.denial(denial);
    }
    numbering.facts
}

/// The sentences of clinical prose as statements, each with its kind.
pub(crate) fn stated(text: &str) -> Vec<(FactKind, String)> {
    sentences(text).into_iter().map(|sentence| (clinical_kind(&sentence), sentence)).collect()
}

impl Numbering {
    fn add(&mut self, kind: FactKind, origin: Origin, text: String, reading: Reading) {
        let number = u32::try_from(self.facts.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.facts.push(Fact { id: FactId(number), kind, origin, text, reading });
    }

    fn state(&mut self, kind: FactKind, origin: Origin, text: String) {
        let reading = Reading::of(&text);
        self.add(kind, origin, text, reading);
    }

    /// The fields with a form of their own.
    fn structured(&mut self, case: &CaseContext) {
        let patient = case.patient();
        self.state(
            FactKind::Patient,
            Origin::Age,
            format!("The patient is {}", patient.age().describe()),
        );
        self.state(
            FactKind::Patient,
            Origin::State,
            format!("The patient lives in {}", patient.state().name()),
        );
        let name = case.payer().name();
        // Original Medicare is both the payer and the line of business.
        let cover = case.payer().line_of_business().describe().filter(|plan| *plan != name);
        let cover = cover.map_or_else(String::new, |plan| format!(", {plan}"));
        self.state(FactKind::Payer, Origin::Payer, format!("The payer is {name}{cover}"));
        for (place, diagnosis) in case.diagnoses().iter().enumerate() {
            let text = format!("Diagnosis: {} ({})", diagnosis.description(), diagnosis.code());
            self.state(FactKind::Diagnosis, Origin::Diagnosis(place), text);
        }
        self.state(FactKind::Request, Origin::Request, request(case.request()));
        for (place, treatment) in case.history().iter().enumerate() {
            let text = history(treatment);
            let reading = history_reading(treatment, &text);
            self.add(FactKind::History, Origin::History(place), text, reading);
        }
        for (place, row) in case.medications().iter().enumerate() {
            self.state(FactKind::Medication, Origin::Medication(place), medication(row));
        }
    }

    fn denial(&mut self, denial: &Denial) {
        self.state(FactKind::Denial, Origin::DenialLevel, level(denial.level()).to_owned());
        if let Some(reason) = denial.reason() {
            let text = format!("The stated reason for denial: {}", one_line(reason));
            self.state(FactKind::Denial, Origin::DenialReason, text);
        }
        for (place, sentence) in
            denial.text().map(sentences).unwrap_or_default().into_iter().enumerate()
        {
            self.state(FactKind::Denial, Origin::DenialText(place), sentence);
        }
    }
}

fn request(request: &RequestOfCase) -> String {
    let mut text = format!("The request is for {}", one_line(request.name()));
    let codes: Vec<&str> = request.codes().iter().map(ServiceCode::as_str).collect();
    if !codes.is_empty() {
        text.push_str(" (");
        text.push_str(&codes.join(", "));
        text.push(')');
    }
    let parts = [request.dose(), request.route(), request.frequency()];
    for part in parts.into_iter().flatten() {
        text.push(' ');
        text.push_str(&one_line(part));
    }
    if let Some(duration) = request.duration() {
        text.push_str(&lasting(duration));
    }
    text
}

fn history(treatment: &Treatment) -> String {
    let mut text = capitalised(&one_line(treatment.treatment()));
    if let Some(dose) = treatment.dose() {
        text.push(' ');
        text.push_str(&one_line(dose));
    }
    if let Some(duration) = treatment.duration() {
        text.push_str(&lasting(duration));
    }
    text.push_str(match treatment.outcome() {
        Outcome::Failed => " failed",
        Outcome::Partial => " gave a partial response",
        Outcome::Intolerant => " was not tolerated",
        Outcome::Contraindicated => " is contraindicated",
        Outcome::Responding => " is giving a response",
        Outcome::Completed => " was completed",
    });
    if let Some(detail) = treatment.detail() {
        text.push_str(": ");
        text.push_str(one_line(detail).trim_end_matches('.'));
    }
    text
}

/// The statement's reading, with outcome and duration from the row's own fields.
fn history_reading(treatment: &Treatment, text: &str) -> Reading {
    let mut reading = Reading::of(text);
    reading.outcome = Some(treatment.outcome());
    let time = |text: &str| -> Option<Quantity> {
        Reading::of(text).quantities.into_iter().find(|quantity| quantity.unit == Unit::Day)
    };
    if let Some(duration) = treatment.duration() {
        reading.duration = time(duration);
    }
    reading
}

fn medication(medication: &Medication) -> String {
    let parts = [Some(medication.name()), medication.dose(), medication.frequency()];
    let parts: Vec<String> = parts.into_iter().flatten().map(one_line).collect();
    format!("Current medication: {}", parts.join(" "))
}

/// A duration as it follows what lasted: `for 6 months`, but `since childhood` and `two courses` as they are.
fn lasting(duration: &str) -> String {
    let duration = one_line(duration);
    let time = Reading::of(&duration).quantities.iter().any(|quantity| quantity.unit == Unit::Day);
    let lower = duration.to_lowercase();
    let led = ["for ", "over ", "since ", "about ", "from ", "x ", "until ", "during "]
        .iter()
        .any(|word| lower.starts_with(word));
    match (time, led) {
        (true, false) => format!(" for {duration}"),
        (_, true) => format!(" {duration}"),
        (false, false) => format!(" ({duration})"),
    }
}

fn clinical_kind(sentence: &str) -> FactKind {
    let tokens = tokens(sentence);
    let measured = !measures(&tokens).is_empty()
        && tokens
            .iter()
            .any(|token| token.lower.starts_with(|letter: char| letter.is_ascii_digit()));
    let tested = tokens.iter().any(|token| token.any(TESTS));
    if measured || tested { FactKind::Diagnostic } else { FactKind::Clinical }
}

const fn level(level: DenialLevel) -> &'static str {
    match level {
        DenialLevel::First => "The request was denied; a first-level appeal is next",
        DenialLevel::Second => "The first-level appeal was denied; a second-level appeal is next",
        DenialLevel::External => "The payer's own appeals were denied; an external review is next",
    }
}

/// The text with every run of white space as one blank.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
