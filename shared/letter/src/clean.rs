//! Takes out of a string what no document may hold.

use std::borrow::Cow;

/// The string without control and invisible formatting characters. Line breaks of any kind become `\n`, tabs spaces.
///
/// XML 1.0 forbids most control characters; invisible ones could hide words from the reader or reorder them.
pub(crate) fn clean(source: &str) -> Cow<'_, str> {
    if source.chars().all(|c| c == '\n' || (is_kept(c) && !is_break(c) && c != '\t')) {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut letters = source.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\t' => out.push(' '),
            '\r' if letters.peek() == Some(&'\n') => {}
            c if is_break(c) => out.push('\n'),
            c if is_kept(c) => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character may be printed: no control, no direction override, no invisible or unassigned-for-ever one.
fn is_kept(c: char) -> bool {
    let hidden = matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
        | '\u{FDD0}'..='\u{FDEF}');
    !(c.is_control() || hidden || u32::from(c) & 0xFFFE == 0xFFFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_of_every_kind_become_line_feeds() {
        assert_eq!(clean("a\r\nb\rc\u{2028}d\u{85}e"), "a\nb\nc\nd\ne");
    }

    #[test]
    fn control_and_invisible_characters_disappear_and_tabs_become_spaces() {
        assert_eq!(clean("a\0b\u{1b}c\u{202e}d\u{200b}e\u{fffe}f\tg"), "abcdef g");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        let text = "≥ 3 mg/kg – Müller’s “note”\nsecond line";
        assert!(matches!(clean(text), Cow::Borrowed(same) if same == text));
    }
}
