//! When a request is tried again, and after how long.

use std::time::Duration;

use jiff::fmt::rfc2822;
use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// Tries in all, the first included; the provider's own libraries also stop after two repeats.
pub(super) const TRIES: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(8);
/// A clinician waits for the draft: a provider that asks for longer has, for us, failed.
const LONGEST_OBEYED: Duration = Duration::from_secs(20);

const RETRY_AFTER_MS: HeaderName = HeaderName::from_static("retry-after-ms");
const SHOULD_RETRY: HeaderName = HeaderName::from_static("x-should-retry");

/// Whether a failed try may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Retry {
    /// The same request would fail again, or text has already been seen.
    Never,
    /// After the usual pause.
    Usual,
    /// After the pause that the provider asked for.
    After(Duration),
}

impl Retry {
    /// Reads status and headers of a refusal: `x-should-retry` first, then the statuses that pass by themselves.
    pub(super) fn of(status: StatusCode, headers: &HeaderMap) -> Self {
        let told = headers.get(SHOULD_RETRY).and_then(|value| value.to_str().ok());
        let passing = matches!(status.as_u16(), 408 | 409 | 429) || status.is_server_error();
        let repeat = match told {
            Some("true") => true,
            Some("false") => false,
            _ => passing,
        };
        match (repeat, asked_pause(headers)) {
            (true, None) => Self::Usual,
            (true, Some(pause)) if pause <= LONGEST_OBEYED => Self::After(pause),
            (_, _) => Self::Never,
        }
    }

    /// The pause before try `attempt + 1`, or `None` when there is none. `roll` is a random number: a quarter of the
    /// usual pause is left to chance, so that many waiting functions do not come back together.
    pub(super) fn pause(self, attempt: u32, roll: u16) -> Option<Duration> {
        if attempt >= TRIES {
            return None;
        }
        match self {
            Self::Never => None,
            Self::After(pause) => Some(pause),
            Self::Usual => {
                let doubled =
                    FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
                let full = doubled.min(LONGEST_PAUSE);
                let chance = full.mul_f64(0.25 * f64::from(roll) / f64::from(u16::MAX));
                Some(full.saturating_sub(chance))
            }
        }
    }
}

/// `retry-after-ms`, else `retry-after` in seconds or as a date. A date counts from the answer's own `date`, so that no
/// clock of ours is read.
fn asked_pause(headers: &HeaderMap) -> Option<Duration> {
    let text =
        |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let number = |text: &str| {
        text.parse::<f64>().ok().and_then(|number| Duration::try_from_secs_f64(number).ok())
    };
    if let Some(pause) = text(RETRY_AFTER_MS).and_then(number) {
        return Some(pause / 1000);
    }
    let asked = text(RETRY_AFTER)?;
    number(asked).or_else(|| {
        let then = rfc2822::parse(asked).ok()?.timestamp();
        let now = rfc2822::parse(text(DATE)?).ok()?.timestamp();
        Some(Duration::try_from(then.duration_since(now)).unwrap_or(Duration::ZERO))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect()
    }

    fn of(status: u16, pairs: &[(&'static str, &'static str)]) -> Retry {
        Retry::of(StatusCode::from_u16(status).unwrap(), &headers(pairs))
    }

    #[test]
    fn only_passing_statuses_are_tried_again() {
        for status in [408, 409, 429, 500, 502, 503, 504, 529] {
            assert_eq!(of(status, &[]), Retry::Usual, "{status}");
        }
        for status in [301, 400, 401, 402, 403, 404, 413, 422] {
            assert_eq!(of(status, &[]), Retry::Never, "{status}");
        }
    }

    #[test]
    fn the_provider_has_the_last_word() {
        assert_eq!(of(529, &[("x-should-retry", "false")]), Retry::Never);
        assert_eq!(of(400, &[("x-should-retry", "true")]), Retry::Usual);
    }

    #[test]
    fn an_asked_pause_is_read_in_each_of_its_forms() {
        let both = [("retry-after-ms", "250"), ("retry-after", "9")];
        assert_eq!(of(429, &both), Retry::After(Duration::from_millis(250)));
        assert_eq!(of(429, &[("retry-after", "3")]), Retry::After(Duration::from_secs(3)));
        let date = [
            ("date", "Wed, 25 Nov 2026 10:00:00 GMT"),
            ("retry-after", "Wed, 25 Nov 2026 10:00:07 GMT"),
        ];
        assert_eq!(of(503, &date), Retry::After(Duration::from_secs(7)));
        let past = [
            ("date", "Wed, 25 Nov 2026 10:00:00 GMT"),
            ("retry-after", "Wed, 25 Nov 2026 09:00:00 GMT"),
        ];
        assert_eq!(of(503, &past), Retry::After(Duration::ZERO));
        for nonsense in ["soon", "-1", "NaN", "1e400"] {
            assert_eq!(of(429, &[("retry-after", nonsense)]), Retry::Usual, "{nonsense}");
        }
    }

    #[test]
    fn a_pause_longer_than_a_clinician_waits_is_a_failure() {
        assert_eq!(of(429, &[("retry-after", "21")]), Retry::Never);
    }

    #[test]
    fn pauses_double_with_a_quarter_left_to_chance_and_end() {
        assert_eq!(Retry::Usual.pause(1, 0), Some(Duration::from_millis(500)));
        assert_eq!(Retry::Usual.pause(1, u16::MAX), Some(Duration::from_millis(375)));
        assert_eq!(Retry::Usual.pause(2, 0), Some(Duration::from_secs(1)));
        assert_eq!(Retry::Usual.pause(TRIES, 0), None);
        assert_eq!(Retry::Never.pause(1, 0), None);
    }
}
