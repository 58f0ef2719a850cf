//! Compiles `data/concepts.tsv` into sorted tables, so that the library reads no text to find a wording.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a fault of the data file must stop the build"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

#[path = "src/concept/fold.rs"]
mod fold;

/// How many steps a narrower meaning reaches up.
const STEPS: usize = 3;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=data/concepts.tsv");
    println!("cargo::rerun-if-changed=src/concept/fold.rs");
    #[expect(
        clippy::disallowed_methods,
        reason = "cargo tells a build script its directory this way"
    )]
    let out = env::var("OUT_DIR").unwrap();
    let out = Path::new(&out);
    let table = Table::read(&fs::read_to_string("data/concepts.tsv").unwrap());
    let bytes = table.wordings.keys().flat_map(|hash| hash.to_le_bytes()).collect::<Vec<u8>>();
    fs::write(out.join("wordings.bin"), bytes).unwrap();
    let rows: BTreeSet<(u16, u16)> = (0_u16..)
        .zip(table.wordings.values())
        .flat_map(|(at, rows)| rows.iter().map(move |row| (at, *row)))
        .collect();
    for (name, pairs) in
        [("rows.bin", rows), ("broader.bin", table.closed()), ("contrary.bin", table.contraries())]
    {
        fs::write(out.join(name), flat(&pairs)).unwrap();
    }
}

/// The rows of the table and what they lead to.
#[derive(Default)]
struct Table {
    /// The rows of every wording, by its hash.
    wordings: BTreeMap<u64, BTreeSet<u16>>,
    broader: Vec<BTreeSet<u16>>,
    contrary: Vec<BTreeSet<u16>>,
}

impl Table {
    fn read(text: &str) -> Self {
        let mut table = Self::default();
        let rows: Vec<Vec<Vec<u64>>> = text.lines().skip(1).map(cells).collect();
        for (row, cells) in (0_u16..).zip(&rows) {
            assert!(!cells[0].is_empty(), "row {row} says nothing");
            for hash in &cells[0] {
                table.wordings.entry(*hash).or_default().insert(row);
            }
        }
        table.broader = vec![BTreeSet::new(); rows.len()];
        table.contrary = vec![BTreeSet::new(); rows.len()];
        for (row, cells) in rows.iter().enumerate() {
            let broader: Vec<u16> = cells[1].iter().flat_map(|hash| table.named(*hash)).collect();
            let contrary: Vec<u16> = cells[2].iter().flat_map(|hash| table.named(*hash)).collect();
            table.broader[row]
                .extend(broader.into_iter().filter(|other| usize::from(*other) != row));
            table.contrary[row]
                .extend(contrary.into_iter().filter(|other| usize::from(*other) != row));
        }
        table
    }

    /// The rows of a wording; one that no row says becomes a row of its own.
    fn named(&mut self, hash: u64) -> Vec<u16> {
        let new = u16::try_from(self.broader.len()).unwrap();
        let rows = self.wordings.entry(hash).or_insert_with(|| BTreeSet::from([new]));
        let rows: Vec<u16> = rows.iter().copied().collect();
        if rows.contains(&new) {
            self.broader.push(BTreeSet::new());
            self.contrary.push(BTreeSet::new());
        }
        rows
    }

    /// Every row with each that it implies.
    fn closed(&self) -> BTreeSet<(u16, u16)> {
        let rows = (0_u16..).zip(&self.broader).map(|(row, _)| row);
        rows.flat_map(|row| self.above(row).into_iter().map(move |other| (row, other))).collect()
    }

    fn above(&self, row: u16) -> BTreeSet<u16> {
        let mut above = self.broader[usize::from(row)].clone();
        for _ in 1..STEPS {
            let next: Vec<u16> =
                above.iter().flat_map(|row| &self.broader[usize::from(*row)]).copied().collect();
            above.extend(next);
        }
        above.remove(&row);
        above
    }

    /// Every row with its contraries and those of what it implies, both ways, less what one implies of the other.
    fn contraries(&self) -> BTreeSet<(u16, u16)> {
        let mut pairs = BTreeSet::new();
        for (row, own) in (0_u16..).zip(&self.contrary) {
            let above = self.above(row);
            let inherited = above.iter().flat_map(|other| &self.contrary[usize::from(*other)]);
            for other in own.iter().chain(inherited) {
                let kin = above.contains(other) || self.above(*other).contains(&row);
                if !kin && *other != row {
                    pairs.extend([(row, *other), (*other, row)]);
                }
            }
        }
        pairs
    }
}

/// The wordings of each cell of a row, by their hashes.
fn cells(line: &str) -> Vec<Vec<u64>> {
    let hashed = |phrase: &str| {
        let stems = fold::folded(phrase.split(' '));
        (!stems.is_empty()).then(|| fold::hash(stems.iter().map(|(_, stem)| stem.as_str())))
    };
    let mut cells: Vec<Vec<u64>> =
        line.split('\t').map(|cell| cell.split("; ").filter_map(hashed).collect()).collect();
    assert!(cells.len() <= 3, "a row has too many cells: {line}");
    cells.resize_with(3, Vec::new);
    cells
}

fn flat(pairs: &BTreeSet<(u16, u16)>) -> Vec<u8> {
    pairs.iter().flat_map(|(a, b)| (u32::from(*a) << 16 | u32::from(*b)).to_le_bytes()).collect()
}
