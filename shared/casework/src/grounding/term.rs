//! Findings, tests, diagnoses and every other telling word: it must stand in what the sentence stands on.

use super::scope::Scope;
use super::words::{Token, TokenKind};
use super::{
    Doubt, abbreviation, acronym, course, drug, held::Held, lexicon, name, outcome, range, ratio,
    root, variant, wording,
};
use crate::document::FlagKind;

/// Endings of diseases.
const DISEASES: &[&str] = &[
    "itis",
    "osis",
    "oma",
    "emia",
    "pathy",
    "trophy",
    "plasia",
    "algia",
    "paresis",
    "plegia",
    "syndrome",
    "iasis",
    "penia",
    "uria",
    "cancer",
    "lepsy",
    "rrhea",
    "stenosis",
    "sclerosis",
    "phrenia",
    "tension",
    "betes",
    "asthma",
    "lupus",
    "infarction",
];
/// Everyday words that report a result or an event: they need a fact as much as a technical term.
const RESULTS: &[&str] = &[
    "normal",
    "abnormal",
    "positive",
    "elevated",
    "resolved",
    "healed",
    "stable",
    "admitted",
    "hospitalized",
    "died",
    "unemployed",
    "bedridden",
    "housebound",
    "relapsed",
    "recurred",
    "progressed",
    "normalized",
    "doubled",
    "tripled",
    "halved",
    "attempted",
    "broke",
    "broken",
    "deficiency",
    "deficient",
    "fractured",
    "intensive",
];

/// Abbreviations of tests and diseases that are as short as everyday words.
const SHORT: &[&str] = &["CT", "MI", "PE", "TB", "MS", "RA", "UC", "HF", "AF"];

/// Beginnings that place a thing in time or space and claim nothing by themselves: `pre-test`.
const PREFIXES: &[&str] =
    &["pre", "post", "non", "sub", "inter", "intra", "multi", "peri", "self", "anti"];

/// Telling words that no fact has.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        if !is_claim(held, at, token)
            || is_known(held, token)
            || is_reviewer(held, token)
            || is_feared(held, at)
            || is_action_of_drug(held, at)
            || is_borne_out(held, at, token)
            || acronym::is_written_out(held, at)
            || wording::is_said(held, at)
        {
            continue;
        }
        let kind = if DISEASES.iter().any(|ending| token.lower.ends_with(ending)) {
            FlagKind::Diagnosis
        } else {
            FlagKind::Finding
        };
        let text = format!("No fact speaks of “{}”.{}", token.text, held.nearest(|_| true));
        doubts.push(held.doubt(kind, at, at + 1, text));
    }
    doubts
}

fn is_claim(held: &Held, at: usize, token: &Token) -> bool {
    let drug = held
        .reading
        .drugs
        .iter()
        .any(|drug| drug.place.start <= token.start && token.start < drug.place.end);
    let within = |start: usize, end: usize| start <= token.start && token.start < end;
    let read = held.reading.quantities.iter().any(|q| within(q.place.start, q.place.end))
        || held.reading.frequencies.iter().any(|f| within(f.place.start, f.place.end))
        || held.reading.codes.iter().any(|c| within(c.place.start, c.place.end));
    // `Invega Sustenna`, `ondansetron (Zofran)`: the second word of a brand, or a brand that the list has no more.
    let of_brand = token.is_capital()
        && held.reading.drugs.iter().any(|drug| {
            let between = held.text.get(drug.place.end..token.start);
            between.is_some_and(|between| matches!(between, " " | " ("))
        })
        && token.text.chars().skip(1).all(char::is_lowercase);
    let placeholder = at
        .checked_sub(1)
        .and_then(|back| held.at(back))
        .is_some_and(|before| before.is_any(&["{", "."]))
        && held.tokens.iter().any(|sign| sign.is("{"));
    // `rechecked`: a plain word done again.
    let again = token
        .lower
        .strip_prefix("re")
        .is_some_and(|rest| rest.len() > 4 && lexicon::is_plain(&super::words::stem(rest)));
    let telling = !again
        && !lexicon::is_plain(&token.stem)
        && !lexicon::is_plain(&token.lower)
        && !lexicon::claims_nothing(&token.lower, &token.stem)
        || RESULTS.contains(&token.lower.as_str())
        || SHORT.contains(&token.text.as_str());
    // A treatment may be attempted without a fact that says so.
    let of_treatment =
        token.is("attempted") && held.segments.iter().any(|segment| !segment.named.is_empty());
    // What has broken through or down is no bone.
    let phrasal = token.is_any(&["broke", "broken"])
        && held
            .at(at + 1)
            .is_some_and(|next| next.is_any(&["through", "down", "off", "up", "out"]));
    // `falls within the range`, `falls short`: no fall.
    let placed = token.is_any(&["falls", "fall", "fell", "falling"])
        && held.at(at + 1).is_some_and(|next| {
            next.is_any(&[
                "within", "under", "below", "into", "outside", "short", "well", "to", "by", "from",
            ])
        });
    token.kind == TokenKind::Word
        && !placed
        && !of_treatment
        && !phrasal
        && !drug
        && !read
        && !is_unit(token)
        && !placeholder
        && !of_brand
        && telling
        && !outcome::is_word(&token.stem)
}

/// The families of amounts answer for units: `µmol`, `microliter`, `kHz`.
fn is_unit(token: &Token) -> bool {
    const ENDINGS: &[&str] =
        &["liter", "liters", "gram", "grams", "meter", "meters", "mole", "moles"];
    token.is_any(&["micron", "microns"])
        || token.lower.starts_with(['µ', 'μ'])
        || token.lower.starts_with("to-") && token.lower.contains(|c: char| c.is_ascii_digit())
        || matches!(token.lower.as_str(), "hz" | "khz" | "mhz" | "hg" | "kpa")
        || ENDINGS.iter().any(|ending| token.lower.ends_with(ending))
}

/// What may come (`risk of PML`, `could undo`) or how something was seen (`radiologically`) is no finding.
fn is_feared(held: &Held, at: usize) -> bool {
    const FEARS: &[&str] =
        &["risk", "risks", "risking", "concern", "could", "might", "would", "prevent", "avoid"];
    let before = held.tokens.get(at.saturating_sub(8)..at).unwrap_or_default();
    let clause = before.rsplit(|token| token.is_any(&[",", ";", ":", "because", "since"])).next();
    let manner = held.at(at).is_some_and(|token| token.lower.ends_with("ically"));
    // `surgery would be the next step`.
    let supposed =
        held.at(at + 1).is_some_and(|next| next.is_any(&["would", "could", "might", "may"]));
    manner
        || supposed
        || course::is_possible(held, at)
        || held.scopes.get(at) == Some(&Scope::Open)
        || clause.is_some_and(|clause| clause.iter().any(|token| token.is_any(FEARS)))
}

/// `faricimab blocks angiopoietin-2`: what a drug of the facts acts on says nothing of the patient.
fn is_action_of_drug(held: &Held, at: usize) -> bool {
    const ACTS: &[&str] = &[
        "blocks",
        "inhibits",
        "targets",
        "binds",
        "neutralizes",
        "antagonizes",
        "activates",
        "stimulates",
        "suppresses",
        "modulates",
        "acts",
        "works",
        "interrupts",
        "degrades",
        "mimics",
        "replaces",
        "supplies",
        "blocking",
        "inhibiting",
        "targeting",
        "binding",
    ];
    const ENDS: &[&str] = &[";", ":", "his", "her", "their", "but", "because", "since"];
    let from = at.saturating_sub(10);
    let Some(verb) = (from..at).rev().find(|place| held.at(*place).is_some_and(|t| t.is_any(ACTS)))
    else {
        return false;
    };
    let goes_on = held
        .tokens
        .get(verb..at)
        .is_some_and(|part| !part.iter().any(|token| token.is_stop() || token.is_any(ENDS)));
    let Some(start) = held.at(verb).map(|token| token.start) else { return false };
    goes_on && held.reading.drugs.iter().any(|drug| drug.place.end <= start)
}

/// What the facts say by a value, by the part that fails, by the course of the disease or by the kind that it is.
fn is_borne_out(held: &Held, at: usize, token: &Token) -> bool {
    const TROUBLES: &[&str] = &["dysfunction", "involvement", "disturbance", "disorder"];
    const SAMPLES: &[&str] = &["serum", "plasma"];
    let beside = |place: Option<usize>| {
        place.and_then(|place| held.at(place)).is_some_and(|word| {
            word.stem.len() > 2 && !lexicon::is_plain(&word.stem) && held.means(&word.stem)
        })
    };
    let before = at.checked_sub(1);
    let lacks = || {
        let thing = before.and_then(|place| held.at(place)).map(|word| word.stem.clone());
        let low = |entry: &&super::entry::Entry| {
            entry
                .tokens
                .iter()
                .any(|t| t.is_any(&["low", "reduced", "decreased", "below", "absent"]))
        };
        thing.is_some_and(|stem| held.wide.iter().any(|entry| low(entry) && entry.has(&stem)))
    };
    let denied = held.scopes.get(at) == Some(&Scope::Denied);
    token.is_any(TROUBLES) && beside(before)
        || token.is_any(SAMPLES) && held.at(at + 1).is_some_and(|next| held.means(&next.stem))
        || token.is_any(&["deficiency", "deficient", "insufficiency"]) && lacks()
        || course::has_worsened(held, token)
        || range::bears_out(held, token)
        || ratio::bears_out(held, token)
        || denied && variant::is_other_kind(held, token)
}

/// A specialist is no finding where the sentence speaks of a reviewer.
fn is_reviewer(held: &Held, token: &Token) -> bool {
    const REVIEW: &[&str] = &[
        "peer",
        "peer-to-peer",
        "reviewer",
        "reviewed",
        "board-certified",
        "discussion",
        "discuss",
    ];
    let title =
        ["ologist", "iatrist", "surgeon"].iter().any(|ending| token.lower.ends_with(ending));
    title && held.tokens.iter().any(|word| word.is_any(REVIEW))
}

/// `the MAO-B inhibitor rasagiline`, `rasagiline, a MAO-B inhibitor`: what a named drug is called besides.
fn is_class_name(held: &Held, token: &Token) -> bool {
    const NOUNS: &[&str] = &[
        "inhibitor",
        "inhibitors",
        "agonist",
        "antagonist",
        "blocker",
        "modulator",
        "antibody",
        "analog",
        "analogue",
        "derivative",
        "binder",
        "stabilizer",
        "sparing",
        "class",
    ];
    let Some(at) = held.tokens.iter().position(|other| other.start == token.start) else {
        return false;
    };
    let noun = (at..at + 3).find(|place| held.at(*place).is_some_and(|next| next.is_any(NOUNS)));
    let Some(end) = noun.and_then(|noun| held.at(noun)).map(|token| token.end) else {
        return false;
    };
    held.reading.drugs.iter().any(|drug| {
        let behind = drug.place.start >= end && drug.place.start - end < 12;
        let before = drug.place.end <= token.start && token.start - drug.place.end < 12;
        behind || before
    })
}

/// `arthritic` from `osteoarthritis`: the word is the last part of a longer one that narrows it, and does not deny it.
fn is_end_of_compound(held: &Held, token: &Token) -> bool {
    const TURNING: &[&str] = &[
        "non", "anti", "hypo", "hyper", "pseudo", "pre", "para", "asym", "dys", "contra", "un",
        "in",
    ];
    let root: String = token.stem.chars().take(token.stem.chars().count().min(8)).collect();
    let narrows = |long: &str| {
        long.find(&root).filter(|before| *before > 3).is_some_and(|before| {
            let beginning = long.get(..before).unwrap_or_default();
            let ending = long.get(before..).unwrap_or_default();
            !TURNING.iter().any(|turn| beginning.starts_with(turn))
                && super::words::akin(&super::words::canonical(ending), &token.stem)
        })
    };
    root.len() > 5
        && held.wide.iter().flat_map(|entry| &entry.tokens).any(|known| narrows(&known.lower))
}

/// `L4-5` is `L4-L5`.
fn is_level(held: &Held, token: &Token) -> bool {
    let Some((from, to)) = token.lower.split_once('-') else { return false };
    let letter = from.chars().next().filter(|letter| "clts".contains(*letter));
    let long = letter.map(|letter| format!("{from}-{letter}{to}"));
    held.wide
        .iter()
        .flat_map(|entry| &entry.tokens)
        .any(|known| Some(&known.lower) == long.as_ref())
}

fn is_known(held: &Held, token: &Token) -> bool {
    let parts = || {
        token.lower.split('-').filter(|part| {
            part.len() > 2 || part.len() == 2 && part.chars().all(char::is_alphabetic)
        })
    };
    let part_known = |part: &str| {
        let stem = super::words::canonical(part);
        held.means(&stem) || lexicon::is_plain(&stem) || PREFIXES.contains(&part)
    };
    // `MRI` is not known by another imaging: one entry has all of its long form.
    let spelled_out = |long: &str| {
        let telling = || long.split(' ').filter(|word| word.len() > 3);
        let has =
            |entry: &super::entry::Entry, word: &str| entry.means(&super::words::canonical(word));
        held.wide.iter().any(|entry| telling().all(|word| has(entry, word)))
    };
    held.means(&token.stem)
        || is_class_name(held, token)
        || is_end_of_compound(held, token)
        || is_level(held, token)
        || root::is_known(held, token)
        || token.is_capital() && held.wide.iter().any(|entry| name::is_of_place(entry, token))
        || token.lower == held.name.to_lowercase()
        || drug::is_known_class(held, token)
        || held.is_class_word(&token.lower)
        || !SHORT.contains(&token.text.as_str()) && acronym::is_known(held, token)
        || abbreviation::expansions(&token.lower).any(spelled_out)
        || token.lower.contains('-') && parts().count() > 1 && parts().all(part_known)
}
