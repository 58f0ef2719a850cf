//! Puts a raw tree in order: headings that hold everything are opened, indications and alternatives get their group.

use super::phrase::Connector;
use super::require::Requirement;
use super::tree::{Combinator, Criteria, Node, Role};
use super::vocabulary::condition;

/// Siblings with the word that joins each with its next; runs joined by `or` among others joined by `and` become a group.
pub(super) fn alternatives(nodes: Vec<(Option<Connector>, Node)>, says_how: bool) -> Vec<Node> {
    let inner = nodes.len().saturating_sub(1);
    let count =
        |word| nodes.iter().take(inner).filter(|(connector, _)| *connector == Some(word)).count();
    if says_how || count(Connector::Or) == 0 || count(Connector::And) == 0 {
        return nodes.into_iter().map(|(_, node)| node).collect();
    }
    let mut grouped: Vec<Node> = Vec::new();
    let mut run: Vec<Node> = Vec::new();
    let last = nodes.len() - 1;
    for (at, (connector, node)) in nodes.into_iter().enumerate() {
        run.push(node);
        if connector != Some(Connector::Or) || at == last {
            grouped.extend(one_of(std::mem::take(&mut run)));
        }
    }
    grouped
}

/// A run of alternatives as one node.
fn one_of(mut run: Vec<Node>) -> Option<Node> {
    if run.len() < 2 {
        return run.pop();
    }
    let text =
        run.iter().map(|node| node.text.trim_end_matches('.')).collect::<Vec<_>>().join(" or ");
    let leaf = Node::leaf(text, Role::Required);
    Some(Node { combinator: Combinator::AtLeast(1), children: run, ..leaf })
}

/// The tree without headings that only say that criteria follow.
pub(super) fn shaped(roots: Vec<Node>, combinator: Combinator) -> Criteria {
    let mut roots: Vec<Node> = roots.into_iter().flat_map(opened).collect();
    let mut combinator = combinator;
    // One heading over everything says how the outermost criteria combine.
    while let [only] = roots.as_mut_slice() {
        if only.children.is_empty() || says_more(&only.text) {
            break;
        }
        combinator = only.combinator;
        roots = std::mem::take(&mut only.children);
    }
    mark_indications(&mut roots);
    roots.iter_mut().for_each(none_of_exclusions);
    let mut criteria = Criteria { roots, combinator, none: None };
    criteria.exclude();
    criteria
}

/// A heading such as `Initial approval criteria` gives way to what stands below it; the role is already on each node.
fn opened(mut node: Node) -> Vec<Node> {
    node.children = std::mem::take(&mut node.children).into_iter().flat_map(opened).collect();
    let plain = !node.children.is_empty()
        && node.combinator == Combinator::All
        && !says_more(&node.text)
        && condition::named(&node.text).is_none();
    if plain && is_title(&node.text) { node.children } else { vec![node] }
}

/// Whether a heading's text is a title of a section and nothing else.
fn is_title(text: &str) -> bool {
    super::phrase::section(text).is_some() || text.split_whitespace().count() <= 3
}

/// Whether a line between the items of a list only names a condition or a policy, and asks for nothing.
pub(super) fn is_name(text: &str) -> bool {
    let passing = |requirement: &Requirement| {
        matches!(requirement, Requirement::Diagnosis { primary: false, .. })
    };
    text.split_whitespace().count() <= 9
        && !super::prose::asks(text)
        && super::require::own_requirements(text).iter().all(passing)
}

/// Whether a group's text asks for something itself, apart from what stands below it.
fn says_more(text: &str) -> bool {
    !super::require::own_requirements(text).is_empty()
}

/// However a policy joins its exclusions, `any of the following`, none of them may apply.
fn none_of_exclusions(node: &mut Node) {
    if node.role == Role::Exclusion && !node.children.is_empty() {
        node.combinator = Combinator::None;
    }
    node.children.iter_mut().for_each(none_of_exclusions);
}

/// Sibling groups that each name a condition are indications: the case has one of them.
fn mark_indications(nodes: &mut [Node]) {
    for node in nodes.iter_mut() {
        mark_indications(&mut node.children);
    }
    let names = |node: &Node| {
        !node.children.is_empty()
            && node.role == Role::Required
            && condition::named(&node.text).is_some()
            && node.text.split_whitespace().count() <= 20
    };
    if nodes.iter().filter(|node| names(node)).count() >= 2 {
        for node in nodes.iter_mut().filter(|node| names(node)) {
            node.role = Role::Indication;
        }
    }
}
