//! What is found and what passes, category by category. In each example the found part stands in ⟦brackets⟧, followed by the
//! action it needs; a counter-example must not be found at all.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod clerical;
mod labels;
mod names;
mod net_and_numbers;
mod pasted;
mod people;
mod places;
mod shorthand;
mod tables;
mod telegraphic;
mod time;

use phi::{Action, Category, scan};

/// Takes the brackets out of an example and tells the places they marked.
fn read(example: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut open, mut places) = (String::new(), 0, Vec::new());
    for c in example.chars() {
        match c {
            '⟦' => open = text.len(),
            '⟧' => places.push((open, text.len())),
            c => text.push(c),
        }
    }
    (text, places)
}

pub(crate) fn finds(category: Category, action: Action, examples: &[&str]) {
    for example in examples {
        let (text, places) = read(example);
        let findings = scan(&text).unwrap();
        for (start, end) in places {
            let found = findings.iter().find(|f| f.start < end && f.end > start);
            let Some(found) = found else { panic!("nothing found in: {example}") };
            assert_eq!((found.category, found.action), (category, action), "{example}");
            assert!(
                found.start <= start && found.end >= end,
                "only part of it found in: {example}"
            );
        }
    }
}

pub(crate) fn passes(examples: &[&str]) {
    for text in examples {
        let findings = scan(text).unwrap();
        let found: Vec<_> = findings
            .iter()
            .map(|f| (f.category, f.rule, text.get(f.start..f.end).unwrap()))
            .collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}
