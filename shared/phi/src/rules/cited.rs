//! Authors of papers: "Polly DW, Swofford J, et al. N Engl J Med 2015;372:". What a policy cites names no patient.

use crate::lexicon::role;
use crate::note::{Case, Note, Style};

/// Tokens behind an author among which the list's end or the paper's year is looked for.
const REACH: usize = 60;

/// Whether the name that ends at `last` is an author: initials without stops at its end or behind it, and further on "et al" or
/// a year before a volume.
pub(super) fn author(note: &Note<'_>, last: usize) -> bool {
    let initials = |at: usize| {
        let token = note.at(at);
        token.is_word() && token.len() <= 3 && (token.case == Case::Upper || token.len() == 1)
    };
    let end = if initials(last) { last } else { last + 1 };
    let listed = initials(end) && note.at(end + 1).is_one_of(b",.;)");
    note.style == Style::Mixed && listed && (end + 1..end + REACH).any(|at| closes(note, at))
}

/// "et al", or "2015;".
fn closes(note: &Note<'_>, at: usize) -> bool {
    let token = note.at(at);
    let year = token.is_number() && token.len() == 4 && token.in_range(1900, 2099);
    note.is(at, word!("et")) && note.is(at + 1, word!("al"))
        || year && note.at(at + 1).is_mark(b';') && note.at(at + 2).is_number()
}

/// "Chalikonda S. Ann Surg 2015; 262": the title of a journal behind an author's initials.
pub(super) fn follows_author(note: &Note<'_>, first: usize, last: usize) -> bool {
    let initials = note.before(first, 2);
    note.before(first, 1).is_mark(b'.')
        && (initials.len() <= 3 && initials.is_capital()
            || initials.is_word() && initials.len() == 2)
        && closes(note, last + 1)
}

/// "Nat Rev Rheumatol 2022;18": the title of a journal from a word on.
pub(super) fn journal(note: &Note<'_>, index: usize) -> bool {
    (index + 1..index + 5).any(|at| closes(note, at) && !note.at(at).has(role::STOP))
}
