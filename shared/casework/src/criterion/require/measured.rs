//! Measures that must have been taken, whatever they show.

use super::{Leaf, Requirement};
use crate::fact::{Polarity, Unit, measures};

/// That a measure was taken: `METAVIR score or equivalent must be indicated`.
pub(super) fn measured(leaf: &Leaf) -> Option<Requirement> {
    let taken = leaf.begins(&[
        "score", "level", "document", "obtain", "measur", "baseline", "test", "indicat", "result",
        "record", "submit", "assess", "evaluat", "check", "monitor", "drawn",
    ]);
    let names: Vec<&'static str> = measures(&leaf.tokens).iter().map(|found| found.name).collect();
    // A time is that within which it was measured.
    let timed = leaf.reading.quantities.iter().all(|quantity| quantity.unit == Unit::Day)
        && (leaf.reading.quantities.is_empty()
            || leaf.says(&["within"]) && !leaf.says(&["before", "prior"]));
    // A positive or an elevated one is not met by any result.
    let told = leaf.begins(&[
        "positiv", "elevat", "abnormal", "raised", "detectab", "low", "high", "insuffic",
    ]);
    let plain = leaf.reading.polarity == Polarity::Affirmed && timed && !told;
    (taken && plain && !names.is_empty() && leaf.reading.drugs.is_empty()).then(|| {
        Requirement::Measured {
            each: names.len() > 1 && leaf.says(&["and"]) && !leaf.says(&["or"]),
            names,
        }
    })
}
