//! Which section a clinical sentence speaks to. Each goes to one section only; what no section takes is part of the
//! clinical picture.

use crate::brief::Brief;
use crate::fact::{Fact, Origin};
use crate::kind::{KindSpec, Part, Topic};

/// Sections that take clinical sentences, with the words that send one there; an earlier entry wins. The
/// words are parted by bars; each counts from its beginning on: `smok` is `smoker` and `smoking`.
const RULES: &[(Part, &str)] = &[
    (
        Part::Monitoring,
        "will monitor|monitoring|will be monitored|monitored|follow-up|follow up|reassess|re-\
         assess|will check|will be checked|will be repeated|recheck|re-evaluat|reevaluat|\
         labs every|next visit|will be seen|will be reviewed|new start|self-administer|self-inject",
    ),
    (Part::Notes(Topic::Counseling), "counsel"),
    (
        Part::Notes(Topic::Change),
        "would change|will change|will guide|would guide|if positive|if negative|if pathogenic|\
         a positive result|a negative result|a pathogenic|the result will|the result would|\
         will determine|would determine|results will|results would|surgical planning",
    ),
    (
        Part::Risk,
        "without treatment|without this|without it|without surgery|without the|without power|\
         if untreated|left untreated|if denied|if delayed|further delay|any delay|delaying|\
         delay in|without effective|without adequate|would lead|will lead|could lead|may lead|\
         irreversible|life-threatening|would worsen|will worsen|could worsen|stopping|interruption|\
         interrupting|discontinuing|withdrawal of|places the|likely to progress",
    ),
    (
        Part::Notes(Topic::Family),
        "mother|father|sister|brother|aunt|uncle|grand|cousin|sibling|maternal|paternal|\
         family history|daughter|consanguin|relative|parents",
    ),
    (
        Part::Notes(Topic::RedFlags),
        "red flag|weakness|strength|reflex|sensory|numbness|bladder|bowel|saddle|cauda|fever|\
         weight loss|malignan|cancer|myelopath|babinski|straight leg|neurolog|deficit",
    ),
    (
        Part::Notes(Topic::Safety),
        "tuberculosis|tb |interferon-gamma|quantiferon|hepatitis|hiv|pregnan|lvef|\
         ejection fraction|screening|vaccin|g6pd|tpmt",
    ),
    (
        Part::Notes(Topic::Tolerance),
        "adheren|adverse|side effect|tolerat|missed dose|missed a dose|missed no dose|missed only|\
         doses missed|dose was missed|doses were missed|as prescribed|infusion reaction|\
         injection site|injection-site|complian",
    ),
    (
        Part::Response,
        "baseline|before treatment|before starting|before therapy|at the start|since starting|\
         after starting|on treatment|on therapy|improved|decreased|fell|reduced|dropped|now|\
         currently|remission|respond|response",
    ),
    (
        Part::Notes(Topic::Optimization),
        "hba1c|a1c|bmi|body mass index|smok|nicotine|tobacco|asa class|optimiz|prehab|\
         cardiac clearance|cleared for",
    ),
    (
        Part::Notes(Topic::Evaluation),
        "evaluat|face-to-face|trial of|trialed|was tried|occupational therapist|physical therapist|\
         assistive technology|doorway|safely|operate|fits|supplier",
    ),
    (
        Part::Notes(Topic::Growth),
        "percentile|z-score|weight|growth|height|gain|phenylalanine|albumin|head circumference",
    ),
    (
        Part::Notes(Topic::Nutrition),
        "kcal|calor|intake|g-tube|gastrostomy|nasogastric|dietitian|enteral|feed|formula|\
         grams of protein",
    ),
    (
        Part::Notes(Topic::Results),
        "mri|ct |x-ray|radiograph|ultrasound|scan|biopsy|emg|eeg|echocardiogra|endoscopy|\
         colonoscopy|polysomnogra|microarray|panel|sequencing|karyotype|test|kellgren|imaging|\
         laborator|index|titer",
    ),
    (
        Part::Notes(Topic::Function),
        "activities of daily|adl|work|walk|ambulat|dress|bath|toilet|transfer|kitchen|in the home|\
         at home|stairs|sleepi|sleepy|sleeps|sleep is|sleep and|of sleep|asleep|school|falls|cannot|can no longer|unable to|caregiver|drive|reach",
    ),
    (
        Part::Necessity,
        "medically necessary|necessary|recommend|goal|i chose|chosen|indicated for|is indicated|\
         best option|appropriate|candidate|would benefit|plan to|plan is|requires|not an option|\
         only option|alternative|would help|intended",
    ),
];

/// The clinical sentences that speak to a section, in the order in which they were written.
pub(super) fn about(brief: &Brief, part: Part) -> impl Iterator<Item = &Fact> {
    let spec = brief.kind.spec();
    clinical(brief).filter(move |fact| of(spec, &fact.text) == part)
}

/// All clinical sentences.
pub(super) fn clinical(brief: &Brief) -> impl Iterator<Item = &Fact> {
    brief.facts().iter().filter(|fact| matches!(fact.origin, Origin::Clinical(_)))
}

/// The section of this kind that a sentence belongs to.
fn of(spec: &KindSpec, text: &str) -> Part {
    let lower = format!("{} ", text.to_lowercase().replace(['.', ',', ';', ':', ')'], " "));
    let sections = RULES.iter().filter(|(part, _)| spec.section(*part).is_some());
    let mut named = sections.filter(|(_, words)| words.split('|').any(|word| begins(&lower, word)));
    named.next().map_or(Part::Condition, |(part, _)| *part)
}

/// Whether a sentence gives a reason for the request, or says what would come without it.
pub(super) fn is_reason(text: &str) -> bool {
    speaks_to(text, Part::Necessity) || speaks_to(text, Part::Risk)
}

/// Whether a sentence says how the course will be watched.
pub(super) fn is_plan(text: &str) -> bool {
    speaks_to(text, Part::Monitoring)
}

fn speaks_to(text: &str, part: Part) -> bool {
    let lower = text.to_lowercase();
    RULES
        .iter()
        .any(|(rule, words)| *rule == part && words.split('|').any(|word| begins(&lower, word)))
}

/// Whether a word of the text begins with this.
pub(super) fn begins(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;

    #[test]
    fn a_sentence_goes_where_it_speaks_to() {
        let letter = |text| of(Kind::LetterOfMedicalNecessity.spec(), text);
        assert_eq!(letter("Joint damage is likely if delayed."), Part::Risk);
        assert_eq!(letter("CBC will be repeated every 3 months."), Part::Monitoring);
        assert_eq!(letter("Adalimumab was chosen because of uveitis."), Part::Necessity);
        assert_eq!(letter("DAS28 is 5.8."), Part::Condition);
    }

    #[test]
    fn a_sentence_stays_in_the_picture_where_the_kind_has_no_section_for_it() {
        let text = "Developmental delay; the mother had seizures at age 9.";
        assert_eq!(of(Kind::GeneticTest.spec(), text), Part::Notes(Topic::Family));
        assert_eq!(of(Kind::PriorAuthorization.spec(), text), Part::Condition);
    }

    #[test]
    fn a_word_counts_from_its_beginning_only() {
        assert!(begins("she smokes", "smok") && !begins("network", "work"));
    }
}
