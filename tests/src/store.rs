//! A look at the raw files of the database, as a thief of the disk would take it.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use serde_json::{Value, json};

use crate::house::House;

/// Where mails lie: they went out to their readers and are meant to be read.
pub const MAIL: [&str; 1] = ["mail"];

/// A secret that this house generated, by its logical id.
pub fn secret(data: &Path, id: &str) -> String {
    let text = std::fs::read_to_string(data.join("secrets.json")).expect("the secrets");
    let secrets: Value = serde_json::from_str(&text).expect("JSON");
    secrets[id].as_str().expect("a secret").to_owned()
}

/// Every row of a table, by its logical id, as JSON text: what an operator sees who may read everything.
pub async fn rows(house: &House, table: &str) -> Vec<String> {
    let credential =
        format!("{}/20261125/us-east-1/dynamodb/aws4_request", house.operator("AWS_ACCESS_KEY_ID"));
    let request = reqwest::Client::new()
        .post(house.operator("AWS_ENDPOINT_URL_DYNAMODB"))
        .header("x-amz-target", "DynamoDB_20120810.Scan")
        .header("x-amz-date", "20261125T000000Z")
        .header("content-type", "application/x-amz-json-1.0")
        .header(
            "authorization",
            format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=none"),
        )
        .body(json!({ "TableName": table }).to_string());
    let answer = request.send().await.expect("an answer").bytes().await.expect("a body");
    let answer: Value = serde_json::from_slice(&answer).expect("JSON");
    let items = answer["Items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    items.iter().map(ToString::to_string).collect()
}

/// Every file below a folder that holds state of tables.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The files below a folder, outside of `except`, that hold a text in clear, in hex or in base64 at any alignment.
pub fn holding(folder: &Path, except: &[&str], text: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(folder, &mut all);
    all.retain(|path| {
        let inside = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        !except.iter().any(|skip| inside.starts_with(skip))
    });
    let needles = spellings(text);
    all.retain(|path| {
        let bytes = std::fs::read(path).expect("a file");
        needles
            .iter()
            .any(|needle| bytes.windows(needle.len()).any(|window| window == needle.as_slice()))
    });
    all
}

/// A text as it may stand in a file. Base64 depends on where the text begins within three bytes, so its inner part is
/// looked for at each of the three.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    let mut needles = vec![text.as_bytes().to_vec(), hex::encode(text).into_bytes()];
    for lead in 0..3 {
        let padded = [vec![0; lead], text.as_bytes().to_vec()].concat();
        let encoded = base64::engine::general_purpose::STANDARD_NO_PAD.encode(padded);
        let inner = encoded.get(4..encoded.len().saturating_sub(4)).unwrap_or_default();
        needles.push(inner.as_bytes().to_vec());
    }
    needles.retain(|needle| needle.len() >= 8);
    needles
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_found_in_base64_wherever_it_begins(before in "[a-z]{0,7}", text in "[a-z0-9-]{12,40}", after in "[a-z]{0,7}") {
            let encoded = base64::engine::general_purpose::STANDARD.encode(format!("{before}{text}{after}"));
            let found = spellings(&text).iter().any(|needle| encoded.as_bytes().windows(needle.len()).any(|window| window == needle));
            prop_assert!(found, "{} in {}", text, encoded);
        }
    }

    #[test]
    fn a_file_that_holds_a_text_is_told_from_one_that_does_not() {
        let folder = std::env::temp_dir().join(format!("luma-store-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let secret = "canary-of-the-tests-0001";
        for content in [secret.to_owned(), hex::encode(secret)] {
            std::fs::write(folder.join("file"), format!("x{content}y")).unwrap();
            assert_eq!(holding(&folder, &[], secret).len(), 1);
            assert!(holding(&folder, &["file"], secret).is_empty());
        }
        std::fs::write(folder.join("file"), "nothing of the kind").unwrap();
        assert!(holding(&folder, &[], secret).is_empty());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
