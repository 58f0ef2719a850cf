//! What a fact says: its own words, what its wording means, and what it says of a criterion in other words than the payer's.

use std::rc::Rc;

use crate::concept::{self, Concept};
use crate::criterion::words::{self, Meant};
use crate::fact::token::{Token, tokens};
use crate::fact::{self, Fact, Number, Polarity, Reading, token_polarity};

/// A fact with its words.
pub(in crate::criterion) struct Heard<'a> {
    pub(in crate::criterion) fact: &'a Fact,
    pub(in crate::criterion) tokens: Rc<[Token]>,
    /// Its content words as stems, each with its token.
    pub(in crate::criterion) said: Rc<[(usize, String)]>,
    meant: Vec<Meant>,
    senses: Rc<[concept::Said]>,
    /// Where it says something of the criterion in other words, and what.
    told: Vec<Told>,
}

/// Words of a criterion that a wording of a fact says, or denies by saying the contrary.
#[derive(Debug, Clone)]
struct Told {
    from: usize,
    to: usize,
    stems: Vec<String>,
    how: How,
    /// The criterion's own wording denies its words, and the fact says the same: it denies them too.
    turned: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// The same meaning, so that a denial of it denies what is asked for.
    Same,
    /// A narrower one: it says what is asked for and its denial says nothing.
    Narrower,
    /// The contrary.
    Contrary,
}

/// Stems of words that grade: a kind of a thing says nothing of its degree.
const DEGREES: &[&str] = &[
    "good",
    "complet",
    "full",
    "sever",
    "severe",
    "total",
    "mark",
    "signific",
    "maxim",
    "adequat",
    "suffic",
    "excell",
    "major",
    "substant",
    "advanc",
    "persist",
    "recurr",
    "recurrent",
    "active",
    "activ",
    "chron",
    "acut",
    "new",
];

/// What counts as the contrary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::criterion) enum Proof {
    /// Whatever cannot be true at the same time.
    Any,
    /// A denial in so many words.
    Denial,
}

/// The meanings of a criterion.
pub(in crate::criterion) struct Asked {
    senses: Vec<Sense>,
}

/// A meaning with the content words that say it, and whether a word of denial stands among them.
struct Sense {
    concept: Concept,
    stems: Vec<String>,
    denies: bool,
}

impl Asked {
    /// The meanings that a text asks for.
    pub(in crate::criterion) fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let placed = words::placed_in(&tokens);
        let stems = |from: usize, to: usize| -> Vec<String> {
            let within = placed.iter().filter(|(at, _)| from <= *at && *at < to);
            within.map(|(_, stem)| stem.clone()).collect()
        };
        let stems = &stems;
        let own = senses(&tokens).into_iter().map(|said| {
            let part = tokens.get(said.from..said.to).unwrap_or_default();
            Sense {
                concept: said.concept,
                stems: stems(said.from, said.to),
                denies: is_denial(part),
            }
        });
        let shared = (0..tokens.len()).flat_map(|or| {
            let heads = shared_head(&tokens, or);
            heads.into_iter().map(move |(concept, end)| {
                let stems = [stems(or - 1, or), stems(end - 1, end)].concat();
                Sense { concept, stems, denies: false }
            })
        });
        let senses = own.chain(shared).filter(|sense| !sense.stems.is_empty());
        Self { senses: senses.collect() }
    }
}

/// Whether a word of denial stands among the tokens.
fn is_denial(tokens: &[Token]) -> bool {
    let words: Vec<&str> = tokens.iter().map(|token| token.lower.as_str()).collect();
    Reading::of(&words.join(" ")).polarity == Polarity::Negated
}

/// What happened twice or more recurs: `two episodes of hypoglycemia`.
fn recurring(tokens: &[Token]) -> Vec<Meant> {
    const EVENTS: &[&str] = &[
        "episodes",
        "attacks",
        "events",
        "times",
        "flares",
        "admissions",
        "hospitalizations",
        "infections",
        "falls",
        "visits",
        "bouts",
        "crises",
        "relapses",
        "recurrences",
    ];
    let several =
        |at: usize| fact::number_at(tokens, at).is_some_and(|(count, _)| count > Number::whole(1));
    let counted = (0..tokens.len()).find(|at| {
        let after = tokens.get(at + 1..(at + 4).min(tokens.len())).unwrap_or_default();
        several(*at) && after.iter().any(|token| token.any(EVENTS))
            || tokens.get(*at).is_some_and(|token| token.any(&["twice", "thrice", "repeatedly"]))
    });
    let stems = counted.into_iter().flat_map(|at| [(at, "recurr"), (at, "multipl")]);
    stems.map(|(at, stem)| Meant { at, stem: stem.to_owned(), same: false }).collect()
}

/// A muscle's strength below 5 of 5 is weakness: `right great toe extension 4/5`.
fn weakness(tokens: &[Token]) -> Vec<Meant> {
    let named = tokens.iter().any(|token| token.any(&["strength", "power", "mmt"]));
    let below = |at: usize| {
        let of_five = tokens.get(at + 1).is_some_and(|token| token.any(&["/", "of"]))
            && tokens.get(at + 2).is_some_and(|token| token.is("5"));
        of_five && fact::number_at(tokens, at).is_some_and(|(grade, _)| grade < Number::whole(5))
            || tokens.get(at).is_some_and(|token| token.any(&["0/5", "1/5", "2/5", "3/5", "4/5"]))
    };
    let at = (0..tokens.len()).find(|at| named && below(*at));
    let stems = at.into_iter().flat_map(|at| [(at, "weakness"), (at, "weak"), (at, "motor")]);
    stems.map(|(at, stem)| Meant { at, stem: words::stem(stem), same: false }).collect()
}

/// The meanings of the word before an `or` with the noun that it shares with the word after it, each with the token behind
/// that noun: `alcohol misuse` in `alcohol or drug misuse`.
fn shared_head(tokens: &[Token], or: usize) -> Vec<(Concept, usize)> {
    let joint = |at: usize| tokens.get(at).is_some_and(|token| token.any(&["or", "and", "/"]));
    if or == 0 || !joint(or) {
        return Vec::new();
    }
    let before = tokens.get(or - 1).map(|token| token.lower.as_str());
    let noun = |end: usize| tokens.get(end - 1).map(|token| token.lower.as_str());
    let said = |end: usize| {
        let words = [before?, noun(end)?];
        let said = concept::said_by(&words).into_iter().filter(|said| said.to - said.from == 2);
        Some(said.map(move |said| (said.concept, end)).collect::<Vec<_>>())
    };
    [or + 3, or + 4].into_iter().filter_map(said).flatten().collect()
}

fn senses(tokens: &[Token]) -> Vec<concept::Said> {
    let words: Vec<&str> = tokens.iter().map(|token| token.lower.as_str()).collect();
    let telling = |said: &concept::Said| {
        let part = tokens.get(said.from..said.to).unwrap_or_default();
        part.iter().any(|token| token.lower.chars().count() > 3 || token.capital)
            && !part.iter().all(|token| fact::number_word(&token.lower).is_some())
    };
    concept::said_by(&words).into_iter().filter(telling).collect()
}

impl<'a> Heard<'a> {
    pub(super) fn of(fact: &'a Fact) -> Self {
        let tokens = tokens(&fact.text);
        Self {
            said: words::placed_in(&tokens).into(),
            meant: [words::meant(&tokens), recurring(&tokens), weakness(&tokens)].concat(),
            senses: senses(&tokens).into(),
            tokens: tokens.into(),
            told: Vec::new(),
            fact,
        }
    }

    /// The same fact as it answers a criterion.
    pub(super) fn asked(&self, asked: &Asked) -> Self {
        let mut told = Vec::new();
        for sense in &asked.senses {
            for said in self.senses.iter() {
                let Some((how, turned)) = self.answers(said, sense) else { continue };
                let mut stems = sense.stems.clone();
                if how == How::Narrower {
                    stems.retain(|stem| !DEGREES.contains(&stem.as_str()));
                }
                told.push(Told { from: said.from, to: said.to, stems, how, turned });
            }
        }
        Self {
            fact: self.fact,
            tokens: Rc::clone(&self.tokens),
            said: Rc::clone(&self.said),
            meant: self.meant.clone(),
            senses: Rc::clone(&self.senses),
            told,
        }
    }

    /// How a meaning of the fact stands to one of the criterion, and whether it turns the criterion's words.
    fn answers(&self, said: &concept::Said, sense: &Sense) -> Option<(How, bool)> {
        let denied = || token_polarity(&self.tokens, said.from, said.to) == Polarity::Negated;
        if said.concept == sense.concept {
            Some((How::Same, sense.denies))
        } else if said.concept.implies(sense.concept) && !denied() {
            Some((How::Narrower, sense.denies))
        } else if sense.concept.implies(said.concept) && self.is_denied_at_all(said.from) {
            Some((How::Same, sense.denies))
        } else if said.concept.is_contrary(sense.concept) && !sense.denies {
            Some((How::Contrary, false))
        } else {
            None
        }
    }

    /// Whether a denial stands right before a place, so that it denies every kind of what is there.
    pub(in crate::criterion) fn is_denied_at_all(&self, from: usize) -> bool {
        const BETWEEN: &[&str] = &[
            "active", "current", "known", "any", "evidence", "of", "sign", "signs", "history", "a",
            "an", "had", "have", "ever", "other", "further", "prior", "previous", "recent",
        ];
        let before = self.tokens.get(..from).unwrap_or_default().iter().rev();
        before
            .into_iter()
            .find(|token| !token.any(BETWEEN))
            .is_some_and(|token| token.any(&["no", "not", "without", "denies", "never"]))
    }

    /// Whether a word stands right before another one that it narrows: the `speech` of a speech device.
    pub(in crate::criterion) fn names_a_kind(&self, at: usize) -> bool {
        self.said.iter().any(|(place, _)| *place == at + 1)
    }

    /// The words that it says or means, as stems.
    pub(in crate::criterion) fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        let said = self.said.iter().map(|(at, stem)| (*at, stem.as_str()));
        let meant = self.meant.iter().map(|meant| (meant.at, meant.stem.as_str()));
        said.chain(meant).chain(self.told(|how| how != How::Contrary))
    }

    /// The words by which it speaks: its own, what they mean, and those of the criterion that it affirms in other words.
    pub(super) fn spoken(&self) -> impl Iterator<Item = &str> {
        let said = self.said.iter().map(|(_, stem)| stem.as_str());
        let meant = self.meant.iter().map(|meant| meant.stem.as_str());
        let told = self.told(|how| how != How::Contrary);
        let affirmed = told.filter(|(at, _)| self.polarity_at(*at) == Polarity::Affirmed);
        said.chain(meant).chain(affirmed.map(|(_, stem)| stem))
    }

    fn told(&self, wanted: impl Fn(How) -> bool) -> impl Iterator<Item = (usize, &str)> {
        let told = self.told.iter().filter(move |told| wanted(told.how));
        told.flat_map(|told| told.stems.iter().map(|stem| (told.from, stem.as_str())))
    }

    /// Where it says a word of the criterion in other words.
    pub(super) fn says_in_other_words(&self, stem: &str) -> Option<usize> {
        let mut told = self.told(|how| how != How::Contrary);
        told.find(|(_, word)| words::alike(stem, word)).map(|(at, _)| at)
    }

    /// How it speaks at a place: a wording that holds its own denial affirms what it means.
    pub(in crate::criterion) fn polarity_at(&self, at: usize) -> Polarity {
        let within = |told: &&Told| told.from <= at && at < told.to && told.how != How::Contrary;
        let told = self.told.iter().filter(within).max_by_key(|told| told.to - told.from);
        let (from, to) = told.map_or((at, at + 1), |told| (told.from, told.to));
        match (token_polarity(&self.tokens, from, to), told.is_some_and(|told| told.turned)) {
            (Polarity::Affirmed, true) => Polarity::Negated,
            (Polarity::Negated, true) => Polarity::Affirmed,
            (polarity, _) => polarity,
        }
    }

    /// How it speaks of a word; the kindest place counts, `None` if it does not speak of it.
    pub(in crate::criterion) fn polarity_of(&self, stem: &str) -> Option<Polarity> {
        let places = self.words().filter(|(_, word)| words::alike(stem, word));
        let polarity = places.map(|(at, _)| self.polarity_at(at));
        polarity.max_by_key(|polarity| match polarity {
            Polarity::Affirmed => 2,
            Polarity::Uncertain => 1,
            Polarity::Negated => 0,
        })
    }

    /// Whether it says the contrary of some of these words, and all but a few of the others. The contrary that shows a thing
    /// to be absent must deny by its own wording: a deficiency is no proof against an overload.
    pub(in crate::criterion) fn contradicts(
        &self,
        asked: &[String],
        percent: usize,
        proof: Proof,
    ) -> bool {
        let denies = |told: &Told| {
            let own = self.tokens.get(told.from..told.to).unwrap_or_default();
            proof == Proof::Any
                || is_denial(own)
                || own.last().is_some_and(|token| token.is("free"))
        };
        let opposed = |told: &&Told| {
            told.how == How::Contrary
                && denies(told)
                && token_polarity(&self.tokens, told.from, told.to) == Polarity::Affirmed
        };
        let opposed: Vec<&str> = self
            .told
            .iter()
            .filter(opposed)
            .flat_map(|told| &told.stems)
            .map(String::as_str)
            .collect();
        let says = |word: &&String| {
            opposed.iter().any(|other| words::alike(word, other))
                || match self.polarity_of(word) {
                    Some(Polarity::Negated) => true,
                    Some(_) => proof == Proof::Any,
                    None => false,
                }
        };
        asked.iter().any(|word| opposed.iter().any(|other| words::alike(word, other)))
            && asked.iter().filter(says).count() * 100 >= percent * asked.len()
    }

    /// The words that it says, and other names of the same things, each with its token.
    pub(in crate::criterion) fn placed_names(&self) -> Vec<(usize, String)> {
        let same = self.meant.iter().filter(|meant| meant.same);
        let same = same.map(|meant| (meant.at, meant.stem.clone()));
        let told = self.told(|how| how == How::Same).map(|(at, stem)| (at, stem.to_owned()));
        self.said.iter().cloned().chain(same).chain(told).collect()
    }

    /// The same without their places.
    pub(in crate::criterion) fn names(&self) -> Vec<String> {
        self.placed_names().into_iter().map(|(_, stem)| stem).collect()
    }

    /// How many of these words it says or means.
    pub(in crate::criterion) fn common(&self, asked: &[String]) -> usize {
        asked.iter().filter(|word| self.words().any(|(_, other)| words::alike(word, other))).count()
    }

    /// How many of these words it has itself, in percent.
    pub(in crate::criterion) fn shared_literally(&self, asked: &[String]) -> usize {
        let has = |word: &&String| {
            let said = self.said.iter().map(|(_, stem)| stem);
            said.chain(self.meant.iter().map(|meant| &meant.stem))
                .any(|other| words::alike(word, other))
        };
        if asked.is_empty() { 0 } else { asked.iter().filter(has).count() * 100 / asked.len() }
    }

    /// How many of these words it says or means, in percent.
    pub(in crate::criterion) fn shared(&self, asked: &[String]) -> usize {
        if asked.is_empty() { 0 } else { self.common(asked) * 100 / asked.len() }
    }
}
