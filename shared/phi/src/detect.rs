//! The detector: the shadow is read as it is and, where something is spelled oddly, once more as it was meant; what both
//! readings find is united and told in bytes of the original.

use crate::chunk::Chunk;
use crate::label::Label;
use crate::lexicon::role;
use crate::looks::Looks;
use crate::note::{Kind, Note, Style, Token};
use crate::respell;
use crate::rules::{
    coarse, date, header, ids, month, name, net, phone, place, shapes, street, zip,
};
use crate::shadow::Shadow;
use crate::spot::{Spot, Taken};
use crate::{Category, Finding};

/// All findings of a text, sorted and apart from each other.
pub(crate) fn findings(text: &str) -> Vec<Finding> {
    let shadow = Shadow::of(text);
    let note = Note::read(shadow.bytes());
    let mut found = collect(&note, &shadow);
    if let Some(meant) = respell::respell(&note, &shadow, &found) {
        let again = collect(&meant.note(&note), &meant.shadow);
        found.extend(again.into_iter().filter(|finding| meant.touched_by(finding)));
    }
    unite(found)
}

fn collect(note: &Note<'_>, shadow: &Shadow<'_>) -> Vec<Finding> {
    let told = |spot: Spot| {
        let (start, end) = shadow.original(note.at(spot.first).start, note.at(spot.last).end);
        Finding { start, end, category: spot.category, action: spot.action, rule: spot.rule }
    };
    spots(note).into_iter().map(told).collect()
}

/// What the scan of one note carries from place to place.
struct Scan<'n> {
    note: &'n Note<'n>,
    spots: Vec<Spot>,
    /// Tokens that are no names: they belong to places and addresses.
    taken: Taken,
    /// Last token of the date, street, town and labelled number found last.
    date: Option<usize>,
    /// Last token of the date that stands right after a name.
    birth: Option<usize>,
    street: Option<usize>,
    town: Option<usize>,
    labelled: Option<(usize, Label)>,
}

fn spots(note: &Note<'_>) -> Vec<Spot> {
    let mut scan = Scan {
        note,
        spots: Vec::new(),
        taken: Taken::default(),
        date: None,
        birth: None,
        street: None,
        town: None,
        labelled: None,
    };
    for index in note.places(|index, token, next| asked(note, index, token, next)) {
        match note.at(index).kind {
            Kind::Number => scan.number(index),
            Kind::Word => scan.word(index),
            Kind::Mark(mark) => scan.mark(index, mark),
            Kind::Edge => {}
        }
    }
    name::find(note, &mut scan.taken, &mut scan.spots);
    scan.spots
}

/// The roles of words at which some rule begins.
pub(crate) const BEGINNINGS: u128 =
    MONTHS | SEASONS | role::NUMBER | role::NET_LEAD | role::HANDLE | role::BOX_LEAD;
const MONTHS: u128 = role::MONTH | role::MES | role::WEEKDAY | role::ARTICLE;
const SEASONS: u128 = role::SEASON | role::SEASON_LEAD | role::COARSE;

/// Whether any rule but those for names may begin here: not at an ordinary word that nothing goes on with, which is most
/// of most notes.
fn asked(note: &Note<'_>, index: usize, token: &Token, next: &Token) -> bool {
    let (here, ahead, after) = (token.looks, next.looks, note.at(index + 2).looks);
    let ends = !here.any(Looks::FOUR) & !ahead.any(Looks::WORD) & !after.any(Looks::JOINED);
    let door = here.any(Looks::DOOR) & (ahead.any(Looks::CAPITAL) | !here.any(Looks::FIVE));
    let named = here.any(Looks::CAPITAL) | (note.style != Style::Mixed);
    let goes_on = ahead.any(Looks::NUMBER) | ahead.any(Looks::JOINED) & !ends;
    let word = here.any(Looks::BEGINS) | door | named | goes_on;
    // A full stop at the end of a sentence is no part of an address.
    let sign = token.is_one_of(b"[@{+(:") | token.is_mark(b'.') & ahead.any(Looks::JOINED);
    here.any(Looks::NUMBER) | here.any(Looks::WORD) & word | sign
}

impl Scan<'_> {
    fn put(&mut self, found: Option<Spot>) {
        if let Some(spot) = found {
            self.spots.push(spot);
        }
    }

    fn dated(&mut self, spot: Spot) {
        self.date = Some(spot.last);
        if header::named_before(self.note, spot.first) {
            self.birth = Some(spot.last);
        }
        self.spots.push(spot);
    }

    fn number(&mut self, index: usize) {
        let note = self.note;
        if let Some(spot) = date::find(note, index, self.date) {
            self.dated(spot);
        }
        self.put(phone::find(note, index));
        match note.at(index).len() {
            2 | 3 if note.at(index).value >= 90 => self.put(coarse::age(note, index)),
            4 => self.put(shapes::masked(note, index)),
            5 | 9 => self.put(zip::find(note, index, self.town, self.street)),
            shapes::DEVICE.. => self.put(shapes::device(note, index)),
            _ => {}
        }
        self.network(index);
        if note.roles & street::ASKED != 0 {
            self.street(index);
        }
        self.value(index);
    }

    fn word(&mut self, index: usize) {
        let note = self.note;
        let token = note.at(index);
        if token.has(BEGINNINGS | role::DOOR_LEAD) {
            self.cue(index);
        }
        let next = note.at(index + 1);
        self.network(index);
        let inside = self.street.is_some_and(|last| index <= last);
        let free = !inside & self.town.is_none_or(|last| index > last);
        if free && let Some(spot) = place::find(note, index, self.street) {
            self.town = Some(spot.last);
            self.claim(spot);
        }
        let goes_on = next.joined() & (next.is_word() | note.at(index + 2).joined());
        if goes_on | next.is_number() {
            self.value(index);
        }
    }

    /// A word that is the beginning of what some rule finds.
    fn cue(&mut self, index: usize) {
        let note = self.note;
        let token = note.at(index);
        if token.has(MONTHS)
            && let Some(spot) = month::find(note, index, self.date)
        {
            self.dated(spot);
        }
        if token.has(SEASONS) {
            self.put(coarse::season(note, index));
        }
        if token.has(role::NUMBER) {
            self.put(coarse::age(note, index));
        }
        if token.has(role::NET_LEAD | role::HANDLE) {
            self.put(net::find(note, index));
        }
        if token.has(role::BOX_LEAD | role::NUMBER | role::DOOR_LEAD) {
            self.street(index);
        }
    }

    fn mark(&mut self, index: usize, mark: u8) {
        let note = self.note;
        match mark {
            b'[' => {
                self.put(net::find(note, index));
                self.put(phone::find(note, index));
            }
            b'@' | b'.' | b'{' => self.put(net::find(note, index)),
            b'+' => {
                self.put(phone::find(note, index));
                self.put(shapes::device(note, index));
            }
            b'(' => {
                self.spots.extend(net::find(note, index));
                self.put(phone::find(note, index));
                self.put(shapes::device(note, index));
            }
            b':' => {
                self.put(net::find(note, index));
                self.network(index);
            }
            _ => {}
        }
    }

    /// A network address has at least two marks and something before, between or after them, all of it without a blank.
    fn network(&mut self, index: usize) {
        let note = self.note;
        let (token, next, after) = (note.at(index), note.at(index + 1), note.at(index + 2));
        let third = note.at(index + 3);
        let tight = next.joined() & after.joined() & (third.joined() | after.is_mark(b':'));
        if tight & token.looks.any(Looks::FOUR.and(Looks::SIGN)) {
            // Groups of up to four before a colon, of two between hyphens, of four or an octet before a full stop.
            let group = next.is_value() & (token.len() + next.len() <= 4);
            let octet = token.is_number() & after.is_number() & third.is_mark(b'.');
            let point = next.is_mark(b'.') & (octet | (token.len() == 4));
            let pairs = (token.len() == 2)
                & after.looks.any(Looks::TWO)
                & note.at(index + 4).looks.any(Looks::TWO.and(Looks::SIGN));
            if group | next.is_mark(b':') | point | next.is_mark(b'-') & pairs {
                self.put(net::address(note, index));
            }
        }
    }

    fn street(&mut self, index: usize) {
        if self.street.is_some_and(|last| index <= last) {
            return;
        }
        if let Some(spot) = street::find(self.note, index) {
            self.street = Some(spot.last);
            self.claim(spot);
        }
    }

    fn claim(&mut self, spot: Spot) {
        self.taken.add(spot);
        self.spots.push(spot);
    }

    /// A value that starts here: labelled, or known by its shape.
    fn value(&mut self, index: usize) {
        let note = self.note;
        let (token, next, before) = (note.at(index), note.at(index + 1), note.before(index, 1));
        let within = before.is_one_of(b"-/._") & before.joined() & note.before(index, 2).is_value();
        let inner = token.joined() & (before.is_value() | within);
        // Two figures or a word alone are no value, unless a number or a plate's letters go on with them.
        let bare = token.is_word() & !token.looks.any(Looks::FOUR)
            | token.looks.any(Looks::TWO)
                & !next.is_number()
                & (note.roles & role::PLATE_WORD == 0);
        let alone = !next.joined() & bare;
        let labelled = self.labelled.is_some_and(|(last, _)| index <= last);
        if inner | alone | labelled {
            return;
        }
        let glued = token.has(role::MRN_WORD | role::SSN_WORD | role::ACCOUNT_SURE)
            && note.at(index + 1).is_mark(b'-')
            && note.at(index + 2).joined();
        let chunk = Chunk::at(note, if glued { index + 2 } else { index });
        if chunk.digits == 0 && !(chunk.letters <= 4 && note.at(chunk.last + 1).is_number()) {
            return;
        }
        if let Some((spot, label)) = ids::find(note, chunk, self.labelled) {
            self.labelled = Some((spot.last, label));
            self.spots.push(spot);
        } else if let Some(spot) = header::after_birth(note, chunk, self.birth) {
            self.birth = Some(spot.last);
            self.spots.push(spot);
        } else if chunk.length() >= 4 {
            self.put(shapes::find(note, chunk));
        }
    }
}

/// Sorts the findings and joins those that overlap: the graver action and its category win, the longer span stays.
fn unite(mut found: Vec<Finding>) -> Vec<Finding> {
    found.retain(|f| f.start < f.end);
    found.sort_unstable_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
    found.dedup_by(|finding, last| {
        let overlaps = finding.start < last.end;
        if overlaps {
            if (finding.action, weight(finding.category)) > (last.action, weight(last.category)) {
                (last.category, last.rule, last.action) =
                    (finding.category, finding.rule, finding.action);
            }
            last.end = last.end.max(finding.end);
        }
        overlaps
    });
    found
}

/// Which category stays when two readings of one place overlap.
const fn weight(category: Category) -> u8 {
    match category {
        Category::Email | Category::Url => 9,
        Category::Ssn => 8,
        Category::Device | Category::Vehicle => 7,
        Category::Dob => 6,
        Category::Mrn | Category::MemberId | Category::Account | Category::License => 5,
        Category::Phone | Category::Fax | Category::Ip => 4,
        Category::Date | Category::Address | Category::Age90 => 3,
        Category::OtherId | Category::ProviderId | Category::Zip => 2,
        Category::Name | Category::City => 1,
        Category::Provider | Category::DateCoarse => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::note::work;

    /// What rules begin, go on and end with, to be put together at random.
    const PIECES: [&str; 40] = [
        "1", "12", "2024", "0", "a", "M", "Ann", "Smith", "May", "one", "St", "MRN", "SSN", "id",
        "dot", "at", "com", "mg", "and", "MD", "Dr", "in", "TX", "Oak", "Box", "ninety", " ", " ",
        "\n", "-", "/", ".", ",", ":", "@", "(", "#", "'", "^", "|",
    ];

    /// The looks at tokens that a text of about `size` bytes takes, made of one piece over and over.
    fn looks(piece: &str, size: usize) -> usize {
        work::taken();
        findings(&text(piece, size));
        work::taken()
    }

    /// Text of about `size` bytes made of one piece over and over.
    fn text(piece: &str, size: usize) -> String {
        piece.repeat(size / piece.len() + 1)
    }

    #[test]
    fn twice_the_text_is_twice_the_work_on_text_made_to_backtrack() {
        for piece in [
            "1/",
            "1-",
            "1.",
            "1 ",
            "a.",
            "a@",
            "@a",
            "a b ",
            "A. ",
            "(1",
            "MRN ",
            "one ",
            "....",
            "Mr. ",
            "Ann ",
            "Smith, ",
            "Dr. A and ",
            "1:",
            "f:",
            "x-",
            "May ",
            "5 Oak ",
            "St. ",
            "o'",
            "\u{200b}",
            "é",
            "SSN 1 2 3-",
            "van de ",
            "last four of the ",
            "#",
            "dot com at ",
            "Ann Smith ",
            "O0",
            "1\n",
            "[at]",
            "http://",
            "00:",
            "a b c d e f g ",
            "MD, ",
            "Lee, Ann, ",
        ] {
            let (once, twice) = (looks(piece, 20_000), looks(piece, 40_000));
            assert!(twice * 10 <= once * 22, "{piece:?}: {once} then {twice}");
            assert!(once / 20_000 < 600, "{piece:?}: {once} looks at 20,000 bytes");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

        #[test]
        fn twice_the_text_is_twice_the_work_whatever_is_repeated(piece in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..7)) {
            let piece = piece.concat();
            let (once, twice) = (looks(&piece, 8_000), looks(&piece, 16_000));
            prop_assert!(twice * 10 <= once * 23, "{piece:?}: {once} then {twice}");
            prop_assert!(once / 8_000 < 600, "{piece:?}: {once} looks at 8,000 bytes");
        }
    }
}
