//! `has tripled` from 3.1 and 9.4: how many times one value of a fact is another.

use super::binding::shares_a_word;
use super::entry::Entry;
use super::held::Held;
use super::words::Token;
use crate::fact::Number;

/// Words for a change by so many times, in percent of what was before.
const TIMES: &[(&[&str], i64)] = &[
    (&["doubled", "doubling", "twofold"], 200),
    (&["tripled", "trebled", "tripling", "threefold"], 300),
    (&["quadrupled", "fourfold"], 400),
    (&["halved"], 50),
];

/// Whether an entry on the same thing has two values that far apart, the later one behind the earlier.
pub(super) fn bears_out(held: &Held, token: &Token) -> bool {
    let times = TIMES.iter().find(|(words, _)| token.is_any(words));
    let Some((_, percent)) = times else { return false };
    let values = |entry: &Entry| -> Vec<i64> {
        let numbers = entry.tokens.iter().filter_map(|token| Number::parse(&token.lower));
        numbers.map(Number::in_millionths).filter(|value| *value > 0).collect()
    };
    held.pool.iter().filter(|entry| shares_a_word(held, entry)).any(|entry| {
        values(entry).windows(2).any(|pair| match pair {
            [from, to] => (to * 100 - from * percent).abs() * 10 <= from * percent,
            _ => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::term;
    use super::super::trial::holds;

    #[test]
    fn a_word_for_a_multiple_needs_two_values_that_far_apart() {
        holds(term::doubts, &["Her HAQ has tripled."], &["Her HAQ has doubled."]);
    }
}
