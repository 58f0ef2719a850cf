//! What the payer denied and which appeal is next. Days since the notice stay in the browser.

use clinical::refusal::{Refusal, code};
use serde::Serialize;

use super::choice::{Choice, choose};
use super::form::DenialForm;
use super::gate::Gate;
use crate::text::{Limit, Screened};

/// The denial that an appeal answers; it has a reason, a text, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Denial {
    level: DenialLevel,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Screened>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Screened>,
}

/// The level of the appeal that is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DenialLevel {
    /// First appeal to the payer.
    First,
    /// Second appeal to the payer.
    Second,
    /// Review outside the payer.
    External,
}

impl Choice for DenialLevel {
    const ALL: &'static [Self] = &[Self::First, Self::Second, Self::External];

    fn code(self) -> &'static str {
        DenialLevel::code(self)
    }
}

impl DenialLevel {
    /// The word that is sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::External => "external",
        }
    }
}

impl Denial {
    pub(super) fn read(gate: &mut Gate, form: DenialForm) -> Option<Self> {
        let level = gate.needed("/denial/level", form.level, "the level of appeal");
        let level = level.and_then(|level| gate.take(choose("/denial/level", "level", &level)));
        let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        if blank(&form.reason) && blank(&form.text) {
            let detail = "a denial needs the reason given, or its text";
            gate.refuse(Refusal::new("/denial/reason", code::REQUIRED, detail));
        }
        let reason = gate.optional(
            "/denial/reason",
            form.reason,
            Limit { name: "the denial reason", characters: 2_000 },
        );
        let text = gate.optional(
            "/denial/text",
            form.text,
            Limit { name: "the denial text", characters: 20_000 },
        );
        Some(Self { level: level?, reason, text })
    }

    /// Which appeal is next.
    pub fn level(&self) -> DenialLevel {
        self.level
    }

    /// The reason given.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_ref().map(Screened::as_str)
    }

    /// The pasted denial.
    pub fn text(&self) -> Option<&str> {
        self.text.as_ref().map(Screened::as_str)
    }
}
