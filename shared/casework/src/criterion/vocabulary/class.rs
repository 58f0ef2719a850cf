//! Drug classes as policies name them.

use std::sync::LazyLock;

use super::{Found, Phrases, names, rows};
use crate::fact::token::Token;
use crate::fact::{DrugMention, Reading};

/// A class of drugs by the classes and the ingredients that it holds.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::criterion) struct DrugClass {
    /// What to call it in a question.
    pub(in crate::criterion) name: &'static str,
    classes: Vec<&'static str>,
    drugs: Vec<&'static str>,
}

static TABLE: LazyLock<(Vec<DrugClass>, Phrases)> = LazyLock::new(|| {
    let table: Vec<Vec<&'static str>> = rows(include_str!("../../../data/classes.tsv")).collect();
    let phrases = Phrases::new(table.iter().map(|row| row.get(1).copied().unwrap_or("")));
    let classes = table.iter().map(|row| DrugClass {
        name: row.first().copied().unwrap_or(""),
        classes: names(row.get(2)),
        drugs: names(row.get(3)),
    });
    (classes.collect(), phrases)
});

/// The classes named among the tokens.
pub(in crate::criterion) fn classes(tokens: &[Token]) -> Vec<Found<&'static DrugClass>> {
    let (classes, phrases) = &*TABLE;
    let found = phrases.find(tokens).into_iter();
    found
        .filter_map(|found| {
            Some(Found { what: classes.get(found.what)?, from: found.from, to: found.to })
        })
        .collect()
}

impl DrugClass {
    /// Whether a drug belongs to the class.
    pub(in crate::criterion) fn holds(&self, drug: &DrugMention) -> bool {
        let ingredient = |name: &&str| {
            drug.generic.split(" / ").any(|part| part == *name) || drug.generic == *name
        };
        self.classes.iter().any(|class| drug.class.split("; ").any(|own| own == *class))
            || self.drugs.iter().any(ingredient)
    }
}

impl DrugClass {
    /// Whether a drug by its generic name belongs to the class.
    pub(in crate::criterion) fn holds_named(&self, generic: &str) -> bool {
        Reading::of(generic).drugs.iter().any(|drug| self.holds(drug))
    }

    /// Whether another of these classes holds everything that it holds.
    pub(in crate::criterion) fn is_within(&self, classes: &[&'static Self]) -> bool {
        classes.iter().any(|other| {
            other.name != self.name
                && self.drugs.is_empty()
                && other.classes.len() > self.classes.len()
                && self.classes.iter().all(|class| other.classes.contains(class))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::token::tokens;

    #[test]
    fn every_class_and_drug_of_the_table_exists() {
        let known: Vec<&str> = clinical::drug::all()
            .map(clinical::drug::Drug::class)
            .flat_map(|class| class.split("; "))
            .collect();
        for class in &TABLE.0 {
            assert!(!class.classes.is_empty() || !class.drugs.is_empty(), "{}", class.name);
            for name in &class.classes {
                assert!(known.contains(name), "{name}");
            }
            for drug in &class.drugs {
                let is = |known: clinical::drug::Drug| {
                    known.generic() == *drug || known.ingredients().any(|part| part == *drug)
                };
                assert!(clinical::drug::all().any(is), "{drug}");
            }
        }
    }

    #[test]
    fn classes_are_found_by_their_longest_name_and_hold_their_drugs() {
        let named = |text: &str| {
            classes(&tokens(text)).iter().map(|found| found.what.name).collect::<Vec<_>>()
        };
        assert_eq!(
            named("at least two conventional synthetic DMARDs or TNF-alpha inhibitors"),
            ["conventional DMARD", "TNF inhibitor"]
        );
        assert_eq!(named("non-steroidal anti-inflammatory drugs (NSAIDs)"), ["NSAID", "NSAID"]);
        let drugs = Reading::of("Enbrel and methotrexate").drugs;
        let dmard = classes(&tokens("DMARD"))[0].what;
        assert_eq!(drugs.iter().map(|drug| dmard.holds(drug)).collect::<Vec<_>>(), [false, true]);
    }
}
