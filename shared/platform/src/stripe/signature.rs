//! The `Stripe-Signature` header: `t=<unix>,v1=<hex>[,v1=<hex>]`, HMAC-SHA256 over `<t>.<raw body>`.

use aws_lc_rs::hmac;
use jiff::Timestamp;

/// How far the signature's time may be from ours, in seconds, either way. Stripe's own libraries look only at the past;
/// a time in the future is no more trustworthy.
const TOLERANCE_SECONDS: u64 = 300;
/// Bytes of an HMAC-SHA256.
const MAC_LEN: usize = 32;

/// Why a body is not believed to come from Stripe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureRefused {
    /// No header, or not one `t` and at least one `v1` of 64 hexadecimal digits.
    #[error("the signature header is not of Stripe's form")]
    Malformed,
    /// Signed too long ago, or in the future.
    #[error("the signature is older than five minutes or from the future")]
    Stale,
    /// Signed with another key, or for another body.
    #[error("the signature does not fit the body")]
    Wrong,
}

/// A read header.
#[derive(Debug, Clone)]
pub struct Signatures {
    time: u64,
    macs: Vec<[u8; MAC_LEN]>,
}

impl Signatures {
    /// Reads the header. Other schemes than `v1` and unknown parts are passed over, as Stripe asks.
    ///
    /// # Errors
    /// [`SignatureRefused::Malformed`].
    pub fn parse(header: &str) -> Result<Self, SignatureRefused> {
        let mut times = Vec::new();
        let mut macs = Vec::new();
        for (key, value) in header.split(',').filter_map(|part| part.trim().split_once('=')) {
            match key {
                "t" => times.push(value),
                "v1" => macs.extend(mac(value)),
                _ => {}
            }
        }
        let [time] = times.as_slice() else { return Err(SignatureRefused::Malformed) };
        let digits = !time.is_empty() && time.bytes().all(|byte| byte.is_ascii_digit());
        let time = time.parse().ok().filter(|_| digits).ok_or(SignatureRefused::Malformed)?;
        if macs.is_empty() { Err(SignatureRefused::Malformed) } else { Ok(Self { time, macs }) }
    }

    /// Holds the header against the body as it came over the wire, in constant time for each secret.
    ///
    /// # Errors
    /// [`SignatureRefused::Stale`] or [`SignatureRefused::Wrong`].
    pub fn verify<'a>(
        &self,
        secrets: impl Iterator<Item = &'a [u8]>,
        body: &[u8],
        now: Timestamp,
    ) -> Result<(), SignatureRefused> {
        let now = u64::try_from(now.as_second()).map_err(|_| SignatureRefused::Stale)?;
        let signed = [self.time.to_string().as_bytes(), b".", body].concat();
        let mut fits = false;
        for secret in secrets {
            let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
            for mac in &self.macs {
                fits |= hmac::verify(&key, &signed, mac).is_ok();
            }
        }
        // The key is asked first: only Stripe may learn how our clock stands.
        if !fits {
            return Err(SignatureRefused::Wrong);
        }
        if now.abs_diff(self.time) > TOLERANCE_SECONDS {
            Err(SignatureRefused::Stale)
        } else {
            Ok(())
        }
    }
}

fn mac(hexadecimal: &str) -> Option<[u8; MAC_LEN]> {
    hex::decode(hexadecimal).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"whsec_test_luma_vector_0001";
    const BODY: &[u8] = br#"{"id":"evt_1","object":"event","type":"invoice.paid"}"#;
    const MAC: &str = "1c14a75c980ef0b5866e2c3dec5d95214c51bd402dba82a463edbf8c20909bac";

    fn verify(header: &str, body: &[u8], at: i64) -> Result<(), SignatureRefused> {
        let now = Timestamp::from_second(at).unwrap();
        Signatures::parse(header)?.verify([&b"whsec_next"[..], SECRET].into_iter(), body, now)
    }

    #[test]
    fn known_bodies_verify() {
        let header = format!("t=1700000000,v1={MAC}");
        assert_eq!(verify(&header, BODY, 1_700_000_000), Ok(()));
        let other =
            BODY.to_vec().iter().map(|&b| if b == b'1' { b'2' } else { b }).collect::<Vec<_>>();
        let mac = "12cece0cfa338c61914b1046130bc34aa2c313733f80cfd7144d861b056329ff";
        assert_eq!(verify(&format!("t=1700000000,v1={mac}"), &other, 1_700_000_000), Ok(()));
        let unicode = r#"{"id":"evt_1","name":"José"}"#.as_bytes();
        let mac = "82a7a5b15ea5e72ecb0eb10149d084ac9ccd4c217db433bf547d550684fec32c";
        assert_eq!(verify(&format!("t=1700000000,v1={mac}"), unicode, 1_700_000_000), Ok(()));
    }

    #[test]
    fn upper_case_further_signatures_and_unknown_parts_are_as_good() {
        for header in [
            format!("t=1700000000,v1={}", MAC.to_uppercase()),
            format!("t=1700000000,v1={},v1={MAC}", "0".repeat(64)),
            format!("t=1700000000,v0=abc,v1={MAC},scheme=x"),
            format!("t=1700000000, v1=, v1={MAC}"),
        ] {
            assert_eq!(verify(&header, BODY, 1_700_000_000), Ok(()), "{header}");
        }
    }

    #[test]
    fn a_header_of_another_form_is_refused() {
        for header in [
            String::new(),
            format!("v1={MAC}"),
            "t=1700000000".to_owned(),
            "t=1700000000,v1=".to_owned(),
            format!("t=1700000000,v1={}", MAC.strip_suffix('c').unwrap()),
            format!("t=1700000000,t=1700000000,v1={MAC}"),
            format!("t=+1700000000,v1={MAC}"),
            format!("t=,v1={MAC}"),
        ] {
            assert_eq!(
                verify(&header, BODY, 1_700_000_000),
                Err(SignatureRefused::Malformed),
                "{header}"
            );
        }
    }

    #[test]
    fn five_minutes_are_tolerated_either_way_and_not_a_second_more() {
        let header = format!("t=1700000000,v1={MAC}");
        for (at, expected) in [
            (-300, Ok(())),
            (300, Ok(())),
            (-301, Err(SignatureRefused::Stale)),
            (301, Err(SignatureRefused::Stale)),
        ] {
            assert_eq!(verify(&header, BODY, 1_700_000_000 + at), expected, "{at}");
        }
    }

    #[test]
    fn one_changed_bit_of_body_time_or_signature_is_refused() {
        let mut body = BODY.to_vec();
        body[10] ^= 1;
        assert_eq!(
            verify(&format!("t=1700000000,v1={MAC}"), &body, 1_700_000_000),
            Err(SignatureRefused::Wrong)
        );
        assert_eq!(
            verify(&format!("t=1700000001,v1={MAC}"), BODY, 1_700_000_000),
            Err(SignatureRefused::Wrong)
        );
        let flipped = MAC.replacen('1', "0", 1);
        assert_eq!(
            verify(&format!("t=1700000000,v1={flipped}"), BODY, 1_700_000_000),
            Err(SignatureRefused::Wrong)
        );
    }
}
