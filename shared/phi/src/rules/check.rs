//! Check digits and layouts that tell an identifier without a label. Used only to rank what has no label.

/// Luhn's sum over ASCII digits (ISO/IEC 7812-1 annex B).
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .zip([false, true].into_iter().cycle())
        .map(|(digit, doubled)| match (value(*digit), doubled) {
            (value, false) => value,
            (value, true) if value > 4 => value * 2 - 9,
            (value, true) => value * 2,
        })
        .sum();
    digits.len() > 1 && sum.is_multiple_of(10)
}

fn value(digit: u8) -> u32 {
    u32::from(digit.saturating_sub(b'0'))
}

/// A National Provider Identifier: ten digits, the first 1 or 2, Luhn over `80840` and the number (45 CFR 162.406).
pub(crate) fn npi(digits: &[u8]) -> bool {
    digits.len() == 10
        && matches!(digits.first(), Some(b'1' | b'2'))
        && luhn(&[b"80840", digits].concat())
}

/// A payment card: 13 to 19 digits, a major industry's first digit, Luhn.
pub(crate) fn card(digits: &[u8]) -> bool {
    (13..=19).contains(&digits.len()) && matches!(digits.first(), Some(b'3'..=b'6')) && luhn(digits)
}

/// A Medicare Beneficiary Identifier: C A AN N A AN N A A N N without S L O I B Z (CMS, "Understanding the MBI");
/// one of those six in a digit's place is a digit misread.
pub(crate) fn mbi(compact: &[u8]) -> bool {
    const SHAPE: &[u8] = b"CAXNAXNAANN";
    let letter = |b: u8| b.is_ascii_uppercase() && !b"SLOIBZ".contains(&b);
    compact.len() == SHAPE.len()
        && compact.iter().filter(|b| b.is_ascii_digit()).count() >= 3
        && compact.iter().zip(SHAPE).all(|(&b, shape)| match shape {
            b'C' => matches!(b, b'1'..=b'9') || b"SLIBZ".contains(&b),
            b'A' => letter(b),
            b'X' => letter(b) || b.is_ascii_digit() || b"SLOIBZ".contains(&b),
            _ => b.is_ascii_digit() || b"SLOIBZ".contains(&b),
        })
}

/// A vehicle identification number with its check digit (49 CFR 565.15).
pub(crate) fn vin(compact: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    if !vin_shape(compact) {
        return false;
    }
    let sum: u32 = compact.iter().zip(WEIGHTS).map(|(&b, weight)| transliterate(b) * weight).sum();
    match compact.get(8) {
        Some(b'X') => sum % 11 == 10,
        Some(&digit) => digit.is_ascii_digit() && sum % 11 == value(digit),
        None => false,
    }
}

/// Seventeen characters without I, O and Q, both digits and letters among them.
pub(crate) fn vin_shape(compact: &[u8]) -> bool {
    compact.len() == 17
        && compact.iter().all(|b| b.is_ascii_alphanumeric() && !b"IOQ".contains(b))
        && compact.iter().filter(|b| b.is_ascii_digit()).count() >= 5
        && compact.iter().any(u8::is_ascii_uppercase)
}

fn transliterate(byte: u8) -> u32 {
    match byte {
        b'A' | b'J' => 1,
        b'B' | b'K' | b'S' => 2,
        b'C' | b'L' | b'T' => 3,
        b'D' | b'M' | b'U' => 4,
        b'E' | b'N' | b'V' => 5,
        b'F' | b'W' => 6,
        b'G' | b'P' | b'X' => 7,
        b'H' | b'Y' => 8,
        b'R' | b'Z' => 9,
        _ => value(byte),
    }
}

/// A DEA registration: two letters, seven digits, the last the check (21 CFR 1301; DEA's published rule).
pub(crate) fn dea(compact: &[u8]) -> bool {
    let Some((letters, digits)) = compact.split_at_checked(2) else { return false };
    let [first, second] = letters else { return false };
    let Some((&last, rest)) = digits.split_last() else { return false };
    let sum: u32 =
        rest.iter().zip([1, 2].iter().cycle()).map(|(digit, weight)| value(*digit) * weight).sum();
    b"ABCDEFGHJKLMPRSTUX".contains(first)
        && (second.is_ascii_uppercase() || *second == b'9')
        && digits.len() == 7
        && digits.iter().all(u8::is_ascii_digit)
        && sum % 10 == value(last)
}

/// An IBAN: country, check digits, modulo 97 (ISO 13616).
pub(crate) fn iban(compact: &[u8]) -> bool {
    let (Some(head), Some(rest)) = (compact.get(..4), compact.get(4..)) else { return false };
    let shaped = (15..=34).contains(&compact.len())
        && head.iter().take(2).all(u8::is_ascii_uppercase)
        && head.iter().skip(2).all(u8::is_ascii_digit);
    let remainder = rest.iter().chain(head).fold(0, |sum, &byte| {
        if byte.is_ascii_digit() {
            (sum * 10 + value(byte)) % 97
        } else {
            (sum * 100 + u32::from(byte - b'A') + 10) % 97
        }
    });
    shaped && remainder == 1
}

/// A Social Security number that could have been given out (SSA, randomization rules of 2011).
pub(crate) fn social_security(digits: &[u8]) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    digits.len() == 9
        && !matches!(part(0, 3), b"000" | b"666" | [b'9', ..])
        && part(3, 5) != b"00"
        && part(5, 9) != b"0000"
}

/// A telephone number of the North American plan: NXX-NXX-XXXX, neither code N11, area not N9X.
pub(crate) fn north_american(digits: &[u8]) -> bool {
    let (Some(area), Some(exchange)) = (digits.get(..3), digits.get(3..6)) else { return false };
    let given = |code: &[u8]| matches!(code.first(), Some(b'2'..=b'9')) && !code.ends_with(b"11");
    digits.len() == 10 && given(area) && area.get(1) != Some(&b'9') && given(exchange)
}

/// A payer's policy number by its look: `l33822`, `cpb 0275`, `med.00004`, `2.01.50`.
pub(crate) fn payer_policy(lower: &[u8]) -> bool {
    let digits = |rest: &[u8], low: usize, high: usize| {
        (low..=high).contains(&rest.len()) && rest.iter().all(u8::is_ascii_digit)
    };
    let after = |prefix: &[u8], low: usize, high: usize| {
        lower.strip_prefix(prefix).is_some_and(|rest| digits(rest, low, high))
    };
    after(b"l", 5, 5)
        || after(b"a", 5, 5)
        || after(b"cpb", 4, 4)
        || after(b"cpb-", 4, 4)
        || after(b"ip", 4, 4)
        || after(b"mm", 4, 4)
        || dated_policy(lower)
        || numbered_policy(lower)
        || [b"med.", b"drug", b"surg", b"lab.", b"gene", b"rad.", b"dme."]
            .iter()
            .any(|prefix| lower.starts_with(*prefix) && lower.contains(&b'.'))
}

/// A policy number in groups with full stops: `5.70.30`, `2.04.93`, `11.01.523`.
fn numbered_policy(lower: &[u8]) -> bool {
    let mut groups = lower.split(|byte| *byte == b'.');
    let short = |group: &[u8], longest: usize| {
        (1..=longest).contains(&group.len()) && group.iter().all(u8::is_ascii_digit)
    };
    groups.next().is_some_and(|group| short(group, 2))
        && groups.next().is_some_and(|group| short(group, 2))
        && groups.next().is_some_and(|group| short(group, 3))
        && groups.next().is_none()
}

/// A policy number that begins with its year: `2024d0044k`, `2023t0514hh`.
fn dated_policy(lower: &[u8]) -> bool {
    lower.strip_prefix(b"20").is_some_and(|rest| {
        matches!(rest, [b'0'..=b'9', b'0'..=b'9', b'a'..=b'z', digits @ ..]
            if digits.len() >= 4
                && digits.iter().take(4).all(u8::is_ascii_digit)
                && digits.iter().skip(4).all(u8::is_ascii_alphabetic))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_check_knows_a_published_example_and_refuses_its_neighbour() {
        assert!(luhn(b"79927398713") && !luhn(b"79927398710"));
        assert!(npi(b"1234567893") && !npi(b"1234567890"));
        assert!(card(b"4111111111111111") && !card(b"4111111111111112"));
        assert!(mbi(b"1EG4TE5MK73") && !mbi(b"1SS4TE5MK73") && mbi(b"1EG4TE5MK7B"));
        assert!(vin(b"1M8GDM9AXKP042788") && !vin(b"1M8GDM9A1KP042788"));
        assert!(dea(b"AB1234563") && !dea(b"AB1234564"));
        assert!(iban(b"GB82WEST12345698765432") && !iban(b"GB82WEST12345698765433"));
        assert!(social_security(b"123456789") && !social_security(b"666456789"));
        assert!(north_american(b"2125551234") && !north_american(b"1235551234"));
    }
}
