//! Words that say the same as the words of a text, or something broader: `phenylketonuria` is an inborn error of
//! metabolism, a knee is a joint, a colonoscopy an endoscopy. Never something narrower.
//!
//! `data/meanings.tsv` holds names of `WordNet` with what they are kinds or parts of, `data/diagnoses.tsv` what the tabular
//! list includes under codes; `data/meanings.py` makes both. Ask [`said_by`] for the words of a text, given word by word in
//! lower case, compounds in their parts, and [`said_by_code`] for those of an ICD-10-CM code. Both answer in lower case, in no order, some twice;
//! whoever compares stems them.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);
static CODES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../data/diagnoses.tsv").lines().skip(1);
    rows.filter_map(|row| row.split_once('\t')).collect()
});

/// How far the words of a text reach: a denial of the narrow does not deny the broad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Other names of the same thing.
    Same,
    /// And what it is a kind or a part of.
    Broader,
}

/// One meaning: its names, other words for it, and the rows of broader meanings.
struct Row {
    names: &'static str,
    also: &'static str,
    broader: Vec<usize>,
}

struct Table {
    rows: Vec<Row>,
    /// Names as folded words by their first word, each with its row.
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Table {
    fn new() -> Self {
        let mut table = Self { rows: Vec::new(), names: HashMap::new() };
        for line in include_str!("../data/meanings.tsv").lines().skip(1) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            let (names, also) = (cell(), cell());
            let broader = cell().split(' ').filter_map(|number| number.parse().ok()).collect();
            for name in names.split("; ").filter(|name| !name.is_empty()) {
                let words: Vec<String> = name.split([' ', '-']).map(folded).collect();
                if let Some(first) = words.first().cloned() {
                    table.names.entry(first).or_default().push((words, table.rows.len()));
                }
            }
            table.rows.push(Row { names, also, broader });
        }
        table
    }

    /// The words of a meaning.
    fn words(&self, row: usize) -> impl Iterator<Item = &'static str> {
        let row = self.rows.get(row);
        let cells = row.map(|row| [row.names, row.also]).unwrap_or_default();
        cells.into_iter().flat_map(|cell| cell.split([';', ' '])).filter(|word| word.len() > 2)
    }
}

/// The words that a text says beside its own; `reach` tells of each word how far it reaches.
pub(crate) fn said_by(words: &[&str], reach: impl Fn(usize) -> Reach) -> Vec<&'static str> {
    let table = &*TABLE;
    let words: Vec<String> = words.iter().map(|word| folded(word)).collect();
    let mut said = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let noun = noun_of(word);
        let alone = noun.and_then(|noun| table.names.get(noun)).into_iter().flatten();
        let alone = alone.filter(|(name, _)| name.len() == 1);
        let here = table.names.get(word).into_iter().flatten();
        let stands = |name: &[String]| words.get(at..at + name.len()) == Some(name);
        for (_, row) in here.filter(|(name, _)| stands(name)).chain(alone) {
            said.extend(table.words(*row));
            if reach(at) == Reach::Broader {
                let broader = table.rows.get(*row).map(|row| row.broader.as_slice());
                said.extend(broader.unwrap_or_default().iter().flat_map(|row| table.words(*row)));
            }
        }
    }
    said
}

/// The words that the tabular list includes under a code or one of the codes that it begins with.
pub(crate) fn said_by_code(code: &str) -> impl Iterator<Item = &'static str> {
    let beginnings = (3..=code.len()).filter_map(|length| code.get(..length));
    beginnings.filter_map(|code| CODES.get(code)).flat_map(|words| words.split(' '))
}

/// The noun of an adjective in `-ar` or `-al`: `macular`, `retinal`.
fn noun_of(word: &str) -> Option<&str> {
    let latin = word.len() > 5 && (word.ends_with("ar") || word.ends_with("al"));
    word.get(..word.len() - 1).filter(|_| latin)
}

/// A word in the singular, without possessive.
fn folded(word: &str) -> String {
    let bare = word.strip_suffix("'s").unwrap_or(word);
    let kept = bare.len() < 4 || ["ss", "us", "is"].iter().any(|ending| bare.ends_with(ending));
    match bare.strip_suffix("ies") {
        Some(rest) if rest.len() > 2 => format!("{rest}y"),
        _ if kept => bare.to_owned(),
        _ => bare.strip_suffix('s').unwrap_or(bare).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str, word: &str) -> bool {
        let words: Vec<&str> = text.split(' ').collect();
        said_by(&words, |_| Reach::Broader).contains(&word)
    }

    #[test]
    fn the_narrow_says_the_broad_and_not_the_other_way_about() {
        for (narrow, broad) in
            [("phenylketonuria", "metabolic"), ("colonoscopy", "endoscopy"), ("macular", "retina")]
        {
            assert!(says(narrow, broad), "{narrow} {broad}");
            assert!(!says(broad, narrow), "{broad} {narrow}");
        }
    }

    #[test]
    fn other_names_of_a_disease_say_it_even_where_it_is_denied() {
        let words = ["amyotrophic", "lateral", "sclerosis"];
        assert!(said_by(&words, |_| Reach::Same).contains(&"gehrig's"));
        assert!(!said_by(&["colonoscopy"], |_| Reach::Same).contains(&"endoscopy"));
    }

    #[test]
    fn a_code_says_what_its_group_and_its_inclusion_terms_say() {
        assert!(said_by_code("E70.0").any(|word| word == "metabolic"));
        assert!(said_by_code("G43.01").any(|word| word == "refractory"));
    }

    #[test]
    fn every_row_names_something_and_leads_to_rows_that_exist() {
        let table = &*TABLE;
        assert!(table.rows.len() > 8_000);
        let exists = |row: &Row| row.broader.iter().all(|other| *other < table.rows.len());
        assert!(
            table
                .rows
                .iter()
                .all(|row| (!row.names.is_empty() || !row.also.is_empty()) && exists(row))
        );
    }
}
