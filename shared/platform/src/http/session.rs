//! The gate that every signed-in route passes: the access token proves who asks, the rows of session, member and account
//! say whether that still stands, and the practice's one permission table says whether it is enough.

mod token;

use std::fmt;

use jiff::Timestamp;
use lambda_http::Request;
use practice::access::{self, Permission};
use practice::account::Standing;
use practice::id::{AccountId, MemberId};
use practice::member::Role;

pub use token::{Claims, LIFETIME_SECONDS};

use super::problem::{Code, Problem};
use super::{cookie, now};
use crate::Platform;
use crate::ids::Token;
use crate::secrets::{SecretUnusable, Secrets};
use crate::tables::accounts::Accounts;
use crate::tables::ephemeral::sessions::{Session, Sessions};
use crate::vault::Vault;
use token::{Keys, Seeds};

/// Who asks, proven for this request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Whose account. Every key of a row is made from this and from nothing that the client sent.
    pub account: AccountId,
    /// Who.
    pub member: MemberId,
    /// What they may do.
    pub role: Role,
    /// Where the account stands.
    pub standing: Standing,
    /// Which session.
    pub session: String,
}

/// The tokens' mint and inspection.
#[derive(Clone)]
pub struct SessionTokens {
    secrets: Secrets,
    secret: String,
    issuer: String,
}

impl SessionTokens {
    /// Opens the mint; its keys are read when they are needed.
    pub fn open(platform: &Platform) -> Self {
        Self {
            secrets: platform.secrets.clone(),
            secret: platform.config.secrets.session_keys.clone(),
            issuer: platform.config.site_origin.clone(),
        }
    }

    /// An access token for a session.
    ///
    /// # Errors
    /// [`SecretUnusable`] when the keys are not to be had.
    pub async fn access(
        &self,
        session: &Session,
        now: Timestamp,
    ) -> Result<String, SecretUnusable> {
        let claims = Claims {
            account: session.account,
            member: session.member,
            session: session.id.clone(),
        };
        let token = self.keys(now).await?.mint(&claims, &self.issuer, now);
        token.ok_or_else(|| SecretUnusable::new(&self.secret, "does not sign"))
    }

    /// The refresh token of a session's generation, as `<session>.<generation>.<secret>`.
    ///
    /// # Errors
    /// [`SecretUnusable`] when the keys are not to be had.
    pub async fn refresh(
        &self,
        session: &Session,
        generation: u64,
        now: Timestamp,
    ) -> Result<Token, SecretUnusable> {
        let secret = self.keys(now).await?.refresh_secret(&session.id, generation, &session.nonce);
        Ok(Token::presented(&format!("{}.{generation}.{secret}", session.id)))
    }

    /// What an access token says, if it is one. A key that is not known may have been rotated in a moment ago.
    async fn verify(&self, token: &str, now: Timestamp) -> Result<Option<Claims>, SecretUnusable> {
        let keys = self.keys(now).await?;
        if let Some(claims) = keys.verify(token, &self.issuer, now) {
            return Ok(Some(claims));
        }
        if keys.is_of_unknown_key(token) {
            self.secrets.renewed(&self.secret, now).await?;
            return Ok(self.keys(now).await?.verify(token, &self.issuer, now));
        }
        Ok(None)
    }

    async fn keys(&self, now: Timestamp) -> Result<Keys, SecretUnusable> {
        let seeds: Seeds = self.secrets.json(&self.secret, now).await?;
        Keys::read(&seeds).map_err(|_| SecretUnusable::new(&self.secret, "holds no Ed25519 seeds"))
    }
}

impl fmt::Debug for SessionTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionTokens")
    }
}

/// The gate.
#[derive(Debug, Clone)]
pub struct Gate {
    tokens: SessionTokens,
    sessions: Sessions,
    accounts: Accounts,
}

impl Gate {
    /// Opens the gate.
    pub fn open(platform: &Platform, vault: &Vault) -> Self {
        Self {
            tokens: SessionTokens::open(platform),
            sessions: Sessions::open(platform),
            accounts: Accounts::open(platform, vault),
        }
    }

    /// Lets the request pass if its session stands and its member may do this.
    ///
    /// # Errors
    /// `unauthenticated` without a standing session, `account-closing` where a closing account may not, `forbidden` where
    /// the role may not.
    pub async fn admit(
        &self,
        request: &Request,
        permission: Permission,
    ) -> Result<Caller, Problem> {
        let caller = Box::pin(self.caller(request)).await?;
        if !access::allows(caller.role, permission) {
            return Err(Problem::new(Code::Forbidden));
        }
        if !access::standing_allows(caller.standing, permission) {
            return Err(Problem::new(Code::AccountClosing));
        }
        Ok(caller)
    }

    /// Who asks, where anybody may: none without a session that stands.
    ///
    /// # Errors
    /// When it cannot be found out.
    pub async fn recognize(&self, request: &Request) -> Result<Option<Caller>, Problem> {
        match Box::pin(self.caller(request)).await {
            Err(problem) if problem.code() == Code::Unauthenticated => Ok(None),
            known => known.map(Some),
        }
    }

    /// The session that the request's access token belongs to, even if the token has run out: signing out must end a
    /// session that can still be refreshed.
    ///
    /// # Errors
    /// When the keys are not to be had.
    pub async fn session_to_end(&self, request: &Request) -> Result<Option<Claims>, Problem> {
        match cookie::cookie(request, cookie::ACCESS) {
            Some(token) => {
                Ok(self.tokens.keys(now(request)).await?.verify_expired(token, &self.tokens.issuer))
            }
            None => Ok(None),
        }
    }

    /// Who asks, whatever they may do.
    async fn caller(&self, request: &Request) -> Result<Caller, Problem> {
        let unauthenticated = || Problem::new(Code::Unauthenticated);
        let token = cookie::cookie(request, cookie::ACCESS).ok_or_else(unauthenticated)?;
        let now = now(request);
        let claims = self.tokens.verify(token, now).await?.ok_or_else(unauthenticated)?;
        let (session, rights) = tokio::join!(
            self.sessions.get(&claims.session),
            self.accounts.rights(claims.account, claims.member)
        );
        let (session, rights) =
            (session?.ok_or_else(unauthenticated)?, rights?.ok_or_else(unauthenticated)?);
        let same = session.account == claims.account && session.member == claims.member;
        let open = matches!(rights.standing, Standing::Active | Standing::Closing);
        if !same || !open || !session.stands(rights.sessions_valid_from, now) {
            return Err(unauthenticated());
        }
        Ok(Caller {
            account: claims.account,
            member: claims.member,
            role: rights.role,
            standing: rights.standing,
            session: session.id,
        })
    }
}
