//! Names once found, looked up in the whole note.

use std::collections::BTreeMap;

use crate::lexicon::role;
use crate::note::{Kind, Note, Style, Token};
use crate::spot::{Spot, Taken};

/// Looks up the surnames among the spots from `first` on, wherever else they stand.
pub(super) fn find(note: &Note<'_>, spots: &mut Vec<Spot>, first: usize, taken: &mut Taken) {
    let mut known: BTreeMap<u64, Spot> = BTreeMap::new();
    known.extend(spots.iter().skip(first).flat_map(|spot| surnames(note, *spot)));
    if known.is_empty() {
        return;
    }
    let bit = |hash: u64| 1_u64 << (hash % 64);
    // One bit tells most words from all these names.
    let bits = known.keys().fold(0, |bits, hash| bits | bit(*hash));
    for (index, token) in note.tokens() {
        if bits & bit(token.hash) == 0
            || token.len() < 3
            || taken.has(index)
            || token.has(role::STOP | role::VERB)
        {
            continue;
        }
        let Some(from) = known.get(&token.hash) else { continue };
        let written = note.name_like(token)
            && (note.style == Style::Mixed || !token.class.english())
            || !token.class.english();
        let follow = index
            + if note.at(index + 1).is_mark(b'\'') && note.is(index + 2, word!("s")) {
                3
            } else {
                1
            };
        let other = note.at(follow).has(role::EPONYM_NEXT | role::ORG)
            || note.at(index + 1).is_mark(b'&')
            || note.before(index, 1).is_mark(b'&')
            || token.joined() && note.before(index, 1).is_one_of(b"@./_");
        if written && !other && matches!(token.kind, Kind::Word) {
            let spot = Spot { first: index, last: index, rule: "name.again", ..*from };
            taken.add(spot);
            spots.push(spot);
        }
    }
}

/// The surname words of a found name: what is more a surname than a first name.
fn surnames<'n>(note: &'n Note<'_>, spot: Spot) -> impl Iterator<Item = (u64, Spot)> + 'n {
    let named = |token: &&Token| {
        let role = token
            .has(role::TITLE | role::DOCTOR | role::CREDENTIAL | role::SUFFIX | role::PARTICLE);
        token.is_word()
            && token.len() > 2
            && !role
            && (token.class.surname() >= token.class.first() && token.class.surname() > 0
                || token.class.unknown())
    };
    let words = (spot.first..=spot.last).map(|index| note.at(index));
    words.filter(named).map(move |token| (token.hash, spot))
}
