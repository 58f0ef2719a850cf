//! `Head shape improved` where the facts have the head shape unchanged: one thing that is better here and the same there.

use super::entry::{Entry, EntryKind};
use super::held::Held;
use super::scope::Scope;
use super::words::{self, Token};
use super::{Doubt, binding};
use crate::concept::{self, Concept, Said};
use crate::document::FlagKind;
use std::sync::LazyLock;

/// What says that something got better, and what says that it did not.
struct Courses {
    better: Vec<Concept>,
    not: Vec<Concept>,
}

static COURSES: LazyLock<Courses> = LazyLock::new(|| {
    let of = |wordings: &[&str]| -> Vec<Concept> {
        let said = |wording: &&str| concept::said_by(&wording.split(' ').collect::<Vec<_>>());
        wordings.iter().flat_map(said).map(|said| said.concept).collect()
    };
    Courses {
        better: of(&["improve", "resolved", "normalize"]),
        not: of(&["unchanged", "no improvement", "worsen"]),
    }
});

/// What a sentence says got better and a fact says did not.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let better = held.sayings().iter().filter(|(said, scope)| {
        *scope == Scope::Affirmed && is_one(said, &COURSES.better) && !said.denies
    });
    better
        .filter_map(|(said, _)| {
            let thing = thing(&held.tokens, said)?;
            let against = |entry: &&Entry| {
                matches!(entry.kind, EntryKind::History | EntryKind::Clinical)
                    && of(entry, &COURSES.not).any(|other| is_same(other, thing))
            };
            let entry =
                held.wide.iter().copied().filter(|entry| is_meant(held, entry)).find(against)?;
            let mut all = held.wide.iter().flat_map(|entry| of(entry, &COURSES.better));
            let text = format!(
                "No fact says that “{}” got better. {} says: {}.",
                thing.text,
                entry.id,
                entry.text.trim_end_matches('.')
            );
            let doubt = held.doubt(FlagKind::Outcome, said.from, said.to, text);
            (!all.any(|other| is_same(other, thing))).then_some(doubt)
        })
        .collect()
}

/// What one treatment left as it was, another may have bettered.
fn is_meant(held: &Held, entry: &Entry) -> bool {
    let mut named = held.segments.iter().flat_map(|segment| &segment.named);
    entry.kind != EntryKind::History
        || named.any(|(number, _)| {
            let subject = held.subjects.get(*number);
            subject.is_some_and(|subject| subject.entries.iter().any(|own| own.id == entry.id))
        })
}

fn is_one(said: &Said, concepts: &[Concept]) -> bool {
    concepts.iter().any(|concept| said.concept.implies(*concept))
}

fn is_same(one: &Token, other: &Token) -> bool {
    words::akin(&one.stem, &other.stem)
}

/// The things that an entry says this of.
fn of<'a>(entry: &'a Entry, concepts: &'a [Concept]) -> impl Iterator<Item = &'a Token> {
    let said = entry.sayings.iter().filter(|(said, _)| is_one(said, concepts));
    said.filter_map(|(said, _)| thing(&entry.tokens, said))
}

/// The word right before the wording, forms of `to be` aside: what it is said of.
fn thing<'a>(tokens: &'a [Token], said: &Said) -> Option<&'a Token> {
    const LINKS: &[&str] = &["is", "was", "were", "are", "has", "have", "had", "been", "remained"];
    let before = tokens.get(..said.from)?.iter().rev();
    let word = before.into_iter().find(|token| !token.is_any(LINKS))?;
    (word.stem.len() > 3 && !binding::is_small(&word.lower)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn nothing_that_stayed_as_it_was_got_better() {
        holds(
            doubts,
            &["Her grip strength improved considerably.", "Grip strength has normalized."],
            &["Her swelling improved.", "Grip strength is the same as before."],
        );
    }
}
