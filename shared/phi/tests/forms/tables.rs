//! Identifiers in exports, forms and lists, where layout stands for words.

use phi::{Action, Category};

use crate::{finds, passes};

#[test]
fn leaders_fields_and_headings_label_what_they_lead_to() {
    finds(
        Category::Mrn,
        Action::Block,
        &[
            "CHART NO.......⟦U-2526361⟧",
            "Patient ID ⟦45 32 21⟧: allergy to sulfa",
            "Med. Rec. No ⟦58 12 46⟧; seen today",
            "Bracelet no. ⟦FM5433089⟧ scanned",
            "PID|1||⟦50326844⟧^^^HOSP||",
            "Okoro, Ines 1984-03-12T08:15:00Z ⟦4410937⟧ BP 118/70",
            "Ng, Paula 19840312 ⟦4410937⟧",
            "Okoro, Ines 03121984 ⟦M4410937⟧",
        ],
    );
    finds(
        Category::MemberId,
        Action::Block,
        &["age,sex,member_id\n61,F,⟦XC1904957PW⟧", "Member ID number: ⟦DFV 618 500 185⟧"],
    );
    finds(Category::OtherId, Action::Block, &["ID ⟦MR4825046⟧, seen for asthma"]);
    finds(
        Category::Ssn,
        Action::Block,
        &["soc sec number is ⟦344 60 5710⟧", "Soc. Sec. #⟦684 28 0067⟧", "soc sec ⟦175010645⟧"],
    );
    finds(
        Category::Dob,
        Action::Block,
        &["DOB ⟦06 18 1980⟧", "BIRTHDATE......⟦12181969⟧", "nacido el ⟦05 13 2008⟧"],
    );
    finds(Category::Date, Action::Block, &["f/u ⟦01/10⟧", "the surgeon cleared her ⟦10/20⟧."]);
}

#[test]
fn lists_of_eponyms_scores_and_policies_are_no_identifiers() {
    passes(&[
        "Ross, Norwood, Glenn and Fontan procedures",
        "Jones, Bennett and Monteggia fractures differ",
        "Black, Hispanic or Asian patients",
        "St. Jude valve, St. John's wort, San Francisco syncope rule",
        "ER 8/8; PR 7/8",
        "Medical policy 2.04.93 applies",
        "rs1799963 heterozygous",
        "2 L at rest, 3 L.\nSt. elevation absent",
        "Blue Cross and Red Cross",
        "ratio 06 18 1980 units",
        "age,weight,dose\n61,82,100000 units",
    ]);
}

#[test]
fn rare_surnames_after_a_first_name_are_names() {
    finds(
        Category::Name,
        Action::Block,
        &[
            "On exam, ⟦Johnna Cross⟧ appears well",
            "Attorney: ⟦Megan Genus⟧; adjuster pending",
            "⟦Kurt Stater⟧ was evaluated for asthma",
            "I spoke w/ ⟦Macey Fjellstad⟧ (mother)",
        ],
    );
}

#[test]
fn fields_between_slashes_each_have_their_own_label() {
    finds(Category::Mrn, Action::Block, &["MRN ⟦4410937⟧/CSN 300418822/HAR 771200431"]);
    finds(Category::OtherId, Action::Block, &["MRN 4410937/CSN ⟦300418822⟧/HAR 771200431"]);
    finds(Category::Account, Action::Block, &["MRN 4410937/CSN 300418822/HAR ⟦771200431⟧"]);
    finds(Category::Ssn, Action::Block, &["Soc Sec # ⟦512 40 6611⟧ DL # 42387847"]);
    finds(
        Category::License,
        Action::Block,
        &["Soc Sec # 512 40 6611 DL # ⟦42387847⟧", "license ⟦K4410937⟧"],
    );
    finds(Category::Zip, Action::Block, &["Dover, DE \"⟦19901⟧\"", "Dover, DE [⟦19901⟧]"]);
    finds(Category::City, Action::Block, &["resident of dover, ⟦kent county⟧."]);
}
