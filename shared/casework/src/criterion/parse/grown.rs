//! The tree of what was read: what stands below what, and how it combines.

use super::{Builder, Item};
use crate::criterion::phrase::{self, Connector};
use crate::criterion::tree::{Combinator, Criteria, Node};
use crate::criterion::{prose, shape};

impl Builder {
    pub(super) fn finish(self) -> Criteria {
        let roots = self.below(None);
        let combinator = self.joined(None);
        shape::shaped(roots, combinator)
    }

    fn below(&self, parent: Option<usize>) -> Vec<Node> {
        let items = self.items.iter().enumerate().filter(|(_, item)| item.parent == parent);
        let nodes = items.filter_map(|(at, item)| {
            let children = self.below(Some(at));
            if item.heading && children.is_empty() && !prose::asks(&item.text) {
                return None;
            }
            let combinator =
                phrase::combinator(&item.text).unwrap_or_else(|| self.joined(Some(at)));
            Some((
                item.connector,
                Node { combinator, children, ..Node::leaf(item.text.clone(), item.role) },
            ))
        });
        shape::alternatives(nodes.collect(), parent.is_some_and(|parent| self.says_how(parent)))
    }

    fn says_how(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|item| phrase::combinator(&item.text).is_some())
    }

    /// How items side by side combine by the words between them.
    fn joined(&self, parent: Option<usize>) -> Combinator {
        let items: Vec<&Item> = self.items.iter().filter(|item| item.parent == parent).collect();
        let inner = items.split_last().map_or(&[][..], |(_, inner)| inner);
        let or = inner.iter().filter(|item| item.connector == Some(Connector::Or)).count();
        let and = inner.iter().filter(|item| item.connector == Some(Connector::And)).count();
        if or > 0 && and == 0 { Combinator::AtLeast(1) } else { Combinator::All }
    }
}
