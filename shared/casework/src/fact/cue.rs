//! Words that turn a sentence: negation, doubt, side, and what came of a treatment.

use super::reading::{Laterality, Outcome, OutcomeMention, Place, Polarity};
use super::token::{Token, starts_with};

/// Words that deny what follows them in their clause.
const DENY_AFTER: &[&str] = &[
    "no",
    "not",
    "denies",
    "denied",
    "without",
    "never",
    "none",
    "neither",
    "nor",
    "absent",
    "lacks",
    "lack of",
    "absence of",
    "free of",
    "negative for",
    "ruled out",
    "rules out",
    "excludes",
    "excluded",
    "excluding",
    "cannot",
    "unable to",
    "inability to",
    "declined the",
    "declined a",
    "declined an",
    "declined any",
    "declined all",
    "declines",
    "refused",
    "refuses",
    "can't",
    "isn't",
    "doesn't",
    "didn't",
    "hasn't",
    "wasn't",
];

/// Words that deny what stands before them in their clause.
const DENY_BEFORE: &[&str] = &[
    "negative",
    "not detected",
    "was ruled out",
    "were ruled out",
    "was excluded",
    "were excluded",
    "has been excluded",
    "is excluded",
    "is absent",
    "was absent",
    "denied",
    "non reactive",
    "nonreactive",
    "undetectable",
    "unremarkable",
    "never",
    "refused",
    "was declined",
    "declined by",
    "not tried",
    "was not tried",
    "were not tried",
    "not yet tried",
    "untried",
    "spared",
    "uninvolved",
    "not involved",
];

/// Words that deny, by a pronoun, what the sentence spoke of before them.
const TAKEN_BACK: &[&str] = &[
    "never taken it",
    "never had it",
    "never tried it",
    "never used it",
    "not taken it",
    "not tried it",
    "not have it",
    "not have this",
    "has none of it",
    "it was negative",
    "it is negative",
    "it came back negative",
    "both were negative",
    "both negative",
    "all were negative",
];

/// Phrases with a word of denial that deny nothing of the kind.
const NO_DENIAL: &[&str] = &[
    "not only",
    "no longer",
    "no change",
    "not just",
    "no doubt",
    "no later",
    "no more than",
    "no less than",
    "not exceed",
    "not to exceed",
    "no fewer than",
    "not more than",
    "not less than",
    "not fewer than",
    "no greater than",
    "not greater than",
    "no higher than",
    "not higher than",
    "no larger than",
    "not larger than",
    "no smaller than",
    "no older than",
    "not older than",
    "no younger than",
    "not younger than",
    "no lower than",
    "not lower than",
    "no shorter than",
    "not shorter than",
    "not longer than",
    "not below",
    "not under",
    "not above",
    "not over",
];

/// Words of doubt.
const DOUBT: &[&str] = &[
    "possible",
    "possibly",
    "suspected",
    "suspicious for",
    "probable",
    "rule out",
    "may have",
    "might",
    "versus",
    "questionable",
    "unclear",
    "pending",
    "concern for",
];

/// Words of doubt that stand after what they doubt, in its clause.
const DOUBT_AFTER: &[&str] = &[
    "is suspected",
    "was suspected",
    "are suspected",
    "were suspected",
    "suspected by",
    "suspected on",
];

/// What a treatment came to. Earlier rows win over later ones at the same place.
const OUTCOMES: &[(&str, Outcome)] = &[
    ("unable to tolerate", Outcome::Intolerant),
    ("could not tolerate", Outcome::Intolerant),
    ("cannot tolerate", Outcome::Intolerant),
    ("did not tolerate", Outcome::Intolerant),
    ("not tolerated", Outcome::Intolerant),
    ("poorly tolerated", Outcome::Intolerant),
    ("not able to tolerate", Outcome::Intolerant),
    ("intolerance", Outcome::Intolerant),
    ("intolerant", Outcome::Intolerant),
    ("adverse", Outcome::Intolerant),
    ("side effect", Outcome::Intolerant),
    ("side effects", Outcome::Intolerant),
    ("hepatotoxicity", Outcome::Intolerant),
    ("stopped because of", Outcome::Intolerant),
    ("contraindicated", Outcome::Contraindicated),
    ("contraindication", Outcome::Contraindicated),
    ("contraindications", Outcome::Contraindicated),
    ("not a candidate", Outcome::Contraindicated),
    ("allergic to", Outcome::Contraindicated),
    ("allergy to", Outcome::Contraindicated),
    ("hypersensitivity", Outcome::Contraindicated),
    ("partial response", Outcome::Partial),
    ("partially responded", Outcome::Partial),
    ("partial relief", Outcome::Partial),
    ("partial improvement", Outcome::Partial),
    ("incomplete response", Outcome::Partial),
    ("temporary relief", Outcome::Partial),
    ("some improvement", Outcome::Partial),
    ("limited benefit", Outcome::Partial),
    ("minimal benefit", Outcome::Partial),
    ("lack of efficacy", Outcome::Failed),
    ("inadequate response", Outcome::Failed),
    ("inadequately controlled", Outcome::Failed),
    ("insufficient response", Outcome::Failed),
    ("inadequate relief", Outcome::Failed),
    ("loss of response", Outcome::Failed),
    ("lost response", Outcome::Failed),
    ("did not respond", Outcome::Failed),
    ("no response", Outcome::Failed),
    ("no relief", Outcome::Failed),
    ("no benefit", Outcome::Failed),
    ("no improvement", Outcome::Failed),
    ("without improvement", Outcome::Failed),
    ("without benefit", Outcome::Failed),
    ("without relief", Outcome::Failed),
    ("without response", Outcome::Failed),
    ("without success", Outcome::Failed),
    ("did not improve", Outcome::Failed),
    ("did not help", Outcome::Failed),
    ("not effective", Outcome::Failed),
    ("ineffective", Outcome::Failed),
    ("refractory", Outcome::Failed),
    ("unresponsive", Outcome::Failed),
    ("nonresponse", Outcome::Failed),
    ("failed", Outcome::Failed),
    ("fails", Outcome::Failed),
    ("failure of", Outcome::Failed),
    ("failure to", Outcome::Failed),
    ("failure on", Outcome::Failed),
    ("responding", Outcome::Responding),
    ("good response", Outcome::Responding),
    ("responded", Outcome::Responding),
    ("has improved", Outcome::Responding),
    ("marked improvement", Outcome::Responding),
    ("well controlled", Outcome::Responding),
    ("in remission", Outcome::Responding),
    ("completed", Outcome::Completed),
    ("underwent", Outcome::Completed),
    ("finished", Outcome::Completed),
];

/// How far a word of denial reaches, in tokens.
const REACH: usize = 8;

/// Whether the sentence as a whole affirms or denies.
pub(super) fn polarity(tokens: &[Token]) -> Polarity {
    let denied = (0..tokens.len())
        .any(|at| denies(tokens, at, DENY_AFTER) || denies(tokens, at, DENY_BEFORE));
    if denied {
        Polarity::Negated
    } else if (0..tokens.len()).any(|at| cue(tokens, at, DOUBT).is_some()) {
        Polarity::Uncertain
    } else {
        Polarity::Affirmed
    }
}

/// Whether the clause denies, or doubts, what stands from one token to another (exclusive).
pub(crate) fn polarity_at(tokens: &[Token], from: usize, to: usize) -> Polarity {
    let start = (0..from).rev().take_while(|at| !clause_end(tokens, *at)).last().unwrap_or(from);
    // "No personal or family history of A or B": what is denied is the history, with all that it lists.
    let history = (start..from).find(|at| starts_with(tokens, *at, "history of"));
    let first = history.unwrap_or(from).min(from);
    let start = start.max(first.saturating_sub(REACH));
    // "BRCA test: negative" tells of the test; a row that "was completed: negative" was completed.
    let tells = |at: usize| {
        let negative = tokens.get(at + 1).is_some_and(|next| next.is("negative"));
        let done = tokens.iter().take(at).any(|token| token.is("completed"));
        negative && !done && tokens.get(at).is_some_and(|token| token.is(":"))
    };
    let end = (to..tokens.len())
        .find(|at| clause_end(tokens, *at) && !tells(*at))
        .unwrap_or(tokens.len())
        .min(to + REACH);
    if (start..from).any(|at| denies(tokens, at, DENY_AFTER))
        || (to..end).any(|at| denies(tokens, at, DENY_BEFORE) || is_excluded(tokens, at))
        || (to..tokens.len()).any(|at| cue(tokens, at, TAKEN_BACK).is_some())
    {
        return Polarity::Negated;
    }
    let doubted = (start..from).any(|at| cue(tokens, at, DOUBT).is_some())
        || (to..end).any(|at| cue(tokens, at, DOUBT_AFTER).is_some());
    if doubted { Polarity::Uncertain } else { Polarity::Affirmed }
}

/// Whether a clause ends by ruling out what it spoke of: `overuse headache ruled out`.
fn is_excluded(tokens: &[Token], at: usize) -> bool {
    const OPEN: &[&str] = &["not", "been", "be", "never", "cannot", "yet", "to"];
    let to = if starts_with(tokens, at, "ruled out") { at + 2 } else { at + 1 };
    let said = to == at + 2 || tokens.get(at).is_some_and(|token| token.is("excluded"));
    let open = at.checked_sub(1).and_then(|before| tokens.get(before));
    let ends = tokens.get(to).is_none_or(|next| next.any(&[",", "by"])) || clause_end(tokens, to);
    said && ends && !open.is_some_and(|token| token.any(OPEN))
}

/// Signs and words that end the reach of a denial.
fn clause_end(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.any(&[";", ".", ":", "but", "however", "although", "though", "despite", "except"])
    })
}

fn denies(tokens: &[Token], at: usize, cues: &[&str]) -> bool {
    cue(tokens, at, cues).is_some() && cue(tokens, at, NO_DENIAL).is_none()
}

fn cue(tokens: &[Token], at: usize, cues: &[&str]) -> Option<usize> {
    let found = cues.iter().find(|words| starts_with(tokens, at, words))?;
    Some(at + found.split(' ').count())
}

/// What the text says treatments came to, each with its place; what a word of denial takes back is left out.
pub(super) fn outcomes(tokens: &[Token]) -> Vec<OutcomeMention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let hit = OUTCOMES.iter().find(|(words, _)| starts_with(tokens, at, words));
        let Some((words, outcome)) = hit else {
            at += 1;
            continue;
        };
        let to = at + words.split(' ').count();
        let denied = (at.saturating_sub(4)..at).any(|before| {
            denies(tokens, before, DENY_AFTER) && !clause_between(tokens, before, at)
        });
        if let (false, Some(first), Some(last)) = (denied, tokens.get(at), tokens.get(to - 1)) {
            let place = Place { start: first.place.start, end: last.place.end };
            found.push(OutcomeMention { outcome: *outcome, place });
        }
        at = to;
    }
    found
}

fn clause_between(tokens: &[Token], from: usize, to: usize) -> bool {
    (from..to).any(|at| clause_end(tokens, at) || tokens.get(at).is_some_and(|token| token.is(",")))
}

/// The side that the text names: both if it names both.
pub(super) fn laterality(tokens: &[Token]) -> Option<Laterality> {
    let named = |words: &[&str]| tokens.iter().any(|token| token.any(words));
    let left = named(&["left"]);
    let right = tokens
        .iter()
        .enumerate()
        .any(|(at, token)| token.is("right") && !starts_with(tokens, at, "right away"));
    if named(&["bilateral", "bilaterally"]) || left && right {
        Some(Laterality::Bilateral)
    } else if left {
        Some(Laterality::Left)
    } else if right {
        Some(Laterality::Right)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn at(text: &str, word: &str) -> Polarity {
        let tokens = tokens(text);
        let place = tokens.iter().position(|token| token.is(word)).unwrap();
        polarity_at(&tokens, place, place + 1)
    }

    #[test]
    fn a_denial_reaches_to_the_end_of_its_clause() {
        assert_eq!(at("No fever or chills, but has a rash", "chills"), Polarity::Negated);
        assert_eq!(at("No fever or chills, but has a rash", "rash"), Polarity::Affirmed);
        assert_eq!(at("Hepatitis B screening was negative", "hepatitis"), Polarity::Negated);
        assert_eq!(at("Possible sarcoidosis", "sarcoidosis"), Polarity::Uncertain);
        assert_eq!(at("Not only psoriasis", "psoriasis"), Polarity::Affirmed);
    }

    #[test]
    fn outcomes_are_read_from_prose_and_denied_ones_are_not() {
        let read = |text: &str| {
            outcomes(&tokens(text)).iter().map(|found| found.outcome).collect::<Vec<_>>()
        };
        assert_eq!(
            read("Failed methotrexate; intolerant of leflunomide"),
            [Outcome::Failed, Outcome::Intolerant]
        );
        assert_eq!(read("No contraindications and no adverse effects"), []);
        assert_eq!(read("Methotrexate gave a partial response"), [Outcome::Partial]);
        assert_eq!(read("Has heart failure"), []);
    }

    #[test]
    fn both_sides_are_bilateral() {
        assert_eq!(laterality(&tokens("left knee")), Some(Laterality::Left));
        assert_eq!(laterality(&tokens("left and right knees")), Some(Laterality::Bilateral));
        assert_eq!(laterality(&tokens("knee")), None);
    }
}
