//! Any bytes as `pod.yaml`.
#![no_main]

#[path = "../../tests/support/examine.rs"]
mod examine;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // Fixing checks a file several times: every fourth is enough.
    examine::examine("pod.yaml", bytes, bytes.len() % 4 == 0);
});
