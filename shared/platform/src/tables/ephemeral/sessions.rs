//! Sessions: `pk = SESSION#<id>`, `sk = SESSION`. One row for the whole family of a session's refresh tokens.

use jiff::{SignedDuration, Timestamp};
use practice::id::{AccountId, MemberId};

use super::{later, table};
use crate::Platform;
use crate::tables::{Item, Table, TableError, Write, value};

/// Without a refresh for this long a session has ended.
pub const IDLE_SECONDS: i64 = 60 * 60;
/// After this long a session ends whatever happens (NIST SP 800-63B-4, AAL2).
pub const LONGEST_SECONDS: i64 = 24 * 60 * 60;
/// For this long after a rotation the token before it still gets the same successor: two tabs, or a lost answer.
const GRACE: SignedDuration = SignedDuration::from_secs(15);

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id, a ULID.
    pub id: String,
    /// Whose account.
    pub account: AccountId,
    /// Who.
    pub member: MemberId,
    /// When the person signed in.
    pub started_at: Timestamp,
    /// Until when it stands without a refresh.
    pub idle_until: Timestamp,
    /// Random, so that nobody can compute its tokens without the row.
    pub nonce: String,
    /// How often its refresh token was replaced.
    pub generation: u64,
    /// When it was last replaced.
    pub rotated_at: Timestamp,
    /// Digest of the good refresh token.
    pub digest: String,
    /// Digest of the one before.
    pub previous_digest: Option<String>,
    /// Ended by sign-out or because a token was used twice.
    pub revoked: bool,
}

/// What a presented refresh token deserves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// A successor.
    Rotate,
    /// The successor that it got a moment ago.
    Repeat,
    /// Nothing, and the end of the session: a token that was replaced long ago is in somebody's hands.
    Reused,
    /// Nothing.
    Refuse,
}

impl Session {
    /// A session that begins now.
    pub fn begin(
        id: String,
        account: AccountId,
        member: MemberId,
        nonce: String,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            account,
            member,
            started_at: now,
            idle_until: later(now, IDLE_SECONDS),
            nonce,
            generation: 0,
            rotated_at: now,
            digest: String::new(),
            previous_digest: None,
            revoked: false,
        }
    }

    /// The same session with its first or next refresh token.
    #[must_use]
    pub fn rotated(&self, digest: String, now: Timestamp) -> Self {
        Self {
            generation: self.generation + 1,
            previous_digest: Some(self.digest.clone()).filter(|digest| !digest.is_empty()),
            digest,
            rotated_at: now,
            idle_until: later(now, IDLE_SECONDS),
            ..self.clone()
        }
    }

    /// Until when it stands at most.
    pub fn ends_at(&self) -> Timestamp {
        later(self.started_at, LONGEST_SECONDS)
    }

    /// Whether it stands. `valid_from` is the moment before which all the member's sessions were ended.
    pub fn stands(&self, valid_from: Timestamp, now: Timestamp) -> bool {
        !self.revoked
            && valid_from <= self.started_at
            && now < self.idle_until
            && now < self.ends_at()
    }

    /// What a refresh token deserves that has this generation and digest. `authentic` says whether we made it at all:
    /// a guess must not end anybody's session.
    pub fn judge(
        &self,
        generation: u64,
        digest: &str,
        authentic: bool,
        now: Timestamp,
    ) -> Judgement {
        let current = generation == self.generation && digest == self.digest;
        let before =
            generation + 1 == self.generation && self.previous_digest.as_deref() == Some(digest);
        if self.revoked {
            Judgement::Refuse
        } else if current {
            Judgement::Rotate
        } else if before && now.duration_since(self.rotated_at) < GRACE {
            Judgement::Repeat
        } else if before || authentic && generation < self.generation {
            Judgement::Reused
        } else {
            Judgement::Refuse
        }
    }
}

/// The sessions.
#[derive(Debug, Clone)]
pub struct Sessions {
    table: Table,
}

impl Sessions {
    /// Opens the table.
    pub fn open(platform: &Platform) -> Self {
        Self { table: table(platform) }
    }

    /// The session, whether it stands or not.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn get(&self, id: &str) -> Result<Option<Session>, TableError> {
        self.table.get(&pk(id), "SESSION").await?.map(|item| session(&item)).transpose()
    }

    /// Stores a new session.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn insert(&self, session: &Session) -> Result<(), TableError> {
        self.table.insert(row(session)).run().await.map(drop)
    }

    /// Stores a rotation, if the session still is as it was read.
    ///
    /// # Errors
    /// [`TableError::Conflict`] if another request was faster.
    pub async fn rotate(&self, before: &Session, after: &Session) -> Result<(), TableError> {
        let write = self.table.put(row(after)).when_present();
        let write = write
            .when("generation", value::number(before.generation))
            .when("digest", value::text(&before.digest));
        write.when("revoked", value::flag(false)).run().await.map(drop)
    }

    /// Ends a session. Again, or one that is gone, is no error.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn revoke(&self, id: &str) -> Result<(), TableError> {
        match self.revocation(id).run().await {
            Ok(()) | Err(TableError::Absent) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn revocation(&self, id: &str) -> Write {
        self.table.update(pk(id), "SESSION").set("revoked", value::flag(true))
    }
}

fn pk(id: &str) -> String {
    format!("SESSION#{id}")
}

fn row(session: &Session) -> Item {
    let item = Item::new(pk(&session.id), "SESSION")
        .with("id", value::text(&session.id))
        .with("account", value::text(session.account.to_string()))
        .with("member", value::text(session.member.to_string()))
        .with("started_at", value::time(session.started_at))
        .with("idle_until", value::time(session.idle_until))
        .with("nonce", value::text(&session.nonce))
        .with("generation", value::number(session.generation))
        .with("rotated_at", value::time(session.rotated_at))
        .with("digest", value::text(&session.digest))
        .with_some("previous_digest", session.previous_digest.as_ref().map(value::text))
        .with("revoked", value::flag(session.revoked));
    super::expiring(item, session.ends_at())
}

fn session(item: &Item) -> Result<Session, TableError> {
    Ok(Session {
        id: item.text("id")?.to_owned(),
        account: item.parsed("account", |text| AccountId::parse(text).ok())?,
        member: item.parsed("member", |text| MemberId::parse(text).ok())?,
        started_at: item.time("started_at")?,
        idle_until: item.time("idle_until")?,
        nonce: item.text("nonce")?.to_owned(),
        generation: item.number("generation")?,
        rotated_at: item.time("rotated_at")?,
        digest: item.text("digest")?.to_owned(),
        previous_digest: item.optional("previous_digest", Item::text)?.map(str::to_owned),
        revoked: item.flag("revoked")?,
    })
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-25T{text}Z").parse().unwrap()
    }

    fn begun() -> Session {
        let ids = (AccountId::new(Ulid(1)), MemberId::new(Ulid(2)));
        Session::begin("S".to_owned(), ids.0, ids.1, "n".to_owned(), at("12:00:00"))
            .rotated("one".to_owned(), at("12:00:00"))
    }

    #[test]
    fn a_session_reads_back_as_it_was_stored() {
        for stored in [begun(), begun().rotated("two".to_owned(), at("12:10:00.5"))] {
            assert_eq!(session(&row(&stored)).unwrap(), stored);
        }
    }

    #[test]
    fn a_session_ends_idle_after_an_hour_and_at_the_latest_after_a_day() {
        let session = begun();
        let ever = Timestamp::MIN;
        assert!(session.stands(ever, at("12:59:59")));
        assert!(!session.stands(ever, at("13:00:00")));
        let busy = Session { idle_until: Timestamp::MAX, ..session };
        assert!(busy.stands(ever, "2026-11-26T11:59:59Z".parse().unwrap()));
        assert!(!busy.stands(ever, "2026-11-26T12:00:00Z".parse().unwrap()));
    }

    #[test]
    fn a_session_from_before_a_new_password_does_not_stand() {
        assert!(begun().stands(at("12:00:00"), at("12:00:01")));
        assert!(!begun().stands(at("12:00:00.001"), at("12:00:01")));
    }

    #[test]
    fn each_refresh_token_is_good_once_and_for_a_moment_repeatable() {
        let now = at("12:10:00");
        let session = begun().rotated("two".to_owned(), now);
        assert_eq!(session.judge(2, "two", true, now), Judgement::Rotate);
        assert_eq!(session.judge(1, "one", true, at("12:10:14")), Judgement::Repeat);
        assert_eq!(session.judge(1, "one", true, at("12:10:15")), Judgement::Reused);
    }

    #[test]
    fn an_old_token_ends_the_session_and_a_guess_does_not() {
        let now = at("12:20:00");
        let session = begun().rotated("two".to_owned(), now).rotated("three".to_owned(), now);
        assert_eq!(session.judge(1, "one", true, now), Judgement::Reused);
        assert_eq!(session.judge(1, "guess", false, now), Judgement::Refuse);
        assert_eq!(session.judge(3, "guess", false, now), Judgement::Refuse);
        assert_eq!(session.judge(9, "future", true, now), Judgement::Refuse);
        let revoked = Session { revoked: true, ..session };
        assert_eq!(revoked.judge(3, "three", true, now), Judgement::Refuse);
    }
}
