//! A letter as plain text.

use crate::clean::clean;
use crate::columns::{Want, count, share, whole};
use crate::inline::Text;
use crate::letter::{Letter, Reference, Signature};
use crate::plan::{Grid, Part, findings, parts};
use unicode_segmentation::UnicodeSegmentation;

/// Narrowest width, in columns, to which a letter is wrapped.
const LEAST_WIDTH: usize = 20;
/// Narrowest column in which a table is still readable as one.
const LEAST_COLUMN: f32 = 9.0;
const GAP: &str = "  ";

/// Writes a letter as plain text, wrapped at `width` columns (at least 20).
pub fn text(letter: &Letter, width: usize) -> String {
    let mut sheet = Sheet { out: String::with_capacity(8 * 1024), width: width.max(LEAST_WIDTH) };
    for part in parts(letter) {
        sheet.part(&part);
    }
    if !letter.footer.is_blank() {
        sheet.paragraph(&letter.footer.words());
    }
    sheet.out.truncate(sheet.out.trim_end().len());
    sheet.out.push('\n');
    sheet.out
}

struct Sheet {
    out: String,
    width: usize,
}

impl Sheet {
    fn part(&mut self, part: &Part<'_>) {
        match part {
            Part::Letterhead { name, lines, contact } => {
                self.lines([name.as_ref()].into_iter().chain(lines).chain(contact.iter().copied()));
                self.close();
            }
            Part::Date(text) | Part::Paragraph(text) | Part::Note(text) => {
                self.paragraph(&text.words());
            }
            Part::Addressee(lines) => {
                self.lines(lines.iter().copied());
                self.close();
            }
            Part::Title(title) => self.underlined(title, "="),
            Part::Heading(1, text) => self.underlined(&text.words(), "-"),
            Part::Heading(_, text) => self.paragraph(&text.words()),
            Part::Re(lines) => {
                for (at, line) in lines.iter().enumerate() {
                    let marker = if at == 0 { "Re: " } else { "    " };
                    self.wrapped(
                        marker,
                        &format!("{}: {}", clean(&line.label), line.value.words()),
                    );
                }
                self.close();
            }
            Part::Quote(text) => {
                self.wrapped("    ", &text.words());
                self.close();
            }
            Part::List { ordered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let marker = if *ordered { format!("{}. ", at + 1) } else { "- ".to_owned() };
                    self.wrapped(&marker, &item.words());
                }
                self.close();
            }
            Part::Table(grid) => self.table(grid),
            Part::Criteria(criteria) => {
                for (at, criterion) in criteria.iter().enumerate() {
                    let marker = format!("{}. ", at + 1);
                    let (line, evidence) = findings(criterion);
                    self.wrapped(&marker, &criterion.text.words());
                    self.wrapped(&" ".repeat(marker.len()), &line.words());
                    for item in evidence {
                        self.wrapped(&format!("{}- ", " ".repeat(marker.len())), &item.words());
                    }
                }
                self.close();
            }
            Part::Signature(signature) => self.signature(signature),
            Part::References(references) => self.references(references),
        }
    }

    /// Ends a part with an empty line.
    fn close(&mut self) {
        self.out.push('\n');
    }

    fn paragraph(&mut self, words: &str) {
        self.wrapped("", words);
        self.close();
    }

    fn underlined(&mut self, words: &str, rule: &str) {
        let lines = wrap(words, self.width);
        let longest = lines.iter().map(|line| columns(line)).max().unwrap_or_default();
        self.wrapped("", words);
        self.out.push_str(&rule.repeat(longest));
        self.out.push_str("\n\n");
    }

    fn lines<'a>(&mut self, lines: impl Iterator<Item = &'a Text>) {
        for line in lines.filter(|line| !line.is_blank()) {
            self.wrapped("", &line.words());
        }
    }

    /// Prints a paragraph behind a marker, every further line indented by the marker's width.
    fn wrapped(&mut self, marker: &str, words: &str) {
        let indent = " ".repeat(columns(marker));
        for (at, line) in wrap(words, self.width.saturating_sub(indent.len())).iter().enumerate() {
            let line = format!("{}{line}", if at == 0 { marker } else { &indent });
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    fn signature(&mut self, signature: &Signature) {
        self.lines([&signature.closing].into_iter());
        self.out.push_str("\n\n\n");
        self.lines([&signature.name].into_iter().chain(&signature.lines));
        self.close();
    }

    fn references(&mut self, references: &[Reference]) {
        for (at, reference) in references.iter().enumerate() {
            let url = reference.url.as_deref().map(clean).unwrap_or_default();
            let words = format!("{} {url}", reference.text.words());
            self.wrapped(&format!("{}. ", at + 1), words.trim());
        }
        self.close();
    }

    fn table(&mut self, grid: &Grid<'_>) {
        if let Some(caption) = grid.caption {
            self.wrapped("", &caption.words());
        }
        let words = |row: &Vec<&Text>| row.iter().map(|cell| cell.words()).collect::<Vec<_>>();
        let header = words(&grid.header);
        let rows: Vec<_> = grid.rows.iter().map(words).collect();
        let room = count(self.width) - count(GAP.len() * (grid.columns - 1));
        if room >= LEAST_COLUMN * count(grid.columns) {
            self.aligned(&header, &rows, &widths(room, &header, &rows, grid.columns));
        } else {
            self.stacked(&header, &rows);
        }
        self.close();
    }

    fn aligned(&mut self, header: &[String], rows: &[Vec<String>], widths: &[usize]) {
        if !header.is_empty() {
            self.row(header, widths);
            let rules: Vec<_> = widths.iter().map(|width| "-".repeat(*width)).collect();
            self.out.push_str(&rules.join(GAP));
            self.out.push('\n');
        }
        for row in rows {
            self.row(row, widths);
        }
    }

    fn row(&mut self, cells: &[String], widths: &[usize]) {
        let mut cells: Vec<_> = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| (wrap(cell, *width).into_iter(), *width))
            .collect();
        loop {
            let next: Vec<_> =
                cells.iter_mut().map(|(lines, width)| (lines.next(), *width)).collect();
            if next.iter().all(|(line, _)| line.is_none()) {
                return;
            }
            let padded: Vec<_> = next
                .into_iter()
                .map(|(line, width)| {
                    let line = line.unwrap_or_default();
                    let fill = width.saturating_sub(columns(&line));
                    format!("{line}{}", " ".repeat(fill))
                })
                .collect();
            self.out.push_str(padded.join(GAP).trim_end());
            self.out.push('\n');
        }
    }

    /// A table too wide for columns: one line per cell, with its column's name.
    fn stacked(&mut self, header: &[String], rows: &[Vec<String>]) {
        for row in rows {
            for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
                let marker = if at == 0 { "- " } else { "  " };
                match header.get(at).filter(|name| !name.trim().is_empty()) {
                    Some(name) => self.wrapped(marker, &format!("{name}: {cell}")),
                    None => self.wrapped(marker, cell),
                }
            }
        }
    }
}

fn widths(room: f32, header: &[String], rows: &[Vec<String>], number: usize) -> Vec<usize> {
    let mut wants = vec![Want::default(); number];
    for row in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)) {
        for (want, cell) in wants.iter_mut().zip(row) {
            let longest = cell.split_whitespace().map(columns).max().unwrap_or_default();
            want.least = want.least.max(count(longest)).max(3.0);
            want.most = want.most.max(count(columns(cell))).max(3.0);
        }
    }
    let most: f32 = wants.iter().map(|want| want.most).sum();
    // On paper a table spans the page; in plain text it need not.
    share(room.min(most), &wants).into_iter().map(|width| whole(width + 0.001).max(1)).collect()
}

/// How many columns a text takes: one for each letter as a reader sees it.
fn columns(words: &str) -> usize {
    if words.is_ascii() { words.len() } else { words.graphemes(true).count() }
}

/// Breaks a text into lines of at most `width` columns; a longer word is broken.
fn wrap(words: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in words.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_whitespace() {
            let long = columns(word);
            if used > 0 && used + 1 + long > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            if used + long <= width {
                line.push_str(word);
                used += long;
                continue;
            }
            for letter in word.graphemes(true) {
                if used == width {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(letter);
                used += 1;
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Block;
    use crate::sample::letter;

    #[test]
    fn the_sample_is_printed_as_on_file() {
        assert_eq!(text(&letter(), 78), include_str!("../tests/letters/adalimumab.txt"));
    }

    #[test]
    fn a_table_too_wide_for_columns_is_printed_cell_by_cell() {
        let header = ["Drug", "Dose", "Route", "Outcome"].map(Text::from).to_vec();
        let rows = vec![["methotrexate", "20 mg", "", "failed"].map(Text::from).to_vec()];
        let letter = Letter {
            body: vec![Block::Table { caption: None, header, rows }],
            ..Letter::default()
        };
        assert_eq!(text(&letter, 30), "- Drug: methotrexate\n  Dose: 20 mg\n  Outcome: failed\n");
    }

    #[test]
    fn a_long_word_is_broken_and_a_list_hangs_from_its_marker() {
        let items = vec!["abcdefghijklmnopqrstuvwxyz".into(), "one two three four five".into()];
        let letter =
            Letter { body: vec![Block::List { ordered: true, items }], ..Letter::default() };
        let lines = "1. abcdefghijklmnopq\n   rstuvwxyz\n2. one two three\n   four five\n";
        assert_eq!(text(&letter, 20), lines);
    }
}
