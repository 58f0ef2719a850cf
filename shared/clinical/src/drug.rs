//! Drugs by generic name, brand or usual abbreviation. Source and licence: `data/README.md`.

use crate::names::{Table, key};

static DRUGS: Table = Table {
    names: include_str!(concat!(env!("OUT_DIR"), "/drugs.names")),
    rows: include_str!(concat!(env!("OUT_DIR"), "/drugs.rows")),
};

/// One drug of the list, alone or in a fixed combination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Drug {
    row: &'static str,
}

/// The drug of a generic name, a brand or an abbreviation, whatever its case and punctuation: `Humira`, `MTX`.
pub fn find(name: &str) -> Option<Drug> {
    DRUGS.find(&key(name)).map(|row| Drug { row })
}

/// As [`find`], for a name that already has the form of [`crate::key`].
pub fn find_key(key: &str) -> Option<Drug> {
    DRUGS.find(key).map(|row| Drug { row })
}

/// Whether a longer name starts with these words (in the form of [`crate::key`]): `insulin` goes on to `insulin glargine`.
pub fn continues(key: &str) -> bool {
    DRUGS.continues(key)
}

/// Drugs with a name that starts with the text, then those with such a word in a name, then near spellings.
pub fn search(text: &str, limit: usize) -> Vec<Drug> {
    let key = key(text);
    let mut rows = DRUGS.search(&key, limit);
    if rows.is_empty() && key.len() > 3 {
        rows = DRUGS.near(&key, limit);
    }
    rows.into_iter().map(|row| Drug { row }).collect()
}

/// Every drug of the list, by generic name.
pub fn all() -> impl Iterator<Item = Drug> {
    DRUGS.rows.lines().map(|row| Drug { row })
}

impl Drug {
    /// The generic name; the parts of a combination stand in alphabetical order with ` / ` between them.
    pub fn generic(self) -> &'static str {
        self.cell(0)
    }

    /// The ingredients: one, or the parts of a combination.
    pub fn ingredients(self) -> impl Iterator<Item = &'static str> {
        self.generic().split(" / ")
    }

    /// Brand names, our own picks first; there may be none.
    pub fn brands(self) -> impl Iterator<Item = &'static str> {
        self.cell(1).split("; ").filter(|brand| !brand.is_empty())
    }

    /// Our class, such as `TNF inhibitor`; not an ATC or EPC class.
    pub fn class(self) -> &'static str {
        self.cell(2)
    }

    /// Routes of administration, such as `subcutaneous`.
    pub fn routes(self) -> impl Iterator<Item = &'static str> {
        self.cell(3).split("; ").filter(|route| !route.is_empty())
    }

    fn cell(self, column: usize) -> &'static str {
        self.row.split('\t').nth(column).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drug_is_found_by_each_of_its_names() {
        let humira = find("Humira").unwrap();
        assert_eq!(humira.generic(), "adalimumab");
        assert_eq!(humira.class(), "TNF inhibitor");
        assert_eq!(humira.routes().collect::<Vec<_>>(), ["subcutaneous"]);
        assert_eq!(find("ADALIMUMAB"), Some(humira));
        assert_eq!(find("mtx").unwrap().generic(), "methotrexate");
        assert_eq!(find("not a drug"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn every_generic_name_leads_to_its_own_row() {
        assert_eq!(all().count(), 1928);
        for drug in all() {
            assert_eq!(find(drug.generic()), Some(drug), "{}", drug.generic());
            for brand in drug.brands() {
                assert!(find(brand).is_some(), "{brand}");
            }
        }
    }

    #[test]
    fn searching_finds_beginnings_and_near_spellings() {
        assert_eq!(search("adali", 5)[0].generic(), "adalimumab");
        assert_eq!(search("humria", 5)[0].generic(), "adalimumab");
        assert!(search("glargine", 5).iter().any(|drug| drug.generic().contains("glargine")));
        assert!(search("", 5).is_empty());
        assert_eq!(search("a", 5).len(), 5);
    }
}
