//! The document's structure, grown while the letter is laid out and filled while it is drawn.

use krilla::tagging::{Identifier, TagGroup, TagKind, TagTree};

/// An element of the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node(usize);

#[cfg(test)]
impl Node {
    /// The element's place in reading order.
    pub(super) fn order(self) -> usize {
        self.0
    }
}

struct Element {
    tag: TagKind,
    parent: Option<Node>,
    content: Vec<Identifier>,
}

/// All elements, in reading order.
#[derive(Default)]
pub(super) struct Tree(Vec<Element>);

impl Tree {
    /// Adds an element after all others of its parent, or of the document.
    pub(super) fn add(&mut self, parent: Option<Node>, tag: impl Into<TagKind>) -> Node {
        self.0.push(Element { tag: tag.into(), parent, content: Vec::new() });
        Node(self.0.len() - 1)
    }

    /// Gives an element a piece of what is drawn. In an element, its own pieces come before its children.
    pub(super) fn fill(&mut self, node: Node, content: Identifier) {
        if let Some(element) = self.0.get_mut(node.0) {
            element.content.push(content);
        }
    }

    /// The structure for the file.
    pub(super) fn tags(self, language: &str) -> TagTree {
        let mut groups: Vec<(Option<Node>, TagGroup)> = self
            .0
            .into_iter()
            .map(|element| {
                let content = element.content.into_iter().map(Into::into).collect();
                (element.parent, TagGroup::with_children(element.tag, content))
            })
            .collect();
        // INVARIANT: a parent is older than its children. From the youngest on, each group is whole when it moves;
        // siblings arrive in reverse and are put in order when their parent moves.
        let mut children: Vec<Vec<TagGroup>> = groups.iter().map(|_| Vec::new()).collect();
        let mut top = Vec::new();
        while let Some((parent, mut group)) = groups.pop() {
            let own = children.pop().unwrap_or_default();
            own.into_iter().rev().for_each(|child| group.push(child));
            match parent.and_then(|parent| children.get_mut(parent.0)) {
                Some(siblings) => siblings.push(group),
                None => top.push(group),
            }
        }
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        top.into_iter().rev().for_each(|group| tree.push(group));
        tree
    }
}
