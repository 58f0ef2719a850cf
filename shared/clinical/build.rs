//! Turns the files under `data/` into the compact tables that are compiled in.
//! The forms are described where they are read: `src/icd10.rs` and `src/names.rs`.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Entries per block; the reader has the same number.
const BLOCK: usize = 64;
/// Word numbers below this take one byte; the reader has the same number.
const SHORT_WORDS: usize = 192;
/// Every so many words the byte where one starts is written down; the reader has the same number.
const WORD_STEP: usize = 32;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=data");
    let data = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("no manifest directory")?)
        .join("data");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no output directory")?);
    icd10(&data, &out)?;
    names(&data, &out, "drugs", &drug_names(&data)?)?;
    names(&data, &out, "payers", &listed(&data, "payers", &[0, 1], &[2])?)?;
    names(&data, &out, "specialties", &listed(&data, "specialties", &[1], &[])?)?;
    Ok(())
}

/// Lower case, every run of other characters than letters and digits one blank; as in `src/names.rs`.
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The lines of a table without its header, each with the byte where it starts in the written table.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let body = text.split_once('\n').map_or("", |(_, body)| body);
    let mut start = 0;
    body.lines().map(move |line| {
        let at = start;
        start += line.len() + 1;
        (at, line)
    })
}

/// Names by key for the columns that hold one name and those that hold several.
fn listed(
    data: &Path,
    table: &str,
    single: &[usize],
    several: &[usize],
) -> Result<BTreeMap<String, usize>, Box<dyn Error>> {
    let text = fs::read_to_string(data.join(format!("{table}.tsv")))?;
    let mut names = BTreeMap::new();
    for (at, line) in rows(&text) {
        for cell in line
            .split('\t')
            .enumerate()
            .filter(|(column, _)| single.contains(column))
            .map(|(_, cell)| cell)
        {
            names.insert(key(cell), at);
        }
    }
    for (at, line) in rows(&text) {
        let cells = line.split('\t').enumerate().filter(|(column, _)| several.contains(column));
        for name in cells.flat_map(|(_, cell)| cell.split("; ")) {
            names.entry(key(name)).or_insert(at);
        }
    }
    names.remove("");
    Ok(names)
}

/// Generic names first, then brands, then the aliases, which overrule.
fn drug_names(data: &Path) -> Result<BTreeMap<String, usize>, Box<dyn Error>> {
    let mut names = listed(data, "drugs", &[0], &[1])?;
    let aliases = fs::read_to_string(data.join("drug_aliases.tsv"))?;
    for (_, line) in rows(&aliases) {
        let (alias, generic) = line.split_once('\t').ok_or("an alias needs a generic name")?;
        let at = *names.get(&key(generic)).ok_or_else(|| format!("no drug is called {generic}"))?;
        names.insert(key(alias), at);
    }
    Ok(names)
}

/// Writes the table without its header, and its names as sorted lines `key TAB start of the row`.
fn names(
    data: &Path,
    out: &Path,
    table: &str,
    names: &BTreeMap<String, usize>,
) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(data.join(format!("{table}.tsv")))?;
    let body = text.split_once('\n').map_or("", |(_, body)| body);
    fs::write(out.join(format!("{table}.rows")), body)?;
    let lines: Vec<String> = names.iter().map(|(key, at)| format!("{key}\t{at}\n")).collect();
    fs::write(out.join(format!("{table}.names")), lines.concat())?;
    Ok(())
}

/// The diagnosis codes: words by frequency, the blocks' starts and first codes, then the entries.
fn icd10(data: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let text = String::from_utf8(gunzip(&fs::read(data.join("icd10cm_fy2027.tsv.gz"))?)?)?;
    let mut entries = Vec::new();
    for (_, line) in rows(&text) {
        let mut cells = line.split('\t');
        let (code, billable, words) = (cells.next(), cells.next(), cells.next());
        let words: Vec<&str> = words.ok_or("a code needs a description")?.split(' ').collect();
        entries.push((
            code.ok_or("a row needs a code")?.replace('.', ""),
            billable == Some("1"),
            words,
        ));
    }
    entries.sort();

    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in entries.iter().flat_map(|(_, _, words)| words) {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<&str> = counts.keys().copied().collect();
    words.sort_by(|a, b| counts.get(b).cmp(&counts.get(a)).then(a.cmp(b)));
    let ranks: HashMap<&str, usize> =
        words.iter().enumerate().map(|(rank, word)| (*word, rank)).collect();

    let (mut stream, mut starts) = (Vec::new(), Vec::new());
    for block in entries.chunks(BLOCK) {
        starts.extend_from_slice(&u32::try_from(stream.len())?.to_le_bytes());
        let (mut code, mut sentence): (&str, &[&str]) = ("", &[]);
        for (next, billable, words) in block {
            entry(&mut stream, (code, sentence), (next, *billable, words), &ranks)?;
            (code, sentence) = (next, words);
        }
    }
    let mut word_starts = Vec::new();
    for chunk in 0..words.len().div_ceil(WORD_STEP) {
        let before: usize = words.iter().take(chunk * WORD_STEP).map(|word| word.len() + 1).sum();
        word_starts.extend_from_slice(&u32::try_from(before)?.to_le_bytes());
    }
    fs::write(out.join("icd10.words"), words.join("\n"))?;
    fs::write(out.join("icd10.word_starts"), word_starts)?;
    fs::write(out.join("icd10.starts"), starts)?;
    fs::write(out.join("icd10.entries"), stream)?;
    Ok(())
}

/// One entry: letters of the code kept and added, words of the description kept and added, billable or not.
fn entry(
    stream: &mut Vec<u8>,
    (last_code, last_words): (&str, &[&str]),
    (code, billable, words): (&str, bool, &[&str]),
    ranks: &HashMap<&str, usize>,
) -> Result<(), Box<dyn Error>> {
    let kept = code.bytes().zip(last_code.bytes()).take_while(|(a, b)| a == b).count();
    let added = code.get(kept..).ok_or("codes are ASCII")?;
    stream.push(u8::try_from(kept << 4 | added.len())?);
    stream.extend_from_slice(added.as_bytes());

    let kept = words.iter().zip(last_words).take_while(|(a, b)| a == b).count();
    stream.push(u8::try_from(kept)? << 1 | u8::from(billable));
    stream.push(u8::try_from(words.len() - kept)?);
    for word in words.iter().skip(kept) {
        let rank = *ranks.get(word).ok_or("every word was counted")?;
        if rank < SHORT_WORDS {
            stream.push(u8::try_from(rank)?);
        } else {
            stream.push(u8::try_from(SHORT_WORDS + (rank - SHORT_WORDS) / 256)?);
            stream.push(u8::try_from((rank - SHORT_WORDS) % 256)?);
        }
    }
    Ok(())
}

/// The content of a gzip file (RFC 1952) without its header and trailer.
fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let flags = *bytes.get(3).ok_or("not a gzip file")?;
    let mut start = 10;
    if flags & 8 != 0 {
        start += bytes.iter().skip(start).take_while(|byte| **byte != 0).count() + 1;
    }
    let body = bytes.get(start..).ok_or("not a gzip file")?;
    Ok(miniz_oxide::inflate::decompress_to_vec(body).map_err(|fault| format!("{fault:?}"))?)
}
