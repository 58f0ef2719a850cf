//! Whether the words around two figures make a date of them: "seen 3/5" is one, "strength 4/5" and "3/14 nodes" are not.

use crate::known;
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note};
use crate::rules::{date, moment};

/// Words to the left that are read.
const REACH: usize = 4;

/// Words that announce a date and a score alike.
const SCORED: [u64; 16] = known::hashes([
    "reported",
    "exam",
    "examined",
    "test",
    "tested",
    "positive",
    "negative",
    "noted",
    "assessed",
    "assessment",
    "study",
    "presented",
    "recorded",
    "updated",
    "for",
    "as",
]);

/// How strongly the words to the left announce a date: 0 not at all, 1 an event or a verb near, 3 a word that asks for a
/// date, 4 a birth label.
pub(crate) fn strength(note: &Note<'_>, index: usize) -> u8 {
    let index = note.before_leader(index);
    let mut best = u8::from(follow_up(note, index) || scheduled(note, index)) * 3;
    for back in 1..=REACH {
        let token = note.before(index, back);
        match token.kind {
            // "C/D 3/8": half of an abbreviation.
            Kind::Word
                if token.len() == 1
                    && note.before(index, back + 1).is_mark(b'/')
                    && !date::born(note, index.wrapping_sub(back)) => {}
            Kind::Word => {
                let near = back <= 2;
                let found = if token.has(role::DOB_CUE)
                    || date::born(note, index.wrapping_sub(back))
                {
                    4
                } else if token.has(role::DATE_STRONG) && near || token.has(role::WEEKDAY) && near {
                    3
                } else if token.has(role::DATE_CUE) && near
                    || back == 1 && participle(note, first_of(index, back))
                    || back == 1 && note.is(first_of(index, back), word!("home"))
                {
                    2
                } else {
                    u8::from(token.has(role::DATE_CUE))
                };
                best = best.max(found);
            }
            Kind::Mark(b':' | b'(' | b'-' | b',' | b'#') => {}
            Kind::Mark(b'.') if token.joined() && note.before(index, back + 1).len() <= 4 => {
                // "last eval. EPDS 3/8": a sentence begins, unless a doctor's name does.
                let doctor = note.before(index, back + 1).has(role::DOCTOR);
                if back > 1 && note.before(index, back - 1).is_capital() && !doctor {
                    break;
                }
            }
            // "infusion #3 3/15", "cycle 2 day 1 3/15": which one it is.
            Kind::Number if counts(note, index, back) => {}
            Kind::Number | Kind::Mark(_) | Kind::Edge => break,
        }
    }
    best
}

/// A small number that counts what came: "#3", "cycle 2 day 1".
fn counts(note: &Note<'_>, index: usize, back: usize) -> bool {
    let lead = note.before(index, back + 1);
    note.before(index, back).len() <= 2
        && (lead.is_mark(b'#')
            || index > back + 2
                && note.is(index - back - 1, word!("day"))
                && note.is(index - back - 3, word!("cycle")))
}

/// `f/u`, `d/c`, `s/p` right before: "f/u 3/12".
fn follow_up(note: &Note<'_>, index: usize) -> bool {
    let pair = |first, second| note.is(index - 3, first) && note.is(index - 1, second);
    // "wk of 6/3"
    let of = note.is(index.wrapping_sub(1), word!("of"))
        && note.is_any(
            index.wrapping_sub(2),
            words!["wk", "week", "weekend", "month", "morning", "night"],
        );
    of || index > 2
        && note.at(index - 2).is_mark(b'/')
        && (pair(word!("f"), word!("u"))
            || pair(word!("d"), word!("c"))
            || pair(word!("s"), word!("p")))
}

/// "last dose 6/25", "next infusion 5/22": something given or planned.
fn scheduled(note: &Note<'_>, index: usize) -> bool {
    let turn = index > 1
        && note.is_any(index - 2, words!["last", "next", "first", "previous", "prior", "missed"]);
    turn && note.is_any(
        index - 1,
        words![
            "dose",
            "cycle",
            "session",
            "injection",
            "infusion",
            "labs",
            "lab",
            "refill",
            "shot",
            "treatment",
            "fill",
            "draw",
            "period",
            "menses",
            "seizure",
            "flare",
            "admission",
        ],
    )
}

const fn first_of(index: usize, back: usize) -> usize {
    index.saturating_sub(back)
}

/// A verb's past participle or a procedure, as in "colonoscopy 3/5" or "debrided 12/23".
fn participle(note: &Note<'_>, index: usize) -> bool {
    let token = note.at(index);
    let event = || {
        ["ed", "scopy", "ectomy", "plasty", "otomy", "ostomy", "graphy", "gram", "centesis"]
            .iter()
            .any(|end| note.ends_with(index, end))
    };
    token.len() > 4
        && event()
        && !token.has(role::SCORE | role::COUNTED)
        && !note.is_any(index, words!["smoked", "kilogram", "milligram"])
}

/// Whether month/day figures without a year, from token `first` to `last`, are a date.
pub(crate) fn month_day(note: &Note<'_>, first: usize, last: usize) -> bool {
    let (month, day) = (note.at(first), note.at(last));
    let mut score = match strength(note, first) {
        0 => -1,
        1 => 1,
        2 => 2,
        3 => 4,
        _ => 6,
    };
    score += left(note, first);
    // "saw her 9/22": nobody's strength or pain is told right after a pronoun of the object.
    if note.is_any(first.wrapping_sub(1), words!["her", "him", "them", "me", "us"]) {
        score += 3;
    }
    // Durations: "day 3/7" is three days of a week, "week 12/52" of a year.
    let unit =
        note.is_any(first.wrapping_sub(1), words!["day", "days", "week", "weeks", "wk", "month"]);
    if unit && matches!(day.value, 7 | 12 | 52 | 14 | 21 | 28) {
        return false;
    }
    // The Allred score of hormone receptors ends in 8: "ER 8/8, PR 7/8".
    if day.value == 8 && note.is_any(first.wrapping_sub(1), words!["er", "pr"]) {
        return false;
    }
    score += right(note, last);
    // "Now pain has returned, 7/10": how bad it is.
    let pain =
        day.value == 10 && (1..=6).any(|back| note.is(first.wrapping_sub(back), word!("pain")));
    score -= if pain { 6 } else { 0 };
    score -= if compared(note, first, last) { 6 } else { 0 };
    score += if moment::of(note, first, last) { 6 } else { 0 };
    if month.len() == 2 && month.value < 10 || day.len() == 2 && day.value < 10 {
        score += 2;
    }
    if fortnight(note, last) {
        score += 6;
    }
    // "PHQ-9 7/8: 19": what was measured that day.
    let result = note.at(last + 2);
    let told = note.at(last + 1).is_mark(b':')
        && note.at(last + 1).joined()
        && result.is_number()
        && !result.joined()
        && !note.at(last + 3).has(role::UNIT);
    score += if told { 6 } else { 0 };
    // "3/19: worse": a diary's line.
    let line = note.at(first).gap == Gap::Line && note.at(last + 1).is_mark(b':');
    score += if line { 3 } else { 0 };
    let cued = strength(note, first) > 1 && !note.is_any(first.wrapping_sub(1), &SCORED);
    let fraction = matches!((month.value, day.value), (1, 2..=4) | (2, 3) | (3, 4))
        && month.len() + day.len() == 2;
    score += if weighed(note, last) && !fraction { 7 } else { 0 };
    score -= if fraction { 3 } else { 0 };
    score += match day.value {
        4 | 5 | 6 | 10 if !cued => -2,
        12 | 20 | 30 if !cued => -1,
        _ if month.value > day.value => 0,
        _ => 1,
    };
    score >= 2
}

/// "now 3/7, prior 5/7": what is counted out of the same number twice, with no word that asks for a date.
fn compared(note: &Note<'_>, first: usize, last: usize) -> bool {
    const NEAR: usize = 8;
    let same = |slash: usize| {
        note.at(slash).is_mark(b'/')
            && note.at(slash + 1).value == note.at(last).value
            && note.before(slash, 1).is_number()
            && note.at(slash + 1).is_number()
            && !note.at(slash + 2).is_mark(b'/')
    };
    let near = (last + 1..last + NEAR).any(same)
        || (2..NEAR).any(|back| first.checked_sub(back).is_some_and(same));
    near && note.at(last).in_range(2, 10) && strength(note, first) < 3
}

/// "9/26 214 lb, 10/3 211 lb": what a body weighed that day.
pub(crate) fn weighed(note: &Note<'_>, last: usize) -> bool {
    let weight = note.at(last + 1);
    weight.is_number()
        && weight.gap == Gap::Blank
        && weight.in_range(32, 800)
        && (1..=3).any(|n| note.is_any(last + 1 + n, words!["lb", "lbs", "pounds", "kg", "kgs"]))
        && !note.at(last + 2).is_one_of(b",;/")
}

/// "9/25 to 10/6": two month/day figures with different days; "8/10 to 3/10" is a change of score.
fn fortnight(note: &Note<'_>, last: usize) -> bool {
    let joint = note.at(last + 1);
    let ranged = joint.has(role::RANGE) || joint.is_mark(b'-');
    if ranged && note.at(last + 2).has(role::MONTH) && !note.at(last + 2).has(role::AMBIG_MONTH) {
        return true;
    }
    let (month, mark, day) = (note.at(last + 2), note.at(last + 3), note.at(last + 4));
    let dated = month.is_number()
        && mark.is_mark(b'/')
        && day.is_number()
        && month.in_range(1, 12)
        && day.in_range(1, 31);
    ranged && dated && day.value != note.at(last).value && month.len() <= 2 && day.len() <= 2
}

/// What the words before say against or for it.
fn left(note: &Note<'_>, first: usize) -> i32 {
    if scheduled(note, first) {
        return 1;
    }
    let mut score = 0;
    let mut dated = false;
    for back in 1..=3 {
        let token = note.before(first, back);
        match token.kind {
            Kind::Word => {
                if note.is_any(
                    first - back,
                    words!["on", "dated", "date", "dos", "since", "until", "till"],
                ) && back == 1
                {
                    return 4;
                }
                // "9 out of 10" is a score, "sutures out 3/25" a date.
                let taken_out =
                    note.is(first - back, word!("out")) && note.before(first, back + 1).is_word();
                // "Sat 12/18": a saturation is no fraction.
                let day = back == 1 && token.has(role::WEEKDAY);
                if token.has(role::SCORE) && !token.has(role::DATE_STRONG) && !taken_out && !day {
                    score -= if back == 1 { 5 } else { 3 };
                }
                // "CT chest 3/15": what was imaged.
                let imaged = note.before(first, 2).has(role::DATE_CUE)
                    && note.before(first, 2).case == Case::Upper;
                if token.class.clinical() && token.roles == 0 && back == 1 && !imaged {
                    score -= 3;
                }
                dated |= token.has(role::DATE_CUE | role::DATE_STRONG);
                if token.has(role::DOCTOR | role::CRED_SURE) {
                    score += 3;
                }
            }
            Kind::Mark(b'(') if back == 1 => score += 1,
            // "TFL pain, MRI 12/28": what stood before the comma is told already.
            Kind::Mark(b',') if dated => break,
            Kind::Mark(b'.') if note.before(first, back + 1).has(role::DOCTOR) => {}
            Kind::Mark(b':' | b',' | b'(' | b'-') => {}
            Kind::Number | Kind::Mark(_) | Kind::Edge => break,
        }
    }
    score + if score < 3 && with_doctor(note, first) { 3 } else { 0 }
}

/// "PCP Dr. Thandiwe Long 8/13": whom the visit is with, by the whole name.
fn with_doctor(note: &Note<'_>, first: usize) -> bool {
    let named = |back: &usize| {
        let token = note.before(first, *back);
        token.is_capital() || token.is_one_of(b".-'") && token.joined()
    };
    (1..=8).take_while(named).skip(3).any(|back| note.before(first, back).has(role::DOCTOR))
}

/// What the words after say against or for it.
fn right(note: &Note<'_>, last: usize) -> i32 {
    let next = note.at(last + 1);
    match next.kind {
        Kind::Word if next.has(role::UNIT | role::COUNTED) => -6,
        Kind::Word if note.is(last + 1, word!("of")) => -4,
        Kind::Word if note.is_any(last + 2, words!["strength", "power"]) => -6,
        Kind::Word
            if note.is_any(last + 1, words!["to", "and"]) && note.at(last + 3).is_mark(b'/') =>
        {
            0
        }
        Kind::Word if next.class.clinical() && !next.has(role::DATE_CUE) => -1,
        Kind::Mark(b'%' | b'+' | b'\'' | b'*') => -6,
        Kind::Mark(b'-') if next.joined() && !note.at(last + 3).is_mark(b'/') => -1,
        Kind::Mark(b'.' | b',' | b';' | b':' | b')') | Kind::Edge => 1,
        Kind::Word | Kind::Number | Kind::Mark(_) => 0,
    }
}
