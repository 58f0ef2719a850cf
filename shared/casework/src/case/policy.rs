//! The payer's policy of a case: the text as pasted, and the tree as someone edited it.

use serde::Serialize;

use super::form::{CriteriaForm, EDITED};
use super::gate::Gate;
use crate::criterion::{Criteria, TreeForm, edited};
use crate::text::{Limit, Screened};

/// 60 KB of policy text are read; longer ones are cut down by who pastes them.
const CRITERIA: Limit = Limit { name: "the criteria text", characters: 61_440 };

/// The policy. One of the two is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct PolicyOfCase {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Screened>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edited: Option<Criteria>,
}

impl PolicyOfCase {
    /// Proves both forms; every text of the tree passes the firewall like the pasted one.
    pub(super) fn read(gate: &mut Gate, form: CriteriaForm) -> Option<Self> {
        let text = gate.optional("/criteria/text", form.text, CRITERIA);
        let edited = form.edited.and_then(|tree| Self::tree(gate, &tree));
        (text.is_some() || edited.is_some()).then_some(Self { text, edited })
    }

    fn tree(gate: &mut Gate, form: &TreeForm) -> Option<Criteria> {
        for (pointer, text, limit) in form.texts(EDITED) {
            gate.optional(&pointer, Some(text.to_owned()), limit);
        }
        match edited(form, EDITED) {
            Ok(criteria) => Some(criteria),
            Err(refusals) => {
                for refusal in refusals {
                    gate.refuse(refusal);
                }
                None
            }
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_ref().map(Screened::as_str)
    }

    pub(super) fn edited(&self) -> Option<&Criteria> {
        self.edited.as_ref()
    }
}
