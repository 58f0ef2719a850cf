//! Units as they are written, and what they are worth in the base that quantities are compared in.

use super::number::Number;
use super::reading::Unit;
use super::token::{Token, TokenKind, starts_with};

/// A unit read at a token: what it is, its worth in the base, and the token after it.
pub(super) struct UnitMention {
    pub(super) unit: Unit,
    pub(super) worth: Number,
    pub(super) to: usize,
}

/// Millionths of a base unit.
const ONE: i64 = 1_000_000;

const MONTH: i64 = Number::MONTH.in_millionths();
const YEAR: i64 = Number::YEAR.in_millionths();

/// Counted things that are worth telling apart, in the singular; other plural nouns are read by their ending.
const COUNTED: &[&str] = &[
    "session",
    "visit",
    "trip",
    "joint",
    "attempt",
    "episode",
    "seizure",
    "flare",
    "exacerbation",
    "hospitalization",
    "admission",
    "injection",
    "relapse",
    "time",
    "trial",
    "medication",
    "drug",
    "agent",
    "therapy",
    "treatment",
    "dose",
    "tablet",
    "capsule",
    "pen",
    "syringe",
    "vial",
    "patch",
    "infusion",
    "puff",
    "level",
    "course",
    "cycle",
    "lesion",
    "fracture",
    "attack",
    "event",
    "occasion",
    "class",
    "product",
    "antidepressant",
    "statin",
    "nsaid",
    "triptan",
    "biologic",
    "dmard",
    "reading",
    "fall",
    "criterion",
    "symptom",
    "polyp",
    "migraine",
    "headache",
    "line",
    "regimen",
    "unit",
    "nodule",
    "test",
    "step",
];

/// Words between a number and its unit of time: `six consecutive months`.
const STEADY: &[&str] =
    &["consecutive", "straight", "continuous", "successive", "full", "whole", "solid", "calendar"];

/// Whether a noun is one of the things that are counted; others are taken for such by their plural alone.
pub(super) fn is_counted(noun: &str) -> bool {
    COUNTED.contains(&noun) || noun.ends_with(" day")
}

/// The unit that starts at a token, if one does.
pub(super) fn unit(tokens: &[Token], at: usize) -> Option<UnitMention> {
    let first = tokens.get(at)?;
    // "17 headache days, 11 of them migraine days".
    if first.is("of")
        && tokens.get(at + 1).is_some_and(|token| token.any(&["them", "these", "those", "which"]))
    {
        return unit(tokens, at + 2).filter(|mention| matches!(mention.unit, Unit::Count(_)));
    }
    if first.any(STEADY) {
        return unit(tokens, at + 1).filter(|mention| mention.unit == Unit::Day);
    }
    if let Some(to) = percentile(tokens, at) {
        let unit = Unit::Other("percentile".to_owned());
        return Some(UnitMention { unit, worth: Number::whole(1), to });
    }
    if let Some(to) = per_field(tokens, at) {
        let unit = Unit::Other("/hpf".to_owned());
        return Some(UnitMention { unit, worth: Number::whole(1), to });
    }
    if let Some(to) = upper_limit(tokens, at) {
        let unit = Unit::Other("x uln".to_owned());
        return Some(UnitMention { unit, worth: Number::whole(1), to });
    }
    if let Some((name, to)) = compound(tokens, at) {
        // Grams per kilogram are milligrams too.
        let (name, worth) = match name.strip_prefix("g/kg") {
            Some(rest) => (format!("mg/kg{rest}"), 1_000),
            None => (name, 1),
        };
        return Some(UnitMention { unit: ratio(&name), worth: Number::whole(worth), to });
    }
    let next = tokens.get(at + 1);
    if first.is("standard") && next.is_some_and(|next| next.any(&["deviation", "deviations"])) {
        let unit = Unit::Other("sd".to_owned());
        return Some(UnitMention { unit, worth: Number::whole(1), to: at + 2 });
    }
    // A day is written small, a diopter is not.
    if first.is("d") && first.capital || first.any(&["diopter", "diopters", "dioptres"]) {
        let unit = Unit::Other("diopter".to_owned());
        return Some(UnitMention { unit, worth: Number::whole(1), to: at + 1 });
    }
    // Beats and breaths are counted per minute.
    let minute = ["per minute", "beats per minute", "breaths per minute", "bpm", "/ min"];
    if let Some(words) = minute.iter().find(|words| starts_with(tokens, at, words)) {
        let unit = Unit::Other("bpm".to_owned());
        let to = at + words.split(' ').count();
        return Some(UnitMention { unit, worth: Number::whole(1), to });
    }
    if let Some((unit, worth)) = simple(&first.lower) {
        return Some(UnitMention { unit, worth: Number::millionths(worth), to: at + 1 });
    }
    counted(tokens, at).or_else(|| unnamed(tokens, at))
}

/// A word between a number and a bound is its unit, known or not: `70 dB or greater`, `1.0 cm2 or less`.
fn unnamed(tokens: &[Token], at: usize) -> Option<UnitMention> {
    const BOUNDS: &[&str] = &[
        "or less",
        "or more",
        "or greater",
        "or higher",
        "or lower",
        "or above",
        "or below",
        "or over",
        "or under",
        "or worse",
        "or better",
    ];
    let word = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let bounded = BOUNDS.iter().any(|bound| starts_with(tokens, at + 1, bound));
    let unit = Unit::Other(word.lower.replace('²', "2"));
    bounded.then_some(UnitMention { unit, worth: Number::whole(1), to: at + 1 })
}

/// Where a multiple of the upper limit of normal ends: `times the upper limit of normal`, `x ULN`.
fn upper_limit(tokens: &[Token], at: usize) -> Option<usize> {
    const WAYS: &[&str] = &[
        "times the upper limit of normal",
        "times upper limit of normal",
        "x the upper limit of normal",
        "x upper limit of normal",
        "times the upper limit",
        "times the uln",
        "times uln",
        "x uln",
        "× uln",
        "x the uln",
    ];
    let way = WAYS.iter().find(|way| starts_with(tokens, at, way))?;
    Some(at + way.split(' ').count())
}

/// Where a percentile ends: `percentile`, `nd percentile`, the `th` of `from the 40th to the 4th percentile`.
fn percentile(tokens: &[Token], at: usize) -> Option<usize> {
    const FAR: usize = 5;
    let is =
        |place: usize| tokens.get(place).is_some_and(|token| token.any(&["percentile", "centile"]));
    let ordinal = tokens.get(at)?.any(&["st", "nd", "rd", "th"]);
    let ranged = || tokens.get(at + 1).is_some_and(|token| token.any(&["to", "-", "–"]));
    if is(at) {
        Some(at + 1)
    } else if ordinal && is(at + 1) {
        Some(at + 2)
    } else if ordinal && ranged() && (at + 2..=at + FAR).any(is) {
        Some(at + 1)
    } else {
        None
    }
}

/// Where a count of cells per field of view ends: `eos/hpf`, `eosinophils per high-power field`, with up to two words before.
fn per_field(tokens: &[Token], at: usize) -> Option<usize> {
    let cell = (at..at + 4).find(|place| {
        tokens.get(*place).is_some_and(|token| token.lower.starts_with("eos") || token.is("cells"))
    })?;
    let words = tokens.get(at..cell)?.iter().all(|token| token.kind == TokenKind::Word);
    let per = tokens.get(cell + 1).is_some_and(|token| token.any(&["/", "per"]));
    let long = ["high power field", "high - power field"];
    let field = long.into_iter().find(|name| starts_with(tokens, cell + 2, name));
    let short = tokens.get(cell + 2).is_some_and(|token| token.is("hpf"));
    let length = field.map(|name| name.split(' ').count()).or(short.then_some(1))?;
    (words && per).then_some(cell + 2 + length)
}

/// Units written with one word or sign.
fn simple(word: &str) -> Option<(Unit, i64)> {
    let (unit, worth) = match word {
        "mg" | "mgs" | "milligram" | "milligrams" => (Unit::Milligram, ONE),
        "g" | "gm" | "gms" | "gram" | "grams" => (Unit::Milligram, 1_000 * ONE),
        "mcg" | "µg" | "μg" | "ug" | "microgram" | "micrograms" => (Unit::Milligram, ONE / 1_000),
        "ng" | "nanogram" | "nanograms" => (Unit::Milligram, 1),
        "kg" | "kgs" | "kilogram" | "kilograms" => (Unit::Kilogram, ONE),
        "lb" | "lbs" | "pound" | "pounds" => (Unit::Kilogram, 453_592),
        "ml" | "mls" | "cc" | "milliliter" | "milliliters" => (Unit::Millilitre, ONE),
        "l" | "liter" | "liters" => (Unit::Millilitre, 1_000 * ONE),
        "iu" | "unit" | "units" | "u" => (Unit::InternationalUnit, ONE),
        "%" | "percent" => (Unit::Percent, ONE),
        "point" | "points" => (Unit::Bare, ONE),
        "h" | "hr" | "hrs" | "hour" | "hours" => (Unit::Day, ONE / 24),
        "d" | "day" | "days" => (Unit::Day, ONE),
        "w" | "wk" | "wks" | "week" | "weeks" => (Unit::Day, 7 * ONE),
        "mo" | "mos" | "month" | "months" => (Unit::Day, MONTH),
        "y" | "yr" | "yrs" | "year" | "years" => (Unit::Day, YEAR),
        "decade" | "decades" => (Unit::Day, 10 * YEAR),
        "mm" | "millimeter" | "millimeters" => (Unit::Centimetre, ONE / 10),
        "cm" | "centimeter" | "centimeters" => (Unit::Centimetre, ONE),
        "inch" | "inches" => (Unit::Centimetre, 2_540_000),
        "sec" | "second" | "seconds" => (Unit::Other("second".to_owned()), ONE),
        "ms" | "msec" | "millisecond" | "milliseconds" => {
            (Unit::Other("second".to_owned()), ONE / 1_000)
        }
        "db" | "decibel" | "decibels" => (Unit::Other("db".to_owned()), ONE),
        "cm2" | "cm²" => (Unit::Other("cm2".to_owned()), ONE),
        "mm2" | "mm²" => (Unit::Other("cm2".to_owned()), ONE / 100),
        "micron" | "microns" | "µm" | "μm" | "um" | "micrometer" | "micrometers" => {
            (Unit::Centimetre, ONE / 10_000)
        }
        "meter" | "meters" | "metre" | "metres" => (Unit::Centimetre, 100 * ONE),
        "sd" | "sds" => (Unit::Other("sd".to_owned()), ONE),
        "mmhg" | "kpa" | "torr" | "bpm" | "kcal" | "cal" | "meq" | "mmol" | "min" | "minute"
        | "minutes" | "mci" | "gy" | "pack" | "packs" => (Unit::Other(singular(word)), ONE),
        _ => return None,
    };
    Some((unit, worth))
}

/// A unit with a slash, such as `mg/dL` or `mL/min/1.73`; its spelling without blanks and the token after it.
fn compound(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let first = tokens.get(at)?;
    let known = simple(&first.lower).is_some()
        || first.any(&["x", "k", "m", "cells", "copies", "mmol", "umol", "miu", "uiu", "pg"]);
    let unit_like = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Number(_));
    if first.kind != TokenKind::Word || !known {
        return None;
    }
    let mut name = first.lower.clone();
    let mut to = at + 1;
    while let (Some(slash), Some(next)) = (tokens.get(to), tokens.get(to + 1)) {
        let joined =
            tokens.get(to - 1).is_some_and(|last| last.touches(slash)) && slash.touches(next);
        if !slash.is("/") || !joined || !unit_like(next) {
            break;
        }
        name.push('/');
        name.push_str(&next.lower.replace('²', "2").replace('³', "3"));
        to += 2;
        if tokens.get(to).is_some_and(|sign| sign.is("²") && next.touches(sign)) {
            name.push('2');
            to += 1;
        }
    }
    name.contains('/').then_some((name, to))
}

/// Which compound units are doses per body; the others keep their spelling.
fn ratio(name: &str) -> Unit {
    match name {
        "mg/kg" => Unit::MilligramPer("kg"),
        "mg/m2" => Unit::MilligramPer("m2"),
        "mg/kg/day" => Unit::MilligramPer("kg/day"),
        "mg/day" => Unit::MilligramPer("day"),
        _ => Unit::Other(name.to_owned()),
    }
}

/// A noun in the plural, or one of the list, with up to two words before it: `three swollen joints`.
fn counted(tokens: &[Token], at: usize) -> Option<UnitMention> {
    let headache = tokens
        .get(at..(at + 3).min(tokens.len()))?
        .iter()
        .position(|token| token.any(&["day", "days"]));
    if let Some(place) = headache.filter(|place| *place > 0) {
        let before = tokens.get(at + place - 1)?;
        if before.any(&["headache", "migraine"]) {
            return count(format!("{} day", before.lower), at + place + 1);
        }
    }
    for ahead in 0..3 {
        let Some(token) = tokens.get(at + ahead).filter(|token| token.kind == TokenKind::Word)
        else {
            break;
        };
        // "Below 10 at the time of the request" counts no times.
        if token.any(&["at", "by", "for", "in", "on", "per", "to", "with", "and", "or"]) {
            break;
        }
        let noun = singular(&token.lower);
        if is_counted(&noun) {
            return count(noun, at + ahead + 1);
        }
    }
    let first = tokens.get(at)?;
    let plural =
        first.lower.len() > 3 && first.lower.ends_with('s') && !first.lower.ends_with("ss");
    if plural && simple(&first.lower).is_none() {
        count(singular(&first.lower), at + 1)
    } else {
        None
    }
}

#[expect(clippy::unnecessary_wraps, reason = "reads as the answer of the function it ends")]
fn count(noun: String, to: usize) -> Option<UnitMention> {
    Some(UnitMention { unit: Unit::Count(noun), worth: Number::whole(1), to })
}

/// An English noun in the singular: `therapies`, `courses`, `patches`, `criteria`.
pub(crate) fn singular(noun: &str) -> String {
    if noun == "criteria" {
        return "criterion".to_owned();
    }
    let cut =
        |ending: &str, put: &str| noun.strip_suffix(ending).map(|stem| format!("{stem}{put}"));
    if noun.len() < 4 || noun.ends_with("ss") || noun.ends_with("is") || noun.ends_with("us") {
        return noun.to_owned();
    }
    cut("ies", "y")
        .or_else(|| cut("sses", "ss"))
        .or_else(|| cut("ches", "ch"))
        .or_else(|| cut("s", ""))
        .unwrap_or_else(|| noun.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Reading;
    use super::*;

    fn units(text: &str) -> Vec<Unit> {
        Reading::of(text).quantities.into_iter().map(|quantity| quantity.unit).collect()
    }

    #[test]
    fn a_diopter_is_no_day_and_a_time_of_something_is_no_count() {
        assert_eq!(units("an increase of 1.0 D or more"), [Unit::Other("diopter".to_owned())]);
        assert_eq!(units("a score below 10 at the time of the request"), [Unit::Bare]);
        assert_eq!(units("3 round trips per week"), [Unit::Count("trip".to_owned())]);
    }

    #[test]
    fn a_number_written_twice_is_one() {
        assert_eq!(units("no more than one (1) unit"), [Unit::InternationalUnit]);
    }
}
