//! Present against absent: what a fact denies is not affirmed, and the other way about.

use super::entry::{Entry, EntryKind};
use super::lexicon::{BREAKS, NEGATORS};
use super::words::{Token, TokenKind};
use super::{Doubt, held::Held, lexicon, outcome};
use crate::document::FlagKind;

/// How far a word of denial reaches, in tokens.
const REACH: usize = 9;
/// Denials that stand behind what they deny: `X was negative`.
const BEHIND: &[&str] = &["negative", "absent", "excluded", "undetectable", "denied"];
/// Phrases with a word of denial that deny nothing.
const NO_DENIAL: &[&str] =
    &["only", "longer", "just", "later", "doubt", "documented", "least", "more", "fewer", "less"];
/// What was not done of what stands before: `biopsy not done`.
const DONE: &[&str] =
    &["done", "performed", "obtained", "detected", "present", "found", "seen", "taken", "ordered"];
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
];
/// Denials that reach over a whole list.
const LISTING: &[&str] = &["no", "denies", "denied", "without", "negative", "neither", "never"];
/// Words that begin a new statement behind `and`.
const SUBJECTS: &[&str] = &[
    "a", "an", "the", "his", "her", "their", "my", "he", "she", "they", "it", "this", "these",
    "is", "was", "has", "had", "are", "were", "one", "two", "three", "remains", "shows", "showed",
    "gave", "failed", "i", "we", "there",
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
    "may",
    "might",
    "presumed",
    "pending",
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
}

/// The scope of each token.
pub(super) fn scopes(tokens: &[Token]) -> Vec<Scope> {
    let mut scopes = vec![Scope::Affirmed; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        let next_lifts = tokens.get(at + 1).is_some_and(|next| next.is_any(NO_DENIAL));
        let scope = if token.is_any(NEGATORS) && !next_lifts {
            Scope::Denied
        } else if token.is_any(DOUBT) {
            Scope::Doubted
        } else {
            continue;
        };
        let undone = token.is("not") && tokens.get(at + 1).is_some_and(|next| next.is_any(DONE));
        if undone {
            mark_back(tokens, &mut scopes, at);
        }
        if token.is_any(BEHIND) {
            mark_back(tokens, &mut scopes, at);
            if !tokens.get(at + 1).is_some_and(|next| next.is("for")) {
                continue;
            }
        }
        let lists = token.is_any(LISTING);
        mark(tokens, &mut scopes, at + 1, scope, lists);
    }
    scopes
}

fn mark(tokens: &[Token], scopes: &mut [Scope], from: usize, scope: Scope, lists: bool) {
    for at in from..from + REACH {
        let Some(token) = tokens.get(at) else { return };
        let parts = token.is(",") && !(lists && list_goes_on(tokens, at));
        let begins = token.is_any(&["and", "or"])
            && tokens.get(at + 1).is_some_and(|next| next.is_any(SUBJECTS));
        if token.is_stop()
            || parts
            || begins
            || token.is_any(&[":", "(", ")"])
            || token.is_any(BREAKS) && at > from
        {
            return;
        }
        if let Some(slot) = scopes.get_mut(at) {
            *slot = scope;
        }
        if token.is_any(RESULTS) {
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
fn mark_back(tokens: &[Token], scopes: &mut [Scope], from: usize) {
    for at in (from.saturating_sub(REACH)..from).rev() {
        let Some(token) = tokens.get(at) else { return };
        if token.is_stop() || token.is_any(&[":", ",", "but", "and"]) {
            return;
        }
        if let Some(slot) = scopes.get_mut(at) {
            *slot = Scope::Denied;
        }
    }
}

/// Words that the sentence affirms and every fact denies, or the other way about; certainty where the facts have doubt.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    for (at, token) in held.words() {
        let here = held.scopes.get(at).copied().unwrap_or(Scope::Affirmed);
        if !is_claim(held, at, token) {
            continue;
        }
        let there = scopes_of(held, &token.stem);
        let Some((entry, opposite)) = there.first() else { continue };
        if there.iter().any(|(_, scope)| agrees(here, *scope)) {
            continue;
        }
        let (kind, text) = match (here, opposite) {
            (Scope::Affirmed, Scope::Doubted) => {
                (FlagKind::Strength, "is stated for certain, but the facts have it in doubt")
            }
            (Scope::Denied, _) => (FlagKind::Negation, "is denied here, but not in the facts"),
            _ => (FlagKind::Negation, "is affirmed here, but denied in the facts"),
        };
        let says = format!(
            "“{}” {text}. {} says: {}.",
            token.text,
            entry.id,
            entry.text.trim_end_matches('.')
        );
        doubts.push(held.doubt(kind, at, at + 1, says));
    }
    doubts.extend(affirmed(held));
    doubts
}

/// What an entry denies in everyday words (`cannot open jars`, `does not smoke`), affirmed by the sentence.
fn affirmed(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for entry in &held.pool {
        let denied: Vec<&Token> = denied_words(entry);
        let said: Vec<usize> = held
            .words()
            .filter(|(at, token)| {
                held.scopes.get(*at) == Some(&Scope::Affirmed)
                    && denied.iter().any(|word| word.stem == token.stem)
            })
            .map(|(at, _)| at)
            .collect();
        let elsewhere = |at: &usize| {
            held.at(*at).is_some_and(|token| {
                let there = scopes_of(held, &token.stem);
                there.iter().any(|(entry, scope)| {
                    *scope == Scope::Affirmed && entry.kind != EntryKind::Base
                })
            })
        };
        let repeats_denial = held.words().any(|(at, token)| {
            held.scopes.get(at) == Some(&Scope::Denied)
                && denied.iter().any(|word| word.stem == token.stem)
        });
        let enough = said.len() >= 2 || said.len() == 1 && denied.len() == 1;
        if let (true, Some(first), Some(last)) =
            (enough && !repeats_denial && !said.iter().any(elsewhere), said.first(), said.last())
        {
            let text = format!(
                "This is affirmed here, but {} says: {}.",
                entry.id,
                entry.text.trim_end_matches('.')
            );
            doubts.push(held.doubt(FlagKind::Negation, *first, last + 1, text));
        }
    }
    doubts
}

/// The everyday words that an entry denies, without those that every denial has.
fn denied_words(entry: &Entry) -> Vec<&Token> {
    let words = entry
        .tokens
        .iter()
        .zip(&entry.scopes)
        .filter(|(_, scope)| **scope == Scope::Denied)
        .map(|(token, _)| token);
    words
        .filter(|token| {
            token.kind == TokenKind::Word
                && token.stem.len() > 3
                && !token.is_any(GENERAL)
                && !outcome::is_word(&token.stem)
        })
        .collect()
}

/// What a sentence in doubt or denial may stand on.
fn agrees(here: Scope, there: Scope) -> bool {
    here == there || here == Scope::Doubted && there == Scope::Affirmed
}

/// Words of findings, tests and states. Names of drugs and outcomes of treatments have families of their own.
fn is_claim(held: &Held, at: usize, token: &Token) -> bool {
    let drug = held
        .reading
        .drugs
        .iter()
        .any(|drug| drug.place.start <= token.start && token.start < drug.place.end);
    let denies = token.is_any(NEGATORS) || token.is_any(DOUBT);
    let within = |start: usize, end: usize| start <= token.start && token.start < end;
    let code = held.reading.codes.iter().any(|code| within(code.place.start, code.place.end))
        || held.reading.quantities.iter().any(|q| within(q.place.start, q.place.end))
        || held.reading.frequencies.iter().any(|f| within(f.place.start, f.place.end));
    let telling = !code && (!lexicon::is_plain(&token.stem) || is_followed_finding(held, at));
    token.kind == TokenKind::Word
        && !drug
        && !denies
        && telling
        && !outcome::is_word(&token.stem)
        && token.stem.len() > 2
}

/// An everyday word right behind a denial (`cannot walk`, `no damage`) is a finding as well.
fn is_followed_finding(held: &Held, at: usize) -> bool {
    let token = held.at(at).map_or(0, |token| token.stem.len());
    token > 3
        && held.scopes.get(at) == Some(&Scope::Denied)
        && !held.at(at).is_some_and(|token| token.is_any(GENERAL))
}

/// Everyday words that stand behind denials without being what is denied.
const GENERAL: &[&str] = &[
    "been",
    "have",
    "with",
    "this",
    "that",
    "these",
    "adequate",
    "adequately",
    "sufficient",
    "sufficiently",
    "available",
    "information",
    "documented",
    "documentation",
    "treatment",
    "therapy",
    "other",
    "able",
    "longer",
    "from",
    "evidence",
    "history",
    "prior",
    "previous",
    "does",
    "patient",
    "medication",
    "control",
    "controlled",
    "response",
    "respond",
    "improvement",
    "improve",
    "benefit",
    "relief",
    "help",
    "work",
    "tolerate",
    "tolerated",
    "effective",
    "needed",
    "third",
    "primary",
    "secondary",
    "second",
    "first",
    "criteria",
    "criterion",
    "followed",
    "result",
    "sign",
    "signs",
    "significant",
    "current",
    "known",
];

/// Where the facts have the word: entry and scope.
fn scopes_of<'a>(held: &Held<'a>, stem: &str) -> Vec<(&'a Entry, Scope)> {
    let mut found = Vec::new();
    let of_payer = |entry: &&&Entry| entry.kind == EntryKind::Denial;
    for entry in held.wide.iter().filter(|entry| !of_payer(entry)) {
        for at in entry.places(stem) {
            found.push((*entry, entry.scopes.get(at).copied().unwrap_or(Scope::Affirmed)));
        }
    }
    found
}
