//! Faithful sentences made of the fields of a case, in the turns that letters use.

use casework::case::{CaseContext, Treatment};
use casework::fact::{Outcome, sentence};

/// Sentences that any letter may hold, whatever the case.
const ANY: &[&str] = &[
    "I am writing on behalf of my patient to request coverage of the treatment described below.",
    "Thank you for your time and consideration.",
    "Please contact my office if you need additional documentation.",
    "I am available for a peer-to-peer discussion at your convenience.",
    "Relevant clinical records can be provided on request.",
    "I would appreciate a prompt decision on this request.",
    "In my clinical judgment, the requested treatment is medically necessary.",
    "The clinical rationale is summarized in the following paragraphs.",
    "If this request cannot be approved, please send the specific reason and the criteria used.",
    "I ask that a clinician of the same specialty review this request.",
    "The facts set out above support approval.",
    "Delaying treatment would not be in the interest of this patient.",
    "Sincerely, the treating clinician.",
    "I look forward to your favorable reply.",
    "The request is made for medical reasons and not for convenience.",
    "I will reassess the response and report it when continuation is due.",
];

/// The sentences, each with where it comes from.
pub(crate) fn sentences(case: &CaseContext) -> Vec<(String, &'static str)> {
    let mut texts: Vec<String> = about(case);
    for (place, treatment) in case.history().iter().enumerate() {
        texts.extend(history(case, treatment, place));
    }
    texts.extend(medications(case));
    let start = case.clinical().len() % ANY.len();
    texts.extend(ANY.iter().cycle().skip(start).take(4).map(|text| (*text).to_owned()));
    let mut found: Vec<(String, &'static str)> =
        texts.into_iter().map(|text| (text, "template")).collect();
    found.extend(copied(case).into_iter().map(|text| (text, "copied")));
    found
}

/// Patient, payer, diagnoses and request.
fn about(case: &CaseContext) -> Vec<String> {
    let (name, age) = (case.patient().first_name().as_str(), case.patient().age().describe());
    let (payer, state) = (case.payer().name(), case.patient().state().name());
    let request = case.request();
    let item = request.name();
    let mut texts = vec![
        format!("{name} is {age} and lives in {state}."),
        format!("{name} is covered by {payer}."),
        format!("I ask {payer} to approve {item} for {name}."),
        format!("This letter explains why {item} is medically necessary."),
    ];
    if let Some(years) = age.strip_suffix(" years old") {
        texts.push(format!("{name} is a {years}-year-old patient under my care."));
        texts.push(format!("At {years} years of age, {name} needs effective treatment."));
    }
    for diagnosis in case.diagnoses() {
        texts.push(format!("The ICD-10-CM code is {}.", diagnosis.code()));
        texts.push(format!("The diagnosis is {} ({}).", diagnosis.description(), diagnosis.code()));
    }
    let dose = [request.dose(), request.route(), request.frequency()];
    let dose: Vec<&str> = dose.into_iter().flatten().collect();
    if !dose.is_empty() {
        texts.push(format!("The regimen requested is {item} {}.", reworded(&dose.join(" "), 1)));
    }
    if let Some(duration) = request.duration().filter(|text| is_time(text)) {
        texts.push(format!("Approval is requested for {}.", reworded(duration, 2)));
    }
    texts
}

/// What a row of the history says, in four turns.
fn history(case: &CaseContext, row: &Treatment, place: usize) -> Vec<String> {
    let name = case.patient().first_name().as_str();
    let treatment = row.treatment();
    let dose = row.dose().map(|dose| format!(" {}", reworded(dose, place))).unwrap_or_default();
    let time = row.duration().filter(|text| is_time(text)).map(|text| reworded(text, place + 1));
    let over = time.as_ref().map(|time| format!(" over {time}")).unwrap_or_default();
    let after = time.as_ref().map(|time| format!(" after {time}")).unwrap_or_default();
    let during = time.as_ref().map(|time| format!(" for {time}")).unwrap_or_default();
    let mut texts = match row.outcome() {
        Outcome::Failed => vec![
            format!("A trial of {treatment}{dose}{during} was unsuccessful."),
            format!("{name} did not respond to {treatment}{after}."),
            format!("There was an inadequate response to {treatment}{dose}."),
            format!("Despite {treatment}{dose}{over}, the condition was not controlled."),
        ],
        Outcome::Partial => vec![
            format!("{name} had only a partial response to {treatment}{dose}{after}."),
            format!("The response to {treatment} was incomplete."),
            format!("Treatment with {treatment}{dose}{over} brought limited benefit."),
        ],
        Outcome::Intolerant => vec![
            format!("{name} was unable to tolerate {treatment}{dose}."),
            format!("Treatment with {treatment} was stopped{after} because it was not tolerated."),
            format!("Intolerance to {treatment} is documented."),
        ],
        Outcome::Contraindicated => vec![
            format!("{name} cannot take {treatment} because it is contraindicated."),
            format!("There is a contraindication to {treatment}."),
        ],
        Outcome::Responding => vec![
            format!("{name} is responding to {treatment}{dose}."),
            format!("Treatment with {treatment}{dose} has been effective."),
        ],
        Outcome::Completed => vec![format!("{name} has completed {treatment}.")],
    };
    if let Some(detail) = row.detail() {
        texts
            .push(format!("With {treatment}, the record notes: {}.", detail.trim_end_matches('.')));
    }
    texts
}

fn medications(case: &CaseContext) -> Vec<String> {
    let name = case.patient().first_name().as_str();
    let line = |row: &casework::case::Medication| {
        let parts = [Some(row.name()), row.dose(), row.frequency()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let all: Vec<String> = case.medications().iter().map(line).collect();
    let mut texts: Vec<String> =
        all.iter().map(|line| format!("{name} currently takes {}.", reworded(line, 1))).collect();
    if let [one, other] = all.as_slice() {
        texts.push(format!("Current medications are {one} and {other}."));
    }
    texts
}

/// The clinician's and the payer's own sentences.
fn copied(case: &CaseContext) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for (place, text) in sentence::sentences(case.clinical()).into_iter().enumerate() {
        texts.push(format!("{text}."));
        match place % 3 {
            0 => texts.push(format!("The record states: {text}.")),
            1 => texts.push(format!("As documented in the chart: {}.", reworded(&text, 1))),
            _ => {}
        }
    }
    if let Some(reason) = case.denial().and_then(|denial| denial.reason()) {
        texts.push(format!("The denial gives this reason: “{reason}”"));
    }
    texts
}

fn is_time(text: &str) -> bool {
    ["day", "week", "month", "year"].iter().any(|unit| text.contains(unit))
        && text.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Other spellings of amounts and frequencies.
const SPELLINGS: &[[&str; 3]] = &[
    ["three times daily", "TID", "three times a day"],
    ["twice daily", "BID", "every 12 hours"],
    ["four times daily", "QID", "4 times a day"],
    ["every 2 weeks", "every other week", "every two weeks"],
    ["every 4 weeks", "every four weeks", "q4 weeks"],
    ["every 8 weeks", "q8w", "every eight weeks"],
    ["once daily", "once a day", "every day"],
    ["twice weekly", "twice a week", "two times per week"],
    [" weekly", " once a week", " every week"],
    [" monthly", " once a month", " every month"],
    ["2 years", "two years", "24 months"],
    ["12 months", "one year", "twelve months"],
    ["6 months", "six months", "half a year"],
    ["4 months", "four months", "4 months"],
    ["3 months", "three months", "3 months"],
    ["12 weeks", "twelve weeks", "84 days"],
    ["8 weeks", "eight weeks", "56 days"],
    ["6 weeks", "six weeks", "42 days"],
    ["4 weeks", "four weeks", "28 days"],
    [" mcg", " micrograms", " mcg"],
    [" mg", " milligrams", "mg"],
    ["subcutaneous", "under the skin", "SC"],
    ["intravenous", "IV", "by vein"],
];

/// The text in another spelling: the same amounts, written otherwise.
fn reworded(text: &str, turn: usize) -> String {
    let mut text = text.to_owned();
    for spellings in SPELLINGS {
        let Some(from) = spellings.first().filter(|from| stands_alone(&text, from)) else {
            continue;
        };
        if let Some(to) = spellings.get(turn % spellings.len()) {
            text = text.replace(from, to);
        }
    }
    text
}

/// Whether the words stand in the text and no digit before or letter behind makes them others.
fn stands_alone(text: &str, words: &str) -> bool {
    let Some(at) = text.find(words) else { return false };
    let before = text.get(..at).and_then(|start| start.chars().next_back());
    let after = text.get(at + words.len()..).and_then(|rest| rest.chars().next());
    let digit = words.starts_with(|letter: char| letter.is_ascii_digit())
        && before.is_some_and(|letter| letter.is_ascii_digit() || letter == '.' || letter == '-');
    let before_word = words.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && before.is_some_and(char::is_alphanumeric);
    !digit && !before_word && after.is_none_or(|letter| !letter.is_alphanumeric() && letter != '/')
}
