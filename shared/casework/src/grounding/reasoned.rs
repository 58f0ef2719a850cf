//! What a sentence reckons aloud: behind a word of reckoning a number may follow from two others by one operation.

use super::binding::shares_a_word;
use super::entry::Entry;
use super::held::Held;
use super::words::Token;
use super::{count, drug};
use crate::fact::Number;

/// Words by which a sentence says that it reckons.
const CUES: &[&str] = &[
    "therefore",
    "thus",
    "hence",
    "altogether",
    "comes",
    "equals",
    "amounts",
    "subtraction",
    "corresponds",
    "together",
    "combined",
    "sum",
    "average",
    "difference",
    "doubled",
    "halved",
    "half",
    "gap",
    "means",
    "all",
    "total",
];
const ONE: i64 = 1_000_000;

/// Whether the number at a token is reckoned from numbers of one fact, or of one fact and the sentence.
pub(super) fn follows(held: &Held, at: usize) -> bool {
    // A `MADRS total` is a score; `1,500 mg in total` is reckoned.
    let cued = held.tokens.iter().enumerate().any(|(place, token)| {
        let before = place.checked_sub(1).and_then(|back| held.at(back));
        token.is_any(CUES)
            && (!token.is_any(&["total", "all"])
                || before.is_some_and(|word| word.is_any(&["in", "a"])))
    });
    if is_rate_of_another_span(held, at) || is_change(held, at) {
        return true;
    }
    let Some(said) = held.at(at).and_then(value).filter(|_| cued) else { return false };
    let others: Vec<i64> = (0..held.tokens.len())
        .filter(|place| *place != at)
        .filter_map(|place| value(held.at(place)?))
        .collect();
    let speaks = |entry: &Entry| {
        let same =
            |generic: &str| held.reading.drugs.iter().all(|said| drug::same(said.generic, generic));
        let asked =
            entry.is_request() && entry.reading.drugs.iter().any(|known| same(known.generic));
        asked || shares_a_word(held, entry)
    };
    let percent = held.at(at + 1).is_some_and(|next| next.is_any(&["percent", "%"]));
    held.pool.iter().filter(|entry| speaks(entry)).any(|entry| {
        let known: Vec<i64> = entry.tokens.iter().filter_map(value).collect();
        known.iter().enumerate().any(|(first, a)| {
            let rest = known.iter().skip(first + 1).chain(&others);
            100 * ONE - a == said && (percent || entry.text.contains('%'))
                || rest.into_iter().any(|b| reaches(*a, *b, said))
        })
    })
}

/// `improved by 15 degrees` from `40 to 55 degrees`: beside a word of change, what lies between two numbers of one fact.
fn is_change(held: &Held, at: usize) -> bool {
    const BEYOND: &[&str] = &["higher", "lower", "apart", "difference", "above", "below"];
    let before = held.tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
    let behind = held.tokens.get(at + 1..(at + 4).min(held.tokens.len())).unwrap_or_default();
    let changed = before.iter().any(|token| token.is("by"))
        || behind.iter().any(|token| token.is_any(BEYOND));
    let Some(said) = held.at(at).and_then(value).filter(|said| *said > ONE) else { return false };
    changed
        && held.pool.iter().filter(|entry| shares_a_word(held, entry)).any(|entry| {
            let known: Vec<i64> = entry.tokens.iter().filter_map(value).collect();
            known.windows(2).any(|pair| match pair {
                [a, b] => (a - b).abs() == said,
                _ => false,
            })
        })
}

/// `60 attacks in a year` of `5 attacks a month`.
fn is_rate_of_another_span(held: &Held, at: usize) -> bool {
    const SPANS: &[(&[&str], i64)] = &[
        (&["day", "daily"], 24),
        (&["week", "weekly"], 168),
        (&["month", "monthly"], 730),
        (&["year", "yearly", "annually"], 8_760),
    ];
    let span = |token: &Token| SPANS.iter().find(|(words, _)| token.is_any(words)).map(|(_, h)| *h);
    let Some(said) = held.at(at).and_then(value) else { return false };
    let behind = held.tokens.get(at + 1..(at + 7).min(held.tokens.len())).unwrap_or_default();
    let Some(per) = behind.iter().find_map(span) else { return false };
    let rate = |entry: &Entry, place: usize| {
        let known = entry.tokens.get(place).and_then(value)?;
        let next = entry.tokens.get(place + 1..(place + 5).min(entry.tokens.len()))?;
        let noun = next.first().filter(|noun| held.tokens.iter().any(|t| t.stem == noun.stem))?;
        let by = next.windows(2).find_map(|pair| match pair {
            [a, unit] if a.is_any(&["a", "per", "each", "every", "/"]) => span(unit),
            _ => None,
        })?;
        let expected = i128::from(known) * i128::from(per) / i128::from(by);
        let near = (expected - i128::from(said)).abs() * 20 <= expected;
        (near && by != per && noun.stem.len() > 3).then_some(())
    };
    held.pool.iter().any(|entry| (0..entry.tokens.len()).any(|place| rate(entry, place).is_some()))
}

/// The number of a token, in millionths.
fn value(token: &Token) -> Option<i64> {
    let whole = count::exactly(&token.lower).and_then(|number| i64::try_from(number).ok());
    let number = whole
        .map(|number| number * ONE)
        .or_else(|| Number::parse(&token.lower).map(Number::in_millionths));
    number.filter(|number| *number > 0)
}

/// Whether one operation on two numbers gives a third, in whole or to one part in fifty for a quotient.
fn reaches(a: i64, b: i64, said: i64) -> bool {
    let (a, b, said) = (i128::from(a), i128::from(b), i128::from(said));
    let one = i128::from(ONE);
    let near = |x: i128, y: i128| (x - y).abs() * 50 <= y.abs();
    let trivial = a == one || b == one;
    a + b == said
        || (a - b).abs() == said
        || 100 * one - a - b == said
        || !trivial && a * b == said * one
        || !trivial && (near(said * b, a * one) || near(said * a, b * one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_operation_reaches_sums_products_and_rests() {
        let whole = |number: i64| number * ONE;
        for (a, b, said) in [(58, 6, 64), (300, 5, 1_500), (90, 6, 15), (41, 7, 52)] {
            assert!(reaches(whole(a), whole(b), whole(said)), "{a} {b} {said}");
        }
        assert!(!reaches(whole(41), whole(7), whole(61)));
        assert!(!reaches(whole(1), whole(8), whole(8)));
    }
}
