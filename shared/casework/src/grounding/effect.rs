//! What treatments did, in everyday words: `kept the pain at bay`, `cleared her skin`, `did nothing`, `agreed with him`.

use super::outcome::{self, Mention};
use super::phrase::BORNE;
use super::result;
use super::subject;
use super::words::{Token, TokenKind};
use super::{Doubt, held::Held};
use crate::fact::{Outcome, Place};

const GOOD: &[Outcome] = &[Outcome::Responding];
const HELPFUL: &[Outcome] = &[Outcome::Responding, Outcome::Partial];
const BAD: &[Outcome] = &[Outcome::Failed];
const HARMFUL: &[Outcome] = &[Outcome::Intolerant];

/// Phrases and what they may mean; `_` stands for any one word.
const PHRASES: &[(&str, &[Outcome])] = &[
    ("did well on", GOOD),
    ("does well on", GOOD),
    ("doing well on", GOOD),
    ("did very well", GOOD),
    ("does very well", GOOD),
    ("served _ well", GOOD),
    ("serve _ well", GOOD),
    ("serves _ well", GOOD),
    ("at bay", GOOD),
    ("in check", HELPFUL),
    ("kept _ _ quiet", GOOD),
    ("kept _ _ stable", GOOD),
    ("kept _ free", GOOD),
    ("kept _ _ free", GOOD),
    ("keeps _ _ free", GOOD),
    ("free of symptoms", GOOD),
    ("symptom-free", GOOD),
    ("put an end", GOOD),
    ("to target", GOOD),
    ("to goal", GOOD),
    ("did achieve", GOOD),
    ("melted away", HELPFUL),
    ("gave _ back", HELPFUL),
    ("gave _ _ back", HELPFUL),
    ("gave _ _ _ back", HELPFUL),
    ("gave back", HELPFUL),
    ("brought _ _ down", HELPFUL),
    ("brought down", HELPFUL),
    ("got _ walking", HELPFUL),
    ("back to work", HELPFUL),
    ("made _ _ bearable", HELPFUL),
    ("a great deal", HELPFUL),
    ("very helpful", HELPFUL),
    ("a help", HELPFUL),
    ("a success", GOOD),
    ("paid off", HELPFUL),
    ("took the edge off", &[Outcome::Partial]),
    ("did nothing", BAD),
    ("done nothing", BAD),
    ("does nothing", BAD),
    ("useless", BAD),
    ("of no use", BAD),
    ("to no avail", BAD),
    ("in vain", BAD),
    ("fruitless", BAD),
    ("want of effect", BAD),
    ("lack of effect", BAD),
    ("never did anything", BAD),
    ("not do anything", BAD),
    ("got nowhere", BAD),
    ("never worked", BAD),
    ("fell short", &[Outcome::Failed, Outcome::Partial]),
    ("agreed with", BORNE),
    ("without difficulty", BORNE),
    ("without trouble", BORNE),
    ("without problems", BORNE),
    ("without incident", BORNE),
    ("without side", BORNE),
    ("well borne", BORNE),
    ("bore _ well", BORNE),
    ("no side effects", BORNE),
    ("tolerated it well", BORNE),
    ("tolerated _ well", BORNE),
    ("disagreed with", HARMFUL),
    ("not agree with", HARMFUL),
    ("not bear", HARMFUL),
    ("not stand", HARMFUL),
    ("never got beyond", HARMFUL),
    ("never got past", HARMFUL),
    ("made _ faint", HARMFUL),
    ("made _ ill", HARMFUL),
    ("made _ sick", HARMFUL),
    ("made _ dizzy", HARMFUL),
    ("made _ drowsy", HARMFUL),
    ("made _ nauseated", HARMFUL),
    ("upset _ stomach", HARMFUL),
    ("had to be left", HARMFUL),
    ("hurt _", HARMFUL),
];
/// What a treatment that works does to something.
pub(super) const EFFECTS: &[&str] = &[
    "cleared",
    "ended",
    "relieved",
    "eased",
    "restored",
    "settled",
    "lifted",
    "abolished",
    "resolved",
    "healed",
    "halted",
    "controlled",
    "controls",
    "suppressed",
    "eliminated",
    "stopped",
    "halved",
    "normalized",
    "cut",
    "calmed",
    "quieted",
    "soothed",
    "cured",
    "reversed",
    "prevented",
    "clears",
    "relieves",
    "eases",
    "banished",
    "lessened",
    "reduced",
    "lowered",
    "decreased",
];
/// Effects that may be wished or not.
const LOWERED: &[&str] = &["lessened", "reduced", "lowered", "decreased"];
/// Words that say how little, by which an effect may be that of a failure.
const SMALL: &[&str] = &[
    "only", "just", "barely", "hardly", "slightly", "little", "some", "somewhat", "partly", "from",
    "no", "not", "without", "but",
];
/// Words before a verb by which the treatment is not what acts.
const PASSIVE: &[&str] = &[
    "was", "were", "been", "be", "being", "is", "are", "to", "not", "never", "didn't", "she", "he",
    "they", "who", "we", "i", "without", "no", "hardly", "would", "could", "may", "might", "until",
];

/// Outcomes in everyday words that the row of the treatment does not bear out.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut said: Vec<Mention> = (0..held.tokens.len())
        .filter_map(|at| phrase(held, at).or_else(|| effect(held, at)).or_else(|| whole(held, at)))
        .collect();
    said.extend(result::mentions(held));
    let known = held.mentions();
    let over = |a: Place, b: Place| a.start < b.end && b.start < a.end;
    said.retain(|mention| !known.iter().any(|other| over(other.place, mention.place)));
    said.retain(|mention| !stands(held, mention));
    said.iter()
        .filter_map(|mention| outcome::judge(held, &said, mention, <[Outcome]>::is_empty))
        .collect()
}

/// `blood pressure is well controlled` where a fact has it controlled: the words of a row on something that was not the aim.
pub(super) fn is_told(held: &Held, mention: &Mention) -> bool {
    let within =
        |token: &&Token| mention.place.start <= token.start && token.end <= mention.place.end;
    let Some(last) = held.tokens.iter().rfind(within) else { return false };
    let others = |entry: &super::entry::Entry| {
        let telling = held.words().map(|(_, token)| token).filter(|token| {
            token.stem.len() > 3 && !within(token) && !super::binding::is_small(&token.lower)
        });
        telling.filter(|token| entry.tokens.iter().any(|known| known.stem == token.stem)).count()
    };
    held.pool.iter().any(|entry| {
        let mut places = entry.places(&last.stem);
        let affirmed =
            places.any(|at| entry.scopes.get(at) == Some(&super::scope::Scope::Affirmed));
        affirmed && others(entry) > 1
    })
}

/// The phrase that begins at a place.
fn phrase(held: &Held, at: usize) -> Option<Mention> {
    let begins = |phrase: &str| {
        let mut words = phrase.split(' ').enumerate();
        words.all(|(ahead, word)| {
            held.at(at + ahead)
                .is_some_and(|t| t.is(word) || word == "_" && t.kind == TokenKind::Word)
        })
    };
    let (phrase, means) = PHRASES.iter().find(|(phrase, _)| begins(phrase))?;
    let before = held.tokens.get(at.saturating_sub(4)..at).unwrap_or_default();
    let denied = before.iter().any(|word| word.is_any(&["not", "never", "no", "didn't", "hardly"]));
    let means = match (denied, *means) {
        (false, means) => means.to_vec(),
        (true, means) if means.contains(&Outcome::Failed) => return None,
        (true, means) if means.contains(&Outcome::Intolerant) => BORNE.to_vec(),
        (true, _) => vec![Outcome::Failed, Outcome::Partial, Outcome::Intolerant],
    };
    Some(Mention { means, place: place(held, at, at + phrase.split(' ').count()) })
}

/// The effect that the treatment of this part is said to have had.
fn effect(held: &Held, at: usize) -> Option<Mention> {
    held.at(at).filter(|token| token.is_any(EFFECTS))?;
    let segment = held.segments.iter().find(|part| part.from <= at && at < part.to)?;
    let (_, named) = segment.named.iter().rev().find(|(_, place)| *place < at)?;
    let between = held.tokens.get(named + 1..at)?;
    let acts = !between.iter().any(|word| word.is_any(PASSIVE));
    let behind = held.tokens.get(at + 1..(at + 9).min(held.tokens.len()))?;
    let object = behind.first().is_some_and(|word| {
        word.kind == TokenKind::Word
            && !word.is_any(&["by", "to", "after", "because", "for", "due", "when", "and", "in"])
    });
    let measured = behind
        .iter()
        .any(|word| word.is_any(SMALL) || word.kind == TokenKind::Number || is_counted(word));
    // What is lowered may be what should not be: `lowered her white count`.
    let either = held.at(at).is_some_and(|token| token.is_any(LOWERED));
    let harm = either.then_some(Outcome::Intolerant);
    (acts && object && !measured).then(|| Mention {
        means: HELPFUL.iter().copied().chain(harm).collect(),
        place: place(held, at, at + 1),
    })
}

/// `dried the retina completely`: an effect that left nothing to wish for, whatever the verb.
fn whole(held: &Held, at: usize) -> Option<Mention> {
    const WHOLE: &[&str] = &["completely", "fully", "entirely", "totally"];
    const GREATLY: &[&str] = &[
        "considerably",
        "markedly",
        "dramatically",
        "greatly",
        "substantially",
        "remarkably",
        "beautifully",
        "nicely",
    ];
    let token = held.at(at)?;
    let means = if token.is_any(WHOLE) {
        GOOD
    } else if token.is_any(GREATLY) {
        HELPFUL
    } else {
        return None;
    };
    let affirmed = held.scopes.get(at) == Some(&super::scope::Scope::Affirmed);
    let near = held.tokens.get(at.saturating_sub(4)..(at + 4).min(held.tokens.len()))?;
    // Of harm, and of what did not come about, it says the contrary.
    let bad = near.iter().any(|word| {
        word.is_any(&["worse", "worsened", "failed", "declined", "increased", "rose", "lost"])
            || word.is_any(SMALL)
    });
    let segment = held.segments.iter().find(|part| part.from <= at && at < part.to)?;
    let named = segment.named.iter().any(|(_, place)| *place < at);
    (affirmed && named && !bad)
        .then(|| Mention { means: means.to_vec(), place: place(held, at, at + 1) })
}

fn is_counted(token: &Token) -> bool {
    super::count::exactly(&token.lower).is_some()
}

fn place(held: &Held, from: usize, to: usize) -> Place {
    let start = held.at(from).map_or(0, |token| token.start);
    Place { start, end: held.at(to - 1).map_or(start, |token| token.end) }
}

/// Whether the words are the facts' own, or no row is spoken of.
fn stands(held: &Held, mention: &Mention) -> bool {
    let said = held.said(mention.place).to_lowercase();
    let Some(at) = subject::token_at(&held.tokens, mention.place) else { return true };
    let numbers = subject::spoken_of(&held.segments, at);
    let row = numbers.iter().any(|n| held.subjects.get(*n).is_some_and(|subject| subject.is_row));
    let words: Vec<&str> = said.split(' ').collect();
    let has = |entry: &super::entry::Entry| {
        let mut parts = entry.tokens.windows(words.len());
        parts.any(|part| part.iter().zip(&words).all(|(token, word)| token.is(word)))
    };
    !row || held.wide.iter().any(|entry| has(entry))
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn everyday_words_for_outcomes_are_held_against_the_row() {
        holds(
            doubts,
            &[
                "Methotrexate kept the swelling at bay.",
                "She did well on leflunomide.",
                "Methotrexate cleared her joints of swelling.",
                "Leflunomide was useless.",
                "Naproxen did nothing for the pain.",
                "Leflunomide agreed with her.",
                "Methotrexate made her sick.",
                "She never got beyond the first week of naproxen.",
            ],
            &[
                "Methotrexate did nothing for the swelling.",
                "Methotrexate did not keep the swelling at bay.",
                "Naproxen eased her pain.",
                "Methotrexate reduced the count by only 2.",
                "Leflunomide made her ill.",
                "Leflunomide was stopped in the second month.",
                "She took methotrexate without difficulty, but to no avail.",
            ],
        );
    }
}
