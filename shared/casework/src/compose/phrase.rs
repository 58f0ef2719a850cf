//! English for letters: lists, counts, agreement, capitals. Everything here changes the form of words, never their claim.

/// Names that keep their capital and that the lexicon of names does not tell from words.
const EPONYMS: &[&str] = &[
    "Escherichia",
    "Gaucher",
    "Helicobacter",
    "Klebsiella",
    "Lynch",
    "Omsk",
    "Rh",
    "Takotsubo",
    "Usher",
];

/// Things of which a treatment or request is one, so that it takes an article.
const THINGS: &[&str] = &[
    "program",
    "device",
    "appliance",
    "splint",
    "brace",
    "orthosis",
    "walker",
    "wheelchair",
    "scooter",
    "cane",
    "crutch",
    "patch",
    "inhaler",
    "pump",
    "monitor",
    "stimulator",
    "catheter",
    "implant",
    "prosthesis",
    "machine",
    "system",
    "lift",
    "bed",
    "mattress",
    "formula",
    "diet",
    "study",
    "scan",
    "mri",
    "test",
    "panel",
    "microarray",
    "injection",
    "block",
    "procedure",
    "sample",
];

const SMALL: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// `a`, `a and b`, `a, b and c`.
pub(super) fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `one` to `twelve` in words, more in digits.
pub(super) fn count(number: usize) -> String {
    SMALL.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// The text with its first letter in upper case.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text with its first letter in lower case, unless its first word is a name, an abbreviation or `I`.
pub(super) fn lower(text: &str) -> String {
    let word: String = text.chars().take_while(|c| !c.is_whitespace() && *c != ',').collect();
    if word == "A" && text.chars().nth(2).is_some_and(char::is_lowercase) {
        return text.replacen('A', "a", 1);
    }
    let keeps = word.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit())
        || word.ends_with("'s")
        || word.ends_with("s'")
        || word.ends_with("’s")
        || word.chars().count() < 2
        || EPONYMS.contains(&word.as_str())
        || phi::is_only_a_name(&word);
    if keeps {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A treatment or request within a sentence: `total knee arthroplasty (right knee)`, `a manual wheelchair`.
pub(super) fn named(name: &str) -> String {
    let name = lower(&clause(name));
    let name = match name.split_once(", ") {
        Some((what, which)) if !which.contains(',') && !name.contains('(') => {
            format!("{what} ({which})")
        }
        _ => name,
    };
    match article(&name) {
        Some(article) => format!("{article} {name}"),
        None => name,
    }
}

/// The article of a thing that can be counted; none for substances, therapies and what is plural.
fn article(name: &str) -> Option<&'static str> {
    let head = [" with ", " of ", " for ", " (", "/"]
        .iter()
        .filter_map(|mark| name.find(mark))
        .min()
        .and_then(|end| name.get(..end))
        .unwrap_or(name);
    let last = head.split_whitespace().last()?.to_lowercase();
    THINGS.contains(&last.as_str()).then(|| a_or_an(name))
}

/// The article before a name, by its first sound.
pub(super) fn a_or_an(name: &str) -> &'static str {
    let spelled =
        name.split_whitespace().next().is_some_and(|word| word.chars().all(char::is_uppercase));
    let vowel = if spelled { "AEFHILMNORSX" } else { "aeiouAEIO" };
    if name.starts_with(|first| vowel.contains(first)) { "an" } else { "a" }
}

/// The description of a diagnosis within a sentence, without what the classification adds for its own use.
pub(super) fn diagnosis(description: &str) -> String {
    lower(&description.replace(" (adult) (pediatric)", "").replace(" [BMI]", ""))
}

/// The text on one line, with a capital and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = one_line(text);
    let text = text.trim_end_matches([',', ';', ':', ' ']);
    let stop = if text.ends_with(['.', '!', '?', '”']) { "" } else { "." };
    format!("{}{stop}", capital(text))
}

/// The text on one line, without a full stop at its end.
pub(super) fn clause(text: &str) -> String {
    one_line(text).trim_end_matches(['.', ',', ';', ':', ' ']).to_owned()
}

/// The text with single blanks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text in quotation marks, for words of others. Marks within become single.
pub(super) fn quote(text: &str) -> String {
    let inner = one_line(text).replace('"', "'").replace(['“', '”'], "'");
    format!("“{inner}”")
}

/// A lead with a quotation, with a full stop where the quotation has none.
pub(super) fn quoting(lead: &str, text: &str) -> String {
    let stop = if one_line(text).ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{lead} {}{stop}", quote(text))
}

/// `was` or `were` for what is named.
pub(super) fn was(name: &str) -> &'static str {
    if is_plural(name) { "were" } else { "was" }
}

/// `is` or `are` for what is named.
pub(super) fn is(name: &str) -> &'static str {
    if is_plural(name) { "are" } else { "is" }
}

/// Whether a treatment's name is plural: `topical steroids`, `NSAIDs`, `heat and stretching`.
pub(super) fn is_plural(name: &str) -> bool {
    let name = clause(name);
    let name = name.split([',', '(']).next().unwrap_or_default().trim();
    if name.contains(" and ") || name.contains(" & ") {
        return true;
    }
    let head = name.split(" of ").next().unwrap_or(name);
    let Some(last) = head.split_whitespace().last() else { return false };
    let lower = last.to_lowercase();
    let singular = ["ss", "us", "is", "os", "as", "ies"].iter().any(|end| lower.ends_with(end))
        && !lower.ends_with("pies");
    lower.ends_with('s')
        && !singular
        && clinical::drug::find(last).is_none()
        && clinical::drug::find(name).is_none()
}

/// A route as an adverb: `subcutaneously`, `by mouth`.
pub(super) fn route(route: &str) -> String {
    let lower = clause(route).to_lowercase();
    let adverb = match lower.as_str() {
        "oral" | "orally" | "po" | "p.o" | "by mouth" => "by mouth",
        "subcutaneous" | "subq" | "sc" | "sq" | "subcut" | "subcutaneously" => "subcutaneously",
        "intravenous" | "iv" | "intravenously" => "intravenously",
        "intramuscular" | "im" | "intramuscularly" => "intramuscularly",
        "topical" | "topically" => "topically",
        "inhaled" | "inhalation" | "by inhalation" => "by inhalation",
        "intranasal" | "nasal" => "intranasally",
        "transdermal" => "transdermally",
        "intrathecal" => "intrathecally",
        "intravitreal" => "intravitreally",
        "rectal" => "rectally",
        "sublingual" => "sublingually",
        "ophthalmic" => "in the eye",
        _ => return format!("by {lower} route"),
    };
    adverb.to_owned()
}

/// Whether the text is a plain length of time, so that `for` can stand before it: `6 months`, `about two years`.
pub(super) fn is_length(text: &str) -> bool {
    let lower = clause(text).to_lowercase();
    let units =
        ["day", "week", "month", "year", "hour", "days", "weeks", "months", "years", "hours"];
    let mut words = lower.split_whitespace().rev();
    let ends = words.next().is_some_and(|last| units.contains(&last));
    let vague = [
        "about",
        "approximately",
        "nearly",
        "almost",
        "over",
        "more",
        "than",
        "at",
        "least",
        "a",
        "an",
        "to",
        "-",
    ];
    ends && words.all(|word| {
        let digits = word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '–' | '+'));
        digits
            || vague.contains(&word)
            || SMALL.contains(&word)
            || units.contains(&word)
            || word == "and"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts_read_as_english() {
        let parts =
            |n: usize| ["a", "b", "c"].iter().take(n).map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            (join(&parts(1)), join(&parts(2)), join(&parts(3))),
            ("a".into(), "a and b".into(), "a, b and c".into())
        );
        assert_eq!((count(2), count(13)), ("two".to_owned(), "13".to_owned()));
    }

    #[test]
    fn names_and_abbreviations_keep_their_capital() {
        assert_eq!(lower("Rheumatoid arthritis"), "rheumatoid arthritis");
        for kept in
            ["Crohn's disease", "Ehlers-Danlos syndrome", "HIV disease", "Gaucher disease", "I saw"]
        {
            assert_eq!(lower(kept), kept);
        }
    }

    #[test]
    fn a_thing_takes_an_article_and_a_substance_none() {
        for (name, said) in [
            ("Manual wheelchair", "a manual wheelchair"),
            ("MRI of the lumbar spine", "an MRI of the lumbar spine"),
            ("extensively hydrolyzed formula", "an extensively hydrolyzed formula"),
            ("methotrexate", "methotrexate"),
            ("physical therapy", "physical therapy"),
            ("total knee arthroplasty, right knee", "total knee arthroplasty (right knee)"),
        ] {
            assert_eq!(named(name), said);
        }
    }

    #[test]
    fn plural_treatments_take_a_plural_verb() {
        for plural in
            ["topical steroids", "NSAIDs", "heat and stretching", "injections of the knee"]
        {
            assert_eq!(was(plural), "were", "{plural}");
        }
        for singular in
            ["methotrexate", "physical therapy", "orthosis", "trial of statins", "abscess drainage"]
        {
            assert_eq!(was(singular), "was", "{singular}");
        }
    }

    #[test]
    fn only_a_plain_length_of_time_takes_for() {
        for length in [
            "6 months",
            "about two years",
            "4-6 weeks",
            "a year",
            "4 to 6 weeks",
            "1 year and 2 months",
        ] {
            assert!(is_length(length), "{length}");
        }
        for other in ["12 sessions over 6 weeks", "ongoing", "since childhood", "x 6 weeks", ""] {
            assert!(!is_length(other), "{other}");
        }
    }

    #[test]
    fn a_sentence_has_one_stop() {
        assert_eq!(sentence("pain  at rest."), "Pain at rest.");
        assert_eq!(sentence("pain at rest;"), "Pain at rest.");
    }
}
