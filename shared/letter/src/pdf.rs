//! A letter as a tagged PDF: laid out here, written by krilla.

mod atom;
mod draw;
mod fit;
mod flow;
mod font;
mod head;
mod line;
mod paginate;
mod re;
mod strip;
mod style;
mod table;
mod tree;

use crate::letter::Letter;

/// Why a letter cannot be printed as a PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The embedded fonts cannot print this character; nothing is ever printed as an empty box.
    #[error("no glyph for U+{:04X}", u32::from(*.0))]
    NoGlyph(char),
    /// The result would not be a valid PDF/UA-1 file. The text names the rule.
    #[error("the letter does not make a valid PDF/UA-1 file: {0}")]
    Invalid(String),
}

/// Prints a letter on US Letter paper as PDF/UA-1. The same letter gives the same bytes.
///
/// # Errors
/// [`PdfError::NoGlyph`] if the letter holds a character that the embedded fonts cannot print: they have Latin,
/// Greek and Cyrillic letters and common signs. [`PdfError::Invalid`] if the result is not valid PDF/UA-1.
pub fn pdf(letter: &Letter) -> Result<Vec<u8>, PdfError> {
    let mut fonts = font::Fonts::load()?;
    let flow = flow::flow(letter, &mut fonts)?;
    draw::file(letter, flow, &mut fonts)
}

/// All text of a letter as it is laid out, element by element, without white space at line breaks of a word.
#[cfg(test)]
pub(crate) fn words_printed(letter: &Letter) -> Result<String, PdfError> {
    let flow = flow::flow(letter, &mut font::Fonts::load()?)?;
    Ok(flow.words())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Block;
    use crate::sample::letter;

    fn holds(file: &[u8], part: &str) -> bool {
        file.windows(part.len()).any(|window| window == part.as_bytes())
    }

    #[test]
    fn the_sample_is_a_tagged_pdf_ua_of_three_pages_with_title_and_language() {
        let file = pdf(&letter()).expect("a file");
        for part in [
            "%PDF-1.7",
            "/StructTreeRoot",
            "/Lang(en-US)",
            "/Count 3",
            "pdfuaid:part",
            "/DisplayDocTitle true",
        ] {
            assert!(holds(&file, part), "{part}");
        }
    }

    #[test]
    fn a_file_knows_no_date() {
        let file = pdf(&letter()).expect("a file");
        assert!(!holds(&file, "CreationDate") && !holds(&file, "xmp:CreateDate"));
    }

    #[test]
    fn a_character_without_a_glyph_is_named_and_never_printed_as_a_box() {
        for (words, c) in
            [("Dose 💊 daily", '💊'), ("汉", '汉'), ("שלום", 'ש'), ("a\u{E000}", '\u{E000}')]
        {
            let letter = Letter { body: vec![Block::paragraph(words)], ..letter() };
            assert_eq!(pdf(&letter), Err(PdfError::NoGlyph(c)));
        }
        assert_eq!(PdfError::NoGlyph('💊').to_string(), "no glyph for U+1F48A");
    }

    #[test]
    fn characters_with_an_equal_are_printed_by_it() {
        let body = vec![Block::paragraph("38.5\u{202F}℃, non\u{2011}healing, ✔ ◦ e\u{301}")];
        let printed = words_printed(&Letter { body, ..Letter::default() }).expect("a layout");
        assert_eq!(printed, "38.5 °C, non-healing, ✓ • e\u{301}");
    }

    #[test]
    fn an_empty_letter_is_still_a_valid_file() {
        assert!(pdf(&Letter::default()).is_ok_and(|file| holds(&file, "/Count 1")));
    }

    #[test]
    fn a_letter_of_many_pages_repeats_its_table_header_and_counts_its_pages() {
        let row = |at: usize| vec![format!("Drug {at}").into(), "10 mg daily".into()];
        let rows = (0..120).map(row).collect();
        let body =
            vec![Block::Table { caption: None, header: vec!["Drug".into(), "Dose".into()], rows }];
        let letter = Letter { title: "Long".into(), body, ..Letter::default() };
        let flow = flow::flow(&letter, &mut font::Fonts::load().expect("fonts")).expect("a layout");
        assert_eq!(flow.headers.len(), 1);
        assert!(flow.strips.iter().filter(|strip| strip.header == Some(0)).count() == 120);
        assert!(holds(&pdf(&letter).expect("a file"), "/Count 4"));
    }

    #[test]
    fn the_signature_stays_with_its_name_and_with_the_paragraph_before() {
        let mut letter = letter();
        letter.enclosures.clear();
        letter.references.clear();
        letter.notes.clear();
        let flow = flow::flow(&letter, &mut font::Fonts::load().expect("fonts")).expect("a layout");
        let last = flow.strips.len();
        let kept: Vec<_> = flow.strips[last - 7..].iter().map(|strip| strip.keep).collect();
        assert_eq!(
            kept,
            [true, true, true, true, true, true, false],
            "two lines, closing, space to sign, name, practice, NPI"
        );
    }
}
