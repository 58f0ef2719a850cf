//! What a disease keeps the patient from doing: policies ask for it in general words, notes tell of stairs, sleep and work.

use super::residue;
use crate::criterion::check::{Evidence, Finding};
use crate::criterion::question;
use crate::criterion::require::Requirement;
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, FactId, Polarity, token_polarity};

/// Beginnings of words that say that something is hard or impossible.
const LIMITS: &[&str] = &[
    "interfer",
    "impair",
    "limit",
    "deficit",
    "unable",
    "inabil",
    "difficult",
    "affect",
    "disab",
    "restrict",
    "cannot",
    "trouble",
    "struggl",
    "prevent",
    "wake",
    "hard",
    "needs",
    "assist",
    "hinder",
];

/// Of these, the words that deny by themselves.
const DENYING: &[&str] = &["unable", "cannot", "inabil"];

/// Words of a policy that stand for any activity.
const GENERAL: &[&str] =
    &["function", "activit", "daily", "adl", "mradl", "quality", "living", "setting"];

/// Words that go with activities and name none.
const BESIDE: &[&str] =
    &["fine", "gross", "skill", "care", "level", "perform", "abilit", "domain", "area"];

/// Activities that belong together, by beginnings of words.
const AREAS: &[&[&str]] = &[
    &["walk", "ambul", "gait", "mobil", "stair", "climb", "block"],
    &["sleep", "wake", "night", "insomn"],
    &["work", "job", "employ", "occupation", "lift", "overhead"],
    &["school", "academ", "class", "homework"],
    &["social", "friend", "relationship"],
    &["dress", "bath", "shower", "toilet", "groom", "feed", "button", "self"],
    &["motor", "hand", "grip", "writ", "pencil", "scissor", "button", "typ"],
    &["stand", "sit", "chair", "bend"],
    &["speak", "speech", "talk", "swallow", "chew", "eat", "communic", "words", "language"],
    &["driv"],
    &["home", "cook", "clean", "shop", "chore", "laundr", "housework"],
    &["concentrat", "read"],
];

/// The place of walking among them.
const WALKING: usize = 0;

/// Whether a text asks what the patient cannot do; a number is compared by others.
pub(super) fn asks(text: &str) -> bool {
    let tokens = tokens(text);
    // "Needs daily monitoring" asks for no limitation.
    let limits = tokens.iter().filter(|token| !token.any(&["needs", "need", "hard"]));
    let limited =
        limits.into_iter().any(|token| LIMITS.iter().any(|stem| token.lower.starts_with(stem)));
    let area = has(&tokens, GENERAL) || AREAS.iter().any(|area| has(&tokens, area));
    let denied = tokens.iter().any(|token| token.any(&["no", "not", "without"]));
    area && limited && !denied
}

/// Whether all that is counted are the settings or areas of life in which something is hard.
pub(super) fn counts_settings(text: &str, requirements: &[Requirement]) -> bool {
    let counts =
        |found: &Requirement| matches!(found, Requirement::Count(_) | Requirement::Value { .. });
    let named =
        tokens(text).iter().any(|token| token.any(&["settings", "areas", "domains", "activities"]));
    named && asks(text) && requirements.iter().all(counts)
}

/// Holds what the notes tell of activities against a text that asks for it.
pub(super) fn limited(text: &str, evidence: &Evidence<'_>) -> Finding {
    let question = question::other(text);
    let asked_tokens = tokens(text);
    let general = has(&asked_tokens, GENERAL);
    let asked: Vec<usize> = areas(&asked_tokens).collect();
    let mut ids: Vec<FactId> = Vec::new();
    let mut found: Vec<usize> = Vec::new();
    for fact in evidence.prose().filter(|fact| is_limited(fact)) {
        let given: Vec<usize> = areas(&tokens(&fact.text)).collect();
        let fits = given.iter().any(|area| general || asked.contains(area))
            || general && has(&tokens(&fact.text), GENERAL);
        if fits {
            ids.push(fact.id);
            found.extend(given);
        }
    }
    found.sort_unstable();
    found.dedup();
    let several = asked_tokens.iter().any(|token| token.any(&["two", "2", "multiple", "several"]));
    let open = open(text, evidence, &ids);
    if ids.is_empty() {
        Finding::open(question)
    } else if open || several && found.len() < 2 {
        Finding::partly(ids, question)
    } else {
        Finding::met(ids)
    }
}

/// Whether the text speaks of something beside activities that no fact speaks of, or of a degree.
fn open(text: &str, evidence: &Evidence<'_>, limited: &[FactId]) -> bool {
    let known = |word: &String| {
        let word = word.to_lowercase();
        let begins = |stems: &&[&str]| stems.iter().any(|stem| word.starts_with(stem));
        [LIMITS, GENERAL, BESIDE].iter().chain(AREAS).any(begins)
    };
    let asked = tokens(text);
    let degree = [
        "severe",
        "severely",
        "marked",
        "markedly",
        "major",
        "significant",
        "significantly",
        "substantial",
    ];
    let graded = asked.iter().any(|token| token.any(&degree));
    let says =
        |fact: &Fact, words: &[&str]| tokens(&fact.text).iter().any(|token| token.any(words));
    // What cannot be done at all is limited in any degree; who cannot walk may still dress and eat.
    let impossible = |fact: &Fact| {
        says(fact, &["cannot", "unable", "impossible"])
            && areas(&tokens(&fact.text)).any(|area| area != WALKING)
    };
    let said = evidence
        .prose()
        .any(|fact| says(fact, &degree) || limited.contains(&fact.id) && impossible(fact));
    graded && !said || !residue::residue(text, evidence).0.iter().all(known)
}

/// Whether a fact says that an activity is hard or impossible.
fn is_limited(fact: &Fact) -> bool {
    let tokens = tokens(&fact.text);
    tokens.iter().enumerate().any(|(at, token)| {
        let begins = |stems: &[&str]| stems.iter().any(|stem| token.lower.starts_with(stem));
        begins(LIMITS)
            && (begins(DENYING) || token_polarity(&tokens, at, at + 1) == Polarity::Affirmed)
    })
}

fn areas(tokens: &[Token]) -> impl Iterator<Item = usize> + '_ {
    AREAS.iter().enumerate().filter(|(_, area)| has(tokens, area)).map(|(at, _)| at)
}

fn has(tokens: &[Token], stems: &[&str]) -> bool {
    tokens.iter().any(|token| stems.iter().any(|stem| token.lower.starts_with(stem)))
}
