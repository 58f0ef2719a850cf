//! Treatments that must have been tried: how many, which, for how long, and what must have come of them.

mod accepts;
mod count;
mod dose;
mod route;

use super::span::treated;
use super::{Leaf, spans};
use crate::criterion::vocabulary::class::DrugClass;
use crate::criterion::vocabulary::therapy::Therapy;
use crate::fact::{DrugMention, Number, Quantity};
pub(in crate::criterion) use accepts::Accepts;
use accepts::accepts;
use count::counted;
pub(in crate::criterion) use dose::Dose;
pub(in crate::criterion) use route::Route;

/// Treatments to be tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::criterion) struct Trial {
    /// How many different ones.
    pub(in crate::criterion) count: usize,
    /// Drugs that count, by generic name.
    pub(in crate::criterion) drugs: Vec<&'static str>,
    /// Classes of which every drug counts.
    pub(in crate::criterion) classes: Vec<&'static DrugClass>,
    /// Treatments that count and are no drugs.
    pub(in crate::criterion) therapies: Vec<&'static Therapy>,
    /// Treatments that must be among those that count: `including physical therapy`.
    pub(in crate::criterion) within: Vec<&'static Therapy>,
    /// For how many days each of those, if not as long as the whole: `including 6 weeks of physical therapy`.
    pub(in crate::criterion) within_days: Option<Number>,
    /// Whether one of those is enough: `including physical therapy or home exercise`.
    pub(in crate::criterion) one_within: bool,
    /// Whether they must be of different classes.
    pub(in crate::criterion) apart: bool,
    /// How it must have been given, if the text says so.
    pub(in crate::criterion) route: Option<Route>,
    /// For how many days each.
    pub(in crate::criterion) days: Option<Number>,
    /// At what dose at least.
    pub(in crate::criterion) dose: Option<Dose>,
    /// What counts beside a trial of full length.
    pub(in crate::criterion) accepts: Accepts,
}

const TRIED: &[&str] = &[
    "trial",
    "trials",
    "fail",
    "failed",
    "failure",
    "inadequate",
    "intolerance",
    "intolerant",
    "contraindication",
    "contraindications",
    "contraindicated",
    "refractory",
    "tried",
    "unresponsive",
    "insufficient response",
    "not responded",
    "has not responded",
    "did not respond",
    "lack of response",
    "nonresponsive",
    "non responsive",
    "treated with",
    "treatment with",
    "therapy with",
    "course of",
    "previously",
    "prior use",
    "prior therapy",
    "prior treatment",
    "completed",
    "participated",
    "participation",
    "unsuccessful",
    "ineffective",
    "weeks of",
    "months of",
    "days of",
    "years of",
    "use of",
    "step",
    "has received",
    "has taken",
    "have taken",
    "has been taking",
    "has been on",
    "has used",
    "maintained on",
    "stable dose of",
    "stable doses of",
    "uncontrolled",
    "despite",
    "on maximally",
    "receiving",
    "currently on",
    "stabilized on",
    "not adequately controlled",
    "inadequately",
    "not tolerated",
    "not tolerate",
    "without adequate",
    "resolved by",
    "resolved with",
];
/// Words that ask whether a drug is taken as it should be.
const ADHERES: &[&str] =
    &["adherent to", "adherence to", "adherent with", "adherence with", "compliant with"];
const FAILURE: &[&str] = &[
    "fail",
    "inadequate",
    "insufficient",
    "refractory",
    "unresponsive",
    "unsuccessful",
    "ineffective",
    "nonrespons",
    "uncontrolled",
    "persist",
    "despite",
    "lack",
];
/// Drugs of other classes that are part of conservative care where pain is of the nerves.
const NEUROPATHIC: &[&str] = &["gabapentin", "pregabalin", "duloxetine"];
/// Words behind which kinds stand that must be among what was tried.
const INCLUDING: &[&str] =
    &["including", "that includes", "which includes", "to include", "consisting of"];
pub(super) const EXAMPLES: &[&str] =
    &["e . g", "such as", "for example", "eg", "may include", "examples", "i . e"];

/// The trial that a criterion asks for. Below a group that asks for one, naming a treatment is enough.
pub(in crate::criterion) fn trial(leaf: &Leaf, inherited: Option<&Trial>) -> Option<Trial> {
    let umbrella = leaf.therapies.iter().any(|found| found.what.is_umbrella());
    let says = leaf.says(TRIED)
        || umbrella
        || !leaf.therapies.is_empty() && !spans(leaf).is_empty()
        || given_for(leaf);
    let (drugs, classes, therapies) = (drugs(leaf), classes(leaf), therapies(leaf));
    let says = says || therapies.is_empty() && leaf.says(ADHERES);
    // "Conservative care including physical therapy": any kind counts for the time, but the named kind must be among it.
    let includes = leaf.at(INCLUDING).filter(|_| !leaf.says(&["not limited to"]));
    let within = if includes.is_some() && umbrella {
        therapies.iter().copied().filter(|therapy| !therapy.is_umbrella()).collect()
    } else {
        Vec::new()
    };
    let named = !(drugs.is_empty() && classes.is_empty() && therapies.is_empty());
    if is_name(leaf) || !named || !says && inherited.is_none() {
        return None;
    }
    let accepts = accepts(leaf, inherited);
    // The time before "including" is asked of the whole, the time behind it of the named kind.
    let named_at = includes.filter(|_| !within.is_empty()).and_then(|at| leaf.tokens.get(at));
    let (whole, part): (Vec<_>, Vec<_>) = treated(leaf).into_iter().partition(|quantity| {
        named_at.is_none_or(|including| quantity.place.start < including.place.start)
    });
    let longest = |times: Vec<&Quantity>| times.into_iter().map(|time| time.value).max();
    let days = longest(whole).or(inherited.and_then(|trial| trial.days));
    let count = if within.is_empty() { counted(leaf).unwrap_or(1) } else { 1 };
    let route = Route::of(&leaf.tokens).or(inherited.and_then(|trial| trial.route));
    let apart = leaf.says(&[
        "different classes",
        "different drug classes",
        "different therapeutic classes",
        "distinct classes",
        "different agent classes",
        "two classes",
        "different mechanisms",
        "different mechanism",
    ]);
    let one_within = either(leaf, &within);
    Some(Trial {
        count,
        drugs,
        classes,
        therapies,
        within,
        within_days: longest(part),
        one_within,
        apart,
        route,
        days,
        dose: Dose::asked(leaf),
        accepts,
    })
}

/// Whether a text begins with a class of drugs and a time for it: `Oral antibiotic for at least 2 weeks`.
fn given_for(leaf: &Leaf) -> bool {
    let first = leaf.classes.first();
    first.is_some_and(|found| {
        found.from <= 1 && leaf.tokens.get(found.to).is_some_and(|token| token.is("for"))
    }) && !spans(leaf).is_empty()
}

/// Whether a text asks that something was tried.
pub(in crate::criterion) fn is_tried(leaf: &Leaf) -> bool {
    leaf.says(TRIED) && leaf.begins(FAILURE) || leaf.says(&["trial of", "tried", "no improvement"])
}

/// Whether the only treatment is part of the name of a disease: `failed back surgery syndrome`.
fn is_name(leaf: &Leaf) -> bool {
    let [therapy] = leaf.therapies.as_slice() else { return false };
    let syndrome = leaf
        .tokens
        .get(therapy.to)
        .is_some_and(|token| token.any(&["syndrome", "disease", "disorder"]));
    syndrome && leaf.reading.drugs.is_empty() && leaf.classes.is_empty()
}

/// Whether an `or` stands between the treatments that must be among those that count.
fn either(leaf: &Leaf, within: &[&'static Therapy]) -> bool {
    let named = leaf.therapies.iter().filter(|found| within.contains(&found.what));
    let places: Vec<usize> = named.map(|found| found.from).collect();
    let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) else {
        return false;
    };
    leaf.tokens.get(*first..*last).unwrap_or(&[]).iter().any(|token| token.is("or"))
}

/// What a group asks of every alternative below it, if it speaks of trials without naming all treatments itself.
pub(in crate::criterion) fn inherited(leaf: &Leaf) -> Option<Trial> {
    let accepts = Accepts {
        only_failure: leaf.begins(FAILURE),
        intolerance: leaf.begins(&["intoleran", "adverse"]),
        contraindication: leaf.begins(&["contraindicat"]),
        ..Accepts::default()
    };
    let days = spans(leaf).into_iter().map(|quantity| quantity.value).max();
    leaf.says(TRIED).then(|| Trial {
        count: 1,
        drugs: Vec::new(),
        classes: Vec::new(),
        therapies: Vec::new(),
        within: Vec::new(),
        within_days: None,
        one_within: false,
        apart: false,
        route: Route::of(&leaf.tokens),
        days,
        dose: None,
        accepts,
    })
}

fn drugs(leaf: &Leaf) -> Vec<&'static str> {
    let mut drugs: Vec<&'static str> = Vec::new();
    for drug in &leaf.reading.drugs {
        if !drugs.contains(&drug.generic) {
            drugs.push(drug.generic);
        }
    }
    drugs
}

fn classes(leaf: &Leaf) -> Vec<&'static DrugClass> {
    let mut classes: Vec<&'static DrugClass> = Vec::new();
    for found in &leaf.classes {
        if !classes.contains(&found.what) {
            classes.push(found.what);
        }
    }
    classes
}

fn therapies(leaf: &Leaf) -> Vec<&'static Therapy> {
    let mut therapies: Vec<&'static Therapy> = Vec::new();
    for found in &leaf.therapies {
        if !therapies.contains(&found.what) {
            therapies.push(found.what);
        }
    }
    therapies
}

/// A trial of several treatments joined by `and`, each of which is asked for, as one trial for each; others as they are.
pub(in crate::criterion) fn split(trial: Trial, leaf: &Leaf) -> Vec<Trial> {
    let examples = leaf.says(EXAMPLES) || leaf.tokens.iter().any(|token| token.is("or"));
    let kinds = trial.drugs.len() + trial.classes.len() + trial.therapies.len();
    if !trial.within.is_empty() && !trial.classes.is_empty() && joins(leaf) {
        let class = |class: &&'static DrugClass| Trial {
            classes: vec![*class],
            drugs: Vec::new(),
            therapies: Vec::new(),
            within: Vec::new(),
            days: None,
            ..trial.clone()
        };
        let apart: Vec<Trial> = trial.classes.iter().map(class).collect();
        return std::iter::once(trial.clone()).chain(apart).collect();
    }
    if trial.count > 1 || kinds < 2 || examples || !trial.within.is_empty() || !joins(leaf) {
        return vec![trial];
    }
    let bare =
        Trial { drugs: Vec::new(), classes: Vec::new(), therapies: Vec::new(), ..trial.clone() };
    let drugs = trial.drugs.iter().map(|drug| Trial { drugs: vec![drug], ..bare.clone() });
    let classes = trial.classes.iter().map(|class| Trial { classes: vec![class], ..bare.clone() });
    let therapies =
        trial.therapies.iter().map(|therapy| Trial { therapies: vec![therapy], ..bare.clone() });
    drugs.chain(classes).chain(therapies).collect()
}

/// Whether an `and` stands between two treatments and not somewhere else in the text.
fn joins(leaf: &Leaf) -> bool {
    let place = |at: usize| leaf.tokens.get(at).map_or(0, |token| token.place.start);
    let mut starts: Vec<usize> = leaf.reading.drugs.iter().map(|drug| drug.place.start).collect();
    starts.extend(leaf.classes.iter().map(|found| place(found.from)));
    starts.extend(leaf.therapies.iter().map(|found| place(found.from)));
    let (Some(first), Some(last)) = (starts.iter().min(), starts.iter().max()) else {
        return false;
    };
    leaf.tokens.iter().any(|token| {
        token.any(&["and", "plus"]) && *first < token.place.start && token.place.start < *last
    })
}

impl Trial {
    /// A trial of what no table knows, for as long and with such outcomes as a text and the group above it ask.
    pub(in crate::criterion) fn unnamed(leaf: &Leaf, inherited: Option<&Self>) -> Self {
        let days = treated(leaf).into_iter().map(|quantity| quantity.value).max();
        Self {
            count: 1,
            drugs: Vec::new(),
            classes: Vec::new(),
            therapies: Vec::new(),
            within: Vec::new(),
            within_days: None,
            one_within: false,
            apart: false,
            route: None,
            days: days.or(inherited.and_then(|trial| trial.days)),
            dose: Dose::asked(leaf),
            accepts: accepts(leaf, inherited),
        }
    }

    /// Treatments of a text that were taken for so long, whatever came of them.
    pub(in crate::criterion) fn of_use(leaf: &Leaf, days: Number) -> Self {
        Self {
            count: 1,
            drugs: drugs(leaf),
            classes: classes(leaf),
            therapies: Vec::new(),
            within: Vec::new(),
            within_days: None,
            one_within: false,
            apart: false,
            route: None,
            days: Some(days),
            dose: None,
            accepts: Accepts { any_use: true, ..Accepts::default() },
        }
    }

    /// Whether a drug counts.
    pub(in crate::criterion) fn takes_drug(&self, drug: &DrugMention) -> bool {
        let named = self.drugs.iter().any(|generic| {
            *generic == drug.generic || drug.generic.split(" / ").any(|part| part == *generic)
        });
        named
            || self.classes.iter().any(|class| class.holds(drug))
            || self.is_conservative()
                && (matches!(
                    drug.class,
                    "NSAID"
                        | "non-opioid analgesic"
                        | "skeletal muscle relaxant"
                        | "opioid analgesic"
                ) || NEUROPATHIC.contains(&drug.generic))
    }

    /// Whether a treatment that is no drug counts.
    pub(in crate::criterion) fn takes_therapy(&self, therapy: &Therapy) -> bool {
        self.therapies.iter().any(|own| own.name == therapy.name)
            || self.is_conservative() && therapy.conservative
    }

    /// Whether any conservative care counts.
    pub(in crate::criterion) fn is_conservative(&self) -> bool {
        self.therapies.iter().any(|therapy| therapy.is_umbrella())
    }

    /// What to call the treatments in a question.
    pub(in crate::criterion) fn names(&self) -> Vec<&'static str> {
        let classes = self.classes.iter().map(|class| class.name);
        let therapies = self.therapies.iter().map(|therapy| therapy.name);
        let drugs = self.drugs.iter().copied();
        classes.chain(therapies).chain(drugs).take(6).collect()
    }
}
