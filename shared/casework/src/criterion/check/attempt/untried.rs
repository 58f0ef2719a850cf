//! What is named and was not given.

use crate::fact::token::Token;

/// Whether what follows a treatment says that it was not given yet: `atomoxetine not tried`, `training was suggested but the
/// family has not started`.
pub(super) fn is_untried(tokens: &[Token], from: usize, end: usize) -> bool {
    const BEGUN: &[&str] = &[
        "tried",
        "started",
        "start",
        "begun",
        "taken",
        "used",
        "given",
        "attempted",
        "initiated",
        "prescribed",
        "done",
        "yet",
    ];
    const BETWEEN: &[&str] = &["been", "yet", "ever", "be"];
    let not = |at: &usize| {
        tokens.get(*at).is_some_and(|token| token.place.start < end && token.any(&["not", "never"]))
    };
    (from..tokens.len()).filter(not).any(|not| {
        let next = tokens.get(not + 1..).unwrap_or(&[]);
        next.iter().find(|token| !token.any(BETWEEN)).is_some_and(|token| token.any(BEGUN))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::token::tokens;

    #[test]
    fn a_treatment_is_untried_where_what_follows_says_so() {
        let untried = |text: &str| is_untried(&tokens(text), 1, text.len());
        assert!(untried("Atomoxetine not tried"));
        assert!(untried("Training was suggested but the family has not started"));
        assert!(untried("Phototherapy has never been used"));
        assert!(!untried("Atomoxetine did not help"));
        assert!(!untried("Methotrexate was not tolerated"));
    }
}
