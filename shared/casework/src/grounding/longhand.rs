//! Clinical shorthand written out: `BCVA 20/80 OD, neg w/u x 6 mo` as a letter says it. Facts are read so; what is shown of them
//! stays as the clinician wrote it.

/// Shorthand and what it stands for, wherever it stands. Capitals count.
const ALWAYS: &[(&str, &str)] = &[
    ("w/o", "without"),
    ("w/", "with"),
    ("h/o", "history of"),
    ("s/p", "after"),
    ("c/o", "complains of"),
    ("f/u", "follow-up"),
    ("w/u", "work-up"),
    ("b/c", "because"),
    ("b/l", "bilateral"),
    ("B/L", "bilateral"),
    ("bilat", "bilateral"),
    ("neg", "negative"),
    ("Neg", "Negative"),
    ("pos", "positive"),
    ("Pos", "Positive"),
    ("wnl", "normal"),
    ("WNL", "normal"),
    ("nl", "normal"),
    ("abnl", "abnormal"),
    ("hx", "history"),
    ("Hx", "History"),
    ("FHx", "family history"),
    ("dx", "diagnosed"),
    ("Dx", "Diagnosis"),
    ("fx", "fracture"),
    ("sx", "symptoms"),
    ("Sx", "Symptoms"),
    ("tx", "treatment"),
    ("Tx", "Treatment"),
    ("bx", "biopsy"),
    ("Bx", "Biopsy"),
    ("abx", "antibiotics"),
    ("sz", "seizures"),
    ("Sz", "Seizures"),
    ("wt", "weight"),
    ("Wt", "Weight"),
    ("freq", "frequency"),
    ("yr", "year"),
    ("yrs", "years"),
    ("wk", "week"),
    ("wks", "weeks"),
    ("NKDA", "no known drug allergies"),
    ("OD", "right eye"),
    ("OS", "left eye"),
    ("OU", "both eyes"),
    ("LUE", "left arm"),
    ("RUE", "right arm"),
    ("LLE", "left leg"),
    ("RLE", "right leg"),
    ("BLE", "both legs"),
    ("BUE", "both arms"),
    ("LUL", "left upper lobe"),
    ("LLL", "left lower lobe"),
    ("RUL", "right upper lobe"),
    ("RML", "right middle lobe"),
    ("RLL", "right lower lobe"),
    ("DM2", "type 2 diabetes mellitus"),
    ("T2DM", "type 2 diabetes mellitus"),
    ("DM1", "type 1 diabetes mellitus"),
    ("T1DM", "type 1 diabetes mellitus"),
];
/// Shorthand of times behind a number.
const TIMES: &[(&str, &str)] = &[
    ("mo", "months"),
    ("mos", "months"),
    ("min", "minutes"),
    ("mins", "minutes"),
    ("hrs", "hours"),
];
/// Whose age stands before them.
const PERSONS: &[&str] =
    &["girl", "boy", "male", "female", "infant", "child", "old", "F", "M", "toddler"];
/// How often something is within a time: `4x/wk`.
const RATES: &[(&str, &str)] = &[
    ("x/day", "times a day"),
    ("x/d", "times a day"),
    ("x/wk", "times a week"),
    ("x/week", "times a week"),
    ("x/mo", "times a month"),
    ("x/month", "times a month"),
    ("x/yr", "times a year"),
    ("x/year", "times a year"),
];
/// What lies on one side of the body; behind `L` and `R` the side is meant.
const SIDED: &[&str] = &[
    "eye",
    "ear",
    "leg",
    "arm",
    "hand",
    "foot",
    "knee",
    "hip",
    "shoulder",
    "elbow",
    "wrist",
    "ankle",
    "breast",
    "lung",
    "kidney",
    "axilla",
    "thigh",
    "calf",
    "heel",
    "side",
    "sided",
    "lobe",
    "temporal",
    "frontal",
    "parietal",
    "occipital",
    "hemisphere",
    "hemiparesis",
    "upper",
    "lower",
    "iliac",
    "femoral",
    "carotid",
    "renal",
    "ovary",
    "ovarian",
    "adnexal",
    "testis",
    "flank",
    "groin",
    "thumb",
    "great",
    "biceps",
    "triceps",
    "quadriceps",
    "grip",
    "facial",
    "cheek",
    "jaw",
    "mca",
    "ica",
    "pca",
    "aca",
    "l5",
    "s1",
    "c6",
    "c7",
    "radiculopathy",
    "sciatica",
    "tibial",
    "popliteal",
    "saphenous",
    "gsv",
    "subclavian",
    "bundle",
];

/// The text in full words.
pub(super) fn written_out(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let out: Vec<String> = (0..words.len()).map(|at| word(&words, at)).collect();
    out.join(" ")
}

/// One word in full, with the signs around it.
fn word(words: &[&str], at: usize) -> String {
    let raw = words.get(at).copied().unwrap_or_default();
    let core = raw.trim_matches(['(', ')', ',', '.', ';', ':']);
    let Some(start) = raw.find(core).filter(|_| !core.is_empty()) else { return raw.to_owned() };
    let ahead = raw.get(..start).unwrap_or_default();
    let behind = raw.get(start + core.len()..).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|back| words.get(back)).copied().unwrap_or_default();
    let next = words.get(at + 1).map(|next| next.trim_matches(['(', ')', ',', '.', ';', ':']));
    let long = in_full(before, core, next.filter(|_| behind.is_empty()));
    long.map_or_else(|| raw.to_owned(), |long| format!("{ahead}{long}{behind}"))
}

/// What a piece of shorthand stands for between its neighbours.
fn in_full(before: &str, core: &str, next: Option<&str>) -> Option<String> {
    let find = |table: &[(&'static str, &'static str)], short: &str| {
        table.iter().find(|(known, _)| *known == short).map(|(_, long)| *long)
    };
    let of_number = |c: char| c.is_ascii_digit() || c == '-';
    let digits = core.find(|c: char| !of_number(c)).unwrap_or(core.len());
    let (number, rest) = core.split_at_checked(digits)?;
    let counted = before.ends_with(|c: char| c.is_ascii_digit());
    let sided = next.is_some_and(|next| {
        let next = next.to_lowercase();
        SIDED.iter().any(|part| next == *part || next.strip_suffix('s') == Some(part))
    });
    match core {
        "L" if sided => return Some("left".to_owned()),
        "R" if sided => return Some("right".to_owned()),
        // `5 mg OD` is once a day where it is written so.
        "OD" | "OS" if before.ends_with("mg") || before.ends_with("mcg") => return None,
        _ => {}
    }
    // `26 mo girl` is so old.
    if counted && matches!(core, "mo" | "mos") && next.is_some_and(|next| PERSONS.contains(&next)) {
        return Some("months old".to_owned());
    }
    if counted && number.is_empty() {
        return find(TIMES, core).or_else(|| find(ALWAYS, core)).map(str::to_owned);
    }
    if !number.is_empty() {
        let rate = find(RATES, rest).or_else(|| find(TIMES, rest));
        return rate.map(|long| format!("{number} {long}"));
    }
    find(ALWAYS, core).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorthand_is_written_out_and_what_only_looks_like_it_stays() {
        for (short, long) in [
            ("L knee OA x 14 mo.", "left knee OA x 14 months."),
            ("BCVA 20/80 OD, 20/25 OS", "BCVA 20/80 right eye, 20/25 left eye"),
            (
                "Sz 3-4x/wk, neg w/u (no h/o TBI)",
                "Seizures 3-4 times a week, negative work-up (no history of TBI)",
            ),
            ("5 mg OD, L carnitine, vitamin R", "5 mg OD, L carnitine, vitamin R"),
            ("MIN 30, HR 60, Mo failed", "MIN 30, HR 60, Mo failed"),
        ] {
            assert_eq!(written_out(short), long);
        }
    }
}
