//! How long a portal lets a text be.

use crate::document::Block;
use clinical::refusal::{Refusal, code};

/// How many characters a text may have, white space included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CharacterLimit(u32);

impl CharacterLimit {
    /// The limits that portals commonly set.
    pub const COMMON: [u32; 4] = [500, 1_000, 2_000, 4_000];
    /// Where the user names none.
    pub const USUAL: Self = Self(2_000);
    /// Below this not even a request in one sentence fits.
    const LEAST: u32 = 100;
    /// Above this a letter is the better form.
    const MOST: u32 = 32_000;

    /// Takes a limit of the user's.
    ///
    /// # Errors
    /// A refusal of `/character_limit` if no text could be written within it, or if it is beyond any portal's.
    pub fn parse(characters: u32) -> Result<Self, Vec<Refusal>> {
        if (Self::LEAST..=Self::MOST).contains(&characters) {
            return Ok(Self(characters));
        }
        let detail = format!("a character limit is from {} to {}", Self::LEAST, Self::MOST);
        Err(vec![Refusal::new("/character_limit", code::OUT_OF_RANGE, detail)])
    }

    /// As a count.
    pub fn characters(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }

    /// As it was given.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// The room that is left in a text. Between two paragraphs stands an empty line, between two sentences a blank, and behind the
/// last one a line feed, since a file ends with one.
#[derive(Debug)]
pub(crate) struct Room {
    left: usize,
    any: bool,
}

impl Room {
    /// All of it.
    pub(crate) fn within(limit: CharacterLimit) -> Self {
        Self { left: limit.characters().saturating_sub(1), any: false }
    }

    /// Takes the room for a sentence, if it is there; `begins` says that the sentence opens a paragraph.
    pub(crate) fn take(&mut self, sentence: &str, begins: Begins) -> bool {
        let gap = match (self.any, begins) {
            (false, _) => 0,
            (true, Begins::Paragraph) => 2,
            (true, Begins::Sentence) => 1,
        };
        let length = sentence.chars().count() + gap;
        let fits = length <= self.left;
        if fits {
            self.left -= length;
            self.any = true;
        }
        fits
    }
}

/// What a sentence begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begins {
    /// A paragraph.
    Paragraph,
    /// Only itself.
    Sentence,
}

/// The characters of a body as it is pasted into a portal: paragraphs of sentences, an empty line between two.
pub(crate) fn characters(blocks: &[Block]) -> usize {
    let paragraphs: Vec<usize> = blocks
        .iter()
        .map(|block| {
            let lengths: Vec<usize> =
                block.sentences().map(|sentence| sentence.text.chars().count()).collect();
            lengths.iter().sum::<usize>() + lengths.len().saturating_sub(1)
        })
        .filter(|length| *length > 0)
        .collect();
    paragraphs.iter().sum::<usize>() + 2 * paragraphs.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_that_nothing_fits_into_is_refused() {
        for limit in CharacterLimit::COMMON {
            assert_eq!(CharacterLimit::parse(limit).unwrap().number(), limit);
        }
        for limit in [0, 99, 32_001] {
            assert_eq!(CharacterLimit::parse(limit).unwrap_err()[0].pointer, "/character_limit");
        }
    }
}
