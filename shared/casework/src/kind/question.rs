//! What a kind asks the clinician before it is drafted. A gap becomes a question here and is never filled by a sentence.

use super::spec::{Part, Topic};
use crate::brief::Brief;
use crate::case::{DenialLevel, RequestKind};
use crate::compose;
use serde::Serialize;
use std::fmt;

/// A question to the clinician. Drafting goes on without an answer; the document then says nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The field that an answer belongs into, as a JSON pointer into the case.
    pub pointer: String,
    /// The question.
    pub text: String,
}

/// Hides clinical text from debug output.
impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question").field("pointer", &self.pointer).finish_non_exhaustive()
    }
}

/// What a kind would like to find in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// A billing code.
    Code,
    /// The dose or quantity.
    Dose,
    /// How often.
    Frequency,
    /// For how long.
    Duration,
    /// New start or continuation, and where it is given.
    Start,
    /// How the course will be followed.
    FollowUp,
    /// What was tried before.
    History,
    /// The payer's criteria.
    Criteria,
    /// Which drugs the plan wants tried first.
    RequiredSteps,
    /// The same measure before treatment and now.
    Comparison,
    /// The reason that the payer gave.
    Reason,
    /// The case's denial is at the level that this document answers.
    Level(DenialLevel),
    /// The request is of a kind that this document is for.
    Of(&'static [RequestKind]),
    /// A note of the clinician on a topic.
    Note(Topic),
}

/// The questions of a brief's kind, the heaviest first.
pub(crate) fn questions(brief: &Brief) -> Vec<Question> {
    brief.kind.spec().wants.iter().filter_map(|want| want.question(brief)).collect()
}

impl Want {
    fn question(self, brief: &Brief) -> Option<Question> {
        let context = brief.context();
        let request = context.request();
        let ask = |open: bool, pointer: &str, text: &str| {
            open.then(|| Question { pointer: pointer.to_owned(), text: text.to_owned() })
        };
        match self {
            Self::Code => ask(
                request.codes().is_empty(),
                "/request/codes",
                "Which CPT or HCPCS code will be billed?",
            ),
            Self::Dose => ask(
                request.dose().is_none(),
                "/request/dose",
                "Which dose or quantity is requested?",
            ),
            Self::Frequency => {
                ask(request.frequency().is_none(), "/request/frequency", "How often is it given?")
            }
            Self::Duration => ask(
                request.duration().is_none(),
                "/request/duration",
                "For how long is approval requested?",
            ),
            Self::Start => ask(
                !compose::names_start(brief),
                "/clinical",
                "Is this a new start or a continuation, and where will it be given?",
            ),
            Self::FollowUp => ask(
                compose::lacks(brief, Part::Monitoring),
                "/clinical",
                "How and when will the result be followed up?",
            ),
            Self::History => ask(
                context.history().is_empty(),
                "/history",
                "What was tried before, for how long, and what came of it?",
            ),
            Self::Criteria => ask(
                brief.checklist().criteria.is_empty(),
                "/criteria/text",
                "What does the payer's policy ask for? Paste its criteria, so that each can be answered.",
            ),
            Self::RequiredSteps => ask(
                brief.checklist().criteria.is_empty() && context.denial().is_none(),
                "/criteria/text",
                "Which drugs does the plan require first?",
            ),
            Self::Comparison => ask(
                compose::lacks(brief, Part::Response),
                "/clinical",
                "What were the measures before treatment, and what are they now?",
            ),
            Self::Reason => ask(
                context.denial().is_none(),
                "/denial/reason",
                "Which reason did the payer or its reviewer give?",
            ),
            Self::Level(level) => Self::level(brief, level),
            Self::Of(kinds) => ask(
                !kinds.contains(&request.kind()) && request.kind() != RequestKind::Other,
                "/request/kind",
                "The request is of another kind than this document is for. Is it the right document?",
            ),
            Self::Note(topic) => {
                ask(compose::lacks(brief, Part::Notes(topic)), "/clinical", topic.question())
            }
        }
    }

    fn level(brief: &Brief, level: DenialLevel) -> Option<Question> {
        let denial = brief.context().denial()?;
        (denial.level() != level).then(|| Question {
            pointer: "/denial/level".to_owned(),
            text: "The case names another level of appeal than this document. Which decision does it answer?".to_owned(),
        })
    }
}

impl Topic {
    /// What is asked where no note speaks to the topic.
    fn question(self) -> &'static str {
        match self {
            Self::Safety => "Which safety screening was done, and with what result?",
            Self::Tolerance => {
                "Is the treatment taken as prescribed, and were there adverse events?"
            }
            Self::Function => "Which daily activities are limited, and how far?",
            Self::Evaluation => {
                "Who evaluated the need, was the item tried out, and does it fit the home?"
            }
            Self::RedFlags => "Are there red flags or neurological deficits?",
            Self::Results => "Which imaging and tests were done before, and what did they show?",
            Self::Change => {
                "What will the result change in the treatment, whichever way it turns out?"
            }
            Self::Family => "Which relatives are affected, and at what age?",
            Self::Counseling => "Was genetic counseling given, and by whom (profession only)?",
            Self::Optimization => {
                "How do the risk factors stand: HbA1c, BMI, nicotine, anesthesia risk?"
            }
            Self::Growth => "How are weight and growth: percentiles, rate of gain, levels?",
            Self::Nutrition => {
                "How many kcal or grams a day, by which route, and what share of intake?"
            }
        }
    }
}
