//! Codes of billing, of genes and of schedules that no rule takes for a number of a person.

use crate::chunk::Chunk;
use crate::label::{Kinds, Label};
use crate::lexicon::role;
use crate::note::Note;

/// Words that announce a number by themselves, whatever stands between.
const STRONG: u128 = role::SSN_WORD
    | role::MRN_WORD
    | role::MEMBER_SURE
    | role::ACCOUNT_SURE
    | role::LICENSE_WORD
    | role::PLATE_WORD
    | role::VIN_WORD
    | role::PROVIDER_ID_WORD
    | role::DEVICE_SURE
    | role::OTHER_SURE;

/// Codes that name a study, a paper, a diagnosis, a gene variant, a bill's type or a plan of visits whatever stands before:
/// `NCT02345678`, `ICD10 C90.0`, `p.Leu483Pro`, `081x/082x`, `2w4 1w5`.
pub(crate) fn known(note: &Note<'_>, value: Chunk) -> bool {
    let text = note.span(value.first, value.last);
    let after = |prefix: &[u8]| {
        text.split_at_checked(prefix.len()).is_some_and(|(head, rest)| {
            head.eq_ignore_ascii_case(prefix) && rest.iter().all(u8::is_ascii_digit)
        })
    };
    let numbered =
        after(b"nct") || after(b"isrctn") || after(b"pmc") || after(b"rs") || after(b"pmid");
    let regulation = text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(b"cfr"));
    let diagnosis = text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(b"icd"));
    // "coverage of BCBS Ohio for cryopreservation (CPT 89337)"
    let billed = [&b"cpt"[..], b"hcpcs"].iter().any(|system| {
        text.split_at_checked(system.len()).is_some_and(|(head, rest)| {
            head.eq_ignore_ascii_case(system) && rest.len() > 4 && all_pieces(rest, procedure)
        })
    });
    numbered
        || billed
        || diagnosis
        || regulation
        || protein(text)
        || classified(text)
        || text.iter().any(u8::is_ascii_alphabetic)
            && all_pieces(text, |piece| amount(piece) || piece.len() == 1)
        || all_pieces(text, |piece| visits(piece) || bill(piece))
}

/// Procedure codes under a word that only may announce a number: beside it without a sign (`Implant 63685`) or behind the name
/// of what is done (`Policy: Breast reduction 19318`).
pub(super) fn procedures(note: &Note<'_>, value: Chunk, label: Label) -> bool {
    let text = note.span(value.first, value.last);
    let first = text.split(|byte| b"-/, ".contains(byte)).next().unwrap_or_default();
    let coded = procedure(first) && all_pieces(text, |piece| procedure(piece) || amount(piece));
    if label.kind == Kinds::Zip || !coded {
        return false;
    }
    let strong = note.at(label.index).has(STRONG)
        && !note.is_any(label.index, words!["mpi", "emr", "sn", "aba", "inv", "specimen"]);
    let named = |at: usize| {
        let token = note.at(at);
        token.is_word() && !token.has(role::NUMBERED | role::LINK | role::ENDING)
    };
    // "Service: 22633", "dental: 00170": what is asked for.
    let service = note.is_any(
        label.index,
        words![
            "service", "services", "dental", "study", "exam", "scan", "request", "requests",
            "biopsy"
        ],
    );
    !strong && (service || !label.qualified || (label.index + 1..value.first).any(named))
}

/// Whether a text between slashes, dashes and commas is made of pieces of this form alone.
fn all_pieces(text: &[u8], form: impl Fn(&[u8]) -> bool) -> bool {
    let mut pieces = text.split(|byte| b"-/, ".contains(byte)).filter(|piece| !piece.is_empty());
    pieces.all(form)
}

/// `64582`, `J0139`, `63650x2`: a CPT or HCPCS code by its form, with how often.
fn procedure(piece: &[u8]) -> bool {
    let (code, times) = piece.split_at_checked(5).unwrap_or((piece, b""));
    let figures = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let (first, rest) = code.split_first().map_or((b' ', code), |(first, rest)| (*first, rest));
    let coded =
        code.len() == 5 && figures(rest) && (first.is_ascii_digit() || first.is_ascii_alphabetic());
    let often = times.split_first().is_none_or(|(x, count)| {
        x.eq_ignore_ascii_case(&b'x') && (1..=2).contains(&count.len()) && figures(count)
    });
    coded && often
}

/// `18h`, `10x`: a number of at most three figures and its unit, or the unit alone.
fn amount(piece: &[u8]) -> bool {
    let unit = piece.iter().position(u8::is_ascii_alphabetic).unwrap_or(piece.len());
    let (count, unit) = piece.split_at_checked(unit).unwrap_or((piece, b""));
    let known = [&b"h"[..], b"hr", b"d", b"x", b"wk", b"min", b"mg", b"ml"];
    count.len() <= 3
        && count.iter().all(u8::is_ascii_digit)
        && known.iter().any(|known| unit.eq_ignore_ascii_case(known))
}

/// `Z00.6`: a diagnosis of ICD-10-CM by its form.
fn classified(text: &[u8]) -> bool {
    let [letter, tens, one, b'.', rest @ ..] = text else { return false };
    letter.is_ascii_alphabetic()
        && tens.is_ascii_digit()
        && one.is_ascii_alphanumeric()
        && (1..=4).contains(&rest.len())
        && rest.iter().all(u8::is_ascii_alphanumeric)
}

/// `2w4`: twice a week for four weeks.
fn visits(piece: &[u8]) -> bool {
    let mut parts = piece.split(u8::is_ascii_alphabetic);
    let short = |part: Option<&[u8]>| {
        part.is_some_and(|part| {
            (1..=2).contains(&part.len()) && part.iter().all(u8::is_ascii_digit)
        })
    };
    let week = piece.iter().any(|byte| byte.eq_ignore_ascii_case(&b'w'));
    week && short(parts.next()) && short(parts.next()) && parts.next().is_none()
}

/// `081x`: a type of bill, its last figure open.
fn bill(piece: &[u8]) -> bool {
    piece.split_last().is_some_and(|(last, rest)| {
        last.eq_ignore_ascii_case(&b'x')
            && (2..=3).contains(&rest.len())
            && rest.iter().all(u8::is_ascii_digit)
    })
}

/// `p.Leu483Pro`: a change in a protein.
fn protein(text: &[u8]) -> bool {
    let rest = text.strip_prefix(b"p.").unwrap_or_default();
    let letters = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let figures = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = letters(rest);
    let number = figures(rest.get(first..).unwrap_or_default());
    let last = letters(rest.get(first + number..).unwrap_or_default());
    first == 3 && number > 0 && matches!(last, 2 | 3) && first + number + last == rest.len()
}
