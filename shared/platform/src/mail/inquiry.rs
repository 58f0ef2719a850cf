//! An inquiry as a mail from Luma to the people of Luma.

use std::fmt;

use casework::inquiry::{Inquiry, Reference, Topic};
use practice::email::Email;
use practice::id::AccountId;

/// An inquiry, and whom to answer.
#[derive(Debug)]
pub struct Asked {
    /// What is asked.
    pub inquiry: Inquiry,
    /// Who asks.
    pub asker: Asker,
    /// The id of the request that brought it.
    pub request_id: String,
}

/// Who asks.
#[derive(Clone, PartialEq, Eq)]
pub enum Asker {
    /// Somebody who is signed in; the address is the account's and was proven.
    Member {
        /// Where the answer goes.
        email: Email,
        /// Whose account.
        account: AccountId,
    },
    /// Anybody else; the address is what they typed.
    Visitor {
        /// Where the answer goes.
        email: Email,
    },
}

impl Asker {
    /// Where the answer goes.
    pub fn email(&self) -> &Email {
        match self {
            Self::Member { email, .. } | Self::Visitor { email } => email,
        }
    }
}

impl fmt::Debug for Asker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asker(…)")
    }
}

impl Asked {
    /// Words of ours only: what somebody typed has no place in a header.
    pub(super) fn subject(&self) -> &'static str {
        match self.inquiry.topic {
            Topic::Question => "[support] A question",
            Topic::Problem => "[support] A problem",
            Topic::Privacy => "[support] Privacy",
            Topic::Billing => "[support] Billing",
            Topic::Security => "[support] Security",
        }
    }

    /// What we know stands above the line, what somebody wrote below it.
    pub(super) fn text(&self) -> String {
        let from = match &self.asker {
            Asker::Member { account, .. } => format!("a member of account {account}"),
            Asker::Visitor { .. } => "a visitor, whose address is not proven".to_owned(),
        };
        let reference = self.inquiry.reference.as_ref().map_or("none given", Reference::as_str);
        format!(
            "From: {from}\nAnswer to: {}\nTopic: {}\nAbout request: {reference}\nSent with request: {}\n\n----\n\n{}\n",
            self.asker.email().as_str(),
            self.inquiry.topic.code(),
            self.request_id,
            self.inquiry.message.as_str(),
        )
    }
}

#[cfg(test)]
mod tests {
    use casework::inquiry::InquiryForm;
    use ulid::Ulid;

    use super::*;

    fn asked(asker: Asker) -> Asked {
        let form = InquiryForm {
            topic: "problem",
            message: "Subject: free money\n<b>The draft</b> stops.",
            reference: Some("JKJaXmPLvHcESHA="),
            acknowledge_warnings: false,
        };
        let inquiry = Inquiry::try_from(form).unwrap();
        Asked { inquiry, asker, request_id: "KLMaXmPLvHcESHA=".to_owned() }
    }

    fn jo() -> Email {
        Email::parse("jo@lakeside.example").unwrap()
    }

    #[test]
    fn what_we_know_stands_above_the_line_and_what_was_typed_below_it() {
        let asked = asked(Asker::Visitor { email: jo() });
        assert_eq!(asked.subject(), "[support] A problem");
        assert_eq!(
            asked.text(),
            "From: a visitor, whose address is not proven\nAnswer to: jo@lakeside.example\nTopic: problem\n\
             About request: JKJaXmPLvHcESHA=\nSent with request: KLMaXmPLvHcESHA=\n\n----\n\n\
             Subject: free money\n<b>The draft</b> stops.\n"
        );
    }

    #[test]
    fn a_member_is_told_from_a_visitor_by_the_account() {
        let account = AccountId::new(Ulid(1));
        let text = asked(Asker::Member { email: jo(), account }).text();
        assert!(text.starts_with(&format!("From: a member of account {account}\n")), "{text}");
    }

    #[test]
    fn neither_address_nor_words_show_in_debug_output() {
        let shown = format!("{:?}", asked(Asker::Visitor { email: jo() }));
        assert!(!shown.contains("jo@") && !shown.contains("draft"), "{shown}");
    }
}
