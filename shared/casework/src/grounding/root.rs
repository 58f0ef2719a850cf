//! One thing by its Latin and its English name: `splenectomy` speaks of the spleen.

use super::held::Held;
use super::words::Token;
use std::sync::LazyLock;

/// Beginnings of words that name one thing, a group a line.
static ROOTS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let rows = include_str!("../../data/roots.tsv").lines().skip(1);
    rows.map(|row| row.split(['\t', ';', ' ']).filter(|root| root.len() > 2).collect()).collect()
});

/// Beginnings of names of operations and diseases with the part of the body that they are about.
const PARTS: &[&[&str]] = &[
    &["splen", "spleen"],
    &["append", "appendi"],
    &["mastect", "mammo", "breast"],
    &["hyster", "uter", "womb"],
    &["nephr", "kidney", "renal"],
    &["oophor", "ovar"],
    &["colect", "colon"],
    &["cholecyst", "gallbladder"],
    &["gastrect", "stomach"],
    &["hepat", "liver"],
    &["pneumon", "lung"],
    &["osteo", "bone"],
    &["neurop", "nerve"],
    &["dermat", "skin"],
    &["ophthalm", "eye"],
    &["retin", "retina"],
    &["lymph", "lymphatic"],
    &["thyroid", "thyroid"],
    &["laryng", "larynx", "throat"],
    &["vertebr", "spine", "spinal"],
    &["arthroplast", "joint", "replacement"],
    &["nephrect", "kidney"],
    &["keratop", "cornea"],
];

/// Endings of diseases and operations: such a word claims more than the part that it is about.
const MORE: &[&str] = &[
    "itis", "osis", "oma", "emia", "pathy", "plasia", "algia", "iasis", "penia", "uria", "malacia",
    "ectomy", "plasty", "otomy", "ostomy", "oscopy", "gram", "graphy", "toxicity", "megaly",
    "trophy",
];

/// Whether a fact names by another root what the word names.
pub(super) fn is_known(held: &Held, token: &Token) -> bool {
    let begins = |word: &str, roots: &[&str]| roots.iter().any(|root| word.starts_with(root));
    if MORE.iter().any(|ending| token.lower.ends_with(ending)) {
        return false;
    }
    let groups = ROOTS.iter().map(Vec::as_slice).chain(PARTS.iter().copied());
    groups.filter(|roots| begins(&token.lower, roots)).any(|roots| {
        held.wide.iter().flat_map(|entry| &entry.tokens).any(|known| begins(&known.lower, roots))
    })
}
