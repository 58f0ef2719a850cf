//! Offsets for those who do not count bytes: code points (Python, the JSONL protocol) and UTF-16 units (JavaScript).

use crate::{Finding, Refused};

/// Start and end of each finding in Unicode code points, in the order of `findings`.
///
/// # Errors
/// `Unsearchable` if a finding does not lie on character boundaries of `text`, that is, belongs to another text.
pub fn code_points(text: &str, findings: &[Finding]) -> Result<Vec<(usize, usize)>, Refused> {
    convert(text, findings, |_| 1)
}

/// Start and end of each finding in UTF-16 units, in the order of `findings`.
///
/// # Errors
/// `Unsearchable` if a finding does not lie on character boundaries of `text`, that is, belongs to another text.
pub fn utf16(text: &str, findings: &[Finding]) -> Result<Vec<(usize, usize)>, Refused> {
    convert(text, findings, char::len_utf16)
}

fn convert(
    text: &str,
    findings: &[Finding],
    width: fn(char) -> usize,
) -> Result<Vec<(usize, usize)>, Refused> {
    if text.is_ascii() {
        let own = |f: &Finding| (f.start.max(f.end) <= text.len()).then_some((f.start, f.end));
        return findings.iter().map(own).collect::<Option<_>>().ok_or(Refused::Unsearchable);
    }
    let mut wanted: Vec<usize> = findings.iter().flat_map(|f| [f.start, f.end]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let counted = count(text, &wanted, width).ok_or(Refused::Unsearchable)?;
    let place =
        |byte: usize| wanted.binary_search(&byte).ok().and_then(|i| counted.get(i).copied());
    findings
        .iter()
        .map(|f| place(f.start).zip(place(f.end)))
        .collect::<Option<Vec<_>>>()
        .ok_or(Refused::Unsearchable)
}

/// The count of units before each wanted byte offset (ascending), or none if one is not a boundary.
fn count(text: &str, wanted: &[usize], width: fn(char) -> usize) -> Option<Vec<usize>> {
    let mut counted = Vec::with_capacity(wanted.len());
    let (mut byte, mut units) = (0, 0);
    for &target in wanted {
        units += text.get(byte..target)?.chars().map(width).sum::<usize>();
        byte = target;
        counted.push(units);
    }
    Some(counted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Action, Category};

    fn finding(start: usize, end: usize) -> Finding {
        Finding { start, end, category: Category::Name, action: Action::Block, rule: "test" }
    }

    #[test]
    fn a_character_outside_the_basic_plane_is_one_code_point_and_two_utf16_units() {
        let text = "é😀x";
        assert_eq!(code_points(text, &[finding(6, 7)]), Ok(vec![(2, 3)]));
        assert_eq!(utf16(text, &[finding(6, 7)]), Ok(vec![(3, 4)]));
    }

    #[test]
    fn findings_may_come_in_any_order_and_overlap() {
        let text = "aébc";
        assert_eq!(code_points(text, &[finding(3, 5), finding(0, 4)]), Ok(vec![(2, 4), (0, 3)]));
    }

    #[test]
    fn an_offset_inside_a_character_or_behind_the_text_is_refused() {
        assert_eq!(code_points("é", &[finding(1, 2)]), Err(Refused::Unsearchable));
        assert_eq!(code_points("e", &[finding(0, 2)]), Err(Refused::Unsearchable));
        assert_eq!(utf16("ab", &[finding(0, 2)]), Ok(vec![(0, 2)]));
    }
}
