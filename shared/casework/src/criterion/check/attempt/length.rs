//! How long a treatment was given, by the times that stand around it.

use crate::fact::{Number, Place, Reading, Unit};

/// The duration of a treatment: right before it (`6 weeks of PT`), after it up to the next, or one for all at the end.
pub(super) fn days(
    reading: &Reading,
    text: &str,
    place: Place,
    (before, after): (usize, usize),
    mentions: usize,
) -> Option<Number> {
    let times: Vec<_> =
        reading.quantities.iter().filter(|quantity| quantity.unit == Unit::Day).collect();
    let leads = |end: usize, start: usize| {
        text.get(end..start).is_some_and(|between| {
            let words = between.split_whitespace().collect::<Vec<_>>();
            words.len() <= 4
                && (words.first() == Some(&"of")
                    || words.is_empty()
                    || words.first() == Some(&"trial"))
        })
    };
    let leading = times.iter().find(|time| {
        before <= time.place.start
            && time.place.end <= place.start
            && leads(time.place.end, place.start)
    });
    let next = times.iter().filter(|time| place.end <= time.place.start && time.place.end <= after);
    let following = next.clone().find(|time| {
        // A duration that leads the next treatment belongs to that one.
        !(after < text.len() && leads(time.place.end, after))
    });
    let shared = times.last().filter(|_| {
        times.len() == 1 && (mentions > 1 || times.iter().all(|time| time.place.end <= place.start))
    });
    leading.or(following).or(shared).map(|time| time.value)
}
