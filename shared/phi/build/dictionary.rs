//! The dictionary: some 300,000 words, each with seven bits of class and a nine-bit fingerprint, in a binary fuse layout
//! (Graf and Lemire, "Binary Fuse Filters", 2022): a word's cell is the exclusive or of three. A word that is in no list is
//! taken for a listed one once in 512.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::{hash, read};

const PLACE: u16 = 1 << 6;
const CLINICAL: u16 = 1 << 5;
const ENGLISH: u16 = 1 << 4;
const SEGMENT: usize = 4096;

/// Every word with its class: bits 0-1 how common a first name, 2-3 how common a surname, then English, clinical, place.
pub(crate) fn words() -> BTreeMap<String, u16> {
    let mut words = BTreeMap::new();
    borne(&mut words);
    let mut add = |word: String, class: u16| *words.entry(word).or_insert(0) |= class;
    for word in read::text("english_words.txt.gz").lines().filter(|word| word.is_ascii()) {
        add(word.to_owned(), ENGLISH);
    }
    for row in read::rows("us_places.tsv.gz").iter().filter(|row| row[0].is_ascii()) {
        let town = row[0].to_ascii_lowercase().replace(['.', '\''], "");
        for (whole, short) in [("saint ", "st "), ("fort ", "ft "), ("mount ", "mt ")] {
            if let Some(rest) = town.strip_prefix(whole) {
                add(format!("{short}{rest}"), PLACE);
            }
        }
        add(town, PLACE);
    }
    clinical(&mut words);
    words.retain(|_, class| *class != 0);
    words
}

/// First names and surnames: those of the United States by how many bear them, then those of the world's other peoples.
fn borne(words: &mut BTreeMap<String, u16>) {
    for row in read::rows("first_names.tsv.gz") {
        let tier = tier(row[1].parse().unwrap(), [20, 1_000, 20_000]);
        *words.entry(row[0].to_ascii_lowercase()).or_insert(0) |= tier;
    }
    for row in read::rows("surnames.tsv.gz") {
        let tier = tier(row[2].parse().unwrap(), [104, 1_000, 10_000]);
        *words.entry(row[0].to_ascii_lowercase()).or_insert(0) |= tier << 2;
    }
    for row in read::rows("world_names.tsv.gz") {
        let known = words.entry(row[0].clone()).or_insert(0);
        // A first name common elsewhere is no rare one here; a surname counts as rare.
        *known = if row[1] == "1" { *known & !3 | 2.max(*known & 3) } else { *known };
        *known = if row[2] == "1" && *known >> 2 == 0 { *known | 1 << 2 } else { *known };
    }
}

/// Clinical words and drugs, less those that many people bear as a name.
fn clinical(words: &mut BTreeMap<String, u16>) {
    let vocabulary = read::rows("clinical_vocab.tsv.gz").into_iter().map(|row| row[0].clone());
    let drugs = read::rows("drugs.tsv").into_iter().flat_map(|row| {
        let names = format!("{} {}", row[0], row[1]).to_ascii_lowercase();
        names.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_owned).collect::<Vec<_>>()
    });
    for word in vocabulary.chain(drugs).filter(|word| word.len() > 2 && word.is_ascii()) {
        let class = words.entry(word).or_insert(0);
        if *class & 3 < 2 && (*class >> 2) & 3 < 3 {
            *class |= CLINICAL;
        }
    }
}

fn tier(count: u32, floors: [u32; 3]) -> u16 {
    floors.iter().filter(|floor| count >= **floor).fold(0, |tier, _| tier + 1)
}

/// The dictionary compiled: cells of sixteen bits, three for each word.
pub(crate) struct Dictionary {
    cells: Vec<u16>,
    segments: usize,
}

impl Dictionary {
    /// Writes the cells to `file` and gives the Rust source of the constants that go with them.
    pub(crate) fn write(&self, file: &Path) -> String {
        let bytes: Vec<u8> = self.cells.iter().flat_map(|cell| cell.to_le_bytes()).collect();
        fs::write(file, bytes).unwrap();
        let segments = self.segments;
        format!("const SEGMENTS: u64 = {segments};\nconst SEGMENT: u64 = {SEGMENT};\n")
    }

    /// The Rust source of what a dictionary is known by.
    pub(crate) fn seal(&self) -> String {
        let bytes: Vec<u8> = self.cells.iter().flat_map(|cell| cell.to_le_bytes()).collect();
        let digest = hash::digest(&bytes);
        format!(
            "/// What the dictionary of this build is known by.\npub const DIGEST: u64 = 0x{digest:016x};\n"
        )
    }
}

/// Compiles the words.
pub(crate) fn compile(words: &BTreeMap<String, u16>) -> Dictionary {
    let hashes: BTreeMap<u64, u16> =
        words.iter().map(|(word, class)| (hash::hash_of(word.as_bytes().iter()), *class)).collect();
    assert_eq!(hashes.len(), words.len(), "two words share a hash");
    // The fewest segments that the words fit into: some tenth more cells than words.
    let least = words.len().div_ceil(SEGMENT);
    let fits = |segments| Some((segments, peel(&hashes, segments)?));
    let (segments, order) = (least..least * 2).find_map(fits).unwrap();
    let mut cells = vec![0_u16; (segments + 2) * SEGMENT];
    for (word, own) in order.into_iter().rev() {
        let [a, b, c] = places(word, segments);
        let wanted = hashes[&word] | fingerprint(word);
        cells[own] = wanted ^ cells[own] ^ cells[a] ^ cells[b] ^ cells[c];
    }
    Dictionary { cells, segments }
}

fn fingerprint(hash: u64) -> u16 {
    u16::try_from((hash >> 7) & 0xff80).unwrap()
}

fn places(hash: u64, segments: usize) -> [usize; 3] {
    let wide = |size: usize| u64::try_from(size).unwrap();
    hash::cells(hash, wide(segments), wide(SEGMENT)).map(|cell| usize::try_from(cell).unwrap())
}

/// An order in which each word has a cell that no later word touches, or none if the words do not fit.
fn peel(hashes: &BTreeMap<u64, u16>, segments: usize) -> Option<Vec<(u64, usize)>> {
    let mut count = vec![0_u32; (segments + 2) * SEGMENT];
    let mut mixed = vec![0_u64; count.len()];
    for &hash in hashes.keys() {
        for cell in places(hash, segments) {
            count[cell] += 1;
            mixed[cell] ^= hash;
        }
    }
    let mut single: Vec<usize> = (0..count.len()).filter(|&cell| count[cell] == 1).collect();
    let mut order = Vec::with_capacity(hashes.len());
    while let Some(cell) = single.pop() {
        if count[cell] != 1 {
            continue;
        }
        let hash = mixed[cell];
        order.push((hash, cell));
        for other in places(hash, segments) {
            count[other] -= 1;
            mixed[other] ^= hash;
            if count[other] == 1 {
                single.push(other);
            }
        }
    }
    (order.len() == hashes.len()).then_some(order)
}
