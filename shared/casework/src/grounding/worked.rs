//! Numbers that a letter works out: ages without their unit, areas, powers of ten, shares, times since an age.

use super::entry::{Entry, EntryKind};
use super::words::Token;
use super::{count, held::Held};
use crate::fact::{Comparison, Number, Quantity, Unit};

/// A year in days, as in the table of units.
const YEAR: Number = Number::YEAR;
/// Words that may stand before a person's age: `a woman of 26`, `at 23, he`.
const PERSONS: &[&str] = &[
    "man",
    "woman",
    "boy",
    "girl",
    "patient",
    "person",
    "adult",
    "child",
    "teenager",
    "infant",
    "lady",
    "gentleman",
    "mother",
    "father",
];

/// Whether the amount is worked out from what the facts hold.
pub(super) fn follows(held: &Held, said: &Quantity, at: usize) -> bool {
    is_age(held, said, at)
        || is_area(held, said, at)
        || is_power(held, said, at)
        || is_since_an_age(held, said)
        || is_bound(held, said)
        || is_by_weight(held, at)
        || is_rate(held, at)
        || is_days_of(held, said, at)
        || is_of_share(held, at)
}

/// `a woman of 26`, `at 23 she`, `now 59`: the patient's age without its unit.
fn is_age(held: &Held, said: &Quantity, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|place| held.at(place));
    let is = |back: usize, words: &[&str]| before(back).is_some_and(|token| token.is_any(words));
    let led = is(1, &["of"]) && (is(2, PERSONS) || before(2).is_some_and(is_everyday))
        || is(1, &["age", "aged", "turned"])
        || is(1, &["only", "just", "now"]) && is(2, &["is"])
        || is(1, &["at", "only", "just", "now"])
            && held.at(at + 1).is_some_and(|next| {
                next.is_any(&[",", "he", "she", "they", "."]) || next.text == held.name
            });
    let aged = |other: &Quantity| other.unit == Unit::YearOfAge && other.value == said.value;
    let base = held.wide.iter().filter(|entry| entry.kind == EntryKind::Base);
    matches!(said.unit, Unit::Bare | Unit::YearOfAge)
        && led
        && base.into_iter().any(|entry| entry.reading.quantities.iter().any(aged))
}

/// `a carpenter of 58`: a word of everyday life before the age.
fn is_everyday(token: &Token) -> bool {
    token.kind == super::words::TokenKind::Word
        && (super::lexicon::is_plain(&token.stem)
            || super::lexicon::claims_nothing(&token.lower, &token.stem))
}

/// Whether a number in words is an area, as `five square centimeters`.
pub(super) fn is_area_of(held: &Held, at: usize, value: usize) -> bool {
    let said = i64::try_from(value).ok().map(Number::whole);
    said.is_some_and(|value| {
        let place = crate::fact::Place::default();
        let comparison = Comparison::About;
        let said =
            Quantity { value, high: None, unit: Unit::Bare, comparison, measure: None, place };
        is_area(held, &said, at)
    })
}

/// `5 square centimeters` from `2.4 by 2.1 cm`.
fn is_area(held: &Held, said: &Quantity, at: usize) -> bool {
    let behind = held.tokens.get(at + 1..(at + 4).min(held.tokens.len())).unwrap_or_default();
    let square = behind.iter().any(|token| token.is_any(&["square", "cm2", "mm2", "sq", "cm²"]));
    let sides = |tokens: &[Token]| match tokens {
        [a, by, b] if by.is_any(&["by", "x", "×"]) => {
            Some(Number::parse(&a.lower)?.times(Number::parse(&b.lower)?).in_millionths())
        }
        _ => None,
    };
    let about = |area: i64| (area - said.value.in_millionths()).abs() * 100 <= area.abs() * 5;
    square && held.pool.iter().any(|entry| entry.tokens.windows(3).filter_map(sides).any(about))
}

/// `1.9 x 10^9/L` from `1,900 per microliter`: the first number stands a power of a thousand away, the others name the
/// power.
fn is_power(held: &Held, said: &Quantity, at: usize) -> bool {
    let is = |place: usize, words: &[&str]| held.at(place).is_some_and(|token| token.is_any(words));
    let times = |place: usize| is(place, &["x", "×", "*"]) && is(place + 1, &["10"]);
    if at.checked_sub(1).is_some_and(times) {
        return true;
    }
    if at.checked_sub(1).is_some_and(|back| is(back, &["^"])) {
        return true;
    }
    let scaled = |known: &Number| {
        [1, 1_000, 1_000_000].iter().any(|scale| said.value.times(Number::whole(*scale)) == *known)
    };
    // `14,000 per microliter` from `14 x10^9/L`.
    let thousands = |tokens: &[Token]| match tokens {
        [number, x, ..] if x.lower.starts_with("x10") || x.is("x") => Number::parse(&number.lower),
        _ => None,
    };
    // Platelets are counted in thousands.
    let of_cells = |tokens: &[Token]| tokens.iter().any(|token| token.stem.starts_with("platelet"));
    let in_thousands = |token: &Token| {
        Number::parse(&token.lower)
            .is_some_and(|known| known.times(Number::whole(1_000)) == said.value)
    };
    let counted = held.pool.iter().filter(|entry| of_cells(&entry.tokens));
    if of_cells(&held.tokens) && counted.flat_map(|entry| &entry.tokens).any(in_thousands) {
        return true;
    }
    let spelled =
        held.at(at + 1).is_some_and(|next| next.is_any(&["per", "/", "cells", "platelets"]));
    if spelled
        && held
            .pool
            .iter()
            .flat_map(|entry| entry.tokens.windows(2))
            .filter_map(thousands)
            .any(|known| known.times(Number::whole(1_000)) == said.value)
    {
        return true;
    }
    times(at + 1)
        && held
            .pool
            .iter()
            .flat_map(|entry| &entry.tokens)
            .filter_map(|token| Number::parse(&token.lower))
            .any(|known| scaled(&known))
}

/// `for twelve years` of a patient of 34 from `since age 22`.
fn is_since_an_age(held: &Held, said: &Quantity) -> bool {
    let ages = |entry: &&Entry| -> Vec<Number> {
        let aged = entry.reading.quantities.iter().filter(|q| q.unit == Unit::YearOfAge);
        aged.map(|quantity| quantity.value).collect()
    };
    let entries = || held.wide.iter().copied();
    let now: Vec<Number> = entries()
        .filter(|entry| entry.kind == EntryKind::Base)
        .flat_map(|entry| ages(&entry))
        .collect();
    let mut then = entries().filter(|entry| entry.kind != EntryKind::Base).flat_map(|e| ages(&e));
    let years = said.value.over(YEAR).map(Number::in_millionths);
    said.unit == Unit::Day
        && years.is_some_and(|years| {
            then.any(|then| {
                now.iter().any(|now| {
                    let apart = now.in_millionths() - then.in_millionths();
                    (apart - years).abs() <= 100_000
                })
            })
        })
}

/// A bound that a value of the same unit keeps, where both speak of one thing: `less than 77 kg` from `64 kg`.
fn is_bound(held: &Held, said: &Quantity) -> bool {
    let keeps = |known: &Quantity| match said.comparison {
        Comparison::AtLeast => known.value >= said.value,
        Comparison::MoreThan => known.value > said.value,
        Comparison::AtMost => known.value <= said.value,
        Comparison::LessThan => known.value < said.value,
        Comparison::Exactly | Comparison::About => false,
    };
    let of_body = matches!(said.unit, Unit::Kilogram | Unit::Centimetre | Unit::Percent);
    of_body
        && held.pool.iter().filter(|entry| super::binding::shares_a_word(held, entry)).any(
            |entry| {
                entry.reading.quantities.iter().any(|known| {
                    known.unit == said.unit
                        && known.comparison == Comparison::Exactly
                        && keeps(known)
                })
            },
        )
}

/// `1,560 units` from 26 kg and 60 units/kg, whatever the unit.
fn is_by_weight(held: &Held, at: usize) -> bool {
    let said = held.at(at).and_then(|token| Number::parse(&token.lower));
    let unit = held.at(at + 1).map(|token| token.stem.clone());
    let weights = || {
        let all = held.wide.iter().flat_map(|entry| &entry.reading.quantities);
        all.filter(|quantity| quantity.unit == Unit::Kilogram)
    };
    let per_kilogram = |tokens: &[Token]| match tokens {
        [number, of, slash, kg]
            if slash.is("/") && kg.is("kg") && Some(&of.stem) == unit.as_ref() =>
        {
            Number::parse(&number.lower)
        }
        _ => None,
    };
    let total = |dose: Number, said: Number| {
        weights().any(|weight| {
            super::quantity::near(weight.value.times(dose).in_millionths(), said.in_millionths())
        })
    };
    said.is_some_and(|said| {
        let entries = held.wide.iter();
        entries
            .flat_map(|entry| entry.tokens.windows(4))
            .filter_map(per_kilogram)
            .any(|dose| total(dose, said))
    })
}

/// `two liters a minute` from `2 L/min`.
fn is_rate(held: &Held, at: usize) -> bool {
    let is = |place: usize, words: &[&str]| held.at(place).is_some_and(|token| token.is_any(words));
    let said = held.at(at).and_then(|token| super::number::in_digits(&token.lower));
    let per_minute = |tokens: &[Token]| {
        matches!(tokens, [number, l, slash, min]
            if Some(&number.lower) == said.as_ref() && l.is("l") && slash.is("/") && min.is("min"))
    };
    is(at + 1, &["liter", "liters", "litre", "litres", "l"])
        && is(at + 2, &["a", "per", "each", "every"])
        && is(at + 3, &["minute"])
        && held.pool.iter().any(|entry| entry.tokens.windows(4).any(per_minute))
}

/// `three days of every month` from `3 school days per month`: days that are counted, not a length.
fn is_days_of(held: &Held, said: &Quantity, at: usize) -> bool {
    let is = |place: usize, words: &[&str]| held.at(place).is_some_and(|token| token.is_any(words));
    let counted =
        is(at + 1, &["days", "nights"]) && is(at + 2, &["of", "per", "a", "each", "every", "out"]);
    let value = held.at(at).and_then(count::of_token);
    let same = |entry: &Entry| {
        (0..entry.tokens.len()).any(|place| {
            let behind = entry.tokens.get(place + 1..).unwrap_or_default();
            entry.tokens.get(place).and_then(count::of_token) == value
                && behind.iter().take(4).any(|token| token.is_any(&["days", "nights"]))
        })
    };
    said.unit == Unit::Day && counted && held.pool.iter().any(|entry| same(entry))
}

/// Whether the number belongs to a share that the facts bear out: `two out of three` where an entry has 14 of 21, `five
/// nights out of seven` where an entry counts by the week.
pub(super) fn is_of_share(held: &Held, at: usize) -> bool {
    let value = |place: usize| {
        let token = held.at(place)?;
        count::of_token(token)
    };
    let out_of = |place: usize| {
        held.at(place).is_some_and(|token| token.is("out"))
            && held.at(place + 1).is_some_and(|token| token.is("of"))
    };
    let shares = (at.saturating_sub(4)..=at + 2).filter(|place| out_of(*place)).filter_map(|out| {
        let first = (out.saturating_sub(2)..out).find_map(|place| Some((place, value(place)?)))?;
        let last = (out + 2..=out + 3).find_map(|place| Some((place, value(place)?)))?;
        (first.0 == at || last.0 == at).then_some((first.1, last.1))
    });
    let by_week = |entry: &Entry, part: usize, whole: usize| {
        let has =
            |number: usize| entry.tokens.iter().any(|token| count::of_token(token) == Some(number));
        whole == 7
            && has(part)
            && entry.tokens.iter().any(|token| token.is_any(&["week", "weekly"]))
    };
    // `seven days out of ten` of 21 days a month.
    let by_month = |entry: &Entry, part: usize, whole: usize| {
        let days = || entry.tokens.iter().filter_map(count::of_token);
        entry.tokens.iter().any(|token| token.is_any(&["month", "monthly"]))
            && part < whole
            && days().any(|days| (days * whole).abs_diff(part * 30) <= whole)
    };
    let of_entry = |entry: &Entry, part: usize, whole: usize| {
        let known: Vec<usize> = entry.tokens.iter().filter_map(count::of_token).collect();
        part == whole && known.contains(&part)
            || known.iter().any(|a| known.iter().any(|b| a < b && a * whole == b * part))
    };
    shares.into_iter().any(|(part, whole)| {
        held.pool.iter().any(|entry| {
            by_week(entry, part, whole)
                || by_month(entry, part, whole)
                || of_entry(entry, part, whole)
        })
    })
}

/// `two of them`, `two last month`: a count whose noun stands earlier, borne out by an entry that has the number or says
/// `twice`.
pub(super) fn is_count_of_them(held: &Held, at: usize, value: usize) -> bool {
    let of = held.at(at + 1).is_some_and(|token| token.is("of"))
        && held
            .at(at + 2)
            .is_some_and(|token| token.is_any(&["them", "these", "those", "which", "whom"]));
    let says =
        |token: &Token| count::of_token(token) == Some(value) || value == 2 && token.is("twice");
    let stands = || {
        let mut entries = held.pool.iter();
        entries.any(|entry| {
            super::binding::shares_a_word(held, entry) && entry.tokens.iter().any(says)
        })
    };
    of && (stands() || super::tally::some_add_up_to(held, value))
}

/// `two dozen` is 24; the `dozen` itself is then read.
pub(super) fn in_dozens(held: &Held, at: usize, value: usize) -> Option<usize> {
    let dozen = |place: usize| held.at(place).is_some_and(|word| word.is("dozen"));
    let led = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|word| {
        count::exactly(&word.lower).is_some() || word.is_any(&["several", "few"])
    });
    let of_unit = held.at(at + 1).is_some_and(|word| word.is_any(&["square", "cubic"]));
    if dozen(at) && led || of_unit {
        return None;
    }
    Some(if dozen(at + 1) { value * 12 } else { value })
}

/// Whether one entry counts just this noun with the words before it, and by another number: `4 sleep-onset REM periods`.
pub(super) fn is_counted_otherwise(held: &Held, at: usize, number: usize, noun: &Token) -> bool {
    let mut said =
        held.tokens.iter().skip(at + 1).take_while(|token| token.start < noun.start).peekable();
    let narrow = said.peek().is_some();
    let words: Vec<&Token> = said.chain([noun]).collect();
    let otherwise = |entry: &&Entry| {
        (0..entry.tokens.len()).any(|place| {
            let value = entry.tokens.get(place).and_then(count::of_token);
            let behind = entry.tokens.get(place + 1..=place + words.len()).unwrap_or_default();
            value.is_some_and(|value| value != number)
                && behind.len() == words.len()
                && behind.iter().zip(&words).all(|(a, b)| a.stem == b.stem)
        })
    };
    let stands = |entry: &&Entry| {
        entry.tokens.iter().any(|token| count::of_token(token) == Some(number))
            && words.iter().all(|word| entry.has(&word.stem))
    };
    narrow && held.pool.iter().any(otherwise) && !held.pool.iter().any(stands)
}

/// Milliequivalents of an ion with one charge are its millimoles; cells per nanolitre are thousands per microlitre.
pub(super) fn is_same_unit(said: &str, known: &str) -> bool {
    const SAME: &[[&str; 2]] = &[
        ["meq/l", "mmol/l"],
        ["ng/ml", "ug/l"],
        ["mcg/l", "ng/ml"],
        ["ug/ml", "mg/l"],
        ["mcg/ml", "mg/l"],
        ["mcg/g", "ug/g"],
        ["mcg/g", "mg/kg"],
        ["iu/ml", "u/ml"],
        ["iu/l", "u/l"],
        ["ml/min", "ml/min/1.73"],
    ];
    SAME.iter().any(|[a, b]| said == *a && known == *b || said == *b && known == *a)
}
