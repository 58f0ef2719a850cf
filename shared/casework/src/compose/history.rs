//! What was tried and what came of it: prose and table.

use super::{Piece, Said, fact_from, phrase, request};
use crate::brief::Brief;
use crate::case::Treatment;
use crate::document::{Block, Row};
use crate::fact::{Origin, Outcome, Reading, Unit};

/// From this many rows on, a count of outcomes goes first.
const COUNTED: usize = 2;
/// Longest detail that is set into its sentence, in characters.
const SHORT_DETAIL: usize = 120;

/// Treatments in prose, then as a table; current medications at the end.
pub(super) fn section(brief: &Brief) -> Vec<Piece> {
    let rows = brief.context().history();
    let mut said: Vec<Said> = Vec::new();
    said.extend(tally(brief));
    // An appeal has told of each treatment in its answer to the denial.
    if !super::denial::tells_history(brief) {
        for (place, row) in rows.iter().enumerate() {
            said.extend(told(brief, place, row));
        }
    }
    let mut pieces = Vec::new();
    if !said.is_empty() {
        pieces.push(Piece::Paragraph(said));
    }
    pieces.extend(table(brief).map(Piece::Table));
    pieces.extend(medications(brief));
    pieces
}

/// The history as a table; none without history.
pub(crate) fn table(brief: &Brief) -> Option<Block> {
    let rows = brief.context().history();
    if rows.is_empty() {
        return None;
    }
    let header = ["Treatment", "Dose", "Duration", "Outcome"].map(str::to_owned).to_vec();
    let cell = |text: Option<&str>| text.map_or_else(|| "—".to_owned(), phrase::clause);
    let rows = rows
        .iter()
        .enumerate()
        .map(|(place, row)| Row {
            cells: vec![
                phrase::capital(&phrase::clause(row.treatment())),
                cell(row.dose()),
                cell(row.duration()),
                outcome_label(row.outcome()).to_owned(),
            ],
            evidence: request::ids(brief, &[Origin::History(place)]),
        })
        .collect();
    Some(Block::Table { caption: Some("Treatments and outcomes".to_owned()), header, rows })
}

/// Current medications: a sentence for one, a table for more.
fn medications(brief: &Brief) -> Option<Piece> {
    let rows = brief.context().medications();
    let ids = |place| request::ids(brief, &[Origin::Medication(place)]);
    if let [only] = rows {
        let words = [Some(only.name()), only.dose(), only.frequency()];
        let named: Vec<String> = words.into_iter().flatten().map(phrase::clause).collect();
        let text =
            format!("{} also takes {}.", brief.first_name(), phrase::lower(&named.join(" ")));
        return Some(Piece::Paragraph(vec![Said::on(text, ids(0))]));
    }
    let cell = |text: Option<&str>| text.map_or_else(|| "—".to_owned(), phrase::clause);
    let table: Vec<Row> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| Row {
            cells: vec![
                phrase::capital(&phrase::clause(row.name())),
                cell(row.dose()),
                cell(row.frequency()),
            ],
            evidence: ids(place),
        })
        .collect();
    let header = ["Medication", "Dose", "Frequency"].map(str::to_owned).to_vec();
    let caption = Some("Current medications".to_owned());
    (!table.is_empty()).then_some(Piece::Table(Block::Table { caption, header, rows: table }))
}

/// How many treatments came to which end: `Two treatments failed and one was not tolerated.`
fn tally(brief: &Brief) -> Option<Said> {
    let rows = brief.context().history();
    let mut parts: Vec<String> = Vec::new();
    let mut origins = Vec::new();
    for outcome in
        [Outcome::Failed, Outcome::Partial, Outcome::Intolerant, Outcome::Contraindicated]
    {
        let places: Vec<usize> = (0..rows.len())
            .filter(|place| rows.get(*place).is_some_and(|row| row.outcome() == outcome))
            .collect();
        if places.is_empty() {
            continue;
        }
        parts.push(counted(places.len(), outcome, parts.is_empty()));
        origins.extend(places.into_iter().map(Origin::History));
    }
    let text = phrase::sentence(&phrase::join(&parts));
    (origins.len() >= COUNTED).then(|| Said::on(text, request::ids(brief, &origins)))
}

fn counted(number: usize, outcome: Outcome, first: bool) -> String {
    let noun = match (first, number) {
        (false, _) => "",
        (true, 1) => " treatment",
        (true, _) => " treatments",
    };
    let one = number == 1;
    let verb = match outcome {
        Outcome::Failed => "failed",
        Outcome::Partial => "brought only a partial response",
        Outcome::Intolerant if one => "was not tolerated",
        Outcome::Intolerant => "were not tolerated",
        Outcome::Contraindicated if one => "is contraindicated",
        Outcome::Contraindicated => "are contraindicated",
        Outcome::Responding => "brought a response",
        Outcome::Completed if one => "was completed",
        Outcome::Completed => "were completed",
    };
    format!("{}{noun} {verb}", phrase::count(number))
}

/// How a sentence on a treatment is built; the forms take turns, so that a list of them reads as prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `Methotrexate 20 mg weekly for 6 months failed`
    Plain,
    /// `Treatment with methotrexate …`
    Treatment,
    /// `A trial of methotrexate …`
    Trial,
}

impl Form {
    fn of(place: usize) -> Self {
        match place % 3 {
            0 => Self::Plain,
            1 => Self::Treatment,
            _ => Self::Trial,
        }
    }
}

/// One treatment in a sentence, or two if its detail is long.
pub(super) fn told(brief: &Brief, place: usize, row: &Treatment) -> Vec<Said> {
    let Some(fact) = fact_from(brief, Origin::History(place)) else { return Vec::new() };
    let mut said = vec![Said::on(opened(brief.first_name(), row, Form::of(place)), [fact.id])];
    if short_detail(row).is_none() {
        said.extend(row.detail().map(|detail| Said::on(phrase::sentence(detail), [fact.id])));
    }
    said
}

/// One treatment in a sentence, as the answer to a criterion.
pub(super) fn statement(name: &str, row: &Treatment) -> String {
    opened(name, row, Form::Plain)
}

/// A treatment, its outcome and a short detail.
fn opened(name: &str, row: &Treatment, form: Form) -> String {
    let clause = phrase::capital(&outcome_clause(name, row, form));
    let detail = short_detail(row).map(|detail| format!(": {detail}")).unwrap_or_default();
    phrase::sentence(&format!("{clause}{detail}"))
}

/// A detail that can stand within a sentence: one clause, not too long.
fn short_detail(row: &Treatment) -> Option<String> {
    let detail = phrase::lower(&phrase::clause(row.detail()?));
    let one = !detail.contains(". ") && !detail.contains([';', ':', '\n']);
    (one && detail.chars().count() <= SHORT_DETAIL).then_some(detail)
}

/// A treatment and its outcome as a clause, without a full stop.
fn outcome_clause(name: &str, row: &Treatment, form: Form) -> String {
    let course = course(row);
    let treatment = phrase::lower(&phrase::clause(row.treatment()));
    let was = phrase::was(row.treatment());
    match (row.outcome(), form) {
        (Outcome::Failed, Form::Plain) => format!("{course} failed"),
        (Outcome::Failed, Form::Treatment) => format!("treatment with {course} failed"),
        (Outcome::Failed, Form::Trial) => format!("a trial of {course} was unsuccessful"),
        (Outcome::Partial, Form::Plain) => format!("{course} brought only a partial response"),
        (Outcome::Partial, Form::Treatment) => {
            format!("treatment with {course} brought only a partial response")
        }
        (Outcome::Partial, Form::Trial) => format!("the response to {course} was only partial"),
        (Outcome::Intolerant, Form::Plain) => format!("{course} {was} not tolerated"),
        (Outcome::Intolerant, Form::Treatment) => {
            format!("treatment with {course} was not tolerated")
        }
        (Outcome::Intolerant, Form::Trial) => format!("{name} did not tolerate {course}"),
        (Outcome::Contraindicated, Form::Plain) => {
            format!("{treatment} {} contraindicated", phrase::is(row.treatment()))
        }
        (Outcome::Contraindicated, Form::Treatment | Form::Trial) => {
            format!("for {name}, {treatment} {} contraindicated", phrase::is(row.treatment()))
        }
        (Outcome::Responding, Form::Plain | Form::Treatment | Form::Trial) => {
            format!("{name} is responding to {course}")
        }
        (Outcome::Completed, Form::Plain | Form::Treatment | Form::Trial) => {
            format!("{course} {was} completed")
        }
    }
}

/// Treatment, dose and duration: `methotrexate 20 mg weekly for 6 months`, `physical therapy (16 sessions over 12 weeks)`.
fn course(row: &Treatment) -> String {
    let name = phrase::lower(&phrase::clause(row.treatment()));
    let dose = row.dose().map(phrase::clause);
    if dose.as_deref().is_some_and(|dose| !is_amount(dose)) {
        let time = row.duration().map(phrase::clause);
        let time = time.map(|time| {
            if phrase::is_length(&time) { format!("over {time}") } else { format!(", {time}") }
        });
        let how =
            [dose, time].into_iter().flatten().collect::<Vec<_>>().join(" ").replace(" ,", ",");
        return format!("{name} ({how})");
    }
    let words = [Some(name), dose, row.duration().map(request::length)];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whether a dose is an amount of substance, and not a number of sessions.
fn is_amount(dose: &str) -> bool {
    let quantities = Reading::of(dose).quantities;
    quantities
        .iter()
        .any(|quantity| !matches!(quantity.unit, Unit::Bare | Unit::Count(_) | Unit::Day))
}

fn outcome_label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Failed => "Failed",
        Outcome::Partial => "Partial response",
        Outcome::Intolerant => "Not tolerated",
        Outcome::Contraindicated => "Contraindicated",
        Outcome::Responding => "Responding",
        Outcome::Completed => "Completed",
    }
}

/// A treatment's name and its end: `methotrexate failed`.
pub(super) fn short_clause(row: &Treatment) -> String {
    let name = phrase::lower(&phrase::clause(row.treatment()));
    let was = phrase::was(row.treatment());
    match row.outcome() {
        Outcome::Failed => format!("{name} failed"),
        Outcome::Partial => format!("{name} brought only a partial response"),
        Outcome::Intolerant => format!("{name} {was} not tolerated"),
        Outcome::Contraindicated => {
            format!("{name} {} contraindicated", phrase::is(row.treatment()))
        }
        Outcome::Responding => format!("{name} brought a response"),
        Outcome::Completed => format!("{name} {was} completed"),
    }
}
