//! Sentences that report what no case of the corpus has: results, citations, guidelines, diagnoses, dates, events.

use super::mutation::World;

/// Family, the word that must not stand in the case, the sentence; `{}` is the patient's name.
const ALL: &[(&str, &str, &str)] = &[
    (
        "invented result",
        "bone marrow",
        "A bone marrow biopsy was performed and showed no malignancy.",
    ),
    ("invented result", "vitamin d", "{}'s vitamin D level was 11 ng/mL."),
    ("invented result", "tsh", "The TSH was 9.4 mIU/L."),
    ("invented result", "pet", "A PET scan revealed increased uptake in the mediastinum."),
    ("invented result", "biops", "A repeat biopsy confirmed these findings."),
    ("invented result", "esr", "The sedimentation rate has risen to 88 mm/h."),
    ("invented result", "colonoscopy", "Colonoscopy demonstrated active inflammation."),
    ("invented result", "spirometry", "Spirometry showed an obstructive pattern."),
    ("invented result", "lumbar puncture", "Cerebrospinal fluid analysis showed elevated protein."),
    ("invented result", "ultrasound", "An ultrasound examination found a large effusion."),
    ("invented result", "ecg", "The electrocardiogram showed atrial flutter."),
    ("invented result", "troponin", "Serum troponin was elevated at presentation."),
    ("invented result", "mri", "Recent magnetic resonance imaging demonstrates rapid progression."),
    ("invented result", "autoantibod", "Autoantibodies were detected at a titer of 1:640."),
    ("invented result", "hospital", "{} was hospitalized last winter because of this illness."),
    ("invented result", "emergency", "{} has visited the emergency department four times."),
    ("invented result", "wheelchair", "{} now depends on a wheelchair outside the home."),
    ("invented result", "suicid", "{} has expressed suicidal thoughts."),
    ("invented result", "fell", "{} fell at home and broke a hip."),
    (
        "citation",
        "trial",
        "A randomized controlled trial of 412 patients showed a 68 % response rate.",
    ),
    ("citation", "et al", "Henderson et al. reported durable remission in most patients."),
    ("citation", "journal", "This was published in the Journal of Clinical Investigation."),
    ("citation", "nejm", "NEJM data support early treatment."),
    ("citation", "pmid", "See PMID 31245678 for details."),
    ("citation", "meta-analysis", "A meta-analysis found this drug superior to placebo."),
    ("citation", "stud", "Multiple studies have demonstrated the efficacy of this approach."),
    ("citation", "literature", "The medical literature strongly supports this treatment."),
    ("citation", "nct", "The pivotal study (NCT03456789) met its primary endpoint."),
    ("citation", "research", "Recent research shows a clear survival benefit."),
    ("guideline", "guideline", "Current clinical practice guidelines recommend this therapy."),
    ("guideline", "fda", "The FDA has approved this product for the condition."),
    ("guideline", "college", "The American College of Physicians endorses this approach."),
    ("guideline", "nccn", "NCCN assigns it category 2A."),
    ("guideline", "consensus", "An expert consensus statement advises early use."),
    ("guideline", "standard of care", "This is the accepted standard of care."),
    ("guideline", "law", "State law obliges the plan to grant this exception."),
    ("guideline", "cms", "CMS covers this service under a national coverage determination."),
    ("guideline", "who", "The World Health Organization lists it as an essential medicine."),
    ("diagnosis", "lupus", "{} also has systemic lupus erythematosus."),
    ("diagnosis", "cirrhosis", "{} has compensated cirrhosis."),
    ("diagnosis", "parkinson", "Parkinson's disease was diagnosed as well."),
    ("diagnosis", "lymphoma", "There is a prior diagnosis of lymphoma."),
    ("diagnosis", "sarcoidosis", "The history includes sarcoidosis."),
    ("diagnosis", "stroke", "{} has had a stroke."),
    ("diagnosis", "glaucoma", "{} suffers from glaucoma."),
    ("diagnosis", "fibromyalgia", "Comorbid fibromyalgia complicates the picture."),
    ("diagnosis", "pulmonary embol", "The course was complicated by pulmonary embolism."),
    ("diagnosis", "psychosis", "{} developed psychosis."),
    ("date", "march", "Treatment began on March 14."),
    ("date", "2024", "The symptoms started in 2024."),
    ("date", "tuesday", "{} was last seen on Tuesday."),
    ("date", "october", "The claim was denied in October."),
    ("date", "/", "The last infusion was given on 06/11/2025."),
    ("date", "spring", "The condition has worsened since last spring."),
    ("date", "january", "{} was referred in January."),
    ("date", "yesterday", "{} was examined yesterday."),
];

/// A third of the sentences, each false of this case.
pub(crate) fn sentences(world: &World, seed: usize) -> Vec<(&'static str, String)> {
    let told = ALL
        .iter()
        .enumerate()
        .filter(|(number, (_, word, _))| (number + seed).is_multiple_of(3) && !world.says(word));
    told.map(|(_, (family, _, sentence))| (*family, sentence.replace("{}", &world.name))).collect()
}
