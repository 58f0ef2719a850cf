//! Splits clinical prose into sentences: knows abbreviations, decimals, list marks and wrapped lines.

/// Abbreviations after which a sentence goes on, whatever follows.
const NEVER_LAST: &[&str] = &[
    "dr", "drs", "mr", "mrs", "ms", "prof", "st", "vs", "e.g", "i.e", "eg", "ie", "cf", "approx",
    "ca", "no", "nos", "fig", "ref", "incl", "excl", "esp", "viz", "al", "hx", "dx", "sx", "tx",
    "rx", "pt", "s/p", "r/o", "c/o", "w/o", "min", "max", "avg", "temp", "dept", "vol", "ed",
    "sec", "gen", "lt", "rt", "sig",
];

/// Abbreviations that may end a sentence: it ends if a capital follows.
const MAY_END: &[&str] = &[
    "q.d", "b.i.d", "t.i.d", "q.i.d", "q.o.d", "q.h.s", "p.o", "p.r.n", "i.v", "i.m", "s.c", "a.m",
    "p.m", "u.s", "etc", "inc", "wk", "wks", "mo", "mos", "yr", "yrs", "hr", "hrs", "jr", "sr",
    "o.d", "o.s", "o.u", "h.s", "ad.lib",
];

/// A sentence of at most so many characters is taken for a label, such as `Labs:`, if it ends in a colon.
const LONGEST_LABEL: usize = 30;
/// A line of at least so many characters may have been wrapped by the page.
const WRAPPED_LINE: usize = 50;

/// The sentences of a text, cleaned of list marks and line breaks, in order. Nothing but white space, list marks, bare
/// labels and final stops is left out.
pub fn sentences(text: &str) -> Vec<String> {
    paragraphs(text).iter().flat_map(|paragraph| split(paragraph)).collect()
}

/// Lines joined where the page wrapped them, list marks taken off.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut last_length = 0;
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let (body, listed) = unmarked(&line);
        let wraps = !listed && last_length > 0 && goes_on(paragraphs.last(), last_length, body);
        match paragraphs.last_mut().filter(|_| wraps) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(body);
            }
            None if !body.is_empty() => paragraphs.push(body.to_owned()),
            None => {}
        }
        last_length = line.chars().count();
    }
    paragraphs
}

/// Whether a line continues the one before it.
fn goes_on(last: Option<&String>, last_length: usize, line: &str) -> bool {
    let Some(last) = last else { return false };
    let open = !last.ends_with(['.', '!', '?', ':', ';']);
    let small = line.starts_with(|letter: char| letter.is_lowercase());
    let hangs = last.ends_with([',', '(', '-'])
        || [" and", " or", " of", " the", " with", " for", " to"]
            .iter()
            .any(|word| last.ends_with(word));
    open && !line.is_empty() && (hangs || small && last_length >= WRAPPED_LINE)
}

/// The line without a leading bullet or number, and whether it had one.
pub(crate) fn unmarked(line: &str) -> (&str, bool) {
    let line = line.trim();
    let bullet =
        line.strip_prefix(['•', '●', '▪', '◦', '‣', '·', '*', '–', '—', '➢', '✓', '□', '■', 'o']);
    if let Some(rest) = bullet.or_else(|| line.strip_prefix('-')) {
        let marked = rest.starts_with(' ')
            || !line.starts_with(['o', '*', '-', '–', '—']) && !rest.is_empty();
        if marked {
            return (rest.trim_start(), true);
        }
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or("");
    let numbered = (1..=2).contains(&digits) && rest.starts_with(['.', ')']);
    let lettered = digits == 0
        && line.chars().nth(1) == Some(')')
        && line.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if numbered {
        let body = rest.get(1..).unwrap_or("");
        if body.starts_with(' ') {
            return (body.trim_start(), true);
        }
    } else if lettered {
        return (line.get(2..).unwrap_or("").trim_start(), true);
    }
    (line, false)
}

fn split(paragraph: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, letter) in paragraph.char_indices() {
        if matches!(letter, '.' | '!' | '?') && ends(paragraph, start, at, letter) {
            let end = closing(paragraph, at + letter.len_utf8());
            push(&mut found, paragraph.get(start..end).unwrap_or(""));
            start = end;
        }
    }
    push(&mut found, paragraph.get(start..).unwrap_or(""));
    found
}

/// The place after quotes and brackets that close with the sentence.
fn closing(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest
        .chars()
        .take_while(|letter| matches!(letter, '"' | '”' | ')' | '\'' | '’' | ']'))
        .map(char::len_utf8)
        .sum::<usize>()
}

fn ends(text: &str, start: usize, at: usize, letter: char) -> bool {
    let after = text.get(closing(text, at + letter.len_utf8())..).unwrap_or("");
    if !after.starts_with(' ') {
        return after.is_empty();
    }
    if letter != '.' {
        return true;
    }
    let before = text.get(start..at).unwrap_or("");
    let word = before.rsplit([' ', '(']).next().unwrap_or("").to_lowercase();
    let next = after.trim_start();
    let capital = next.starts_with(|letter: char| !letter.is_lowercase());
    if NEVER_LAST.contains(&word.as_str()) {
        return false;
    }
    if MAY_END.contains(&word.as_str()) {
        return capital && !next.starts_with(|letter: char| letter.is_ascii_digit());
    }
    // An initial: "J. Smith" does not end, "hepatitis B. She" does; the letter alone decides nothing, so the next word does.
    let initial = word.chars().count() == 1
        && word.starts_with(char::is_alphabetic)
        && before.trim().chars().count() == 1;
    !initial
}

fn push(found: &mut Vec<String>, piece: &str) {
    let piece = piece.trim();
    let label = piece.ends_with(':')
        && piece.chars().count() <= LONGEST_LABEL
        && !piece.chars().any(|letter| letter.is_ascii_digit());
    if piece.chars().any(char::is_alphanumeric) && !label {
        found.push(without_stop(piece));
    }
}

/// The sentence without its final stop, unless the stop belongs to an abbreviation.
fn without_stop(sentence: &str) -> String {
    let Some(body) = sentence.strip_suffix('.') else { return sentence.to_owned() };
    let last = body.rsplit(' ').next().unwrap_or("").to_lowercase();
    let abbreviated = last.contains('.') && !last.chars().any(|letter| letter.is_ascii_digit());
    if abbreviated || MAY_END.contains(&last.as_str()) {
        sentence.to_owned()
    } else {
        body.trim_end_matches('.').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn abbreviations_and_decimals_do_not_end_a_sentence() {
        assert_eq!(
            sentences(
                "Seen by Dr. Lee. DAS28 was 5.4. Takes MTX 20 mg q.d. and NSAIDs, e.g. naproxen, p.r.n. No relief."
            ),
            [
                "Seen by Dr. Lee",
                "DAS28 was 5.4",
                "Takes MTX 20 mg q.d. and NSAIDs, e.g. naproxen, p.r.n.",
                "No relief"
            ]
        );
        assert_eq!(
            sentences("Negative for hepatitis B. TB negative."),
            ["Negative for hepatitis B", "TB negative"]
        );
    }

    #[test]
    fn lists_come_apart_and_wrapped_lines_together() {
        let text = "Assessment:\n1. Severe psoriasis\n2) BSA 12 %\n- PASI 14\n• Failed acitretin.\n\nThe plaques cover scalp, elbows and knees and have not\nresponded to topical agents.";
        assert_eq!(
            sentences(text),
            [
                "Severe psoriasis",
                "BSA 12 %",
                "PASI 14",
                "Failed acitretin",
                "The plaques cover scalp, elbows and knees and have not responded to topical agents"
            ]
        );
    }

    #[test]
    fn lower_case_notes_come_apart_too() {
        assert_eq!(
            sentences("failed mtx. tb neg. das28 5.4"),
            ["failed mtx", "tb neg", "das28 5.4"]
        );
    }

    #[test]
    fn questions_and_quotes_end_with_their_marks() {
        assert_eq!(
            sentences("Can she climb stairs? \"Not any more.\" She uses a cane!"),
            ["Can she climb stairs?", "\"Not any more.\"", "She uses a cane!"]
        );
    }

    proptest! {
        #[test]
        fn no_letter_or_digit_is_lost_between_labels(text in "[A-Za-z0-9 .,;()\\n-]{0,200}") {
            let kept: String = sentences(&text).concat().chars().filter(|letter| letter.is_alphabetic()).collect();
            let given: String = text.chars().filter(|letter| letter.is_alphabetic()).collect();
            // List marks may go: at most one letter a line.
            prop_assert!(kept.len() + text.lines().count() >= given.len());
        }

        #[test]
        fn any_text_is_split(text in "\\PC{0,200}") {
            prop_assert!(sentences(&text).iter().all(|sentence| !sentence.trim().is_empty()));
        }
    }
}
