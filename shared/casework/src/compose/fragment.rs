//! Fragments of notes: sentences without a verb, and how a letter says those that name a condition.

use super::phrase;

/// Verb forms that tell a sentence from a note's fragment.
const VERBS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "be",
    "been",
    "does",
    "do",
    "did",
    "can",
    "cannot",
    "could",
    "will",
    "would",
    "may",
    "might",
    "must",
    "should",
    "needs",
    "need",
    "shows",
    "show",
    "reports",
    "report",
    "denies",
    "deny",
    "remains",
    "remain",
    "continues",
    "continue",
    "takes",
    "take",
    "uses",
    "use",
    "lives",
    "live",
    "works",
    "work",
    "requires",
    "require",
    "presents",
    "present",
    "describes",
    "describe",
    "states",
    "state",
    "meets",
    "meet",
    "tolerates",
    "wakes",
    "wake",
    "misses",
    "miss",
    "limits",
    "limit",
    "causes",
    "cause",
    "persists",
    "persist",
    "lasts",
    "last",
    "rose",
    "fell",
    "became",
    "began",
    "went",
    "came",
    "got",
    "felt",
    "lost",
    "made",
    "gave",
    "took",
    "grew",
    "led",
    "kept",
    "held",
    "saw",
    "found",
    "broke",
    "struggles",
    "experiences",
    "suffers",
    "exceeds",
    "suggests",
    "suggest",
    "confirms",
    "confirm",
    "demonstrates",
    "demonstrate",
    "reveals",
    "reveal",
    "supports",
    "support",
    "walks",
    "walk",
    "sleeps",
    "eats",
    "averages",
    "occurs",
    "occur",
    "interferes",
    "interfere",
    "prevents",
    "prevent",
    "makes",
    "spends",
    "ranges",
    "scores",
    "measures",
    "weighs",
    "carries",
    "responds",
    "worsens",
    "improves",
    "radiates",
    "radiate",
    "relies",
    "depends",
    "recurs",
    "limited",
    "lacks",
    "wears",
    "drives",
    "attends",
    "avoids",
    "feels",
    "says",
    "believes",
    "prefers",
    "understands",
    "agrees",
    "plans",
    "reviews",
    "provides",
    "follows",
    "treats",
    "gives",
    "helps",
    "fails",
    "returns",
    "increases",
    "decreases",
    "indicates",
    "involves",
    "affects",
    "allows",
    "contains",
    "falls",
    "rises",
    "wants",
    "sits",
    "stands",
    "breathes",
    "drinks",
    "gains",
    "loses",
    "means",
    "seems",
    "appears",
    "becomes",
    "takes",
];

/// Words for conditions that are said without an article, beside those that [`ENDINGS`] tell.
const CONDITIONS: &[&str] = &[
    "disease",
    "disorder",
    "syndrome",
    "asthma",
    "migraine",
    "diabetes",
    "mellitus",
    "apnea",
    "pain",
    "depression",
    "delay",
    "degeneration",
    "eczema",
    "urticaria",
    "acne",
    "gout",
    "lupus",
    "hypertension",
    "obesity",
    "incontinence",
    "insomnia",
    "spasticity",
    "cancer",
    "failure",
    "insufficiency",
    "deficiency",
    "dysphagia",
    "hypotonia",
    "aura",
    "phenotype",
];
/// Endings of such words.
const ENDINGS: &[&str] = &[
    "itis", "osis", "iasis", "oma", "emia", "pathy", "algia", "uria", "plegia", "paresis", "penia",
    "lepsy", "epsy", "trophy", "plasia", "dystonia",
];
/// Words for what befell the patient once.
const EVENTS: &[&str] = &["stroke", "infarction", "fracture", "hemorrhage"];
/// Participles that say more of a condition: `diabetes treated with insulin`.
const PARTICIPLES: &[&str] =
    &["treated", "managed", "complicated", "diagnosed", "confirmed", "controlled", "found"];
/// Words behind which a condition's name is over.
const BREAKS: &[&str] = &[
    "with",
    "without",
    "for",
    "since",
    "of",
    "in",
    "on",
    "at",
    "after",
    "from",
    "despite",
    "due",
    "radiating",
    "now",
];
/// Words with which a fragment says less than that the patient has the condition, or speaks of somebody else.
const OTHERS: &[&str] = &[
    "no",
    "not",
    "history",
    "family",
    "status",
    "possible",
    "suspected",
    "probable",
    "prior",
    "previous",
    "former",
    "likely",
    "maternal",
    "paternal",
    "differential",
    "resolved",
    "past",
];

/// Whether a note's sentence lacks a verb: `DAS28 5.8, 12 swollen joints`. A participle that opens it (`Repeated vomiting`) or
/// ends a compound (`age-related`) is none.
pub(super) fn is_fragment(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '-'));
    !words.enumerate().any(|(at, word)| {
        let lower = word.to_lowercase();
        let past = at > 0 && lower.len() > 4 && lower.ends_with("ed") && !lower.contains('-');
        past || VERBS.contains(&lower.as_str()) || lower.ends_with("n't")
    })
}

/// A fragment that opens with a condition as a sentence about the patient: `Chronic migraine for 6 years` becomes `Elena has
/// had chronic migraine for 6 years.` Nothing of it is left out and nothing added.
pub(super) fn condition(name: &str, text: &str) -> Option<String> {
    let clause = phrase::clause(text);
    let words: Vec<String> = clause.split_whitespace().map(str::to_lowercase).collect();
    let head = head(&words)?;
    let named = words.get(..=head)?;
    let plain = named.iter().enumerate().all(|(at, word)| {
        let number = word.contains(|c: char| c.is_ascii_digit());
        let of_type =
            at.checked_sub(1).and_then(|before| named.get(before)).is_some_and(|w| w == "type");
        !OTHERS.contains(&bare(word)) && (!number || of_type)
    });
    let last = bare(named.last()?);
    let event = EVENTS.contains(&last);
    let known =
        event || CONDITIONS.contains(&last) || ENDINGS.iter().any(|end| last.ends_with(end));
    let told = words.get(head + 1).is_some_and(|word| PARTICIPLES.contains(&bare(word)));
    let rest = words.get(head + 1 + usize::from(told)..).unwrap_or_default().join(" ");
    let verbless = is_fragment(&named.join(" ")) && is_fragment(&format!("; {rest}"));
    let past = words.iter().any(|word| bare(word) == "ago") && !told && !event;
    if !verbless || !plain || !known || past {
        return None;
    }
    let lasting = words.iter().any(|word| matches!(word.as_str(), "for" | "since"));
    let clause = phrase::lower(&clause);
    Some(match (event, lasting) {
        (true, _) => format!("{name} had {} {clause}.", phrase::a_or_an(&clause)),
        (false, true) => format!("{name} has had {clause}."),
        (false, false) => format!("{name} has {clause}."),
    })
}

/// The last word of the name that a text opens with.
fn head(words: &[String]) -> Option<usize> {
    let over = |word: &String| BREAKS.contains(&bare(word)) || PARTICIPLES.contains(&bare(word));
    let ends = |word: &String| word.ends_with([',', ';']);
    // "Ischemic stroke 6 days ago": the time is none of the name.
    let timed = |at: &usize| words.get(at + 2).is_some_and(|word| bare(word) == "ago");
    let ends_at = |at: &usize| words.get(*at).is_some_and(over) || timed(at);
    let stop = (0..words.len()).find(ends_at).unwrap_or(words.len());
    words.iter().take(stop).position(ends).or(stop.checked_sub(1))
}

fn bare(word: &str) -> &str {
    word.trim_matches([',', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_without_a_verb_is_a_fragment() {
        assert!(is_fragment("DAS28 5.8, 12 swollen joints"));
        assert!(is_fragment("Neovascular age-related macular degeneration"));
        assert!(is_fragment("Repeated vomiting after feeds"));
        assert!(!is_fragment("DAS28 was 5.8"));
        assert!(!is_fragment("Patient reported pain"));
    }

    #[test]
    fn a_fragment_that_opens_with_a_condition_is_said_of_the_patient() {
        for (note, said) in [
            (
                "Chronic migraine without aura for 6 years.",
                "Elena has had chronic migraine without aura for 6 years.",
            ),
            (
                "Severe persistent asthma with an eosinophilic phenotype",
                "Elena has severe persistent asthma with an eosinophilic phenotype.",
            ),
            (
                "Low back pain radiating to the right leg for 11 weeks",
                "Elena has had low back pain radiating to the right leg for 11 weeks.",
            ),
            (
                "Chronic low back and left leg pain for 4 years after lumbar fusion.",
                "Elena has had chronic low back and left leg pain for 4 years after lumbar fusion.",
            ),
            (
                "Type 2 diabetes treated with 4 insulin injections per day",
                "Elena has type 2 diabetes treated with 4 insulin injections per day.",
            ),
            (
                "Celiac disease confirmed by biopsy 2 years ago",
                "Elena has celiac disease confirmed by biopsy 2 years ago.",
            ),
            (
                "Ischemic stroke 6 days ago with dysphagia",
                "Elena had an ischemic stroke 6 days ago with dysphagia.",
            ),
            ("Moderate to severe sleep apnea", "Elena has moderate to severe sleep apnea."),
            (
                "Recurrent major depressive disorder, now in the third episode",
                "Elena has recurrent major depressive disorder, now in the third episode.",
            ),
        ] {
            assert_eq!(condition("Elena", note).as_deref(), Some(said));
        }
    }

    #[test]
    fn what_is_denied_past_doubted_or_measured_is_not_said_of_the_patient() {
        for note in [
            "No inflammatory bowel disease",
            "History of asthma",
            "Family history of breast cancer",
            "Suspected temporal arteritis",
            "Pneumonitis 6 weeks ago",
            "Asthma treated with an inhaler does not wake the patient",
            "12 swollen joints from arthritis",
            "Pain 8 of 10",
            "Asthma is severe",
        ] {
            assert_eq!(condition("Elena", note), None, "{note}");
        }
    }
}
