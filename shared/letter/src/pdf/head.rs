//! The letterhead: who writes on the left, how to reach them on the right, a rule below.

use super::PdfError;
use super::flow::{Setter, placed};
use super::line::{Line, Type, extent, lines, pieces};
use super::strip::{Paint, Placed, Strip, baseline};
use super::style::{CLINICIAN, CONTACT, MEASURE, PRACTICE};
use super::tree::Node;
use crate::inline::Text;
use krilla::tagging::Tag;

/// Widest column of contact lines.
const CONTACT_WIDTH: f32 = 215.0;
/// Between the two columns.
const GUTTER: f32 = 20.0;
/// A letterhead taller than this is not kept in one piece.
const TALLEST: f32 = 300.0;

struct Row {
    line: Line,
    kind: Type,
    node: Node,
}

impl Setter<'_> {
    /// Sets the letterhead.
    pub(super) fn letterhead(
        &mut self,
        name: &Text,
        below: &[Text],
        contact: &[&Text],
    ) -> Result<(), PdfError> {
        let mut right_width = 0.0_f32;
        for text in contact {
            right_width =
                right_width.max(extent(self.fonts, &pieces(text, CONTACT.typeface), CONTACT)?.1);
        }
        let right_width = (right_width + 0.5).min(CONTACT_WIDTH);
        let left_width = if contact.is_empty() { MEASURE } else { MEASURE - right_width - GUTTER };

        let mut left = Vec::new();
        for (text, set) in
            [(name, PRACTICE)].into_iter().chain(below.iter().map(|text| (text, CLINICIAN)))
        {
            if !text.is_blank() {
                let node = self.flow.tree.add(None, Tag::P);
                self.stack(&mut left, text, set, node, left_width)?;
            }
        }
        let mut right = Vec::new();
        if !contact.is_empty() {
            let node = self.flow.tree.add(None, Tag::P);
            for text in contact {
                self.stack(&mut right, text, CONTACT, node, right_width)?;
            }
        }
        self.columns(left, right);
        Ok(())
    }

    fn stack(
        &mut self,
        stack: &mut Vec<Row>,
        text: &Text,
        set: Type,
        node: Node,
        width: f32,
    ) -> Result<(), PdfError> {
        let lines = lines(self.fonts, &pieces(text, set.typeface), set, width)?;
        stack.extend(lines.into_iter().map(|line| Row { line, kind: set, node }));
        Ok(())
    }

    fn columns(&mut self, left: Vec<Row>, right: Vec<Row>) {
        // The first contact line stands a little lower, in line with the larger name.
        const DROP: f32 = 5.0;
        let tall = |stack: &[Row]| stack.iter().map(|row| row.kind.leading).sum::<f32>();
        let height = tall(&left).max(tall(&right) + DROP);
        if height > TALLEST {
            for row in left.into_iter().chain(right) {
                let height = row.kind.leading;
                let placed = vec![placed(0.0, row.kind, row.line, row.node)];
                self.flow.strips.push(Strip { height, placed, ..Strip::default() });
            }
            return;
        }
        let mut strip = Strip { height, ..Strip::default() };
        let mut y = 0.0;
        for row in left {
            strip.placed.push(lowered(0.0, y, &row));
            y += row.kind.leading;
        }
        y = DROP;
        for row in right {
            strip.placed.push(lowered(MEASURE - row.line.width, y, &row));
            y += row.kind.leading;
        }
        strip
            .placed
            .push(Placed::Bar { area: [0.0, height + 7.0, MEASURE, 1.2], paint: Paint::Strong });
        strip.height += 9.0;
        self.flow.strips.push(strip);
    }
}

fn lowered(x: f32, y: f32, row: &Row) -> Placed {
    let mut line = placed(x, row.kind, row.line.clone(), row.node);
    if let Placed::Line(line) = &mut line {
        line.baseline = y + baseline(row.kind);
    }
    line
}
