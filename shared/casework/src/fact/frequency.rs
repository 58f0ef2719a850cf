//! How often: `BID`, `twice daily`, `every 12 hours` and `q12h` are one frequency.

use super::number::Number;
use super::quantity::number;
use super::reading::{Frequency, Place};
use super::token::{Token, TokenKind, starts_with};

/// Hours in a day, week, month and year.
const DAY: Number = Number::whole(24);
const WEEK: Number = Number::whole(168);
const MONTH: Number = Number::millionths(730_500_000);
const YEAR: Number = Number::whole(8_766);

/// Whole expressions and their hours, longest first where one starts like another.
const EXPRESSIONS: &[(&str, Number)] = &[
    ("every other day", Number::whole(48)),
    ("every other week", Number::whole(336)),
    ("every other month", Number::whole(1_461)),
    ("b . i . d", Number::whole(12)),
    ("t . i . d", Number::whole(8)),
    ("q . i . d", Number::whole(6)),
    ("q . o . d", Number::whole(48)),
    ("q . h . s", DAY),
    ("q . d", DAY),
    ("at bedtime", DAY),
    ("every day", DAY),
    ("each day", DAY),
    ("every night", DAY),
    ("every morning", DAY),
    ("every evening", DAY),
    ("every week", WEEK),
    ("each week", WEEK),
    ("every month", MONTH),
    ("each month", MONTH),
    ("every year", YEAR),
    ("each year", YEAR),
    ("biweekly", Number::whole(336)),
    ("fortnightly", Number::whole(336)),
    ("bid", Number::whole(12)),
    ("tid", Number::whole(8)),
    ("qid", Number::whole(6)),
    ("qod", Number::whole(48)),
    ("qhs", DAY),
    ("qam", DAY),
    ("qpm", DAY),
    ("qd", DAY),
    ("daily", DAY),
    ("nightly", DAY),
    ("qw", WEEK),
    ("weekly", WEEK),
    ("qmonth", MONTH),
    ("monthly", MONTH),
    ("quarterly", Number::millionths(2_191_500_000)),
    ("yearly", YEAR),
    ("annually", YEAR),
];

/// Every frequency among the tokens.
pub(super) fn frequencies(tokens: &[Token]) -> Vec<Frequency> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((hours, to)) = frequency(tokens, at) else {
            at += 1;
            continue;
        };
        let needed = starts_with(tokens, to, "as needed") || starts_with(tokens, to, "prn");
        let place = tokens.get(at).zip(tokens.get(to - 1));
        let place =
            place.map(|(first, last)| Place { start: first.place.start, end: last.place.end });
        found.push(Frequency { hours, as_needed: needed, place: place.unwrap_or_default() });
        at = to;
    }
    found
}

fn frequency(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    every(tokens, at).or_else(|| several(tokens, at)).or_else(|| letters(tokens, at)).or_else(
        || {
            let (words, hours) =
                EXPRESSIONS.iter().find(|(words, _)| starts_with(tokens, at, words))?;
            Some((*hours, at + words.split(' ').count()))
        },
    )
}

/// `every 2 weeks`, `every two to three months` (the shorter), `every 12 hours`.
fn every(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    if !tokens.get(at)?.any(&["every", "q"]) {
        return None;
    }
    let (count, mut to) = ordinal(tokens, at + 1).or_else(|| number(tokens, at + 1))?;
    if tokens.get(to).is_some_and(|token| token.any(&["-", "–", "to"])) {
        to = number(tokens, to + 1).map_or(to, |(_, after)| after);
    }
    to += usize::from(tokens.get(to).is_some_and(|token| token.is("-")));
    Some((count.times(span(&tokens.get(to)?.lower)?), to + 1))
}

/// `every third day`, `every fourth week`.
fn ordinal(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    let count = match tokens.get(at)?.lower.as_str() {
        "second" | "2nd" => 2,
        "third" | "3rd" => 3,
        "fourth" | "4th" => 4,
        "sixth" => 6,
        "eighth" => 8,
        _ => return None,
    };
    Some((Number::whole(count), at + 1))
}

/// `once daily`, `twice a week`, `3 times per day`, `two times weekly`.
fn several(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    let first = tokens.get(at)?;
    let (count, to) = match first.lower.as_str() {
        "once" => (Number::whole(1), at + 1),
        "twice" => (Number::whole(2), at + 1),
        "thrice" => (Number::whole(3), at + 1),
        _ => {
            let (count, to) = number(tokens, at)?;
            (count, tokens.get(to).filter(|token| token.any(&["times", "x"])).map(|_| to + 1)?)
        }
    };
    let article = tokens.get(to)?.any(&["a", "an", "per", "each", "every", "/"]);
    let unit = tokens.get(to + usize::from(article))?;
    let hours = if article { span(&unit.lower)? } else { adverb(&unit.lower)? };
    Some((hours.over(count)?, to + usize::from(article) + 1))
}

/// `q12h`, `q2w`, `q6weeks`, and the same with a blank.
fn letters(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let rest = token.lower.strip_prefix('q')?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let count = Number::parse(&digits)?;
    let unit = rest.get(digits.len()..).filter(|unit| !unit.is_empty());
    let (unit, to) = match unit {
        Some(unit) => (unit, at + 1),
        None => (tokens.get(at + 1)?.lower.as_str(), at + 2),
    };
    Some((count.times(span(unit)?), to))
}

fn span(unit: &str) -> Option<Number> {
    match unit {
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(Number::whole(1)),
        "d" | "day" | "days" | "night" => Some(DAY),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(WEEK),
        "m" | "mo" | "mos" | "month" | "months" => Some(MONTH),
        "y" | "yr" | "year" | "years" => Some(YEAR),
        _ => None,
    }
}

fn adverb(unit: &str) -> Option<Number> {
    match unit {
        "daily" | "nightly" => Some(DAY),
        "weekly" => Some(WEEK),
        "monthly" => Some(MONTH),
        "yearly" | "annually" => Some(YEAR),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn hours(text: &str) -> Vec<String> {
        frequencies(&tokens(text)).iter().map(|frequency| frequency.hours.to_string()).collect()
    }

    #[test]
    fn one_frequency_has_many_spellings() {
        for text in [
            "BID",
            "b.i.d.",
            "twice daily",
            "two times a day",
            "every 12 hours",
            "q12h",
            "2 times daily",
            "q 12 h",
        ] {
            assert_eq!(hours(text), ["12"], "{text}");
        }
        for text in
            ["every 2 weeks", "q2w", "every other week", "every two weeks", "biweekly", "Q2 weeks"]
        {
            assert_eq!(hours(text), ["336"], "{text}");
        }
        for text in
            ["daily", "once daily", "qd", "q.d.", "every day", "nightly", "once a day", "q24h"]
        {
            assert_eq!(hours(text), ["24"], "{text}");
        }
        assert_eq!(hours("20 mg weekly, then 40 mg monthly"), ["168", "730.5"]);
        assert_eq!(hours("three times weekly"), ["56"]);
        assert!(hours("question every dose, a quick 12").is_empty());
        assert!(frequencies(&tokens("50 mg q6h as needed"))[0].as_needed);
    }
}
