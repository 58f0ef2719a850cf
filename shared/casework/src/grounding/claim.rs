//! What a text claims, in stretches that are all affirmed, all denied or all in doubt, and the words that tell.

use super::lexicon::NEGATORS;
use super::scope::Scope;
use super::words::{self, Token, TokenKind};
use super::{abbreviation, lexicon, outcome};

/// Words that part a sentence into statements of their own.
const PARTS: &[&str] = &[
    ";", ":", "(", ")", "—", "but", "although", "though", "while", "whereas", "because", "since",
    "which", "who", "despite", "after", "before", "when", "until",
];
/// Words that a denial may have without denying them.
const GENERAL: &[&str] = &[
    "been",
    "have",
    "with",
    "this",
    "that",
    "these",
    "those",
    "information",
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
    "previously",
    "does",
    "patient",
    "medication",
    "drug",
    "drugs",
    "agent",
    "needed",
    "first",
    "second",
    "third",
    "criteria",
    "criterion",
    "result",
    "results",
    "sign",
    "signs",
    "significant",
    "current",
    "currently",
    "known",
    "present",
    "documented",
    "disease",
    "there",
    "neither",
    "such",
    "including",
    "include",
    "found",
    "confirmed",
    "show",
    "showed",
    "shows",
    "continues",
    "remains",
    "still",
    "also",
    "either",
    "performed",
    "done",
    "tested",
    "test",
    "testing",
    "screening",
    "screened",
    "personal",
    "past",
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "days",
    "ever",
    "never",
    "both",
    "more",
    "than",
    "about",
    "positive",
    "negative",
    "normal",
    "diagnosed",
    "diagnosis",
    "condition",
    "findings",
    "type",
    "severe",
    "chronic",
    "active",
    "record",
    "states",
    "statement",
    "notes",
    "documented",
    "day",
    "use",
    "used",
    "uses",
    "one",
    "two",
    "three",
    "who",
    "has",
    "had",
    "was",
    "not",
    "for",
    "and",
    "the",
    "did",
    "can",
    "may",
    "his",
    "her",
    "she",
    "him",
    "our",
    "its",
    "are",
    "were",
    "you",
    "but",
    "now",
    "all",
    "any",
    "per",
    "mg",
    "of",
    "in",
    "on",
    "to",
    "is",
    "be",
    "he",
    "it",
    "or",
    "at",
    "by",
    "as",
    "an",
    "we",
    "my",
    "no",
    "so",
    "if",
    "do",
    "up",
    "due",
    "out",
    "yet",
    "then",
    "will",
    "when",
    "which",
    "into",
    "they",
    "their",
    "what",
    "only",
    "being",
    "between",
    "during",
    "both",
    "chart",
    "contrast",
    "required",
    "requires",
    "require",
    "because",
    "further",
    "additional",
    "each",
    "time",
];

/// A stretch of a text whose words are all affirmed, or all denied, or all in doubt.
pub(super) struct Run<'a> {
    pub(super) scope: Scope,
    /// Its telling words with their places among the tokens.
    pub(super) words: Vec<(usize, &'a Token)>,
    /// What each word is compared by.
    pub(super) stems: Vec<String>,
}

/// A stretch of an entry: its scope and what its telling words are compared by.
#[derive(Clone)]
pub(super) struct Stretch {
    pub(super) scope: Scope,
    pub(super) stems: Vec<String>,
}

/// The stretches of an entry.
pub(super) fn stretches(tokens: &[Token], scopes: &[Scope]) -> Vec<Stretch> {
    let all = runs(tokens, scopes, |_| false).into_iter();
    all.map(|run| {
        let words = run.words.iter().flat_map(|(_, token)| abbreviation::expansions(&token.lower));
        let long = words.flat_map(|long| long.split(' ')).map(words::canonical);
        Stretch { scope: run.scope, stems: run.stems.iter().cloned().chain(long).collect() }
    })
    .collect()
}

/// The runs of a text, each with its telling words.
pub(super) fn runs<'a>(
    tokens: &'a [Token],
    scopes: &[Scope],
    skip: impl Fn(&Token) -> bool,
) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    let mut open = false;
    for (at, token) in tokens.iter().enumerate() {
        let scope = scopes.get(at).copied().unwrap_or(Scope::Affirmed);
        let parts =
            token.is_any(PARTS) || token.is_stop() || token.is(",") && scope != Scope::Denied;
        if parts {
            open = false;
            continue;
        }
        let goes_on = open && runs.last().is_some_and(|run| run.scope == scope);
        if !goes_on {
            runs.push(Run { scope, words: Vec::new(), stems: Vec::new() });
            open = true;
        }
        if is_telling(token)
            && !skip(token)
            && let Some(run) = runs.last_mut()
        {
            run.words.push((at, token));
            run.stems.push(bare(token));
        }
    }
    runs.retain(|run| !run.words.is_empty());
    runs
}

/// The stem without a beginning that denies: `smoker` of `non-smoker`.
pub(super) fn bare(token: &Token) -> String {
    let rest = token.lower.strip_prefix("non-").or_else(|| token.lower.strip_prefix("non"));
    rest.filter(|rest| rest.len() > 3).map_or_else(|| token.stem.clone(), words::canonical)
}

fn is_telling(token: &Token) -> bool {
    let short = token.stem.len() < 3 && lexicon::is_plain(&token.lower) || token.stem.len() < 2;
    token.kind == TokenKind::Word
        && !short
        && !token.is_any(NEGATORS)
        && !token.is_any(GENERAL)
        && !outcome::is_word(&token.stem)
}
