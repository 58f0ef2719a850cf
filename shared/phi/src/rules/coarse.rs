//! Times coarser than a month that still name a part of a year (flagged), and ages above 89 (45 CFR 164.514(b)(2)(i)(C)).

use crate::Category;
use crate::lexicon::role;
use crate::note::{Case, Kind, Note, Style};
use crate::spot::Spot;

/// "fall 2018", "summer of 2018", "Q2 2025", "late 2021".
pub(crate) fn season(note: &Note<'_>, index: usize) -> Option<Spot> {
    let token = note.at(index);
    let year = |at: usize| {
        note.at(at).is_number() && note.at(at).len() == 4 && note.at(at).in_range(1900, 2099)
    };
    let holiday = note.is_any(index, words!["day", "eve"])
        && note.is_any(
            index.wrapping_sub(1),
            words![
                "labor",
                "memorial",
                "new",
                "independence",
                "christmas",
                "valentine",
                "mother",
                "father",
                "veterans",
                "columbus",
                "year",
                "years",
                "s",
            ],
        );
    let quarter = note.is(index, word!("q"))
        && note.at(index + 1).joined()
        && note.at(index + 1).in_range(1, 4)
        && note.at(index + 1).len() == 1;
    let named = token.has(role::SEASON) || note.is(index, word!("quarter")) || holiday;
    if !named && !quarter && !token.has(role::COARSE) {
        return None;
    }
    let mut at = index + 1 + usize::from(quarter);
    for _ in 0..3 {
        let skip = note
            .is_any(at, words!["of", "in", "season", "semester", "eve", "day", "break", "quarter"])
            || note.at(at).is_one_of(b",-'/");
        at += usize::from(skip);
    }
    if year(at) {
        return Some(Spot::warn(index, at, Category::DateCoarse, "date.season"));
    }
    let short = note.at(at - 1).is_mark(b'\'') && note.at(at).is_number() && note.at(at).len() == 2;
    if (named || quarter) && short {
        return Some(Spot::warn(index, at, Category::DateCoarse, "date.season"));
    }
    let back = usize::from(note.before(index, 1).is_one_of(b"-,"));
    let before = index.checked_sub(1 + back)?;
    let trailing = year(before)
        && (quarter
            || token.has(role::SEASON)
                && !note.is_any(index + 1, words!["risk", "risks", "precautions"])
                && note.at(before + 1).gap != crate::note::Gap::Line);
    trailing.then(|| {
        Spot::warn(
            before,
            if quarter { index + 1 } else { index },
            Category::DateCoarse,
            "date.season",
        )
    })
}

/// An age of 90 to 120: "94-year-old", "95 y/o", "aged 93", "91F", "ninety-two year old". `90+` and "over 90" pass.
pub(crate) fn age(note: &Note<'_>, index: usize) -> Option<Spot> {
    let (last, value) = number(note, index)?;
    let index = if note.is(index, word!("hundred")) { index - 1 } else { index };
    if !(90..=120).contains(&value) || isotope(note, index, last) || passes(note, index, last) {
        return None;
    }
    let next = last + 1 + usize::from(note.at(last + 1).is_mark(b'-'));
    // "ninety-six (96)"
    let again = note.at(last + 1).is_mark(b'(') && note.at(last + 3).is_mark(b')');
    let counted =
        note.at(last + 4).has(role::UNIT | role::COUNTED) && unit(note, last + 4).is_none();
    if again && !counted && note.at(index).is_word() && note.at(last + 2).value == value {
        return Some(Spot::block(index, last + 3, Category::Age90, "age.ninety"));
    }
    let end = unit(note, next)
        .or_else(|| {
            let told = cued(note, index)
                || apposed(note, index, last)
                || predicated(note, index, last)
                || reached(note, index, last);
            told.then_some(last)
        })
        .or_else(|| sexed(note, last))?;
    Some(Spot::block(index, end, Category::Age90, "age.ninety"))
}

/// `Tc-99m`, `technetium 99m`, `99m Tc`: the number of an isotope.
fn isotope(note: &Note<'_>, index: usize, last: usize) -> bool {
    let technetium = |at: usize| note.is_any(at, words!["tc", "technetium"]);
    let before = 1 + usize::from(note.before(index, 1).is_mark(b'-'));
    let after = last + 2 + usize::from(note.at(last + 2).is_mark(b'-'));
    technetium(index.wrapping_sub(before)) || note.is(last + 1, word!("m")) && technetium(after)
}

/// A number in figures or words from 90 on, and its last token.
fn number(note: &Note<'_>, index: usize) -> Option<(usize, u32)> {
    let token = note.at(index);
    let before = note.before(index, 1);
    if token.is_number() {
        let part = token.joined() && before.is_one_of(b"./-$<>") && !before.is_mark(b'-')
            || token.joined() && before.is_number();
        let digits = token.len() == 2 || token.len() == 3;
        return (digits && !part).then_some((index, token.value));
    }
    let step = |at: usize| at + usize::from(note.at(at).is_mark(b'-') || note.is(at, word!("and")));
    if note.is(index, word!("ninety")) {
        let next = step(index + 1);
        let unit =
            note.at(next).has(role::NUMBER) && note.at(next).value < 10 && note.at(next).value > 0;
        return Some(if unit { (next, 90 + note.at(next).value) } else { (index, 90) });
    }
    if note.is(index, word!("hundred")) && note.is_any(index.wrapping_sub(1), words!["one", "a"]) {
        let next = step(index + 1);
        let unit = note.at(next).has(role::NUMBER) && note.at(next).value < 20;
        return Some(if unit { (next, 100 + note.at(next).value) } else { (index, 100) });
    }
    None
}

/// Ways to say the allowed category: `90+`, "90 or older", "over 90", ">= 90".
fn passes(note: &Note<'_>, index: usize, last: usize) -> bool {
    let next = note.at(last + 1);
    let open = next.is_one_of(b"+%")
        || note.is_any(last + 1, words!["plus", "percent", "or"])
        || next.is_mark(b'-') && note.is(last + 2, word!("plus"));
    let before = note.before(index, 1);
    // "between 50 and 90 years of age": a payer's bounds.
    let led = |words: &[u64]| note.is_any(index.wrapping_sub(3), words);
    let bounds = note.before(index, 2).is_number()
        && (note.is(index.wrapping_sub(1), word!("and")) && led(words!["between"])
            || note.is(index.wrapping_sub(1), word!("to"))
                && led(words!["from", "age", "ages", "aged"]));
    let compared = before.is_one_of(b"<>=")
        && !(before.is_mark(b'=') && note.is(index.wrapping_sub(2), word!("age")))
        || before.has(role::PLUS)
        || note.is(index.wrapping_sub(1), word!("than"));
    let decades = note.is(last + 1, word!("s")) && next.joined()
        || next.is_mark(b'\'') && note.is(last + 2, word!("s"));
    let decimal = next.is_one_of(b"./")
        && next.joined()
        && note.at(last + 2).is_number()
        && note.at(last + 2).joined();
    open || compared || bounds || decades || decimal
}

/// A unit of years, with its noun: "year-old", "yo", "y/o", "y.o.", "years of age".
fn unit(note: &Note<'_>, at: usize) -> Option<usize> {
    if !note.at(at).has(role::AGE_UNIT) {
        return None;
    }
    let old = |at: usize| note.is_any(at, words!["old", "o", "olds", "young"]);
    let next = at + 1 + usize::from(note.at(at + 1).is_one_of(b"-/."));
    let next = if note.is(next, word!("s")) { next + 1 } else { next };
    if old(next) {
        let dotted =
            note.at(next + 1).is_mark(b'.') && note.is(next, word!("o")) && note.at(next).joined();
        return Some(if dotted { next + 1 } else { next });
    }
    if note.is(next, word!("of")) && note.is(next + 1, word!("age")) {
        return Some(next + 1);
    }
    let short = note.is_any(at, words!["yo", "yoa", "yof", "yom", "anos"])
        || note.is_any(at, words!["y", "yr", "yrs", "years", "year"])
            && note.at(next).has(role::SEX);
    let birthday = note.is(at, word!("years")) && note.is(at.wrapping_sub(2), word!("turned"));
    // "is 101 yrs, declines"
    let been = note.is_any(at.wrapping_sub(2), words!["is", "now"])
        && (note.at(at + 1).is_one_of(b".,;)") || note.at(at + 1).is_edge());
    (short || birthday || been).then_some(at)
}

fn cued(note: &Note<'_>, index: usize) -> bool {
    let filler = |back: usize| {
        note.before(index, back).is_one_of(b":=(")
            || note
                .is_any(index.wrapping_sub(back), words!["is", "of", "at", "was", "now", "about"])
    };
    let back = if filler(1) { 2 } else { 1 };
    let next = note.at(index + 1);
    let measured =
        next.has(role::UNIT) && !next.has(role::AGE_UNIT | role::SEX) || next.is_mark(b'%');
    let ranged = next.is_mark(b'-')
        && next.joined()
        && note.at(index + 2).is_number()
        && note.at(index + 2).value > 120;
    let back = if note.is(index.wrapping_sub(back), word!("sex"))
        && note.before(index, back + 1).is_mark(b'/')
    {
        back + 2
    } else {
        back
    };
    note.before(index, back).has(role::AGE_CUE) && !measured && !ranged
}

/// "Mother, 95, has dementia": an age between commas after a person.
fn apposed(note: &Note<'_>, index: usize, last: usize) -> bool {
    let person = note.before(index, 2);
    let named = person.has(role::RELATION | role::PERSON_NOUN)
        || person.is_capital() && person.class.first() > 1 && !person.class.english();
    named && note.before(index, 1).is_mark(b',') && note.at(last + 1).is_mark(b',')
}

/// "she is 99;", "his mother was 95.", "mother 92, father 94": an age told of a person without a word for it.
fn predicated(note: &Note<'_>, index: usize, last: usize) -> bool {
    let contracted =
        note.is(index.wrapping_sub(1), word!("s")) && note.before(index, 2).is_mark(b'\'');
    let told = contracted
        || note.is_any(index.wrapping_sub(1), words!["is", "turned", "turns", "was", "now"]);
    let bare = note.before(index, 1).has(role::RELATION);
    let (before, closed) = (note.before(index, 2), note.at(last + 1).is_mark(b')'));
    // "mother (94)", "pt 94, lives alone"
    if note.before(index, 1).is_mark(b'(') && closed && before.has(role::RELATION)
        || note.before(index, 1).has(role::PERSON_NOUN)
            && note.at(last + 1).is_mark(b',')
            && note.at(last + 2).has(role::VERB)
    {
        return true;
    }
    let of = index.wrapping_sub(if contracted { 3 } else { 2 });
    let person = note.is_any(of, words!["he", "she", "who"]) || note.at(of).has(role::RELATION);
    let (next, after) = (note.at(last + 1), note.at(last + 2));
    let measured = after.has(role::UNIT | role::SCORE | role::TEMPERATURE)
        || after.is_number()
        || after.case == Case::Upper && after.len() <= 4;
    (told && person || bare) && (next.is_one_of(b".;,)") && !measured || next.is_edge())
}

/// "she'll be 94 next month", "At 96 years, Mrs. da Silva", "At 98, she still": an age that somebody comes or came to.
fn reached(note: &Note<'_>, index: usize, last: usize) -> bool {
    let be = note.is(index.wrapping_sub(1), word!("be"));
    let will = note.is_any(index.wrapping_sub(2), words!["ll", "will"]);
    let contracted = note.before(index, 3).is_mark(b'\'');
    let subject = index.wrapping_sub(if contracted { 4 } else { 3 });
    let someone = |at: usize| {
        note.is_any(at, words!["he", "she", "who"]) || note.at(at).has(role::RELATION | role::TITLE)
    };
    if be && will && someone(subject) {
        return note.is_any(last + 1, words!["next", "in", "this", "on", "soon", "by"])
            || note.at(last + 1).is_one_of(b".,;");
    }
    let comma = last + 1 + usize::from(note.is(last + 1, word!("years")));
    let lived = note
        .is_any(index.wrapping_sub(2), words!["alive", "died", "living", "deceased", "diagnosed"]);
    let ends = note.at(last + 1).is_one_of(b".,;)") || note.at(last + 1).is_edge();
    if note.is(index.wrapping_sub(1), word!("at")) && lived && ends {
        return true;
    }
    note.is(index.wrapping_sub(1), word!("at"))
        && note.at(comma).is_mark(b',')
        && someone(comma + 1)
}

/// A temperature in Fahrenheit: "temp 101 F", "99 F this morning".
fn measured(note: &Note<'_>, last: usize) -> bool {
    let hot = (1..=9).any(|back| note.before(last, back).has(role::TEMPERATURE));
    let after = note.is_any(
        last + 2,
        words![
            "this",
            "today",
            "tonight",
            "overnight",
            "at",
            "yesterday",
            "max",
            "orally",
            "oral",
            "and",
        ],
    );
    note.is(last + 1, word!("f")) && (hot || after)
}

/// "94M", "91 F", "92 male", "a 95 lady", "95th birthday".
fn sexed(note: &Note<'_>, last: usize) -> Option<usize> {
    let next = note.at(last + 1);
    let (single, word) = (next.len() == 1, next.len() > 2);
    let after = note.at(last + 2);
    let letter = next.has(role::SEX)
        && single
        && note.style != Style::Lower
        && next.is_capital()
        && !matches!(after.kind, Kind::Number);
    // "93M, 3 falls" in a note without other capitals
    let apart = !after.joined() || next.is_capital() && after.is_one_of(b",;.:)");
    let lower = next.has(role::SEX) && single && next.joined() && apart;
    let noun = next.has(role::SEX)
        && word
        && !note.is_any(last + 1, words!["patient", "men", "women", "patients"]);
    let sexed = (letter || lower) && !measured(note, last) || noun;
    // "97/M, CKD 4"
    let slashed = next.is_mark(b'/')
        && next.joined()
        && after.has(role::SEX)
        && after.len() == 1
        && after.joined()
        && (note.style == Style::Lower || after.is_capital())
        && !(note.at(last + 3).joined() && !note.at(last + 3).is_one_of(b",;.:)"));
    if slashed {
        return Some(last + 2);
    }
    let birthday = note.is_any(last + 1, words!["st", "nd", "rd", "th"])
        && note.is(last + 2, word!("birthday"));
    if birthday { Some(last + 2) } else { sexed.then_some(last + 1) }
}
