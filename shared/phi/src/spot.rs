//! What the rules report: runs of tokens, before they are united and told in bytes of the original.

use crate::{Action, Category};

/// Tokens that belong to what was found already: most notes have few of them or none.
#[derive(Default)]
pub(crate) struct Taken(Vec<bool>);

impl Taken {
    pub(crate) fn has(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or(false)
    }

    /// Takes the tokens of a spot in.
    pub(crate) fn add(&mut self, spot: Spot) {
        if self.0.len() <= spot.last {
            self.0.resize(spot.last + 1, false);
        }
        self.0.get_mut(spot.first..=spot.last).unwrap_or_default().fill(true);
    }
}

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
