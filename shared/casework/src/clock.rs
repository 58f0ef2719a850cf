//! Appeal clocks without a date: which level is next, which law applies, how long it stays open and how long the payer
//! has to answer. Asked with "days since the notice", so that no date needs to be known, kept or sent; the same code runs
//! in the page.
//!
//! All that is answered stands in `data/appeal_rules.tsv`, each row with its law, a link and the day on which that text
//! was read. A row without them does not load, and what no row covers is answered with "not known: look on the notice".
//! This is information about deadlines, not legal advice.

mod answer;
mod rule;
mod span;
mod step;

use std::sync::LazyLock;

use clinical::refusal::{Refusal, code};
use clinical::state::State;
use serde::Deserialize;

pub use answer::{Answer, Due, Filing, Known, Next, NotKnown, Standing};
pub use rule::{Law, Rule, RuleRefused, Time, parse};
pub use span::Span;
pub use step::Step;

use crate::case::LineOfBusiness;

/// The rows as they ship; a test holds that every one of them loads.
static RULES: LazyLock<Vec<Rule<'static>>> =
    LazyLock::new(|| parse(include_str!("../data/appeal_rules.tsv")).unwrap_or_default());

/// The longest time since a notice that is counted: thirty years.
const MOST_DAYS: u32 = 11_000;

/// What is asked of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// What kind of coverage it is.
    pub plan: LineOfBusiness,
    /// Where the patient lives; without it only rules that hold everywhere apply.
    pub state: Option<State>,
    /// The step that is to be taken.
    pub step: Step,
    /// How many days ago the notice is dated that this step answers.
    pub days_since_notice: Option<u32>,
}

/// A [`Question`] as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuestionForm {
    /// A line of business, such as `medicare_part_d`.
    pub plan: String,
    /// A USPS abbreviation; blank or absent if it is not known.
    pub state: Option<String>,
    /// A step, such as `first`.
    pub step: String,
    /// Whole days, at most thirty years.
    pub days_since_notice: Option<i64>,
}

/// Every rule that is known, in the order of its file.
pub fn rules() -> &'static [Rule<'static>] {
    &RULES
}

/// The levels of appeal of a plan, from the first to the last that is known.
pub fn ladder(plan: LineOfBusiness, state: Option<State>) -> Vec<&'static Rule<'static>> {
    let mut ladder: Vec<&'static Rule<'static>> = Vec::new();
    for rule in Step::APPEALS.iter().filter_map(|step| rule(plan, state, *step)) {
        if ladder.last().is_none_or(|before| before.id != rule.id) {
            ladder.push(rule);
        }
    }
    ladder
}

/// What the rules say to a question.
pub fn ask(question: &Question) -> Answer {
    let Question { plan, state, step, days_since_notice } = *question;
    match rule(plan, state, step) {
        Some(rule) => {
            let mut above = ladder(plan, state).into_iter().skip_while(|other| other.id != rule.id);
            let next = above.nth(1).filter(|_| step.is_appeal());
            Answer::known(step, rule, next, days_since_notice)
        }
        None => Answer::not_known(plan, step),
    }
}

/// The answer to a question in JSON ([`QuestionForm`]), as JSON ([`Answer`]): what the page asks. `None` if it is no question.
pub fn ask_json(question: &str) -> Option<String> {
    let form: QuestionForm = serde_json::from_str(question).ok()?;
    let question = Question::try_from(form).ok()?;
    serde_json::to_string(&ask(&question)).ok()
}

impl TryFrom<QuestionForm> for Question {
    type Error = Vec<Refusal>;

    fn try_from(form: QuestionForm) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let mut refuse = |pointer: &str, rule, detail: &str| {
            refusals.push(Refusal::new(pointer, rule, detail));
        };
        let plan = LineOfBusiness::parse(&form.plan);
        if plan.is_none() {
            refuse("/plan", code::UNKNOWN_VALUE, "plan is a line of business");
        }
        let step = Step::parse(&form.step);
        if step.is_none() {
            refuse("/step", code::UNKNOWN_VALUE, "step is a step of an appeal or a request");
        }
        let typed = form.state.filter(|state| !state.trim().is_empty());
        let state = typed.as_deref().and_then(|state| State::parse(state).ok());
        if typed.is_some() && state.is_none() {
            refuse("/state", code::UNKNOWN_VALUE, "state is a USPS abbreviation");
        }
        let days = form.days_since_notice.map(u32::try_from);
        let days_since_notice = days.and_then(Result::ok).filter(|days| *days <= MOST_DAYS);
        if form.days_since_notice.is_some() && days_since_notice.is_none() {
            let detail = "days since the notice are whole days, 0 to 11000";
            refuse("/days_since_notice", code::OUT_OF_RANGE, detail);
        }
        match (plan, step) {
            (Some(plan), Some(step)) if refusals.is_empty() => {
                Ok(Self { plan, state, step, days_since_notice })
            }
            _ => Err(refusals),
        }
    }
}

/// The rule of a plan for a step; one of the state's own comes before one that holds everywhere.
fn rule(plan: LineOfBusiness, state: Option<State>, step: Step) -> Option<&'static Rule<'static>> {
    let mut fitting: Vec<_> = rules()
        .iter()
        .filter(|rule| rule.plans.contains(&plan) && rule.steps.contains(&step))
        .filter(|rule| {
            rule.states
                .as_ref()
                .is_none_or(|states| state.is_some_and(|state| states.contains(&state)))
        })
        .collect();
    fitting.sort_by_key(|rule| rule.states.is_none());
    fitting.first().copied()
}
