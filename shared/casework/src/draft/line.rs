//! One line of the wire format: a heading, a list item or a sentence, with its markers.

use crate::evidence::EvidenceId;

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing: ends a paragraph or list.
    Blank,
    /// `## heading`
    Heading(String),
    /// `- item` or `1. item`
    Item { ordered: bool, sentences: Vec<Marked> },
    /// One sentence, or several if each has its markers.
    Text(Vec<Marked>),
    /// A salutation, close or code fence: the letter has its own.
    Furniture,
}

/// Words with the markers that follow them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marked {
    /// The words, without markup.
    pub(super) text: String,
    /// The markers that can be read.
    pub(super) evidence: Vec<EvidenceId>,
    /// How many markers could not be read.
    pub(super) unreadable: usize,
}

/// Reads one line. Total: whatever stands there is one of [`Line`].
pub(super) fn read(line: &str) -> Line {
    let line = line.trim();
    if line.is_empty() {
        return Line::Blank;
    }
    if is_furniture(line) {
        return Line::Furniture;
    }
    if let Some(heading) = line.strip_prefix('#') {
        let text: Vec<String> =
            marked(heading.trim_start_matches('#')).into_iter().map(|piece| piece.text).collect();
        let text = text.join(" ");
        let text = text.trim_end_matches(['.', ':']).to_owned();
        return if text.is_empty() { Line::Furniture } else { Line::Heading(text) };
    }
    if let Some((ordered, rest)) = item(line) {
        let sentences = marked(rest);
        return if sentences.is_empty() {
            Line::Furniture
        } else {
            Line::Item { ordered, sentences }
        };
    }
    let sentences = marked(line.trim_start_matches("> "));
    if sentences.is_empty() { Line::Furniture } else { Line::Text(sentences) }
}

/// What models add around a letter although they are told not to.
fn is_furniture(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_end_matches([',', ':', '.', '!']);
    line.starts_with("```")
        || line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | ' '))
        || (lower.starts_with("dear ") && lower.len() < 80 && lower.ends_with([',', ':']))
        || matches!(
            bare,
            "sincerely" | "respectfully" | "best regards" | "kind regards" | "regards"
        )
        || matches!(bare, "to whom it may concern" | "sincerely yours" | "respectfully submitted")
}

/// Splits a list marker off: `-`, `*`, `•`, `1.`, `1)`.
fn item(line: &str) -> Option<(bool, &str)> {
    for bullet in ["- ", "* ", "• ", "– "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return Some((false, rest));
        }
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    Some((true, rest))
}

/// Splits a line after each group of markers.
fn marked(line: &str) -> Vec<Marked> {
    let mut pieces: Vec<Marked> = Vec::new();
    let mut current = Marked::default();
    let mut rest = line;
    while let Some((before, group, after)) = next_group(rest) {
        if !current.evidence.is_empty() || current.unreadable > 0 {
            let begins = before.trim_start_matches(['.', ',', ';', ' ']);
            if begins.is_empty() {
                current.text.push_str(before.trim_end());
            } else if starts_sentence(begins) {
                close(&mut current, before, &mut pieces);
            } else {
                current.text.push_str(before.trim_end());
            }
        } else {
            current.text.push_str(before.trim_end());
        }
        take_markers(group, &mut current);
        rest = after;
    }
    if !current.evidence.is_empty() && starts_sentence(rest.trim_start_matches(['.', ' '])) {
        close(&mut current, rest, &mut pieces);
    } else {
        current.text.push_str(rest);
    }
    pieces.push(current);
    pieces.into_iter().map(clean).filter(|piece| !piece.text.is_empty()).collect()
}

/// Ends a sentence at the text that follows its markers, and begins the next with it.
fn close(current: &mut Marked, next: &str, pieces: &mut Vec<Marked>) {
    let start = next.trim_start_matches(['.', ' ']);
    if next.trim_start().starts_with('.') && !current.text.ends_with(['.', '!', '?']) {
        current.text.push('.');
    }
    pieces.push(std::mem::take(current));
    current.text.push_str(start.trim_end());
}

fn starts_sentence(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_uppercase() || c == '{')
}

/// The next group in square brackets that holds nothing but markers.
fn next_group(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text.get(from..)?.find('[').map(|at| at + from) {
        let inner = text.get(open + 1..)?;
        let close = inner.find(']')?;
        let group = inner.get(..close)?;
        if is_group(group) {
            return Some((text.get(..open)?, group, inner.get(close + 1..)?));
        }
        from = open + 1;
    }
    None
}

fn is_group(group: &str) -> bool {
    let mut any = false;
    let all = group.split([',', ' ', ';', '-', '–']).filter(|part| !part.is_empty()).all(|part| {
        any = true;
        let mut letters = part.chars();
        letters.next().is_some_and(|c| c.is_ascii_alphabetic())
            && !letters.as_str().is_empty()
            && letters.as_str().bytes().all(|b| b.is_ascii_digit())
    });
    any && all
}

fn take_markers(group: &str, into: &mut Marked) {
    for part in group.split([',', ' ', ';', '-', '–']).filter(|part| !part.is_empty()) {
        match EvidenceId::parse(part) {
            Ok(id) if into.evidence.contains(&id) => {}
            Ok(id) => into.evidence.push(id),
            Err(_) => into.unreadable += 1,
        }
    }
}

/// Takes out markup and the blanks that the markers left.
fn clean(mut piece: Marked) -> Marked {
    let plain = piece.text.replace("**", "").replace("__", "").replace('`', "");
    let mut text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    for (loose, tight) in [(" .", "."), (" ,", ","), (" ;", ";"), ("..", ".")] {
        text = text.replace(loose, tight);
    }
    piece.text = text;
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &str) -> Vec<(String, String)> {
        match read(line) {
            Line::Text(pieces) | Line::Item { sentences: pieces, .. } => pieces
                .into_iter()
                .map(|piece| {
                    let ids: Vec<_> = piece.evidence.iter().map(ToString::to_string).collect();
                    (piece.text, ids.join(","))
                })
                .collect(),
            Line::Blank | Line::Heading(_) | Line::Furniture => panic!("no text in {line}"),
        }
    }

    fn pair(text: &str, ids: &str) -> (String, String) {
        (text.to_owned(), ids.to_owned())
    }

    #[test]
    fn markers_are_taken_off_wherever_the_full_stop_stands() {
        assert_eq!(text("Methotrexate failed. [F3,C2]"), [pair("Methotrexate failed.", "F3,C2")]);
        assert_eq!(text("Methotrexate failed [F3, C2]."), [pair("Methotrexate failed.", "F3,C2")]);
        assert_eq!(text("Methotrexate failed.[F3][C2]"), [pair("Methotrexate failed.", "F3,C2")]);
        assert_eq!(text("- **Methotrexate** failed. [f3]"), [pair("Methotrexate failed.", "F3")]);
    }

    #[test]
    fn a_line_with_two_marked_sentences_gives_two() {
        assert_eq!(
            text("One failed. [F1] Two failed. [F2]"),
            [pair("One failed.", "F1"), pair("Two failed.", "F2")]
        );
        assert_eq!(
            text("One failed [F1]. Then the rest"),
            [pair("One failed.", "F1"), pair("Then the rest", "")]
        );
    }

    #[test]
    fn brackets_that_hold_no_markers_stay() {
        assert_eq!(
            text("The score [0 to 10] was 7. [F1]"),
            [pair("The score [0 to 10] was 7.", "F1")]
        );
        assert_eq!(text("An open [bracket"), [pair("An open [bracket", "")]);
    }

    #[test]
    fn what_is_not_a_marker_we_know_is_counted() {
        let Line::Text(pieces) = read("It failed. [F3,X9]") else { panic!() };
        assert_eq!(pieces[0].unreadable, 1);
        assert_eq!(pieces[0].evidence, [EvidenceId::Fact(3)]);
    }

    #[test]
    fn headings_items_and_furniture_are_told_apart() {
        assert_eq!(read("### Treatment history:"), Line::Heading("Treatment history".to_owned()));
        assert!(matches!(read("2) Second. [F1]"), Line::Item { ordered: true, .. }));
        assert!(matches!(read("2024 was hard."), Line::Text(_)));
        for line in ["Dear Medical Director:", "Sincerely,", "---", "```", "##"] {
            assert_eq!(read(line), Line::Furniture, "{line}");
        }
        assert_eq!(read("   "), Line::Blank);
    }
}
