//! Nicotine before an operation.

use super::{Evidence, Finding, lasting};
use crate::criterion::question;
use crate::fact::token::tokens;
use crate::fact::{Number, Polarity, token_polarity};

/// Holds what is said of nicotine against abstinence of so many days.
pub(super) fn no_nicotine(days: Option<Number>, evidence: &Evidence<'_>) -> Finding {
    let question = question::no_nicotine();
    let named = ["nicotin", "tobacco", "smok", "nonsmok", "vap", "cigar", "cotinin"];
    let (mut free, mut never, mut uses, mut short) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for fact in evidence.prose() {
        let tokens = tokens(&fact.text);
        let Some(at) =
            tokens.iter().position(|token| named.iter().any(|stem| token.lower.starts_with(stem)))
        else {
            continue;
        };
        let has = |words: &[&str]| tokens.iter().any(|token| token.any(words));
        // "Still smokes and has not set a quit date".
        let goes_on = has(&["still", "continues", "currently", "active"]) && !has(&["nonsmoker"]);
        let denied = token_polarity(&tokens, at, at + 1) == Polarity::Negated;
        let since = has(&["since"]) && has(&["not"]) && has(&["until"]);
        if since {
            let time = fact.reading.longest_days();
            let enough =
                days.is_none_or(|days| time.is_some_and(|time| lasting::lasts(time, days)));
            if enough { never.push(fact.id) } else { free.push(fact.id) }
        } else if denied || has(&["never", "non", "nonsmoker", "lifelong"]) {
            never.push(fact.id);
        } else if goes_on {
            uses.push(fact.id);
        } else if has(&["quit", "stopped", "free", "former", "negative", "abstinent", "ceased"]) {
            let time = fact.reading.longest_days();
            match days.map(|days| time.map(|time| lasting::lasts(time, days))) {
                None | Some(Some(true)) => never.push(fact.id),
                Some(Some(false)) => short.push(fact.id),
                Some(None) => free.push(fact.id),
            }
        } else {
            uses.push(fact.id);
        }
    }
    match (uses.is_empty(), never.is_empty(), free.is_empty()) {
        (false, _, _) => Finding::not_met(uses, question),
        (true, false, _) => Finding::met(never),
        (true, true, false) => Finding::partly(free, question),
        (true, true, true) if !short.is_empty() => Finding::not_met(short, question),
        (true, true, true) => Finding::open(question),
    }
}
