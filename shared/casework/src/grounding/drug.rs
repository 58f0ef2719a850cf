//! Drugs by ingredient, brand and class: Humira is adalimumab, and both are TNF inhibitors.

use super::entry::Entry;
use super::words::{Token, TokenKind};
use super::{Doubt, held::Held};
use crate::document::FlagKind;

/// Words for classes of drugs, and what our names of those classes contain.
const CLASSES: &[(&str, &[&str])] = &[
    ("dmard", &["DMARD", "JAK inhibitor", "TNF inhibitor", "IL-", "TYK2", "immunologic biologic"]),
    ("dmards", &["DMARD", "JAK inhibitor", "TNF inhibitor", "IL-", "TYK2", "immunologic biologic"]),
    ("biologic", &["TNF", "IL-", "biologic", "antibody", "CGRP", "complement inhibitor", "PCSK9"]),
    ("biologics", &["TNF", "IL-", "biologic", "antibody", "CGRP", "complement inhibitor", "PCSK9"]),
    ("biosimilar", &["TNF", "IL-", "biologic", "antibody"]),
    ("tnf", &["TNF inhibitor"]),
    ("anti-tnf", &["TNF inhibitor"]),
    ("jak", &["JAK inhibitor"]),
    ("nsaid", &["NSAID"]),
    ("nsaids", &["NSAID"]),
    ("statin", &["statin"]),
    ("statins", &["statin"]),
    ("triptan", &["triptan"]),
    ("triptans", &["triptan"]),
    ("ssri", &["SSRI"]),
    ("ssris", &["SSRI"]),
    ("snri", &["SNRI"]),
    ("snris", &["SNRI"]),
    ("antidepressant", &["SSRI", "SNRI", "antidepressant", "MAO inhibitor"]),
    ("antidepressants", &["SSRI", "SNRI", "antidepressant", "MAO inhibitor"]),
    ("tricyclic", &["tricyclic"]),
    ("antipsychotic", &["antipsychotic"]),
    ("antipsychotics", &["antipsychotic"]),
    ("anticonvulsant", &["anticonvulsant"]),
    ("anticonvulsants", &["anticonvulsant"]),
    ("antiepileptic", &["anticonvulsant"]),
    ("antiepileptics", &["anticonvulsant"]),
    ("opioid", &["opioid"]),
    ("opioids", &["opioid"]),
    ("benzodiazepine", &["benzodiazepine"]),
    ("corticosteroid", &["corticosteroid"]),
    ("corticosteroids", &["corticosteroid"]),
    ("glucocorticoid", &["corticosteroid"]),
    ("glucocorticoids", &["corticosteroid"]),
    ("steroid", &["corticosteroid"]),
    ("steroids", &["corticosteroid"]),
    ("immunosuppressant", &["immunosuppressant", "immunologic", "DMARD"]),
    ("immunosuppressants", &["immunosuppressant", "immunologic", "DMARD"]),
    ("beta-blocker", &["beta blocker"]),
    ("beta-blockers", &["beta blocker"]),
    ("diuretic", &["diuretic"]),
    ("anticoagulant", &["anticoagulant"]),
    (
        "antibiotic",
        &[
            "antibacterial",
            "penicillin",
            "cephalosporin",
            "macrolide",
            "tetracycline",
            "fluoroquinolone",
        ],
    ),
    (
        "antibiotics",
        &[
            "antibacterial",
            "penicillin",
            "cephalosporin",
            "macrolide",
            "tetracycline",
            "fluoroquinolone",
        ],
    ),
    ("antihistamine", &["antihistamine"]),
    ("antihistamines", &["antihistamine"]),
    ("sulfonylurea", &["sulfonylurea"]),
    ("insulin", &["insulin"]),
    ("glp-1", &["GLP-1"]),
    ("sglt2", &["SGLT2"]),
    ("dpp-4", &["DPP-4"]),
    ("ppi", &["proton pump"]),
    ("ppis", &["proton pump"]),
    ("stimulant", &["stimulant"]),
    ("stimulants", &["stimulant"]),
    ("cgrp", &["CGRP"]),
    ("pcsk9", &["PCSK9"]),
    ("bisphosphonate", &["bone agent"]),
    ("bisphosphonates", &["bone agent"]),
    ("interferon", &["multiple sclerosis", "interferon"]),
    ("antispasmodic", &["antispasmodic"]),
    ("anticholinergic", &["overactive bladder", "anticholinergic"]),
    ("anticholinergics", &["overactive bladder", "anticholinergic"]),
    ("calcineurin", &["dermatologic", "immunologic", "DMARD"]),
];

/// Endings by which a word is a drug's name although no list has it.
const ENDINGS: &[&str] = &[
    "mab",
    "tinib",
    "ciclib",
    "sartan",
    "pril",
    "olol",
    "prazole",
    "statin",
    "gliptin",
    "gliflozin",
    "glutide",
    "cept",
    "parib",
    "triptan",
    "gepant",
    "setron",
    "azole",
    "vir",
    "oxacin",
    "mycin",
    "cillin",
];

/// Drugs and classes of drugs that the facts do not name.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for drug in &held.reading.drugs {
        if !held.wide.iter().any(|entry| names(entry, drug.generic))
            && !is_stem_known(held, drug.place.start)
            && !is_part_known(held, drug.place)
            && !is_of_class_name(held, drug.place)
        {
            let text = format!("The facts do not name {}.{}", drug.generic, known(held));
            doubts.push(Doubt { kind: FlagKind::Drug, place: drug.place, text });
        }
    }
    doubts.extend(misnamed(held));
    for (at, token) in held.words() {
        let listed = held
            .reading
            .drugs
            .iter()
            .any(|drug| drug.place.start <= token.start && token.start < drug.place.end);
        if listed {
            continue;
        }
        let class = CLASSES.iter().find(|(word, _)| token.is(word));
        let unknown = class.is_some_and(|(word, classes)| !knows_class(held, word, classes))
            || class.is_none() && looks_like_drug(token) && !held.knows(&token.stem);
        if unknown {
            let text = format!("The facts name no “{}”.{}", token.text, known(held));
            doubts.push(held.doubt(FlagKind::Drug, at, at + 1, text));
        }
    }
    doubts
}

/// Whether the word is a class of drugs that the facts bear out.
pub(super) fn is_known_class(held: &Held, token: &Token) -> bool {
    CLASSES.iter().any(|(word, classes)| token.is(word) && knows_class(held, word, classes))
}

/// Whether the drugs of an entry are of the class that a word names.
pub(super) fn is_of_class(entry: &Entry, word: &str) -> bool {
    let classes = CLASSES
        .iter()
        .find(|(class, _)| *class == word)
        .map(|(_, classes)| *classes)
        .unwrap_or_default();
    entry.reading.drugs.iter().any(|drug| classes.iter().any(|class| drug.class.contains(class)))
}

/// Whether the word names a class of drugs.
pub(super) fn is_class(word: &str) -> bool {
    CLASSES.iter().any(|(class, _)| *class == word)
}

fn knows_class(held: &Held, word: &str, classes: &[&str]) -> bool {
    let drugs = held.wide.iter().flat_map(|entry| &entry.reading.drugs);
    let of_class = |class: &str| classes.iter().any(|part| class.contains(part));
    held.knows(&super::words::canonical(word)) || drugs.into_iter().any(|drug| of_class(drug.class))
}

/// Whether two generic names share an ingredient.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || a.split(" / ").any(|part| b.split(" / ").any(|other| part == other))
}

/// Drugs that the sentence asks for although the request is for another, or that it names by the brand of another.
fn misnamed(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let drugs = &held.reading.drugs;
    for pair in drugs.windows(2) {
        let [one, other] = pair else { continue };
        let between = held.text.get(one.place.end..other.place.start).unwrap_or_default();
        if between.trim() == "(" && !same(one.generic, other.generic) {
            let text = format!("{} is not {}.", held.said(other.place), one.generic);
            doubts.push(Doubt { kind: FlagKind::Drug, place: one.place, text });
        }
    }
    let Some(request) = held.wide.iter().find(|entry| entry.is_request()) else { return doubts };
    for (at, token) in held.words().filter(|(_, token)| token.is_any(ASKS)) {
        let asked = drugs.iter().find(|drug| drug.place.start >= token.end);
        let Some(drug) = asked.filter(|drug| close(held, at, drug.place.start)) else { continue };
        if !request.reading.drugs.iter().any(|other| same(other.generic, drug.generic)) {
            let text = format!(
                "The request is not for {}. {} says: {}.",
                drug.generic, request.id, request.text
            );
            doubts.push(Doubt { kind: FlagKind::Drug, place: drug.place, text });
        }
    }
    doubts.extend(passive(held, request));
    doubts
}

/// `Pioglitazone … is requested`.
fn passive(held: &Held, request: &Entry) -> Option<Doubt> {
    let (at, token) = held.words().find(|(_, token)| token.is("requested"))?;
    let is = held
        .tokens
        .get(at.saturating_sub(2)..at)?
        .iter()
        .any(|before| before.is_any(&["is", "are", "being"]));
    let before: Vec<_> =
        held.reading.drugs.iter().filter(|drug| drug.place.end <= token.start).collect();
    let asked = before.first().filter(|_| is)?;
    let known = before
        .iter()
        .any(|drug| request.reading.drugs.iter().any(|other| same(other.generic, drug.generic)));
    let text =
        format!("The request is not for {}. {} says: {}.", asked.generic, request.id, request.text);
    (!known).then_some(Doubt { kind: FlagKind::Drug, place: asked.place, text })
}

/// Words by which a sentence asks for something.
const ASKS: &[&str] = &[
    "request",
    "requesting",
    "approval",
    "approve",
    "authorize",
    "authorization",
    "coverage",
    "cover",
    "ask",
    "asking",
];

/// Whether the drug is what the word of asking is about: few words between, none that turns to something else.
fn close(held: &Held, at: usize, start: usize) -> bool {
    const TURNS: &[&str] = &[
        "after",
        "because",
        "since",
        "instead",
        "rather",
        "failed",
        "not",
        "following",
        "than",
        "although",
        ".",
        ";",
        ":",
        ",",
    ];
    let between: Vec<&Token> =
        held.tokens.iter().skip(at + 1).take_while(|token| token.start < start).collect();
    between.len() <= 8 && !between.iter().any(|token| token.is_any(TURNS))
}

fn names(entry: &Entry, generic: &str) -> bool {
    entry.reading.drugs.iter().any(|drug| same(drug.generic, generic))
}

/// A word that the list takes for a drug (`iron`, `calcium level`) may stand in the facts without being read as one.
fn is_stem_known(held: &Held, start: usize) -> bool {
    let place = held.reading.drugs.iter().map(|drug| drug.place).find(|place| place.start == start);
    let end = place.map_or(start, |place| place.end);
    let mut tokens =
        held.tokens.iter().filter(|token| start <= token.start && token.start < end.max(start + 1));
    tokens.all(|token| {
        held.wide.iter().any(|entry| entry.tokens.iter().any(|other| other.stem == token.stem))
    })
}

/// `vitamin B12` where the facts have `B12`: every word of the name but `vitamin` stands in one entry.
fn is_part_known(held: &Held, place: crate::fact::Place) -> bool {
    let mut parts = held
        .tokens
        .iter()
        .filter(|token| {
            place.start <= token.start && token.end <= place.end && !token.is("vitamin")
        })
        .peekable();
    let several = held.said(place).to_lowercase().starts_with("vitamin");
    let known = |token: &Token| {
        held.wide.iter().any(|e| e.tokens.iter().any(|other| other.lower == token.lower))
    };
    several && parts.peek().is_some() && parts.all(known)
}

/// `a dopamine agonist` where a drug of the facts is one: the messenger is no drug.
fn is_of_class_name(held: &Held, place: crate::fact::Place) -> bool {
    const NOUNS: &[&str] = &[
        "agonist",
        "agonists",
        "antagonist",
        "antagonists",
        "analog",
        "analogs",
        "analogue",
        "inhibitor",
        "inhibitors",
        "blocker",
        "blockers",
        "receptor",
    ];
    let at = held.tokens.iter().position(|token| token.end == place.end);
    let stem = at.and_then(|at| held.at(at)).map(|token| &token.stem);
    let led = at.and_then(|at| held.at(at + 1)).is_some_and(|next| next.is_any(NOUNS));
    led && stem.is_some_and(|stem| held.wide.iter().any(|entry| entry.implied.contains(stem)))
}

fn looks_like_drug(token: &Token) -> bool {
    token.kind == TokenKind::Word
        && token.lower.len() > 6
        && ENDINGS.iter().any(|ending| token.lower.ends_with(ending))
}

fn known(held: &Held) -> String {
    let mut names: Vec<&str> =
        held.wide.iter().flat_map(|entry| &entry.reading.drugs).map(|drug| drug.generic).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        " They name no drug.".to_owned()
    } else {
        format!(" They name {}.", names.join(", "))
    }
}
