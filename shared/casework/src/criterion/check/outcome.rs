//! What notes tell of a treatment beside the set phrases: that it did nothing, that a rash made the patient stop it.

use crate::fact::token::Token;
use crate::fact::{Outcome, OutcomeMention, Place, Reading, starts_with};

/// Ways to say that a treatment did not do enough. A star stands for any ending.
#[rustfmt::skip]
const FAILED: &[&str] = &[
    "did nothing", "does nothing", "did not change", "did not work", "not work*", "not help*", "no help", "no effect",
    "no change", "no difference", "no better", "not better", "not enough", "not suffic*", "without effect",
    "without change", "without lasting", "without any", "without much", "little relief", "little help",
    "little benefit", "little effect", "little change", "little improvement", "little difference", "brought little",
    "did little", "gave little", "made little", "helped little", "neither helped", "neither worked", "none helped",
    "neither gave", "neither made", "lost effect", "lost its effect", "loses effect", "stopped working",
    "no longer work*", "no longer help*", "wore off", "wears off", "with relapse", "relapsed", "relapse on",
    "same number", "unchanged", "persisted", "persists", "persistent symptoms", "still has", "still had",
    "still having", "still wak*", "remained high", "remained active", "remains active", "remained above",
    "remains above", "stayed above", "stayed high", "stayed the same", "above goal", "not at goal", "not controlled",
    "uncontrolled", "poorly controlled", "worsened", "got worse", "progressed on", "progressed through",
    "progressed despite", "progression on", "recurred", "fell another", "fell further", "fracture on", "broke * on",
    "kept him awake", "kept her awake", "inadequate", "insufficient", "no lasting", "not last", "left him",
    "left her", "failing", "breakthrough", "kept flar*", "kept coming", "continued to flare", "continues to flare",
    "continued to have", "went on unchanged", "cleared little", "hardly",
];

/// Ways to say that it did something, and not enough.
const PARTIAL: &[&str] = &[
    "only partial*",
    "partly",
    "modest",
    "some relief",
    "some benefit",
    "some help",
    "helped some",
    "helped a little",
    "by half",
    "half as",
    "half the",
    "half of the",
    "in half",
];

/// Ways to say that it still does good.
const WORKS: &[&str] = &[
    "still helps",
    "helps a lot",
    "helps well",
    "helps her",
    "helps him",
    "works well",
    "still works",
    "and still does",
    "sleeps well",
    "doing well on",
    "does well on",
    "well controlled on",
];

/// Ways to say that it must not be given.
#[rustfmt::skip]
const CONTRAINDICATED: &[&str] = &[
    "cannot be used", "can not be used", "cannot be given", "can not be given", "cannot take", "can not take",
    "not an option", "no option", "must not take", "must not be", "is out of the question", "not suitable",
    "unsuitable", "not safe", "unsafe", "precluded by", "precludes", "ruled out by", "ruled out because",
    "avoided because", "avoided for", "avoided due", "not be used because",
];

/// Ways to say that it was given up.
#[rustfmt::skip]
const STOPPED: &[&str] = &[
    "stop", "stopped", "stops", "discontinued", "withdrawn", "withdraw", "gave up", "gave it up", "gave them up",
    "given up", "quit", "taken off", "came off", "held", "cut short", "abandoned", "unable to continue",
    "could not continue", "could not go on", "not able to continue",
];

/// Ways to say that it brought something about.
const CAUSED: &[&str] = &[
    "gave him",
    "gave her",
    "gave them",
    "caused",
    "made him",
    "made her",
    "triggered",
    "brought on",
    "led to",
    "produced",
    "resulted in",
];

/// Ways to say that it is not given, where a reason follows.
const WITHHELD: &[&str] = &[
    "not give",
    "not given",
    "not use",
    "not used",
    "not prescribe",
    "not prescribed",
    "not start",
    "avoid",
    "avoided",
    "cannot have",
    "cannot take",
    "cannot use",
    "can not take",
];

/// Words that a reason begins with.
const REASONS: &[&str] = &["because", "since", "due", "owing", "given", "for"];

/// Beginnings of words for what drugs do harm with.
#[rustfmt::skip]
const HARMS: &[&str] = &[
    "nause", "vomit", "rash", "hive", "diarrh", "dizz", "sedat", "sleepy", "sleepiness", "drows", "somnol", "candid",
    "thrush", "yeast", "infection", "lipase", "pancreatit", "headache", "hepat", "liver", "transaminase", "alt",
    "ast", "cough", "swell", "edema", "hypotens", "bradycard", "tachycard", "palpit", "fatigue", "tremor", "confus",
    "bleed", "ulcer", "pain", "cramp", "anaphyla", "allerg", "reaction", "suicid", "syncope", "faint", "hypoglyc",
    "ketoacid", "toxic", "neuropath", "cytopen", "neutropen", "leukopen", "anemia", "thrombocytop", "mouth",
    "constipat", "retention", "blur", "insomn", "agitat", "akathis", "extrapyram", "myalgia", "ache", "photosens",
    "flush", "upset", "irritab", "appetite", "tic", "weight", "burning", "itch", "jitter", "anxiet", "mood",
    "impoten", "erectile", "dyspeps", "reflux", "gastrit", "kidney", "creatinine", "hyperkal", "potassium", "bruis",
    "effusion", "clot", "fog", "intoler", "tolerat", "side", "diabet", "fractur", "restless", "glaucom", "osteopor",
    "psychos", "adverse", "hair", "wean", "hemorrhag", "angioedema",
];

/// How far from a stop its reason may stand, in tokens.
const REACH: usize = 14;

/// What a text tells of outcomes, set phrases and others, in their order.
pub(super) fn told(tokens: &[Token], reading: &Reading) -> Vec<OutcomeMention> {
    let mut found = reading.outcomes.clone();
    for (phrases, outcome) in [
        (CONTRAINDICATED, Outcome::Contraindicated),
        (FAILED, Outcome::Failed),
        (PARTIAL, Outcome::Partial),
        (WORKS, Outcome::Responding),
    ] {
        let here = (0..tokens.len()).filter_map(|at| Some((at, phrase(tokens, at, phrases)?)));
        found.extend(here.filter_map(|(at, to)| mention(tokens, at, to, outcome)));
    }
    found.extend(stops(tokens));
    found.extend(followed(tokens, CAUSED, Outcome::Intolerant, &is_harm));
    let reason = |token: &Token| token.any(REASONS);
    found.extend(followed(tokens, WITHHELD, Outcome::Contraindicated, &reason));
    found.sort_by_key(|mention| mention.place.start);
    found
}

/// Phrases with what they need right after them.
fn followed(
    tokens: &[Token],
    phrases: &[&str],
    outcome: Outcome,
    needed: &dyn Fn(&Token) -> bool,
) -> Vec<OutcomeMention> {
    const NEAR: usize = 7;
    let here = (0..tokens.len()).filter_map(|at| Some((at, phrase(tokens, at, phrases)?)));
    here.filter(|(_, to)| {
        let after = tokens.get(*to..(to + NEAR).min(tokens.len())).unwrap_or(&[]);
        after.iter().take_while(|token| !token.any(&[";", "."])).any(needed)
    })
    .filter_map(|(at, to)| mention(tokens, at, to, outcome))
    .collect()
}

fn is_harm(token: &Token) -> bool {
    HARMS.iter().any(|stem| token.lower.starts_with(stem))
}

/// Stops with a harm as their reason beside them in the same sentence.
fn stops(tokens: &[Token]) -> Vec<OutcomeMention> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some(words) = STOPPED.iter().find(|words| starts_with(tokens, at, words)) else {
            continue;
        };
        let to = at + words.split(' ').count();
        let near = tokens.get(at.saturating_sub(REACH)..(to + REACH).min(tokens.len()));
        if near.is_some_and(|near| near.iter().any(is_harm)) {
            found.extend(mention(tokens, at, to, Outcome::Intolerant));
        }
    }
    found
}

/// Where one of the phrases that begins at a token ends.
fn phrase(tokens: &[Token], at: usize, phrases: &[&str]) -> Option<usize> {
    let stands = |phrase: &str| {
        phrase.split(' ').enumerate().all(|(ahead, word)| {
            tokens.get(at + ahead).is_some_and(|token| match word.strip_suffix('*') {
                Some(beginning) => token.lower.starts_with(beginning),
                None => token.is(word),
            })
        })
    };
    let found = phrases.iter().find(|phrase| stands(phrase))?;
    Some(at + found.split(' ').count())
}

fn mention(tokens: &[Token], from: usize, to: usize, outcome: Outcome) -> Option<OutcomeMention> {
    let place = Place { start: tokens.get(from)?.place.start, end: tokens.get(to - 1)?.place.end };
    Some(OutcomeMention { outcome, place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::token::tokens;

    fn outcomes(text: &str) -> Vec<Outcome> {
        told(&tokens(text), &Reading::of(text)).iter().map(|mention| mention.outcome).collect()
    }

    #[test]
    fn what_came_of_a_treatment_is_read_from_plain_words() {
        assert_eq!(
            outcomes("Topiramate for four months did not change the count"),
            [Outcome::Failed]
        );
        assert_eq!(outcomes("Adalimumab lost effect after 7 months"), [Outcome::Failed]);
        assert_eq!(
            outcomes("She used Trulicity; vomiting made her stop it"),
            [Outcome::Intolerant]
        );
        assert_eq!(outcomes("Zoledronic acid is not an option"), [Outcome::Contraindicated]);
    }

    #[test]
    fn a_stop_without_harm_and_a_treatment_without_outcome_tell_nothing() {
        assert_eq!(outcomes("He stopped metformin when his insurance changed"), []);
        assert_eq!(outcomes("She takes metformin 2,000 mg daily"), []);
        assert_eq!(outcomes("Methotrexate was started last month"), []);
    }
}
