//! Who prescribes, what is taken together, whether it does good.

use super::{Leaf, Requirement, Trial, spans};

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
];
const PRESCRIBER: &[&str] = &[
    "prescribed by",
    "in consultation with",
    "consultation with",
    "ordered by",
    "under the care of",
    "supervision of",
    "evaluated by",
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
    let denied = leaf.begins(&["not", "no", "without", "avoid"])
        || leaf.says(&["concurrent use", "concomitant use"]);
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
    ];
    let tried = leaf.begins(&[
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
    ]) || inherited.is_some();
    let denied = leaf.begins(&["not", "no", "without"]);
    let drugs: Vec<&'static str> = leaf.reading.drugs.iter().map(|drug| drug.generic).collect();
    let classes: Vec<_> = leaf.classes.iter().map(|found| found.what).collect();
    let named = !drugs.is_empty() || !classes.is_empty();
    let now = leaf.says(NOW)
        && !tried
        && !denied
        && named
        && spans(leaf).is_empty()
        && leaf.at(COMBINATION).is_none();
    now.then_some(Requirement::With { classes, drugs })
}

/// A specialist who prescribes or is consulted.
pub(super) fn prescriber(leaf: &Leaf) -> Option<Requirement> {
    leaf.at(PRESCRIBER)?;
    let stems =
        leaf.tokens.iter().filter_map(|token| specialty_stem(&token.lower)).collect::<Vec<_>>();
    (!stems.is_empty()).then_some(Requirement::Prescriber(stems))
}

/// The stem of a specialist's name that the specialty shares: `rheumatologist` and `rheumatology`.
fn specialty_stem(word: &str) -> Option<String> {
    let word = word.trim_end_matches('s');
    let ologist = word.strip_suffix("ologist").filter(|stem| stem.len() > 2);
    if let Some(stem) = ologist {
        return Some(format!("{stem}olog"));
    }
    let stem = match word {
        "surgeon" => "surg",
        "geneticist" => "genetic",
        "pediatrician" => "pediatric",
        "physiatrist" => "physiatr",
        "psychiatrist" => "psychiatr",
        "allergist" => "allerg",
        "podiatrist" => "podiatr",
        "orthopedist" => "orthop",
        "dietitian" | "dietician" => "dieti",
        "internist" => "intern",
        _ => return None,
    };
    Some(stem.to_owned())
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
