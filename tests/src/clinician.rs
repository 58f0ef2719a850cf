//! Someone who uses Luma; methods are what they do.

use luma::client::{Answer, Client, Event};
use serde_json::{Value, json};

/// A signed-in person with a practice of their own.
#[derive(Debug)]
pub struct Clinician {
    /// Their browser.
    pub client: Client,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: &'static str,
}

impl Clinician {
    /// Someone who has not signed up yet.
    pub fn new(client: Client, email: &str) -> Self {
        Self { client, email: email.to_owned(), password: "heron kettle under glass" }
    }

    /// Asks for something.
    pub async fn get(&self, path: &str) -> Answer {
        self.client.get(path).await.expect("an answer")
    }

    /// Sends something.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.client.post(path, body).await.expect("an answer")
    }

    /// Deletes something.
    pub async fn delete(&self, path: &str) -> Answer {
        self.client.delete(path).await.expect("an answer")
    }

    /// Changes something upon the version that was read.
    pub async fn patch(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.client.patch(path, etag, body).await.expect("an answer")
    }

    /// Opens a case that must be accepted and answers its id.
    pub async fn open_case(&self, case: &Value) -> String {
        let answer = self.post("/api/cases", case).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()["id"].as_str().expect("an id").to_owned()
    }

    /// Drafts and answers the events of the stream.
    pub async fn draft(&self, case: &str, kind: &str) -> Vec<Event> {
        self.client.draft(case, kind).await.expect("a stream")
    }

    /// Drafts a letter that must be finished and answers the document's id.
    pub async fn draft_letter(&self, case: &str) -> String {
        let events = self.draft(case, "letter_of_medical_necessity").await;
        let done = events.last().expect("an event");
        assert_eq!(done.name, "done", "{events:?}");
        done.data["document_id"].as_str().expect("an id").to_owned()
    }

    /// Reads a document.
    pub async fn document(&self, case: &str, document: &str) -> Value {
        let answer = self.get(&format!("/api/cases/{case}/documents/{document}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// Exports a document in a format.
    pub async fn export(&self, case: &str, document: &str, format: &str) -> Answer {
        self.get(&format!("/stream/export/document/{case}/{document}.{format}")).await
    }

    /// Asks for the account's deletion.
    pub async fn request_deletion(&self) -> Answer {
        self.post("/api/account/deletion", &json!({ "password": self.password })).await
    }
}
