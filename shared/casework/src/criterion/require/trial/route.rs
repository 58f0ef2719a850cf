//! How a drug is given, where a policy tells one way from the other.

use crate::fact::token::Token;

/// A way of giving a drug that a policy tells from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::criterion) enum Route {
    /// On the skin.
    Topical,
    /// By mouth, or systemic in another way.
    Systemic,
}

impl Route {
    /// The route that words speak of; `None` if they speak of none or of both.
    pub(in crate::criterion) fn of(tokens: &[Token]) -> Option<Self> {
        const TOPICAL: &[&str] = &[
            "topical",
            "topically",
            "cream",
            "ointment",
            "lotion",
            "gel",
            "foam",
            "shampoo",
            "solution",
            "spray",
        ];
        const SYSTEMIC: &[&str] = &[
            "oral",
            "orally",
            "systemic",
            "tablet",
            "tablets",
            "capsule",
            "capsules",
            "intravenous",
            "iv",
            "subcutaneous",
            "injection",
            "po",
        ];
        let has = |words: &[&str]| tokens.iter().any(|token| token.any(words));
        match (has(TOPICAL), has(SYSTEMIC)) {
            (true, false) => Some(Self::Topical),
            (false, true) => Some(Self::Systemic),
            _ => None,
        }
    }
}
