//! Counts of treatments: `two conventional drugs failed` must be what the history adds up to.

use super::drug;
use super::entry::{Entry, EntryKind};
use super::listed;
use super::ordinal;
use super::rate;
use super::tally::{outcomes_near, possible};
use super::words::Token;
use super::{Doubt, held::Held, number as numbers, worked};
use crate::document::FlagKind;
use crate::fact::{Outcome, Place, Unit, number_word};

/// Nouns that count treatments.
pub(super) const TREATMENTS: &[&str] = &[
    "treatment",
    "treatments",
    "therapy",
    "therapies",
    "medication",
    "medications",
    "drug",
    "drugs",
    "agent",
    "agents",
    "trial",
    "trials",
    "option",
    "options",
    "alternative",
    "alternatives",
    "attempts",
    "attempt",
    "courses",
    "modalities",
    "regimens",
    "medicines",
    "interventions",
    "device",
    "devices",
    "aids",
    "measures",
    "approaches",
    "classes",
    "products",
    "preventive",
    "preventives",
    "preventatives",
    "controller",
    "controllers",
    "inhibitors",
    "measure",
    "medicine",
    "regimen",
];
/// Nouns that count whatever happened.
const EVENTS: &[&str] = &[
    "times",
    "occasions",
    "episodes",
    "events",
    "courses",
    "sessions",
    "cycles",
    "visits",
    "doses",
    "rounds",
    "points",
    "copies",
    "lesions",
];
/// Words that count without naming a number.
const LOOSE: &[(&str, usize)] =
    &[("both", 2), ("single", 1), ("several", 3), ("multiple", 2), ("dozen", 12)];

/// The number that a word names, loosely or not.
pub(super) fn in_words(word: &str) -> Option<usize> {
    let loose = LOOSE.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    loose.or_else(|| exactly(word))
}

/// The number that a word names: `fourteen`, `forty-six`.
pub(super) fn exactly(word: &str) -> Option<usize> {
    let plain = |word: &str| number_word(word).and_then(|value| usize::try_from(value).ok());
    let joined = || {
        let (tens, ones) = word.split_once('-')?;
        let (tens, ones) = (plain(tens)?, plain(ones)?);
        (tens >= 20 && tens % 10 == 0 && (1..10).contains(&ones)).then_some(tens + ones)
    };
    plain(word).or_else(joined).filter(|value| *value > 0)
}

/// The number of a token, in figures or in words.
pub(super) fn of_token(token: &Token) -> Option<usize> {
    exactly(&token.lower).or_else(|| token.lower.parse().ok())
}

/// Counts that the history does not bear out, and counts of things that no fact has.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = sums(held).into_iter().collect();
    for at in 0..held.tokens.len() {
        let Some(number) = number(held, at) else { continue };
        let Some(noun) = noun(held, at) else { continue };
        if let Some(to) = rate::is_other(held, number, noun) {
            let text = "The facts count this otherwise in such a time.".to_owned();
            doubts.push(held.doubt(FlagKind::Frequency, at, to, text));
            continue;
        }
        if stands_in_fact(held, at, number, noun) || listed::counts(held, at, number, noun) {
            continue;
        }
        let Some(word) = held.at(noun) else { continue };
        let ended = outcomes_near(held, at).next().is_some();
        let of_class = (at + 1..=noun)
            .filter_map(|place| held.at(place))
            .any(|token| drug::is_class(&token.lower));
        let counted = word.is_any(TREATMENTS) || of_class || ended && !held.knows(&word.stem);
        // What no fact names, none can count otherwise; that it is named at all is for the family of terms.
        if !counted && !held.means(&word.stem) && !word.is_any(EVENTS) {
            continue;
        }
        let possible = if counted { possible(held, at, noun) } else { Vec::new() };
        let loose = held.at(at).is_some_and(|token| token.is_any(&["several", "multiple"]));
        if possible.contains(&number) || loose && possible.iter().any(|other| *other >= number) {
            continue;
        }
        let sum = possible.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
        let nearest = if sum.is_empty() {
            held.nearest(|entry| entry.has(&word.stem))
        } else {
            format!(" The facts add up to {sum}.")
        };
        doubts.push(held.doubt(
            FlagKind::Count,
            at,
            noun + 1,
            format!("This count does not follow from the facts.{nearest}"),
        ));
    }
    doubts
}

/// Whether the number counts what the facts list or add up to.
pub(super) fn is_listed(held: &Held, at: usize) -> bool {
    let both = number(held, at).zip(noun(held, at));
    both.is_some_and(|(number, noun)| listed::counts(held, at, number, noun))
}

/// Whether the number counts something, so that this family answers for it.
pub(super) fn is_counted(held: &Held, at: usize) -> bool {
    number(held, at).is_some()
        && (noun(held, at).is_some() || outcome_of_statement(held, at).is_some())
}

/// `One failed, one failed and one was not tolerated`: more of an outcome, in sum, than the history has.
fn sums(held: &Held) -> Option<Doubt> {
    let rows: Vec<&&Entry> =
        held.pool.iter().filter(|entry| entry.kind == EntryKind::History).collect();
    let mut totals: Vec<(Vec<Outcome>, usize, usize)> = Vec::new();
    let mut statements = 0;
    for at in 0..held.tokens.len() {
        let Some(number) = number(held, at).filter(|_| !rows.is_empty()) else { continue };
        let Some(means) = outcome_of_statement(held, at) else { continue };
        statements += 1;
        match totals.iter_mut().find(|(other, _, _)| *other == means) {
            Some((_, _, total)) => *total += number,
            None => totals.push((means, at, number)),
        }
    }
    let beyond = |(means, _, total): &&(Vec<Outcome>, usize, usize)| {
        let count = rows
            .iter()
            .filter(|row| row.outcomes.iter().any(|outcome| means.contains(outcome)))
            .count();
        *total > count
    };
    let several = statements > 1;
    let (means, at, total) = totals.iter().find(|total| several && beyond(total))?;
    let code = means.first().map_or("", |outcome| outcome.code());
    let text = format!(
        "In sum {total} treatments are said to have the outcome {code}, more than the history has."
    );
    Some(held.doubt(FlagKind::Count, *at, at + 1, text))
}

/// The one outcome of the statement that a number opens: `one was not tolerated`, `two drugs failed`.
fn outcome_of_statement(held: &Held, at: usize) -> Option<Vec<Outcome>> {
    let from = held.at(at)?.start;
    let ends = |token: &&Token| {
        token.start > from && token.is_any(&[",", ";", ".", "and", "while", "but", ":"])
    };
    let to = held.tokens.iter().find(ends).map_or(held.text.len(), |token| token.start);
    let opens = at
        .checked_sub(1)
        .and_then(|back| held.at(back))
        .is_none_or(|token| token.is_any(&[",", ";", "and", "while", "but", ":"]));
    let near = at + 4;
    let mentions = held.mentions();
    let mut here =
        mentions.iter().filter(|mention| mention.place.start >= from && mention.place.start < to);
    let mention = here.next().filter(|_| opens)?;
    let place = held.tokens.iter().position(|token| token.start >= mention.place.start)?;
    let drug =
        held.reading.drugs.iter().any(|drug| drug.place.start >= from && drug.place.start < to);
    (place <= near + 2 && here.next().is_none() && !drug).then(|| mention.means.clone())
}

pub(super) fn number(held: &Held, at: usize) -> Option<usize> {
    let token = held.at(at)?;
    let place = Place { start: token.start, end: token.end };
    let read = |other: Place| other.start <= place.start && place.start < other.end;
    let labelled = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|word| {
        let digits = token.lower.starts_with(|letter: char| letter.is_ascii_digit());
        word.is_any(numbers::LABELS) || digits && word.is_any(&["of", "is"])
    });
    let amount = labelled
        || held.reading.quantities.iter().any(|q| {
            read(q.place) && (q.measure.is_some() || !matches!(q.unit, Unit::Count(_) | Unit::Bare))
        })
        || held.reading.frequencies.iter().any(|f| read(f.place));
    if amount {
        return None;
    }
    let value = in_words(&token.lower).or_else(|| token.lower.parse().ok())?;
    worked::in_dozens(held, at, value)
}

/// The noun that the number counts: the first plural, treatment or class within four words, and nothing but words between.
fn noun(held: &Held, at: usize) -> Option<usize> {
    if held.at(at + 1).is_some_and(|token| token.is("of"))
        && held.at(at).is_some_and(|token| token.is("one"))
    {
        return None;
    }
    for place in at + 1..at + 6 {
        let token = held.at(place)?;
        if token.is("-") {
            continue;
        }
        if token.kind != super::words::TokenKind::Word
            || token.is_any(&[
                "and", "or", "for", "to", "with", "in", "at", "on", "that", "was", "were", "is",
                "are", "had", "has", "when", "which", "who", "because", "if", "while",
            ])
        {
            return None;
        }
        let unit = token.is_any(&[
            "days", "weeks", "months", "years", "hours", "minutes", "day", "week", "month", "year",
            "times", "points",
        ]);
        if unit && place == at + 1 {
            return None;
        }
        let plural = token.lower.len() > 3
            && token.lower.ends_with('s')
            && !token.lower.ends_with("ss")
            && !token.lower.ends_with("us")
            && !token.lower.ends_with("is");
        // `three steroid injections` counts injections.
        let goes_on = !plural
            && held.at(place + 1).is_some_and(|next| {
                next.is("criteria")
                    || next.kind == super::words::TokenKind::Word
                        && next.lower.len() > 3
                        && next.lower.ends_with('s')
                        && !next.lower.ends_with("us")
            });
        // `CA 27-29 measures 112`: a verb before its number.
        let verb =
            held.at(place + 1).is_some_and(|next| next.kind == super::words::TokenKind::Number);
        if verb {
            return None;
        }
        if (plural
            || token.is_any(&["criteria", "abnormalities"])
            || token.is_any(TREATMENTS)
            || drug::is_class(&token.lower))
            && !goes_on
        {
            return Some(place);
        }
    }
    None
}

/// Whether a number of an entry is a dose or a length, and so counts nothing else: the 8 of `8 months`.
fn is_amount(entry: &Entry, token: &Token) -> bool {
    entry.reading.quantities.iter().any(|quantity| {
        let counts = matches!(quantity.unit, Unit::Count(_) | Unit::Bare);
        !counts && quantity.place.start <= token.start && token.start < quantity.place.end
    })
}

/// Whether a fact counts the same thing itself: it has the number, and the noun or another telling word from around it.
fn stands_in_fact(held: &Held, at: usize, number: usize, noun: usize) -> bool {
    let Some(word) = held.at(noun) else { return true };
    if held.at(at).is_some_and(|token| token.is_any(&["several", "multiple"]))
        && !word.is_any(TREATMENTS)
    {
        return held.knows(&word.stem);
    }
    let both = |entry: &Entry| entry.reading.laterality == Some(crate::fact::Laterality::Bilateral);
    if held.at(at).is_some_and(|token| token.is("both"))
        && held.wide.iter().any(|entry| {
            both(entry) && (entry.has(&word.stem) || word.is_any(&["sides", "ears", "eyes"]))
        })
    {
        return true;
    }
    let elsewhere = worked::is_counted_otherwise(held, at, number, word);
    // Two of a thing that an entry names twice.
    let named_twice = |entry: &&Entry| {
        (at + 1..=noun)
            .filter_map(|place| held.at(place))
            .filter(|token| token.stem.len() > 4)
            .any(|token| entry.places(&token.stem).count() == 2)
    };
    if number == 2 && !elsewhere && held.wide.iter().any(named_twice) {
        return true;
    }
    let pair = held.at(at).is_some_and(|token| token.is("both"));
    let same = |token: &Token| {
        in_words(&token.lower) == Some(number) && (pair || !token.is("both"))
            || token.is("twice") && number == 2
            || token.lower.parse() == Ok(number)
    };
    // Days, doses and infusions may be counted by a length or a frequency.
    let of_time = word.is_any(ordinal::PORTIONS);
    let of_treatments = word.is_any(TREATMENTS) || drug::is_class(&word.lower);
    let parts_known = |entry: &Entry, token: &Token| {
        token.lower.contains('-')
            && token
                .lower
                .split('-')
                .filter(|part| part.len() > 3)
                .all(|part| entry.has(&super::words::canonical(part)))
    };
    let telling = |token: &Token| {
        token.kind == super::words::TokenKind::Word
            && token.stem.len() > 3
            && !token
                .is_any(&["were", "with", "that", "have", "from", "than", "been", "about", "over"])
            && in_words(&token.lower).is_none()
    };
    held.wide.iter().any(|entry| {
        let same = |token: &Token| same(token) && (of_time || !ordinal::is_amount(entry, token));
        let places =
            (0..entry.tokens.len()).filter(|place| entry.tokens.get(*place).is_some_and(same));
        let mut counted = places.filter(|place| {
            let behind = entry.tokens.get(place + 1..(place + 6).min(entry.tokens.len()));
            behind.is_some_and(|part| {
                part.iter().any(|other| super::words::akin(&other.stem, &word.stem))
            })
        });
        let context = || {
            entry.tokens.iter().any(|token| same(token) && !is_amount(entry, token))
                && held.tokens.iter().any(|token| {
                    telling(token) && (entry.has(&token.stem) || parts_known(entry, token))
                })
        };
        counted.next().is_some() || !of_treatments && !elsewhere && context()
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn a_dose_or_a_length_counts_no_treatments() {
        holds(
            doubts,
            &[
                "All four treatments failed.",
                "Five preventives were given up.",
                "She had two flares.",
            ],
            &[
                "Three treatments were tried.",
                "She had four flares.",
                "Both drugs failed or harmed.",
            ],
        );
    }
}
