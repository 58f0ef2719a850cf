//! Tables with names, searched as text: `names` holds sorted lines `key TAB start of the row`, `rows` the rows themselves.
//! `build.rs` writes both.

/// A table and the names of its rows.
pub(crate) struct Table {
    /// Sorted lines `key TAB byte where the row starts`.
    pub(crate) names: &'static str,
    /// Rows of tab-separated cells.
    pub(crate) rows: &'static str,
}

/// The form in which names are compared: lower case, every run of other characters than letters and digits one blank.
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_alphanumeric() {
            key.extend(letter.to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

impl Table {
    /// The row of a name given as [`key`].
    pub(crate) fn find(&self, key: &str) -> Option<&'static str> {
        let (found, row) = self.from(key).next()?;
        (found == key).then_some(row)
    }

    /// Whether a name starts with these words, so that a longer look-up is worth while.
    pub(crate) fn continues(&self, key: &str) -> bool {
        let with_blank = format!("{key} ");
        self.from(&with_blank).next().is_some_and(|(found, _)| found.starts_with(&with_blank))
    }

    /// The rows with a name that starts with the key, then those with a word that starts with it; none twice.
    pub(crate) fn search(&self, key: &str, limit: usize) -> Vec<&'static str> {
        let mut found: Vec<&'static str> = Vec::new();
        if key.is_empty() {
            return found;
        }
        let inner = format!(" {key}");
        let leading = self.from(key).take_while(|(name, _)| name.starts_with(key));
        for (_, row) in leading.chain(self.from("").filter(|(name, _)| name.contains(&inner))) {
            if found.len() == limit {
                break;
            }
            if !found.contains(&row) {
                found.push(row);
            }
        }
        found
    }

    /// The rows whose names differ from the key in one or two letters, nearest first.
    pub(crate) fn near(&self, key: &str, limit: usize) -> Vec<&'static str> {
        let allowed = if key.chars().count() < 6 { 1 } else { 2 };
        let mut near: Vec<(usize, &'static str)> = self
            .from("")
            .filter_map(|(name, row)| distance(name, key, allowed).map(|distance| (distance, row)))
            .collect();
        near.sort_by_key(|(distance, _)| *distance);
        let mut rows: Vec<&'static str> = Vec::new();
        for (_, row) in near {
            if rows.len() < limit && !rows.contains(&row) {
                rows.push(row);
            }
        }
        rows
    }

    /// All names from the first that is not before the key, with their rows.
    fn from(&self, key: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        let (names, rows) = (self.names, self.rows);
        let lines = names.get(self.lower_bound(key)..).unwrap_or("").lines();
        lines.filter_map(move |line| {
            let (name, start) = line.split_once('\t')?;
            let row = rows.get(start.parse().ok()?..)?;
            Some((name, row.lines().next()?))
        })
    }

    /// Where the first line starts whose key is not before the given one.
    fn lower_bound(&self, key: &str) -> usize {
        let bytes = self.names.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let start = bytes
                .get(low..middle)
                .and_then(|part| part.iter().rposition(|byte| *byte == b'\n'));
            let start = start.map_or(low, |newline| low + newline + 1);
            let line = self.names.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
            if line.split('\t').next().unwrap_or("") < key {
                low = start + line.len() + 1;
            } else {
                high = start;
            }
        }
        low
    }
}

/// The number of letters to change, add, leave out or swap with a neighbour (optimal string alignment), if it is at most
/// `allowed`.
pub(crate) fn distance(a: &str, b: &str, allowed: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, left) in a.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, right) in b.iter().enumerate() {
            let at =
                |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&last, column) + usize::from(left != right);
            let mut best = changed.min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let swapped = row > 0
                && column > 0
                && a.get(row - 1) == Some(right)
                && b.get(column - 1) == Some(left);
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|distance| *distance <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table =
        Table { names: "alpha\t0\nalpha beta\t8\ngamma\t8\n", rows: "alpha\t1\nbeta\t2\n" };

    #[test]
    fn every_name_is_found_and_nothing_else() {
        assert_eq!(TABLE.find("alpha"), Some("alpha\t1"));
        assert_eq!(TABLE.find("alpha beta"), Some("beta\t2"));
        assert_eq!(TABLE.find("gamma"), Some("beta\t2"));
        for other in ["", "a", "alph", "alpha b", "beta", "zeta", "alpha\t0"] {
            assert_eq!(TABLE.find(other), None, "{other}");
        }
    }

    #[test]
    fn a_row_found_by_two_names_comes_once() {
        assert_eq!(TABLE.search("alpha", 9), ["alpha\t1", "beta\t2"]);
        assert_eq!(TABLE.search("beta", 9), ["beta\t2"]);
        assert_eq!(TABLE.search("", 9), Vec::<&str>::new());
    }

    #[test]
    fn names_are_compared_without_case_and_punctuation() {
        assert_eq!(key("  Interferon Beta-1a (Avonex) "), "interferon beta 1a avonex");
        assert_eq!(key("---"), "");
    }

    #[test]
    fn distances_count_single_slips() {
        assert_eq!(distance("humira", "humria", 2), Some(1));
        assert_eq!(distance("humira", "humira", 0), Some(0));
        assert_eq!(distance("humira", "humra", 2), Some(1));
        assert_eq!(distance("humira", "enbrel", 2), None);
    }
}
