//! Treatments that are no drugs, as policies and clinicians name them.

use std::sync::LazyLock;

use super::{Found, Phrases, rows};
use crate::fact::token::{Token, TokenKind};

/// A treatment.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::criterion) struct Therapy {
    /// What to call it.
    pub(in crate::criterion) name: &'static str,
    /// Whether it counts as conservative care before imaging or surgery.
    pub(in crate::criterion) conservative: bool,
}

static TABLE: LazyLock<(Vec<Therapy>, Phrases)> = LazyLock::new(|| {
    let table: Vec<Vec<&'static str>> = rows(include_str!("../../../data/therapies.tsv")).collect();
    let phrases = Phrases::new(table.iter().map(|row| row.get(1).copied().unwrap_or("")));
    let therapies = table.iter().map(|row| Therapy {
        name: row.first().copied().unwrap_or(""),
        conservative: row.get(2) == Some(&"yes"),
    });
    (therapies.collect(), phrases)
});

/// The treatments named among the tokens.
pub(in crate::criterion) fn therapies(tokens: &[Token]) -> Vec<Found<&'static Therapy>> {
    let (therapies, phrases) = &*TABLE;
    let meant = |found: &Found<usize>| {
        let single = found.to == found.from + 1;
        tokens.get(found.from).is_some_and(|token| {
            !single || token.lower.len() > 3 || token.capital || token.is("ice")
        }) && !is_amount(tokens, found.to)
    };
    let mut found: Vec<Found<usize>> = phrases.find(tokens).into_iter().filter(meant).collect();
    let shared: Vec<_> = found.iter().filter_map(|found| shared_head(tokens, found)).collect();
    found.extend(shared);
    found.sort_by_key(|found| found.from);
    found
        .into_iter()
        .filter_map(|found| {
            Some(Found { what: therapies.get(found.what)?, from: found.from, to: found.to })
        })
        .collect()
}

/// Whether a share follows right behind: a `weight loss of at least 10%` is measured and no treatment.
fn is_amount(tokens: &[Token], to: usize) -> bool {
    const BOUNDING: &[&str] = &[
        "of",
        "at",
        "least",
        "greater",
        "more",
        "less",
        "than",
        "or",
        "equal",
        "to",
        "exceeding",
        "≥",
        ">",
        "=",
        "≤",
        "<",
        "a",
        "total",
    ];
    let rest = tokens.get(to..).unwrap_or(&[]);
    let mut rest = rest.iter().skip_while(|token| token.any(BOUNDING));
    let number = rest.next().is_some_and(|token| matches!(token.kind, TokenKind::Number(_)));
    number && rest.next().is_some_and(|token| token.any(&["%", "percent"]))
}

/// The treatment whose noun stands behind the next one: `speech` in `speech or occupational therapy`.
fn shared_head(tokens: &[Token], next: &Found<usize>) -> Option<Found<usize>> {
    let joint = tokens.get(next.from.checked_sub(1)?)?;
    let from = next.from.checked_sub(2)?;
    let short = [tokens.get(from)?.clone(), tokens.get(next.to.checked_sub(1)?)?.clone()];
    let whole = joint.any(&["or", "and", "/", ","]) && next.to - next.from > 1;
    let found = TABLE.1.find(&short).into_iter().find(|found| found.to == 2).filter(|_| whole)?;
    Some(Found { what: found.what, from, to: from + 1 })
}

impl Therapy {
    /// Whether it stands for any conservative care, not for one kind of it.
    pub(in crate::criterion) fn is_umbrella(&self) -> bool {
        self.name == "conservative therapy"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::token::tokens;

    #[test]
    fn treatments_are_found_by_their_names() {
        let names = |text: &str| {
            therapies(&tokens(text)).iter().map(|found| found.what.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names("6 weeks of conservative therapy (physical therapy, NSAIDs)"),
            ["conservative therapy", "physical therapy"]
        );
        assert_eq!(
            names("PT for 8 weeks; the pt rests"),
            ["physical therapy", "activity modification"]
        );
    }
}
