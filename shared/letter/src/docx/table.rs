//! Tables.

use super::run::push_text;
use crate::columns::{Want, count, share, whole};
use crate::inline::Text;
use crate::plan::Grid;
use crate::xml::push_markup;

/// Width between the margins, in twentieths of a point: 6.5 inches.
const WIDTH: f32 = 9360.0;
/// Cell margins left and right together.
const MARGIN: f32 = 160.0;
/// Mean width of a letter in a table's type.
const LETTER: f32 = 112.0;

/// Appends a table whose header row repeats on every page and whose rows are not torn.
pub(super) fn push_table(out: &mut String, grid: &Grid<'_>) {
    if let Some(caption) = grid.caption {
        out.push_str("<w:p><w:pPr><w:pStyle w:val=\"Caption\"/></w:pPr>");
        push_text(out, caption);
        out.push_str("</w:p>");
    }
    let widths = widths(grid);
    // The bits of the look say the same as its attributes, for readers older than those.
    let (look, first_row) = if grid.header.is_empty() { ("0600", "0") } else { ("0620", "1") };
    push_markup(
        out,
        format_args!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"LetterTable\"/><w:tblW w:w=\"9360\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"{look}\" w:firstRow=\"{first_row}\" w:lastRow=\"0\" \
             w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        ),
    );
    for width in &widths {
        push_markup(out, format_args!("<w:gridCol w:w=\"{width}\"/>"));
    }
    out.push_str("</w:tblGrid>");
    if !grid.header.is_empty() {
        push_row(out, Row::Header, &grid.header, &widths);
    }
    for row in &grid.rows {
        push_row(out, Row::Body, row, &widths);
    }
    // Word joins two tables that touch; the paragraph also gives the space below.
    out.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"TableEnd\"/></w:pPr></w:p>");
}

/// What a row is to its table.
#[derive(Clone, Copy)]
enum Row {
    Header,
    Body,
}

fn push_row(out: &mut String, row: Row, cells: &[&Text], widths: &[usize]) {
    let (repeated, style) = match row {
        Row::Header => ("<w:tblHeader/>", "TableHeading"),
        Row::Body => ("", "TableText"),
    };
    push_markup(out, format_args!("<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>"));
    for (cell, width) in cells.iter().zip(widths) {
        push_markup(
            out,
            format_args!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>\
                 <w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"
            ),
        );
        push_text(out, cell);
        out.push_str("</w:p></w:tc>");
    }
    out.push_str("</w:tr>");
}

/// Column widths estimated from the number of letters: the file is laid out by the program that opens it.
fn widths(grid: &Grid<'_>) -> Vec<usize> {
    let mut wants = vec![Want::default(); grid.columns];
    for row in std::iter::once(&grid.header).chain(&grid.rows) {
        for (want, cell) in wants.iter_mut().zip(row) {
            let words = cell.words();
            let length = |words: &str| count(words.chars().count()) * LETTER + MARGIN;
            want.least = words
                .split_whitespace()
                .map(length)
                .fold(want.least.max(MARGIN + LETTER), f32::max);
            want.most = want.most.max(length(&words)).max(want.least);
        }
    }
    share(WIDTH, &wants).into_iter().map(|width| whole(width).max(1)).collect()
}
