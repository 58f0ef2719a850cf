//! Fields that take one word of a short list.

use clinical::refusal::{Refusal, Suggestion, code};

/// A type whose values are the words of a list.
pub(super) trait Choice: Copy + 'static {
    /// Every value, in the order in which they are suggested.
    const ALL: &'static [Self];

    /// The word that is sent.
    fn code(self) -> &'static str;
}

/// Reads a word of the list; case, blanks and hyphens for underscores do not matter.
pub(super) fn choose<T: Choice>(pointer: &str, name: &str, text: &str) -> Result<T, Box<Refusal>> {
    let word = text.trim().to_lowercase().replace([' ', '-'], "_");
    let found = T::ALL.iter().find(|value| value.code() == word);
    found.copied().ok_or_else(|| {
        let words: Vec<&str> = T::ALL.iter().map(|value| value.code()).collect();
        let detail = format!("{name} is one of {}", words.join(", "));
        let suggestions =
            words.iter().map(|word| Suggestion::new(*word, word.replace('_', " "))).collect();
        Box::new(Refusal::new(pointer, code::UNKNOWN_VALUE, detail).with_suggestions(suggestions))
    })
}
