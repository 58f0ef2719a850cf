//! Amounts that no table names: a value by the words around it, a grade by the word before it.

use super::{Leaf, Requirement};
use crate::criterion::words;
use crate::fact::token::{Token, TokenKind};
use crate::fact::{
    Comparison, Number, Place, Polarity, Quantity, Unit, number_at, starts_with, token_polarity,
};

/// Words that say of a value only that it is one.
const BARE: &[&str] = &[
    "client",
    "patient",
    "member",
    "daily",
    "dail",
    "score",
    "level",
    "value",
    "result",
    "measur",
    "amount",
    "number",
    "total",
    "averag",
    "mean",
    "minimum",
    "maximum",
    "serum",
    "rate",
    "count",
    "least",
    "below",
    "above",
    "greater",
    "equal",
    "determin",
    "defin",
    "demonstrat",
    "show",
    "interv",
    "larg",
    "small",
    "wid",
    "thick",
    "deep",
];
/// How many words before a value, or after it, say what it is.
const NAMED_BY: usize = 5;

/// Bounded values without a measure of a table.
pub(super) fn values(leaf: &Leaf, text: &str) -> Vec<Requirement> {
    let placed = words::placed(text);
    let bounded = |quantity: &&Quantity| {
        let unit = matches!(
            quantity.unit,
            Unit::Bare | Unit::Percent | Unit::Other(_) | Unit::Centimetre | Unit::Millilitre
        ) && !counts_items(leaf, quantity)
            || is_hours(leaf, quantity);
        let bound = !matches!(quantity.comparison, Comparison::Exactly | Comparison::About);
        unit && quantity.measure.is_none() && (bound || quantity.high.is_some())
    };
    let of = |quantity: &Quantity| {
        let words = naming(leaf, text, &placed, quantity);
        (!words.is_empty()).then(|| Requirement::Value {
            words,
            quantity: super::bound::turned(leaf, quantity),
            text: text.to_owned(),
        })
    };
    // "At least 2 motor nerves" counts nerves and measures nothing.
    let counted = tallies(text, &leaf.tokens);
    let counts = |quantity: &&Quantity| {
        let place = quantity.place;
        quantity.unit == Unit::Bare
            && counted.iter().any(|tally| {
                place.start < tally.quantity.place.end && tally.quantity.place.start < place.end
            })
    };
    let quantities = leaf.reading.quantities.iter().filter(bounded);
    quantities
        .filter(|quantity| !spans_a_scale(leaf, quantity) && !counts(quantity))
        .filter_map(of)
        .collect()
}

/// Whether a number counts the items of a list: `at least one of the following`.
fn counts_items(leaf: &Leaf, quantity: &Quantity) -> bool {
    let to = leaf.tokens.partition_point(|token| token.place.start < quantity.place.end);
    ["of the following", "of these"].iter().any(|words| starts_with(&leaf.tokens, to, words))
}

/// Whether a time of less than a day is measured: `2 hours of recording`, and no `8 hours of therapy per day`.
fn is_hours(leaf: &Leaf, quantity: &Quantity) -> bool {
    let to = leaf.tokens.partition_point(|token| token.place.start < quantity.place.end);
    let of = leaf.tokens.get(to).is_some_and(|token| token.is("of"));
    let rate = |token: &Token| token.any(&["per", "each", "every", "daily"]);
    let of = of && !leaf.tokens.iter().skip(to).take(5).any(rate);
    quantity.unit == Unit::Day && quantity.value < Number::whole(1) && of
}

/// Whether a range says how far a scale goes: `on a 0-10 scale`, `on a scale of 0 to 10`.
fn spans_a_scale(leaf: &Leaf, quantity: &Quantity) -> bool {
    let from = leaf.tokens.partition_point(|token| token.place.end <= quantity.place.start);
    let to = leaf.tokens.partition_point(|token| token.place.start < quantity.place.end);
    let before = ["scale of", "scale from", "scale (", "range", "range of", "ranging from"];
    let led = before.iter().any(|words| {
        from.checked_sub(words.split(' ').count())
            .is_some_and(|at| starts_with(&leaf.tokens, at, words))
    });
    let names = (to..to + 3).any(|at| leaf.tokens.get(at).is_some_and(|token| token.is("scale")));
    quantity.high.is_some() && (led || names)
}

/// The words that say what a quantity measures: those before it in its clause, else those after it.
fn naming(leaf: &Leaf, text: &str, placed: &[(usize, String)], quantity: &Quantity) -> Vec<String> {
    let from = leaf.tokens.partition_point(|token| token.place.end <= quantity.place.start);
    let to = leaf.tokens.partition_point(|token| token.place.start < quantity.place.end);
    let ends =
        |token: &Token| token.any(&[";", ":", "("]) || matches!(token.kind, TokenKind::Number(_));
    let start = leaf.tokens.iter().take(from).rposition(ends).map_or(0, |place| place + 1);
    let stop = leaf.tokens.iter().skip(to).position(ends).map_or(leaf.tokens.len(), |end| to + end);
    let telling = |word: &&(usize, String)| !BARE.contains(&word.1.as_str());
    // Initials name a scale wherever they stand in the clause: "30 points on the motor portion of the UPDRS".
    let initials = |word: &&(usize, String)| {
        let token = leaf.tokens.get(word.0).filter(|_| start <= word.0 && word.0 < stop);
        token.is_some_and(|token| is_initials(text.get(token.place.start..token.place.end)))
    };
    let total =
        ["of the total", "of total"].iter().any(|words| starts_with(&leaf.tokens, to, words));
    if let Some((_, scale)) = placed.iter().find(initials).filter(|_| !total) {
        return vec![scale.clone()];
    }
    let mut before: Vec<String> = placed
        .iter()
        .filter(|(at, _)| start <= *at && *at < from)
        .filter(telling)
        .map(|(_, word)| word.clone())
        .collect();
    // "At least 3 mm of translation": what follows `of` is what is measured.
    // "80% relief" and "50% improvement": a percentage is of what it stands before.
    let next = leaf.tokens.get(to);
    let of_next = quantity.unit == Unit::Percent
        && next.is_some_and(|token| {
            token.kind == TokenKind::Word && words::stem(&token.lower).len() > 3
        })
        && !next.is_some_and(|token| token.any(&["within", "after", "with", "from", "during"]));
    // "Central and mixed apneas less than 25% of the total" is a share of what stands before.
    let share = quantity.unit == Unit::Percent
        && before.len() > 1
        && ["of the total", "of total"].iter().any(|words| starts_with(&leaf.tokens, to, words));
    // "Obstruction of 50% or more of the airway" is measured by what stands before it.
    let measured = quantity.unit == Unit::Percent
        && placed.iter().any(|(at, _)| named_right_before(leaf, *at, from));
    let share = share || measured && next.is_some_and(|token| token.is("of"));
    if before.is_empty() || !share && (of_next || next.is_some_and(|token| token.is("of"))) {
        let after = placed.iter().filter(|(at, _)| to <= *at && *at < stop).filter(telling);
        before = after.take(2).map(|(_, word)| word.clone()).collect();
        before.reverse();
    }
    before.split_off(before.len().saturating_sub(NAMED_BY))
}

/// Whether a word stands before a number with nothing but `of` and a bound between: `stenosis of at least 70%`.
fn named_right_before(leaf: &Leaf, at: usize, number: usize) -> bool {
    let between = leaf.tokens.get(at + 1..number).unwrap_or(&[]);
    between.first().is_some_and(|token| token.is("of"))
        && between.iter().all(|token| {
            token.any(&["of", "at", "least", "more", "greater", "than", "or", "equal", "to", "a"])
                || token.kind == TokenKind::Sign
        })
}

/// Whether a word is written as initials and is no word in capitals that policies stress.
fn is_initials(word: Option<&str>) -> bool {
    const STRESSED: &[&str] = &[
        "AND", "NOT", "ALL", "ANY", "ONE", "TWO", "BOTH", "THE", "FDA", "LESS", "MORE", "THAN",
        "EITHER", "LEAST", "EACH",
    ];
    word.is_some_and(|word| {
        word.len() > 2
            && word.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
            && word.starts_with(|letter: char| letter.is_ascii_uppercase())
            && !STRESSED.contains(&word)
    })
}

/// A grade, class or stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::criterion) struct Grade {
    /// `grade`, `class`, `stage`.
    pub(in crate::criterion) kind: String,
    /// The words before it: `wagner`.
    pub(in crate::criterion) scale: Vec<String>,
    /// The lowest.
    pub(in crate::criterion) from: usize,
    /// The highest.
    pub(in crate::criterion) to: usize,
    /// Whether the text denies it.
    pub(in crate::criterion) denied: bool,
    /// Whether no name of a scale stands right before it: `I would call him class IV`.
    pub(in crate::criterion) bare: bool,
}

/// Things that are counted, named by several words: `3 pain crises`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::criterion) struct Tally {
    pub(in crate::criterion) quantity: Quantity,
    pub(in crate::criterion) words: Vec<String>,
}

/// The tallies of a criterion that no count of a known thing stands for.
pub(super) fn tallies_asked(leaf: &Leaf, text: &str) -> Vec<Requirement> {
    let bounded = |tally: &Tally| {
        let known = leaf.reading.quantities.iter().any(|quantity| {
            (quantity.unit != Unit::Bare || quantity.measure.is_some())
                && quantity.place.start <= tally.quantity.place.start
                && tally.quantity.place.start < quantity.place.end
        });
        let bound = matches!(
            tally.quantity.comparison,
            Comparison::AtLeast | Comparison::MoreThan | Comparison::AtMost | Comparison::LessThan
        ) || tally.quantity.high.is_some();
        bound && !known
    };
    let asked = |tally: Tally| Requirement::Value {
        words: tally.words,
        quantity: super::bound::turned(leaf, &tally.quantity),
        text: text.to_owned(),
    };
    tallies(text, &leaf.tokens).into_iter().filter(bounded).map(asked).collect()
}

/// Numbers before a noun in the plural, with up to three words between: `two or more painful sickle cell crises`.
pub(in crate::criterion) fn tallies(text: &str, tokens: &[Token]) -> Vec<Tally> {
    let placed = words::placed(text);
    let mut tallies = Vec::new();
    for at in 0..tokens.len() {
        let Some((value, mut to)) = number_at(tokens, at) else { continue };
        let is = |place: usize, words: &str| starts_with(tokens, place, words);
        let joint = tokens.get(to).is_some_and(|token| token.any(&["to", "-", "–"]));
        let high = number_at(tokens, to + 1).filter(|(high, _)| joint && *high >= value);
        to = high.map_or(to, |(_, end)| end);
        let high = high.map(|(high, _)| high);
        if is(to, "(") && is(to + 2, ")") {
            to += 3;
        }
        let before = |words: &str| {
            at.checked_sub(words.split(' ').count()).is_some_and(|from| is(from, words))
        };
        let mut comparison = Comparison::Exactly;
        if is(to, "or more") || is(to, "or greater") {
            (comparison, to) = (Comparison::AtLeast, to + 2);
        } else if before("at least") || before("minimum of") || before("≥") || before("> =") {
            comparison = Comparison::AtLeast;
        } else if before("more than") || before("greater than") || before(">") {
            comparison = Comparison::MoreThan;
        }
        let phrase: Vec<&Token> = tokens
            .iter()
            .skip(to)
            .take(4)
            .take_while(|token| token.kind == TokenKind::Word || token.is("-"))
            .collect();
        let Some(noun) = phrase.iter().position(|token| is_plural(token)) else { continue };
        let words: Vec<String> = placed
            .iter()
            .filter(|(place, _)| to <= *place && *place <= to + noun)
            .map(|(_, word)| word.clone())
            .collect();
        let (Some(first), Some(head)) = (tokens.get(at), tokens.get(to + noun)) else { continue };
        if words.is_empty() {
            continue;
        }
        let place = Place { start: first.place.start, end: head.place.end };
        let unit = Unit::Count(String::new());
        let quantity = Quantity { value, high, unit, comparison, measure: None, place };
        tallies.push(Tally { quantity, words });
    }
    tallies
}

/// Whether a word is a noun in the plural that is counted and no unit of time or measure.
fn is_plural(token: &Token) -> bool {
    const UNITS: &[&str] = &[
        "days",
        "weeks",
        "months",
        "years",
        "hours",
        "minutes",
        "seconds",
        "points",
        "units",
        "degrees",
        "has",
        "was",
        "is",
        "this",
        "times",
        "doses",
        "tablets",
        "capsules",
        "pounds",
        "classes",
        "agents",
        "drugs",
        "medications",
        "products",
        "therapies",
        "treatments",
        "trials",
        "criteria",
        "percent",
    ];
    let plural =
        token.lower.len() > 4 && token.lower.ends_with('s') && !token.lower.ends_with("ss");
    plural && !token.lower.ends_with("us") && !token.lower.ends_with("is") && !token.any(UNITS)
}

/// Words before a grade that name no scale.
const BARELY: &[&str] =
    &["him", "her", "them", "a", "an", "is", "are", "now", "currently", ",", "as", "at", ";", "in"];

const ROMAN: [&str; 6] = ["i", "ii", "iii", "iv", "v", "vi"];

/// The grades that a text names.
pub(in crate::criterion) fn grades(tokens: &[Token]) -> Vec<Grade> {
    let mut grades = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let kinds = ["grade", "class", "stage"];
        let level = functional(token);
        let kind = kinds.into_iter().find(|kind| token.lower.starts_with(kind));
        let Some(kind) = kind.or(level.map(|_| "K-level")) else { continue };
        let Some(first) = level.or_else(|| graded(tokens.get(at + 1))) else { continue };
        let mut last = first;
        let mut next = at + if level.is_some() { 1 } else { 2 };
        while tokens.get(next).is_some_and(|token| token.any(&["-", "–", "to", "or", ",", "and"]))
        {
            let Some(further) = graded(tokens.get(next + 1)).filter(|grade| *grade > last) else {
                break;
            };
            last = further;
            next += 2;
        }
        let word = |place: usize| tokens.get(place).map_or("", |token| token.lower.as_str());
        let joined = matches!(word(next), "or" | "and");
        let (mut from, mut to) = (first, last);
        if joined && matches!(word(next + 1), "higher" | "greater" | "above" | "worse" | "more") {
            to = usize::MAX;
        } else if joined && matches!(word(next + 1), "lower" | "less" | "below") {
            from = 0;
        }
        let before = tokens.get(at.saturating_sub(5)..at).unwrap_or(&[]);
        let scale = before
            .iter()
            .rev()
            .filter(|token| !token.any(&["(", ")", "clinical", "functional"]))
            .take_while(|token| token.kind == TokenKind::Word);
        grades.push(Grade {
            kind: kind.to_owned(),
            scale: scale.flat_map(|word| words::content(&word.lower)).collect(),
            from,
            to,
            denied: token_polarity(tokens, at, next) == Polarity::Negated,
            bare: before.last().is_none_or(|token| token.any(BARELY)),
        });
    }
    grades
}

/// The functional level of an amputee: `K3`.
fn functional(token: &Token) -> Option<usize> {
    let level = token.lower.strip_prefix('k').filter(|_| token.capital)?;
    ["0", "1", "2", "3", "4"].iter().position(|known| *known == level)
}

/// A grade as number: digits or a Roman numeral in capitals.
fn graded(token: Option<&Token>) -> Option<usize> {
    let token = token?;
    if let TokenKind::Number(number) = token.kind {
        return number.floor().and_then(|grade| usize::try_from(grade).ok());
    }
    // `IIIb` is a kind of grade three.
    let bare = token.lower.trim_end_matches(['a', 'b', 'c']);
    let roman = ROMAN.iter().position(|roman| bare == *roman).filter(|_| token.capital)?;
    Some(roman + 1)
}
