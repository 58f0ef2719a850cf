//! `POST /api/cases/import`: opens a case from the file of a colleague or a template. Every rule of intake applies to it; a
//! blank that is still to be filled is refused at its place.

use casework::case::{Case, CaseContext, CaseId};
use casework::portable;
use clinical::refusal::{Refusal, code};
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use practice::access::Permission;
use serde::Deserialize;
use serde_json::Value;

use crate::Intake;
use crate::view::CaseView;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImportForm {
    first_name: String,
    file: Value,
    #[serde(default)]
    acknowledge_warnings: bool,
}

pub(crate) async fn import(intake: &Intake, request: &Request) -> Result<Response<Body>, Problem> {
    let caller = intake.gate.admit(request, Permission::WriteCases).await?;
    let form: ImportForm = http::json(request)?;

    let imported =
        portable::import(&form.file.to_string(), Some(&form.first_name)).map_err(in_file)?;
    let blanks: Vec<Refusal> = imported.blanks.iter().map(|pointer| blank(pointer)).collect();
    if !blanks.is_empty() {
        return Err(blanks.into());
    }
    let mut case = imported.form;
    case.acknowledge_warnings = form.acknowledge_warnings;
    let context = CaseContext::try_from(case).map_err(placed)?;
    let now = http::now(request);
    let case = Case::open(CaseId::from(intake.ids.ulid(now)?), context, now);

    let entry = intake.entry(&caller, Deed::CaseOpened, &case.id, request)?;
    intake.cases.insert(caller.account, &case, vec![entry], now).await?;
    http::created(&format!("/api/cases/{}", case.id), case.version, &CaseView::of(&case))
}

fn in_file(refusals: Vec<Refusal>) -> Vec<Refusal> {
    refusals.into_iter().map(|refusal| refusal.below("/file")).collect()
}

/// What intake refuses of the case, at its place in the body.
fn placed(refusals: Vec<Refusal>) -> Vec<Refusal> {
    let placed = |refusal: Refusal| match refusal.pointer.as_str() {
        "/patient/first_name" => Refusal { pointer: "/first_name".to_owned(), ..refusal },
        _ => refusal.below("/file/case"),
    };
    refusals.into_iter().map(placed).collect()
}

fn blank(pointer: &str) -> Refusal {
    let pointer = format!("/file/case{pointer}");
    Refusal::new(pointer, code::REQUIRED, "the template leaves this to be filled in")
}
