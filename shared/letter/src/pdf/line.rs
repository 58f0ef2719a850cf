//! Breaks a text into lines.

use super::PdfError;
use super::atom::{Atom, atoms};
use super::font::{Fonts, Shaped, Typeface};
use crate::inline::{Style, Text};
use std::rc::Rc;
use unicode_segmentation::UnicodeSegmentation;

/// How a paragraph is set. Lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    /// The typeface of plain text.
    pub(super) typeface: Typeface,
    /// The type size.
    pub(super) size: f32,
    /// From one baseline to the next.
    pub(super) leading: f32,
    /// The ink.
    pub(super) ink: Ink,
}

/// The colours of a letter; each has a contrast of at least 7 to 1 on white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Running text.
    Black,
    /// Letterhead and headings.
    Blue,
    /// Footers and small print.
    Grey,
}

/// A piece of a line in one style.
#[derive(Clone)]
pub(super) struct Fragment {
    /// Its glyphs.
    pub(super) shaped: Shaped,
    /// From the line's left end to its own, in points.
    pub(super) x: f32,
    /// Its width in points.
    pub(super) width: f32,
    /// A blank to be filled in.
    pub(super) blank: bool,
    /// The web address it leads to.
    pub(super) link: Option<Rc<str>>,
}

/// A line of text.
#[derive(Clone, Default)]
pub(super) struct Line {
    /// Its pieces, from left to right.
    pub(super) fragments: Vec<Fragment>,
    /// Its width in points, without the space at its end.
    pub(super) width: f32,
}

/// A piece of text in one style.
pub(super) struct Piece {
    /// The words, cleaned.
    pub(super) words: String,
    /// The typeface.
    pub(super) typeface: Typeface,
    /// A blank to be filled in.
    pub(super) blank: bool,
    /// The web address it leads to.
    pub(super) link: Option<Rc<str>>,
}

/// The pieces of a text set in this typeface.
pub(super) fn pieces(text: &Text, typeface: Typeface) -> Vec<Piece> {
    text.spans()
        .map(|span| {
            let typeface = match span.style {
                Style::Strong => Typeface::Bold,
                Style::Emphasis => Typeface::Italic,
                Style::Plain | Style::Blank | Style::Citation(_) => typeface,
            };
            Piece {
                words: span.words.into_owned(),
                typeface,
                blank: span.style == Style::Blank,
                link: None,
            }
        })
        .collect()
}

/// Breaks pieces into lines of at most `width` points. There is always one line, even of nothing.
pub(super) fn lines(
    fonts: &mut Fonts,
    pieces: &[Piece],
    set: Type,
    width: f32,
) -> Result<Vec<Line>, PdfError> {
    let mut setter = Setter {
        fonts,
        pieces,
        set,
        width,
        done: Vec::new(),
        line: Line::default(),
        pending: None,
    };
    for atom in atoms(pieces) {
        setter.atom(&atom)?;
    }
    if !setter.line.fragments.is_empty() || setter.done.is_empty() {
        setter.end();
    }
    Ok(setter.done)
}

/// The widest unbreakable word and the width on one line, in points.
pub(super) fn extent(
    fonts: &mut Fonts,
    pieces: &[Piece],
    set: Type,
) -> Result<(f32, f32), PdfError> {
    let (mut least, mut most, mut line) = (0.0_f32, 0.0_f32, 0.0_f32);
    for atom in atoms(pieces) {
        let mut word = 0.0;
        for (piece, words) in &atom.parts {
            word += typeface(pieces, *piece)
                .map_or(Ok(0.0), |face| fonts.shape(face, words).map(|s| s.width))?;
        }
        least = least.max(word * set.size);
        line += word * set.size;
        most = most.max(line);
        if atom.space.is_some() {
            line += fonts.shape(set.typeface, " ")?.width * set.size;
        }
        if atom.ends_line {
            line = 0.0;
        }
    }
    Ok((least, most))
}

fn typeface(pieces: &[Piece], at: usize) -> Option<Typeface> {
    pieces.get(at).map(|piece| piece.typeface)
}

struct Setter<'a> {
    fonts: &'a mut Fonts,
    pieces: &'a [Piece],
    set: Type,
    width: f32,
    done: Vec<Line>,
    line: Line,
    /// The space before the next word, printed only if the word stays on the line.
    pending: Option<usize>,
}

impl Setter<'_> {
    fn atom(&mut self, atom: &Atom) -> Result<(), PdfError> {
        if !atom.parts.is_empty() {
            self.word(atom)?;
        }
        self.pending = atom.space.or(self.pending);
        if atom.ends_line {
            self.end();
        }
        Ok(())
    }

    fn word(&mut self, atom: &Atom) -> Result<(), PdfError> {
        let mut shaped = Vec::with_capacity(atom.parts.len());
        for (piece, words) in &atom.parts {
            let face = typeface(self.pieces, *piece).unwrap_or(self.set.typeface);
            shaped.push((*piece, self.fonts.shape(face, words)?));
        }
        let width: f32 = shaped.iter().map(|(_, word)| word.width * self.set.size).sum();
        let space = match self.pending {
            Some(at) => Some((
                at,
                self.fonts.shape(typeface(self.pieces, at).unwrap_or(self.set.typeface), " ")?,
            )),
            None => None,
        };
        let gap = space.as_ref().map_or(0.0, |(_, space)| space.width * self.set.size);
        if self.line.width > 0.0 && self.line.width + gap + width > self.width {
            // The space stays, unseen, at the line's end: words must not run together when read aloud or copied.
            self.hang(space);
            self.end();
        } else if let Some((at, space)) = space.filter(|_| self.line.width > 0.0) {
            self.add(at, space);
        }
        self.pending = None;
        if width > self.width {
            return self.tear(atom);
        }
        for (piece, word) in shaped {
            self.add(piece, word);
        }
        Ok(())
    }

    /// Sets a word that is wider than the line letter by letter.
    fn tear(&mut self, atom: &Atom) -> Result<(), PdfError> {
        for (piece, words) in &atom.parts {
            let face = typeface(self.pieces, *piece).unwrap_or(self.set.typeface);
            for letter in words.graphemes(true) {
                let shaped = self.fonts.shape(face, letter)?;
                if self.line.width > 0.0
                    && self.line.width + shaped.width * self.set.size > self.width
                {
                    self.end();
                }
                self.add(*piece, shaped);
            }
        }
        Ok(())
    }

    fn hang(&mut self, space: Option<(usize, Shaped)>) {
        if let Some((at, space)) = space {
            let width = self.line.width;
            self.add(at, space);
            self.line.width = width;
        }
    }

    /// Appends to the line; what has the style of the last fragment joins it.
    fn add(&mut self, piece: usize, word: Shaped) {
        let Some(source) = self.pieces.get(piece) else { return };
        let width = word.width * self.set.size;
        match self.line.fragments.last_mut() {
            Some(last)
                if last.shaped.typeface == word.typeface
                    && last.blank == source.blank
                    && last.link == source.link =>
            {
                let offset = last.shaped.text.len();
                last.shaped.text.push_str(&word.text);
                last.shaped.width += word.width;
                last.shaped.glyphs.extend(word.glyphs.into_iter().map(|mut glyph| {
                    glyph.text_range =
                        glyph.text_range.start + offset..glyph.text_range.end + offset;
                    glyph
                }));
                last.width += width;
            }
            _ => self.line.fragments.push(Fragment {
                shaped: word,
                x: self.line.width,
                width,
                blank: source.blank,
                link: source.link.clone(),
            }),
        }
        self.line.width += width;
    }

    fn end(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.pending = None;
    }
}

#[cfg(test)]
mod tests {
    use super::super::style::BODY;
    use super::*;

    fn set(words: &str, width: f32) -> Vec<String> {
        let mut fonts = Fonts::load().expect("fonts");
        let lines =
            lines(&mut fonts, &pieces(&words.into(), BODY.typeface), BODY, width).expect("lines");
        assert!(lines.iter().all(|line| line.width <= width), "a line is too long");
        let text = |line: &Line| {
            line.fragments.iter().map(|fragment| fragment.shaped.text.as_str()).collect()
        };
        lines.iter().map(text).collect()
    }

    #[test]
    fn words_are_wrapped_and_the_space_between_them_stays_at_the_end_of_the_line() {
        assert_eq!(
            set("active rheumatoid  arthritis", 60.0),
            ["active ", "rheumatoid ", "arthritis"]
        );
    }

    #[test]
    fn a_number_is_not_parted_from_its_unit() {
        assert_eq!(set("methotrexate 20 mg.", 80.0), ["methotrexate ", "20 mg."]);
        assert_eq!(set("methotrexate 20 pills", 80.0), ["methotrexate 20 ", "pills"]);
    }

    #[test]
    fn a_no_break_space_holds_and_a_line_feed_breaks() {
        assert_eq!(
            set("methotrexate 20\u{A0}pills\n\nnext", 80.0),
            ["methotrexate ", "20 pills", "", "next"]
        );
    }

    #[test]
    fn long_compounds_break_at_their_hyphen_but_short_ones_and_doses_do_not() {
        assert_eq!(set("disease-modifying", 60.0), ["disease-", "modifying"]);
        assert_eq!(set("with anti-TNF 40-mg", 62.0), ["with ", "anti-TNF ", "40-mg"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_between_letters() {
        let lines = set("adalimumabadalimumabadalimumab", 60.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), "adalimumabadalimumabadalimumab");
    }

    #[test]
    fn styles_change_without_parting_a_word() {
        let mut fonts = Fonts::load().expect("fonts");
        let text = Text::new(vec![
            crate::Inline::Plain("see (".into()),
            crate::Inline::Strong("Humira".into()),
            crate::Inline::Plain("), ".into()),
            crate::Inline::Citation(1),
        ]);
        let lines = lines(&mut fonts, &pieces(&text, BODY.typeface), BODY, 52.0).expect("lines");
        let faces: Vec<_> =
            lines[1].fragments.iter().map(|fragment| fragment.shaped.typeface).collect();
        assert_eq!(faces, [Typeface::Regular, Typeface::Bold, Typeface::Regular]);
        assert_eq!(lines.len(), 3, "the brackets stay with their word");
    }
}
