//! The word or words that make a label.

use super::{ID, Kinds, Seen};
use crate::few::Few;
use crate::hash;
use crate::known;
use crate::lexicon::{self, role};
use crate::note::{Case, Gap, Kind, Note, Token};

/// Letters of the longest label that is written in single letters.
const LETTERS: usize = 5;

/// Labels in single letters: `M.R.N.`, `D. L.`, `S/N`, `S S N`; `index` is their last letter or its full stop.
pub(super) fn initials(note: &Note<'_>, index: usize) -> Option<(Kinds, bool)> {
    let single = |i: usize| note.at(i).is_word() && note.at(i).len() == 1;
    let mut at = if note.at(index).is_mark(b'.') { index.checked_sub(1)? } else { index };
    let mut letters: Few<u8, LETTERS> = Few::new();
    let mut marked = false;
    while single(at) && letters.len() < LETTERS {
        letters.extend(note.bytes_of(note.at(at)).iter().map(u8::to_ascii_lowercase));
        let Some(before) = at.checked_sub(1) else { break };
        let mark = note.at(before).is_one_of(b"./") && note.at(before).joined();
        let blank = note.at(at).gap == Gap::Blank && note.at(at).is_capital();
        marked |= mark;
        at = match (mark, blank) {
            (true, _) => before.wrapping_sub(1),
            (false, true) => before,
            (false, false) => break,
        };
    }
    (2..=letters.len()).rev().filter(|size| marked || *size > 2).find_map(|size| {
        let word: Few<u8, LETTERS> = letters.iter().take(size).rev().copied().collect();
        if *word == *b"ac" {
            return Some((Kinds::Account, true));
        }
        if *word == *b"mr" {
            return Some((Kinds::Mrn, false));
        }
        of_roles(lexicon::roles(hash::hash_of(word.iter()))).map(|kind| (kind, true))
    })
}

/// The kind of number that a word with these roles announces by itself.
pub(crate) const fn of_roles(roles: u128) -> Option<Kinds> {
    Some(match roles {
        _ if roles & role::SSN_WORD != 0 => Kinds::Ssn,
        _ if roles & role::MRN_WORD != 0 => Kinds::Mrn,
        _ if roles & role::PROVIDER_ID_WORD != 0 => Kinds::Clinician,
        _ if roles & role::LICENSE_WORD != 0 => Kinds::License,
        _ if roles & role::VIN_WORD != 0 => Kinds::Vin,
        _ if roles & role::MEMBER_SURE != 0 => Kinds::Member,
        _ if roles & role::ACCOUNT_SURE != 0 => Kinds::Account,
        _ if roles & role::DEVICE_SURE != 0 => Kinds::Device,
        _ if roles & role::OTHER_SURE != 0 => Kinds::Other,
        _ => return None,
    })
}

/// The kind of label that the word at `index` makes with its neighbours, and whether it is sure.
pub(super) fn find(note: &Note<'_>, index: usize, seen: &Seen) -> Option<(Kinds, bool)> {
    let found = word(note, index, seen)?;
    // "SSN/TIN", "MRN/code": of two words for one number the graver counts; "Billing/Coding" heads a list of codes.
    let pair = matches!(found.0, Kinds::Clinician | Kinds::Code)
        && !note.is(index.wrapping_sub(2), word!("billing"))
        && note.at(index).joined()
        && note.before(index, 1).is_mark(b'/')
        && note.before(index, 1).joined();
    let other = if pair { index.checked_sub(2).and_then(|i| word(note, i, seen)) } else { None };
    Some(other.unwrap_or(found))
}

/// What every word has that makes a label, so that most words are passed over at once; [`PLAIN`] are the rest.
const HEADS: u128 = role::SSN_WORD
    | role::MRN_WORD
    | role::PROVIDER_ID_WORD
    | role::PROV_CUE
    | role::PLATE_WORD
    | role::LICENSE_WORD
    | role::RECORD_HEAD
    | role::STATE_HEAD
    | role::MEMBER_SURE
    | role::MEMBER_WEAK
    | role::ACCOUNT_SURE
    | role::ACCOUNT_WEAK
    | role::DEVICE_SURE
    | role::DEVICE_WEAK
    | role::OTHER_SURE
    | role::OTHER_WEAK
    | role::VIN_WORD
    | role::ZIP_LABEL
    | role::CODE_LABEL
    | role::POLICY_LEFT
    | role::NUMBERED
    | role::EXT
    | role::UNIT;
const PLAIN: [u64; 10] = known::hashes([
    "codes",
    "coding",
    "policies",
    "registered",
    "case",
    "run",
    "trip",
    "dispatch",
    "sticker",
    "label",
]);

fn word(note: &Note<'_>, index: usize, seen: &Seen) -> Option<(Kinds, bool)> {
    let token = note.at(index);
    if token.len() == 1 {
        return initials(note, index);
    }
    if !token.has(HEADS) && !state(token) && !note.is_any(index, &PLAIN) {
        return None;
    }
    code(note, index).or_else(|| person(note, index, seen)).or_else(|| {
        let found = if token.has(role::ACCOUNT_SURE) {
            (Kinds::Account, true)
        } else if token.has(role::DEVICE_SURE) && !casting(note, index) {
            (Kinds::Device, true)
        } else if token.has(role::VIN_WORD) {
            (Kinds::Vin, true)
        } else if token.has(role::ZIP_LABEL) {
            (Kinds::Zip, true)
        } else if token.has(role::OTHER_SURE) {
            (Kinds::Other, true)
        } else if token.has(role::ACCOUNT_WEAK) {
            (Kinds::Account, false)
        } else if (note.is(index, word!("case")) && cased(note, index, seen))
            || ambulance(note, index)
            || note.is(index, word!("file")) && filed(note, index)
        {
            (Kinds::Other, true)
        } else if token.has(role::OTHER_WEAK)
            && !(token.has(role::LINK) && note.before(index, 1).has(role::LINK))
        {
            (Kinds::Other, false)
        } else if token.has(role::DEVICE_WEAK) && (seen.qualified || beside(note, index)) {
            (Kinds::Device, false)
        } else {
            return None;
        };
        Some(found)
    })
}

/// Code systems, and policy numbers of a payer.
fn code(note: &Note<'_>, index: usize) -> Option<(Kinds, bool)> {
    let token = note.at(index);
    let pass = token.has(role::CODE_LABEL)
        && !(token.has(role::DEVICE_WEAK)
            && note.is_any(index + 1, words!["serial", "device", "sn"]));
    let secret = note.before(index, 1).has(
        role::ZIP_LABEL | role::OTHER_SURE | role::MEMBER_SURE | role::MRN_WORD | role::CODE_OWNER,
    );
    if pass || note.is_any(index, words!["code", "codes", "coding"]) && !secret {
        return Some((Kinds::Code, true));
    }
    if note.before(index, 1).has(role::POLICY_LEFT)
        && note.is_any(index, words!["policy", "policies", "guideline", "bulletin"])
    {
        return Some((Kinds::Code, true));
    }
    None
}

/// "Police case 6437338", "CCS case MW626237": whose case it is, or that nothing stands between.
fn cased(note: &Note<'_>, index: usize, seen: &Seen) -> bool {
    let owner = note.before(index, 1);
    let whole = matches!(owner.kind, Kind::Edge | Kind::Mark(b'.' | b';' | b':'));
    seen.strangers == 0 && (whole || owner.has(role::CASE_OWNER)) && beside(note, index)
}

/// "by EMS, run 1335712": an ambulance's trip.
fn ambulance(note: &Note<'_>, index: usize) -> bool {
    note.is_any(index, words!["run", "trip", "dispatch"])
        && beside(note, index)
        && (1..=2).any(|back| {
            note.is_any(
                index.wrapping_sub(back),
                words![
                    "ems",
                    "ambulance",
                    "medic",
                    "medics",
                    "rescue",
                    "fire",
                    "cad",
                    "paramedics"
                ],
            )
        })
}

/// "C-file": a veteran's claims.
fn filed(note: &Note<'_>, index: usize) -> bool {
    note.at(index).joined() && note.is(index.wrapping_sub(2), word!("c"))
}

/// Whether a value follows right after the word.
fn beside(note: &Note<'_>, index: usize) -> bool {
    let value = note.at(index + 1);
    let letters =
        value.is_word() && note.at(index + 2).joined() && (value.roles == 0 || value.len() == 1);
    value.gap == Gap::Blank && (value.is_number() || letters)
}

/// "serial casting": done again and again, no number of a thing.
fn casting(note: &Note<'_>, index: usize) -> bool {
    let next = note.at(index + 1);
    let word = next.is_word() && !note.at(index + 2).joined();
    note.is(index, word!("serial")) && word && !next.has(role::NUMBERED | role::LINK)
}

/// Numbers that a person has: Social Security, record, member, licence, clinician's.
fn person(note: &Note<'_>, index: usize, seen: &Seen) -> Option<(Kinds, bool)> {
    let token = note.at(index);
    let before = note.before(index, 1);
    if token.has(role::SSN_WORD) || note.is(index, word!("sec")) && soc_before(note, index) {
        return Some((Kinds::Ssn, true));
    }
    if token.has(role::MRN_WORD) {
        return Some((Kinds::Mrn, true));
    }
    if token.has(role::PROVIDER_ID_WORD) {
        return Some((Kinds::Clinician, true));
    }
    if note.is_any(index, words!["provider", "prescriber", "physician"]) && seen.has(ID) {
        return Some((Kinds::Clinician, true));
    }
    if note.is_any(index, words!["registration", "reg", "registered"]) {
        return registration(note, index, seen);
    }
    if token.has(role::PLATE_WORD) {
        let sure = before.has(role::LICENSE_WORD) || note.is_any(index, words!["plate", "plates"]);
        return Some((Kinds::Plate, sure));
    }
    if token.has(role::LICENSE_WORD) {
        return license(note, index, seen);
    }
    if note.is_any(index, words!["record", "rec", "records"]) {
        return Some((Kinds::Mrn, true));
    }
    let card = note.is(index, word!("card")) && note.is_any(index.wrapping_sub(1), words!["id"]);
    if token.has(role::STATE_HEAD) && seen.has(ID) || card || carded(note, index) {
        return Some((Kinds::License, true));
    }
    if note.is_any(index, words!["wristband", "armband", "sticker", "label"]) && beside(note, index)
    {
        return Some((Kinds::Mrn, true));
    }
    if token.has(role::RECORD_HEAD) && seen.qualified && !note.is(index, word!("medical")) {
        return Some((Kinds::Mrn, seen.has(ID) || !token.has(role::LINK)));
    }
    let field = note.is(index, word!("extension")) && note.at(index + 1).is_mark(b'=');
    let mr = note.is(index, word!("mr")) && (seen.qualified || token.case == Case::Upper);
    if field || note.is(index, word!("chart")) || mr {
        return Some((Kinds::Mrn, false));
    }
    if token.has(role::MEMBER_SURE) && (seen.qualified || !token.has(role::LINK)) {
        return Some((Kinds::Member, true));
    }
    token.has(role::MEMBER_WEAK).then_some((Kinds::Member, false))
}

/// "WA ID card", "Non-driver ID (AZ)", "Texas ID": a state and the card that it gives.
fn carded(note: &Note<'_>, index: usize) -> bool {
    let state = state(note.at(index));
    let card = |at: usize| note.is_any(at, words!["id", "identification"]);
    state
        && (card(index + 1)
            || note.before(index, 1).is_mark(b'(')
                && card(index.wrapping_sub(2))
                && note.at(index + 1).is_mark(b')'))
}

/// A state as forms write it: "OH", "Nevada".
pub(super) fn state(token: &Token) -> bool {
    token.has(role::STATE_ONE) && token.is_capital()
        || token.has(role::STATE_ABBR) && token.case == Case::Upper && token.len() == 2
}

/// "Soc. Sec.", "soc sec".
fn soc_before(note: &Note<'_>, index: usize) -> bool {
    let back = if note.before(index, 1).is_mark(b'.') { 2 } else { 1 };
    index >= back && note.is(index - back, word!("soc"))
}

/// Whether one of the three tokens before is one of these words; of a clause before only the last word counts ("MD, license").
fn near(note: &Note<'_>, index: usize, words: &[u64]) -> bool {
    let reach = if note.before(index, 1).is_one_of(b",;") { 2 } else { 3 };
    (1..=reach).any(|back| index >= back && note.is_any(index - back, words))
}

const VEHICLES: [u64; 9] = known::hashes([
    "vehicle",
    "car",
    "truck",
    "auto",
    "van",
    "motorcycle",
    "trailer",
    "boat",
    "bearing",
]);
const DRIVERS: [u64; 7] =
    known::hashes(["driver", "drivers", "driving", "operator", "operators", "learner", "learners"]);

/// Words before "license" that make it a clinician's.
const PROFESSIONS: [u64; 25] = known::hashes([
    "medical",
    "med",
    "nursing",
    "nurse",
    "rn",
    "md",
    "professional",
    "physician",
    "pharmacist",
    "pharmacy",
    "provider",
    "board",
    "np",
    "pa",
    "lpn",
    "do",
    "prescriber",
    "dental",
    "dea",
    "therapist",
    "psychologist",
    "lcsw",
    "crna",
    "practitioner",
    "surgeon",
]);

/// "DEA registration", "vehicle registration": whose it is, the words before tell.
fn registration(note: &Note<'_>, index: usize, seen: &Seen) -> Option<(Kinds, bool)> {
    let registrar = (1..=3).any(|back| note.before(index, back).has(role::PROVIDER_ID_WORD))
        || (1..=6).any(|back| {
            note.before(index, back).len() == 1
                && initials(note, index - back) == Some((Kinds::Clinician, true))
        });
    if registrar {
        Some((Kinds::Clinician, true))
    } else if near(note, index, &VEHICLES) {
        Some((Kinds::Plate, true))
    } else if seen.qualified {
        Some((Kinds::Other, false))
    } else {
        (!note.is(index, word!("registered"))).then_some((Kinds::Plate, false))
    }
}

/// A driver's licence, a vehicle's, or a clinician's where the words before say so.
fn license(note: &Note<'_>, index: usize, seen: &Seen) -> Option<(Kinds, bool)> {
    if note.is_any(index, words!["dl", "cdl", "dln", "oln"]) {
        return (!note.before(index, 1).is_mark(b'/')).then_some((Kinds::License, true));
    }
    let driver = near(note, index, &DRIVERS);
    if !driver && near(note, index, &VEHICLES) {
        return Some((Kinds::Plate, true));
    }
    let state = near(note, index, words!["state"]) && !near(note, index, words!["id"]);
    let titled = note.is(index, word!("lic"))
        && (1..=4).any(|back| note.before(index, back).has(role::CREDENTIAL | role::CRED_SURE));
    if !driver && (titled || near(note, index, &PROFESSIONS) || state) {
        return Some((Kinds::Clinician, true));
    }
    let sure = driver || near(note, index, words!["s"]);
    let beside = seen.strangers == 0 && !note.is(index, word!("permit"));
    (sure || seen.qualified || beside).then_some((Kinds::License, sure))
}
