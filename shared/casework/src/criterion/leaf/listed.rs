//! Lists of which one is enough: `fracture of the hip, spine, proximal humerus, or distal forearm`.

use crate::fact::token::{Token, TokenKind, tokens};

/// The longest item of a list, in tokens.
const LONGEST: usize = 7;
/// Signs within a word: `cow's milk protein-induced`.
const WITHIN: &[&str] = &["-", "'", "’"];
/// Words that end the first item of a list towards the beginning of the sentence.
const LEADS: &[&str] = &[
    "of",
    "the",
    "at",
    "a",
    "an",
    "with",
    "for",
    "by",
    "to",
    "in",
    "on",
    "from",
    "due",
    "(",
    ":",
    "as",
    "e",
    "g",
    "including",
    "has",
    "have",
    "is",
    "are",
    "either",
    "any",
    "one",
    "and",
    "following",
    "that",
];

/// Words that deny each item of a list.
const DENYING: &[&str] = &[
    "no", "not", "without", "never", "denies", "absence", "free", "negative", "neither", "cannot",
    "lack", "both", "each", "all",
];

/// Words after `or` that bound a number.
const BOUNDING: &[&str] = &[
    "more", "less", "greater", "higher", "lower", "above", "below", "over", "under", "equal",
    "longer", "shorter", "older", "younger", "fewer", "worse", "better", "later", "earlier",
];

/// A list: its items by their tokens, from the first to the one after the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) items: Vec<(usize, usize)>,
}

/// The lists of a text whose last items are joined by `or`. Each has at least two items.
pub(super) fn lists(tokens: &[Token]) -> Vec<List> {
    let mut lists = Vec::new();
    for (or, _) in tokens.iter().enumerate().filter(|(_, token)| token.is("or")) {
        if let Some(list) = list(tokens, or) {
            lists.push(list);
        }
    }
    lists
}

fn list(tokens: &[Token], or: usize) -> Option<List> {
    let last = item_after(tokens, or + 1)?;
    let mut items = vec![last];
    let mut end = or;
    loop {
        if end > 0 && tokens.get(end - 1).is_some_and(|token| token.is(",")) {
            end -= 1;
        }
        let (from, comma) = item_before(tokens, end)?;
        items.insert(0, (from, end));
        if !comma {
            break;
        }
        end = from - 1;
    }
    Some(List { items })
}

/// The item that starts after `or`: to a sign, or the next small word.
fn item_after(tokens: &[Token], from: usize) -> Option<(usize, usize)> {
    let ends = |token: &Token| {
        token.kind == TokenKind::Sign && !token.any(WITHIN)
            || token.any(&[
                "that", "which", "who", "within", "after", "before", "with", "in", "of", "due",
                "and", "or", "for", "from", "at", "on", "during", "to",
            ])
    };
    let stops =
        |at: &usize| tokens.get(*at).is_some_and(ends) || !numbers_a_word(tokens, *at, from);
    let to = (from..tokens.len()).find(stops).unwrap_or(tokens.len());
    (from < to && to - from <= LONGEST).then_some((from, to))
}

/// Whether a token is no number, or one that belongs to the word before it: `exon 21`.
fn numbers_a_word(tokens: &[Token], at: usize, from: usize) -> bool {
    const NUMBERED: &[&str] = &["exon", "type", "genotype", "stage", "grade", "class", "factor"];
    let number = tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Number(_)));
    let before = at.checked_sub(1).filter(|before| *before >= from);
    !number || before.and_then(|before| tokens.get(before)).is_some_and(|word| word.any(NUMBERED))
}

/// Where the item that ends at a token starts, and whether a comma stands before it.
fn item_before(tokens: &[Token], end: usize) -> Option<(usize, bool)> {
    let mut from = end;
    while let Some(token) = from.checked_sub(1).and_then(|at| tokens.get(at)) {
        if token.is(",") {
            return (from < end).then_some((from, true));
        }
        let word = token.kind != TokenKind::Sign && numbers_a_word(tokens, from - 1, 0)
            || token.any(WITHIN);
        if token.any(LEADS) || !word || end - from >= LONGEST {
            break;
        }
        from -= 1;
    }
    (from < end).then_some((from, false))
}

/// The text with one item of a list in the place of all of them, once for each item.
pub(super) fn variants(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let Some(found) = lists(&tokens).into_iter().next_back() else { return Vec::new() };
    let (Some(first), Some(last)) = (found.items.first(), found.items.last()) else {
        return Vec::new();
    };
    let start = tokens.get(first.0).map_or(0, |token| token.place.start);
    let end = last
        .1
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .map_or(text.len(), |token| token.place.end);
    let (head, tail) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
    let item = |(from, to): &(usize, usize)| {
        let (first, last) = (tokens.get(*from)?, tokens.get(to.checked_sub(1)?)?);
        Some(format!("{head}{}{tail}", text.get(first.place.start..last.place.end)?))
    };
    found.items.iter().filter_map(item).collect()
}

/// The text with one item in the place of each of its lists in turn, where one item is enough by itself. A shorter one of
/// two shares the words that end the other: `clinical or electrographic seizures` are `clinical seizures` too.
pub(super) fn apart(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    if tokens.iter().any(|token| token.any(DENYING)) {
        return Vec::new();
    }
    // "10 mm or more" is a bound and no list, and a "medium- or high-dose" steroid is one thing.
    let bounds = |list: &List| {
        let hyphen = |(_, to): &(usize, usize)| to.checked_sub(1).and_then(|at| tokens.get(at));
        list.items.last().and_then(|(from, _)| tokens.get(*from)).is_some_and(|t| t.any(BOUNDING))
            || list.items.iter().filter_map(hyphen).any(|token| token.is("-"))
    };
    let lists = lists(&tokens);
    let alone = lists.iter().filter(|list| !bounds(list));
    alone.flat_map(|list| list.each_alone(text, &tokens)).collect()
}

impl List {
    fn each_alone(&self, text: &str, tokens: &[Token]) -> Vec<String> {
        let words = |(from, to): (usize, usize)| {
            text.get(tokens.get(from)?.place.start..tokens.get(to.checked_sub(1)?)?.place.end)
        };
        let (Some(first), Some(last)) = (self.items.first(), self.items.last()) else {
            return Vec::new();
        };
        let head = words((0, first.0)).unwrap_or("");
        let tail = words((last.1, tokens.len())).unwrap_or("");
        let alone = |item: &(usize, usize)| {
            let shorter = (self.items.len() == 2 || item.1 - item.0 == 1)
                && item.1 - item.0 < last.1 - last.0;
            let shared = if shorter { words((last.0 + 1, last.1)).unwrap_or("") } else { "" };
            Some(format!("{head} {} {shared} {tail}", words(*item)?))
        };
        self.items.iter().filter_map(alone).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_alone_keeps_the_noun_that_it_shares() {
        let squeezed = |text: &str| {
            let words = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
            apart(text).iter().map(words).collect::<Vec<_>>()
        };
        assert_eq!(
            squeezed("elevated due to heart failure, lung disease, or aspiration"),
            [
                "elevated due to heart failure",
                "elevated due to lung disease",
                "elevated due to aspiration"
            ]
        );
        assert_eq!(
            squeezed("clinical or electrographic seizures"),
            ["clinical seizures", "electrographic seizures"]
        );
        assert_eq!(squeezed("no fever or cough"), Vec::<String>::new());
    }

    #[test]
    fn each_item_of_a_list_stands_for_the_list() {
        assert_eq!(
            variants("low-trauma fracture of the hip, spine, or distal forearm"),
            [
                "low-trauma fracture of the hip",
                "low-trauma fracture of the spine",
                "low-trauma fracture of the distal forearm"
            ]
        );
        assert_eq!(variants("neck or low back pain").len(), 2);
        assert_eq!(
            variants("an EGFR exon 19 deletion or exon 21 L858R mutation"),
            ["an EGFR exon 19 deletion", "an exon 21 L858R mutation"]
        );
        assert_eq!(variants("no list here"), Vec::<String>::new());
    }
}
