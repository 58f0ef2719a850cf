//! What was paid. Table `payments`: `pk = ACCOUNT#<id>`, or `CUSTOMER#<cus_…>` where Stripe names no account of ours;
//! `sk = INVOICE#<in_…> | SUBSCRIPTION#<sub_…>`. Ids, amounts, times and the tax place: no name, no address, no clinical
//! word, so nothing is sealed and the rows may outlive their account.

use jiff::{SignedDuration, Timestamp};
use practice::id::AccountId;
use practice::retention;

use super::diary::Month;
use super::{Table, TableError, Write, accounts, value};
use crate::Platform;
use crate::stripe::{Invoice, Subscription};

/// The payments.
#[derive(Debug, Clone)]
pub struct Payments {
    table: Table,
}

/// A payment whose seven years are over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expired {
    pk: String,
    sk: String,
}

impl Payments {
    /// Opens the table.
    pub fn open(platform: &Platform) -> Self {
        Self {
            table: Table::new(&platform.aws.dynamodb, &platform.config.tables.payments, "payments"),
        }
    }

    /// The write that records how an invoice stands. News older than what is recorded is [`TableError::Stale`].
    ///
    /// # Errors
    /// [`TableError::Malformed`] for a time at the end of the calendar.
    pub fn record_invoice(
        &self,
        invoice: &Invoice,
        told_at: Timestamp,
    ) -> Result<Write, TableError> {
        let write = self.newer(
            invoice.account,
            &invoice.customer,
            format!("INVOICE#{}", invoice.id),
            told_at,
        );
        let write = write
            .set("customer", value::text(&invoice.customer))
            .set("status", value::text(&invoice.status))
            .set("amount_paid", value::number(invoice.amount_paid))
            .set("currency", value::text(&invoice.currency))
            .set("at", value::time(invoice.at))
            .set_due(kept_until(invoice.at)?);
        let place = [("tax_country", &invoice.place.country), ("tax_state", &invoice.place.state)];
        let known =
            place.into_iter().filter_map(|(name, part)| part.as_deref().map(|part| (name, part)));
        Ok(known.fold(write, |write, (name, part)| write.set(name, value::text(part))))
    }

    /// The write that records how a subscription stands. News older than what is recorded is [`TableError::Stale`].
    ///
    /// # Errors
    /// [`TableError::Malformed`] for a time at the end of the calendar.
    pub fn record_subscription(
        &self,
        subscription: &Subscription,
        told_at: Timestamp,
    ) -> Result<Write, TableError> {
        let sk = format!("SUBSCRIPTION#{}", subscription.id);
        let write = self.newer(subscription.account, &subscription.customer, sk, told_at);
        let write = write
            .set("customer", value::text(&subscription.customer))
            .set("status", value::text(&subscription.status))
            .set("ends", value::flag(subscription.ends))
            .set_due(kept_until(subscription.period_end.unwrap_or(told_at))?);
        let write = match subscription.period_end {
            Some(end) => write.set("period_end", value::time(end)),
            None => write,
        };
        Ok(match subscription.plan {
            Some(plan) => write.set("plan", value::text(plan.as_str())),
            None => write,
        })
    }

    /// The payments of one month's index whose time is over.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn expired(&self, month: Month, now: Timestamp) -> Result<Vec<Expired>, TableError> {
        let due = self.table.due(month, now).await?;
        Ok(due.into_iter().map(|key| Expired { pk: key.pk, sk: key.sk }).collect())
    }

    /// Deletes a payment unless later news have prolonged it. Again is no error.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn remove(&self, expired: &Expired, now: Timestamp) -> Result<(), TableError> {
        let after = now.checked_add(SignedDuration::from_millis(1)).unwrap_or(now);
        let write = self
            .table
            .delete(&expired.pk, &expired.sk)
            .when_missing_or_below("due_at", value::time(after));
        match write.run().await {
            Ok(()) | Err(TableError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// An upsert that gives way to what was told later. Stripe's times are whole seconds; of two events in the same
    /// second the one that arrives last wins.
    fn newer(
        &self,
        account: Option<AccountId>,
        customer: &str,
        sk: String,
        told_at: Timestamp,
    ) -> Write {
        let pk = account.map_or_else(|| format!("CUSTOMER#{customer}"), accounts::pk);
        let after = told_at.checked_add(SignedDuration::from_millis(1)).unwrap_or(told_at);
        let write = self.table.upsert(pk, sk).when_missing_or_below("told_at", value::time(after));
        write.set("told_at", value::time(told_at)).otherwise(TableError::Stale)
    }
}

fn kept_until(at: Timestamp) -> Result<Timestamp, TableError> {
    retention::PAYMENT.due(at).map_err(|_| TableError::Malformed("at"))
}
