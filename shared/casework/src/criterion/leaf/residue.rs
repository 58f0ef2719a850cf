//! Words of a criterion that no requirement stands for. A criterion is not met while its own words name something that the
//! facts never speak of, whatever its known parts say.

use super::listed;
use super::plain::is_plain;
use super::when;
use crate::criterion::check::{Evidence, Finding};
use crate::criterion::checklist::Status;
use crate::criterion::require::{Leaf, Requirement, Specialist, Subject};
use crate::criterion::{question, words};
use crate::fact::token::{Token, TokenKind};
use crate::fact::{Comparison, Number, Place, Quantity, Reading, Unit, measures, starts_with};

/// A finding after what its text says beside its requirements: met becomes partly met where words are open, and not
/// documented where nothing but a condition named in passing was found.
pub(super) fn spoken_for(
    finding: Finding,
    text: &str,
    requirements: &[Requirement],
    evidence: &Evidence<'_>,
) -> Finding {
    // "Screened with HBsAg and anti-HBc" names the tests that count; other screenings are read by their own rules.
    let by_name = Leaf::of(text).says(&["screened for with", "screening with", "screened with"]);
    if finding.status != Status::Met || requirements.iter().all(is_denial) && !by_name {
        return finding;
    }
    let (mut open, spoken) = residue(text, evidence);
    if !requirements.iter().any(is_amount) {
        open.extend(unread_bound(text, is_dated(&finding, text, evidence)));
    }
    let Some(first) = open.first() else { return finding };
    let passing = requirements
        .iter()
        .all(|requirement| matches!(requirement, Requirement::Diagnosis { primary: false, .. }));
    let question = question::qualified(first);
    if passing && spoken == 0 {
        Finding::open(question)
    } else {
        Finding::partly(finding.evidence, question)
    }
}

/// What a denial denies is read by its own rules.
pub(super) const fn is_denial(requirement: &Requirement) -> bool {
    matches!(
        requirement,
        Requirement::NoCondition(_)
            | Requirement::Absent { .. }
            | Requirement::NoKind { .. }
            | Requirement::NoCombination { .. }
            | Requirement::NoNicotine(_)
            | Requirement::Screening { .. }
    )
}

/// Whether a requirement compares numbers.
const fn is_amount(requirement: &Requirement) -> bool {
    matches!(
        requirement,
        Requirement::Age { .. }
            | Requirement::Onset { .. }
            | Requirement::Trial(_)
            | Requirement::Threshold { .. }
            | Requirement::Value { .. }
            | Requirement::Grade(_)
            | Requirement::Count(_)
            | Requirement::Lasting { .. }
            | Requirement::NoNicotine(_)
    )
}

/// Whether a text looks back, and every fact that answers it says when it was: the time is compared then.
fn is_dated(finding: &Finding, text: &str, evidence: &Evidence<'_>) -> bool {
    let facts = || evidence.facts.iter().filter(|fact| finding.evidence.contains(&fact.id));
    when::look_back(text).is_some()
        && facts().next().is_some()
        && facts().all(|fact| when::age(fact).is_some() || when::at_most(fact).is_some())
}

/// A bound that no requirement compares, of two or more or with a unit: what it bounds is open. A time that is compared is none.
fn unread_bound(text: &str, dated: bool) -> Option<String> {
    let bounded = |quantity: &Quantity| {
        let exact = matches!(quantity.comparison, Comparison::Exactly | Comparison::About);
        let measured = matches!(
            quantity.unit,
            Unit::Other(_) | Unit::Millilitre | Unit::Centimetre | Unit::Percent | Unit::Kilogram
        );
        let counted = matches!(quantity.unit, Unit::Bare | Unit::Count(_) | Unit::Day);
        let compared = dated && quantity.unit == Unit::Day;
        !exact && !compared && (measured || counted && quantity.value > Number::whole(1))
    };
    let reading = Reading::of(text);
    let unread = reading.quantities.iter().find(|quantity| bounded(quantity))?;
    Some(text.get(unread.place.start..unread.place.end).unwrap_or("").to_owned())
}

/// What is requested stands before these words, and is no criterion.
const NECESSARY: &[&str] =
    &["medically necessary", "is covered", "are covered", "be approved", "be considered"];

/// The words that no requirement stands for and no fact speaks of, as written; and how many the facts do speak of.
pub(super) fn residue(text: &str, evidence: &Evidence<'_>) -> (Vec<String>, usize) {
    let leaf = Leaf::of(text);
    let mut places = taken(&leaf);
    places.extend(spelled_out(&leaf.tokens, evidence));
    places.extend(defined(&leaf));
    let necessary = leaf.at(NECESSARY).and_then(|at| leaf.tokens.get(at));
    places.extend(necessary.map(|token| Place { start: 0, end: token.place.start }));
    places.extend(shown_by(&leaf));
    let mut spoken = 0;
    let mut open = Vec::new();
    for (at, stem) in words::placed(text) {
        let Some(token) = leaf.tokens.get(at) else { continue };
        let known = places
            .iter()
            .any(|place| place.start <= token.place.start && token.place.start < place.end);
        let weighs = token.any(&["weighs", "weighing"])
            && leaf.reading.quantities.iter().any(|quantity| quantity.unit == Unit::Kilogram);
        // What is requested has a name of its own in the note.
        let requested = token.any(&["device", "devices", "equipment"])
            || token.is("family") && leaf.tokens.get(at + 1).is_some_and(|next| next.is("history"));
        if known || weighs || requested || is_plain(&stem) || Specialist::is_one(&token.lower) {
            continue;
        }
        if evidence.speaks(&stem) && !evidence.only_denies(&stem, &leaf.reading) {
            spoken += usize::from(evidence.says(&stem));
        } else if !joins_known(&leaf.tokens, at, &places)
            && !alternatives(&leaf.tokens, at).iter().any(|word| evidence.speaks(word))
            && !another_item(&leaf.tokens, at, evidence)
        {
            open.push(text.get(token.place.start..token.place.end).unwrap_or("").to_owned());
        }
    }
    (open, spoken)
}

/// What stands before the value that shows it: `asthma remains uncontrolled as shown by an ACT score of less than 20`.
fn shown_by(leaf: &Leaf) -> Option<Place> {
    const SHOWN: &[&str] = &[
        "as shown by",
        "as evidenced by",
        "as demonstrated by",
        "as indicated by",
        "as measured by",
        "as defined by",
        "evidenced by",
        "defined as",
        "defined by",
    ];
    let from = leaf.tokens.get(leaf.at(SHOWN)?)?.place.start;
    let value = leaf.reading.quantities.iter().any(|quantity| {
        quantity.place.start > from
            && quantity.measure.is_some()
            && quantity.comparison != Comparison::Exactly
    });
    value.then_some(Place { start: 0, end: from })
}

/// Whether an `or` joins a word with what a requirement stands for: `a compression garment or bandage`.
fn joins_known(tokens: &[Token], at: usize, places: &[Place]) -> bool {
    let or =
        at.checked_sub(1).and_then(|or| tokens.get(or)).filter(|token| token.any(&["or", "/"]));
    let before = or.and_then(|_| at.checked_sub(2)).and_then(|before| tokens.get(before));
    before.is_some_and(|token| {
        places.iter().any(|place| place.start <= token.place.start && token.place.start < place.end)
    })
}

/// Whether the facts speak of all of another item of the list that a word stands in.
fn another_item(tokens: &[Token], at: usize, evidence: &Evidence<'_>) -> bool {
    let within = |(from, to): &(usize, usize)| *from <= at && at < *to;
    let lists = listed::lists(tokens);
    let others =
        lists.iter().filter(|list| list.items.iter().any(within)).flat_map(|list| &list.items);
    others.filter(|item| !within(item)).any(|(from, to)| {
        let placed = words::placed_in(tokens);
        let mut own = placed.iter().filter(|(place, _)| from <= place && place < to).peekable();
        own.peek().is_some() && own.all(|(_, stem)| evidence.speaks(stem))
    })
}

/// The other words of a list of single words joined by `or`: in `neck, back or shoulder pain` one of the three is enough.
fn alternatives(tokens: &[Token], at: usize) -> Vec<String> {
    let joint = |place: usize| tokens.get(place).is_some_and(|token| token.any(&[",", "or", "/"]));
    let word = |place: usize| tokens.get(place).is_some_and(|token| token.kind == TokenKind::Word);
    let (mut first, mut last) = (at, at);
    while let Some(before) = first.checked_sub(2).filter(|_| joint(first - 1)) {
        let skip = usize::from(joint(before) && before > 0);
        if !word(before - skip) || joint(before - skip) {
            break;
        }
        first = before - skip;
    }
    while joint(last + 1) {
        let next = last + 2 + usize::from(joint(last + 2));
        if !word(next) || joint(next) {
            break;
        }
        last = next;
    }
    let listed = tokens.get(first..=last).unwrap_or(&[]);
    if !listed.iter().any(|token| token.any(&["or", "/"])) {
        return Vec::new();
    }
    listed
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .flat_map(|token| words::content(&token.lower))
        .collect()
}

/// Where the text says what requirements stand for: names of tables, amounts, examples.
fn taken(leaf: &Leaf) -> Vec<Place> {
    let span = |from: usize, to: usize| {
        let first = leaf.tokens.get(from)?.place.start;
        Some(Place { start: first, end: leaf.tokens.get(to.checked_sub(1)?)?.place.end })
    };
    let mut taken: Vec<Place> = Vec::new();
    taken.extend(leaf.conditions.iter().filter_map(|found| span(found.from, found.to)));
    taken.extend(leaf.classes.iter().filter_map(|found| span(found.from, found.to)));
    taken.extend(leaf.therapies.iter().filter_map(|found| span(found.from, found.to)));
    taken.extend(leaf.reading.drugs.iter().map(|drug| drug.place));
    taken.extend(leaf.reading.quantities.iter().map(|quantity| quantity.place));
    taken.extend(leaf.reading.frequencies.iter().map(|frequency| frequency.place));
    taken.extend(measures(&leaf.tokens).iter().filter_map(|found| span(found.from, found.to)));
    taken.extend(examples(&leaf.tokens).into_iter().filter_map(|(from, to)| span(from, to)));
    for at in 0..leaf.tokens.len() {
        for subject in Subject::ALL {
            let spelled =
                subject.spellings().iter().find(|words| starts_with(&leaf.tokens, at, words));
            taken.extend(spelled.and_then(|words| span(at, at + words.split(' ').count())));
        }
    }
    taken
}

/// Full names before a short form in brackets that the facts use: `Modified Medical Research Council (mMRC)`.
fn spelled_out(tokens: &[Token], evidence: &Evidence<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, window) in tokens.windows(3).enumerate() {
        let [open, short, close] = window else { continue };
        let bracketed = open.is("(") && close.is(")") && short.kind == TokenKind::Word;
        let letters = short.lower.chars().count();
        if !bracketed || letters < 2 || !evidence.speaks(&words::stem(&short.lower)) {
            continue;
        }
        let before = tokens.get(at.saturating_sub(letters + 3)..at).unwrap_or(&[]);
        let mut wanted = short.lower.chars().rev().peekable();
        let mut first = None;
        for token in before.iter().rev() {
            if token.lower.chars().next() == wanted.peek().copied() {
                wanted.next();
                first = Some(token.place.start);
            }
        }
        if let (None, Some(start)) = (wanted.peek(), first) {
            places.push(Place { start, end: open.place.start });
        }
    }
    places
}

/// The words right before examples that are drugs or treatments: the examples say what is meant by them.
fn defined(leaf: &Leaf) -> Vec<Place> {
    const NAMING: usize = 5;
    let mut places = Vec::new();
    for (from, to) in examples(&leaf.tokens) {
        let within = |at: usize| from <= at && at < to;
        let drug = leaf.reading.drugs.iter().any(|drug| {
            within(leaf.tokens.partition_point(|token| token.place.end <= drug.place.start))
        });
        let named = drug
            || leaf.classes.iter().any(|found| within(found.from))
            || leaf.therapies.iter().any(|found| within(found.from))
            || leaf.conditions.iter().any(|found| within(found.from))
                && from.checked_sub(1).and_then(|at| leaf.tokens.get(at)).is_some_and(is_kind);
        let before = leaf.tokens.get(from.saturating_sub(NAMING)..from).unwrap_or(&[]);
        let name = before.iter().rev().skip_while(|token| token.kind != TokenKind::Word);
        let name = name.take_while(|token| {
            token.kind == TokenKind::Word && !token.any(&["of", "to", "with", "a", "an", "or"])
        });
        if let (true, Some(first)) = (named, name.last()) {
            let end = leaf.tokens.get(from).map_or(first.place.end, |token| token.place.start);
            places.push(Place { start: first.place.start, end });
        }
    }
    places
}

/// Whether a word stands for conditions in general.
fn is_kind(token: &Token) -> bool {
    ["comorbid", "condition", "disease", "disorder", "illness"]
        .iter()
        .any(|stem| token.lower.starts_with(stem))
}

/// Phrases that policies add to any treatment.
const ASIDES: &[&str] = &[
    "frequency and duration",
    "duration and frequency",
    "dose and duration",
    "dose and frequency",
    "at distance or near",
    "inpatient or outpatient",
    "in person or telehealth",
    "in - person or telehealth",
    "in person or by telehealth",
];

/// Examples and asides: from `e.g.` or `such as` to the end of the bracket or clause; and short forms in brackets.
pub(super) fn examples(tokens: &[Token]) -> Vec<(usize, usize)> {
    const LEADS: &[&str] = &[
        "e . g",
        "eg",
        "such as",
        "for example",
        "i . e",
        "ie",
        "including but not limited to",
        "may include",
        ", including",
    ];
    let mut places = Vec::new();
    for at in 0..tokens.len() {
        let leads = LEADS.iter().any(|lead| starts_with(tokens, at, lead));
        let short = tokens.get(at).is_some_and(|token| token.is("("))
            && tokens.get(at + 2).is_some_and(|token| token.is(")"));
        if leads {
            let end = tokens.iter().skip(at).position(|token| token.any(&[")", ";"]));
            places.push((at, end.map_or(tokens.len(), |end| at + end)));
        } else if starts_with(tokens, at, "( including") {
            let end = tokens.iter().skip(at).position(|token| token.is(")"));
            places.push((at, end.map_or(tokens.len(), |end| at + end)));
        } else if let Some(asides) = ASIDES.iter().find(|aside| starts_with(tokens, at, aside)) {
            places.push((at, at + asides.split(' ').count()));
        } else if short {
            places.push((at, at + 3));
        }
    }
    places
}
