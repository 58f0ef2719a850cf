//! What may have come of a trial.

use super::{FAILURE, Leaf, Trial};

/// What may have come of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says of one outcome whether it counts")]
pub(in crate::criterion) struct Accepts {
    /// The trial must have failed; without this a trial that was done counts.
    pub(in crate::criterion) only_failure: bool,
    /// Intolerance counts.
    pub(in crate::criterion) intolerance: bool,
    /// A contraindication counts.
    pub(in crate::criterion) contraindication: bool,
    /// Intolerance counts only after the full time: `intolerance after at least a month`.
    pub(in crate::criterion) only_after: bool,
    /// Being treated counts, whatever came of it.
    pub(in crate::criterion) any_use: bool,
    /// Only that it cannot be given counts: `intolerance or contraindication to metformin`. What failed could be given.
    pub(in crate::criterion) only_unfit: bool,
}

/// Beginnings of words that ask for a course of treatment.
const COURSE: &[&str] = &[
    "trial",
    "tried",
    "trying",
    "respon",
    "course",
    "complet",
    "step",
    "treated",
    "improve",
    "achiev",
    "control",
    "benefit",
    "effective",
    "relie",
    "work",
];

/// What may have come of a trial, by the text and by the group above it.
pub(super) fn accepts(leaf: &Leaf, inherited: Option<&Trial>) -> Accepts {
    let own = Accepts {
        only_failure: leaf.begins(FAILURE)
            || leaf.says(&[
                "not responded",
                "did not respond",
                "no improvement",
                "without adequate",
                "resolved by",
                "resolved with",
            ]),
        intolerance: leaf.begins(&["intoleran", "adverse", "unable"])
            || leaf.says(&["not tolerated", "not tolerate", "side effects"]),
        contraindication: leaf.begins(&["contraindicat"]),
        only_after: leaf.says(&[
            "after at least",
            "after a minimum",
            "following at least",
            "after a trial",
        ]),
        any_use: leaf.says(&[
            "treated with",
            "has received",
            "has taken",
            "have taken",
            "has been taking",
            "has been on",
            "has used",
            "adherent to",
            "adherence to",
            "adherent with",
            "compliant with",
            "stable dose of",
            "stable doses of",
            "receiving",
            "stabilized on",
            "established",
            "maintained on",
        ]),
        only_unfit: false,
    };
    let only_unfit = (own.intolerance || own.contraindication)
        && !(own.only_failure || own.only_after || own.any_use || leaf.begins(COURSE));
    let above = inherited.map(|trial| trial.accepts).unwrap_or_default();
    Accepts {
        only_failure: own.only_failure || above.only_failure,
        intolerance: own.intolerance || above.intolerance,
        contraindication: own.contraindication || above.contraindication,
        only_after: own.only_after || above.only_after,
        any_use: own.any_use || above.any_use,
        only_unfit: only_unfit && inherited.is_none(),
    }
}
