//! Kinds of a disease or part that exclude each other: `intermittent` asthma where the facts have `persistent`.

use super::entry::Entry;
use super::scope::Scope;
use super::words::{self, Token};
use super::{Doubt, held::Held};
use crate::document::FlagKind;

/// Words that tell one kind from another; of each group one holds.
const KINDS: &[&[&str]] = &[
    &["persistent", "intermittent", "exercise-induced"],
    &["acute", "chronic", "episodic"],
    &["focal", "generalized", "generalised"],
    &["sensorineural", "conductive", "mixed"],
    &["atopic", "contact", "seborrheic", "nummular", "irritant"],
    &["cluster", "migraine", "tension", "tension-type"],
    &["small", "large", "great"],
    &["primary", "secondary"],
    &["amyotrophic", "primary", "multiple", "systemic", "tuberous"],
    &["relapsing-remitting", "relapsing", "progressive"],
    &["medial", "lateral", "patellofemoral"],
    &["upper", "lower"],
    &["anterior", "posterior"],
    &["proximal", "distal"],
    &["superior", "inferior"],
    &["foraminal", "central"],
    &["degenerative", "isthmic", "congenital"],
    &["obstructive", "central"],
    &["ischemic", "hemorrhagic"],
    &["benign", "malignant"],
    &["systolic", "diastolic"],
    &["open-angle", "angle-closure"],
    &["wet", "dry"],
    &["eosinophilic", "neutrophilic"],
    &["maternal", "paternal"],
    &["inattentive", "hyperactive"],
    &["unipolar", "bipolar"],
    &["temporal", "frontal", "parietal", "occipital"],
    &["cervical", "thoracic", "lumbar"],
    &["classical", "atypical"],
    &["stress", "urge"],
    &["invasive", "noninvasive", "in-situ"],
    &["proliferative", "nonproliferative"],
    &["reactive", "nonreactive"],
    &["acquired", "hereditary", "congenital"],
];
/// Organs that a growth may sit in.
const ORGANS: &[&str] = &[
    "brain",
    "liver",
    "lung",
    "bone",
    "pancreatic",
    "colon",
    "colorectal",
    "breast",
    "ovarian",
    "prostate",
    "kidney",
    "renal",
    "bladder",
    "gastric",
    "thyroid",
    "skin",
    "endometrial",
    "uterine",
    "hepatic",
    "pulmonary",
    "adrenal",
    "rectal",
    "cerebral",
];
/// Words for growths.
const GROWTHS: &[&str] =
    &["cancer", "carcinoma", "tumor", "metastases", "metastasis", "metastatic", "lymphoma"];

/// Kinds that exclude the kind of the facts, growths of other organs, and features that the facts are without.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let other = other_kind(held, at, token).or_else(|| other_organ(held, at, token));
        if let Some(entry) = other.or_else(|| without(held, at, token)) {
            let text = format!(
                "No fact has “{}” here. {} says: {}.",
                token.text,
                entry.id,
                entry.text.trim_end_matches('.')
            );
            doubts.push(held.doubt(FlagKind::Diagnosis, at, at + 1, text));
        }
    }
    doubts
}

/// Whether the facts have another kind, and so deny this one: `not conductive` of a sensorineural loss.
pub(super) fn is_other_kind(held: &Held, token: &Token) -> bool {
    let groups = KINDS.iter().filter(|group| group.contains(&token.lower.as_str()));
    groups.flat_map(|group| group.iter()).any(|kind| {
        let has = |entry: &&Entry| entry.tokens.iter().any(|known| known.is(kind));
        *kind != token.lower && held.wide.iter().any(has)
    })
}

/// The entry that has another kind of what the word narrows, where no entry has the word.
fn other_kind<'a>(held: &Held<'a>, at: usize, token: &Token) -> Option<&'a Entry> {
    let groups = || KINDS.iter().filter(|group| group.contains(&token.lower.as_str()));
    groups().next()?;
    let written = |entry: &Entry| {
        let mut words = entry.tokens.iter().flat_map(|known| known.lower.split('-'));
        words.any(|word| word == token.lower) || entry.tokens.iter().any(|t| t.is(&token.lower))
    };
    if held.wide.iter().any(|entry| written(entry)) {
        return None;
    }
    let heads = held.tokens.get(at + 1..(at + 4).min(held.tokens.len()))?;
    let stops = |head: &&Token| !head.is_stop() && !head.is_any(&[",", "and", "or", "but", "is"]);
    let narrows = |entry: &Entry, head: &Token| {
        (0..entry.tokens.len()).any(|place| {
            let here = entry.tokens.get(place);
            let same = here.is_some_and(|known| words::akin(&known.stem, &head.stem));
            let before = entry.tokens.get(place.saturating_sub(3)..place).unwrap_or_default();
            same && before.iter().any(|mate| {
                !mate.is(&token.lower) && groups().any(|g| g.contains(&mate.lower.as_str()))
            })
        })
    };
    let fits = |entry: &Entry| {
        let telling = heads.iter().take_while(stops).filter(|head| head.stem.len() > 2);
        telling.into_iter().any(|head| narrows(entry, head))
    };
    held.wide.iter().copied().find(|entry| fits(entry))
}

/// `brain metastases` where the facts have growths, but none in the brain.
fn other_organ<'a>(held: &Held<'a>, at: usize, token: &Token) -> Option<&'a Entry> {
    let growth = held.at(at + 1).is_some_and(|next| next.is_any(GROWTHS));
    if !growth || !token.is_any(ORGANS) {
        return None;
    }
    let grows = |entry: &Entry| {
        entry.tokens.iter().any(|known| known.is_any(GROWTHS))
            || entry.implied.iter().any(|word| word == "cancer")
    };
    let there: Vec<&Entry> = held.wide.iter().filter(|entry| grows(entry)).copied().collect();
    let named = there.iter().any(|entry| entry.has(&token.stem));
    there.first().copied().filter(|_| !named)
}

/// `with psychotic features` where every entry that has them is without them.
fn without<'a>(held: &Held<'a>, at: usize, token: &Token) -> Option<&'a Entry> {
    let led = |back: usize| {
        at.checked_sub(back).and_then(|place| held.at(place)).is_some_and(|t| t.is("with"))
    };
    let affirmed = held.scopes.get(at) == Some(&Scope::Affirmed);
    if !(affirmed && (led(1) || led(2))) || token.stem.len() < 4 {
        return None;
    }
    let lacks = |entry: &Entry, place: usize| {
        let before = entry.tokens.get(place.saturating_sub(3)..place).unwrap_or_default();
        let with = before.last().is_some_and(|known| known.is("with"));
        !with && before.iter().any(|known| known.is_any(&["without", "no"]))
    };
    let there: Vec<(&Entry, usize)> = held
        .wide
        .iter()
        .flat_map(|entry| entry.places(&token.stem).map(|place| (*entry, place)))
        .collect();
    let all = there.iter().all(|(entry, place)| lacks(entry, *place));
    there.first().filter(|_| all).map(|(entry, _)| *entry)
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn one_kind_of_a_disease_excludes_another() {
        holds(
            doubts,
            &[
                "Ana has severe intermittent asthma.",
                "The lateral compartment is worn.",
                "Her disease comes with psychotic features.",
            ],
            &[
                "Ana has severe persistent asthma.",
                "The medial compartment is worn.",
                "Her disease is without psychotic features.",
                "A chronic disease limits her walking.",
                "She walks with no psychotic features.",
            ],
        );
    }
}
