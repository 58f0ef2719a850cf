//! Telephones, addresses of the net, numbers under a label, codes that are none.

use phi::{Action, Category};

use crate::{finds, passes};

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
            "call ⟦352 (280) 2992⟧",
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
fn telephone_numbers_of_other_countries_block_behind_the_words_that_dial_them() {
    finds(
        Category::Phone,
        Action::Block,
        &[
            "phone: ⟦98765 43210⟧",
            "cell ⟦61455 50142⟧",
            "call her at ⟦98765 43210⟧",
            "Reach mother at ⟦98765-43210⟧.",
            "home ⟦01632 960983⟧",
            "text ⟦07700 900123⟧",
            "mobile is ⟦0412 345 678⟧",
        ],
    );
    passes(&[
        "Call to discuss 97153 97155.",
        "phone review for 97153 97155 denied",
        "genes 81439 + 81413 81405",
    ]);
}

#[test]
fn a_zip_code_is_found_before_a_line_that_begins_with_a_procedure() {
    finds(
        Category::Zip,
        Action::Block,
        &["12 Oak Street, Columbus ⟦43215⟧\n99213 visit", "Columbus, OH ⟦43215⟧ 43220"],
    );
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
        "Billing/Coding: 81415, 81416, 81417. Coding: 36475.",
        "MPI SPECT 78451, 78452. Policy: Breast reduction 19318. DENTAL/ORAL: Orthognathic 21141-21160.",
        "EMR 43254 of a nodule. Implant 63685 63650x2. Request D9222/D9223. UB bill 081x/082x. SN 2w4 1w5.",
        "GBA1 N370S (p.Asn409Ser / p.Leu483Pro). Rule #4471 (Rx): ICD10 C90.0. Tc99m SPECT.",
        "An exception to the formulary of BCBS Ohio for oocyte cryopreservation (CPT 89337).",
        "He has never needed anybody's help for a low.",
        "Technetium-99m bone scan normal, Tc-99m sestamibi stress test, 99m Tc-PYP negative.",
        "ICD-10 M05.79, CPT 77301, HCPCS A9276, MS-DRG 291, POS 22.",
        "SNOMED 73211009; LOINC 2345-7; NDC 0023-7200-53; rs1801133; c.677C>T.",
        "NCT02345678; PMID 28765432; medical policy CPB 0275; LCD L33822.",
        "Policy requires step therapy. Claim: medically necessary. License not needed.",
        "Account for renal function; plate and 6 screws; VIN 3; license to prescribe.",
        "Wheelchair K0823; t:slim X2; Dexcom G7; Code 99214 billed 4 times.",
        "Quantity 30/30; UACR 640; CA-125 1042; Charge $4,250.00.",
    ]);
}
