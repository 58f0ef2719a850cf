//! What a reviewer's form asks for: each treatment with dose and duration, the request with code, quantity and duration.

use super::letter::{Letter, Line};
use super::{Remark, RemarkKind};
use crate::fact::{Outcome, Quantity, Unit};

/// Words by which a sentence asks for something.
const ASKS: &[&str] = &[
    "to request coverage",
    "i ask ",
    "i request",
    "we request",
    "requesting",
    "requested",
    "to approve",
    "to appeal",
];

/// Treatments that did not work, told without dose or duration anywhere in the letter.
pub(super) fn treatments(letter: &Letter) -> Vec<Remark> {
    let mut told: Vec<&'static str> = Vec::new();
    let mut remarks = Vec::new();
    for line in letter.said() {
        let failed = line.reading.outcomes.iter().any(|mention| {
            matches!(mention.outcome, Outcome::Failed | Outcome::Partial | Outcome::Intolerant)
        });
        for drug in line.reading.drugs.iter().filter(|_| failed) {
            if told.contains(&drug.generic) {
                continue;
            }
            told.push(drug.generic);
            let name = drug.generic;
            let remark =
                |kind, text| Remark { kind, criterion: None, sentence: line.id.clone(), text };
            if !has(letter, name, |quantity| quantity.unit == Unit::Day) {
                let text = format!("For how long was {name} taken?");
                remarks.push(remark(RemarkKind::DurationMissing, text));
            }
            if !has(letter, name, is_dose) {
                let text = format!("In what dose was {name} taken?");
                remarks.push(remark(RemarkKind::DoseMissing, text));
            }
        }
    }
    remarks
}

/// Whether a line about a drug gives such a quantity.
fn has(letter: &Letter, generic: &str, wanted: impl Fn(&Quantity) -> bool) -> bool {
    letter
        .said()
        .filter(|line| line.reading.names(generic))
        .any(|line| line.reading.quantities.iter().any(&wanted))
}

fn is_dose(quantity: &Quantity) -> bool {
    matches!(
        quantity.unit,
        Unit::Milligram | Unit::MilligramPer(_) | Unit::Millilitre | Unit::InternationalUnit
    ) || matches!(&quantity.unit, Unit::Count(noun) if ["tablet", "capsule", "puff", "patch", "unit", "dose", "injection"].contains(&noun.as_str()))
}

/// What the request lacks. What is quoted from the payer requests nothing.
pub(super) fn request(letter: &Letter) -> Vec<Remark> {
    let asks: Vec<&Line> = letter.said().filter(|line| line.says(ASKS)).collect();
    let sentence = asks.iter().rev().find_map(|line| line.id.clone());
    let remark = |kind, text: &str| Remark {
        kind,
        criterion: None,
        sentence: sentence.clone(),
        text: text.to_owned(),
    };
    if asks.is_empty() {
        return vec![remark(RemarkKind::RequestMissing, "What exactly is asked for?")];
    }
    // The request's own table, if there is one, belongs to it.
    let rows = letter.said().filter(|line| {
        line.id.is_none()
            && line.says(&["requested", "code", "dose", "frequency", "duration", "quantity"])
    });
    let lines: Vec<&Line> = asks.iter().copied().chain(rows).collect();
    let gives = |wanted: &dyn Fn(&Line) -> bool| lines.iter().any(|line| wanted(line));
    let coded = gives(&|line| line.reading.codes.iter().any(|code| is_procedure(&code.code)));
    let dosed = gives(&|line| !line.reading.frequencies.is_empty())
        || gives(&|line| line.reading.quantities.iter().any(is_amount));
    let timed =
        gives(&|line| line.reading.quantities.iter().any(|quantity| quantity.unit == Unit::Day))
            || gives(&|line| line.says(&["one-time", "once", "single", "lifetime", "plan year"]));
    let mut remarks = Vec::new();
    if !coded {
        let text = "Which CPT or HCPCS code is requested?";
        remarks.push(remark(RemarkKind::RequestWithoutCode, text));
    }
    if !dosed {
        let text = "How much is requested, and how often?";
        remarks.push(remark(RemarkKind::RequestWithoutQuantity, text));
    }
    if !timed {
        let text = "For how long is it requested?";
        remarks.push(remark(RemarkKind::RequestWithoutDuration, text));
    }
    remarks
}

/// Whether a code names what is asked for and no diagnosis: CPT has five digits, HCPCS a letter and four digits.
fn is_procedure(code: &str) -> bool {
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    code.len() == 5 && digits >= 4 && !code.contains('.')
}

/// An amount of what is asked for.
fn is_amount(quantity: &Quantity) -> bool {
    is_dose(quantity) || matches!(&quantity.unit, Unit::Count(_))
}
