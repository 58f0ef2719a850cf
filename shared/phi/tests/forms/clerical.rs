//! What clerks, machines and portals write in their own ways, and what clinicians write that only looks like it.

use phi::{Action, Category};

use crate::{finds, passes};

#[test]
fn names_as_registries_print_them_block() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "Tracing: ⟦BLACKWOOD*IONE⟧ at rest",
            "Name band: ⟦Unruh, Baby Girl⟧, doing well",
            "⟦Okoro, Twin B⟧ 1810 g",
            "Signed ⟦Pruett Wm.⟧ on paper",
            "Signed by ⟦Geo. Hathaway⟧ here",
            "SUBJECTIVE: ⟦Kowalczyk⟧ returns, feels fine",
            "Unit open; bed 14B; ⟦Marchetti⟧; K 2.9",
            "⟦THIBODEAUX CLOVIS⟧\nMCR ID 1EG4TE5MK73\nLMN OK",
            "⟦KUZNETSOVA VERA⟧  F  19530817  NPO",
            "LAST: ⟦Quintero-Bell⟧ SEX: F PLAN: HMO",
            "as ⟦doe-winters, margo⟧, 070466; vertigo",
        ],
    );
}

#[test]
fn starred_codes_variants_and_acting_payers_are_no_names() {
    passes(&[
        "HLA*DRB positive; HLA-B*27:05; NM1*QC*1 segment",
        "Omicron BA.2.86 wave; Delta AY.4.2; XBB.1.5",
        "PLAN: Medicare denies; HPI: Humira feels costly; Similac, Baby formula",
        "Mother Peg tube placed. Daughter cells. Sister Mary Joseph node.",
        "Wm. criteria aside; Jos. unknown.",
        "Pt Afebrile. Pt Medicare. Patient Portal. Resident Physician.",
        "h/o Crohn Ileitis, c/o Chest Pain, r/o Lyme Carditis",
        "its rose colored, im sure its may bloom",
        "bed 3; Humira; room 4; Tylenol; stable",
    ]);
}

#[test]
fn days_told_by_what_happened_then_block() {
    finds(
        Category::Date,
        Action::Block,
        &[
            "Insulin start class was ⟦7/8⟧, missed ⟦7/15⟧.",
            "Syncope 2 wks ago, ⟦6/14⟧. Echo fine.",
            "Yesterday, ⟦4/9⟧, vomited twice",
            "Last drink New Year's Eve ⟦12/31⟧.",
            "read back by nurse 2215 ⟦8/30⟧.",
            "Nurse line ⟦6/2⟧ 2140: worse",
            "RhoGAM given ⟦7.22⟧",
            "wants ⟦2-28⟧ COVID results texted",
            "per your ⟦6/22⟧ note",
            "Imaging is back. ⟦2/9⟧ order: lift chair",
            "Seen Tues ⟦4-16⟧.",
            "DOS ⟦7-19⟧.",
            "Stable. ⟦3/14⟧: BP 118/70.",
            "Stable. ⟦3/14⟧ - no show",
            "- ⟦3/14⟧ labs ok",
            "Hgb 9.1 ⟦3/14⟧, stable",
            "A1c 7.9 (⟦3/14⟧)",
            "started Eliquis ⟦3/14⟧",
            "TKA ⟦3/14⟧, doing well",
            "next visit ⟦11-2⟧",
            "due the ⟦14th⟧",
            "first week of ⟦March⟧",
            "collected ⟦031424⟧",
            "seen ⟦14 03 2024⟧",
            "CXR ⟦29.VIII.2024⟧ clear, Td ⟦3-IV-2024⟧",
            "J9271 | ⟦01192024⟧ | allowed",
            "THROAT|⟦120224⟧ 1610|RAPID",
            "COLL ⟦041524⟧ 0915",
        ],
    );
    finds(
        Category::Dob,
        Action::Block,
        &["B/D ⟦6.6.62⟧ M, ok", "HOLT,AMARI ⟦092201⟧ F", "d/b ⟦9-14-44⟧"],
    );
}

#[test]
fn scores_rows_of_results_and_codes_are_no_days() {
    passes(&[
        "BPP 6/8, MPP 4/8; Bethesda 4/5; Berg 5/10; FIM 3/7; Tanner 3/2",
        "EPDS now 3/7, prior 5/7; DOSS 4/7, next 5/7",
        "Last eval. EPDS 3/8. Mini-Cog 2/3.",
        "Troponins 12-14-13, PHQ-9 12-10-8, EDSS 10-12-13",
        "C/D 3/10, T/D bili 5/3; cores 3/12; 2/14 LN",
        "NYHA class was 2/4; pain was 7/10; Result was 5/9.",
        "pH 7.22, given 7.22 mg; dose placed 4.5 mL",
        "Grade II.2 and 3.II.b; 12 IV 20",
        "Visits 8/12 attended; PT 12/12 completed.",
        "Qty 120224 units; order set 4; 0915 dose",
        "Pred 60-50-40-30-20-10 q5d; TSH 0.450-4.500; ref TSH 0.450-4.500",
    ]);
}

#[test]
fn cards_plates_pages_and_great_ages_block() {
    finds(
        Category::License,
        Action::Block,
        &[
            "WA ID card ⟦WDL7KQ302B9C⟧ seen",
            "Non-driver ID (AZ) ⟦Y04417729⟧ copied",
            "Texas ID ⟦40918822⟧ on file",
            "Operators license ⟦24 881 903⟧ PA",
        ],
    );
    finds(
        Category::License,
        Action::Block,
        &["license from TX ⟦22781940⟧", "license (Nevada) ⟦1402817733⟧", "DL ends ⟦4471⟧"],
    );
    finds(
        Category::Vehicle,
        Action::Block,
        &["took off in the Tacoma, OR ⟦719 KZD⟧.", "silver Honda ⟦7XYZ221⟧ (CA)"],
    );
    finds(
        Category::MemberId,
        Action::Block,
        &["Payor: ⟦YRH80019922⟧ (suffix 03)", "MCD ⟦910044182007⟧", "TennCare ⟦44190027⟧"],
    );
    finds(Category::OtherId, Action::Block, &["VA C-file ⟦C 28 771 904⟧; PTSD"]);
    finds(
        Category::Mrn,
        Action::Block,
        &[
            "patient id band p0088143 vs label ⟦p0088134⟧ - caught",
            "EMPI E10044182 merged with dup ⟦E10051190⟧",
            "BLACKWOOD*IONE ⟦000338120⟧ VENT 71",
            "MRN: ⟦77 O2 l94⟧ RX",
            "wristband ⟦8830127⟧ checked",
            "MRN now 8830127 (was ⟦8830121⟧)",
        ],
    );
    finds(
        Category::Ssn,
        Action::Block,
        &["(self) ⟦xxx-xx-3170⟧. Renewal", "spouse ⟦XXX-XX-0912⟧;"],
    );
    finds(Category::Url, Action::Block, &["page ⟦myhealth.larkspur.example/u/91833⟧, seen"]);
    finds(Category::Zip, Action::Block, &["Mail: 1188 Calle del Sol Oeste ⟦85718⟧; fine"]);
    finds(Category::City, Action::Block, &["2210-B W. Mesquite Blvd, ⟦Las Cruces⟧ 88005, MWF"]);
    finds(
        Category::Address,
        Action::Block,
        &["Lives at ⟦Rural Rt 2 Box 88⟧, well water", "at ⟦2210-B W. Mesquite Blvd⟧, ok"],
    );
    finds(
        Category::Phone,
        Action::Block,
        &["his number is ⟦five oh three 555 0162⟧", "cell ⟦five oh three, 555, 0191⟧."],
    );
    finds(
        Category::Age90,
        Action::Block,
        &[
            "Mrs. Blaine is ⟦101⟧ yrs, declines",
            "rm 212B, ⟦ninety-six (96)⟧, stage 3",
            "mother (⟦94⟧) helps",
            "father died at ⟦94⟧.",
            "⟦93M⟧, 3 falls",
        ],
    );
}

#[test]
fn state_cards_decimals_and_abbreviations_without_a_number_pass() {
    passes(&[
        "car seat 5 mo; Ford stent 3; van ride 20 min; truck driver, BMI 41",
        "label reads 40 mg; sticker 3; wristband on; aunt (88) well; pt 98, HR 88",
        "ID consult, WA clinic; OR time 40 min; ID card lost",
        "neg.pos.neut/total reviewed; b.i.d./t.i.d. dosing",
        "MAP is 95, HR is 101.",
        "Five of three 400 mg doses; ninety (90) days supply",
    ]);
}
