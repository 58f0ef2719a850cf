//! Another patient, payer, state or code in the place of the case's own.

use casework::fact::Reading;

use super::mutation::{World, spliced};

/// Names of patients, payers and states that stand in for others.
const PATIENTS: &[&str] = &["Roberta", "Dmitri", "Yolanda", "Kenji", "Beatrix", "Omar"];
const PAYERS: &[&str] = &["Kaiser Permanente", "Centene", "Molina Healthcare", "Highmark"];
const STATES: &[&str] = &["Nevada", "Vermont", "Kansas", "Montana", "Delaware"];

pub(crate) fn names(text: &str, world: &World, seed: usize) -> Option<(&'static str, String)> {
    let swaps = [
        (world.payer.as_str(), PAYERS, "payer"),
        (world.state, STATES, "state"),
        (world.name.as_str(), PATIENTS, "patient"),
    ];
    let (known, others, family) =
        swaps.into_iter().find(|(known, _, _)| known.len() > 2 && text.contains(known))?;
    let other = others.get(seed % others.len()).filter(|other| !world.says(other))?;
    Some((family, text.replacen(known, other, 1)))
}

pub(crate) fn codes(text: &str, world: &World) -> Option<(&'static str, String)> {
    let reading = Reading::of(text);
    let code = reading.codes.first()?;
    let digits: String = code.code.chars().rev().take_while(char::is_ascii_digit).collect();
    let last = digits.chars().next()?;
    let other = if last == '9' { '2' } else { char::from_digit(last.to_digit(10)? + 1, 10)? };
    let kept = code.code.strip_suffix(last)?;
    let mutant = format!("{kept}{other}");
    (!world.says(&mutant))
        .then(|| ("code", spliced(text, code.place.start..code.place.end, &mutant)))
}
