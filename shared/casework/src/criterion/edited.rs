//! A tree of criteria that someone has edited: the form in which it is sent, checked and kept.

use std::fmt;

use clinical::refusal::{Refusal, code};
use serde::{Deserialize, Serialize, Serializer};

use super::phrase;
use super::tree::{Combinator, Criteria, Node, Role};
use crate::text::Limit;

/// A criterion's own words.
const TEXT: Limit = Limit { name: "a criterion", characters: 4_000 };
/// Why a criterion does not apply.
const REASON: Limit = Limit { name: "the reason why a criterion does not apply", characters: 500 };
/// As many criteria as are read from a pasted text.
const MOST_CRITERIA: usize = 400;
/// As deep as a pasted text is read.
const DEEPEST: usize = 9;

/// A tree as sent: the same shape in both directions, so that what the gap check shows can be edited and sent back.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TreeForm {
    /// How the outermost criteria combine: `all_of`, `one_of`, `at_least_2`, `none_of`; `all_of` if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub combinator: Option<String>,
    /// The outermost criteria, in order.
    pub items: Vec<NodeForm>,
}

/// One criterion as sent.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NodeForm {
    /// Its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What it is there for: `required`, `exclusion`, `renewal`, `indication`, `quantity_limit`, `approval_duration`;
    /// `required` if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// How the criteria below it combine; `all_of` if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub combinator: Option<String>,
    /// The criteria below it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<NodeForm>,
    /// Why it does not apply to this case. What is set aside so is neither met nor a gap, and nothing argues it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
}

impl fmt::Debug for TreeForm {
    /// Policy text never shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TreeForm(…)")
    }
}

impl fmt::Debug for NodeForm {
    /// Policy text never shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NodeForm(…)")
    }
}

impl TreeForm {
    /// Every text of the tree with its pointer and limit, in reading order.
    pub(crate) fn texts(&self, pointer: &str) -> Vec<(String, &str, Limit)> {
        let mut texts = Vec::new();
        below(&self.items, pointer, &mut texts);
        texts
    }
}

fn below<'a>(items: &'a [NodeForm], pointer: &str, texts: &mut Vec<(String, &'a str, Limit)>) {
    for (place, item) in items.iter().enumerate() {
        let pointer = format!("{pointer}/items/{place}");
        texts.extend(item.text.as_deref().map(|text| (format!("{pointer}/text"), text, TEXT)));
        let reason = item.not_applicable.as_deref();
        texts.extend(reason.map(|text| (format!("{pointer}/not_applicable"), text, REASON)));
        below(&item.items, &pointer, texts);
    }
}

/// Reads an edited tree that stands at a pointer.
///
/// # Errors
/// One refusal for each criterion without words, unknown word, order to the writer, group that cannot be met and each
/// bound that is passed.
pub fn edited(form: &TreeForm, pointer: &str) -> Result<Criteria, Vec<Refusal>> {
    let mut reader = Reader { refusals: Vec::new(), count: 0 };
    let combinator = reader.combinator(form.combinator.as_deref(), pointer);
    let roots = reader.nodes(&form.items, pointer, 0);
    reader.satisfiable(combinator, &roots, pointer);
    if roots.is_empty() {
        reader.refuse(pointer, code::REQUIRED, "at least one criterion is needed");
    }
    if reader.count > MOST_CRITERIA {
        reader.refuse(pointer, code::TOO_MANY, "at most 400 criteria are taken");
    }
    if reader.refusals.is_empty() {
        let mut criteria = Criteria { roots, combinator, none: None };
        criteria.exclude();
        Ok(criteria)
    } else {
        Err(reader.refusals)
    }
}

struct Reader {
    refusals: Vec<Refusal>,
    count: usize,
}

impl Reader {
    fn refuse(&mut self, pointer: &str, code: &'static str, detail: &'static str) {
        self.refusals.push(Refusal::new(pointer, code, detail));
    }

    fn nodes(&mut self, items: &[NodeForm], pointer: &str, depth: usize) -> Vec<Node> {
        if depth >= DEEPEST && !items.is_empty() {
            self.refuse(pointer, code::TOO_MANY, "criteria stand at most nine deep");
            return Vec::new();
        }
        let at = |place: usize| format!("{pointer}/items/{place}");
        items.iter().enumerate().map(|(place, item)| self.node(item, &at(place), depth)).collect()
    }

    fn node(&mut self, item: &NodeForm, pointer: &str, depth: usize) -> Node {
        self.count += 1;
        let text = self.text(item.text.as_deref(), &format!("{pointer}/text"));
        let role = self.role(item.role.as_deref(), pointer);
        let combinator = self.combinator(item.combinator.as_deref(), pointer);
        let children = self.nodes(&item.items, pointer, depth + 1);
        self.satisfiable(combinator, &children, pointer);
        let reason = item.not_applicable.as_deref().map(one_line);
        if reason.as_deref() == Some("") {
            let pointer = format!("{pointer}/not_applicable");
            self.refuse(&pointer, code::REQUIRED, "the reason why it does not apply is needed");
        }
        Node { text, role, combinator, children, not_applicable: reason }
    }

    fn text(&mut self, text: Option<&str>, pointer: &str) -> String {
        let text = one_line(text.unwrap_or_default());
        if text.is_empty() {
            self.refuse(pointer, code::REQUIRED, "a criterion needs its words");
        } else if phrase::is_order(&text) {
            self.refuse(pointer, code::UNKNOWN_VALUE, "an order to the writer is no criterion");
        }
        text
    }

    fn role(&mut self, word: Option<&str>, pointer: &str) -> Role {
        let Some(word) = word else { return Role::Required };
        let role = Role::ALL.into_iter().find(|role| role.code() == word);
        role.unwrap_or_else(|| {
            let pointer = format!("{pointer}/role");
            self.refuse(&pointer, code::UNKNOWN_VALUE, "the role is none of those known");
            Role::Required
        })
    }

    fn combinator(&mut self, word: Option<&str>, pointer: &str) -> Combinator {
        let Some(word) = word else { return Combinator::All };
        Combinator::parse(word).unwrap_or_else(|| {
            let pointer = format!("{pointer}/combinator");
            let detail = "it is one of all_of, one_of, none_of and at_least_ with a number";
            self.refuse(&pointer, code::UNKNOWN_VALUE, detail);
            Combinator::All
        })
    }

    /// A group that asks for more than stands below it could never be met; setting aside what is asked for must not make
    /// it easier either.
    fn satisfiable(&mut self, combinator: Combinator, children: &[Node], pointer: &str) {
        let Combinator::AtLeast(needed) = combinator else { return };
        let left = children.iter().filter(|child| !child.is_set_aside()).count();
        let enough = usize::try_from(needed).is_ok_and(|needed| needed <= left);
        if !children.is_empty() && left > 0 && !enough {
            let detail = "more criteria are asked for than stand below and apply";
            self.refuse(&format!("{pointer}/combinator"), code::OUT_OF_RANGE, detail);
        }
    }
}

/// The text with every run of white space as one blank.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Serialize for Criteria {
    /// As the tree is sent.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        TreeForm::from(self).serialize(serializer)
    }
}

impl From<&Criteria> for TreeForm {
    fn from(criteria: &Criteria) -> Self {
        Self {
            combinator: Some(criteria.combinator.to_string()),
            items: criteria.roots.iter().map(NodeForm::from).collect(),
        }
    }
}

impl From<&Node> for NodeForm {
    fn from(node: &Node) -> Self {
        Self {
            text: Some(node.text.clone()),
            role: (node.role != Role::Required).then(|| node.role.code().to_owned()),
            combinator: (!node.children.is_empty()).then(|| node.combinator.to_string()),
            items: node.children.iter().map(Self::from).collect(),
            not_applicable: node.not_applicable.clone(),
        }
    }
}
