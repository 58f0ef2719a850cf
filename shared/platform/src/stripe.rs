//! What Stripe tells us: a signed body, read down to ids, amounts, dates and the tax place. Names, e-mail addresses and
//! streets in it are never kept.

mod event;
mod signature;

pub use event::{Event, EventUnreadable, Invoice, Notice, PlaceOfTax, Subscription};
pub use signature::{SignatureRefused, Signatures};

use std::fmt;

use serde::Deserialize;
use zeroize::Zeroizing;

/// The secret that Stripe and we share: JSON `{"webhook_secret": "whsec_…", "webhook_secret_next"?: "whsec_…"}` (and the
/// API key, which only billing reads).
#[derive(Clone, Deserialize)]
pub struct StripeSecret {
    webhook_secret: Zeroizing<String>,
    #[serde(default)]
    webhook_secret_next: Option<Zeroizing<String>>,
}

impl StripeSecret {
    /// The secrets that a webhook may be signed with: the current one, and the next one while it is rolled over.
    pub fn webhook_secrets(&self) -> impl Iterator<Item = &[u8]> {
        let all = std::iter::once(&self.webhook_secret).chain(&self.webhook_secret_next);
        // An empty secret would let anyone sign.
        all.map(|secret| secret.as_bytes()).filter(|secret| !secret.is_empty())
    }
}

impl fmt::Debug for StripeSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StripeSecret(…)")
    }
}
