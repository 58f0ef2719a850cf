//! Present against absent: what a fact denies is not affirmed, and the other way about.

use super::claim::{Run, Stretch, bare, runs};
use super::entry::{Entry, EntryKind};
use super::lexicon::{self, NEGATORS};
use super::scope::Scope;
use super::words::{self, Token};
use super::{Doubt, binding, held::Held, wording};
use crate::document::FlagKind;

/// Words of a statement that is no claim about the patient.
const ASKING: &[&str] = &[
    "you",
    "your",
    "request",
    "requested",
    "requesting",
    "approve",
    "approved",
    "approval",
    "please",
    "hesitate",
    "deny",
    "peer-to-peer",
    "reviewer",
    "decision",
    "coverage",
    "covered",
    "convenience",
    "answered",
];
/// What treatments do or fail to do: the family of outcomes answers for these.
const EFFECTS: &[&str] = &[
    "prevent",
    "stop",
    "relieve",
    "control",
    "reduce",
    "lower",
    "change",
    "improve",
    "help",
    "work",
    "slow",
    "clear",
    "clearing",
    "decrease",
    "bring",
    "gave",
    "give",
    "yielded",
    "brought",
    "provide",
    "produce",
    "achieve",
    "eliminate",
    "resolve",
    "suppress",
    "alleviate",
    "ease",
    "raise",
    "halt",
    "solve",
    "solved",
    "provided",
    "respond",
    "tolerate",
    "tolerated",
    "controlled",
    "relieved",
    "improved",
    "prevented",
    "stopped",
    "reduced",
    "reduction",
    "decrease",
    "lasting",
    "last",
    "lasted",
    "end",
    "ended",
    "endure",
    "persist",
    "allow",
    "permit",
    "enable",
    "effect",
    "benefit",
    "improvement",
    "relief",
    "response",
    "enough",
    "sufficient",
    "adequate",
    "adequately",
    "sufficiently",
    "satisfied",
    "met",
    "meet",
    "continued",
    "continue",
    "sustained",
    "kept",
    "made",
    "difference",
    "resumed",
    "offered",
    "taken",
    "used",
    "given",
    "unsuccessful",
    "available",
    "candidate",
    "option",
];
/// Words that the sentence affirms and every fact denies, or the other way about; certainty where the facts have doubt.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    if held.is_gap() {
        return Vec::new();
    }
    let drug = |token: &Token| {
        let mut drugs = held.reading.drugs.iter();
        token.lower == held.name.to_lowercase()
            || drugs.any(|drug| drug.place.start <= token.start && token.start < drug.place.end)
    };
    let entries = || held.wide.iter().filter(|entry| entry.kind != EntryKind::Denial);
    let known: Vec<(&Entry, &Stretch)> =
        entries().flat_map(|entry| entry.stretches.iter().map(move |run| (*entry, run))).collect();
    let said = runs(&held.tokens, &held.scopes, drug);
    // A single word beside a denial is what the denial is about.
    let beside = |run: &Run| {
        run.scope == Scope::Affirmed
            && (run.words.len() < 2 && has_denial_beside(held, run) || is_subject(held, run))
    };
    let mut doubts: Vec<Doubt> = said
        .iter()
        .filter(|run| !matches!(run.scope, Scope::Doubted | Scope::Open))
        .filter(|run| !is_excused(held, run) && !beside(run))
        .filter_map(|run| against(held, run, &known))
        .collect();
    let affirmed = said
        .iter()
        .filter(|run| run.scope == Scope::Affirmed && !is_excused(held, run) && !beside(run));
    doubts.extend(affirmed.flat_map(|run| only_denied(held, run)));
    doubts
}

/// `duplex ultrasound did not show a clot`: what the words name is not denied, and not affirmed either.
fn is_subject(held: &Held, run: &Run) -> bool {
    const VERBS: &[&str] = &["did", "does", "do", "has", "have", "was", "were", "is", "are"];
    let Some((last, _)) = run.words.last() else { return false };
    let is = |at: usize, words: &[&str]| held.at(at).is_some_and(|token| token.is_any(words));
    run.words.len() < 4 && is(last + 1, VERBS) && is(last + 2, &["not", "never"])
        || is(last + 1, &["showed", "shows", "found", "revealed"]) && is(last + 2, &["no"])
}

/// Whether the clause of a run holds a denial.
fn has_denial_beside(held: &Held, run: &Run) -> bool {
    let Some((at, _)) = run.words.first() else { return false };
    let parts =
        |place: &usize| held.at(*place).is_some_and(|token| token.is(",") || token.is_stop());
    let from = (0..*at).rev().find(parts).map_or(0, |place| place + 1);
    let to = (*at..held.tokens.len()).find(parts).unwrap_or(held.tokens.len());
    held.scopes.get(from..to).is_some_and(|clause| clause.contains(&Scope::Denied))
}

/// Technical words that the sentence affirms and that the facts have in denials alone: `shows cataracts`.
fn only_denied(held: &Held, run: &Run) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for ((at, token), stem) in run.words.iter().zip(&run.stems) {
        let entries = held.wide.iter().filter(|entry| entry.kind != EntryKind::Denial);
        let there: Vec<(&Entry, Option<Scope>)> = entries
            .flat_map(|entry| {
                entry.places(stem).map(|place| (*entry, entry.scopes.get(place).copied()))
            })
            .collect();
        let Some((first, _)) = there.first() else { continue };
        let denied = there.iter().all(|(_, scope)| *scope == Some(Scope::Denied));
        let others = run.stems.iter().filter(|other| *other != stem && first.has(other)).count();
        let telling = !lexicon::is_plain(stem) || others > 0 && stem.len() > 6 || others > 1;
        // To fall short is no fall.
        let manner = token.lower.ends_with("ically");
        let idiom = manner || held.at(at + 1).is_some_and(|next| next.is("short"));
        let said = wording::is_said(held, *at);
        let side = token.is_any(&["left", "right", "bilateral"]);
        if denied && !said && !side && telling && stem.len() > 3 && !idiom {
            let text = format!(
                "“{}” is affirmed here, but denied in the facts. {} says: {}.",
                token.text,
                first.id,
                first.text.trim_end_matches('.')
            );
            doubts.push(held.doubt(FlagKind::Negation, *at, at + 1, text));
        }
    }
    doubts
}

/// A wish, a question, or what a treatment did.
fn is_excused(held: &Held, run: &Run) -> bool {
    let (Some((from, _)), Some((to, _))) = (run.words.first(), run.words.last()) else {
        return true;
    };
    let first = from.saturating_sub(3);
    let part = held.tokens.get(first..(*to + 3).min(held.tokens.len())).unwrap_or_default();
    part.iter().any(|token| token.is_any(ASKING))
        || run.scope == Scope::Denied
            && (part.iter().any(|token| token.is_any(EFFECTS))
                || speaks_of_outcome(held, part)
                || is_treatment_ruled_out(held, *from, *to))
}

/// `a scooter is ruled out`: what a treatment that was tried or forbidden is no more.
fn is_treatment_ruled_out(held: &Held, from: usize, to: usize) -> bool {
    const OUT: &[&str] =
        &["ruled", "excluded", "unsuitable", "inappropriate", "possible", "feasible", "suitable"];
    let part = held.tokens.get(from..(to + 3).min(held.tokens.len())).unwrap_or_default();
    let mut named = held.segments.iter().flat_map(|segment| &segment.named);
    part.iter().any(|token| token.is_any(OUT))
        && named.any(|(number, at)| {
            (from..=to).contains(at)
                && held.subjects.get(*number).is_some_and(|subject| subject.is_row)
        })
}

/// Whether one entry says all of what a run affirms, if in other words: `infection with Candida` of candidiasis.
fn is_said_elsewhere(held: &Held, run: &Run, contrary: &Entry) -> bool {
    run.scope == Scope::Affirmed
        && held.wide.iter().any(|entry| {
            entry.id != contrary.id
                && entry.kind != EntryKind::Denial
                && !entry.scopes.contains(&Scope::Denied)
                && run.stems.iter().all(|stem| entry.means(stem))
        })
}

/// `not to the brain` of `brain MRI shows no metastases`: the entry denies something of it as well.
fn is_denied_of_it(run: &Run, entry: &Entry) -> bool {
    run.scope == Scope::Denied && run.words.len() == 1 && entry.scopes.contains(&Scope::Denied)
}

/// `unrelated` of `not related`: the word itself has the denial.
fn is_turned_in_words(run: &Run, entry: &Entry) -> bool {
    let said = run.words.iter().filter_map(|(_, token)| {
        ["un", "non-", "in", "a"].iter().find_map(|beginning| token.lower.strip_prefix(beginning))
    });
    run.scope == Scope::Affirmed
        && said.filter(|rest| rest.len() > 4).map(words::canonical).any(|stem| {
            entry.places(&stem).any(|place| entry.scopes.get(place) == Some(&Scope::Denied))
        })
}

fn speaks_of_outcome(held: &Held, part: &[Token]) -> bool {
    let (Some(first), Some(last)) = (part.first(), part.last()) else { return false };
    held.mentions().iter().any(|m| first.start < m.place.end && m.place.start < last.end)
}

/// What words shared weigh: the fewer entries have a word, the more it tells.
fn weight(held: &Held, stem: &str) -> u32 {
    let count = held.wide.iter().filter(|entry| entry.places(stem).next().is_some()).count();
    if count == 0 { 250 } else { 1_000 / u32::try_from(count + 1).unwrap_or(u32::MAX) }
}

/// The doubt about a run that resembles what the facts say with the contrary sign more than anything they say with its own.
fn against(held: &Held, run: &Run, known: &[(&Entry, &Stretch)]) -> Option<Doubt> {
    let weights: Vec<(&str, u32)> =
        run.stems.iter().map(|stem| (stem.as_str(), weight(held, stem))).collect();
    let whole: u32 = weights.iter().map(|(_, weight)| weight).sum();
    let shared = |other: &Stretch| -> u32 {
        let has = |stem: &str| other.stems.iter().any(|known| words::akin(known, stem));
        weights.iter().filter(|(stem, _)| has(stem)).map(|(_, weight)| weight).sum()
    };
    let best = |fits: &dyn Fn(Scope) -> bool| {
        known
            .iter()
            .filter(|(_, other)| fits(other.scope))
            .map(|(entry, other)| (shared(other), *entry))
            .max_by_key(|(shared, _)| *shared)
    };
    let (contrary, entry) = best(&|scope| scope != run.scope && scope != Scope::Open)?;
    let alike =
        best(&|scope| scope == run.scope || scope == Scope::Open).map_or(0, |(shared, _)| shared);
    let enough = if run.scope == Scope::Denied { whole * 6 / 10 } else { whole * 4 / 10 };
    if !is_more_than_chance(held, run, entry)
        || contrary == 0
        || contrary < enough
        || contrary * 4 <= alike * 5
        || is_said_elsewhere(held, run, entry)
        || is_denied_of_it(run, entry)
        || is_turned_in_words(run, entry)
    {
        return None;
    }
    let (first, last) = (run.words.first()?.0, run.words.last()?.0);
    let doubted = known.iter().any(|(other, part)| {
        other.id == entry.id && part.scope == Scope::Doubted && shared(part) == contrary
    });
    let (kind, what) = match (run.scope, doubted) {
        (_, true) => (FlagKind::Strength, "is stated for certain, but the facts have it in doubt"),
        (Scope::Denied, _) => (FlagKind::Negation, "is denied here, but not in the facts"),
        _ => (FlagKind::Negation, "is affirmed here, but denied in the facts"),
    };
    let doubt = held.doubt(kind, first, last + 1, String::new());
    let text = format!(
        "“{}” {what}. {} says: {}.",
        held.said(doubt.place),
        entry.id,
        entry.text.trim_end_matches('.')
    );
    Some(Doubt { text, ..doubt })
}

/// Whether a run has so much in common with an entry that they speak of one thing: a technical word, two words, or one that
/// the rest of the sentence confirms.
fn is_more_than_chance(held: &Held, run: &Run, entry: &Entry) -> bool {
    let telling = run.stems.iter().any(|stem| !lexicon::is_plain(stem) && entry.has(stem));
    let several = run.stems.iter().filter(|stem| entry.has(stem)).count() > 1;
    let same = |stem: &String| entry.tokens.iter().any(|token| bare(token) == *stem);
    // One everyday word in common is chance, unless the sentence speaks of the same thing besides.
    let outside = || {
        held.words().map(|(_, token)| token).filter(|token| {
            let small = binding::is_small(&token.lower) || token.is_any(NEGATORS);
            token.stem.len() > 3 && !small && !run.stems.contains(&token.stem)
        })
    };
    let besides = outside().any(|token| entry.has(&token.stem)) || outside().count() < 2;
    let technical = run.stems.iter().any(|stem| same(stem) && !lexicon::is_plain(stem));
    telling
        || several
        || run.stems.len() < 4 && run.stems.iter().any(same) && (technical || besides)
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn what_is_denied_elsewhere_in_the_sentence_does_not_excuse_a_finding() {
        holds(
            doubts,
            &[
                "She has been free of pain, and there is a psychosis.",
                "She has yet to have asthma.",
            ],
            &["She has asthma.", "There is no psychosis.", "Joint space is unmeasured."],
        );
    }
}
