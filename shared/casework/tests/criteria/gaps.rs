//! The gap check: which questions would close the gaps, and in which order.

use casework::gap::{Weight, gaps};
use serde_json::json;

use crate::kit::{body, case, context, pasted};

const POLICY: &str = "All of the following:\n1. Age 18 years or older\n2. DAS28 greater than 3.2\n3. One of the following:\n  a. Failure of methotrexate for at least 3 months\n  b. Intolerance to leflunomide\n4. Prescribed by a rheumatologist\n5. Negative tuberculosis screening\nExclusions\n1. Heart failure\n2. Hepatitis B";

#[test]
fn an_exclusion_that_applies_comes_first_and_a_branch_after_what_is_mandatory() {
    let case = case(
        pasted(POLICY),
        "Stiffness. Heart failure with reduced ejection fraction.",
        json!([{"treatment": "methotrexate", "outcome": "failed"}]),
    );
    let gaps = gaps(&case);
    let order: Vec<(Weight, &str)> =
        gaps.questions.iter().map(|asked| (asked.weight, asked.text.as_str())).collect();
    assert_eq!(
        order,
        [
            (Weight::Exclusion, "Heart failure"),
            (Weight::Mandatory, "Prescribed by a rheumatologist"),
            (Weight::Mandatory, "Hepatitis B"),
            (Weight::Mandatory, "DAS28 greater than 3.2"),
            (Weight::Mandatory, "Negative tuberculosis screening"),
            (Weight::Branch, "Failure of methotrexate for at least 3 months"),
            (Weight::Branch, "Intolerance to leflunomide"),
        ]
    );
}

#[test]
fn a_question_names_its_criterion_what_is_missing_and_what_would_count() {
    let case = case(
        pasted(POLICY),
        "Stiffness.",
        json!([{"treatment": "methotrexate", "outcome": "failed"}]),
    );
    let gaps = gaps(&case);
    let asked = gaps.questions.iter().find(|asked| asked.text.contains("methotrexate")).unwrap();
    assert_eq!(
        asked.question,
        "For how long was methotrexate taken? The payer asks for at least 3 months."
    );
    assert!(asked.answer.contains("at least 3 months"), "{}", asked.answer);
    assert!(asked.answer.contains("failure"), "{}", asked.answer);
    let group = gaps.criteria.iter().find(|criterion| criterion.text.starts_with("One of"));
    assert_eq!(asked.branch_of, group.map(|group| group.id));
}

#[test]
fn a_question_names_the_field_of_the_case_that_its_answer_belongs_into() {
    let policy = "All of the following:\n1. 18 years of age or older\n2. Diagnosis of plaque psoriasis\n\
        3. Trial of methotrexate for 3 months\n4. PASI of 12 or more\n5. Not taken together with a TNF inhibitor";
    let mut body = body(pasted(policy), "Stiffness.", json!([]));
    body["patient"]["age"] = json!({"range": "10-19"});
    let gaps = gaps(&context(body));
    let pointers: Vec<&str> = gaps.questions.iter().map(|asked| asked.pointer).collect();
    for pointer in ["/patient/age", "/diagnoses", "/history", "/clinical", "/medications"] {
        assert!(pointers.contains(&pointer), "{pointer} in {pointers:?}");
    }
}

#[test]
fn what_is_met_and_what_is_not_needed_any_more_is_not_asked() {
    let case = case(
        pasted(POLICY),
        "DAS28 of 5.4. TB screening was negative. Under the care of rheumatology. No heart failure. Hepatitis B screening was negative.",
        json!([{"treatment": "methotrexate", "duration": "6 months", "outcome": "failed"}]),
    );
    let gaps = gaps(&case);
    assert_eq!(gaps.questions, []);
    assert_eq!(gaps.counts.not_documented, 1, "the branch that is not needed stays open");
}

#[test]
fn every_decisive_gap_is_asked_about_and_the_view_is_an_object() {
    let case = case(pasted(POLICY), "Stiffness.", json!([]));
    let gaps = gaps(&case);
    let leaves = gaps.criteria.iter().filter(|criterion| criterion.combinator.is_none());
    let open = leaves.filter(|criterion| criterion.status != casework::criterion::Status::Met);
    assert_eq!(gaps.questions.len(), open.count());
    let view = serde_json::to_value(&gaps).unwrap();
    assert_eq!(view["questions"][0]["weight"], "mandatory");
    assert_eq!(view["criteria"][0]["id"], "C1");
    assert!(view["tree"].to_string().contains("\"combinator\":\"one_of\""));
    assert_eq!(view["none"], serde_json::Value::Null);
}

#[test]
fn a_case_without_criteria_says_why_there_are_none() {
    let case = case(pasted("It was the best of times."), "Stiffness.", json!([]));
    let view = serde_json::to_value(gaps(&case)).unwrap();
    assert_eq!(view["none"], "not_a_policy");
    assert_eq!(view["questions"], json!([]));
}

#[test]
fn the_fact_that_answers_a_criterion_directly_stands_first_and_treatments_as_they_were_tried() {
    let case = case(
        pasted(
            "All of the following:\n1. Apnea-hypopnea index of 15 to 100\n2. Trial of two of: sulfasalazine, methotrexate",
        ),
        "The apnea-hypopnea index is 38 events per hour.",
        json!([
            {"treatment": "mandibular device", "outcome": "failed", "detail": "apnea-hypopnea index still 33 events per hour"},
            {"treatment": "sulfasalazine", "duration": "4 months", "outcome": "failed"},
            {"treatment": "methotrexate", "duration": "4 months", "outcome": "failed"},
        ]),
    );
    let numbered = casework::fact::facts(&case);
    let checklist = crate::labelled::checklist(&case);
    let stands = |place: usize| -> Vec<&str> {
        let ids = checklist.criteria.iter().filter(|c| c.combinator.is_none()).nth(place);
        let facts = ids.into_iter().flat_map(|criterion| &criterion.evidence);
        facts
            .filter_map(|id| numbered.iter().find(|fact| fact.id == *id))
            .map(|fact| fact.text.as_str())
            .collect()
    };
    assert!(stands(0).first().is_some_and(|first| first.contains("is 38")), "{:?}", stands(0));
    let tried = stands(1);
    assert!(tried.len() == 2 && tried[0].starts_with("Sulfasalazine"), "{tried:?}");
}
