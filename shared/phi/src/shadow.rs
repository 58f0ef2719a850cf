//! The shadow: a copy of the text in which look-alikes read as what they look like, with the way back to the original.
//!
//! Zero-width characters and combining marks fall away; full-width forms, digits of any script, accented and look-alike
//! letters, dashes, blanks and quotes become ASCII. Rules read the shadow; findings are told in the original's bytes.
//! NFKC alone would not do: it keeps Cyrillic look-alikes (pipelock #89).

use std::borrow::Cow;

use crate::markup;

#[expect(clippy::unreadable_literal, reason = "a generated table")]
mod table {
    include!(concat!(env!("OUT_DIR"), "/fold.rs"));
}

/// Stands for a letter that has no ASCII likeness; counts as a letter.
pub(crate) const OTHER_LETTER: u8 = 0x80;
/// Stands for any other character that has no ASCII likeness.
const OTHER_SYMBOL: u8 = 0x01;

/// The text as the rules read it.
pub(crate) struct Shadow<'t> {
    bytes: Cow<'t, [u8]>,
    /// Where the bytes came from, piece by piece; none while they are the original's.
    pieces: Option<Vec<Piece>>,
}

/// A run of the shadow's bytes, up to the next piece.
#[derive(Clone, Copy)]
struct Piece {
    /// Where it begins in the shadow.
    at: usize,
    /// The original's bytes that it came from.
    from: usize,
    to: usize,
    /// Whether it is a copy of them, byte by byte; otherwise each of its bytes came from all of them.
    copied: bool,
}

/// Bytes to read instead, each with the range of the shadow that it came from.
pub(crate) type Bytes = Vec<(u8, usize, usize)>;

/// Other bytes in the place of a shadow's bytes `start..end`.
pub(crate) struct Change {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) bytes: Bytes,
}

impl<'t> Shadow<'t> {
    /// Folds a text.
    pub(crate) fn of(text: &'t str) -> Self {
        let whole = text.as_bytes();
        let ascii = plain_run(whole) == whole.len();
        let marked = markup::any(whole);
        if ascii && !marked {
            return Self { bytes: Cow::Borrowed(whole), pieces: None };
        }
        let mut folded = Folding { bytes: Vec::with_capacity(whole.len()), pieces: Vec::new() };
        let mut at = 0;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            let itself = |byte: &u8| plain(*byte) && !markup::begins(*byte);
            let own = if marked {
                rest.bytes().take_while(itself).count()
            } else {
                plain_run(rest.as_bytes())
            };
            folded.copy(rest.as_bytes().get(..own).unwrap_or_default(), at);
            at += own;
            let Some(c) = rest.get(own..).and_then(|rest| rest.chars().next()) else { break };
            let found = if marked { markup::at(whole, at) } else { None };
            let end = at + found.map_or(c.len_utf8(), |found| found.length);
            match found.map_or_else(|| fold(c), |found| Folded::of(found.shown)) {
                Folded::Nothing => {}
                Folded::One(byte) => folded.put(&[byte], at, end),
                Folded::Many(text) => folded.put(text.as_bytes(), at, end),
            }
            at = end;
        }
        folded.shadow()
    }

    /// The shadow with these places changed, in the order in which they stand.
    pub(crate) fn respelled(&self, changes: &[Change]) -> Shadow<'static> {
        let more: usize = changes.iter().map(|change| change.bytes.len()).sum();
        let bytes = Vec::with_capacity(self.bytes.len() + more);
        let mut folded = Folding { bytes, pieces: Vec::new() };
        let mut copied = 0;
        for change in changes {
            folded.copy_of(self, copied, change.start);
            for (byte, start, end) in &change.bytes {
                let (from, to) = self.original(*start, *end);
                folded.put(&[*byte], from, to);
            }
            copied = change.end;
        }
        folded.copy_of(self, copied, self.bytes.len());
        folded.shadow()
    }

    /// The bytes to read.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the shadow's bytes `start..end` lie in the original.
    pub(crate) fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let Some(pieces) = &self.pieces else { return (start, end) };
        let first = piece_at(pieces, start).map_or(0, |piece| piece.original(start).0);
        let last = end.checked_sub(1).and_then(|last| Some(piece_at(pieces, last)?.original(last)));
        (first, last.map_or(0, |place| place.1))
    }
}

impl Piece {
    /// The original's bytes that the byte at `place` came from.
    const fn original(self, place: usize) -> (usize, usize) {
        let from = self.from + (place - self.at);
        if self.copied { (from, from + 1) } else { (self.from, self.to) }
    }
}

fn piece_at(pieces: &[Piece], place: usize) -> Option<Piece> {
    let after = pieces.partition_point(|piece| piece.at <= place);
    pieces.get(after.checked_sub(1)?).copied()
}

/// A shadow that is being made.
struct Folding {
    bytes: Vec<u8>,
    pieces: Vec<Piece>,
}

impl Folding {
    /// Bytes that stand like this in the original, from byte `from` on.
    fn copy(&mut self, bytes: &[u8], from: usize) {
        let to = from + bytes.len();
        self.piece(bytes, Piece { at: self.bytes.len(), from, to, copied: true });
    }

    /// Bytes that the original's `from..to` read as.
    fn put(&mut self, bytes: &[u8], from: usize, to: usize) {
        self.piece(bytes, Piece { at: self.bytes.len(), from, to, copied: false });
    }

    fn piece(&mut self, bytes: &[u8], piece: Piece) {
        if !bytes.is_empty() {
            self.bytes.extend_from_slice(bytes);
            self.pieces.push(piece);
        }
    }

    /// Another shadow's bytes `start..end`.
    fn copy_of(&mut self, shadow: &Shadow<'_>, start: usize, end: usize) {
        let whole = [Piece { at: 0, from: 0, to: shadow.bytes.len(), copied: true }];
        let pieces = shadow.pieces.as_deref().unwrap_or(&whole);
        let first = pieces.partition_point(|piece| piece.at <= start).saturating_sub(1);
        let ends = pieces.iter().skip(first + 1).map(|piece| piece.at).chain([shadow.bytes.len()]);
        for (piece, ends) in
            pieces.iter().skip(first).zip(ends).take_while(|(piece, _)| piece.at < end)
        {
            let (begins, ends) = (piece.at.max(start), ends.min(end));
            let bytes = shadow.bytes.get(begins..ends).unwrap_or_default();
            if piece.copied {
                self.copy(bytes, piece.original(begins).0);
            } else {
                self.put(bytes, piece.from, piece.to);
            }
        }
    }

    fn shadow(self) -> Shadow<'static> {
        Shadow { bytes: Cow::Owned(self.bytes), pieces: Some(self.pieces) }
    }
}

/// How many bytes at the beginning are their own shadow.
fn plain_run(bytes: &[u8]) -> usize {
    let (eights, rest) = bytes.as_chunks();
    let plain_eights =
        eights.iter().take_while(|eight| printed(**eight) || eight.iter().all(|byte| plain(*byte)));
    let run = plain_eights.count() * 8;
    let rest = bytes.get(run..).unwrap_or(rest);
    run + rest.iter().take_while(|byte| plain(**byte)).count()
}

/// Whether all eight bytes are printed in ASCII, asked at once.
const fn printed(eight: [u8; 8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    let eight = u64::from_le_bytes(eight);
    let low = eight & (0x7f * ONES);
    // The highest bit of a byte: kept by one above ASCII, set by `DEL` plus one, not set by a control plus 0x60.
    ((eight | (low + ONES) | !(low + 0x60 * ONES)) & (0x80 * ONES)) == 0
}

/// Bytes that are their own shadow.
const fn plain(byte: u8) -> bool {
    byte.wrapping_sub(b' ') <= b'~' - b' ' || byte == b'\t' || byte == b'\n' || byte == b'\r'
}

enum Folded {
    Nothing,
    One(u8),
    Many(&'static str),
}

impl Folded {
    fn of(byte: Option<u8>) -> Self {
        byte.map_or(Self::Nothing, Self::One)
    }
}

fn fold(c: char) -> Folded {
    if let Ok(byte) = u8::try_from(c)
        && byte < 0x80
    {
        return if plain(byte) { Folded::One(byte) } else { Folded::Nothing };
    }
    if invisible(c) {
        return Folded::Nothing;
    }
    if let Some(folded) = look_up(c) {
        return folded;
    }
    if c == '\u{2028}' || c == '\u{2029}' || c == '\u{85}' {
        return Folded::One(b'\n');
    }
    if c.is_whitespace() || matches!(c, '\u{2800}' | '\u{180e}') {
        return Folded::One(b' ');
    }
    Folded::One(if c.is_alphanumeric() { OTHER_LETTER } else { OTHER_SYMBOL })
}

fn look_up(c: char) -> Option<Folded> {
    let code = u32::from(c);
    let after = table::FOLD.partition_point(|row| row.0 <= code);
    let (first, last, text) = table::FOLD.get(after.checked_sub(1)?)?;
    if code > *last {
        return None;
    }
    let step = u8::try_from(code - first).ok()?;
    if step == 0 {
        Some(Folded::Many(text))
    } else {
        text.bytes().next()?.checked_add(step).map(Folded::One)
    }
}

/// Characters that show nothing of their own: format characters, variation selectors, fillers, combining marks, controls.
const fn invisible(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{64b}'..='\u{65f}' | '\u{115f}' | '\u{1160}'
        | '\u{135d}'..='\u{135f}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}' | '\u{302a}'..='\u{302f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d165}'..='\u{1d169}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        String::from_utf8_lossy(Shadow::of(text).bytes()).into_owned()
    }

    #[test]
    fn look_alikes_read_as_what_they_look_like() {
        for (text, shadow) in [
            ("ＳＳＮ　０７４", "SSN 074"),
            ("٣/٥/٢٠٢٤", "3/5/2024"),
            ("𝟑𝟓𝟐–𝟐𝟖𝟎", "352-280"),
            ("BAО VEGА", "BAO VEGA"),
            ("José Núñez", "Jose Nunez"),
            ("0\u{301}7\u{20dd}4", "074"),
            ("1\u{200b}2\u{ad}3\u{2060}", "123"),
            ("Weiß", "Weiss"),
            ("5 µg", "5 ug"),
        ] {
            assert_eq!(read(text), shadow, "{text}");
        }
    }

    #[test]
    fn the_way_back_leads_to_whole_characters_of_the_original() {
        let text = "x ３\u{200b}５ y";
        let shadow = Shadow::of(text);
        assert_eq!(shadow.bytes(), b"x 35 y");
        let (start, end) = shadow.original(2, 4);
        assert_eq!(text.get(start..end).unwrap(), "３\u{200b}５");
    }
}
