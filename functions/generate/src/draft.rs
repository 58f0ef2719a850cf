//! `POST /stream/draft`: drafts a document of a case as a stream of events, and stores it before it says `done`.

use std::sync::Arc;

use casework::brief::Brief;
use casework::case::{CaseId, DocumentId};
use casework::kind::{CharacterLimit, Kind};
use casework::prompt::prompt;
use casework::text::{Limit, Screened, Warnings};
use clinical::refusal::{Refusal, code};
use lambda_http::{Request, Response};
use platform::http::stream::{self, Streamed};
use platform::http::{self, Problem};
use platform::tables::ephemeral::idempotency::Claim;
use platform::tables::ephemeral::limits::Scope;
use practice::access::Permission;
use serde::Deserialize;

use crate::writing::{Draft, Writer};
use crate::{Generate, earlier, replay};

/// Wishes, not a second case.
const INSTRUCTIONS: Limit = Limit { name: "instructions", characters: 1_000 };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftForm {
    case_id: String,
    kind: Kind,
    #[serde(default)]
    instructions: Option<String>,
    /// How long the text may be; for portal text only.
    #[serde(default)]
    character_limit: Option<u32>,
}

pub(crate) async fn draft(
    generate: Arc<Generate>,
    request: &Request,
) -> Result<Response<Streamed>, Problem> {
    let caller = generate.gate.admit(request, Permission::WriteCases).await?;
    let now = http::now(request);
    let form: DraftForm = http::json(request)?;
    let case_id = CaseId::parse(&form.case_id)?;
    let key = http::idempotency_key(request)?;
    let claim = key.map(|key| Claim::new(caller.account, "draft", &key, request.body()));

    let case = generate.cases.get(caller.account, case_id, now).await?;
    let case = case.ok_or_else(Problem::not_found)?;
    if let Some(claim) = &claim
        && let Some(made) = generate.once.find(claim, now).await?
    {
        let stored = replay::find(&generate, &caller, case_id, &made, now).await?;
        let replay = |events| replay::replay(stored, events);
        return Ok(stream::events(request, &generate.function, replay));
    }
    let account = caller.account.to_string();
    generate.limits.take(Scope::Draft, &account, generate.pace, now).await?;

    let said = earlier::said(&generate, &caller, case_id, form.kind, now).await?;
    let brief = Brief::new(form.kind, &case.context, Vec::new()).after(said);
    let brief = match form.limit()? {
        Some(limit) => brief.within(limit),
        None => brief,
    };
    let refusals = brief.refusals();
    if !refusals.is_empty() {
        return Err(refusals.into());
    }
    let writer = writer(&generate, &brief, form.instructions.as_deref())?;

    let id = generate.ids.ulid(now)?;
    let reservation = generate.quota.reserve(caller.account, id, now).await?;
    let id = DocumentId::from(id);
    let function = generate.function.clone();
    let draft = Draft { generate, caller, case_id, id, brief, writer, reservation, claim, now };
    Ok(stream::events(request, &function, |events| draft.write(events)))
}

impl DraftForm {
    /// The limit, refused for a kind that is no plain text.
    fn limit(&self) -> Result<Option<CharacterLimit>, Vec<Refusal>> {
        let Some(characters) = self.character_limit else { return Ok(None) };
        if self.kind != Kind::PortalText {
            let detail = "only portal_text takes a character limit";
            return Err(vec![Refusal::new("/character_limit", code::UNKNOWN_FIELD, detail)]);
        }
        CharacterLimit::parse(characters).map(Some)
    }
}

/// Who writes. A prompt is made, and passes the firewall, before anything is reserved or sent.
fn writer(
    generate: &Generate,
    brief: &Brief,
    instructions: Option<&str>,
) -> Result<Writer, Problem> {
    let screen = |text| Screened::screen("/instructions", text, INSTRUCTIONS, Warnings::Refuse);
    let instructions = instructions.map(screen).transpose()?;
    if generate.provider.is_none() {
        return Ok(Writer::Composer);
    }
    Ok(Writer::Model(prompt(brief, instructions.as_ref())?))
}
