//! Which words of a text are affirmed, which denied, which in doubt.

use super::lexicon::{BREAKS, NEGATORS};
use super::turns;
use super::words::{Token, TokenKind};

/// How far a word of denial reaches, in tokens.
const REACH: usize = 16;
/// Denials that stand behind what they deny: `X was negative`.
const BEHIND: &[&str] = &[
    "negative",
    "absent",
    "undetectable",
    "denied",
    "inadvisable",
    "unsafe",
    "inappropriate",
    "unsuitable",
    "impossible",
    "naive",
];
/// Denials that take back what stands before them after a form of `to be`, else what follows: `was excluded`, `excluded X`.
const EXCLUDES: &[&str] = &["excluded", "ruled"];
/// Words that doubt what stands before them.
const PENDING: &[&str] = &["pending", "awaited", "outstanding", "ordered"];
/// Phrases with a word of denial that deny nothing.
const NO_DENIAL: &[&str] = &[
    "only",
    "longer",
    "just",
    "later",
    "doubt",
    "documented",
    "least",
    "more",
    "fewer",
    "less",
    "exceed",
];
/// Forms of `to be` and `to have`: a denial behind them takes back what stands before them as well.
const COPULAS: &[&str] = &[
    "is", "was", "are", "were", "be", "been", "has", "have", "had", "can", "could", "cannot",
    "isn't", "wasn't", "aren't", "weren't", "hasn't", "can't", "couldn't", "will",
];
/// Verbs that take the whole denial: in `did not tolerate methotrexate` nothing behind them is denied.
const RESULTS: &[&str] = &[
    "tolerate",
    "tolerated",
    "respond",
    "responded",
    "work",
    "worked",
    "help",
    "helped",
    "improve",
    "improved",
    "control",
    "controlled",
    "provide",
    "provided",
    "bring",
    "brought",
    "give",
    "given",
    "achieve",
    "achieved",
    "met",
    "meet",
];
/// Denials that reach over a whole list.
const LISTING: &[&str] =
    &["no", "denies", "denied", "without", "negative", "neither", "never", "nor"];
/// Words that begin a new statement behind `and`.
const SUBJECTS: &[&str] = &[
    "a",
    "an",
    "the",
    "his",
    "her",
    "their",
    "my",
    "he",
    "she",
    "they",
    "it",
    "this",
    "these",
    "is",
    "was",
    "has",
    "had",
    "are",
    "were",
    "one",
    "two",
    "three",
    "remains",
    "shows",
    "showed",
    "gave",
    "failed",
    "i",
    "we",
    "there",
    "continues",
    "takes",
    "lives",
    "did",
    "does",
    "misses",
    "needs",
];
/// Words of doubt.
const DOUBT: &[&str] = &[
    "possible",
    "possibly",
    "suspected",
    "suspect",
    "suspicious",
    "probable",
    "probably",
    "likely",
    "questionable",
    "presumed",
];

/// Whether a word is affirmed, denied or in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// It is so.
    Affirmed,
    /// It is not so.
    Denied,
    /// It may be so.
    Doubted,
    /// It is asked, wished or supposed.
    Open,
}
/// Words of a wish, a question or a condition.
const SUPPOSED: &[&str] =
    &["may", "might", "would", "could", "if", "whether", "should", "unless", "depending", "plans"];

/// The scope of each token.
pub(super) fn scopes(tokens: &[Token]) -> Vec<Scope> {
    let mut scopes = vec![Scope::Affirmed; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        if token.is_any(PENDING) {
            mark_back(tokens, &mut scopes, at, Scope::Doubted, true);
        }
        if turns::denies_nothing(tokens, at) {
            continue;
        }
        let next_lifts = tokens.get(at + 1).is_some_and(|next| next.is_any(NO_DENIAL));
        let opens = at == 0 && token.is("without");
        let hypothetical =
            token.is("could") && tokens.get(at + 1).is_some_and(|next| next.is("not"));
        // What is no longer so once was: it neither stands nor is denied.
        let ended = token.is("no") && tokens.get(at + 1).is_some_and(|next| next.is("longer"));
        let scope = if token.is_any(SUPPOSED) && !hypothetical
            || opens
            || ended
            || turns::lacks_its_condition(tokens, at)
        {
            Scope::Open
        } else if token.is_any(DOUBT) {
            Scope::Doubted
        } else if (token.is_any(NEGATORS)
            || turns::is_undone(tokens, at)
            || token.is_any(BEHIND)
            || token.is_any(EXCLUDES))
            && !next_lifts
        {
            Scope::Denied
        } else {
            continue;
        };
        if turns::supposes_its_subject(tokens, at) {
            mark_back(tokens, &mut scopes, at, Scope::Open, false);
        }
        denies(tokens, &mut scopes, at, scope);
    }
    ended(tokens, &mut scopes);
    prefixed(tokens, &mut scopes);
    turns::take_over(tokens, &mut scopes);
    turns::prevented(tokens, &mut scopes);
    beyond(tokens, &mut scopes);
    turns::opens_with_nothing(tokens, &mut scopes);
    scopes
}

/// Marks what the word at a place denies or doubts.
fn denies(tokens: &[Token], scopes: &mut [Scope], at: usize, scope: Scope) {
    let Some(token) = tokens.get(at) else { return };
    if let Some(slot) = scopes.get_mut(at) {
        *slot = scope;
    }
    let copula = at
        .checked_sub(1)
        .and_then(|back| tokens.get(back))
        .is_some_and(|before| before.is_any(COPULAS));
    // In `was not tolerated` the result takes the denial.
    let result = (at + 1..at + 3).filter_map(|ahead| tokens.get(ahead)).any(|next| {
        next.is_any(RESULTS) || next.is_any(&["helped", "helpful", "effective", "enough"])
    });
    let not = !result && token.is_any(&["not", "never", "cannot", "unable", "yet"]) && copula
        || token.is_any(&["cannot", "can't", "isn't", "wasn't", "aren't", "weren't"]);
    if scope == Scope::Denied && not {
        // `X, Y and Z, are not in use`: a comma before the verb closes what is named aside.
        let aside = at.checked_sub(2).and_then(|back| tokens.get(back)).is_some_and(|t| t.is(","));
        mark_back(tokens, scopes, at, scope, aside);
    }
    let passive = (1..=5)
        .filter_map(|back| at.checked_sub(back).and_then(|place| tokens.get(place)))
        .any(|before| before.is_any(&["is", "was", "are", "were", "been"]));
    if (token.is_any(EXCLUDES) || token.is_any(&["declined", "refused"])) && passive {
        mark_back(tokens, scopes, at, scope, true);
        return;
    }
    // `have been looked for and not found`: all that stands before it.
    if turns::ends_clause(tokens, at)
        && let Some(joined) =
            at.checked_sub(1).filter(|and| tokens.get(*and).is_some_and(|t| t.is("and")))
    {
        mark_back(tokens, scopes, joined, scope, true);
        return;
    }
    if turns::ends_clause(tokens, at) {
        mark_back(tokens, scopes, at, scope, false);
        return;
    }
    if token.is_any(BEHIND) {
        if turns::has_lost_its_subject(tokens, at) {
            return;
        }
        let on = tokens.get(at + 1).is_some_and(|next| next.is_any(&["for", "out"]));
        let before = at.checked_sub(1).and_then(|back| tokens.get(back));
        // `with a negative stress test` denies what follows.
        let noun = tokens.get(at + 1);
        let thing = noun.is_some_and(|noun| !noun.is_any(&["result", "results", "pressure"]));
        if token.is("negative") && thing && before.is_some_and(|token| token.is_any(&["a", "an"])) {
            mark(tokens, scopes, at + 1, scope, false);
            return;
        }
        if !on {
            mark_back(tokens, scopes, at, scope, !has_own_result(tokens, at));
        }
        if !on && !token.is("denied") && !turns::is_absent_there(tokens, at) {
            return;
        }
    }
    if token.is("no") && turns::denies_predicate(tokens, scopes, at) {
        return;
    }
    mark(tokens, scopes, at + 1, scope, token.is_any(LISTING));
}

/// Whether what stands before the last comma has a result of its own: `antibody positive, TSH normal, IgA negative`.
fn has_own_result(tokens: &[Token], at: usize) -> bool {
    let clause =
        || (0..at).rev().take_while(|place| tokens.get(*place).is_some_and(|t| !t.is_stop()));
    let Some(comma) =
        clause().find(|place| tokens.get(*place).is_some_and(|token| token.is_any(&[",", "and"])))
    else {
        return false;
    };
    clause().filter(|place| *place < comma).any(|place| {
        tokens.get(place).is_some_and(|token| {
            token.is_any(&["positive", "normal"]) || token.kind == TokenKind::Number
        })
    })
}

/// `buttons are beyond her`, `drugs play no part`: what is out of reach or of no account is denied.
fn beyond(tokens: &[Token], scopes: &mut [Scope]) {
    for at in 1..tokens.len() {
        let no_part = tokens.get(at).is_some_and(|token| token.is("no"))
            && tokens.get(at + 1).is_some_and(|next| next.is_any(&["part", "role"]));
        if no_part {
            mark_back(tokens, scopes, at, Scope::Denied, true);
        }
        let reach =
            tokens.get(at + 1).is_some_and(|next| next.is_any(&["her", "him", "them", "reach"]));
        if reach && tokens.get(at).is_some_and(|token| token.is("beyond")) {
            mark_back(tokens, scopes, at, Scope::Denied, true);
        }
    }
}

/// `stopped smoking`, `gave up drinking`: what is over is not so.
fn ended(tokens: &[Token], scopes: &mut [Scope]) {
    const HABITS: &[&str] =
        &["smoking", "drinking", "tobacco", "alcohol", "cigarettes", "vaping", "using"];
    const ENDED: &[&str] = &["stopped", "quit", "ceased", "up"];
    for at in 1..tokens.len() {
        let habit = tokens.get(at).is_some_and(|token| token.is_any(HABITS));
        let over = tokens.get(at - 1).is_some_and(|token| token.is_any(ENDED));
        if let Some(slot) = scopes.get_mut(at).filter(|_| habit && over) {
            *slot = Scope::Denied;
        }
    }
}

/// `non-smoker`, `former smoker`: the word denies itself.
fn prefixed(tokens: &[Token], scopes: &mut [Scope]) {
    let former = |at: usize| {
        at.checked_sub(1)
            .and_then(|back| tokens.get(back))
            .is_some_and(|before| before.is("former"))
    };
    for (at, (token, scope)) in tokens.iter().zip(scopes).enumerate() {
        let smoker = token.lower.starts_with("smoker") && former(at);
        if smoker || token.lower.starts_with("non-") || token.lower.starts_with("nonsmok") {
            *scope = Scope::Denied;
        }
    }
}

pub(super) fn mark(tokens: &[Token], scopes: &mut [Scope], from: usize, scope: Scope, lists: bool) {
    // In `without contrast is necessary` the denial ends at the verb; in `neither … nor … has had` it goes on.
    let first = from.checked_sub(1).and_then(|first| tokens.get(first));
    let opens = first.is_some_and(|token| token.is_any(&["without", "no"]));
    for at in from..from + REACH {
        let Some(token) = tokens.get(at) else { return };
        let parts = token.is(",") && !(lists && list_goes_on(tokens, at));
        let next = |words: &[&str]| tokens.get(at + 1).is_some_and(|next| next.is_any(words));
        let begins =
            (token.is("and") || token.is("or") && !next(&["a", "an", "the"])) && next(SUBJECTS);
        if token.is_stop()
            || parts
            || begins
            || token.is_any(&[":", "(", ")"])
            || turns::begins_purpose(tokens, from, at)
            || token.is("because")
            || token.is_any(BREAKS)
                && at > from
                && !(token.is("with") && (scope == Scope::Open || turns::relates(tokens, at)))
            || scope == Scope::Denied && turns::sets_apart(tokens, from, at)
            || opens && at > from && token.is_any(&["is", "was", "are", "were", "has", "have"])
        {
            return;
        }
        if let Some(slot) = scopes.get_mut(at) {
            *slot = scope;
        }
        if token.is_any(RESULTS) || turns::is_change_in(tokens, from, at) {
            // `never brought the count above 30`: what it did not bring about is neither so nor not so.
            turns::leave_open(tokens, scopes, at + 1);
            return;
        }
    }
}

/// Whether what follows a comma is still a list that ends in `or`: `no fever, chills or rash`.
fn list_goes_on(tokens: &[Token], comma: usize) -> bool {
    let rest = tokens.get(comma + 1..).unwrap_or_default();
    let list: Vec<&Token> = rest
        .iter()
        .take(REACH)
        .take_while(|token| !token.is_stop() && !token.is_any(SUBJECTS))
        .collect();
    list.iter().any(|token| token.is_any(&["or", "nor"]))
}

/// Marks what stands before a denial, back to the beginning of its clause.
fn mark_back(tokens: &[Token], scopes: &mut [Scope], from: usize, scope: Scope, lists: bool) {
    const ENDS: &[&str] = &[
        "but", "showed", "shows", "which", "because", "since", "although", "while", "however",
        "with", "makes", "make", "made", "when", "if",
    ];
    // The denial's own verb is passed; a second one belongs to another statement.
    let mut verbs = 0;
    for at in (from.saturating_sub(REACH)..from).rev() {
        let Some(token) = tokens.get(at) else { return };
        verbs += usize::from(token.is_any(COPULAS) && at + 2 < from);
        let parts = !lists && token.is_any(&[",", "and"])
            || turns::joins_statements(tokens, at)
            || turns::ends_own_result(tokens, at);
        // `with a negative result` denies what stands before it.
        let joins = token.is("with") && at + 3 > from;
        // `the panel: negative` is the result of what stands before the colon.
        let result = at + 1 == from && tokens.get(from).is_some_and(|t| t.is_any(BEHIND));
        let colon = token.is(":") && !result;
        if token.is_stop() || colon || token.is_any(ENDS) && !joins || parts || verbs > 1 {
            return;
        }
        if let Some(slot) = scopes.get_mut(at) {
            *slot = scope;
        }
    }
}
