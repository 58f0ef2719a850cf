//! A run of text within a block.

use crate::clean::clean;
use crate::placeholder::Placeholder;
use crate::redact::redact;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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

/// A piece of text as it is printed.
pub(crate) struct Span<'a> {
    /// The words, cleaned; `\n` is a line break.
    pub(crate) words: Cow<'a, str>,
    /// How they are set.
    pub(crate) style: Style,
}

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Running text.
    Plain,
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// A placeholder without its value, marked so that it is not overlooked.
    Blank,
    /// A pointer to the n-th reference.
    Citation(u32),
}

impl Inline {
    fn ends_in_a_word(&self) -> bool {
        match self {
            Self::Plain(words) | Self::Strong(words) | Self::Emphasis(words) => {
                words.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | '['))
            }
            Self::Placeholder(_) => true,
            Self::Citation(_) => false,
        }
    }
}

impl Text {
    /// Nothing.
    pub(crate) const EMPTY: Self = Self(Vec::new());

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

    /// The pieces as they are printed, in order. Every renderer reads a text through this.
    ///
    /// A citation right behind a word gets a no-break space between them.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Span<'_>> {
        let before = [None].into_iter().chain(self.0.iter().map(Some));
        before.zip(&self.0).flat_map(|(before, inline)| {
            let (words, style) = match inline {
                Inline::Plain(words) => (clean(words), Style::Plain),
                Inline::Strong(words) => (clean(words), Style::Strong),
                Inline::Emphasis(words) => (clean(words), Style::Emphasis),
                Inline::Placeholder(name) => (Cow::Owned(name.blank()), Style::Blank),
                Inline::Citation(n) => (Cow::Owned(format!("[{n}]")), Style::Citation(*n)),
            };
            let touches =
                matches!(inline, Inline::Citation(_)) && before.is_some_and(Inline::ends_in_a_word);
            let space =
                touches.then_some(Span { words: Cow::Borrowed("\u{A0}"), style: Style::Plain });
            space.into_iter().chain([Span { words, style }])
        })
    }

    /// All words in one string.
    pub(crate) fn words(&self) -> String {
        self.spans().map(|span| span.words).collect()
    }

    /// Texts joined by a separator; blank ones are left out.
    pub(crate) fn joined<'a>(separator: &str, texts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut all = Self::default();
        for text in texts.into_iter().filter(|text| !text.is_blank()) {
            if !all.0.is_empty() {
                all.push(Inline::Plain(separator.to_owned()));
            }
            all.0.extend(text.0.iter().cloned());
        }
        all
    }

    /// Whether nothing would be printed.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|inline| match inline {
            Inline::Plain(s) | Inline::Strong(s) | Inline::Emphasis(s) => {
                clean(s).trim().is_empty()
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_read_and_everything_else_stays_literal() {
        let text =
            Text::with_placeholders("For {{patient.last_name}}, {{Not One}} {{ member.id }}}} {{");
        let names: Vec<_> =
            text.spans().filter(|span| span.style == Style::Blank).map(|span| span.words).collect();
        assert_eq!(names, ["[Patient last name]", "[Member ID]"]);
        assert_eq!(text.words(), "For [Patient last name], {{Not One}} [Member ID]}} {{");
    }

    #[test]
    fn a_citation_keeps_a_little_distance_from_its_sentence() {
        let plain = |words: &str| Inline::Plain(words.to_owned());
        let text = Text::new(vec![
            plain("Done."),
            Inline::Citation(1),
            Inline::Citation(2),
            plain(" So ("),
            Inline::Citation(3),
        ]);
        assert_eq!(text.words(), "Done.\u{A0}[1][2] So ([3]");
    }

    #[test]
    fn debug_shows_no_word_of_a_text() {
        assert!(
            !format!("{:?} {:?}", Text::from("uveitis"), Inline::Plain("uveitis".into()))
                .contains("uveitis")
        );
    }

    #[test]
    fn joining_leaves_blank_texts_out() {
        let (a, b, blank) = (Text::from("a"), Text::from("b"), Text::from(" \u{200b}"));
        assert_eq!(Text::joined(", ", [&blank, &a, &blank, &b]).words(), "a, b");
    }
}
