//! Names after an office, in lists, of other peoples, misread by a scanner; and brands that bear names.

use phi::{Action, Category};

use crate::{finds, passes};

#[test]
fn a_surname_after_an_office_or_as_a_maiden_name_is_a_name() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "Officer ⟦Korhonen⟧ and Sgt. ⟦Fox-Talbot⟧ transported the patient.",
            "Rabbi ⟦Venkataraman⟧ and Fr. ⟦King⟧ both visited.",
            "Judge ⟦Ledbetter⟧ ordered a hold; Deputy ⟦Nakamura⟧ stayed.",
            "Principal ⟦Dong-hyun Frank⟧ wrote that he may return.",
            "School report: the counselor ⟦Ekaterina Dawkins⟧ called.",
            "Attorney ⟦Carol Du Bois⟧ requested the record.",
            "Her landlord ⟦Whitaker⟧ found her.",
            "⟦Amara Walker⟧, née ⟦van der Berg⟧, BRCA2",
            "Rounds: patient ⟦Espinoza⟧ tolerating clears; patient ⟦Hill⟧ refused.",
            "AMA form signed by ⟦Wambui Espinoza⟧ at noon.",
        ],
    );
    passes(&[
        "Officer note reviewed; General anesthesia; Major Depressive Disorder; Principal diagnosis.",
        "18 Fr. Foley placed; Lt. Knee pain; Bishop score 8; Sister Mary Joseph nodule.",
        "Judge Rotenberg Center; formerly Hospira; Coach bag; Private Insurance plan.",
        "Patient Education given; patient Medicare active; patient May return.",
    ]);
}

#[test]
fn a_word_that_no_list_knows_is_a_name_where_what_stands_around_says_so() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "D.O.B. 07/14/1969, ⟦Hideki Murasawa⟧. PSA 6.1.",
            "MR# 55-81-02 ⟦J. Featherstonhaugh⟧ to cath lab.",
            "MRI L-spine for ⟦R. Okonjo⟧, 7-19-58.",
            "Daughter ⟦Peg Sundquist⟧ is the contact.",
            "S/O ⟦Tamsin Hargreave⟧ gave the history.",
            "Start semaglutide 0.25 mg weekly. Pt ⟦Villaruz⟧.",
            "hi dr, its ⟦marisol etxeberria⟧, my refill is due",
            "This is ⟦Bo Lindqvist⟧, calling about the brace.",
            "Name band: ⟦Unruh, Baby Girl⟧, room 4.",
            "Patient: ⟦Jordan, Kenya⟧, seen for asthma.",
            "Patient ⟦SOLBERG RUNE⟧ Service denied.",
            "Subscriber ⟦OKAFOR-LYNCH T⟧ / plan PPO",
            "LAST: ⟦Vasquez-Thorne⟧ PHONE on file",
            "⟦KUZNETSOVA VERA⟧  F  19530817",
            "Tumor board: ⟦Ottavia Brandeis⟧, 58F, DCIS 9 mm.",
            "HPV 16 positive, LSIL. ⟦Verity Ramsbottom⟧",
            "call when it is ready, ⟦deb strickfaden⟧",
            "2/14/25|RN|⟦A. Thorsgard⟧|chemo C3D1|",
            "APPEAL LEVEL 2\nMBR ⟦FONTENOT GISELE⟧\nCASE open",
        ],
    );
    passes(&[
        "Travel to Jordan, Israel and Kenya, Uganda.",
        "Patient DENIES CHEST pain. Patient NPO. Member HMO active. Subscriber PPO T plan.",
        "Pt Improved. Pt Ambulatory; Pt Tolerating. S/O chest pain overnight.",
        "SSN required before payment, Humira Pen started. MRN needed, Ozempic Pen 1 mg.",
        "LAST: Tuesday. Daughter Grace period ended. This is Crohn Disease. Its Humira Pen leaks.",
        "Wegovy Pen, 58F, obese. Start Humira Pen. MBR HMO plan. Started on Repatha Sureclick.",
        "Positive for B. Burgdorferi, 3/5 bands. Described by J. Thorsgard. Scale by M. Ottavian.",
        "Wong, Baker FACES 6/10. Delivery of twins, Baby Girl healthy.",
    ]);
}

#[test]
fn the_next_name_of_a_list_needs_less() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "Today: ⟦G. Ledbetter⟧, ⟦B. Ellison⟧, ⟦D. Paget⟧.",
            "Seen: ⟦Philip Schultz⟧, ⟦Noor Davis⟧ and ⟦Gene Vickers⟧.",
            "Attendees: ⟦Gene Vickers⟧, ⟦Art Yilmaz⟧ and family.",
            "Today's list: ⟦E. de la Torre⟧, J. Owusu.",
        ],
    );
    passes(&[
        "Robbins, Goodman & Gilman pages cited.",
        "Von Hippel-Lindau excluded; Mallory-Weiss tear, Forrest IIc.",
    ]);
}

#[test]
fn names_of_other_peoples_and_names_misread_or_broken_are_found() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "⟦Piotr Blood⟧ refused Seroquel.",
            "Records for ⟦Hye-jin Whitehorse⟧ requested.",
            "⟦Thuy Mbeki⟧, with severe AS",
            "⟦Sanjay Lloyd-Davies⟧ did not sign.",
            "Insured: ⟦Mark MacDouga1l⟧, self",
            "Claimant ⟦Cha5e Fox-Talbot⟧ was struck.",
            "Do not confuse with ⟦Santiago\nTuiasosopo⟧ of this ward.",
            "⟦Robert\nvon Stein⟧ turned 65.",
            "dad: ⟦sergei yilmaz⟧, in foster care. Plan reviewed with Team.",
            "⟦mr underwood⟧ came in with wife. The Boston criteria are not met.",
            "Pt. ⟦Hargrove⟧ tolerated the load.",
        ],
    );
    finds(Category::Name, Action::Warn, &["Pt. ⟦S.H.G.⟧ tolerated the load."]);
    passes(&["H1N1, BRCA1, COVID19, G6PD, Vit10 and L5S1 noted; Pre-op and Post-op visits."]);
}

#[test]
fn authors_journals_and_short_forms_pass() {
    passes(&[
        "Polly DW, Swofford J, Whang PG, et al. N Engl J Med 2015;372:1.",
        "See Rae Olmsted KL, Bartoszek M. JAMA Psychiatry 2020;77:127. Nat Rev Rheumatol 2022;18:465.",
        "COL5A1 VUS c.2702C>T. Beighton 8/9. No PVT. EtOH sober since 2020. Partner SA: 9 mil/mL.",
        "Stays on Plavix. Pseudophakic OU. Stanford SAINT protocol.",
    ]);
    finds(Category::Name, Action::Block, &["Spoke with ⟦Polly Whang⟧ et al. in 2015; 372 pages."]);
}

#[test]
fn brands_and_houses_that_bear_names_pass() {
    passes(&[
        "63F, secondary progressive MS. Mobility exam with me in the office.",
        "Mrs. Dash is fine. Mr. Clean exposure. Mr. Coffee burn. 24 oz Dr Pepper daily.",
        "Dr. Scholl's insoles failed. Jack Daniel's and Captain Morgan nightly.",
        "Henry Ford plan; MD Anderson inventory; Wells Fargo HSA; Charles Schwab plan.",
        "John Deere mechanic. Harley Davidson crash. Works for Wayne Farms. Kate Farms formula.",
        "Walgreens, Duane Reade, Rite Aid and Costco lack stock. Betty Crocker mix.",
    ]);
    finds(
        Category::Name,
        Action::Block,
        &["Patient: ⟦Henry Ford⟧, 44 yo", "Letter for ⟦John Hancock⟧, DOB 3/5/1961"],
    );
}
