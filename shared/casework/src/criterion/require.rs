//! What a criterion asks for, in terms that facts can be compared with.

mod absent;
mod amount;
mod bound;
mod care;
mod diagnosis;
mod measured;
mod span;
mod trial;

use super::vocabulary::Found;
use super::vocabulary::class::{DrugClass, classes};
use super::vocabulary::condition::{Condition, conditions};
use super::vocabulary::therapy::{Therapy, therapies};
use crate::fact::token::{Token, tokens};
use crate::fact::{Comparison, Number, Polarity, Quantity, Reading, Unit, starts_with};

pub(super) use absent::excluded as parts;
pub(super) use amount::{Grade, Tally, grades, tallies};
pub(super) use bound::Scope;
pub(super) use care::{Specialist, begins_at};
pub(super) use span::spans;
pub(super) use trial::{Accepts, Dose, Route, Trial, inherited, is_tried};
use trial::{split, trial};

/// One thing that a criterion asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Requirement {
    /// An age in years, from one to another (inclusive).
    Age { from: Option<Number>, to: Option<Number> },
    /// It began before this age, in days: `with onset before 18 years`.
    Onset { before: Number },
    /// One of these conditions; `narrowed` are words before its name that no table knows and that make it a special kind.
    Diagnosis { conditions: Vec<&'static Condition>, narrowed: Vec<String>, primary: bool },
    /// None of these conditions.
    NoCondition(Vec<&'static Condition>),
    /// None of these conditions of a special kind, by the words of the kind and the condition.
    NoKind { conditions: Vec<&'static Condition>, words: Vec<String>, text: String },
    /// Treatments tried before.
    Trial(Trial),
    /// A screening, and whether it has to be negative.
    Screening { subject: Subject, negative: bool },
    /// A measured value.
    Threshold { measure: &'static str, quantity: Quantity, scope: Scope },
    /// A value without a name that a table knows, by the words around it: a post-void residual, a vein's diameter.
    Value { words: Vec<String>, quantity: Quantity, text: String },
    /// One of these measures was taken, or each of them, whatever they show.
    Measured { names: Vec<&'static str>, each: bool },
    /// A grade, class or stage from one to another, with the word before it: `Wagner grade III or higher`.
    Grade(Grade),
    /// A counted number of something: headache days, exacerbations.
    Count(Quantity),
    /// Something that lasts so many days, named by its words, or one of these conditions.
    Lasting { days: Number, words: Vec<String>, of: Vec<&'static Condition> },
    /// A specialist, of these, who prescribes, or is consulted where that is enough.
    Prescriber { asked: Vec<Specialist>, consulted: bool },
    /// A relative with one of these conditions: parent, sibling or child if `first_degree`, and younger at its onset than
    /// `before` years.
    FamilyHistory {
        conditions: Vec<&'static Condition>,
        first_degree: bool,
        before: Option<Quantity>,
    },
    /// An evaluation or counselling that was done, by beginnings of words.
    Done(Vec<&'static str>),
    /// Drugs that are not taken at the same time.
    NoCombination { classes: Vec<&'static DrugClass>, drugs: Vec<&'static str> },
    /// Drugs, or drugs of these classes, that are taken together with what is requested.
    With { classes: Vec<&'static DrugClass>, drugs: Vec<&'static str> },
    /// Something that no table knows and that must not be there: its words, those of its short form, and the text that
    /// asks for it.
    Absent { words: Vec<String>, or: Option<Vec<String>>, text: String },
    /// What is requested, already taken, does good.
    Response,
    /// No nicotine, for so many days if said.
    NoNicotine(Option<Number>),
}

impl Requirement {
    /// Whether it asks for a thing by its name alone, which a note may call otherwise.
    pub(super) const fn is_named(&self) -> bool {
        matches!(
            self,
            Self::Diagnosis { .. }
                | Self::Done(_)
                | Self::FamilyHistory { first_degree: false, before: None, .. }
        )
    }
}

/// What is screened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Tuberculosis,
    HepatitisB,
    HepatitisC,
    Hiv,
    Pregnancy,
}

impl Subject {
    pub(super) const ALL: [Self; 5] =
        [Self::Tuberculosis, Self::HepatitisB, Self::HepatitisC, Self::Hiv, Self::Pregnancy];

    /// What to call it.
    pub(super) const fn name(self) -> &'static str {
        self.words().0
    }

    /// How texts name it, in lower case.
    pub(super) const fn spellings(self) -> &'static [&'static str] {
        self.words().1
    }

    const fn words(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Tuberculosis => (
                "tuberculosis",
                &[
                    "tuberculosis",
                    "tb",
                    "latent tb",
                    "quantiferon",
                    "igra",
                    "interferon gamma release",
                    "interferon - gamma release",
                    "t - spot",
                    "ppd",
                    "tuberculin",
                ],
            ),
            Self::HepatitisB => {
                ("hepatitis B", &["hepatitis b", "hbv", "hbsag", "hep b", "hepatitis b and c"])
            }
            Self::HepatitisC => (
                "hepatitis C",
                &["hepatitis c", "hcv", "hep c", "hepatitis b and c", "hepatitis b or c"],
            ),
            Self::Hiv => ("HIV", &["hiv", "human immunodeficiency virus"]),
            Self::Pregnancy => ("pregnancy", &["pregnancy", "pregnant"]),
        }
    }
}

/// A criterion taken apart.
pub(super) struct Leaf {
    pub(super) tokens: Vec<Token>,
    pub(super) reading: Reading,
    pub(super) classes: Vec<Found<&'static DrugClass>>,
    pub(super) therapies: Vec<Found<&'static Therapy>>,
    pub(super) conditions: Vec<Found<&'static Condition>>,
}

impl Leaf {
    pub(super) fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let (classes, therapies, conditions) =
            (classes(&tokens), therapies(&tokens), conditions(&tokens));
        let mut reading = Reading::of(text);
        reading.quantities = ranges(std::mem::take(&mut reading.quantities), &tokens);
        Self { tokens, reading, classes, therapies, conditions }
    }

    /// Where one of these phrases starts.
    pub(super) fn at(&self, phrases: &[&str]) -> Option<usize> {
        (0..self.tokens.len())
            .find(|at| phrases.iter().any(|phrase| starts_with(&self.tokens, *at, phrase)))
    }

    /// Whether one of these phrases stands in it.
    pub(super) fn says(&self, phrases: &[&str]) -> bool {
        self.at(phrases).is_some()
    }

    /// Whether a word with one of these beginnings stands in it.
    pub(super) fn begins(&self, stems: &[&str]) -> bool {
        self.tokens.iter().any(|token| stems.iter().any(|stem| token.lower.starts_with(stem)))
    }
}

/// Quantities with `between 30% and 79%` as one range.
fn ranges(quantities: Vec<Quantity>, tokens: &[Token]) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::new();
    for quantity in quantities {
        if let Some(low) = joined.last_mut() {
            let from = tokens.partition_point(|token| token.place.end <= low.place.start);
            let to = tokens.partition_point(|token| token.place.end <= low.place.end);
            let between = from.checked_sub(1).and_then(|at| tokens.get(at));
            let led = between.is_some_and(|token| token.any(&["between", "from"]));
            let and = tokens.get(to).is_some_and(|token| token.any(&["and", "to", "-", "–"]));
            let next =
                tokens.get(to + 1).is_some_and(|token| token.place.start == quantity.place.start);
            // "0 or 1" and "0, 1 or 2" are one range where nothing else bounds them.
            let or = tokens.get(to).is_some_and(|token| token.any(&["or", ","]));
            let listed = or
                && low.unit == Unit::Bare
                && low.comparison == Comparison::Exactly
                && quantity.comparison == Comparison::Exactly;
            if (led && and || listed)
                && next
                && low.unit == quantity.unit
                && low.value <= quantity.value
            {
                low.high = Some(quantity.value);
                low.place.end = quantity.place.end;
                continue;
            }
        }
        joined.push(quantity);
    }
    joined
}

const SCREENED: &[&str] = &[
    "screen",
    "screened",
    "screening",
    "test",
    "tested",
    "testing",
    "evaluated",
    "evaluation",
    "negative",
    "ruled out",
    "quantiferon",
    "igra",
    "ppd",
];

const SIGNS: &[&str] = &[
    "symptoms of",
    "signs of",
    "signs and symptoms",
    "signs or symptoms",
    "findings of",
    "findings consistent with",
    "features of",
    "suggestive of",
];

/// What a text asks for. `inherited` is what the group above it asks of every alternative below: drugs to be tried.
pub(super) fn requirements(text: &str, inherited: Option<&Trial>) -> Vec<Requirement> {
    let text = span::before_treatment(text);
    let leaf = Leaf::of(text);
    let absent = absent::absent(&leaf, text);
    if !absent.is_empty() {
        return absent;
    }
    if let Some(family) = diagnosis::family(&leaf) {
        return vec![family];
    }
    let mut found = Vec::new();
    let combination = care::combination(&leaf).or_else(|| care::not_taken(&leaf));
    found.extend(care::prescriber(&leaf));
    found.extend(care::no_nicotine(&leaf));
    found.extend(ages(&leaf));
    let onset = span::onset(&leaf);
    found.extend(onset.map(|before| Requirement::Onset { before }));
    let screenings = screenings(&leaf);
    let screened = !screenings.is_empty();
    found.extend(screenings);
    let taken = care::taken(&leaf, inherited);
    let nicotine = found.iter().any(|found| matches!(found, Requirement::NoNicotine(_)));
    let trial = match &combination {
        _ if taken.is_some() || nicotine => None,
        None => trial(&leaf, inherited),
        Some(_) => care::taken_together(&leaf, text).or_else(|| {
            care::before_combination(&leaf, text).and_then(|text| trial(&Leaf::of(text), inherited))
        }),
    };
    found.extend(bound::thresholds(&leaf));
    if trial.is_some() {
        found.extend(span::presence(&leaf, text));
    } else {
        found.extend(bound::counts(&leaf));
        found.extend(span::lasting(&leaf, text).filter(|_| !nicotine && onset.is_none()));
        found.extend(amount::values(&leaf, text));
        found.extend(
            grades(&leaf.tokens).into_iter().filter(|grade| !grade.denied).map(Requirement::Grade),
        );
        found.extend(amount::tallies_asked(&leaf, text));
    }
    // "Findings consistent with X (e.g., weakness)" asks for the findings.
    let signs = leaf.says(SIGNS) && leaf.says(trial::EXAMPLES);
    if !screened && !signs {
        let treated = trial.is_some() || combination.is_some();
        found.extend(diagnosis::diagnosis(&leaf, treated));
    }
    found.extend(trial.into_iter().flat_map(|trial| split(trial, &leaf)).map(Requirement::Trial));
    found.extend(combination);
    found.extend(taken);
    let passing =
        |found: &Requirement| matches!(found, Requirement::Diagnosis { primary: false, .. });
    if found.iter().all(passing)
        && let Some(measured) = measured::measured(&leaf)
    {
        found = vec![measured];
    }
    if found.is_empty() {
        found.extend(care::response(&leaf).filter(|_| !leaf.begins(&["expect", "anticipat"])));
        found.extend(care::done(&leaf));
    }
    found
}

/// What a text asks for by itself.
pub(super) fn own_requirements(text: &str) -> Vec<Requirement> {
    requirements(text, None)
}

/// A month in years, and a little more.
const MONTH_OF_AGE: Number = Number::millionths(84_000);

fn ages(leaf: &Leaf) -> Option<Requirement> {
    // "Onset before age 3" is no age of the patient now.
    if leaf.says(&[
        "onset",
        "before age",
        "by age",
        "prior to age",
        "age at",
        "diagnosed before",
        "before the age",
    ]) {
        return None;
    }
    // "Radiation between the ages of 10 and 30" is no age of now either.
    let then = leaf.at(&["between the ages", "between ages"]).and_then(|at| at.checked_sub(1));
    let now =
        |token: &Token| token.any(&["is", "are", "be", "aged", "patient", "member", "individual"]);
    if then.and_then(|at| leaf.tokens.get(at)).is_some_and(|token| !now(token)) {
        return None;
    }
    let mut from = None;
    let mut to = None;
    for quantity in leaf
        .reading
        .quantities
        .iter()
        .filter(|quantity| quantity.unit == Unit::YearOfAge && quantity.measure.is_none())
    {
        match (quantity.comparison, quantity.high) {
            (_, Some(high)) => (from, to) = (Some(quantity.value), Some(high)),
            (Comparison::AtLeast | Comparison::Exactly | Comparison::About, None) => {
                from = Some(quantity.value);
            }
            // Who is 12 may be older than 12 by months, or not.
            (Comparison::MoreThan, None) => from = Some(quantity.value.plus(MONTH_OF_AGE)),
            (Comparison::AtMost, None) => to = Some(quantity.value),
            // "Younger than 80" ends with 79.
            (Comparison::LessThan, None) if quantity.value >= Number::whole(2) => {
                to = Some(quantity.value.plus(Number::whole(-1)));
            }
            (Comparison::LessThan, None) => {
                to = Some(quantity.value.plus(Number::millionths(-50_000)));
            }
        }
    }
    (from.is_some() || to.is_some()).then_some(Requirement::Age { from, to })
}

fn screenings(leaf: &Leaf) -> Vec<Requirement> {
    if !leaf.says(SCREENED) && leaf.reading.polarity != Polarity::Negated {
        return Vec::new();
    }
    let negative = leaf.begins(&["negative", "no", "not", "ruled", "without", "absence"]);
    let named = Subject::ALL.into_iter().filter(|subject| leaf.says(subject.spellings()));
    named.map(|subject| Requirement::Screening { subject, negative }).collect()
}
