//! One policy with its marks, bullets and indents in many styles is one tree.

use casework::criterion::{Criteria, Node, parse};

/// The tree as text: depth, combinator of groups, words.
pub(crate) fn drawn(criteria: &Criteria) -> Vec<String> {
    fn draw(nodes: &[Node], depth: usize, lines: &mut Vec<String>) {
        for node in nodes {
            let group = if node.children.is_empty() {
                String::new()
            } else {
                format!("[{}] ", node.combinator)
            };
            lines.push(format!("{}{group}{}", "  ".repeat(depth), node.text));
            draw(&node.children, depth + 1, lines);
        }
    }
    let mut lines = Vec::new();
    draw(&criteria.roots, 0, &mut lines);
    lines
}

#[test]
fn one_policy_in_many_styles_is_one_tree() {
    let expected = [
        "Age 18 years or older",
        "[one_of] One of the following",
        "  Failure of methotrexate",
        "  Intolerance to leflunomide",
        "Negative TB test",
    ];
    let styles = [
        "All of the following:\n1. Age 18 years or older; and\n2. One of the following:\n  a. Failure of methotrexate\n  b. Intolerance to leflunomide\n3. Negative TB test",
        "ALL of the following criteria must be met:\n\n(1) Age 18 years or older\n(2) One of the following\n(a) Failure of methotrexate; or\n(b) Intolerance to leflunomide\n(3) Negative TB test",
        "Criteria:\nA. Age 18 years or older AND\nB. One of the following:\n   i. Failure of methotrexate OR\n   ii. Intolerance to leflunomide\nC. Negative TB test",
        "Coverage criteria\n• Age 18 years or older\n• One of the following:\n    o Failure of methotrexate\n    o Intolerance to leflunomide\n• Negative TB test",
        "Coverage criteria\n- Age 18 years or older\nAND\n- One of the following:\n  - Failure of methotrexate\n  OR\n  - Intolerance to leflunomide\nAND\n- Negative TB test",
        "I. Initial Approval Criteria\n  1. Age 18 years or older;\n  2. One of the following (a or b):\n    a. Failure of methotrexate;\n    b. Intolerance to leflunomide;\n  3. Negative TB test;",
        "<p>All of the following:</p><ol><li>Age 18 years or older</li><li>One of the following:<ul><li>Failure of methotrexate</li><li>Intolerance to leflunomide</li></ul></li><li>Negative TB test</li></ol>",
        "Page 1 of 3\n1.1 Age 18 years or older\n1.2 One of the following:\n1.2.1 Failure of metho-\ntrexate\n1.2.2 Intolerance to leflunomide\n1.3 Negative TB test\nCopyright 2026",
        "Covered when all of the following are met: (1) Age 18 years or older; (2) One of the following: (a) Failure of methotrexate; or (b) Intolerance to leflunomide; and (3) Negative TB test",
    ];
    for style in styles {
        let lines: Vec<String> = drawn(&parse(style))
            .iter()
            .map(|line| line.replace(" (a or b)", "").trim_end_matches(':').to_owned())
            .collect();
        assert_eq!(lines, expected, "{style}");
    }
}

#[test]
fn marks_of_any_style_and_indents_alone_make_the_same_tree() {
    let roman = ["i", "ii", "iii", "iv"];
    let mark = |style: &str, nth: usize| {
        let letter = ["a", "b", "c", "d"][nth];
        let circled = ["①", "②", "③", "④"][nth];
        let number = (nth + 1).to_string();
        let styled = style.replace('1', &number).replace('a', letter).replace('①', circled);
        styled.replace('A', &letter.to_uppercase()).replace('%', roman[nth])
    };
    let outer = [
        "1.",
        "1)",
        "(1)",
        "[1]",
        "{1}",
        "1:",
        "1 -",
        "1.)",
        "1.0",
        "( 1 )",
        "1 .",
        "#1",
        "1",
        "A.",
        "(A)",
        "a)",
        "%.",
        "(%)",
        "①",
        "•",
        "-",
        "–",
        "*",
        "o",
        "+",
        "♦",
        "➢",
        "■",
        "□",
        "[ ]",
        "->",
        "»",
        "\u{f0b7}",
        "\u{fffd}",
        "?",
        "_",
        "• 1.",
        "Requirement 1:",
        "No. 1",
    ];
    let inner = ["a.", "(a)", "a:", "[a]", "%.", "(%)", "%)", "1)", "-", "o", "◦", "•", "*", ""];
    let expected = [
        "Age 18 or older",
        "[one_of] One of the following:",
        "  Failure of methotrexate",
        "  Intolerance to leflunomide",
        "Negative TB test",
    ];
    for (outer, inner) in outer.iter().flat_map(|outer| inner.map(|inner| (*outer, inner))) {
        for indent in ["  ", "    ", "\t"] {
            if outer == inner {
                continue;
            }
            let below = |nth: usize| format!("{indent}{}", mark(inner, nth));
            let text = format!(
                "All of the following are met:\n{} Age 18 or older\n{} One of the following:\n{} Failure of methotrexate\n{} Intolerance to leflunomide\n{} Negative TB test",
                mark(outer, 0),
                mark(outer, 1),
                below(0),
                below(1),
                mark(outer, 2),
            );
            assert_eq!(drawn(&parse(&text)), expected, "{text}");
        }
    }
}
