//! Runs: pieces of text in one style.

use crate::clean::clean;
use crate::inline::{Style, Text};
use crate::xml::push_escaped;

/// Appends a text as runs.
pub(super) fn push_text(out: &mut String, text: &Text) {
    for span in text.spans() {
        let properties = match span.style {
            Style::Plain | Style::Citation(_) => "",
            Style::Strong => "<w:rPr><w:b/><w:bCs/></w:rPr>",
            Style::Emphasis => "<w:rPr><w:i/><w:iCs/></w:rPr>",
            Style::Blank => "<w:rPr><w:rStyle w:val=\"Blank\"/></w:rPr>",
        };
        push_run(out, properties, &span.words);
    }
}

/// Appends a literal string as one run in the character style of its paragraph.
pub(super) fn push_words(out: &mut String, words: &str) {
    push_run(out, "", &clean(words));
}

/// Appends a run; `\n` becomes a line break.
pub(super) fn push_run(out: &mut String, properties: &str, words: &str) {
    if words.is_empty() {
        return;
    }
    out.push_str("<w:r>");
    out.push_str(properties);
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        if !line.is_empty() {
            out.push_str("<w:t xml:space=\"preserve\">");
            push_escaped(out, line);
            out.push_str("</w:t>");
        }
    }
    out.push_str("</w:r>");
}

/// Appends a field that Word computes, such as `PAGE`.
pub(super) fn push_field(out: &mut String, field: &str, shown: &str) {
    out.push_str(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> ",
    );
    out.push_str(field);
    out.push_str(
        " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>",
    );
    out.push_str(shown);
    out.push_str("</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
}
