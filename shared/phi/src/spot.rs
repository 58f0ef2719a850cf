//! What the rules report: runs of tokens, before they are united and told in bytes of the original.

use crate::{Action, Category};

/// Tokens that belong to what was found already, a bit each: most notes have few of them or none.
#[derive(Default)]
pub(crate) struct Taken(Vec<u64>);

impl Taken {
    pub(crate) fn has(&self, index: usize) -> bool {
        self.0.get(index / 64).is_some_and(|bits| bits & 1 << (index % 64) != 0)
    }

    /// Takes the tokens of a spot in.
    pub(crate) fn add(&mut self, spot: Spot) {
        let blocks = spot.last / 64 + 1;
        if self.0.len() < blocks {
            self.0.resize(blocks, 0);
        }
        for index in spot.first..=spot.last {
            if let Some(bits) = self.0.get_mut(index / 64) {
                *bits |= 1 << (index % 64);
            }
        }
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
