//! Alternatives that a policy does not name: `all formulary alternatives`. The payer's denial names them, if anything does.

use crate::case::Denial;
use crate::criterion::check::{Evidence, Finding, check};
use crate::criterion::checklist::Status;
use crate::criterion::question;
use crate::criterion::require::{Accepts, Leaf, Requirement, Trial, is_tried};
use crate::fact::{FactId, FactKind, Outcome, Reading};

const UNNAMED: &[&str] = &[
    "formulary alternatives",
    "formulary alternative",
    "formulary drugs",
    "formulary medications",
    "formulary agents",
    "formulary options",
    "covered alternatives",
    "covered drugs",
    "preferred alternatives",
    "preferred drugs",
    "preferred agents",
    "preferred products",
    "preferred medications",
    "plan alternatives",
];
const EVERY: &[&str] = &["all", "each", "every", "any of the"];

/// What the treatments tried say to a text that asks for alternatives without naming one; `None` where it names some, or
/// nothing was tried.
pub(super) fn tried(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let leaf = Leaf::of(text);
    let named = !leaf.reading.drugs.is_empty() || !leaf.classes.is_empty();
    let effects = leaf.begins(&["adverse", "intoleran", "tolera"]);
    let failing = is_tried(&leaf) || leaf.says(&["less effective", "not effective", "ineffective"]);
    if named || !leaf.says(UNNAMED) || !effects && !failing {
        return None;
    }
    let accepts = Accepts {
        only_failure: failing || effects,
        intolerance: effects,
        contraindication: effects || leaf.begins(&["contraindicat"]),
        ..Accepts::default()
    };
    let drugs = evidence.case.denial().map_or_else(Vec::new, |denial| listed(denial, evidence));
    if drugs.is_empty() {
        return some_failed(text, accepts, evidence);
    }
    let count = if leaf.says(EVERY) { drugs.len() } else { 1 };
    let trial = Trial { count, drugs, accepts, ..Trial::unnamed(&leaf, None) };
    let found = check(&Requirement::Trial(trial), evidence);
    // Where several ways are open, one that did not fail may have been left for another of them.
    (found.status != Status::NotMet).then_some(found)
}

/// The drugs that a denial names beside the one that was asked for.
fn listed(denial: &Denial, evidence: &Evidence<'_>) -> Vec<&'static str> {
    let asked = Reading::of(evidence.case.request().name());
    let texts = [denial.reason(), denial.text()].into_iter().flatten();
    let mut drugs: Vec<&'static str> = texts
        .flat_map(|text| Reading::of(text).drugs)
        .map(|drug| drug.generic)
        .filter(|generic| !asked.names(generic))
        .collect();
    drugs.sort_unstable();
    drugs.dedup();
    drugs
}

/// Drugs that failed as the payer asks, of which nothing says that they are its alternatives.
fn some_failed(text: &str, accepts: Accepts, evidence: &Evidence<'_>) -> Option<Finding> {
    let counts = |outcome| match outcome {
        Outcome::Failed | Outcome::Partial => !accepts.intolerance,
        Outcome::Intolerant => accepts.intolerance,
        Outcome::Contraindicated => accepts.contraindication,
        Outcome::Completed | Outcome::Responding => false,
    };
    let rows = evidence.of(&[FactKind::History]);
    let rows = rows.filter(|row| !row.reading.drugs.is_empty());
    let ids: Vec<FactId> =
        rows.filter(|row| row.reading.outcome.is_some_and(counts)).map(|row| row.id).collect();
    (!ids.is_empty()).then(|| Finding::partly(ids, question::other(text)))
}
