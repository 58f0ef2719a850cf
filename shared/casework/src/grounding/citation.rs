//! Literature, guidelines, policies, laws and dates: only those that were retrieved or given.

use super::words::TokenKind;
use super::{Doubt, acronym, held::Held, name, study};
use crate::document::FlagKind;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];
const SEASONS: &[&str] = &["spring", "summer", "autumn", "winter"];
const JOURNALS: &[&str] = &[
    "nejm", "lancet", "jama", "bmj", "cochrane", "pubmed", "pmid", "doi", "nature", "annals",
    "nct", "isbn", "medline", "journal", "et",
];
const LITERATURE: &[&str] = &[
    "studies",
    "study",
    "literature",
    "meta-analysis",
    "meta-analyses",
    "metaanalysis",
    "publication",
    "publications",
    "randomized",
    "randomised",
    "placebo-controlled",
    "placebo",
    "cohort",
    "rct",
    "rcts",
    "researchers",
    "research",
    "published",
    "investigators",
    "peer-reviewed",
    "trialists",
    "efficacy-data",
];
const GUIDELINES: &[&str] = &[
    "guideline",
    "guidelines",
    "consensus",
    "recommendations",
    "fda",
    "fda-approved",
    "label",
    "labeling",
    "labelled",
    "labeled",
    "off-label",
    "nccn",
    "acr",
    "eular",
    "aan",
    "ada",
    "aad",
    "aga",
    "acc",
    "aha",
    "esc",
    "gold",
    "gina",
    "nice",
    "asco",
    "acog",
    "aap",
    "apa",
    "aaos",
    "nih",
    "cdc",
    "who's",
    "cms",
    "hayes",
    "erisa",
    "statute",
    "statutory",
    "law",
    "laws",
    "cfr",
    "usc",
    "act",
    "first-line",
    "second-line",
    "third-line",
    "standard-of-care",
    "compendia",
    "compendium",
    "nccn's",
    "idsa",
    "aasld",
    "kdigo",
    "ash",
    "aua",
    "aasm",
    "endocrine-society",
    "society",
    "college",
    "academy",
    "association",
    "federal",
    "congress",
    "court",
    "regulation",
    "regulations",
    "mandate",
];
const LOWER_ONLY: &[&str] = &["gold", "nice", "act", "ash", "label", "who's", "ada"];

/// References, guidelines and dates that no fact, criterion or source holds.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.tokens.iter().enumerate() {
        let found = match token.kind {
            TokenKind::Number => date_number(held, at)
                .then_some((FlagKind::Date, "This point in time is in no fact")),
            TokenKind::Word => word(held, at),
            TokenKind::Sign => None,
        };
        let Some((kind, what)) = found else { continue };
        if !stands(held, at) {
            doubts.push(held.doubt(
                kind,
                at,
                at + 1,
                format!("{what}: “{}”. Only what was retrieved or given may be cited.", token.text),
            ));
        }
    }
    doubts
}

fn word(held: &Held, at: usize) -> Option<(FlagKind, &'static str)> {
    let token = held.at(at)?;
    let next = |words: &[&str]| held.at(at + 1).is_some_and(|next| next.is_any(words));
    let before = |words: &[&str]| {
        at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|token| token.is_any(words))
    };
    // `June sleeps badly`, of a patient called June; `in June` is the month all the same.
    let own = name::is_own(held, at) && !before(&["in", "since", "last", "until"]);
    if own {
        return None;
    }
    if MONTHS.contains(&token.lower.as_str()) && token.is_capital() && !verb_march(held, at)
        || token.is("may")
            && token.is_capital()
            && held.at(at + 1).is_some_and(|next| next.kind == TokenKind::Number)
        || token.is_any(SEASONS)
            && before(&["last", "this", "in", "since", "of", "the", "early", "late"])
        || token.is_any(&[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "yesterday",
        ])
    {
        return Some((FlagKind::Date, "This point in time is in no fact"));
    }
    let citation = token.is_any(JOURNALS)
        && (token.is_capital()
            || token.is_any(&["doi", "pmid"])
            || token.is("et") && next(&["al"]))
        || token.is_any(LITERATURE) && !study::is_no_reference(held, at)
        || token.is_any(&["trial", "trials"])
            && (before(&[
                "clinical",
                "controlled",
                "pivotal",
                "phase",
                "registration",
                "open-label",
            ]) || is_named_trial(held, at)
                || next(&[
                    "data",
                    "showed",
                    "show",
                    "demonstrated",
                    "established",
                    "support",
                    "supports",
                    "supported",
                    "proved",
                    "found",
                    "confirmed",
                ]))
        || token.lower.starts_with("nct") && token.lower.len() > 6
        || token.lower.starts_with("http")
        || token.lower.starts_with("www");
    if citation {
        return Some((FlagKind::Citation, "No retrieved source bears out this reference"));
    }
    let acronym_case = !LOWER_ONLY.contains(&token.lower.as_str())
        || token.text.chars().all(char::is_uppercase)
        || token.is("act") && token.is_capital() && at > 0;
    let guideline = token.is_any(GUIDELINES) && acronym_case && !is_own_practice(held, at)
        || token.is("standard")
            && next(&["of"])
            && held.at(at + 2).is_some_and(|word| word.is("care"))
        || token.text.eq_ignore_ascii_case("policy")
            && held.at(at + 1).is_some_and(|next| next.kind == TokenKind::Number)
        || token.text.contains('§');
    guideline.then_some((
        FlagKind::Guideline,
        "No source or criterion bears out this guideline, label or law",
    ))
}

/// `the SUNRISE trial`: a name in capitals before it.
fn is_named_trial(held: &Held, at: usize) -> bool {
    let name = at.checked_sub(1).and_then(|back| held.at(back));
    name.is_some_and(|token| {
        let letters = token.text.chars().filter(|c| c.is_alphabetic());
        token.text.len() > 4 && letters.clone().all(char::is_uppercase) && !held.knows(&token.stem)
    })
}

/// `the American College of …` in a source is found by its words; `association with` is no society.
fn is_own_practice(held: &Held, at: usize) -> bool {
    let token = held.at(at);
    let lower = token.is_some_and(|token| !token.is_capital());
    lower
        && token.is_some_and(|token| {
            token.is_any(&[
                "society",
                "college",
                "academy",
                "association",
                "label",
                "congress",
                "court",
                "act",
            ])
        })
}

fn verb_march(held: &Held, at: usize) -> bool {
    at == 0
        && held.at(at).is_some_and(|token| token.is("march"))
        && held.at(1).is_some_and(|next| next.kind != TokenKind::Number)
}

/// A year, or a number joined by slashes or dashes to others as in dates.
fn date_number(held: &Held, at: usize) -> bool {
    let Some(token) = held.at(at) else { return false };
    let year = token.lower.len() == 4
        && token.text.len() == 4
        && (token.lower.starts_with("19") || token.lower.starts_with("20"));
    let unit = held.at(at + 1).is_some_and(|next| {
        next.is_any(&[
            "mg", "ml", "units", "kcal", "calories", "mcg", "g", "iu", "cells", "steps", "meters",
            "pg", "ng",
        ])
    });
    let ordinal = held
        .at(at + 1)
        .is_some_and(|next| next.is_any(&["st", "nd", "rd", "th"]) && next.start == token.end)
        && held.at(at + 2).is_some_and(|next| next.is("of"));
    let joined = |place: usize| {
        held.at(place).is_some_and(|sign| sign.is("/"))
            && held.at(place + 1).is_some_and(|next| next.kind == TokenKind::Number)
    };
    year && !unit || ordinal || joined(at + 1) && joined(at + 3)
}

/// Whether the word or number stands in what the sentence may stand on.
fn stands(held: &Held, at: usize) -> bool {
    let Some(token) = held.at(at) else { return true };
    // `ACT` of an Asthma Control Test.
    if LOWER_ONLY.contains(&token.lower.as_str())
        && token.text.chars().all(char::is_uppercase)
        && acronym::is_known(held, token)
    {
        return true;
    }
    held.wide.iter().any(|entry| {
        entry.tokens.iter().any(|other| {
            other.lower == token.lower || token.kind == TokenKind::Word && other.stem == token.stem
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::trial::doubts_of;
    use super::*;

    #[test]
    fn a_patient_may_be_called_like_a_month() {
        assert!(!doubts_of("June", doubts, "June has stiff hands."));
        assert!(doubts_of("June", doubts, "Her hands have been stiff since June."));
        assert!(doubts_of("Ana", doubts, "June brought a flare."));
    }
}
