//! Payers by name or alias. Written from memory (see `data/README.md`): for names and suggestions, not for links.

use crate::names::{Table, key};

static PAYERS: Table = Table {
    names: include_str!(concat!(env!("OUT_DIR"), "/payers.names")),
    rows: include_str!(concat!(env!("OUT_DIR"), "/payers.rows")),
};

/// One payer of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Payer {
    row: &'static str,
}

/// The payer of a name, an alias or an id, whatever its case and punctuation.
pub fn find(name: &str) -> Option<Payer> {
    PAYERS.find(&key(name)).map(|row| Payer { row })
}

/// Payers with a name that starts with the text, then those with such a word in a name, then near spellings.
pub fn search(text: &str, limit: usize) -> Vec<Payer> {
    let key = key(text);
    let mut rows = PAYERS.search(&key, limit);
    if rows.is_empty() && key.len() > 3 {
        rows = PAYERS.near(&key, limit);
    }
    rows.into_iter().map(|row| Payer { row }).collect()
}

impl Payer {
    /// Stable id, such as `aetna`.
    pub fn id(self) -> &'static str {
        self.cell(0)
    }

    /// The name to show.
    pub fn name(self) -> &'static str {
        self.cell(1)
    }

    /// What it is: `commercial`, `medicaid-mco`, `medicaid-state`, `medicare-advantage`, `medicare-ffs`, `pbm`,
    /// `utilization-manager`, `tricare` or `va`.
    pub fn kind(self) -> &'static str {
        self.cell(3)
    }

    /// USPS abbreviations of the states it serves, or `US`.
    pub fn states(self) -> impl Iterator<Item = &'static str> {
        self.cell(4).split(' ').filter(|state| !state.is_empty())
    }

    fn cell(self, column: usize) -> &'static str {
        self.row.split('\t').nth(column).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payer_is_found_by_name_alias_and_id() {
        let aetna = find("AETNA").unwrap();
        assert_eq!((aetna.id(), aetna.name(), aetna.kind()), ("aetna", "Aetna", "commercial"));
        assert_eq!(find("CVS Health Aetna"), Some(aetna));
        assert_eq!(aetna.states().collect::<Vec<_>>(), ["US"]);
        assert_eq!(find("Acme Mutual of Nowhere"), None);
    }

    #[test]
    fn searching_finds_words_inside_names() {
        assert!(search("cross", 50).len() > 5);
        assert!(search("atena", 5).iter().any(|payer| payer.name() == "Aetna"));
    }
}
