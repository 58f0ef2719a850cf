//! Escapes text for XML and HTML. The only place where a letter's words become markup.

use std::fmt::Write as _;

/// Appends a cleaned text, escaped for an element's content or a quoted attribute.
pub(crate) fn push_escaped(out: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// Appends markup made by `format_args!`; the caller escapes what it puts in.
pub(crate) fn push_markup(out: &mut String, markup: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ok = out.write_fmt(markup);
}

/// A cleaned text, escaped.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    push_escaped(&mut out, words);
    out
}

/// The address if it may become a link: web addresses only, so that no letter carries a script.
pub(crate) fn link(url: &str) -> Option<&str> {
    let plain = url.chars().all(|c| {
        c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '}')
    });
    let web = ["https://", "http://"]
        .iter()
        .any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    (plain && web).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(
            link("https://www.cms.gov/mcd?id=1&v=2"),
            Some("https://www.cms.gov/mcd?id=1&v=2")
        );
        for url in
            ["javascript:alert(1)", "https://", "https://a b", "https://a\"b", "//a", "data:x", ""]
        {
            assert_eq!(link(url), None, "{url}");
        }
    }
}
