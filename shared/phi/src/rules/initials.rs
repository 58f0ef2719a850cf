//! Initials that stand for a person: "J.J.B., 87 F", "G.T. seen 30-Mar", "Ana Ruiz (A.R.)".

use crate::Category;
use crate::few::Few;
use crate::lexicon::role;
use crate::note::{Gap, Kind, Note, Style};
use crate::spot::Spot;

/// Abbreviations of clinical notes that may begin a sentence with their full stops.
const SHORT: [&str; 30] = [
    "pt", "ot", "st", "iv", "po", "im", "bp", "hr", "er", "ed", "pa", "np", "rn", "md", "do", "us",
    "ob", "ct", "mr", "vs", "gi", "gu", "ir", "or", "ac", "pc", "pm", "am", "va", "ad",
];

/// "J.J.B., 87 F", "Z. K. is a 44-year-old": initials before an age.
pub(crate) fn aged(note: &Note<'_>, index: usize) -> Option<Spot> {
    let letter =
        |i: usize| note.at(i).is_word() && note.at(i).len() == 1 && note.at(i).is_capital();
    let dot = |i: usize| note.at(i).is_mark(b'.') && note.at(i).joined();
    let before = note.before(index, 1);
    if !(letter(index) && dot(index + 1) && letter(index + 2) && dot(index + 3)) {
        return None;
    }
    let more = letter(index + 4) && dot(index + 5);
    let last = if more { index + 5 } else { index + 3 };
    let is = note.is_any(last + 1, words!["is", "was"]);
    let at = last + 1 + usize::from(note.at(last + 1).is_mark(b',') || is);
    let at = at + usize::from(note.is_any(at, words!["a", "an"]));
    let age = note.at(at).is_number() && note.at(at).in_range(0, 120);
    let unit = at + 1 + usize::from(note.at(at + 1).is_mark(b'-'));
    let aged = acts(note, index, last)
        || spelled(note, index, last)
        || age && at > last + 1 && note.at(unit).has(role::SEX | role::AGE_UNIT);
    let free = !note.at(index).joined() || before.is_one_of(b"(:");
    (aged && free).then(|| Spot::warn(index, last, Category::Name, "name.initials"))
}

/// "G.T. seen 30-Mar": a sentence that begins with what somebody did, and letters that abbreviate nothing else.
fn acts(note: &Note<'_>, first: usize, last: usize) -> bool {
    let opens = matches!(note.before(first, 1).kind, Kind::Edge | Kind::Mark(b'.' | b';'))
        || note.at(first).gap == Gap::Line;
    let letters = (first..=last).filter(|i| note.at(*i).is_word());
    let letter = |i: usize| note.bytes_of(note.at(i)).iter().map(u8::to_ascii_lowercase);
    let word: Few<u8, 4> = letters.flat_map(letter).collect();
    let other = SHORT.iter().any(|short| short.as_bytes() == &*word);
    let did = note.is_any(
        last + 1,
        words![
            "seen",
            "enrolled",
            "called",
            "presents",
            "presented",
            "reports",
            "reported",
            "came",
            "returns",
        ],
    );
    note.style == Style::Mixed && opens && !other && did
}

/// "Ana Ruiz (A.R.)": the letters are those that the words before begin with.
fn spelled(note: &Note<'_>, first: usize, last: usize) -> bool {
    let begins = |word: usize, letter: usize| {
        let head = note.bytes_of(note.at(word)).first().map(u8::to_ascii_lowercase);
        let own = note.bytes_of(note.at(letter)).first().map(u8::to_ascii_lowercase);
        note.at(word).is_word() && head == own
    };
    let closed = note.before(first, 1).is_mark(b'(') && note.at(last + 1).is_mark(b')');
    let borne = |at: usize| {
        let token = note.at(at);
        token.class.first() > 1 || token.class.surname() > 1
    };
    let back = |count: usize| first.wrapping_sub(count);
    let end = last - 1;
    closed
        && borne(back(2))
        && (begins(back(2), end) || begins(back(3), end))
        && (begins(back(3), first) || begins(back(4), first) && borne(back(4)))
}
