//! Forms of clipped notes: what stands beside a bare number, an odd mark or a short word.

use phi::{Action, Category};

use crate::{finds, passes};

#[test]
fn dates_after_short_words_and_between_odd_marks_block() {
    finds(
        Category::Date,
        Action::Block,
        &[
            "biopsy on ⟦3\\26\\23⟧ with Gleason 4+3",
            "Bone scan ⟦12\\6\\2025⟧ positive",
            "IVIG 400 MG\n⟦4\\24\\2019⟧ given",
            "wound check ⟦11/13⟧; call",
            "Voicemail ⟦1/28⟧. Wants a call.",
            "Reminder ⟦04/10⟧. Fasting 8 h.",
            "Adm ⟦3/29⟧\nDisch ⟦4/17⟧",
            "Plan: clamp ⟦12/15⟧.",
            "recheck ⟦8/19⟧; suture removal ⟦8/26⟧.",
            "Follow-up: PCP Dr. Thandiwe Long ⟦8/13⟧; dressing daily",
            "Chemo dates: ⟦last Friday the Sth⟧, then rest",
            "seen ⟦March l0th⟧ for pain",
            "SIM changed ⟦Mar I⟧; BP 158/92",
        ],
    );
    passes(&[
        "The second March fracture in two years; DEXA -2.6.",
        "Wound check: pain 4/10, strength 5/5, ratio 3\\1.",
        "Recheck in 2/3 of cases; VM settings 12/5.",
        "clamp 2/3 open; wean 1/2 dose",
    ]);
}

#[test]
fn bare_numbers_after_what_they_count_block() {
    finds(
        Category::OtherId,
        Action::Block,
        &[
            "is experimental. Case ⟦2074608⟧.",
            "Police case ⟦6437338⟧.",
            "Court case ⟦9956913⟧, probation officer",
            "CCS case ⟦MW626237⟧; synagis",
            "by EMS, run ⟦1335712⟧. GCS 13.",
            "ambulance run ⟦HX333841⟧",
            "Chain of custody ⟦T20-38108⟧.",
            "Flow cytometry ⟦XF6380725⟧: CD19+ 61 %",
            "Referral ⟦3873889148⟧ to hand surgery",
        ],
    );
    finds(
        Category::Device,
        Action::Block,
        &["Philips device ⟦PJN292397S⟧.", "recalled pump ⟦S552376406⟧ returned"],
    );
    finds(
        Category::Vehicle,
        Action::Block,
        &[
            "Motorbike ⟦FRN-5495⟧ (plate) vs pole",
            "Motorbike ⟦917 CW5⟧ (plate) vs pole",
            "car ⟦030 NJ4⟧ (license plate)",
            "truck, plate ⟦030 nj4⟧; pedestrian",
        ],
    );
    finds(Category::MemberId, Action::Block, &["member ⟦GZ 740 2664⟧; Rinvoq"]);
    finds(
        Category::Account,
        Action::Block,
        &["FIN ⟦HSP8760052⟧;", "iban: ⟦gb23 clng 7658 2937 0248 65⟧; paid"],
    );
    finds(Category::Mrn, Action::Block, &["Dolores Villarreal | ⟦26 10 92⟧ | seen"]);
    passes(&[
        "In this case 3 of 12 lesions; case 2 of 4; cost case 1200 to 1500.",
        "device G7 sensor, pump 780G, cleared as device K203456.",
        "a run 5 km; a run of 12000 steps; custody of two children",
        "PD-L1 22C3 plate assay; growth plate (plate) intact",
        "Flow cytometry CD19 61 %, CD5 neg.",
    ]);
}

#[test]
fn streets_without_a_suffix_and_towns_by_what_happens_there_block() {
    finds(
        Category::Address,
        Action::Block,
        &[
            "van hit mailbox at ⟦5576 Broadway⟧; ",
            "Home: ⟦96 Broadway #959⟧",
            "Next of kin, ⟦120 N. Broadway⟧, called",
            "letter for ⟦31279 Calle Encino⟧: needs AC",
            "⟦356 Calle de la Luna⟧ in Boise",
            "⟦48 Camino Real⟧, unit open",
            "⟦12 Rue Royale⟧ last known",
            "⟦77 Embarcadero⟧ is the shelter",
            "⟦1450 Avenida Palma⟧; phone off",
            "⟦210 Via Verde⟧ for pick-up",
        ],
    );
    finds(
        Category::City,
        Action::Block,
        &[
            "Evaluated in ⟦Phoenix⟧ on Monday",
            "Treated in ⟦Mesa⟧ 3/14",
            "Tele-visit from ⟦Macon⟧ today",
            "Zoom from ⟦St. Louis⟧, wife there",
            "camps near ⟦St. Cloud⟧; no phone",
        ],
    );
    passes(&[
        "40 mg via catheter; 12 mL via PEG; 24 via nasal cannula",
        "double strand break; walks along the boardwalk",
        "enrolled in Kaiser; treated in clinic on Monday",
        "City of Hope pathway not applied; Beighton 7/9.",
        "Burger King, Wendy's, Arby's are frequent.",
        "near syncope; near normal gait; near Douglas pouch",
    ]);
}

#[test]
fn a_word_about_the_web_is_no_address() {
    finds(Category::Url, Action::Block, &["see ⟦www.mychart-anna.org⟧ now"]);
    passes(&["www is not used; internet CBT works."]);
}

#[test]
fn names_in_lower_case_and_initials_are_found_by_their_form() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "Client ⟦desiree w. church⟧. Walks with a rollator.",
            "pt ⟦daisy k. ruiz-moreno⟧ needs Humira",
            "Please send EMG, ⟦gustavo d.\nwhitaker⟧. Thanks.",
            "order Remicade; ⟦dmitri h. lefebvre⟧; 1998",
            "Refill x 90 days. ⟦bogdan lindqvist⟧. PHQ-9 16",
            "Note from ⟦rosa m. delgado⟧ read.",
            "The ⟦St. Pierre⟧ family asked",
            "Sticker: ⟦RADCLIFFE,WILL⟧ EMPI 396-17-92. Seen by the team.",
            "⟦Ms Bianchi⟧-patient of the clinic",
        ],
    );
    finds(
        Category::Name,
        Action::Warn,
        &[
            "⟦G.T.⟧ seen 30-Mar: IOP 28",
            "Noor Weaver (⟦N.W.⟧) enrolled.",
            "Dose 5 mg. ⟦W.M.⟧ called again.",
        ],
    );
    passes(&[
        "Interpreter: Spanish. Interpreter: Tagalog.",
        "hepatitis c. treated; vitamin d. calcium; type i. diabetes.",
        "P.T. seen; O.T. enrolled; B.P. reported as normal.",
        "rosacea severe; apixaban xarelto; prednisone taper.",
    ]);
}

#[test]
fn great_ages_and_rows_of_dates_are_read_as_they_are_told() {
    finds(
        Category::Age90,
        Action::Block,
        &[
            "Mr De la Rosa, who is ⟦92⟧, needs care.",
            "⟦97/M⟧, CKD 4, hgb 8.9",
            "⟦92 años⟧, hipertensa",
            "she'll be ⟦94⟧ next month, ECOG 2",
            "her mother will be ⟦101⟧ in May",
            "At ⟦96⟧ years, Mrs. da Silva still walks",
            "At ⟦98⟧, she still gardens",
            "a nonagenarian of ⟦93⟧ years",
        ],
    );
    finds(
        Category::Date,
        Action::Block,
        &[
            "Infusions #1-#3: ⟦11/10⟧, ⟦3/28⟧, ⟦3/13/2017⟧.",
            "PT from ⟦5/25⟧-⟦8/25/19⟧, no change",
            "wk of ⟦6/3⟧: glucose 180-240",
            "PHQ-9 ⟦7/8⟧: 19. PHQ-9 ⟦1/19⟧: 11.",
            "tomorrow, Wednesday ⟦4.26⟧, NPO",
            "Próxima cita ⟦23 septiembre 2024⟧; traer",
        ],
    );
    passes(&[
        "who is 80, 88 años, at 97 mmHg, she'll be 45 next month, 97/59 at rest",
        "Strength 4/5, 3/5, 5/5 and 4/5; doses 1/2, 1/4, 3/4; titer 1/80: high.",
        "SpO2 at 98, HR 90; score 7/8; Wednesday 4.5 mg",
    ]);
}
