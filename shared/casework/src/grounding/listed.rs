//! Counts of what the facts list without counting it: relatives, criteria, pairs, units by the million.

use super::count;
use super::entry::EntryKind;
use super::held::Held;
use crate::fact::{RELATIVES, Unit};

/// Nouns that count relatives.
const KIN: &[&str] = &["relatives", "relative", "members", "generations"];
/// Relatives of the first degree; the others that are named are of the second or further.
const NEAREST: &[&str] =
    &["mother", "father", "sister", "brother", "son", "daughter", "parent", "sibling", "twin"];
/// Nouns that count criteria.
const CRITERIA: &[&str] =
    &["criteria", "requirements", "conditions", "criterion", "elements", "points"];

/// Nouns by which a letter sums up what it has told: no fact counts them.
const SUMMARY: &[&str] = &[
    "abnormalities",
    "findings",
    "segments",
    "features",
    "areas",
    "aspects",
    "reasons",
    "factors",
    "problems",
    "concerns",
    "considerations",
    "facts",
    "respects",
    "ways",
    "fronts",
    "observations",
];

/// Whether the number is what the facts list of the noun.
pub(super) fn counts(held: &Held, at: usize, number: usize, noun: usize) -> bool {
    let Some(word) = held.at(noun) else { return false };
    let per_million = word.is("parts") && held.at(noun + 1).is_some_and(|next| next.is("per"));
    let pair = held.at(at).is_some_and(|token| token.is("both"))
        && !word.is_any(count::TREATMENTS)
        && !super::drug::is_class(&word.lower);
    let criteria =
        || held.pool.iter().filter(|entry| matches!(entry.kind, EntryKind::Criterion(_))).count();
    per_million
        || number < 5 && word.is_any(SUMMARY) && !held.knows(&word.stem)
        || super::worked::is_of_share(held, at)
        || is_over_time(held, number)
        || is_doses_a_day(held, number, word)
        || is_difference(held, number, word)
        || is_per_week(held, number, noun)
        || is_of_body(held, at, number, noun)
        || super::reasoned::follows(held, at)
        || is_of_alternatives(held, at)
        || is_sum_of_parts(held, at, number)
        || super::arithmetic::is_fraction(held, number, word)
        || pair
        || word.is_any(CRITERIA) && criteria() == number
        || word.is_any(KIN) && relatives(held, at, noun) == number
}

/// `one of four treatments` that the policy asks for: alternatives that it lists.
fn is_of_alternatives(held: &Held, at: usize) -> bool {
    let before = held.tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
    let asked = held
        .tokens
        .iter()
        .any(|token| token.is_any(&["asks", "requires", "policy", "criteria", "criterion"]));
    asked && matches!(before, [one, of] if one.is_any(&["one", "any"]) && of.is("of"))
}

/// `six of her nine attacks` from `9 attacks, of which 4 were abdominal and 2 laryngeal`.
fn is_sum_of_parts(held: &Held, at: usize, number: usize) -> bool {
    let of = held.at(at + 1).is_some_and(|token| token.is("of"));
    let whole = (at + 2..at + 4).filter_map(|place| held.at(place)).find_map(count::of_token);
    let Some(whole) = whole.filter(|whole| of && *whole > number) else { return false };
    held.pool.iter().any(|entry| {
        let known: Vec<usize> = entry.tokens.iter().filter_map(count::of_token).collect();
        let sums = |(first, a): (usize, &usize)| {
            known.iter().skip(first + 1).any(|b| a + b == number && *a < whole && *b < whole)
        };
        let parts = entry.tokens.iter().any(|t| t.is_any(&["which", "whom", "including"]));
        parts && known.contains(&whole) && known.iter().enumerate().any(sums)
    })
}

/// `two vertebrae, T9 and L2`: the sentence lists as many as it counts.
pub(super) fn lists(held: &Held, at: usize, number: usize) -> bool {
    let opens = (at + 1..at + 5)
        .find(|place| held.at(*place).is_some_and(|token| token.is_any(&[",", ":", "("])));
    let Some(opens) = opens else { return false };
    let list: Vec<&super::words::Token> = held
        .tokens
        .iter()
        .skip(opens + 1)
        .take_while(|token| !token.is_stop() && !token.is(")"))
        .collect();
    let items: Vec<_> =
        list.split(|token| token.is_any(&[",", "and"])).filter(|item| !item.is_empty()).collect();
    let known = |item: &&[&super::words::Token]| {
        item.len() < 4 && item.iter().any(|token| held.knows(&token.stem) && token.stem.len() > 1)
    };
    number > 1 && items.len() == number && items.iter().all(known)
}

/// `took away four headache days` from `headache days fell from 21 to 17`.
fn is_difference(held: &Held, number: usize, noun: &super::words::Token) -> bool {
    const CHANGES: &[&str] = &[
        "away",
        "fewer",
        "less",
        "more",
        "reduction",
        "cut",
        "drop",
        "dropped",
        "gained",
        "lost",
        "added",
        "up",
        "down",
        "by",
        "rose",
        "fell",
        "increase",
        "increased",
        "decrease",
        "decreased",
        "improved",
        "higher",
        "lower",
        "apart",
        "difference",
    ];
    let apart = |entry: &super::entry::Entry| {
        let known: Vec<usize> =
            entry.tokens.iter().filter_map(|token| token.lower.parse().ok()).collect();
        known.iter().any(|a| known.iter().any(|b| a.checked_sub(*b) == Some(number)))
    };
    held.tokens.iter().any(|token| token.is_any(CHANGES))
        && held
            .pool
            .iter()
            .any(|entry| (noun.is("points") || entry.has(&noun.stem)) && apart(entry))
}

/// `in two doses` from `twice daily`.
fn is_doses_a_day(held: &Held, number: usize, noun: &super::words::Token) -> bool {
    let Ok(number) = i64::try_from(number) else { return false };
    noun.is("doses")
        && held.pool.iter().any(|entry| {
            let frequencies = entry.reading.frequencies.iter();
            frequencies.into_iter().any(|f| f.hours.in_millionths() * number == 24_000_000)
        })
}

/// `five lesions` from `4 new lesions and 1 enhancing lesion`: the counts of one fact add up to it.
pub(super) fn adds_up(held: &Held, at: usize, number: usize) -> bool {
    let plural = (at + 1..at + 6)
        .filter_map(|place| held.at(place))
        .find(|token| token.lower.len() > 4 && token.lower.ends_with('s'));
    let Some(noun) = plural else { return false };
    held.pool.iter().any(|entry| {
        let counted = |place: &usize| {
            let behind = entry.tokens.iter().skip(place + 1).take(5);
            behind.into_iter().any(|token| super::words::akin(&token.stem, &noun.stem))
        };
        let counts: Vec<usize> = (0..entry.tokens.len())
            .filter(counted)
            .filter_map(|place| count::of_token(entry.tokens.get(place)?))
            .collect();
        counts.len() > 1 && counts.iter().sum::<usize>() == number
    })
}

/// `the two arms`: everybody has two.
fn is_of_body(held: &Held, at: usize, number: usize, noun: usize) -> bool {
    let the = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|token| token.is("the"));
    number == 2 && the && held.at(noun).is_some_and(|word| word.is_any(super::side::PAIRS))
}

/// `three sessions a week` from 24 sessions over 8 weeks.
fn is_per_week(held: &Held, number: usize, noun: usize) -> bool {
    let behind = held.tokens.get(noun + 1..(noun + 3).min(held.tokens.len())).unwrap_or_default();
    let weekly = behind.iter().any(|token| token.is_any(&["week", "weekly"]));
    let Ok(number) = i64::try_from(number) else { return false };
    weekly
        && held.pool.iter().any(|entry| {
            let all = || entry.reading.quantities.iter();
            let totals = all().filter(|quantity| matches!(quantity.unit, Unit::Count(_)));
            totals.into_iter().any(|total| {
                let days = total.value.in_millionths() * 7 / number.max(1);
                let near = |span: i64| super::quantity::near(span, days);
                all().any(|span| span.unit == Unit::Day && near(span.value.in_millionths()))
            })
        })
}

/// `six weekly infusions` from `weekly for 6 weeks`: a length of time by how often.
fn is_over_time(held: &Held, number: usize) -> bool {
    let Ok(number) = i64::try_from(number) else { return false };
    held.pool.iter().any(|entry| {
        let spans =
            || entry.reading.quantities.iter().filter(|quantity| quantity.unit == Unit::Day);
        entry.reading.frequencies.iter().any(|frequency| {
            let days = frequency.hours.in_millionths() / 24 * number;
            spans().any(|span| super::quantity::near(span.value.in_millionths(), days))
        })
    })
}

/// How many relatives the facts name, of the degree that the sentence asks for.
fn relatives(held: &Held, at: usize, noun: usize) -> usize {
    let degree = |word: &str| {
        (at..noun).filter_map(|place| held.at(place)).any(|token| token.lower.starts_with(word))
    };
    let (first, second) = (degree("first-degree"), degree("second-degree"));
    let named = |kin: &&&str| {
        let says =
            |entry: &&super::entry::Entry| entry.tokens.iter().any(|token| token.stem == **kin);
        let near = NEAREST.contains(kin);
        (!first || near) && (!second || !near) && held.wide.iter().any(says)
    };
    RELATIVES.iter().chain(&["twin"]).filter(named).count()
}
