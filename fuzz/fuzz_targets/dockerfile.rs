//! Any bytes as `Dockerfile`.
#![no_main]

#[path = "../../tests/support/examine.rs"]
mod examine;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // Fixing checks a file several times: every fourth is enough.
    examine::examine("Dockerfile", bytes, bytes.len() % 4 == 0);
});
