//! A case leaves as a file that identifies no one, and comes in again as a form.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of a test fails the test"
)]

use casework::case::{CaseContext, CaseForm};
use casework::portable::{self, BLANK, Imported, Purpose, SCHEMA};
use clinical::refusal::code;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

fn case(form: Value) -> CaseContext {
    CaseContext::try_from(serde_json::from_value::<CaseForm>(form).unwrap())
        .unwrap_or_else(|refusals| panic!("{refusals:?}"))
}

/// A case in which every field is filled.
fn whole() -> Value {
    json!({
        "patient": {"first_name": "Maya", "age": {"years": 54}, "state": "OH"},
        "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
        "diagnoses": ["M05.79"],
        "request": {"kind": "medication", "name": "adalimumab", "codes": ["J0139"], "dose": "40 mg",
                    "route": "subcutaneous", "frequency": "every 2 weeks", "duration": "12 months"},
        "clinical": "Maya has seropositive rheumatoid arthritis with a DAS28 of 5.4. Maya's hands swell after six hours of work.",
        "history": [{"treatment": "methotrexate", "dose": "20 mg weekly", "duration": "6 months", "outcome": "failed",
                     "detail": "Maya still had 8 swollen joints"}],
        "medications": [{"name": "folic acid", "dose": "1 mg", "frequency": "daily"}],
        "criteria": {"text": "Failure of methotrexate for 3 months."},
        "denial": {"level": "first", "reason": "Not medically necessary after 2 trials", "text": "The request for Maya was denied."},
    })
}

fn exported(context: &CaseContext, purpose: Purpose) -> String {
    portable::export(context, purpose).unwrap().text().unwrap()
}

fn imported(file: &str) -> Imported {
    portable::import(file, Some("Nora")).unwrap_or_else(|refusals| panic!("{refusals:?}"))
}

fn refused(file: &str) -> (String, &'static str) {
    let refusals = portable::import(file, None).unwrap_err();
    (refusals[0].pointer.clone(), refusals[0].code)
}

#[test]
fn the_file_names_no_one_and_the_form_asks_for_a_name() {
    let file = exported(&case(whole()), Purpose::Case);
    assert!(!file.to_lowercase().contains("maya"), "{file}");
    assert!(file.contains("The patient has seropositive") && file.contains("The patient's hands"));
    let nameless = portable::import(&file, None).unwrap();
    let refusals = CaseContext::try_from(nameless.form).unwrap_err();
    assert_eq!(refusals[0].pointer, "/patient/first_name");
    let again = CaseContext::try_from(imported(&file).form).unwrap();
    assert_eq!(again.patient().first_name().as_str(), "Nora");
    assert_eq!(again.history(), case(told_of_the_patient()).history());
    assert!(imported(&file).blanks.is_empty());
}

/// The whole case as a colleague takes it in.
fn told_of_the_patient() -> Value {
    let mut form = whole();
    form["patient"]["first_name"] = json!("Nora");
    form["clinical"] = json!(
        "The patient has seropositive rheumatoid arthritis with a DAS28 of 5.4. The patient's hands swell after six hours of work."
    );
    form["history"][0]["detail"] = json!("The patient still had 8 swollen joints");
    form["denial"]["text"] = json!("The request for the patient was denied.");
    form
}

#[test]
fn what_comes_in_is_the_case_that_left_but_for_the_name() {
    let file = exported(&case(whole()), Purpose::Case);
    let again = CaseContext::try_from(imported(&file).form).unwrap();
    assert!(again == case(told_of_the_patient()));
    // A second journey changes nothing more.
    assert_eq!(exported(&again, Purpose::Case), file);
}

#[test]
fn a_template_keeps_what_the_practice_asks_again_and_leaves_the_patient_blank() {
    let file = exported(&case(whole()), Purpose::Template);
    let template = imported(&file);
    assert_eq!(template.purpose, Purpose::Template);
    assert_eq!(template.blanks, ["/clinical", "/denial/reason"]);
    let json: Value = serde_json::from_str(&file).unwrap();
    let case = &json["case"];
    assert_eq!(
        case["clinical"],
        format!(
            "The patient has seropositive rheumatoid arthritis with a DAS28 of {BLANK}. The patient's hands swell after {BLANK} hours of work."
        )
    );
    assert_eq!(case["history"][0], json!({"treatment": "methotrexate", "dose": "20 mg weekly"}));
    assert_eq!(case["criteria"]["text"], "Failure of methotrexate for 3 months.");
    assert_eq!(case["request"], whole()["request"]);
    assert!(case.get("patient").is_none() && case.get("medications").is_none());
    assert!(case["denial"].get("text").is_none());
    let refusals = CaseContext::try_from(template.form).unwrap_err();
    let asked: Vec<&str> = refusals.iter().map(|refusal| refusal.pointer.as_str()).collect();
    assert_eq!(asked, ["/patient/age", "/patient/state", "/history/0/outcome"]);
}

#[test]
fn every_rule_of_intake_applies_again() {
    let file = exported(&case(whole()), Purpose::Case);
    let tampered = file.replace("8 swollen joints", "SSN 219-09-9999");
    let refusals = CaseContext::try_from(imported(&tampered).form).unwrap_err();
    assert_eq!(refusals[0].code, code::IDENTIFIERS_FOUND);
    assert_eq!(refusals[0].pointer, "/history/0/detail");
    let tampered = file.replace("\"years\": 54", "\"years\": 97");
    assert!(CaseContext::try_from(imported(&tampered).form).is_err());
}

#[test]
fn a_file_cannot_acknowledge_the_warnings_of_the_firewall() {
    let file = exported(&case(whole()), Purpose::Case);
    let bold = file.replace("\"clinical\"", "\"acknowledge_warnings\": true, \"clinical\"");
    assert!(!imported(&bold).form.acknowledge_warnings);
}

#[test]
fn a_case_that_the_firewall_would_not_take_today_does_not_leave() {
    let mut stored = serde_json::to_value(case(whole())).unwrap();
    stored["clinical"] = json!("SSN 219-09-9999. Joint pain.");
    let stored = CaseContext::stored(&stored.to_string()).unwrap();
    let refusals = portable::export(&stored, Purpose::Case).unwrap_err();
    assert_eq!(
        (refusals[0].pointer.as_str(), refusals[0].code),
        ("/clinical", code::IDENTIFIERS_FOUND)
    );
}

#[test]
fn what_is_no_portable_case_is_refused_at_its_place() {
    let case = json!({"clinical": "Joint pain."});
    let file = |change: &dyn Fn(&mut Value)| {
        let mut file =
            json!({"format": "luma-portable-case", "version": 1, "purpose": "case", "case": case});
        change(&mut file);
        file.to_string()
    };
    assert!(portable::import(&file(&|_| {}), None).is_ok());
    let refusals: [(String, &str, &str); 13] = [
        (String::new(), "", code::MALFORMED),
        ("[]".into(), "", code::MALFORMED),
        ("{\"format\":".into(), "", code::MALFORMED),
        (file(&|file| file["format"] = json!("fhir")), "", code::MALFORMED),
        (file(&|file| file["version"] = json!(2)), "/version", code::OUT_OF_RANGE),
        (file(&|file| file["version"] = json!(0)), "/version", code::MALFORMED),
        (file(&|file| file["version"] = json!("1")), "/version", code::MALFORMED),
        (file(&|file| file["purpose"] = json!("leak")), "/purpose", code::UNKNOWN_VALUE),
        (file(&|file| file["account"] = json!("01J")), "/account", code::UNKNOWN_FIELD),
        (file(&|file| file["case"] = json!([])), "/case", code::REQUIRED),
        (file(&|file| file["case"]["id"] = json!("01J")), "/case/id", code::UNKNOWN_FIELD),
        (file(&|file| file["case"]["clinical"] = json!(5)), "/case/clinical", code::WRONG_TYPE),
        (
            file(&|file| file["case"]["patient"] = json!({"first_name": "Maya"})),
            "/case/patient/first_name",
            code::UNKNOWN_FIELD,
        ),
    ];
    for (file, pointer, rule) in refusals {
        assert_eq!(refused(&file), (pointer.to_owned(), rule), "{file}");
    }
    assert_eq!(refused(&"x".repeat(300_000)).1, code::TOO_LONG);
}

/// Every field of a schema with its pointer, list places as `*`; criteria below criteria are told once.
fn fields(schema: &Value, at: &str, found: &mut Vec<String>) {
    if schema.get("$ref").is_some() && !at.ends_with("/items/*/items/*") {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        fields(&schema["$defs"]["criterion"], at, found);
    }
    for (name, below) in schema["properties"].as_object().into_iter().flatten() {
        assert_eq!(schema["additionalProperties"], false, "{at}");
        found.push(format!("{at}/{name}"));
        fields(below, &format!("{at}/{name}"), found);
    }
    for option in schema["oneOf"].as_array().into_iter().flatten() {
        fields(option, at, found);
    }
    if schema.get("items").is_some() {
        fields(&schema["items"], &format!("{at}/*"), found);
    }
}

/// Every field of a file with its pointer, list places as `*`.
fn written(value: &Value, at: &str, found: &mut Vec<String>) {
    for (name, below) in value.as_object().into_iter().flatten() {
        found.push(format!("{at}/{name}"));
        written(below, &format!("{at}/{name}"), found);
    }
    for item in value.as_array().into_iter().flatten() {
        written(item, &format!("{at}/*"), found);
    }
}

#[test]
fn an_edited_tree_of_criteria_names_no_one_either() {
    let mut form = whole();
    form["criteria"]["edited"] = json!({"items": [
        {"text": "All of the following", "items": [{"text": "Maya has tried methotrexate"}]},
        {"text": "Age 18 years or older", "not_applicable": "Maya is a renewal"},
    ]});
    let file = exported(&case(form), Purpose::Case);
    assert!(file.contains("has tried methotrexate") && !file.contains("Maya"), "{file}");
}

#[test]
fn the_schema_documents_every_field_that_is_written_and_no_other() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let (mut documented, mut seen) = (Vec::new(), Vec::new());
    fields(&schema, "", &mut documented);
    for age in [json!({"years": 54}), json!({"months": 8}), json!({"range": "40-49"})] {
        let mut form = whole();
        form["patient"]["age"] = age;
        form["criteria"]["edited"] = json!({"combinator": "one_of", "items": [
            {"text": "Failure of methotrexate", "role": "renewal", "combinator": "all_of", "items": [{"text": "For three months"}]},
            {"text": "Age 18 years or older", "not_applicable": "Renewal"},
        ]});
        let file = exported(&case(form), Purpose::Case);
        written(&serde_json::from_str(&file).unwrap(), "", &mut seen);
    }
    for field in &mut seen {
        *field = field.replace("/items/*/items/*", "/items/*");
    }
    for list in [&mut documented, &mut seen] {
        list.sort();
        list.dedup();
    }
    assert_eq!(documented, seen);
    assert_eq!(schema["properties"]["version"]["const"], portable::VERSION);
    assert_eq!(schema["properties"]["format"]["const"], portable::FORMAT);
}

prop_compose! {
    fn forms()(
        name in select(vec!["Maya", "Jean-Luc", "Zoë", "Will", "Bo"]),
        age in select(vec![json!({"years": 3}), json!({"months": 8}), json!({"range": "65-69"}), json!({"range": "90+"})]),
        state in select(vec!["OH", "CA", "PR"]),
        payer in select(vec!["Aetna", "Oscar Health", "A small local plan"]),
        line in select(vec!["marketplace", "medicaid", "unknown"]),
        diagnosis in select(vec!["M05.79", "G35.A", "K50.00"]),
        sentences in prop::collection::vec(select(vec![
            "Joint swelling persists.", "CRP is 24 mg/L.", "No infection; TB test negative.",
            "She \"cannot\" climb stairs.", "Line one\nline two.", "Größe 1,70 m – pain 8/10.",
        ]), 1..6),
        history in prop::collection::vec((select(vec!["methotrexate", "physical therapy"]), select(vec!["failed", "completed"])), 0..4),
        denial in prop::option::of(select(vec!["first", "second", "external"])),
        dose in prop::option::of(select(vec!["40 mg", "2 tablets"])),
    ) -> Value {
        let mut form = json!({
            "patient": {"first_name": name, "age": age, "state": state},
            "payer": {"name": payer, "line_of_business": line},
            "diagnoses": [diagnosis],
            "request": {"kind": "medication", "name": "ocrelizumab"},
            "clinical": sentences.join(" "),
            "history": history.iter().map(|(treatment, outcome)| json!({"treatment": treatment, "outcome": outcome})).collect::<Vec<_>>(),
            "acknowledge_warnings": true,
        });
        if let Some(dose) = dose { form["request"]["dose"] = json!(dose); }
        if let Some(level) = denial { form["denial"] = json!({"level": level, "reason": "Not shown to be needed."}); }
        form
    }
}

proptest! {
    #[test]
    fn a_case_that_leaves_and_comes_in_is_the_same_but_for_the_name(form in forms()) {
        let form: CaseForm = serde_json::from_value(form).unwrap();
        let Ok(context) = CaseContext::try_from(form) else { return Err(TestCaseError::reject("no case")) };
        let file = exported(&context, Purpose::Case);
        let mut again = imported(&file).form;
        again.acknowledge_warnings = true;
        let again = CaseContext::try_from(again).unwrap();
        let bare = |context: &CaseContext| {
            let mut json = serde_json::to_value(context).unwrap();
            json["patient"].as_object_mut().unwrap().remove("first_name");
            json
        };
        prop_assert_eq!(bare(&again), bare(&context));
        prop_assert_eq!(again.patient().first_name().as_str(), "Nora");
    }

    #[test]
    fn no_file_panics(file in "\\PC{0,200}", name in prop::option::of("\\PC{0,10}")) {
        let _ = portable::import(&file, name.as_deref());
        let wrapped = format!(r#"{{"format":"luma-portable-case","version":1,"purpose":"case","case":{file}}}"#);
        let _ = portable::import(&wrapped, name.as_deref());
    }
}
