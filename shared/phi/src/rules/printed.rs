//! A name in capitals in a note that is not, as a card or a statement prints it: the surname first.

use crate::Category;
use crate::note::{Case, Gap, Note, Style};
use crate::rules::part;
use crate::rules::veto::vetoed;
use crate::spot::Spot;

/// "Patient SOLBERG RUNE Service", "Subscriber OKAFOR-LYNCH T / ID": the name that begins at token `at`, behind a label.
pub(super) fn find(note: &Note<'_>, at: usize) -> Option<Spot> {
    let upper = |index: usize| note.style == Style::Mixed && note.at(index).case == Case::Upper;
    let family = part::at(note, at).filter(|part| upper(part.first) && part.first == at)?;
    let given =
        part::any(note, family.last + 1).filter(|part| note.at(part.first).gap == Gap::Blank)?;
    let borne = family.family > 1 && !family.english && !family.clinical && family.roles == 0;
    let fits = if given.initial {
        note.at(given.first).is_capital() && given.first == given.last
    } else {
        upper(given.first) && (given.given > 0 || given.family > 1) && !given.clinical
    };
    let name = borne && fits && !vetoed(note, &[family, given], false);
    (name && note.at(family.first).len() > 3)
        .then(|| Spot::block(family.first, given.last, Category::Name, "name.label"))
}
