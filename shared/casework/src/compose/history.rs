//! What was tried and what came of it: prose and table.

use super::{Piece, Said, fact_from, phrase, request};
use crate::brief::Brief;
use crate::case::Treatment;
use crate::document::{Block, Row};
use crate::fact::{Origin, Outcome, Reading, Unit};
use crate::kind::Kind;

/// From this many rows on, a count of outcomes goes first.
const COUNTED: usize = 2;
/// Longest detail that is set into its sentence, in characters.
const SHORT_DETAIL: usize = 120;
/// Longest detail that is set into a cell of the table, in characters.
const CELL_DETAIL: usize = 160;

/// A count of outcomes, then the treatments as a table; what a cell cannot hold stands below it.
pub(super) fn section(brief: &Brief) -> Vec<Piece> {
    let mut pieces = Vec::new();
    pieces.extend(tally(brief).map(|said| Piece::Paragraph(vec![said])));
    // On a call the page is short of room.
    let short = brief.kind == Kind::PeerToPeer;
    let told = short || super::denial::tells_history(brief);
    pieces.extend(if told { outcomes(brief) } else { table(brief) }.map(Piece::Table));
    // An appeal has told of each treatment in its answer to the denial.
    let mut below: Vec<Said> = if told { Vec::new() } else { long_details(brief) };
    below.extend(medications(brief).filter(|_| !short));
    pieces.extend((!below.is_empty()).then_some(Piece::Paragraph(below)));
    pieces
}

/// What a cell of the table could not hold, treatment by treatment.
pub(super) fn long_details(brief: &Brief) -> Vec<Said> {
    let mut said = Vec::new();
    for (place, row) in brief.context().history().iter().enumerate() {
        if let Some(text) = row.detail().filter(|_| detail(row).is_none()) {
            let ids = request::ids(brief, &[Origin::History(place)]);
            let text = format!("{}: {}", what(row), phrase::one_line(text));
            said.push(Said::on(phrase::sentence(&text), ids));
        }
    }
    said
}

/// The history as a table with what came of each treatment; none without history.
pub(crate) fn table(brief: &Brief) -> Option<Block> {
    let rows = brief.context().history();
    let any = rows.iter().any(|row| detail(row).is_some());
    let tests = rows.iter().any(|row| row.outcome() == Outcome::Completed);
    let what_it_is = if tests { "Treatment or test" } else { "Treatment" };
    let mut header = vec![what_it_is, "Dose and duration", "Outcome"];
    header.extend(any.then_some("Detail"));
    let cells = |row: &Treatment| {
        let mut cells = vec![what(row), course_cell(row), outcome_label(row.outcome()).to_owned()];
        cells.extend(any.then(|| {
            detail(row).map_or_else(|| "—".to_owned(), |detail| phrase::capital(&detail))
        }));
        cells
    };
    listed(brief, &header, |_| true, cells)
}

/// The history as a table without details.
fn outcomes(brief: &Brief) -> Option<Block> {
    let cells = |row: &Treatment| {
        vec![what(row), course_cell(row), outcome_label(row.outcome()).to_owned()]
    };
    listed(brief, &["Treatment", "Dose and duration", "Outcome"], |_| true, cells)
}

/// A table of the rows of the history that are wanted.
pub(super) fn listed(
    brief: &Brief,
    header: &[&str],
    wanted: impl Fn(&Treatment) -> bool,
    cells: impl Fn(&Treatment) -> Vec<String>,
) -> Option<Block> {
    let rows: Vec<Row> = brief
        .context()
        .history()
        .iter()
        .enumerate()
        .filter(|(_, row)| wanted(row))
        .map(|(place, row)| Row {
            cells: cells(row),
            evidence: request::ids(brief, &[Origin::History(place)]),
        })
        .collect();
    let header = header.iter().map(|name| (*name).to_owned()).collect();
    (!rows.is_empty()).then_some(Block::Table { caption: None, header, rows })
}

/// A treatment's name as a cell.
pub(super) fn what(row: &Treatment) -> String {
    phrase::capital(&phrase::clause(row.treatment()))
}

/// Dose and duration as a cell.
pub(super) fn course_cell(row: &Treatment) -> String {
    let parts: Vec<String> =
        [row.dose(), row.duration()].into_iter().flatten().map(phrase::clause).collect();
    if parts.is_empty() { "—".to_owned() } else { parts.join("; ") }
}

/// A detail that fits into a cell.
pub(super) fn detail(row: &Treatment) -> Option<String> {
    let detail = phrase::clause(row.detail()?);
    (detail.chars().count() <= CELL_DETAIL).then_some(detail)
}

/// Current medications in a sentence.
pub(super) fn medications(brief: &Brief) -> Option<Said> {
    let rows = brief.context().medications();
    let named: Vec<String> = rows
        .iter()
        .map(|row| {
            let words = [Some(row.name()), row.dose(), row.frequency()];
            let words: Vec<String> = words.into_iter().flatten().map(phrase::clause).collect();
            phrase::lower(&words.join(" "))
        })
        .collect();
    let origins: Vec<Origin> = (0..rows.len()).map(Origin::Medication).collect();
    let ids = request::ids(brief, &origins);
    let list = if named.iter().any(|name| name.contains(',')) {
        named.join("; ")
    } else {
        phrase::join(&named)
    };
    match named.as_slice() {
        [] => None,
        [only] => Some(Said::on(format!("{} currently takes {only}.", brief.first_name()), ids)),
        _ => Some(Said::on(format!("Current medications are {list}."), ids)),
    }
}

/// The treatments by what came of them, as clauses: `methotrexate and sulfasalazine failed`.
pub(super) fn by_outcome(brief: &Brief, outcomes: &[Outcome]) -> (Vec<String>, Vec<Origin>) {
    let rows = brief.context().history();
    let mut clauses: Vec<String> = Vec::new();
    let mut origins: Vec<Origin> = Vec::new();
    for outcome in outcomes {
        let of = || rows.iter().enumerate().filter(|(_, row)| row.outcome() == *outcome);
        let names: Vec<String> = of().map(|(_, row)| phrase::named(row.treatment())).collect();
        if !names.is_empty() {
            clauses.push(clause(brief, *outcome, &names));
            origins.extend(of().map(|(place, _)| Origin::History(place)));
        }
    }
    (clauses, origins)
}

fn clause(brief: &Brief, outcome: Outcome, names: &[String]) -> String {
    let list = phrase::join(names);
    let many = names.len() > 1 || names.iter().any(|name| phrase::is_plural(name));
    let (was, is) = if many { ("were", "are") } else { ("was", "is") };
    match outcome {
        Outcome::Failed => format!("{list} failed"),
        Outcome::Partial => format!("{list} brought only a partial response"),
        Outcome::Intolerant => format!("{list} {was} not tolerated"),
        Outcome::Contraindicated => format!("{list} {is} contraindicated"),
        Outcome::Responding => format!("{} is responding to {list}", brief.first_name()),
        Outcome::Completed => format!("{list} {was} completed"),
    }
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
    let (name, form) = (brief.first_name(), Form::of(place));
    if let Some(whole) = whole(brief, place, row, form) {
        return vec![Said::on(whole, [fact.id])];
    }
    let mut said = vec![Said::on(phrase::sentence(&outcome_clause(name, row, form)), [fact.id])];
    said.extend(row.detail().map(|detail| {
        let text = phrase::sentence(detail);
        let clear = brief.ground().flags(&text, Some(&[fact.id.into()])).is_empty();
        let text = if clear { text } else { phrase::quoting("The record adds:", detail) };
        Said::on(text, [fact.id])
    }));
    said
}

/// A treatment with its outcome and its detail in one sentence, if that reads clearly: set behind an outcome, a detail can
/// seem to belong to it ("failed: relief").
fn whole(brief: &Brief, place: usize, row: &Treatment, form: Form) -> Option<String> {
    let fact = fact_from(brief, Origin::History(place))?;
    short_detail(row)?;
    let text = opened(brief.first_name(), row, form);
    brief.ground().flags(&text, Some(&[fact.id.into()])).is_empty().then_some(text)
}

/// One treatment in one sentence.
pub(super) fn statement(brief: &Brief, place: usize, row: &Treatment) -> String {
    whole(brief, place, row, Form::Plain).unwrap_or_else(|| in_short(brief.first_name(), row))
}

/// One treatment with its outcome and without its detail.
pub(super) fn in_short(name: &str, row: &Treatment) -> String {
    phrase::sentence(&outcome_clause(name, row, Form::Plain))
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
    let treatment = phrase::named(row.treatment());
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
    let name = phrase::named(row.treatment());
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

pub(super) fn outcome_label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Failed => "Failed",
        Outcome::Partial => "Partial response",
        Outcome::Intolerant => "Not tolerated",
        Outcome::Contraindicated => "Contraindicated",
        Outcome::Responding => "Responding",
        Outcome::Completed => "Completed",
    }
}
