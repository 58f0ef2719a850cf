//! The letters of an account's plan: reserved, then committed or given back, each exactly once. Table `accounts`:
//! `pk = ACCOUNT#<id>`, `sk = ACCOUNT`; `letters_used`, `letters_since`, and `held_<id>` for each letter that is being
//! written: the second at which that reservation lapses.
//!
//! Count and reservations stand in one row, so that each step is one conditional write and no interleaving or crash
//! counts a letter twice or not at all. What a function held when it died lapses, and the next reservation gives it back.

use jiff::{SignedDuration, Timestamp};
use practice::account::Standing;
use practice::id::AccountId;
use practice::plan::{Letters, Plan};
use ulid::Ulid;

use super::accounts::pk;
use super::{Item, Table, TableError, Write, value};
use crate::Platform;

/// Longer than any function may run, so that no living draft loses its reservation.
const HELD_FOR: SignedDuration = SignedDuration::from_mins(15);
const HELD: &str = "held_";
const ROW: &str = "ACCOUNT";
/// How often a reservation is tried against others that change the row at the same time.
const ATTEMPTS: u32 = 4;

/// Why no letter could be reserved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuotaError {
    /// All letters of the period are taken.
    #[error("the letters of the period are used up")]
    UsedUp,
    /// The table did not do what was asked.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// A letter that is being written. It is committed or released; if neither happens, it lapses.
#[derive(Debug)]
pub struct Reservation {
    account: AccountId,
    held: String,
}

/// The table.
#[derive(Debug, Clone)]
pub struct Quota {
    table: Table,
}

/// What the row says of letters.
struct Standings {
    letters: Letters,
    allowed: u32,
    living: Vec<String>,
    lapsed: Vec<String>,
}

impl Quota {
    /// Opens the table.
    pub fn open(platform: &Platform) -> Self {
        Self {
            table: Table::new(&platform.aws.dynamodb, &platform.config.tables.accounts, "accounts"),
        }
    }

    /// Takes one letter of the running period, if the account is active and its plan has one left.
    ///
    /// # Errors
    /// [`QuotaError::UsedUp`] when none is left.
    pub async fn reserve(
        &self,
        account: AccountId,
        id: Ulid,
        now: Timestamp,
    ) -> Result<Reservation, QuotaError> {
        let reservation = Reservation { account, held: format!("{HELD}{id}") };
        for _ in 0..ATTEMPTS {
            let row = self.table.get(&pk(account), ROW).await?.ok_or(TableError::Absent)?;
            let standings = standings(row, now)?;
            if standings.letters.at(now) != standings.letters {
                self.renew(account, &standings, now).await?;
                continue;
            }
            for held in &standings.lapsed {
                self.give_back(account, held).await?;
            }
            let left = !standings.lapsed.is_empty() || standings.letters.used < standings.allowed;
            if !left {
                return Err(QuotaError::UsedUp);
            }
            match self.take(&reservation, &standings, now).await {
                // Others took the last ones or began a new period meanwhile: look again.
                Err(TableError::Conflict) => {}
                taken => return Ok(taken.map(|()| reservation)?),
            }
        }
        Err(QuotaError::Table(TableError::Busy("reserve letter")))
    }

    /// The write that makes a reservation final; it belongs in the transaction that stores the letter. A reservation that
    /// lapsed, or was committed before, is [`TableError::Conflict`].
    pub fn commit(&self, reservation: &Reservation) -> Write {
        self.held(reservation.account, &reservation.held).unset(&reservation.held)
    }

    /// Gives the letter back. Again, or after a commit, it changes nothing.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer; the reservation then lapses by itself.
    pub async fn release(&self, reservation: &Reservation) -> Result<(), TableError> {
        self.give_back(reservation.account, &reservation.held).await
    }

    async fn take(
        &self,
        reservation: &Reservation,
        seen: &Standings,
        now: Timestamp,
    ) -> Result<(), TableError> {
        let until = now.checked_add(HELD_FOR).unwrap_or(Timestamp::MAX);
        self.table
            .update(pk(reservation.account), ROW)
            .when("standing", value::text(Standing::Active.as_str()))
            .when("letters_since", value::time(seen.letters.since))
            .when_below("letters_used", value::number(seen.allowed))
            .otherwise(TableError::Conflict)
            .add("letters_used", 1)
            .set(&reservation.held, value::number(until.as_second()))
            .run()
            .await
            .map(drop)
    }

    /// Begins the period that `now` falls into. Letters that are still being written count in it.
    async fn renew(
        &self,
        account: AccountId,
        seen: &Standings,
        now: Timestamp,
    ) -> Result<(), TableError> {
        let write = self
            .table
            .update(pk(account), ROW)
            .when("letters_since", value::time(seen.letters.since))
            .otherwise(TableError::Conflict)
            .set("letters_since", value::time(seen.letters.at(now).since))
            .set(
                "letters_used",
                value::number(u32::try_from(seen.living.len()).unwrap_or(u32::MAX)),
            );
        let write = seen.lapsed.iter().fold(write, |write, held| write.unset(held));
        match write.run().await {
            // Another request was first.
            Ok(()) | Err(TableError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn give_back(&self, account: AccountId, held: &str) -> Result<(), TableError> {
        match self.held(account, held).unset(held).add("letters_used", -1).run().await {
            Ok(()) | Err(TableError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn held(&self, account: AccountId, held: &str) -> Write {
        let write = self.table.update(pk(account), ROW).when_above(held, value::number(0));
        write.otherwise(TableError::Conflict)
    }
}

fn standings(row: Item, now: Timestamp) -> Result<Standings, TableError> {
    let letters = Letters { used: row.number("letters_used")?, since: row.time("letters_since")? };
    let allowed = row.parsed("plan", Plan::parse)?.letters();
    let (mut living, mut lapsed) = (Vec::new(), Vec::new());
    for (name, until) in
        row.into_attributes().into_iter().filter(|(name, _)| name.starts_with(HELD))
    {
        let until = until.as_n().ok().and_then(|digits| digits.parse::<i64>().ok());
        let alive = until.is_some_and(|until| now.as_second() < until);
        if alive { living.push(name) } else { lapsed.push(name) }
    }
    Ok(Standings { letters, allowed, living, lapsed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reservations_whose_time_is_up_have_lapsed() {
        let now: Timestamp = "2026-11-25T10:00:00Z".parse().unwrap();
        let row = Item::new("ACCOUNT#1", "ACCOUNT")
            .with("letters_used", value::number(3))
            .with("letters_since", value::time(now))
            .with("plan", value::text("trial"))
            .with("held_A", value::number(now.as_second()))
            .with("held_B", value::number(now.as_second() + 1));
        let standings = standings(row, now).unwrap();
        assert_eq!(
            (standings.lapsed, standings.living),
            (vec!["held_A".to_owned()], vec!["held_B".to_owned()])
        );
        assert_eq!((standings.letters.used, standings.allowed), (3, Plan::Trial.letters()));
    }
}
