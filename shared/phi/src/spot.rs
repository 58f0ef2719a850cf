//! What the rules report: runs of tokens, before they are united and told in bytes of the original.

use crate::{Action, Category};

/// A run of tokens that a rule holds for an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Index of the first token.
    pub(crate) first: usize,
    /// Index of the last token.
    pub(crate) last: usize,
    pub(crate) category: Category,
    pub(crate) action: Action,
    pub(crate) rule: &'static str,
}

impl Spot {
    pub(crate) const fn block(
        first: usize,
        last: usize,
        category: Category,
        rule: &'static str,
    ) -> Self {
        Self { first, last, category, action: Action::Block, rule }
    }

    pub(crate) const fn warn(
        first: usize,
        last: usize,
        category: Category,
        rule: &'static str,
    ) -> Self {
        Self { first, last, category, action: Action::Warn, rule }
    }
}
