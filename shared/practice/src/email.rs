//! E-mail addresses, normalized so that one mailbox has one spelling.

use std::fmt;

use clinical::refusal::{Refusal, code};
use unicode_normalization::UnicodeNormalization;

/// Longest address that SMTP carries (RFC 5321 section 4.5.3.1.3, less the angle brackets).
pub const LONGEST: usize = 254;

/// A deliverable-looking address: local part and domain in lower case, domain in its ASCII form.
///
/// Local parts are case-sensitive in theory and nowhere in practice; folding them keeps one person from holding two
/// accounts by accident. Plus-tags are kept: they are the user's choice.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailRefused {
    /// No local part, no domain, or not exactly one at sign.
    #[error("an e-mail address has one at sign between a name and a domain")]
    Shape,
    /// Over [`LONGEST`] bytes, or a local part over 64 (RFC 5321 section 4.5.3.1.1).
    #[error("an e-mail address has at most 254 characters, 64 of them before the at sign")]
    TooLong,
    /// White space, control characters, quotes, brackets or characters outside ASCII before the at sign.
    #[error(
        "an e-mail address has letters, digits and . ! # $ % & ' * + / = ? ^ _ ` {{ | }} ~ - before the at sign"
    )]
    LocalPart,
    /// Not a domain name with at least two labels.
    #[error("the part after the at sign is a domain name such as clinic.example")]
    Domain,
}

impl EmailRefused {
    /// The refusal of the field at `pointer`.
    pub fn refusal(self, pointer: &str) -> Refusal {
        let code = if self == Self::TooLong { code::TOO_LONG } else { code::MALFORMED };
        Refusal::new(pointer, code, self.to_string())
    }
}

impl Email {
    /// Normalizes and checks an address.
    ///
    /// # Errors
    /// [`EmailRefused`] names the rule that the text breaks.
    pub fn parse(text: &str) -> Result<Self, EmailRefused> {
        let text: String = text.trim().nfc().collect();
        if text.len() > LONGEST * 2 {
            return Err(EmailRefused::TooLong);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailRefused::Shape)?;
        if local.is_empty() || domain.is_empty() || local.contains('@') {
            return Err(EmailRefused::Shape);
        }
        if local.len() > 64 {
            return Err(EmailRefused::TooLong);
        }
        let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
        if dots || !local.bytes().all(is_local) {
            return Err(EmailRefused::LocalPart);
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| EmailRefused::Domain)?;
        let top = domain.rsplit('.').next().unwrap_or_default();
        if !domain.contains('.') || domain.ends_with('.') || top.bytes().all(|b| b.is_ascii_digit())
        {
            return Err(EmailRefused::Domain);
        }
        let address = format!("{}@{domain}", local.to_ascii_lowercase());
        if address.len() > LONGEST { Err(EmailRefused::TooLong) } else { Ok(Self(address)) }
    }

    /// The normalized address: for the envelope of a mail and for the keyed index, for nothing else.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_mailbox_become_one_address() {
        for spelling in [
            "Jo.Lee+luma@Clinic.Example",
            " jo.lee+luma@CLINIC.example ",
            "jo.lee+luma@clinic.example",
        ] {
            assert_eq!(Email::parse(spelling).unwrap().as_str(), "jo.lee+luma@clinic.example");
        }
        assert_eq!(
            Email::parse("jo@münchen.example").unwrap().as_str(),
            "jo@xn--mnchen-3ya.example"
        );
    }

    #[test]
    fn what_cannot_be_mailed_is_refused_by_its_rule() {
        let long = format!("{}@clinic.example", "a".repeat(65));
        let cases = [
            ("jo.lee", EmailRefused::Shape),
            ("@clinic.example", EmailRefused::Shape),
            ("jo@lee@clinic.example", EmailRefused::Shape),
            (long.as_str(), EmailRefused::TooLong),
            ("jo lee@clinic.example", EmailRefused::LocalPart),
            ("jo\r\nBcc:x@clinic.example", EmailRefused::LocalPart),
            (".jo@clinic.example", EmailRefused::LocalPart),
            ("jo@clinic", EmailRefused::Domain),
            ("jo@clinic..example", EmailRefused::Domain),
            ("jo@10.0.0.1", EmailRefused::Domain),
        ];
        for (text, rule) in cases {
            assert_eq!(Email::parse(text), Err(rule), "{text:?}");
        }
    }

    #[test]
    fn an_address_never_shows_in_debug_output() {
        assert!(!format!("{:?}", Email::parse("jo@clinic.example").unwrap()).contains("jo"));
    }

    proptest! {
        #[test]
        fn parsing_a_normalized_address_changes_nothing(local in "[a-z][a-z0-9+_-]{0,20}", domain in "[a-z]{1,10}\\.(com|org|example)") {
            let once = Email::parse(&format!("{local}@{domain}")).unwrap();
            prop_assert_eq!(Email::parse(once.as_str()).unwrap(), once);
        }

        #[test]
        fn no_text_at_all_breaks_the_parser(text in any::<String>()) {
            let _ = Email::parse(&text);
        }
    }
}
