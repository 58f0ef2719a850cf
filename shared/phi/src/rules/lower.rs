//! Names in lower case in a note that has capitals: "ana ruiz (4/5/61)", "desiree w. church".

use crate::lexicon::role;
use crate::note::{Gap, Kind, Note};
use crate::rules::pair::identified;
use crate::rules::part::{self, Part};

/// The first name `head` and the surname after it, if the words are no others.
pub(super) fn pair(note: &Note<'_>, head: Part) -> Vec<Part> {
    let single = note.at(head.last + 1);
    let initial = single.is_word() && single.len() == 1 && single.gap == Gap::Blank;
    let dot = note.at(head.last + 2).is_mark(b'.') && note.at(head.last + 2).joined();
    let from = head.last + if initial { 1 + usize::from(dot) } else { 0 };
    let dotted = middle(note, head);
    let near = |tail: &Part| dotted || note.at(tail.first).gap == Gap::Blank;
    let Some(tail) = part::at(note, from + 1).filter(near) else {
        return Vec::new();
    };
    let numbered = note.at(tail.last + 1).is_one_of(b",(|;-") && identified(note, tail.last + 2)
        || identified(note, tail.last + 1);
    let sure = numbered || dotted;
    let lone = alone(note, head, tail);
    let fits = (head.given > 1 || lone)
        && (tail.family > 1 || sure && (tail.family > 0 || !tail.known) || lone)
        && !tail.capital
        && !(head.english && tail.english && !dotted)
        && !head.clinical
        && (!tail.clinical || dotted && tail.family > 2);
    let word = head.roles != 0 && !head.has(role::EPONYM) && !sure
        || head.has(role::STOP | role::VERB | role::UNIT)
        || tail.has(role::VERB | role::STOP | role::UNIT | role::RELATION | role::COUNTED);
    if fits && !word { vec![head, tail] } else { Vec::new() }
}

/// "desiree w. church": an initial with its full stop between.
pub(super) fn middle(note: &Note<'_>, head: Part) -> bool {
    let (letter, dot) = (note.at(head.last + 1), note.at(head.last + 2));
    letter.is_word()
        && letter.len() == 1
        && letter.gap == Gap::Blank
        && dot.is_mark(b'.')
        && dot.joined()
        && !note.at(head.last + 3).joined()
}

/// "; bogdan lindqvist.": nothing else stands between two marks, and neither word is another.
pub(super) fn alone(note: &Note<'_>, head: Part, tail: Part) -> bool {
    let ends = |kind: Kind| matches!(kind, Kind::Edge | Kind::Mark(b'.' | b';' | b'|'));
    let rare = |part: Part| !part.english && !part.clinical && part.roles == 0;
    ends(note.before(head.first, 1).kind)
        && ends(note.at(tail.last + 1).kind)
        && head.given > 0
        && tail.family > 0
        && rare(head)
        && rare(tail)
}
