//! A letter as a Word document: Office Open XML in a ZIP archive (ECMA-376, transitional).

mod body;
mod package;
mod run;
mod table;
mod zip;

use crate::letter::Letter;

/// Why a letter cannot be written as a Word document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// A part of the file is over 4 GiB, the limit of the ZIP format.
    #[error("the letter is too large for a Word document")]
    TooLarge,
}

/// Writes a letter as a Word document. The same letter gives the same bytes.
///
/// # Errors
/// [`DocxError::TooLarge`] if a part of the file passes 4 GiB.
pub fn docx(letter: &Letter) -> Result<Vec<u8>, DocxError> {
    zip::archive(&package::files(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{HOSTILE, letter, unzip};
    use crate::{Block, Inline, Text};
    use roxmltree::{Document, Node};

    /// Order of the elements that this writer uses, from ECMA-376 part 1, annex A.
    const ORDER: [(&str, &[&str]); 5] = [
        (
            "pPr",
            &[
                "pStyle",
                "keepNext",
                "keepLines",
                "widowControl",
                "numPr",
                "pBdr",
                "tabs",
                "spacing",
                "ind",
                "outlineLvl",
            ],
        ),
        (
            "rPr",
            &[
                "rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "shd",
                "lang",
            ],
        ),
        (
            "tblPr",
            &["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"],
        ),
        ("sectPr", &["headerReference", "footerReference", "pgSz", "pgMar", "titlePg"]),
        ("lvl", &["start", "numFmt", "lvlText", "lvlJc", "pPr"]),
    ];

    fn name<'a>(node: &Node<'a, '_>) -> &'a str {
        node.tag_name().name()
    }

    fn count(xml: &str, element: &str) -> usize {
        let document = Document::parse(xml).expect("XML");
        document.descendants().filter(|node| name(node) == element).count()
    }

    #[test]
    fn the_elements_of_every_file_are_in_the_order_of_the_schema() {
        for (path, xml) in unzip(&docx(&letter()).expect("a file")) {
            let document = Document::parse(&xml).expect("XML");
            for node in document.descendants() {
                let Some((_, order)) = ORDER.iter().find(|(parent, _)| *parent == name(&node))
                else {
                    continue;
                };
                let places: Vec<_> = node
                    .children()
                    .filter(Node::is_element)
                    .map(|child| {
                        order
                            .iter()
                            .position(|known| *known == name(&child))
                            .expect("a known element")
                    })
                    .collect();
                assert!(places.is_sorted(), "{path}: {}", name(&node));
            }
        }
    }

    #[test]
    fn every_style_that_the_body_uses_exists_and_normal_is_the_default() {
        let files = unzip(&docx(&letter()).expect("a file"));
        let styles = &files["word/styles.xml"];
        assert!(styles.contains("w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\""));
        for path in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
            let document = Document::parse(&files[path]).expect("XML");
            for node in document
                .descendants()
                .filter(|node| ["pStyle", "rStyle", "tblStyle"].contains(&name(node)))
            {
                let style = node.attributes().next().expect("a value").value();
                assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
            }
        }
    }

    #[test]
    fn the_file_has_title_language_page_numbers_and_a_repeated_header_row() {
        let files = unzip(&docx(&letter()).expect("a file"));
        let core = &files["docProps/core.xml"];
        assert!(
            core.contains("<dc:title>Letter of Medical Necessity: adalimumab (J0139)</dc:title>")
        );
        assert!(core.contains("<dc:language>en-US</dc:language>") && !core.contains("dcterms"));
        assert!(
            files["word/footer1.xml"].contains(" PAGE ")
                && files["word/footer2.xml"].contains(" NUMPAGES ")
        );
        assert_eq!(count(&files["word/document.xml"], "tblHeader"), 1);
        assert_eq!(count(&files["word/document.xml"], "hyperlink"), 3);
    }

    #[test]
    fn every_numbered_list_counts_from_one() {
        let list = || Block::List { ordered: true, items: vec!["a".into(), "b".into()] };
        let letter = Letter { body: vec![list(), list()], ..Letter::default() };
        let files = unzip(&docx(&letter).expect("a file"));
        let document = Document::parse(&files["word/document.xml"]).expect("XML");
        let ids: Vec<_> = document
            .descendants()
            .filter(|node| name(node) == "numId")
            .map(|node| node.attributes().next().expect("a value").value())
            .collect();
        assert_eq!(ids, ["1", "1", "2", "2"]);
        assert_eq!(count(&files["word/numbering.xml"], "startOverride"), 2);
    }

    #[test]
    fn the_closing_stays_with_the_paragraph_before_and_the_name_after() {
        let files = unzip(&docx(&letter()).expect("a file"));
        let body = &files["word/document.xml"];
        assert!(body.contains("<w:pStyle w:val=\"Closing\"/><w:keepNext/>"));
        assert!(body.contains("<w:pStyle w:val=\"BodyText\"/><w:keepNext/></w:pPr><w:r><w:t xml:space=\"preserve\">Delay"));
    }

    #[test]
    fn hostile_strings_stay_literal() {
        for words in HOSTILE {
            let text = Text::new(vec![Inline::Strong(words.into())]);
            let letter = Letter {
                title: words.into(),
                body: vec![Block::paragraph(text)],
                ..Letter::default()
            };
            let files = unzip(&docx(&letter).expect("a file"));
            let document = Document::parse(&files["word/document.xml"]).expect("XML");
            let texts: Vec<_> = document
                .descendants()
                .filter(|node| name(node) == "t")
                .map(|node| node.text())
                .collect();
            assert_eq!(texts, [Some(words), Some(words)]);
        }
    }
}
