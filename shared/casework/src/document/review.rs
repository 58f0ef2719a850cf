//! Review and sign-off: a clinician answers every doubt, then vouches for the whole.

use super::resolve::How;
use super::{Attestation, Block, Document, FlagKind, Sentence, State};
use jiff::Timestamp;

/// Why a document cannot take the step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// These sentences hold doubts that nobody has answered.
    #[error("flags are open")]
    OpenFlags(Vec<String>),
    /// These sentences cannot be attested: they are unknown or were withheld by the firewall.
    #[error("sentences cannot be attested")]
    NotAttestable(Vec<String>),
    /// Sign-off comes after review.
    #[error("the document has not been reviewed")]
    NotReviewed,
    /// A signed-off document changes only by a new version.
    #[error("the document is signed off")]
    SignedOff,
}

impl Document {
    /// The document reviewed: `attested` names the flagged sentences that the clinician vouches for as they stand.
    /// A repeated review keeps the first one's time.
    ///
    /// # Errors
    /// [`NotAllowed::SignedOff`]; [`NotAllowed::NotAttestable`] for a sentence that is unknown, has no flag or was
    /// withheld; [`NotAllowed::OpenFlags`] if doubts remain.
    pub fn review(&self, attested: &[String], by: &str, at: Timestamp) -> Result<Self, NotAllowed> {
        if self.state == State::SignedOff {
            return Err(NotAllowed::SignedOff);
        }
        let mut next = self.clone();
        next.attest(attested, by, at)?;
        let open = next.doubted();
        if !open.is_empty() {
            return Err(NotAllowed::OpenFlags(open));
        }
        if next.state == State::Draft {
            next.state = State::Reviewed;
            next.reviewed = Some(Attestation { by: by.to_owned(), at });
        }
        Ok(next)
    }

    /// The document signed off by a clinician. A second sign-off changes nothing.
    ///
    /// # Errors
    /// [`NotAllowed::NotReviewed`] before review; [`NotAllowed::OpenFlags`] if doubts remain.
    pub fn sign_off(&self, by: &str, at: Timestamp) -> Result<Self, NotAllowed> {
        let open = self.doubted();
        if !open.is_empty() {
            return Err(NotAllowed::OpenFlags(open));
        }
        match self.state {
            State::Draft => Err(NotAllowed::NotReviewed),
            State::SignedOff => Ok(self.clone()),
            State::Reviewed => {
                let mut next = self.clone();
                next.state = State::SignedOff;
                next.signed_off = Some(Attestation { by: by.to_owned(), at });
                Ok(next)
            }
        }
    }

    /// The document, noted as exported at this time.
    #[must_use]
    pub fn exported(&self, at: Timestamp) -> Self {
        let mut next = self.clone();
        next.exported_at = Some(at);
        next
    }

    /// The sentences whose doubts nobody has answered, in order.
    pub fn doubted(&self) -> Vec<String> {
        self.blocks
            .iter()
            .flat_map(Block::sentences)
            .filter(|sentence| sentence.is_open())
            .map(|sentence| sentence.id.clone())
            .collect()
    }

    fn attest(&mut self, attested: &[String], by: &str, at: Timestamp) -> Result<(), NotAllowed> {
        let before = self.doubts();
        let mut left: Vec<&String> = attested.iter().collect();
        for run in self.blocks.iter_mut().flat_map(Block::runs_mut) {
            for sentence in run.iter_mut().filter(|sentence| attestable(sentence)) {
                let Some(place) = left.iter().position(|id| **id == sentence.id) else { continue };
                left.remove(place);
                sentence.attestation.get_or_insert_with(|| Attestation { by: by.to_owned(), at });
            }
        }
        if left.is_empty() {
            self.record(&before, by, at, &How::Attested);
            Ok(())
        } else {
            Err(NotAllowed::NotAttestable(left.into_iter().cloned().collect()))
        }
    }
}

/// Nobody can vouch for words that were withheld.
fn attestable(sentence: &Sentence) -> bool {
    let identifies = sentence.flags.iter().any(|flag| flag.kind == FlagKind::Identifier);
    let withheld = identifies && sentence.text == crate::draft::WITHHELD;
    !sentence.flags.is_empty() && !withheld
}
