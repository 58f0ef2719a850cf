//! Words, numbers and signs of a text, each with its place.

use super::number::Number;
use super::reading::Place;

/// One word, number or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// The text in lower case.
    pub(crate) lower: String,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Where it stands.
    pub(crate) place: Place,
    /// Whether its first letter is a capital.
    pub(crate) capital: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, then letters and digits: `weeks`, `DAS28`, `q12w`.
    Word,
    /// Digits with an optional decimal point: `5.4`, `12,500`.
    Number(Number),
    /// Any other character but white space.
    Sign,
}

impl Token {
    /// Whether it is this word or sign.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.lower == text
    }

    /// Whether it is one of these words or signs.
    pub(crate) fn any(&self, texts: &[&str]) -> bool {
        texts.contains(&self.lower.as_str())
    }

    /// Whether nothing stands between this token and the next.
    pub(crate) fn touches(&self, next: &Token) -> bool {
        self.place.end == next.place.start
    }
}

/// The tokens of a text, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if letter.is_whitespace() {
            continue;
        }
        let starts_number =
            letter.is_ascii_digit() || (letter == '.' && starts_decimal(text, start, &tokens));
        let mut end = start + letter.len_utf8();
        if starts_number {
            end = number_end(text, start);
        } else if letter.is_alphabetic() {
            end = word_end(text, start);
        }
        while rest.peek().is_some_and(|(place, _)| *place < end) {
            rest.next();
        }
        let piece = text.get(start..end).unwrap_or("");
        let kind = if starts_number {
            Number::parse(piece).map_or(TokenKind::Sign, TokenKind::Number)
        } else if letter.is_alphabetic() {
            TokenKind::Word
        } else {
            TokenKind::Sign
        };
        let capital = letter.is_uppercase();
        tokens.push(Token {
            lower: piece.to_lowercase(),
            kind,
            place: Place { start, end },
            capital,
        });
    }
    tokens
}

/// Whether the tokens from a place on are these words.
pub(crate) fn starts_with(tokens: &[Token], at: usize, words: &str) -> bool {
    // Hundreds of phrases are asked for at every token; nearly all differ in their first letter.
    if tokens.get(at).and_then(|first| first.lower.as_bytes().first()) != words.as_bytes().first() {
        return false;
    }
    words
        .split(' ')
        .enumerate()
        .all(|(ahead, word)| tokens.get(at + ahead).is_some_and(|token| token.is(word)))
}

/// Whether a point begins a decimal such as `.5`: a digit follows and nothing but white space stands before.
fn starts_decimal(text: &str, at: usize, tokens: &[Token]) -> bool {
    let digit = text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
    digit && tokens.last().is_none_or(|last| last.place.end < at)
}

/// The end of digits, with points and commas that have a digit on both sides.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start + 1;
    let mut point = bytes.get(start) == Some(&b'.');
    loop {
        if digit(end) {
            end += 1;
        } else if !point && bytes.get(end) == Some(&b'.') && digit(end + 1) {
            point = true;
            end += 1;
        } else if !point
            && bytes.get(end) == Some(&b',')
            && (1..=3).all(|ahead| digit(end + ahead))
            && !digit(end + 4)
        {
            end += 1;
        } else {
            return end;
        }
    }
}

/// The end of letters and digits, with apostrophes between letters.
fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let mut end = start;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let inside = matches!(letter, '\'' | '’') && next.is_some_and(char::is_alphabetic);
        if !letter.is_alphanumeric() && !inside {
            break;
        }
        end = start + at + letter.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.lower).collect()
    }

    #[test]
    fn numbers_units_and_words_come_apart() {
        assert_eq!(
            pieces("DAS28 5.4, 40mg q12w; 12,500 (.5)"),
            ["das28", "5.4", ",", "40", "mg", "q12w", ";", "12,500", "(", ".", "5", ")"]
        );
        assert_eq!(pieces("6-week .5 mg 1.2.3"), ["6", "-", "week", ".5", "mg", "1.2", ".", "3"]);
        assert_eq!(pieces("Crohn's ≥ 3"), ["crohn's", "≥", "3"]);
    }

    #[test]
    fn places_give_back_the_text() {
        let text = "Größe ≥ 1,80 m – Crohn’s";
        for token in tokens(text) {
            assert_eq!(
                text.get(token.place.start..token.place.end).unwrap().to_lowercase(),
                token.lower
            );
        }
    }
}
