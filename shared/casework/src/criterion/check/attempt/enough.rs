//! Whether what was tried is enough, or too little in all.

use super::{Judged, Verdict};
use crate::criterion::check::lasting;
use crate::criterion::require::Trial;
use crate::fact::Number;

/// Whether as many treatments were tried as asked for, and some of them for too short a time: two were given, one of them for
/// five weeks of twelve.
pub(super) fn is_short_of(best: &[Judged], likely: usize, trial: &Trial) -> bool {
    trial.count > 1
        && likely > 0
        && likely < trial.count
        && best.iter().all(|judged| judged.verdict != Verdict::Open)
        && best.len() >= trial.count
}

/// Whether courses of conservative care that are each too short would be long enough one after the other: whether they were is
/// open.
pub(super) fn add_up(best: &[Judged], trial: &Trial) -> bool {
    let short = best.iter().filter(|judged| judged.verdict == Verdict::Short);
    let days = short.filter_map(|judged| judged.days).map(Number::in_millionths);
    let total = Number::millionths(days.fold(0, i64::saturating_add));
    trial.is_conservative() && trial.days.is_some_and(|asked| lasting::lasts(total, asked))
}
