//! A criterion's text as its requirements are read: numbers written once, bounds before them, and nothing that asks for nothing.

use crate::fact::token::{Token, TokenKind, tokens};
use crate::fact::{number_at, starts_with};

/// The text with numbers written once and bounds before them: `two (2) or more` is `at least two`.
pub(super) fn plainly(text: &str) -> String {
    let tokens = tokens(text);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in 0..tokens.len() {
        let Some((_, mut to)) = number_at(&tokens, at) else { continue };
        let (Some(first), Some(last)) = (tokens.get(at), tokens.get(to - 1)) else { continue };
        if first.place.start < from {
            continue;
        }
        let twice = starts_with(&tokens, to, "(")
            && number_at(&tokens, to + 1).is_some()
            && starts_with(&tokens, to + 2, ")");
        to += if twice { 3 } else { 0 };
        let more = starts_with(&tokens, to, "or more");
        to += if more { 2 } else { 0 };
        if let Some(end) = tokens.get(to - 1).filter(|_| twice || more) {
            out.push_str(text.get(from..first.place.start).unwrap_or(""));
            out.push_str(if more { "at least " } else { "" });
            out.push_str(text.get(first.place.start..last.place.end).unwrap_or(""));
            from = end.place.end;
        }
    }
    out.push_str(text.get(from..).unwrap_or(""));
    // What a test that explained nothing showed is normal.
    let explained = [
        "not diagnostic",
        "did not identify the cause",
        "did not identify a cause",
        "did not explain the condition",
        "nondiagnostic",
        "non-diagnostic",
        "unrevealing",
    ];
    let out = of_the_request(&without_idle(&out))
        .replace("mm Hg", "mmHg")
        .replace("(18+)", "18 years of age or older");
    let out = explained.iter().fold(out, |out, words| out.replace(words, "normal"));
    without_one(&out)
}

/// The text without `at least one` where that asks only for its being there: `at least one tophus`.
fn without_one(text: &str) -> String {
    const COUNTED: &[&str] = &[
        "per", "within", "past", "last", "previous", "prior", "every", "each", "month", "months",
        "year", "years", "week", "weeks", "day", "days", "hour", "hours", "of", "or", "two",
    ];
    let tokens = tokens(text);
    let from = (0..tokens.len()).find(|at| starts_with(&tokens, *at, "at least one"));
    let alone = !tokens.iter().any(|token| token.any(COUNTED));
    let Some(from) = from.filter(|_| alone) else { return text.to_owned() };
    let (Some(first), Some(next)) = (tokens.get(from), tokens.get(from + 3)) else {
        return text.to_owned();
    };
    let head = text.get(..first.place.start).unwrap_or("");
    format!("{head}{}", text.get(next.place.start..).unwrap_or(""))
}

/// The text without what may be there or not: `migraine with or without aura` asks for a migraine.
fn without_idle(text: &str) -> String {
    const IDLE: &[&str] =
        &["with or without", "with / without", "with and / or without", "regardless of"];
    const REACH: usize = 5;
    let tokens = tokens(text);
    let Some((from, words)) = (0..tokens.len()).find_map(|at| {
        IDLE.iter().find(|words| starts_with(&tokens, at, words)).map(|words| (at, words))
    }) else {
        return text.to_owned();
    };
    let first = from + words.split(' ').count();
    let ends = |token: &Token| {
        token.kind == TokenKind::Sign && !token.is("-")
            || token.any(&["and", "or", "who", "that", "for", "in", "is", "are", "has", "have"])
    };
    let to =
        (first..tokens.len()).find(|at| tokens.get(*at).is_some_and(ends)).unwrap_or(tokens.len());
    let place = |at: usize| tokens.get(at).map_or(text.len(), |token| token.place.start);
    if from == 0 || to - first > REACH {
        return text.to_owned();
    }
    let (head, tail) = (text.get(..place(from)).unwrap_or(""), text.get(place(to)..).unwrap_or(""));
    format!(
        "{}{}{tail}",
        head.trim_end(),
        if tail.starts_with([',', '.', ';', ')']) { "" } else { " " }
    )
}

/// The text without the words by which it means the place of the request: `no MRI of the same body part`.
fn of_the_request(text: &str) -> String {
    const SAME: &[&str] = &[" of the same ", " for the same ", " on the same ", " to the same "];
    const PLACES: &[&str] = &[
        "body part",
        "body region",
        "area",
        "joint",
        "level",
        "levels",
        "region",
        "tumor",
        "site",
        "condition",
        "indication",
        "anatomic site",
        "anatomical site",
        "anatomic region",
        "primary tumor",
        "knee",
        "hip",
        "hand",
        "eye",
    ];
    let place = SAME.iter().find_map(|words| text.split_once(words)).and_then(|(head, rest)| {
        let named = PLACES.iter().filter(|place| rest.starts_with(**place));
        let longest = named.max_by_key(|place| place.len())?;
        let rest =
            rest.get(longest.len()..).filter(|rest| !rest.starts_with(char::is_alphabetic))?;
        Some(format!("{head}{rest}"))
    });
    place.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_there_or_not_is_not_asked_for() {
        assert_eq!(plainly("Diagnosis of migraine with or without aura"), "Diagnosis of migraine ");
        assert_eq!(
            plainly("Psoriasis with or without psoriatic arthritis, on 10% of the skin"),
            "Psoriasis, on 10% of the skin"
        );
        assert_eq!(plainly("With or without food"), "With or without food");
        assert_eq!(plainly("At least one tophus"), "tophus");
        assert_eq!(
            plainly("At least one relapse in the past year"),
            "At least one relapse in the past year"
        );
    }
}
