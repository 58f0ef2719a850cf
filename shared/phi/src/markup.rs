//! Markup that a text was pasted with: tags of HTML and the emphasis of Markdown. A reader does not see them.

/// Bytes that are looked at together for a mark that markup begins with.
const TOGETHER: usize = 32;
/// Bytes of the longest tag that is read as one.
const LONGEST: usize = 120;

/// Tags that part lines or cells; all others show nothing.
const PARTING: [&[u8]; 12] =
    [b"br", b"p", b"div", b"tr", b"li", b"ul", b"ol", b"table", b"h1", b"h2", b"h3", b"hr"];
const CELLS: [&[u8]; 2] = [b"td", b"th"];
const SILENT: [&[u8]; 14] = [
    b"b", b"i", b"u", b"em", b"strong", b"span", b"font", b"a", b"mark", b"small", b"sup", b"sub",
    b"code", b"body",
];

/// What a piece of markup reads as, and how many bytes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Markup {
    pub(crate) length: usize,
    /// The byte in its place; none shows nothing.
    pub(crate) shown: Option<u8>,
}

/// Bytes that markup begins with.
pub(crate) const fn begins(byte: u8) -> bool {
    matches!(byte, b'<' | b'*' | b'_')
}

/// Whether the text holds anything that [`at`] could find.
pub(crate) fn any(text: &[u8]) -> bool {
    let mut parts = text.chunks(TOGETHER);
    let marks = parts.any(|part| part.iter().fold(false, |any, byte| any | begins(*byte)));
    marks && text.windows(2).any(opens)
}

fn opens(pair: &[u8]) -> bool {
    match pair {
        [b'<', next] => next.is_ascii_alphabetic() || *next == b'/',
        [b'*', b'*'] | [b'_', b'_'] => true,
        _ => false,
    }
}

/// The markup that starts at byte `start`.
pub(crate) fn at(text: &[u8], start: usize) -> Option<Markup> {
    match text.get(start)? {
        b'<' => tag(text.get(start..)?),
        mark @ (b'*' | b'_') => emphasis(text, start, *mark),
        _ => None,
    }
}

/// `<b>`, `</td>`, `<br/>`, `<span class="x">`.
fn tag(rest: &[u8]) -> Option<Markup> {
    let end = rest.iter().take(LONGEST).position(|byte| *byte == b'>')?;
    let inside = rest.get(1..end)?;
    let name = inside.strip_prefix(b"/").unwrap_or(inside);
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let follows = name.get(length).is_none_or(|byte| b" /\t\n".contains(byte));
    let name = name.get(..length).filter(|_| follows)?;
    let is = |names: &[&[u8]]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    let shown = if is(&PARTING) {
        Some(b'\n')
    } else if is(&CELLS) {
        Some(if inside.starts_with(b"/") { b'|' } else { b' ' })
    } else if is(&SILENT) {
        None
    } else {
        return None;
    };
    Some(Markup { length: end + 1, shown })
}

/// `**` or `__` before or after a word; a row of more is a leader or a mask.
fn emphasis(text: &[u8], start: usize, mark: u8) -> Option<Markup> {
    let before = start.checked_sub(1).and_then(|at| text.get(at)).copied();
    let after = text.get(start + 2).copied();
    let double = text.get(start + 1) == Some(&mark) && before != Some(mark) && after != Some(mark);
    let word =
        |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80);
    let inner =
        |byte: Option<u8>| word(byte) || byte.is_some_and(|byte| b".,)(+:\"'".contains(&byte));
    let opens = !word(before) && inner(after);
    let closes = inner(before) && !word(after);
    (double && (opens || closes)).then_some(Markup { length: 2, shown: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> &str {
        match at(text.as_bytes(), 0).map(|markup| markup.shown) {
            None => "itself",
            Some(None) => "nothing",
            Some(Some(b'\n')) => "a line",
            Some(Some(_)) => "a cell",
        }
    }

    #[test]
    fn tags_are_told_from_comparisons_and_masks() {
        assert_eq!(shown("<b>Ana"), "nothing");
        assert_eq!(shown("<BR/>"), "a line");
        assert_eq!(shown("</td><td>"), "a cell");
        assert_eq!(shown("**Ana**"), "nothing");
        for other in ["<5 mg and >3", "<LLOQ>", "***-**-1234", "____", "**-1234"] {
            assert_eq!(shown(other), "itself", "{other}");
        }
    }
}
