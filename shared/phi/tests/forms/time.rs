//! Dates and ages.

use phi::{Action, Category};

use crate::{finds, passes};

#[test]
fn every_way_to_write_a_date_blocks() {
    finds(
        Category::Date,
        Action::Block,
        &[
            "CT ⟦03/16/2024⟧ normal",
            "CT ⟦3/6/24⟧ normal",
            "CT ⟦03-16-2024⟧ normal",
            "CT ⟦3-6-24⟧ normal",
            "CT ⟦2024-03-16⟧ normal",
            "CT ⟦2024/03/16⟧ normal",
            "CT ⟦2024.03.16⟧ normal",
            "CT ⟦03.16.2024⟧ normal",
            "CT ⟦16/03/2024⟧ normal",
            "CT ⟦16.3.24⟧ normal",
            "CT ⟦02-31-2019⟧ normal",
            "CT ⟦16MAR2024⟧ normal",
            "CT ⟦16-Mar-2024⟧ normal",
            "CT ⟦16-Mar-24⟧ normal",
            "CT ⟦16 March 2024⟧ normal",
            "CT ⟦March 16, 2024⟧ normal",
            "CT ⟦March 16th⟧ normal",
            "CT ⟦Mar. 16⟧ normal",
            "CT ⟦March 22 nd⟧ normal",
            "CT on ⟦3rd of March⟧ normal",
            "CT ⟦Mar 16 '24⟧ normal",
            "CT ⟦2024-03-16T14:30⟧ normal",
            "CT ⟦20240316⟧ normal",
            "CT Tuesday, ⟦March 5⟧ normal",
            "seen Tue ⟦3/5⟧ again",
            "CT ⟦last Tuesday the 5th⟧ normal",
            "CT ⟦3 / 5 / 24⟧ normal",
            "CT ⟦March third, two thousand twenty-four⟧ normal",
            "visto el ⟦5 de marzo de 2024⟧ en clínica",
            "seen on ⟦3/5⟧ for pain",
            "since ⟦March 2024⟧",
            "since ⟦3/2024⟧",
            "since ⟦2024-03⟧",
            "since ⟦Mar '24⟧",
            "since ⟦Mar-24⟧",
            "since ⟦MAR2024⟧",
            "worse since ⟦March⟧ of this year",
            "admitted ⟦11/9⟧ to ⟦11/11⟧ for it",
            "admitted ⟦08/18/2019⟧-⟦08/23/2019⟧ for it",
            "from ⟦March 3-7, 2024⟧ on",
            "from ⟦June to August 2023⟧ on",
        ],
    );
}

#[test]
fn figures_that_are_no_dates_pass() {
    passes(&[
        "Since 2018; 2018-2020; season 2018/19; plan year 2025.",
        "for 3 months, q2w, 24/7, every 8-12 weeks",
        "VA 20/40 and 20/200; Percocet 5/325; 3/14 nodes; pain 7/10.",
        "The evaluation shows 4/5 quad strength. Abilify 5 aug, ERP.",
        "Strength 4/5, murmur 2/6, Novolog 70/30, Suboxone 8/2 mg.",
        "Omeprazole 40 mg 1-0-1; may 5 mg be used; she may 15 be asked.",
        "MAR reviewed. OCT central 388. Sat 94 %. March in place. SEP-1 bundle.",
        "Improved from 8/10 to 3/10; PHQ-9 17/27; reflexes 2+/4.",
        "91-100% adherence; section 4.2.13; v 3.2.1",
        "smoked 1/2 ppd; 2/3 of doses",
    ]);
}

#[test]
fn birth_dates_block() {
    finds(
        Category::Dob,
        Action::Block,
        &[
            "DOB ⟦9/28/64⟧",
            "D.O.B.: ⟦1964-09-28⟧",
            "date of birth is ⟦August 17, 1976⟧",
            "born ⟦25SEP2011⟧",
            "DOB ⟦19460826⟧",
            "birthdate ⟦03041961⟧",
            "nacido el ⟦3 de mayo de 1961⟧",
        ],
    );
}

#[test]
fn seasons_quarters_and_holidays_of_a_year_are_flagged() {
    finds(
        Category::DateCoarse,
        Action::Warn,
        &[
            "by ⟦fall 2018⟧",
            "in ⟦summer of 2018⟧",
            "in ⟦Q2 2025⟧",
            "since ⟦late 2021⟧",
            "at ⟦Thanksgiving 2022⟧",
        ],
    );
    passes(&["Address fall risk.", "late onset disease", "spring allergies"]);
}

#[test]
fn ages_from_ninety_block_and_the_allowed_forms_pass() {
    finds(
        Category::Age90,
        Action::Block,
        &[
            "⟦95-year-old⟧ woman",
            "a ⟦98yo⟧ patient",
            "⟦101 year old⟧",
            "⟦92 y.o.⟧ male",
            "age ⟦93⟧",
            "⟦94M⟧ with falls",
            "⟦ninety-two year old⟧ man",
            "⟦95 years of age⟧",
        ],
    );
    passes(&[
        "90+ patient, frail",
        "over 90 years old",
        "age 89",
        "90 mg, 90 days, 95%",
        "in her 90s",
        "temp 101 F, 99 F this morning",
        ">= 90 years old",
    ]);
}
