//! Wordings that say the same in the clinic: `cannot swallow` is dysphagia, a wheelchair-dependent patient cannot walk,
//! and who is pain free is not in pain.
//!
//! `data/concepts.tsv` holds one meaning a row: its wordings, what it implies, what is its contrary. The build script
//! makes sorted tables of it, so that nothing is parsed at run time. Ask [`said_by`] for the concepts of a text, given word
//! by word in lower case; compounds may stay whole. A wording of several words is found with articles, pronouns and
//! forms of `be` anywhere between them, and in any plural or verb form.
//!
//! A concept is found whether the text affirms or denies it. Where the wording itself has the word that denies
//! (`without pain`), [`Said::denies`] says so, and a denial that the caller reads in it is no denial of the concept.

mod fold;

pub(crate) use fold::stem;

static WORDINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/wordings.bin"));
static ROWS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rows.bin"));
static BROADER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/broader.bin"));
static CONTRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/contrary.bin"));

/// The longest wording, in words that count.
const LONGEST: usize = 5;

/// Words that deny within a wording.
const DENYING: &[&str] = &[
    "no",
    "not",
    "never",
    "without",
    "cannot",
    "unabl",
    "non",
    "free",
    "deny",
    "deni",
    "none",
    "lack",
    "absent",
    "absenc",
    "negativ",
    "nor",
    "neither",
    "loss",
    "lost",
    "inability",
    "fail",
    "failur",
    "off",
    "un",
];

/// One meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Concept(u16);

/// A concept and the words that say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) concept: Concept,
    /// The place of its first word.
    pub(crate) from: usize,
    /// The place behind its last word.
    pub(crate) to: usize,
    /// Whether the wording itself has a word that denies.
    pub(crate) denies: bool,
}

impl Concept {
    /// Whether it is the other or implies it, by up to three steps.
    pub(crate) fn implies(self, other: Self) -> bool {
        self == other || has_pair(BROADER, self, other)
    }

    /// Whether it is the contrary of the other, or implies a contrary of it, or the other one of its own.
    pub(crate) fn is_contrary(self, other: Self) -> bool {
        has_pair(CONTRARY, self, other)
    }
}

/// The concepts of a text, in the order of their places. A wording within a longer one counts too, unless the longer one
/// denies or is its contrary: `able to walk` is not said by `not able to walk`.
pub(crate) fn said_by(words: &[&str]) -> Vec<Said> {
    let folded = fold::folded(words.iter().copied());
    let mut said: Vec<Said> = Vec::new();
    for from in 0..folded.len() {
        for length in 1..=LONGEST {
            let Some(part) = folded.get(from..from + length) else { break };
            let stems = || part.iter().map(|(_, stem)| stem.as_str());
            let (Some((first, _)), Some((last, _))) = (part.first(), part.last()) else { break };
            let denies = stems().any(|stem| DENYING.contains(&stem) || stem.starts_with("non"));
            let found = rows(fold::hash(stems())).map(|concept| Said {
                concept,
                from: *first,
                to: last + 1,
                denies,
            });
            said.extend(found);
        }
    }
    let kept = |inner: &Said| !said.iter().any(|outer| overrules(outer, inner));
    said.iter().filter(|inner| kept(inner)).copied().collect()
}

/// Whether a longer wording takes back what a shorter one within it says.
fn overrules(outer: &Said, inner: &Said) -> bool {
    let within = outer.from <= inner.from
        && inner.to <= outer.to
        && outer.to - outer.from > inner.to - inner.from;
    let denied = outer.denies && !inner.denies && !outer.concept.implies(inner.concept);
    within && (denied || outer.concept.is_contrary(inner.concept))
}

/// The concepts that a wording has.
fn rows(hash: u64) -> impl Iterator<Item = Concept> {
    let place = place_of(hash).and_then(|place| u32::try_from(place).ok());
    let from = place.map_or(0, |place| first_pair(ROWS, place << 16));
    (from..).map_while(move |at| {
        let pair = pair(ROWS, at)?;
        (Some(pair >> 16) == place).then_some(Concept(u16::try_from(pair & 0xffff).ok()?))
    })
}

/// Where a wording stands in the sorted table.
fn place_of(hash: u64) -> Option<usize> {
    let at = |place: usize| {
        let bytes = WORDINGS.get(place * 8..place * 8 + 8)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    };
    let (mut low, mut high) = (0, WORDINGS.len() / 8);
    while low < high {
        let middle = usize::midpoint(low, high);
        if at(middle)? < hash {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (at(low) == Some(hash)).then_some(low)
}

fn has_pair(table: &[u8], one: Concept, other: Concept) -> bool {
    let wanted = u32::from(one.0) << 16 | u32::from(other.0);
    pair(table, first_pair(table, wanted)) == Some(wanted)
}

/// Where the first pair stands that is not below this one.
fn first_pair(table: &[u8], wanted: u32) -> usize {
    let (mut low, mut high) = (0, table.len() / 4);
    while low < high {
        let middle = usize::midpoint(low, high);
        if pair(table, middle).is_some_and(|pair| pair < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn pair(table: &[u8], at: usize) -> Option<u32> {
    let bytes = table.get(at * 4..at * 4 + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<Said> {
        said_by(&text.split(' ').collect::<Vec<_>>())
    }

    /// Whether what the whole text says implies what the whole other one says.
    fn implies(text: &str, other: &str) -> bool {
        let whole = |text: &str| {
            let longest = said(text).into_iter().map(|said| said.to - said.from).max();
            said(text).into_iter().filter(move |said| Some(said.to - said.from) == longest)
        };
        whole(text).any(|one| whole(other).any(|other| one.concept.implies(other.concept)))
    }

    fn is_contrary(text: &str, other: &str) -> bool {
        let others = said(other);
        said(text)
            .iter()
            .any(|one| others.iter().any(|other| one.concept.is_contrary(other.concept)))
    }

    #[test]
    fn other_wordings_of_a_finding_are_one_concept() {
        for (one, other) in [
            ("dysphagia", "trouble swallowing"),
            ("he is unable to ambulate", "cannot walk"),
            ("her weakness", "muscle weakness"),
            ("he was losing weight", "weight loss"),
            ("non-healing wound", "chronic wound"),
        ] {
            assert!(implies(one, other), "{one}: {other}");
        }
    }

    #[test]
    fn the_narrow_implies_the_broad_and_not_the_other_way_about() {
        for (narrow, broad) in
            [("cluster headache", "headache"), ("wheelchair dependent", "mobility limitation")]
        {
            assert!(implies(narrow, broad), "{narrow} {broad}");
            assert!(!implies(broad, narrow), "{broad} {narrow}");
        }
    }

    #[test]
    fn contraries_are_known_both_ways_and_through_what_they_imply() {
        for (one, other) in [
            ("painless", "pain"),
            ("worsened", "improved"),
            ("wheelchair dependent", "walks independently"),
        ] {
            assert!(is_contrary(one, other), "{one} {other}");
            assert!(is_contrary(other, one), "{other} {one}");
        }
        assert!(!is_contrary("headache", "nausea"));
    }

    #[test]
    fn a_wording_that_denies_takes_back_what_it_denies() {
        let pain = said("pain");
        assert!(!said("he is pain free").iter().any(|said| said.concept == pain[0].concept));
        assert!(said("she is unable to ambulate").iter().any(|said| said.denies));
    }

    #[test]
    fn the_places_are_those_of_the_given_words() {
        let found = said("she has a non-healing wound");
        assert!(found.iter().any(|said| (said.from, said.to) == (3, 5)));
    }
}
