//! What a sentence says in terms that can be compared: drugs, quantities, frequencies, codes, polarity, side, outcome.
//! Facts, criteria and the sentences of a draft are all read by the same code, so that they can be held against each other.

use serde::{Deserialize, Serialize};

use super::number::Number;
use super::token::tokens;
use super::{cue, frequency, mention, quantity};

/// Everything comparable that stands in one piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Drugs named by ingredient or brand, in order.
    pub drugs: Vec<DrugMention>,
    /// Numbers with a unit, in order; durations and ages among them.
    pub quantities: Vec<Quantity>,
    /// How often something is done, in order.
    pub frequencies: Vec<Frequency>,
    /// ICD-10-CM, CPT and HCPCS codes, upper case, in order.
    pub codes: Vec<CodeMention>,
    /// Whether the sentence as a whole affirms or denies.
    pub polarity: Polarity,
    /// The side of the body, if one is named.
    pub laterality: Option<Laterality>,
    /// What came of a treatment, if said: the first of [`Reading::outcomes`], or the intake form's own word.
    pub outcome: Option<Outcome>,
    /// Everything that the text says treatments came to, in order.
    pub outcomes: Vec<OutcomeMention>,
    /// How long a treatment or a state lasted: a history row's own field, else the first duration after `for`.
    pub duration: Option<Quantity>,
}

/// What a treatment came to, as named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeMention {
    /// What it came to.
    pub outcome: Outcome,
    /// Where the words stand.
    pub place: Place,
}

/// Where something stands in a text: half-open byte offsets on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Place {
    /// First byte.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
}

/// A drug as named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrugMention {
    /// Generic name from the drug list: what brands are resolved to.
    pub generic: &'static str,
    /// Our class of the drug.
    pub class: &'static str,
    /// Where the name stands.
    pub place: Place,
}

/// A number with its unit, normalised so that equal amounts are equal values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The amount in the unit's base: `1 g` is 1000 milligrams, `six weeks` is 42 days.
    pub value: Number,
    /// Upper end of a range, in the same base: 6 in `4 to 6 weeks`.
    pub high: Option<Number>,
    /// What is counted.
    pub unit: Unit,
    /// How the text bounds the amount.
    pub comparison: Comparison,
    /// What was measured, if the text names it: `das28`, `hba1c`, `bmi`, `easi`; lower case, from the list of measures.
    pub measure: Option<&'static str>,
    /// Where number and unit stand.
    pub place: Place,
}

/// What a number counts; the base that its value is normalised to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A number without unit: a score, a grade, a level.
    Bare,
    /// Days, for durations: a week is 7, a month 30.4375, a year 365.25.
    Day,
    /// Years of age: `54 years old`, `age 18`; months of age as fractions.
    YearOfAge,
    /// Mass in milligrams.
    Milligram,
    /// Mass per body mass or surface: milligrams per kilogram, per square metre.
    MilligramPer(&'static str),
    /// Volume in millilitres.
    Millilitre,
    /// Units of activity.
    InternationalUnit,
    /// Percent.
    Percent,
    /// Body mass in kilograms (pounds converted).
    Kilogram,
    /// Length in centimetres.
    Centimetre,
    /// A count of things named by a noun in the singular: `joint`, `session`, `attempt`, `drug`.
    Count(String),
    /// A laboratory or physiological unit in its usual spelling, not converted: `mg/dL`, `kg/m2`, `mmHg`.
    Other(String),
}

/// How a text bounds an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Comparison {
    /// Just so much.
    #[default]
    Exactly,
    /// `about`, `approximately`, `nearly`.
    About,
    /// `at least`, `≥`, `or more`, `minimum of`.
    AtLeast,
    /// `more than`, `>`, `over`.
    MoreThan,
    /// `at most`, `≤`, `up to`, `no more than`.
    AtMost,
    /// `less than`, `<`, `under`, `below`.
    LessThan,
}

/// How often, normalised to the hours between two times: `BID`, `twice daily` and `every 12 hours` are all 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Frequency {
    /// Hours from one time to the next.
    pub hours: Number,
    /// `as needed`.
    pub as_needed: bool,
    /// Where it stands.
    pub place: Place,
}

/// A code as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeMention {
    /// The code in upper case, an ICD-10-CM code with its dot.
    pub code: String,
    /// Where it stands.
    pub place: Place,
}

/// Whether a sentence affirms what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Polarity {
    /// It says so.
    #[default]
    Affirmed,
    /// `no`, `denies`, `negative for`, `without`, `never`.
    Negated,
    /// `possible`, `suspected`, `rule out`, `may`.
    Uncertain,
}

/// A side of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Laterality {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Both sides.
    Bilateral,
}

/// What came of a treatment; the words of the intake form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It did not work, or stopped working.
    Failed,
    /// It worked in part.
    Partial,
    /// It was not tolerated.
    Intolerant,
    /// It must not be given.
    Contraindicated,
    /// It works.
    Responding,
    /// It was done, with nothing said of success: a course of therapy, a test.
    Completed,
}

impl Comparison {
    /// The bound from the other side, as it is for the negative of a number.
    pub(super) const fn reversed(self) -> Self {
        match self {
            Self::AtLeast => Self::AtMost,
            Self::AtMost => Self::AtLeast,
            Self::MoreThan => Self::LessThan,
            Self::LessThan => Self::MoreThan,
            Self::Exactly | Self::About => self,
        }
    }
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 6] = [
        Self::Failed,
        Self::Partial,
        Self::Intolerant,
        Self::Contraindicated,
        Self::Responding,
        Self::Completed,
    ];

    /// The word of the intake form, such as `failed`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Partial => "partial",
            Self::Intolerant => "intolerant",
            Self::Contraindicated => "contraindicated",
            Self::Responding => "responding",
            Self::Completed => "completed",
        }
    }
}

impl Reading {
    /// Reads a text: a fact, a criterion or a sentence of a draft.
    pub fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let codes = mention::codes(&tokens, text);
        let frequencies = frequency::frequencies(&tokens);
        let drugs = mention::drugs(&tokens);
        let mut taken: Vec<Place> = codes.iter().map(|code| code.place).collect();
        taken.extend(frequencies.iter().map(|frequency| frequency.place));
        taken.extend(drugs.iter().map(|drug| drug.place));
        let quantities = quantity::quantities(&tokens, &taken);
        let outcomes = cue::outcomes(&tokens);
        Self {
            duration: lasting(text, &quantities),
            polarity: cue::polarity(&tokens),
            laterality: cue::laterality(&tokens),
            outcome: outcomes.first().map(|mention| mention.outcome),
            drugs,
            quantities,
            frequencies,
            codes,
            outcomes,
        }
    }

    /// The longest duration named, in days; the lower end of a range.
    pub fn longest_days(&self) -> Option<Number> {
        self.quantities
            .iter()
            .filter(|quantity| quantity.unit == Unit::Day)
            .map(|quantity| quantity.value)
            .max()
    }

    /// Whether a drug is named, by its generic name.
    pub fn names(&self, generic: &str) -> bool {
        self.drugs.iter().any(|drug| drug.generic == generic)
    }
}

/// Whether the text affirms, denies or doubts what stands at a place, judged by the clause around it: in `No fever, but a
/// rash` the fever is denied and the rash is not.
pub fn polarity_at(text: &str, place: Place) -> Polarity {
    let tokens = tokens(text);
    let from = tokens.partition_point(|token| token.place.end <= place.start);
    let to = tokens.partition_point(|token| token.place.start < place.end);
    cue::polarity_at(&tokens, from, to.max(from))
}

/// The first duration that follows `for`, `x` or a bound after `for`.
fn lasting(text: &str, quantities: &[Quantity]) -> Option<Quantity> {
    let times = quantities.iter().filter(|quantity| quantity.unit == Unit::Day);
    times
        .into_iter()
        .find(|quantity| {
            let before = text.get(..quantity.place.start).unwrap_or("").to_lowercase();
            let words: Vec<&str> = before.split_whitespace().rev().take(4).collect();
            words.iter().any(|word| matches!(*word, "for" | "x" | "×" | "lasting"))
        })
        .cloned()
}
