//! Versions of a letter are told apart: sentence by sentence, and word by word.

use casework::document::{Block, Change, Difference, Document, Edit, Fate, PartKind, Sentence};
use casework::evidence::EvidenceId;
use proptest::prelude::*;
use serde_json::json;

use crate::kit::{NOW, letter, replace, sentence};

fn told(difference: &Difference) -> Vec<(&'static str, String)> {
    let tell = |change: &Change| match change {
        Change::Same { text } => ("same", text.clone()),
        Change::Added { text } => ("added", text.clone()),
        Change::Removed { text } => ("removed", text.clone()),
        Change::Moved { text } => ("moved", text.clone()),
        Change::Changed { after, .. } => ("changed", after.clone()),
    };
    // The signature is the same throughout.
    let body = difference.parts.iter().filter(|part| part.kind != PartKind::Line);
    body.map(|part| tell(&part.change)).collect()
}

#[test]
fn two_versions_differ_by_sentence_and_by_word() {
    let first = letter(
        "## History\nDAS28 is 5.8. [F7]\nMaya cannot open jars. [F8]\nMethotrexate 20 mg weekly for 6 months failed. [F6]\n",
    );
    let edits = [
        replace("s1", "The DAS28 is 5.8 today."),
        Edit::Remove { sentence: "s2".into() },
        Edit::Insert {
            after: "s3".into(),
            text: "TB screening was negative.".into(),
            evidence: vec![EvidenceId::Fact(9)],
        },
    ];
    let second = first.revise(&edits, "M7", NOW).unwrap();
    let difference = second.since(&first);
    assert_eq!((difference.from, difference.to), (1, 2));
    let expected = [
        ("same", "History".to_owned()),
        ("removed", "Maya cannot open jars.".to_owned()),
        ("changed", "The DAS28 is 5.8 today.".to_owned()),
        ("same", "Methotrexate 20 mg weekly for 6 months failed.".to_owned()),
        ("added", "TB screening was negative.".to_owned()),
    ];
    let mut seen = told(&difference);
    // Where one is taken out beside one that changed, either may be told first.
    let mut wanted = expected.to_vec();
    seen.sort();
    wanted.sort();
    assert_eq!(seen, wanted);
    let changed = difference.parts.iter().find(|part| part.id.as_deref() == Some("s1")).unwrap();
    let Change::Changed { words, moved, .. } = &changed.change else { panic!("changed") };
    assert!(!moved && changed.kind == PartKind::Sentence);
    let run: Vec<(Fate, &str)> = words.iter().map(|run| (run.fate, run.text.as_str())).collect();
    assert_eq!(
        run,
        [
            (Fate::Added, "The "),
            (Fate::Same, "DAS28 is 5.8"),
            (Fate::Added, " today"),
            (Fate::Same, ".")
        ]
    );
    assert_eq!(
        (
            difference.counts.added,
            difference.counts.removed,
            difference.counts.changed,
            difference.counts.moved
        ),
        (1, 1, 1, 0)
    );
}

#[test]
fn a_sentence_that_only_stands_elsewhere_is_moved() {
    let first = letter(
        "DAS28 is 5.8. [F7]\nMaya cannot open jars. [F8]\nTB screening was negative. [F9]\n",
    );
    let mut second = first.clone();
    second.version = 2;
    let Block::Paragraph { sentences } = &mut second.blocks[0] else { panic!("a paragraph") };
    sentences.rotate_left(1);
    let difference = second.since(&first);
    let moved: Vec<_> =
        told(&difference).into_iter().filter(|(change, _)| *change == "moved").collect();
    assert_eq!(moved, [("moved", "DAS28 is 5.8.".to_owned())]);
    assert_eq!(
        (difference.counts.added, difference.counts.removed, difference.counts.changed),
        (0, 0, 0)
    );
}

#[test]
fn a_version_does_not_differ_from_itself() {
    let document = letter("DAS28 is 5.8. [F7]\nMaya cannot open jars. [F8]\n");
    let difference = document.since(&document);
    assert!(told(&difference).iter().all(|(change, _)| *change == "same"));
    assert_eq!(told(&difference).len(), 2);
    let json = serde_json::to_value(&difference).unwrap();
    assert_eq!(
        json["parts"][0],
        json!({"kind": "sentence", "id": "s1", "change": "same", "text": "DAS28 is 5.8."})
    );
}

fn texts(document: &Document) -> Vec<String> {
    document.blocks.iter().flat_map(Block::sentences).map(|one| one.text.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Read without what was added it is the earlier version (in any order), without what was removed the later one.
    #[test]
    fn a_difference_holds_both_versions(
        before in prop::collection::vec(0..6_usize, 1..8),
        after in prop::collection::vec(0..6_usize, 1..8),
    ) {
        let words = ["DAS28 is 5.8.", "DAS28 is 6.1.", "Maya cannot open jars.", "Maya cannot walk.", "TB screening was negative.", "Methotrexate 20 mg weekly failed."];
        let version = |numbers: &[usize], version| {
            let mut document = letter("DAS28 is 5.8. [F7]\nMaya cannot open jars. [F8]\n");
            document.version = version;
            let one = sentence(&document, "s1").clone();
            let sentences = numbers.iter().enumerate().map(|(place, number)| Sentence { id: format!("s{place}"), text: words[*number].to_owned(), ..one.clone() }).collect();
            document.blocks = vec![Block::Paragraph { sentences }];
            document
        };
        let (first, second) = (version(&before, 1), version(&after, 2));
        let difference = second.since(&first);
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for part in difference.parts.iter().filter(|part| part.kind == PartKind::Sentence) {
            match &part.change {
                Change::Same { text } | Change::Moved { text } => { old.push(text.clone()); new.push(text.clone()); }
                Change::Added { text } => new.push(text.clone()),
                Change::Removed { text } => old.push(text.clone()),
                Change::Changed { before, after, words, .. } => {
                    old.push(before.clone());
                    new.push(after.clone());
                    let said = |gone: Fate| words.iter().filter(|run| run.fate != gone).map(|run| run.text.as_str()).collect::<String>();
                    prop_assert_eq!(&said(Fate::Added), before);
                    prop_assert_eq!(&said(Fate::Removed), after);
                }
            }
        }
        prop_assert_eq!(new, texts(&second));
        let mut wanted = texts(&first);
        old.sort();
        wanted.sort();
        prop_assert_eq!(old, wanted);
    }
}
