//! Turns of phrase by which a denial is taken back, ends its clause or goes over to another thing.

use super::scope::{self, Scope};
use super::words::Token;

/// What follows `declined` where it is no refusal: `has declined despite treatment`.
const WANES: &[&str] = &[
    "despite", "by", "from", "to", "over", "in", "and", "since", "further", "steadily", "on",
    "while", "with", "after", "during", "although", "but", "as", ",", ".", ";",
];

/// Words that take something out of the question, and so are turned by a denial before them.
const EXCLUDES: &[&str] = &["excluded", "ruled"];

/// Whether a word of denial denies nothing here: `has declined despite`, `has not been ruled out`.
pub(super) fn denies_nothing(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let next = tokens.get(at + 1);
    let ahead = tokens.get(at + 1..(at + 4).min(tokens.len())).unwrap_or_default();
    let before = tokens.get(at.saturating_sub(3)..at).unwrap_or_default();
    let not = |token: &Token| token.is_any(&["not", "never", "hasn't", "wasn't", "isn't"]);
    let passive = before.last().is_some_and(|word| word.is_any(&["was", "were", "been"]));
    token.is("declined") && !passive && next.is_none_or(|next| next.is_any(WANES))
        || token.is("denied") && is_by_payer(tokens, at)
        || is_half_of_double(tokens, at)
        || not(token) && is_purpose(tokens, at)
        || not(token) && ahead.iter().any(|next| next.is_any(EXCLUDES))
        || token.is_any(EXCLUDES) && before.iter().any(not)
}

/// `without contrast for the evaluation of`, `no scan for her pain`, `declined it out of concern`: what something is for or
/// done from is not denied with it.
pub(super) fn begins_purpose(tokens: &[Token], from: usize, at: usize) -> bool {
    const NOUNS: &[&str] =
        &["need", "indication", "reason", "evidence", "cause", "explanation", "risk", "response"];
    let is = |place: Option<usize>, words: &[&str]| {
        place.and_then(|place| tokens.get(place)).is_some_and(|token| token.is_any(words))
    };
    let without = is(from.checked_sub(1), &["without"]) && !is(at.checked_sub(1), NOUNS);
    let motive = is(Some(at), &["out"]) && is(Some(at + 1), &["of"]);
    motive || is(Some(at), &["for"]) && (without || is(Some(at + 1), &["his", "her", "their"]))
}

/// `has yet to need`, `failed to clear her secretions`, `her parents decline the implant`: what has not been or is not to be.
pub(super) fn is_undone(tokens: &[Token], at: usize) -> bool {
    const WHO: &[&str] =
        &["parents", "family", "mother", "father", "patient", "she", "he", "they", "to"];
    let is =
        |place: usize, words: &[&str]| tokens.get(place).is_some_and(|token| token.is_any(words));
    let refused = is(at, &["decline", "declines"])
        && at.checked_sub(1).is_some_and(|back| is(back, WHO))
        && !is(at + 1, WANES);
    refused || is(at, &["yet", "failed", "fails", "failing"]) && is(at + 1, &["to"])
}

/// `reflexes absent at the knees`: what is absent and where are denied together.
pub(super) fn is_absent_there(tokens: &[Token], at: usize) -> bool {
    let there = tokens.get(at + 1).is_some_and(|next| next.is_any(&["at", "in", "on"]));
    there && tokens.get(at).is_some_and(|token| token.is("absent"))
}

/// `No affected relative is alive` denies that one is alive, not that there are any.
pub(super) fn denies_predicate(tokens: &[Token], scopes: &mut [Scope], at: usize) -> bool {
    let Some(verb) = predicate(tokens, at) else { return false };
    scopes.iter_mut().take(verb).skip(at + 1).for_each(|slot| *slot = Scope::Open);
    scope::mark(tokens, scopes, verb, Scope::Denied, true);
    true
}

/// The verb of a statement opened by `no` that denies a state of things that there are: `no relative is alive`.
fn predicate(tokens: &[Token], at: usize) -> Option<usize> {
    const STATES: &[&str] = &[
        "alive",
        "available",
        "willing",
        "able",
        "suitable",
        "eligible",
        "accessible",
        "feasible",
        "acceptable",
        "living",
    ];
    let clause = (at + 1..at + 8)
        .take_while(|place| tokens.get(*place).is_some_and(|token| !token.is_stop()));
    let mut verbs = clause.filter(|place| {
        tokens.get(*place).is_some_and(|token| token.is_any(&["is", "are", "was", "were"]))
    });
    let verb = verbs.next()?;
    tokens.get(verb + 1).filter(|next| next.is_any(STATES)).map(|_| verb)
}

/// `so that he does not form antibodies`: what is meant to be says nothing of what is.
fn is_purpose(tokens: &[Token], at: usize) -> bool {
    let before = tokens.get(at.saturating_sub(5)..at).unwrap_or_default();
    before.windows(2).any(|pair| matches!(pair, [so, that] if so.is("so") && that.is("that")))
}

/// `Nothing in her history (psychosis, aneurysm) forbids it`: what is listed neither stands nor is denied.
pub(super) fn opens_with_nothing(tokens: &[Token], scopes: &mut [Scope]) {
    if tokens.first().is_some_and(|token| token.is("nothing")) {
        let rest = tokens.iter().zip(scopes.iter_mut());
        rest.take_while(|(token, _)| !token.is_stop()).for_each(|(_, slot)| *slot = Scope::Open);
    }
}

/// `cannot climb stairs without pain`: two denials that take each other back.
fn is_half_of_double(tokens: &[Token], at: usize) -> bool {
    let first =
        |token: &Token| token.is_any(&["cannot", "not", "can't", "never", "impossible", "unable"]);
    let clause = |token: &&Token| !token.is_stop() && !token.is_any(&[",", "but"]);
    let mut ahead = tokens.iter().skip(at + 1).take(8).take_while(clause);
    let mut behind = tokens.iter().take(at).rev().take(8).take_while(clause);
    let here = tokens.get(at);
    here.is_some_and(first) && ahead.any(|token| token.is("without"))
        || here.is_some_and(|token| token.is("without")) && behind.any(first)
}

/// `the plan has denied`, `Aetna denied`: a decision, no symptom.
fn is_by_payer(tokens: &[Token], at: usize) -> bool {
    let who = at
        - usize::from(
            at > 0 && tokens.get(at - 1).is_some_and(|token| token.is_any(&["has", "have", "had"])),
        );
    let before = tokens.get(who.saturating_sub(4)..who).unwrap_or_default();
    let named = |from: usize| {
        let words: Vec<&str> = before.iter().skip(from).map(|token| token.text.as_str()).collect();
        clinical::payer::find(&words.join(" ")).is_some()
    };
    let payer = before.last().is_some_and(|token| {
        token.is_any(&["plan", "payer", "insurer", "carrier", "company", "reviewer", "insurance"])
    });
    payer || (0..before.len()).any(named)
}

/// What stands behind a verb of effect that is denied, to the end of its clause.
pub(super) fn leave_open(tokens: &[Token], scopes: &mut [Scope], from: usize) {
    let rest = tokens.iter().zip(scopes.iter_mut()).skip(from);
    for (_, slot) in rest.take_while(|(token, _)| {
        !token.is_stop() && !token.is_any(&[",", "and", "but", "because", ":", "("])
    }) {
        *slot = Scope::Open;
    }
}

/// `a second drug would be unwise`: what is supposed of a thing says nothing of whether there is one.
pub(super) fn supposes_its_subject(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is_any(&["would", "might", "could"]))
        && tokens.get(at + 1).is_some_and(|next| next.is("be"))
}

/// `sleep improved, mood did not`: the denial takes back what stands before it in its clause.
pub(super) fn ends_clause(tokens: &[Token], at: usize) -> bool {
    let not = tokens.get(at).is_some_and(|token| token.is_any(&["not", "didn't", "doesn't"]));
    let ends = |place: usize| {
        tokens.get(place).is_none_or(|next| next.is_stop() || next.is_any(&[",", ")"]))
    };
    // `HiSCR not reached`, as notes have it.
    let noted = tokens.get(at + 1).is_some_and(|next| {
        next.is_any(&["reached", "met", "achieved", "seen", "found", "present"])
    }) && ends(at + 2)
        && !tokens
            .get(at.wrapping_sub(1))
            .is_some_and(|token| token.is_any(&["was", "is", "were", "are", "been"]));
    not && at > 1 && (ends(at + 1) || noted)
}

/// `looked at three variants and was negative`: what was negative stands further back than its clause shows.
pub(super) fn has_lost_its_subject(tokens: &[Token], at: usize) -> bool {
    let back = |back: usize| at.checked_sub(back).and_then(|place| tokens.get(place));
    back(1).is_some_and(|token| token.is_any(&["was", "is", "were", "are", "came"]))
        && back(2).is_some_and(|token| token.is("and"))
}

/// `X is negative, as is Y`: Y takes over what is said of X.
pub(super) fn take_over(tokens: &[Token], scopes: &mut [Scope]) {
    for at in 1..tokens.len() {
        let opens = tokens.get(at).is_some_and(|token| token.is("as"))
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.is_any(&["is", "are", "was", "were", "did", "does"]));
        let said = scopes
            .get(..at)
            .and_then(|before| before.iter().rev().find(|scope| **scope != Scope::Affirmed));
        let Some(scope) = said.copied().filter(|scope| opens && *scope == Scope::Denied) else {
            continue;
        };
        let rest = tokens.iter().zip(scopes.iter_mut()).skip(at + 2);
        for (_, slot) in rest.take_while(|(token, _)| !token.is_stop() && !token.is(",")) {
            *slot = scope;
        }
    }
}

/// `FIB-4 is 1.1 and HBsAg is negative`: the word that joins two statements, each with its verb.
pub(super) fn joins_statements(tokens: &[Token], at: usize) -> bool {
    let before = tokens.get(..at).unwrap_or_default().iter().rev();
    let mut clause = before.take_while(|token| !token.is_stop() && !token.is(","));
    tokens.get(at).is_some_and(|token| token.is("and"))
        && clause.any(|token| token.is_any(&["is", "are", "was", "were"]))
}

/// `weakness prevents him from propelling it`: what is prevented is denied.
pub(super) fn prevented(tokens: &[Token], scopes: &mut [Scope]) {
    const PREVENTS: &[&str] =
        &["prevent", "prevents", "prevented", "preventing", "keeps", "kept", "stops", "bars"];
    for at in 0..tokens.len() {
        let led = tokens.get(at.saturating_sub(4)..at).unwrap_or_default();
        let from = tokens.get(at).is_some_and(|token| token.is("from"))
            && led.iter().any(|token| token.is_any(PREVENTS))
            && !tokens.iter().skip(at).any(|token| token.is("without"));
        let rest = tokens.iter().zip(scopes.iter_mut()).skip(at + 1).filter(|_| from);
        for (_, slot) in
            rest.take_while(|(token, _)| !token.is_stop() && !token.is_any(&[",", "and", "but"]))
        {
            *slot = Scope::Denied;
        }
    }
}

/// `cannot be expected to help`: a denial before an expectation.
pub(super) fn is_not_expected(tokens: &[Token], at: usize) -> bool {
    const LINKS: &[&str] =
        &["be", "been", "expected", "likely", "to", "hoped", "going", "thought", "shown", "known"];
    let before = tokens.get(..at).unwrap_or_default();
    let links = before.iter().rev().take_while(|token| token.is_any(LINKS)).count();
    let denial = (at - links).checked_sub(1).and_then(|back| tokens.get(back));
    links > 1
        && denial.is_some_and(|token| token.is_any(&["cannot", "not", "never", "hardly", "can't"]))
}

/// `Without this chair he cannot get to his bed`: what is so under a condition alone.
pub(super) fn lacks_its_condition(tokens: &[Token], at: usize) -> bool {
    tokens.first().is_some_and(|token| token.is("without"))
        && tokens
            .get(at)
            .is_some_and(|token| token.is_any(&["cannot", "can't", "not", "unable", "no"]))
        && tokens.get(..at).is_some_and(|before| !before.iter().any(Token::is_stop))
}

/// `no contact with the optic chiasm`: a denial reaches through the `with` of a relation.
pub(super) fn relates(tokens: &[Token], at: usize) -> bool {
    const RELATIONS: &[&str] = &[
        "contact",
        "connection",
        "communication",
        "continuity",
        "experience",
        "problems",
        "problem",
        "trouble",
        "difficulty",
        "interaction",
        "interference",
        "involvement",
        "overlap",
        "touch",
    ];
    let before = at.checked_sub(1).and_then(|back| tokens.get(back));
    before.is_some_and(|token| token.is_any(RELATIONS))
}

/// `no disease other than cysts`, `no ileus on the radiograph`: what is excepted, or where one looked, is not denied.
pub(super) fn sets_apart(tokens: &[Token], from: usize, at: usize) -> bool {
    const LOOKS: &[&str] = &[
        "radiograph",
        "radiographs",
        "mri",
        "ct",
        "imaging",
        "ultrasound",
        "exam",
        "examination",
        "x-ray",
        "biopsy",
        "film",
        "films",
        "scan",
        "endoscopy",
        "colonoscopy",
        "eeg",
        "ecg",
        "testing",
        "emg",
        "echocardiogram",
        "echocardiography",
        "angiography",
        "oct",
        "audiometry",
        "tomography",
    ];
    let is = |place: usize, words: &[&str]| tokens.get(place).is_some_and(|t| t.is_any(words));
    let except = is(at, &["other"]) && is(at + 1, &["than"])
        || is(at, &["apart", "aside"]) && is(at + 1, &["from"])
        || is(at, &["except", "besides"]);
    let looked = is(at, &["on", "at", "by"]) && (1..=3).any(|ahead| is(at + ahead, LOOKS));
    at > from && (except || looked)
}

/// `no change on repeat audiometry`: a change is denied, not what it was looked for in.
pub(super) fn is_change_in(tokens: &[Token], from: usize, at: usize) -> bool {
    const CHANGES: &[&str] = &[
        "change",
        "changes",
        "effect",
        "improvement",
        "difference",
        "progress",
        "response",
        "benefit",
        "reduction",
        "decrease",
        "increase",
        "decline",
        "worsening",
    ];
    let is = |place: usize, words: &[&str]| tokens.get(place).is_some_and(|t| t.is_any(words));
    at < from + 3
        && is(at, CHANGES)
        && is(at + 1, &["on", "in", "at", "to", "under", "from", "during", "after", "with"])
}

/// `ER 95%, PR 40%, HER2 negative`: what has a value of its own is not what a later word denies.
pub(super) fn ends_own_result(tokens: &[Token], at: usize) -> bool {
    let back = |back: usize| at.checked_sub(back).and_then(|place| tokens.get(place));
    let number = |token: &Token| token.kind == super::words::TokenKind::Number;
    tokens.get(at).is_some_and(|token| token.is(","))
        && (back(1).is_some_and(number)
            || back(1).is_some_and(|sign| sign.is("%")) && back(2).is_some_and(number))
}

#[cfg(test)]
mod tests {
    use super::super::scope::scopes;
    use super::super::words::tokens;
    use super::*;

    fn scope_of(text: &str, word: &str) -> Scope {
        let tokens = tokens(text);
        let at = tokens.iter().position(|token| token.is(word)).unwrap();
        scopes(&tokens)[at]
    }

    #[test]
    fn a_denial_reaches_what_it_denies_and_no_further() {
        for (text, word, scope) in [
            ("The hepatitis test is negative, as is the culture.", "culture", Scope::Denied),
            ("Sleep improved, mood did not.", "mood", Scope::Denied),
            ("Weakness prevents him from propelling a chair.", "propelling", Scope::Denied),
            ("FIB-4 is low and the smear is negative.", "fib-4", Scope::Affirmed),
            ("No affected relative is alive.", "relative", Scope::Open),
            ("No affected relative is alive.", "alive", Scope::Denied),
            ("Her sight has declined despite laser.", "laser", Scope::Affirmed),
            ("Overuse has not been ruled out.", "overuse", Scope::Affirmed),
            ("Aetna has denied the infusion.", "infusion", Scope::Affirmed),
            ("There is no contact with the optic chiasm.", "chiasm", Scope::Denied),
            ("There is no ileus on abdominal radiograph.", "abdominal", Scope::Affirmed),
            ("No liver disease other than small cysts.", "cysts", Scope::Affirmed),
            ("No change on repeat audiometry.", "audiometry", Scope::Open),
            ("Estrogen receptor 95%, HER2 negative.", "estrogen", Scope::Affirmed),
            ("Steroids and estrogens, both risky, are not in use.", "estrogens", Scope::Denied),
            ("The infusion was declined by the family.", "infusion", Scope::Denied),
            ("Without the chair he cannot reach the kitchen.", "kitchen", Scope::Open),
            ("He avoided milk and wheat.", "wheat", Scope::Denied),
            ("MRI without contrast for the evaluation of ataxia.", "ataxia", Scope::Affirmed),
            ("She is without need for oxygen.", "oxygen", Scope::Denied),
            ("He declined it out of concern about his memory.", "concern", Scope::Affirmed),
            ("Her parents decline the implant.", "implant", Scope::Denied),
            ("The decline in function is steady.", "function", Scope::Affirmed),
            ("Reflexes absent at the knees.", "knees", Scope::Denied),
            ("The panel was completed: negative.", "panel", Scope::Denied),
            ("Devices are covered when secretions cannot be cleared.", "devices", Scope::Affirmed),
        ] {
            assert_eq!(scope_of(text, word), scope, "{text} {word}");
        }
    }
}
