//! Finds the words again in letters that were written one by one: "barbaradyer" is "barbara dyer".

use crate::hash;
use crate::lexicon::{self, role};

/// Letters of the longest word that is tried.
const LONGEST: usize = 14;
/// Shorter runs of letters are parts of numbers, not words.
const SHORTEST: usize = 5;

/// Where blanks belong among the characters of a spaced-out value: before these indices.
pub(crate) fn blanks(text: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    if !runs(text).iter().any(|(from, to)| to - from >= SHORTEST) {
        return found;
    }
    let mut month = false;
    for (from, to) in groups(text) {
        let group = text.get(from..to).unwrap_or_default();
        let after_word = from > 0 && text.get(from - 1).is_some_and(u8::is_ascii_alphanumeric);
        if after_word {
            found.push(from);
        }
        if group.first().is_some_and(u8::is_ascii_alphabetic) {
            let cuts = words(group);
            let last = cuts.last().map_or(0, |cut| *cut);
            month = group
                .get(last..)
                .is_some_and(|word| lexicon::roles(hash::hash_of(word.iter())) & role::MONTH != 0);
            found.extend(cuts.iter().filter(|cut| **cut > 0).map(|cut| from + cut));
        } else {
            // A day and a year run together after their month: "12018" is "1 2018".
            if month && (5..=6).contains(&group.len()) {
                found.push(to - 4);
            }
            month = false;
        }
    }
    found
}

fn runs(text: &[u8]) -> Vec<(usize, usize)> {
    groups(text)
        .into_iter()
        .filter(|(from, _)| text.get(*from).is_some_and(u8::is_ascii_alphabetic))
        .collect()
}

/// Runs of letters and runs of digits.
fn groups(text: &[u8]) -> Vec<(usize, usize)> {
    let kind = |byte: &u8| (byte.is_ascii_alphabetic(), byte.is_ascii_digit());
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, byte) in text.iter().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric()) {
        match found.last_mut() {
            Some(last) if last.1 == at && text.get(at - 1).map(kind) == Some(kind(byte)) => {
                last.1 = at + 1;
            }
            _ => found.push((at, at + 1)),
        }
    }
    found
}

/// The starts of the words that letters are cheapest cut into: few, long, known ones.
fn words(letters: &[u8]) -> Vec<usize> {
    let mut best: Vec<(u32, usize)> = vec![(0, 0)];
    for end in 1..=letters.len() {
        let cheapest = (end.saturating_sub(LONGEST)..end).filter_map(|start| {
            let word = letters.get(start..end)?;
            let (before, _) = best.get(start)?;
            Some((before + cost(word), start))
        });
        best.push(cheapest.min().unwrap_or((u32::MAX / 2, 0)));
    }
    let mut starts = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let start = best.get(end).map_or(0, |(_, start)| *start).min(end - 1);
        starts.push(start);
        end = start;
    }
    starts.reverse();
    starts
}

fn cost(word: &[u8]) -> u32 {
    let hash = hash::hash_of(word.iter());
    let class = lexicon::class(hash);
    let timed = lexicon::roles(hash) & (role::MONTH | role::WEEKDAY | role::STREET) != 0;
    let common = class.first().max(class.surname()) > 1 || class.english() || timed;
    match (word.len(), class.unknown() && !timed, common) {
        (1, ..) => 16,
        (_, true, _) => 100,
        (2, ..) => 20,
        (3, _, true) => 13,
        (_, _, true) => 10,
        (_, _, false) => 14,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_a_row_become_words_again() {
        assert_eq!(blanks(b"barbaradyer"), [7]);
        assert_eq!(blanks(b"PEREZ,CHELSEA"), Vec::<usize>::new());
        assert_eq!(blanks(b"February12018"), [8, 9]);
        assert_eq!(blanks(b"GFM685J30058"), Vec::<usize>::new());
    }
}
