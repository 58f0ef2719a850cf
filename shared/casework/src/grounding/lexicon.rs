//! What words mean for grounding: synonyms, abbreviations, everyday words, words that deny, words of degree.

use std::collections::HashMap;
use std::sync::LazyLock;

static PLAIN: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../../data/plain_words.txt").lines().collect());

static OTHER: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../../data/other_words.txt").lines().collect());

/// The word that stands for each of its synonyms.
static FIRST: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let groups = SYNONYMS.iter().filter_map(|group| Some((group, group.first()?)));
    groups.flat_map(|(group, first)| group.iter().map(|word| (*word, *first))).collect()
});

/// Words that mean the same in a letter; the first stands for all. Written as stems.
const SYNONYMS: &[&[&str]] = &[
    &["kidney", "renal"],
    &["liver", "hepatic"],
    &["heart", "cardiac", "myocardial"],
    &["lung", "pulmonary"],
    &["brain", "cerebral"],
    &["skin", "cutaneous", "dermal"],
    &["eye", "ocular", "ophthalmic"],
    &["bowel", "intestin", "intestinal", "intestine"],
    &["stomach", "gastric"],
    &["swell", "swollen", "edema", "swelling"],
    &["leak", "leakag", "leakage"],
    &["progress", "progression", "progressiv", "advanc"],
    &["pain", "painful", "ache", "aching", "pains"],
    &["fatigu", "tired", "tiredness", "exhaustion"],
    &["itch", "itchy", "itching", "pruritus", "pruritic"],
    &["vomit", "emesis", "vomiting"],
    &["nausea", "nauseated", "nauseous"],
    &["dyspnea", "breathlessness", "breathless"],
    &["fever", "febril", "pyrexia", "febrile"],
    &["numb", "numbness"],
    &["weak", "weakness"],
    &["stiff", "stiffness"],
    &["dizzy", "dizziness", "lightheadedness", "lightheaded"],
    &["tender", "tenderness"],
    &["x-ray", "radiograph", "xray", "radiography", "radiographic", "film"],
    &["ecg", "ekg", "electrocardiogram", "electrocardiography"],
    &["echocardiogram", "echocardiography", "echo", "tte"],
    &["a1c", "hba1c", "hemoglobin-a1c"],
    &["surgery", "surgical", "operation", "operativ", "operative"],
    &["inject", "injection", "shot"],
    &["child", "childhood", "pediatric"],
    &["hospital", "hospitalization", "hospitaliz", "hospitalized", "inpatient", "hospitalize"],
    &["allergy", "allergic"],
    &["infection", "infectious", "infect", "infected"],
    &["intoleranc", "intolerance", "intolerant", "tolerat", "tolerate", "intolerabl", "tolerabl"],
    &["physiotherapy", "physical-therapy"],
    &["walk", "ambulat", "ambulation", "ambulate", "ambulatory", "walking"],
    &["fall", "fell", "fallen", "falling"],
    &[
        "sleep",
        "slept",
        "sleeping",
        "asleep",
        "wake",
        "awaken",
        "awakening",
        "woke",
        "night",
        "nocturnal",
        "nighttim",
        "nighttime",
    ],
    &["bleed", "bled", "bleeding", "hemorrhag", "hemorrhage"],
    &["break", "broken", "broke", "fractur", "fracture"],
    &["lymphocyt", "lymphocytes"],
    &["seizur", "seizure", "convulsion"],
    &["seropositiv", "seropositive", "rf-positive"],
    &["overweight", "obesity", "obes", "obese"],
    &["smok", "smoke", "smoker", "tobacco"],
    &["diet", "dietary"],
    &["wheelchair", "chair-bound"],
    &["steroid", "corticosteroid", "glucocorticoid", "steroids", "cortison", "cortisone"],
    &["depress", "depression", "depressiv", "depressive"],
    &["anxiety", "anxious"],
    &["mobility", "mobil", "mobile"],
    &["normal", "unremarkabl", "unremarkable"],
];

/// Words that turn what follows into its contrary.
pub(super) const NEGATORS: &[&str] = &[
    "no",
    "not",
    "never",
    "without",
    "denies",
    "denied",
    "deny",
    "none",
    "neither",
    "nor",
    "cannot",
    "unable",
    "absent",
    "absence",
    "lacks",
    "lacked",
    "lack",
    "lacking",
    "can't",
    "doesn't",
    "didn't",
    "hasn't",
    "haven't",
    "isn't",
    "wasn't",
    "aren't",
    "weren't",
    "couldn't",
    "won't",
    "free",
    "declined",
    "refused",
    "negative",
    "non",
    "zero",
    "quit",
    "undetected",
    "avoids",
    "avoided",
];

/// Words behind which a denial no longer reaches.
pub(super) const BREAKS: &[&str] = &[
    "but", "because", "due", "although", "though", "however", "despite", "since", "while",
    "whereas", "which", "who", "after", "before", "when", "until", "owing", "except", "given",
    "so", "then", "until", "with", "yet",
];

/// Pairs of opposites: a sentence that says one where the facts say the other is wrong. Written as stems.
pub(super) const OPPOSITES: &[(&[&str], &[&str])] = &[
    (
        &["improv", "improvement", "better", "resolv"],
        &["worsen", "wors", "deteriorat", "deterioration", "declin"],
    ),
    (
        &["increas", "rose", "rise", "risen", "elevat", "elevation", "rais", "high", "higher"],
        &["decreas", "fell", "reduc", "reduction", "low", "lower", "drop"],
    ),
    (&["positiv"], &["negativ"]),
    (&["normal"], &["abnormal", "abnormality"]),
    (&["start", "initiat", "began", "begin", "begun"], &["stop", "discontinu", "discontinuation"]),
    (&["stabl", "unchang"], &["progress", "progression", "progressiv"]),
    (&["active"], &["inactive"]),
    (&["open"], &["closed", "clos"]),
    (&["intact"], &["broken", "breakdown", "damag"]),
    (&["acute"], &["chronic"]),
    (&["able"], &["unable"]),
    (&["able"], &["cannot"]),
    (&["proximal"], &["distal"]),
    (&["anterior"], &["posterior"]),
    (&["upper"], &["lower"]),
    (&["medial"], &["lateral"]),
    (&["maternal"], &["paternal"]),
    (&["seropositiv"], &["seronegativ"]),
    (&["first", "initial"], &["last", "final"]),
    (&["daily"], &["weekly"]),
    (&["before"], &["after"]),
    (&["more"], &["less"]),
    (&["above", "exceed"], &["below", "under"]),
    (&["primary"], &["secondary"]),
    (&["always"], &["never"]),
    (&["benign"], &["malignant"]),
    (&["sensitiv"], &["resistant"]),
];

/// Words that say how grave, how certain or how fast. They need a fact.
pub(super) const DEGREES: &[&str] = &[
    "severe",
    "severity",
    "mild",
    "moderate",
    "refractory",
    "resistant",
    "irreversible",
    "permanent",
    "permanently",
    "life-threatening",
    "fatal",
    "emergent",
    "critical",
    "terminal",
    "end-stage",
    "progressive",
    "progression",
    "catastrophic",
    "curative",
    "normal",
    "abnormal",
    "elevated",
    "positive",
    "negative",
    "stable",
    "unstable",
    "resolved",
    "remission",
    "worsened",
    "deteriorating",
    "deterioration",
    "acute",
    "chronic",
    "invasive",
    "metastatic",
    "conclusive",
    "guaranteed",
    "cure",
    "cured",
    "eliminates",
    "eradicate",
    "universally",
    "superior",
    "safest",
    "optimal",
];

/// The word that stands for a stem and its synonyms.
pub(super) fn synonym(stem: &str) -> Option<&'static str> {
    FIRST.get(stem).copied()
}

/// Whether a stem is an everyday word, which a sentence may use without a fact behind it.
pub(super) fn is_plain(stem: &str) -> bool {
    stem.len() < 3 || PLAIN.binary_search(&stem).is_ok()
}

/// Whether a word has no meaning of the body, of medicine or of a measure, though it is no everyday word: `cornerstone`.
pub(super) fn claims_nothing(lower: &str, stem: &str) -> bool {
    let listed = |word: &str| OTHER.binary_search(&word).is_ok();
    listed(lower) || listed(stem) || listed(&format!("{stem}e"))
}

#[cfg(test)]
mod tests {
    use super::super::words::stem;
    use super::*;

    #[test]
    fn the_everyday_words_are_sorted_and_stems_of_themselves_or_of_a_word() {
        assert!(PLAIN.is_sorted() && OTHER.is_sorted());
        assert!(claims_nothing("normalized", "normaliz") && !claims_nothing("anemia", "anemia"));
        for word in
            ["request", "requested", "requesting", "approve", "approval", "formulary", "medication"]
        {
            assert!(is_plain(&stem(word)), "{word}");
        }
        for word in ["erosions", "synovitis", "nausea", "biopsy", "stenosis", "methotrexate"] {
            assert!(!is_plain(&stem(word)), "{word}");
        }
    }
}
