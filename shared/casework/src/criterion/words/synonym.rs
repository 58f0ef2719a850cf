//! Two names of one thing: Latin and English, the policy's word and the clinic's.

use std::sync::LazyLock;

/// Beginnings of words that stand for one thing, in pairs.
static PAIRS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/roots.tsv").lines().skip(1);
    let pairs = |row: &'static str| {
        let (word, others) = row.split_once('\t').unwrap_or((row, ""));
        others.split("; ").filter(|other| !other.is_empty()).map(move |other| (word, other))
    };
    rows.flat_map(pairs).collect()
});

/// Whether two stems are names of one thing.
pub(super) fn one_thing(left: &str, right: &str) -> bool {
    PAIRS.iter().any(|(word, other)| {
        left.starts_with(word) && right.starts_with(other)
            || left.starts_with(other) && right.starts_with(word)
    })
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
