//! A surname alone, without a title or relation.

use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style};
use crate::rules::pair::identified;
use crate::rules::part::Part;

/// "patient Espinoza tolerating", "Patient: Hill, 41": a surname alone where the words around leave nothing else.
pub(super) fn borne(note: &Note<'_>, label: usize, head: Part, marked: bool) -> bool {
    let next = note.at(head.last + 1);
    let does = next.case == Case::Lower
        && (next.has(role::VERB)
            || note.ends_with(head.last + 1, "ing")
            || note.ends_with(head.last + 1, "ed"));
    let aged = next.is_mark(b',') && identified(note, head.last + 2);
    let ends = next.is_mark(b';') || next.gap == Gap::Line || aged;
    // "Pt Villaruz.": a surname and no other word; "Pt Afebrile." is in no list.
    let strange = head.family > 0 && !head.english && head.given < 2;
    let closes = next.is_one_of(b".;,") && !next.is_mark(b',') || next.gap == Gap::Line;
    let person = note.at(label).has(role::PERSON_NOUN | role::LABEL_SURE)
        && !note.is_any(label, words!["re", "subject", "contact"]);
    note.style == Style::Mixed
        && note.at(head.first).case != Case::Upper
        && head.capital
        && !head.initial
        && !head.ordinary()
        && !head.clinical
        && person
        && !head.has(
            role::RELATION
                | role::ORG
                | role::PAYER
                | role::MONTH
                | role::EPONYM_NEXT
                | role::PROV_CUE,
        )
        && (!marked && next.is_word() && does && (head.family > 1 || !head.known)
            || !marked && strange && closes && note.at(label).has(role::SEX)
            || marked && ends && head.family > 2)
}

/// "Surgeon Sickles", "Nurse Tuiasosopo reports": a trade written like a title, and one word written like a name.
pub(super) fn after_trade(note: &Note<'_>, trade: usize, head: Part) -> bool {
    let next = note.at(head.last + 1);
    note.at(trade).case == Case::Title
        && note.at(head.first).case != Case::Upper
        && head.capital
        && !head.initial
        && !head.clinical
        && (head.family > i32::from(head.english) || !head.known && note.at(head.first).len() > 3)
        && head.roles & !role::EPONYM == 0
        && !(next.is_capital() && next.gap == Gap::Blank)
        && (!head.english || !next.is_word() || next.has(role::VERB))
}
