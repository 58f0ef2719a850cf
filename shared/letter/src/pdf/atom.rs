//! Where a line may end.

use super::line::Piece;

/// What may not be parted: a word, perhaps of several styles, and the space after it.
#[derive(Default)]
pub(super) struct Atom {
    /// The pieces that it is made of, by number, with their words.
    pub(super) parts: Vec<(usize, String)>,
    /// The piece of the space after it.
    pub(super) space: Option<usize>,
    /// The line ends after it, full or not.
    pub(super) ends_line: bool,
}

/// The atoms of a text, at least one.
pub(super) fn atoms(pieces: &[Piece]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut atom = Atom::default();
    for (at, piece) in pieces.iter().enumerate() {
        let mut word = String::new();
        let mut letters = piece.words.chars().peekable();
        while let Some(c) = letters.next() {
            if c == '\n' || is_space(c) {
                push(&mut atom, at, &mut word);
                atom.ends_line = c == '\n';
                atom.space = is_space(c).then_some(at);
                if c == '\n' || !letters.peek().is_some_and(|next| is_space(*next)) {
                    atoms.push(std::mem::take(&mut atom));
                }
            } else {
                word.push(c);
                if breaks_after(&word, letters.clone()) {
                    push(&mut atom, at, &mut word);
                    atoms.push(std::mem::take(&mut atom));
                }
            }
        }
        push(&mut atom, at, &mut word);
    }
    atoms.push(atom);
    glue(atoms)
}

fn push(atom: &mut Atom, at: usize, word: &mut String) {
    if !word.is_empty() {
        atom.parts.push((at, std::mem::take(word)));
    }
}

/// A space at which a line may end; those that forbid it are not among them.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}')
}

/// Whether a line may end within a word: after a dash, or a hyphen or slash between two long enough parts.
fn breaks_after(word: &str, rest: impl Iterator<Item = char>) -> bool {
    const PART: usize = 4;
    let letters = |c: &char| c.is_alphabetic();
    match word.chars().next_back() {
        Some('\u{2014}') => true,
        Some('-' | '/' | '\u{2013}') => {
            let before = word.chars().rev().skip(1).take_while(letters).count();
            before >= PART && rest.take_while(letters).count() >= PART
        }
        _ => false,
    }
}

/// Units that stay with their number: a dose torn at the line's end invites misreading.
const UNITS: [&str; 24] = [
    "%", "IU", "IU/mL", "L", "U", "U/L", "U/mL", "cm", "g", "g/dL", "kg", "kg/m²", "mL", "mcg",
    "mg", "mg/L", "mg/dL", "mg/kg", "mg/mL", "mm", "mm/h", "mmHg", "ng/mL", "units",
];

fn glue(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut glued: Vec<Atom> = Vec::with_capacity(atoms.len());
    for mut atom in atoms {
        match glued.last_mut() {
            Some(last) if !last.ends_line && is_number(last) && is_unit(&atom) => {
                if let Some(space) = last.space {
                    last.parts.push((space, " ".to_owned()));
                }
                last.parts.append(&mut atom.parts);
                (last.space, last.ends_line) = (atom.space, atom.ends_line);
            }
            _ => glued.push(atom),
        }
    }
    glued
}

fn is_number(atom: &Atom) -> bool {
    atom.space.is_some()
        && atom.parts.last().is_some_and(|(_, word)| word.ends_with(|c: char| c.is_ascii_digit()))
}

fn is_unit(atom: &Atom) -> bool {
    atom.parts
        .first()
        .is_some_and(|(_, word)| UNITS.contains(&word.trim_end_matches([',', '.', ';', ')', ':'])))
}
