//! Access tokens: JWTs signed with Ed25519 (RFC 8037), of type `at+jwt` (RFC 9068), good for ten minutes.
//!
//! Signing and verifying are `jsonwebtoken`'s. Before it sees a token, the token's header must be, byte for byte, one of
//! the headers that our own keys write, and that decides the key: no algorithm, key or type can be talked into it. The
//! library reads the machine's clock and grants a leeway; so time is compared here, with the event's.

use std::collections::HashMap;

use aws_lc_rs::digest::{self, digest};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use practice::id::{AccountId, MemberId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// How long an access token is good for, in seconds.
pub const LIFETIME_SECONDS: i64 = 600;
/// For whom the tokens are.
const AUDIENCE: &str = "luma-api";
/// Longest token that is looked at, in bytes.
const LONGEST: usize = 1_024;

/// The form of the session keys' secret.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seeds {
    current: Zeroizing<String>,
    #[serde(default)]
    next: Option<Zeroizing<String>>,
    #[serde(default)]
    previous: Option<Zeroizing<String>>,
}

/// The keys that sign and verify.
pub(super) struct Keys {
    signer: EncodingKey,
    header: Header,
    /// By header segment, which carries the `kid`.
    verifiers: HashMap<String, DecodingKey>,
    refresh: hmac::Key,
}

/// The secret does not hold Ed25519 seeds in hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoSeeds;

/// What a token says, once proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// Whose account.
    pub account: AccountId,
    /// Who.
    pub member: MemberId,
    /// Which session.
    pub session: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Payload {
    iss: String,
    aud: String,
    sub: String,
    acc: String,
    sid: String,
    iat: i64,
    exp: i64,
}

impl Keys {
    pub(super) fn read(seeds: &Seeds) -> Result<Self, NoSeeds> {
        let current = pair(&seeds.current)?;
        let signer = EncodingKey::from_ed_der(current.to_pkcs8().map_err(|_| NoSeeds)?.as_ref());
        let header = header(current.public_key().as_ref());
        let mut verifiers = HashMap::new();
        for seed in [Some(&seeds.current), seeds.next.as_ref(), seeds.previous.as_ref()]
            .into_iter()
            .flatten()
        {
            let pair = pair(seed)?;
            let public = pair.public_key().as_ref();
            verifiers.insert(segment(&self::header(public))?, DecodingKey::from_ed_der(public));
        }
        let seed = hex::decode(seeds.current.as_str()).map(Zeroizing::new).map_err(|_| NoSeeds)?;
        let root = hmac::Key::new(hmac::HMAC_SHA256, &seed);
        let refresh =
            hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, b"luma:refresh:v1").as_ref());
        Ok(Self { signer, header, verifiers, refresh })
    }

    /// Signs a token that begins to count at `now`.
    pub(super) fn mint(&self, claims: &Claims, issuer: &str, now: Timestamp) -> Option<String> {
        let payload = Payload {
            iss: issuer.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: claims.member.to_string(),
            acc: claims.account.to_string(),
            sid: claims.session.clone(),
            iat: now.as_second(),
            exp: now.as_second().saturating_add(LIFETIME_SECONDS),
        };
        jsonwebtoken::encode(&self.header, &payload, &self.signer).ok()
    }

    /// What the token says, if one of our keys signed it for this issuer and audience and it still counts at `now`.
    pub(super) fn verify(&self, token: &str, issuer: &str, now: Timestamp) -> Option<Claims> {
        let payload = self.payload(token, issuer)?;
        let counts = payload.iat <= now.as_second() && now.as_second() < payload.exp;
        if counts { claims(&payload) } else { None }
    }

    /// What the token says, even if it has run out: enough to end its session, and for nothing else.
    pub(super) fn verify_expired(&self, token: &str, issuer: &str) -> Option<Claims> {
        claims(&self.payload(token, issuer)?)
    }

    fn payload(&self, token: &str, issuer: &str) -> Option<Payload> {
        if token.len() > LONGEST {
            return None;
        }
        let (header, _) = token.split_once('.')?;
        let key = self.verifiers.get(header)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[issuer]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
        validation.validate_exp = false;
        jsonwebtoken::decode(token, key, &validation).ok().map(|token| token.claims)
    }

    /// Whether the token names a key that is not known here: the secret may have been rotated.
    pub(super) fn is_of_unknown_key(&self, token: &str) -> bool {
        token.len() <= LONGEST
            && token.split_once('.').is_some_and(|(header, _)| !self.verifiers.contains_key(header))
    }

    /// The secret part of a refresh token: derived, so that a repeated request gets the same successor.
    pub(super) fn refresh_secret(&self, session: &str, generation: u64, nonce: &str) -> String {
        let message = format!("{session}|{generation}|{nonce}");
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.refresh, message.as_bytes()))
    }
}

fn claims(payload: &Payload) -> Option<Claims> {
    Some(Claims {
        account: AccountId::parse(&payload.acc).ok()?,
        member: MemberId::parse(&payload.sub).ok()?,
        session: payload.sid.clone(),
    })
}

fn pair(seed: &str) -> Result<Ed25519KeyPair, NoSeeds> {
    let seed = hex::decode(seed).map(Zeroizing::new).map_err(|_| NoSeeds)?;
    Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| NoSeeds)
}

/// The header that a key writes. The `kid` is the first eight bytes of the public key's digest.
fn header(public: &[u8]) -> Header {
    let kid = hex::encode(digest(&digest::SHA256, public)).chars().take(16).collect();
    Header { typ: Some("at+jwt".to_owned()), kid: Some(kid), ..Header::new(Algorithm::EdDSA) }
}

/// The header as it stands in a token.
fn segment(header: &Header) -> Result<String, NoSeeds> {
    serde_json::to_vec(header).map(|json| URL_SAFE_NO_PAD.encode(json)).map_err(|_| NoSeeds)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use ulid::Ulid;

    use super::*;

    const ISSUER: &str = "https://useluma.io";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn noon() -> Timestamp {
        at("2026-11-25T12:00:00Z")
    }

    fn seeds(json: &Value) -> Seeds {
        serde_json::from_value(json.clone()).unwrap()
    }

    fn keys() -> Keys {
        Keys::read(&seeds(&json!({"current": "11".repeat(32), "previous": "22".repeat(32)})))
            .unwrap()
    }

    fn claims() -> Claims {
        Claims {
            account: AccountId::new(Ulid(1)),
            member: MemberId::new(Ulid(2)),
            session: "S".to_owned(),
        }
    }

    fn payload() -> Value {
        let second = noon().as_second();
        json!({"iss": ISSUER, "aud": AUDIENCE, "sub": Ulid(2).to_string(), "acc": Ulid(1).to_string(), "sid": "S", "iat": second, "exp": second + 600})
    }

    /// A token with any header and payload, signed by the current key.
    fn forged(header: &Value, payload: &Value) -> String {
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        signed(&encode(header), &encode(payload))
    }

    /// A token with our own header and any payload, signed by the current key.
    fn with_payload(payload: &Value) -> String {
        let header = segment(&keys().header).unwrap();
        signed(&header, &URL_SAFE_NO_PAD.encode(payload.to_string()))
    }

    fn signed(header: &str, payload: &str) -> String {
        let message = format!("{header}.{payload}");
        let signature = URL_SAFE_NO_PAD.encode(current().sign(message.as_bytes()));
        format!("{message}.{signature}")
    }

    /// The current key itself, to sign what the library would not.
    fn current() -> Ed25519KeyPair {
        pair(&"11".repeat(32)).unwrap()
    }

    fn own_header() -> Value {
        serde_json::to_value(keys().header).unwrap()
    }

    fn with(mut base: Value, name: &str, value: Value) -> Value {
        base[name] = value;
        base
    }

    #[test]
    fn a_token_of_ours_says_who_it_is_for() {
        let token = keys().mint(&claims(), ISSUER, noon()).unwrap();
        assert_eq!(keys().verify(&token, ISSUER, noon()), Some(claims()));
        let same = with_payload(&payload());
        assert_eq!(keys().verify(&same, ISSUER, noon()), Some(claims()));
    }

    #[test]
    fn a_token_counts_for_ten_minutes_to_the_second() {
        let token = keys().mint(&claims(), ISSUER, noon()).unwrap();
        assert!(keys().verify(&token, ISSUER, at("2026-11-25T12:09:59Z")).is_some());
        assert!(keys().verify(&token, ISSUER, at("2026-11-25T12:10:00Z")).is_none());
        assert!(keys().verify(&token, ISSUER, at("2026-11-25T11:59:59Z")).is_none());
    }

    #[test]
    fn a_token_of_the_previous_key_still_counts_and_one_of_a_stranger_does_not() {
        let previous = Keys::read(&seeds(&json!({"current": "22".repeat(32)}))).unwrap();
        let stranger = Keys::read(&seeds(&json!({"current": "33".repeat(32)}))).unwrap();
        assert!(
            keys()
                .verify(&previous.mint(&claims(), ISSUER, noon()).unwrap(), ISSUER, noon())
                .is_some()
        );
        let foreign = stranger.mint(&claims(), ISSUER, noon()).unwrap();
        assert!(keys().verify(&foreign, ISSUER, noon()).is_none());
        assert!(keys().is_of_unknown_key(&foreign));
    }

    #[test]
    fn forged_headers_do_not_pass_even_with_a_good_signature() {
        for (name, value) in [
            ("alg", json!("none")),
            ("alg", json!("NONE")),
            ("alg", json!("nOnE")),
            ("alg", json!("HS256")),
            ("alg", json!("ES256")),
            ("kid", json!("../../dev/null")),
            ("kid", json!("k".repeat(10_000))),
            ("kid", json!(null)),
            ("typ", json!("JWT")),
            ("typ", json!("rt+jwt")),
            ("jku", json!("https://evil.example/keys")),
            ("x5u", json!("https://evil.example/chain")),
            ("jwk", json!({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"})),
            ("crit", json!(["exp"])),
            ("b64", json!(false)),
        ] {
            let token = forged(&with(own_header(), name, value.clone()), &payload());
            assert_eq!(keys().verify(&token, ISSUER, noon()), None, "{name}: {value:.40}");
        }
    }

    #[test]
    fn forged_claims_do_not_pass_even_with_a_good_signature() {
        let second = noon().as_second();
        for (name, value) in [
            ("iss", json!("https://stage.useluma.io")),
            ("aud", json!("luma-admin")),
            ("aud", json!(["luma-api"])),
            ("exp", json!(second)),
            ("exp", json!("never")),
            ("exp", json!(null)),
            ("iat", json!(second + 1)),
            ("sub", json!("someone")),
            ("acc", json!(Ulid(1).to_string().to_lowercase() + "x")),
            ("role", json!("owner")),
        ] {
            let token = with_payload(&with(payload(), name, value.clone()));
            assert_eq!(keys().verify(&token, ISSUER, noon()), None, "{name}: {value}");
        }
    }

    #[test]
    fn an_hmac_under_the_public_key_is_no_signature() {
        let public = current().public_key().as_ref().to_vec();
        let header = URL_SAFE_NO_PAD.encode(with(own_header(), "alg", json!("HS256")).to_string());
        for header in [header, segment(&keys().header).unwrap()] {
            let message = format!("{header}.{}", URL_SAFE_NO_PAD.encode(payload().to_string()));
            let mac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &public), message.as_bytes());
            let token = format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac));
            assert_eq!(keys().verify(&token, ISSUER, noon()), None);
        }
    }

    #[test]
    fn a_token_that_was_touched_anywhere_does_not_pass() {
        let token = keys().mint(&claims(), ISSUER, noon()).unwrap();
        let (message, signature) = token.rsplit_once('.').unwrap();
        let mut touched: Vec<String> = (0..token.len())
            .map(|at| {
                let mut bytes = token.clone().into_bytes();
                bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
                String::from_utf8(bytes).unwrap()
            })
            .filter(|other| *other != token)
            .collect();
        touched.extend([
            String::new(),
            ".".to_owned(),
            "..".to_owned(),
            message.to_owned(),
            format!("{message}."),
            format!("{token}."),
            format!("{token}.x"),
            format!("{token}=="),
            format!("{token}\n"),
            format!("{message}.{signature}{signature}"),
            format!("x.{token}"),
        ]);
        for other in touched {
            assert_eq!(keys().verify(&other, ISSUER, noon()), None, "{other}");
        }
    }

    #[test]
    fn seeds_that_are_none_are_refused() {
        for seed in ["", "zz", "1122"] {
            assert!(Keys::read(&seeds(&json!({ "current": seed }))).is_err());
        }
    }

    #[test]
    fn the_successor_of_a_refresh_token_is_the_same_each_time_and_known_to_the_key_only() {
        let stranger = Keys::read(&seeds(&json!({"current": "33".repeat(32)}))).unwrap();
        let secret = keys().refresh_secret("S", 2, "n");
        assert_eq!(keys().refresh_secret("S", 2, "n"), secret);
        for other in [
            keys().refresh_secret("S", 3, "n"),
            keys().refresh_secret("S", 2, "m"),
            stranger.refresh_secret("S", 2, "n"),
        ] {
            assert_ne!(other, secret);
        }
    }
}
