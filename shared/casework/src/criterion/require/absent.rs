//! What must not be there and stands in no table: `No history of angioedema`.

use super::{Leaf, Requirement, Subject};
use crate::criterion::words;
use crate::fact::token::{Token, TokenKind};
use crate::fact::{Place, starts_with};

/// Words that begin a criterion of absence.
const DENIALS: &[&str] = &[
    "no",
    "not a",
    "not an",
    "without",
    "absence of",
    "does not have",
    "do not have",
    "not have",
    "has not had",
    "have not had",
    "has no",
    "free of",
    "no evidence of",
    "must not have",
    "no history of",
    "has no history of",
    "denies",
    "absence of any",
    "freedom from",
    "free from",
    "free of any",
    "not been diagnosed with",
    "not diagnosed with",
    "exclusion of",
    "lack of",
    "no known",
    "no active",
    "no current",
    "no evidence of any",
    "no prior history of",
    "no contraindication to",
    "no contraindications to",
    "negative for",
    "must not be",
    "is not",
    "are not",
    "not have a history of",
    "not have any history of",
    "not have evidence of",
    "not had",
    "not previously had",
    "not previously undergone",
    "not undergone",
    "never had",
];
/// Words that end what is denied: what follows says more about it.
const ENDS: &[&str] = &[
    "related",
    "that",
    "which",
    "due",
    "in",
    "within",
    "for",
    "prior",
    "during",
    "as",
    "from",
    "who",
    "unless",
    "at",
    "caused",
    "after",
    "before",
    "other",
    "such",
    "including",
    "e.g",
    "eg",
    "defined",
    "on",
    "documented",
    "confirmed",
    "affecting",
    "involving",
    "by",
    "with",
    "which",
];

/// Beginnings of words that make a denial one of another kind.
const OTHERS: &[&str] = &[
    "trial",
    "fail",
    "combination",
    "concurrent",
    "concomitant",
    "inadequate",
    "smok",
    "nicotin",
    "tobacco",
    "respon",
    "tolera",
];

/// Words after a denial that make a bound or a state of it.
const BOUNDS: &[&str] = &[
    "more",
    "less",
    "fewer",
    "later",
    "longer",
    "greater",
    "able",
    "sufficient",
    "adequate",
    "adequately",
    "enough",
    "controlled",
    "feasible",
    "possible",
    "appropriate",
    "suitable",
    "only",
];

/// Stems of words that grade what is denied; a note seldom repeats them.
const DEGREES: &[&str] = &[
    "activ",
    "current",
    "known",
    "untreat",
    "seriou",
    "serious",
    "signific",
    "clinic",
    "uncontroll",
    "sever",
    "concurr",
    "acut",
    "chron",
    "ongo",
    "recent",
    "clinical",
    "history",
    "evidenc",
    "sign",
    "diagnos",
];

/// Stems of verbs that name no thing by themselves.
const VERBS: &[&str] =
    &["treat", "receiv", "taking", "taken", "given", "enroll", "undergo", "prescrib", "requir"];

/// Stems of nouns that name no thing by themselves.
const GENERAL: &[&str] = &["symptom", "episod"];

/// What many diseases and operations are named after.
const ORGANS: &[&str] = &[
    "heart", "liver", "kidney", "lung", "bone", "brain", "skin", "alcohol", "drug", "stomach",
    "bladder", "bowel", "eye", "joint", "hip", "knee", "spine", "hand", "foot", "arm", "leg",
];

/// What a criterion that begins with a denial denies: one requirement for each thing, for each of them must be absent.
/// Nothing if it denies a trial, a combination or a measured value.
pub(super) fn absent(leaf: &Leaf, text: &str) -> Vec<Requirement> {
    // "No AV block without a pacemaker": what excuses is no part of what must not be there.
    let lower = text.to_lowercase();
    let excuse =
        [" unless ", " without a ", " except "].iter().filter_map(|words| lower.find(words)).min();
    if let Some(cut) = excuse.filter(|_| lower.starts_with("no ")).and_then(|end| text.get(..end)) {
        return absent(&Leaf::of(cut), cut);
    }
    // A short form in brackets is read in the place of the full name where that leaves one thing that no table knows.
    let variants: Vec<Vec<Requirement>> =
        words::variants(text).iter().map(|variant| each(&Leaf::of(variant), variant)).collect();
    match variants.as_slice() {
        [full, short] => match (full.as_slice(), short.as_slice()) {
            ([Requirement::Absent { words, .. }], [Requirement::Absent { words: short, .. }]) => {
                vec![Requirement::Absent {
                    words: words.clone(),
                    or: Some(short.clone()),
                    text: text.to_owned(),
                }]
            }
            _ => full.clone(),
        },
        _ => each(leaf, text),
    }
}

fn each(leaf: &Leaf, text: &str) -> Vec<Requirement> {
    let Some((from, to)) = denied(leaf).or_else(|| ruled_out(leaf)) else { return Vec::new() };
    // The failure of a heart is no failed trial.
    let of_another_kind = leaf.tokens.iter().enumerate().any(|(at, token)| {
        OTHERS.iter().any(|stem| token.lower.starts_with(stem))
            && !leaf.conditions.iter().any(|found| found.from <= at && at < found.to)
    });
    if of_another_kind || names_others(leaf, from, to) {
        return Vec::new();
    }
    parts(leaf, from, to).into_iter().filter_map(|(from, to)| part(leaf, text, from, to)).collect()
}

/// What stands before `has been ruled out`, `excluded`, or `has not been performed`.
fn ruled_out(leaf: &Leaf) -> Option<(usize, usize)> {
    let out = leaf.at(&[
        "ruled out",
        "excluded",
        "not been performed",
        "not been done",
        "not been obtained",
        "not occurred",
    ])?;
    let verb = ["has", "have", "is", "are", "was", "were", "been", "must", "should"];
    let to = (0..out).find(|at| leaf.tokens.get(*at).is_some_and(|token| token.any(&verb)))?;
    // "Hearing has been tested and hearing loss treated or excluded" says more before it.
    let joined = leaf.tokens.get(to..out)?.iter().any(|token| token.any(&["and", "or"]));
    (to > 0 && !joined).then_some((0, to))
}

/// Whether drugs, treatments or measured values stand in the reach of a denial.
fn names_others(leaf: &Leaf, from: usize, to: usize) -> bool {
    let within = |at: usize| from <= at && at < to;
    let place =
        |place: Place| within(leaf.tokens.partition_point(|token| token.place.end <= place.start));
    let measured = leaf.reading.quantities.iter().filter(|quantity| quantity.measure.is_some());
    measured.into_iter().any(|quantity| place(quantity.place))
        || leaf.reading.drugs.iter().any(|drug| place(drug.place))
        || leaf.classes.iter().any(|found| within(found.from))
        || leaf.therapies.iter().any(|found| within(found.from))
}

/// What an exclusion excludes, each thing by itself.
pub(in crate::criterion) fn excluded(leaf: &Leaf, text: &str) -> Vec<Requirement> {
    let end = leaf.tokens.iter().position(|token| token.any(ENDS) || token.any(&[";", ":", "("]));
    let to = end.filter(|end| *end > 0).unwrap_or(leaf.tokens.len());
    parts(leaf, 0, to).into_iter().filter_map(|(from, to)| part(leaf, text, from, to)).collect()
}

/// The tokens that a denial reaches over.
fn denied(leaf: &Leaf) -> Option<(usize, usize)> {
    let at = (0..leaf.tokens.len().min(6)).find_map(|at| {
        let words = DENIALS.iter().filter(|words| starts_with(&leaf.tokens, at, words));
        words.map(|words| at + words.split(' ').count()).max()
    })?;
    // "No more than two" bounds and denies nothing.
    // "Not able" and "no sufficient function" say what is there.
    if leaf.tokens.get(at)?.any(BOUNDS) {
        return None;
    }
    let end = (at + 1..leaf.tokens.len()).find(|place| {
        leaf.tokens.get(*place).is_some_and(|token| token.any(ENDS) || token.any(&[";", ":", "("]))
    });
    Some((at, end.unwrap_or(leaf.tokens.len())))
}

/// The things of a list, by their tokens. An adjective before `or` belongs to the thing after it: `ocular or periocular
/// infection` is one.
fn parts(leaf: &Leaf, from: usize, to: usize) -> Vec<(usize, usize)> {
    let tokens = &leaf.tokens;
    let whole = |start: usize, at: usize| {
        // "A heart or liver transplant" is one thing.
        let organ = tokens.get(at - 1).is_some_and(|token| token.any(ORGANS));
        // "Second- or third-degree block" is one thing, too.
        if tokens.get(at - 1).is_some_and(|token| token.is("-")) {
            return false;
        }
        if organ && tokens.get(at + 2).is_some_and(|token| token.kind == TokenKind::Word) {
            return false;
        }
        at > start + 1
            || leaf.conditions.iter().any(|found| found.from == start)
            || tokens.get(start).is_some_and(|token| !is_adjective(token))
    };
    let mut parts = Vec::new();
    let mut start = from;
    let mut depth = 0_u32;
    for at in from..to {
        let Some(token) = tokens.get(at) else { break };
        depth = match token.lower.as_str() {
            "(" => depth + 1,
            ")" => depth.saturating_sub(1),
            _ => depth,
        };
        let splits = depth == 0 && token.any(&["or", ",", "nor", "and"]);
        if splits && at > start && whole(start, at) {
            parts.push((start, at));
            start = at + 1;
        } else if splits && at == start {
            start = at + 1;
        }
    }
    // "Active infection, systemic or at the site" ends in an adjective that names nothing by itself.
    let bare = tokens.get(start).is_some_and(is_adjective) && start + 1 >= to.saturating_sub(1);
    if start < to
        && !(bare && !parts.is_empty() && leaf.conditions.iter().all(|found| found.from != start))
    {
        parts.push((start, to));
    }
    parts
}

fn is_adjective(token: &Token) -> bool {
    ["al", "ar", "ic", "ous", "ive", "ed", "ary", "ent", "ant", "oid", "ory", "ine"]
        .iter()
        .any(|ending| token.lower.ends_with(ending))
}

fn part(leaf: &Leaf, text: &str, from: usize, to: usize) -> Option<Requirement> {
    let within = |place: usize| from <= place && place < to;
    let subject = Subject::ALL.into_iter().find(|subject| {
        (from..to).any(|at| {
            subject.spellings().iter().any(|spelling| starts_with(&leaf.tokens, at, spelling))
        })
    });
    if let Some(subject) = subject {
        return Some(Requirement::Screening { subject, negative: true });
    }
    let conditions: Vec<_> =
        leaf.conditions.iter().filter(|found| within(found.from)).map(|found| found.what).collect();
    let (start, end) = (leaf.tokens.get(from)?.place.start, leaf.tokens.get(to - 1)?.place.end);
    let mut words = words::content(text.get(start..end)?);
    words.retain(|word| !DEGREES.contains(&word.as_str()));
    // "Psychotic symptoms" are known by the first word.
    while words.len() > 1 && words.last().is_some_and(|word| GENERAL.contains(&word.as_str())) {
        words.pop();
    }
    if !conditions.is_empty() {
        let named: usize = leaf
            .conditions
            .iter()
            .filter(|found| within(found.from))
            .filter_map(|found| {
                let first = leaf.tokens.get(found.from)?.place.start;
                let last = leaf.tokens.get(found.to - 1)?.place.end;
                Some(words::content(text.get(first..last)?).len())
            })
            .sum();
        return Some(if words.len() > named {
            Requirement::NoKind { conditions, words, text: text.to_owned() }
        } else {
            Requirement::NoCondition(conditions)
        });
    }
    // "Is not being treated with" denies what follows, and no treatment as such.
    let verb = |word: &String| VERBS.contains(&word.as_str());
    let named = !words.is_empty() && !words.iter().all(verb);
    named.then(|| Requirement::Absent { words, or: None, text: text.to_owned() })
}
