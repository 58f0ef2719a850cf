//! What is next, by which law, and for how long: asked without a date.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a helper of a test fails the test"
)]

use casework::case::LineOfBusiness::{self, *};
use casework::clock::{self, Answer, Known, Question, QuestionForm, Standing, Step};
use clinical::state::State;
use proptest::prelude::*;
use serde_json::{Value, json};

const TABLE: &str = include_str!("../data/appeal_rules.tsv");

fn question(
    plan: LineOfBusiness,
    state: &str,
    step: Step,
    days: impl Into<Option<u32>>,
) -> Question {
    Question { plan, state: State::parse(state).ok(), step, days_since_notice: days.into() }
}

fn known(plan: LineOfBusiness, state: &str, step: Step, days: impl Into<Option<u32>>) -> Known {
    match clock::ask(&question(plan, state, step, days)) {
        Answer::Known(known) => *known,
        Answer::NotKnown(not) => panic!("{plan:?} {step:?}: {}", not.say),
    }
}

fn left(plan: LineOfBusiness, step: Step, days: u32) -> (Standing, Option<u32>) {
    let filing = known(plan, "OH", step, days).filing;
    (filing.standing, filing.days)
}

fn within(known: &Known) -> (Vec<&str>, Vec<&str>) {
    (
        known.standard.iter().map(|due| due.within.as_str()).collect(),
        known.expedited.iter().map(|due| due.within.as_str()).collect(),
    )
}

/// The table with one cell of its first row changed.
fn with(column: &str, value: &str) -> String {
    let mut lines = TABLE.lines();
    let header = lines.next().unwrap();
    let place = header.split('\t').position(|name| name == column).unwrap();
    let mut cells: Vec<&str> = lines.next().unwrap().split('\t').collect();
    cells[place] = value;
    format!("{header}\n{}\n", cells.join("\t"))
}

#[test]
fn every_row_that_ships_loads_and_says_where_it_comes_from() {
    let rules = clock::parse(TABLE).unwrap();
    assert_eq!(rules.len(), TABLE.lines().count() - 1);
    assert_eq!(rules.len(), clock::rules().len());
    for rule in &rules {
        assert!(rule.law.url.starts_with("https://"), "{}", rule.id);
        assert!(("2026-01-01".."2026-12-01").contains(&rule.law.checked_on), "{}", rule.id);
        assert!(rule.law.citation.chars().any(|letter| letter.is_ascii_digit()), "{}", rule.id);
    }
}

#[test]
fn a_row_without_a_link_or_a_date_does_not_load_and_takes_the_table_with_it() {
    for (column, value) in [("notes", "Other words."), ("checked_on", "2028-02-29")] {
        assert!(clock::parse(&with(column, value)).is_ok(), "{column}");
    }
    let refused = [
        ("url", "-"),
        ("url", ""),
        ("url", "http://www.law.cornell.edu/cfr/text/29/2560.503-1"),
        ("url", "https://"),
        ("url", "https://law"),
        ("url", "29 CFR 2560.503-1"),
        ("checked_on", "-"),
        ("checked_on", ""),
        ("checked_on", "2026"),
        ("checked_on", "2026-02-30"),
        ("checked_on", "2026-02-29"),
        ("checked_on", "2026-13-01"),
        ("checked_on", "2026-00-10"),
        ("checked_on", "2026-09-00"),
        ("checked_on", "2026-9-24x"),
        ("checked_on", "2026-09-24-1"),
        ("checked_on", "24 September 2026"),
        ("citation", "-"),
        ("law", ""),
        ("plans", "commercial"),
        ("plans", "-"),
        ("states", "XX"),
        ("states", ""),
        ("steps", "third"),
        ("file", "soon"),
        ("standard", "15 days"),
        ("presumed", "5"),
        ("from", "mail"),
        ("id", "-"),
    ];
    for (column, value) in refused {
        let errors = clock::parse(&with(column, value)).unwrap_err();
        assert_eq!(errors.len(), 1, "{column} {value:?}");
        assert_eq!(errors[0].line, 2, "{column} {value:?}");
        let named =
            if column == "presumed" || column == "from" { errors[0].column } else { column };
        assert_eq!(errors[0].column, named, "{column} {value:?}");
    }
}

#[test]
fn a_row_with_a_missing_column_or_a_name_twice_does_not_load() {
    let mut lines = TABLE.lines();
    let (header, row) = (lines.next().unwrap(), lines.next().unwrap());
    let (short, _) = row.rsplit_once('\t').unwrap();
    assert!(clock::parse(&format!("{header}\n{short}\n")).is_err());
    assert_eq!(clock::parse(&format!("{header}\n{row}\n{row}\n")).unwrap_err()[0].column, "id");
    assert!(clock::parse("").is_err());
    assert!(clock::parse(&format!("{row}\n")).is_err());
}

#[test]
fn a_self_funded_plan_is_under_erisa_and_stays_open_for_180_days() {
    let first = known(CommercialSelfFunded, "OH", Step::First, 30);
    assert_eq!(first.law, "ERISA claims procedure");
    assert!(first.citation.starts_with("29 CFR 2560.503-1"));
    assert_eq!((first.filing.standing, first.filing.days), (Standing::OpenAtLeast, Some(150)));
    let (standard, expedited) = within(&first);
    assert!(standard.contains(&"30 days") && standard.contains(&"60 days"));
    assert_eq!(expedited, ["72 hours"]);
    let external = known(CommercialSelfFunded, "CA", Step::External, 10);
    assert_eq!(
        (external.filing.days, external.citation),
        (Some(110), "45 CFR 147.136(d)(2), (d)(3)")
    );
}

#[test]
fn medicare_presumes_receipt_after_five_days_so_65_days_are_counted_from_the_notice() {
    for plan in [MedicareAdvantage, MedicarePartD] {
        assert_eq!(left(plan, Step::First, 0), (Standing::Open, Some(65)));
        assert_eq!(left(plan, Step::First, 64), (Standing::Open, Some(1)));
        assert_eq!(left(plan, Step::First, 65), (Standing::Open, Some(0)));
        assert_eq!(left(plan, Step::First, 66), (Standing::Passed, Some(1)));
    }
    assert_eq!(left(OriginalMedicare, Step::First, 25), (Standing::Open, Some(100)));
    assert_eq!(left(OriginalMedicare, Step::Second, 25), (Standing::Open, Some(160)));
    let say = |days| known(MedicarePartD, "OH", Step::First, days).filing.say;
    assert_eq!(say(64), "1 day left to file.");
    assert_eq!(say(65), "Today is the last day to file.");
    assert!(say(66).starts_with("The time to file ended 1 day ago."));
}

#[test]
fn part_d_and_medicare_advantage_answer_in_their_own_times() {
    let redetermination = known(MedicarePartD, "OH", Step::First, None);
    assert_eq!(within(&redetermination), (vec!["7 days", "14 days"], vec!["72 hours"]));
    let reconsideration = known(MedicareAdvantage, "OH", Step::First, None);
    assert_eq!(within(&reconsideration), (vec!["30 days", "7 days", "60 days"], vec!["72 hours"]));
    let onward = known(MedicareAdvantage, "OH", Step::Second, 12).filing;
    assert_eq!((onward.standing, onward.days), (Standing::ByItself, None));
    assert_eq!(left(MedicarePartD, Step::Second, 5), (Standing::Open, Some(60)));
}

#[test]
fn exceptions_run_72_and_24_hours_where_that_is_sourced_and_are_else_not_known() {
    for step in [Step::FormularyException, Step::StepTherapyException] {
        let part_d = known(MedicarePartD, "OH", step, None);
        assert_eq!(within(&part_d), (vec!["72 hours"], vec!["24 hours"]));
        assert!(part_d.notes.unwrap().contains("supporting statement"));
        assert_eq!(part_d.filing.standing, Standing::NoDeadline);
    }
    let arizona = known(CommercialFullyInsured, "AZ", Step::StepTherapyException, None);
    assert_eq!(within(&arizona), (vec!["72 hours"], vec!["24 hours"]));
    let dakota = known(CommercialFullyInsured, "SD", Step::StepTherapyException, None);
    assert_eq!(within(&dakota), (vec!["5 days"], vec!["72 hours"]));
    // State law does not reach a self-funded plan, and no row is held for Ohio.
    for (plan, state) in [(CommercialSelfFunded, "AZ"), (CommercialFullyInsured, "OH")] {
        let answer = clock::ask(&question(plan, state, Step::StepTherapyException, None));
        assert!(matches!(answer, Answer::NotKnown(_)), "{plan:?} {state}");
    }
}

#[test]
fn a_state_law_comes_before_the_federal_one_for_insured_plans_only() {
    let california = known(CommercialFullyInsured, "CA", Step::External, 0);
    assert_eq!(
        (california.level, california.filing.days),
        ("Independent Medical Review", Some(181))
    );
    assert_eq!(
        within(&known(Marketplace, "NY", Step::External, 0)),
        (vec!["30 days"], vec!["72 hours"])
    );
    let ohio = known(CommercialFullyInsured, "OH", Step::External, 0);
    assert_eq!((ohio.level, ohio.filing.days), ("External review", Some(120)));
    assert!(known(CommercialSelfFunded, "CA", Step::External, 0).law.starts_with("Federal"));
    let nowhere =
        Question { state: None, ..question(CommercialFullyInsured, "CA", Step::External, 0) };
    let Answer::Known(federal) = clock::ask(&nowhere) else { panic!("a federal rule") };
    assert_eq!(federal.level, "External review");
}

#[test]
fn an_individual_plan_has_one_internal_level_and_external_review_is_next() {
    let first = known(Marketplace, "OH", Step::First, 1);
    assert_eq!(first.next.unwrap().level, "External review");
    assert_eq!(known(Marketplace, "OH", Step::Second, 1).level, "External review");
    let insured = known(CommercialFullyInsured, "OH", Step::Second, 1);
    assert_eq!((insured.filing.standing, insured.filing.days), (Standing::NotKnown, None));
}

#[test]
fn medicaid_names_what_the_state_sets() {
    assert_eq!(left(MedicaidManaged, Step::First, 45), (Standing::Open, Some(15)));
    assert_eq!(left(MedicaidManaged, Step::Second, 80), (Standing::OpenAtLeast, Some(10)));
    assert_eq!(left(MedicaidManaged, Step::Second, 100), (Standing::MayHavePassed, None));
    assert_eq!(
        known(MedicaidManaged, "OH", Step::First, 1).next.unwrap().level,
        "State fair hearing"
    );
    assert_eq!(left(Medicaid, Step::First, 30), (Standing::NotKnown, None));
    assert_eq!(left(Medicaid, Step::First, 90), (Standing::NotKnown, None));
    assert_eq!(left(Medicaid, Step::First, 91), (Standing::Passed, Some(1)));
}

#[test]
fn ladders_run_from_the_payer_to_the_hearing() {
    let levels = |plan, state: &str| -> Vec<&str> {
        clock::ladder(plan, State::parse(state).ok()).iter().map(|rule| rule.level).collect()
    };
    assert_eq!(
        levels(OriginalMedicare, "OH"),
        [
            "Redetermination",
            "Reconsideration",
            "Hearing before an administrative law judge",
            "Review by the Medicare Appeals Council",
        ]
    );
    assert_eq!(levels(Tricare, "OH").len(), 3);
    assert_eq!(levels(MedicaidManaged, "OH"), ["Appeal to the plan", "State fair hearing"]);
    assert_eq!(levels(Marketplace, "CA"), ["Internal appeal", "Independent Medical Review"]);
    assert!(levels(Va, "OH").is_empty());
    let last = known(OriginalMedicare, "OH", Step::Council, 1);
    assert_eq!(last.next, None);
}

#[test]
fn what_no_rule_covers_is_said_to_be_not_known() {
    for plan in [Va, Other, Unknown] {
        for step in Step::ALL {
            let answer = clock::ask(&question(plan, "OH", *step, 10));
            let Answer::NotKnown(not) = answer else { panic!("{plan:?} {step:?}") };
            assert!(not.say.contains("ot known: look on the notice"), "{}", not.say);
        }
    }
}

#[test]
fn the_answer_is_json_with_law_link_and_day() {
    let answer = clock::ask(&question(MedicareAdvantage, "OH", Step::First, 10));
    let json = serde_json::to_value(&answer).unwrap();
    assert_eq!(json["answer"], "known");
    assert_eq!(json["filing"]["standing"], "open");
    assert_eq!(json["filing"]["days"], 55);
    assert_eq!(json["url"], "https://www.law.cornell.edu/cfr/text/42/422.582");
    assert_eq!(json["checked_on"], "2026-09-24");
    assert_eq!(json["standard"][0], json!({"what": "an item or service", "within": "30 days"}));
    let not = serde_json::to_value(clock::ask(&question(Va, "OH", Step::First, 1))).unwrap();
    assert_eq!((&not["answer"], &not["plan"]), (&Value::from("not_known"), &Value::from("va")));
}

fn typed(form: Value) -> Result<Question, Vec<String>> {
    let form: QuestionForm = serde_json::from_value(form).unwrap();
    Question::try_from(form)
        .map_err(|refusals| refusals.into_iter().map(|refusal| refusal.pointer).collect())
}

#[test]
fn a_question_is_read_as_typed() {
    let good = json!({"plan": "medicaid_managed", "state": "oh", "step": "second", "days_since_notice": 3});
    assert_eq!(typed(good), Ok(question(MedicaidManaged, "OH", Step::Second, 3)));
    let bare = json!({"plan": "va", "state": " ", "step": "first"});
    assert_eq!(typed(bare), Ok(question(Va, "", Step::First, None)));
    let bad = json!({"plan": "hmo", "state": "ZZ", "step": "", "days_since_notice": -1});
    assert_eq!(typed(bad).unwrap_err(), ["/plan", "/step", "/state", "/days_since_notice"]);
    let old = json!({"plan": "va", "step": "first", "days_since_notice": 4_000_000_000_i64});
    assert_eq!(typed(old).unwrap_err(), ["/days_since_notice"]);
    assert!(serde_json::from_value::<QuestionForm>(json!({"date": "2026-01-01"})).is_err());
}

#[test]
fn the_page_asks_and_is_answered_in_json() {
    let text =
        r#"{"plan":"medicare_advantage","state":"OH","step":"first","days_since_notice":10}"#;
    let answer: Value = serde_json::from_str(&clock::ask_json(text).unwrap()).unwrap();
    assert_eq!(answer["filing"]["days"], 55);
    for nonsense in ["", "{}", r#"{"plan":"va","step":"first","date":"2026-01-01"}"#] {
        assert_eq!(clock::ask_json(nonsense), None);
    }
}

proptest! {
    #[test]
    fn a_day_later_is_never_more_time(plan in 0..12_usize, step in 0..8_usize, days in 0..400_u32) {
        let plans = [
            CommercialFullyInsured, CommercialSelfFunded, Marketplace, MedicareAdvantage, MedicarePartD,
            OriginalMedicare, Medicaid, MedicaidManaged, Tricare, Va, Other, Unknown,
        ];
        let ask = |days| match clock::ask(&question(plans[plan], "CA", Step::ALL[step], days)) {
            Answer::Known(known) => match known.filing.standing {
                Standing::Open | Standing::OpenAtLeast => known.filing.days.map(i64::from),
                Standing::Passed => known.filing.days.map(|over| -i64::from(over)),
                _ => None,
            },
            Answer::NotKnown(_) => None,
        };
        if let (Some(today), Some(tomorrow)) = (ask(days), ask(days + 1)) {
            prop_assert_eq!(today - 1, tomorrow);
        }
    }
}
