//! SES version 1: `SendEmail` and `SendRawEmail`; a mail becomes a file of the inbox.

use std::collections::BTreeMap;
use std::path::PathBuf;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use super::{ServiceError, mime};
use crate::iam::Call;
use crate::template::{ACCOUNT, REGION};
use crate::{files, ids};

/// One mail as it lies in the inbox.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Mail {
    pub(crate) id: String,
    /// RFC 3339, on the machine's clock.
    pub(crate) sent_at: String,
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// Where an answer goes, if not to the sender.
    #[serde(default)]
    pub(crate) reply_to: Vec<String>,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    /// Header fields of a raw mail; empty for one that SES would compose.
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    /// Addresses of the web in text and HTML, each once.
    pub(crate) links: Vec<String>,
}

/// All mail ever sent, newest last in file order.
#[derive(Debug)]
pub(crate) struct Mailbox {
    directory: PathBuf,
}

impl Mailbox {
    pub(crate) fn open(directory: PathBuf) -> std::io::Result<Self> {
        files::private_directory(&directory)?;
        Ok(Self { directory })
    }

    /// All mail, newest first.
    pub(crate) fn read(&self) -> std::io::Result<Vec<Mail>> {
        let mut names: Vec<PathBuf> = std::fs::read_dir(&self.directory)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        names.retain(|name| name.extension().is_some_and(|kind| kind == "json"));
        names.sort();
        let mails = names.iter().rev().map(|name| files::read_json(name));
        Ok(mails.collect::<Result<Vec<Option<Mail>>, _>>()?.into_iter().flatten().collect())
    }

    pub(super) fn answer(
        &self,
        action: &str,
        body: &Bytes,
        now: jiff::Timestamp,
    ) -> Result<Response<Body>, ServiceError> {
        let form = form(body);
        let mut mail = match action {
            "SendEmail" => composed(&form),
            "SendRawEmail" => raw(&form)?,
            _ => return Err(ServiceError::new("InvalidAction", action)),
        };
        if mail.to.is_empty() {
            return Err(ServiceError::new("InvalidParameterValue", "Missing recipients."));
        }
        mail.sent_at = now.to_string();
        mail.id = ids::request_id();
        mail.links = links(&mail);
        // Real time first, so that file order is the order of sending even if the clock moves back.
        let order = crate::clock::real_now().as_nanosecond();
        let name = format!("{order:020}-{}.json", mail.id);
        files::write_json(&self.directory.join(name), &mail)
            .map_err(|_| ServiceError::internal())?;
        Ok(xml(format!(
            "<{action}Response xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><{action}Result>\
             <MessageId>{}</MessageId></{action}Result><ResponseMetadata><RequestId>{}</RequestId>\
             </ResponseMetadata></{action}Response>",
            mail.id,
            ids::request_id()
        )))
    }
}

/// The `Action` of a form body.
pub(super) fn action(body: &Bytes) -> String {
    form(body).remove("Action").unwrap_or_default()
}

/// What an action touches: the identity that sends.
pub(super) fn calls(action: &str, body: &Bytes) -> Vec<Call> {
    let form = form(body);
    let source = match form.get("Source") {
        Some(source) => source.clone(),
        None => raw(&form).map(|mail| mail.from).unwrap_or_default(),
    };
    let address = bare(&source);
    let domain = address.rsplit_once('@').map_or(address, |(_, domain)| domain);
    vec![Call::new(
        format!("ses:{action}"),
        format!("arn:aws:ses:{REGION}:{ACCOUNT}:identity/{domain}"),
    )]
}

pub(super) fn error_body(error: &ServiceError) -> String {
    format!(
        "<ErrorResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><Error>\
         <Type>Sender</Type><Code>{}</Code><Message>{}</Message></Error>\
         <RequestId>{}</RequestId></ErrorResponse>",
        escape(&error.code),
        escape(&error.message),
        ids::request_id()
    )
}

fn composed(form: &BTreeMap<String, String>) -> Mail {
    let get = |key: &str| form.get(key).cloned().unwrap_or_default();
    Mail {
        id: String::new(),
        sent_at: String::new(),
        from: get("Source"),
        to: members(form, "Destination.ToAddresses.member."),
        reply_to: members(form, "ReplyToAddresses.member."),
        subject: get("Message.Subject.Data"),
        text: get("Message.Body.Text.Data"),
        html: get("Message.Body.Html.Data"),
        headers: BTreeMap::new(),
        links: Vec::new(),
    }
}

fn raw(form: &BTreeMap<String, String>) -> Result<Mail, ServiceError> {
    let data = form.get("RawMessage.Data").and_then(|data| STANDARD.decode(data).ok());
    let refused = || ServiceError::new("InvalidParameterValue", "RawMessage.Data is not a mail");
    let message = mime::parse(&data.ok_or_else(refused)?).ok_or_else(refused)?;
    let header = |name: &str| message.headers.get(name).cloned().unwrap_or_default();
    let addresses = |name: &str| {
        let mut all: Vec<String> =
            header(name).split(',').map(|one| one.trim().to_owned()).collect();
        all.retain(|address| !address.is_empty());
        all
    };
    let mut to = members(form, "Destinations.member.");
    if to.is_empty() {
        to = addresses("to");
    }
    Ok(Mail {
        id: String::new(),
        sent_at: String::new(),
        from: form.get("Source").cloned().unwrap_or_else(|| header("from")),
        to,
        reply_to: addresses("reply-to"),
        subject: header("subject"),
        text: message.text,
        html: message.html,
        headers: message.headers,
        links: Vec::new(),
    })
}

fn members(form: &BTreeMap<String, String>, prefix: &str) -> Vec<String> {
    let numbered = (1..).map_while(|number| form.get(&format!("{prefix}{number}")));
    numbered.cloned().collect()
}

fn form(body: &Bytes) -> BTreeMap<String, String> {
    let body = String::from_utf8_lossy(body);
    let decode =
        |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = body.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (decode(key), decode(value))).collect()
}

/// `Luma <a@b>` as `a@b`.
fn bare(address: &str) -> &str {
    let inner = address.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or(address, |(inner, _)| inner).trim()
}

fn links(mail: &Mail) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    let html = mail.html.replace("&amp;", "&").replace("&#x3D;", "=");
    for part in [&mail.text, &html] {
        for (at, _) in part.match_indices("http") {
            let rest = part.get(at..).unwrap_or_default();
            if rest.starts_with("http://") || rest.starts_with("https://") {
                let ends = |c: char| c.is_whitespace() || "\"'<>()[]{}|\\^`".contains(c);
                let link = rest.split(ends).next().unwrap_or_default();
                let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?']);
                if !links.iter().any(|known| known == link) {
                    links.push(link.to_owned());
                }
            }
        }
    }
    links
}

fn xml(body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/xml"));
    response
}

/// Text that is safe inside XML and HTML.
pub(crate) fn escape(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_in_text_and_html_once() {
        let mail = Mail {
            text: "Go to http://localhost:8080/app/verify#token=a-b_c.".to_owned(),
            html: "<a href=\"http://localhost:8080/app/verify#token=a-b_c\">x</a> \
                   <a href='https://x.test/?a=1&amp;b=2'>y</a>"
                .to_owned(),
            ..composed(&BTreeMap::new())
        };
        assert_eq!(
            links(&mail),
            ["http://localhost:8080/app/verify#token=a-b_c", "https://x.test/?a=1&b=2"]
        );
    }

    #[test]
    fn a_mail_without_recipient_is_refused_and_one_with_is_kept() {
        let directory = std::env::temp_dir().join(ids::request_id());
        let mailbox = Mailbox::open(directory.clone()).unwrap();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let without = Bytes::from("Action=SendEmail&Source=a%40b.test");
        assert!(mailbox.answer("SendEmail", &without, now).is_err());
        let with = Bytes::from(
            "Action=SendEmail&Source=a%40b.test&Destination.ToAddresses.member.1=c%40d.test&ReplyToAddresses.member.1=e%40f.test&Message.Subject.Data=Hi+there",
        );
        mailbox.answer("SendEmail", &with, now).unwrap();
        let mails = mailbox.read().unwrap();
        assert_eq!((mails.len(), mails[0].subject.as_str()), (1, "Hi there"));
        assert_eq!(mails[0].reply_to, ["e@f.test"]);
        std::fs::remove_dir_all(directory).unwrap();
    }
}
