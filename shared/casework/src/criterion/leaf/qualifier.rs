//! Words that narrow a criterion: how severe, how confirmed, how treated. What the facts do not say of them keeps a
//! criterion from being met.

use super::residue;
use crate::criterion::check::{Evidence, Finding};
use crate::criterion::checklist::Status;
use crate::criterion::{question, words};
use crate::fact::token::{TokenKind, tokens};
use crate::fact::{Fact, FactId, FactKind, Number, Polarity, starts_with};

/// What a criterion may add, and the words of which one must stand in the facts. Blanks separate words of a phrase; a word
/// stands for all that begin with it.
const QUALIFIERS: &[(&[&str], &[&str])] = &[
    (
        &[
            "maximally tolerated",
            "maximum tolerated",
            "maximal tolerated",
            "highest tolerated",
            "maximum dose",
            "maximum dosage",
            "maximum medically appropriate",
            "maximum recommended",
            "maximally titrated",
            "optimally titrated",
        ],
        &["maxim", "highest", "tolerated dose"],
    ),
    (
        &["physician supervised", "medically supervised", "supervised", "physician directed"],
        &["supervis", "directed", "physical therapist", "dietitian", "program"],
    ),
    (
        &["genetic testing", "genetically confirmed", "genetic test", "molecular testing"],
        &["genetic", "sequenc", "variant", "mutation", "gene", "genotyp", "allele"],
    ),
    (
        &["histologically", "pathologically"],
        &["histolog", "patholog", "biops", "resect", "lobectom", "adenocarcinoma", "carcinoma"],
    ),
    (
        &["at each visit", "monthly weight", "monthly weights"],
        &["each visit", "every visit", "monthly", "every month"],
    ),
    (&["biopsy"], &["biopsy", "histolog", "patholog"]),
    (
        &["polysomnography", "polysomnogram", "sleep study", "sleep test"],
        &["polysomn", "sleep study", "sleep test", "sleep apnea test", "hsat", "home sleep"],
    ),
    (&["endoscopy", "colonoscopy"], &["endoscop", "colonoscop", "egd", "sigmoidoscop"]),
    (&["mri"], &["mri", "magnetic"]),
    (
        &["x ray", "radiograph", "radiographs", "radiographic", "plain films"],
        &["x", "radiograph", "xray", "film", "kellgren", "kl", "imaging"],
    ),
    (&["echocardiogram", "echocardiography"], &["echo"]),
    (&["spirometry"], &["spirometr", "fev1"]),
    (&["right heart catheterization"], &["catheteri", "rhc"]),
    (&["genetic counseling", "counseling by"], &["counsel"]),
    (
        &["psychological evaluation", "mental health evaluation", "psychosocial evaluation"],
        &["psycholog", "psychosocial", "mental health", "behavioral"],
    ),
    (
        &["nicotine free", "non smoker", "tobacco free", "nonsmoker", "smoking cessation"],
        &["smok", "nicotin", "tobacco"],
    ),
    (&["home exercise"], &["home exercise", "hep", "home program"]),
    (
        &["functional impairment", "functional limitation", "functional limitations"],
        &[
            "function",
            "impair",
            "limit",
            "unable",
            "difficult",
            "cannot",
            "activities",
            "adl",
            "interfer",
        ],
    ),
    (
        &["two separate", "two occasions", "2 separate", "2 occasions"],
        &["two", "twice", "2", "repeat", "again", "both"],
    ),
    (
        &[
            "other causes",
            "alternative causes",
            "other etiologies",
            "secondary causes",
            "other diagnoses",
        ],
        &["exclu", "ruled out", "no other", "no secondary"],
    ),
    (&["fasting"], &["fasting"]),
    (&["stimulation test", "stimulation tests", "provocative test"], &["stimulat", "provocat"]),
    (&["relapsing"], &["relaps", "rrms"]),
    (&["active relapse", "relapse"], &["relaps", "attack", "exacerbat"]),
    (&["eosinophilic"], &["eosinophil"]),
    (&["seropositive"], &["seroposit", "positive", "rheumatoid factor"]),
    (
        &["imaging", "confirmed by imaging", "imaging study", "imaging studies"],
        &[
            "imaging", "mri", "ct", "magnetic", "tomogra", "radiogra", "x", "xray", "film",
            "ultraso", "duplex", "scan", "angiogra", "echo", "kellgren",
        ],
    ),
    (
        &["laboratory confirmation", "laboratory evidence", "laboratory testing", "lab testing"],
        &["lab", "test", "level", "serum", "urine", "blood", "cotinine", "antibod", "titer"],
    ),
    (
        &["activities of daily living", "daily activities", "adls", "mradls", "activities"],
        &[
            "function",
            "unable",
            "difficult",
            "cannot",
            "activit",
            "adl",
            "interfer",
            "limit",
            "walk",
            "stand",
            "dress",
            "bath",
            "work",
            "sleep",
            "toilet",
            "drive",
            "climb",
            "sit",
        ],
    ),
    (
        &["refractory", "recalcitrant", "treatment resistant"],
        &[
            "refractor",
            "fail",
            "inadequate",
            "resist",
            "persist",
            "despite",
            "not responded",
            "no response",
        ],
    ),
];

/// Measures whose value says that a disease is at least moderate.
const MODERATE: &[(&str, i64)] = &[
    ("das28", 4),
    ("cdai", 11),
    ("sdai", 12),
    ("pasi", 10),
    ("bsa", 10),
    ("easi", 16),
    ("iga", 3),
    ("scorad", 25),
    ("dlqi", 11),
    ("mayo score", 6),
    ("harvey-bradshaw", 8),
    ("phq-9", 10),
    ("madrs", 20),
    ("ham-d", 17),
    ("ahi", 15),
    ("basdai", 4),
    ("uas7", 16),
    ("hurley stage", 2),
    ("pain score", 4),
    ("gad-7", 10),
    ("itch nrs", 4),
];

/// A finding after what its text says of how it was shown: by imaging, by biopsy. A met criterion becomes partly met where
/// that is open.
pub(super) fn confirmed(finding: Finding, text: &str, evidence: &Evidence<'_>) -> Finding {
    if finding.status != Status::Met {
        return finding;
    }
    let mut ids = finding.evidence;
    let tokens = tokens(text);
    // What stands among examples is one way of several.
    let examples = residue::examples(&tokens);
    let asked = |at: &usize| !examples.iter().any(|(from, to)| from <= at && at < to);
    let says = |phrase: &str| {
        (0..tokens.len()).filter(asked).any(|at| starts_with_hyphens(&tokens, at, phrase))
    };
    for (asked, answers) in QUALIFIERS {
        let Some(phrase) = asked.iter().find(|phrase| says(phrase)) else { continue };
        // "Physical therapy or a home exercise program": the trial says which of them will do.
        if *phrase == "home exercise" && (says("or home exercise") || says("or a home exercise")) {
            continue;
        }
        if is_spared(&tokens, phrase, evidence) {
            continue;
        }
        match evidence.facts.iter().find(|fact| has_any(fact, answers)) {
            Some(fact) => ids.push(fact.id),
            None => return Finding::partly(ids, question::qualified(phrase)),
        }
    }
    Finding::met(ids)
}

/// A finding after all qualifications of its text, its degree included.
pub(super) fn qualified(
    finding: Finding,
    text: &str,
    measured: bool,
    evidence: &Evidence<'_>,
) -> Finding {
    let confirmed = confirmed(finding, text, evidence);
    if confirmed.status != Status::Met {
        return confirmed;
    }
    let mut ids = confirmed.evidence;
    let tokens = tokens(text);
    let severe = tokens.iter().any(|token| token.lower.starts_with("severe"));
    let moderate = tokens.iter().any(|token| token.lower.starts_with("moderate"));
    if (severe || moderate) && !measured {
        if let Some(id) = severity(moderate, evidence) {
            ids.push(id);
        } else if let Some(id) = milder(moderate, evidence).filter(|id| ids.contains(id)) {
            return Finding::not_met(vec![id], question::qualified("severe"));
        } else {
            let asked = if moderate { "moderate to severe" } else { "severe" };
            return Finding::partly(ids, question::qualified(asked));
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Finding::met(ids)
}

/// A finding after whether its text asks for an approved test, whose words are those of every policy.
pub(super) fn by_an_approved_test(
    finding: Finding,
    text: &str,
    evidence: &Evidence<'_>,
) -> Finding {
    const ASKED: &[&str] = &["FDA-approved test", "FDA approved test", "companion diagnostic"];
    const ANSWERS: &[&str] =
        &["fda", "companion", "cobas", "foundationone", "guardant", "oncomine", "oncotype"];
    let asks = ASKED.iter().find(|words| text.contains(**words));
    let Some(words) = asks.filter(|_| finding.status == Status::Met) else { return finding };
    if evidence.facts.iter().any(|fact| has_any(fact, ANSWERS)) {
        return finding;
    }
    Finding::partly(finding.evidence, question::qualified(words))
}

/// Whether a text adds one.
pub(super) fn asks(text: &str) -> bool {
    let tokens = tokens(text);
    let says = |phrase: &&str| (0..tokens.len()).any(|at| starts_with_hyphens(&tokens, at, phrase));
    QUALIFIERS.iter().flat_map(|(asked, _)| asked.iter()).any(says)
        || tokens.iter().any(|token| token.lower.starts_with("severe"))
}

/// Whether another way of showing the same stands beside a phrase with `or` between, and the facts speak of that one.
fn is_spared(tokens: &[crate::fact::token::Token], phrase: &str, evidence: &Evidence<'_>) -> bool {
    const WAYS: &[&str] = &[
        "ultrasound",
        "biopsy",
        "radiograph",
        "mri",
        "endoscopy",
        "colonoscopy",
        "spirometry",
        "echocardiogram",
    ];
    let is_or = |at: usize| tokens.get(at).is_some_and(|token| token.is("or"));
    let length = phrase.split(' ').count();
    // "Progressive or relapsing": of two single words either will do.
    let single = length == 1;
    let spoken = |at: usize| {
        let way = tokens.get(at).filter(|token| {
            token.any(WAYS) || single && token.kind == TokenKind::Word && token.lower.len() > 3
        });
        way.is_some_and(|token| evidence.speaks(&words::stem(&token.lower)))
    };
    (0..tokens.len()).filter(|at| starts_with(tokens, *at, phrase)).any(|at| {
        is_or(at + length) && spoken(at + length + 1) || at >= 2 && is_or(at - 1) && spoken(at - 2)
    })
}

/// As [`starts_with`], hyphens between the words passed over.
fn starts_with_hyphens(tokens: &[crate::fact::token::Token], at: usize, phrase: &str) -> bool {
    starts_with(tokens, at, phrase) || starts_with(tokens, at, &phrase.replace(' ', " - "))
}

/// Whether a fact of the case speaks with one of these beginnings of words.
fn has_any(fact: &Fact, answers: &[&str]) -> bool {
    if matches!(fact.kind, FactKind::Request | FactKind::Payer) {
        return false;
    }
    let tokens = tokens(&fact.text);
    answers.iter().any(|answer| {
        let words: Vec<&str> = answer.split(' ').collect();
        (0..tokens.len()).any(|at| {
            words.iter().enumerate().all(|(ahead, word)| {
                tokens.get(at + ahead).is_some_and(|token| {
                    // "X" is an x-ray and no xanthine.
                    token.is(word) || word.len() > 2 && token.lower.starts_with(word)
                })
            })
        })
    })
}

/// The fact that says in a word that the disease is milder than asked for: a moderate asthma is no severe one.
fn milder(moderate: bool, evidence: &Evidence<'_>) -> Option<FactId> {
    let kinds = &[FactKind::Clinical, FactKind::Diagnostic, FactKind::Diagnosis, FactKind::History];
    let says = |fact: &&Fact| {
        let tokens = tokens(&fact.text);
        let named = |token: &crate::fact::token::Token| {
            token.is("mild") || !moderate && token.is("moderate")
        };
        tokens.iter().enumerate().any(|(at, token)| {
            named(token)
                && crate::fact::token_polarity(&tokens, at, at + 1) == Polarity::Affirmed
                && !tokens.get(at + 1).is_some_and(|next| next.any(&["to", "-", "or"]))
        })
    };
    evidence.of(kinds).find(says).map(|fact| fact.id)
}

/// The fact that says how severe the disease is, by word or by score.
fn severity(moderate: bool, evidence: &Evidence<'_>) -> Option<FactId> {
    let by_word = evidence
        .of(&[FactKind::Clinical, FactKind::Diagnostic, FactKind::Diagnosis, FactKind::History])
        .find(|fact| {
            let tokens = tokens(&fact.text);
            tokens.iter().enumerate().any(|(at, token)| {
                let fits = token.lower.starts_with("severe")
                    || moderate && token.lower.starts_with("moderate");
                fits && crate::fact::token_polarity(&tokens, at, at + 1) == Polarity::Affirmed
            })
        });
    let by_score = || {
        evidence.prose().find(|fact| {
            fact.reading.quantities.iter().any(|quantity| {
                MODERATE.iter().any(|(measure, least)| {
                    quantity.measure == Some(measure) && quantity.value >= Number::whole(*least)
                })
            })
        })
    };
    by_word.or_else(|| if moderate { by_score() } else { None }).map(|fact| fact.id)
}
