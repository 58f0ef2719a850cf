//! What holds for every letter.

use crate::pdf::words_printed;
use crate::sample::{HOSTILE, unzip};
use crate::{
    Block, Criterion, CriterionStatus, Inline, Letter, Letterhead, PdfError, Placeholder, ReLine,
    Reference, Signature, Text, docx, html, merge, pdf, placeholders, text,
};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Any characters at all.
fn wild() -> BoxedStrategy<String> {
    prop_oneof![
        ".{0,40}",
        "\\PC{0,40}",
        vec(any::<char>(), 0..20).prop_map(String::from_iter),
        prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
    ]
    .boxed()
}

/// Characters that the embedded fonts print as themselves, in words short enough for any column.
fn plain() -> BoxedStrategy<String> {
    prop_oneof![
        "([A-Za-zÀ-ÖØ-öø-ÿα-ωА-я0-9≥≤±µ°.,;:()/%–—“”’<>&'\"-]{1,12} ?){0,12}",
        prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
    ]
    .boxed()
}

fn inline(words: &BoxedStrategy<String>) -> impl Strategy<Value = Inline> + use<> {
    let placeholder = "[a-z]{1,6}(\\.[a-z][a-z_]{0,6}){0,2}"
        .prop_map(|name| Inline::Placeholder(Placeholder::parse(&name).expect("a name")));
    prop_oneof![
        4 => words.clone().prop_map(Inline::Plain),
        1 => words.clone().prop_map(Inline::Strong),
        1 => words.clone().prop_map(Inline::Emphasis),
        1 => placeholder,
        1 => (0..9_u32).prop_map(Inline::Citation),
    ]
}

fn words_of(words: &BoxedStrategy<String>) -> BoxedStrategy<Text> {
    vec(inline(words), 0..4).prop_map(Text::new).boxed()
}

fn block(words: &BoxedStrategy<String>) -> impl Strategy<Value = Block> + use<> {
    let text = words_of(words);
    let status = prop::sample::select(vec![
        CriterionStatus::Met,
        CriterionStatus::Partly,
        CriterionStatus::NotMet,
        CriterionStatus::NotDocumented,
    ]);
    let criterion = (text.clone(), status, vec(text.clone(), 0..4))
        .prop_map(|(text, status, evidence)| Criterion { text, status, evidence });
    prop_oneof![
        (any::<u8>(), text.clone()).prop_map(|(level, text)| Block::Heading { level, text }),
        text.clone().prop_map(|text| Block::Paragraph { text }),
        text.clone().prop_map(|text| Block::Quote { text }),
        (any::<bool>(), vec(text.clone(), 0..5))
            .prop_map(|(ordered, items)| Block::List { ordered, items }),
        (prop::option::of(text.clone()), vec(text.clone(), 0..5), vec(vec(text, 0..5), 0..12))
            .prop_map(|(caption, header, rows)| Block::Table { caption, header, rows }),
        vec(criterion, 0..6).prop_map(|items| Block::Criteria { items }),
    ]
}

fn letters(words: &BoxedStrategy<String>) -> impl Strategy<Value = Letter> + use<> {
    let text = words_of(words);
    let head = (vec(text.clone(), 5), vec(text.clone(), 0..5)).prop_map(|(mut texts, lines)| {
        let mut next = || texts.pop().unwrap_or_default();
        Letterhead {
            practice: next(),
            clinician: next(),
            credentials: next(),
            specialty: next(),
            npi: next(),
            lines,
        }
    });
    let signature = (text.clone(), text.clone(), vec(text.clone(), 0..3))
        .prop_map(|(closing, name, lines)| Signature { closing, name, lines });
    let reference = (text.clone(), prop::option::of(words.clone()))
        .prop_map(|(text, url)| Reference { text, url });
    let re = (words.clone(), text.clone()).prop_map(|(label, value)| ReLine { label, value });
    let top =
        (words.clone(), head, text.clone(), vec(text.clone(), 0..5), vec(re, 0..5), text.clone());
    let rest = (
        vec(block(words), 0..8),
        prop::option::of(signature),
        vec(reference, 0..5),
        vec(text.clone(), 0..3),
        text.clone(),
        text,
    );
    (top, rest).prop_map(|((title, letterhead, date_line, addressee, re, salutation), rest)| {
        let (body, signature, references, notes, running_head, footer) = rest;
        Letter {
            title,
            letterhead,
            date_line,
            addressee,
            re,
            salutation,
            body,
            signature,
            enclosures: notes.clone(),
            references,
            notes,
            running_head,
            footer,
            ..Letter::default()
        }
    })
}

/// The words of a letter's body, references and signature, split at white space.
fn words(letter: &Letter) -> Vec<String> {
    let mut texts: Vec<Text> =
        letter.references.iter().map(|reference| reference.text.clone()).collect();
    texts.extend(letter.re.iter().map(|line| line.value.clone()));
    texts.extend(letter.signature.iter().map(|signature| signature.name.clone()));
    for block in &letter.body {
        match block.clone() {
            Block::Heading { text, .. } | Block::Paragraph { text } | Block::Quote { text } => {
                texts.push(text);
            }
            Block::List { items, .. } => texts.extend(items),
            Block::Table { header, rows, .. } => {
                texts.extend(header);
                texts.extend(rows.into_iter().flatten());
            }
            Block::Criteria { items } => {
                for criterion in items {
                    texts.push(criterion.text);
                    texts.extend(criterion.evidence);
                }
            }
        }
    }
    texts
        .iter()
        .flat_map(|text| text.words().split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// All text of an XML document.
fn text_of(xml: &str) -> String {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|fault| panic!("{fault}\n{xml}"));
    document.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect()
}

/// Our own HTML as XML: without its doctype, and with its void elements closed.
fn as_xml(html: &str) -> String {
    let html = html.replacen("<!doctype html>", "", 1).replace("<br>", "<br/>");
    let closed = |line: &str| {
        if line.starts_with("<meta ") { line.replace('>', "/>") } else { line.to_owned() }
    };
    html.lines().map(closed).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_letter_makes_a_word_document_of_valid_xml_with_all_its_words(letter in letters(&wild())) {
        let file = docx(&letter).expect("a file");
        prop_assert_eq!(&file, &docx(&letter).expect("a file"));
        let files = unzip(&file);
        prop_assert_eq!(files.len(), 12);
        for xml in files.values() {
            text_of(xml);
        }
        let body = text_of(&files["word/document.xml"]);
        for word in words(&letter) {
            prop_assert!(body.contains(&word), "{word:?} is lost");
        }
    }

    #[test]
    fn any_letter_makes_a_well_formed_page_with_all_its_words(letter in letters(&wild())) {
        let page = text_of(&as_xml(&html(&letter)));
        for word in words(&letter) {
            prop_assert!(page.contains(&word), "{word:?} is lost");
        }
    }

    #[test]
    fn any_letter_makes_a_text_with_all_its_words(letter in letters(&wild())) {
        let printed = text(&letter, 4000);
        for word in words(&letter) {
            prop_assert!(printed.contains(&word), "{word:?} is lost");
        }
    }

    #[test]
    fn no_line_of_a_text_is_longer_than_asked(letter in letters(&plain()), width in 20_usize..100) {
        for line in text(&letter, width).lines() {
            prop_assert!(line.chars().count() <= width, "{line:?}");
        }
    }

    #[test]
    fn any_letter_makes_a_pdf_or_names_a_character_of_its_own_that_has_no_glyph(letter in letters(&wild())) {
        match pdf(&letter) {
            Ok(file) => prop_assert!(file.starts_with(b"%PDF-1.7")),
            Err(PdfError::NoGlyph(c)) => {
                prop_assert!(serde_json::to_string(&letter).expect("JSON").contains(c), "{c:?}");
            }
            Err(PdfError::Invalid(rules)) => prop_assert!(false, "{rules}"),
        }
    }

    #[test]
    fn a_printable_letter_makes_the_same_pdf_twice_with_all_its_words(letter in letters(&plain())) {
        prop_assert!(pdf(&letter).expect("a file") == pdf(&letter).expect("a file"));
        let printed = words_printed(&letter).expect("a layout");
        for word in words(&letter) {
            prop_assert!(printed.contains(&word), "{word:?} is lost");
        }
    }

    #[test]
    fn merging_fills_every_placeholder_or_names_the_one_that_is_missing(letter in letters(&wild()), at in any::<prop::sample::Index>()) {
        let asked = placeholders(&letter);
        let mut values: BTreeMap<_, _> = asked.iter().map(|name| (name.name().to_owned(), "Weiß & <Sons>".to_owned())).collect();
        let merged = merge(letter.clone(), &values).expect("all values are given");
        prop_assert!(placeholders(&merged).is_empty());
        if !asked.is_empty() {
            let missing = at.get(&asked).clone();
            values.insert(missing.name().to_owned(), " \n".to_owned());
            prop_assert_eq!(merge(letter, &values).map(drop).map_err(|m| m.placeholders), Err(vec![missing]));
        }
    }

    #[test]
    fn a_letter_survives_the_way_to_the_browser(letter in letters(&wild())) {
        let json = serde_json::to_string(&letter).expect("JSON");
        prop_assert!(serde_json::from_str::<Letter>(&json).expect("a letter") == letter);
    }

    #[test]
    fn debug_output_quotes_no_letter(letter in letters(&"Zq[a-z]{5}".boxed())) {
        let shown = format!("{letter:?} {:?} {:?} {:?}", letter.body, letter.re, letter.signature);
        prop_assert!(!shown.contains("Zq"));
    }
}
