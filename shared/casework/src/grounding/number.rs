//! Numbers that are no amounts: `grade 4`, `type 2`, `5/5`, and those that nothing explains.

use super::words::{Token, TokenKind};
use super::{Doubt, age, arithmetic, count, held::Held, reasoned, worked};
use crate::document::FlagKind;
use crate::fact::{Place, Unit};

/// Words behind which a number names a degree or kind.
pub(super) const LABELS: &[&str] = &[
    "grade", "stage", "type", "level", "class", "phase", "score", "tier", "category", "factor",
    "group", "nyha", "genotype",
];

/// `34 out of 42`: how far a score goes, where no fact says it otherwise.
fn is_end_of_scale(held: &Held, at: usize) -> bool {
    let back = |back: usize| at.checked_sub(back).and_then(|place| held.at(place));
    let out_of =
        back(1).is_some_and(|token| token.is("of")) && back(2).is_some_and(|token| token.is("out"));
    let Some(score) = back(3).filter(|token| out_of && token.kind == TokenKind::Number) else {
        return false;
    };
    let known = |entry: &super::entry::Entry, at: usize| {
        entry.tokens.get(at).is_some_and(|token| token.lower == score.lower)
    };
    let goes_on = |entry: &super::entry::Entry, at: usize| {
        entry.tokens.get(at + 1).is_some_and(|next| next.is_any(&["of", "/", "out"]))
    };
    let places =
        || held.pool.iter().flat_map(|entry| (0..entry.tokens.len()).map(move |at| (*entry, at)));
    places().any(|(entry, at)| known(entry, at))
        && !places().any(|(entry, at)| known(entry, at) && goes_on(entry, at))
}

/// Numbers that stand in no entry, and degrees that no entry names.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let numbers =
        held.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Number);
    numbers
        .filter(|(at, token)| {
            let labelled = at
                .checked_sub(1)
                .and_then(|back| held.at(back))
                .is_some_and(|word| word.is_any(LABELS));
            let stands = || {
                held.wide
                    .iter()
                    .any(|entry| entry.tokens.iter().any(|other| other.lower == token.lower))
            };
            if labelled && !is_measured(held, token.start) {
                !stands_with_its_neighbour(held, *at)
            } else {
                !is_read(held, token.start)
                    && !stands()
                    && !worked::is_of_share(held, *at)
                    && !reasoned::follows(held, *at)
                    && !is_end_of_scale(held, *at)
                    && !count::is_listed(held, *at)
            }
        })
        .map(|(at, token)| {
            held.doubt(
                FlagKind::Quantity,
                at,
                at + 1,
                format!("No fact holds “{}” here.{}", token.text, held.nearest(|_| true)),
            )
        })
        .chain(in_words(held))
        .chain(swapped(held))
        .collect()
}

/// Units that tell what is measured, each with its other spellings.
const UNITS: &[&[&str]] = &[
    &["g", "gram", "grams"],
    &["kg", "kilogram", "kilograms"],
    &["ounce", "ounces", "oz"],
    &["lb", "lbs", "pound", "pounds"],
    &["mile", "miles"],
    &["block", "blocks"],
    &["foot", "feet", "ft"],
    &["meter", "meters", "metre", "metres", "m"],
    &["yard", "yards"],
    &["inch", "inches"],
    &["cm", "centimeter", "centimeters"],
    &["mm", "millimeter", "millimeters"],
    &["micron", "microns", "µm", "μm", "micrometer", "micrometers"],
    &["ml", "milliliter", "milliliters", "cc"],
    &["l", "liter", "liters"],
    &["step", "steps"],
    &["stair", "stairs"],
    &["flight", "flights"],
    &["tablet", "tablets"],
    &["capsule", "capsules"],
    &["puff", "puffs"],
    &["cup", "cups"],
    &["teaspoon", "teaspoons"],
    &["degree", "degrees"],
    &["percent", "%"],
    &["point", "points"],
    &["second", "seconds", "sec"],
    &["minute", "minutes", "min"],
    &["hour", "hours"],
    &["ppb"],
    &["ppm"],
];

/// The unit right behind a number.
fn unit_behind(tokens: &[Token], at: usize) -> Option<usize> {
    let next = tokens.get(at + 1).filter(|next| !next.is("-")).or_else(|| tokens.get(at + 2))?;
    let word = match tokens.get(at + 1..at + 4) {
        Some([parts, per, of]) if parts.is("parts") && per.is("per") => match of.lower.as_str() {
            "billion" => "ppb",
            _ => "ppm",
        },
        _ => next.lower.as_str(),
    };
    UNITS.iter().position(|unit| unit.contains(&word))
}

/// `300 m` from `300 meters`: a number of the facts with its unit in another spelling.
pub(super) fn stands_with_unit(held: &Held, at: usize) -> bool {
    let Some(unit) = unit_behind(&held.tokens, at) else { return false };
    let number = held.at(at).and_then(|token| in_digits(&token.lower));
    let same = |entry: &super::entry::Entry, at: usize| {
        entry.tokens.get(at).and_then(|token| in_digits(&token.lower)) == number
            && unit_behind(&entry.tokens, at) == Some(unit)
    };
    number.is_some()
        && held.pool.iter().any(|entry| (0..entry.tokens.len()).any(|at| same(entry, at)))
}

/// `two miles` where the facts have two blocks: a number of the facts with another unit.
fn swapped(held: &Held) -> Vec<Doubt> {
    let exactly = |word: &str| {
        in_digits(word).filter(|_| count::exactly(word).is_some() || word.parse::<f64>().is_ok())
    };
    let numbers = (0..held.tokens.len())
        .filter_map(|at| Some((at, exactly(&held.at(at)?.lower)?, unit_behind(&held.tokens, at)?)));
    let known = |digits: &str| -> Vec<usize> {
        let of = |entry: &super::entry::Entry| -> Vec<usize> {
            let same = |at: &usize| {
                entry.tokens.get(*at).and_then(|token| in_digits(&token.lower)).as_deref()
                    == Some(digits)
            };
            let places = (0..entry.tokens.len()).filter(same);
            places.filter_map(|at| unit_behind(&entry.tokens, at)).collect()
        };
        held.wide.iter().flat_map(|entry| of(entry)).collect()
    };
    let other = |(at, digits, unit): (usize, String, usize)| {
        let units = known(&digits);
        let text = format!("The facts give {digits} in another unit.{}", held.nearest(|_| true));
        let read =
            held.reading.quantities.iter().find(|quantity| {
                held.at(at).is_some_and(|token| within(quantity.place, token.start))
            });
        let stands = read.is_some_and(|quantity| {
            let told = !matches!(quantity.unit, Unit::Bare | Unit::Count(_) | Unit::Percent);
            told && super::quantity::is_supported(held, quantity)
        });
        (!units.is_empty() && !units.contains(&unit) && !stands)
            .then(|| held.doubt(FlagKind::Quantity, at, at + 2, text))
    };
    numbers.filter_map(other).collect()
}

/// Numbers in words that no other family reads: `age fourteen`, `six of which`.
fn in_words(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let Some(value) = count::exactly(&token.lower).filter(|value| *value > 1) else { continue };
        let read = held
            .reading
            .quantities
            .iter()
            .any(|q| !matches!(q.unit, Unit::Count(_)) && within(q.place, token.start))
            || held.reading.frequencies.iter().any(|f| within(f.place, token.start));
        let digits = value.to_string();
        // `asks for three injections; she gives five`: a number that ends its clause counts what was named before.
        let listed =
            super::listed::lists(held, at, value) || super::listed::adds_up(held, at, value);
        let ends = held.at(at + 1).is_none_or(|next| next.is_stop() || next.is(","));
        let from = if ends { 0 } else { at.saturating_sub(6) };
        let near = held.tokens.get(from..(at + 7).min(held.tokens.len())).unwrap_or_default();
        let stands = held.wide.iter().any(|entry| {
            let same = entry.tokens.iter().any(|other| {
                other.lower == digits
                    || other.lower == token.lower
                    || value == 2 && other.is("twice")
            });
            same && near.iter().any(|word| {
                word.stem.len() > 3 && word.kind == TokenKind::Word && entry.has(&word.stem)
            })
        });
        let aged = age::is_stated(held, at, value);
        if !read
            && !listed
            && !stands
            && !aged
            && !is_worked(held, at, value)
            && !count::is_counted(held, at)
        {
            doubts.push(held.doubt(
                FlagKind::Quantity,
                at,
                at + 1,
                format!("No fact holds “{}” here.{}", token.text, held.nearest(|_| true)),
            ));
        }
    }
    doubts
}

/// Whether a number in words is worked out from the facts.
fn is_worked(held: &Held, at: usize, value: usize) -> bool {
    worked::is_of_share(held, at)
        || worked::is_count_of_them(held, at, value)
        || arithmetic::is_one_in(held, at)
        || reasoned::follows(held, at)
        || worked::is_area_of(held, at, value)
        || arithmetic::was_an_age(held, at, value)
}

/// Whether a ratio such as `118/70` or `4/5` stands so in an entry; `None` if the number belongs to none, or if the entries
/// write such values otherwise (`8 out of 10`).
pub(super) fn ratio(held: &Held, at: usize) -> Option<bool> {
    let run = |tokens: &[Token], at: usize| -> Option<[String; 2]> {
        let number = |at: usize| {
            tokens.get(at).filter(|t| t.kind == TokenKind::Number).map(|token| token.lower.clone())
        };
        let slash = |at: usize| tokens.get(at).is_some_and(|token| token.is("/"));
        if slash(at + 1) {
            return Some([number(at)?, number(at + 2)?]);
        }
        let first = at.checked_sub(2).filter(|first| slash(first + 1))?;
        Some([number(first)?, number(at)?])
    };
    let said = run(&held.tokens, at)?;
    let stands = |entry: &&&super::entry::Entry| {
        (0..entry.tokens.len()).any(|place| run(&entry.tokens, place).as_ref() == Some(&said))
    };
    let known = held.wide.iter().any(|entry| stands(&entry));
    let [_, whole] = &said;
    let others = held.wide.iter().any(|entry| {
        (0..entry.tokens.len())
            .filter_map(|place| run(&entry.tokens, place))
            .any(|[_, other]| other == *whole)
    });
    (known || others).then_some(known)
}

/// A number in digits: `14`, `fourteen`.
pub(super) fn in_digits(word: &str) -> Option<String> {
    let digits = word.starts_with(|letter: char| letter.is_ascii_digit());
    if digits {
        Some(word.to_owned())
    } else {
        count::in_words(word).map(|value| value.to_string())
    }
}

/// Whether the number belongs to a measure, whose family answers for it.
fn is_measured(held: &Held, start: usize) -> bool {
    held.reading.quantities.iter().any(|q| q.measure.is_some() && within(q.place, start))
}

/// Whether another family answers for the number.
fn is_read(held: &Held, start: usize) -> bool {
    let reading = &held.reading;
    reading.quantities.iter().any(|q| !matches!(q.unit, Unit::Count(_)) && within(q.place, start))
        || reading.frequencies.iter().any(|f| within(f.place, start))
        || reading.codes.iter().any(|c| within(c.place, start))
        || reading.drugs.iter().any(|d| within(d.place, start))
}

fn within(place: Place, start: usize) -> bool {
    place.start <= start && start < place.end
}

/// `type 2`, `grade 4`, `L5`: the number stands in an entry next to the same word.
pub(super) fn stands_with_its_neighbour(held: &Held, at: usize) -> bool {
    let Some(number) = held.at(at) else { return false };
    let before = at
        .checked_sub(1)
        .and_then(|back| held.at(back))
        .filter(|token| token.kind == TokenKind::Word);
    let after = held.at(at + 1).filter(|token| token.kind == TokenKind::Word);
    held.wide.iter().any(|entry| {
        entry.tokens.windows(2).any(|pair| match pair {
            [a, b] => {
                before.is_some_and(|word| a.stem == word.stem && b.lower == number.lower)
                    || after.is_some_and(|word| a.lower == number.lower && b.stem == word.stem)
            }
            _ => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn an_age_in_words_needs_no_unit() {
        holds(
            doubts,
            &["Ana is thirty-seven.", "At sixty-four, she cannot walk."],
            &[
                "Ana is forty-six.",
                "At forty-six, she cannot walk.",
                "A woman of forty-six, she falls.",
            ],
        );
    }
}
