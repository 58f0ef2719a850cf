//! Marks of list items in the styles that policies use.

/// How an item is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.`, `(1)`, `1)`
    Arabic(Signs),
    /// `a.`, `(a)`, `a)`
    Lower(Signs),
    /// `A.`
    Upper(Signs),
    /// `i.`, `(ii)`
    RomanLower(Signs),
    /// `I.`
    RomanUpper(Signs),
    /// `1.2`, with so many parts.
    Dotted(usize),
    /// A bullet of this shape.
    Bullet(char),
}

/// The signs around a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signs {
    /// `1.`
    Dot,
    /// `1)`
    Close,
    /// `(1)`
    Both,
    /// `1 -`
    Dash,
}

/// A mark: every way in which it can be read, with its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker {
    /// Style and place in the list, the likelier reading first.
    pub(super) readings: Vec<(Style, u32)>,
}

const BULLETS: &[char] = &[
    '•', '●', '▪', '◦', '‣', '·', '*', '–', '—', '-', '➢', '➤', '►', '✓', '✔', '■', '○', '§', 'Ø',
    'o', '+', '□', '☐', '☑', '☒', '❑', '❏', '❖', '→',
];

/// The mark at the start of a line and the text after it.
pub(super) fn marker(line: &str) -> Option<(Marker, &str)> {
    if let Some(numbered) = paragraph(line) {
        return Some(numbered);
    }
    checkbox(line)
        .or_else(|| bullet(line))
        .or_else(|| dotted(line))
        .or_else(|| dashed(line))
        .or_else(|| lettered(line))
}

/// `§1 `, `§ 2 `: numbered paragraphs.
fn paragraph(line: &str) -> Option<(Marker, &str)> {
    let (mark, rest) = line.strip_prefix('§')?.trim_start().split_once(' ')?;
    let place = mark.trim_end_matches(['.', ')', ':']).parse().ok().filter(|place| *place < 100)?;
    Some((Marker { readings: vec![(Style::Arabic(Signs::Dot), place)] }, rest.trim_start()))
}

/// `[ ] `, `[x] `: a form's box is a bullet, unless a number follows: `[ ] 1. `.
fn checkbox(line: &str) -> Option<(Marker, &str)> {
    let (inside, rest) = line.strip_prefix('[')?.split_once(']')?;
    let empty = matches!(inside.trim(), "" | "x" | "X" | "_" | "__");
    let body = rest.trim_start();
    let item = empty && rest.starts_with(' ') && !body.is_empty();
    let box_alone = || (Marker { readings: vec![(Style::Bullet('□'), 0)] }, body);
    item.then(|| dotted(body).or_else(|| lettered(body)).unwrap_or_else(box_alone))
}

/// `1 - `, `1.- `: a number before a dash.
fn dashed(line: &str) -> Option<(Marker, &str)> {
    let signs = [".- ", ".-", " - ", " – "];
    let (mark, rest) = signs.iter().find_map(|sign| line.split_once(sign))?;
    let place = mark.parse().ok().filter(|_| (1..=2).contains(&mark.len()))?;
    let item = rest.starts_with(|letter: char| letter.is_uppercase() || letter == '(');
    item.then(|| {
        (Marker { readings: vec![(Style::Arabic(Signs::Dash), place)] }, rest.trim_start())
    })
}

fn bullet(line: &str) -> Option<(Marker, &str)> {
    let line = if line.starts_with("-- ") { line.get(1..)? } else { line };
    let shape = line.chars().next().filter(|shape| BULLETS.contains(shape))?;
    let rest = line.get(shape.len_utf8()..)?;
    // Letters and signs of arithmetic are bullets only if a blank follows.
    let needs_blank = matches!(shape, 'o' | '-' | '–' | '—' | '*' | '+' | 'Ø' | '§');
    let fits = if needs_blank { rest.starts_with(' ') } else { !rest.is_empty() };
    let shape = if matches!(shape, '–' | '—') { '-' } else { shape };
    let body = rest.trim_start();
    // `➢ A. `, `✓ A.1 `: the letter says more than the bullet.
    let inner = || dotted(body).or_else(|| lettered(body)).filter(|_| !needs_blank);
    let alone = || (Marker { readings: vec![(Style::Bullet(shape), 0)] }, body);
    fits.then(|| inner().unwrap_or_else(alone))
}

/// `1.2 `, `2.1.3. `; `2.0` heads the list of `2.1` and is a `2.`
fn dotted(line: &str) -> Option<(Marker, &str)> {
    let (mark, rest) = line.split_once(' ')?;
    // `SP-6.1`: initials say which guideline the number is of.
    let initials = |name: &str| {
        (1..=4).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let mark = mark.split_once('-').filter(|(name, _)| initials(name)).map_or(mark, |(_, n)| n);
    let parts: Vec<&str> = mark.trim_end_matches(['.', ')']).split('.').collect();
    let short = parts.iter().enumerate().all(|(at, part)| {
        let figures = part.bytes().all(|byte| byte.is_ascii_digit());
        let letter =
            at == 0 && part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
        (1..=2).contains(&part.len()) && (figures || letter)
    });
    let last = parts.last()?.parse().ok()?;
    let fits = parts.len() >= 2 && parts.len() <= 5 && short && !is_unit(rest);
    let first = parts.first()?.parse().ok().filter(|_| parts.len() == 2 && last == 0);
    let reading =
        first.map_or((Style::Dotted(parts.len()), last), |n| (Style::Arabic(Signs::Dot), n));
    fits.then(|| (Marker { readings: vec![reading] }, rest.trim_start()))
}

/// Whether a decimal at the start of a line is an amount and no mark: `2.5 mg`.
fn is_unit(rest: &str) -> bool {
    let word: String =
        rest.chars().take_while(|letter| letter.is_alphabetic() || *letter == '%').collect();
    let unit = matches!(
        word.as_str(),
        "mg" | "g"
            | "kg"
            | "mcg"
            | "mL"
            | "ml"
            | "cm"
            | "mm"
            | "%"
            | "hours"
            | "days"
            | "weeks"
            | "months"
            | "years"
    );
    unit || rest.starts_with(['%', '/'])
}

fn lettered(line: &str) -> Option<(Marker, &str)> {
    let open = line.starts_with('(');
    let body = line.strip_prefix('(').unwrap_or(line);
    let mark: String = body.chars().take_while(char::is_ascii_alphanumeric).take(6).collect();
    let after = body.get(mark.len()..)?;
    let (signs, rest) = if let Some(rest) = after.strip_prefix(')') {
        (if open { Signs::Both } else { Signs::Close }, rest)
    } else {
        let rest = after.strip_prefix('.').filter(|_| !open)?;
        (Signs::Dot, rest.strip_prefix(')').unwrap_or(rest))
    };
    if !(rest.starts_with(' ') || signs != Signs::Dot && !rest.is_empty()) {
        return None;
    }
    let readings = readings(&mark, signs);
    (!readings.is_empty()).then(|| (Marker { readings }, rest.trim_start()))
}

fn readings(mark: &str, signs: Signs) -> Vec<(Style, u32)> {
    let mut readings = Vec::new();
    if mark.bytes().all(|byte| byte.is_ascii_digit()) && (1..=2).contains(&mark.len()) {
        readings.extend(mark.parse().ok().map(|place| (Style::Arabic(signs), place)));
        return readings;
    }
    // `3a.` is the first below 3.
    let figures = mark.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    if let (1..=2, [letter]) = (figures.len(), mark.as_bytes().get(figures.len()..).unwrap_or(&[]))
    {
        let place = u32::from(letter.to_ascii_lowercase() - b'a') + 1;
        return vec![(Style::Dotted(2), place)];
    }
    // `B1.` is the first below B.
    let below = mark.strip_prefix(|letter: char| letter.is_ascii_uppercase());
    if let Some(place) = below.filter(|rest| rest.len() <= 2).and_then(|rest| rest.parse().ok()) {
        readings.push((Style::Dotted(2), place));
        return readings;
    }
    let lower = mark.bytes().all(|byte| byte.is_ascii_lowercase());
    let upper = mark.bytes().all(|byte| byte.is_ascii_uppercase());
    if let (Some(value), true) = (roman(&mark.to_ascii_lowercase()), lower || upper) {
        readings
            .push((if lower { Style::RomanLower(signs) } else { Style::RomanUpper(signs) }, value));
    }
    let mut letters = mark.bytes();
    if let (Some(letter), None, true) = (letters.next(), letters.next(), lower || upper) {
        let place = u32::from(letter.to_ascii_lowercase() - b'a') + 1;
        let style = if lower { Style::Lower(signs) } else { Style::Upper(signs) };
        // Single letters are letters, but for `i`, which starts a Roman list far more often than it follows an `h`.
        let at = if mark.eq_ignore_ascii_case("i") { readings.len() } else { 0 };
        readings.insert(at, (style, place));
    }
    readings
}

/// The value of a small Roman number in lower case.
fn roman(text: &str) -> Option<u32> {
    const NUMBERS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
        "xv", "xvi", "xvii", "xviii", "xix", "xx",
    ];
    NUMBERS
        .iter()
        .position(|number| *number == text)
        .and_then(|place| u32::try_from(place + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(line: &str) -> Option<(Style, u32, &str)> {
        marker(line).map(|(marker, rest)| (marker.readings[0].0, marker.readings[0].1, rest))
    }

    #[test]
    fn marks_of_many_styles_are_read() {
        assert_eq!(first("1. Age"), Some((Style::Arabic(Signs::Dot), 1, "Age")));
        assert_eq!(first("(2) Age"), Some((Style::Arabic(Signs::Both), 2, "Age")));
        assert_eq!(first("b) Age"), Some((Style::Lower(Signs::Close), 2, "Age")));
        assert_eq!(first("C. Age"), Some((Style::Upper(Signs::Dot), 3, "Age")));
        assert_eq!(first("iv. Age"), Some((Style::RomanLower(Signs::Dot), 4, "Age")));
        assert_eq!(first("i. Age"), Some((Style::RomanLower(Signs::Dot), 1, "Age")));
        assert_eq!(first("II. Age"), Some((Style::RomanUpper(Signs::Dot), 2, "Age")));
        assert_eq!(first("1.2 Age"), Some((Style::Dotted(2), 2, "Age")));
        assert_eq!(first("•Age"), Some((Style::Bullet('•'), 0, "Age")));
        assert_eq!(first("o Age"), Some((Style::Bullet('o'), 0, "Age")));
        assert_eq!(first("– Age"), Some((Style::Bullet('-'), 0, "Age")));
        assert_eq!(first("§2 Age"), Some((Style::Arabic(Signs::Dot), 2, "Age")));
        assert_eq!(first("[ ] Age"), Some((Style::Bullet('□'), 0, "Age")));
        assert_eq!(first("[ ] 2. Age"), Some((Style::Arabic(Signs::Dot), 2, "Age")));
        assert_eq!(first("☐ Age"), Some((Style::Bullet('☐'), 0, "Age")));
        assert_eq!(first("4.) Age"), Some((Style::Arabic(Signs::Dot), 4, "Age")));
        assert_eq!(first("-- Age"), Some((Style::Bullet('-'), 0, "Age")));
        assert_eq!(first("6.- Age"), Some((Style::Arabic(Signs::Dash), 6, "Age")));
        assert_eq!(first("➢ A. Age"), Some((Style::Upper(Signs::Dot), 1, "Age")));
        assert_eq!(first("✓ A.1 Age"), Some((Style::Dotted(2), 1, "Age")));
        assert_eq!(first("3b. Age"), Some((Style::Dotted(2), 2, "Age")));
        assert_eq!(first("SP-6.1 Age"), Some((Style::Dotted(2), 1, "Age")));
        assert_eq!(first("3 - Age"), Some((Style::Arabic(Signs::Dash), 3, "Age")));
        assert_eq!(first("2.0 Age"), Some((Style::Arabic(Signs::Dot), 2, "Age")));
        assert_eq!(first("[x] Age"), Some((Style::Bullet('□'), 0, "Age")));
    }

    #[test]
    fn amounts_words_and_initials_are_no_marks() {
        for line in [
            "2.5 mg daily",
            "18 years",
            "of age",
            "e.g. methotrexate",
            "Dr. Lee",
            "-2.5 or lower",
            "12,500 units",
            "3 - 6 months of treatment",
            "(see below)",
            "",
        ] {
            assert_eq!(first(line), None, "{line}");
        }
    }
}
