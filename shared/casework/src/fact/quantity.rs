//! Numbers with their unit, bound and measure.

use super::acuity::acuity;
use super::age;
use super::bound::{bounded, comparison};
use super::measure::{MeasureMention, measures, placed};
use super::number::{self, Number};
use super::reading::{Place, Quantity, Unit};
use super::token::{Token, TokenKind, starts_with};
use super::unit::{UnitMention, is_counted, unit};

/// How many tokens may stand between a measure and its number: `DAS28 score was last measured at 5.4`.
const REACH: usize = 10;

/// Number words; tens may be joined to ones.
const WORDS: &[(&str, i64)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
];

/// The number that a word names, below a hundred.
pub(crate) fn number_word(word: &str) -> Option<i64> {
    WORDS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// A number at a token, written in digits or words, and the token after it.
pub(crate) fn number(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    whole(tokens, at).map(|(value, after)| number::with_half(tokens, value, after))
}

fn whole(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    let token = tokens.get(at)?;
    if let TokenKind::Number(value) = token.kind {
        let large = match tokens.get(at + 1).map(|next| next.lower.as_str()) {
            Some("million") => Some(1_000_000),
            Some("thousand") => Some(1_000),
            _ => None,
        };
        return Some(
            large.map_or((value, at + 1), |times| (value.times(Number::whole(times)), at + 2)),
        );
    }
    let word = |at: usize| tokens.get(at).and_then(|token| number_word(&token.lower));
    let first = word(at)?;
    if (20..100).contains(&first) {
        let ones = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|token| token.is("-")));
        if let Some(second) = word(ones).filter(|second| (1..10).contains(second)) {
            return Some((Number::whole(first + second), ones + 1));
        }
    }
    Some((Number::whole(first), at + 1))
}

/// Every number with its unit, but for those that start inside the given places (codes, frequencies).
pub(super) fn quantities(tokens: &[Token], taken: &[Place]) -> Vec<Quantity> {
    let named = measures(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if taken
            .iter()
            .any(|place| place.start <= token.place.start && token.place.start < place.end)
        {
            at += 1;
            continue;
        }
        if let Some(measure) = named.iter().find(|measure| measure.from == at) {
            at = measure.to;
            continue;
        }
        match acuity(tokens, at, &named).or_else(|| quantity(tokens, at, &named)) {
            Some((quantity, to)) => {
                found.push(quantity);
                at = to;
            }
            None => at += 1,
        }
    }
    found
}

fn quantity(tokens: &[Token], at: usize, named: &[MeasureMention]) -> Option<(Quantity, usize)> {
    let read =
        indefinite(tokens, at).or_else(|| number(tokens, at)).or_else(|| roman(tokens, at, named));
    let (value, after) = read?;
    // "One (1) unit" is one number, written twice.
    let after = after + if is_repeated(tokens, after, value) { 3 } else { 0 };
    let upper = upper_end(tokens, after)
        .or_else(|| between(tokens, at, after))
        .filter(|(high, _)| *high >= value)
        .or_else(|| roman_end(tokens, after, at, named));
    let sign = at.checked_sub(1).filter(|_| number::is_negative(tokens, at));
    let (value, first) =
        sign.map_or((value, at), |sign| (Number::millionths(-value.in_millionths()), sign));
    let to = upper.map_or(after, |(_, to)| to);
    let dash = tokens.get(to).is_some_and(|token| token.is("-"));
    let mention = unit(tokens, to + usize::from(dash));
    let word = tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
    let graded = roman(tokens, at, named).is_some();
    if word && mention.is_none() && !bounded(tokens, at) && !graded {
        return None;
    }
    let UnitMention { unit, worth, to } =
        mention.unwrap_or(UnitMention { unit: Unit::Bare, worth: Number::whole(1), to });
    // "Kellgren-Lawrence grade 4 changes" is a grade and counts no changes.
    let led = named.iter().any(|measure| measure.to <= first && first - measure.to <= 1);
    let plural = matches!(&unit, Unit::Count(noun) if led || noun == "event" || !is_counted(noun))
        && measure_of(tokens, first, to, named).is_some();
    let (unit, to) =
        if plural { (Unit::Bare, upper.map_or(after, |(_, to)| to)) } else { (unit, to) };
    let bare = unit == Unit::Bare;
    let (unit, to) = age::age(tokens, at, to, unit);
    let worth = if unit == Unit::YearOfAge && !bare {
        worth.over(Number::YEAR).unwrap_or(worth)
    } else {
        worth
    };
    let (comparison, to) = comparison(tokens, first, to, &unit);
    // A percentile may follow the value that it places: "weight 8.9 kg, at the 1st percentile".
    let placing = matches!(&unit, Unit::Other(name) if name == "percentile");
    let measure = if measured(&unit) { measure_of(tokens, first, to, named) } else { None };
    // A share of a weight or a pain is lost or gained, and no weight or pain.
    let share =
        |name: &&str| unit == Unit::Percent && matches!(*name, "weight" | "height" | "pain score");
    let measure = measure.filter(|name| !share(name));
    let measure =
        measure.or_else(|| placing.then(|| placed(tokens, first, named, REACH)).flatten());
    // Nothing else is measured in kg/m2.
    let measure =
        measure.or_else(|| matches!(&unit, Unit::Other(name) if name == "kg/m2").then_some("bmi"));
    let place = Place { start: tokens.get(first)?.place.start, end: tokens.get(to - 1)?.place.end };
    let high = upper.map(|(high, _)| high.times(worth));
    // "2.6 SD below the mean" is -2.6 SD, and more than that is less.
    let below =
        unit == Unit::Other("sd".to_owned()) && value > Number::whole(0) && is_below(tokens, to);
    let (value, comparison) = if below {
        (Number::millionths(-value.in_millionths()), comparison.reversed())
    } else {
        (value, comparison)
    };
    Some((Quantity { value: value.times(worth), high, unit, comparison, measure, place }, to))
}

/// Whether the same number follows in brackets.
fn is_repeated(tokens: &[Token], at: usize, value: Number) -> bool {
    starts_with(tokens, at, "(")
        && starts_with(tokens, at + 2, ")")
        && whole(tokens, at + 1).is_some_and(|(again, _)| again == value)
}

/// Whether `below the mean` follows, with the unit's short form in brackets before it or without.
fn is_below(tokens: &[Token], to: usize) -> bool {
    let bracketed = tokens.get(to).is_some_and(|token| token.is("("))
        && tokens.get(to + 2).is_some_and(|token| token.is(")"));
    let to = to + if bracketed { 3 } else { 0 };
    starts_with(tokens, to, "below") || starts_with(tokens, to, "or more below")
}

/// `a week`, `an hour` after `for` or `per`-less text: one of a unit of time.
fn indefinite(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    let article = tokens.get(at)?.any(&["a", "an"]);
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let duration = before.is_some_and(|token| {
        token.any(&["for", "than", "least", "over", "about", "within", "after"])
    });
    let time = tokens.get(at + 1)?.any(&["day", "week", "month", "year", "decade"]);
    (article && duration && time).then_some((Number::whole(1), at + 1))
}

/// A grade in Roman numbers right after the measure that is graded so: `Hurley stage III`, `NYHA class II-IV`.
fn roman(tokens: &[Token], at: usize, named: &[MeasureMention]) -> Option<(Number, usize)> {
    const GRADES: [&str; 5] = ["i", "ii", "iii", "iv", "v"];
    const GRADED: [&str; 3] = ["hurley stage", "nyha class", "fibrosis stage"];
    let token = tokens.get(at).filter(|token| token.capital)?;
    let class =
        tokens.get(at.checked_sub(1)?).is_some_and(|token| token.any(&["class", "stage", "grade"]));
    let follows = named.iter().any(|measure| {
        GRADED.contains(&measure.name) && (measure.to == at || class && measure.to + 1 == at)
    });
    let grade = GRADES.iter().position(|grade| token.is(grade)).filter(|_| follows)?;
    Some((Number::whole(i64::try_from(grade).ok()? + 1), at + 1))
}

/// The upper end of a range of grades: `II-IV`, `II or III`.
fn roman_end(
    tokens: &[Token],
    joint: usize,
    first: usize,
    named: &[MeasureMention],
) -> Option<(Number, usize)> {
    roman(tokens, first, named)?;
    tokens.get(joint).filter(|token| token.any(&["-", "–", "to", "or", "/"]))?;
    let grade = ["i", "ii", "iii", "iv", "v"]
        .iter()
        .position(|grade| tokens.get(joint + 1).is_some_and(|token| token.is(grade)))?;
    Some((Number::whole(i64::try_from(grade).ok()? + 1), joint + 2))
}

/// The upper end of a range: `- 6`, `to 6`.
fn upper_end(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    tokens
        .get(at)
        .filter(|token| token.any(&["-", "–", "to", "through", "thru"]))
        .and_then(|_| number(tokens, at + 1))
}

/// The upper end of `between 25 and 75`.
fn between(tokens: &[Token], at: usize, after: usize) -> Option<(Number, usize)> {
    let led = at
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|token| token.is("between"));
    tokens.get(after).filter(|token| led && token.is("and")).and_then(|_| number(tokens, after + 1))
}

/// Whether a number of this unit can be the value of a measure; times, doses, counts and deviations from a mean are none.
fn measured(unit: &Unit) -> bool {
    !matches!(unit, Unit::Other(name) if name == "sd")
        && matches!(
            unit,
            Unit::Bare
                | Unit::Percent
                | Unit::Other(_)
                | Unit::Centimetre
                | Unit::Kilogram
                | Unit::YearOfAge
        )
}

/// The measure that a number belongs to: the nearest before it in its clause without another number between, else the one
/// right after it (`24 on the EASI`).
fn measure_of(
    tokens: &[Token],
    at: usize,
    to: usize,
    named: &[MeasureMention],
) -> Option<&'static str> {
    // A number between ends the reach of a measure, unless it counts time: "HbA1c within the last 6 months is above 7 %".
    let time = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.any(&["day", "days", "week", "weeks", "month", "months", "year", "years"])
        })
    };
    let ends_at = |place: usize| {
        tokens.get(place).is_some_and(|token| {
            token.any(&[";", "."]) || matches!(token.kind, TokenKind::Number(_)) && !time(place + 1)
        })
    };
    let ends = |from: usize, to: usize| (from..to).any(ends_at);
    // "18% body surface area, itch 8/10": a measure right behind its share has its value.
    let valued = |measure: &&MeasureMention| {
        let before = measure.from.checked_sub(1).and_then(|before| tokens.get(before));
        before.is_some_and(|token| token.any(&["%", "percent"]))
    };
    let before = named
        .iter()
        .rfind(|measure| measure.to <= at && at - measure.to <= REACH)
        .filter(|measure| !valued(measure));
    if let Some(measure) = before.filter(|measure| !ends(measure.to, at)) {
        return Some(measure.name);
    }
    let after = named.iter().find(|measure| measure.from >= to && measure.from - to <= 2)?;
    let percent = tokens.get(to.wrapping_sub(1)).is_some_and(|token| token.any(&["%", "percent"]));
    if after.from == to && percent {
        return Some(after.name);
    }
    let between = tokens.get(to..after.from).unwrap_or(&[]);
    // "10% of the body surface area": of no other measure one can have a part.
    let part = percent && after.name == "bsa";
    let linked = between.first().is_some_and(|token| {
        token.any(&["on", "by", "in", "for"]) || part && token.any(&["of", "total"])
    });
    (linked && !ends(to, after.from)).then_some(after.name)
}
