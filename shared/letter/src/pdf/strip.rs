//! Strips: the full-width slices that pages are filled with.

use super::line::{Line, Type};
use super::tree::Node;

/// A slice of the text column that is never divided. Lengths are points; y runs down from the strip's top.
#[derive(Clone, Default)]
pub(super) struct Strip {
    /// Space above it, except at the top of a page.
    pub(super) before: f32,
    /// Its height.
    pub(super) height: f32,
    /// What it shows.
    pub(super) placed: Vec<Placed>,
    /// It stays on the page of the next strip.
    pub(super) keep: bool,
    /// The table header to repeat if a page begins with it.
    pub(super) header: Option<usize>,
}

/// Something at its place in a strip.
#[derive(Clone)]
pub(super) enum Placed {
    /// A line of text.
    Line(SetLine),
    /// A filled rectangle without meaning: a rule or a tint.
    Bar {
        /// Left, top, width, height.
        area: [f32; 4],
        /// Its colour.
        paint: Paint,
    },
}

/// A line at its place.
#[derive(Clone)]
pub(super) struct SetLine {
    /// Left end.
    pub(super) x: f32,
    /// Baseline.
    pub(super) baseline: f32,
    /// The line.
    pub(super) line: Line,
    /// Its type.
    pub(super) set: Type,
    /// The element of the structure that it belongs to.
    pub(super) node: Node,
    /// The element of its link.
    pub(super) link: Option<Node>,
    /// It begins a heading of the document's outline.
    pub(super) outline: Option<String>,
}

/// The colours of rules and tints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    /// A rule that marks.
    Strong,
    /// A rule that divides.
    Hairline,
    /// The tint of a header row.
    Tint,
}

/// Where a line of this type has its baseline within its leading.
pub(super) fn baseline(set: Type) -> f32 {
    // Half the leading, lowered by half of what stands above the baseline on average.
    set.leading * 0.5 + set.size * 0.31
}

/// Keeps at least two lines of a paragraph together at the foot and at the head of a page.
pub(super) fn keep_two_lines(strips: &mut [Strip]) {
    let number = strips.len();
    for (at, strip) in strips.iter_mut().enumerate() {
        let inner = number <= 3 || at == 0 || at + 2 == number;
        strip.keep |= inner && at + 1 < number;
    }
}

/// Keeps all strips on one page, and with what follows.
pub(super) fn keep_with_next(strips: &mut [Strip]) {
    for strip in strips {
        strip.keep = true;
    }
}

/// Keeps all strips on one page.
pub(super) fn keep_together(strips: &mut [Strip]) {
    if let Some((_, all_but_last)) = strips.split_last_mut() {
        keep_with_next(all_but_last);
    }
}
