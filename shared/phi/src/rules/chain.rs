//! Lists of people: after a name that was found, "and" or a comma introduces the next, which then needs less to be one.

use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style};
use crate::rules::part::{self, Part};
use crate::rules::veto;
use crate::spot::{Spot, Taken};

/// Names that one found name may bring along.
const LENGTH: usize = 12;

/// Adds the names that stand in a list after one of the spots from `first` on.
pub(super) fn find(note: &Note<'_>, spots: &mut Vec<Spot>, first: usize, taken: &mut Taken) {
    let found = spots.len();
    for at in first..found {
        let Some(mut spot) = spots.get(at).copied() else { break };
        for _ in 0..LENGTH {
            let Some(next) = after(note, spot) else { break };
            if (next.first..=next.last).any(|index| taken.has(index)) {
                break;
            }
            taken.add(next);
            spots.push(next);
            spot = next;
        }
    }
}

/// The next name of the list that `spot` stands in.
fn after(note: &Note<'_>, spot: Spot) -> Option<Spot> {
    let joint = |i: usize| note.is_any(i, words!["and", "or"]) || note.at(i).is_mark(b'&');
    let mark = note.at(spot.last + 1).is_one_of(b",;");
    let at = spot.last + 1 + usize::from(mark);
    let at = at + usize::from(joint(at));
    if at == spot.last + 1 || note.at(at).gap != Gap::Blank {
        return None;
    }
    let mut parts = part::run(note, at);
    let end = parts.iter().skip(1).position(|part| unfit(*part));
    parts.truncate(end.map_or(parts.len(), |end| end + 1).min(4));
    let (head, tail) = (parts.first()?, parts.last()?);
    let strong = parts.len() > 1 && !tail.initial && borne(note, *head, *tail);
    (strong && !veto::vetoed(note, &parts, true)).then(|| Spot {
        first: head.first,
        last: part::with_suffix(note, tail.last),
        rule: "name.list",
        ..spot
    })
}

fn unfit(part: Part) -> bool {
    part.ordinary() && !part.has(role::PARTICLE)
        || part.has(role::VERB | role::RELATION | role::MONTH | role::CREDENTIAL) && part.family < 3
}

/// Whether a first name or initial and a surname stand here.
fn borne(note: &Note<'_>, head: Part, tail: Part) -> bool {
    let acronym =
        |part: Part| note.style == Style::Mixed && note.at(part.first).case == Case::Upper;
    let free = note.style != Style::Mixed;
    let given = head.given > i32::from(head.english || free) || head.initial;
    let family = tail.family > i32::from(tail.english || tail.clinical || free)
        || !tail.known && note.at(tail.first).len() > 3 && head.given > 1;
    given
        && family
        && !(acronym(tail) && !head.initial)
        && !head.clinical
        && (!free || !head.initial)
}
