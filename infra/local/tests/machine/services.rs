//! KMS, Secrets Manager, SES, `DynamoDB` and Lambda through ordinary AWS clients.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{DataKeySpec, MacAlgorithmSpec};
use aws_sdk_ses::types::{Body, Content, Destination, Message, RawMessage};
use serde_json::json;

use crate::harness::{Sample, client};

#[tokio::test]
async fn a_data_key_opens_only_under_its_encryption_context() {
    let sample = Sample::start().await;
    let kms = client!(&sample, "KMS", aws_sdk_kms);
    let made = kms.generate_data_key().key_id("alias/wrap").key_spec(DataKeySpec::Aes256);
    let made = made.encryption_context("account", "a1").send().await.unwrap();
    let wrapped = made.ciphertext_blob().unwrap();
    let opened = kms.decrypt().ciphertext_blob(wrapped.clone()).encryption_context("account", "a1");
    assert_eq!(opened.send().await.unwrap().plaintext(), made.plaintext());
    let other = kms.decrypt().ciphertext_blob(wrapped.clone()).encryption_context("account", "a2");
    let refused = other.send().await.unwrap_err().into_service_error();
    assert!(refused.is_invalid_ciphertext_exception(), "{refused:?}");
    let none = kms.decrypt().ciphertext_blob(wrapped.clone()).send().await.unwrap_err();
    assert!(none.into_service_error().is_invalid_ciphertext_exception());
    let foreign = kms.decrypt().ciphertext_blob(Blob::new("garbage")).send().await.unwrap_err();
    assert!(foreign.into_service_error().is_invalid_ciphertext_exception());
}

#[tokio::test]
async fn what_is_encrypted_is_decrypted_and_a_mac_is_verified() {
    let sample = Sample::start().await;
    let kms = client!(&sample, "KMS", aws_sdk_kms);
    let sealed = kms.encrypt().key_id("WrapKey").plaintext(Blob::new("text")).send().await.unwrap();
    let opened = kms.decrypt().ciphertext_blob(sealed.ciphertext_blob().unwrap().clone());
    assert_eq!(opened.send().await.unwrap().plaintext().unwrap().as_ref(), b"text");
    let mac = |message: &str| {
        let mac = kms.generate_mac().key_id("MacKey").mac_algorithm(MacAlgorithmSpec::HmacSha256);
        let mac = mac.message(Blob::new(message));
        async { mac.send().await.unwrap().mac().unwrap().clone() }
    };
    assert_eq!(mac("a").await, mac("a").await);
    assert_ne!(mac("a").await, mac("b").await);
    let verify = |message: &str, mac: Blob| {
        let verify = kms.verify_mac().key_id("MacKey").mac_algorithm(MacAlgorithmSpec::HmacSha256);
        verify.message(Blob::new(message)).mac(mac).send()
    };
    assert!(verify("a", mac("a").await).await.unwrap().mac_valid());
    let wrong = verify("b", mac("a").await).await.unwrap_err().into_service_error();
    assert!(wrong.is_kms_invalid_mac_exception());
    let misused = kms.generate_mac().key_id("WrapKey").mac_algorithm(MacAlgorithmSpec::HmacSha256);
    let misused = misused.message(Blob::new("a")).send().await.unwrap_err().into_service_error();
    assert!(misused.is_invalid_key_usage_exception());
}

#[tokio::test]
async fn a_secret_is_generated_and_rotates_within_a_run() {
    let sample = Sample::start().await;
    let secrets = client!(&sample, "SECRETS_MANAGER", aws_sdk_secretsmanager);
    let get = || async {
        let got = secrets.get_secret_value().secret_id("EdgeSecret").send().await.unwrap();
        got.secret_string().unwrap().to_owned()
    };
    assert_eq!(get().await.len(), 20);
    let put = secrets.put_secret_value().secret_id("EdgeSecret").secret_string("rotated");
    put.send().await.unwrap();
    assert_eq!(get().await, "rotated");
    let missing = secrets.get_secret_value().secret_id("Other").send().await.unwrap_err();
    assert!(missing.into_service_error().is_resource_not_found_exception());
}

#[tokio::test]
async fn mail_lands_in_the_inbox_newest_first_with_its_links() {
    let sample = Sample::start().await;
    let ses = client!(&sample, "SES", aws_sdk_ses);
    let content = |text: &str| Content::builder().data(text).build().unwrap();
    let body = Body::builder().text(content("Follow http://localhost/app#token=t-1 & <b>")).build();
    let message = Message::builder().subject(content("Grüße")).body(body).build();
    let to = Destination::builder().to_addresses("a@x.test").to_addresses("b@x.test").build();
    let sent = ses.send_email().source("Us <us@x.test>").destination(to).message(message);
    assert!(!sent.send().await.unwrap().message_id().is_empty());
    let raw = "From: us@x.test\r\nTo: c@x.test\r\nSubject: =?utf-8?B?w4RscGhh?=\r\n\
               List-Unsubscribe: <http://localhost/u>\r\nContent-Type: text/html\r\n\r\n<p>hi</p>";
    let raw = RawMessage::builder().data(Blob::new(raw)).build().unwrap();
    ses.send_raw_email().raw_message(raw).send().await.unwrap();

    let inbox = sample.get_json("/_local/inbox.json").await;
    assert_eq!(inbox[0]["subject"], "Älpha");
    assert_eq!(inbox[0]["headers"]["list-unsubscribe"], "<http://localhost/u>");
    assert_eq!((&inbox[0]["to"], &inbox[0]["html"]), (&json!(["c@x.test"]), &json!("<p>hi</p>")));
    assert_eq!(inbox[1]["to"], json!(["a@x.test", "b@x.test"]));
    assert_eq!(inbox[1]["links"], json!(["http://localhost/app#token=t-1"]));
    let page = sample.get("/_local/inbox").await.text().await.unwrap();
    assert!(page.contains("href=\"http://localhost/app#token=t-1\""), "{page}");
    assert!(page.contains("&lt;b&gt;"), "mail is shown, never run");
}

#[tokio::test]
async fn transactions_hold_and_conditions_refuse() {
    let sample = Sample::start().await;
    let dynamodb = client!(&sample, "DYNAMODB", aws_sdk_dynamodb);
    let item = |sk: &str| {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        BTreeMap::from([("pk".to_owned(), text("p")), ("sk".to_owned(), text(sk))])
            .into_iter()
            .collect()
    };
    let put = || dynamodb.put_item().table_name("ThingsTable").set_item(Some(item("1")));
    put().send().await.unwrap();
    let again = put().condition_expression("attribute_not_exists(pk)").send().await.unwrap_err();
    assert!(again.into_service_error().is_conditional_check_failed_exception());
    let delete = dynamodb.delete_table().table_name("ThingsTable").send().await;
    assert!(delete.is_err(), "the table is protected against deletion");
}

#[tokio::test]
async fn a_stranger_without_access_key_is_refused() {
    let sample = Sample::start().await;
    let endpoint = sample.operator()["AWS_ENDPOINT_URL_DYNAMODB"].clone();
    let request = sample.http.post(endpoint).header("x-amz-target", "DynamoDB_20120810.ListTables");
    let request = request.header("authorization", "AWS4-HMAC-SHA256 Credential=GUESS/x/y/z");
    let refused = request.body("{}").send().await.unwrap();
    assert_eq!(refused.status(), 400);
    assert!(refused.text().await.unwrap().contains("UnrecognizedClientException"));
}

#[tokio::test]
async fn a_function_is_invoked_through_the_lambda_api() {
    let sample = Sample::start().await;
    let operator = sample.operator();
    let url = format!(
        "{}/2015-03-31/functions/TickFunction/invocations",
        operator["AWS_ENDPOINT_URL_LAMBDA"]
    );
    let credential = format!("AWS4-HMAC-SHA256 Credential={}/x", operator["AWS_ACCESS_KEY_ID"]);
    let request = sample.http.post(&url).header("authorization", &credential);
    let answer = request.body(r#"{"n":1}"#).send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), r#"{"n":1}"#);
    let failed = sample.http.post(&url).header("authorization", &credential).body("no json");
    let failed = failed.send().await.unwrap();
    assert_eq!(failed.headers()["x-amz-function-error"], "Unhandled");
}
