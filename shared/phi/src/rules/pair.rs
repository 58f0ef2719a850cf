//! First name and surname beside each other, known from the lists: "Philip Schultz", "Park, Xiomara", "M. Adams".

use crate::Category;
use crate::known;
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note, Style};
use crate::rules::part::{self, Part};
use crate::rules::veto::{joined_eponym, short_form, vetoed};
use crate::rules::{cited, compact, initial, initials, inverted, lower, sorted};
use crate::spot::Spot;

/// Points that a pair needs to be a name.
pub(crate) const ENOUGH: i32 = 5;

/// Words before a saint's name.
const SAINTS: [u64; 4] = known::hashes(["st", "saint", "san", "santa"]);

/// The name that starts at the word `index`.
pub(crate) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    let (next, goes_on) = (note.at(index + 1), continues(note, index));
    let comma = || next.is_one_of(b",^") || goes_on && note.mark_ahead(index + 2, 4, b",^");
    if comma()
        && let Some(spot) = inverted::find(note, index, 0)
    {
        return Some(spot);
    }
    if let Some(spot) = sorted::find(note, index) {
        return Some(spot);
    }
    if !goes_on {
        return None;
    }
    let head = part::at(note, index)?;
    if head.initial {
        return initial::find(note, head).or_else(|| initials::aged(note, index));
    }
    let lower = !head.capital && note.style == Style::Mixed;
    if !(lower && lower::middle(note, head)) {
        part::at(note, head.last + 1)?;
    }
    let parts = if lower { lower::pair(note, head) } else { natural(note, index) };
    let (head, tail) = (*parts.first()?, *parts.last()?);
    // "St. Jude valve": a saint stands for a place, a plant or a maker, unless a first name or label stands before.
    let dotted = usize::from(note.before(index, 1).is_mark(b'.'));
    let saint = parts.len() == 2 && note.is_any(head.first, &SAINTS)
        || note.is_any(index.wrapping_sub(1 + dotted), &SAINTS);
    // "Omicron BA.2.86": what goes on in figures is no surname.
    let coded = note.at(tail.last + 1).is_mark(b'.')
        && note.at(tail.last + 2).is_number()
        && note.at(tail.last + 2).joined();
    if parts.len() < 2
        || saint
        || coded
        || vetoed(note, &parts, true)
        || short_form(note, head, tail)
        || cited::author(note, tail.last)
        || cited::follows_author(note, head.first, tail.last)
    {
        return None;
    }
    let mut score = score(note, head, tail);
    let end = part::with_suffix(note, tail.last);
    let around = context(note, head.first, end) + if end > tail.last { 3 } else { 0 };
    // "John Deere mechanic": a maker's whole name, unless what stands around tells of a person.
    if parts.len() == 2
        && around < 3
        && score >= ENOUGH - 5
        && note.pair_roles(head.first) & role::NAMESAKE != 0
    {
        return None;
    }
    let particled = parts.iter().skip(1).any(|part| part.has(role::PARTICLE))
        && tail.capital
        && !tail.ordinary();
    score += if particled && head.given > 0 { 2 } else { 0 };
    let words = head.english && tail.english && head.given < 3 && around < 2;
    score += around - i32::from(words);
    score -=
        if !lower || lower::middle(note, head) || lower::alone(note, head, tail) { 0 } else { 3 };
    score -= i32::from(note.style != Style::Mixed && !opens(note, head, tail));
    score -=
        if note.style != Style::Mixed && head.has(role::MONTH | role::CREDENTIAL) { 3 } else { 0 };
    let named = score >= ENOUGH
        || swapped(note, head, tail, end)
        || around > 2 && strangers(note, head, tail);
    named.then(|| {
        Spot::block(head.first, part::with_suffix(note, tail.last), Category::Name, "name.pair")
    })
}

/// "Ottavia Brandeis, 58F": two words that are in no other list, where what stands around tells of a person.
fn strangers(note: &Note<'_>, head: Part, tail: Part) -> bool {
    let strange = |part: Part| {
        let token = note.at(part.first);
        let other = part.english || part.clinical || part.roles != 0 || part.initial;
        !other && token.case == Case::Title && token.len() > 4
    };
    note.style == Style::Mixed && strange(head) && strange(tail) && head.last + 1 == tail.first
}

/// "CASTELL RENEE DOB 1/2/60": the surname first.
fn swapped(note: &Note<'_>, head: Part, tail: Part, end: usize) -> bool {
    head.family > 0
        && !head.english
        && tail.given > 1
        && !tail.english
        && (identified(note, end + 1)
            || sorted::headed(note, head.first, end)
            || note.at(end + 1).is_mark(b',') && identified(note, end + 2))
}

/// In a note without case: a first name and a surname that are no other words begin a line.
fn opens(note: &Note<'_>, head: Part, tail: Part) -> bool {
    let rare = |part: Part| !part.english && !part.clinical && part.roles == 0;
    note.at(head.first).gap == Gap::Line
        && head.given > 0
        && tail.family > 0
        && rare(head)
        && rare(tail)
}

/// Whether what follows the word can go on with a name at all: a word, or a mark inside the word or after an initial.
fn continues(note: &Note<'_>, index: usize) -> bool {
    let next = note.at(index + 1);
    let word = next.is_word()
        & (note.name_like(next) | !note.at(index).is_capital() | next.has(role::PARTICLE));
    word | next.joined() & next.is_one_of(b".'-")
}

/// First name, initials or middle names, particles, surname.
fn natural(note: &Note<'_>, index: usize) -> Vec<Part> {
    let mut parts = part::run(note, index);
    let free = note.style != Style::Mixed;
    let head = parts.first().copied();
    let borne = |part: &Part| !free && head.is_some_and(|head| part.borne_too(head));
    let unfit = parts.iter().skip(1).position(|part| {
        part.ordinary() && !part.has(role::PARTICLE) && !borne(part)
            || part.has(role::MONTH | role::RELATION | role::PERSON_NOUN) && part.family < 2
            || free
                && part.known
                && part.family == 0
                && part.given == 0
                && !part.has(role::PARTICLE)
    });
    if let Some(end) = unfit {
        parts.truncate(end + 1);
    }
    while parts.len() > 2 && parts.last().is_some_and(|part| weak(note, *part)) {
        parts.pop();
    }
    while parts.len() > 2 && parts.last().is_some_and(|part| part.has(role::SUFFIX)) {
        parts.pop();
    }
    parts.truncate(if free { 3 } else { 5 });
    if free {
        free_end(&mut parts);
    }
    while parts.last().is_some_and(|part| part.initial) {
        parts.pop();
    }
    parts
}

/// Without case a third word belongs to the name only if it is a surname and no ordinary word.
fn free_end(parts: &mut Vec<Part>) {
    let third = parts.get(2).is_some_and(|part| part.family > 1 && !part.english);
    let joined = parts.get(1).is_some_and(|part| part.initial || part.has(role::PARTICLE));
    if !(third || joined) {
        parts.truncate(2);
    }
}

fn weak(note: &Note<'_>, part: Part) -> bool {
    let acronym =
        note.at(part.first).case == Case::Upper && note.style == Style::Mixed && part.family < 3;
    !part.initial
        && (part.family == 0 && (part.known || acronym) || part.english && part.family < 2)
}

/// How much two parts look like first name and surname.
pub(crate) fn score(note: &Note<'_>, head: Part, tail: Part) -> i32 {
    let acronym = |part: Part| {
        note.style == Style::Mixed
            && note.at(part.first).case == Case::Upper
            && note.at(part.first).len() <= 5
    };
    let mut points = head.given * 2 + tail.family * 2;
    points += match (head.given, head.known) {
        (0, false) if !acronym(head) && tail.family > 1 && note.style == Style::Mixed => 0,
        (0, _) if head.family > 1 && !head.english && tail.family > 1 => 0,
        (0, _) => -3,
        _ => 0,
    };
    points += match (tail.family, tail.known) {
        (0, false) if !acronym(tail) && note.style == Style::Mixed => -1,
        (0, _) if tail.given > 1 && !tail.english => 0,
        (0, _) if tail.given > 0 && !tail.english && !acronym(tail) => -1,
        (0, _) => -2,
        _ => 0,
    };
    points -= if head.english { if head.given < 3 { 3 } else { 2 } } else { 0 };
    points -= if tail.english { if tail.family < 3 { 2 } else { 1 } } else { 0 };
    points -= if tail.english && (head.english || !head.known) { 2 } else { 0 };
    points -= if model(note, head, tail) { 3 } else { 0 };
    let borne = head.given > 1 && !head.english && tail.family > 1 && tail.capital;
    points -= if head.clinical { 4 } else { 0 };
    points -= if tail.clinical { if borne { 2 } else { 4 } } else { 0 };
    points -= if acronym(head) && acronym(tail) && !spelled_out(note, head) { 2 } else { 0 };
    points
        - if head.has(role::MONTH | role::STATE_ONE | role::STATE_LEAD | role::WEEKDAY) {
            3
        } else {
            0
        }
}

/// "Edwards Sapien 3", "Da Qing": a model's number after what no first name begins, or a particle alone before a word.
fn model(note: &Note<'_>, head: Part, tail: Part) -> bool {
    let number = note.at(tail.last + 1);
    let timed = note.at(tail.last + 2).joined() && note.at(tail.last + 2).is_one_of(b":/-");
    let numbered = number.is_number() && number.len() <= 3 && !timed;
    let numbered = numbered && !identified(note, tail.last + 1);
    let graded = graded(note, head, tail);
    let counted = note.at(tail.last + 2).has(role::COUNTED) && tail.given > 1;
    head.given < 2
        && note.style == Style::Mixed
        && (numbered && !counted || head.has(role::PARTICLE))
        || graded
}

/// "Reese-Ellsworth Va": two names joined and a grade.
fn graded(note: &Note<'_>, head: Part, tail: Part) -> bool {
    head.last > head.first
        && tail.family < 2
        && tail.given < 2
        && note.at(tail.first).len() < 3
        && note.at(head.last).class.surname() > 1
        && (joined_eponym(note, head) || !given_twice(note, head))
}

/// "Jean-Pierre", "Mary-Ann": two first names joined.
fn given_twice(note: &Note<'_>, part: Part) -> bool {
    note.at(part.first).class.first() > 1 && note.at(part.last).class.first() > 1
}

fn spelled_out(note: &Note<'_>, part: Part) -> bool {
    note.at(part.first).len() > 4
}

/// Whether a birth date, an age or a number's label stands here, as after a name in a list of patients.
pub(crate) fn identified(note: &Note<'_>, at: usize) -> bool {
    let token = note.at(at);
    token.has(role::DOB_CUE | role::SSN_WORD | role::MRN_WORD | role::MEMBER_SURE | role::MONTH)
        || token.len() == 1 && token.has(role::SEX) && dated(note, at + 1)
        || token.is_number()
            && (note.at(at + 1).has(role::AGE_UNIT)
                || note.at(at + 1).has(role::SEX) && note.at(at + 1).joined()
                || note.at(at + 1).is_one_of(b"/-")
                || token.len() == 8
                || compact::six(token))
}

/// A date of eight figures or the beginning of one with marks: "F  19530817", "M 4/5/61".
fn dated(note: &Note<'_>, at: usize) -> bool {
    let token = note.at(at);
    token.is_number()
        && token.gap == Gap::Blank
        && (token.len() == 8 || note.at(at + 1).is_one_of(b"/-") && note.at(at + 2).is_number())
}

/// Whether a labelled number or birth date ends right before this token: "MR# 55-81-02 J. Rhee", "DOB 7/14/69, Ana Rhee".
pub(crate) fn follows_identifier(note: &Note<'_>, first: usize) -> bool {
    const REACH: usize = 14;
    let parted = usize::from(note.before(first, 1).is_one_of(b",;|"));
    if !note.before(first, 1 + parted).is_number() || note.at(first).gap == Gap::None {
        return false;
    }
    let passed = |back: &usize| {
        let token = note.before(first, *back);
        token.is_number()
            || token.is_one_of(b"-/.:#,=")
            || token.is_word() && (token.len() == 1 || token.has(role::NUMBERED | role::LINK))
    };
    let run = (1 + parted..REACH).take_while(passed).count();
    let label = role::DOB_CUE | role::MRN_WORD | role::SSN_WORD | role::MEMBER_SURE;
    let word = 1 + parted + run;
    // "D.O.B. 7/14/69": the run passed over the letters.
    let dotted = (0..run).any(|back| {
        let at = first.saturating_sub(1 + parted + back);
        note.is(at, word!("b"))
            && note.is(at.wrapping_sub(2), word!("o"))
            && note.is(at.wrapping_sub(4), word!("d"))
    });
    note.before(first, word).has(label)
        || dotted
        || note.is(first.wrapping_sub(word), word!("mr")) && note.at(first - word + 1).is_mark(b'#')
}

/// "hi, its ana etxeberria", "this is Bo Lindqvist": people tell their names so.
fn introduced(note: &Note<'_>, first: usize) -> bool {
    let said = |back: usize, words: &[u64]| note.is_any(first.wrapping_sub(back), words);
    said(1, words!["its", "im"])
        || said(1, words!["is"]) && said(2, words!["this", "name"])
        || said(1, words!["s"]) && said(3, words!["it"])
        || said(1, words!["m", "am"]) && (said(2, words!["i"]) || said(3, words!["i"]))
}

/// ", deb strickfaden": a name ends a message, after a mark or on a line of its own; its last word is in no other list.
fn signed(note: &Note<'_>, first: usize, last: usize) -> bool {
    let (before, tail) = (note.before(first, 1), note.at(last));
    let apart = before.is_one_of(b",.-/") || note.at(first).gap == Gap::Line;
    let strange = !tail.class.english() && !tail.class.clinical() && tail.len() > 4;
    note.at(last + 1).is_edge() && apart && strange && last == first + 1
}

/// What stands around a pair and speaks for a name.
pub(crate) fn context(note: &Note<'_>, first: usize, last: usize) -> i32 {
    let before = note.before(first, 1);
    let after = note.at(last + 1);
    let mut points = 0;
    if before.has(role::NAME_LABEL | role::RELATION | role::VERB) && !before.has(role::STOP)
        || note.is_any(
            first.wrapping_sub(1),
            words!["for", "with", "by", "from", "to", "referring", "treat", "treating", "seeing"],
        )
        || before.is_mark(b'/') && note.is(first.wrapping_sub(2), word!("w"))
    {
        points += 2;
    }
    if matches!(before.kind, Kind::Edge | Kind::Mark(b'.' | b':' | b';' | b'|'))
        || before.gap == Gap::Line
    {
        points += 1;
    }
    let related = |at: usize| {
        let skip = usize::from(
            note.at(at).has(role::POSSESSIVE) || note.is_any(at, words!["the", "a", "an"]),
        );
        note.at(at + skip).has(role::RELATION)
            || note.is_any(at + skip, words!["health", "proxy", "caregiver", "guardian", "poa"])
            || note.is_any(at + skip, words!["dtr", "dau", "gf", "bf", "sis", "bro", "mil", "fil"])
    };
    // "S/O Tamsin Reed": the child of.
    let child = note.is(first.wrapping_sub(1), word!("o"))
        && note.before(first, 2).is_mark(b'/')
        && note.is_any(first.wrapping_sub(3), words!["s", "d"]);
    points += if child { 4 } else { 0 };
    let told = after.is_one_of(b",(|") && related(last + 2)
        || after.is_one_of(b",(./|") && identified(note, last + 2)
        || identified(note, last + 1)
        || after.is_mark(b'<') && (last + 3..last + 9).any(|i| note.at(i).is_mark(b'@'));
    points += if follows_identifier(note, first) || introduced(note, first) { 3 } else { 0 };
    points += if signed(note, first, last) { 2 } else { 0 };
    if told {
        points += 3;
    } else if after.has(role::VERB)
        || note.is(last + 1, word!("c"))
            && note.at(last + 2).is_mark(b'/')
            && note.is(last + 3, word!("o"))
    {
        points += 2;
    } else if matches!(after.kind, Kind::Edge | Kind::Mark(b'.' | b',' | b';' | b')' | b'|')) {
        points += 1;
    }
    points
}
