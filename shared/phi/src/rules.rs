//! The rules by family. Each looks at one place of the note and says what starts there; nothing is consumed, so that one
//! family's find never hides another's.

pub(crate) mod again;
pub(crate) mod alone;
pub(crate) mod beside;
pub(crate) mod chain;
pub(crate) mod check;
pub(crate) mod clinician;
pub(crate) mod coarse;
pub(crate) mod county;
pub(crate) mod cue;
pub(crate) mod date;
pub(crate) mod door;
pub(crate) mod field;
pub(crate) mod header;
pub(crate) mod ids;
pub(crate) mod initial;
pub(crate) mod initials;
pub(crate) mod inverted;
pub(crate) mod lower;
pub(crate) mod month;
pub(crate) mod name;
pub(crate) mod net;
pub(crate) mod office;
pub(crate) mod pair;
pub(crate) mod part;
pub(crate) mod phone;
pub(crate) mod pieces;
pub(crate) mod place;
pub(crate) mod printed;
pub(crate) mod row;
pub(crate) mod series;
pub(crate) mod shapes;
pub(crate) mod street;
pub(crate) mod veto;
pub(crate) mod zip;
