//! Another patient, payer or state in the place of the case's own.

use super::mutation::World;

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
