//! Places, and evasions of every kind.

use phi::{Action, Category};

use crate::{finds, passes};

#[test]
fn places_smaller_than_a_state_block_and_states_pass() {
    finds(
        Category::Address,
        Action::Block,
        &[
            "to ⟦13773 83rd Ln⟧.",
            "at ⟦940 James Plains⟧.",
            "⟦11146 Old Mill Rd., Apt 4B⟧",
            "mail: ⟦P.O. Box 1234⟧",
            "⟦RR 2 Box 15⟧",
            "⟦4500 County Road 5⟧",
            "vive en ⟦Calle Luna 123⟧",
        ],
    );
    finds(
        Category::City,
        Action::Block,
        &[
            "Lives in ⟦Huntsville⟧, Hawaii.",
            "From ⟦Waco⟧, NC.",
            "moved to ⟦Chattanooga⟧ last year",
            "Resident of ⟦Bexar County⟧.",
            "Employer is in ⟦Rochester⟧;",
        ],
    );
    finds(Category::Zip, Action::Block, &["Zip ⟦36224-6374⟧ area", "Escondido, WI ⟦54780⟧"]);
    passes(&[
        "declined in favor of imaging surveillance",
        "Lives in Georgia, Cigna member. Lives in Washington.",
        "Rome IV criteria met; Chicago classification type II; Houston criteria; Oxford score 4.",
        "Los Angeles grade B; Milan criteria; Lyme disease; Japanese encephalitis.",
    ]);
}

#[test]
fn evasions_are_read_as_they_were_meant() {
    finds(
        Category::Ssn,
        Action::Block,
        &[
            "SSN ⟦０７４-２７-９４２４⟧",
            "SSN ⟦0\u{200b}74-2\u{2060}7-94\u{ad}24⟧",
            "SSN ⟦0 7 4-2 7-9 4 2 4⟧",
            "SSN ⟦O74-27-94Z4⟧",
            "SSN ⟦٠٧٤-٢٧-٩٤٢٤⟧",
            "SSN ⟦𝟎𝟕𝟒-𝟐𝟕-𝟗𝟒𝟐𝟒⟧",
            "SSN ⟦0\u{301}74-27\u{20dd}-9424⟧",
            "SSN ⟦zero seven four two seven nine four two four⟧",
            "SSN ⟦074-27-\n9424⟧",
        ],
    );
    finds(
        Category::Name,
        Action::Block,
        &["for ⟦BAО VEGА⟧, here", "MELD 28. ⟦b a r b a r a d y e r⟧, seen"],
    );
    finds(
        Category::Date,
        Action::Block,
        &["CT ⟦07-O9-2O23⟧ normal", "CT ⟦1 1/0 9/2 0 2 5⟧ normal"],
    );
}
