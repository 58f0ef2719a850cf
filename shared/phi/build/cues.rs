//! The cue words: each word's roles (a set of bits), value (a month's or number word's number) and class; and the pairs of
//! words that have roles together.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::{hash, read};

const SLOTS: usize = 8192;
/// Groups of words of which each has its own way to a slot, so that no two words want the same one.
const GROUPS: usize = 2048;

/// Rust source of the roles, the sets of roles that occur, and the table of slots.
pub(crate) fn compile(classes: &BTreeMap<String, u16>) -> String {
    let mut source = String::new();
    let mut roles: Vec<String> = Vec::new();
    let mut terms: BTreeMap<String, (u128, u8)> = BTreeMap::new();
    for row in read::rows("cues.tsv").into_iter().chain(derived()) {
        let bit = roles.iter().position(|role| *role == row[0]).unwrap_or_else(|| {
            roles.push(row[0].clone());
            roles.len() - 1
        });
        let term = terms.entry(row[1].clone()).or_default();
        term.0 |= 1 << bit;
        term.1 = row.get(2).filter(|v| !v.is_empty()).map_or(term.1, |v| v.parse().unwrap());
    }
    for (bit, role) in roles.iter().enumerate() {
        writeln!(source, "/// Words of the role `{role}` in `data/cues.tsv`.\npub(crate) const {role}: u128 = 1 << {bit};").unwrap();
    }
    let sets: BTreeSet<u128> = terms.values().map(|term| term.0).collect();
    let sets: Vec<u128> = std::iter::once(0).chain(sets).collect();
    writeln!(source, "pub(super) static SETS: [u128; {}] = {sets:?};", sets.len()).unwrap();
    let slot = |(term, (set, value)): &(String, (u128, u8))| Slot {
        hash: hash::hash_of(term.as_bytes().iter()),
        set: sets.binary_search(set).unwrap(),
        value: *value,
        class: classes.get(term).copied().unwrap_or(0),
    };
    let (pairs, words): (Vec<_>, Vec<_>) =
        terms.into_iter().partition(|(term, _)| term.contains(' '));
    let slots = |terms: Vec<_>| terms.iter().map(slot).collect::<Vec<_>>();
    let (pairs, words) = (slots(pairs), slots(words));
    source + &table("WORDS", &words) + &table("PAIRS", &pairs)
}

struct Slot {
    hash: u64,
    /// Place of its roles among the sets.
    set: usize,
    value: u8,
    class: u16,
}

/// Rust source of a table of terms. The largest groups choose first: each the first way that leads all its terms to free slots.
fn table(name: &str, terms: &[Slot]) -> String {
    let mut slots = vec![(0_u32, 0_u16, 0_u8, 0_u8); SLOTS];
    let mut ways = vec![0_u16; GROUPS];
    let mut groups: Vec<Vec<&Slot>> = (0..GROUPS).map(|_| Vec::new()).collect();
    for term in terms {
        groups[usize::try_from(term.hash).unwrap() % GROUPS].push(term);
    }
    let mut order: Vec<usize> = (0..GROUPS).collect();
    order.sort_by_key(|group| std::cmp::Reverse(groups[*group].len()));
    for group in order {
        let led = |way: u16| groups[group].iter().map(move |term| slot(term.hash, way));
        let free = |way: &u16| {
            let taken: BTreeSet<usize> = led(*way).collect();
            taken.len() == groups[group].len() && taken.iter().all(|slot| slots[*slot].1 == 0)
        };
        ways[group] = (0..=u16::MAX).find(free).unwrap();
        for (place, Slot { hash, set, value, class }) in led(ways[group]).zip(&groups[group]) {
            let tag = u32::try_from(hash >> 32).unwrap();
            let (set, class) = (u16::try_from(*set).unwrap(), u8::try_from(*class).unwrap());
            slots[place] = (tag, set, *value, class);
        }
    }
    format!(
        "pub(super) static {name}: super::Table = super::Table {{ ways: {ways:?}, slots: {slots:?} }};\n"
    )
}

fn slot(hash: u64, way: u16) -> usize {
    usize::try_from(hash::led(hash, way)).unwrap() % SLOTS
}

/// Pairs of words that are an eponym, an organisation or a brand though each may be a name, and the payers' own words.
fn derived() -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for eponym in read::rows("eponyms.txt") {
        let name = if eponym[1].is_empty() { &eponym[0] } else { &eponym[1] };
        pairs(&mut rows, "EPONYM_PAIR", name);
        rows.extend(words(name).into_iter().map(|word| row("EPONYM", word)));
    }
    for payer in read::rows("payers.tsv") {
        pairs(&mut rows, "ORG_PAIR", &payer[1]);
        payer[2].split("; ").for_each(|alias| pairs(&mut rows, "ORG_PAIR", alias));
    }
    for company in read::rows("companies.txt") {
        let role = if company[0] == "namesake" { "NAMESAKE" } else { "ORG_PAIR" };
        rows.push(row(role, company[1].to_ascii_lowercase()));
    }
    rows
}

fn pairs(rows: &mut Vec<Vec<String>>, role: &str, name: &str) {
    let words = words(name);
    // "de la" is in many names: a particle counts only in an eponym of two words, such as "Le Fort".
    let whole = words.len() == 2;
    // "Cornelia de Lange": the names at the ends of short words make a pair too.
    let inner = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
    if !inner.is_empty() && inner.iter().all(|word| word.len() <= 3) {
        rows.push(row(role, format!("{} {}", words[0], words[words.len() - 1])));
    }
    for pair in words.windows(2).filter(|pair| whole || pair.iter().all(|word| word.len() > 3)) {
        rows.push(row(role, format!("{} {}", pair[0], pair[1])));
    }
}

fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|w| w.len() > 1)
        .map(str::to_ascii_lowercase)
        .collect()
}

fn row(role: &str, term: String) -> Vec<String> {
    vec![role.to_owned(), term]
}
