//! The facts of a case from outside: their order, their words and what is read from them.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use casework::case::{CaseContext, CaseForm};
use casework::fact::{Comparison, Fact, FactKind, Number, Outcome, Polarity, Reading, Unit, facts};
use proptest::prelude::*;
use serde_json::{Value, json};

fn example() -> Value {
    json!({
        "patient": {"first_name": "Maya", "age": {"years": 54}, "state": "OH"},
        "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
        "diagnoses": ["M05.79"],
        "request": {"kind": "medication", "name": "adalimumab", "codes": ["J0139"], "dose": "40 mg", "route": "subcutaneous",
                    "frequency": "every 2 weeks", "duration": "12 months"},
        "clinical": "Morning stiffness lasts two hours. DAS28 of 5.4. TB screening was negative. Failed Humira in the left knee.",
        "history": [{"treatment": "methotrexate", "dose": "20 mg weekly", "duration": "six months", "outcome": "failed",
                     "detail": "persistent synovitis."},
                    {"treatment": "leflunomide", "outcome": "intolerant"}],
        "medications": [{"name": "folic acid", "dose": "1 mg", "frequency": "daily"}, {"name": "prednisone 5 mg daily"}],
        "denial": {"level": "first", "reason": "step therapy not met", "text": "We reviewed the request. It was denied."}
    })
}

fn read(json: Value) -> Vec<Fact> {
    facts(&CaseContext::try_from(serde_json::from_value::<CaseForm>(json).unwrap()).unwrap())
}

#[test]
fn every_field_row_and_sentence_is_a_numbered_fact() {
    let facts = read(example());
    let texts: Vec<&str> = facts.iter().map(|fact| fact.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "The patient is 54 years old",
            "The patient lives in Ohio",
            "The payer is Aetna, a fully insured commercial plan",
            "Diagnosis: Rheumatoid arthritis with rheumatoid factor of multiple sites without organ or systems involvement (M05.79)",
            "The request is for adalimumab (J0139) 40 mg subcutaneous every 2 weeks for 12 months",
            "Methotrexate 20 mg weekly for six months failed: persistent synovitis",
            "Leflunomide was not tolerated",
            "Current medication: folic acid 1 mg daily",
            "Current medication: prednisone 5 mg daily",
            "Morning stiffness lasts two hours",
            "DAS28 of 5.4",
            "TB screening was negative",
            "Failed Humira in the left knee",
            "The request was denied; a first-level appeal is next",
            "The stated reason for denial: step therapy not met",
            "We reviewed the request",
            "It was denied",
        ]
    );
    assert_eq!(
        facts.iter().map(|fact| fact.id.0).collect::<Vec<_>>(),
        (1..=17).collect::<Vec<_>>()
    );
    assert_eq!(facts[10].kind, FactKind::Diagnostic);
    assert_eq!(facts[9].kind, FactKind::Clinical);
}

#[test]
fn facts_carry_what_can_be_compared() {
    let facts = read(example());
    let methotrexate = &facts[5].reading;
    assert_eq!(methotrexate.drugs[0].generic, "methotrexate");
    assert_eq!(methotrexate.outcome, Some(Outcome::Failed));
    assert!(methotrexate.duration.as_ref().unwrap().value > Number::whole(182));
    assert_eq!(facts[4].reading.codes[0].code, "J0139");
    assert_eq!(facts[4].reading.frequencies[0].hours, Number::whole(336));
    assert_eq!(facts[10].reading.quantities[0].measure, Some("das28"));
    assert_eq!(facts[11].reading.polarity, Polarity::Negated);
    assert_eq!(facts[12].reading.drugs[0].generic, "adalimumab");
    assert!(facts[12].reading.laterality.is_some());
}

#[test]
fn quantities_are_read_with_bound_and_base() {
    let one = |text: &str| {
        let reading = Reading::of(text);
        let quantity = reading.quantities.first().unwrap_or_else(|| panic!("{text}"));
        (quantity.value.to_string(), quantity.unit.clone(), quantity.comparison, quantity.measure)
    };
    assert_eq!(one("for at least six weeks"), ("42".into(), Unit::Day, Comparison::AtLeast, None));
    assert_eq!(one("a 6-week course"), ("42".into(), Unit::Day, Comparison::Exactly, None));
    assert_eq!(one("12 months"), ("365.25".into(), Unit::Day, Comparison::Exactly, None));
    assert_eq!(one("Age ≥ 18 years"), ("18".into(), Unit::YearOfAge, Comparison::AtLeast, None));
    assert_eq!(
        one("18 years of age or older"),
        ("18".into(), Unit::YearOfAge, Comparison::AtLeast, None)
    );
    assert_eq!(
        one("6 months old"),
        ("0.083333".parse_months(), Unit::YearOfAge, Comparison::Exactly, None)
    );
    assert_eq!(
        one("BMI greater than or equal to 35 kg/m2"),
        ("35".into(), Unit::Other("kg/m2".into()), Comparison::AtLeast, Some("bmi"))
    );
    assert_eq!(
        one("PASI score of 12 or higher"),
        ("12".into(), Unit::Bare, Comparison::AtLeast, Some("pasi"))
    );
    assert_eq!(
        one("HbA1c was 8.1%"),
        ("8.1".into(), Unit::Percent, Comparison::Exactly, Some("hba1c"))
    );
    assert_eq!(one("1 g daily"), ("1000".into(), Unit::Milligram, Comparison::Exactly, None));
    assert_eq!(
        one("15 headache days per month"),
        ("15".into(), Unit::Count("headache day".into()), Comparison::Exactly, None)
    );
    assert_eq!(
        one("three swollen joints"),
        ("3".into(), Unit::Count("joint".into()), Comparison::Exactly, None)
    );
    assert_eq!(one("24 on the EASI"), ("24".into(), Unit::Bare, Comparison::Exactly, Some("easi")));
    assert_eq!(
        one("infliximab 5 mg/kg"),
        ("5".into(), Unit::MilligramPer("kg"), Comparison::Exactly, None)
    );
    assert_eq!(
        one("eosinophils 410 cells/µL"),
        ("410".into(), Unit::Other("cells/µl".into()), Comparison::Exactly, Some("eosinophils"))
    );
}

trait Months {
    fn parse_months(&self) -> String;
}

impl Months for str {
    /// Six months in years, with the six places that a number has.
    fn parse_months(&self) -> String {
        let month = Number::parse(self).unwrap();
        Number::whole(6).times(month).to_string()
    }
}

#[test]
fn ranges_keep_both_ends() {
    let reading = Reading::of("for 4 to 6 weeks");
    let duration = reading.duration.unwrap();
    assert_eq!((duration.value, duration.high), (Number::whole(28), Some(Number::whole(42))));
}

#[test]
fn a_frequency_is_not_a_duration() {
    assert_eq!(Reading::of("40 mg every 2 weeks").longest_days(), None);
    assert_eq!(Reading::of("pain for 6 months").quantities[0].measure, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn numbering_is_stable_and_no_text_panics(text in "\\PC{1,120}") {
        let mut json = example();
        json["clinical"] = json!(format!("{text} x"));
        if let Ok(case) = CaseContext::try_from(serde_json::from_value::<CaseForm>(json.clone()).unwrap()) {
            let first = facts(&case);
            prop_assert_eq!(&first, &facts(&case));
            let before = read(example());
            prop_assert_eq!(&first[..9], &before[..9]);
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let reading = Reading::of(&text);
        for quantity in &reading.quantities {
            prop_assert!(text.get(quantity.place.start..quantity.place.end).is_some());
        }
    }

    #[test]
    fn number_soup_is_read(text in "([0-9]{1,9}|[.,/%<>=≥-]|mg|kg|weeks|every|q|age|at least| ){0,40}") {
        let reading = Reading::of(&text);
        prop_assert!(reading.quantities.iter().all(|quantity| quantity.place.start < quantity.place.end));
    }
}
