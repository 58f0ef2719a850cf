//! What everybody knows of a value: a sodium of 139 is normal, a temperature of 38.1 a fever.

use super::entry::Entry;
use super::held::Held;
use super::words::{Token, TokenKind};

/// Names of a measure, what is normal in millionths of its usual unit, and what lies below and above is called.
struct Range {
    names: &'static [&'static str],
    low: i64,
    high: i64,
    below: &'static [&'static str],
    above: &'static [&'static str],
}

/// Ranges of adults as laboratories print them, wide rather than narrow.
const RANGES: &[Range] = &[
    range(&["sodium"], 135_000, 146_000, &["hyponatremia", "hyponatremic"], &["hypernatremia"]),
    range(&["potassium"], 3_500, 5_100, &["hypokalemia"], &["hyperkalemia"]),
    range(&["calcium"], 8_500, 10_500, &["hypocalcemia"], &["hypercalcemia"]),
    range(&["albumin"], 3_500, 5_200, &["hypoalbuminemia"], &[]),
    range(&["alt", "ast"], 0, 40_000, &[], &["transaminitis"]),
    range(&["bilirubin"], 0, 1_200, &[], &["hyperbilirubinemia"]),
    range(&["creatinine"], 400, 1_200, &[], &[]),
    range(&["egfr"], 90_000, 150_000, &[], &[]),
    range(&["hemoglobin"], 12_000, 17_500, &["anemia", "anemic"], &[]),
    range(&["neutrophils", "neutrophil", "anc"], 1_500, 8_000, &["neutropenia"], &["neutrophilia"]),
    range(&["white", "wbc", "leukocytes"], 4_000, 11_000, &["leukopenia"], &["leukocytosis"]),
    range(&["platelets", "platelet"], 150_000, 450_000, &["thrombocytopenia"], &["thrombocytosis"]),
    range(&["temperature"], 36_000, 37_900, &["hypothermia"], &["fever", "febrile", "feverish"]),
    range(&["saturation", "spo2"], 94_000, 100_000, &["hypoxemia", "hypoxia", "hypoxic"], &[]),
    range(&["tsh"], 400, 4_500, &[], &[]),
    range(&["inr"], 800, 1_200, &[], &[]),
    range(&["pulse", "rate"], 60_000, 100_000, &["bradycardia"], &["tachycardia", "tachycardic"]),
    range(&["bmi"], 18_500, 24_999, &["underweight"], &["overweight"]),
    range(&["lvef", "ejection"], 52_000, 74_000, &[], &[]),
    range(&["a1c", "hba1c"], 4_000, 5_600, &[], &[]),
];
const BELOW: &[&str] = &["low", "reduced", "decreased", "abnormal", "subnormal"];
const ABOVE: &[&str] = &["high", "elevated", "raised", "increased", "abnormal"];

const fn range(
    names: &'static [&'static str],
    low: i64,
    high: i64,
    below: &'static [&'static str],
    above: &'static [&'static str],
) -> Range {
    Range { names, low, high, below, above }
}

/// Whether values of the facts bear out what the word says of them.
pub(super) fn bears_out(held: &Held, token: &Token) -> bool {
    if token.is("normal") {
        let said: Vec<&Range> = RANGES.iter().filter(|range| is_spoken_of(held, range)).collect();
        let normal = |range: &&Range| {
            let values = known(held, range);
            values.iter().any(|value| range.low <= *value && *value <= range.high)
        };
        return !said.is_empty() && said.iter().all(normal);
    }
    if token.is_any(&["elevated", "abnormal", "raised"]) && exceeds_a_limit(held) {
        return true;
    }
    RANGES.iter().any(|range| {
        let spoken = || is_spoken_of(held, range);
        let low = token.is_any(range.below) || token.is_any(BELOW) && spoken();
        let high = token.is_any(range.above) || token.is_any(ABOVE) && spoken();
        let fahrenheit = |value: i64| token.is_any(range.above) && value > 90_000;
        (low || high)
            && known(held, range).iter().any(|value| {
                let above = if fahrenheit(*value) { 100_300 } else { range.high };
                low && *value < range.low || high && *value > above
            })
    })
}

/// `2.3 times the upper limit of normal`: what lies above a limit is abnormal.
fn exceeds_a_limit(held: &Held) -> bool {
    held.pool.iter().any(|entry| {
        let text = entry.text.to_lowercase();
        let above =
            ["times the upper limit", "above the upper limit", "over the upper limit", "x uln"];
        above.iter().any(|words| text.contains(words)) && super::binding::shares_a_word(held, entry)
    })
}

/// Whether an entry has the word in `limit of normal` alone: it says of nothing that it is normal.
pub(super) fn is_of_limit(entry: &Entry, word: &str) -> bool {
    let limit = |at: usize| {
        let before = entry.tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
        before.iter().any(|token| token.is_any(&["limit", "limits"]))
    };
    word == "normal"
        && entry
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.is("normal"))
            .all(|(at, _)| limit(at))
}

fn is_spoken_of(held: &Held, range: &Range) -> bool {
    held.tokens.iter().any(|token| token.is_any(range.names))
}

/// The values that the facts give of a measure, in thousandths.
fn known(held: &Held, range: &Range) -> Vec<i64> {
    held.wide.iter().flat_map(|entry| values(entry, range)).collect()
}

fn values(entry: &Entry, range: &Range) -> Vec<i64> {
    let named = (0..entry.tokens.len())
        .filter(|at| entry.tokens.get(*at).is_some_and(|token| token.is_any(range.names)));
    let value = |at: usize| -> Option<i64> {
        let behind = entry.tokens.get(at + 1..(at + 5).min(entry.tokens.len()))?;
        let mut clause =
            behind.iter().take_while(|t| !t.is_stop() && !t.is_any(&[",", "(", "-", "from", "to"]));
        let number = clause.find(|token| token.kind == TokenKind::Number)?;
        let read = crate::fact::Number::parse(&number.lower)?.in_millionths();
        Some(read / 1_000)
    };
    named.filter_map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial::doubts;
    use super::super::{strength, term};
    use super::RANGES;

    #[test]
    fn no_value_of_the_facts_bears_out_no_claim() {
        assert!(doubts(term::doubts, "She has a fever."));
        assert!(doubts(strength::doubts, "Her sodium is normal."));
    }

    #[test]
    fn what_is_normal_lies_between_two_values() {
        assert!(RANGES.iter().all(|range| range.low < range.high && !range.names.is_empty()));
    }
}
