//! Just enough of MIME to show a raw mail: header fields, nested parts, transfer encodings.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Parts within parts that are followed.
const DEEPEST: u8 = 8;

/// A mail, taken apart.
#[derive(Debug, Default)]
pub(super) struct Message {
    /// Lower-case names; encoded words decoded.
    pub(super) headers: BTreeMap<String, String>,
    pub(super) text: String,
    pub(super) html: String,
}

/// None if it has no header at all.
pub(super) fn parse(raw: &[u8]) -> Option<Message> {
    let raw = String::from_utf8_lossy(raw).replace("\r\n", "\n");
    let (headers, body) = split(&raw);
    if headers.is_empty() {
        return None;
    }
    let mut message = Message { headers: headers.clone(), ..Message::default() };
    read_part(&headers, body, 0, &mut message);
    Some(message)
}

fn read_part(headers: &BTreeMap<String, String>, body: &str, depth: u8, message: &mut Message) {
    let kind = headers.get("content-type").map_or("text/plain", String::as_str);
    let lower = kind.to_lowercase();
    if lower.starts_with("multipart/") && depth < DEEPEST {
        let boundary = format!("--{}", parameter(kind, "boundary").unwrap_or_default());
        for part in body.split(&boundary).skip(1).take_while(|part| !part.starts_with("--")) {
            let (headers, body) = split(part.trim_start_matches('\n'));
            read_part(&headers, body, depth + 1, message);
        }
        return;
    }
    let encoding = headers.get("content-transfer-encoding").map(|e| e.trim().to_lowercase());
    let bytes = match encoding.as_deref() {
        Some("base64") => {
            let packed: String = body.chars().filter(|c| !c.is_whitespace()).collect();
            STANDARD.decode(packed).unwrap_or_default()
        }
        Some("quoted-printable") => quoted_printable(&body.replace("=\n", ""), false),
        _ => body.as_bytes().to_vec(),
    };
    let content = String::from_utf8_lossy(&bytes);
    if lower.starts_with("text/html") {
        message.html.push_str(&content);
    } else if lower.starts_with("text/plain") {
        message.text.push_str(&content);
    }
}

/// Header fields, unfolded, and the body behind the first empty line.
fn split(raw: &str) -> (BTreeMap<String, String>, &str) {
    let (head, body) = raw.split_once("\n\n").unwrap_or((raw, ""));
    let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
    let fields = unfolded.lines().filter_map(|line| line.split_once(':'));
    let fields = fields.map(|(name, value)| (name.trim().to_lowercase(), words(value.trim())));
    (fields.collect(), body)
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let pairs = value.split(';').skip(1).filter_map(|pair| pair.split_once('='));
    let mut named = pairs.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    named.next().map(|(_, value)| value.trim().trim_matches('"').to_owned())
}

/// Decodes `=?utf-8?B?…?=` and `=?utf-8?Q?…?=`.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("=?") {
        let mut parts = after.splitn(4, '?');
        let (_charset, kind, data, tail) = (parts.next(), parts.next(), parts.next(), parts.next());
        let (Some(kind), Some(data), Some(tail)) = (kind, data, tail) else { break };
        let decoded = match kind {
            "B" | "b" => STANDARD.decode(data).unwrap_or_default(),
            _ => quoted_printable(data, true),
        };
        // White space between two encoded words is not part of the text.
        if !before.trim().is_empty() {
            out.push_str(before);
        }
        out.push_str(&String::from_utf8_lossy(&decoded));
        rest = tail.strip_prefix('=').unwrap_or(tail);
    }
    out.push_str(rest);
    out
}

fn quoted_printable(text: &str, in_header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'=' => {
                let mut rest = bytes.clone();
                let digits = [rest.next(), rest.next()].map(Option::unwrap_or_default);
                let mut decoded = [0];
                if hex::decode_to_slice(digits, &mut decoded).is_ok() {
                    out.extend(decoded);
                    bytes = rest;
                } else {
                    out.push(byte);
                }
            }
            b'_' if in_header => out.push(b' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multipart_mail_shows_its_subject_text_and_html() {
        let raw = "Subject: =?utf-8?Q?Bitte_best=C3=A4tigen?=\r\nTo: a@b.test\r\n\
            List-Unsubscribe: <http://x.test/u>\r\nContent-Type: multipart/alternative;\r\n boundary=\"zz\"\r\n\r\n\
            --zz\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            One=20two =\r\nthree\r\n--zz\r\nContent-Type: text/html; charset=utf-8\r\n\
            Content-Transfer-Encoding: base64\r\n\r\nPGI+aGk8L2I+\r\n--zz--\r\n";
        let message = parse(raw.as_bytes()).unwrap();
        assert_eq!(message.headers["subject"], "Bitte bestätigen");
        assert_eq!(message.headers["list-unsubscribe"], "<http://x.test/u>");
        assert_eq!(message.text.trim_end(), "One two three");
        assert_eq!(message.html, "<b>hi</b>");
    }

    #[test]
    fn a_broken_escape_stays_as_it_is() {
        assert_eq!(quoted_printable("a=ZZ=4", false), b"a=ZZ=4");
    }
}
