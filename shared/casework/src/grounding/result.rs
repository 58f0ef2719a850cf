//! What treatments came to in any wording of the table of concepts: `symptoms are better`, `to no avail`, `disease quiet`.

use super::held::Held;
use super::outcome::Mention;
use super::phrase::BORNE;
use super::scope::Scope;
use super::words::{Token, TokenKind};
use crate::concept::{self, Concept, Said};
use crate::fact::{Outcome, Place};
use std::sync::LazyLock;

const HELPFUL: &[Outcome] = &[Outcome::Responding, Outcome::Partial];
const SHORT: &[Outcome] = &[Outcome::Failed, Outcome::Partial];

/// Wordings of a concept and what it may mean of a treatment; the first that a concept implies decides.
const MEANINGS: &[(&str, &[Outcome])] = &[
    ("partial response", &[Outcome::Partial, Outcome::Failed]),
    ("temporary benefit", SHORT),
    ("minimal benefit", SHORT),
    ("inadequate response", SHORT),
    ("no benefit", &[Outcome::Failed]),
    ("no response", &[Outcome::Failed]),
    ("complete remission", &[Outcome::Responding]),
    ("sustained remission", &[Outcome::Responding]),
    ("remission", &[Outcome::Responding]),
    ("well controlled", &[Outcome::Responding]),
    ("healed wound", &[Outcome::Responding]),
    ("seizure free", &[Outcome::Responding]),
    ("pain free", &[Outcome::Responding]),
    ("recover", HELPFUL),
    ("effective", &[Outcome::Responding]),
    ("good response", HELPFUL),
    ("pain relief", HELPFUL),
    ("improve", HELPFUL),
    ("clinical benefit", HELPFUL),
    ("well tolerated", BORNE),
];

static CONCEPTS: LazyLock<Vec<(Concept, &'static [Outcome])>> = LazyLock::new(|| {
    let of = |(wording, means): &(&str, &'static [Outcome])| {
        let words: Vec<&str> = wording.split(' ').collect();
        let said = concept::said_by(&words).into_iter();
        let whole = said.filter(|said| said.from == 0 && said.to == words.len());
        whole.map(|said| (said.concept, *means)).collect::<Vec<_>>()
    };
    MEANINGS.iter().flat_map(of).collect()
});

/// The outcomes that the sentence tells so.
pub(super) fn mentions(held: &Held) -> Vec<Mention> {
    let told = held.sayings().iter().filter(|(said, _)| !is_aim(held, *said));
    let all: Vec<Mention> = told.filter_map(|(said, scope)| mention(held, *said, *scope)).collect();
    // `partially effective` is not effective.
    let within = |inner: &Place, outer: &Place| {
        outer.start <= inner.start && inner.end <= outer.end && inner != outer
    };
    let longest = |one: &&Mention| !all.iter().any(|other| within(&one.place, &other.place));
    all.iter().filter(longest).cloned().collect()
}

fn mention(held: &Held, said: Said, scope: Scope) -> Option<Mention> {
    let anchor = CONCEPTS.iter().find(|(concept, _)| said.concept.implies(*concept));
    let (_, means) = anchor?;
    let good = means.contains(&Outcome::Responding) && !means.contains(&Outcome::Failed);
    let means = match scope {
        Scope::Affirmed => means.to_vec(),
        Scope::Denied if good => vec![Outcome::Failed, Outcome::Partial, Outcome::Intolerant],
        Scope::Denied | Scope::Doubted | Scope::Open => return None,
    };
    let start = held.at(said.from)?.start;
    Some(Mention { means, place: Place { start, end: held.at(said.to.checked_sub(1)?)?.end } })
}

/// What is only wished or measured: `to relieve her pain`, `improved from 24 to 22`.
fn is_aim(held: &Held, said: Said) -> bool {
    const AIMS: &[&str] = &["to", "for", "toward", "towards", "of", "not", "no", "than", "more"];
    let before = held.tokens.get(said.from.saturating_sub(2)..said.from).unwrap_or_default();
    let behind = held.tokens.get(said.to..(said.to + 7).min(held.tokens.len())).unwrap_or_default();
    let counted = |token: &Token| {
        token.kind == TokenKind::Number || super::count::exactly(&token.lower).is_some()
    };
    before.iter().any(|token| token.is_any(AIMS)) || behind.iter().any(counted)
}

#[cfg(test)]
mod tests {
    use super::super::effect;
    use super::super::trial::holds;

    #[test]
    fn an_outcome_in_any_wording_is_held_against_the_row() {
        holds(
            effect::doubts,
            &["Methotrexate brought quiescence."],
            &["Methotrexate was of no help.", "I hope for quiescence."],
        );
    }
}
