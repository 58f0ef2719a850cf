//! Text as words: with places, stems and synonyms, so that `erosive` and `erosions`, `renal` and `kidney` meet.

use super::lexicon;
pub(super) use crate::concept::stem;

/// One word, number or sign of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte in the text.
    pub(super) start: usize,
    /// First byte after it.
    pub(super) end: usize,
    /// As written.
    pub(super) text: String,
    /// In lower case, without possessive; a number without thousands commas.
    pub(super) lower: String,
    /// What it is compared by: stem, then synonym.
    pub(super) stem: String,
    /// What it is.
    pub(super) kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, with digits, hyphens or dots inside: `DAS28`, `follow-up`, `M05.79`.
    Word,
    /// Digits with a decimal point: `5.8`.
    Number,
    /// Any other sign.
    Sign,
}

impl Token {
    /// Whether it is a word that begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is this word.
    pub(super) fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    /// Whether it is one of these words.
    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    /// Whether it ends a clause for good.
    pub(super) fn is_stop(&self) -> bool {
        self.is_any(&[".", ";", "!", "?"])
    }
}

/// The words, numbers and signs of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&(start, first)) = letters.get(at) {
        let (next, kind) = match first {
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            c if c.is_ascii_digit() => (number_end(&letters, at), TokenKind::Number),
            c if c.is_alphabetic() => (word_end(&letters, at), TokenKind::Word),
            _ => (at + 1, TokenKind::Sign),
        };
        if first == '.' && is_initial(&tokens, start) && is_lower_behind(&letters, next) {
            at = next;
            continue;
        }
        let end = letters.get(next).map_or(text.len(), |(byte, _)| *byte);
        tokens.push(token(text.get(start..end).unwrap_or_default(), start, end, kind));
        at = next;
    }
    tokens
}

/// Whether a single capital stands right before the place: the `H` of `H. pylori`.
fn is_initial(tokens: &[Token], start: usize) -> bool {
    tokens.last().is_some_and(|last| {
        last.end == start && last.text.len() == 1 && last.is_capital() && last.text != "I"
    })
}

/// Whether a small letter follows behind one blank.
fn is_lower_behind(letters: &[(usize, char)], at: usize) -> bool {
    let letter = |at: usize| letters.get(at).map(|(_, c)| *c);
    letter(at) == Some(' ') && letter(at + 1).is_some_and(char::is_lowercase)
}

fn token(text: &str, start: usize, end: usize, kind: TokenKind) -> Token {
    let mut lower: String = text.to_lowercase().replace('’', "'").chars().map(unaccented).collect();
    for possessive in ["'s", "'"] {
        if let Some(bare) = lower.strip_suffix(possessive).filter(|bare| !bare.is_empty()) {
            lower = bare.to_owned();
            break;
        }
    }
    if kind == TokenKind::Number {
        lower = lower.replace(',', "");
        if lower.contains('.') {
            lower = lower.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
    }
    let stem = if kind == TokenKind::Word { canonical(&lower) } else { lower.clone() };
    Token { start, end, text: text.to_owned(), lower, stem, kind }
}

/// The letter that English writes for an accented one.
const fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'ö' => 'o',
        'ú' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

fn is_digit(letters: &[(usize, char)], at: usize) -> bool {
    letters.get(at).is_some_and(|(_, c)| c.is_ascii_digit())
}

fn is_letter(letters: &[(usize, char)], at: usize) -> bool {
    letters.get(at).is_some_and(|(_, c)| c.is_alphabetic())
}

/// Digits, commas before three digits, one point before a digit.
fn number_end(letters: &[(usize, char)], from: usize) -> usize {
    let mut at = from;
    let mut point = false;
    while let Some((_, c)) = letters.get(at) {
        let grouped = *c == ','
            && (1..=3).all(|ahead| is_digit(letters, at + ahead))
            && !is_digit(letters, at + 4);
        let decimal = *c == '.' && !point && is_digit(letters, at + 1);
        point |= decimal;
        if !c.is_ascii_digit() && !grouped && !decimal {
            break;
        }
        at += 1;
    }
    at
}

/// Letters and digits; a hyphen, apostrophe or slash between letters; a point within a code.
fn word_end(letters: &[(usize, char)], from: usize) -> usize {
    let mut at = from;
    let mut digits = false;
    while let Some((_, c)) = letters.get(at) {
        let ahead = is_letter(letters, at + 1);
        let inside = match c {
            '-' | '‑' => ahead || is_digit(letters, at + 1),
            '\'' | '’' => ahead,
            '.' => digits && is_digit(letters, at + 1),
            _ => c.is_alphanumeric(),
        };
        if !inside {
            break;
        }
        digits |= c.is_ascii_digit();
        at += 1;
    }
    at
}

/// What a word is compared by.
pub(super) fn canonical(lower: &str) -> String {
    let stem = stem(lower);
    lexicon::synonym(lower).or_else(|| lexicon::synonym(&stem)).map_or(stem, str::to_owned)
}

/// Whether two stems are forms of one word: the same, or alike but for a short ending (`erosion`, `erosive`).
pub(super) fn akin(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.as_bytes().first() != b.as_bytes().first() {
        return false;
    }
    // Codes, scores and spinal levels are told apart by their digits.
    if a.contains(|c: char| c.is_ascii_digit()) || b.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    if shared < 4 {
        return false;
    }
    let longer = a.len().max(b.len());
    let shorter = a.len().min(b.len());
    shared >= 5 && (shared * 10 >= longer * 7 || shared == shorter && longer - shorter <= 6)
        || is_latin_pair(a, b, shared)
}

/// Endings of a Latin or Greek noun and its adjectives: `sacrum`, `sacral`; `vertebra`, `vertebral`.
const LATIN: &[&str] =
    &["a", "ae", "al", "ar", "ary", "eal", "ic", "ine", "is", "oid", "ous", "um", "us", "y"];

fn is_latin_pair(a: &str, b: &str, shared: usize) -> bool {
    // The stem may end before the last letter in common: `vertebra`, `vertebral`.
    (4..=shared).any(|root| {
        let ends = |word: &str| word.get(root..).is_some_and(|rest| LATIN.contains(&rest));
        ends(a) && ends(b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.lower).collect()
    }

    #[test]
    fn numbers_stand_apart_from_their_units() {
        assert_eq!(
            words("40mg for 6-month, 1,250.50 U"),
            ["40", "mg", "for", "6", "-", "month", ",", "1250.5", "u"]
        );
        assert_eq!(words("4-6 weeks"), ["4", "-", "6", "weeks"]);
    }

    #[test]
    fn codes_scores_and_compounds_stay_whole() {
        assert_eq!(
            words("DAS28 M05.79 L4-L5 follow-up q12h"),
            ["das28", "m05.79", "l4-l5", "follow-up", "q12h"]
        );
        assert_eq!(words("Maya's pain."), ["maya", "pain", "."]);
    }

    #[test]
    fn forms_of_a_word_are_akin() {
        for (a, b) in [
            ("erosions", "erosive"),
            ("diabetes", "diabetic"),
            ("subcutaneous", "subcutaneously"),
            ("stopped", "stops"),
        ] {
            assert!(akin(&canonical(a), &canonical(b)), "{a} {b}");
        }
        for (a, b) in [
            ("hepatitis", "hepatic"),
            ("arthritis", "arthrosis"),
            ("left", "right"),
            ("hypertension", "hypertrophy"),
        ] {
            assert!(!akin(&canonical(a), &canonical(b)), "{a} {b}");
        }
    }
}
