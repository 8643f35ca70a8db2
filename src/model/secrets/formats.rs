//! Whether what has the form of a credential is one: the proofs that its issuer's form allows. Knows no form.

use super::proof::{crc32_base62, crc32_hex, is_random};
use crate::facts::credentials::{Proof, is_alphanumeric};

/// Whether what follows a prefix is a credential and not an example.
pub fn proves(proof: Proof, body: &str) -> bool {
    match proof {
        Proof::Random => is_random(body),
        Proof::Crc32Base62 => crc32_base62(body),
        Proof::Crc32Hex => crc32_hex(body),
        Proof::AzureKey => is_azure_key(body),
        Proof::TwoParts => is_two_parts(body),
        Proof::FineGrained => is_fine_grained(body),
        Proof::OpenAi => is_openai(body),
        Proof::Slack => is_slack(body),
        Proof::Webhook => is_webhook(body),
    }
}

/// `id_secret`
fn is_fine_grained(body: &str) -> bool {
    body.split_once('_').is_some_and(|(id, secret)| {
        id.len() == 22 && id.bytes().all(is_alphanumeric) && secret.bytes().all(is_alphanumeric)
    }) && is_random(body)
}

/// `22 characters.43 characters`
fn is_two_parts(body: &str) -> bool {
    body.split_once('.').is_some_and(|(id, secret)| id.len() == 22 && is_random(secret))
}

/// The keys of the storage and database emulators are the same for everybody.
fn is_azure_key(body: &str) -> bool {
    const EMULATORS: [&str; 2] = ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1", "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEH"];
    body.ends_with('=') && is_random(body) && !EMULATORS.iter().any(|key| body.starts_with(key))
}

/// Keys of every kind have this in the middle.
fn is_openai(body: &str) -> bool {
    body.split_once("T3BlbkFJ").is_some_and(|(left, right)| is_random(left) && is_random(right))
}

/// Numbers of the workspace and the application, then the secret.
fn is_slack(body: &str) -> bool {
    let parts: Vec<&str> = body.split('-').collect();
    let is_number = |part: &&&str| part.len() >= 10 && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = parts.iter().filter(is_number).count();
    numbers >= 1 && parts.last().is_some_and(|secret| secret.len() >= 24 && is_random(secret))
}

/// `T…/B…/secret`
fn is_webhook(body: &str) -> bool {
    let parts: Vec<&str> = body.split('/').collect();
    matches!(parts.as_slice(), [team, hook, secret]
        if team.starts_with('T') && hook.starts_with('B') && secret.len() >= 24 && is_random(secret))
}
