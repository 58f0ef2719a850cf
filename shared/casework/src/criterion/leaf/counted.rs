//! A list in one line of which so many are enough: `Two or more symptoms: discharge, obstruction, loss of smell`.

use crate::criterion::check::{Evidence, Finding};
use crate::criterion::checklist::Status;
use crate::criterion::question;
use crate::fact::token::tokens;
use crate::fact::{FactId, Number, Reading, Unit, number_at};

/// The fewest items that make a list.
const FEWEST: usize = 2;

/// A list with the number of its items that must be so.
struct Counted<'a> {
    needed: usize,
    items: Vec<&'a str>,
    /// For how many days, if its head says so.
    days: Option<Number>,
}

/// What the facts say to a counted list, its items judged by `judge`; nothing where the text is none.
pub(super) fn held(
    text: &str,
    evidence: &Evidence<'_>,
    judge: impl Fn(&str) -> Finding,
) -> Option<Finding> {
    let list = counted(text)?;
    let findings: Vec<Finding> = list.items.iter().map(|item| judge(item)).collect();
    let met: Vec<&Finding> =
        findings.iter().filter(|finding| finding.status == Status::Met).collect();
    let mut ids: Vec<FactId> = met.iter().flat_map(|finding| finding.evidence.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let denied = findings.iter().filter(|finding| finding.status == Status::NotMet).count();
    let question = question::other(text);
    let lasts = |days: Number| {
        let facts = evidence.facts.iter().filter(|fact| ids.contains(&fact.id));
        facts.filter_map(|fact| fact.reading.longest_days()).any(|time| time >= days)
    };
    Some(if met.len() >= list.needed {
        match list.days {
            Some(days) if !lasts(days) => Finding::partly(ids, question),
            _ => Finding::met(ids),
        }
    } else if list.items.len() - denied < list.needed {
        let denying = findings.iter().filter(|finding| finding.status == Status::NotMet);
        Finding::not_met(denying.flat_map(|finding| finding.evidence.clone()).collect(), question)
    } else if ids.is_empty() {
        Finding::open(question)
    } else {
        Finding::partly(ids, question)
    })
}

fn counted(text: &str) -> Option<Counted<'_>> {
    let (head, tail) = text.split_once(':')?;
    let tokens = tokens(head);
    // The number begins the head, or stands behind "at least".
    let at = usize::from(tokens.first()?.is("at")) * 2;
    let (needed, to) = number_at(&tokens, at)?;
    let bound = at > 0 || tokens.get(to).is_some_and(|token| token.any(&["or", "of"]));
    let needed = usize::try_from(needed.floor()?).ok().filter(|needed| bound && *needed > 0)?;
    let divider = if tail.contains(';') { ';' } else { ',' };
    let trimmed = |item: &'static [&'static str], part: &str| -> usize {
        item.iter().find(|word| part.starts_with(**word)).map_or(0, |word| word.len())
    };
    let items: Vec<&str> = tail
        .split(divider)
        .map(|part| part.trim().trim_end_matches('.'))
        .map(|part| part.get(trimmed(&["or ", "and "], part)..).unwrap_or(part))
        .filter(|part| !part.is_empty())
        .collect();
    let days = Reading::of(head).quantities.into_iter();
    let days = days.filter(|quantity| quantity.unit == Unit::Day).map(|time| time.value).max();
    (items.len() >= FEWEST && items.len() >= needed).then_some(Counted { needed, items, days })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(usize, Vec<&str>)> {
        counted(text).map(|list| (list.needed, list.items))
    }

    #[test]
    fn a_number_before_a_colon_counts_what_stands_behind_it() {
        assert_eq!(
            read("Two or more symptoms: discharge, facial pressure, or loss of smell"),
            Some((2, vec!["discharge", "facial pressure", "loss of smell"]))
        );
        assert_eq!(
            read("At least one of: neck, back or shoulder pain; headache."),
            Some((1, vec!["neck, back or shoulder pain", "headache"]))
        );
    }

    #[test]
    fn a_label_and_a_single_item_are_no_list() {
        assert_eq!(read("Kidney function: eGFR of 30 or above"), None);
        assert_eq!(read("Two or more symptoms: discharge"), None);
        assert_eq!(read("Diagnosis of one of: A, B"), None);
    }
}
