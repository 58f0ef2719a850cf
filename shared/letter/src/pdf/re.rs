//! The Re: block: labels on the left, values on the right, between two rules.

use super::PdfError;
use super::flow::{Setter, placed};
use super::line::{Line, Type, lines, pieces};
use super::strip::{Paint, Placed, Strip, keep_together};
use super::style::{BODY, BODY_BOLD, LABEL, MEASURE};
use super::tree::Node;
use crate::clean::clean;
use crate::inline::Text;
use crate::letter::ReLine;
use krilla::tagging::Tag;

/// Between a rule and the text.
const PAD: f32 = 6.0;
/// Between a label and its value.
const GAP: f32 = 8.0;

impl Setter<'_> {
    /// Sets the Re: block.
    pub(super) fn re(&mut self, re: &[&ReLine]) -> Result<(), PdfError> {
        let start = self.flow.strips.len();
        for line in re {
            self.re_line(line)?;
            self.hold();
        }
        let rule = |y| Placed::Bar { area: [0.0, y, MEASURE, 0.6], paint: Paint::Hairline };
        let strips = self.from(start);
        if let Some(first) = strips.first_mut() {
            first.before = 10.0 + PAD;
            first.placed.push(rule(-PAD));
        }
        if let Some(last) = strips.last_mut() {
            last.height += PAD;
            last.placed.push(rule(last.height));
            last.height += 7.0;
            last.keep = false;
        }
        Ok(())
    }

    fn re_line(&mut self, line: &ReLine) -> Result<(), PdfError> {
        let paragraph = self.flow.tree.add(None, Tag::P);
        // Each has an element of its own: a label of two lines is read before its value.
        let label = self.flow.tree.add(Some(paragraph), Tag::Span);
        let value = self.flow.tree.add(Some(paragraph), Tag::Span);
        let words = Text::from(format!("{}: ", clean(&line.label)));
        let mut labels = self.column(&words, BODY_BOLD, LABEL - GAP)?.into_iter();
        let mut values = self.column(&line.value, BODY, MEASURE - LABEL)?.into_iter();
        let start = self.flow.strips.len();
        for _ in 0..labels.len().max(values.len()) {
            let mut strip = Strip { height: BODY.leading, ..Strip::default() };
            let mut put = |x, set, line: Option<Line>, node: Node| {
                strip.placed.extend(line.map(|line| placed(x, set, line, node)));
            };
            put(0.0, BODY_BOLD, labels.next(), label);
            put(LABEL, BODY, values.next(), value);
            self.flow.strips.push(strip);
        }
        let strips = self.from(start);
        if let Some(first) = strips.first_mut() {
            first.before = 1.5;
        }
        keep_together(strips);
        Ok(())
    }

    fn column(&mut self, text: &Text, set: Type, width: f32) -> Result<Vec<Line>, PdfError> {
        lines(self.fonts, &pieces(text, set.typeface), set, width)
    }
}
