//! Sending mail through SES. What is sent to people was written to the outbox first, in the transaction of what it is
//! about; what they ask us is sent on at once and written nowhere.

pub mod inquiry;
mod message;
pub mod unsubscribe;

use std::fmt;

use aws_sdk_ses::error::SdkError;
use aws_sdk_ses::operation::send_email::builders::SendEmailFluentBuilder;
use aws_sdk_ses::operation::send_email::{SendEmailError, SendEmailOutput};
use aws_sdk_ses::types::{Body, Content, Destination, Message as SesMessage};

use crate::Platform;
use crate::aws::{Failure, failure};
use inquiry::Asked;
use message::Letter;
pub use message::{Mail, Message};

/// A mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailFailed {
    /// Throttled or unreachable.
    #[error("mail service does not answer")]
    Busy,
    /// Refused with this error code.
    #[error("mail service refused: {0}")]
    Refused(String),
    /// The mail could not be put together.
    #[error("a mail could not be put together")]
    Incomplete,
}

/// The mail service.
#[derive(Clone)]
pub struct Mailer {
    ses: aws_sdk_ses::Client,
    from: String,
    support: String,
    origin: String,
}

impl Mailer {
    /// Opens the service.
    pub fn open(platform: &Platform) -> Self {
        Self {
            ses: platform.aws.ses.clone(),
            from: platform.config.mail_from.clone(),
            support: platform.config.support_address.clone(),
            origin: platform.config.site_origin.clone(),
        }
    }

    /// Sends one mail, as text and as simple HTML.
    ///
    /// # Errors
    /// [`MailFailed`] when the service did not take it.
    pub async fn send(&self, mail: &Mail) -> Result<(), MailFailed> {
        let letter = mail.message.letter(&self.origin);
        let body =
            Body::builder().text(content(text(&letter))?).html(content(html(&letter))?).build();
        let request = self.request(mail.to.as_str(), letter.words.subject, body)?;
        taken(request.send().await)
    }

    /// Sends an inquiry on to the people of Luma, as text, so that nothing of it can run; their answer goes to who asked.
    /// A second call sends a second mail.
    ///
    /// # Errors
    /// [`MailFailed`] when the service did not take it.
    pub async fn forward(&self, asked: &Asked) -> Result<(), MailFailed> {
        let body = Body::builder().text(content(asked.text())?).build();
        let request = self.request(&self.support, asked.subject(), body)?;
        taken(request.reply_to_addresses(asked.asker.email().as_str()).send().await)
    }

    /// A subject is never made of what somebody typed.
    fn request(
        &self,
        to: &str,
        subject: &'static str,
        body: Body,
    ) -> Result<SendEmailFluentBuilder, MailFailed> {
        let message =
            SesMessage::builder().subject(content(subject.to_owned())?).body(body).build();
        let to = Destination::builder().to_addresses(to).build();
        Ok(self.ses.send_email().source(&self.from).destination(to).message(message))
    }
}

fn content(text: String) -> Result<Content, MailFailed> {
    let content = Content::builder().charset("UTF-8").data(text).build();
    content.map_err(|_| MailFailed::Incomplete)
}

fn taken<R>(sent: Result<SendEmailOutput, SdkError<SendEmailError, R>>) -> Result<(), MailFailed> {
    sent.map(drop).map_err(|error| match failure(&error) {
        Failure::Busy => MailFailed::Busy,
        Failure::Refused(code) => MailFailed::Refused(code),
    })
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailer")
    }
}

const GREETING: &str = "Hello,";
const CLOSING: &str = "Luma · useluma.io";

fn text(letter: &Letter) -> String {
    let Letter { words, url } = letter;
    format!(
        "{GREETING}\n\n{}\n\n{}:\n{url}\n\n{}\n\n{CLOSING}\n",
        words.before, words.link, words.after
    )
}

/// Nothing in it needs escaping: the words are ours, and a link is made of the origin, our path and base64url.
fn html(letter: &Letter) -> String {
    let Letter { words, url } = letter;
    let head = format!("<head><meta charset=\"utf-8\"><title>{}</title></head>", words.subject);
    let link = format!("<p><a href=\"{url}\">{}</a></p>", words.link);
    let body = format!(
        "<p>{GREETING}</p><p>{}</p>{link}<p>{}</p><p>{CLOSING}</p>",
        words.before, words.after
    );
    format!(
        "<!doctype html><html lang=\"en\">{head}<body style=\"font: 16px/1.5 sans-serif; max-width: 34em\">{body}</body></html>"
    )
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    fn every() -> Vec<Message> {
        let token = || Zeroizing::new("T0ken-_".to_owned());
        vec![
            Message::VerifyAddress { token: token() },
            Message::AlreadyRegistered,
            Message::ResetPassword { token: token() },
            Message::PasswordChanged,
            Message::ChangeAddress { token: token() },
            Message::AddressChanging,
            Message::SessionRevoked,
            Message::DeletionRequested,
            Message::DeletionRevoked,
        ]
    }

    #[test]
    fn a_token_stands_in_the_fragment_which_no_server_ever_sees() {
        let letter = Message::VerifyAddress { token: Zeroizing::new("T0ken-_".to_owned()) }
            .letter("https://useluma.io");
        assert!(text(&letter).contains("https://useluma.io/app/verify#token=T0ken-_\n"));
        assert!(html(&letter).contains("href=\"https://useluma.io/app/verify#token=T0ken-_\""));
    }

    #[test]
    fn no_mail_has_a_word_that_tells_what_kind_of_site_this_is() {
        for message in every() {
            let letter = message.letter("https://useluma.io");
            let all = format!("{}\n{}", letter.words.subject, text(&letter)).to_lowercase();
            for word in
                ["patient", "medical", "clinic", "diagnos", "treatment", "drug", "payer", "case"]
            {
                assert!(!all.contains(word), "{word} in {all}");
            }
        }
    }

    #[test]
    fn every_mail_survives_the_outbox() {
        for message in every() {
            let stored = serde_json::to_vec(&message).unwrap();
            assert!(serde_json::from_slice::<Message>(&stored).unwrap() == message);
        }
    }
}
