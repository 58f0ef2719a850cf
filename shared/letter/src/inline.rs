//! A run of text within a block.

use crate::placeholder::Placeholder;
use crate::redact::redact;
use serde::{Deserialize, Serialize};

/// A piece of text in one style. What a string holds is always literal: nothing in it is markup.
///
/// A line feed is a line break; other control characters are dropped when a letter is rendered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Running text.
    Plain(String),
    /// Text of strong importance, set bold.
    Strong(String),
    /// Stressed text or a title of a work, set italic.
    Emphasis(String),
    /// Something only the user's browser knows.
    Placeholder(Placeholder),
    /// Points to the n-th entry, from 1, of the letter's references.
    Citation(u32),
}

/// The content of a paragraph, a heading, a list item or a table cell.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(Vec<Inline>);

redact!(Inline, Text);

impl Text {
    /// A text of these pieces, in order.
    pub fn new(inlines: Vec<Inline>) -> Self {
        Self(inlines)
    }

    /// Reads `{{patient.last_name}}` as a placeholder and everything else literally.
    pub fn with_placeholders(source: &str) -> Self {
        let mut text = Self::default();
        let mut rest = source;
        let mut literal = String::new();
        while let Some((before, after)) = rest.split_once("{{") {
            literal.push_str(before);
            let found = after
                .split_once("}}")
                .and_then(|(name, tail)| Some((Placeholder::parse(name.trim()).ok()?, tail)));
            if let Some((placeholder, tail)) = found {
                text.push_plain(&mut literal);
                text.0.push(Inline::Placeholder(placeholder));
                rest = tail;
            } else {
                literal.push_str("{{");
                rest = after;
            }
        }
        literal.push_str(rest);
        text.push_plain(&mut literal);
        text
    }

    fn push_plain(&mut self, literal: &mut String) {
        if !literal.is_empty() {
            self.0.push(Inline::Plain(std::mem::take(literal)));
        }
    }

    /// Adds a piece at the end.
    pub fn push(&mut self, inline: Inline) {
        self.0.push(inline);
    }

    /// The pieces, in order.
    pub fn inlines(&self) -> &[Inline] {
        &self.0
    }

    /// The pieces, in order, to be changed in place.
    pub(crate) fn inlines_mut(&mut self) -> &mut [Inline] {
        &mut self.0
    }

    /// Whether nothing would be printed.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|inline| match inline {
            Inline::Plain(s) | Inline::Strong(s) | Inline::Emphasis(s) => s.trim().is_empty(),
            Inline::Placeholder(_) | Inline::Citation(_) => false,
        })
    }
}

impl From<&str> for Text {
    fn from(plain: &str) -> Self {
        Self::from(plain.to_owned())
    }
}

impl From<String> for Text {
    fn from(plain: String) -> Self {
        if plain.is_empty() { Self::default() } else { Self(vec![Inline::Plain(plain)]) }
    }
}

impl From<Vec<Inline>> for Text {
    fn from(inlines: Vec<Inline>) -> Self {
        Self(inlines)
    }
}
