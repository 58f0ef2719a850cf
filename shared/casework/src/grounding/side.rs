//! Left, right, both.

use super::entry::Entry;
use super::{Doubt, held::Held};
use crate::document::FlagKind;
use crate::fact::Laterality;

/// Sides that the facts do not name, or name otherwise.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let side = match token.lower.as_str() {
            "left" | "right" if is_of_heart(held, at) && !is_turned(held, at, &token.lower) => {
                continue;
            }
            "left" if !is_verb(held, at) => Laterality::Left,
            "right" if is_side(held, at) => Laterality::Right,
            "bilateral" | "bilaterally" => Laterality::Bilateral,
            word if word.starts_with("left-") => Laterality::Left,
            word if word.starts_with("right-") => Laterality::Right,
            _ => continue,
        };
        if !is_known(held, at, side) && !stands_beside_its_part(held, at)
            || is_all(held, at, side)
            || is_turned(held, at, &token.lower)
            || is_crossed(held, at, &token.lower)
        {
            let nearest = held.nearest(|entry| entry.reading.laterality.is_some());
            let text = format!("The facts do not say “{}” here.{nearest}", token.text);
            doubts.push(held.doubt(FlagKind::Laterality, at, at + 1, text));
        }
    }
    doubts
}

/// Parts of the body that come in pairs.
pub(super) const PAIRS: &[&str] = &[
    "eyes",
    "ears",
    "arms",
    "legs",
    "hands",
    "feet",
    "knees",
    "hips",
    "shoulders",
    "wrists",
    "ankles",
    "elbows",
    "breasts",
    "kidneys",
    "lungs",
    "sides",
    "thighs",
    "calves",
    "heels",
    "ovaries",
    "limbs",
    "thumbs",
];

/// `limited to the right leg` where the facts have both legs.
fn is_all(held: &Held, at: usize, side: Laterality) -> bool {
    let before = held.tokens.get(at.saturating_sub(3)..at).unwrap_or_default();
    let only = before
        .iter()
        .any(|token| token.is_any(&["limited", "confined", "restricted", "only", "solely"]));
    let Some(part) = held.at(at + 1).filter(|_| only && side != Laterality::Bilateral) else {
        return false;
    };
    let pair = |pair: &[super::words::Token]| matches!(pair, [both, other] if both.is("both") && other.stem == part.stem);
    // `only the right eye is to be treated` is not about the pressure in both.
    let besides = |entry: &Entry| {
        let telling = held.words().filter(|(_, token)| token.stem.len() > 3);
        let mut others = telling.filter(|(_, token)| token.stem != part.stem && !token.is("only"));
        others.any(|(_, token)| !token.is_any(&["left", "right"]) && entry.has(&token.stem))
    };
    let sided = |pair: &[super::words::Token]| matches!(pair, [one, other] if one.is(word(side)) && other.stem == part.stem);
    let named = held.wide.iter().any(|entry| entry.tokens.windows(2).any(sided));
    held.wide.iter().any(|entry| entry.tokens.windows(2).any(pair) && (!named || besides(entry)))
}

/// Whether a fact has the side right before the same part: `right biceps`.
fn stands_beside_its_part(held: &Held, at: usize) -> bool {
    let (Some(side), Some(part)) = (held.at(at), held.at(at + 1)) else { return false };
    let same = |pair: &[super::words::Token]| matches!(pair, [one, other] if one.lower == side.lower && other.stem == part.stem);
    let closeness = |entry: &Entry| {
        held.words().filter(|(_, token)| token.stem.len() > 3 && entry.has(&token.stem)).count()
    };
    let best = held.wide.iter().map(|entry| closeness(entry)).max();
    part.stem.len() > 3
        && held
            .wide
            .iter()
            .any(|entry| Some(closeness(entry)) == best && entry.tokens.windows(2).any(same))
}

/// Whether a fact has this side of the same part of the body; of any part, if none is named next to it.
fn is_known(held: &Held, at: usize, side: Laterality) -> bool {
    let parts: Vec<&str> = (1..=3)
        .filter_map(|ahead| held.at(at + ahead))
        .filter(|token| !super::lexicon::is_plain(&token.stem) && held.knows(&token.stem))
        .map(|token| token.stem.as_str())
        .collect();
    let has_side = |entry: &Entry| {
        let both = entry.reading.laterality == Some(Laterality::Bilateral);
        entry.reading.laterality == Some(side)
            || side == Laterality::Bilateral && entry.has("both")
            || side != Laterality::Bilateral && both && entry.has(word(side))
    };
    let sided: Vec<&Entry> = held
        .wide
        .iter()
        .filter(|entry| {
            (entry.reading.laterality.is_some() || entry.has("both"))
                && (parts.is_empty() || parts.iter().any(|part| entry.has(part)))
        })
        .copied()
        .collect();
    // Of several facts on the same part, the one that the sentence restates decides.
    let closeness = |entry: &Entry| {
        held.words().filter(|(_, token)| token.stem.len() > 3 && entry.has(&token.stem)).count()
    };
    let best = sided.iter().map(|entry| closeness(entry)).max();
    // `3/5 on the left, 5/5 on the left`: the fact compares the sides, the sentence does not.
    let twice = held.tokens.iter().filter(|token| token.is(word(side))).count() > 1;
    let compared = |entry: &&Entry| {
        entry.reading.laterality == Some(Laterality::Bilateral) && Some(closeness(entry)) == best
    };
    if twice && held.reading.laterality != Some(Laterality::Bilateral) && sided.iter().any(compared)
    {
        return false;
    }
    sided.iter().any(|entry| has_side(entry) && Some(closeness(entry)) == best)
}

/// `left ventricular`: a chamber, not a side of the body.
fn is_of_heart(held: &Held, at: usize) -> bool {
    held.at(at + 1).is_some_and(|next| {
        next.is_any(&[
            "ventricular",
            "ventricle",
            "atrial",
            "atrium",
            "heart",
            "bundle",
            "coronary",
            "main",
        ])
    })
}

/// `the left arm` where the facts have a right arm and no left one.
fn is_turned(held: &Held, at: usize, side: &str) -> bool {
    let other = match side {
        "left" => "right",
        "right" => "left",
        _ => return false,
    };
    let Some(part) = held.at(at + 1).filter(|next| next.stem.len() > 2) else { return false };
    let has = |side: &str| {
        held.wide.iter().any(|entry| {
            entry.tokens.windows(2).any(|pair| match pair {
                [a, b] => a.is(side) && b.stem == part.stem,
                _ => false,
            })
        })
    };
    let both = held.wide.iter().any(|entry| has_both(entry) && entry.has(&part.stem));
    has(other) && !has(side) && !both
}

/// Whether an entry speaks of both sides at once: `both knees`, `left and right`.
fn has_both(entry: &Entry) -> bool {
    let is_side = |token: &super::words::Token| token.is_any(&["left", "right"]);
    let joined = |part: &[super::words::Token]| match part {
        [one, sign, other] => {
            is_side(one) && is_side(other) && sign.is_any(&["and", "or", "/", "than", ","])
        }
        _ => false,
    };
    entry.tokens.iter().any(|token| token.is_any(&["both", "bilateral", "bilaterally", "either"]))
        || entry.tokens.windows(3).any(joined)
}

const TIMES: &[&str] =
    &["day", "days", "week", "weeks", "month", "months", "year", "years", "hours"];

/// `24 mm on the left` where the fact has `24 mm right and 22 mm left`.
fn is_crossed(held: &Held, at: usize, side: &str) -> bool {
    let clause =
        |token: &&super::words::Token| !token.is_stop() && !token.is_any(&[",", "and", "against"]);
    let number = held.tokens.iter().take(at).rev().take(5).take_while(clause);
    let Some(number) =
        number.into_iter().find(|token| token.kind == super::words::TokenKind::Number)
    else {
        return false;
    };
    // `6 days ago with left hemiparesis`: a time is of no side.
    let behind = held.tokens.iter().position(|token| token.start == number.start);
    if behind.and_then(|place| held.at(place + 1)).is_some_and(|token| token.is_any(TIMES)) {
        return false;
    }
    let beside = |entry: &Entry| -> Vec<String> {
        let is_side = |token: &&super::words::Token| token.is_any(&["left", "right"]);
        let ends = |token: &&super::words::Token| {
            !token.is_stop() && !token.is_any(&[",", "and", "versus"])
        };
        let sides = |place: usize| {
            // `in the left eye is 20/80; the right eye is …`: the side in the number's own clause comes first.
            let own = entry.tokens.get(..place)?.iter().rev().take_while(ends).find(is_side);
            let near = entry.tokens.get(place + 1..(place + 6).min(entry.tokens.len()))?;
            let found = own.or_else(|| near.iter().find(is_side));
            found.map(|token| token.lower.clone())
        };
        let same = entry.tokens.iter().enumerate().filter(|(_, token)| token.lower == number.lower);
        same.filter_map(|(place, _)| sides(place)).collect()
    };
    let both = |entry: &&&Entry| entry.reading.laterality == Some(Laterality::Bilateral);
    let sides: Vec<String> =
        held.wide.iter().filter(both).flat_map(|entry| beside(entry)).collect();
    !sides.is_empty() && !sides.iter().any(|known| known == side)
}

fn word(side: Laterality) -> &'static str {
    match side {
        Laterality::Left => "left",
        Laterality::Right => "right",
        Laterality::Bilateral => "bilateral",
    }
}

/// `left untreated`, `has left`: no side.
fn is_verb(held: &Held, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|back| held.at(back));
    let remains = before.is_some_and(|token| token.is_any(&["is", "are", "were", "remains"]))
        && held.at(at + 1).is_none_or(super::words::Token::is_stop);
    // `twelve weeks of omeprazole left a count of 49`: what was left over.
    let over = before.is_some_and(|token| {
        token.is_any(&[
            "days",
            "weeks",
            "months",
            "years",
            "doses",
            "injections",
            "treatment",
            "therapy",
            "infusions",
            "sessions",
            "cycles",
            "course",
            "trial",
        ]) || held.reading.drugs.iter().any(|drug| drug.place.end == token.end)
    });
    let article = held.at(at + 1).is_some_and(|token| token.is_any(&["a", "an", "some", "no"]));
    remains
        || over
        || article
        || before
            .is_some_and(|token| token.is_any(&["has", "have", "had", "if", "when", "be", "was"]))
        || held.at(at + 1).is_some_and(|token| {
            token.is_any(&[
                "untreated",
                "the",
                "it",
                "them",
                "the",
                "it",
                "them",
                "her",
                "him",
                "me",
                "us",
                "his",
                "work",
                "unmanaged",
                "uncontrolled",
            ])
        })
}

/// `right` is a side before a noun and in a list with `left`; `the right to appeal` and `right now` are none.
fn is_side(held: &Held, at: usize) -> bool {
    const NONE: &[&str] = &[
        "to",
        "of",
        "now",
        "away",
        "treatment",
        "choice",
        "time",
        "patient",
        "medication",
        "drug",
        "dose",
        "thing",
    ];
    held.at(at + 1).is_none_or(|token| !token.is_any(NONE))
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn a_side_joined_to_its_part_is_a_side() {
        holds(
            doubts,
            &["Left-knee swelling has lasted 2 years."],
            &["Right-knee swelling limits her."],
        );
    }
}
