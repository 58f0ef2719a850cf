//! Firewall and letters for the browser.
