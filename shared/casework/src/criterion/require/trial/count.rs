//! How many treatments a criterion asks for.

use crate::criterion::require::Leaf;
use crate::fact::{Number, Unit, number_at, starts_with};

/// The number that counts treatments: `two conventional DMARDs`, `at least 2 different triptans`, `three agents`.
pub(super) fn counted(leaf: &Leaf) -> Option<usize> {
    let counts_treatments = |noun: &str| {
        matches!(
            noun,
            "medication"
                | "drug"
                | "agent"
                | "therapy"
                | "treatment"
                | "trial"
                | "class"
                | "product"
                | "antidepressant"
                | "statin"
                | "nsaid"
                | "triptan"
                | "biologic"
                | "dmard"
                | "course"
                | "regimen"
                | "preventive"
                | "anticonvulsant"
                | "antihistamine"
                | "option"
                | "alternative"
                | "bisphosphonate"
                | "stimulant"
                | "antipsychotic"
                | "ssri"
                | "snri"
        )
    };
    let small = |value: Number| {
        value
            .floor()
            .and_then(|count| usize::try_from(count).ok())
            .filter(|count| (1..=9).contains(count))
    };
    let by_noun = leaf.reading.quantities.iter().find_map(|quantity| {
        let Unit::Count(noun) = &quantity.unit else { return None };
        small(quantity.value).filter(|_| counts_treatments(noun))
    });
    by_noun.or_else(|| {
        // A number right before a class, with at most two words or brackets between them: `two (2) different oral NSAIDs`.
        leaf.classes.iter().find_map(|found| {
            (1..=5).find_map(|back| {
                let at = found.from.checked_sub(back)?;
                let (value, to) = number_at(&leaf.tokens, at)?;
                let unit = (to..found.from).any(|at| {
                    ["%", "mg", "week", "weeks", "month", "months", "days", "years"]
                        .iter()
                        .any(|unit| starts_with(&leaf.tokens, at, unit))
                });
                small(value).filter(|_| !unit)
            })
        })
    })
}
