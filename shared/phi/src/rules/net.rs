//! E-mail and web addresses, handles and network addresses: 45 CFR 164.514(b)(2)(i)(F), (N), (O).

use crate::Category;
use crate::lexicon::role;
use crate::note::{Kind, Note};
use crate::spot::Spot;

/// Tokens of one address; a longer one is cut there, which still finds it.
const LONGEST: usize = 60;

/// The address whose telling mark is at `index`: an `@`, a scheme's `:`, a domain's last full stop, an address's separator.
pub(crate) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    let token = note.at(index);
    match token.kind {
        Kind::Mark(b'@') => email(note, index).or_else(|| handle(note, index)),
        Kind::Mark(b':') => scheme(note, index),
        Kind::Mark(b'.') => domain(note, index),
        Kind::Word if note.is(index, word!("at")) => spelled(note, index, index),
        Kind::Mark(b'[' | b'(' | b'{') if note.is(index + 1, word!("at")) => {
            spelled(note, index, index + 2)
        }
        Kind::Mark(b'[' | b'(' | b'{') => defanged(note, index),
        // "www is not used": a word about the web, no address.
        Kind::Word if note.is(index, word!("www")) => {
            let goes_on =
                note.at(index + 1).joined() || note.is_any(index + 1, words!["dot", "punto"]);
            goes_on.then(|| Spot::block(index, end(note, index), Category::Url, "net.url"))
        }
        Kind::Word if token.has(role::HANDLE) => account(note, index),
        Kind::Word | Kind::Number | Kind::Mark(_) | Kind::Edge => None,
    }
}

/// The last token of an address that runs on without a blank; closing marks at its end do not belong to it.
fn end(note: &Note<'_>, from: usize) -> usize {
    let mut last = from;
    while last < from + LONGEST
        && note.at(last + 1).joined()
        && !note.at(last + 1).is_one_of(b"<>\"'`{}|^,;()[]")
    {
        last += 1;
    }
    while last > from && note.at(last).is_one_of(b".:!?*") {
        last -= 1;
    }
    last
}

fn local_part(note: &Note<'_>, at: usize) -> Option<usize> {
    let mut first = at;
    while at - first < LONGEST && first > 0 && note.at(first).joined() {
        let token = note.at(first - 1);
        if !(token.is_word() || token.is_number() || token.is_one_of(b"._%+-'&~=$")) {
            break;
        }
        first -= 1;
    }
    (first < at).then_some(first)
}

/// `name@host.tld`, also with blanks around the mark and the full stops where the host is a known mailer.
fn email(note: &Note<'_>, at: usize) -> Option<Spot> {
    if note.at(at).joined() && note.at(at + 1).joined() {
        let first = local_part(note, at)?;
        let last = host(note, at + 1, false)?;
        return Some(Spot::block(first, last, Category::Email, "net.email"));
    }
    // A mark at the very beginning has no name before it.
    let before = at.checked_sub(1)?;
    let last = host(note, at + 1, true)?;
    let first = local_part(note, at).or_else(|| local_part(note, before)).unwrap_or(before);
    let known = (at + 1..=last).any(|i| note.at(i).has(role::MAILER | role::TLD_SURE));
    known.then(|| Spot::block(first, last, Category::Email, "net.email-spaced"))
}

/// The last token of a host name: labels joined by full stops (or "dot"), the last one of letters.
fn host(note: &Note<'_>, from: usize, loose: bool) -> Option<usize> {
    let mut at = from;
    let mut last = None;
    for _ in 0..8 {
        let label = label_end(note, at)?;
        let dot = note.at(label + 1);
        let worded = loose && note.is(label + 1, word!("dot"));
        let bracketed = loose && dot.is_one_of(b"[({") && note.is(label + 2, word!("dot"));
        let next = if bracketed { label + 4 } else { label + 2 };
        let marked = dot.is_mark(b'.')
            && (dot.joined() && note.at(next).joined()
                || loose && note.at(next).has(role::TLD_SURE));
        let after = note.at(next);
        if !(marked || worded || bracketed) || !(after.is_word() || after.is_number()) {
            break;
        }
        at = next;
        if after.is_word() && after.len() >= 2 {
            last = Some(label_end(note, at)?);
        }
    }
    last
}

/// A host name's label: letters, digits and hyphens.
fn label_end(note: &Note<'_>, from: usize) -> Option<usize> {
    let start = note.at(from);
    if !(start.is_word() || start.is_number()) {
        return None;
    }
    let mut last = from;
    while note.at(last + 1).joined()
        && (note.at(last + 1).is_word() || note.at(last + 1).is_number() || hyphen(note, last + 1))
        && last < from + 12
    {
        last += 1;
    }
    Some(last)
}

fn hyphen(note: &Note<'_>, index: usize) -> bool {
    note.at(index).is_one_of(b"-_")
        && note.at(index + 1).joined()
        && (note.at(index + 1).is_word() || note.at(index + 1).is_number())
}

/// `name at host dot com`, `name [at] host.com`; `open` is where the "at" begins, `at` where it ends.
fn spelled(note: &Note<'_>, open: usize, at: usize) -> Option<Spot> {
    let left = note.before(open, 1);
    if !(left.is_word() || left.is_number()) {
        return None;
    }
    let last = host(note, at + 1, true)?;
    let tld = note.at(last);
    let worded = (at + 1..last).any(|i| note.is(i, word!("dot")));
    let mailer = (at + 1..=last).any(|i| note.at(i).has(role::MAILER)) && tld.has(role::TLD);
    let sure = open != at || worded || mailer;
    let first = spelled_local(note, open);
    let plain = left.has(role::STOP | role::VERB) && !worded && open == at;
    (tld.has(role::TLD) && sure && !plain)
        .then(|| Spot::block(first, last, Category::Email, "net.email-spelled"))
}

/// Where the local part of a spelled address begins: "jane dot doe at".
fn spelled_local(note: &Note<'_>, open: usize) -> usize {
    let mut first = local_part(note, open - 1).unwrap_or(open - 1);
    for _ in 0..4 {
        if first >= 2
            && note.is_any(first - 1, words!["dot", "underscore", "dash", "hyphen"])
            && note.before(first, 2).is_word()
        {
            first = local_part(note, first - 2).unwrap_or(first - 2);
        }
    }
    first
}

/// `@handle` after a blank, where a network is named before it or the handle looks made up.
fn handle(note: &Note<'_>, at: usize) -> Option<Spot> {
    let name = note.at(at + 1);
    if note.at(at).joined() && !note.before(at, 1).is_one_of(b"(:\"")
        || !name.joined()
        || !(name.is_word() || name.is_number())
    {
        return None;
    }
    let last = end(note, at + 1);
    let named = (1..=4).any(|back| note.before(at, back).has(role::HANDLE));
    let made_up = name.is_word() && last > at + 1 && note.at(last).is_number()
        || name.is_word() && (at + 1..=last).any(|i| note.at(i).is_mark(b'_'));
    let long = name.len() >= 6 && name.roles == 0 && !name.class.english();
    (named || made_up || long).then(|| Spot::block(at, last, Category::Url, "net.handle"))
}

/// "Instagram: jdoe92", "Facebook handle jane.doe".
fn account(note: &Note<'_>, index: usize) -> Option<Spot> {
    let mut at = index + 1;
    let mut linked = false;
    while at < index + 5
        && (note.at(at).is_one_of(b":#")
            || note.is_any(
                at,
                words![
                    "handle", "name", "username", "is", "account", "id", "user", "profile", "page"
                ],
            ))
    {
        linked = true;
        at += 1;
    }
    let last = end(note, at);
    let odd = (at..=last).any(|i| note.at(i).is_number() || note.at(i).is_mark(b'_')) && last > at;
    let named = note.at(at).is_word() && linked && odd;
    named.then(|| Spot::block(at, last, Category::Url, "net.account"))
}

/// `https://…`, also `hxxp` and other schemes.
fn scheme(note: &Note<'_>, colon: usize) -> Option<Spot> {
    let (slash, second) = (note.at(colon + 1), note.at(colon + 2));
    let name = note.before(colon, 1);
    let known = note.is_any(colon.wrapping_sub(1), words!["mailto", "tel", "sms", "skype"])
        && slash.joined();
    if known && note.at(colon).joined() {
        return Some(Spot::block(colon - 1, end(note, colon + 1), Category::Url, "net.url"));
    }
    let slashes = slash.is_mark(b'/') && second.is_mark(b'/') && name.is_word() && name.len() >= 2;
    slashes.then(|| Spot::block(colon - 1, end(note, colon), Category::Url, "net.url"))
}

/// A bare domain: labels, a known top-level domain, no blank. `E.coli`, `b.i.d` and `p.Val50Met` have none.
fn domain(note: &Note<'_>, dot: usize) -> Option<Spot> {
    let (name, tld) = (note.before(dot, 1), note.at(dot + 1));
    let after = note.at(dot + 2);
    let listed = tld.has(role::TLD) || page(note, dot) && after.is_mark(b'/');
    let joined = note.at(dot).joined() && tld.joined() && tld.is_word() && listed;
    let ends = !after.joined()
        || after.is_one_of(b"/?#:,;)]>\"'!")
        || after.is_mark(b'.') && !note.at(dot + 3).joined();
    if !joined || !ends || !(name.is_word() || name.is_number()) {
        return None;
    }
    let mut first = dot - 1;
    while dot - first < LONGEST
        && first > 0
        && note.at(first).joined()
        && (note.at(first - 1).is_word()
            || note.at(first - 1).is_number()
            || note.at(first - 1).is_one_of(b".-_"))
    {
        first -= 1;
    }
    let path = after.joined() && after.is_mark(b'/');
    let letters =
        (first..dot).filter(|i| note.at(*i).is_word()).map(|i| note.at(i).len()).sum::<usize>();
    let lower =
        tld.case != crate::note::Case::Title || name.case == crate::note::Case::Title && path;
    let sure = tld.has(role::TLD_SURE) || path || first + 2 < dot;
    (letters >= 3 && sure && lower)
        .then(|| Spot::block(first, end(note, dot + 1), Category::Url, "net.domain"))
}

/// "myhealth.larkspur.example/u/91833": three labels in lower case, whatever the last one is, and a path.
fn page(note: &Note<'_>, dot: usize) -> bool {
    let label = |i: usize| {
        let token = note.at(i);
        token.is_word() && token.len() > 2 && token.case == crate::note::Case::Lower
    };
    let deep = |i: usize| note.at(i).is_number() || note.at(i).is_mark(b'/');
    dot > 2
        && note.at(dot + 2).joined()
        && (dot + 3..=end(note, dot + 2)).any(deep)
        && label(dot + 1)
        && label(dot - 1)
        && note.at(dot - 2).is_mark(b'.')
        && label(dot - 3)
}

/// "gofundme[.]com/f/x": an address that is not to be clicked.
fn defanged(note: &Note<'_>, open: usize) -> Option<Spot> {
    let tight = (open..=open + 3).all(|i| note.at(i).joined());
    let shaped = note.at(open + 1).is_mark(b'.') && note.at(open + 2).is_one_of(b"])}");
    let (name, tld) = (note.before(open, 1), note.at(open + 3));
    (tight && shaped && name.is_word() && tld.is_word() && tld.has(role::TLD))
        .then(|| Spot::block(open - 1, end(note, open + 3), Category::Url, "net.domain"))
}

/// Network addresses: IPv4, IPv6 and hardware addresses that start at token `index`.
pub(crate) fn address(note: &Note<'_>, index: usize) -> Option<Spot> {
    let token = note.at(index);
    if token.joined() && matches!(note.before(index, 1).kind, Kind::Word | Kind::Number)
        || !(token.is_word() || token.is_number() || token.is_mark(b':'))
    {
        return None;
    }
    let found = dotted(note, index).or_else(|| hexadecimal(note, index))?;
    Some(Spot::block(index, found, Category::Ip, "net.ip"))
}

fn dotted(note: &Note<'_>, index: usize) -> Option<usize> {
    let octet =
        |i: usize| note.at(i).is_number() && note.at(i).value <= 255 && note.at(i).len() <= 3;
    let point =
        |i: usize| note.at(i).is_mark(b'.') && note.at(i).joined() && note.at(i + 1).joined();
    let shaped =
        octet(index) && (0..3).all(|n| point(index + 2 * n + 1) && octet(index + 2 * n + 2));
    if !shaped {
        return None;
    }
    let before = note.before(index, 1);
    let versioned = (1..=2).any(|back| note.before(index, back).has(role::VERSION));
    let cued = (1..=5).any(|back| note.before(index, back).has(role::IP_CUE));
    let continued = point(index + 7) && note.at(index + 8).is_number()
        || note.at(index).joined() && before.is_one_of(b".-/");
    let small = (0..4).all(|n| note.at(index + 2 * n).len() <= 1);
    (!continued && (cued || !versioned && !small)).then_some(index + 6)
}

/// Six hexadecimal octets, three groups of four, or groups of an IPv6 address.
fn hexadecimal(note: &Note<'_>, index: usize) -> Option<usize> {
    let begins = |b: &u8| b.is_ascii_hexdigit() || *b == b':';
    let token = note.at(index);
    // The first group ends at the first mark: four figures before a full stop, two before a hyphen, up to four before a colon.
    let sized = match note.at(index + 1).kind {
        Kind::Mark(b'.') => token.len() == 4,
        Kind::Mark(b'-') => token.len() == 2,
        Kind::Mark(_) => token.len() <= 4,
        Kind::Word | Kind::Number | Kind::Edge => true,
    };
    if !sized || !note.bytes_of(token).iter().all(begins) {
        return None;
    }
    let mut last = index;
    while last < index + 40 {
        let next = note.at(last + 1);
        if !next.joined()
            || !(next.is_number() || next.is_one_of(b":-.") || next.is_word() && next.len() <= 4)
        {
            break;
        }
        last += 1;
    }
    while last > index && note.at(last).is_one_of(b":-.") && !note.at(last - 1).is_mark(b':') {
        last -= 1;
    }
    let text = note.span(index, last);
    let hexadecimal = text.iter().all(|b| b.is_ascii_hexdigit() || b":-.".contains(b));
    if text.len() < 6 || !hexadecimal {
        return None;
    }
    // "60-50-40-30-20-10" is a taper.
    let cued = (1..=4).any(|back| note.before(index, back).has(role::IP_CUE));
    let sized = |mark: u8, count: usize, size: usize| {
        let mut groups = text.split(|b| *b == mark);
        text.len() == count * (size + 1) - 1
            && groups.all(|group| group.len() == size && group.iter().all(u8::is_ascii_hexdigit))
    };
    let hardware = sized(b':', 6, 2)
        || sized(b'-', 6, 2) && (text.iter().any(u8::is_ascii_alphabetic) || cued)
        || sized(b'.', 3, 4) && text.iter().any(u8::is_ascii_alphabetic);
    (hardware || version_six(text)).then_some(last)
}

/// Eight groups, or fewer around one `::`.
fn version_six(text: &[u8]) -> bool {
    let groups = || text.split(|b| *b == b':');
    let empty = groups().filter(|group| group.is_empty()).count();
    let shaped = groups().all(|group| group.len() <= 4 && group.iter().all(u8::is_ascii_hexdigit));
    let shortened = (3..=8).contains(&groups().count())
        && (1..=2).contains(&empty)
        && text.windows(2).any(|pair| pair == b"::")
        && text.len() >= 5;
    shaped && (groups().count() == 8 && empty == 0 || shortened)
}
