//! Conditions as policies and clinicians name them, with the ICD-10-CM codes that they stand for.

use std::sync::LazyLock;

use super::{Found, Phrases, names, rows};
use crate::fact::singular;
use crate::fact::token::{Token, tokens};

/// A condition.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::criterion) struct Condition {
    /// What to call it.
    pub(in crate::criterion) name: &'static str,
    codes: Vec<&'static str>,
    /// Findings and tests of which a denial, or a normal result, denies the condition.
    signs: Vec<&'static str>,
}

/// Short names that mean something else unless they are written in capitals: `ms`, `af`, `mg`.
const SHORT: usize = 4;

static TABLE: LazyLock<(Vec<Condition>, Phrases)> = LazyLock::new(|| {
    let table: Vec<Vec<&'static str>> =
        rows(include_str!("../../../data/conditions.tsv")).collect();
    let phrases = Phrases::new(table.iter().map(|row| row.get(1).copied().unwrap_or("")));
    let conditions = table.iter().map(|row| Condition {
        name: row.first().copied().unwrap_or(""),
        codes: row
            .get(2)
            .copied()
            .unwrap_or("")
            .split(' ')
            .filter(|code| !code.is_empty())
            .collect(),
        signs: names(row.get(3)),
    });
    (conditions.collect(), phrases)
});

/// The conditions named among the tokens.
pub(in crate::criterion) fn conditions(tokens: &[Token]) -> Vec<Found<&'static Condition>> {
    let (conditions, phrases) = &*TABLE;
    let meant = |found: &Found<usize>| {
        let single = found.to == found.from + 1;
        tokens
            .get(found.from)
            .is_some_and(|token| !single || token.lower.len() > SHORT || token.capital)
    };
    let found = phrases.find(tokens).into_iter().filter(meant);
    found
        .filter_map(|found| {
            Some(Found { what: conditions.get(found.what)?, from: found.from, to: found.to })
        })
        .collect()
}

/// The first condition that a line names.
pub(in crate::criterion) fn named(line: &str) -> Option<&'static Condition> {
    conditions(&tokens(line)).first().map(|found| found.what)
}

impl Condition {
    /// Whether an ICD-10-CM code with its dot stands for the condition.
    pub(in crate::criterion) fn holds(&self, code: &str) -> bool {
        self.codes.iter().any(|prefix| code.starts_with(prefix))
    }

    /// Where a text names a sign of the condition, from which token to which.
    pub(in crate::criterion) fn sign_at(&self, tokens: &[Token]) -> Option<(usize, usize)> {
        let words: Vec<String> = tokens.iter().map(|token| singular(&token.lower)).collect();
        self.signs.iter().find_map(|sign| {
            let sign: Vec<&str> = sign.split(' ').collect();
            let at = words.windows(sign.len()).position(|window| window == sign.as_slice())?;
            Some((at, at + sign.len()))
        })
    }

    /// Whether two conditions share codes: `obesity` and `severe obesity`, `cancer` and `breast cancer`.
    pub(in crate::criterion) fn overlaps(&self, other: &Self) -> bool {
        self.name == other.name || other.codes.iter().all(|code| self.holds(code))
    }

    /// Whether other conditions are all of its kinds between them.
    pub(in crate::criterion) fn is_covered_by(&self, others: &[&Self]) -> bool {
        self.codes.iter().all(|code| others.iter().any(|other| other.holds(code)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_table_leads_to_codes_that_exist() {
        for condition in &TABLE.0 {
            assert!(!condition.codes.is_empty(), "{}", condition.name);
            for code in &condition.codes {
                assert!(!clinical::icd10::search(code, 1).is_empty() || code.len() == 1, "{code}");
            }
        }
    }

    #[test]
    fn conditions_are_found_by_their_names() {
        let names = |text: &str| {
            conditions(&tokens(text)).iter().map(|found| found.what.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names("moderately to severely active rheumatoid arthritis (RA)"),
            ["rheumatoid arthritis", "rheumatoid arthritis"]
        );
        assert_eq!(names("chronic migraine, not 5 mg or ms"), ["chronic migraine"]);
        assert!(named("Crohn's disease").unwrap().holds("K50.80"));
    }
}
