//! The denial as the letter quotes it: each quoted reason must be answered by something else than its quotation.

use super::letter::{Letter, Line};
use super::{Remark, RemarkKind};
use crate::criterion::shared_words;

/// Words by which a sentence says that it quotes a denial.
const DENIAL: &[&str] =
    &["denial", "denied", "reason", "states", "adverse determination", "not approved", "decision"];
/// Words by which a sentence says that it answers one.
const ANSWERING: &[&str] = &["as to ", "in answer", "in response", "regarding ", "contrary to"];
/// Words by which it says that there is no answer.
const NO_ANSWER: &[&str] = &["does not answer", "not documented", "ask to discuss"];
/// A sentence that shares so many words with a quoted reason, in percent, answers it.
const ANSWERS: usize = 34;

/// Reasons that are quoted and not answered.
pub(super) fn remarks(letter: &Letter) -> Vec<Remark> {
    let quoted: Vec<(usize, &Line, String)> = letter
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.quotes && line.says(DENIAL))
        .filter_map(|(place, line)| Some((place, line, quotation(&line.text)?)))
        .collect();
    // Point by point: the n-th answer belongs to the n-th reason. Without such sentences the words decide.
    let points: Vec<&Line> = letter.said().filter(|line| line.says(ANSWERING)).collect();
    let answered = |nth: usize, place: usize, reason: &str| match points.get(nth) {
        Some(line) if points.len() >= quoted.len() => !line.says(NO_ANSWER),
        _ => letter.lines.iter().enumerate().any(|(at, line)| {
            at != place
                && !line.quotes
                && quotation(&line.text).is_none()
                && !line.says(NO_ANSWER)
                && shared_words(reason, &line.text) >= ANSWERS
        }),
    };
    quoted
        .iter()
        .enumerate()
        .filter(|(nth, (place, _, reason))| !answered(*nth, *place, reason))
        .map(|(_, (_, line, reason))| Remark {
            kind: RemarkKind::DenialNotAnswered,
            criterion: None,
            sentence: line.id.clone(),
            text: format!("The stated reason is not answered: \u{201C}{reason}\u{201D}"),
        })
        .collect()
}

/// What stands between quotation marks, if it is more than a word or two.
fn quotation(text: &str) -> Option<String> {
    let (_, rest) = text.split_once(['\u{201C}', '"'])?;
    let (quoted, _) = rest.rsplit_once(['\u{201D}', '"'])?;
    (quoted.split_whitespace().count() > 2).then(|| quoted.to_owned())
}
