//! What one wording implies of others: phrases that mean the same, conditions by name and by code, drugs by class. A
//! sentence may use any of them where an entry has another.

use super::words::{self, Token};
use crate::fact::Reading;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Groups of phrases. An entry that says one of them implies the words of all.
static GROUPS: LazyLock<Groups> = LazyLock::new(Groups::new);

struct Groups {
    /// Every word of each group, as stems.
    words: Vec<Vec<String>>,
    /// Phrases as stems by their first stem, each with its group.
    phrases: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// Beginnings of ICD-10-CM codes and the group of their condition.
    codes: Vec<(&'static str, usize)>,
    /// Classes and ingredients of our drug list and the group of their class.
    drugs: Vec<(&'static str, usize)>,
}

impl Groups {
    fn new() -> Self {
        let mut groups = Self {
            words: Vec::new(),
            phrases: HashMap::new(),
            codes: Vec::new(),
            drugs: Vec::new(),
        };
        for row in rows(include_str!("../../data/synonyms.tsv")) {
            groups.add(row.first().copied().unwrap_or_default());
        }
        for row in rows(include_str!("../../data/therapies.tsv")) {
            groups.add(row.get(1).copied().unwrap_or_default());
        }
        for row in rows(include_str!("../../data/conditions.tsv")) {
            let group = groups.add(row.get(1).copied().unwrap_or_default());
            let codes = row.get(2).copied().unwrap_or_default().split(' ');
            groups.codes.extend(codes.filter(|code| code.len() > 2).map(|code| (code, group)));
        }
        for row in rows(include_str!("../../data/classes.tsv")) {
            let group = groups.add(row.get(1).copied().unwrap_or_default());
            for cell in [row.get(2), row.get(3)].into_iter().flatten() {
                let names = cell.split("; ").filter(|name| !name.is_empty());
                groups.drugs.extend(names.map(|name| (name, group)));
            }
        }
        groups
    }

    fn add(&mut self, cell: &str) -> usize {
        let group = self.words.len();
        let mut all = Vec::new();
        for phrase in cell.split("; ").filter(|phrase| !phrase.is_empty()) {
            let tokens = words::tokens(phrase);
            let stems: Vec<String> = tokens.iter().flat_map(parts).collect();
            let whole = tokens.into_iter().map(|token| token.stem);
            all.extend(whole.chain(stems.iter().cloned()).filter(|stem| stem.len() > 1));
            if let Some(first) = stems.first().cloned() {
                self.phrases.entry(first).or_default().push((stems, group));
            }
        }
        all.sort_unstable();
        all.dedup();
        self.words.push(all);
        group
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

/// The words that a text implies beside its own.
pub(super) fn implied(tokens: &[Token], reading: &Reading) -> Vec<String> {
    let groups = &*GROUPS;
    let mut found = named(tokens);
    for code in &reading.codes {
        let of = groups.codes.iter().filter(|(prefix, _)| code.code.starts_with(prefix));
        found.extend(of.map(|(_, group)| *group));
    }
    for drug in &reading.drugs {
        let is = |name: &str| {
            drug.class.split("; ").any(|class| class == name)
                || drug.generic.split(" / ").any(|part| part == name)
        };
        found.extend(groups.drugs.iter().filter(|(name, _)| is(name)).map(|(_, group)| *group));
        let generic = drug.generic.split(" / ").map(words::canonical);
        let by_name = generic.filter_map(|stem| groups.phrases.get(&stem)).flatten();
        found.extend(by_name.filter(|(stems, _)| stems.len() == 1).map(|(_, group)| *group));
    }
    found.sort_unstable();
    found.dedup();
    let words = found.iter().filter_map(|group| groups.words.get(*group)).flatten();
    words.cloned().collect()
}

/// The groups that a text names.
fn named(tokens: &[Token]) -> Vec<usize> {
    let said: Vec<String> = tokens.iter().flat_map(parts).collect();
    let mut found = Vec::new();
    for (from, first) in said.iter().enumerate() {
        for (stems, group) in GROUPS.phrases.get(first).into_iter().flatten() {
            if said.get(from..from + stems.len()) == Some(stems.as_slice()) {
                found.push(*group);
            }
        }
    }
    found
}

/// The stems of a word, hyphens aside: `interferon-gamma` is written in two words as well.
fn parts(token: &Token) -> Vec<String> {
    if !token.lower.contains('-') {
        return vec![token.stem.clone()];
    }
    token.lower.split('-').filter(|part| !part.is_empty()).map(words::canonical).collect()
}
