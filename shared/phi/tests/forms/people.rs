//! Names: of patients, relatives and clinicians.

use phi::{Action, Category};

use crate::{finds, passes};

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
        "S/p Kasai, Roux-en-Y, Nissen; Fulton County-style board; comes with dad. Mason II.",
        "Dr. note reviewed. Doctor visits are hard. Her wife helps.",
    ]);
}

#[test]
fn lists_of_eponyms_makers_and_models_are_no_names() {
    passes(&[
        "Kessler, Thomas and Bunnell sutures; Neer, Marshall, Ely and Speed tests.",
        "Dallas, Austin and Houston criteria; Hynes-Foley, Dorset tubes and drains.",
        "Prader-Willi FISH, Martin array; Weber B. Swan-Ganz, Hickman.",
        "Becton Dickinson needles; B. Braun pumps; St. Jude Quartet lead; Edwards Inspiris 23.",
        "Geisinger Gold; Cornelia de Lange and Bence Jones were excluded.",
        "IgG 512 (700-1600); bulletin 2023-18, then 2019-07; taper 10/20/30.",
    ]);
    finds(
        Category::Name,
        Action::Block,
        &[
            "⟦Wilson, Barbara⟧ and ⟦Hughes, Thomas⟧ came.",
            "⟦Hughes, Ann⟧ and Mary came.",
            "⟦Hughes, Ann⟧ and Hawthorne reported pain.",
            "⟦Gunther Krishnamurthy⟧ 09:55",
            "⟦Okafor-Nwosu, Chidimma⟧ presents with pain",
            "My name is ⟦Hyacinth Ho III⟧",
        ],
    );
}
