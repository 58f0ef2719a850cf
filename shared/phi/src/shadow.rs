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
    /// For each byte the original's bytes that it came from; none while both are the same.
    map: Option<Vec<(u32, u32)>>,
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
        let all = |own: fn(u8) -> bool| text.as_bytes().chunks(64).all(|some| every(some, own));
        let marked = !all(itself) && markup::any(text.as_bytes());
        if !marked && all(plain) {
            return Self { bytes: Cow::Borrowed(text.as_bytes()), map: None };
        }
        let mut bytes = Vec::with_capacity(text.len());
        let mut map = Vec::with_capacity(text.len());
        let mut at = 0;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            let own = rest.bytes().take_while(|byte| itself(*byte)).count();
            bytes.extend(rest.bytes().take(own));
            map.extend((at..at + own).map(|at| (narrow(at), narrow(at + 1))));
            at += own;
            let Some(c) = rest.get(own..).and_then(|rest| rest.chars().next()) else { break };
            let found = if marked { markup::at(text.as_bytes(), at) } else { None };
            let end = at + found.map_or(c.len_utf8(), |found| found.length);
            let mut put = |byte: u8| {
                bytes.push(byte);
                map.push((narrow(at), narrow(end)));
            };
            match found.map_or_else(|| fold(c), |found| Folded::of(found.shown)) {
                Folded::Nothing => {}
                Folded::One(byte) => put(byte),
                Folded::Many(text) => text.bytes().for_each(put),
            }
            at = end;
        }
        Self { bytes: Cow::Owned(bytes), map: Some(map) }
    }

    /// The shadow with these places changed, in the order in which they stand.
    pub(crate) fn respelled(&self, changes: &[Change]) -> Shadow<'static> {
        let more: usize = changes.iter().map(|change| change.bytes.len()).sum();
        let mut bytes = Vec::with_capacity(self.bytes.len() + more);
        let mut map = Vec::with_capacity(self.bytes.len() + more);
        let rest = Change { start: self.bytes.len(), end: self.bytes.len(), bytes: Vec::new() };
        let mut copied = 0;
        for change in changes.iter().chain([&rest]) {
            bytes.extend_from_slice(self.bytes.get(copied..change.start).unwrap_or_default());
            map.extend((copied..change.start).map(|at| self.place(at, at + 1)));
            bytes.extend(change.bytes.iter().map(|(byte, ..)| *byte));
            map.extend(change.bytes.iter().map(|(_, start, end)| self.place(*start, *end)));
            copied = change.end;
        }
        Shadow { bytes: Cow::Owned(bytes), map: Some(map) }
    }

    fn place(&self, start: usize, end: usize) -> (u32, u32) {
        let (from, to) = self.original(start, end);
        (narrow(from), narrow(to))
    }

    /// The bytes to read.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the shadow's bytes `start..end` lie in the original.
    pub(crate) fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let Some(map) = &self.map else { return (start, end) };
        let first = map.get(start).map_or(0, |place| place.0);
        let last = end.checked_sub(1).and_then(|last| map.get(last)).map_or(0, |place| place.1);
        (widen(first), widen(last))
    }
}

fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn widen(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// Without an early end, so that the bytes are looked at many at a time.
fn every(bytes: &[u8], own: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(true, |all, byte| all & own(*byte))
}

/// Bytes that are their own shadow.
const fn plain(byte: u8) -> bool {
    byte.wrapping_sub(b' ') <= b'~' - b' ' || byte == b'\t' || byte == b'\n' || byte == b'\r'
}

/// Bytes that are their own shadow and no markup begins with.
const fn itself(byte: u8) -> bool {
    plain(byte) & !markup::begins(byte)
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
