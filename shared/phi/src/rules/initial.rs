//! An initial and a surname: "M. Adams", "J. R. Ewing", "G. de la Cruz".

use crate::Category;
use crate::lexicon::role;
use crate::note::{Gap, Note, Style};
use crate::rules::cited;
use crate::rules::pair::{context, follows_identifier, identified};
use crate::rules::part::{self, Part};
use crate::rules::veto::{joined_eponym, vetoed};
use crate::spot::Spot;

/// The name whose initial is `head`; "E. coli" and "C. difficile" are none.
pub(super) fn find(note: &Note<'_>, head: Part) -> Option<Spot> {
    // "section II.B. Kellgren": the letter belongs to a number.
    let before = note.before(head.first, 1);
    let inner = note.at(head.first).joined() && before.is_mark(b'.') && before.joined();
    // "c.2702C>T. Beighton 8/9": the letter belongs to a gene's variant.
    let variant = note.at(head.first).joined() && before.is_mark(b'>');
    if variant
        || inner && note.before(head.first, 2).is_capital() && note.before(head.first, 2).len() == 2
    {
        return None;
    }
    let mut at = head.last + 1;
    let dotted = head.first != head.last;
    if let Some(second) = part::at(note, at)
        && second.initial
    {
        at = second.last + 1;
    }
    let particled = note.at(at).has(role::PARTICLE) && note.at(at + 1).gap == Gap::Blank;
    while particled
        && note.at(at).has(role::PARTICLE)
        && note.at(at + 1).is_word()
        && at < head.last + 5
    {
        at += 1;
    }
    let tail =
        part::at(note, at).filter(|tail| !tail.initial && note.at(tail.first).gap != Gap::Line)?;
    let cased = tail.capital || note.style != Style::Mixed;
    let acts = note.at(tail.last + 1).has(role::VERB) && tail.capital && !tail.clinical;
    // "B. Burgdorferi", "C. Auris": a germ.
    let latin = ["ae", "i", "is", "us", "um", "ens"].iter().any(|e| note.ends_with(tail.last, e));
    let strange = !tail.english
        && !tail.clinical
        && !(latin && !tail.known)
        && tail.capital
        && note.at(tail.first).len() > 4;
    let strong = particled && tail.family > 0
        || strange && told(note, head.first, tail.last)
        || tail.family == 3 && !tail.english
        || tail.family > 1 && !tail.english && !tail.clinical
        || tail.family == 3 && context(note, head.first, tail.last) > 1
        || tail.family > 0 && acts && (!tail.english || tail.family > 1 && head.first == head.last);
    let bare = tail.english
        && note.at(tail.last + 1).is_word()
        && !note.at(tail.last + 1).is_capital()
        && !note.at(tail.last + 1).has(role::VERB);
    // "help for a low": an article.
    let article = !dotted
        && note.is(head.first, word!("a"))
        && !note.at(head.first).is_capital()
        && tail.english;
    let graded = note.before(head.first, 1).has(role::GRADED | role::SCORE)
        || tail.has(role::EPONYM) && context(note, head.first, tail.last) < 2;
    let lead = !graded && dotted || note.before(head.first, 1).has(role::NAME_LABEL);
    let wanted = cased
        && strong
        && !bare
        && !article
        && lead
        && !tail.has(role::VERB | role::STOP | role::EPONYM_NEXT | role::ORG);
    // "Bartoszek M. JAMA 2020;77": an author's initial and the journal.
    let cited = note.before(head.first, 1).is_capital() && cited::author(note, head.first);
    let item = || tail.english && marks_item(note, head);
    let named = wanted && !cited && !joined_eponym(note, tail) && !item();
    (named && !vetoed(note, &[head, tail], false)).then(|| {
        Spot::block(head.first, part::with_suffix(note, tail.last), Category::Name, "name.initial")
    })
}

/// "… to the member", next line "H. No concurrent …": the letter marks an item, and an item before it has the letter before.
pub(super) fn marks_item(note: &Note<'_>, head: Part) -> bool {
    let letter = |index: usize| match note.bytes_of(note.at(index)) {
        [letter] if note.at(index).gap == Gap::Line || index == 0 => {
            Some(letter.to_ascii_lowercase())
        }
        _ => None,
    };
    letter(head.first)
        .is_some_and(|own| (0..head.first).any(|at| letter(at) == Some(own.wrapping_sub(1))))
}

/// Whether an identifier stands right before or after, or the name is a table's cell by itself.
fn told(note: &Note<'_>, first: usize, last: usize) -> bool {
    let after = last + 1 + usize::from(note.at(last + 1).is_one_of(b",(./|"));
    let cell = note.before(first, 1).is_mark(b'|') && note.at(last + 1).is_mark(b'|');
    cell || identified(note, after) || follows_identifier(note, first)
}
