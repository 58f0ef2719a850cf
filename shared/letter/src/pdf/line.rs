//! Breaks a text into lines.

use super::PdfError;
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

/// What may not be parted: a word, perhaps of several styles, and the space after it.
#[derive(Default)]
struct Atom {
    parts: Vec<(usize, String)>,
    space: Option<usize>,
    ends_line: bool,
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

fn atoms(pieces: &[Piece]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut atom = Atom::default();
    for (at, piece) in pieces.iter().enumerate() {
        let mut word = String::new();
        let mut letters = piece.words.chars().peekable();
        while let Some(c) = letters.next() {
            if c == '\n' || is_space(c) {
                push(&mut atom, at, &mut word);
                atom.ends_line = c == '\n';
                atom.space = is_space(c).then_some(at);
                if c == '\n' || !letters.peek().is_some_and(|next| is_space(*next)) {
                    atoms.push(std::mem::take(&mut atom));
                }
            } else {
                word.push(c);
                if breaks_after(&word, letters.clone()) {
                    push(&mut atom, at, &mut word);
                    atoms.push(std::mem::take(&mut atom));
                }
            }
        }
        push(&mut atom, at, &mut word);
    }
    atoms.push(atom);
    glue(atoms)
}

fn push(atom: &mut Atom, at: usize, word: &mut String) {
    if !word.is_empty() {
        atom.parts.push((at, std::mem::take(word)));
    }
}

/// A space at which a line may end; those that forbid it are not among them.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}')
}

/// Whether a line may end within a word: after a dash, or a hyphen or slash between two long enough parts.
fn breaks_after(word: &str, rest: impl Iterator<Item = char>) -> bool {
    const PART: usize = 3;
    let letters = |c: &char| c.is_alphabetic();
    match word.chars().next_back() {
        Some('\u{2014}') => true,
        Some('-' | '/' | '\u{2013}') => {
            let before = word.chars().rev().skip(1).take_while(letters).count();
            before >= PART && rest.take_while(letters).count() >= PART
        }
        _ => false,
    }
}

/// Units that stay with their number: a dose torn at the line's end invites misreading.
const UNITS: [&str; 24] = [
    "%", "IU", "IU/mL", "L", "U", "U/L", "U/mL", "cm", "g", "g/dL", "kg", "kg/m²", "mL", "mcg",
    "mg", "mg/L", "mg/dL", "mg/kg", "mg/mL", "mm", "mm/h", "mmHg", "ng/mL", "units",
];

fn glue(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut glued: Vec<Atom> = Vec::with_capacity(atoms.len());
    for mut atom in atoms {
        match glued.last_mut() {
            Some(last) if !last.ends_line && is_number(last) && is_unit(&atom) => {
                if let Some(space) = last.space {
                    last.parts.push((space, " ".to_owned()));
                }
                last.parts.append(&mut atom.parts);
                (last.space, last.ends_line) = (atom.space, atom.ends_line);
            }
            _ => glued.push(atom),
        }
    }
    glued
}

fn is_number(atom: &Atom) -> bool {
    atom.space.is_some()
        && atom.parts.last().is_some_and(|(_, word)| word.ends_with(|c: char| c.is_ascii_digit()))
}

fn is_unit(atom: &Atom) -> bool {
    atom.parts
        .first()
        .is_some_and(|(_, word)| UNITS.contains(&word.trim_end_matches([',', '.', ';', ')', ':'])))
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
