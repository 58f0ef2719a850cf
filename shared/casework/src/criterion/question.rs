//! Questions to the clinician that would close a gap, worded so that the answer can go into the case as it is.

use super::require::{Grade, Specialist, Subject, Trial};
use super::vocabulary::class::DrugClass;
use super::vocabulary::condition::Condition;
use crate::fact::{Comparison, Number, Quantity, Unit};

/// How old.
pub(super) fn age(from: Option<Number>, to: Option<Number>) -> String {
    let (from, to) = (from.map(years), to.map(years));
    match (from, to) {
        (Some(from), Some(to)) => format!("Is the patient between {from} and {to} years old?"),
        (Some(from), None) => format!("Is the patient {from} years old or older?"),
        (None, Some(to)) => format!("Is the patient {to} years old or younger?"),
        (None, None) => "How old is the patient?".to_owned(),
    }
}

/// An age in whole years, from two on.
pub(super) fn years(age: Number) -> Number {
    let whole = age.floor().filter(|years| *years >= 2);
    whole.and_then(|years| i64::try_from(years).ok()).map_or(age, Number::whole)
}

/// Which condition.
pub(super) fn diagnosis(asked: &[&'static Condition]) -> String {
    format!(
        "Does the patient have {}? If so, which diagnosis code or finding says so?",
        listed(&names(asked), "or")
    )
}

/// Whether a condition is absent.
pub(super) fn absent(asked: &[&'static Condition]) -> String {
    format!("Can you state that the patient does not have {}?", listed(&names(asked), "or"))
}

/// What was tried.
pub(super) fn trial(trial: &Trial, counting: usize) -> String {
    let names = listed(&trial.names(), "or");
    let time = trial.days.map_or_else(String::new, |days| format!(" for at least {}", span(days)));
    let missing = trial.count.saturating_sub(counting).max(1);
    let what = match (trial.count, counting) {
        (1, _) => format!("Was {names} tried{time}?"),
        (count, 0) => format!("Which {count} treatments were tried{time}, counting {names}?"),
        (_, _) => format!(
            "Which {missing} more of these {} tried{time}: {names}?",
            if missing == 1 { "was" } else { "were" }
        ),
    };
    let accepts = trial.accepts;
    let outcome = match (accepts.intolerance, accepts.contraindication) {
        (true, true) => {
            "Give dose, duration and outcome, or why it was not tolerated or is contraindicated."
        }
        (true, false) => "Give dose, duration and outcome, or why it was not tolerated.",
        (false, true) => "Give dose, duration and outcome, or why it is contraindicated.",
        (false, false) => "Give dose, duration and outcome.",
    };
    format!("{what} {outcome}")
}

/// What is not said of a treatment that may count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lack {
    Time,
    Outcome,
    TimeAndOutcome,
}

/// What is missing of one treatment.
pub(super) fn lacking(name: &str, lack: Lack, trial: &Trial) -> String {
    let time = trial
        .days
        .map_or_else(String::new, |days| format!(" The payer asks for at least {}.", span(days)));
    let drug = trial.therapies.iter().all(|therapy| therapy.name != name);
    let done = if drug { "taken" } else { "tried" };
    match lack {
        Lack::Time => format!("For how long was {name} {done}?{time}"),
        Lack::Outcome => format!(
            "What came of {name}: did it fail, was it not tolerated, or is it contraindicated?"
        ),
        Lack::TimeAndOutcome => {
            format!("For how long was {name} {done}, and what came of it?{time}")
        }
    }
}

/// Whether and with what result a screening was done.
pub(super) fn screened(subject: Subject, negative: bool) -> String {
    let name = subject.name();
    if negative {
        format!("Was the patient screened for {name}, and was the result negative?")
    } else {
        format!("Was the patient screened for {name}? With what result?")
    }
}

/// What a measure is.
pub(super) fn threshold(measure: &str, asked: &Quantity) -> String {
    format!("What is the patient's {}? The payer asks for {}.", display(measure), bound(asked))
}

/// What a value is that no table names.
pub(super) fn value(text: &str) -> String {
    format!("The payer asks: \u{201C}{}\u{201D} What was measured?", text.trim_end_matches('.'))
}

/// Whether something was measured.
pub(super) fn measured(asked: &[&'static str]) -> String {
    let names: Vec<String> = asked.iter().map(|measure| display(measure)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    format!("What is the patient's {}?", listed(&names, "or"))
}

/// Which grade.
pub(super) fn grade(asked: &Grade) -> String {
    format!("Which {} is it? The payer asks for {}.", asked.kind, graded(asked))
}

/// A grade as the payer asks for it.
pub(super) fn graded(asked: &Grade) -> String {
    let Grade { kind, from, to, .. } = asked;
    match (*from, *to) {
        (from, usize::MAX) => format!("{kind} {from} or higher"),
        (0, to) => format!("{kind} {to} or lower"),
        (from, to) if from == to => format!("{kind} {from}"),
        (from, to) => format!("{kind} {from} to {to}"),
    }
}

/// How many of something.
pub(super) fn count(asked: &Quantity) -> String {
    let noun = if let Unit::Count(noun) = &asked.unit { plural(noun) } else { "events".to_owned() };
    format!(
        "How many {noun} has the patient had, and over what time? The payer asks for {}.",
        bound(asked)
    )
}

/// How long something lasts.
pub(super) fn lasting(days: Number, _words: &[String]) -> String {
    format!("For how long has this lasted? The payer asks for at least {}.", span(days))
}

/// How old the patient was when it began.
pub(super) fn onset(before: Number) -> String {
    format!(
        "How old was the patient when it began? The payer asks for an onset before {}.",
        span(before)
    )
}

/// Who prescribes.
pub(super) fn prescriber(asked: &[Specialist]) -> String {
    let names: Vec<&str> = asked.iter().map(|specialist| specialist.name.as_str()).collect();
    format!(
        "Who prescribes, or was consulted? The payer asks for one of these: {}.",
        listed(&names, "or")
    )
}

/// Which relative.
pub(super) fn family(asked: &[&'static Condition]) -> String {
    format!(
        "Does a relative have {}? Which relative, and at what age?",
        listed(&names(asked), "or")
    )
}

/// Whether an evaluation was done.
pub(super) fn done(stems: &[&str]) -> String {
    let what = match stems.first().copied().unwrap_or("") {
        "psycholog" => "a psychological evaluation",
        "genetic counsel" => "genetic counseling",
        "nutrition" => "a nutritional evaluation",
        "dental" => "a dental evaluation",
        "face to face" => "a face-to-face evaluation",
        _ => "a cardiac evaluation",
    };
    format!("Was {what} done, by whom, and with what result?")
}

/// Whether drugs are left out.
pub(super) fn alone(classes: &[&'static DrugClass], drugs: &[&'static str]) -> String {
    let names: Vec<&str> =
        classes.iter().map(|class| class.name).chain(drugs.iter().copied()).collect();
    format!("Can you state that it will not be taken together with a {}?", listed(&names, "or"))
}

/// Whether drugs are taken as well.
pub(super) fn together(classes: &[&'static DrugClass], drugs: &[&'static str]) -> String {
    let names: Vec<&str> =
        classes.iter().map(|class| class.name).chain(drugs.iter().copied()).collect();
    format!("Will it be taken together with {}?", listed(&names, "or"))
}

/// Whether what is taken does good.
pub(super) fn response() -> String {
    "How has the patient responded to it so far? Give the same measure before and now.".to_owned()
}

/// Whether the patient uses nicotine.
pub(super) fn no_nicotine() -> String {
    "Does the patient smoke or use nicotine, and if not, since how long?".to_owned()
}

/// Anything that no table knows.
pub(super) fn other(text: &str) -> String {
    format!(
        "The payer asks: \u{201C}{}\u{201D} What in the chart answers this?",
        text.trim_end_matches('.')
    )
}

/// A qualification that the facts leave open.
pub(super) fn qualified(words: &str) -> String {
    format!("The payer's words include \u{201C}{words}\u{201D}. What in the chart supports that?")
}

/// For how long.
pub(super) fn approval(text: &str) -> String {
    format!(
        "For how long is it requested? The payer's policy says: \u{201C}{}\u{201D}",
        text.trim_end_matches('.')
    )
}

fn names(conditions: &[&'static Condition]) -> Vec<&'static str> {
    conditions.iter().map(|condition| condition.name).take(5).collect()
}

/// `a`, `a or b`, `a, b or c`.
pub(super) fn listed(names: &[&str], word: &str) -> String {
    match names {
        [] => "it".to_owned(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// A measure as it is usually written: short names are initials.
pub(super) fn display(measure: &str) -> String {
    match measure {
        "hba1c" => "HbA1c".to_owned(),
        "kellgren-lawrence" => "Kellgren-Lawrence grade".to_owned(),
        "child-pugh" => "Child-Pugh class".to_owned(),
        "harvey-bradshaw" => "Harvey-Bradshaw index".to_owned(),
        name if name.contains(' ') || name.chars().count() > 7 => name.to_owned(),
        name => name.to_uppercase(),
    }
}

pub(super) fn bound(asked: &Quantity) -> String {
    if asked.unit == Unit::Other("snellen".to_owned()) {
        let line = asked.value;
        return match asked.comparison {
            Comparison::AtLeast => format!("20/{line} or worse"),
            Comparison::MoreThan => format!("worse than 20/{line}"),
            Comparison::AtMost => format!("20/{line} or better"),
            Comparison::LessThan => format!("better than 20/{line}"),
            Comparison::Exactly | Comparison::About => format!("20/{line}"),
        };
    }
    let unit = match &asked.unit {
        Unit::Percent => "%".to_owned(),
        Unit::Other(name) => format!(" {name}"),
        Unit::Count(noun) => format!(" {}", plural(noun)),
        Unit::Kilogram => " kg".to_owned(),
        Unit::Centimetre => " cm".to_owned(),
        Unit::YearOfAge => " years".to_owned(),
        Unit::Bare
        | Unit::Day
        | Unit::Milligram
        | Unit::MilligramPer(_)
        | Unit::Millilitre
        | Unit::InternationalUnit => String::new(),
    };
    let value = asked.value;
    if let Some(high) = asked.high {
        return format!("{value} to {high}{unit}");
    }
    match asked.comparison {
        Comparison::AtLeast => format!("at least {value}{unit}"),
        Comparison::MoreThan => format!("more than {value}{unit}"),
        Comparison::AtMost => format!("at most {value}{unit}"),
        Comparison::LessThan => format!("less than {value}{unit}"),
        Comparison::Exactly | Comparison::About => format!("{value}{unit}"),
    }
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

/// Days as weeks or months where they come out even.
pub(super) fn span(days: Number) -> String {
    let even =
        |unit: Number| days.over(unit).filter(|count| count.in_millionths() % 1_000_000 == 0);
    let said = |count: Number, unit: &str| {
        format!("{count} {unit}{}", if count == Number::whole(1) { "" } else { "s" })
    };
    // From two years on whole years are said: "18 years", not "216 months".
    let years = even(Number::YEAR).filter(|years| *years >= Number::whole(2));
    if let Some(years) = years {
        said(years, "year")
    } else if let Some(months) = even(Number::MONTH) {
        said(months, "month")
    } else if let Some(weeks) = even(Number::whole(7)) {
        said(weeks, "week")
    } else {
        said(days, "day")
    }
}
