//! A small HTTP client that behaves as a browser does towards Luma: keeps its cookies, sends JSON, hashes streamed bodies.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use reqwest::{Method, RequestBuilder, header};
use serde_json::{Value, json};

use crate::failure::Failure;

/// One user's browser, as far as Luma can tell.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    origin: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What Luma answered.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: header::HeaderMap,
    /// The body, whole.
    pub body: Vec<u8>,
}

/// One server-sent event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Its data, JSON.
    pub data: Value,
}

impl Answer {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value; empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The answer itself if its status is the expected one.
    ///
    /// # Errors
    /// [`Failure::Refused`] with the problem's document otherwise.
    pub fn expect(self, step: &str, status: u16) -> Result<Self, Failure> {
        if self.status == status {
            return Ok(self);
        }
        Err(Failure::Refused { step: step.to_owned(), status: self.status, problem: self.text() })
    }

    /// The body read as server-sent events.
    pub fn events(&self) -> Vec<Event> {
        let text = self.text().replace("\r\n", "\n");
        text.split("\n\n").filter_map(event).collect()
    }
}

impl Client {
    /// A fresh browser for one origin, with no cookies.
    ///
    /// # Errors
    /// When the TLS set-up of this machine is broken.
    pub fn new(origin: &str) -> Result<Self, Failure> {
        let http =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self {
            http,
            origin: origin.trim_end_matches('/').to_owned(),
            cookies: Mutex::default(),
        })
    }

    /// The origin that this browser talks to.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// A request without body.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn get(&self, path: &str) -> Result<Answer, Failure> {
        self.send(self.request(Method::GET, path)).await
    }

    /// A `DELETE` without body.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn delete(&self, path: &str) -> Result<Answer, Failure> {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// A `POST` of JSON.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Answer, Failure> {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// A `PATCH` of JSON upon the version that was read.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn patch(&self, path: &str, etag: &str, body: &Value) -> Result<Answer, Failure> {
        self.send(self.request(Method::PATCH, path).header(header::IF_MATCH, etag).json(body)).await
    }

    /// A request to fill in further; [`Self::send`] sends it.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self
            .http
            .request(method, format!("{}{path}", self.origin))
            .header(header::ORIGIN, &self.origin);
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        if cookies.is_empty() {
            return request;
        }
        let line = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        request.header(header::COOKIE, line)
    }

    /// Sends a request, reads the whole answer and keeps its cookies.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer, Failure> {
        let response = request.send().await?;
        self.keep(response.headers());
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Answer { status, headers, body: response.bytes().await?.to_vec() })
    }

    /// The cookies as they stand, by name.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts a cookie into the jar, as a thief would.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(name.to_owned(), value.to_owned());
    }

    fn keep(&self, headers: &header::HeaderMap) {
        let mut jar = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        for line in
            headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok())
        {
            let pair = line.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else { continue };
            if value.is_empty() || line.contains("Max-Age=0") {
                jar.remove(name.trim());
            } else {
                jar.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }

    /// Signs up and follows the link of the mail that arrives.
    ///
    /// # Errors
    /// When a step is refused or no mail comes.
    pub async fn sign_up(&self, email: &str, password: &str) -> Result<(), Failure> {
        let form = json!({
            "email": email, "password": password, "name": "Jo Lee", "practice_name": "Lakeside Specialty Clinic",
            "specialty": "Rheumatology", "accept_policy": true
        });
        self.post("/api/signup", &form).await?.expect("sign up", 202)?;
        let token = self.mailed_token(email).await?;
        self.post("/api/signup/verify", &json!({ "token": token }))
            .await?
            .expect("confirm the e-mail address", 204)?;
        Ok(())
    }

    /// Signs in with a password.
    ///
    /// # Errors
    /// When that is refused.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<(), Failure> {
        let form = json!({ "email": email, "password": password });
        self.post("/api/session", &form).await?.expect("sign in", 200)?;
        Ok(())
    }

    /// The token in the newest mail to an address, from the one-machine cloud's inbox.
    ///
    /// # Errors
    /// When there is no such mail or it holds no token.
    pub async fn mailed_token(&self, email: &str) -> Result<String, Failure> {
        let inbox = self.get("/_local/inbox.json").await?.expect("read the inbox", 200)?.json();
        let mails = inbox.as_array().map(Vec::as_slice).unwrap_or_default();
        let mail = mails.iter().find(|mail| mail["to"].to_string().contains(email));
        let links =
            mail.and_then(|mail| mail["links"].as_array()).map(Vec::as_slice).unwrap_or_default();
        let token =
            links.iter().filter_map(Value::as_str).find_map(|link| link.split_once("token="));
        let token = token.map(|(_, token)| token.to_owned());
        token.ok_or_else(|| {
            Failure::Unexpected("the inbox has no mail with a link for this address".to_owned())
        })
    }

    /// Drafts a document and answers the events of its stream.
    ///
    /// # Errors
    /// When the stream is refused; a stream that ends badly is among the events.
    pub async fn draft(&self, case_id: &str, kind: &str) -> Result<Vec<Event>, Failure> {
        let answer =
            self.post("/stream/draft", &json!({ "case_id": case_id, "kind": kind })).await?;
        Ok(answer.expect("draft", 200)?.events())
    }
}

fn event(block: &str) -> Option<Event> {
    let field = |name: &str| {
        block
            .lines()
            .filter_map(|line| line.strip_prefix(name))
            .map(str::trim_start)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let data = field("data:");
    if data.is_empty() {
        return None;
    }
    Some(Event { name: field("event:"), data: serde_json::from_str(&data).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_reads_as_its_events_and_comments_are_skipped() {
        let body = ": keep-alive\n\nevent: stage\ndata: {\"stage\":\"facts\"}\n\nevent: done\ndata: {\"version\":1}\n\n";
        let answer = Answer { status: 200, headers: header::HeaderMap::new(), body: body.into() };
        let names: Vec<String> = answer.events().into_iter().map(|event| event.name).collect();
        assert_eq!(names, ["stage", "done"]);
    }

    #[test]
    fn cookies_are_kept_replaced_and_dropped_as_a_browser_would() {
        let client = Client::new("http://localhost:1/").unwrap();
        let mut headers = header::HeaderMap::new();
        headers.append(header::SET_COOKIE, "a=1; Path=/; Secure".parse().unwrap());
        headers.append(header::SET_COOKIE, "b=2; Path=/".parse().unwrap());
        client.keep(&headers);
        headers.clear();
        headers.append(header::SET_COOKIE, "a=; Max-Age=0".parse().unwrap());
        headers.append(header::SET_COOKIE, "b=3".parse().unwrap());
        client.keep(&headers);
        assert_eq!(client.cookies(), BTreeMap::from([("b".to_owned(), "3".to_owned())]));
    }
}
