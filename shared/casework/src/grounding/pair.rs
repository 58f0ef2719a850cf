//! Paired parts of the body: `both knees`, `one leg`, `the other eye`, `unilateral`.

use super::entry::Entry;
use super::words::Token;
use super::{Doubt, held::Held};
use crate::document::FlagKind;

/// Parts of the body that come in pairs, in the singular and the plural.
const PARTS: &[(&str, &str)] = &[
    ("eye", "eyes"),
    ("ear", "ears"),
    ("leg", "legs"),
    ("arm", "arms"),
    ("hand", "hands"),
    ("foot", "feet"),
    ("knee", "knees"),
    ("hip", "hips"),
    ("shoulder", "shoulders"),
    ("elbow", "elbows"),
    ("wrist", "wrists"),
    ("ankle", "ankles"),
    ("breast", "breasts"),
    ("lung", "lungs"),
    ("kidney", "kidneys"),
    ("axilla", "axillae"),
    ("thigh", "thighs"),
    ("calf", "calves"),
    ("heel", "heels"),
    ("vein", "veins"),
    ("lobe", "lobes"),
    ("side", "sides"),
];
/// Words for the side that is not the one spoken of.
const OTHER: &[&str] = &["other", "contralateral", "opposite", "unaffected"];
/// Words that keep something to what follows.
const CONFINED: &[&str] = &["confined", "limited", "restricted", "only", "isolated"];
/// Words for one side of two, or both.
const BOTH: &[&str] = &["both", "bilateral", "bilaterally"];
const SINGLE: &[&str] = &["unilateral", "unilaterally", "one-sided"];

/// Both where the facts have one side, one where they have both, and the other side of what they name once.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let wrong = if token.is("both") {
            part_behind(held, at, true).is_some_and(|part| !are_both(held, part))
        } else if token.is_any(OTHER) {
            part_behind(held, at, false).is_some_and(|part| is_one_side(held, part, token))
        } else if token.is_any(SINGLE) {
            !stands(held, SINGLE) && has_both(held, None)
        } else if token.is_any(&["one", "single"]) && !is_one_of(held, at) {
            part_behind(held, at, false).is_some_and(|part| has_both(held, Some(part)))
                && !stands(held, &["one", "single"])
        } else if token.is_any(CONFINED) {
            is_side_behind(held, at) && has_both(held, None) && !is_asked_for_one(held)
        } else {
            false
        };
        if wrong {
            let nearest = held.nearest(|entry| entry.reading.laterality.is_some());
            let text = format!("The facts do not say “{}” here.{nearest}", token.text);
            doubts.push(held.doubt(FlagKind::Laterality, at, at + 1, text));
        }
    }
    doubts
}

/// The paired part that stands within three words behind a place, in the plural or the singular.
fn part_behind(
    held: &Held,
    at: usize,
    plural: bool,
) -> Option<&'static (&'static str, &'static str)> {
    let near = held.tokens.get(at + 1..(at + 4).min(held.tokens.len()))?;
    let ends = |token: &&Token| !token.is_any(&["and", ",", "or", "of", "is", "are", "was", "to"]);
    let found =
        |token: &Token| PARTS.iter().find(|(one, many)| token.is(if plural { many } else { one }));
    near.iter().take_while(ends).find_map(found)
}

/// `one of`, `one or`: no single part.
fn is_one_of(held: &Held, at: usize) -> bool {
    let counted = at.checked_sub(1).and_then(|back| held.at(back));
    held.at(at + 1).is_some_and(|next| next.is_any(&["of", "or", "to", "-"]))
        || counted.is_some_and(|word| word.is_any(&["at", "least", "than", "any", "not"]))
}

fn stands(held: &Held, words: &[&str]) -> bool {
    held.wide.iter().any(|entry| entry.tokens.iter().any(|token| token.is_any(words)))
}

/// Whether an entry speaks of the part, in either number; every entry does of a `side`.
fn names(entry: &Entry, part: (&str, &str)) -> bool {
    part.0 == "side" || entry.tokens.iter().any(|token| token.is_any(&[part.0, part.1]))
}

/// The sides that an entry names.
fn sides(entry: &Entry) -> (bool, bool) {
    let both = entry.tokens.iter().any(|token| token.is_any(BOTH) || token.is("each"));
    let has = |side: &str| {
        let joined = format!("{side}-");
        both || entry.tokens.iter().any(|t| t.is(side) || t.lower.starts_with(&joined))
    };
    (has("left"), has("right"))
}

/// How many telling words of the sentence an entry shares.
fn closeness(held: &Held, entry: &Entry) -> usize {
    let telling = held.words().filter(|(_, token)| token.stem.len() > 3 && !token.is("both"));
    telling.filter(|(_, token)| entry.has(&token.stem)).count()
}

/// Whether what the sentence says holds on both sides: of the entries that are closest to it, one has both, or a left one
/// and a right one stand side by side; the part in the plural without a side is both as well.
fn are_both(held: &Held, part: &(&str, &str)) -> bool {
    let entries = || held.wide.iter().filter(|entry| names(entry, *part));
    let sided: Vec<&&Entry> = entries().filter(|entry| sides(entry) != (false, false)).collect();
    let plural = entries().any(|entry| entry.tokens.iter().any(|token| token.is(part.1)));
    let Some(best) = sided.iter().map(|entry| closeness(held, entry)).max() else {
        return plural;
    };
    let nearest = sided.iter().filter(|entry| closeness(held, entry) == best);
    let all = nearest.fold((false, false), |(left, right), entry| {
        let (l, r) = sides(entry);
        (left || l, right || r)
    });
    let unnamed = |entry: &&Entry| {
        !PARTS.iter().any(|part| part.0 != "side" && names(entry, *part))
            && entry.tokens.iter().any(|token| token.is_any(BOTH))
            && closeness(held, entry) > 0
    };
    all == (true, true)
        || held.wide.iter().copied().any(|entry| unnamed(&entry))
        || sided
            .iter()
            .any(|entry| entry.reading.laterality.is_none() && sides(entry) == (true, true))
}

/// Whether the facts name the part on one side alone, and no other.
fn is_one_side(held: &Held, part: &(&str, &str), said: &Token) -> bool {
    let entries = held.wide.iter().filter(|entry| names(entry, *part));
    let known = entries.fold((false, false), |(left, right), entry| {
        let (l, r) = sides(entry);
        (left || l, right || r)
    });
    known.0 != known.1 && !stands(held, &[said.lower.as_str()])
}

/// Whether an entry that shares telling words with the sentence has both sides: of a part, or as `bilateral`.
fn has_both(held: &Held, part: Option<&(&str, &str)>) -> bool {
    held.wide.iter().any(|entry| {
        let near = (0..entry.tokens.len()).any(|at| {
            let behind = entry.tokens.get(at + 1..(at + 8).min(entry.tokens.len()));
            let here = entry.tokens.get(at).is_some_and(|token| token.is_any(BOTH));
            let said = |token: &Token| match part {
                Some((one, many)) => token.is_any(&[one, many]),
                None => held.words().any(|(_, word)| {
                    word.stem.len() > 2
                        && !super::binding::is_small(&word.lower)
                        && super::words::akin(&word.stem, &token.stem)
                }),
            };
            here && behind.is_some_and(|tokens| tokens.iter().any(said))
        });
        near && !entry.tokens.iter().any(|token| token.is_any(CONFINED))
    })
}

/// Whether what is asked for is for one side: `only the right eye is to be treated`.
fn is_asked_for_one(held: &Held) -> bool {
    held.wide.iter().any(|entry| {
        let (left, right) = sides(entry);
        entry.is_request() && left != right
    })
}

/// Whether one side or one part follows: `confined to the left ear`, `limited to one leg`.
fn is_side_behind(held: &Held, at: usize) -> bool {
    let near = held.tokens.get(at + 1..(at + 5).min(held.tokens.len())).unwrap_or_default();
    let to = near.first().is_some_and(|token| token.is_any(&["to", "the", "in", "on"]));
    to && near.iter().any(|token| token.is_any(&["left", "right", "one"]))
        && part_behind(held, at + 2, false).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn both_one_and_the_other_side_are_those_of_the_facts() {
        holds(
            doubts,
            &[
                "Both knees are swollen.",
                "The other knee is swollen too.",
                "One hand is stiff.",
                "Stiffness is confined to the left hand.",
                "Her stiff hands are a unilateral complaint.",
                "The contralateral knee is to be treated.",
            ],
            &[
                "Both hands are stiff.",
                "One knee is swollen.",
                "Swelling is confined to the right knee.",
                "One or the other hand is always stiff.",
                "At least one hand is stiff.",
            ],
        );
    }
}
