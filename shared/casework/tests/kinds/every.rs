//! What holds for every case and every kind that can be written of it.

use super::cases;
use casework::brief::Brief;
use casework::compose::compose;
use casework::criterion::Status;
use casework::document::Block;
use casework::draft::blocks;
use casework::evidence::EvidenceId;
use casework::kind::{Kind, shortfalls};
use std::sync::OnceLock;

/// A document of a case.
struct Written {
    what: String,
    brief: Brief,
    blocks: Vec<Block>,
}

/// Every case with every kind that its fields allow, composed once for all tests.
fn documents() -> &'static [Written] {
    static ALL: OnceLock<Vec<Written>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = Vec::new();
        for name in cases::names() {
            let context = cases::context(&name);
            for kind in Kind::ALL {
                let brief = Brief::new(kind, &context, Vec::new());
                if brief.refusals().is_empty() {
                    let blocks = blocks(&compose(&brief));
                    all.push(Written { what: format!("{name} as {}", kind.code()), brief, blocks });
                }
            }
        }
        all
    })
}

fn evidence(blocks: &[Block]) -> Vec<EvidenceId> {
    let mut ids: Vec<EvidenceId> = blocks
        .iter()
        .flat_map(|block| block.sentences().flat_map(|s| s.evidence.clone()).collect::<Vec<_>>())
        .collect();
    for block in blocks {
        if let Block::Table { rows, .. } = block {
            ids.extend(rows.iter().flat_map(|row| row.evidence.clone()));
        }
    }
    ids
}

#[test]
fn a_group_that_one_alternative_meets_names_it() {
    let wanted = "The alternative that applies is “Food protein-induced enterocolitis syndrome”.";
    let written = documents().iter().find(|written| written.what.starts_with("infant")).unwrap();
    let mut sentences = written.blocks.iter().flat_map(Block::sentences);
    assert!(sentences.any(|sentence| sentence.text == wanted), "{}", written.what);
}

#[test]
fn there_is_a_case_for_every_kind_and_they_are_taken_in() {
    assert!(cases::names().len() >= Kind::ALL.len());
    for name in cases::names() {
        cases::context(&name);
    }
}

#[test]
fn no_sentence_of_any_case_is_flagged_and_each_stands_on_what_the_brief_knows() {
    let mut flagged = Vec::new();
    for Written { what, brief, blocks } in documents() {
        for block in blocks {
            for sentence in block.sentences() {
                assert!(!sentence.evidence.is_empty(), "{what}: {}", sentence.text);
                assert!(
                    sentence.evidence.iter().all(|id| brief.knows(*id)),
                    "{what}: {}",
                    sentence.text
                );
                let doubts: Vec<&str> =
                    sentence.flags.iter().map(|flag| flag.text.as_str()).collect();
                if !doubts.is_empty() {
                    flagged.push(format!("{what}: {} {doubts:?}", sentence.text));
                }
            }
        }
    }
    flagged.sort();
    flagged.dedup();
    assert!(flagged.is_empty(), "{}", flagged.join("\n"));
}

#[test]
fn every_document_shows_what_its_kind_has_to_show() {
    for Written { what, brief, blocks } in documents() {
        let short: Vec<String> =
            shortfalls(brief, blocks).into_iter().map(|shortfall| shortfall.detail).collect();
        assert!(short.is_empty(), "{what}: {short:?}");
    }
}

#[test]
fn every_met_criterion_is_answered_by_its_facts_and_no_gap_is_argued_as_met() {
    for Written { what, brief, blocks } in documents() {
        if brief.kind == Kind::PortalText {
            continue;
        }
        let ids = evidence(blocks);
        for criterion in &brief.checklist().criteria {
            let id = EvidenceId::from(criterion.id);
            assert!(ids.contains(&id), "{what}: {id} is not answered");
            let said: Vec<String> = blocks
                .iter()
                .flat_map(|block| block.sentences().cloned().collect::<Vec<_>>())
                .filter(|sentence| sentence.evidence.contains(&id))
                .map(|sentence| sentence.text.to_lowercase())
                .collect();
            let admits = said.iter().any(|text| {
                text.contains("not documented")
                    || text.contains("not met")
                    || text.contains("met in part")
            });
            assert!(criterion.status == Status::Met || admits, "{what}: {id} hides its gap");
        }
    }
}
