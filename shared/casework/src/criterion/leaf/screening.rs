//! Acts of looking for something, which are done whatever they find.

use super::other::telling;
use crate::criterion::check::{Evidence, Finding, Heard, Proof};
use crate::criterion::words;
use crate::fact::token::{Token, tokens};

/// Words for such an act.
const ACTS: &[&str] = &["screen", "screened", "screening", "assessed", "evaluated", "checked"];
/// Words of a text that asks for the result.
const RESULTS: &[&str] = &["negative", "positive", "normal", "no", "not", "without"];

/// The finding where a fact tells that what is asked for was looked for: `no suicidal thoughts on screening` for `has been
/// screened for suicidal ideation`.
pub(super) fn found(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let asked = tokens(text);
    let act = |at: &usize| {
        asked.get(*at).is_some_and(|token| token.any(ACTS))
            && asked.get(at + 1).is_some_and(|token| token.is("for"))
    };
    let at = (0..asked.len()).find(act)?;
    if asked.iter().any(|token| token.any(RESULTS)) {
        return None;
    }
    let sought = telling(words::content(text.get(asked.get(at + 1)?.place.end..)?));
    let tells = |heard: &&Heard<'_>| {
        let has = |word: &String| heard.words().any(|(_, said)| words::alike(word, said));
        let named = || sought.iter().all(has) || heard.contradicts(&sought, 100, Proof::Any);
        is_told(&heard.tokens) && !sought.is_empty() && named()
    };
    let ids: Vec<_> = evidence.told().filter(tells).map(|heard| heard.fact.id).collect();
    (!ids.is_empty()).then(|| Finding::met(ids))
}

/// Whether a note tells of such an act, and does not deny the act itself.
fn is_told(tokens: &[Token]) -> bool {
    const BETWEEN: &[&str] = &["been", "yet", "ever", "formal", "formally"];
    let act = tokens.iter().position(|token| token.any(ACTS));
    act.is_some_and(|at| {
        let mut before = tokens.iter().take(at).rev();
        !before
            .find(|token| !token.any(BETWEEN))
            .is_some_and(|token| token.any(&["no", "not", "never", "without"]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screening_that_found_nothing_was_done_and_one_that_is_denied_was_not() {
        assert!(is_told(&tokens("No suicidal thoughts on screening today")));
        assert!(!is_told(&tokens("He has not been screened for suicidal thoughts")));
        assert!(!is_told(&tokens("No screening so far")));
    }
}
