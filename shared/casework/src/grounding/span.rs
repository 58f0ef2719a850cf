//! Lengths of time in loose words: `half a year`, `barely a month`, `a fortnight`, `the better part of a year`.

use super::entry::Entry;
use super::scope::Scope;
use super::{Doubt, binding, held::Held};
use crate::document::FlagKind;
use crate::fact::{Number, Quantity, Unit};

/// Units in millionths of a day.
const UNITS: &[(&str, i64)] = &[
    ("day", 1_000_000),
    ("week", 7_000_000),
    ("fortnight", 14_000_000),
    ("month", Number::MONTH.in_millionths()),
    ("year", Number::YEAR.in_millionths()),
    ("decade", 3_652_500_000),
];
/// Words before `a month` and the shares of the unit, in percent, between which they lie.
const SHARES: &[(&str, i64, i64)] = &[
    ("half a", 40, 60),
    ("quarter of a", 20, 30),
    ("better part of a", 50, 105),
    ("best part of a", 50, 105),
    ("most of a", 50, 105),
    ("a full", 95, 135),
    ("a whole", 95, 135),
    ("an entire", 95, 135),
    ("one full", 95, 135),
    ("barely a", 50, 110),
    ("hardly a", 50, 110),
    ("scarcely a", 50, 110),
    ("not quite a", 50, 105),
    ("just under a", 70, 105),
    ("nearly a", 70, 105),
    ("almost a", 70, 105),
    ("close to a", 70, 120),
    ("well over a", 100, 250),
    ("more than a", 95, 200),
    ("just over a", 95, 145),
    ("a good", 95, 150),
    ("a", 83, 120),
];
/// Words before a unit in the plural and the multiples of it, in percent, between which they lie.
const PLURALS: &[(&str, i64, i64)] = &[
    ("a few", 150, 1_000),
    ("a couple of", 150, 310),
    ("within", 0, 1_300),
    ("mere", 0, 1_300),
    ("matter of", 0, 1_300),
    ("only", 0, 1_300),
];
/// Words of a sentence that looks forward: no length that has been.
const AHEAD: &[&str] =
    &["delay", "review", "decision", "respond", "response", "will", "expedited", "reply"];

/// A loose length: its tokens and its bounds.
struct Span {
    from: usize,
    to: usize,
    low: i64,
    high: i64,
}

/// Loose lengths that no fact about their treatment has.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    if held.tokens.iter().any(|token| token.is_any(AHEAD)) {
        return Vec::new();
    }
    let spans = (0..held.tokens.len()).filter_map(|at| span(held, at));
    spans
        .filter(|span| held.scopes.get(span.from) != Some(&Scope::Open))
        .filter(|span| !is_read(held, span) && !is_borne_out(held, span))
        .map(|span| {
            let nearest = held.nearest(|entry| lengths(entry).next().is_some());
            let text = format!("This length of time does not follow from the facts.{nearest}");
            held.doubt(FlagKind::Duration, span.from, span.to, text)
        })
        .collect()
}

/// The loose length whose unit stands at a place.
fn span(held: &Held, at: usize) -> Option<Span> {
    let word = held.at(at)?.lower.as_str();
    let single = UNITS.iter().find(|(unit, _)| *unit == word);
    let behind = |words: &str| -> Option<usize> {
        let from = at.checked_sub(words.split(' ').count())?;
        let mut places = words.split(' ').enumerate();
        places.all(|(n, w)| held.at(from + n).is_some_and(|t| t.is(w))).then_some(from)
    };
    let among = |table: &[(&str, i64, i64)], unit: i64| {
        table.iter().find_map(|(words, low, high)| {
            let from = behind(words)?;
            Some(Span { from, to: at + 1, low: unit * low / 100, high: unit * high / 100 })
        })
    };
    if let Some((name, unit)) = single {
        let halved = ["and", "a", "half"];
        let mut ahead = halved.iter().enumerate();
        let half = ahead.all(|(n, w)| held.at(at + 1 + n).is_some_and(|t| t.is(w)));
        let from = at.checked_sub(1).filter(|_| half && behind("a").is_some());
        if let Some(from) = from {
            return Some(Span { from, to: at + 4, low: unit * 130 / 100, high: unit * 170 / 100 });
        }
        let span = among(SHARES, *unit)?;
        // `twice a week`, `a year ago`, `an hour a day`: only what is said to last.
        let bare = span.to - span.from == 2 && held.at(span.from).is_some_and(|t| t.is("a"));
        let lasts = || matches!(*name, "fortnight" | "decade");
        return (!bare || lasts()).then_some(span);
    }
    let (_, unit) = UNITS.iter().find(|(unit, _)| word.strip_suffix('s') == Some(*unit))?;
    among(PLURALS, *unit)
}

/// Whether the reader of facts knows the length; then the family of amounts answers for it.
fn is_read(held: &Held, span: &Span) -> bool {
    let halved = held.at(span.to - 1).is_some_and(|token| token.is("half"));
    let (Some(first), Some(last)) = (held.at(span.from), held.at(span.to - 1)) else {
        return true;
    };
    let over = |known: &Quantity| {
        known.unit == Unit::Day && known.place.start < last.end && first.start < known.place.end
    };
    !halved && held.reading.quantities.iter().any(over)
        || held
            .reading
            .frequencies
            .iter()
            .any(|f| f.place.start < last.end && first.start < f.place.end)
}

fn lengths(entry: &Entry) -> impl Iterator<Item = &Quantity> {
    entry.reading.quantities.iter().filter(|known| known.unit == Unit::Day)
}

fn is_borne_out(held: &Held, span: &Span) -> bool {
    let fits = |known: &Quantity| {
        let within = |value: i64| span.low <= value && value <= span.high;
        within(known.value.in_millionths())
            || known.high.is_some_and(|high| within(high.in_millionths()))
    };
    let said = || {
        let words = held.tokens.get(span.from..span.to).unwrap_or_default();
        words.iter().map(|token| token.lower.as_str()).collect::<Vec<_>>().join(" ")
    };
    let stands = |entry: &Entry| entry.long.to_lowercase().contains(&said());
    let bears = |entry: &&&Entry| lengths(entry).any(fits) || stands(entry);
    let bearing: Vec<&Entry> = held.pool.iter().filter(bears).copied().collect();
    let of_kind = |entry: &Entry| lengths(entry).next().is_some();
    !bearing.is_empty()
        && binding::belongs(held, span.from, &bearing, of_kind)
        && !binding::is_rivalled(held, span.from, &bearing, of_kind)
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn a_loose_length_is_that_of_its_treatment() {
        holds(
            doubts,
            &[
                "Methotrexate was taken for barely a month.",
                "Leflunomide was given for half a year.",
                "Naproxen was taken for a year and a half.",
                "Leflunomide was stopped within days.",
                "The knee has been swollen for the better part of a year.",
                "Methotrexate was dropped after a fortnight.",
                "The swelling of the knee goes back a decade.",
            ],
            &[
                "Methotrexate was taken for half a year.",
                "Leflunomide was taken for just over a month.",
                "Naproxen was used for a quarter of a year.",
                "Relief on naproxen lasted a few weeks.",
                "A delay of half a year would harm her.",
                "She goes to counseling once a week.",
            ],
        );
    }
}
