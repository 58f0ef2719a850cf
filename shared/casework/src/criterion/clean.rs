//! Pasted policy text as lines: HTML taken off, characters of PDF extraction put right, debris of pages left out.

use std::collections::HashMap;

/// One line of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Columns of white space before it; a tab counts for four.
    pub(super) indent: usize,
    /// The text, every run of white space one blank.
    pub(super) text: String,
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
}

/// Tags that end a line.
const BLOCK_TAGS: &[&str] = &[
    "p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
    "section", "article", "header", "td", "th", "tbody", "thead", "dd", "dt", "dl",
];
/// Tags whose content is no text.
const SILENT_TAGS: &[&str] = &["script", "style", "head", "template"];
/// The same line this many times is a page header or footer.
const REPEATS_OF_DEBRIS: usize = 3;

/// The lines of a text, in order, without blank ones.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut text = text.to_owned();
    // Coverage databases hand out HTML that was escaped twice: entities first, then the tags that they hid.
    if text.contains("&lt;") && !text.contains('<') {
        text = decoded(&text);
    }
    let text = characters(&decoded(&untagged(&text)));
    let mut lines = Vec::new();
    let mut after_blank = true;
    for raw in unhyphenated(&text).lines() {
        let words = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            after_blank = true;
            continue;
        }
        let indent = raw
            .chars()
            .take_while(|letter| letter.is_whitespace())
            .map(|letter| if letter == '\t' { 4 } else { 1 })
            .sum();
        lines.push(Line { indent, text: words, after_blank });
        after_blank = false;
    }
    without_debris(lines)
}

/// The text with block tags as line ends and list items as bullets; without tags the text as it is.
fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut depth: usize = 0;
    while let Some(open) = rest.find('<') {
        let (before, tag_on) = rest.split_at(open);
        out.push_str(before);
        let name: String = tag_on
            .chars()
            .skip(1)
            .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '/')
            .collect();
        let closing = name.starts_with('/');
        let plain = name.trim_matches('/').to_ascii_lowercase();
        let end = tag_on.find('>').filter(|end| *end <= 2_000);
        let is_tag = !plain.is_empty()
            && plain.starts_with(|letter: char| letter.is_ascii_alphabetic())
            || tag_on.starts_with("<!--");
        let Some(end) = end.filter(|_| is_tag) else {
            out.push('<');
            rest = tag_on.get(1..).unwrap_or("");
            continue;
        };
        let mut next = end + 1;
        if tag_on.starts_with("<!--") {
            next = tag_on.find("-->").map_or(tag_on.len(), |end| end + 3);
        } else if !closing && SILENT_TAGS.contains(&plain.as_str()) {
            let close = format!("</{plain}");
            let lower = tag_on.to_ascii_lowercase();
            next = lower.find(&close).map_or(tag_on.len(), |at| at + close.len());
            next += tag_on.get(next..).and_then(|rest| rest.find('>')).map_or(0, |end| end + 1);
        }
        match (plain.as_str(), closing) {
            ("ul" | "ol", false) => depth += 1,
            ("ul" | "ol", true) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if BLOCK_TAGS.contains(&plain.as_str()) {
            out.push('\n');
        }
        if plain == "li" && !closing {
            out.push_str(&"    ".repeat(depth.min(9)));
            out.push_str("• ");
        }
        rest = tag_on.get(next..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// The common character references resolved; unknown ones stay.
fn decoded(text: &str) -> String {
    const NAMED: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", " "),
        ("ge", "≥"),
        ("le", "≤"),
        ("bull", "•"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("rsquo", "’"),
        ("lsquo", "‘"),
        ("rdquo", "”"),
        ("ldquo", "“"),
        ("micro", "µ"),
        ("deg", "°"),
        ("plusmn", "±"),
        ("times", "×"),
        ("reg", ""),
        ("trade", ""),
        ("middot", "·"),
        ("hellip", "…"),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, on) = rest.split_at(at);
        out.push_str(before);
        let end = on.char_indices().take(12).find(|(_, letter)| *letter == ';').map(|(end, _)| end);
        let name = end.and_then(|end| on.get(1..end)).unwrap_or("");
        let number =
            name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => digits.parse().ok(),
            });
        let letter = number.and_then(char::from_u32).map(String::from);
        let named =
            NAMED.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        if let (Some(value), Some(end)) = (letter.or(named), end) {
            out.push_str(&value);
            rest = on.get(end + 1..).unwrap_or("");
        } else {
            out.push('&');
            rest = on.get(1..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out
}

/// Ligatures, soft hyphens, private-use bullets and other leavings of extraction.
fn characters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬀ' => out.push_str("ff"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{FEFF}' | '®' | '™' | '†'
            | '‡' => {}
            '\u{A0}' | '\u{2007}' | '\u{202F}' => out.push(' '),
            '\u{F0B7}' | '\u{F0A7}' | '\u{F076}' | '\u{F0D8}' | '\u{F0FC}' | '\u{25A1}'
            | '\u{2610}' | '\u{F06F}' => out.push('•'),
            '\u{C}' | '\u{2028}' | '\u{2029}' | '\r' => out.push('\n'),
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Words that a page broke at a hyphen put together: `rheu-` and `matoid` on the next line.
fn unhyphenated(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines().map(without_page) {
        let next = line.trim_start();
        let small = next.starts_with(|letter: char| letter.is_lowercase());
        let stem = out
            .last()
            .and_then(|last| last.trim_end().strip_suffix('-'))
            .filter(|stem| small && stem.ends_with(|letter: char| letter.is_lowercase()))
            .map(str::to_owned);
        match (stem, out.last_mut()) {
            (Some(stem), Some(last)) => {
                let hyphen = if keeps_hyphen(&stem) { "-" } else { "" };
                *last = format!("{stem}{hyphen}{next}");
            }
            _ => out.push(line.to_owned()),
        }
    }
    out.join("\n")
}

/// Whether a word's beginning keeps its hyphen at the end of a line: `non-` and the like stand before a word of its own.
fn keeps_hyphen(stem: &str) -> bool {
    let last = stem.rsplit(' ').next().unwrap_or("").to_lowercase();
    [
        "non", "self", "anti", "long", "short", "high", "low", "pre", "post", "re", "step",
        "first", "second",
    ]
    .contains(&last.as_str())
}

/// A line without the page number that stands at its end behind a gap.
fn without_page(line: &str) -> &str {
    let gap = line.trim_end().rfind("   ");
    let tail = gap.and_then(|gap| line.get(gap..)).unwrap_or("").trim();
    match gap.and_then(|gap| line.get(..gap)) {
        Some(head)
            if !head.trim().is_empty() && is_debris(&tail.to_lowercase()) && !tail.is_empty() =>
        {
            head
        }
        _ => line,
    }
}

/// The lines without page numbers, copyright notes, contact lines and lines that come again on every page.
fn without_debris(lines: Vec<Line>) -> Vec<Line> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in &lines {
        *counts.entry(line.text.to_lowercase()).or_default() += 1;
    }
    let connector = |text: &str| text.len() <= 6;
    lines
        .into_iter()
        .filter(|line| {
            let lower = line.text.to_lowercase();
            let repeated = counts.get(&lower).is_some_and(|count| *count >= REPEATS_OF_DEBRIS)
                && !connector(&lower);
            !repeated && !is_debris(&lower)
        })
        .collect()
}

fn is_debris(lower: &str) -> bool {
    let digits_only =
        !lower.chars().any(char::is_alphabetic) && !lower.contains(['≥', '≤', '>', '<']);
    let page = lower.strip_prefix("page ").is_some_and(|rest| {
        rest.starts_with(|letter: char| letter.is_ascii_digit()) && rest.len() < 20
    });
    let starts = [
        "copyright",
        "©",
        "proprietary",
        "confidential",
        "effective date",
        "last review",
        "next review",
        "revision date",
        "reviewed:",
        "policy number",
        "policy no",
        "http://",
        "https://",
        "www.",
        "printed on",
        "all rights reserved",
        "approval date",
        "last revised",
        "original effective",
        "date of origin",
        "p&t date",
    ];
    digits_only || page || starts.iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        lines(text).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn html_becomes_lines_with_bullets() {
        let html = "<style>p{}</style><p>All of:</p><ul><li>Age &ge; 18<li>BMI &#8805; 35 <b>kg</b>/m2</li></ul><!-- x -->";
        assert_eq!(texts(html), ["All of:", "• Age ≥ 18", "• BMI ≥ 35 kg/m2"]);
        assert_eq!(texts("&lt;p&gt;Age &amp;ge; 18&lt;/p&gt;"), ["Age ≥ 18"]);
    }

    #[test]
    fn a_lesser_sign_is_no_tag() {
        assert_eq!(
            texts("LDL < 70 and > 30; T-score <= -2.5; a < b > c"),
            ["LDL < 70 and > 30; T-score <= -2.5; a < b > c"]
        );
    }

    #[test]
    fn page_debris_is_left_out() {
        let text = "Aetna CPB 0315\nPage 1 of 9\n1. Diagnosis of rheu-\nmatoid arthritis\nAetna CPB 0315\n- 4 -\nAetna CPB 0315\n© 2026 Payer";
        assert_eq!(texts(text), ["1. Diagnosis of rheumatoid arthritis"]);
    }

    #[test]
    fn indents_and_blank_lines_are_kept() {
        let lines = lines("one\n\n\ttwo\n  three");
        assert_eq!(
            lines.iter().map(|line| (line.indent, line.after_blank)).collect::<Vec<_>>(),
            [(0, true), (4, true), (2, false)]
        );
    }
}
