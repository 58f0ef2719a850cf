//! What is found and what passes, category by category. In each example the found part stands in ⟦brackets⟧, followed by the
//! action it needs; a counter-example must not be found at all.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by failing")]

use phi::{Action, Category, scan};

/// Takes the brackets out of an example and tells the places they marked.
fn read(example: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut open, mut places) = (String::new(), 0, Vec::new());
    for c in example.chars() {
        match c {
            '⟦' => open = text.len(),
            '⟧' => places.push((open, text.len())),
            c => text.push(c),
        }
    }
    (text, places)
}

fn finds(category: Category, action: Action, examples: &[&str]) {
    for example in examples {
        let (text, places) = read(example);
        let findings = scan(&text).unwrap();
        for (start, end) in places {
            let found = findings.iter().find(|f| f.start < end && f.end > start);
            let Some(found) = found else { panic!("nothing found in: {example}") };
            assert_eq!((found.category, found.action), (category, action), "{example}");
            assert!(
                found.start <= start && found.end >= end,
                "only part of it found in: {example}"
            );
        }
    }
}

fn passes(examples: &[&str]) {
    for text in examples {
        let findings = scan(text).unwrap();
        let found: Vec<_> = findings
            .iter()
            .map(|f| (f.category, f.rule, text.get(f.start..f.end).unwrap()))
            .collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn names_of_patients_and_relatives_block() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "Patient: ⟦Thandiwe Nwosu⟧, 44 yo",
            "RE: ⟦PARK, XIOMARA⟧",
            "Name: ⟦Ann Smith⟧",
            "on behalf of my patient, ⟦Linh de la Vega⟧, who",
            "⟦Mr. Graves⟧ has Graves disease.",
            "⟦Mr. and Mrs. Smith⟧ came.",
            "Her daughter ⟦Ana Ruiz⟧ drives her.",
            "Contact her son ⟦Crystal al-Rashid⟧ first.",
            "Seen with ⟦Christopher St. John⟧ reporting pain.",
            "⟦Philip Schultz⟧ reports pain.",
            "For ⟦Jackson, Michael⟧ we ask approval.",
            "⟦WHITE,LISA P⟧, on metformin",
            "⟦barbara clark⟧. Labs were normal.",
            "Letter for ⟦M. Adams⟧, on ABA.",
            "Ms. ⟦O'Connor⟧ agreed.",
            "Name: ⟦José Núñez⟧",
        ],
    );
}

#[test]
fn initials_and_clinicians_are_flagged_only() {
    finds(Category::Name, Action::Warn, &["Patient ⟦J.S.⟧ is stable."]);
    finds(
        Category::Provider,
        Action::Warn,
        &[
            "⟦Dr. Flores⟧ agrees.",
            "per ⟦Drs. Lee and Patel⟧",
            "signed by ⟦Sarah Graves, M.D.⟧",
            "⟦Cynthia Van Buren, LCSW⟧ wrote it",
            "Seen by ⟦Frank Nakamura⟧.",
            "signed by ⟦john may, dpt⟧",
            "PCP: ⟦Jordan Ames⟧",
        ],
    );
}

#[test]
fn first_names_eponyms_drugs_and_organisations_pass_as_names() {
    passes(&[
        "Svetlana is doing well.",
        "Will start ustekinumab; Mark the site. Grace period ends.",
        "Graves disease, Lewy body dementia, Guillain-Barre in remission.",
        "Hawkins and Neer tests positive; Beck triad absent; Osler nodes absent.",
        "Charcot-Marie-Tooth disease type 1A; Ross River not tested.",
        "Johnson & Johnson, Eli Lilly and Novo Nordisk were asked.",
        "Kaiser Permanente and Harvard Pilgrim cover it; Florida Blue does not.",
        "C. difficile toxin negative, E. coli in urine, S. aureus nares.",
        "KEYNOTE-522 regimen; Montreal cognitive score 22; Boston naming 44/60.",
        "Dr. note reviewed. Doctor visits are hard. Her wife helps.",
    ]);
}

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

#[test]
fn telephone_and_fax_numbers_block() {
    finds(
        Category::Phone,
        Action::Block,
        &[
            "call ⟦(352) 280-2992⟧",
            "⟦352-280-2992⟧",
            "⟦352.280.2992⟧",
            "⟦+1 352 280 2992⟧",
            "⟦123-456-7890⟧",
            "cell ⟦3522802992⟧",
            "call ⟦280-2992⟧",
            "⟦+44 20 7946 0958⟧",
            "⟦352-280-2992 ext. 12⟧",
        ],
    );
    finds(
        Category::Fax,
        Action::Block,
        &["fax ⟦352-280-2992⟧", "Fax the decision to ⟦417 816 0919⟧"],
    );
    passes(&[
        "NDC 94025-473-64",
        "HCV RNA 2450000 IU/mL",
        "PMID 28765432",
        "OMB 1545-0008",
        "LOINC 2345-7",
    ]);
}

#[test]
fn addresses_of_the_net_block() {
    finds(
        Category::Email,
        Action::Block,
        &[
            "⟦a.b+c@mail.utexas.edu⟧",
            "⟦JOHN@YAHOO.COM⟧:",
            "⟦jane dot doe at gmail dot com⟧",
            "⟦jane[at]gmail.com⟧",
        ],
    );
    finds(
        Category::Url,
        Action::Block,
        &[
            "⟦https://www.facebook.com/a.b⟧",
            "⟦www.smithfamily.com⟧",
            "⟦hxxp://x.org/a⟧",
            "see ⟦smith-photo.com⟧",
            "Instagram ⟦@jane_doe92⟧",
        ],
    );
    finds(
        Category::Ip,
        Action::Block,
        &["from ⟦218.123.89.151⟧", "IP ⟦2001:db8::1f⟧", "MAC ⟦00:1A:2B:3C:4D:5E⟧"],
    );
    passes(&[
        "p.Val50Met, E.coli, b.i.d.",
        "5 mg@hs, INR@2.5",
        "EC 3.2.1.22; section 4.2.1.3",
        "Graham. Gr",
    ]);
}

#[test]
fn numbers_under_a_label_block_whatever_their_check_digit() {
    finds(
        Category::Ssn,
        Action::Block,
        &[
            "SSN ⟦987-65-4320⟧",
            "SSN# ⟦074 27 9424⟧",
            "social security number ⟦103222625⟧",
            "⟦074-27-9424⟧",
            "last four SSN: ⟦6701⟧",
            "SSN ending in ⟦1818⟧",
            "⟦xxx-xx-1234⟧",
            "⟦074–27–9424⟧",
        ],
    );
    finds(
        Category::Mrn,
        Action::Block,
        &[
            "MRN: ⟦265573⟧",
            "MRN# ⟦E1234567⟧",
            "Med Rec # ⟦739503⟧",
            "chart number ⟦00-41-22⟧",
            "M.R.N. ⟦84026970⟧",
            "patient ID ⟦123456⟧",
        ],
    );
    finds(
        Category::MemberId,
        Action::Block,
        &[
            "member ID ⟦GFM685J30058⟧",
            "policy # ⟦229859319⟧",
            "Medicaid ID ⟦AB12345C⟧",
            "⟦1EG4-TE5-MK73⟧",
            "MBI ⟦1eg4te5mk73⟧",
            "subscriber number is ⟦W123456789⟧",
        ],
    );
    finds(
        Category::Account,
        Action::Block,
        &[
            "acct # ⟦84615169⟧",
            "card ⟦4111 1111 1111 1111⟧",
            "IBAN ⟦GB82WEST12345698765432⟧",
            "bank account number ⟦874477073⟧",
        ],
    );
    finds(
        Category::License,
        Action::Block,
        &["driver's license ⟦915750829⟧", "DL: ⟦A3398745⟧", "state ID ⟦X1234567⟧"],
    );
    finds(
        Category::ProviderId,
        Action::Warn,
        &["NPI: ⟦2512806607⟧", "DEA ⟦AB1234563⟧", "medical license ⟦A123456⟧"],
    );
    finds(
        Category::Vehicle,
        Action::Block,
        &["VIN ⟦2T3NMMGH2MP867702⟧", "license plate ⟦773 AYQ⟧", "plate # ⟦F49-CAG⟧"],
    );
    finds(
        Category::Device,
        Action::Block,
        &["S/N ⟦99342097⟧", "serial # ⟦BSU105916C⟧", "UDI: ⟦(01)03557709039048(21)EF32911⟧"],
    );
    finds(
        Category::OtherId,
        Action::Block,
        &[
            "claim number ⟦502029176960⟧",
            "auth # ⟦A122019386⟧",
            "Rx# ⟦7654321⟧",
            "passport ⟦C01234567⟧",
            "accession no. ⟦S24-10234⟧",
        ],
    );
}

#[test]
fn codes_and_policies_are_no_identifiers() {
    passes(&[
        "ICD-10 M05.79, CPT 77301, HCPCS A9276, MS-DRG 291, POS 22.",
        "SNOMED 73211009; LOINC 2345-7; NDC 0023-7200-53; rs1801133; c.677C>T.",
        "NCT02345678; PMID 28765432; medical policy CPB 0275; LCD L33822.",
        "Policy requires step therapy. Claim: medically necessary. License not needed.",
        "Account for renal function; plate and 6 screws; VIN 3; license to prescribe.",
        "Wheelchair K0823; t:slim X2; Dexcom G7; Code 99214 billed 4 times.",
        "Quantity 30/30; UACR 640; CA-125 1042; Charge $4,250.00.",
    ]);
}

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
