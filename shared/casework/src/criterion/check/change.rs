//! Changes that notes tell by both values: `pain fell from 8 to 5` is a reduction by three eighths.

use super::{Heard, moment};
use crate::fact::token::Token;
use crate::fact::{Number, Quantity, Unit, number_at};

/// Beginnings of words for less of something, and for more.
const LESS: &[&str] = &["reduc", "decreas", "relief", "declin", "loss", "lower", "drop"];
const MORE: &[&str] = &["increas", "gain", "rise", "growth"];
/// For what gets better by less of it, or by more.
const EITHER: &[&str] = &["improv", "chang"];

/// The percentage by which something changed by a fact, if the criterion asks for a change in percent and the fact gives what
/// it was and what it is. A change the other way round is below nothing.
pub(super) fn percent(words: &[String], asked: &Quantity, heard: &Heard<'_>) -> Option<Number> {
    let begins =
        |stems: &[&str]| words.iter().any(|word| stems.iter().any(|s| word.starts_with(s)));
    let (less, more, either) = (begins(LESS), begins(MORE), begins(EITHER));
    if asked.unit != Unit::Percent || !(less || more || either) {
        return None;
    }
    let of: Vec<String> = words
        .iter()
        .filter(|word| ![LESS, MORE, EITHER].concat().iter().any(|stem| word.starts_with(stem)))
        .cloned()
        .collect();
    if of.is_empty() || heard.common(&of) == 0 {
        return None;
    }
    let (was, is) = values(&heard.tokens).or_else(|| then_and_now(heard))?;
    let fallen = was.in_millionths() - is.in_millionths();
    let change = if more && !less { -fallen } else { fallen };
    let change = if either && !less && !more { fallen.abs() } else { change };
    Number::millionths(change).times(Number::whole(100)).over(was)
}

/// A value that was and the one of now: `was 20 at the start and is 14 now`.
fn then_and_now(heard: &Heard<'_>) -> Option<(Number, Number)> {
    let mut given = heard.fact.reading.quantities.iter();
    let found = given.find_map(|was| Some((was.value, moment::now(heard.fact, was)?.value)));
    found.filter(|(was, _)| *was > Number::whole(0))
}

/// Two values of which a text says that the one came from the other: `from 8 to 5`, `8 -> 5`.
fn values(tokens: &[Token]) -> Option<(Number, Number)> {
    (0..tokens.len()).find_map(|at| {
        let led = tokens.get(at)?.is("from");
        let (was, to) = number_at(tokens, at + usize::from(led))?;
        let joint = (to..to + 3).find(|place| {
            tokens.get(*place).is_some_and(|token| token.is("to") && led || token.any(&["→"]))
        })?;
        let (is, _) = number_at(tokens, joint + 1)?;
        (was > Number::whole(0)).then_some((was, is))
    })
}
