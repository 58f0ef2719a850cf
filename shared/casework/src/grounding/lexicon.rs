//! What words mean for grounding: synonyms, abbreviations, everyday words, words that deny, words of degree.

use std::collections::HashMap;
use std::sync::LazyLock;

static PLAIN: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../../data/plain_words.txt").lines().collect());

/// The word that stands for each of its synonyms.
static FIRST: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let groups = SYNONYMS.iter().filter_map(|group| Some((group, group.first()?)));
    groups.flat_map(|(group, first)| group.iter().map(|word| (*word, *first))).collect()
});

/// Words that mean the same in a letter; the first stands for all. Written as stems.
const SYNONYMS: &[&[&str]] = &[
    &["kidney", "renal"],
    &["liver", "hepatic"],
    &["heart", "cardiac"],
    &["lung", "pulmonary"],
    &["brain", "cerebral"],
    &["skin", "cutaneous", "dermal"],
    &["eye", "ocular", "ophthalmic"],
    &["bowel", "intestin", "intestinal", "intestine"],
    &["stomach", "gastric"],
    &["swell", "swollen", "edema", "swelling"],
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
    &["x-ray", "radiograph", "xray", "radiography", "radiographic"],
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
    &["psychotherapy", "counsel", "counseling"],
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
    &["steroid", "corticosteroid", "glucocorticoid", "steroids"],
    &["depress", "depression", "depressiv", "depressive"],
    &["anxiety", "anxious"],
    &["mobility", "mobil", "mobile"],
    &["normal", "unremarkabl", "unremarkable"],
];

/// Abbreviations and the words they stand for. A sentence may use either where a fact has the other.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("ra", "rheumatoid arthritis"),
    ("oa", "osteoarthritis"),
    ("psa", "psoriatic arthritis"),
    ("as", "ankylosing spondylitis"),
    ("uc", "ulcerative colitis"),
    ("ibd", "inflammatory bowel disease"),
    ("ibs", "irritable bowel syndrome"),
    ("sle", "systemic lupus erythematosus"),
    ("ms", "multiple sclerosis"),
    ("rrms", "relapsing remitting multiple sclerosis"),
    ("als", "amyotrophic lateral sclerosis"),
    ("copd", "chronic obstructive pulmonary disease"),
    ("osa", "obstructive sleep apnea"),
    ("htn", "hypertension"),
    ("chf", "congestive heart failure"),
    ("hf", "heart failure"),
    ("hfref", "heart failure reduced ejection fraction"),
    ("cad", "coronary artery disease"),
    ("mi", "myocardial infarction"),
    ("afib", "atrial fibrillation"),
    ("dvt", "deep vein thrombosis"),
    ("tia", "transient ischemic attack"),
    ("cva", "stroke"),
    ("ckd", "chronic kidney disease"),
    ("esrd", "end stage renal disease"),
    ("t1d", "type 1 diabetes"),
    ("t2d", "type 2 diabetes"),
    ("t1dm", "type 1 diabetes mellitus"),
    ("t2dm", "type 2 diabetes mellitus"),
    ("dm", "diabetes mellitus"),
    ("gerd", "gastroesophageal reflux disease"),
    ("adhd", "attention deficit hyperactivity disorder"),
    ("mdd", "major depressive disorder"),
    ("trd", "treatment resistant depression"),
    ("gad", "generalized anxiety disorder"),
    ("ptsd", "post traumatic stress disorder"),
    ("ocd", "obsessive compulsive disorder"),
    ("asd", "autism spectrum disorder"),
    ("bmi", "body mass index"),
    ("ldl", "low density lipoprotein"),
    ("ldl-c", "low density lipoprotein cholesterol"),
    ("mri", "magnetic resonance imaging"),
    ("ct", "computed tomography"),
    ("pet", "positron emission tomography"),
    ("emg", "electromyography"),
    ("eeg", "electroencephalogram"),
    ("ncs", "nerve conduction study"),
    ("pft", "pulmonary function test"),
    ("esr", "erythrocyte sedimentation rate"),
    ("crp", "c-reactive protein"),
    ("rf", "rheumatoid factor"),
    ("acpa", "anti citrullinated protein antibodies"),
    ("anti-ccp", "anti cyclic citrullinated peptide"),
    ("lvef", "left ventricular ejection fraction"),
    ("fev1", "forced expiratory volume"),
    ("alt", "liver enzymes"),
    ("ast", "liver enzymes"),
    ("lfts", "liver enzymes function tests"),
    ("egfr", "estimated glomerular filtration rate"),
    ("tb", "tuberculosis"),
    ("uti", "urinary tract infection"),
    ("er", "emergency room"),
    ("ed", "emergency department"),
    ("icu", "intensive care unit"),
    ("adl", "activities daily living"),
    ("adls", "activities daily living"),
    ("nsaid", "nonsteroidal antiinflammatory drug"),
    ("nsaids", "nonsteroidal antiinflammatory drugs"),
    ("dmard", "disease modifying antirheumatic drug"),
    ("dmards", "disease modifying antirheumatic drugs"),
    ("csdmard", "conventional dmard"),
    ("csdmards", "conventional dmards"),
    ("ssri", "selective serotonin reuptake inhibitor"),
    ("ssris", "selective serotonin reuptake inhibitors"),
    ("snri", "serotonin norepinephrine reuptake inhibitor"),
    ("tnf", "tumor necrosis factor"),
    ("ics", "inhaled corticosteroid"),
    ("laba", "long acting beta agonist"),
    ("ppi", "proton pump inhibitor"),
    ("cgm", "continuous glucose monitor"),
    ("cbt", "cognitive behavioral therapy"),
    ("pt", "physical therapy"),
    ("ot", "occupational therapy"),
    ("tka", "total knee arthroplasty"),
    ("tha", "total hip arthroplasty"),
    ("esi", "epidural steroid injection"),
    ("cpap", "continuous positive airway pressure"),
    ("ahi", "apnea hypopnea index"),
    ("gfr", "egfr"),
    ("egfr", "gfr"),
    ("cbt", "cognitive behavioral"),
    ("mcp", "metacarpophalangeal"),
    ("pip", "proximal interphalangeal"),
    ("mtp", "metatarsophalangeal"),
    ("skin", "subcutaneous"),
    ("iv", "intravenous"),
    ("sc", "subcutaneous"),
    ("im", "intramuscular"),
    ("po", "oral"),
    ("hs", "bedtime"),
    ("pain-free", "no pain"),
    ("orally", "oral"),
    ("mouth", "oral"),
    ("afo", "ankle foot orthosis"),
    ("pku", "phenylketonuria"),
    ("sma", "spinal muscular atrophy"),
    ("dmd", "duchenne muscular dystrophy"),
    ("cf", "cystic fibrosis"),
    ("hs", "hidradenitis suppurativa"),
    ("ad", "atopic dermatitis"),
    ("csu", "chronic spontaneous urticaria"),
];

/// What a disease, test or drug says besides: a sentence may speak of joints where a fact has arthritis.
pub(super) const IMPLIED: &[(&str, &[&str])] = &[
    ("arthritis", &["joint", "inflammation"]),
    ("arthrosis", &["joint"]),
    ("synovitis", &["joint", "inflammation"]),
    ("psoriasis", &["skin", "plaque"]),
    ("dermatitis", &["skin"]),
    ("eczema", &["skin"]),
    ("asthma", &["airway", "breath", "lung"]),
    ("migraine", &["headache"]),
    ("crohn", &["bowel", "inflammation"]),
    ("colitis", &["bowel", "colon", "inflammation"]),
    ("epilepsy", &["seizure"]),
    ("nephropathy", &["kidney"]),
    ("cardiomyopathy", &["heart"]),
    ("retinopathy", &["eye"]),
    ("stenosis", &["narrow"]),
    ("hypertension", &["blood", "pressure"]),
    ("diabetes", &["glucose", "blood", "sugar", "diabetic"]),
    ("hyperglycemia", &["glucose", "hyperglycemic"]),
    ("obesity", &["weight"]),
    ("neuropathy", &["nerve"]),
    ("radiculopathy", &["nerve"]),
    ("osteoporosis", &["bone"]),
    ("fracture", &["bone"]),
    ("insomnia", &["sleep"]),
    ("apnea", &["sleep"]),
    ("suicidal", &["suicide"]),
    ("phenylketonuria", &["phenylalanine"]),
    ("mri", &["imaging", "scan"]),
    ("ct", &["imaging", "scan"]),
    ("x-ray", &["imaging"]),
    ("radiographs", &["imaging", "film"]),
    ("ultrasound", &["imaging"]),
    ("echocardiogram", &["imaging"]),
    ("wheelchair", &["mobility", "chair"]),
    ("crp", &["laboratory", "inflammation"]),
];

/// Words that turn what follows into its contrary.
pub(super) const NEGATORS: &[&str] = &[
    "no", "not", "never", "without", "denies", "denied", "deny", "none", "neither", "nor",
    "cannot", "unable", "absent", "absence", "lacks", "lacked", "lack", "lacking", "can't",
    "doesn't", "didn't", "hasn't", "haven't", "isn't", "wasn't", "aren't", "weren't", "couldn't",
    "won't", "free", "excluded", "declined", "refused", "negative", "non", "zero",
];

/// Words behind which a denial no longer reaches.
pub(super) const BREAKS: &[&str] = &[
    "but", "because", "due", "although", "though", "however", "despite", "since", "while",
    "whereas", "which", "who", "after", "before", "when", "until", "owing", "except", "given",
    "so", "then", "until", "with",
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
    (&["acute"], &["chronic"]),
    (&["able"], &["unable"]),
    (&["able"], &["cannot"]),
    (&["proximal"], &["distal"]),
    (&["anterior"], &["posterior"]),
    (&["upper"], &["lower"]),
    (&["medial"], &["lateral"]),
    (&["seropositiv"], &["seronegativ"]),
    (&["first", "initial"], &["last", "final"]),
    (&["daily"], &["weekly"]),
    (&["before"], &["after"]),
    (&["more"], &["less"]),
    (&["above", "over", "exceed"], &["below", "under"]),
    (&["primary"], &["secondary"]),
    (&["benign"], &["malignant"]),
    (&["sensitiv"], &["resistant"]),
];

/// Words that say how grave, how certain or how fast. They need a fact.
pub(super) const DEGREES: &[&str] = &[
    "severe",
    "severity",
    "mild",
    "moderate",
    "profound",
    "extreme",
    "massive",
    "marked",
    "markedly",
    "significant",
    "significantly",
    "dramatic",
    "dramatically",
    "rapid",
    "rapidly",
    "aggressive",
    "refractory",
    "resistant",
    "intractable",
    "debilitating",
    "disabling",
    "irreversible",
    "permanent",
    "permanently",
    "life-threatening",
    "fatal",
    "urgent",
    "emergent",
    "critical",
    "terminal",
    "end-stage",
    "unbearable",
    "excruciating",
    "progressive",
    "progression",
    "advanced",
    "catastrophic",
    "devastating",
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
    "worse",
    "worsened",
    "deteriorating",
    "deterioration",
    "recurrent",
    "persistent",
    "constant",
    "acute",
    "chronic",
    "invasive",
    "metastatic",
    "definitive",
    "conclusive",
    "proven",
    "immediate",
    "immediately",
    "guaranteed",
    "cure",
    "cured",
    "eliminates",
    "eradicate",
    "universally",
    "superior",
    "safest",
    "optimal",
    "strongly",
    "incapacitating",
    "crippling",
    "striking",
    "substantial",
    "substantially",
    "considerable",
    "alarming",
];

/// The word that stands for a stem and its synonyms.
pub(super) fn synonym(stem: &str) -> Option<&'static str> {
    FIRST.get(stem).copied()
}

/// Whether a stem is an everyday word, which a sentence may use without a fact behind it.
pub(super) fn is_plain(stem: &str) -> bool {
    stem.len() < 3 || PLAIN.binary_search(&stem).is_ok()
}

/// The words that an abbreviation stands for.
pub(super) fn expansions(lower: &str) -> impl Iterator<Item = &'static str> {
    ABBREVIATIONS.iter().filter(move |(short, _)| *short == lower).map(|(_, long)| *long)
}

/// The abbreviations whose words all stand in a text, and so may stand for them.
pub(super) fn abbreviations() -> impl Iterator<Item = (&'static str, &'static str)> {
    ABBREVIATIONS.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::super::words::stem;
    use super::*;

    #[test]
    fn the_everyday_words_are_sorted_and_stems_of_themselves_or_of_a_word() {
        assert!(PLAIN.is_sorted());
        for word in
            ["request", "requested", "requesting", "approve", "approval", "formulary", "medication"]
        {
            assert!(is_plain(&stem(word)), "{word}");
        }
        for word in ["erosions", "synovitis", "nausea", "biopsy", "kidney", "methotrexate"] {
            assert!(!is_plain(&stem(word)), "{word}");
        }
    }
}
