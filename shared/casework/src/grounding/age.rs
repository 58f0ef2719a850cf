//! Ages in words: `in her forties`, `a teenager`, `at forty-six, she`.

use super::entry::{Entry, EntryKind};
use super::words::{Token, TokenKind};
use super::{Doubt, count, held::Held};
use crate::document::FlagKind;
use crate::fact::{Comparison, Number, Quantity, RELATIVES, Unit};

/// Tens of years and the age they begin with.
const DECADES: &[(&str, i64)] = &[
    ("teens", 10),
    ("twenties", 20),
    ("thirties", 30),
    ("forties", 40),
    ("fifties", 50),
    ("sixties", 60),
    ("seventies", 70),
    ("eighties", 80),
    ("nineties", 90),
];
/// What people of an age are called, with its bounds.
const CALLED: &[(&str, i64, i64)] = &[
    ("toddler", 1, 3),
    ("teenager", 13, 19),
    ("teenage", 13, 19),
    ("teen", 13, 19),
    ("adolescent", 10, 19),
    ("sexagenarian", 60, 69),
    ("septuagenarian", 70, 79),
    ("octogenarian", 80, 89),
    ("nonagenarian", 90, 99),
    ("childhood", 0, 14),
    ("adolescence", 10, 19),
];
/// Words by which a sentence speaks of an earlier age.
const PAST: &[&str] = &[
    "was",
    "were",
    "came",
    "began",
    "started",
    "had",
    "first",
    "onset",
    "diagnosed",
    "since",
    "appeared",
    "developed",
    "fell",
    "when",
    "dates",
    "from",
];
/// Years in millionths.
const YEAR: i64 = 1_000_000;

/// Ages in words that the facts do not bear out.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let Some((low, high)) = bounds(held, at) else { continue };
        let verbatim = held
            .wide
            .iter()
            .any(|entry| entry.tokens.iter().any(|known| known.lower == token.lower));
        if verbatim && !token.is("s") || is_borne_out(held, low, high) {
            continue;
        }
        let nearest = held.nearest(|entry| !ages(entry).is_empty());
        let text = format!("This age does not follow from the facts.{nearest}");
        doubts.push(held.doubt(FlagKind::Age, at, at + 1, text));
    }
    doubts.extend(held.words().filter_map(|(at, _)| of_age(held, at)));
    doubts
}

/// `noticed at 4 months of age` where the facts have another age for it.
fn of_age(held: &Held, at: usize) -> Option<Doubt> {
    let ending = held.at(at).is_some_and(|token| token.is("of"))
        && held.at(at + 1).is_some_and(|next| next.is("age"));
    let (unit, value) = (held.at(at.checked_sub(1)?)?, held.at(at.checked_sub(2)?)?);
    let number = |token: &Token| count::of_token(token).and_then(|age| i64::try_from(age).ok());
    let said = number(value).filter(|_| ending)?;
    let small = unit.is_any(&["month", "months", "week", "weeks", "day", "days"]);
    let ages_of = |entry: &Entry| -> Vec<i64> {
        let of = |part: &[Token]| match part {
            [value, by, of, age] if of.is("of") && age.is("age") && by.stem == unit.stem => {
                number(value)
            }
            [value, by, old, _] if old.is("old") && by.stem == unit.stem => number(value),
            [at, value, by, _] if at.is("at") && by.stem == unit.stem => number(value),
            _ => None,
        };
        entry.tokens.windows(4).filter_map(of).collect()
    };
    let known: Vec<i64> = held.wide.iter().flat_map(|entry| ages_of(entry)).collect();
    if !small || known.is_empty() || known.contains(&said) {
        return None;
    }
    let text = format!("The facts have no such age.{}", held.nearest(|e| !ages_of(e).is_empty()));
    Some(held.doubt(FlagKind::Age, at - 2, at + 2, text))
}

/// The first and last year of age that the word at a place means.
fn bounds(held: &Held, at: usize) -> Option<(i64, i64)> {
    let token = held.at(at)?;
    let named = CALLED.iter().find(|(word, _, _)| token.is(word));
    if let Some((_, low, high)) = named {
        return Some((*low, *high));
    }
    let (part, word) = token.lower.split_once('-').unwrap_or(("", token.lower.as_str()));
    let written = || {
        let number = held.at(at.checked_sub(1)?).filter(|number| number.end == token.start)?;
        let value: i64 = number.lower.parse().ok()?;
        (word == "s" && (20..100).contains(&value) && value % 10 == 0).then_some(value)
    };
    let decade = DECADES.iter().find(|(name, _)| *name == word).map(|(_, from)| *from);
    let from = decade.or_else(written)?;
    // `the nineties` may be a time; a person's decade has an owner.
    let near = held.tokens.get(at.saturating_sub(4)..at)?;
    let owned = near.iter().any(|word| word.is_any(&["his", "her", "their"]));
    let is = |name: &str| part == name || near.last().is_some_and(|word| word.is(name));
    let bounds = if is("early") {
        (from, from + 4)
    } else if is("mid") || is("middle") {
        (from + 3, from + 7)
    } else if is("late") {
        (from + 5, from + 9)
    } else {
        (from, from + 9)
    };
    owned.then_some(bounds)
}

fn ages(entry: &Entry) -> Vec<&Quantity> {
    entry.reading.quantities.iter().filter(|known| known.unit == Unit::YearOfAge).collect()
}

/// Whether an age of the facts lies between these years: the patient's own, or an earlier one where the sentence looks back.
fn is_borne_out(held: &Held, low: i64, high: i64) -> bool {
    let within = |known: &&Quantity| {
        let open = known.comparison == Comparison::AtLeast;
        let last = known.high.unwrap_or(known.value).in_millionths();
        known.value.in_millionths() < (high + 1) * YEAR && (open || last >= low * YEAR)
    };
    let of = |base: bool| {
        let entries = held.wide.iter().filter(move |e| (e.kind == EntryKind::Base) == base);
        entries.flat_map(|entry| ages(entry))
    };
    if of(true).next().is_none() {
        return true;
    }
    let has = |words: &[&str]| held.tokens.iter().any(|token| token.is_any(words));
    if has(RELATIVES) || has(&["relative", "relatives", "parents"]) {
        let numbers = held.wide.iter().flat_map(|entry| &entry.tokens);
        let mut values = numbers.filter_map(|token| token.lower.parse::<i64>().ok());
        return values.any(|value| (low..=high).contains(&value));
    }
    if !has(PAST) {
        return of(true).any(|known| within(&known));
    }
    let told = of(false).next().is_some();
    of(false).any(|known| within(&known))
        || !told && of(true).any(|known| within(&known))
        || !told && lasted(held, low, high)
}

/// Whether something lasted from such an age until now: `for 9 years` at 67 began in the late fifties.
fn lasted(held: &Held, low: i64, high: i64) -> bool {
    let base = held.wide.iter().filter(|entry| entry.kind == EntryKind::Base);
    let now: Vec<Number> = base.flat_map(|e| ages(e)).map(|known| known.value).collect();
    let spans = held.pool.iter().flat_map(|entry| &entry.reading.quantities);
    let years = spans
        .filter(|known| known.unit == Unit::Day)
        .filter_map(|known| known.value.over(Number::YEAR));
    years.map(Number::in_millionths).any(|years| {
        let began = now.iter().map(|age| age.in_millionths() - years);
        began.into_iter().any(|age| age >= (low - 1) * YEAR && age < (high + 2) * YEAR)
    })
}

/// Whether the number stands where a person's age does and is the patient's: `at forty-six`, `Ana is forty-six`.
pub(super) fn is_stated(held: &Held, at: usize, value: usize) -> bool {
    const LEADS: &[&str] =
        &["at", "of", "is", "now", "turned", "aged", "age", "just", "only", "barely", ","];
    let led = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|t| t.is_any(LEADS));
    let digits = value.to_string();
    let same = |token: &Token| token.kind == TokenKind::Number && token.lower == digits;
    let base = held.wide.iter().filter(|entry| entry.kind == EntryKind::Base);
    led && base.filter(|entry| !ages(entry).is_empty()).any(|entry| entry.tokens.iter().any(same))
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn a_decade_or_a_name_of_an_age_is_the_patients() {
        holds(
            doubts,
            &[
                "Ana is in her thirties.",
                "Ana, in her early forties, has asthma.",
                "Ana is in her 50s.",
                "She is an octogenarian.",
                "A teenager with arthritis, she cannot walk.",
                "Her asthma began in childhood.",
                "Her asthma first appeared in her forties.",
            ],
            &[
                "Ana is in her forties.",
                "Ana, in her late forties, has asthma.",
                "Ana is in her 40s.",
                "Her asthma began in her thirties.",
                "Her mother, in her thirties then, had it too, from 31 on.",
                "This was common in the nineties.",
            ],
        );
    }
}
