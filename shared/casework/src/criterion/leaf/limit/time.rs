//! The time that an amount is for.

use crate::fact::token::Token;
use crate::fact::{Number, Place, Quantity, Reading, Unit, number_at};

/// The hours that stand right after an amount: `per week`, `every 12 weeks`, `once monthly`, `a day`.
pub(super) fn hours(tokens: &[Token], quantity: &Quantity, reading: &Reading) -> Option<Number> {
    const REACH: usize = 4;
    let to = tokens.partition_point(|token| token.place.start < quantity.place.end);
    let end = tokens.get(to.saturating_add(REACH)).map_or(usize::MAX, |token| token.place.start);
    let near = |place: &Place| quantity.place.end <= place.start && place.start < end;
    let next = reading
        .quantities
        .iter()
        .find(|other| quantity.place.end <= other.place.start && other.unit != Unit::Day);
    let before_next = |place: &Place| next.is_none_or(|next| place.start < next.place.start);
    let often =
        reading.frequencies.iter().find(|found| near(&found.place) && before_next(&found.place));
    often.map(|found| found.hours).or_else(|| {
        (to..to + REACH).find_map(|at| {
            let token = tokens.get(at)?;
            before_next(&token.place).then(|| per(tokens, at)).flatten()
        })
    })
}

/// The time that the words before an amount name: `maximum daily dose of 400 mg`, `no more per week than 50 mg`.
pub(super) fn named(tokens: &[Token], quantity: &Quantity) -> Option<Number> {
    const NAMES: &[(&str, i64)] = &[
        ("daily", 24),
        ("nightly", 24),
        ("day", 24),
        ("night", 24),
        ("weekly", 168),
        ("week", 168),
        ("monthly", 730),
        ("month", 730),
        ("yearly", 8_766),
        ("year", 8_766),
        ("annual", 8_766),
    ];
    const REACH: usize = 6;
    let at = tokens.partition_point(|token| token.place.end <= quantity.place.start);
    let before = tokens.get(at.saturating_sub(REACH)..at)?;
    let clause =
        before.iter().rposition(|token| token.any(&[",", ";", ".", ":"])).map_or(0, |at| at + 1);
    let named = before
        .get(clause..)?
        .iter()
        .rev()
        .find_map(|token| NAMES.iter().find(|(name, _)| token.is(name)));
    named.map(|(_, hours)| Number::whole(*hours))
}

/// `per week`, `per 12 weeks`, `a day`, `in any 30 days`, `each calendar year`.
fn per(tokens: &[Token], at: usize) -> Option<Number> {
    if !tokens.get(at)?.any(&["per", "a", "each", "every", "/", "in", "within"]) {
        return None;
    }
    let skip = usize::from(tokens.get(at + 1)?.any(&["calendar", "any", "benefit", "a", "plan"]));
    let (count, unit) =
        number_at(tokens, at + 1 + skip).unwrap_or((Number::whole(1), at + 1 + skip));
    let skip = usize::from(tokens.get(unit)?.any(&["calendar", "consecutive", "-"]));
    let hours = match tokens.get(unit + skip)?.lower.as_str() {
        "day" | "days" | "night" | "nights" => 24,
        "week" | "weeks" | "wk" => 168,
        "month" | "months" => 730,
        "year" | "years" => 8_766,
        _ => return None,
    };
    Some(count.times(Number::whole(hours)))
}
