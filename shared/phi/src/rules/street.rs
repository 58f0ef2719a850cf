//! Street addresses and post-office boxes: 45 CFR 164.514(b)(2)(i)(B). Suffixes after USPS Publication 28, appendix C1.

use crate::Category;
use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style, Token};
use crate::rules::door;
use crate::spot::Spot;

/// Words of a street's name before its suffix.
const WORDS: usize = 5;

/// What one of the words after a house number is.
const SUFFIXES: u128 = role::STREET | role::ROAD;

/// Without any of these words in a note no number in it begins an address.
pub(crate) const ASKED: u128 = SUFFIXES
    | role::ADDRESS_CUE
    | role::STATE_ABBR
    | role::STATE_ONE
    | role::LONE_STREET
    | role::ROAD_LEAD;

/// The address that starts at token `index`, if one does.
pub(crate) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    let token = note.at(index);
    if token.is_number() {
        if !may_open(note, index) {
            return None;
        }
        let ahead = note.roles & SUFFIXES != 0 && note.roles_ahead(index + 1, 9) & SUFFIXES != 0;
        let shield = note.at(index + 2).is_mark(b'-')
            && note.is_any(index + 1, words!["us", "sr", "sh", "ih", "i"]);
        let whole = if ahead || shield {
            highway(note, index).or_else(|| house(note, index))
        } else {
            None
        };
        return whole
            .or_else(|| door::number(note, index))
            .or_else(|| door::unsuffixed(note, index));
    }
    if token.has(role::BOX_LEAD)
        && let Some(spot) = post_box(note, index).or_else(|| spanish(note, index))
    {
        return Some(spot);
    }
    if token.has(role::NUMBER) {
        return door::spelled(note, index);
    }
    if token.has(role::DOOR_LEAD) { door::word(note, index) } else { None }
}

/// Whether a house number may stand here: no part of a longer value, and a street's name can go on from it.
fn may_open(note: &Note<'_>, index: usize) -> bool {
    let (token, next) = (note.at(index), note.at(index + 1));
    let inner = token.joined() & !note.before(index, 1).is_one_of(b":#(\"[|^*>");
    (token.len() <= 6) & !inner & (next.is_value() | next.is_mark(b'-'))
}

/// House number, one to five words, suffix, unit.
fn house(note: &Note<'_>, index: usize) -> Option<Spot> {
    let before = note.before(index, 1);
    let number = note.at(index);
    if number.len() > 6 || number.joined() && !before.is_one_of(b":#(\"[|^*>") {
        return None;
    }
    let from = number_end(note, index)?;
    if note.is_any(from, words!["deg", "degrees"]) {
        return None;
    }
    let cued = (1..=5).any(|back| note.before(index, back).has(role::ADDRESS_CUE));
    let end = suffix(note, from, number.len() >= 3, cued)?;
    let wordy = (from..end).filter(|i| note.at(*i).is_word()).count();
    let sure = note.at(end).has(role::STREET_SURE) || note.at(end).has(role::DIRECTION);
    let known = (from..end).any(|i| {
        note.at(i).class.surname() > 1
            || note.at(i).class.first() > 1
            || note.at(i).class.english()
            || note.at(i).is_number()
    });
    let free = note.style != Style::Mixed;
    let short_suffix = note.at(end).len() <= 3
        || note.is_any(end, words!["way", "place", "square", "court", "drive", "pass", "run"]);
    let enough = match (sure, cued) {
        (_, true) => true,
        (true, false) => !(free && short_suffix && number.len() < 3),
        (false, false) => number.len() >= 3 && known && wordy <= 2 && !free,
    };
    enough.then(|| {
        Spot::block(index, unit(note, dotted(note, end)), Category::Address, "place.street")
    })
}

/// The token after a house number: `22`, `22B`, `45-12`, `12 1/2`; none where a unit follows.
pub(super) fn number_end(note: &Note<'_>, index: usize) -> Option<usize> {
    let next = note.at(index + 1);
    if next.joined()
        && next.is_mark(b'-')
        && note.at(index + 2).is_number()
        && note.at(index + 2).len() <= 3
    {
        return (note.at(index + 3).gap == Gap::Blank).then_some(index + 3);
    }
    // "2210-B W. Mesquite Blvd"
    let door = note.at(index + 2);
    if next.joined() && next.is_mark(b'-') && door.is_word() && door.len() == 1 && door.joined() {
        return (note.at(index + 3).gap == Gap::Blank).then_some(index + 3);
    }
    // "4410 1/2 Elm St": a half house.
    let half = note.at(index + 2).is_mark(b'/')
        && note.at(index + 2).joined()
        && note.at(index + 3).joined();
    if half && next.is_number() && next.len() == 1 && note.at(index + 3).is_number() {
        return Some(index + 4);
    }
    if next.joined() && next.is_word() && next.len() == 1 {
        return Some(index + 2);
    }
    let measured = next.has(role::UNIT) && !next.has(role::DIRECTION) && next.case != Case::Title;
    (!next.joined() && !measured).then_some(index + 1)
}

/// The last token of a street's name that begins at `from`: its suffix.
fn suffix(note: &Note<'_>, from: usize, loose: bool, cued: bool) -> Option<usize> {
    let mut found = None;
    let mut words = 0;
    let mut at = from;
    while words <= WORDS {
        let token = note.at(at);
        if token.is_mark(b'.')
            && token.joined()
            && note.before(at, 1).len() <= 5
            && (note.at(at + 1).is_word() || note.at(at + 1).is_number() && at == from + 1)
            && found != Some(at - 1)
        {
            at += 1;
            continue;
        }
        if token.is_one_of(b"'-") && token.joined() && note.at(at + 1).joined() {
            at += 2;
            continue;
        }
        let next_sentence = token.gap == Gap::Line && note.before(at, 1).is_mark(b'.');
        if next_sentence {
            break;
        }
        if token.has(role::STREET) && words > 0 && street_like(note, token) {
            found = Some(at);
        } else if found.is_some() {
            break;
        } else if !name_word(note, at, loose, cued) {
            return None;
        }
        at += if token.is_number() { 2 } else { 1 };
        words += 1;
    }
    let end = found?;
    let direction = note.at(end + 1);
    let turned =
        direction.has(role::DIRECTION) && direction.is_capital() && direction.gap != Gap::Line;
    (words > 1).then_some(if turned { end + 1 } else { end })
}

fn street_like(note: &Note<'_>, token: &Token) -> bool {
    note.style != Style::Mixed || token.is_capital() || token.has(role::STREET_SURE)
}

/// A word (or an ordinal number) that a street may be named by.
fn name_word(note: &Note<'_>, at: usize, loose: bool, cued: bool) -> bool {
    let token = note.at(at);
    if token.is_number() {
        let ordinal =
            note.is_any(at + 1, words!["st", "nd", "rd", "th"]) && note.at(at + 1).joined();
        return ordinal && token.len() <= 3;
    }
    let plain = token.is_word() && !token.joined();
    let refused = token.has(role::VERB | role::STOP)
        && !token.has(role::DIRECTION | role::PARTICLE)
        && !note.is_any(at, words!["old", "new", "of", "left", "right", "lower", "upper"]);
    let clinical = token.class.clinical() && token.class.surname() < 2 && !token.class.english();
    let body = token.class.clinical() && !cued && !token.is_capital() && !loose;
    plain
        && !refused
        && !clinical
        && !body
        && (cued || note.style != Style::Mixed || token.is_capital())
}

fn dotted(note: &Note<'_>, end: usize) -> usize {
    let dot = note.at(end + 1);
    let inner = dot.is_mark(b'.') && dot.joined() && note.at(end).len() <= 4;
    if inner { end + 1 } else { end }
}

/// Takes in "Apt 4B", "Unit #12", ", Suite 300".
pub(super) fn unit(note: &Note<'_>, end: usize) -> usize {
    let mut at = end + 1 + usize::from(note.at(end + 1).is_mark(b','));
    let named = note.at(at).has(role::UNIT_WORD);
    if named {
        at += 1 + usize::from(note.at(at + 1).is_mark(b'.'));
    }
    let hash = note.at(at).is_mark(b'#');
    at += usize::from(hash);
    let value = note.at(at);
    let fits = value.is_number() && value.len() <= 5 || value.is_word() && value.len() <= 2;
    if !(named || hash) || !fits {
        return end;
    }
    let tail = note.at(at + 1);
    if tail.joined() && (tail.is_word() || tail.is_number()) && tail.len() <= 4 {
        at + 1
    } else {
        at
    }
}

/// "4500 County Road 5", "123 US Hwy 1", "77 Highway 12 North".
fn highway(note: &Note<'_>, index: usize) -> Option<Spot> {
    let mut at = index + 1;
    for _ in 0..3 {
        at += usize::from(note.is_any(
            at,
            words![
                "us",
                "state",
                "county",
                "old",
                "farm",
                "to",
                "market",
                "n",
                "s",
                "e",
                "w",
                "north",
                "south",
                "east",
                "west",
                "interstate",
            ],
        ));
    }
    let shield = note.is_any(at, words!["us", "sr", "sh", "ih", "i", "th", "nc", "tx"])
        && note.at(at + 1).is_mark(b'-')
        && note.at(at + 1).joined()
        || note.is_any(at.wrapping_sub(1), words!["us", "state"]) && note.at(at).is_mark(b'-');
    let at = if note.at(at).is_mark(b'-') { at - 1 } else { at };
    let road = shield
        || note
            .is_any(at, words!["highway", "hwy", "route", "rte", "road", "rd", "rt", "fm", "cr"]);
    let value = at + 1 + usize::from(note.at(at + 1).is_one_of(b".-#"));
    let numbered = note.at(value).is_number() && note.at(value).len() <= 4;
    let plain = note.at(index).len() <= 6 && !note.at(index).joined();
    // "plt 288 Cr 0.7": creatinine.
    let measured = note.at(value + 1).is_mark(b'.')
        && note.at(value + 1).joined()
        && note.at(value + 2).is_number()
        && note.at(value + 2).joined();
    (plain && road && numbered && !measured)
        .then(|| Spot::block(index, unit(note, value), Category::Address, "place.highway"))
}

/// "P.O. Box 12", "POB 12", "Post Office Box 12", "RR 2 Box 15", "Rural Route 3".
fn post_box(note: &Note<'_>, index: usize) -> Option<Spot> {
    let mark = |at: usize| usize::from(note.at(at).is_mark(b'.') && note.at(at).joined());
    let number = |at: usize| {
        let at = at + usize::from(note.at(at).is_one_of(b"#:."));
        (note.at(at).is_number() && note.at(at).len() <= 7).then_some(at)
    };
    let end = if note.is(index, word!("pob")) {
        number(index + 1)?
    } else if note.is(index, word!("po"))
        || note.is(index, word!("p"))
            && (note.is(index + 1, word!("o")) || note.is(index + 2, word!("o")))
    {
        let after = if note.is(index, word!("po")) {
            index + 1
        } else if note.is(index + 1, word!("o")) {
            index + 2
        } else {
            index + 3
        };
        let word = after + mark(after);
        note.is_any(word, words!["box", "bx", "drawer"]).then(|| number(word + 1))??
    } else if note.is(index, word!("post"))
        && note.is(index + 1, word!("office"))
        && note.is(index + 2, word!("box"))
    {
        number(index + 3)?
    } else if note.is_any(index, words!["psc", "cmr", "unit"]) && note.is(index + 2, word!("box")) {
        number(index + 1).and_then(|_| number(index + 3))?
    } else if note.is(index, word!("r"))
        && note.at(index + 1).is_mark(b'.')
        && note.is(index + 2, word!("r"))
    {
        let route = number(index + 3 + mark(index + 3))?;
        note.is(route + 1, word!("box")).then(|| number(route + 2)).flatten().unwrap_or(route)
    } else if note.is_any(index, words!["rr", "hc"])
        || note.is(index, word!("rural")) && note.is_any(index + 1, words!["route", "rt", "rte"])
    {
        let word = if note.is(index, word!("rural")) { index + 2 } else { index + 1 };
        let route = number(word)?;
        let follows = route + 1 + usize::from(note.at(route + 1).is_mark(b','));
        let boxed = note.is(follows, word!("box")).then(|| number(follows + 1)).flatten();
        let spelled = note.is(index, word!("rural"));
        boxed.or(spelled.then_some(route))?
    } else {
        return None;
    };
    let lettered =
        note.at(end + 1).joined() && note.at(end + 1).is_word() && note.at(end + 1).len() == 1;
    let end = end + usize::from(lettered);
    Some(Spot::block(index, end, Category::Address, "place.box"))
}

/// "Calle Luna 123", "Avenida Ponce de León 45".
fn spanish(note: &Note<'_>, index: usize) -> Option<Spot> {
    if !note.is_any(
        index,
        words![
            "calle",
            "avenida",
            "avda",
            "carrera",
            "paseo",
            "camino",
            "calzada",
            "urb",
            "urbanizacion",
            "barrio",
            "bo",
            "carr",
            "carretera",
            "cond",
            "rue",
        ],
    ) {
        return None;
    }
    let mut at = index + 1 + usize::from(note.at(index + 1).is_mark(b'.'));
    if !note.at(at).is_capital() && note.style == Style::Mixed {
        return None;
    }
    while at < index + 6 && note.at(at).is_word() && !note.at(at).has(role::VERB) {
        at += 1;
    }
    let at = at + usize::from(note.at(at).is_one_of(b"#,"));
    (at > index + 1 && note.at(at).is_number() && note.at(at).len() <= 5)
        .then(|| Spot::block(index, at, Category::Address, "place.calle"))
}
