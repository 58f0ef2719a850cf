//! Drugs and codes named in a text.

use clinical::drug::{self, Drug};

use super::reading::{CodeMention, DrugMention, Place};
use super::token::{Token, TokenKind};

/// The longest drug name has five words and the signs between them.
const LONGEST_NAME: usize = 9;

/// Brands that are everyday words or given names: a text means the word unless it is written like a name, and the last
/// ones are never taken for a drug.
const CAPITAL_ONLY: &[&str] =
    &["emend", "cambia", "sonata", "adrenalin", "muse", "soma", "tabloid", "xepi", "fleet"];
const NEVER: &[&str] = &[
    "correct", "thrive", "propel", "sojourn", "ella", "alli", "bal", "neut", "flac", "today",
    "align",
];

/// Every drug named among the tokens, the longest name first where several start at one token.
pub(super) fn drugs(tokens: &[Token]) -> Vec<DrugMention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match longest(tokens, at) {
            Some((drug, to)) => {
                let place = tokens.get(at).zip(tokens.get(to - 1));
                let place = place
                    .map(|(first, last)| Place { start: first.place.start, end: last.place.end });
                let (generic, class) = (drug.generic(), drug.class());
                found.push(DrugMention { generic, class, place: place.unwrap_or_default() });
                at = to;
            }
            None => at += 1,
        }
    }
    found
}

fn longest(tokens: &[Token], at: usize) -> Option<(Drug, usize)> {
    let first = tokens.get(at).filter(|token| token.kind != TokenKind::Sign)?;
    let mut key = String::new();
    let mut found = None;
    for (ahead, token) in tokens.iter().skip(at).take(LONGEST_NAME).enumerate() {
        let joining = token.any(&["-", "/"]) && ahead > 0;
        if joining {
            continue;
        }
        if token.kind == TokenKind::Sign {
            break;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&clinical::key(&token.lower));
        if let Some(drug) = drug::find_key(&key) {
            found = Some((drug, at + ahead + 1));
        }
        if !drug::continues(&key) {
            break;
        }
    }
    let single = found.is_some_and(|(_, to)| to == at + 1);
    let word = first.lower.as_str();
    if single && (NEVER.contains(&word) || CAPITAL_ONLY.contains(&word) && !first.capital) {
        None
    } else {
        found
    }
}

/// Every ICD-10-CM code that exists, every HCPCS code by its form, and five-character codes after `CPT`.
pub(super) fn codes(tokens: &[Token], text: &str) -> Vec<CodeMention> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let written = text.get(token.place.start..token.place.end).unwrap_or("");
        if token.kind == TokenKind::Word && token.capital {
            if let Some((code, end)) = diagnosis(tokens, at, text) {
                found.push(CodeMention { code, place: Place { start: token.place.start, end } });
            } else if is_hcpcs(written) {
                found.push(CodeMention { code: written.to_owned(), place: token.place });
            }
        } else if let (TokenKind::Number(_), 5) = (token.kind, written.len()) {
            let labelled = (1..=4).any(|back| {
                at.checked_sub(back)
                    .and_then(|place| tokens.get(place))
                    .is_some_and(|before| before.any(&["cpt", "hcpcs"]))
            });
            if labelled && written.bytes().all(|byte| byte.is_ascii_digit()) {
                found.push(CodeMention { code: written.to_owned(), place: token.place });
            }
        }
    }
    found
}

/// A code of the table: three characters, or more with a dot where it belongs.
fn diagnosis(tokens: &[Token], at: usize, text: &str) -> Option<(String, usize)> {
    let first = tokens.get(at)?;
    let dotted = tokens.get(at + 1).zip(tokens.get(at + 2)).filter(|(dot, rest)| {
        dot.is(".") && first.touches(dot) && dot.touches(rest) && rest.kind != TokenKind::Sign
    });
    let end = dotted.map_or(first.place.end, |(_, rest)| glued_end(tokens, at + 2, rest));
    let code = text.get(first.place.start..end)?;
    let upper = code.chars().all(|letter| !letter.is_lowercase());
    let entry = clinical::icd10::lookup(code).filter(|_| upper)?;
    // A category alone, such as B12 in a vitamin's name, counts only as a code that may be billed.
    (dotted.is_some() || entry.billable || code.len() > 3).then_some((entry.code, end))
}

/// The end of a code's rest that a tokenizer splits after its digits: `0` and `XXA` in `S72.0XXA`.
fn glued_end(tokens: &[Token], at: usize, rest: &Token) -> usize {
    match tokens.get(at + 1) {
        Some(next) if rest.touches(next) && next.kind == TokenKind::Word => next.place.end,
        _ => rest.place.end,
    }
}

/// HCPCS level II: a letter A to V and four digits.
fn is_hcpcs(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() == 5
        && bytes.next().is_some_and(|byte| (b'A'..=b'V').contains(&byte))
        && bytes.all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn named(text: &str) -> Vec<&'static str> {
        drugs(&tokens(text)).iter().map(|mention| mention.generic).collect()
    }

    fn coded(text: &str) -> Vec<String> {
        codes(&tokens(text), text).into_iter().map(|mention| mention.code).collect()
    }

    #[test]
    fn drugs_are_found_by_ingredient_brand_and_abbreviation() {
        assert_eq!(
            named("Failed MTX and Humira, then insulin glargine."),
            ["methotrexate", "adalimumab", "insulin glargine"]
        );
        assert_eq!(named("sulfamethoxazole/trimethoprim"), ["sulfamethoxazole / trimethoprim"]);
        assert_eq!(named("Ella will propel the correct muse"), Vec::<&str>::new());
    }

    #[test]
    fn codes_are_found_where_they_exist() {
        assert_eq!(
            coded("Platelets 12345; M05.79 and S72.001A, J0139, CPT 27447"),
            ["M05.79", "S72.001A", "J0139", "27447"]
        );
        assert_eq!(coded("Vitamin B12 and A1C; L4-5; C5.6 grade; I10"), ["I10"]);
    }
}
