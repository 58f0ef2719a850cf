//! Families of labels, layouts and places: any owner, any sign, any order; and what looks like them.

use phi::{Action, Category};

use crate::{finds, passes};

#[test]
fn any_noun_with_a_number_sign_is_a_label() {
    finds(
        Category::OtherId,
        Action::Block,
        &[
            "Script #⟦7654321⟧",
            "WCB #: ⟦G1234567⟧",
            "Path No. ⟦S24-10234⟧",
            "Jury ID ⟦48213077⟧",
            "conf # ⟦A122019386⟧",
            "Confirmation code: ⟦4829137⟧",
            "Enc. ⟦U-6421205⟧ closed",
            "No-fault file ⟦09745232⟧.",
            "⟦CLM-4829130⟧ was denied",
            "UNOS ID ⟦DNKW886⟧; donor",
            "REF*1L*6087531~REF*D9*⟦10624125651855256⟧~",
            "ORC|RE|⟦211902335⟧|4889606359||",
        ],
    );
    finds(
        Category::Mrn,
        Action::Block,
        &[
            "UHID: ⟦4839201⟧",
            "M/R # ⟦483920⟧",
            "M R N ⟦4839201⟧",
            "Clinic number ⟦48-39-20⟧",
            "opened chart ⟦043-457-90⟧ at noon",
            "Old chart was ⟦AU58315⟧, new one",
            "for LOCKRIDGE,DELPHINE [⟦1294685⟧]",
            "<id root=\"2.16.840.1\" extension=\"⟦18533642⟧\"/>",
        ],
    );
    finds(
        Category::Account,
        Action::Block,
        &["A/C no. ⟦8461-5169⟧", "Acct: ⟦84 615 169⟧", "Customer No. ⟦84615169⟧"],
    );
    finds(
        Category::License,
        Action::Block,
        &["Driver's lic. ⟦A3398745⟧", "OLN: ⟦915750829⟧", "TX ⟦41113359⟧ (DL); stable"],
    );
    finds(
        Category::MemberId,
        Action::Block,
        &[
            "Mbr #: ⟦W292750295⟧",
            "Insured's I.D. Number (1a): ⟦6123-33316-82⟧",
            "CIN ⟦GK96248M⟧ verified",
        ],
    );
    finds(Category::ProviderId, Action::Warn, &["DEA Reg. No. ⟦AB1234563⟧", "N.P.I. ⟦1548273649⟧"]);
    finds(Category::Vehicle, Action::Block, &["bearing license ⟦KLM-4821⟧", "Plate: ⟦LXR 48Q⟧"]);
    finds(
        Category::Device,
        Action::Block,
        &["*⟦+H123Y529403/S23455944⟧*", "Device | Serial | Date\nICD Evera | ⟦KG77938512⟧ | 2022"],
    );
    finds(
        Category::Ssn,
        Action::Block,
        &["SSN/TIN ⟦512-40-6611⟧", "Last four ⟦5638⟧. DVT", "XXXXX⟦4692⟧ SSN"],
    );
}

#[test]
fn values_with_odd_marks_or_broken_lines_are_read_as_meant() {
    finds(
        Category::Phone,
        Action::Block,
        &[
            "cell ⟦5-6-4-7-4-0-6-9-2-4⟧",
            "call ⟦808 * 829 * 4713⟧",
            "Pager ⟦702-33\n9-9943⟧ on call",
            "[⟦352⟧] 280-2992",
            "Ph: ⟦001-312-385-9873⟧",
        ],
    );
    finds(Category::Fax, Action::Block, &["Refaxed to fax ⟦(428) 433,4995⟧."]);
    finds(
        Category::Ssn,
        Action::Block,
        &["SSN ⟦512*40*6611⟧", "SSN: ⟦115.\n66.7373⟧", "SSN ⟦512־40־6611⟧"],
    );
    finds(Category::Zip, Action::Block, &["Trenton, NJ ⟦2 6 9 0 9 1 8 4 6⟧."]);
}

#[test]
fn towns_and_doors_are_known_by_what_stands_around_them() {
    finds(
        Category::City,
        Action::Block,
        &[
            "a ⟦Waco⟧ native",
            "from the ⟦El Cajon⟧ area",
            "lives in rural ⟦Minot⟧ now",
            "Hometown: ⟦Brookmere⟧.",
            "Seen at Mercy Hospital, ⟦Dubuque⟧, for it",
            "Relatives in Sioux Falls and ⟦Fargo⟧.",
            "lives in ⟦St. Joseph⟧ now",
            "County: ⟦Bexar⟧",
            "in ⟦Bexar county⟧ again",
        ],
    );
    finds(
        Category::Address,
        Action::Block,
        &[
            "lives at ⟦850 Elmwood⟧.",
            "Address: ⟦210 Avenue C⟧",
            "lives off ⟦State Route 66⟧ now",
            "⟦CMR 392 Box 4911⟧, APO, AE 09868",
            "⟦R.R. #7 Box 25M⟧",
            "lives on ⟦Elm Street⟧ now",
            "⟦4410 1/2 Elm St⟧",
            "Corner of ⟦5th and Alder⟧, tent",
        ],
    );
    finds(
        Category::Zip,
        Action::Block,
        &["in the ⟦43210⟧ zip", "CMR 392 Box 4911, APO, AE ⟦09868⟧"],
    );
}

#[test]
fn what_numbers_no_person_and_houses_nobody_passes() {
    passes(&[
        "Lot # 48213 expired; model # CVX2000-1; item # 884213; IRB # 20231145.",
        "Form # 485012; OMB No. 0938-1197; catalog no. 12345-678.",
        "Platelet number 245000; Norco #120/30; Account for 245000.",
        "Reference range 150000-450000; records from 2015-2020; service 2004-2009.",
        "CPT 99213,99214,99215; doses 5,10,20 mg; 200 = 100 = 1000.",
        "Denial code CO-50; reason code 16; UHC policy 2024T0557.",
        "RASS 0-1-2-3; titers 1:160, 1:320; HLA-DRB1*15:01.",
        "Resident physician; native kidney; area under the curve.",
        "Le Fort fracture; Boston criteria; Rocky Mountain spotted fever.",
        "At 24 Weeks; Address: 3 Issues; walked 50 Feet; corner of mouth.",
        "Bethesda VI nodule; SNOMED CT 195967001; born in Mexico.",
    ]);
}
