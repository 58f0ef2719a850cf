//! Two names of one thing: Latin and English, the policy's word and the clinic's.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Beginnings of words that stand for one thing, both ways round, by the first letter of the former.
static PAIRS: LazyLock<HashMap<u8, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut pairs: HashMap<u8, Vec<_>> = HashMap::new();
    let mut add = |word: &'static str, other: &'static str| {
        let first = word.bytes().next().unwrap_or_default();
        pairs.entry(first).or_default().push((word, other));
    };
    for row in include_str!("../../../data/roots.tsv").lines().skip(1) {
        let (word, others) = row.split_once('\t').unwrap_or((row, ""));
        for other in others.split("; ").filter(|other| !other.is_empty()) {
            add(word, other);
            add(other, word);
        }
    }
    pairs
});

/// Whether two stems are names of one thing.
pub(super) fn one_thing(left: &str, right: &str) -> bool {
    let pairs = left.bytes().next().and_then(|first| PAIRS.get(&first));
    pairs
        .into_iter()
        .flatten()
        .any(|(word, other)| left.starts_with(word) && right.starts_with(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_thing_are_alike_and_two_names_of_a_third_are_not() {
        assert!(one_thing("renal", "kidney"));
        assert!(one_thing("radiograph", "film"));
        assert!(one_thing("leg", "extrem") && one_thing("arm", "extrem"));
        assert!(!one_thing("leg", "arm"));
    }
}
