//! Scores, laboratory values and body measures by the names that clinicians and policies use for them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::token::{Token, TokenKind};

/// Canonical name and how it is written: words in lower case, a blank where a text may have blank, hyphen or slash.
const MEASURES: &[(&str, &[&str])] = &[
    ("das28", &["das28", "das 28", "disease activity score 28", "das28 crp", "das28 esr"]),
    ("cdai", &["cdai", "clinical disease activity index", "crohn's disease activity index"]),
    ("sdai", &["sdai", "simplified disease activity index"]),
    ("rapid3", &["rapid3"]),
    ("haq", &["haq", "haq di"]),
    ("basdai", &["basdai", "bath ankylosing spondylitis disease activity index"]),
    ("asdas", &["asdas"]),
    ("sledai", &["sledai", "sledai 2k"]),
    ("pasi", &["pasi", "psoriasis area and severity index"]),
    ("easi", &["easi", "eczema area and severity index"]),
    ("scorad", &["scorad"]),
    ("bsa", &["bsa", "body surface area", "body surface", "skin surface"]),
    (
        "iga",
        &[
            "iga",
            "investigator's global assessment",
            "viga ad",
            "pga",
            "physician's global assessment",
        ],
    ),
    ("dlqi", &["dlqi", "dermatology life quality index"]),
    ("itch nrs", &["itch nrs", "pp nrs", "peak pruritus nrs", "pruritus nrs"]),
    ("hurley stage", &["hurley stage", "hurley"]),
    ("phq-9", &["phq 9", "phq9", "patient health questionnaire 9", "patient health questionnaire"]),
    ("gad-7", &["gad 7", "gad7"]),
    ("madrs", &["madrs", "montgomery asberg"]),
    ("ham-d", &["ham d", "hamd", "hdrs", "hamilton depression", "ham d17"]),
    ("y-bocs", &["y bocs", "ybocs"]),
    ("edss", &["edss", "expanded disability status scale"]),
    ("mmse", &["mmse", "mini mental state"]),
    ("moca", &["moca", "montreal cognitive assessment"]),
    ("cdr", &["cdr", "clinical dementia rating"]),
    ("midas", &["midas"]),
    ("hit-6", &["hit 6", "hit6"]),
    ("ahi", &["ahi", "apnea hypopnea index", "rdi", "respiratory disturbance index"]),
    ("ess", &["ess", "epworth", "epworth sleepiness scale"]),
    ("act", &["act score", "asthma control test"]),
    ("acq", &["acq", "asthma control questionnaire"]),
    ("fev1/fvc", &["fev1 fvc"]),
    ("fev1", &["fev1", "ppfev1", "forced expiratory volume"]),
    ("fvc", &["fvc", "forced vital capacity"]),
    ("dlco", &["dlco"]),
    ("eosinophils", &["eosinophils", "eosinophil", "eosinophil count", "eos", "aec"]),
    ("ige", &["ige", "immunoglobulin e"]),
    ("feno", &["feno"]),
    ("hba1c", &["hba1c", "a1c", "hemoglobin a1c", "glycated hemoglobin", "hgb a1c", "hga1c"]),
    ("fasting glucose", &["fasting glucose", "fasting plasma glucose", "fpg"]),
    ("c-peptide", &["c peptide"]),
    ("bmi", &["bmi", "body mass index"]),
    ("weight", &["weight", "body weight"]),
    ("height", &["height"]),
    ("ldl", &["ldl", "ldl c", "ldl cholesterol", "low density lipoprotein"]),
    ("triglycerides", &["triglycerides", "triglyceride"]),
    ("egfr", &["egfr", "glomerular filtration rate", "gfr"]),
    ("creatinine clearance", &["creatinine clearance", "crcl"]),
    ("creatinine", &["creatinine", "serum creatinine"]),
    ("uacr", &["uacr", "albumin to creatinine ratio", "albumin creatinine ratio"]),
    ("upcr", &["upcr", "protein to creatinine ratio", "protein creatinine ratio"]),
    ("proteinuria", &["proteinuria", "urine protein"]),
    ("potassium", &["potassium"]),
    ("alt", &["alt", "alanine aminotransferase"]),
    ("ast", &["ast", "aspartate aminotransferase"]),
    ("bilirubin", &["bilirubin"]),
    ("alp", &["alp", "alkaline phosphatase"]),
    ("fib-4", &["fib 4", "fib4"]),
    ("fibrosis stage", &["fibrosis stage", "stage f", "metavir"]),
    ("hemoglobin", &["hemoglobin", "hgb", "hb"]),
    ("hematocrit", &["hematocrit", "hct"]),
    ("ferritin", &["ferritin"]),
    ("transferrin saturation", &["transferrin saturation", "tsat"]),
    ("platelets", &["platelets", "platelet count", "platelet"]),
    ("anc", &["anc", "absolute neutrophil count"]),
    ("cd4", &["cd4", "cd4 count"]),
    ("viral load", &["viral load", "hiv rna", "hcv rna", "hbv dna"]),
    ("inr", &["inr"]),
    ("crp", &["crp", "c reactive protein", "hscrp"]),
    ("esr", &["esr", "sed rate", "erythrocyte sedimentation rate"]),
    ("calprotectin", &["calprotectin", "fecal calprotectin"]),
    (
        "mayo score",
        &["mayo", "mayo score", "partial mayo", "partial mayo score", "full mayo score"],
    ),
    ("harvey-bradshaw", &["harvey bradshaw", "hbi", "harvey bradshaw index"]),
    ("ses-cd", &["ses cd"]),
    ("lvef", &["lvef", "ejection fraction", "left ventricular ejection fraction", "ef"]),
    ("bnp", &["bnp", "nt probnp", "nt pro bnp"]),
    (
        "6mwd",
        &[
            "6mwd",
            "6mwt",
            "six minute walk distance",
            "six minute walk",
            "6 minute walk distance",
            "6 minute walk",
        ],
    ),
    (
        "nyha class",
        &[
            "nyha",
            "nyha class",
            "nyha functional class",
            "who functional class",
            "new york heart association",
            "new york heart association class",
            "new york heart association functional class",
        ],
    ),
    ("blood pressure", &["blood pressure", "bp", "systolic", "sbp"]),
    ("cha2ds2-vasc", &["cha2ds2 vasc"]),
    ("t-score", &["t score"]),
    ("z-score", &["z score"]),
    ("frax hip", &["frax hip", "hip fracture risk", "hip fracture probability", "hip fracture"]),
    ("frax major", &["frax", "major osteoporotic fracture risk", "major osteoporotic fracture"]),
    (
        "kellgren-lawrence",
        &["kellgren lawrence", "kellgren lawrence grade", "kl grade", "k l grade"],
    ),
    ("womac", &["womac"]),
    ("koos", &["koos", "koos jr"]),
    ("oswestry", &["oswestry", "odi", "oswestry disability index"]),
    ("ndi", &["ndi", "neck disability index"]),
    (
        "pain score",
        &[
            "pain",
            "pain score",
            "vas",
            "nrs",
            "visual analog scale",
            "numeric rating scale",
            "pain scale",
        ],
    ),
    ("ipss", &["ipss", "aua symptom score"]),
    ("psa", &["psa"]),
    ("ecog", &["ecog", "ecog performance status", "ecog ps"]),
    ("karnofsky", &["karnofsky", "kps"]),
    ("pd-l1", &["pd l1", "pd l1 tps", "tps"]),
    ("child-pugh", &["child pugh"]),
    ("meld", &["meld"]),
    ("igf-1", &["igf 1", "igf1"]),
    (
        "peak growth hormone",
        &[
            "peak growth hormone",
            "peak gh",
            "gh peak",
            "growth hormone level",
            "growth hormone response",
            "gh peak",
            "peak gh",
            "stim peak",
            "stimulation peak",
        ],
    ),
    ("height sds", &["height sds", "height standard deviation score", "height z score"]),
    ("height velocity", &["height velocity", "growth velocity", "grew"]),
    ("bone age", &["bone age"]),
    ("percentile", &["weight percentile", "height percentile"]),
    ("vitamin d", &["vitamin d level", "25 hydroxyvitamin d", "25 oh vitamin d"]),
    ("vitamin b12", &["b12 level", "vitamin b12 level"]),
    ("phenylalanine", &["phenylalanine", "phe", "phe level"]),
    ("oxygen saturation", &["spo2", "oxygen saturation", "o2 saturation", "o2 sat", "sao2"]),
    ("pao2", &["pao2", "po2"]),
    ("visual acuity", &["visual acuity", "bcva", "va", "best corrected visual acuity"]),
    ("iop", &["iop", "intraocular pressure"]),
    ("central thickness", &["central subfield thickness", "cst", "central macular thickness"]),
    ("sf-36", &["sf 36"]),
    ("mrc", &["mmrc", "mrc dyspnea"]),
    ("cat", &["cat score", "copd assessment test"]),
    ("asrs", &["asrs"]),
    ("abc score", &["abc stereotypy", "vineland"]),
    ("uas7", &["uas7", "uas 7", "urticaria activity score"]),
    ("ciwa", &["ciwa ar", "ciwa"]),
    ("mg-adl", &["mg adl", "mg activities of daily living"]),
    ("qmg", &["qmg"]),
    ("lansky", &["lansky"]),
    ("snot-22", &["snot 22", "snot22"]),
    ("nasal polyp score", &["nasal polyp score", "nps"]),
    ("gleason", &["gleason", "gleason score"]),
    ("hgb s", &["hemoglobin s", "hbs"]),
    ("annualized bleeding rate", &["annualized bleeding rate", "abr"]),
    ("factor viii", &["factor viii activity", "factor viii level", "factor viii"]),
    ("factor ix", &["factor ix activity", "factor ix level", "factor ix"]),
    ("clinical activity score", &["clinical activity score", "cas"]),
    ("salt", &["salt score", "severity of alopecia tool"]),
    ("vasi", &["vasi", "vitiligo area scoring index"]),
    ("dapsa", &["dapsa"]),
    ("isi", &["isi", "insomnia severity index"]),
    ("panss", &["panss", "positive and negative syndrome scale"]),
    ("alsfrs-r", &["alsfrs r", "alsfrs", "als functional rating scale"]),
    ("updrs", &["updrs", "mds updrs", "unified parkinson's disease rating scale"]),
    ("igg", &["igg", "igg level", "immunoglobulin g"]),
    ("parathyroid hormone", &["ipth", "pth", "intact pth", "parathyroid hormone"]),
    ("uric acid", &["uric acid", "serum urate", "urate", "sua"]),
    ("lipoprotein(a)", &["lp ( a )", "lipoprotein ( a )"]),
    ("non-hdl", &["non hdl", "non hdl c", "non hdl cholesterol"]),
    ("tsh", &["tsh", "thyroid stimulating hormone"]),
    ("ldh", &["ldh", "lactate dehydrogenase"]),
    ("liver stiffness", &["liver stiffness", "fibroscan", "vcte"]),
    ("sweat chloride", &["sweat chloride"]),
    ("ammonia", &["ammonia"]),
];

/// Every spelling with its measure, by the first byte of the spelling: hundreds are asked for at every token.
static SPELLINGS: LazyLock<BTreeMap<u8, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut spellings: BTreeMap<u8, Vec<(&str, &str)>> = BTreeMap::new();
    for (name, spelling) in
        MEASURES.iter().flat_map(|(name, written)| written.iter().map(move |word| (*name, *word)))
    {
        let Some(first) = spelling.as_bytes().first() else { continue };
        spellings.entry(*first).or_default().push((name, spelling));
    }
    spellings
});

/// A measure named in a text: from which token to which (exclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MeasureMention {
    pub(crate) name: &'static str,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// Every measure named among the tokens; of several that start at one token the longest.
pub(crate) fn measures(tokens: &[Token]) -> Vec<MeasureMention> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(token) = tokens.get(from) {
        let spellings = token.lower.as_bytes().first().and_then(|first| SPELLINGS.get(first));
        let best = spellings
            .into_iter()
            .flatten()
            .filter_map(|(name, spelling)| matched(tokens, from, spelling).map(|to| (to, *name)))
            .max_by_key(|(to, _)| *to);
        let best = best.or_else(|| bare_t(tokens, from).map(|to| (to, "t-score")));
        if let Some((to, name)) = best {
            found.push(MeasureMention { name, from, to });
            from = to;
        } else {
            from += 1;
        }
    }
    found
}

/// A T-score by its letter alone, before a negative number: `femoral neck T -2.9`.
fn bare_t(tokens: &[Token], from: usize) -> Option<usize> {
    let letter = tokens.get(from).filter(|token| token.is("t") && token.capital)?;
    let sign = tokens.get(from + 1).filter(|sign| sign.any(&["-", "−", "–"]))?;
    let number =
        tokens.get(from + 2).filter(|number| matches!(number.kind, TokenKind::Number(_)))?;
    (!letter.touches(sign) && sign.touches(number)).then_some(from + 1)
}

/// Where a spelling ends that starts at a token; hyphens and slashes between its words are passed over.
fn matched(tokens: &[Token], from: usize, spelling: &str) -> Option<usize> {
    let mut at = from;
    for (place, word) in spelling.split(' ').enumerate() {
        while place > 0 && tokens.get(at).is_some_and(|token| token.any(&["-", "/", "–"])) {
            at += 1;
        }
        if !tokens.get(at)?.is(word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// The measure whose value stands right before a percentile.
pub(super) fn placed(
    tokens: &[Token],
    at: usize,
    named: &[MeasureMention],
    reach: usize,
) -> Option<&'static str> {
    let before = named.iter().rfind(|measure| measure.to <= at && at - measure.to <= reach)?;
    let between = tokens.get(before.to..at).unwrap_or(&[]);
    let numbers = between.iter().filter(|token| matches!(token.kind, TokenKind::Number(_)));
    let ends = between.iter().any(|token| token.any(&[";", "."]));
    (numbers.count() == 1 && !ends).then_some(before.name)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn measures_are_found_by_their_longest_name() {
        let names =
            |text: &str| measures(&tokens(text)).iter().map(|found| found.name).collect::<Vec<_>>();
        assert_eq!(names("DAS28-CRP of 5.4 and an HbA1c of 9%"), ["das28", "hba1c"]);
        assert_eq!(names("FEV1/FVC ratio 0.6, FEV1 55%"), ["fev1/fvc", "fev1"]);
        assert_eq!(
            names("PHQ-9 18; hemoglobin A1c 8.1; hemoglobin 9"),
            ["phq-9", "hba1c", "hemoglobin"]
        );
        assert_eq!(names("femoral neck T -2.9, T cell count"), ["t-score"]);
        assert_eq!(names("nothing measured"), Vec::<&str>::new());
    }
}
