//! Addresses that lack a house number or a street's suffix, where the words around them say that they are one.

use crate::Category;
use crate::known;
use crate::lexicon::role;
use crate::note::{Gap, Note, Style};
use crate::rules::{place, street};
use crate::spot::Spot;

/// Words that ask for an address and for nothing else.
const ASKING: [u64; 22] = known::hashes([
    "address",
    "addr",
    "addresses",
    "lives",
    "living",
    "lived",
    "live",
    "resides",
    "residing",
    "reside",
    "residence",
    "res",
    "street",
    "mail",
    "mailed",
    "ship",
    "deliver",
    "delivered",
    "moved",
    "staying",
    "domicilio",
    "dir",
]);

/// Words that a street's name begins with: "Avenue C", "Rue Royale", "Via Verde".
const FIRST: [u64; 12] = known::hashes([
    "avenue", "ave", "rue", "via", "calle", "camino", "avenida", "paseo", "plaza", "corte",
    "circulo", "the",
]);

/// Whether a word that asks for an address stands right before: "lives at ", "Address: ".
fn asked(note: &Note<'_>, index: usize) -> bool {
    let link = |back: usize| {
        note.before(index, back).is_one_of(b":.")
            || note
                .is_any(index.wrapping_sub(back), words!["at", "is", "to", "on", "in", "en", "now"])
    };
    let links = (1..=3).take_while(|back| link(*back)).count();
    links > 0 && note.is_any(index.wrapping_sub(links + 1), &ASKING)
}

/// The last of one to four capitalised words from `from`.
fn words(note: &Note<'_>, from: usize) -> Option<usize> {
    let named = |at: usize| {
        let token = note.at(at);
        let small = note.is_any(at, words!["of", "the", "de", "la", "del", "old", "new"]);
        (token.is_capital() || small)
            && (small || !token.has(role::MONTH | role::STATE_ONE | role::STOP))
            && (at == from
                || token.gap == Gap::Blank
                || token.joined() && note.at(at - 1).is_one_of(b".'-"))
    };
    let mut last = None;
    let mut at = from;
    for _ in 0..4 {
        if !named(at) {
            break;
        }
        last = Some(at);
        let mark = note.at(at + 1).is_one_of(b".'-")
            && note.at(at + 1).joined()
            && note.at(at + 2).is_capital();
        at += if mark { 2 } else { 1 };
    }
    last
}

/// "lives at 850 Elmwood", "300 Broadway, Waco, TX", "Address: 210 Avenue C"; `index` is the house number.
pub(super) fn number(note: &Note<'_>, index: usize) -> Option<Spot> {
    let (token, next) = (note.at(index), note.at(index + 1));
    let ordinal = next.joined() && note.is_any(index + 1, words!["th", "st", "nd", "rd"]);
    if !ordinal && !next.is_capital() && !(next.has(role::DIRECTION) && next.gap == Gap::Blank) {
        return None;
    }
    if token.len() > 5
        || token.joined() && !note.before(index, 1).is_one_of(b":#(")
        || next.gap != Gap::Blank && !ordinal
    {
        return None;
    }
    let crossing = note.is_any(index + 2, words!["and", "at"]) || note.at(index + 2).is_mark(b'&');
    if crossing && asked(note, index) && next.joined() && note.at(index + 3).is_capital() {
        return Some(Spot::block(index, index + 3, Category::Address, "place.door"));
    }
    let led = note.is_any(index + 1, &FIRST) && next.is_capital();
    let asked = asked(note, index);
    if !asked
        && !led
        && note.roles & role::ADDRESS_CUE == 0
        && !(next.is_capital() && note.roles & (role::STATE_ABBR | role::STATE_ONE) != 0)
    {
        return None;
    }
    let direction = next.has(role::DIRECTION);
    let dot = usize::from(direction && note.at(index + 2).is_mark(b'.'));
    let name = index + 1 + if direction { 1 + dot } else { 0 };
    let numbered = note.at(name).is_number()
        && note.is_any(name + 1, words!["st", "nd", "rd", "th"])
        && note.at(name + 1).joined();
    let last = if numbered { name + 1 } else { words(note, index + 1)? };
    let measured =
        next.has(role::UNIT | role::COUNTED) && !direction || next.class.clinical() && !led;
    let measured = measured || last == index + 1 && token.len() < 3 && next.class.english();
    let comma = note.at(last + 1).is_mark(b',');
    let town = comma && place::town_and_state(note, last + 2);
    let known = note.is(index + 1, word!("broadway")) && next.is_capital();
    let sure = asked
        || town
        || known
        || told(note, last)
        || led && token.len() >= 2 && asked_far(note, index);
    (sure && !measured && last > index)
        .then(|| Spot::block(index, street::unit(note, last), Category::Address, "place.door"))
}

/// "5576 Broadway", "31279 Calle Encino": a street that needs no suffix.
pub(super) fn unsuffixed(note: &Note<'_>, index: usize) -> Option<Spot> {
    if note.roles & (role::LONE_STREET | role::ROAD_LEAD) == 0 {
        return None;
    }
    let number = note.at(index);
    let inner = number.joined() && !note.before(index, 1).is_one_of(b":#(\"[|");
    if inner || !(2..=6).contains(&number.len()) {
        return None;
    }
    let from = street::number_end(note, index)?;
    let turned = note.at(from).has(role::DIRECTION);
    let dot = usize::from(turned && note.at(from + 1).is_mark(b'.'));
    let at = from + usize::from(turned) + dot;
    let cased = note.style != Style::Mixed || note.at(at).is_capital();
    let last = if note.at(at).has(role::LONE_STREET) {
        at
    } else if note.at(at).has(role::ROAD_LEAD) {
        led(note, at)?
    } else {
        return None;
    };
    cased.then(|| Spot::block(index, street::unit(note, last), Category::Address, "place.door"))
}

/// The end of the name that "Calle", "Camino" or "Rue" begins; "via catheter" begins none.
fn led(note: &Note<'_>, at: usize) -> Option<usize> {
    let cased = note.style == Style::Mixed;
    let route = note.is(at, word!("via")) && !cased;
    let small = |at: usize| note.at(at).has(role::PARTICLE) && note.at(at).len() < 4;
    let named = |at: usize| {
        let token = note.at(at);
        let ends = role::STOP | role::VERB | role::PREPOSITION | role::UNIT | role::MONTH;
        token.is_word()
            && token.gap == Gap::Blank
            && !token.class.clinical()
            && (token.is_capital() || !cased && !token.has(ends))
    };
    let end = (at + 1..at + 5).take_while(|at| named(*at) || small(*at)).last()?;
    let whole = if small(end) { None } else { Some(end) };
    whole.filter(|_| !route)
}

/// "… is her work address": the words after it say what it is.
fn told(note: &Note<'_>, last: usize) -> bool {
    let is = (last + 1..=last + 5).find(|at| note.is(*at, word!("is")));
    is.is_some_and(|is| {
        note.at(is + 1).has(role::POSSESSIVE)
            && (is + 2..=is + 4).any(|at| note.is_any(at, words!["address", "residence", "home"]))
    })
}

fn asked_far(note: &Note<'_>, index: usize) -> bool {
    (1..=5).any(|back| note.before(index, back).has(role::ADDRESS_CUE))
}

/// "lives on Elm Street", "corner of Main and 5th", "Address: Box 441", "lives at Lot 12"; `index` is a word.
pub(super) fn word(note: &Note<'_>, index: usize) -> Option<Spot> {
    let spot =
        |first: usize, last: usize| Some(Spot::block(first, last, Category::Address, "place.door"));
    if note.is_any(index, words!["corner", "intersection"]) && note.is(index + 1, word!("of")) {
        let ordinal = note.at(index + 2).is_number() && note.at(index + 3).joined();
        let left = if ordinal { index + 3 } else { words(note, index + 2)? };
        let joint =
            note.is_any(left + 1, words!["and", "at"]) || note.at(left + 1).is_one_of(b"&/");
        let right = left + 2;
        let numbered = note.at(right).is_number() && note.at(right + 1).joined();
        let last = if numbered { right + 1 } else { words(note, right)? };
        return if joint { spot(index + 2, last) } else { None };
    }
    let boxed =
        note.at(index).has(role::UNIT_WORD) || note.is_any(index, words!["box", "pmb", "drawer"]);
    let value = index + 1 + usize::from(note.at(index + 1).is_mark(b'#'));
    if boxed && note.at(index).len() > 1 && asked(note, index) && note.at(value).is_number() {
        return spot(index, value);
    }
    if note.is_any(index, words!["on", "at", "off", "along"]) && note.at(index + 1).is_capital() {
        let lead = usize::from(note.is_any(index + 1, words!["state", "county", "us", "old"]));
        let number = index + lead + 2;
        let route = note.at(number - 1).has(role::ROAD)
            && note.at(number).is_number()
            && (1..=3).any(|back| note.before(index, back).has(role::RESIDE));
        if route {
            return spot(index + 1, number);
        }
        let last = (index + 2..=index + 5).find(|at| {
            let token = note.at(*at);
            token.has(role::STREET_SURE) && token.is_capital() && token.gap == Gap::Blank
        })?;
        let named = (index + 1..last).all(|at| {
            note.at(at).is_capital()
                && !note.at(at).has(role::STOP | role::ORG | role::DOCTOR | role::TITLE)
                || note.at(at).is_mark(b'.')
        });
        let lived = (1..=4).any(|back| note.before(index, back).has(role::RESIDE));
        let other = note.at(last + 1).is_capital() && note.at(last + 1).gap == Gap::Blank;
        return if named && lived && !other { spot(index + 1, last) } else { None };
    }
    None
}

/// "One Main Street": a house number in letters, where an address is asked for.
pub(super) fn spelled(note: &Note<'_>, index: usize) -> Option<Spot> {
    let token = note.at(index);
    if !token.has(role::NUMBER) || !token.is_capital() || !note.at(index + 1).is_capital() {
        return None;
    }
    let last = words(note, index + 1)?;
    let suffix = (index + 2..=last).rev().find(|at| note.at(*at).has(role::STREET_SURE))?;
    (asked_far(note, index) || told(note, suffix) || place::town_and_state(note, suffix + 2))
        .then(|| Spot::block(index, suffix, Category::Address, "place.door"))
}
