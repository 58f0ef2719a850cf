//! Policy text that is no list: enumerations inside a line, sentences that ask for something, text that is no policy at all.

use super::clean::Line;
use super::marker::marker;
use crate::concept::said_by;
use crate::fact::sentence::sentences;
use crate::fact::token::tokens;

/// Words of which a text must have one to be a policy.
const POLICY: &[&str] = &[
    "medically necessary",
    "medical necessity",
    "reasonable and necessary",
    "prior authorization",
    "step therapy",
    "criteria",
    "diagnosis",
    "diagnosed",
    "trial of",
    "trial and",
    "failure of",
    "failed",
    "inadequate response",
    "contraindicat",
    "intoleran",
    "covered when",
    "coverage",
    "prescribed by",
    "years of age",
    "age ≥",
    "years or older",
    "documentation",
    "documented",
    "approval",
    "not be used",
    "in combination with",
    "conservative",
    "screening",
    "must have",
    "must meet",
    "age 18",
    "member ",
    "specialist",
    "bmi",
];

/// Words of which a sentence of prose must have one to ask for something.
const ASKING: &[&str] = &[
    "must",
    "require",
    "documented",
    "documentation of",
    "diagnosis of",
    "diagnosed with",
    "trial of",
    "trial and failure",
    "failure of",
    "failed",
    "inadequate response",
    "intolerance",
    "contraindication",
    "years of age",
    "years or older",
    "age ≥",
    "prescribed by",
    "in consultation with",
    "negative",
    "not be used",
    "will not",
    "at least",
    "≥",
    "≤",
    "not have",
    "no evidence of",
    "has tried",
    "have tried",
    "when the patient",
    "when the member",
    "if the patient",
    "if the member",
    "if the beneficiary",
    "when the beneficiary",
    "is covered if",
    "is covered when",
    "who have",
    "who has",
];

/// Last words that leave a line hanging.
const HANGING: &[&str] = &[
    " and", " or", " of", " the", " with", " for", " to", " a", " an", " in", " by", " at",
    " than", " least",
];

/// Whether a line cannot end where it ends.
pub(super) fn hangs(text: &str) -> bool {
    HANGING.iter().any(|word| text.ends_with(word))
}

/// Whether a heading or sentence asks for something by itself.
pub(super) fn asks(text: &str) -> bool {
    let lower = text.to_lowercase();
    ASKING.iter().any(|word| lower.contains(word)) && !text.ends_with(':')
}

/// Whether the lines can be a payer's policy: one of them asks as policies do, or they are a list of what is told in clinics.
pub(super) fn is_policy(lines: &[Line]) -> bool {
    let asks = lines.iter().any(|line| {
        let lower = line.text.to_lowercase();
        POLICY.iter().any(|word| lower.contains(word))
            || !super::require::own_requirements(&line.text).is_empty()
    });
    let items: Vec<&str> =
        lines.iter().filter_map(|line| marker(&line.text)).map(|(_, body)| body).collect();
    let clinical = items.iter().filter(|body| is_clinical(body)).count();
    asks || clinical >= 2 && clinical * 2 >= items.len()
}

/// Whether a text says something that notes have words for.
fn is_clinical(text: &str) -> bool {
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().map(|token| token.lower.as_str()).collect();
    !said_by(&words).is_empty()
}

/// The sentences of a paragraph.
pub(super) fn sentences_of(paragraph: &str) -> Vec<String> {
    sentences(paragraph)
}

/// A paragraph that ends by introducing a list, apart: the sentences before, and the one that introduces.
pub(super) fn introduced(text: &str) -> Option<(Vec<String>, String)> {
    if !text.ends_with(':') {
        return None;
    }
    let mut before = sentences(text);
    // A short label, `Coverage requires:`, is no sentence and not among them.
    let label = || text.rsplit_once(". ").map(|(_, label)| label.to_owned());
    let last = before.pop_if(|last| last.ends_with(':')).or_else(label)?;
    (!before.is_empty()).then_some((before, last))
}

/// Whether a text is one sentence, or a heading.
pub(super) fn is_one_sentence(text: &str) -> bool {
    text.ends_with(':') || sentences(text).len() < 2
}

/// The sentences of a paragraph that ask for something; parts between semicolons count as sentences.
pub(super) fn requirements(paragraph: &str) -> Vec<String> {
    let parts = sentences(paragraph).into_iter().flat_map(|sentence| {
        let parts: Vec<String> = sentence
            .split(';')
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect();
        if parts.len() >= 3 { parts } else { vec![sentence] }
    });
    parts.filter(|part| asks(part) || !super::require::own_requirements(part).is_empty()).collect()
}

/// Whether a sentence says that what is needed stands in the sentences behind it.
pub(super) fn announces(sentence: &str) -> bool {
    const AHEAD: &[&str] = &[
        "follow",
        "below",
        "as follows",
        "these criteria",
        "these conditions",
        "these requirements",
        "all of these",
        "each of these",
    ];
    const NEEDED: &[&str] = &[
        " when ",
        " if ",
        " only ",
        "provided that",
        " must ",
        "necessary",
        "covered",
        "criteria",
    ];
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    has(AHEAD) && has(NEEDED) && !lower.contains("follow-up") && !lower.contains("followed by")
}

/// Whether a line adds a sentence of its own to what stands above it: `and the drug is used for …`.
pub(super) fn adds(line: &str) -> bool {
    const WHO: &[&str] = &[
        "beneficiary",
        "dose",
        "drug",
        "enrollee",
        "individual",
        "medication",
        "member",
        "patient",
        "prescriber",
        "provider",
        "request",
        "treatment",
    ];
    const VERBS: &[&str] =
        &["are", "did", "does", "had", "has", "is", "meets", "must", "was", "were", "will"];
    let mut words = line.split_whitespace();
    let led = words.next() == Some("and") && words.next() == Some("the");
    let who = words.next().is_some_and(|who| WHO.contains(&who));
    let verb = words.next().is_some_and(|verb| VERBS.contains(&verb));
    led && who && verb
}

/// Whether a sentence behind such a one says something of the patient: not where it speaks of the policy itself.
pub(super) fn states(sentence: &str) -> bool {
    const OF_POLICY: &[&str] = &[
        "policy",
        "section",
        "described in",
        "this document",
        "article",
        "guideline",
        "reimburse",
        "billing",
        "see also",
        "for more information",
        "refer to",
        "are not covered",
        "is not covered",
        "will be denied",
        "investigational",
        "not addressed",
        "subject to",
    ];
    let lower = sentence.to_lowercase();
    let words = lower.split_whitespace().count();
    words > 3 && !OF_POLICY.iter().any(|word| lower.contains(word))
}

/// Lines of a list that is numbered without signs, `1 Indication`, `2 Age`, with a stop after each number.
pub(super) fn numbered(mut lines: Vec<Line>) -> Vec<Line> {
    let place = |line: &Line| {
        let (mark, rest) = line.text.split_once(' ')?;
        let place: usize = mark.parse().ok().filter(|_| mark.len() <= 2)?;
        rest.starts_with(|letter: char| letter.is_uppercase()).then_some(place)
    };
    let marks: Vec<(usize, usize)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, place(line)?))).collect();
    let in_order = marks.iter().enumerate().all(|(at, (_, place))| *place == at + 1);
    if marks.len() > 2 && in_order {
        for (at, _) in marks {
            if let Some(line) = lines.get_mut(at) {
                line.text = line.text.replacen(' ', ". ", 1);
            }
        }
    }
    lines
}

/// Lines with enumerations of their own taken apart: `one of: (1) …; (2) …` becomes three lines.
pub(super) fn enumerated(lines: Vec<Line>) -> Vec<Line> {
    lines.into_iter().flat_map(taken_apart).collect()
}

fn taken_apart(line: Line) -> Vec<Line> {
    let starts = inline_marks(&line.text);
    let Some(first) = starts.first().copied() else { return vec![line] };
    let mut pieces = Vec::new();
    let lead = line.text.get(..first).unwrap_or("").trim();
    let deeper = if lead.is_empty() { 0 } else { 2 };
    if !lead.is_empty() {
        pieces.push(Line {
            indent: line.indent,
            text: lead.to_owned(),
            after_blank: line.after_blank,
        });
    }
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(line.text.len());
        let text = line.text.get(*start..end).unwrap_or("").trim().to_owned();
        // At least two marks were found, so every piece is shorter than its line.
        pieces.extend(taken_apart(Line { indent: line.indent + deeper, text, after_blank: false }));
    }
    pieces
}

/// Where the marks of an enumeration inside a line start: at least two of one style in their order from the first, or bullets.
fn inline_marks(text: &str) -> Vec<usize> {
    let bullets: Vec<usize> = text.match_indices(['•', '●', '▪']).map(|(at, _)| at).collect();
    if bullets.len() >= 2 {
        return bullets;
    }
    let styles: [fn(u8) -> String; 6] = [
        |place| format!("({place})"),
        |place| format!("({})", letter(place).to_ascii_uppercase()),
        |place| format!("{place})"),
        |place| format!("({})", letter(place)),
        |place| format!("{})", letter(place)),
        |place| format!("{place}."),
    ];
    for style in styles {
        let starts = sequence(text, style);
        if starts.len() >= 2 {
            return starts;
        }
    }
    Vec::new()
}

fn letter(place: u8) -> char {
    char::from(b'a' + (place - 1) % 26)
}

/// The places of the marks 1, 2, 3 … of a style, each at a boundary and followed by a blank.
fn sequence(text: &str, style: fn(u8) -> String) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut from = 0;
    for place in 1..=20 {
        let mark = style(place);
        let found =
            text.get(from..).unwrap_or("").match_indices(&mark).map(|(at, _)| from + at).find(
                |at| {
                    let before = text.get(..*at).unwrap_or("").trim_end();
                    let after = text.get(at + mark.len()..).unwrap_or("");
                    let glued = text.get(..*at).is_some_and(|before| {
                        before.ends_with(|letter: char| {
                            !letter.is_whitespace() && letter != ';' && letter != ':'
                        })
                    });
                    let bounded = mark.starts_with('(')
                        || before.is_empty()
                        || before.ends_with([';', ':', ',', '.'])
                        || before.ends_with(" and")
                        || before.ends_with(" or");
                    // "Six (6) months" writes a number twice.
                    let word = before.rsplit(' ').next().unwrap_or("").to_lowercase();
                    let twice = crate::fact::number_word(&word).is_some();
                    after.starts_with(' ') && bounded && !glued && !twice
                },
            );
        let Some(at) = found else { break };
        starts.push(at);
        from = at + mark.len();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(text: &str) -> Vec<String> {
        let line = Line { indent: 0, text: text.to_owned(), after_blank: true };
        enumerated(vec![line]).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn enumerations_inside_a_line_come_apart() {
        assert_eq!(
            apart(
                "Covered when all are met: (1) age ≥ 18; (2) diagnosis of RA; and (3) failure of MTX."
            ),
            [
                "Covered when all are met:",
                "(1) age ≥ 18;",
                "(2) diagnosis of RA; and",
                "(3) failure of MTX."
            ]
        );
        assert_eq!(apart("1. Age ≥ 18; 2. BMI ≥ 35"), ["1. Age ≥ 18;", "2. BMI ≥ 35"]);
        assert_eq!(apart("• Age • BMI"), ["• Age", "• BMI"]);
    }

    #[test]
    fn other_numbers_stay_in_their_line() {
        for text in [
            "Type 2. diabetes (2) weeks",
            "1. Age ≥ 18 years (see 2.1)",
            "Trial of 2 drugs (e.g. a) or b)",
        ] {
            assert_eq!(apart(text), [text], "{text}");
        }
    }

    #[test]
    fn prose_gives_up_its_requirements() {
        let text = "Biologics changed care. Members must be 18 years of age or older. The drug is expensive.";
        assert_eq!(requirements(text), ["Members must be 18 years of age or older"]);
    }
}
