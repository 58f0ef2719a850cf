//! Amounts in another spelling, and lengths that a frequency or the payer's own length gives.

use super::entry::{Entry, EntryKind};
use super::held::Held;
use super::words::TokenKind;
use super::{number, quantity};
use crate::fact::{Number, Quantity, Unit};

/// `CDK4/6`: a number that goes on with a name.
pub(super) fn is_part_of_name(held: &Held, at: usize) -> bool {
    let back = |back: usize| at.checked_sub(back).and_then(|place| held.at(place));
    let (Some(here), Some(slash), Some(name)) = (held.at(at), back(1), back(2)) else {
        return false;
    };
    let joined = slash.is("/") && slash.end == here.start && name.end == slash.start;
    joined && name.kind == TokenKind::Word && name.lower.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether an entry has the number with the unit that follows, blanks and words for units aside: `15 mm Hg` of `15 mmHg`,
/// `980 mL per meter` of `980 mL/m`, `3 kHz` of `3,000 Hz`.
pub(super) fn stands(held: &Held, at: usize) -> bool {
    let Some(digits) = held.at(at).and_then(|token| number::in_digits(&token.lower)) else {
        return false;
    };
    let of_thousands = held.at(at + 1).is_some_and(|unit| unit.is_any(&["khz"]));
    let scaled =
        digits.parse::<i64>().ok().filter(|_| of_thousands).map(|value| format!("{value}000hz"));
    let mut said = digits;
    let mut spelled: Vec<String> = scaled.into_iter().collect();
    for ahead in 1..=4 {
        let Some(token) = held.at(at + ahead).filter(|token| !token.is_stop()) else { break };
        if token.kind == TokenKind::Number || token.is_any(&["to", "and", "or", "of", "-"]) {
            break;
        }
        said.push_str(unit(&token.lower));
        // `6 mg/` is no unit, nor is `6 mg` of `6 mg/L`.
        let goes_on = |place: usize| held.at(place).is_some_and(|t| t.is_any(&["/", "per"]));
        if ahead > 1 && !goes_on(at + ahead) && !goes_on(at + ahead + 1) {
            spelled.push(said.clone());
        }
    }
    held.pool.iter().any(|entry| {
        let tokens = 0..entry.tokens.len();
        tokens.into_iter().any(|from| spelled.iter().any(|said| begins(entry, from, said)))
    })
}

/// A word for a unit, as short as units are written.
fn unit(word: &str) -> &str {
    match word {
        "per" => "/",
        "°" => "",
        "meter" | "meters" | "metre" => "m",
        "liter" | "liters" | "litre" => "l",
        "deciliter" => "dl",
        "milliliter" | "milliliters" => "ml",
        "milligram" | "milligrams" => "mg",
        "gram" | "grams" => "g",
        "hour" => "h",
        "minute" => "min",
        other => other,
    }
}

/// Whether the tokens of an entry from a place on, written together, are these letters and no more.
fn begins(entry: &Entry, from: usize, said: &str) -> bool {
    let mut known = String::new();
    let rest = entry.tokens.get(from..).unwrap_or_default();
    rest.iter().take(6).any(|token| {
        known.push_str(unit(&token.lower));
        known == said
    })
}

/// `84 days apart` of `every 12 weeks`.
pub(super) fn is_interval(held: &Held, said: &Quantity) -> bool {
    const APART: &[&str] = &["apart", "between", "interval", "intervals", "spaced", "separated"];
    let hours = said.value.times(Number::whole(24));
    said.unit == Unit::Day
        && said.high.is_none()
        && held.tokens.iter().any(|token| token.is_any(APART))
        && held.pool.iter().any(|entry| {
            let speaks = entry.is_request() || super::binding::shares_a_word(held, entry);
            speaks && entry.reading.frequencies.iter().any(|known| known.hours == hours)
        })
}

/// `four weeks longer than the policy demands`: the difference of the patient's length and the payer's.
pub(super) fn is_beyond(held: &Held, said: &Quantity, at: usize) -> bool {
    const BEYOND: &[&str] =
        &["longer", "more", "beyond", "above", "over", "shorter", "less", "fewer", "short", "past"];
    let cued = held
        .tokens
        .get(at + 1..(at + 5).min(held.tokens.len()))
        .is_some_and(|behind| behind.iter().any(|token| token.is_any(BEYOND)));
    let of = |wanted: &dyn Fn(&Entry) -> bool| -> Vec<i64> {
        let entries = held.wide.iter().filter(|entry| wanted(entry));
        let known = entries.flat_map(|entry| &entry.reading.quantities);
        known.filter(|known| known.unit == said.unit).map(|k| k.value.in_millionths()).collect()
    };
    let asked = of(&|entry| matches!(entry.kind, EntryKind::Criterion(_) | EntryKind::Denial));
    let told = of(&|entry| matches!(entry.kind, EntryKind::History | EntryKind::Clinical));
    let value = said.value.in_millionths();
    cued && told
        .iter()
        .any(|told| asked.iter().any(|asked| quantity::near((told - asked).abs(), value)))
}

#[cfg(test)]
mod tests {
    use super::super::quantity;
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn a_unit_may_be_written_in_words_and_an_interval_as_a_length() {
        assert_eq!(unit("per"), "/");
        holds(
            quantity::doubts,
            &["Her injections are 28 days apart.", "The pressure is 15 mm Hg."],
            &["Her injections of adalimumab are 14 days apart."],
        );
    }
}
