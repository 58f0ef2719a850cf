//! `POST /api/support`: sends an inquiry on by mail after proving that it carries no patient identifier. It is stored
//! nowhere, so a request that is repeated may send the mail twice; that harms nobody.

use casework::inquiry::{Inquiry, InquiryForm};
use clinical::refusal::{Refusal, code};
use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Caller, Problem};
use platform::mail::inquiry::{Asked, Asker};
use platform::tables::ephemeral::limits::Scope;
use practice::email::Email;
use serde::Deserialize;
use serde_json::json;

use crate::Support;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskForm {
    topic: String,
    message: String,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    reference: Option<String>,
    #[serde(default)]
    acknowledge_warnings: bool,
}

/// Who asks, as far as the request tells.
enum Sender {
    Member(Caller),
    Visitor(Email),
}

pub(crate) async fn ask(support: &Support, request: Request) -> Result<Response<Body>, Problem> {
    let (viewer, now) = (http::viewer(&request)?, http::now(&request));
    let caller = support.gate.recognize(&request).await?;
    let form: AskForm = http::json(&request)?;

    let (inquiry, sender) = read(&form, caller)?;
    support.limits.take(Scope::Inquiry, viewer, support.bounds.inquiry, now).await?;
    let asker = asker(support, sender, now).await?;

    let request_id = http::request_id(&request).to_owned();
    support.mailer.forward(&Asked { inquiry, asker, request_id }).await?;
    http::accepted(&json!({"next": "we-answer-by-mail"}))
}

/// What is asked and by whom, or every rule that is broken.
fn read(form: &AskForm, caller: Option<Caller>) -> Result<(Inquiry, Sender), Vec<Refusal>> {
    let inquiry = Inquiry::try_from(InquiryForm {
        topic: &form.topic,
        message: &form.message,
        reference: form.reference.as_deref(),
        acknowledge_warnings: form.acknowledge_warnings,
    });
    match (inquiry, sender(caller, form.email.as_deref())) {
        (Ok(inquiry), Ok(sender)) => Ok((inquiry, sender)),
        (inquiry, sender) => {
            let refused = [inquiry.err(), sender.err()].into_iter().flatten();
            Err(refused.flatten().collect())
        }
    }
}

/// A visitor must say where the answer goes. A member must not: an answer goes to the address that was proven, and one
/// that was typed into the form beside it would be passed over in silence.
fn sender(caller: Option<Caller>, email: Option<&str>) -> Result<Sender, Vec<Refusal>> {
    let refuse = |code, detail| Err(vec![Refusal::new("/email", code, detail)]);
    match (caller, email) {
        (Some(caller), None) => Ok(Sender::Member(caller)),
        (Some(_), Some(_)) => refuse(
            code::UNKNOWN_FIELD,
            "a member is answered at the account's address and gives no other",
        ),
        (None, Some(email)) => Email::parse(email)
            .map(Sender::Visitor)
            .map_err(|refused| vec![refused.refusal("/email")]),
        (None, None) => refuse(code::REQUIRED, "an address for the answer is needed"),
    }
}

/// Where the answer goes; a member's inquiries are counted for the account too.
async fn asker(support: &Support, sender: Sender, now: Timestamp) -> Result<Asker, Problem> {
    let caller = match sender {
        Sender::Visitor(email) => return Ok(Asker::Visitor { email }),
        Sender::Member(caller) => caller,
    };
    let (account, bound) = (caller.account, support.bounds.inquiry_account);
    support.limits.take(Scope::InquiryAccount, &account.to_string(), bound, now).await?;
    let person = support.accounts.person(account, caller.member, now).await?;
    let email = person.ok_or_else(Problem::not_found)?.member.email;
    Ok(Asker::Member { email, account })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(email: Option<&str>) -> AskForm {
        AskForm {
            topic: "question".to_owned(),
            message: "How do I add a colleague?".to_owned(),
            email: email.map(str::to_owned),
            reference: None,
            acknowledge_warnings: false,
        }
    }

    fn refused(form: &AskForm) -> Vec<(String, &'static str)> {
        let refusals = read(form, None).err().unwrap_or_default();
        refusals.into_iter().map(|refusal| (refusal.pointer, refusal.code)).collect()
    }

    #[test]
    fn a_visitor_says_where_the_answer_goes() {
        assert!(read(&form(Some("jo@lakeside.example")), None).is_ok());
        assert_eq!(refused(&form(None)), [("/email".to_owned(), code::REQUIRED)]);
        assert_eq!(refused(&form(Some("jo"))), [("/email".to_owned(), code::MALFORMED)]);
    }

    #[test]
    fn a_missing_address_is_named_together_with_all_else() {
        let bad = AskForm { topic: "weather".to_owned(), message: String::new(), ..form(None) };
        let pointers: Vec<String> = refused(&bad).into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(pointers, ["/topic", "/message", "/email"]);
    }
}
