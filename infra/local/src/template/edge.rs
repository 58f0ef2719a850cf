//! `AWS::CloudFront::Distribution` and its policies: what the edge lets in, where, and what it adds.

use serde_json::Value;

use super::{REGION, Resource, Template, TemplateError, intrinsics};

/// The distribution: behaviours in order of precedence, the default last.
#[derive(Debug, Clone)]
pub(crate) struct EdgeSpec {
    pub(crate) behaviours: Vec<Behaviour>,
    pub(crate) pages: PageRule,
}

/// Which file a path without a file name stands for: a CloudFront function's rule, which cannot run
/// here, as its metadata states it.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageRule {
    /// File of a request for `/`.
    pub(crate) root: String,
    /// Paths at and below which every page is the one page of an app.
    pub(crate) apps: Vec<String>,
    /// Paths that are folders with an index.
    pub(crate) folders: Vec<String>,
    /// File that all other paths stand for.
    pub(crate) lost: String,
}

/// One cache behaviour with all that its policies say.
#[derive(Debug, Clone)]
pub(crate) struct Behaviour {
    /// Path pattern with `*` and `?`.
    pub(crate) pattern: String,
    pub(crate) origin: Origin,
    pub(crate) methods: Vec<String>,
    pub(crate) forwarded: Forwarded,
    /// Headers sent to the origin, secrets still as dynamic references.
    pub(crate) origin_headers: Vec<(String, String)>,
    /// Headers put on every answer (lower case, value, replaces the origin's own).
    pub(crate) answer_headers: Vec<(String, String, bool)>,
    /// Headers taken from every answer, lower case.
    pub(crate) removed_headers: Vec<String>,
}

/// Where a behaviour leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The static site.
    Site,
    /// The HTTP API.
    Api,
    /// The Function URL of a function, by logical id.
    Function(String),
}

/// What of a viewer's request reaches the origin.
#[derive(Debug, Clone, Default)]
pub(crate) struct Forwarded {
    /// Lower-case names; CloudFront's own headers among them are made by the edge.
    pub(crate) headers: Vec<String>,
    pub(crate) cookies: bool,
    pub(crate) query: bool,
}

/// Policies that behaviours refer to by logical id.
struct Policies {
    requests: Vec<Resource>,
    responses: Vec<Resource>,
}

impl EdgeSpec {
    /// The template's one distribution.
    pub(crate) fn of(template: &Template) -> Result<Self, TemplateError> {
        let distributions = template.resources("AWS::CloudFront::Distribution")?;
        let [distribution] = distributions.as_slice() else {
            return Err(TemplateError::at("template", "must declare exactly one distribution"));
        };
        let policies = Policies {
            requests: template.resources("AWS::CloudFront::OriginRequestPolicy")?,
            responses: template.resources("AWS::CloudFront::ResponseHeadersPolicy")?,
        };
        let mut behaviours = Vec::new();
        let ordered = distribution.list("/DistributionConfig/CacheBehaviors").iter();
        let default = distribution.properties.pointer("/DistributionConfig/DefaultCacheBehavior");
        for behaviour in ordered.chain(default) {
            behaviours.push(policies.behaviour(behaviour, distribution)?);
        }
        let root = distribution.text("/DistributionConfig/DefaultRootObject");
        Ok(Self { behaviours, pages: page_rule(template, root.unwrap_or("index.html"))? })
    }
}

fn page_rule(template: &Template, root: &str) -> Result<PageRule, TemplateError> {
    let functions = template.resources("AWS::CloudFront::Function")?;
    let stated = |key: &str| {
        let values = functions.iter().filter_map(|function| function.metadata.get(key));
        values.flat_map(intrinsics::strings).collect::<Vec<String>>()
    };
    Ok(PageRule {
        root: format!("/{root}"),
        apps: stated("SinglePageApps"),
        folders: stated("Pages"),
        lost: stated("Lost").into_iter().next().unwrap_or_default(),
    })
}

impl Policies {
    fn behaviour(
        &self,
        behaviour: &Value,
        distribution: &Resource,
    ) -> Result<Behaviour, TemplateError> {
        let text = |key: &str| behaviour.get(key).and_then(Value::as_str);
        let target = text("TargetOriginId").unwrap_or_default();
        let origin = distribution
            .list("/DistributionConfig/Origins")
            .iter()
            .find(|origin| origin.get("Id").and_then(Value::as_str) == Some(target))
            .ok_or_else(|| TemplateError::at(target, "is not an origin"))?;
        let (answer_headers, removed_headers) = match text("ResponseHeadersPolicyId") {
            Some(id) => answer_headers(find(&self.responses, id)?),
            None => (Vec::new(), Vec::new()),
        };
        let forwarded = match text("OriginRequestPolicyId") {
            Some(id) => forwarded(find(&self.requests, id)?)?,
            None => Forwarded::default(),
        };
        let methods = behaviour.get("AllowedMethods").map(intrinsics::strings);
        Ok(Behaviour {
            pattern: text("PathPattern").unwrap_or("*").to_owned(),
            origin: kind(origin)?,
            methods: methods.unwrap_or_else(|| vec!["GET".to_owned(), "HEAD".to_owned()]),
            forwarded,
            origin_headers: origin_headers(origin),
            answer_headers,
            removed_headers,
        })
    }
}

fn find<'a>(policies: &'a [Resource], id: &str) -> Result<&'a Resource, TemplateError> {
    policies
        .iter()
        .find(|policy| policy.id == id || policy.text("/Name") == Some(id))
        .ok_or_else(|| TemplateError::at(id, "is not a policy of this template"))
}

fn kind(origin: &Value) -> Result<Origin, TemplateError> {
    let domain = origin.get("DomainName").and_then(Value::as_str).unwrap_or_default();
    if origin.get("S3OriginConfig").is_some() {
        return Ok(Origin::Site);
    }
    if domain.contains(".execute-api.") {
        return Ok(Origin::Api);
    }
    match domain.strip_suffix(&format!(".lambda-url.{REGION}.on.aws")) {
        Some(function) => Ok(Origin::Function(function.to_owned())),
        None => Err(TemplateError::at(domain, "is an origin not played here")),
    }
}

fn origin_headers(origin: &Value) -> Vec<(String, String)> {
    let headers = origin.get("OriginCustomHeaders").and_then(Value::as_array);
    let pair = |header: &Value| {
        let name = header.get("HeaderName")?.as_str()?.to_lowercase();
        Some((name, header.get("HeaderValue")?.as_str()?.to_owned()))
    };
    headers.into_iter().flatten().filter_map(pair).collect()
}

fn forwarded(policy: &Resource) -> Result<Forwarded, TemplateError> {
    let config = "/OriginRequestPolicyConfig";
    let rule = policy.text(&format!("{config}/HeadersConfig/HeaderBehavior"));
    if !matches!(rule, Some("whitelist" | "none")) {
        return Err(TemplateError::at(&policy.id, "must name the headers it forwards"));
    }
    let names = policy.list(&format!("{config}/HeadersConfig/Headers"));
    let all = |pointer: &str| policy.text(&format!("{config}/{pointer}")) == Some("all");
    Ok(Forwarded {
        headers: names.iter().map(|name| intrinsics::text(name).to_lowercase()).collect(),
        cookies: all("CookiesConfig/CookieBehavior"),
        query: all("QueryStringsConfig/QueryStringBehavior"),
    })
}

type AnswerHeaders = (Vec<(String, String, bool)>, Vec<String>);

fn answer_headers(policy: &Resource) -> AnswerHeaders {
    let config = "/ResponseHeadersPolicyConfig";
    let security = policy.properties.pointer(&format!("{config}/SecurityHeadersConfig"));
    let mut added = security.map(security_headers).unwrap_or_default();
    for header in policy.list(&format!("{config}/CustomHeadersConfig/Items")) {
        let text = |key: &str| header.get(key).and_then(Value::as_str);
        if let (Some(name), Some(value)) = (text("Header"), text("Value")) {
            let replaces = header.get("Override").and_then(Value::as_bool).unwrap_or(false);
            added.push((name.to_lowercase(), value.to_owned(), replaces));
        }
    }
    let removed = policy.list(&format!("{config}/RemoveHeadersConfig/Items")).iter();
    let removed = removed.filter_map(|item| Some(item.get("Header")?.as_str()?.to_lowercase()));
    (added, removed.collect())
}

/// The header that each part of a `SecurityHeadersConfig` stands for.
fn security_headers(config: &Value) -> Vec<(String, String, bool)> {
    let text = |part: &Value, key: &str| part.get(key).map(intrinsics::text).unwrap_or_default();
    let flag = |part: &Value, key: &str| part.get(key).and_then(Value::as_bool).unwrap_or(false);
    let mut headers = Vec::new();
    for (name, part) in config.as_object().into_iter().flatten() {
        let (header, value) = match name.as_str() {
            "ContentSecurityPolicy" => ("content-security-policy", text(part, name)),
            "StrictTransportSecurity" => {
                let mut value = format!("max-age={}", text(part, "AccessControlMaxAgeSec"));
                for (key, directive) in
                    [("IncludeSubdomains", "; includeSubDomains"), ("Preload", "; preload")]
                {
                    value.push_str(if flag(part, key) { directive } else { "" });
                }
                ("strict-transport-security", value)
            }
            "ContentTypeOptions" => ("x-content-type-options", "nosniff".to_owned()),
            "FrameOptions" => ("x-frame-options", text(part, "FrameOption")),
            "ReferrerPolicy" => ("referrer-policy", text(part, name)),
            _ => continue,
        };
        headers.push((header.to_owned(), value, flag(part, "Override")));
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn behaviours_carry_the_headers_of_their_policies() {
        let text = include_str!("../../tests/sample.yaml");
        let template = Template::parse(text, &BTreeMap::new()).unwrap();
        let edge = EdgeSpec::of(&template).unwrap();
        let api = &edge.behaviours[0];
        assert_eq!((api.pattern.as_str(), &api.origin), ("/api/*", &Origin::Api));
        assert!(api.forwarded.headers.contains(&"cloudfront-viewer-address".to_owned()));
        assert_eq!(edge.behaviours.last().unwrap().origin, Origin::Site);
        let names: Vec<_> = api.answer_headers.iter().map(|header| header.0.as_str()).collect();
        assert!(names.contains(&"cache-control"), "{names:?}");
        assert!(names.contains(&"strict-transport-security"), "{names:?}");
    }
}
