//! Who prescribes, what is taken together, whether it does good.

use super::{Leaf, Requirement, Trial, spans};
use crate::fact::Polarity;
use crate::fact::token::Token;

const COMBINATION: &[&str] = &[
    "in combination with",
    "concomitantly with",
    "concurrently with",
    "concurrent use",
    "concomitant use",
    "used with another",
    "combined with",
    "together with",
    "concurrent therapy with",
    "concomitant therapy with",
    "concurrent with",
    "concomitant with",
    "coadministration with",
    "co - administration with",
    "coadministered with",
    "administered with",
    "used with",
    "use with",
    "taken with",
    "given with",
    "used alongside",
    "in addition to",
    "added to",
    "at the same time as",
    "used as monotherapy and not with",
    "monotherapy and not with",
];
const PRESCRIBER: &[&str] = &[
    "prescriber is",
    "ordering provider is",
    "surgeon is",
    "requesting provider is",
    "requesting physician is",
    "provider is",
    "physician is",
    "practitioner is",
    "clinician is",
    "prescribed by",
    "in consultation with",
    "consultation with",
    "ordered by",
    "under the care of",
    "supervision of",
    "evaluated by",
    "evaluation by",
    "assessment by",
    "examination by",
    "recommended by",
    "managed by",
    "specialist",
    "order written by",
    "written by",
    "performed by",
    "followed by",
    "care of",
    "specialists",
];
/// Words that ask whether what is taken does good.
const RESPONSE: &[&str] = &[
    "clinical response",
    "positive response",
    "response to therapy",
    "response to treatment",
    "clinical benefit",
    "improvement",
    "beneficial response",
    "clinically meaningful",
    "disease stability",
    "stabilization",
    "maintained response",
    "responding",
];

/// Drugs to be taken together, or not.
pub(super) fn combination(leaf: &Leaf) -> Option<Requirement> {
    let at = leaf.at(COMBINATION)?;
    let classes: Vec<_> =
        leaf.classes.iter().filter(|found| found.from > at).map(|found| found.what).collect();
    let start = leaf.tokens.get(at)?.place.start;
    let named = leaf.reading.drugs.iter().filter(|drug| drug.place.start > start);
    let drugs: Vec<&'static str> = named.map(|drug| drug.generic).collect();
    if classes.is_empty() && drugs.is_empty() {
        return None;
    }
    // "Concurrent use of lactulose unless not tolerated" denies nothing before its "unless".
    let unless = leaf.at(&["unless"]).unwrap_or(leaf.tokens.len());
    let negates = |token: &Token| {
        ["no", "not", "non", "never", "nor", "without", "avoid"]
            .iter()
            .any(|stem| token.lower == *stem)
            || token.lower.starts_with("avoid")
    };
    let denied = leaf.tokens.iter().take(unless).any(negates);
    Some(if denied {
        Requirement::NoCombination { classes, drugs }
    } else {
        Requirement::With { classes, drugs }
    })
}

/// The text before a combination that is asked for: `trial of ezetimibe in combination with a statin` asks for a trial too.
pub(super) fn before_combination<'a>(leaf: &Leaf, text: &'a str) -> Option<&'a str> {
    let start = leaf.at(COMBINATION).and_then(|at| leaf.tokens.get(at))?.place.start;
    let denied = leaf.begins(&["not", "no", "without", "avoid"]);
    text.get(..start).filter(|_| !denied)
}

/// A drug that must have been taken for some time together with another: `ezetimibe used together with a statin for 8 weeks`.
pub(super) fn taken_together(leaf: &Leaf, text: &str) -> Option<Trial> {
    let days = spans(leaf).into_iter().map(|quantity| quantity.value).max()?;
    let before = Leaf::of(before_combination(leaf, text)?);
    let trial = Trial::of_use(&before, days);
    let named = !(trial.drugs.is_empty() && trial.classes.is_empty());
    (named && !leaf.begins(&["fail", "inadequate", "trial", "respon"])).then_some(trial)
}

/// Drugs that must not be taken: `is not receiving immunosuppressants`.
pub(super) fn not_taken(leaf: &Leaf) -> Option<Requirement> {
    const NOT_NOW: &[&str] = &[
        "not receiving",
        "not taking",
        "not be receiving",
        "not be taking",
        "not currently taking",
        "not currently receiving",
        "not being treated with",
        "not treated with",
        "not currently on",
        "not on",
        "not using",
        "not concurrently using",
        "not receive",
        "not take",
    ];
    let at = leaf.at(NOT_NOW)?;
    let start = leaf.tokens.get(at)?.place.start;
    let drugs = leaf.reading.drugs.iter().filter(|drug| drug.place.start > start);
    let drugs: Vec<&'static str> = drugs.map(|drug| drug.generic).collect();
    let classes: Vec<_> =
        leaf.classes.iter().filter(|found| found.from > at).map(|found| found.what).collect();
    let named = !drugs.is_empty() || !classes.is_empty();
    named.then_some(Requirement::NoCombination { classes, drugs })
}

/// Drugs that are taken now, where nothing is said of a trial: `is treated with insulin`.
pub(super) fn taken(leaf: &Leaf, inherited: Option<&Trial>) -> Option<Requirement> {
    const NOW: &[&str] = &[
        "treated with",
        "is on",
        "are on",
        "currently on",
        "is taking",
        "currently taking",
        "receiving",
        "stabilized on",
        "is using",
        "managed with",
        "requires",
        "on stable",
        "- treated",
    ];
    // "Unless contraindicated" is no trial.
    let unless = leaf.at(&["unless"]).unwrap_or(leaf.tokens.len());
    let stems = [
        "trial",
        "fail",
        "intoler",
        "contraind",
        "inadequate",
        "tried",
        "prior",
        "previous",
        "refractory",
        "respon",
    ];
    let tries = |token: &Token| stems.iter().any(|stem| token.lower.starts_with(stem));
    let was_tried = leaf.tokens.iter().take(unless).any(tries) || inherited.is_some();
    let denied = leaf.begins(&["not", "no", "without"]);
    let drugs: Vec<&'static str> = leaf.reading.drugs.iter().map(|drug| drug.generic).collect();
    let classes: Vec<_> = leaf.classes.iter().map(|found| found.what).collect();
    let named = !drugs.is_empty() || !classes.is_empty();
    let now = (leaf.says(NOW) || leaf.at(&["treatment with"]) == Some(0))
        && !was_tried
        && !denied
        && named
        && spans(leaf).is_empty()
        && leaf.at(COMBINATION).is_none();
    now.then_some(Requirement::With { classes, drugs })
}

/// A specialist who prescribes or is consulted.
pub(super) fn prescriber(leaf: &Leaf) -> Option<Requirement> {
    leaf.at(PRESCRIBER)?;
    let mut named: Vec<Specialist> =
        leaf.tokens.iter().filter_map(|token| Specialist::named(&token.lower)).collect();
    for (at, token) in leaf.tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| leaf.tokens.get(at));
        let field = before.filter(|before| {
            token.any(&["specialist", "specialists"])
                && before.lower.chars().count() > 3
                && !before.any(&["appropriate", "relevant"])
        });
        named.extend(field.map(|field| Specialist {
            name: format!("{} specialist", field.lower),
            words: vec![field.lower.clone()],
            by_field: true,
        }));
    }
    // "Prescribed by a neurologist" is not answered by one visit to a neurologist.
    let consulted =
        leaf.begins(&["consult", "evaluat", "assess", "refer", "exam", "recommend", "seen"])
            || !leaf.begins(&["prescri", "order"]);
    (!named.is_empty()).then_some(Requirement::Prescriber { asked: named, consulted })
}

/// A specialist: what to call one, and beginnings of words by which notes speak of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::criterion) struct Specialist {
    pub(in crate::criterion) name: String,
    pub(in crate::criterion) words: Vec<String>,
    /// The words name a field, such as sleep, that notes speak of for other reasons too.
    pub(in crate::criterion) by_field: bool,
}

impl Specialist {
    /// Whether a word names a specialist.
    pub(in crate::criterion) fn is_one(word: &str) -> bool {
        Self::named(word).is_some()
    }

    /// The specialist of a word such as `rheumatologist`. The words that speak of one are narrow where the field's name is
    /// also that of a test or a disease: `genetics` does, `genetic testing` does not.
    fn named(word: &str) -> Option<Self> {
        let word = word.trim_end_matches('s');
        let words: Vec<String> = match word {
            "surgeon" => vec!["surgeon".to_owned()],
            "neurosurgeon" => vec!["neurosurg".to_owned()],
            "geneticist" => vec!["geneticist".to_owned(), "genetics".to_owned()],
            "pediatrician" => vec!["pediatrician".to_owned(), "pediatrics".to_owned()],
            "psychiatrist" => vec!["psychiatrist".to_owned(), "psychiatry".to_owned()],
            "allergist" => vec!["allergist".to_owned(), "allergy".to_owned()],
            "physiatrist" => vec!["physiatr".to_owned()],
            "podiatrist" => vec!["podiatr".to_owned()],
            "orthopedist" => vec!["orthop".to_owned()],
            "internist" => vec!["internist".to_owned()],
            "dietitian" | "dietician" => {
                vec!["dietit".to_owned(), "dietic".to_owned(), "nutritionist".to_owned()]
            }
            "pulmonologist" => vec!["pulmonolog".to_owned(), "pulmonary".to_owned()],
            _ => {
                vec![format!("{}olog", word.strip_suffix("ologist").filter(|stem| stem.len() > 2)?)]
            }
        };
        Some(Self { name: word.to_owned(), words, by_field: false })
    }
}

/// What is done by professionals and asked for by name: how policies and notes speak of it.
const DONE: &[&[&str]] = &[
    &["psycholog", "psychosocial", "mental health", "behavioral health"],
    &["genetic counsel", "counsel"],
    &["nutrition", "dietit", "dietic"],
    &["face to face", "face - to - face", "in person", "in - person"],
    &["cardiac clear", "cardiolog", "cardiac eval"],
    &["dental"],
    &["hearing", "audiolog", "audiomet", "audiogram"],
];

/// An evaluation, clearance or counselling that was done.
pub(super) fn done(leaf: &Leaf) -> Option<Requirement> {
    let act =
        leaf.begins(&["evaluat", "assess", "clear", "counsel", "exam", "screen", "encounter"]);
    let says = |stems: &&&[&str]| {
        stems.iter().any(|stem| (0..leaf.tokens.len()).any(|at| begins_at(&leaf.tokens, at, stem)))
    };
    let first = |stems: &&&[&str]| {
        let at = |at: &usize| stems.iter().any(|stem| begins_at(&leaf.tokens, *at, stem));
        (0..leaf.tokens.len()).find(at)
    };
    let mut named: Vec<_> = DONE.iter().filter(says).collect();
    named.sort_by_key(first);
    // Of several joined by `or` each will do, else the first named is meant.
    let most = if leaf.says(&["or"]) { DONE.len() } else { 1 };
    let stems: Vec<&'static str> =
        named.into_iter().take(most).flat_map(|stems| stems.iter().copied()).collect();
    let asked = act && leaf.reading.polarity == Polarity::Affirmed && !stems.is_empty();
    asked.then_some(Requirement::Done(stems))
}

/// Whether the tokens at a place begin with the words of a phrase.
pub(in crate::criterion) fn begins_at(tokens: &[Token], at: usize, phrase: &str) -> bool {
    phrase.split(' ').enumerate().all(|(ahead, word)| {
        tokens.get(at + ahead).is_some_and(|token| token.lower.starts_with(word))
    })
}

/// Whether what is taken does good.
pub(super) fn response(leaf: &Leaf) -> Option<Requirement> {
    (leaf.says(RESPONSE) && leaf.reading.drugs.len() < 2).then_some(Requirement::Response)
}

/// No nicotine before an operation.
pub(super) fn no_nicotine(leaf: &Leaf) -> Option<Requirement> {
    let named = leaf.begins(&["nicotine", "tobacco", "smok", "nonsmok"]);
    let free = leaf.begins(&[
        "free",
        "non",
        "not",
        "no",
        "abstain",
        "abstinen",
        "cessation",
        "quit",
        "stopped",
    ]);
    (named && free).then(|| {
        Requirement::NoNicotine(spans(leaf).into_iter().map(|quantity| quantity.value).max())
    })
}
