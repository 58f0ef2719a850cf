//! A document on the terminal: the letter with the evidence behind each sentence.

use std::fmt::Write as _;

use serde_json::Value;

const EMPTY: &[Value] = &[];

/// The letter as text, every sentence followed by what it stands on, then the facts and criteria themselves.
pub fn with_evidence(document: &Value) -> String {
    let mut out = format!("{}\n", text(&document["title"]).to_uppercase());
    for block in list(&document["blocks"]) {
        match text(&block["type"]) {
            "heading" => line(&mut out, &format!("\n{}", text(&block["text"]))),
            "paragraph" => sentences(&mut out, "", &block["sentences"]),
            "list" => items(&mut out, block),
            "table" => table(&mut out, block),
            "signature" => signature(&mut out, block),
            _ => {}
        }
    }
    line(&mut out, "\nFACTS");
    for fact in list(&document["facts"]) {
        line(&mut out, &format!("{:>5}  {}", text(&fact["id"]), text(&fact["text"])));
    }
    line(&mut out, "\nCRITERIA");
    for criterion in list(&document["criteria"]) {
        let status = text(&criterion["status"]).replace('_', " ");
        line(
            &mut out,
            &format!(
                "{:>5}  [{status}{}] {}",
                text(&criterion["id"]),
                evidence(criterion),
                text(&criterion["text"])
            ),
        );
        if let Some(question) = criterion["question"].as_str() {
            line(&mut out, &format!("       → {question}"));
        }
    }
    if let Some(limit) = document["character_limit"].as_u64() {
        let left_out: Vec<&str> = list(&document["left_out"]).iter().map(text).collect();
        let left_out = if left_out.is_empty() { "nothing".to_owned() } else { left_out.join(", ") };
        line(&mut out, &format!("\nLEFT OUT to keep within {limit} characters: {left_out}"));
    }
    out
}

fn items(out: &mut String, block: &Value) {
    for item in list(&block["items"]) {
        sentences(out, "- ", &item["sentences"]);
    }
}

fn signature(out: &mut String, block: &Value) {
    for signed in list(&block["lines"]) {
        line(out, text(signed));
    }
}

fn table(out: &mut String, block: &Value) {
    let row = |cells: &Value| list(cells).iter().map(text).collect::<Vec<_>>().join(" | ");
    line(out, &row(&block["header"]));
    for cells in list(&block["rows"]) {
        line(out, &format!("{}{}", row(&cells["cells"]), evidence(cells)));
    }
}

fn sentences(out: &mut String, mark: &str, sentences: &Value) {
    for sentence in list(sentences) {
        line(out, &format!("{mark}{}{}", text(&sentence["text"]), evidence(sentence)));
        for flag in list(&sentence["flags"]) {
            line(out, &format!("    ! {}: {}", text(&flag["kind"]), text(&flag["text"])));
        }
    }
}

fn evidence(of: &Value) -> String {
    let ids: Vec<&str> = list(&of["evidence"]).iter().map(text).collect();
    if ids.is_empty() { String::new() } else { format!("  [{}]", ids.join(",")) }
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(EMPTY, Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_sentence_is_followed_by_what_it_stands_on() {
        let document = json!({
            "title": "Letter", "facts": [{"id": "F1", "text": "Maya is 54."}],
            "criteria": [{"id": "C1", "text": "Age 18 or older", "status": "met", "evidence": ["F1"]}],
            "blocks": [{"type": "paragraph", "sentences": [{"text": "Maya is 54 years old.", "evidence": ["F1", "C1"], "flags": []}]}]
        });
        let shown = with_evidence(&document);
        assert!(shown.contains("Maya is 54 years old.  [F1,C1]"));
        assert!(shown.contains("[met  [F1]] Age 18 or older"));
    }
}
