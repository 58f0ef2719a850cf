//! A payer's policy text as a tree of criteria, and each criterion held against the facts of a case.

mod assess;
mod check;
pub mod checklist;
mod clean;
mod leaf;
mod marker;
mod parse;
mod phrase;
mod prose;
mod question;
mod require;
mod shape;
pub mod tree;
mod vocabulary;
mod words;

pub use assess::assess;
pub use checklist::{Checklist, Counts, Criterion, CriterionId, Status};
pub use parse::parse;
pub use tree::{Combinator, Criteria, NoCriteria, Node, Role};
