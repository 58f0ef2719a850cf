//! Parts of a person's name: one word with its hyphens and apostrophes, or an initial; and runs of parts.

use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style, Token};
use crate::rules::pair::identified;

/// Parts of one name: first, middle, particles, last, suffix.
pub(crate) const PARTS: usize = 6;

/// One part of a name.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each tells one thing of a word")]
pub(crate) struct Part {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// How common as a first name, 0 to 3.
    pub(crate) given: i32,
    /// How common as a surname, 0 to 3.
    pub(crate) family: i32,
    pub(crate) initial: bool,
    pub(crate) english: bool,
    pub(crate) clinical: bool,
    pub(crate) known: bool,
    pub(crate) capital: bool,
    pub(crate) roles: u128,
}

impl Part {
    pub(crate) const fn has(self, roles: u128) -> bool {
        self.roles & roles != 0
    }

    /// An ordinary word that a few people bear, written like a name: "Megan Genus".
    pub(crate) const fn borne_too(self, first: Self) -> bool {
        self.family > 0 && self.capital && self.roles == 0 && first.given > 1 && !first.english
    }

    /// Whether an ordinary word of the language rather than a name.
    pub(crate) const fn ordinary(self) -> bool {
        (self.english || self.clinical) && self.given < 2 && self.family < 2
    }
}

/// Words that are never part of a name, whatever stands around them.
const NEVER: u128 = role::TITLE
    | role::DOCTOR
    | role::UNIT
    | role::WEEKDAY
    | role::CODE_LABEL
    | role::SSN_WORD
    | role::MRN_WORD
    | role::DOB_CUE
    | role::PROVIDER_ID_WORD;

/// Words that may be no part of a name.
const DOUBTED: u128 = NEVER | role::STOP | role::VERB;

/// The part that starts at token `index`, if the word can be one.
pub(crate) fn at(note: &Note<'_>, index: usize) -> Option<Part> {
    word(note, index).filter(|part| part.initial || usable(note, *part))
}

/// The part at `index` even if the word is an ordinary one too, such as "may": for use beside a title or a credential.
pub(crate) fn any(note: &Note<'_>, index: usize) -> Option<Part> {
    word(note, index)
        .filter(|part| part.given > 1 || part.family > 1 || part.initial || usable(note, *part))
}

fn word(note: &Note<'_>, index: usize) -> Option<Part> {
    let token = note.at(index);
    if !token.is_word() | token.joined() & glued(note, index) {
        return None;
    }
    if token.len() == 1 {
        return initial(note, index, token);
    }
    let mut part = Part {
        first: index,
        last: index,
        given: i32::from(token.class.first()),
        family: i32::from(token.class.surname()),
        initial: false,
        english: token.class.english(),
        clinical: token.class.clinical(),
        known: !token.class.unknown(),
        capital: token.is_capital(),
        roles: token.roles,
    };
    if part.clinical && part.has(role::EPONYM) {
        part.clinical = false;
        part.family = part.family.max(1);
    }
    extend(note, &mut part);
    if token.has(role::PARTICLE)
        && note.at(index + 1).is_mark(b'.')
        && note.at(index + 1).joined()
        && note.is_any(index, words!["st", "ste"])
    {
        part.last = index + 1;
    }
    let numbered = note.at(part.last + 1).joined() & note.at(part.last + 1).is_number();
    (!numbered).then_some(part)
}

/// Whether nothing forbids the word in a name: function words and verbs, units, labels.
fn usable(note: &Note<'_>, part: Part) -> bool {
    let token = note.at(part.first);
    if (part.first != part.last) | !token.has(DOUBTED) {
        return true;
    }
    let written = note.style == Style::Mixed && part.family > 1 && token.case == Case::Title;
    let stop = token.has(role::STOP) && !written
        || token.has(role::VERB) && part.given < 2 && part.family < 2;
    let thu = token.has(role::WEEKDAY)
        && written_so(token)
        && note.is(part.first, word!("thu"))
        && written_so(note.at(part.first + 1));
    let weekday = token.has(role::WEEKDAY) && note.before(part.first, 1).class.first() < 2 && !thu;
    let never =
        token.has(NEVER) && (weekday || token.has(role::TITLE | role::DOCTOR) || !written && !thu);
    !(stop || never)
}

/// "Thu Pham": in capitals as a name is, and no month.
fn written_so(token: &Token) -> bool {
    token.case == Case::Title && token.class.surname() > 0 && !token.has(role::MONTH)
}

/// Whether a word follows something it belongs to: `a-b`, `x.y`, `@name`, `'s`.
fn glued(note: &Note<'_>, index: usize) -> bool {
    let before = note.before(index, 1);
    let apart = before.is_one_of(b",;:(\"[|#*=>^")
        | before.is_mark(b'.') & (note.before(index, 2).len() <= 2)
        | before.is_one_of(b"-'") & !before.joined();
    !apart
}

fn initial(note: &Note<'_>, index: usize, token: &Token) -> Option<Part> {
    let apostrophe = note.at(index + 1).is_mark(b'\'')
        && note.at(index + 1).joined()
        && note.at(index + 2).joined()
        && note.at(index + 2).is_word()
        && note.at(index + 2).len() > 2;
    let irish = apostrophe && note.is_any(index, words!["o", "d"]);
    if note.style == Style::Mixed && !token.is_capital() && !irish {
        return None;
    }
    let dot = note.at(index + 1).is_mark(b'.') && note.at(index + 1).joined();
    let last = if dot { index + 1 } else { index };
    let mut part = Part {
        first: index,
        last,
        given: 0,
        family: 0,
        initial: true,
        english: false,
        clinical: false,
        known: false,
        capital: true,
        roles: 0,
    };
    if apostrophe {
        let name = note.at(index + 2);
        let whole = note.run_class(index, index + 2);
        part.last = index + 2;
        part.initial = false;
        part.family = i32::from(whole.surname().max(name.class.surname()).max(1));
        part.given = i32::from(whole.first());
        part.capital = token.is_capital();
        part.known = true;
        extend(note, &mut part);
    }
    Some(part)
}

/// Takes in what is joined by hyphens and apostrophes: Smith-Jones, Al-Masri, O'Connor.
fn extend(note: &Note<'_>, part: &mut Part) {
    for _ in 0..3 {
        let (mark, next) = (note.at(part.last + 1), note.at(part.last + 2));
        let joins = mark.is_one_of(b"-'")
            && mark.joined()
            && next.joined()
            && next.is_word()
            && next.len() > 1
            && !(next.has(role::PERSON_NOUN) && !next.is_capital());
        if !joins {
            break;
        }
        part.given = part.given.max(i32::from(next.class.first()));
        part.family = part.family.max(i32::from(next.class.surname()));
        part.english &= next.class.english();
        part.clinical &= next.class.clinical();
        part.capital = if part.has(role::PARTICLE) {
            next.is_capital()
        } else {
            part.capital
                && (next.is_capital()
                    || mark.is_mark(b'\'')
                    || next.len() <= 3
                    || syllables(note, *part))
        };
        if syllables(note, *part) {
            part.given = part.given.max(2);
        }
        part.last += 2;
        part.roles = 0;
    }
}

/// "Dong-hyun", "Sung-ho": two short syllables joined, neither of them an ordinary word.
fn syllables(note: &Note<'_>, part: Part) -> bool {
    let (first, second) = (note.at(part.last), note.at(part.last + 2));
    let syllable = |token: &Token| {
        (2..=5).contains(&token.len())
            && !token.class.english()
            && !token.class.clinical()
            && token.roles == 0
    };
    part.first == part.last
        && note.at(part.last + 1).is_mark(b'-')
        && first.case == Case::Title
        && second.case == Case::Lower
        && syllable(first)
        && syllable(second)
}

/// The parts that follow each other from token `index`: at most [`PARTS`], blanks between; a line break only before a
/// known surname.
pub(crate) fn run(note: &Note<'_>, index: usize) -> Vec<Part> {
    run_of(note, index, at)
}

/// [`run`] beside a title, label or credential: words that are ordinary too count if people bear them.
pub(crate) fn run_any(note: &Note<'_>, index: usize) -> Vec<Part> {
    run_of(note, index, any)
}

fn run_of(
    note: &Note<'_>,
    index: usize,
    part_at: fn(&Note<'_>, usize) -> Option<Part>,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(PARTS);
    let mut next = index;
    while parts.len() < PARTS {
        let gap = note.at(next).gap;
        let Some(part) = part_at(note, next) else { break };
        let usable = part.capital
            || note.style != Style::Mixed
            || part.has(role::PARTICLE) && !parts.is_empty();
        let broken = !parts.is_empty() && gap == Gap::Line && !goes_on(note, &parts, part);
        if !usable
            || broken
            || !parts.is_empty()
                && part.has(role::RELATION | role::NAME_LABEL | role::ORG | role::PAYER)
                && (!nameish(part, note) || labels(note, part.last + 1))
                && !parts
                    .iter()
                    .rfind(|before| !before.initial)
                    .is_some_and(|before| surname_too(part, *before, note))
        {
            break;
        }
        parts.push(part);
        next = part.last + 1;
    }
    while parts
        .last()
        .is_some_and(|part| part.has(role::PARTICLE) && part.family < 2 && part.given < 2)
    {
        parts.pop();
    }
    parts
}

/// Whether a name goes on in the next line: with a surname, or with an initial before one.
fn goes_on(note: &Note<'_>, parts: &[Part], part: Part) -> bool {
    let [head] = parts else { return false };
    let first = head.given > 1 && !head.english;
    let clear = !note.at(part.last + 1).is_word() && !note.at(part.last + 1).is_mark(b':');
    let after = || word(note, part.last + 1).is_some_and(|next| next.family > 1 && next.capital);
    let told = || identified(note, part.last + 1) || identified(note, part.last + 2);
    if note.style == Style::Lower {
        return first && part.family > 0 && told();
    }
    let field = note.at(part.last + 1).is_one_of(b":=#");
    let strange = !part.known && note.at(part.first).len() > 3;
    let borne = part.family > 0 && !part.english && !part.clinical || strange;
    let particle = part.has(role::PARTICLE) && note.at(part.last + 1).is_capital();
    first && (particle || part.capital && borne && !field)
        || part.capital
            && (part.family > 0 && !part.english && first && told()
                || part.family > 1 && !part.english
                || part.family > 2 && first && clear
                || part.initial && head.given > 0 && !head.english && after())
}

/// Whether the word before is the head of the next field's label: "Parent DOB:", "Guardian phone".
fn labels(note: &Note<'_>, at: usize) -> bool {
    note.at(at)
        .has(role::DOB_CUE | role::PHONE_SURE | role::NUMBERED | role::SSN_WORD | role::MEMBER_SURE)
        || note.is_any(at, words!["name", "email", "address", "relationship"])
        || note.at(at).is_mark(b':')
}

/// A word of organisations that many people bear, right after a first name: "Christine Cross", not "Blue Cross".
fn surname_too(part: Part, first: Part, note: &Note<'_>) -> bool {
    let cased = note.style != Style::Mixed || part.capital;
    part.family > 2
        && cased
        && first.given > 1
        && !first.english
        && !part.has(role::PAYER | role::RELATION)
}

/// A cue word that is also a name, written like one: "Coach", "Guardian" are none, "Pastor" and "Boss" may be.
fn nameish(part: Part, note: &Note<'_>) -> bool {
    part.family > 1
        && note.style == Style::Mixed
        && part.capital
        && !part.has(role::ORG | role::PAYER)
}

/// The last token of the run with a suffix taken in: "Jr.", "III".
pub(crate) fn with_suffix(note: &Note<'_>, last: usize) -> usize {
    let at = last + 1 + usize::from(note.at(last + 1).is_mark(b','));
    if !note.at(at).has(role::SUFFIX) || note.at(at).gap == Gap::Line {
        return last;
    }
    let dot = note.at(at + 1).is_mark(b'.') && note.at(at + 1).joined();
    if dot { at + 1 } else { at }
}
