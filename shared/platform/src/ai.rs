//! Drafting with a model: one prompt out, a stream of text back.
//!
//! Which provider is asked, the AI secret says: `{"provider":"composer"}` asks none. A provider without its attestations
//! (zero retention, SOC 2, BAA) is refused when the function starts. Failed tries are repeated only while nothing has been
//! given to the reader; a started text is never spliced. Dropping an [`Answer`] closes the connection and so ends the
//! provider's work. reqwest is used here, and for prompts nowhere else.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use casework::prompt::Prompt;
use reqwest::Client;
use reqwest::redirect::Policy;

use crate::ids::Ids;

mod anthropic;
mod exchange;
mod openai;
mod retry;
mod settings;
mod sse;

pub use self::settings::AiRefused;

use self::exchange::Exchange;
use self::retry::Retry;
use self::settings::Settings;

/// The longest answer that is asked for; the longest document kind needs about 3,000.
const ANSWER_MAX_TOKENS: u32 = 8_192;
/// The longest answer that is read, in bytes of text: more than the tokens above can honestly fill.
const ANSWER_MAX_BYTES: usize = 64 * 1024;

/// How long each part of an exchange may take.
#[derive(Debug, Clone, Copy)]
struct Patience {
    /// Until the connection stands.
    connect: Duration,
    /// From sending until the first text.
    first_text: Duration,
    /// Between two pieces of the answer.
    idle: Duration,
    /// For the answer with all its tries; the function's own time-out is longer.
    whole: Duration,
}

const PATIENCE: Patience = Patience {
    connect: Duration::from_secs(5),
    first_text: Duration::from_mins(1),
    idle: Duration::from_secs(30),
    whole: Duration::from_mins(4),
};

/// Why there is no answer, or none to the end. Carries nothing of the prompt or the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AiError {
    /// No connection stood, or it broke before an answer began.
    #[error("the ai provider cannot be reached")]
    Unreachable,
    /// Connecting, the first text, the next piece or the whole took too long.
    #[error("the ai provider takes too long")]
    TooSlow,
    /// The provider answered with this HTTP status instead of a stream.
    #[error("the ai provider answered with status {0}")]
    Status(u16),
    /// A success that is no event stream.
    #[error("the ai provider answered with something else than a stream")]
    NotAStream,
    /// The stream ended, or told an error, before the answer was complete.
    #[error("the ai provider's answer was cut off")]
    Interrupted,
    /// The stream holds what its format does not allow.
    #[error("the ai provider's answer does not follow its format")]
    Garbled,
    /// The answer reached the limit of tokens.
    #[error("the ai provider's answer was longer than its limit")]
    Unfinished,
    /// The answer is larger than any document.
    #[error("the ai provider's answer is too large")]
    TooLarge,
    /// The provider declined to write it.
    #[error("the ai provider declined")]
    Declined,
    /// The answer holds no text.
    #[error("the ai provider's answer is empty")]
    Empty,
}

/// A provider that may be asked.
pub struct Provider {
    settings: Settings,
    client: Client,
    ids: Arc<dyn Ids>,
    patience: Patience,
}

impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Provider").field(&self.settings).finish()
    }
}

impl Provider {
    /// Opens the provider that the AI secret declares; `None` means that the composer drafts.
    ///
    /// # Errors
    /// [`AiRefused`]: the function must then not start.
    pub fn open(secret: &str, ids: Arc<dyn Ids>) -> Result<Option<Self>, AiRefused> {
        Self::open_with(secret, ids, PATIENCE)
    }

    fn open_with(
        secret: &str,
        ids: Arc<dyn Ids>,
        patience: Patience,
    ) -> Result<Option<Self>, AiRefused> {
        let Some(settings) = Settings::parse(secret)? else { return Ok(None) };
        // A redirect would carry the prompt to a host that no agreement covers, a proxy from the environment likewise.
        let client = Client::builder()
            .connect_timeout(patience.connect)
            .redirect(Policy::none())
            .referer(false)
            .no_proxy()
            .build()
            .map_err(|_| AiRefused::NoClient)?;
        Ok(Some(Self { settings, client, ids, patience }))
    }

    /// `anthropic` or `openai`, as documents name who drafted them.
    pub fn name(&self) -> &'static str {
        self.settings.provider()
    }

    /// The model's id as configured.
    pub fn model(&self) -> &str {
        &self.settings.model
    }

    /// Asks for an answer. Nothing is sent before the first [`Answer::next`].
    pub fn ask(&self, prompt: &Prompt) -> Answer<'_> {
        self.answer(Question { system: prompt.system().to_owned(), user: prompt.user().to_owned() })
    }

    fn answer(&self, question: Question) -> Answer<'_> {
        Answer {
            provider: self,
            question,
            deadline: None,
            tries: 0,
            read_bytes: 0,
            state: State::Idle,
        }
    }
}

/// What is sent, and all that is sent.
struct Question {
    system: String,
    user: String,
}

/// What one event of a stream amounts to.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Text(String),
    Nothing,
    End,
}

/// A try that failed.
#[derive(Debug, PartialEq, Eq)]
struct Failure {
    error: AiError,
    retry: Retry,
}

impl Failure {
    fn final_(error: AiError) -> Self {
        Self { error, retry: Retry::Never }
    }

    fn passing(error: AiError) -> Self {
        Self { error, retry: Retry::Usual }
    }
}

enum State {
    Idle,
    Open(Box<Exchange>),
    Over,
}

/// An answer that is under way. Dropping it cancels it.
pub struct Answer<'a> {
    provider: &'a Provider,
    question: Question,
    deadline: Option<tokio::time::Instant>,
    tries: u32,
    read_bytes: usize,
    state: State,
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Answer").field("tries", &self.tries).finish_non_exhaustive()
    }
}

impl Answer<'_> {
    /// The next piece of text, never empty, or `None` once the answer is complete.
    ///
    /// # Errors
    /// [`AiError`]; what came before it is an incomplete answer, and later calls give `None`.
    pub async fn next(&mut self) -> Result<Option<String>, AiError> {
        let whole = self.provider.patience.whole;
        let deadline = *self.deadline.get_or_insert_with(|| tokio::time::Instant::now() + whole);
        let outcome = tokio::time::timeout_at(deadline, self.try_until_text())
            .await
            .unwrap_or(Err(AiError::TooSlow));
        if !matches!(outcome, Ok(Some(_))) {
            self.state = State::Over;
        }
        outcome
    }

    async fn try_until_text(&mut self) -> Result<Option<String>, AiError> {
        loop {
            let failure = match self.advance().await {
                Ok(text) => return Ok(text),
                Err(failure) => failure,
            };
            self.state = State::Idle;
            let retry = if self.read_bytes == 0 { failure.retry } else { Retry::Never };
            let mut roll = [0; 2];
            self.provider.ids.fill(&mut roll).map_err(|_| failure.error)?;
            let pause = retry.pause(self.tries, u16::from_be_bytes(roll)).ok_or(failure.error)?;
            tokio::time::sleep(pause).await;
        }
    }

    async fn advance(&mut self) -> Result<Option<String>, Failure> {
        if matches!(self.state, State::Idle) {
            self.tries += 1;
            let exchange = Exchange::begin(self.provider, &self.question).await?;
            self.state = State::Open(Box::new(exchange));
        }
        let State::Open(exchange) = &mut self.state else { return Ok(None) };
        let Some(text) = exchange.next_text().await? else {
            let empty = self.read_bytes == 0;
            return if empty { Err(Failure::final_(AiError::Empty)) } else { Ok(None) };
        };
        self.read_bytes += text.len();
        if self.read_bytes > ANSWER_MAX_BYTES {
            return Err(Failure::final_(AiError::TooLarge));
        }
        Ok(Some(text))
    }
}

#[cfg(test)]
mod tests;
