//! Firewall, letters and clocks for the browser: the same code as on the server, behind a C ABI of plain numbers.
//!
//! The page writes UTF-8 into [`input`], calls one function, and reads as many bytes at [`output`] as that answered.
//! No pointer comes back in, so nothing here trusts the page with memory; the module imports nothing.

#![expect(
    unsafe_code,
    reason = "an exported symbol needs `unsafe(no_mangle)`; there is no unsafe block"
)]

#[cfg(feature = "clock")]
mod clock;
#[cfg(feature = "phi")]
mod firewall;

use std::cell::RefCell;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for `length` bytes of text and tells where to write them.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: u32) -> *mut u8 {
    INPUT.with_borrow_mut(|buffer| {
        buffer.clear();
        buffer.resize(usize::try_from(length).unwrap_or(0), 0);
        buffer.as_mut_ptr()
    })
}

/// Where the answer of the last call lies.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(Vec::as_ptr)
}

/// Overwrites what the last call read and answered: clinical text does not linger.
#[unsafe(no_mangle)]
pub extern "C" fn forget() {
    INPUT.with_borrow_mut(|buffer| buffer.fill(0));
    OUTPUT.with_borrow_mut(|buffer| buffer.fill(0));
}

/// Answers with what `work` makes of the input; the result is the answer's length in bytes.
fn answer(work: impl FnOnce(&str) -> String) -> u32 {
    answer_bytes(|bytes| std::str::from_utf8(bytes).map_or_else(|_| refused("not-utf-8"), work))
}

/// [`answer`] for input that is no text.
fn answer_bytes(work: impl FnOnce(&[u8]) -> String) -> u32 {
    let text = INPUT.with_borrow(|buffer| work(buffer));
    OUTPUT.with_borrow_mut(|buffer| {
        buffer.clear();
        buffer.extend_from_slice(text.as_bytes());
    });
    u32::try_from(text.len()).unwrap_or(0)
}

/// The answer when a text was not worked on; the page must then treat it as not clean.
fn refused(code: &str) -> String {
    format!("{{\"refused\":\"{code}\"}}")
}
