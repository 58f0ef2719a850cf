//! Reference data compiled in, with look-ups: ICD-10-CM, drugs, payers, specialties, NPI, states.
//!
//! Every table is a static of its own that is searched where it lies: nothing is parsed at start-up, and a binary that
//! does not ask for a table does not carry it.
#![forbid(unsafe_code)]

pub mod drug;
pub mod icd10;
mod names;
pub mod npi;
pub mod payer;
pub mod refusal;
pub mod specialty;
pub mod state;

pub use names::key;
