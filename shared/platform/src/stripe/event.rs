//! One event, read down to what may be kept for seven years: ids, amounts, times, and where tax is due.

use jiff::Timestamp;
use practice::id::AccountId;
use practice::plan::Plan;
use serde::Deserialize;

/// The body is not an event of ours. Says what is missing, never what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the event has no readable {0}")]
pub struct EventUnreadable(pub &'static str);

/// What happened, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stripe's id of the event, `evt_…`.
    pub id: String,
    /// When it happened at Stripe; events arrive in any order.
    pub created: Timestamp,
    /// Whether it is about real money.
    pub livemode: bool,
    /// What it says.
    pub notice: Notice,
}

/// What an event says, as far as it concerns us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// An invoice was paid, or a payment failed.
    Invoice(Invoice),
    /// A subscription began, changed or ended.
    Subscription(Subscription),
    /// Something else, which is acknowledged and not acted upon.
    Other,
}

/// One invoice as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// `in_…`.
    pub id: String,
    /// `cus_…`.
    pub customer: String,
    /// The account that we named when the checkout began.
    pub account: Option<AccountId>,
    /// Stripe's word: draft, open, paid, void, uncollectible.
    pub status: String,
    /// In the currency's smallest unit.
    pub amount_paid: i64,
    /// ISO 4217 in lower case.
    pub currency: String,
    /// When it was paid, or else when the event happened.
    pub at: Timestamp,
    /// Where tax is due.
    pub place: PlaceOfTax,
}

/// Country and state of a customer: what a tax office asks for, and no street.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct PlaceOfTax {
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// The state's code.
    #[serde(default)]
    pub state: Option<String>,
}

/// One subscription as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// `sub_…`.
    pub id: String,
    /// `cus_…`.
    pub customer: String,
    /// The account that we named when the checkout began.
    pub account: Option<AccountId>,
    /// Stripe's word: trialing, active, `past_due`, canceled, unpaid, incomplete, `incomplete_expired`, paused.
    pub status: String,
    /// Which plan its price stands for, by the price's lookup key.
    pub plan: Option<Plan>,
    /// Until when it is paid.
    pub period_end: Option<Timestamp>,
    /// Whether it ends then.
    pub ends: bool,
}

#[derive(Deserialize)]
struct Body {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    created: i64,
    #[serde(default)]
    livemode: bool,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Object,
}

/// The few fields that are read of an invoice or a subscription; all others are passed over.
#[derive(Deserialize)]
struct Object {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    customer: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    amount_paid: Option<i64>,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    status_transitions: Option<Transitions>,
    #[serde(default)]
    customer_address: Option<PlaceOfTax>,
    #[serde(default)]
    metadata: Option<Metadata>,
    #[serde(default)]
    subscription_details: Option<Details>,
    #[serde(default)]
    parent: Option<Parent>,
    #[serde(default)]
    items: Option<Items>,
    #[serde(default)]
    current_period_end: Option<i64>,
    #[serde(default)]
    cancel_at_period_end: bool,
}

#[derive(Deserialize)]
struct Transitions {
    paid_at: Option<i64>,
}

#[derive(Deserialize)]
struct Metadata {
    account: Option<String>,
}

#[derive(Deserialize)]
struct Details {
    metadata: Option<Metadata>,
}

/// Where an invoice names its subscription since Stripe's API version of 2025-03.
#[derive(Deserialize)]
struct Parent {
    subscription_details: Option<Details>,
}

#[derive(Deserialize)]
struct Items {
    data: Vec<SubscriptionItem>,
}

#[derive(Deserialize)]
struct SubscriptionItem {
    price: Option<Price>,
    current_period_end: Option<i64>,
}

#[derive(Deserialize)]
struct Price {
    lookup_key: Option<String>,
}

impl Event {
    /// Reads a body whose signature was verified.
    ///
    /// # Errors
    /// [`EventUnreadable`] names the part that is missing or of another type.
    pub fn parse(body: &[u8]) -> Result<Self, EventUnreadable> {
        // serde's message quotes the input, so it goes no further.
        let body: Body = serde_json::from_slice(body).map_err(|_| EventUnreadable("envelope"))?;
        let created = time(body.created).ok_or(EventUnreadable("time"))?;
        let notice = match body.kind.as_str() {
            "invoice.paid"
            | "invoice.payment_failed"
            | "invoice.voided"
            | "invoice.marked_uncollectible" => Notice::Invoice(body.data.object.invoice(created)?),
            kind if kind.starts_with("customer.subscription.") => {
                Notice::Subscription(body.data.object.subscription()?)
            }
            _ => Notice::Other,
        };
        Ok(Self {
            id: opaque(Some(body.id), "evt_").ok_or(EventUnreadable("id"))?,
            created,
            livemode: body.livemode,
            notice,
        })
    }
}

impl Object {
    fn invoice(self, created: Timestamp) -> Result<Invoice, EventUnreadable> {
        let paid = self
            .status_transitions
            .as_ref()
            .and_then(|transitions| transitions.paid_at)
            .and_then(time);
        Ok(Invoice {
            account: self.account(),
            id: opaque(self.id, "in_").ok_or(EventUnreadable("invoice id"))?,
            customer: opaque(self.customer, "cus_").ok_or(EventUnreadable("customer id"))?,
            status: word(self.status).ok_or(EventUnreadable("invoice status"))?,
            amount_paid: self.amount_paid.ok_or(EventUnreadable("amount"))?,
            currency: word(self.currency).ok_or(EventUnreadable("currency"))?,
            at: paid.unwrap_or(created),
            place: self.customer_address.unwrap_or_default(),
        })
    }

    fn subscription(self) -> Result<Subscription, EventUnreadable> {
        let item = self.items.as_ref().and_then(|items| items.data.first());
        let plan = item
            .and_then(|item| item.price.as_ref())
            .and_then(|price| price.lookup_key.as_deref())
            .and_then(Plan::parse);
        let period_end = self
            .current_period_end
            .or(item.and_then(|item| item.current_period_end))
            .and_then(time);
        Ok(Subscription {
            account: self.account(),
            plan,
            period_end,
            id: opaque(self.id, "sub_").ok_or(EventUnreadable("subscription id"))?,
            customer: opaque(self.customer, "cus_").ok_or(EventUnreadable("customer id"))?,
            status: word(self.status).ok_or(EventUnreadable("subscription status"))?,
            ends: self.cancel_at_period_end,
        })
    }

    fn account(&self) -> Option<AccountId> {
        let parent = self.parent.as_ref().and_then(|parent| parent.subscription_details.as_ref());
        let details = [parent, self.subscription_details.as_ref()];
        let metadata =
            details.into_iter().flatten().filter_map(|details| details.metadata.as_ref());
        let mut named =
            metadata.chain(&self.metadata).filter_map(|metadata| metadata.account.as_deref());
        named.find_map(|id| AccountId::parse(id).ok())
    }
}

fn time(seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(seconds).ok()
}

/// An id of Stripe's, with the prefix that says of what.
fn opaque(id: Option<String>, prefix: &str) -> Option<String> {
    let tame = |id: &str| {
        id.len() <= 255 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    id.filter(|id| id.starts_with(prefix) && tame(id))
}

/// A word of Stripe's vocabulary, never free text.
fn word(text: Option<String>) -> Option<String> {
    text.filter(|text| {
        !text.is_empty()
            && text.len() <= 40
            && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const ACCOUNT: &str = "01JD00000000000000000000AA";

    fn parse(kind: &str, object: &Value) -> Result<Event, EventUnreadable> {
        let body = json!({"id": "evt_1", "type": kind, "created": 1_764_000_000, "livemode": false, "data": {"object": object}});
        Event::parse(body.to_string().as_bytes())
    }

    fn invoice() -> Value {
        json!({
            "id": "in_1", "customer": "cus_1", "status": "paid", "amount_paid": 4900, "currency": "usd",
            "customer_name": "Jo Lee", "customer_email": "jo@lakeside.example",
            "customer_address": {"country": "US", "state": "OH", "line1": "482 Maple Street", "postal_code": "43215"},
            "status_transitions": {"paid_at": 1_764_000_100},
            "parent": {"subscription_details": {"metadata": {"account": ACCOUNT}}}
        })
    }

    #[test]
    fn of_an_invoice_ids_amount_time_and_tax_place_are_read_and_no_name() {
        let event = parse("invoice.paid", &invoice()).unwrap();
        let Notice::Invoice(read) = &event.notice else { panic!("an invoice") };
        assert_eq!(read.account, AccountId::parse(ACCOUNT).ok());
        assert_eq!(
            (read.amount_paid, read.currency.as_str(), read.at.as_second()),
            (4_900, "usd", 1_764_000_100)
        );
        assert_eq!(read.place.state.as_deref(), Some("OH"));
        let kept = format!("{event:?}");
        for personal in ["Jo Lee", "lakeside", "Maple", "43215"] {
            assert!(!kept.contains(personal));
        }
    }

    #[test]
    fn of_a_subscription_the_plan_and_its_end_are_read_from_either_place() {
        let old = json!({"id": "sub_1", "customer": "cus_1", "status": "active", "current_period_end": 1_766_000_000,
            "cancel_at_period_end": true, "metadata": {"account": ACCOUNT}, "items": {"data": [{"price": {"lookup_key": "solo"}}]}});
        let new = json!({"id": "sub_1", "customer": "cus_1", "status": "active", "cancel_at_period_end": true,
            "metadata": {"account": ACCOUNT}, "items": {"data": [{"current_period_end": 1_766_000_000, "price": {"lookup_key": "solo"}}]}});
        let read = |object| parse("customer.subscription.updated", object).unwrap().notice;
        assert_eq!(read(&old), read(&new));
        let Notice::Subscription(subscription) = read(&new) else { panic!("a subscription") };
        assert_eq!((subscription.plan, subscription.ends), (Some(Plan::Solo), true));
    }

    #[test]
    fn an_unknown_kind_is_read_as_something_else() {
        assert_eq!(
            parse("radar.early_fraud_warning.created", &json!({"id": "x"})).unwrap().notice,
            Notice::Other
        );
    }

    #[test]
    fn an_event_with_a_part_of_the_wrong_kind_is_refused_by_that_part() {
        let with = |field: &str, value: Value| {
            let mut object = invoice();
            object[field] = value;
            parse("invoice.paid", &object).unwrap_err()
        };
        assert_eq!(with("id", json!("cus_1")), EventUnreadable("invoice id"));
        assert_eq!(with("customer", json!("Jo Lee")), EventUnreadable("customer id"));
        assert_eq!(with("status", json!("Paid by Jo")), EventUnreadable("invoice status"));
        assert_eq!(with("amount_paid", Value::Null), EventUnreadable("amount"));
        assert_eq!(Event::parse(b"[]"), Err(EventUnreadable("envelope")));
    }
}
