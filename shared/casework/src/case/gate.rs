//! The way from a form to a proven case: every field goes through here, every refusal is kept.

use clinical::icd10::Icd10;
use clinical::refusal::{Refusal, code};

use crate::text::{self, Limit, Screened, Warnings};

/// Blank line between two fields when they are searched together, so that no finding spans both.
const SEAM: &str = "\n\n";

/// Collects refusals and hands out screened texts.
pub(super) struct Gate {
    screening: Screening,
    refusals: Vec<Refusal>,
    /// What only shows when the fields are read together: a name introduced in one and repeated in another.
    together: Vec<Refusal>,
}

/// Whether texts are searched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Screening {
    /// Typed by someone: the firewall reads it.
    Firewall(Warnings),
    /// Stored by this program after the firewall had read it.
    Done,
}

impl Gate {
    /// A gate for typed text; `texts` are all free texts of the form with their pointers.
    pub(super) fn firewall(texts: &[(String, &str)], warnings: Warnings) -> Self {
        Self {
            screening: Screening::Firewall(warnings),
            refusals: Vec::new(),
            together: together(texts, warnings),
        }
    }

    /// A gate for a case that was stored.
    pub(super) fn stored() -> Self {
        Self { screening: Screening::Done, refusals: Vec::new(), together: Vec::new() }
    }

    /// Keeps a refusal.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.refusals.push(refusal);
    }

    /// Takes a value or keeps why it was refused.
    pub(super) fn take<T>(&mut self, parsed: Result<T, Box<Refusal>>) -> Option<T> {
        parsed.map_err(|refusal| self.refuse(*refusal)).ok()
    }

    /// A value that must be there.
    pub(super) fn needed<T>(&mut self, pointer: &str, value: Option<T>, name: &str) -> Option<T> {
        if value.is_none() {
            self.refuse(Refusal::new(pointer, code::REQUIRED, format!("{name} is needed")));
        }
        value
    }

    /// A diagnosis: of the current fiscal year if it was typed, of any year if it was stored.
    pub(super) fn diagnosis(&mut self, pointer: &str, text: &str) -> Option<Icd10> {
        let parsed = match self.screening {
            Screening::Firewall(_) => Icd10::parse(text),
            Screening::Done => Icd10::reopen(text),
        };
        self.take(parsed.map_err(|refusal| Box::new(refusal.below(pointer))))
    }

    /// A list of at most so many entries; the entries of a longer one are not looked at.
    pub(super) fn list<T>(
        &mut self,
        pointer: &str,
        list: Option<Vec<T>>,
        name: &str,
        most: usize,
    ) -> Vec<T> {
        let list = list.unwrap_or_default();
        if list.len() > most {
            self.refuse(Refusal::new(
                pointer,
                code::TOO_MANY,
                format!("{name} takes at most {most} entries"),
            ));
            return Vec::new();
        }
        list
    }

    /// A text that must be there.
    pub(super) fn text(
        &mut self,
        pointer: &str,
        text: Option<String>,
        limit: Limit,
    ) -> Option<Screened> {
        let text = self.needed(pointer, text, limit.name)?;
        let parsed = match self.screening {
            Screening::Firewall(warnings) => self.screen(pointer, &text, limit, warnings),
            Screening::Done => Screened::stored(pointer, &text, limit),
        };
        parsed.map_err(|refusals| self.refusals.extend(refusals)).ok()
    }

    /// A text that may be missing or blank.
    pub(super) fn optional(
        &mut self,
        pointer: &str,
        text: Option<String>,
        limit: Limit,
    ) -> Option<Screened> {
        text.filter(|text| !text.trim().is_empty())
            .and_then(|text| self.text(pointer, Some(text), limit))
    }

    /// The value, if nothing was refused on the way to it.
    pub(super) fn pass<T>(self, value: Option<T>) -> Result<T, Vec<Refusal>> {
        match value {
            Some(value) if self.refusals.is_empty() => Ok(value),
            _ => Err(self.refusals),
        }
    }

    /// The field by itself, and what reading all fields together adds to it.
    fn screen(
        &self,
        pointer: &str,
        text: &str,
        limit: Limit,
        warnings: Warnings,
    ) -> Result<Screened, Vec<Refusal>> {
        let alone = Screened::screen(pointer, text, limit, warnings);
        let mut refusals = alone.as_ref().err().cloned().unwrap_or_default();
        for refusal in self.together.iter().filter(|refusal| refusal.pointer == pointer) {
            let known = refusals.iter().any(|other| overlap(other.span, refusal.span));
            if !known {
                refusals.push(refusal.clone());
            }
        }
        if refusals.is_empty() { alone } else { Err(refusals) }
    }
}

fn overlap(left: Option<(usize, usize)>, right: Option<(usize, usize)>) -> bool {
    matches!((left, right), (Some(left), Some(right)) if left.0 < right.1 && right.0 < left.1)
}

/// Findings of the note as a whole, moved to the field in which each stands.
fn together(texts: &[(String, &str)], warnings: Warnings) -> Vec<Refusal> {
    let note = texts.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(SEAM);
    let mut refusals = Vec::new();
    let mut starts = Vec::new();
    let mut start = 0;
    for (pointer, text) in texts {
        let length = text.chars().count();
        starts.push((start, start + length, pointer));
        start += length + SEAM.len();
    }
    for refusal in text::findings("", &note, warnings) {
        let Some((from, to)) = refusal.span else {
            refusals.extend(texts.iter().map(|(pointer, _)| refusal.clone().below(pointer)));
            continue;
        };
        let field = starts.iter().find(|(start, end, _)| *start <= from && to <= *end);
        if let Some((start, _, pointer)) = field {
            refusals.push(refusal.below(pointer).at(from - start, to - start));
        }
    }
    refusals
}
