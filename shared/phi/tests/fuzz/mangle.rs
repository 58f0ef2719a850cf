//! What people and programs do to a text: evasions, scanner faults, wrong encodings, cuts and splices.

use proptest::prelude::*;
use proptest::sample::Index;

/// One change of a text; places are told as shares of its length, so that every change fits every text.
#[derive(Debug, Clone)]
pub(crate) enum Mangling {
    /// Puts one of [`STRANGE`] somewhere.
    Insert(Index, Index),
    /// Writes one mark many times in a row.
    Stutter(Index, Index, u8),
    /// Blanks between the characters of a stretch.
    Space(Index, u8),
    /// The digits of the text in another script.
    Script(Index),
    /// Look-alike letters in a stretch.
    LookAlike(Index, u8),
    /// Figures of a stretch as words.
    Spell(Index, u8),
    /// A scanner's misreadings in a stretch.
    Misread(Index, u8),
    /// Dashes, blanks and line ends of other kinds.
    Marks(Index),
    Lower,
    Upper,
    /// Takes a stretch out.
    Cut(Index, u8),
    /// Writes a stretch twice.
    Repeat(Index, u8),
    /// Goes on with another note from somewhere.
    Splice(Index, Index),
}

/// Characters that text comes with and rules have stumbled over.
const STRANGE: [&str; 24] = [
    "\u{200b}", "\u{301}", "\u{20dd}", "\u{202e}", "\u{feff}", "\0", "\u{1}", "😀", "é", "ﬁ", "ß",
    "漢", "\r", "\n\n", "\t", "...", "@", "//", "::", "(01)", "^^^", "|", "#", "'",
];
const SCRIPTS: [u32; 6] = [0xff10, 0x660, 0x6f0, 0x966, 0x1d7ce, 0x1d7f6];
const DASHES: [&str; 4] = ["\u{2010}", "\u{2013}", "\u{2212}", " - "];
const WORDS: [&str; 10] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

impl Arbitrary for Mangling {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let index = any::<Index>;
        let reach = 1..40_u8;
        let letters = prop_oneof![
            (index(), reach.clone()).prop_map(|(at, reach)| Self::Space(at, reach)),
            index().prop_map(Self::Script),
            (index(), reach.clone()).prop_map(|(at, reach)| Self::LookAlike(at, reach)),
            (index(), reach.clone()).prop_map(|(at, reach)| Self::Spell(at, reach)),
            (index(), reach.clone()).prop_map(|(at, reach)| Self::Misread(at, reach)),
            index().prop_map(Self::Marks),
            Just(Self::Lower),
            Just(Self::Upper),
        ];
        let pieces = prop_oneof![
            (index(), index()).prop_map(|(at, which)| Self::Insert(at, which)),
            (index(), index(), 2..60_u8)
                .prop_map(|(at, which, times)| Self::Stutter(at, which, times)),
            (index(), reach.clone()).prop_map(|(at, reach)| Self::Cut(at, reach)),
            (index(), reach).prop_map(|(at, reach)| Self::Repeat(at, reach)),
            (index(), index()).prop_map(|(at, from)| Self::Splice(at, from)),
        ];
        prop_oneof![letters, pieces].boxed()
    }
}

impl Mangling {
    /// The text after this change; `other` is a further note, for splices.
    pub(crate) fn apply(&self, text: &str, other: &str) -> String {
        let each = |at: &Index, reach: u8, change: &dyn Fn(char) -> String| {
            let (head, body, tail) = stretch(text, *at, reach);
            format!("{head}{}{tail}", body.chars().map(change).collect::<String>())
        };
        match self {
            Self::Insert(at, which) => {
                let (head, _, tail) = stretch(text, *at, 0);
                format!("{head}{}{tail}", which.get(&STRANGE))
            }
            Self::Stutter(at, which, times) => {
                let (head, _, tail) = stretch(text, *at, 0);
                format!("{head}{}{tail}", which.get(&STRANGE).repeat(usize::from(*times)))
            }
            Self::Space(at, reach) => each(at, *reach, &|c| format!("{c} ")),
            Self::Script(which) => {
                let zero = *which.get(&SCRIPTS);
                let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(zero + digit));
                text.chars().map(|c| digit(c).unwrap_or(c)).collect()
            }
            Self::LookAlike(at, reach) => each(at, *reach, &|c| look_alike(c).to_string()),
            Self::Spell(at, reach) => each(at, *reach, &spelled),
            Self::Misread(at, reach) => each(at, *reach, &|c| misread(c).to_string()),
            Self::Marks(which) => {
                let dash: &str = which.get::<&str>(&DASHES);
                text.replace('-', dash).replace(' ', "\u{a0}")
            }
            Self::Lower => text.to_lowercase(),
            Self::Upper => text.to_uppercase(),
            Self::Cut(at, reach) => {
                let (head, _, tail) = stretch(text, *at, *reach);
                format!("{head}{tail}")
            }
            Self::Repeat(at, reach) => {
                let (head, body, tail) = stretch(text, *at, *reach);
                format!("{head}{body}{body}{tail}")
            }
            Self::Splice(at, from) => {
                let (head, ..) = stretch(text, *at, 0);
                let (_, _, tail) = stretch(other, *from, 0);
                format!("{head}{tail}")
            }
        }
    }
}

/// The text before a place, `reach` characters from there, and the rest.
fn stretch(text: &str, at: Index, reach: u8) -> (&str, &str, &str) {
    let places: Vec<usize> =
        text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
    let first = at.index(places.len());
    let place = |index: usize| places.get(index).copied().unwrap_or(text.len());
    let (head, rest) = text.split_at(place(first));
    let (body, tail) = rest.split_at(place(first + usize::from(reach)) - head.len());
    (head, body, tail)
}

fn look_alike(c: char) -> char {
    let (from, to) = ("AaBEeHKMOoPpCcTXxyi", "АаВЕеНКМОоРрСсТХхуі");
    from.chars().zip(to.chars()).find(|(latin, _)| *latin == c).map_or(c, |(_, same)| same)
}

fn misread(c: char) -> char {
    "0158"
        .chars()
        .zip("OlSB".chars())
        .find(|(digit, _)| *digit == c)
        .map_or(c, |(_, letter)| letter)
}

fn spelled(c: char) -> String {
    let word = c.to_digit(10).and_then(|digit| WORDS.get(usize::try_from(digit).ok()?));
    word.map_or_else(|| c.to_string(), |word| format!("{word} "))
}
