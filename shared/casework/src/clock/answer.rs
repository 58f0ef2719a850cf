//! What a clock answers: serializable, in words that can be shown as they are.

use serde::Serialize;

use super::rule::{Law, Rule, Time};
use super::span::Span;
use super::step::Step;
use crate::case::LineOfBusiness;

/// The answer to a question about a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// A rule covers it.
    Known(Box<Known>),
    /// No rule covers it.
    NotKnown(NotKnown),
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The step that was asked about.
    pub step: Step,
    /// What it is called under this law.
    pub level: &'static str,
    /// Who decides.
    pub decider: &'static str,
    /// How long it stays open.
    pub filing: Filing,
    /// How long the decider has.
    pub standard: Vec<Due>,
    /// The same where it is urgent.
    pub expedited: Vec<Due>,
    /// What follows when the decider is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<&'static str>,
    /// What else to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<&'static str>,
    /// The level after this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    /// What the law is called.
    pub law: &'static str,
    /// Its sections.
    pub citation: &'static str,
    /// Where to read it.
    pub url: &'static str,
    /// The day for which the text was read, as `2026-09-24`.
    pub checked_on: &'static str,
}

/// No rule covers the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotKnown {
    /// The plan that was asked about.
    pub plan: LineOfBusiness,
    /// The step that was asked about.
    pub step: Step,
    /// What to do instead.
    pub say: &'static str,
}

/// How long a step stays open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filing {
    /// How it stands.
    pub standing: Standing,
    /// Days left, or days over where the time has passed; none where it cannot be counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// One sentence for the reader.
    pub say: String,
    /// The rule in words: `60 days from receipt of the notice`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<String>,
    /// How it was counted, where that is more than the rule says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<&'static str>,
}

/// How the time to file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// So many days are left.
    Open,
    /// At least so many days are left.
    OpenAtLeast,
    /// The shortest time that the rule can mean has passed, the longest perhaps not.
    MayHavePassed,
    /// It ended so many days ago.
    Passed,
    /// Nothing is to be filed.
    ByItself,
    /// A request, which may be made at any time.
    NoDeadline,
    /// The rule is known, the days since the notice are not.
    NotCounted,
    /// The law does not say.
    NotKnown,
}

/// How long a decision may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// For what; none where it is for everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<&'static str>,
    /// `72 hours`.
    pub within: String,
}

/// The level after this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Next {
    /// What it is called.
    pub level: &'static str,
    /// Who decides.
    pub decider: &'static str,
}

impl Answer {
    pub(super) fn known(
        step: Step,
        rule: &'static Rule<'static>,
        next: Option<&'static Rule<'static>>,
        days: Option<u32>,
    ) -> Self {
        let Law { name, citation, url, checked_on } = rule.law;
        Self::Known(Box::new(Known {
            step,
            level: rule.level,
            decider: rule.decider,
            filing: Filing::new(step, rule.file, days),
            standard: dues(&rule.standard),
            expedited: dues(&rule.expedited),
            late: rule.late,
            notes: rule.notes,
            next: next.map(|next| Next { level: next.level, decider: next.decider }),
            law: name,
            citation,
            url,
            checked_on,
        }))
    }

    pub(super) fn not_known(plan: LineOfBusiness, step: Step) -> Self {
        let say = if plan == LineOfBusiness::Unknown {
            "Which rules apply depends on the kind of plan. Not known: look on the notice or the card."
        } else {
            "Not known: look on the notice. No checked rule is held here for this plan and step."
        };
        Self::NotKnown(NotKnown { plan, step, say })
    }
}

fn dues(dues: &[(Option<&'static str>, Span)]) -> Vec<Due> {
    dues.iter().map(|(what, span)| Due { what: *what, within: span.to_string() }).collect()
}

impl Filing {
    fn new(step: Step, time: Time, since: Option<u32>) -> Self {
        let allowed = allowed(time);
        match time {
            Time::NotSet if !step.is_appeal() => Self::told(
                Standing::NoDeadline,
                "A request may be made at any time; the times here are the payer's.",
            ),
            Time::NotSet => Self::told(
                Standing::NotKnown,
                "How long it stays open is not known here: look on the notice.",
            ),
            Time::ByItself => {
                Self::told(Standing::ByItself, "Nothing need be filed: the case goes on by itself.")
            }
            Time::FromNotice(span) => Self::counted(span, 0, span.is_fixed(), None, since, allowed),
            Time::FromReceipt(span, Some(presumed)) => {
                Self::counted(span, u32::from(presumed), span.is_fixed(), None, since, allowed)
            }
            Time::FromReceipt(span, None) => {
                let counted = "Counted from the notice's date, to be safe.";
                Self::counted(span, 0, false, Some(counted), since, allowed)
            }
            Time::StateSets { least: Some(least), .. } => {
                let counted = "Counted with the least that a state may allow.";
                Self::counted(least, 0, false, Some(counted), since, allowed)
            }
            Time::StateSets { least: None, most } => Self::at_most(most, since, allowed),
        }
    }

    fn told(standing: Standing, say: &str) -> Self {
        Self { standing, days: None, say: say.to_owned(), allowed: None, counted: None }
    }

    /// A time that is at least so long; `exact` if it is never longer.
    fn counted(
        span: Span,
        grace: u32,
        exact: bool,
        counted: Option<&'static str>,
        since: Option<u32>,
        allowed: Option<String>,
    ) -> Self {
        let total = span.least_days().saturating_add(grace);
        let Some(since) = since else {
            let say = "Say how many days ago the notice is dated, and the days left are counted.";
            return Self { allowed, ..Self::told(Standing::NotCounted, say) };
        };
        let (standing, days, say) = match (total.checked_sub(since), exact) {
            (Some(left), true) => (Standing::Open, Some(left), left_in_words(left)),
            (Some(left), false) => (
                Standing::OpenAtLeast,
                Some(left),
                format!("At least {} left to file.", days(left)),
            ),
            (None, true) => {
                let over = since.saturating_sub(total);
                let say = format!(
                    "The time to file ended {} ago. Look on the notice whether a late one is taken.",
                    days(over)
                );
                (Standing::Passed, Some(over), say)
            }
            (None, false) => (
                Standing::MayHavePassed,
                None,
                "The time to file may be over: look on the notice.".to_owned(),
            ),
        };
        Self { standing, days, say, allowed, counted }
    }

    /// A time that the state sets, at most so long.
    fn at_most(most: Span, since: Option<u32>, allowed: Option<String>) -> Self {
        let told = match since.and_then(|since| since.checked_sub(most.least_days())) {
            Some(over) if over > 0 => Self {
                days: Some(over),
                ..Self::told(
                    Standing::Passed,
                    "The longest time that a state may allow has passed.",
                )
            },
            _ => Self::told(
                Standing::NotKnown,
                "The state sets how long it stays open: look on the notice.",
            ),
        };
        Self { allowed, ..told }
    }
}

/// The rule about filing in words.
fn allowed(time: Time) -> Option<String> {
    match time {
        Time::NotSet | Time::ByItself => None,
        Time::FromNotice(span) => Some(format!("{span} from the date of the notice")),
        Time::FromReceipt(span, None) => Some(format!("{span} from receipt of the notice")),
        Time::FromReceipt(span, Some(presumed)) => Some(format!(
            "{span} from receipt of the notice, presumed {presumed} days after its date"
        )),
        Time::StateSets { least: Some(least), most } => Some(format!(
            "between {least} and {most} from the date of the notice, as the state sets it"
        )),
        Time::StateSets { least: None, most } => {
            Some(format!("at most {most} from the date of the notice, as the state sets it"))
        }
    }
}

fn left_in_words(left: u32) -> String {
    match left {
        0 => "Today is the last day to file.".to_owned(),
        left => format!("{} left to file.", days(left)),
    }
}

fn days(count: u32) -> String {
    format!("{count} day{}", if count == 1 { "" } else { "s" })
}
