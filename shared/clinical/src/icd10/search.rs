//! Reading the table: one code, the codes below a heading, near codes, and words.

use super::{ENTRIES, Entry, SHORT_WORDS, STARTS, WORD_STARTS, WORD_STEP, WORDS, dotted};

/// The most codes that are suggested for one that is refused.
pub const NEAR_LIMIT: usize = 12;

/// One entry as it lies in the table; word numbers in place of the description.
struct Raw<'a> {
    letters: &'a str,
    billable: bool,
    words: &'a [usize],
}

/// Walks over entries from the start of a block and keeps what the next entry builds on.
#[derive(Default)]
struct Cursor {
    at: usize,
    read: usize,
    letters: String,
    words: Vec<usize>,
}

/// The entries of the table whose code starts with the text, or whose description has all of its words (the last may be
/// unfinished); codes first, shorter descriptions first, at most `limit`.
pub fn search(text: &str, limit: usize) -> Vec<Entry> {
    let code: String = text.trim().to_ascii_uppercase().replace('.', "");
    if code.len() >= 2 && code.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        let found = starting_with(&code, |_| true, limit);
        if !found.is_empty() {
            return found;
        }
    }
    by_words(text, limit)
}

/// The entry of a code without its dot.
pub(super) fn entry(letters: &str) -> Option<Entry> {
    starting_with(letters, |_| true, 1)
        .into_iter()
        .next()
        .filter(|entry| entry.code == dotted(letters))
}

/// The billable codes below a heading; if they are many, the next headings and codes below it.
pub(super) fn children(letters: &str) -> Vec<Entry> {
    let billable =
        starting_with(letters, |raw| raw.billable && raw.letters != letters, NEAR_LIMIT + 1);
    if billable.len() <= NEAR_LIMIT {
        return billable;
    }
    let next = (letters.len() + 1..=7)
        .map(|length| starting_with(letters, |raw| raw.letters.len() == length, NEAR_LIMIT + 1));
    let mut next: Vec<Entry> =
        next.into_iter().find(|entries| !entries.is_empty()).unwrap_or(billable);
    next.truncate(NEAR_LIMIT);
    next
}

/// Billable codes that one slip would turn into this one, then those that share the longest beginning with it.
pub(super) fn near(letters: &str) -> Vec<Entry> {
    let mut near: Vec<Entry> = Vec::new();
    for slip in slips(letters) {
        if let Some(entry) = entry(&slip).filter(|entry| entry.billable && !near.contains(entry)) {
            near.push(entry);
        }
    }
    for length in (3..letters.len()).rev() {
        let shared = letters.get(..length).unwrap_or(letters);
        for entry in starting_with(shared, |raw| raw.billable, NEAR_LIMIT) {
            if !near.contains(&entry) {
                near.push(entry);
            }
        }
        if !near.is_empty() {
            break;
        }
    }
    near.truncate(NEAR_LIMIT);
    near
}

/// The code with two neighbours swapped, one letter left out, one changed; swaps first, for they are the usual slip.
fn slips(letters: &str) -> Vec<String> {
    let bytes: Vec<char> = letters.chars().collect();
    let mut slips = Vec::new();
    for place in 1..bytes.len() {
        let mut swapped = bytes.clone();
        swapped.swap(place - 1, place);
        slips.push(swapped.into_iter().collect());
    }
    for place in (1..bytes.len()).rev() {
        let mut shorter = bytes.clone();
        shorter.remove(place);
        slips.push(shorter.into_iter().collect());
    }
    for place in (1..bytes.len()).rev() {
        for letter in ('0'..='9').chain(['A', 'D', 'S', 'X']) {
            let changed =
                bytes.iter().enumerate().map(|(at, old)| if at == place { letter } else { *old });
            slips.push(changed.collect());
        }
    }
    slips
}

/// Entries whose code starts with the letters and that are wanted, in order, at most `limit`.
fn starting_with(letters: &str, wanted: impl Fn(&Raw<'_>) -> bool, limit: usize) -> Vec<Entry> {
    let mut cursor = Cursor::at_block(block_before(letters));
    let mut found = Vec::new();
    while found.len() < limit {
        let Some(raw) = cursor.next() else { break };
        if raw.letters.starts_with(letters) {
            if wanted(&raw) {
                found.push(raw.entry());
            }
        } else if raw.letters > letters {
            break;
        }
    }
    found
}

fn by_words(text: &str, limit: usize) -> Vec<Entry> {
    let asked: Vec<String> = text.split_whitespace().take(8).map(str::to_lowercase).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let sets: Vec<Vec<bool>> = asked.iter().map(|word| words_like(word)).collect();
    let mut cursor = Cursor::default();
    let mut found: Vec<(bool, usize, Entry)> = Vec::new();
    while let Some(raw) = cursor.next() {
        let has =
            |set: &Vec<bool>| raw.words.iter().any(|word| set.get(*word).copied().unwrap_or(false));
        if sets.iter().all(has) {
            let rank = (!raw.billable, raw.words.len());
            let place = found.partition_point(|(heading, length, _)| (*heading, *length) <= rank);
            if place < limit {
                found.insert(place, (rank.0, rank.1, raw.entry()));
                found.truncate(limit);
            }
        }
    }
    found.into_iter().map(|(_, _, entry)| entry).collect()
}

/// For every word of the list whether it starts with the asked one, punctuation in front aside.
fn words_like(asked: &str) -> Vec<bool> {
    WORDS
        .lines()
        .map(|word| word.trim_start_matches(['(', '[', '"']).to_lowercase().starts_with(asked))
        .collect()
}

/// The last block whose first code is not after the letters.
fn block_before(letters: &str) -> usize {
    let blocks = STARTS.len() / 4;
    let (mut low, mut high) = (0, blocks);
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        let first = Cursor::at_block(middle).next().is_some_and(|raw| raw.letters <= letters);
        if first { low = middle } else { high = middle }
    }
    low
}

impl Raw<'_> {
    fn entry(&self) -> Entry {
        let words: Vec<&str> = self.words.iter().map(|word| word_of(*word)).collect();
        Entry { code: dotted(self.letters), billable: self.billable, description: words.join(" ") }
    }
}

impl Cursor {
    fn at_block(block: usize) -> Self {
        let at = start(STARTS, block).unwrap_or(ENTRIES.len());
        Self { at, ..Self::default() }
    }

    fn next(&mut self) -> Option<Raw<'_>> {
        if self.read.is_multiple_of(64) {
            self.letters.clear();
            self.words.clear();
        }
        self.read += 1;
        let head = usize::from(self.byte()?);
        self.letters.truncate(head >> 4);
        for _ in 0..head & 15 {
            let letter = self.byte()?;
            self.letters.push(char::from(letter));
        }
        let flags = usize::from(self.byte()?);
        self.words.truncate(flags >> 1);
        for _ in 0..self.byte()? {
            let first = usize::from(self.byte()?);
            let second = if first < SHORT_WORDS { 0 } else { usize::from(self.byte()?) };
            let word = if first < SHORT_WORDS {
                first
            } else {
                SHORT_WORDS + (first - SHORT_WORDS) * 256 + second
            };
            self.words.push(word);
        }
        Some(Raw { letters: &self.letters, billable: flags & 1 == 1, words: &self.words })
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = ENTRIES.get(self.at).copied();
        self.at += 1;
        byte
    }
}

/// The word of a number: from the nearest start written down, then line by line.
fn word_of(number: usize) -> &'static str {
    let rest =
        start(WORD_STARTS, number / WORD_STEP).and_then(|start| WORDS.get(start..)).unwrap_or("");
    rest.lines().nth(number % WORD_STEP).unwrap_or("")
}

/// The n-th of a list of starts, four bytes each.
fn start(starts: &[u8], place: usize) -> Option<usize> {
    let bytes = starts.get(place * 4..place * 4 + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Vec<(String, bool, String)> {
        let bytes =
            std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/icd10cm_fy2027.tsv.gz"))
                .unwrap();
        let name = bytes[10..].iter().take_while(|byte| **byte != 0).count() + 1;
        let start = if bytes[3] & 8 == 0 { 10 } else { 10 + name };
        let text =
            String::from_utf8(miniz_oxide::inflate::decompress_to_vec(&bytes[start..]).unwrap())
                .unwrap();
        let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
        rows.map(|cells| (cells[0].to_owned(), cells[1] == "1", cells[2].to_owned())).collect()
    }

    #[test]
    fn the_table_holds_every_row_of_its_source() {
        let words: Vec<&str> = WORDS.lines().collect();
        let source = source();
        let mut cursor = Cursor::default();
        for (code, billable, description) in &source {
            let raw = cursor.next().unwrap();
            let spelled: Vec<&str> = raw.words.iter().map(|word| words[*word]).collect();
            assert_eq!(
                (dotted(raw.letters), raw.billable, spelled.join(" ")),
                (code.clone(), *billable, description.clone())
            );
        }
        assert!(cursor.next().is_none());
        assert_eq!((source.len(), source.iter().filter(|row| row.1).count()), (98_403, 74_879));
    }

    #[test]
    fn every_thirteenth_code_is_found_by_itself() {
        for (code, billable, description) in source().into_iter().step_by(13) {
            let found = entry(&code.replace('.', ""));
            assert_eq!(found, Some(Entry { code, billable, description }));
        }
    }

    #[test]
    fn words_find_codes_and_the_last_may_be_unfinished() {
        let found = search("rheumatoid factor multiple sit", 20);
        assert!(found.iter().any(|entry| entry.code == "M05.79"), "{found:?}");
        assert!(search("qqqqq", 5).is_empty() && search("", 5).is_empty());
        assert_eq!(search("M05.7", 5).len(), 5);
    }

    #[test]
    fn the_table_stays_small() {
        assert!(WORDS.len() + STARTS.len() + ENTRIES.len() < 1_100_000);
    }
}
