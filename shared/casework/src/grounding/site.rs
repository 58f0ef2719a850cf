//! Where a disease is: `pancreatic cancer` needs a fact that speaks of the pancreas, though the word alone is an everyday one.

use super::words::TokenKind;
use super::{Doubt, held::Held, lexicon};
use crate::document::FlagKind;

/// Words that are a disease or an injury of the part named before them.
const DISEASES: &[&str] = &[
    "cancer",
    "cancers",
    "carcinoma",
    "tumor",
    "tumors",
    "disease",
    "failure",
    "infection",
    "infections",
    "fracture",
    "fractures",
    "ulcer",
    "ulcers",
    "bleeding",
    "hemorrhage",
    "stones",
    "abscess",
    "metastases",
    "metastasis",
    "stroke",
    "embolism",
    "insufficiency",
    "dysfunction",
    "atrophy",
    "injury",
    "lesions",
];
/// Endings and words of adjectives that name a part of the body.
const PARTS: &[&str] = &[
    "pancreatic",
    "gastric",
    "hepatic",
    "renal",
    "kidney",
    "liver",
    "lung",
    "brain",
    "heart",
    "cardiac",
    "bone",
    "skin",
    "breast",
    "colon",
    "colorectal",
    "ovarian",
    "uterine",
    "cervical",
    "prostate",
    "bladder",
    "thyroid",
    "esophageal",
    "stomach",
    "rectal",
    "spinal",
    "vertebral",
    "hip",
    "wrist",
    "rib",
    "pulmonary",
    "cerebral",
    "retinal",
    "corneal",
    "biliary",
    "intestinal",
    "duodenal",
    "testicular",
    "throat",
    "blood",
    "lymph",
    "adrenal",
    "pituitary",
    "valvular",
    "coronary",
    "vascular",
    "venous",
    "arterial",
];

/// Diseases of a part that no fact names.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words().filter(|(_, token)| token.is_any(PARTS)) {
        let disease =
            held.at(at + 1).filter(|next| next.kind == TokenKind::Word && next.is_any(DISEASES));
        let Some(disease) = disease.filter(|_| lexicon::is_plain(&token.stem)) else { continue };
        if !held.means(&token.stem) {
            let text = format!(
                "No fact speaks of “{} {}”.{}",
                token.text,
                disease.text,
                held.nearest(|entry| entry.has(&disease.stem))
            );
            doubts.push(held.doubt(FlagKind::Diagnosis, at, at + 2, text));
        }
    }
    doubts
}
