//! The embedded typefaces: shaping, widths, and what to do about a character that a face lacks.

use super::PdfError;
use super::line::{Fragment, Line};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, ShapePlan, UnicodeBuffer, script, shape_with_plan};
use std::collections::HashMap;

/// Source Serif 4, SIL Open Font License: lining figures, Greek, and the signs that clinical text needs.
const FILES: [&[u8]; 3] = [
    include_bytes!("../../fonts/SourceSerif4-Regular.ttf"),
    include_bytes!("../../fonts/SourceSerif4-SemiBold.ttf"),
    include_bytes!("../../fonts/SourceSerif4-Italic.ttf"),
];

/// A typeface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typeface {
    /// Upright.
    Regular,
    /// Semibold.
    Bold,
    /// Italic.
    Italic,
}

/// A shaped piece of text in one typeface, in units of the type size.
#[derive(Clone)]
pub(super) struct Shaped {
    /// The typeface that has the glyphs.
    pub(super) typeface: Typeface,
    /// The characters.
    pub(super) text: String,
    /// Their glyphs; ranges are bytes of `text`.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// The sum of the advances.
    pub(super) width: f32,
}

struct Loaded {
    shaper: Face<'static>,
    plan: ShapePlan,
    font: Font,
    em: f32,
    /// The words shaped so far.
    words: HashMap<String, Shaped>,
}

/// All typefaces.
pub(super) struct Fonts {
    regular: Loaded,
    bold: Loaded,
    italic: Loaded,
}

impl Fonts {
    /// Reads the embedded files.
    pub(super) fn load() -> Result<Self, PdfError> {
        let [regular, bold, italic] = FILES;
        Ok(Self { regular: open(regular)?, bold: open(bold)?, italic: open(italic)? })
    }

    fn loaded(&self, typeface: Typeface) -> &Loaded {
        match typeface {
            Typeface::Regular => &self.regular,
            Typeface::Bold => &self.bold,
            Typeface::Italic => &self.italic,
        }
    }

    fn loaded_mut(&mut self, typeface: Typeface) -> &mut Loaded {
        match typeface {
            Typeface::Regular => &mut self.regular,
            Typeface::Bold => &mut self.bold,
            Typeface::Italic => &mut self.italic,
        }
    }

    /// The font to be embedded for a typeface.
    pub(super) fn font(&self, typeface: Typeface) -> Font {
        self.loaded(typeface).font.clone()
    }

    /// Shapes a piece of text without line breaks.
    ///
    /// A character that a face lacks is taken from the upright one, or printed by an equal one; never as a box.
    pub(super) fn shape(&mut self, typeface: Typeface, word: &str) -> Result<Shaped, PdfError> {
        if let Some(shaped) = self.loaded(typeface).words.get(word) {
            return Ok(shaped.clone());
        }
        let text = self.printable(word)?;
        let complete = |typeface| text.chars().all(|c| has(self.loaded(typeface), c));
        let used = if complete(typeface) { typeface } else { Typeface::Regular };
        let shaped = shape(self.loaded(used), used, text)?;
        self.loaded_mut(typeface).words.insert(word.to_owned(), shaped.clone());
        Ok(shaped)
    }

    /// A line that holds nothing but a space.
    pub(super) fn space(&mut self, typeface: Typeface) -> Result<Line, PdfError> {
        let shaped = self.shape(typeface, " ")?;
        let fragment = Fragment { shaped, x: 0.0, width: 0.0, blank: false, link: None };
        Ok(Line { fragments: vec![fragment], width: 0.0 })
    }

    fn printable(&self, word: &str) -> Result<String, PdfError> {
        let mut text = String::with_capacity(word.len());
        for c in word.chars() {
            match stand_in(c) {
                Some(equal) => text.push_str(equal),
                None if has(&self.regular, c) => text.push(c),
                None => return Err(PdfError::NoGlyph(c)),
            }
        }
        Ok(text)
    }
}

fn open(file: &'static [u8]) -> Result<Loaded, PdfError> {
    let broken = || PdfError::Invalid("an embedded font does not open".to_owned());
    let shaper = Face::from_slice(file, 0).ok_or_else(broken)?;
    let plan = ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::LATIN), None, &[]);
    let font = Font::new(file.into(), 0).ok_or_else(broken)?;
    Ok(Loaded { plan, em: font.units_per_em(), font, shaper, words: HashMap::new() })
}

fn has(loaded: &Loaded, c: char) -> bool {
    loaded.shaper.glyph_index(c).is_some()
}

/// Characters that mean the same as others: spaces and hyphens of set width, round and square bullets, joiners.
fn stand_in(c: char) -> Option<&'static str> {
    match c {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(" "),
        '\u{2010}' | '\u{2011}' => Some("-"),
        '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => Some(""),
        '●' | '▪' | '■' | '◦' | '○' | '∙' => Some("•"),
        '℃' => Some("°C"),
        '℉' => Some("°F"),
        '✔' => Some("✓"),
        _ => None,
    }
}

fn shape(loaded: &Loaded, typeface: Typeface, text: String) -> Result<Shaped, PdfError> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(script::LATIN);
    let output = shape_with_plan(&loaded.shaper, &loaded.plan, buffer);
    let starts: Vec<_> = output
        .glyph_infos()
        .iter()
        .map(|info| usize::try_from(info.cluster).unwrap_or(usize::MAX))
        .collect();
    let mut glyphs = Vec::with_capacity(starts.len());
    let mut width = 0.0;
    for ((info, position), start) in
        output.glyph_infos().iter().zip(output.glyph_positions()).zip(&starts)
    {
        if info.glyph_id == 0 {
            let missing = text.get(*start..).and_then(|rest| rest.chars().next());
            return Err(PdfError::NoGlyph(missing.unwrap_or(char::REPLACEMENT_CHARACTER)));
        }
        let end = starts.iter().copied().find(|other| other > start).unwrap_or(text.len());
        let advance = units(position.x_advance, loaded.em);
        width += advance;
        glyphs.push(KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            advance,
            units(position.x_offset, loaded.em),
            units(position.y_offset, loaded.em),
            units(position.y_advance, loaded.em),
            *start..end,
            None,
        ));
    }
    Ok(Shaped { typeface, text, glyphs, width })
}

/// A length in font units as a fraction of the em. No glyph is wider than 32,767 units.
fn units(length: i32, em: f32) -> f32 {
    f32::from(i16::try_from(length).unwrap_or(i16::MAX)) / em
}
