//! Clipped notes: forms that stand without the words which announce them elsewhere, and lists that only look like them.

use phi::{Action, Category};

use crate::{finds, passes};

#[test]
fn names_in_fields_lists_and_clipped_sentences_block() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "LAST: ⟦BIN YUSOF⟧\nFIRST: NADIA",
            "Last: ⟦Callahan⟧\nFirst: Rich",
            "Surname ⟦Marsh⟧. Goes by Rich.",
            "Name change after marriage, was ⟦Worthington, now Whitehorse⟧.",
            "Home visit to the ⟦Rivers⟧ family.",
            "Baby girl ⟦Castell⟧, 34 wk",
            "Patient is ⟦Amara F. Cross⟧, on Humira.",
            "The resident is ⟦Pedro Guidry⟧, MRN 4039812.",
            "Contact | Relation | Phone\n⟦Kwame Oyelaran⟧ | wife | -",
            "returned call. ⟦mr abramowitz⟧ says gabapentin 300 makes him dizzy",
            "Still no letter from Anthem. granddaughter ⟦zeynep turner⟧ fills it.",
            "Consent signed: ⟦Rose Field⟧",
            "Third time it was ⟦Mr de la Cruz⟧, asking.",
            "⟦Thu Pham⟧ is a 44 yo F",
            "⟦Castell, R⟧. DOB 1/2/60",
            "⟦CASTELL RENEE⟧ DOB 1/2/60",
            "⟦Parker Hannifin Jr.⟧ came in.",
            "Seen ⟦Jean-Pierre Va⟧ today",
            "⟦J. Whitehorse⟧ attended",
            "patient ⟦garza, jeanette⟧ in today, on humira",
            "discussed with ⟦masden, pauline⟧ and her son",
        ],
    );
    finds(
        Category::Name,
        Action::Warn,
        &["Case: ⟦J.J.B.⟧, 87 F, PND 2", "Tech initials ⟦U.M.W.⟧", "⟦Z. K.⟧ is a 44-year-old"],
    );
    finds(Category::Provider, Action::Warn, &["Provider: ⟦dr. bin yusof⟧, seen"]);
}

#[test]
fn lists_makers_and_grades_are_no_names() {
    passes(&[
        "Kaplan-Meier, Cox, Fisher, Mann-Whitney. McMurray, Thessaly, Apley pos.",
        "Stryker Mako planned; Mallory-Weiss tear, Forrest IIc; Bethesda VI nodule.",
        "Smith & Nephew PICO 14; Smith & Nephew Legion, Johnson & Johnson Attune.",
        "Employer: Walmart. New NP in the group.",
        "The kinase family, the Medicaid family; the Ras family members.",
        "Surname unknown; surname field blank.",
        "Family history of Lynch, Cowden, Gorlin. Baby girl Apgar 9; BB Metoprolol held.",
        "The program name changed, was Aricept, now Hadlima.",
        "Last: Humira. First: Enbrel. Hx: aunt lynch positive; uncle marfan aorta.",
        "C.D. 4 count, A.D. 2, S.B. 60, U.S. 87 percent.",
        "on doxy x2, epiduo forte, spiro",
        "Mon, Wed, Fri dialysis; Thu labs; Thu AM clinic.",
    ]);
}

#[test]
fn numbers_beside_names_in_columns_and_under_clipped_labels_block() {
    finds(
        Category::Mrn,
        Action::Block,
        &[
            "Patient Olga Soto (⟦B022093⟧) came.",
            "Infusion log / Diaz, Rosa T. / ⟦437-392-46⟧",
            "opened chart ⟦M53207828⟧ at noon",
            "old record merged with ⟦R679933⟧",
            "mrn⟦4481209⟧",
            "MRN ending ⟦8233⟧",
            "Hosp # ⟦H00229981⟧",
        ],
    );
    finds(
        Category::OtherId,
        Action::Block,
        &[
            "Claim # | DOS | Denial code\n⟦75230321⟧ | none | CO-50",
            "ID,LAST,FIRST\n⟦372-749-73⟧,X,Y",
            "Enc. ⟦417-249844⟧ closed",
            "No-fault file ⟦GV33093854⟧.",
            "Ambulance run ⟦05521096⟧, stroke alert",
            "Docket 2:⟦23-cv-00981⟧",
        ],
    );
    finds(
        Category::MemberId,
        Action::Block,
        &[
            "Ins: BCBS; Pol#: ⟦2770151349⟧; Dx: G35",
            "MEMBER ⟦W055616997⟧  DEP 02",
            "mem ⟦SJ1845075P⟧ dx L40.50",
            "AARP Plan G ⟦LJ4294019R⟧",
            "Insured's I.D. Number (1a): ⟦6123-33316-82⟧",
            "Medicare card ⟦3Q75D\n98EP98⟧. Updated.",
        ],
    );
    finds(
        Category::License,
        Action::Block,
        &[
            "State identification ⟦28122714⟧, no car.",
            "Driver lic ⟦S530-4601-2211⟧ checked",
            "DMV medical form, license ⟦B6671290⟧",
        ],
    );
    finds(
        Category::Device,
        Action::Block,
        &["Device | Serial | Implanted\nICD Evera MRI | ⟦KG77938512⟧ | none"],
    );
    finds(
        Category::Ssn,
        Action::Block,
        &["Ann Okafor, last four ⟦2688⟧, DD214 on file", "SSN: ⟦115.\n66.7373⟧"],
    );
    finds(
        Category::Account,
        Action::Block,
        &["Billing note: acct ⟦8028,36267⟧ sent to collection"],
    );
    passes(&[
        "DD214 on file, service 2004-2009; chart review 2019-2023; chart 118 pages.",
        "Policy number 2016M0032C is the wrong bulletin; UHC policy 2024T0557.",
        "Last four 1200, 1400, 1350; the last four 1000 mg infusions.",
        "CPT | Serial casting | 29799",
        "SNOMED CT 195967001 active. Merged reads 118233. Titer 1:1280.",
        "Claim lines 97110,97140; platelets 12,500.",
    ]);
}

#[test]
fn dates_with_odd_marks_or_without_their_words_block() {
    finds(
        Category::Date,
        Action::Block,
        &[
            "Nurse line note ⟦08 . 16 . 2021⟧.",
            "second opinion ⟦08_16_25⟧, she",
            "DOI ⟦3 - 11 - 24⟧.",
            "DOI ⟦19_Nov_2024⟧.",
            "LDL\t171\t⟦07,07,2016⟧",
            "Mesh removed ⟦2024/02-14⟧.",
            "EMG ⟦11_2022⟧ severe",
            "Exam Date: ⟦1OOCT2O23⟧",
            "Not seen since ⟦Febr\nuary⟧.",
            "received ⟦21JU\nN2021⟧ by mail",
            "Weights: ⟦9/26⟧ 214 lb, ⟦7 May⟧ 211 lb, ⟦1/3⟧ 209 lb.",
            "Fell, again Sat ⟦12/18⟧. No LOC.",
            "Seen ⟦May 9th⟧ and again ⟦11/25⟧ for it",
            "Admit ⟦June 22nd⟧, home ⟦9/16⟧.",
            "Clinic closed ⟦1/6⟧ to November 13.",
            "TFL pain, MRI ⟦12/28⟧ glut med tear",
            "CT chest ⟦3/15⟧ clear",
            "Assigned to Dr. Hollingsworth ⟦4/25⟧; later",
            "infusion #3 ⟦3/15⟧",
            "Court ⟦12/13⟧.",
            "d/c ⟦3/15⟧",
        ],
    );
    finds(Category::Dob, Action::Block, &["DOB ⟦03.\n15.1951⟧", "DOB: ⟦04 03 61⟧", "born ⟦4/61⟧"]);
    finds(
        Category::Age90,
        Action::Block,
        &[
            "Roommate is 88 and she is ⟦99⟧; both fell.",
            "age ⟦one hundred three⟧, hip fx",
            "mother ⟦92⟧, well",
        ],
    );
    passes(&[
        "Lantus 42, Humalog 8/8/10; Novolog 6/6/8 with meals.",
        "Again 3/5 strength, home O2 2/3 L, home 3/7 nights; Sat 3/4 of meals.",
        "dose in sept of ward; doi 10.1056/NEJMoa2034577; doi: 10.2016/j.x",
        "Grip 4/5 40 kg; 2/3 100 kg. CXR 1/1 opacities.",
        "She is 98% on room air; he was 101 kg; he was 101, HR 112.",
        "Dose 1-0-1-0, then 2-0-0-2; steps 1-2-3-4 done.",
    ]);
}

#[test]
fn numbers_with_odd_marks_are_read_as_meant() {
    finds(
        Category::Fax,
        Action::Block,
        &["fax ⟦1-8-7-4-4-8-4-9-0-8-4⟧ before class", "Fax (428) ⟦433,4995⟧."],
    );
    finds(Category::Url, Action::Block, &["Pt tracks meals at ⟦gofundme[.]com/f/help-x⟧"]);
    finds(Category::Zip, Action::Block, &["Box 124, Trenton, NJ ⟦2 6 9 0 9 1 8 4 6⟧."]);
}
