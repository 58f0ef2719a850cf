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
    /// `[1]`, `{1}`
    Square,
    /// `1:`
    Colon,
    /// `Criterion 1`
    Word,
}

/// A mark: every way in which it can be read, with its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker {
    /// Style and place in the list, the likelier reading first.
    pub(super) readings: Vec<(Style, u32)>,
}

/// The mark at the start of a line and the text after it.
pub(super) fn marker(line: &str) -> Option<(Marker, &str)> {
    if let Some(numbered) = paragraph(line) {
        return Some(numbered);
    }
    checkbox(line)
        .or_else(|| circled(line))
        .or_else(|| bullet(line))
        .or_else(|| worded(line))
        .or_else(|| dashed(line))
        .or_else(|| numbered(line))
}

/// `1.2 `, `(b) `, `iv. `, `[3] `.
fn numbered(line: &str) -> Option<(Marker, &str)> {
    dotted(line).or_else(|| lettered(line))
}

fn arabic(signs: Signs, place: u32) -> Marker {
    Marker { readings: vec![(Style::Arabic(signs), place)] }
}

/// `§1 `, `§ 2 `: numbered paragraphs.
fn paragraph(line: &str) -> Option<(Marker, &str)> {
    let (mark, rest) = line.strip_prefix('§')?.trim_start().split_once(' ')?;
    let place = mark.trim_end_matches(['.', ')', ':']).parse().ok().filter(|place| *place < 100)?;
    Some((arabic(Signs::Dot, place), rest.trim_start()))
}

/// `[ ] `, `[x] `: a form's box is a bullet, unless a number follows: `[ ] 1. `.
fn checkbox(line: &str) -> Option<(Marker, &str)> {
    let (inside, rest) = line.strip_prefix('[')?.split_once(']')?;
    let empty = matches!(inside.trim(), "" | "x" | "X" | "_" | "__");
    let body = rest.trim_start();
    let item = empty && rest.starts_with(' ') && !body.is_empty();
    let box_alone = || (Marker { readings: vec![(Style::Bullet('□'), 0)] }, body);
    item.then(|| numbered(body).unwrap_or_else(box_alone))
}

/// `① `, `❷ `, `⒊ `: figures that are one sign.
fn circled(line: &str) -> Option<(Marker, &str)> {
    let figure = line.chars().next()?;
    let first = ['①', '⑴', '⒈', '❶', '➀', '➊'].into_iter().find(|first| {
        let last = u32::from(*first) + if u32::from(*first) < 0x2500 { 19 } else { 9 };
        (u32::from(*first)..=last).contains(&u32::from(figure))
    })?;
    let place = u32::from(figure) - u32::from(first) + 1;
    let rest = line.get(figure.len_utf8()..)?.trim_start();
    (!rest.is_empty()).then(|| (arabic(Signs::Both, place), rest))
}

/// `Criterion 1: `, `Section B. `, `#3 `: a number or letter behind the word for what it counts.
fn worded(line: &str) -> Option<(Marker, &str)> {
    const WORDS: &[&str] = &[
        "criterion",
        "criteria",
        "requirement",
        "condition",
        "item",
        "section",
        "part",
        "step",
        "no.",
        "#",
    ];
    let word = WORDS.iter().find(|word| {
        line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    })?;
    let (mark, rest) = line.get(word.len()..)?.trim_start().split_once(' ')?;
    let label = mark.trim_end_matches([':', '.', ')']);
    let body = rest.trim_start().trim_start_matches(['-', '–', '—', ':']).trim_start();
    let signed = label != mark || body != rest.trim_start();
    let figures = label.starts_with(|sign: char| sign.is_ascii_digit());
    // "Section 4 lists" and "Part of" go on; a letter needs a sign behind it, too.
    let fits = signed || figures && !body.starts_with(char::is_lowercase);
    let readings = if fits { readings(label, Signs::Word) } else { Vec::new() };
    (!readings.is_empty()).then_some((Marker { readings }, body))
}

/// `1 - `, `1.- `: a number before a dash.
fn dashed(line: &str) -> Option<(Marker, &str)> {
    let signs = [".- ", ".-", " - ", " – "];
    let (mark, rest) = signs.iter().find_map(|sign| line.split_once(sign))?;
    let place = mark.parse().ok().filter(|_| (1..=2).contains(&mark.len()))?;
    let item = rest.starts_with(|letter: char| letter.is_uppercase() || letter == '(');
    item.then(|| (arabic(Signs::Dash, place), rest.trim_start()))
}

/// Arrows, shapes, dingbats, what fonts of bullets leave behind, and the signs that keyboards have.
const fn is_bullet(sign: char) -> bool {
    matches!(
        sign,
        '•' | '‣' | '⁃' | '⁌' | '⁍' | '∙' | '·' | '*' | '–' | '—' | '-' | '§' | 'Ø' | 'o' | '+'
            | '»' | '›' | '~' | '>' | '_' | '?' | '\u{FFFD}'
            | '\u{2190}'..='\u{21FF}'
            | '\u{25A0}'..='\u{27BF}'
            | '\u{2900}'..='\u{297F}'
            | '\u{2B00}'..='\u{2BFF}'
            | '\u{E000}'..='\u{F8FF}'
            | '\u{1F300}'..='\u{1FAFF}'
    )
}

fn bullet(line: &str) -> Option<(Marker, &str)> {
    let line = ["-- ", "-> ", "=> ", ">> ", "** "]
        .iter()
        .find(|sign| line.starts_with(**sign))
        .map_or(line, |_| line.get(1..).unwrap_or(line));
    let shape = line.chars().next().filter(|shape| is_bullet(*shape))?;
    let rest = line.get(shape.len_utf8()..)?.trim_start_matches('\u{FE0F}');
    // Letters and signs of arithmetic are bullets only if a blank follows, and `> 6 months` is an amount.
    let needs_blank =
        matches!(shape, 'o' | '-' | '–' | '—' | '*' | '+' | 'Ø' | '§' | '~' | '>' | '_' | '?');
    let body = rest.trim_start();
    let amount = matches!(shape, '>' | '~') && !body.starts_with(char::is_alphabetic);
    let fits = if needs_blank { rest.starts_with(' ') && !amount } else { !rest.is_empty() };
    let shape = if matches!(shape, '–' | '—') { '-' } else { shape };
    // `➢ A. `, `✓ A.1 `: the letter says more than the bullet.
    let alone = || (Marker { readings: vec![(Style::Bullet(shape), 0)] }, body);
    fits.then(|| numbered(body).unwrap_or_else(alone))
}

/// `1.2 `, `2.1.3. `, `(4.1) `, `1.a `; `2.0` heads the list of `2.1` and is a `2.`
fn dotted(line: &str) -> Option<(Marker, &str)> {
    let (mark, rest) = line.split_once(' ')?;
    // `SP-6.1`: initials say which guideline the number is of.
    let initials = |name: &str| {
        (1..=4).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let mark = mark.split_once('-').filter(|(name, _)| initials(name)).map_or(mark, |(_, n)| n);
    let mark = mark.trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']', ':']);
    let parts: Vec<&str> = mark.split('.').collect();
    let is_figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let short = parts.iter().enumerate().all(|(at, part)| {
        let one = |fits: fn(&u8) -> bool| part.len() == 1 && part.bytes().all(|byte| fits(&byte));
        let first = at == 0 && one(u8::is_ascii_uppercase);
        let below = at > 0
            && one(u8::is_ascii_lowercase)
            && parts.first().is_some_and(|first| is_figures(first));
        (1..=2).contains(&part.len()) && (is_figures(part) || first || below)
    });
    let last = parts.last()?;
    let letter = last.bytes().next().filter(u8::is_ascii_lowercase);
    let last = match letter {
        Some(letter) => u32::from(letter - b'a') + 1,
        None => last.parse().ok()?,
    };
    let fits = parts.len() >= 2 && parts.len() <= 5 && short && !is_unit(rest);
    let first =
        parts.first()?.parse().ok().filter(|_| parts.len() == 2 && last == 0 && letter.is_none());
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
    let open = line.chars().next().filter(|sign| matches!(sign, '(' | '[' | '{'));
    // Extraction leaves blanks within brackets: `( 1 )`.
    let body = line.get(open.map_or(0, char::len_utf8)..)?;
    let body = if open.is_some() { body.trim_start() } else { body };
    let mark: String = body.chars().take_while(char::is_ascii_alphanumeric).take(6).collect();
    let after = body.get(mark.len()..)?;
    let after = if open.is_some() { after.trim_start() } else { after };
    let after = if after.starts_with(" . ") { after.trim_start() } else { after };
    let (signs, rest) = match open {
        Some('(') => {
            let after = after.strip_prefix('.').unwrap_or(after);
            (Signs::Both, after.strip_prefix(')')?)
        }
        Some(_) => (Signs::Square, after.strip_prefix([']', '}'])?),
        None => {
            let sign = after.chars().next()?;
            let rest = after.get(sign.len_utf8()..)?;
            match sign {
                ')' => (Signs::Close, rest),
                '/' if rest.starts_with(' ') => (Signs::Close, rest),
                '.' => (Signs::Dot, rest.strip_prefix(')').unwrap_or(rest)),
                ':' => (Signs::Colon, rest),
                _ => return None,
            }
        }
    };
    let needs_blank = matches!(signs, Signs::Dot | Signs::Colon);
    if !(rest.starts_with(' ') || !needs_blank && !rest.is_empty()) {
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
        assert_eq!(first("[2] Age"), Some((Style::Arabic(Signs::Square), 2, "Age")));
        assert_eq!(first("{b} Age"), Some((Style::Lower(Signs::Square), 2, "Age")));
        assert_eq!(first("(3.) Age"), Some((Style::Arabic(Signs::Both), 3, "Age")));
        assert_eq!(first("( 3 ) Age"), Some((Style::Arabic(Signs::Both), 3, "Age")));
        assert_eq!(first("3 . Age"), Some((Style::Arabic(Signs::Dot), 3, "Age")));
        assert_eq!(first("\u{FFFD} Age"), Some((Style::Bullet('\u{FFFD}'), 0, "Age")));
        assert_eq!(first("2: Age"), Some((Style::Arabic(Signs::Colon), 2, "Age")));
        assert_eq!(first("(4.1) Age"), Some((Style::Dotted(2), 1, "Age")));
        assert_eq!(first("1.b Age"), Some((Style::Dotted(2), 2, "Age")));
        assert_eq!(first("♦ Age"), Some((Style::Bullet('♦'), 0, "Age")));
        assert_eq!(first("» Age"), Some((Style::Bullet('»'), 0, "Age")));
        assert_eq!(first("=> Age"), Some((Style::Bullet('>'), 0, "Age")));
        assert_eq!(first("- 1. Age"), Some((Style::Arabic(Signs::Dot), 1, "Age")));
        assert_eq!(first("③ Age"), Some((Style::Arabic(Signs::Both), 3, "Age")));
        assert_eq!(first("❷ Age"), Some((Style::Arabic(Signs::Both), 2, "Age")));
        assert_eq!(first("Criterion 2: Age"), Some((Style::Arabic(Signs::Word), 2, "Age")));
        assert_eq!(first("Step 3  Age"), Some((Style::Arabic(Signs::Word), 3, "Age")));
        assert_eq!(first("#3 Age"), Some((Style::Arabic(Signs::Word), 3, "Age")));
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
            "> 6 months of treatment",
            "Note: see below",
            "Criteria for approval",
            "Part A of the benefit",
            "Section 4 lists the drugs",
            "Step 2 drugs are preferred",
            "U.S. residents",
            "i.v. therapy",
            "",
        ] {
            assert_eq!(first(line), None, "{line}");
        }
    }
}
