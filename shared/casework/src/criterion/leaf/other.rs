//! Criteria that no table knows: held against the facts word by word; and limits of time.

use super::example;
use super::listed;
use super::plain::is_plain;
use super::qualifier;
use super::undone;
use super::when;
use crate::criterion::check::{Evidence, Finding, Heard, Proof, within};
use crate::criterion::checklist::Status;
use crate::criterion::{question, words};
use crate::fact::token::{Token, tokens};
use crate::fact::{
    Comparison, Fact, FactId, FactKind, Outcome, Polarity, Quantity, RELATIVES, Reading, Unit,
    starts_with,
};

/// A fact that shares so many of the words, in percent, answers a criterion; so many touch it.
pub(super) const ANSWERS: usize = 85;
const TOUCHES: usize = 50;
/// At most so many facts answer a criterion together.
const MOST_TOGETHER: usize = 3;

/// Among so many words a denial denies all of a text.
const FIRST: usize = 4;

/// Kinds of fact that may answer in words.
pub(super) const SPEAKING: &[FactKind] = &[
    FactKind::Clinical,
    FactKind::Diagnostic,
    FactKind::History,
    FactKind::Diagnosis,
    FactKind::Medication,
];

/// What a text asks for, word by word, and whether it affirms or denies it.
struct Wanted {
    words: Vec<String>,
    polarity: Polarity,
}

/// Holds a text against each fact by its content words. Only a fact with nearly all of them, of the same polarity and
/// without an open number, makes it met.
pub(super) fn unknown(text: &str, evidence: &Evidence<'_>) -> Finding {
    let whole = text;
    let text = &example::without(text);
    let all = substance(text);
    if all.is_empty() {
        return Finding::open(question::other(whole));
    }
    let found = by_words(text, whole, &all, evidence);
    if found.status == Status::Met {
        return found;
    }
    if let Some(denied) = undone::only_denied(text, &all, evidence) {
        return Finding::not_met(denied, question::other(whole));
    }
    if numbers(text) {
        return found;
    }
    let polarity = Reading::of(text).polarity;
    let proof = if polarity == Polarity::Affirmed { Proof::Any } else { Proof::Denial };
    let asked = telling(all);
    let contrary = evidence.heard(SPEAKING).find(|heard| heard.contradicts(&asked, ANSWERS, proof));
    let Some(fact) = contrary.map(|heard| heard.fact) else { return found };
    if fact.reading.outcome == Some(Outcome::Partial) {
        return Finding::partly(vec![fact.id], question::other(whole));
    }
    match polarity {
        Polarity::Affirmed => Finding::not_met(vec![fact.id], question::other(whole)),
        Polarity::Negated => Finding::met(vec![fact.id]),
        Polarity::Uncertain => found,
    }
}

/// Whether a text bounds a number, beside the time within which something must have been.
fn numbers(text: &str) -> bool {
    let dated = when::look_back(text).is_some();
    Reading::of(text).quantities.iter().any(|quantity| {
        (quantity.comparison != Comparison::Exactly || quantity.high.is_some())
            && !(dated && quantity.unit == Unit::Day)
    })
}

/// Whether the only number of a text is a time, and the only time of a fact is as long.
fn lasts(text: &str, fact: &Fact) -> bool {
    let asked = Reading::of(text);
    let time = |quantity: &&Quantity| quantity.unit == Unit::Day;
    let [only] = asked.quantities.as_slice() else { return false };
    let mut given = fact.reading.quantities.iter().filter(time);
    let (first, more) = (given.next(), given.next());
    only.unit == Unit::Day
        && more.is_none()
        && first.is_some_and(|given| within(given, only) == Some(true))
}

/// The text in each way in which it can be read; the last of several that suit a fact alike is taken.
fn readings(text: &str) -> Vec<Wanted> {
    let polarity = Reading::of(text).polarity;
    let wanted = |text: &String, polarity| Wanted { words: telling(substance(text)), polarity };
    let mut readings: Vec<Wanted> =
        words::variants(text).iter().map(|text| wanted(text, polarity)).collect();
    // "No A or B" denies both.
    let first = tokens(text);
    let denies = |token: &Token| token.any(&["no", "not", "without", "never", "neither"]);
    if first.iter().take(FIRST).any(denies) {
        return readings;
    }
    let choices = example::choices(text).into_iter().chain(listed::variants(text));
    readings.extend(choices.map(|text| wanted(&text, Reading::of(&text).polarity)));
    readings
}

fn by_words(text: &str, whole: &str, all: &[String], evidence: &Evidence<'_>) -> Finding {
    let question = question::other(whole);
    let readings = readings(text);
    let mut best: Option<(usize, &Heard<'_>, &Wanted)> = None;
    for heard in evidence.heard(SPEAKING) {
        let scored = readings.iter().map(|wanted| (heard.shared(&wanted.words), wanted));
        let Some((shared, wanted)) = scored.max_by_key(|(shared, _)| *shared) else { continue };
        if best.is_none_or(|(known, _, _)| known < shared) {
            best = Some((shared, heard, wanted));
        }
    }
    match best {
        Some((shared, heard, wanted)) if shared >= ANSWERS && tells(&wanted.words) => {
            answered(text, wanted, heard, evidence, question)
        }
        Some((_, heard, wanted))
            if tells(all)
                && (touches(heard, all, wanted.polarity) || is_spread(wanted, heard, evidence)) =>
        {
            let open = numbers(text) || when::look_back(text).is_some();
            match together(&wanted.words, heard, evidence) {
                Some(ids) if Reading::of(text).polarity == Polarity::Affirmed && !open => {
                    Finding::met(ids)
                }
                _ => Finding::partly(vec![heard.fact.id], question),
            }
        }
        _ => Finding::open(question),
    }
}

/// What a fact that has nearly all of the words says to them.
fn answered(
    text: &str,
    wanted: &Wanted,
    heard: &Heard<'_>,
    evidence: &Evidence<'_>,
    question: String,
) -> Finding {
    let (fact, asked) = (heard.fact, &wanted.words);
    let back = when::look_back(text);
    let late = || when::at_most(fact).zip(back).is_some_and(|(most, back)| most <= back);
    let undated = back.is_some() && when::age(fact).is_none() && !late();
    // A test that must be negative is so where it is normal.
    let tested = tokens(text).iter().any(|token| token.is("negative"));
    let normal = heard.tokens.iter().any(|token| token.any(&["normal", "unremarkable"]));
    let said = if tested && normal { Polarity::Negated } else { said(asked, heard) };
    // What was there longer ago than the payer looks back is not there now.
    if wanted.polarity == Polarity::Negated
        && when::age(fact).zip(back).is_some_and(|(age, back)| age > back)
    {
        return Finding::met(vec![fact.id]);
    }
    let mixed = || wanted.polarity == Polarity::Affirmed && is_mixed(asked, heard);
    if said != wanted.polarity && said != Polarity::Uncertain {
        Finding::not_met(vec![fact.id], question)
    } else if numbers(text) && !lasts(text, fact)
        || said == Polarity::Uncertain
        || undated
        || mixed()
        || over(text, fact)
    {
        Finding::partly(vec![fact.id], question)
    } else if heard.shared_literally(asked) >= ANSWERS {
        Finding::met(vec![fact.id])
    } else {
        // In other words, and not shown as the payer wants it: what the fact says is another thing.
        let met = qualifier::confirmed(Finding::met(vec![fact.id]), text, evidence);
        if met.status == Status::Met { met } else { Finding::open(question) }
    }
}

/// A finding after what the notes deny: met by other words, it is not met where the notes deny one of the criterion's own and
/// nowhere affirm it: `never an ulcer`.
pub(super) fn undenied(finding: Finding, text: &str, evidence: &Evidence<'_>) -> Finding {
    if finding.status != Status::Met {
        return finding;
    }
    let asked = Reading::of(text);
    let words = telling(substance(text));
    let denied = words.iter().find(|word| evidence.only_denies(word, &asked));
    let Some(word) = denied else { return finding };
    let says = |heard: &&Heard<'_>| heard.said.iter().any(|(_, said)| words::alike(word, said));
    let ids = evidence.told().filter(says).map(|heard| heard.fact.id).collect();
    Finding::not_met(ids, question::other(text))
}

/// Whether a fact denies one of the words, though not the last.
fn is_mixed(asked: &[String], heard: &Heard<'_>) -> bool {
    asked.iter().any(|word| heard.polarity_of(word) == Some(Polarity::Negated))
}

/// Whether a fact tells of what is over, or of a relative, where the criterion asks for neither.
fn over(text: &str, fact: &Fact) -> bool {
    const OVER: &[&str] = &["no longer", "used to", "resolved", "outgrown", "former", "formerly"];
    const ASKED: &[&str] = &[
        "history", "previous", "past", "prior", "resolved", "longer", "ever", "former", "response",
        "improve",
    ];
    let (asked, given) = (tokens(text), tokens(&fact.text));
    let begins = |tokens: &[Token], stems: &[&str]| {
        tokens.iter().any(|token| stems.iter().any(|stem| token.lower.starts_with(stem)))
    };
    let says = |words: &&&str| (0..given.len()).any(|at| starts_with(&given, at, words));
    let relative = given.iter().any(|token| token.any(RELATIVES));
    let family =
        ["family", "relative", "parent", "caregiver", "degree", "sibling", "mother", "father"];
    OVER.iter().any(|words| says(&words)) && !begins(&asked, ASKED)
        || relative && !begins(&asked, &family)
}

/// Whether a fact has half of the telling words, and others affirm the rest.
fn is_spread(wanted: &Wanted, best: &Heard<'_>, evidence: &Evidence<'_>) -> bool {
    wanted.words.len() > 1
        && best.shared_literally(&wanted.words) >= TOUCHES
        && together(&wanted.words, best, evidence).is_some()
}

/// Whether a fact speaks of half of the words; a diagnosis must do so in these words. One that denies all that it shares with
/// what is affirmed speaks of none.
fn touches(heard: &Heard<'_>, asked: &[String], polarity: Polarity) -> bool {
    let coded = heard.fact.kind == FactKind::Diagnosis;
    let shared = if coded { heard.shared_literally(asked) } else { heard.shared(asked) };
    let said =
        |word: &String| heard.polarity_of(word).is_some_and(|said| said != Polarity::Negated);
    shared >= TOUCHES && (polarity == Polarity::Negated || asked.iter().any(said))
}

/// The facts that affirm every one of the words between them, the best one first; `None` if a word is left over.
fn together(asked: &[String], best: &Heard<'_>, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    let affirms =
        |heard: &Heard<'_>, word: &String| heard.polarity_of(word) == Some(Polarity::Affirmed);
    if best.fact.kind == FactKind::Diagnosis {
        return None;
    }
    // What must not be used was not used: its row says nothing of what is.
    let never = |heard: &Heard<'_>| heard.fact.reading.outcome == Some(Outcome::Contraindicated);
    let mut ids = vec![best.fact.id];
    for word in asked {
        if affirms(best, word) {
            continue;
        }
        let ahead = |heard: &Heard<'_>| when::looks_ahead(&heard.fact.text);
        let mut others = evidence.heard(SPEAKING).filter(|heard| !never(heard) && !ahead(heard));
        let other = others.find(|heard| affirms(heard, word))?;
        if !ids.contains(&other.fact.id) {
            ids.push(other.fact.id);
        }
    }
    ids.sort_unstable();
    (ids.len() <= MOST_TOGETHER).then_some(ids)
}

/// Whether a fact says when it was, or that it was of late.
pub(super) fn is_recent(fact: &Fact) -> bool {
    const LATE: &[&str] = &[
        "today",
        "yesterday",
        "recent",
        "recently",
        "current",
        "currently",
        "last",
        "this",
        "ago",
        "now",
    ];
    let timed = fact.reading.quantities.iter().any(|quantity| quantity.unit == Unit::Day);
    timed || tokens(&fact.text).iter().any(|token| token.any(LATE))
}

/// How a fact speaks of what is asked for: by the last of the words that it has, for a sentence may deny something else.
pub(super) fn said(asked: &[String], heard: &Heard<'_>) -> Polarity {
    let at = heard
        .words()
        .filter(|(_, given)| asked.iter().any(|word| words::alike(word, given)))
        .map(|(at, _)| at)
        .max();
    at.map_or(heard.fact.reading.polarity, |at| heard.polarity_at(at))
}

/// Beginnings of words that only say that something is a finding.
pub(super) const FINDING: &[&str] = &[
    "recipient",
    "applicant",
    "enrolle",
    "insur",
    "diagnos",
    "clinic",
    "examin",
    "examinat",
    "exam",
    "presenc",
    "confirm",
    "establish",
    "demonstrat",
    "find",
    "physic",
    "physical",
    "known",
    "sign",
    "symptom",
    "determin",
    "consist",
    "evaluat",
    "assess",
    "documentat",
    "adequat",
    "considered",
    "formal",
    "program",
    "particip",
    "plac",
    "taken",
    "panel",
    "befor",
    "order",
    "support",
    "drug",
    "inform",
    "during",
    "requir",
    "need",
    "describ",
    "file",
];

/// The content words of a text without those that only say that it is a finding.
pub(super) fn substance(text: &str) -> Vec<String> {
    let finding = |word: &String| {
        let word = word.clone();
        move |known: &&str| word == **known || known.len() > 4 && word.starts_with(*known)
    };
    // "X is covered if Y" asks for Y.
    let asked = [" covered if ", " covered when ", " necessary if ", " necessary when "]
        .iter()
        .find_map(|words| text.split_once(words))
        .map_or(text, |(_, asked)| asked);
    // "Before starting treatment" says when, and a note about the patient is from before.
    let asked = [
        " before treat",
        " before start",
        " before initiat",
        " prior to start",
        " prior to initiat",
        " prior to treat",
    ]
    .iter()
    .find_map(|words| asked.split_once(words))
    .map_or(asked, |(asked, _)| asked);
    // "Not sufficient arm function to propel a chair" asks whether the chair can be propelled.
    let asked = without_means(asked);
    let all = words::content(asked);
    let kept: Vec<String> =
        all.iter().filter(|word| !FINDING.iter().any(finding(word))).cloned().collect();
    if tells(&kept) && !kept.is_empty() { kept } else { all }
}

/// A text without the means that are not enough for what it asks.
fn without_means(text: &str) -> &str {
    const SHORT_OF: &[&str] = &[
        " not have sufficient ",
        " not have adequate ",
        " not have enough ",
        "insufficient ",
        " lacks the ",
    ];
    let means = SHORT_OF.iter().find_map(|words| text.split_once(words)).map(|(_, means)| means);
    means.and_then(|means| means.split_once(" to ")).map_or(text, |(_, asked)| asked)
}

/// The words without those that every policy uses, if enough are left to know a thing by.
pub(super) fn telling(words: Vec<String>) -> Vec<String> {
    let kept: Vec<String> = words.iter().filter(|word| !is_plain(word)).cloned().collect();
    if kept.len() > 1 { kept } else { words }
}

/// Whether words are enough to know a thing by: two, or one that is long.
fn tells(asked: &[String]) -> bool {
    asked.len() > 1 || asked.iter().all(|word| word.chars().count() >= 6)
}

/// The facts that say what is requested.
pub(super) fn request_facts<'a>(evidence: &'a Evidence<'_>) -> impl Iterator<Item = &'a Fact> {
    evidence.of(&[FactKind::Request])
}
