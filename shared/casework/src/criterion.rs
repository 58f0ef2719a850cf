//! A payer's policy text as a tree of criteria, and each criterion held against the facts of a case.

pub mod checklist;
pub mod tree;

pub use checklist::{Checklist, Counts, Criterion, CriterionId, Status};
pub use tree::{Combinator, Criteria, NoCriteria, Node, Role};
