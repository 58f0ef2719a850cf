//! What somebody asks the people behind Luma: a topic of a list, words that passed the firewall, and perhaps the request
//! that failed.

mod reference;
mod topic;

use std::fmt;

use clinical::refusal::{Refusal, code};

use crate::text::{Limit, Screened, Warnings};
pub use reference::Reference;
pub use topic::Topic;

/// Long enough to tell what happened, and too short for a chart.
const MESSAGE: Limit = Limit { name: "message", characters: 4_000 };

/// An inquiry as typed.
#[derive(Clone, Copy)]
pub struct InquiryForm<'a> {
    /// One word of the list of topics.
    pub topic: &'a str,
    /// What is asked.
    pub message: &'a str,
    /// The request id that an error showed.
    pub reference: Option<&'a str>,
    /// The writer has seen the firewall's warnings and says that they are no identifiers.
    pub acknowledge_warnings: bool,
}

impl fmt::Debug for InquiryForm<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InquiryForm(…)")
    }
}

/// An inquiry that keeps all rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// What it is about.
    pub topic: Topic,
    /// What is asked, without anything that identifies a patient.
    pub message: Screened,
    /// The request that it is about.
    pub reference: Option<Reference>,
}

impl TryFrom<InquiryForm<'_>> for Inquiry {
    type Error = Vec<Refusal>;

    fn try_from(form: InquiryForm<'_>) -> Result<Self, Vec<Refusal>> {
        let warnings = if form.acknowledge_warnings { Warnings::Accept } else { Warnings::Refuse };
        let mut refusals = Vec::new();
        let topic = Topic::parse(form.topic);
        if topic.is_none() {
            let words = Topic::ALL.map(Topic::code).join(", ");
            let detail = format!("topic is one of {words}");
            refusals.push(Refusal::new("/topic", code::UNKNOWN_VALUE, detail));
        }
        let message = Screened::screen("/message", form.message, MESSAGE, warnings)
            .map_err(|refused| refusals.extend(refused));
        let reference = form.reference.map(Reference::parse);
        if reference == Some(None) {
            let detail = "reference is a request id just as an error shows it";
            refusals.push(Refusal::new("/reference", code::MALFORMED, detail));
        }
        match (topic, message) {
            (Some(topic), Ok(message)) if refusals.is_empty() => {
                Ok(Self { topic, message, reference: reference.flatten() })
            }
            _ => Err(refusals),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEAN: InquiryForm<'static> = InquiryForm {
        topic: "problem",
        message: " The appeal for a knee MRI shows the wrong criteria. ",
        reference: Some("JKJaXmPLvHcESHA="),
        acknowledge_warnings: false,
    };

    fn refused(form: InquiryForm<'_>) -> Vec<(String, &'static str)> {
        let refusals = Inquiry::try_from(form).unwrap_err();
        refusals.into_iter().map(|refusal| (refusal.pointer, refusal.code)).collect()
    }

    #[test]
    fn an_inquiry_that_keeps_all_rules_is_taken() {
        let inquiry = Inquiry::try_from(CLEAN).unwrap();
        assert_eq!(inquiry.topic, Topic::Problem);
        assert_eq!(inquiry.message.as_str(), "The appeal for a knee MRI shows the wrong criteria.");
        assert_eq!(inquiry.reference.unwrap().as_str(), "JKJaXmPLvHcESHA=");
    }

    #[test]
    fn every_broken_rule_is_named_at_once() {
        let bad = InquiryForm { topic: "weather", message: " ", reference: Some("?"), ..CLEAN };
        assert_eq!(
            refused(bad),
            [
                ("/topic".to_owned(), code::UNKNOWN_VALUE),
                ("/message".to_owned(), code::REQUIRED),
                ("/reference".to_owned(), code::MALFORMED),
            ]
        );
    }

    #[test]
    fn a_message_has_at_most_four_thousand_characters() {
        let most = "é ".repeat(2_000);
        assert!(Inquiry::try_from(InquiryForm { message: &most, ..CLEAN }).is_ok());
        let over = format!("{most}é");
        let refused = refused(InquiryForm { message: &over, ..CLEAN });
        assert_eq!(refused, [("/message".to_owned(), code::TOO_LONG)]);
    }

    #[test]
    fn a_message_that_identifies_a_patient_is_refused_whatever_is_acknowledged() {
        let message = "The letter for SSN 219-09-9999 is wrong.";
        let form = InquiryForm { message, acknowledge_warnings: true, ..CLEAN };
        let refusals = Inquiry::try_from(form).unwrap_err();
        assert_eq!(refusals[0].code, code::IDENTIFIERS_FOUND);
        assert_eq!(refusals[0].pointer, "/message");
        assert!(!format!("{refusals:?}{form:?}").contains("9999"));
    }

    #[test]
    fn a_warning_refuses_until_somebody_has_looked_at_it() {
        let form = InquiryForm { message: "Dr. Alan Grey sees the wrong criteria.", ..CLEAN };
        assert_eq!(refused(form), [("/message".to_owned(), code::IDENTIFIERS_SUSPECTED)]);
        assert!(Inquiry::try_from(InquiryForm { acknowledge_warnings: true, ..form }).is_ok());
    }
}
