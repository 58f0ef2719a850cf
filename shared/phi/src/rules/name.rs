//! Names of patients, relatives and contacts (45 CFR 164.514(b)(2)(i)(A)), and of clinicians.
//!
//! Clinicians first (title, credential, cue): they are flagged, not blocked. Then titles, labels and relations; then first
//! name and surname from the lists. A name once found is looked up in the whole note. A first name alone passes.

use crate::Category;
use crate::lexicon::role;
use crate::looks::Looks;
use crate::note::{Case, Gap, Note, Style, Token};
use crate::rules::pair::identified;
use crate::rules::part::{self, Part};
use crate::rules::{
    again, alone, chain, clinician, field, initial, inverted, office, pair, printed, veto,
};
use crate::spot::{Spot, Taken};

/// One way to find a name that starts at a word.
type Stage = fn(&Note<'_>, usize) -> Option<Spot>;

/// Tokens between a name's first word and its credential.
const CREDENTIAL_REACH: usize = 12;

/// Adds all names of a note to `spots`; tokens in `taken` belong to other findings (addresses, places).
pub(crate) fn find(note: &Note<'_>, taken: &mut Taken, spots: &mut Vec<Spot>) {
    let first = spots.len();
    let starts = starts(note);
    let stages: [(Stage, u8); 5] = [
        (clinician::find, CLINICIAN),
        (titled, TITLE),
        (office::find, OFFICE),
        (labelled, LABEL),
        (pair::find, PAIR),
    ];
    let asked = starts.iter().fold(0, |asked, (_, stages)| asked | stages);
    for (stage, wanted) in stages.into_iter().filter(|(_, wanted)| asked & wanted != 0) {
        let mut next = 0;
        for &(index, _) in starts.iter().filter(|(_, stages)| stages & wanted != 0) {
            let spot = if (index < next) | taken.has(index) { None } else { stage(note, index) };
            let free = spot.filter(|spot| (spot.first..=spot.last).all(|i| !taken.has(i)));
            if let Some(spot) = free {
                taken.add(spot);
                next = spot.last + 1;
                spots.push(spot);
            }
        }
    }
    chain::find(note, spots, first, taken);
    again::find(note, spots, first, taken);
}

/// The stages that look at a word, one bit each.
const CLINICIAN: u8 = 1;
const TITLE: u8 = 1 << 1;
const LABEL: u8 = 1 << 2;
const PAIR: u8 = 1 << 3;
const OFFICE: u8 = 1 << 4;

/// The roles of words at which a stage looks though nobody bears them; "Sr." is a title in Spanish and a suffix in the list.
pub(crate) const LEADS: u128 = role::DOCTOR
    | role::PROV_CUE
    | role::TITLE
    | role::SUFFIX
    | role::LABEL_SURE
    | role::RELATION
    | role::FIELD
    | role::OFFICE
    | role::BORN;

/// The words at which a name can begin, with the stages that look there.
fn starts(note: &Note<'_>) -> Vec<(usize, u8)> {
    let mut starts = Vec::with_capacity(note.len() / 2);
    let credentials = note.roles & role::CREDENTIAL != 0 || note.dotted;
    let mut credential = 0;
    for index in note
        .places(|_, token, next| bears(note.style, token, next) | token.looks.any(Looks::NAME_LEAD))
    {
        let (token, next) = (note.at(index), note.at(index + 1));
        let bears = bears(note.style, token, next);
        let leads = token.looks.any(Looks::NAME_LEAD);
        let mut stages = if bears { PAIR } else { 0 };
        if token.has(role::DOCTOR | role::PROV_CUE)
            || bears && credentials && credential_near(note, index, &mut credential)
        {
            stages |= CLINICIAN;
        }
        if leads {
            stages |= lead(note, index, token);
        }
        starts.push((index, stages));
    }
    starts
}

/// The stages that look at a word because of its role.
fn lead(note: &Note<'_>, index: usize, token: &Token) -> u8 {
    let title = token.has(role::TITLE) || token.has(role::SUFFIX) && spanish_title(note, index);
    let label = token.has(role::LABEL_SURE | role::RELATION | role::FIELD);
    let office = token.has(role::OFFICE | role::BORN);
    [(title, TITLE), (label, LABEL), (office, OFFICE)]
        .iter()
        .fold(0, |stages, (looks, stage)| stages | if *looks { *stage } else { 0 })
}

/// Whether a credential stands after the word `index`; `seen` is where the search before this one came to.
fn credential_near(note: &Note<'_>, index: usize, seen: &mut usize) -> bool {
    *seen = (index + 1).max(*seen);
    while *seen <= index + CREDENTIAL_REACH && !clinician::is_credential(note, *seen) {
        *seen += 1;
    }
    *seen <= index + CREDENTIAL_REACH
}

/// Whether people bear the word as a first name or surname, or it is written like a name.
fn bears(style: Style, token: &Token, next: &Token) -> bool {
    let looks = token.looks;
    let borne = looks.any(Looks::UNLISTED.and(Looks::BORNE).and(Looks::ONE));
    let written = looks.any(Looks::CAPITAL) | (style != Style::Mixed);
    let hyphened = next.is_mark(b'-') & !looks.any(Looks::ENGLISH);
    let listed = looks.any(Looks::SURNAME) & (next.is_mark(b',') | hyphened);
    looks.any(Looks::WORD) & (written & borne | looks.any(Looks::FIRST) | listed)
}

/// "Mr. Graves", "Mr. and Mrs. Smith", "Sra. de la Cruz".
fn titled(note: &Note<'_>, index: usize) -> Option<Spot> {
    let title = note.at(index);
    let measured = note.before(index, 1).is_number();
    if !(title.has(role::TITLE) || spanish_title(note, index))
        || measured
        || title.joined() && note.before(index, 1).is_one_of(b"-'/")
    {
        return None;
    }
    let dot = note.at(index + 1).is_mark(b'.') && note.at(index + 1).joined();
    let mut at = index + 1 + usize::from(dot);
    if (note.is(at, word!("and")) || note.at(at).is_mark(b'&')) && note.at(at + 1).has(role::TITLE)
    {
        at += 2;
        at += usize::from(note.at(at).is_mark(b'.'));
    }
    // "Mrs. Dash", "Mr. Clean": brands.
    if note.roles_of(index, at) & role::ORG_PAIR != 0 {
        return None;
    }
    let parts = titled_parts(note, at);
    let head = parts.first()?;
    let short = note
        .is_any(index, words!["ms", "mr", "miss", "sir", "master", "madam", "madame", "mx", "sr"]);
    let known = head.family > 1 && (!head.english || note.at(head.last + 1).has(role::VERB))
        || head.given > 1 && parts.len() > 1;
    let particle = head.has(role::PARTICLE) && parts.iter().any(|part| part.capital);
    let written =
        title.case == Case::Title && note.style == Style::Mixed && (head.capital || particle);
    // "mr abramowitz says": nobody but a person does.
    let acts = head.family > 1
        && !head.english
        && !head.clinical
        && note.at(head.last + 1).has(role::VERB);
    let strange = !head.known
        && note.at(head.first).len() > 4
        && (note.at(head.last + 1).has(role::VERB)
            || note.is_any(index.wrapping_sub(1), words!["dear", "re"]));
    let small = title.case == Case::Lower && head.family > 1 && !head.clinical;
    let told = small && (!head.english || note.at(head.last + 1).has(role::VERB))
        || head.has(role::PARTICLE) && parts.len() > 1;
    let certain =
        !short || written || dot || strange || acts || told || known && note.style != Style::Mixed;
    let unusable =
        head.ordinary() && !head.capital || head.has(role::STOP | role::VERB) && !head.capital;
    let last = parts.last().map(|part| part.last)?;
    // "Progressive MS. Mobility is poor": capitals in a mixed text are more likely a disease or a scan than a title.
    let disease = title.case == Case::Upper && short && head.english && head.family < 2;
    let plain = head.ordinary() && note.style != Style::Mixed && !dot
        || disease && note.style == Style::Mixed;
    (certain && !unusable && !plain)
        .then(|| Spot::block(index, part::with_suffix(note, last), Category::Name, "name.title"))
}

/// "El Sr. Brown": "Sr." before a name is a title, after one a suffix.
fn spanish_title(note: &Note<'_>, index: usize) -> bool {
    note.is(index, word!("sr")) && note.is_any(index.wrapping_sub(1), words!["el", "al", "del"])
}

/// The parts after a title: at least the next word, written as it may be.
fn titled_parts(note: &Note<'_>, at: usize) -> Vec<Part> {
    let mut parts = part::run_any(note, at);
    if parts.is_empty()
        && let Some(lone) = part::any(note, at)
    {
        parts.push(lone);
        // "Mr de la Cruz": the words before the surname are in lower case.
        while let Some(last) = parts.last().copied()
            && last.has(role::PARTICLE)
            && parts.len() < 4
            && let Some(next) = part::any(note, last.last + 1)
            && (next.capital || next.has(role::PARTICLE))
        {
            parts.push(next);
        }
    }
    let end = parts.iter().skip(1).position(|part| {
        part.ordinary() && (note.style != Style::Mixed || part.family == 0)
            || part.has(role::VERB) && !part.capital
    });
    parts.truncate(end.map_or(parts.len(), |end| end + 1).min(4));
    if note.style != Style::Mixed {
        let keep = parts.iter().skip(1).position(|part| {
            part.family == 0 && part.given == 0 && !part.initial && part.known
                || part.english && part.family < 3
        });
        parts.truncate(keep.map_or(parts.len(), |keep| keep + 1));
    }
    parts
}

/// "Patient: Ana Ruiz", "RE: Park, Xiomara", "daughter Ana Ruiz".
fn labelled(note: &Note<'_>, index: usize) -> Option<Spot> {
    let label = note.at(index);
    let maker = note.before(index, 1).is_mark(b'&');
    if maker || label.joined() && note.before(index, 1).is_mark(b'\'') {
        return None;
    }
    let (at, marked) = after_label(note, index);
    if let Some(spot) = field::find(note, index, at) {
        return Some(spot);
    }
    if !label.has(role::LABEL_SURE | role::RELATION) {
        return None;
    }
    if let Some(spot) = inverted::find(note, at, 4) {
        return Some(spot);
    }
    if let Some(spot) = printed::find(note, at) {
        return Some(spot);
    }
    let parts = bounded(note, part::run_any(note, at));
    // "granddaughter zeynep turner": a relation asks for a name as a colon does.
    let asked = marked || label.has(role::RELATION) && !label.has(role::PROV_CUE);
    let parts = if parts.is_empty() { lower_run(note, at, asked) } else { parts };
    let (head, tail) = (parts.first()?, parts.last()?);
    if !marked && tail.english && initial::marks_item(note, *head) {
        return None;
    }
    let last = part::with_suffix(note, tail.last);
    let spot = Spot::block(
        at,
        last,
        Category::Name,
        if label.has(role::RELATION) { "name.relation" } else { "name.label" },
    );
    let months = parts.iter().all(|part| part.has(role::MONTH | role::VERB));
    if veto::vetoed(note, &parts, false) || months && note.style != Style::Mixed {
        return None;
    }
    let evidence = parts.iter().map(|part| part.given.max(part.family)).max().unwrap_or(0);
    let named = label.has(role::RELATION) && named_oddly(note, &parts);
    let odd = parts.iter().skip(usize::from(named)).any(|part| {
        part.ordinary() && !part.has(role::PARTICLE) || part.has(role::PERSON_NOUN | role::MONTH)
    });
    let full =
        parts.iter().filter(|part| !part.initial).count() >= 2 || head.initial && tail.family > 0;
    if full {
        let enough = evidence > 1
            || evidence > 0 && !odd
            || marked && !odd
            || parts.iter().all(|part| !part.known && part.capital && acronymless(note, part));
        return (enough && !(odd && !marked && evidence < 3)).then_some(spot);
    }
    let surname = head.family > head.given && head.family > 1
        || !head.known && marked && head.capital && acronymless(note, head);
    // "Subject: Panniculectomy": an operation, not a person.
    let operation = ["ectomy", "plasty", "otomy", "ostomy", "oscopy", "desis", "pexy"]
        .iter()
        .any(|end| note.ends_with(head.last, end));
    let lone = surname
        && !operation
        && !head.ordinary()
        && !head.english
        && head.capital
        && note.style == Style::Mixed
        && !note.at(head.last + 1).has(role::ORG | role::EPONYM_NEXT);
    // "Partner SA: 9 mil/mL", "partner SA 4M": a result.
    let result = note.at(head.first).case == Case::Upper
        && note.style == Style::Mixed
        && note.at(head.first).len() <= 2
        && (note.at(head.last + 1).is_mark(b':') || note.at(head.last + 1).is_number());
    // "Employer: Walmart": a house, not a person.
    let house = note.is_any(index, words!["employer", "employers"]);
    let placed =
        lone && (marked || label.has(role::RELATION)) || alone::borne(note, index, *head, marked);
    (placed && !house && !result).then_some(spot)
}

fn acronymless(note: &Note<'_>, part: &Part) -> bool {
    note.at(part.first).case != Case::Upper || note.style == Style::Upper
}

/// Where the name begins after a label, and whether a colon or "name" stands between.
fn after_label(note: &Note<'_>, index: usize) -> (usize, bool) {
    let mut at = index + 1;
    let mut marked = note.is_any(index, words!["name", "surname", "alias", "aka", "nombre", "nee"])
        && !note.at(index + 1).is_mark(b'.');
    for _ in 0..6 {
        let token = note.at(at);
        // "pt. Ana Ruiz", but "comes with mom. Hurley II".
        let whole =
            note.is_any(at.wrapping_sub(1), words!["mom", "mum", "dad", "son", "pop", "kid"]);
        let dot = token.is_mark(b'.') && token.joined() && note.before(at, 1).len() <= 3 && !whole;
        let possessive =
            token.is_mark(b'\'') && note.is(at + 1, word!("s")) && note.at(at + 1).joined();
        if possessive {
            at += 2;
            continue;
        }
        let colon = token.is_one_of(b":=");
        let word = note.is_any(
            at,
            words![
                "name", "named", "is", "was", "called", "full", "legal", "names", "s", "mr", "of"
            ],
        ) && token.case != Case::Title
            || note.is_any(at, words!["name", "full", "legal"]);
        if !(colon || dot || word || token.is_one_of(b"(-\"|#,")) {
            break;
        }
        marked |= colon || note.is_any(at, words!["name", "named", "called"]);
        at += 1;
    }
    (at, marked)
}

/// "Peg Sundquist": a first name that is a word too, before one that is nothing but a surname.
fn named_oddly(note: &Note<'_>, parts: &[Part]) -> bool {
    let [head, next, ..] = parts else { return false };
    let strange = !next.known && note.at(next.first).len() > 4;
    let surname = strange || next.family > 1 && !next.english && !next.clinical;
    head.given > 0 && head.capital && next.capital && !next.initial && surname
}

/// A run ends before a word that can be no name: the next sentence's start, a verb, a finding.
fn bounded(note: &Note<'_>, mut parts: Vec<Part>) -> Vec<Part> {
    let free = note.style != Style::Mixed;
    let head = parts.first().copied();
    let borne = |part: &Part| {
        let first = head.is_some_and(|head| part.first == head.first);
        !free
            && (first && named_oddly(note, &parts)
                || head.is_some_and(|head| !first && part.borne_too(head)))
    };
    let end = parts.iter().position(|part| {
        let weak = part.given == 0 && part.family == 0 && !part.initial;
        part.ordinary() && !part.has(role::PARTICLE) && !borne(part)
            || free && (weak && part.known || part.english && part.family < 3 && part.given < 3)
            || part.has(role::VERB) && part.family < 2
    });
    if let Some(end) = end {
        parts.truncate(end);
    }
    let limit = if free { 3 } else { 4 };
    parts.truncate(limit);
    while parts.last().is_some_and(|part| part.initial && part.first == part.last)
        && parts.len() > 1
    {
        parts.pop();
    }
    parts
}

/// Lower-case words after a label in a note that has capitals: "patient: jane doe".
fn lower_run(note: &Note<'_>, at: usize, marked: bool) -> Vec<Part> {
    let head = if marked { part::any(note, at) } else { part::at(note, at) };
    let parts: Vec<Part> = std::iter::successors(head, |part| {
        part::at(note, part.last + 1).filter(|next| note.at(next.first).gap == Gap::Blank)
    })
    .take_while(|part| {
        !part.capital
            && (part.given > 0
                || part.family > 0
                || !part.known && note.at(part.first).len() > 4
                || part.has(role::PARTICLE))
            && (!part.ordinary() || part.has(role::PARTICLE))
            && (!part.has(role::VERB | role::STOP) || marked && part.first == at && part.given > 1)
    })
    .take(3)
    .collect();
    let least = i32::from(!marked);
    let first = |part: &Part| part.given > 1 || part.given > least && !part.english;
    let strong = parts.first().is_some_and(first)
        && parts.last().is_some_and(|part| {
            part.family > i32::from(!marked)
                || !part.known && !parts.iter().any(|part| part.english)
        });
    // "spouse tesla driver", "member kaiser north"
    let other = parts.iter().any(|part| part.has(role::PAYER | role::PERSON_NOUN))
        || parts.last().is_some_and(|part| part.has(role::NAME_LABEL | role::RELATION));
    let next = parts.last().map_or(at, |part| part.last + 1);
    let ends =
        note.at(next).gap == Gap::Line || note.at(next).is_one_of(b",.;") || identified(note, next);
    let worded = parts.iter().all(|part| part.english) && !(marked && ends);
    if parts.len() >= 2 && strong && !other && !worded { parts } else { Vec::new() }
}
