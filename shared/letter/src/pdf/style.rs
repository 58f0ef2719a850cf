//! Measures of the page, in points.

use super::font::Typeface::{self, Bold, Italic, Regular};
use super::line::{Ink, Type};

/// US Letter.
pub(super) const PAGE: (f32, f32) = (612.0, 792.0);
/// Left and right margin.
pub(super) const MARGIN: f32 = 61.0;
/// Width of the text.
pub(super) const MEASURE: f32 = PAGE.0 - 2.0 * MARGIN;
/// Where the text of the first page begins.
pub(super) const TOP: f32 = 46.0;
/// Where the text of every page ends.
pub(super) const BOTTOM: f32 = PAGE.1 - 58.0;
/// Baseline of the running head's first line.
pub(super) const HEAD: f32 = 44.0;
/// Between the running head and the text.
pub(super) const HEAD_GAP: f32 = 16.0;
/// Baseline of the footer's last line.
pub(super) const FOOT: f32 = PAGE.1 - 40.0;
/// Indent of list items and of what hangs from a number.
pub(super) const INDENT: f32 = 20.0;
/// Width of the labels of the Re: block.
pub(super) const LABEL: f32 = 94.0;
/// Space for the signature.
pub(super) const SIGNATURE: f32 = 30.0;
/// Padding of table cells: left and right, above and below.
pub(super) const CELL: (f32, f32) = (5.0, 2.4);

const fn set(typeface: Typeface, size: f32, leading: f32, ink: Ink) -> Type {
    Type { typeface, size, leading, ink }
}

/// Running text.
pub(super) const BODY: Type = set(Regular, 10.0, 12.9, Ink::Black);
/// Labels of the Re: block.
pub(super) const BODY_BOLD: Type = set(Bold, 10.0, 12.9, Ink::Black);
/// What a criterion says. A list of criteria is looked up like a table and set like one.
pub(super) const CRITERION: Type = set(Bold, 9.4, 12.2, Ink::Black);
/// What answers a criterion.
pub(super) const ANSWER: Type = set(Regular, 9.4, 12.2, Ink::Black);
/// The first heading.
pub(super) const TITLE: Type = set(Bold, 14.0, 18.0, Ink::Blue);
/// The practice's name.
pub(super) const PRACTICE: Type = set(Bold, 14.5, 18.5, Ink::Blue);
/// The clinician below it.
pub(super) const CLINICIAN: Type = set(Regular, 9.8, 13.2, Ink::Black);
/// Address and telephone.
pub(super) const CONTACT: Type = set(Regular, 8.8, 12.2, Ink::Grey);
/// Tables.
pub(super) const TABLE: Type = set(Regular, 9.1, 11.8, Ink::Black);
/// Header rows and captions of tables.
pub(super) const TABLE_BOLD: Type = set(Bold, 9.1, 11.8, Ink::Black);
/// References.
pub(super) const REFERENCE: Type = set(Regular, 8.9, 11.8, Ink::Black);
/// Small print.
pub(super) const NOTE: Type = set(Regular, 8.3, 11.0, Ink::Grey);
/// Running head and footer.
pub(super) const EDGE: Type = set(Regular, 8.4, 11.0, Ink::Grey);

/// A heading of the body, 1 to 3, and the space above it.
pub(super) fn heading(level: u8) -> (Type, f32) {
    match level {
        0 | 1 => (set(Bold, 11.6, 14.6, Ink::Blue), 10.0),
        2 => (set(Bold, 10.3, 14.0, Ink::Blue), 10.0),
        _ => (set(Italic, 10.3, 14.0, Ink::Blue), 9.0),
    }
}
