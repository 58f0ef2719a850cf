//! Conditions that the patient must or must not have, and screenings.

use super::{Evidence, Finding, Heard, Proof};
use crate::criterion::require::Subject;
use crate::criterion::vocabulary::condition::{Condition, conditions};
use crate::criterion::{question, words};
use crate::fact::token::{Token, tokens};
use crate::fact::{
    Fact, FactId, FactKind, Origin, Polarity, RELATIVES, starts_with, token_polarity,
};

/// How facts speak of conditions.
#[derive(Default)]
struct Named {
    coded: Vec<FactId>,
    affirmed: Vec<FactId>,
    doubted: Vec<FactId>,
    denied: Vec<FactId>,
}

/// Holds the diagnoses and the clinician's words against conditions of which one is asked for.
pub(super) fn diagnosis(
    asked: &[&'static Condition],
    narrowed: &[String],
    primary: bool,
    evidence: &Evidence<'_>,
) -> Finding {
    let named = named(asked, evidence);
    let question = question::diagnosis(asked);
    // A code that the notes only suspect, or deny, is no diagnosis yet.
    let in_doubt =
        named.affirmed.is_empty() && !(named.denied.is_empty() && named.doubted.is_empty());
    let doubts = || named.doubted.iter().chain(&named.denied).copied().collect();
    let there = if named.coded.is_empty() { named.affirmed.clone() } else { named.coded.clone() };
    if !there.is_empty() {
        // Some kind of it is there; the kind that is asked for must be named as well.
        let given: Vec<String> =
            evidence.facts.iter().flat_map(|fact| words::content(&fact.text)).collect();
        return match words::common(narrowed, &given) {
            found if found == narrowed.len() && in_doubt => Finding::partly(doubts(), question),
            found if found == narrowed.len() => Finding::met(there),
            0 => Finding::open(question),
            _ => Finding::partly(there, question),
        };
    }
    if !named.doubted.is_empty() {
        Finding::partly(named.doubted, question)
    } else if !named.denied.is_empty() {
        Finding::not_met(named.denied, question)
    } else if primary {
        // The case lists its diagnoses: a diagnosis that is asked for by name and not among them is not there.
        let listed = evidence.of(&[FactKind::Diagnosis]).map(|fact| fact.id).collect();
        Finding::not_met(listed, question)
    } else {
        Finding::open(question)
    }
}

/// Holds the same against conditions that must not be there. Silence is no denial.
pub(super) fn absent(asked: &[&'static Condition], evidence: &Evidence<'_>) -> Finding {
    let mut apart: Vec<&'static Condition> = Vec::new();
    for condition in asked {
        if apart.iter().all(|other| other.name != condition.name) {
            apart.push(condition);
        }
    }
    // Each of them must be absent: a denial of one says nothing of the others.
    let findings = apart.iter().map(|condition| absent_one(condition, evidence)).collect();
    Finding::joined(findings)
}

/// The fact that denies a condition by its sign: no leg pain, or a normal thyroid test.
fn denied_by_sign(asked: &[&'static Condition], evidence: &Evidence<'_>) -> Option<FactId> {
    let kinds = &[FactKind::Clinical, FactKind::Diagnostic];
    let denies = |fact: &&Fact| {
        let tokens = tokens(&fact.text);
        asked.iter().filter_map(|condition| condition.sign_at(&tokens)).any(|(from, to)| {
            let end = (to..tokens.len())
                .find(|at| tokens.get(*at).is_some_and(|token| token.any(&[",", ";", "but"])));
            let after = tokens.get(to..end.unwrap_or(tokens.len())).unwrap_or(&[]);
            let normal = after.iter().any(|token| token.any(&["normal", "unremarkable"]));
            let polarity = token_polarity(&tokens, from, to);
            polarity == Polarity::Negated
                && !after.iter().any(|token| token.any(&["not", "abnormal"]))
                || normal
                    && polarity == Polarity::Affirmed
                    && !after.iter().any(|token| token.any(&["not", "above", "below"]))
        })
    };
    evidence.of(kinds).find(denies).map(|fact| fact.id)
}

/// The fact that says the contrary of a condition: `sober` of an alcohol use disorder.
fn contradicted(asked: &[&'static Condition], evidence: &Evidence<'_>) -> Option<FactId> {
    let names: Vec<Vec<String>> =
        asked.iter().map(|condition| words::content(condition.name)).collect();
    let says =
        |heard: &&Heard<'_>| names.iter().any(|name| heard.contradicts(name, 100, Proof::Denial));
    evidence.told().find(says).map(|heard| heard.fact.id)
}

fn absent_one(asked: &'static Condition, evidence: &Evidence<'_>) -> Finding {
    let asked = &[asked];
    let named = named(asked, evidence);
    let question = question::absent(asked);
    if !named.coded.is_empty() || !named.affirmed.is_empty() {
        let there = named.coded.into_iter().chain(named.affirmed).collect();
        Finding::not_met(there, question)
    } else if let (true, Some(id)) = (named.denied.is_empty(), denied_by_sign(asked, evidence)) {
        Finding::met(vec![id])
    } else if let (true, Some(id)) = (named.denied.is_empty(), contradicted(asked, evidence)) {
        Finding::met(vec![id])
    } else if let (true, Some(ids)) = (named.denied.is_empty(), each_kind_denied(asked, evidence)) {
        Finding::met(ids)
    } else if named.denied.is_empty() {
        if named.doubted.is_empty() {
            Finding::open(question)
        } else {
            Finding::partly(named.doubted, question)
        }
    } else {
        Finding::met(named.denied)
    }
}

/// The facts that deny each kind of a condition: who has neither Crohn's disease nor ulcerative colitis has no inflammatory
/// bowel disease.
fn each_kind_denied(asked: &[&'static Condition], evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    let mut denied: Vec<&'static Condition> = Vec::new();
    let mut ids = Vec::new();
    for fact in evidence.of(&[FactKind::Clinical, FactKind::Diagnostic]) {
        let tokens = tokens(&fact.text);
        for found in &conditions(&tokens) {
            let negated = token_polarity(&tokens, found.from, found.to) == Polarity::Negated;
            if negated && asked.iter().any(|condition| condition.overlaps(found.what)) {
                denied.push(found.what);
                ids.push(fact.id);
            }
        }
    }
    ids.dedup();
    let covered = asked.iter().all(|condition| condition.is_covered_by(&denied));
    (covered && !ids.is_empty()).then_some(ids)
}

fn named(asked: &[&'static Condition], evidence: &Evidence<'_>) -> Named {
    let mut named = Named::default();
    for fact in &evidence.facts {
        if let Origin::Diagnosis(place) = fact.origin {
            let code =
                evidence.case.diagnoses().get(place).map_or("", |diagnosis| diagnosis.code());
            if asked.iter().any(|condition| condition.holds(code)) {
                named.coded.push(fact.id);
            }
        } else if matches!(fact.kind, FactKind::Clinical | FactKind::Diagnostic | FactKind::History)
        {
            in_words(&mut named, asked, fact);
        }
    }
    named
}

fn in_words(named: &mut Named, asked: &[&'static Condition], fact: &Fact) {
    let tokens = tokens(&fact.text);
    for found in &conditions(&tokens) {
        let polarity = token_polarity(&tokens, found.from, found.to);
        // Who has no heart attack may have another heart disease, but who has no heart disease has had no heart attack.
        let speaks = |condition: &&Condition| {
            if polarity == Polarity::Negated {
                found.what.overlaps(condition)
            } else {
                condition.overlaps(found.what)
            }
        };
        if !asked.iter().copied().any(|condition| speaks(&condition))
            || of_others(&tokens, found.from, found.to)
        {
            continue;
        }
        match polarity {
            Polarity::Affirmed => named.affirmed.push(fact.id),
            Polarity::Uncertain => named.doubted.push(fact.id),
            Polarity::Negated => named.denied.push(fact.id),
        }
    }
    for ids in [&mut named.affirmed, &mut named.doubted, &mut named.denied] {
        ids.dedup();
    }
}

/// Whether the words around a condition say that a relative has it, or that it is only screened for. "Personal or family
/// history" speaks of the patient too.
pub(super) fn of_others(tokens: &[Token], from: usize, to: usize) -> bool {
    const FAMILY: &[&str] = &["family", "maternal", "paternal", "relative", "relatives"];
    let before = tokens.get(from.saturating_sub(7)..from).unwrap_or(&[]);
    let after = tokens.get(to..(to + 4).min(tokens.len())).unwrap_or(&[]);
    let relative =
        before.iter().chain(after).any(|token| token.any(RELATIVES) || token.any(FAMILY));
    // "No personal or family history of" reaches over all that it lists.
    let personal = tokens.iter().take(from).any(|token| token.is("personal"));
    relative && !personal || before.iter().any(|token| token.any(&["screening", "screen", "risk"]))
}

/// Holds screenings against one that is asked for; a positive result stands against a negative one.
pub(super) fn screened(subject: Subject, negative: bool, evidence: &Evidence<'_>) -> Finding {
    let mut clear: Vec<FactId> = Vec::new();
    let mut done: Vec<FactId> = Vec::new();
    let mut positive: Vec<FactId> = Vec::new();
    // What is ordered, or not back yet, is half of a screening.
    let mut due: Vec<FactId> = Vec::new();
    for fact in evidence.prose() {
        let tokens = tokens(&fact.text);
        // Who is past menopause or without a womb is not pregnant.
        let past = tokens.iter().any(|token| token.any(&["postmenopausal", "hysterectomy"]));
        if subject == Subject::Pregnancy && past {
            clear.push(fact.id);
            continue;
        }
        let Some((from, to)) = spelled(&tokens, subject) else { continue };
        let has = |words: &[&str]| tokens.iter().any(|token| token.any(words));
        let denied = token_polarity(&tokens, from, to) == Polarity::Negated;
        let pending = has(&["pending", "ordered", "scheduled", "needed", "due", "planned", "will"])
            || has(&["not"]) && has(&["back"]);
        if pending {
            due.push(fact.id);
            continue;
        }
        // "Has not been screened" and "no screening on file" deny the screening, not the disease.
        let missing = denied
            && has(&["screened", "tested", "screening", "test", "testing"])
            && !has(&["negative", "nonreactive", "normal"])
            && has(&["not", "no", "never", "without"]);
        if missing {
            continue;
        }
        if denied
            || has(&["negative", "nonreactive", "normal", "neg", "cleared", "excluded", "-"])
                && !has(&["positive", "reactive"])
        {
            clear.push(fact.id);
        } else if has(&["positive", "reactive", "active"]) {
            positive.push(fact.id);
        } else if has(&[
            "screen",
            "screened",
            "screening",
            "test",
            "tested",
            "testing",
            "completed",
            "done",
            "quantiferon",
            "igra",
            "ppd",
        ]) {
            done.push(fact.id);
        }
    }
    let question = question::screened(subject, negative);
    match (positive.is_empty(), clear.is_empty(), done.is_empty()) {
        (false, _, _) if negative => Finding::not_met(positive, question),
        (false, _, _) => Finding::met(positive),
        (true, false, _) => Finding::met(clear),
        (true, true, false) if negative => Finding::partly(done, question),
        (true, true, false) => Finding::met(done),
        (true, true, true) if !due.is_empty() => Finding::partly(due, question),
        (true, true, true) => Finding::open(question),
    }
}

/// Where a text names what is screened for, from which token to which.
fn spelled(tokens: &[Token], subject: Subject) -> Option<(usize, usize)> {
    (0..tokens.len()).find_map(|at| {
        let spelling =
            subject.spellings().iter().find(|spelling| starts_with(tokens, at, spelling))?;
        Some((at, at + spelling.split(' ').count()))
    })
}
