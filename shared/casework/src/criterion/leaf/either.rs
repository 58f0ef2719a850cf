//! A criterion that one of two statements meets: `was taken for 12 months, or was not tolerated`.

use super::plain::is_plain;
use crate::criterion::words::content;
use crate::fact::token::{Token, TokenKind, tokens};

/// Verbs that a second statement of the same subject begins with.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "cannot", "can",
    "could", "will", "would", "shows", "showed", "requires", "needs", "remains", "failed", "must",
];
/// Prepositions that a second addition to the same noun begins with.
const ADDING: &[&str] = &["with", "without", "despite", "after", "because", "due"];
/// Words that deny whatever `or` joins behind them.
const DENYING: &[&str] = &[
    "no", "not", "without", "never", "denies", "absence", "free", "negative", "neither", "cannot",
    "lack",
];
/// The fewest words by which a statement says something.
const FEWEST: usize = 2;

/// The two statements of a text, each of which can stand alone; nothing where the text is one statement.
pub(super) fn statements(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let ors = (1..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|token| token.is("or")));
    let found = ors.into_iter().filter(|at| depth(&tokens, *at) == 0);
    found.into_iter().find_map(|or| apart(text, &tokens, or)).unwrap_or_default()
}

fn apart(text: &str, tokens: &[Token], or: usize) -> Option<Vec<String>> {
    let comma = tokens.get(or - 1).is_some_and(|token| token.any(&[",", ";"]));
    let end = if comma { or - 1 } else { or };
    let (before, after) = (tokens.get(..end)?, tokens.get(or + 1..)?);
    let first = after.first()?;
    let left = slice(text, before)?.replace("Either ", "").replace("either ", "");
    let right = slice(text, after)?;
    let whole = |head: &[Token]| Some(format!("{} {right}", slice(text, head)?));
    // What a semicolon divides stands alone.
    let divided = tokens.get(or - 1).is_some_and(|token| token.is(";"));
    let right = if divided && words(after) >= FEWEST {
        right.to_owned()
    } else if first.any(VERBS) {
        let verb = before.iter().position(|token| token.any(VERBS)).filter(|verb| *verb > 0)?;
        whole(before.get(..verb)?)?
    } else if before.iter().any(|token| token.any(DENYING)) {
        // "No seizures, or head injury" denies both.
        return None;
    } else if comma && first.any(ADDING) {
        let addition = before.iter().position(|token| token.any(ADDING)).filter(|at| *at > 0)?;
        whole(before.get(..addition)?)?
    } else if comma
        && !before.iter().any(|token| token.is(","))
        && (words(after) >= FEWEST || bounds(before) && names(right))
    {
        right.to_owned()
    } else {
        return None;
    };
    // What bounds the second bounds the first as well: "failure of A, or of B, for at least 3 months".
    let shared = bounds(after) && !bounds(before);
    let alone = (!shared && words(before) >= FEWEST).then_some(left);
    Some(alone.into_iter().chain([right]).collect())
}

/// Whether numbers stand among the tokens.
fn bounds(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| crate::fact::number_at(tokens, at).is_some())
}

/// Whether a text of one word names a thing: the `diplopia` of `proptosis of at least 3 mm, or diplopia`.
fn names(text: &str) -> bool {
    content(text).iter().any(|word| !is_plain(word))
}

fn words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.kind == TokenKind::Word).count()
}

fn depth(tokens: &[Token], at: usize) -> usize {
    let count = |sign: &str| tokens.iter().take(at).filter(|token| token.is(sign)).count();
    count("(").saturating_sub(count(")"))
}

fn slice<'a>(text: &'a str, tokens: &[Token]) -> Option<&'a str> {
    text.get(tokens.first()?.place.start..tokens.last()?.place.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_statements_of_one_subject_come_apart() {
        assert_eq!(
            statements("Surgery is not indicated or has been refused"),
            ["Surgery is not indicated", "Surgery has been refused"]
        );
        assert_eq!(
            statements("Heart failure with an admission, or with edema"),
            ["Heart failure with an admission", "Heart failure with edema"]
        );
        assert_eq!(
            statements("Uptake on scintigraphy, or a biopsy that shows amyloid"),
            ["Uptake on scintigraphy", "a biopsy that shows amyloid"]
        );
        assert_eq!(
            statements("Proptosis of at least 3 mm, or diplopia"),
            ["Proptosis of at least 3 mm", "diplopia"]
        );
        assert_eq!(statements("A trial of 3 months, or intolerance"), Vec::<String>::new());
    }

    #[test]
    fn a_list_of_nouns_a_shared_bound_and_a_shared_denial_stay_together() {
        assert_eq!(statements("No seizures, or severe head injury"), Vec::<String>::new());
        assert_eq!(statements("Pain of the hip or knee"), Vec::<String>::new());
        assert_eq!(
            statements("Failure of a drug, or another drug, for 3 months"),
            ["another drug, for 3 months"]
        );
    }
}
