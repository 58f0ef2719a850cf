//! `AWS::Serverless::Function`: binary, limits, environment, rights, routes and schedules.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

use super::{Resource, Template, TemplateError, intrinsics};
use crate::iam::Policy;

/// One function, as the template declares it.
#[derive(Debug, Clone)]
pub(crate) struct FunctionSpec {
    /// Logical id; also its name, unless the template gives one.
    pub(crate) id: String,
    /// Name by which the Lambda API knows it.
    pub(crate) name: String,
    /// File name of its executable: `Metadata.BuildProperties.Binary`.
    pub(crate) binary: String,
    pub(crate) timeout: Duration,
    pub(crate) memory_mb: u64,
    /// `ReservedConcurrentExecutions`, if declared.
    pub(crate) concurrency: Option<u64>,
    pub(crate) environment: BTreeMap<String, String>,
    pub(crate) policy: Policy,
    pub(crate) routes: Vec<Route>,
    pub(crate) schedules: Vec<ScheduleSpec>,
}

/// One `HttpApi` event.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    /// Upper case; `ANY` takes every method.
    pub(crate) method: String,
    pub(crate) path: String,
}

/// One `Schedule` or `ScheduleV2` event.
#[derive(Debug, Clone)]
pub(crate) struct ScheduleSpec {
    pub(crate) name: String,
    pub(crate) every: Duration,
    /// JSON with the scheduler's `<aws.scheduler.…>` placeholders.
    pub(crate) input: String,
}

/// What EventBridge Scheduler sends when a schedule declares no input of its own.
const DEFAULT_INPUT: &str = r#"{"id":"<aws.scheduler.execution-id>","source":"aws.scheduler","detail-type":"Scheduled Event","time":"<aws.scheduler.scheduled-time>","detail":{}}"#;

impl FunctionSpec {
    /// All functions of the template.
    pub(crate) fn all(template: &Template) -> Result<Vec<Self>, TemplateError> {
        let globals = template.function_globals()?;
        let functions = template.resources("AWS::Serverless::Function")?;
        functions.iter().map(|function| Self::of(function, &globals)).collect()
    }

    fn of(function: &Resource, globals: &Value) -> Result<Self, TemplateError> {
        let id = function.id.clone();
        let number = |name: &str| {
            let own = function.properties.get(name).or_else(|| globals.get(name));
            own.and_then(|value| intrinsics::text(value).parse::<u64>().ok())
        };
        let binary = function.metadata.pointer("/BuildProperties/Binary").and_then(Value::as_str);
        let binary = binary.ok_or_else(|| {
            TemplateError::at(&id, "has no Metadata.BuildProperties.Binary to start")
        })?;
        let mut environment = variables(globals);
        environment.extend(variables(&function.properties));
        let (routes, schedules) = events(function)?;
        Ok(Self {
            name: function.text("/FunctionName").unwrap_or(&id).to_owned(),
            binary: binary.to_owned(),
            timeout: Duration::from_secs(number("Timeout").unwrap_or(3)),
            memory_mb: number("MemorySize").unwrap_or(128),
            concurrency: number("ReservedConcurrentExecutions"),
            environment,
            policy: Policy::parse(function.list("/Policies"))
                .map_err(|reason| TemplateError::at(&id, reason))?,
            routes,
            schedules,
            id,
        })
    }
}

fn variables(properties: &Value) -> BTreeMap<String, String> {
    let variables = properties.pointer("/Environment/Variables").and_then(Value::as_object);
    let variables = variables.into_iter().flatten();
    variables.map(|(name, value)| (name.clone(), intrinsics::text(value))).collect()
}

fn events(function: &Resource) -> Result<(Vec<Route>, Vec<ScheduleSpec>), TemplateError> {
    let (mut routes, mut schedules) = (Vec::new(), Vec::new());
    let declared = function.properties.get("Events").and_then(Value::as_object);
    for (name, event) in declared.into_iter().flatten() {
        let property =
            |key: &str| event.pointer(&format!("/Properties/{key}")).map(intrinsics::text);
        let place = format!("{}.{name}", function.id);
        match event.get("Type").and_then(Value::as_str) {
            Some("HttpApi") => routes.push(Route {
                method: property("Method").unwrap_or_else(|| "ANY".to_owned()).to_uppercase(),
                path: property("Path").ok_or_else(|| TemplateError::at(&place, "has no Path"))?,
            }),
            Some("Schedule" | "ScheduleV2") => schedules.push(ScheduleSpec {
                name: place.clone(),
                every: property("ScheduleExpression")
                    .or_else(|| property("Schedule"))
                    .as_deref()
                    .and_then(rate)
                    .ok_or_else(|| TemplateError::at(&place, "is not a rate(…) schedule"))?,
                input: property("Input").unwrap_or_else(|| DEFAULT_INPUT.to_owned()),
            }),
            _ => return Err(TemplateError::at(&place, "is of a type not played here")),
        }
    }
    Ok((routes, schedules))
}

/// `rate(1 hour)` as a length of time.
fn rate(expression: &str) -> Option<Duration> {
    let (count, unit) = expression.strip_prefix("rate(")?.strip_suffix(')')?.split_once(' ')?;
    let seconds = match unit.trim_end_matches('s') {
        "minute" => 60,
        "hour" => 3_600,
        "day" => 86_400,
        _ => return None,
    };
    let count = count.parse::<u64>().ok().filter(|count| *count > 0)?;
    Some(Duration::from_secs(count.checked_mul(seconds)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_and_cron_is_not_a_rate() {
        assert_eq!(rate("rate(1 hour)"), Some(Duration::from_hours(1)));
        assert_eq!(rate("rate(2 days)"), Some(Duration::from_hours(48)));
        assert_eq!(rate("rate(0 days)"), None);
        assert_eq!(rate("cron(0 1 * * ? *)"), None);
    }

    #[test]
    fn globals_are_inherited_and_overridden() {
        let text = "
Globals: {Function: {Timeout: 7, Environment: {Variables: {A: one, B: two}}}}
Resources:
  Work:
    Type: AWS::Serverless::Function
    Metadata: {BuildProperties: {Binary: work}}
    Properties:
      MemorySize: 256
      Environment: {Variables: {B: three}}
      Events:
        Get: {Type: HttpApi, Properties: {Method: get, Path: '/things/{id}'}}
";
        let template = Template::parse(text, &BTreeMap::new()).unwrap();
        let work = &FunctionSpec::all(&template).unwrap()[0];
        assert_eq!(work.timeout, Duration::from_secs(7));
        assert_eq!(work.environment["A"], "one");
        assert_eq!(work.environment["B"], "three");
        assert_eq!((work.routes[0].method.as_str(), work.memory_mb), ("GET", 256));
    }
}
