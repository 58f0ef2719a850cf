//! Numbers that their shape or check digit gives away without a label.

use crate::Category;
use crate::chunk::Chunk;
use crate::few::Few;
use crate::label::{self, Kinds};
use crate::lexicon::role;
use crate::note::Note;
use crate::rules::{check, codes, date, ids};
use crate::spot::Spot;

/// Digits of a device identifier that is run together with what follows it, at least.
pub(crate) const DEVICE: usize = 18;

/// The identifier that `chunk` is by itself, if any.
pub(crate) fn find(note: &Note<'_>, chunk: Chunk) -> Option<Spot> {
    if chunk.letters > 0 && chunk.length() < 9 && chunk.length() != 4 {
        return None;
    }
    let wide = widened(note, chunk);
    if wide.length() < 6 {
        return None;
    }
    let compact = wide.compact(note);
    let all = |category, rule| Some(Spot::block(wide.first, wide.last, category, rule));
    let vetoed = || label::left(note, chunk.first).is_some_and(|label| label.kind == Kinds::Code);
    if wide.letters == 0 {
        return digits(note, wide, &compact, &vetoed);
    }
    if check::mbi(&compact) {
        return all(Category::MemberId, "shape.mbi");
    }
    if wide.letters >= 2 && check::vin(&compact) {
        return all(Category::Vehicle, "shape.vin");
    }
    if check::iban(&compact) {
        return all(Category::Account, "shape.iban");
    }
    if check::dea(&compact) && !codes::known(note, wide) && !vetoed() {
        return Some(Spot::warn(wide.first, wide.last, Category::ProviderId, "shape.dea"));
    }
    None
}

fn digits(note: &Note<'_>, wide: Chunk, compact: &[u8], vetoed: &dyn Fn() -> bool) -> Option<Spot> {
    if ids::unit_follows(note, wide.last) || note.before(wide.first, 1).is_one_of(b"$<>") {
        return None;
    }
    let (lengths, mark) = wide.groups(note).unwrap_or((Few::new(), 0));
    let block = |category, rule| Some(Spot::block(wide.first, wide.last, category, rule));
    let social = *lengths == [3, 2, 4];
    if social && mark == b'-' && !vetoed() {
        return block(Category::Ssn, "shape.ssn");
    }
    if social && mark != 0 && check::social_security(compact) && !vetoed() {
        return block(Category::Ssn, "shape.ssn");
    }
    if check::card(compact) && !vetoed() {
        return block(Category::Account, "shape.card");
    }
    if wide.marks > 0 || date::looks_like_date(note, wide) {
        return None;
    }
    if check::npi(compact) && !vetoed() {
        return Some(Spot::warn(wide.first, wide.last, Category::ProviderId, "shape.npi"));
    }
    if wide.first == wide.last && compact.len() == 9 && check::social_security(compact) && !vetoed()
    {
        return Some(Spot::warn(wide.first, wide.last, Category::Ssn, "shape.nine"));
    }
    let numbered = note.before(wide.first, 1).is_mark(b'#')
        && !note.before(wide.first, 2).has(role::UNNUMBERED)
        && compact.len() >= 6;
    if numbered && !vetoed() { block(Category::OtherId, "shape.numbered") } else { None }
}

/// A number written in groups with blanks: card numbers, `123 45 6789`, `1EG4 TE5 MK73`.
fn widened(note: &Note<'_>, chunk: Chunk) -> Chunk {
    let mut wide = chunk;
    for _ in 0..3 {
        let follows = note.at(wide.last + 1);
        let whole = chunk.letters > 0 && wide.length() >= 11;
        if whole || !(follows.is_number() || follows.is_word() && chunk.letters > 0) {
            break;
        }
        let next = Chunk::at(note, wide.last + 1);
        let grouped = chunk.letters == 0
            && next.letters == 0
            && [2, 3, 4, 5, 6].contains(&next.digits)
            && next.marks == 0;
        let beneficiary =
            chunk.length() == 4 && [3, 4].contains(&next.length()) && chunk.letters > 0;
        if !(grouped || beneficiary) || note.at(next.first).joined() {
            break;
        }
        wide = wide.with(next);
    }
    if wide.last == chunk.last {
        return chunk;
    }
    let compact = wide.compact(note);
    let spaced_ssn =
        wide.letters == 0 && *sizes(note, wide) == [3, 2, 4] && check::social_security(&compact);
    let whole = check::card(&compact) || check::mbi(&compact) || spaced_ssn;
    if whole { wide } else { chunk }
}

fn sizes(note: &Note<'_>, chunk: Chunk) -> Few<usize, 4> {
    (chunk.first..=chunk.last)
        .map(|i| note.at(i))
        .filter(|t| t.is_number())
        .map(|t| t.len())
        .collect()
}

/// A unique device identifier: GS1 `(01)` and a GTIN of 14 digits, bracketed or run together (21 CFR 830, GS1 General
/// Specifications), with its production identifiers.
pub(crate) fn device(note: &Note<'_>, index: usize) -> Option<Spot> {
    let token = note.at(index);
    if token.is_mark(b'+') {
        return health_industry(note, index);
    }
    let start = if token.is_mark(b'(')
        && note.bytes_of(note.at(index + 1)) == b"01"
        && note.at(index + 2).is_mark(b')')
    {
        (note.at(index + 3).is_number() && note.at(index + 3).len() == 14).then_some(index + 3)?
    } else {
        let bytes = note.bytes_of(token);
        let gtin = bytes.strip_prefix(b"01")?.get(..14)?;
        (token.is_number() && bytes.len() >= DEVICE && check_gtin(gtin)).then_some(index)?
    };
    let mut last = start;
    while last < start + 24 && note.at(last + 1).joined() && !note.at(last + 1).is_one_of(b".,;") {
        last += 1;
    }
    Some(Spot::block(index, last, Category::Device, "shape.udi"))
}

/// A label of the Health Industry Business Communications Council: `+`, a letter, the maker's and the device's codes.
fn health_industry(note: &Note<'_>, index: usize) -> Option<Spot> {
    let first = note.at(index + 1);
    let chunk = Chunk::at(note, index + 1);
    (first.is_word()
        && first.len() <= 4
        && first.joined()
        && chunk.digits >= 6
        && chunk.length() >= 10)
        .then(|| Spot::block(index, chunk.last, Category::Device, "shape.udi"))
}

/// The GS1 check digit: weights 3 and 1 from the left of fourteen digits, modulo 10.
fn check_gtin(gtin: &[u8]) -> bool {
    let sum: u32 = gtin
        .iter()
        .zip([3, 1].iter().cycle())
        .map(|(d, weight)| u32::from(d.saturating_sub(b'0')) * weight)
        .sum();
    sum.is_multiple_of(10)
}

/// A masked Social Security number: `xxx-xx-1234`, `***-**-1234`; `index` is the last group.
pub(crate) fn masked(note: &Note<'_>, index: usize) -> Option<Spot> {
    let last = note.at(index);
    // "XXXXX1234": all but the last four without a mark between.
    let run = (1..=5).take_while(|back| note.before(index, *back).is_mark(b'*')).count();
    let word = note.before(index, 1);
    let crossed = word.len() == 5 && note.bytes_of(word).iter().all(|b| b"xX".contains(b));
    if last.joined() && last.len() == 4 && !note.at(index + 1).joined() && (run == 5 || crossed) {
        return Some(Spot::block(index - run.max(1), index, Category::Ssn, "shape.masked"));
    }
    let dash = |back| note.before(index, back).is_one_of(b"-. ");
    let next = note.at(index + 1);
    let ends = !next.joined() || next.is_one_of(b".,;:)|\"") && !note.at(index + 2).is_number();
    if !(last.is_number() && last.len() == 4 && dash(1) && ends) {
        return None;
    }
    let hidden = |token: &crate::note::Token| {
        token.is_one_of(b"*#")
            || token.is_word() && note.bytes_of(token).iter().all(|b| b"xX".contains(b))
    };
    let first =
        (2..=9).take_while(|back| hidden(note.before(index, *back)) || dash(*back)).last()?;
    let masks = (2..=first).filter(|back| hidden(note.before(index, *back))).count();
    (masks >= 2).then(|| Spot::block(index - first, index, Category::Ssn, "shape.masked"))
}
