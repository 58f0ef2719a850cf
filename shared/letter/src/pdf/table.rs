//! Tables: columns as wide as they need, header rows repeated, rows not torn while they are short.

use super::PdfError;
use super::flow::{Frame, Setter, placed};
use super::line::{Line, Type, extent, lines, pieces};
use super::strip::{Paint, Placed, Strip, keep_together, keep_two_lines, keep_with_next};
use super::style::{CELL, MEASURE, TABLE, TABLE_BOLD};
use super::tree::Node;
use crate::columns::{Want, share};
use crate::inline::Text;
use crate::plan::Grid;
use krilla::tagging::{TableHeaderScope, Tag, TagKind};

/// A row of more lines than this may be divided between pages.
const LINES_KEPT: usize = 8;
/// A table lower than this is not divided.
const HEIGHT_KEPT: f32 = 130.0;

/// A column's left edge and width.
#[derive(Clone, Copy)]
struct Column {
    x: f32,
    width: f32,
}

/// A cell ready to be placed.
struct Cell {
    x: f32,
    lines: std::vec::IntoIter<Line>,
    node: Node,
}

impl Setter<'_> {
    /// Sets a table.
    pub(super) fn table(&mut self, grid: &Grid<'_>) -> Result<(), PdfError> {
        let table = self.flow.tree.add(None, Tag::Table);
        let mut before = 9.0;
        if let Some(caption) = grid.caption {
            let node = self.flow.tree.add(Some(table), Tag::Caption);
            let start = self.set(
                node,
                &pieces(caption, TABLE_BOLD.typeface),
                Frame::full(TABLE_BOLD, before),
            )?;
            keep_with_next(self.from(start));
            before = 4.0;
        }
        let columns = self.columns_of(grid)?;
        let start = self.flow.strips.len();
        let mut header = None;
        if !grid.header.is_empty() {
            let head = self.flow.tree.add(Some(table), Tag::THead);
            let tag = |_| Tag::TH(TableHeaderScope::Column).into();
            let mut strips = self.row(head, &grid.header, &columns, TABLE_BOLD, tag)?;
            decorate_header(&mut strips);
            keep_with_next(&mut strips);
            self.flow.headers.push(strips.clone());
            header = Some(self.flow.headers.len() - 1);
            self.flow.strips.extend(strips);
        }
        self.rows(table, grid, &columns, header)?;
        if let Some(first) = self.from(start).first_mut() {
            first.before = before;
        }
        let height: f32 = self.from(start).iter().map(|strip| strip.height).sum();
        if height <= HEIGHT_KEPT {
            keep_together(self.from(start));
        }
        // What follows a table keeps a little more distance.
        if let Some(last) = self.flow.strips.last_mut() {
            last.height += 4.0;
            last.keep = false;
        }
        Ok(())
    }

    fn rows(
        &mut self,
        table: Node,
        grid: &Grid<'_>,
        columns: &[Column],
        header: Option<usize>,
    ) -> Result<(), PdfError> {
        let body = self.flow.tree.add(Some(table), Tag::TBody);
        for (at, row) in grid.rows.iter().enumerate() {
            let tag = |column| match column {
                0 => Tag::TH(TableHeaderScope::Row).into(),
                _ => Tag::TD.into(),
            };
            let mut strips = self.row(body, row, columns, TABLE, tag)?;
            for strip in &mut strips {
                strip.header = header;
            }
            if strips.len() <= LINES_KEPT {
                keep_together(&mut strips);
            } else {
                keep_two_lines(&mut strips);
            }
            let low = strips.len() == 1;
            if let Some(last) = strips.last_mut() {
                let area = [0.0, last.height - 0.5, MEASURE, 0.5];
                last.placed.push(Placed::Bar { area, paint: Paint::Hairline });
                // A row of one line stands alone neither under its header nor on the last page.
                last.keep = (at == 0 && low) || at + 2 == grid.rows.len();
            }
            self.flow.strips.extend(strips);
        }
        Ok(())
    }

    fn columns_of(&mut self, grid: &Grid<'_>) -> Result<Vec<Column>, PdfError> {
        let mut wants = vec![Want::default(); grid.columns];
        let header = std::iter::once((&grid.header, TABLE_BOLD));
        for (row, set) in header.chain(grid.rows.iter().map(|row| (row, TABLE))) {
            for (want, cell) in wants.iter_mut().zip(row) {
                let (least, most) = extent(self.fonts, &pieces(cell, set.typeface), set)?;
                // Half a point of grace: sums of widths differ in the last digit.
                want.least = want.least.max(least + 2.0 * CELL.0 + 0.5);
                want.most = want.most.max(most + 2.0 * CELL.0 + 0.5);
            }
        }
        let mut x = 0.0;
        let column = |width: f32| {
            let column = Column { x: x + CELL.0, width: (width - 2.0 * CELL.0).max(1.0) };
            x += width;
            column
        };
        Ok(share(MEASURE, &wants).into_iter().map(column).collect())
    }

    fn row(
        &mut self,
        parent: Node,
        cells: &[&Text],
        columns: &[Column],
        set: Type,
        tag: impl Fn(usize) -> TagKind,
    ) -> Result<Vec<Strip>, PdfError> {
        let row = self.flow.tree.add(Some(parent), Tag::TR);
        let mut ready = Vec::with_capacity(cells.len());
        let mut tall = 1;
        for (at, (cell, column)) in cells.iter().zip(columns).enumerate() {
            let node = self.flow.tree.add(Some(row), tag(at));
            let lines = if cell.is_blank() {
                // An element without content is dropped, and the cells after it would change columns.
                vec![self.fonts.space(set.typeface)?]
            } else {
                lines(self.fonts, &pieces(cell, set.typeface), set, column.width)?
            };
            tall = tall.max(lines.len());
            ready.push(Cell { x: column.x, lines: lines.into_iter(), node });
        }
        Ok((0..tall).map(|at| strip(&mut ready, set, at == 0, at + 1 == tall)).collect())
    }
}

/// The next line of every cell.
fn strip(cells: &mut [Cell], set: Type, first: bool, last: bool) -> Strip {
    let above = if first { CELL.1 } else { 0.0 };
    let below = if last { CELL.1 } else { 0.0 };
    let mut strip = Strip { height: set.leading + above + below, ..Strip::default() };
    for cell in cells {
        if let Some(line) = cell.lines.next() {
            let mut line = placed(cell.x, set, line, cell.node);
            if let Placed::Line(line) = &mut line {
                line.baseline += above;
            }
            strip.placed.push(line);
        }
    }
    strip
}

fn decorate_header(strips: &mut [Strip]) {
    for strip in strips.iter_mut() {
        strip
            .placed
            .insert(0, Placed::Bar { area: [0.0, 0.0, MEASURE, strip.height], paint: Paint::Tint });
    }
    let rule = |y| Placed::Bar { area: [0.0, y, MEASURE, 0.9], paint: Paint::Strong };
    if let Some(first) = strips.first_mut() {
        first.placed.insert(1, rule(0.0));
    }
    if let Some(last) = strips.last_mut() {
        let y = last.height - 0.9;
        last.placed.insert(1, rule(y));
    }
}
