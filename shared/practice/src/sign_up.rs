//! Signing up: what is typed becomes what may be stored.

use clinical::refusal::{Refusal, code};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::account::{Profile, ProfileForm};
use crate::email::Email;
use crate::name::PersonName;
use crate::password::Password;

/// A sign-up as typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignUpForm {
    email: String,
    password: Zeroizing<String>,
    name: String,
    practice_name: String,
    specialty: String,
    #[serde(default)]
    npi: Option<String>,
    accept_policy: bool,
    #[serde(default)]
    marketing: bool,
}

impl std::fmt::Debug for SignUpForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignUpForm(…)")
    }
}

/// A sign-up that keeps all rules.
#[derive(Debug)]
pub struct SignUp {
    /// Where the person is reached.
    pub email: Email,
    /// What they want to sign in with.
    pub password: Password,
    /// What they are called.
    pub name: PersonName,
    /// What the practice says of itself.
    pub profile: Profile,
    /// Whether they want news by mail.
    pub marketing: bool,
}

impl TryFrom<SignUpForm> for SignUp {
    type Error = Vec<Refusal>;

    fn try_from(form: SignUpForm) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let email =
            Email::parse(&form.email).map_err(|refused| refusals.push(refused.refusal("/email")));
        let name = PersonName::parse(&form.name)
            .map_err(|refused| refusals.push(refused.refusal("/name")));
        let profile = Profile::try_from(ProfileForm {
            practice_name: &form.practice_name,
            specialty: &form.specialty,
            npi: form.npi.as_deref(),
        });
        let profile = profile.map_err(|refused| refusals.extend(refused));
        if !form.accept_policy {
            refusals.push(Refusal::new(
                "/accept_policy",
                code::REQUIRED,
                "policy and terms have to be accepted",
            ));
        }
        let own = [form.email.as_str(), form.name.as_str(), form.practice_name.as_str()];
        let password = Password::parse(&form.password, &own)
            .map_err(|refused| refusals.push(refused.refusal("/password")));
        match (email, password, name, profile) {
            (Ok(email), Ok(password), Ok(name), Ok(profile)) if refusals.is_empty() => {
                Ok(Self { email, password, name, profile, marketing: form.marketing })
            }
            _ => Err(refusals),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> SignUpForm {
        SignUpForm {
            email: "Jo@Lakeside.Example".to_owned(),
            password: Zeroizing::new("tea kettle window moss".to_owned()),
            name: "Jo Lee".to_owned(),
            practice_name: "Lakeside Rheumatology".to_owned(),
            specialty: "rheumatology".to_owned(),
            npi: Some("1234567893".to_owned()),
            accept_policy: true,
            marketing: false,
        }
    }

    fn refused(form: SignUpForm) -> Vec<(String, &'static str)> {
        SignUp::try_from(form)
            .unwrap_err()
            .into_iter()
            .map(|refusal| (refusal.pointer, refusal.code))
            .collect()
    }

    #[test]
    fn a_sign_up_that_keeps_all_rules_is_normalized() {
        let sign_up = SignUp::try_from(form()).unwrap();
        assert_eq!(sign_up.email.as_str(), "jo@lakeside.example");
        assert_eq!(sign_up.profile.specialty.name(), "Rheumatology");
        assert!(!sign_up.marketing);
    }

    #[test]
    fn every_refused_field_is_named_at_once_and_none_is_quoted() {
        let bad = SignUpForm {
            email: "jo".to_owned(),
            name: String::new(),
            practice_name: "x\n".to_owned() + "y",
            specialty: "astrology".to_owned(),
            npi: Some("1234567890".to_owned()),
            accept_policy: false,
            ..form()
        };
        let fields = refused(bad).into_iter().map(|(pointer, _)| pointer).collect::<Vec<_>>();
        assert_eq!(
            fields,
            ["/email", "/name", "/practice_name", "/specialty", "/npi", "/accept_policy"]
        );
    }

    #[test]
    fn a_password_made_of_the_own_practice_is_refused() {
        let bad =
            SignUpForm { password: Zeroizing::new("lakeside rheumatology".to_owned()), ..form() };
        assert_eq!(refused(bad), [("/password".to_owned(), "own-words")]);
    }

    #[test]
    fn the_policy_has_to_be_accepted() {
        let bad = SignUpForm { accept_policy: false, ..form() };
        assert_eq!(refused(bad), [("/accept_policy".to_owned(), "required")]);
    }
}
