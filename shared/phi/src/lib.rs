//! The PHI firewall: finds what identifies a person in clinical text.
//!
//! Pure: no input or output, no clock, no randomness. The same code guards the browser, the intake, the prompt and the draft.

#![forbid(unsafe_code)]
#![expect(
    clippy::nonminimal_bool,
    reason = "rules keep the conditions in the words of their description"
)]
#![expect(
    clippy::needless_bitwise_bool,
    reason = "where a test comes out either way as often, a wrong guess at a branch costs more than all tests made together"
)]

#[macro_use]
mod known;

mod broken;
mod chunk;
mod detect;
pub mod dictionary;
mod few;
mod finding;
mod hash;
mod label;
mod letters;
mod lexicon;
mod looks;
mod markup;
mod note;
pub mod offsets;
mod redact;
mod respell;
mod rewrite;
mod rules;
mod scanned;
mod segment;
mod separators;
mod shadow;
mod spot;
mod token;

pub use finding::{Action, Category, Finding, Refused};
pub use redact::redact;
pub use rewrite::{CivilDate, Rewrite, rewrite};

/// The most bytes of text that are searched; longer text is refused.
pub const LIMIT_BYTES: usize = 256 * 1024;

/// Every identifier in the text, sorted by place, none overlapping another.
///
/// # Errors
/// `TooLong` above [`LIMIT_BYTES`]; `Unsearchable` if the detector failed or has no dictionary yet. Refused text must not pass.
pub fn scan(text: &str) -> Result<Vec<Finding>, Refused> {
    if text.len() > LIMIT_BYTES {
        return Err(Refused::TooLong { limit: LIMIT_BYTES });
    }
    if dictionary::cells().is_empty() {
        return Err(Refused::Unsearchable);
    }
    Ok(detect::findings(text))
}

/// Whether a word is known as a name and as nothing else: `Peabody`, `Sjogren`, but not `Young`. Case does not matter.
pub fn is_only_a_name(word: &str) -> bool {
    let word = lexicon::word(hash::hash_of(word.as_bytes().iter()));
    let class = word.class;
    let eponym = word.roles & lexicon::role::EPONYM != 0;
    let borne = (class.first() > 0 || class.surname() > 0) && !class.clinical();
    (eponym || borne) && !class.english()
}
