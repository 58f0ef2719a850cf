//! Text pasted from portals, letters and the headers of pages.

use phi::{Action, Category};

use crate::{finds, passes};

#[test]
fn markup_hides_nothing() {
    finds(Category::Name, Action::Block, &["<p>Patient <b>⟦Aurelio Ibarra⟧</b></p>"]);
    finds(Category::Age90, Action::Block, &["Age: <b>⟦97⟧</b>. Lives alone."]);
    finds(Category::City, Action::Block, &["attends school in **⟦Spokane⟧**, WA."]);
    passes(&["<5 mg/dL and >3 stools", "__________", "**not** improved"]);
}

#[test]
fn a_number_after_a_name_and_its_birth_date_is_a_record_number() {
    finds(
        Category::Mrn,
        Action::Block,
        &[
            "Okafor, Ngozi 03/05/1961 ⟦4839201⟧",
            "Woods, Yesenia | Tue, May 14, 2001 | F | ⟦274916⟧",
            "Re: Oksana Zielinski, ⟦5363547791⟧",
            "Hussein, Jean - 1943/11/19 - ⟦55479772⟧",
            "mrn-⟦Z1343491⟧",
        ],
    );
    finds(
        Category::MemberId,
        Action::Block,
        &["Name\tDOB\tMember No.\nAna Ruiz\t1/5/1970\t⟦W292750295⟧"],
    );
    passes(&["Entyvio, Stelara, 300 mg", "WBC 6.7 Hgb 12.1 Plt 245000"]);
}

#[test]
fn fields_say_what_a_word_is() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "Last name: ⟦Love⟧  First name: Hope",
            "PID|1||5032^^^HOSP||⟦Ford^Matilde⟧||19940908|M",
            "El ⟦Sr. Brown⟧ vive con su hermana",
            "Best regards,\n⟦Calvin Rosenthal⟧\n412 555 0199",
            "Consent signed by ⟦Wendell Moon⟧ (mother)",
        ],
    );
    finds(
        Category::OtherId,
        Action::Block,
        &["I.D. No.: ⟦26157709⟧", "PA case ⟦PA-2829291⟧", "Complaint no. ⟦E24-50226⟧"],
    );
    finds(Category::License, Action::Block, &["D/L ⟦A8324505⟧"]);
    finds(Category::Ssn, Action::Block, &["SSN on card: 732-94-9405; last 4 ⟦6980⟧"]);
    finds(Category::Provider, Action::Warn, &["Sincerely,\n⟦Nadia Petrosyan, MD⟧"]);
}

#[test]
fn durations_policies_and_lists_of_eponyms_pass() {
    passes(&[
        "week 12/52; day 3/7",
        "BCBS policy 5.70.30 (2024), section II.B.",
        "UHC 2024D0044K, Cigna IP0670",
        "LCD L35677, CPB 0004, policy MP-042, CG-DRUG-64, 2.01.18.",
        "Payer ID 60054",
        "Budd-Chiari, Zollinger-Ellison, Peutz-Jeghers and Mallory-Weiss",
        "Swan-Ganz, Hickman, Groshong and Tenckhoff catheters",
        "born in Mexico; travelled to Kenya",
        "the patient may march in place",
    ]);
}

#[test]
fn what_is_planned_or_was_given_last_is_a_date() {
    finds(
        Category::Date,
        Action::Block,
        &["last dose ⟦6/25⟧, next infusion ⟦8/19⟧", "sutures out ⟦3/25⟧."],
    );
    passes(&["last score 7/10", "pain 9 out of 10, next dose 1/2 tablet"]);
}

#[test]
fn marks_of_lists_feet_of_pages_and_numbers_of_policies_in_a_pasted_policy_pass() {
    passes(&[
        "F. Age 18 or older\nG. Given in the clinic, not dispensed to the member\nH. No concurrent benzodiazepine",
        "Hypoglossal nerve stimulation for OSA          Page 2 of 7",
        "INHERITED CARDIOMYOPATHY - MP 2.04.28",
        "Member is between 50 and 90 years of age",
    ]);
    finds(
        Category::Name,
        Action::Block,
        &["Patient\n⟦M. Adams⟧ was seen", "seen: ⟦Susan Page⟧ 2 days ago"],
    );
}
