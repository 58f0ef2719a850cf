//! The clocks' part: what is next and how long it stays open, from days since the notice. No date comes in or goes out.

use crate::{answer, refused};

/// The answer to the question in the input, `{"plan","state","step","days_since_notice"}`, as `casework::clock::Answer`.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn clock() -> u32 {
    answer(|text| casework::clock::ask_json(text).unwrap_or_else(|| refused("no-question")))
}
