//! A payer's policy text as a tree of criteria, and each criterion held against the facts of a case.

pub(crate) mod amount;
mod answer;
mod assess;
mod check;
pub mod checklist;
mod clean;
mod edited;
mod leaf;
mod marker;
mod parse;
mod phrase;
mod prose;
mod question;
mod require;
mod shape;
mod title;
pub mod tree;
mod vocabulary;
mod words;

pub use assess::assess;
pub use checklist::{Checklist, Counts, Criterion, CriterionId, SetAside, Status};
pub use edited::{NodeForm, TreeForm, edited};
pub use parse::parse;
pub use tree::{Combinator, Criteria, NoCriteria, Node, Role};

pub(crate) use answer::Effort;

use crate::case::CaseContext;

/// The criteria of a case: the tree that someone edited, else what its policy text is read into.
pub fn of(case: &CaseContext) -> Criteria {
    match case.edited_criteria() {
        Some(edited) => edited.clone(),
        None => parse(case.criteria().unwrap_or_default()),
    }
}

/// How many of the telling words of one text stand in another, in percent.
pub(crate) fn shared_words(text: &str, other: &str) -> usize {
    words::shared(&words::content(text), &words::content(other))
}
