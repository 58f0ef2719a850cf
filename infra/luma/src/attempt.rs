//! `cargo luma try`: the main job in one go, over HTTP, on a cloud that is thrown away.

use std::path::{Path, PathBuf};

use clap::Args;
use local::Cloud;
use luma::build::{self, Profile};
use luma::client::{Client, Event};
use luma::cloud::{self, Place};
use luma::failure::Failure;
use luma::{letter, steps};
use serde_json::Value;

/// The case that is tried when none is given.
const EXAMPLE: &str = include_str!("../../../tests/cases/rheumatoid-arthritis.json");

const EMAIL: &str = "jo.lee@lakeside.example";
const PASSWORD: &str = "heron kettle under glass";

/// What to try.
#[derive(Debug, Args)]
pub(crate) struct Try {
    /// A case as JSON (DESIGN section 12); the built-in example unless given
    case: Option<PathBuf>,
    /// The kind of document
    #[arg(long, default_value = "letter_of_medical_necessity")]
    kind: String,
    /// Where to write document.json and letter.docx, .pdf, .html, .txt
    #[arg(long, default_value = "letter")]
    out: PathBuf,
}

impl Try {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let case = self.case()?;
        build::functions(Profile::Dev).await?;
        let data = steps::ephemeral()?;
        let place = Place {
            data: data.clone(),
            port: None,
            profile: Profile::Dev,
            site: None,
            faults: false,
        };
        let cloud = cloud::start(place).await?;
        let result = self.journey(&cloud, &case).await;
        cloud.stop().await;
        std::fs::remove_dir_all(&data).map_err(Failure::file(data))?;
        result
    }

    fn case(&self) -> Result<Value, Failure> {
        let text = match &self.case {
            Some(file) => std::fs::read_to_string(file).map_err(Failure::file(file))?,
            None => EXAMPLE.to_owned(),
        };
        serde_json::from_str(&text)
            .map_err(|error| Failure::Unexpected(format!("the case is not JSON: {error}")))
    }

    async fn journey(&self, cloud: &Cloud, case: &Value) -> Result<(), Failure> {
        let clinician = Client::new(cloud.url())?;
        clinician.sign_up(EMAIL, PASSWORD).await?;
        clinician.sign_in(EMAIL, PASSWORD).await?;
        let opened =
            clinician.post("/api/cases", case).await?.expect("take the case in", 201)?.json();
        let case_id = text(&opened, "id");
        let done = finished(&clinician.draft(case_id, &self.kind).await?)?;
        let document_id = text(&done, "document_id");
        let path = format!("/api/cases/{case_id}/documents/{document_id}");
        let document = clinician.get(&path).await?.expect("read the document", 200)?.json();
        self.write(&clinician, case_id, document_id, &document).await?;
        println!("{}", letter::with_evidence(&document));
        println!("FILES");
        for name in ["document.json", "letter.docx", "letter.pdf", "letter.html", "letter.txt"] {
            println!("  {}", self.out.join(name).display());
        }
        Ok(())
    }

    async fn write(
        &self,
        clinician: &Client,
        case: &str,
        id: &str,
        document: &Value,
    ) -> Result<(), Failure> {
        std::fs::create_dir_all(&self.out).map_err(Failure::file(&self.out))?;
        save(&self.out.join("document.json"), format!("{document:#}\n").as_bytes())?;
        for format in ["docx", "pdf", "html", "txt"] {
            let path = format!("/stream/export/document/{case}/{id}.{format}");
            let file = clinician.get(&path).await?.expect("export the letter", 200)?;
            save(&self.out.join(format!("letter.{format}")), &file.body)?;
        }
        Ok(())
    }
}

/// The `done` event of a stream; a stream without one is a failure, and its `error` event says why.
fn finished(events: &[Event]) -> Result<Value, Failure> {
    let named =
        |name: &str| events.iter().find(|event| event.name == name).map(|event| event.data.clone());
    named("done").ok_or_else(|| Failure::Refused {
        step: "draft".to_owned(),
        status: 200,
        problem: named("error").unwrap_or(Value::Null).to_string(),
    })
}

fn text<'a>(answer: &'a Value, field: &str) -> &'a str {
    answer.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn save(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes).map_err(Failure::file(file))
}
