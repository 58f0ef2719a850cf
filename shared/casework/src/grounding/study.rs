//! Studies that are no literature: examinations of the patient, and learning.

use super::held::Held;

/// Words that make a test of `study` and `studies`.
const TESTS: &[&str] = &[
    "imaging",
    "sleep",
    "conduction",
    "nerve",
    "laboratory",
    "lab",
    "radiographic",
    "mri",
    "motility",
    "swallow",
    "urodynamic",
    "emptying",
    "genetic",
    "electrodiagnostic",
    "contrast",
    "doppler",
    "this",
    "emg",
    "videofluoroscopic",
    "swallowing",
    "fluoroscopic",
    "manometry",
    "impedance",
    "ultrasound",
    "monitoring",
];

/// Whether `study` at a place is an examination, or what a pupil does.
pub(super) fn is_no_reference(held: &Held, at: usize) -> bool {
    let tested =
        at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|token| token.is_any(TESTS));
    held.at(at).is_some_and(|token| token.is_any(&["study", "studies"]))
        && (tested || is_learning(held, at) || is_requested(held, at))
}

/// `the study requested`, where an examination is asked for: that examination.
fn is_requested(held: &Held, at: usize) -> bool {
    const EXAMINATIONS: &[&str] = &[
        "mri",
        "ct",
        "pet",
        "imaging",
        "scan",
        "angiography",
        "ultrasound",
        "sequencing",
        "polysomnography",
        "echocardiography",
        "radiography",
        "mra",
        "test",
        "testing",
        "panel",
        "exome",
        "genome",
    ];
    const LED: &[&str] = &["the", "this", "requested", "proposed", "repeat", "planned"];
    let request = held.wide.iter().find(|entry| entry.is_request());
    let examined = request.is_some_and(|entry| entry.tokens.iter().any(|t| t.is_any(EXAMINATIONS)));
    let led = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|t| t.is_any(LED));
    let shows = held.at(at + 1).is_some_and(|next| {
        next.is_any(&[
            "showed",
            "found",
            "demonstrated",
            "of",
            "by",
            "in",
            "published",
            "showing",
            "data",
        ])
    });
    let single = held.at(at).is_some_and(|token| token.is("study"));
    examined && single && led && !shows
}

/// `drive and study safely`, `to study`: no publication.
fn is_learning(held: &Held, at: usize) -> bool {
    const BEFORE: &[&str] =
        &["to", "and", "or", "can", "could", "cannot", "not", "he", "she", "they"];
    let verb = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|t| t.is_any(BEFORE));
    let shows = held.at(at + 1).is_some_and(|next| {
        next.is_any(&[
            "showed",
            "shows",
            "show",
            "found",
            "demonstrated",
            "of",
            "data",
            "in",
            "have",
            "has",
        ])
    });
    verb && !shows
}

#[cfg(test)]
mod tests {
    use super::super::citation;
    use super::super::trial::holds;

    #[test]
    fn a_study_of_swallowing_is_no_publication() {
        holds(
            citation::doubts,
            &["A randomized study supports it.", "One study showed a benefit."],
            &["The videofluoroscopic study was done.", "A sleep study was done."],
        );
    }
}
