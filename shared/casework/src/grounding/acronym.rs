//! Acronyms: `STN` where a fact has the subthalamic nucleus, and `subretinal fluid` where one has `SRF`.

use super::held::Held;
use super::words::Token;

/// Words that an acronym of this corpus has at most.
const MOST: usize = 6;

/// Whether a word is made of the first letters of words that follow each other in an entry: `STN` of `subthalamic
/// nucleus`, `SOREMs` of `sleep-onset REM`.
pub(super) fn is_known(held: &Held, token: &Token) -> bool {
    let Some(letters) = letters(token) else { return false };
    held.wide.iter().any(|entry| {
        let words = parts(&entry.tokens);
        (0..words.len()).any(|from| spells(words.get(from..).unwrap_or_default(), &letters, 0))
    })
}

/// Whether a word belongs to the long form of an acronym that a fact has: `subfield` of `central subfield thickness`, where
/// `CST` is measured. Two letters stand for too many things.
pub(super) fn is_written_out(held: &Held, at: usize) -> bool {
    let shorts: Vec<Vec<char>> = held
        .wide
        .iter()
        .flat_map(|entry| &entry.tokens)
        .filter_map(letters)
        .filter(|letters| letters.len() > 2)
        .collect();
    if shorts.is_empty() {
        return false;
    }
    (at.saturating_sub(MOST)..=at).any(|from| {
        (at + 1..=from + MOST).any(|to| {
            let words = held.tokens.get(from..to).map(parts).unwrap_or_default();
            words.len() > 1 && shorts.iter().any(|letters| spells_whole(&words, letters))
        })
    })
}

/// The letters of a word in capitals, in lower case; its plural ending aside.
fn letters(token: &Token) -> Option<Vec<char>> {
    let capitals = token.text.trim_end_matches('s');
    let shape = (2..=7).contains(&capitals.len()) && capitals.chars().all(char::is_uppercase);
    shape.then(|| capitals.to_lowercase().chars().collect())
}

/// The words, compounds in their parts.
fn parts(tokens: &[Token]) -> Vec<String> {
    let parts = tokens.iter().flat_map(|token| token.lower.split('-'));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whether the words, one after another, give these letters: of each its first, then any that follow in order.
fn spells(words: &[String], letters: &[char], used: usize) -> bool {
    let Some((first, rest)) = letters.split_first() else { return used > 1 };
    let Some((word, others)) = words.split_first() else { return false };
    if !word.starts_with(*first) {
        return matches!(word.as_str(), "of" | "and" | "the" | "in")
            && used > 0
            && spells(others, letters, used);
    }
    // The most letters that this word can give after its first.
    let mut inside = word.chars().skip(1);
    let given = rest.iter().take_while(|letter| inside.any(|c| c == **letter)).count();
    (0..=given).any(|more| spells(others, rest.get(more..).unwrap_or_default(), used + 1))
}

/// Whether the words give these letters and no word is left: of each word its first letter, of one in two perhaps more.
fn spells_whole(words: &[String], letters: &[char]) -> bool {
    let (Some((first, rest)), Some((word, others))) = (letters.split_first(), words.split_first())
    else {
        return letters.is_empty() && words.is_empty();
    };
    if !word.starts_with(*first) {
        return matches!(word.as_str(), "of" | "and" | "the" | "in")
            && spells_whole(others, letters);
    }
    let mut inside = word.chars().skip(1);
    let given = rest.iter().take_while(|letter| inside.any(|c| c == **letter)).count();
    (0..=given.min(1)).any(|more| spells_whole(others, rest.get(more..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_spell_an_acronym_with_all_their_first_letters() {
        let spell = |words: &str, letters: &str| {
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            spells_whole(&words, &letters.chars().collect::<Vec<_>>())
        };
        assert!(spell("central subfield thickness", "cst") && spell("subretinal fluid", "srf"));
        assert!(!spell("central thickness of subfield fluid", "cst") && !spell("cyst", "cst"));
    }
}
