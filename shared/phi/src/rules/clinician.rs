//! Clinicians' names: flagged, for a letter may name its signer. "Dr. Flores", "Sarah Graves, M.D.", "Seen by Frank Nakamura".

use crate::Category;
use crate::known;
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note, Style};
use crate::rules::alone;
use crate::rules::part::{self, Part};
use crate::spot::Spot;

/// The clinician named at the word `index`: after a title, before a credential, after a cue.
pub(crate) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    let token = note.at(index);
    let doctor = if token.has(role::DOCTOR) { doctor(note, index) } else { None };
    doctor
        .or_else(|| credentialed(note, index))
        .or_else(|| if token.has(role::PROV_CUE) { cued(note, index) } else { None })
}

/// Whether a credential begins at this token.
pub(crate) fn is_credential(note: &Note<'_>, index: usize) -> bool {
    let token = note.at(index);
    let dotted = token.is_word() & (token.len() <= 5) & note.at(index + 1).is_mark(b'.');
    (token.has(role::CREDENTIAL) | dotted) && credential_at(note, index).is_some()
}

/// "Dr. Flores", "Drs. Lee and Patel", "Doctor Gonzalez".
fn doctor(note: &Note<'_>, index: usize) -> Option<Spot> {
    let title = note.at(index);
    if !title.has(role::DOCTOR) || title.joined() && note.before(index, 1).is_one_of(b"-'/@") {
        return None;
    }
    let dot = note.at(index + 1).is_one_of(b".:") && note.at(index + 1).joined();
    // "Dr. Scholl's", "Dr Pepper": brands.
    if note.roles_of(index, index + 1 + usize::from(dot)) & role::ORG_PAIR != 0 {
        return None;
    }
    let mut last = name_end(note, index + 1 + usize::from(dot))?;
    for _ in 0..4 {
        let joint = note.at(last + 1);
        let and = |at: usize| note.is(at, word!("and"));
        let listed = joint.is_one_of(b",&") || and(last + 1);
        let more = if joint.is_mark(b',') && and(last + 2) { last + 3 } else { last + 2 };
        let many = note.is_any(index, words!["drs", "doctors"])
            || and(last + 1) && note.at(more).is_capital();
        let next = if listed
            && many
            && !note.at(more).has(role::DOCTOR | role::TITLE | role::RELATION | role::CREDENTIAL)
        {
            name_end(note, more)
        } else {
            None
        };
        let Some(next) = next else { break };
        last = next;
    }
    Some(Spot::warn(index, credentials(note, last), Category::Provider, "name.doctor"))
}

/// The end of the name at `at`, at least one word of it a possible surname.
fn name_end(note: &Note<'_>, at: usize) -> Option<usize> {
    let mut parts = part::run_any(note, at);
    let lone = part::any(note, at);
    if let Some(saint) = lone.filter(|part| parts.is_empty() && part.has(role::PARTICLE))
        && let Some(last) =
            part::any(note, saint.last + 1).filter(|part| part.family > 0 || !part.known)
    {
        return Some(last.last);
    }
    if parts.is_empty() {
        parts.extend(lone);
    }
    let free = note.style != Style::Mixed;
    let end = parts.iter().skip(1).position(|part| {
        let cue = part.has(
            role::VERB
                | role::RELATION
                | role::MONTH
                | role::CREDENTIAL
                | role::PROV_CUE
                | role::DATE_CUE,
        ) && part.family < 3;
        cue || part.ordinary() && !part.has(role::PARTICLE)
            || (free || !part.capital) && !(part.family > 1 && !part.english || part.initial)
    });
    parts.truncate(end.map_or(parts.len(), |end| end + 1).min(4));
    while parts.len() > 1
        && parts.last().is_some_and(|part| part.initial && part.first == part.last)
    {
        parts.pop();
    }
    let head = parts.first()?;
    let particle = head.has(role::PARTICLE) && parts.len() > 1;
    let lower = (!head.capital || free) && !particle;
    let usable = if lower {
        head.family > 0 && !head.english
            || head.family > 1
            || head.given > 1 && !head.english
            || !head.known
            || head.initial && parts.len() > 1
    } else {
        true
    };
    let word = head.has(role::VERB | role::STOP | role::ORG | role::PROV_CUE)
        && (lower && !(note.before(at, 1).is_mark(b'.') && parts.len() > 1 && head.given > 1)
            || !lower && head.family < 2);
    (usable && !word && !(head.ordinary() && lower))
        .then(|| parts.last().map(|part| part::with_suffix(note, part.last)))?
}

/// The last token of the credentials after a name: `, MD`, `, PhD, ABPP`, ` PA-C`, `, M.D.`.
fn credentials(note: &Note<'_>, last: usize) -> usize {
    let mut end = last;
    for _ in 0..4 {
        let at = end + 1 + usize::from(note.at(end + 1).is_mark(b','));
        let Some(next) = credential_at(note, at) else { break };
        end = next;
    }
    end
}

/// The last token of the credential at `at`.
fn credential_at(note: &Note<'_>, at: usize) -> Option<usize> {
    let token = note.at(at);
    if token.gap == Gap::Line {
        return None;
    }
    let written = note.style != Style::Mixed || token.case != Case::Title;
    if token.has(role::CREDENTIAL) && written {
        let tail = note.at(at + 1).is_one_of(b"-/")
            && note.at(at + 1).joined()
            && note.at(at + 2).is_word()
            && note.at(at + 2).joined()
            && note.at(at + 2).len() <= 3;
        return Some(if tail { at + 2 } else { at });
    }
    let letters = |i: usize, words: &[u64]| {
        note.is_any(i, words) && note.at(i + 1).is_mark(b'.') && note.at(i + 1).joined()
    };
    // "D.O.B." is no degree.
    let longer =
        note.at(at + 4).joined() && note.at(at + 4).is_word() && note.at(at + 4).len() == 1;
    let dotted = |i: usize| {
        !longer
            && note.at(i + 2).joined()
            && note.at(i + 3).is_mark(b'.')
            && note.at(i + 3).joined()
    };
    let known = letters(at, words!["m", "d", "p", "r", "n"])
        && note.is_any(at + 2, words!["d", "o", "n", "c", "a", "p", "t"])
        && dotted(at)
        || letters(at, words!["ph", "pharm", "psy"]) && note.is(at + 2, word!("d"));
    known.then_some(if note.at(at + 3).is_mark(b'.') && note.at(at + 3).joined() {
        at + 3
    } else {
        at + 2
    })
}

/// A name before a credential; `index` is the name's first word.
fn credentialed(note: &Note<'_>, index: usize) -> Option<Spot> {
    let head = part::at(note, index)?;
    if !(head.initial || head.given > 0 || head.family > 0 || !head.known)
        || head.has(role::STOP | role::PROV_CUE | role::RELATION)
            && !(head.given > 1 || head.family > 2)
    {
        return None;
    }
    let parts = part::run(note, index);
    let lower = !head.capital || note.style != Style::Mixed;
    let candidates = if lower { lower_parts(note, head) } else { parts };
    for count in (1..=candidates.len().min(5)).rev() {
        let Some(name) = candidates.get(..count) else { continue };
        let Some(tail) = name.last() else { continue };
        let last = part::with_suffix(note, tail.last);
        let comma = note.at(last + 1).is_mark(b',');
        let Some(end) = credential_at(note, last + 1 + usize::from(comma)) else { continue };
        if fits(note, name, comma, last + 1 + usize::from(comma)) {
            return Some(Spot::warn(
                index,
                credentials(note, end),
                Category::Provider,
                "name.credential",
            ));
        }
    }
    None
}

fn lower_parts(note: &Note<'_>, head: Part) -> Vec<Part> {
    std::iter::successors(Some(head), |part| part::any(note, part.last + 1))
        .take_while(|part| part.given > 0 || part.family > 0 || part.initial)
        .take(4)
        .collect()
}

/// Lower-case words after a colon: "referring provider: tariq grant".
fn lower_field(note: &Note<'_>, at: usize) -> Vec<Part> {
    let Some(head) = part::at(note, at).filter(|head| head.given > 1 && !head.clinical) else {
        return Vec::new();
    };
    let mut parts = lower_parts(note, head);
    let line = parts.iter().skip(1).position(|part| note.at(part.first).gap == Gap::Line);
    parts.truncate(line.map_or(parts.len(), |line| line + 1));
    let tail = parts.last().copied().unwrap_or(head);
    if parts.len() > 1 && tail.family > 0 && !tail.ordinary() { parts } else { Vec::new() }
}

/// Whether the words before a credential are a name: certain credentials need little, "PT", "DO", "PA" more.
fn fits(note: &Note<'_>, name: &[Part], comma: bool, credential: usize) -> bool {
    let (Some(head), Some(tail)) = (name.first(), name.last()) else { return false };
    let token = note.at(credential);
    let dotted = token.len() == 1
        || note.at(credential + 1).is_mark(b'.')
            && note.at(credential + 1).joined()
            && note.at(credential + 2).joined();
    let upper = token.case == Case::Upper || token.case == Case::Mixed || dotted;
    let certain = token.has(role::CRED_SURE)
        || dotted
        || note.at(credential + 1).is_one_of(b"-/") && note.at(credential + 2).joined();
    let borne_first = head.given > 2 || head.given > 1 && !head.english;
    let written = comma && upper && borne_first && name.len() > 1;
    let middle = name.get(1).is_some_and(|part| part.initial);
    let borne = |part: &Part| {
        written && part.capital && (part.family > 0 || certain || middle) && part.roles == 0
    };
    let ordinary = name.iter().any(|part| {
        part.ordinary() && !borne(part) || part.has(role::PERSON_NOUN | role::ORG | role::UNIT)
    });
    // "New NP in the group": a word alone before a trade.
    let bare = name.len() == 1 && !comma && head.english && head.has(role::STATE_LEAD);
    let surname =
        tail.family > 0 || !tail.known && tail.capital || tail.given > 0 && name.len() > 1;
    let first = name.len() > 1 && (head.initial || head.given > 0 || !head.known);
    if ordinary
        || bare
        || !(surname || borne(tail))
        || head.clinical
        || tail.clinical && tail.family < 2 && !borne(tail)
    {
        return false;
    }
    if note.style != Style::Mixed || !head.capital {
        let strong = first && tail.family > 0 && !(head.english && tail.english && tail.family < 3);
        return if certain {
            strong || comma && tail.family > 1 && !tail.english
        } else {
            strong && comma
        };
    }
    upper
        && if certain {
            first || comma || tail.family > 1
        } else {
            first && tail.family > 0
                || comma
                    && tail.family > 1
                    && note.before(head.first, 1).has(role::PROV_CUE | role::STOP)
        }
}

/// Whether a letter's signer, whose name begins at `at`, is a clinician: a credential or the name of a trade or house follows.
fn professional(note: &Note<'_>, at: usize) -> bool {
    const REACH: usize = 10;
    const TRADES: u128 = role::PROV_CUE | role::ORG | role::CRED_SURE | role::PROVIDER_ID_WORD;
    let house = words!["department", "division", "dept", "director", "specialist"];
    let told = |i| note.at(i).has(TRADES) || is_credential(note, i) || note.is_any(i, house);
    note.at(at).has(role::DOCTOR)
        || (at + 1..at + REACH).any(told)
        || note.at(at + 1).kind == Kind::Edge
}

/// "Seen by Frank Nakamura", "Attending: Li Wei", "nurse Lyons", "PCP Jordan Ames".
fn cued(note: &Note<'_>, index: usize) -> Option<Spot> {
    let cue = note.at(index);
    if !cue.has(role::PROV_CUE) || note.at(index + 1).has(role::RELATION) {
        return None;
    }
    let noted = note.is_any(
        index,
        words![
            "note",
            "letter",
            "verified",
            "seen",
            "evaluated",
            "read",
            "written",
            "examined",
            "consulted",
        ],
    );
    let mut at = index + 1;
    let mut linked = false;
    for _ in 0..5 {
        let link = note.at(at).is_one_of(b":(-=,/")
            || note.is_any(
                at,
                words![
                    "by",
                    "is",
                    "was",
                    "with",
                    "physician",
                    "provider",
                    "signed",
                    "name",
                    "nurse",
                    "practitioner",
                    "doctor",
                    "surgeon",
                    "s",
                ],
            );
        if !link
            || note.at(at).is_capital()
                && note.at(at).class.surname() > 2
                && note.style == Style::Mixed
        {
            break;
        }
        linked |= note.at(at).is_mark(b':') && !noted || note.is_any(at, words!["by", "is"]);
        at += 1;
    }
    let verb = role::VERB | role::DATE_CUE | role::NAME_LABEL;
    let verb = cue.has(verb) || note.is(index, word!("referring"));
    let ends = note.is_any(index, words!["regards", "sincerely", "respectfully"]);
    if ends && !professional(note, at) {
        return None;
    }
    // "Consent signed: Ana Ruiz": by the patient.
    let consent = note.is(index, word!("signed"))
        && note.is_any(index.wrapping_sub(1), words!["consent", "consents", "release", "waiver"]);
    if consent
        || verb && !linked
        || note.at(at).has(role::TITLE | role::RELATION | role::LABEL_SURE)
    {
        return None;
    }
    let parts = part::run(note, at);
    let colon = note.before(at, 1).is_mark(b':');
    let parts = if parts.is_empty() && colon { lower_field(note, at) } else { parts };
    let head = parts.first()?;
    let end = if head.capital { name_end(note, at)? } else { parts.last()?.last };
    let told = end + 1 + usize::from(note.at(end + 1).is_one_of(b"(,;|"));
    let relative = told > end + 1 && note.at(told).has(role::RELATION);
    // "The resident is Ana Ruiz, MRN …": whoever has a record is a patient.
    if relative || note.at(told).has(role::MRN_WORD | role::DOB_CUE | role::SSN_WORD) {
        return None;
    }
    let named = parts.iter().filter(|part| part.first <= end);
    let strong = named.clone().any(|part| part.family > 1)
        && named.clone().count() > 1
        && (head.given > 0 || head.initial || !head.known);
    let free = note.style != Style::Mixed;
    let odd = named
        .clone()
        .any(|part| part.ordinary() || part.has(role::ORG | role::MONTH | role::STATE_ONE))
        || free && !colon && named.clone().all(|part| part.english);
    let lone = !verb
        && head.family > 1
        && !head.english
        && (!free || note.is(index, word!("nurse")))
        && head.capital | free
        && !head.clinical
        || !verb && at == index + 1 && !free && alone::after_trade(note, index, *head);
    let organisation = note.at(end + 1).has(role::ORG | role::EPONYM_NEXT)
        && note.at(end + 1).kind == Kind::Word
        && !free;
    let clear = !odd && !organisation && !super::veto::vetoed(note, &parts, false);
    (clear && (strong || lone)).then(|| signer(note, index, at, end))
}

/// The name from `at` to `end` after a cue; whom "consent signed by" names is the patient or a relative, not the clinician.
fn signer(note: &Note<'_>, cue: usize, at: usize, end: usize) -> Spot {
    let last = credentials(note, end);
    if last == end && note.is(cue, word!("signed")) && form(note, cue) {
        Spot::block(at, last, Category::Name, "name.signer")
    } else {
        Spot::warn(at, last, Category::Provider, "name.cue")
    }
}

/// Papers that patients sign.
const PAPERS: [u64; 8] = known::hashes([
    "form",
    "forms",
    "consent",
    "waiver",
    "release",
    "authorization",
    "agreement",
    "contract",
]);

/// Whether one of them stands right before the word.
fn form(note: &Note<'_>, index: usize) -> bool {
    (1..=3).any(|back| index >= back && note.is_any(index - back, &PAPERS))
}
