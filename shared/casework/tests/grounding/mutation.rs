//! Changes one thing in a faithful sentence. What still follows from the case afterwards is left out.

use casework::brief::Brief;
use casework::case::CaseContext;
use casework::fact::{Number, Reading, Unit, facts};
use regex::Regex;
use std::sync::LazyLock;

use super::naming::{codes, names};

/// All that the case says, for the check that a change made a sentence false.
pub(crate) struct World {
    /// Every fact, criterion and passage, in lower case.
    pub(crate) text: String,
    /// The patient's first name.
    pub(crate) name: String,
    numbers: Vec<String>,
    days: Vec<Number>,
    drugs: Vec<&'static str>,
    pub(crate) payer: String,
    pub(crate) state: &'static str,
}

impl World {
    pub(crate) fn new(brief: &Brief, case: &CaseContext) -> Self {
        let facts = facts(case);
        let mut text: String = facts.iter().flat_map(|fact| [fact.text.as_str(), "\n"]).collect();
        text.push_str(case.criteria().unwrap_or_default());
        text.push_str(
            &brief.sources().iter().map(|source| source.quote.clone()).collect::<String>(),
        );
        let text = text.to_lowercase();
        let readings: Vec<Reading> = facts.iter().map(|fact| Reading::of(&fact.text)).collect();
        let quantities = readings.iter().flat_map(|reading| &reading.quantities);
        Self {
            name: case.patient().first_name().as_str().to_owned(),
            numbers: numbers(&text),
            days: quantities.filter(|q| q.unit == Unit::Day).map(|q| q.value).collect(),
            drugs: readings.iter().flat_map(|r| &r.drugs).map(|drug| drug.generic).collect(),
            payer: case.payer().name().to_owned(),
            state: case.patient().state().name(),
            text,
        }
    }

    /// Whether the case says this word anywhere.
    pub(crate) fn says(&self, word: &str) -> bool {
        self.text.contains(&word.to_lowercase())
    }
}

const WORDS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// Every number of a text, in digits.
fn numbers(text: &str) -> Vec<String> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\d+(?:,\d{3})*(?:\.\d+)?").unwrap());
    let digits = NUMBER.find_iter(text).map(|found| found.as_str().replace(',', ""));
    let words = WORDS.iter().enumerate().filter(|(_, word)| text.contains(*word));
    digits.chain(words.map(|(value, _)| value.to_string())).collect()
}

/// The changed sentences, each with the family of the change; at most one of each family.
pub(crate) fn mutants(text: &str, world: &World, seed: usize) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    let all = digits(text, world, seed)
        .into_iter()
        .chain(words(text, world, seed))
        .chain(units(text, world))
        .chain(replaced(text, world, seed))
        .chain(drugs(text, world, seed))
        .chain(codes(text, world))
        .chain(names(text, world, seed));
    for (family, mutant) in all {
        if mutant != text && !found.iter().any(|(other, _)| *other == family) {
            found.push((family, mutant));
        }
    }
    found
}

/// Words before a number that make it a bound, which another number may satisfy as well.
static BOUND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(least|most|than|over|under|above|below|nearly|almost|≥|≤|<|>|to|between|minimum of|beyond)\s*(?:a |the )?$")
        .unwrap()
});

/// Changes of numbers in digits.
fn digits(text: &str, world: &World, seed: usize) -> Vec<(&'static str, String)> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?)(?P<rest>(?:-| )?(?:[A-Za-zµ%°/0-9]+(?:-old)?)?)",
        )
        .unwrap()
    });
    let mut found = Vec::new();
    for captures in NUMBER.captures_iter(text) {
        let (Some(number), Some(rest)) = (captures.name("n"), captures.name("rest")) else {
            continue;
        };
        let before = text.get(..number.start()).unwrap_or_default();
        let glued = before.ends_with(|c: char| c.is_alphanumeric() || "-./".contains(c));
        let coded =
            before.ends_with("CPT ") || before.ends_with("ICD-") || number.as_str().len() == 5;
        let named =
            rest.as_str().starts_with(|c: char| c.is_ascii_alphabetic()) && !is_unit(rest.as_str());
        if glued || coded || named || BOUND.is_match(before) {
            continue;
        }
        let Some(other) = other_number(number.as_str(), world, seed) else { continue };
        let place = number.range();
        let mutant = spliced(text, place.clone(), &other);
        if !same_time(&mutant, place.start, world) {
            found.push((family(rest.as_str()), mutant));
        }
    }
    found
}

fn is_unit(rest: &str) -> bool {
    ["mg", "mcg", "g", "kg", "mL", "mm", "cm", "L", "units", "h"].contains(&rest)
}

/// What a number with these words behind it tells.
fn family(rest: &str) -> &'static str {
    let rest = rest.trim_start_matches([' ', '-']).to_lowercase();
    match rest.as_str() {
        "mg" | "mcg" | "g" | "ml" | "units" | "unit" | "milligrams" | "micrograms" | "iu" => "dose",
        "days" | "weeks" | "months" | "years" | "week" | "month" | "year" | "hours" => "duration",
        "year-old" | "month-old" => "age",
        "sessions" | "episodes" | "visits" | "relapses" | "injections" | "flares" => "count",
        _ => "number",
    }
}

/// Another number of the same shape that the case does not have.
fn other_number(number: &str, world: &World, seed: usize) -> Option<String> {
    let plain = number.replace(',', "");
    let decimals = plain.split('.').nth(1).map_or(0, str::len);
    let value: f64 = plain.parse().ok()?;
    let changes: [f64; 6] =
        [value * 2.0, value + 1.0, value * 0.5, value + 3.0, value * 10.0, value + 7.0];
    changes.iter().cycle().skip(seed % changes.len()).take(changes.len()).find_map(|change| {
        let other = format!("{change:.decimals$}");
        let same = other.parse() == Ok(value) || other.starts_with('0') && decimals == 0;
        (!same && !world.numbers.contains(&other)).then_some(other)
    })
}

/// Whether the time at this place is as long as one that a fact has: 12 weeks for 3 months.
fn same_time(text: &str, at: usize, world: &World) -> bool {
    let near = |a: Number, b: Number| {
        let (a, b) = (a.in_millionths(), b.in_millionths());
        (a - b).abs() * 10 <= a.max(b)
    };
    Reading::of(text)
        .quantities
        .iter()
        .filter(|quantity| quantity.place.start <= at && at < quantity.place.end)
        .any(|q| q.unit == Unit::Day && world.days.iter().any(|known| near(*known, q.value)))
}

pub(crate) fn spliced(text: &str, place: std::ops::Range<usize>, put: &str) -> String {
    let mut text = text.to_owned();
    text.replace_range(place, put);
    text
}

/// Changes of numbers in words.
fn words(text: &str, world: &World, seed: usize) -> Vec<(&'static str, String)> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?P<rest>[ -][a-z]+(?:-old)?)").unwrap()
    });
    let mut found = Vec::new();
    for captures in NUMBER.captures_iter(text) {
        let (Some(number), Some(rest)) = (captures.name("n"), captures.name("rest")) else {
            continue;
        };
        let before = text.get(..number.start()).unwrap_or_default();
        let frequency = before.ends_with("every ") || rest.as_str() == " times";
        if BOUND.is_match(before) || frequency || before.ends_with('-') {
            continue;
        }
        let others = WORDS.iter().enumerate().skip(2).cycle().skip(seed % 11).take(11);
        let free = |(value, word): &(usize, &&str)| {
            !world.numbers.contains(&value.to_string())
                && !number.as_str().eq_ignore_ascii_case(word)
        };
        let Some((_, other)) = others.into_iter().find(free) else { continue };
        let mutant = spliced(text, number.range(), other);
        if !same_time(&mutant, number.start(), world) {
            let plural = rest.as_str().ends_with('s');
            let kind = family(rest.as_str());
            found.push((if kind == "number" && plural { "count" } else { kind }, mutant));
        }
    }
    found
}

/// Units, and what a unit may be mistaken for.
const UNITS: &[(&str, &str)] = &[
    (r"\d ?mcg\b", "mg"),
    (r"\d mg/dL", "g/dL"),
    (r"\d g/dL", "mg/dL"),
    (r"\d mg/L", "mg/dL"),
    (r"\d mg/kg", "mcg/kg"),
    (r"\d ng/mL", "mcg/mL"),
    (r"\d ?mg\b", "mcg"),
    (r"\d g\b", "mg"),
    (r"\d grams\b", "milligrams"),
    (r"\d mL\b", "L"),
    (r"\d cm\b", "mm"),
    (r"\d mm\b", "cm"),
    (r"\d kg\b", "lb"),
    (r"(?i)(?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve)[ -]weeks?\b", "years"),
    (r"(?i)(?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve) months\b", "weeks"),
    (r"(?i)(?:\d|two|three|four|five|six|seven|eight|nine|ten|twelve) years\b", "months"),
];

static UNIT_PATTERNS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    UNITS.iter().map(|(pattern, other)| (Regex::new(pattern).unwrap(), *other)).collect()
});

fn units(text: &str, world: &World) -> Option<(&'static str, String)> {
    for (regex, other) in &*UNIT_PATTERNS {
        let Some(hit) = regex.find(text) else { continue };
        let number = hit.as_str().find([' ', '-']).map_or(1, |blank| blank + 1);
        let from =
            if hit.as_str().contains([' ', '-']) { hit.start() + number } else { hit.start() + 1 };
        let before = text.get(..hit.start()).unwrap_or_default();
        let rest = text.get(hit.end()..).unwrap_or_default();
        if rest.starts_with("-old")
            || rest.starts_with(" old")
            || rest.starts_with(" of age")
            || before.ends_with("every ")
        {
            continue;
        }
        let put = if hit.as_str().contains('-') { other.trim_end_matches('s') } else { other };
        let mutant = spliced(text, from..hit.end(), put);
        return (!same_time(&mutant, hit.start(), world)).then_some(("unit", mutant));
    }
    None
}

/// Words and what turns them: family, what must stand in the text, what is put for it.
const TURNS: &[(&str, &str, &str)] = &[
    ("frequency", r"\btwice (?:daily|a day)", "four times daily"),
    ("frequency", r"\bBID\b", "TID"),
    ("frequency", r"\bTID\b", "BID"),
    ("frequency", r"\bQID\b", "BID"),
    ("frequency", r"\b(?:three times|4 times) (?:daily|a day)", "twice daily"),
    ("frequency", r"\bevery (?:other week|two weeks|2 weeks)", "every 3 weeks"),
    ("frequency", r"\bevery (?:four|4) weeks", "every 6 weeks"),
    ("frequency", r"\bevery (?:eight|8) weeks", "every 10 weeks"),
    ("frequency", r"\b(?:once a week|once weekly|every week|weekly)\b", "every 5 days"),
    ("frequency", r"\b(?:once a month|once monthly|every month|monthly)\b", "every 5 months"),
    ("frequency", r"\b(?:once daily|once a day|every day|per day|a day)\b", "every third day"),
    (
        "outcome",
        r"\b(?:was|were|is|proved) (?:unsuccessful|ineffective|not effective)",
        "was not tolerated",
    ),
    (
        "outcome",
        r"\b(?:failed|did not work|did not help)(\.|,|;| after)",
        "caused intolerable side effects$1",
    ),
    ("outcome", r"\bdid not respond to\b", "responded well to"),
    ("outcome", r"\binadequate response\b", "complete response"),
    ("outcome", r"\b(?:only )?a? ?partial response\b", "complete remission"),
    ("outcome", r"\bwas not tolerated\b", "was ineffective"),
    ("outcome", r"\bunable to tolerate\b", "not helped by"),
    ("outcome", r"\bcannot take\b", "failed"),
    ("outcome", r"\bis contraindicated\b", "was tried and failed"),
    ("outcome", r"\bresponding to\b", "failing"),
    ("outcome", r"\bhas been effective\b", "has failed"),
    ("outcome", r"\bresponse to (\w+) was incomplete\b", "response to $1 was excellent"),
    ("negation", r"\bno longer\b", "still"),
    ("negation", r"\b[Nn]o (history|evidence|prior|active|known|sign) ", "a documented $1 "),
    ("negation", r"\bcannot\b", "can"),
    ("negation", r"\bis unable to\b", "is able to"),
    ("negation", r"\bdoes not\b", "does"),
    ("negation", r"\bhas never\b", "has often"),
    ("negation", r"\bnegative\b", "positive"),
    ("negation", r"\bpositive\b", "negative"),
    ("negation", r"\bis not\b", "is"),
    ("negation", r"\bshows?\b", "does not show"),
    ("negation", r"\bshowed\b", "did not show"),
    ("laterality", r"\bleft\b", "right"),
    ("laterality", r"\bright\b", "left"),
    ("laterality", r"\bboth (hands|knees|eyes|legs|axillae|elbows|feet)\b", "the left $1"),
    ("laterality", r"\b[Bb]ilateral\b", "left-sided"),
];

static TURN_PATTERNS: LazyLock<Vec<(&str, Regex, &str)>> = LazyLock::new(|| {
    TURNS
        .iter()
        .map(|(family, pattern, put)| (*family, Regex::new(pattern).unwrap(), *put))
        .collect()
});

fn replaced(text: &str, world: &World, seed: usize) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for (family, regex, put) in &*TURN_PATTERNS {
        let sided = *family == "laterality" && world.says("left") && world.says("right");
        let split = *family == "frequency" && text.contains(" per day in ");
        let prefix =
            text.contains("HER2") || text.contains("-positive") || text.contains("-negative");
        let part = *family == "negation" && prefix;
        let lower = text.to_lowercase();
        let twice = [" no ", " not ", "neither", "never", "without", "contraindicated", "request"]
            .iter()
            .filter(|word| lower.contains(**word))
            .count();
        let adds = put.contains("not");
        let asking = *family == "negation"
            && (text.starts_with("If ")
                || twice > 1
                || adds && twice > 0
                || lower.contains("contraindicated"));
        if sided || split || part || asking || text.starts_with("In my") || !regex.is_match(text) {
            continue;
        }
        let frequent = put.split(' ').nth(1).filter(|_| *family == "frequency");
        if frequent.is_some() && world.says(put) {
            continue;
        }
        found.push((*family, regex.replace(text, *put).into_owned()));
    }
    // Of several that fit, not always the first.
    if !found.is_empty() {
        let turn = seed % found.len();
        found.rotate_left(turn);
    }
    found
}

/// Drugs that stand in for others.
const OTHERS: &[&str] = &[
    "azathioprine",
    "certolizumab",
    "verapamil",
    "clozapine",
    "glipizide",
    "nadolol",
    "ustekinumab",
    "phenytoin",
    "tofacitinib",
    "celecoxib",
    "mirtazapine",
    "rituximab",
    "linagliptin",
    "etodolac",
    "carbamazepine",
    "guselkumab",
    "nortriptyline",
    "tacrolimus",
    "pregabalin",
    "sitagliptin",
];

fn drugs(text: &str, world: &World, seed: usize) -> Vec<(&'static str, String)> {
    let reading = Reading::of(text);
    let Some(drug) = reading.drugs.get(seed % reading.drugs.len().max(1)) else {
        return Vec::new();
    };
    let free = |other: &&&str| {
        !world.says(other) && !world.drugs.iter().any(|known| known.contains(**other))
    };
    let Some(other) = OTHERS.iter().cycle().skip(seed % OTHERS.len()).take(OTHERS.len()).find(free)
    else {
        return Vec::new();
    };
    let place = drug.place.start..drug.place.end;
    let first = drug.place.start == 0;
    let mut name = (*other).to_owned();
    if first {
        name = name.get(..1).unwrap_or_default().to_uppercase() + name.get(1..).unwrap_or_default();
    }
    let said = text.get(place.clone()).unwrap_or_default();
    vec![
        ("drug swapped", spliced(text, place.clone(), &name)),
        ("drug added", spliced(text, place, &format!("{said} and {other}"))),
    ]
}
