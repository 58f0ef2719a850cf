//! One rule of the table, and the parser that refuses a row which does not say where it comes from.

use clinical::state::State;

use super::span::{self, Span};
use super::step::Step;
use crate::case::LineOfBusiness;

/// What a law says about one step of some plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule<'a> {
    /// Names the row.
    pub id: &'a str,
    /// The plans that it is about.
    pub plans: Vec<LineOfBusiness>,
    /// The states whose law it is; `None` where it holds everywhere.
    pub states: Option<Vec<State>>,
    /// The steps that it is about.
    pub steps: Vec<Step>,
    /// What the step is called.
    pub level: &'a str,
    /// Who decides.
    pub decider: &'a str,
    /// How long the step stays open.
    pub file: Time,
    /// How long the decider has: of what, and how long.
    pub standard: Vec<(Option<&'a str>, Span)>,
    /// The same where it is urgent.
    pub expedited: Vec<(Option<&'a str>, Span)>,
    /// What follows when the decider is late.
    pub late: Option<&'a str>,
    /// What else to know.
    pub notes: Option<&'a str>,
    /// Where all this stands.
    pub law: Law<'a>,
}

/// Where a rule stands, and when that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law<'a> {
    /// What the law is called.
    pub name: &'a str,
    /// Its sections.
    pub citation: &'a str,
    /// Where to read it.
    pub url: &'a str,
    /// The day for which the text was read, as `2026-09-24`.
    pub checked_on: &'a str,
}

/// How long a step stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// So long from the date of the notice.
    FromNotice(Span),
    /// So long from receipt of the notice, and how many days after its date receipt is presumed, if the law presumes it.
    FromReceipt(Span, Option<u16>),
    /// The state sets it within these limits, from the date of the notice.
    StateSets {
        /// The least that it may set, if there is one.
        least: Option<Span>,
        /// The most that it may set.
        most: Span,
    },
    /// The case moves on without anyone filing.
    ByItself,
    /// The law does not say, or leaves it to the plan; or the step is a request, which has no deadline.
    NotSet,
}

/// Why a row does not load.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {column} is missing or cannot be read")]
pub struct RuleRefused {
    /// The line of the file, from 1.
    pub line: usize,
    /// The column.
    pub column: &'static str,
}

/// The columns of the table, in order.
const COLUMNS: [&str; 17] = [
    "id",
    "plans",
    "states",
    "steps",
    "level",
    "decider",
    "from",
    "presumed",
    "file",
    "standard",
    "expedited",
    "late",
    "notes",
    "law",
    "citation",
    "url",
    "checked_on",
];
/// What stands in a cell that has nothing to say.
const NOTHING: &str = "-";

/// Reads the table: tab-separated, its first line the names of the columns.
///
/// # Errors
/// One refusal for each row that is incomplete or unreadable; then nothing of the table is taken.
pub fn parse(table: &str) -> Result<Vec<Rule<'_>>, Vec<RuleRefused>> {
    let mut lines = table.lines().enumerate();
    if lines.next().is_none_or(|(_, header)| !header.split('\t').eq(COLUMNS)) {
        return Err(vec![RuleRefused { line: 1, column: "the header" }]);
    }
    let mut rules: Vec<Rule<'_>> = Vec::new();
    let mut refused = Vec::new();
    for (place, line) in lines {
        match Row::of(line).and_then(Row::rule) {
            Ok(rule) if rules.iter().any(|other| other.id == rule.id) => {
                refused.push(RuleRefused { line: place + 1, column: "id" });
            }
            Ok(rule) => rules.push(rule),
            Err(column) => refused.push(RuleRefused { line: place + 1, column }),
        }
    }
    if refused.is_empty() { Ok(rules) } else { Err(refused) }
}

/// The cells of a line; an error is the column that cannot be read.
struct Row<'a>([&'a str; COLUMNS.len()]);

impl<'a> Row<'a> {
    fn of(line: &'a str) -> Result<Self, &'static str> {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        cells.try_into().map(Self).map_err(|_| "the number of columns")
    }

    fn rule(self) -> Result<Rule<'a>, &'static str> {
        let [id, plans, states, steps, level, decider, from, presumed, file, ..] = self.0;
        let [.., standard, expedited, late, notes, law, citation, url, checked_on] = self.0;
        Ok(Rule {
            id: said(id).ok_or("id")?,
            plans: each(plans, LineOfBusiness::parse).ok_or("plans")?,
            states: states_of(states)?,
            steps: each(steps, Step::parse).ok_or("steps")?,
            level: said(level).ok_or("level")?,
            decider: said(decider).ok_or("decider")?,
            file: time(from, presumed, file)?,
            standard: dues(standard).ok_or("standard")?,
            expedited: dues(expedited).ok_or("expedited")?,
            late: said(late),
            notes: said(notes),
            law: Law {
                name: said(law).ok_or("law")?,
                citation: said(citation).ok_or("citation")?,
                url: Some(url).filter(|url| is_link(url)).ok_or("url")?,
                checked_on: Some(checked_on).filter(|day| is_day(day)).ok_or("checked_on")?,
            },
        })
    }
}

fn said(cell: &str) -> Option<&str> {
    (!cell.is_empty() && cell != NOTHING).then_some(cell)
}

/// The values of a cell; `None` if one of them is unknown or there is none.
fn each<T>(cell: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    cell.split(';').map(|part| read(part.trim())).collect()
}

fn states_of(cell: &str) -> Result<Option<Vec<State>>, &'static str> {
    if cell == "*" {
        return Ok(None);
    }
    each(cell, |state| State::parse(state).ok()).map(Some).ok_or("states")
}

/// `care not yet given=30 d; care already given=60 d`, or a span alone where it is about everything.
fn dues(cell: &str) -> Option<Vec<(Option<&str>, Span)>> {
    let Some(cell) = said(cell) else { return Some(Vec::new()) };
    cell.split(';').map(|part| due(part.trim())).collect()
}

fn due(part: &str) -> Option<(Option<&str>, Span)> {
    match part.split_once('=') {
        Some((what, span)) => Some((Some(said(what.trim())?), Span::parse(span)?)),
        None => Some((None, Span::parse(part)?)),
    }
}

fn time(from: &str, presumed: &str, file: &str) -> Result<Time, &'static str> {
    let presumed = match said(presumed) {
        Some(days) if from == "receipt" => Some(days.parse().map_err(|_| "presumed")?),
        Some(_) => return Err("presumed"),
        None => None,
    };
    match (from, said(file)) {
        (NOTHING, None) => Ok(Time::NotSet),
        (NOTHING, Some("itself")) => Ok(Time::ByItself),
        ("receipt", Some(file)) => {
            Ok(Time::FromReceipt(Span::parse(file).ok_or("file")?, presumed))
        }
        ("notice", Some(file)) => from_notice(file).ok_or("file"),
        ("receipt" | "notice" | NOTHING, _) => Err("file"),
        _ => Err("from"),
    }
}

fn from_notice(file: &str) -> Option<Time> {
    if let Some(most) = file.strip_prefix("up to ") {
        return Some(Time::StateSets { least: None, most: Span::parse(most)? });
    }
    if let Some((least, most)) = file.split_once('-') {
        let most = Span::parse(most)?;
        let least = Span::parse(&format!("{least} {}", file.rsplit(' ').next()?))?;
        let ordered = least.least_days() < most.least_days();
        return ordered.then_some(Time::StateSets { least: Some(least), most });
    }
    Span::parse(file).map(Time::FromNotice)
}

/// Whether it is a link that a browser opens safely: `https://` and a host with a dot.
fn is_link(url: &str) -> bool {
    let host = url.strip_prefix("https://").and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| host.contains('.') && !host.starts_with('.'))
        && !url.contains(char::is_whitespace)
}

/// Whether it is a day of the calendar, as `2026-09-24`. By hand: a parser of times is most of a module for the page.
fn is_day(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let mut parts = text.split('-').map(|part| part.parse::<u32>().unwrap_or(0));
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) => {
            let leap =
                u32::from(month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
            let last = span::month_days(month).map_or(0, |days| days + leap);
            digits
                && text.len() == 10
                && (1000..10_000).contains(&year)
                && (1..=last).contains(&day)
        }
        _ => false,
    }
}
