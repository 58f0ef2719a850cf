//! KMS: data keys, envelope decryption and MACs; the encryption context is enforced.

use std::collections::BTreeMap;
use std::path::Path;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Value, json};

use super::{ServiceError, parsed, text};
use crate::iam::Call;
use crate::template::{KeySpec, KeyUse};
use crate::{files, ids};

/// First byte of a ciphertext blob, so that the form can change.
const BLOB_VERSION: u8 = 1;

/// All keys of the template. Their material never leaves this type but wrapped.
pub(crate) struct Keys {
    keys: Vec<(KeySpec, [u8; 32])>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|(spec, _)| &spec.id)).finish()
    }
}

impl Keys {
    /// Reads the material of the keys from an owner-only file, and makes what it lacks.
    pub(crate) fn open(file: &Path, specs: Vec<KeySpec>) -> std::io::Result<Self> {
        let mut stored: BTreeMap<String, String> = files::read_json(file)?.unwrap_or_default();
        let known = stored.len();
        let mut keys = Vec::new();
        for spec in specs {
            let material = match stored.get(&spec.id) {
                Some(text) => {
                    let mut material = [0; 32];
                    hex::decode_to_slice(text, &mut material).map_err(std::io::Error::other)?;
                    material
                }
                None => ids::random_bytes()?,
            };
            stored.insert(spec.id.clone(), hex::encode(material));
            keys.push((spec, material));
        }
        if stored.len() > known {
            files::write_json(file, &stored)?;
        }
        Ok(Self { keys })
    }

    pub(super) fn calls(&self, operation: &str, body: &Bytes) -> Result<Vec<Call>, ServiceError> {
        let body = parsed(body)?;
        let (spec, _) = self.key(&body)?;
        let mut call = Call::new(format!("kms:{operation}"), spec.arn.clone());
        let context = context(&body);
        for (key, value) in &context {
            let name = format!("kms:encryptioncontext:{}", key.to_lowercase());
            call.context.insert(name, vec![value.clone()]);
        }
        let names = context.into_keys().collect();
        call.context.insert("kms:encryptioncontextkeys".to_owned(), names);
        Ok(vec![call])
    }

    pub(super) fn answer(&self, operation: &str, body: &Bytes) -> Result<Value, ServiceError> {
        let body = parsed(body)?;
        match operation {
            "GenerateDataKey" => self.generate_data_key(&body),
            "Encrypt" => {
                let plaintext = binary(&body, "Plaintext")?;
                let (spec, material) = self.used_for(&body, KeyUse::Encrypt)?;
                let blob = seal(spec, material, &plaintext, &context(&body))?;
                Ok(json!({"KeyId": spec.arn, "CiphertextBlob": STANDARD.encode(blob),
                          "EncryptionAlgorithm": "SYMMETRIC_DEFAULT"}))
            }
            "Decrypt" => {
                let blob = binary(&body, "CiphertextBlob")?;
                let (spec, material) = self.used_for(&body, KeyUse::Encrypt)?;
                let plaintext = open(spec, material, &blob, &context(&body))?;
                Ok(json!({"KeyId": spec.arn, "Plaintext": STANDARD.encode(plaintext),
                          "EncryptionAlgorithm": "SYMMETRIC_DEFAULT"}))
            }
            "GenerateMac" => {
                let (spec, material) = self.used_for(&body, KeyUse::Mac)?;
                let key = hmac::Key::new(hmac::HMAC_SHA256, material);
                let mac = hmac::sign(&key, &binary(&body, "Message")?);
                Ok(json!({"KeyId": spec.arn, "Mac": STANDARD.encode(mac.as_ref()),
                          "MacAlgorithm": "HMAC_SHA_256"}))
            }
            "VerifyMac" => {
                let (spec, material) = self.used_for(&body, KeyUse::Mac)?;
                let key = hmac::Key::new(hmac::HMAC_SHA256, material);
                hmac::verify(&key, &binary(&body, "Message")?, &binary(&body, "Mac")?)
                    .map_err(|_| ServiceError::new("KMSInvalidMacException", "the MAC differs"))?;
                Ok(json!({"KeyId": spec.arn, "MacValid": true, "MacAlgorithm": "HMAC_SHA_256"}))
            }
            _ => Err(ServiceError::new("UnknownOperationException", operation)),
        }
    }

    fn generate_data_key(&self, body: &Value) -> Result<Value, ServiceError> {
        if text(body, "KeySpec") != Some("AES_256")
            && body.get("NumberOfBytes").and_then(Value::as_u64) != Some(32)
        {
            return Err(ServiceError::new("ValidationException", "only keys of 256 bits are made"));
        }
        let (spec, material) = self.used_for(body, KeyUse::Encrypt)?;
        let plaintext: [u8; 32] = ids::random_bytes().map_err(|_| ServiceError::internal())?;
        let blob = seal(spec, material, &plaintext, &context(body))?;
        Ok(json!({"KeyId": spec.arn, "Plaintext": STANDARD.encode(plaintext),
                  "CiphertextBlob": STANDARD.encode(blob)}))
    }

    fn used_for(
        &self,
        body: &Value,
        purpose: KeyUse,
    ) -> Result<(&KeySpec, &[u8; 32]), ServiceError> {
        let (spec, material) = self.key(body)?;
        if spec.purpose != purpose {
            return Err(ServiceError::new(
                "InvalidKeyUsageException",
                "the key is for another use",
            ));
        }
        Ok((spec, material))
    }

    /// The key named by id, ARN or alias; for a ciphertext without a name, the one it names.
    fn key(&self, body: &Value) -> Result<(&KeySpec, &[u8; 32]), ServiceError> {
        let blob = binary(body, "CiphertextBlob").ok();
        let named = text(body, "KeyId").map(str::to_owned);
        let named = named.or_else(|| key_of(blob.as_deref()?)).ok_or_else(|| {
            ServiceError::new("InvalidCiphertextException", "the ciphertext is not one of ours")
        })?;
        let known = |spec: &KeySpec| {
            let alias = named.rsplit_once(":alias/").map(|(_, name)| format!("alias/{name}"));
            spec.id == named
                || spec.arn == named
                || spec.aliases.iter().any(|own| *own == named || Some(own) == alias.as_ref())
        };
        let found = self.keys.iter().find(|(spec, _)| known(spec));
        let (spec, material) =
            found.ok_or_else(|| ServiceError::new("NotFoundException", "no such key"))?;
        Ok((spec, material))
    }
}

/// Version, length of the key's id, the id, the nonce, then ciphertext and tag.
fn seal(
    spec: &KeySpec,
    material: &[u8; 32],
    plaintext: &[u8],
    context: &BTreeMap<String, String>,
) -> Result<Vec<u8>, ServiceError> {
    let nonce: [u8; NONCE_LEN] = ids::random_bytes().map_err(|_| ServiceError::internal())?;
    let length = u8::try_from(spec.id.len()).map_err(|_| ServiceError::internal())?;
    let mut sealed = plaintext.to_vec();
    aead(material)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad(context), &mut sealed)
        .map_err(|_| ServiceError::internal())?;
    Ok([&[BLOB_VERSION, length], spec.id.as_bytes(), &nonce, &sealed].concat())
}

fn open(
    spec: &KeySpec,
    material: &[u8; 32],
    blob: &[u8],
    context: &BTreeMap<String, String>,
) -> Result<Vec<u8>, ServiceError> {
    let refused =
        || ServiceError::new("InvalidCiphertextException", "the ciphertext does not open");
    match key_of(blob) {
        Some(id) if id == spec.id => {}
        Some(_) => {
            return Err(ServiceError::new("IncorrectKeyException", "another key sealed it"));
        }
        None => return Err(refused()),
    }
    let sealed = blob.get(2 + spec.id.len()..).ok_or_else(refused)?;
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>().ok_or_else(refused)?;
    let mut buffer = sealed.to_vec();
    let plaintext = aead(material)?
        .open_in_place(Nonce::assume_unique_for_key(*nonce), aad(context), &mut buffer)
        .map_err(|_| refused())?;
    Ok(plaintext.to_vec())
}

fn aead(material: &[u8; 32]) -> Result<LessSafeKey, ServiceError> {
    let key = UnboundKey::new(&AES_256_GCM, material).map_err(|_| ServiceError::internal())?;
    Ok(LessSafeKey::new(key))
}

/// The context in its one canonical form: sorted, as JSON.
fn aad(context: &BTreeMap<String, String>) -> Aad<Vec<u8>> {
    Aad::from(json!(context).to_string().into_bytes())
}

fn key_of(blob: &[u8]) -> Option<String> {
    let (&version, rest) = blob.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let id = rest.get(..usize::from(length)).filter(|_| version == BLOB_VERSION)?;
    String::from_utf8(id.to_vec()).ok()
}

fn context(body: &Value) -> BTreeMap<String, String> {
    let context = body.get("EncryptionContext").and_then(Value::as_object);
    let pairs = context.into_iter().flatten();
    pairs.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
}

fn binary(body: &Value, key: &str) -> Result<Vec<u8>, ServiceError> {
    text(body, key)
        .and_then(|encoded| STANDARD.decode(encoded).ok())
        .ok_or_else(|| ServiceError::new("ValidationException", format!("{key} is not base64")))
}
