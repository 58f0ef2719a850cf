//! The request that an inquiry is about.

/// A request id as an error shows it. It is no free text: only the two forms that AWS gives to requests are taken, so no
/// number that belongs to a person fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    /// Reads an id of API Gateway (fifteen characters of base64 and `=`) or of Lambda (a UUID).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (is_of_the_gateway(text) || is_uuid(text)).then(|| Self(text.to_owned()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_of_the_gateway(text: &str) -> bool {
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    text.strip_suffix('=').is_some_and(|id| id.len() == 15 && id.bytes().all(base64))
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = parts.iter().map(|part| part.len());
    lengths.eq([8, 4, 4, 4, 12])
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_forms_of_a_request_id_are_read() {
        for id in ["JKJaXmPLvHcESHA=", " 7d1e33d8-9a3c-4b0f-8c55-0e5a1f0b2c3d "] {
            assert_eq!(Reference::parse(id).unwrap().as_str(), id.trim());
        }
    }

    #[test]
    fn what_belongs_to_a_person_is_no_request_id() {
        for text in [
            "",
            "219-09-9999",
            "MRN 48291734",
            "W123456789",
            "(614) 555-0142",
            "maya.lopez@example.com",
            "03/04/1972",
            "JKJaXmPLvHcESHA",
            "JKJaXm LvHcESHA=",
            "7d1e33d8-9a3c-4b0f-8c55-0e5a1f0b2c3",
            "7d1e33d8-9a3c-4b0f-8c55-0e5a1f0b2c3d-1",
            "7d1e33d8-9a3c-4b0f-8c55-0e5a1f0b2c3g",
        ] {
            assert_eq!(Reference::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_at_all_breaks_the_parser(text in any::<String>()) {
            let _ = Reference::parse(&text);
        }
    }
}
