//! The files of the package around the document's body.

use super::body::{Body, Numbering, body};
use super::run::{push_field, push_text};
use super::zip::Entry;
use crate::inline::Text;
use crate::letter::Letter;
use crate::plan::document_title;
use crate::xml::{escaped, push_escaped, push_markup};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                      xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// US Letter with margins of an inch, in twentieths of a point; the first page has its own header.
const SECTION: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:headerReference w:type=\"first\" r:id=\"rId5\"/><w:footerReference w:type=\"default\" r:id=\"rId6\"/>\
    <w:footerReference w:type=\"first\" r:id=\"rId7\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/>\
    <w:pgMar w:top=\"1224\" w:right=\"1440\" w:bottom=\"1296\" w:left=\"1440\" w:header=\"648\" w:footer=\"648\" \
    w:gutter=\"0\"/><w:titlePg/></w:sectPr>";

/// All files of a letter's package.
pub(super) fn files(letter: &Letter) -> Vec<Entry> {
    let body = body(letter);
    let entry = |path, content: String| Entry { path, content };
    vec![
        entry("[Content_Types].xml", include_str!("content_types.xml").to_owned()),
        entry("_rels/.rels", include_str!("rels.xml").to_owned()),
        entry("docProps/core.xml", core(letter)),
        entry("word/document.xml", document(&body.xml)),
        entry("word/_rels/document.xml.rels", relations(&body.links)),
        entry("word/styles.xml", include_str!("styles.xml").to_owned()),
        entry("word/settings.xml", include_str!("settings.xml").to_owned()),
        entry("word/numbering.xml", numbering(&body)),
        entry("word/header1.xml", edge("hdr", "Header", &letter.running_head, "")),
        entry("word/header2.xml", edge("hdr", "Header", &Text::EMPTY, "")),
        entry("word/footer1.xml", edge("ftr", "Footer", &letter.footer, &page_number())),
        entry("word/footer2.xml", edge("ftr", "Footer", &letter.footer, &page_number())),
    ]
}

fn document(body: &str) -> String {
    format!("{HEAD}<w:document {SPACES}><w:body>{body}{SECTION}</w:body></w:document>")
}

/// Title, author and language; no date, since the letter knows none.
fn core(letter: &Letter) -> String {
    let author =
        Text::joined(", ", [&letter.letterhead.clinician, &letter.letterhead.practice]).words();
    format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>{}</dc:language></cp:coreProperties>",
        escaped(&document_title(letter)),
        escaped(&author),
        letter.language.tag()
    )
}

fn relations(links: &[String]) -> String {
    let mut out = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    let files = ["styles", "settings", "numbering", "header1", "header2", "footer1", "footer2"];
    for (at, file) in files.iter().enumerate() {
        let kind = file.trim_end_matches(['1', '2']);
        push_markup(
            &mut out,
            format_args!(
                "<Relationship Id=\"rId{}\" Type=\"{RELATION}/{kind}\" Target=\"{file}.xml\"/>",
                at + 1
            ),
        );
    }
    for (at, link) in links.iter().enumerate() {
        push_markup(
            &mut out,
            format_args!(
                "<Relationship Id=\"link{}\" Type=\"{RELATION}/hyperlink\" Target=\"",
                at + 1
            ),
        );
        push_escaped(&mut out, link);
        out.push_str("\" TargetMode=\"External\"/>");
    }
    out.push_str("</Relationships>");
    out
}

/// A list format for bullets, one for numbers, and one list with its own count for each list of the letter.
fn numbering(body: &Body) -> String {
    let mut out = format!("{HEAD}<w:numbering {SPACES}>");
    for numbering in [Numbering::Bullet, Numbering::Decimal] {
        let format = numbering.format();
        push_markup(
            &mut out,
            format_args!(
                "<w:abstractNum w:abstractNumId=\"{format}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
            ),
        );
        for level in 0..2 {
            let (kind, text) = match numbering {
                Numbering::Bullet => {
                    ("bullet", if level == 0 { "•".to_owned() } else { "–".to_owned() })
                }
                Numbering::Decimal => ("decimal", format!("%{}.", level + 1)),
            };
            let left = 360 * (level + 1);
            push_markup(
                &mut out,
                format_args!(
                    "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{kind}\"/><w:lvlText w:val=\"{text}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"360\"/></w:pPr></w:lvl>"
                ),
            );
        }
        out.push_str("</w:abstractNum>");
    }
    for (at, list) in body.lists.iter().enumerate() {
        push_markup(
            &mut out,
            format_args!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
                at + 1,
                list.format()
            ),
        );
    }
    out.push_str("</w:numbering>");
    out
}

/// A header or footer of one paragraph.
fn edge(element: &str, style: &str, text: &Text, after: &str) -> String {
    let mut out =
        format!("{HEAD}<w:{element} {SPACES}><w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    push_text(&mut out, text);
    out.push_str(after);
    push_markup(&mut out, format_args!("</w:p></w:{element}>"));
    out
}

fn page_number() -> String {
    let mut out = "<w:r><w:tab/><w:t xml:space=\"preserve\">Page </w:t></w:r>".to_owned();
    push_field(&mut out, "PAGE", "1");
    out.push_str("<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>");
    push_field(&mut out, "NUMPAGES", "1");
    out
}
