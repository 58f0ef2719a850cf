//! Text for a portal: within its limit, whole sentences, the weightiest first, and what is left out is said.

use super::cases;
use casework::brief::Brief;
use casework::case::{CaseContext, CaseId, DocumentId};
use casework::compose::compose;
use casework::document::{Block, Completion, Document, DraftedBy, Letterhead, letter};
use casework::draft::{DraftEvent, Parser};
use casework::kind::{CharacterLimit, Kind};

fn brief(context: &CaseContext, limit: u32) -> Brief {
    let limit = CharacterLimit::parse(limit).unwrap();
    Brief::new(Kind::PortalText, context, Vec::new()).within(limit)
}

fn document(brief: &Brief, events: &[DraftEvent]) -> Document {
    let (id, case) = (DocumentId::from_number(1), CaseId::from_number(2));
    Document::open(id, case, brief, DraftedBy::composer(), events, Completion::Whole)
}

/// The text as it is exported for pasting.
fn pasted(document: &Document) -> String {
    let head = Letterhead { practice: "Lakeside".to_owned(), ..Letterhead::default() };
    ::letter::text(&letter(document, &head), 100_000)
}

#[test]
fn the_text_keeps_to_any_limit_and_never_cuts_a_sentence() {
    for name in cases::names() {
        let context = cases::context(&name);
        for limit in [350, 500, 2_000] {
            let brief = brief(&context, limit);
            if !brief.refusals().is_empty() {
                continue;
            }
            let document = document(&brief, &compose(&brief));
            let text = pasted(&document);
            assert!(text.chars().count() <= usize::try_from(limit).unwrap(), "{name} at {limit}");
            assert!(text.trim_end().ends_with(['.', '!', '?', '”']), "{name} at {limit}: {text}");
            assert!(document.blocks.iter().all(|block| matches!(block, Block::Paragraph { .. })));
        }
    }
}

#[test]
fn the_request_comes_first_and_what_has_no_room_is_listed() {
    let context = cases::context("cgm-type-2-diabetes");
    let short = brief(&context, 500);
    let short = document(&short, &compose(&short));
    let long = brief(&context, 4_000);
    let long = document(&long, &compose(&long));
    assert!(pasted(&short).starts_with("I request a continuous glucose monitor for 12 months"));
    assert!(short.left_out.len() > long.left_out.len() && !short.left_out.is_empty());
    assert!(short.left_out.iter().all(|id| short.facts.iter().any(|fact| fact.id == *id)
        || short.criteria.iter().any(|criterion| criterion.id == *id)));
}

#[test]
fn a_longer_limit_never_says_less() {
    let context = cases::context("rheumatoid-arthritis");
    let lengths: Vec<usize> = CharacterLimit::COMMON
        .into_iter()
        .map(|limit| {
            let brief = brief(&context, limit);
            pasted(&document(&brief, &compose(&brief))).chars().count()
        })
        .collect();
    assert!(lengths.is_sorted(), "{lengths:?}");
}

#[test]
fn a_limit_that_the_request_alone_exceeds_is_refused() {
    let context = cases::context("rheumatoid-arthritis");
    assert_eq!(brief(&context, 100).refusals()[0].pointer, "/character_limit");
    assert!(brief(&context, 500).refusals().is_empty());
    assert!(CharacterLimit::parse(20).is_err());
}

#[test]
fn a_model_that_writes_too_much_is_cut_between_sentences() {
    let context = cases::context("rheumatoid-arthritis");
    let brief = brief(&context, 500);
    let mut parser = Parser::new(&brief);
    let mut events = parser.push(
        "## Request\nI ask Aetna to approve adalimumab for Maya. [F5]\n- DAS28-CRP is 5.4. [F11]\n",
    );
    for _ in 0..40 {
        events.extend(parser.push("Methotrexate 20 mg weekly for 6 months failed. [F6]\n"));
    }
    events.extend(parser.finish());
    let document = document(&brief, &events);
    let text = pasted(&document);
    assert!(text.chars().count() <= 500 && text.trim_end().ends_with('.'), "{text}");
    assert!(text.starts_with("I ask Aetna") && !text.contains("Request\n"));
}
