//! The forms of credentials that issuers made recognisable: a prefix, an alphabet, a length, and what proves it. Does
//! not look for them.

use super::proof::{crc32_base62, crc32_hex, is_random};

/// A form of credentials.
pub(super) struct Format {
    /// What it starts with.
    pub prefix: &'static str,
    /// What it is, with an article.
    pub what: &'static str,
    /// The characters that follow the prefix.
    pub alphabet: fn(u8) -> bool,
    /// How many follow, at least and at most.
    pub length: (usize, usize),
    /// Whether what follows is a credential and not an example.
    pub proof: fn(&str) -> bool,
}

const fn format(
    prefix: &'static str,
    what: &'static str,
    alphabet: fn(u8) -> bool,
    length: (usize, usize),
    proof: fn(&str) -> bool,
) -> Format {
    Format { prefix, what, alphabet, length, proof }
}

/// The longest body of any format.
pub(super) const MAX_BODY: usize = 512;

/// The forms. One that is the beginning of another stands behind it.
pub(super) const FORMATS: &[Format] = &[
    format("AGE-SECRET-KEY-1", "an age key", is_upper, (58, 58), is_random),
    format("AIza", "a Google API key", is_word, (35, 35), is_random),
    format("ATATT3xFfGF0", "an Atlassian token", is_word_or_equals, (100, MAX_BODY), is_random),
    format("AccountKey=", "an Azure storage key", is_base64, (88, 88), is_azure_key),
    format("GOCSPX-", "a Google OAuth secret", is_word, (28, 28), is_random),
    format("NRAK-", "a New Relic key", is_upper, (27, 27), is_random),
    format("PMAK-", "a Postman key", is_hex_or_dash, (59, 59), is_random),
    format("SG.", "a SendGrid key", is_word_or_dot, (66, 66), is_two_parts),
    format("SharedAccessKey=", "an Azure access key", is_base64, (44, 44), is_azure_key),
    format("dapi", "a Databricks token", is_hex_or_dash, (32, 34), is_random),
    format("dckr_oat_", "a Docker Hub token", is_word, (27, 64), is_random),
    format("dckr_pat_", "a Docker Hub token", is_word, (27, 27), is_random),
    format("doo_v1_", "a DigitalOcean token", is_hex, (64, 64), is_random),
    format("dop_v1_", "a DigitalOcean token", is_hex, (64, 64), is_random),
    format("dor_v1_", "a DigitalOcean token", is_hex, (64, 64), is_random),
    format("dp.pt.", "a Doppler token", is_alphanumeric, (40, 44), is_random),
    format("figd_", "a Figma token", is_word, (40, 64), is_random),
    format("gho_", "a GitHub token", is_alphanumeric, (36, 36), crc32_base62),
    format("ghp_", "a GitHub token", is_alphanumeric, (36, 36), crc32_base62),
    format("ghr_", "a GitHub token", is_alphanumeric, (36, 36), crc32_base62),
    format("ghs_", "a GitHub token", is_alphanumeric, (36, 36), crc32_base62),
    format("ghu_", "a GitHub token", is_alphanumeric, (36, 36), crc32_base62),
    format("github_pat_", "a GitHub token", is_word, (82, 82), is_fine_grained),
    format("glagent-", "a GitLab token", is_word, (50, 128), is_random),
    format("glcbt-", "a GitLab token", is_word, (20, 128), is_random),
    format("gldt-", "a GitLab token", is_word_or_dot, (20, 128), is_random),
    format("glpat-", "a GitLab token", is_word_or_dot, (20, 128), is_random),
    format("glptt-", "a GitLab token", is_word, (40, 128), is_random),
    format("glrt-", "a GitLab token", is_word_or_dot, (20, 128), is_random),
    format("glsa_", "a Grafana token", is_word, (41, 41), crc32_hex),
    format("gsk_", "a Groq key", is_alphanumeric, (52, 52), is_random),
    format("hf_", "a Hugging Face token", is_alphanumeric, (34, 34), is_random),
    format("hooks.slack.com/services/", "a Slack webhook", is_path, (40, 60), is_webhook),
    format("hvs.", "a Vault token", is_word, (90, 160), is_random),
    format("lin_api_", "a Linear key", is_alphanumeric, (40, 40), is_random),
    format("npm_", "an npm token", is_alphanumeric, (36, 36), crc32_base62),
    format("nfp_", "a Netlify token", is_alphanumeric, (36, 36), is_random),
    format("pscale_pw_", "a PlanetScale password", is_word_or_dot, (32, 64), is_random),
    format("pscale_tkn_", "a PlanetScale token", is_word_or_dot, (32, 64), is_random),
    format("pul-", "a Pulumi token", is_hex, (40, 40), is_random),
    format("pypi-AgENdGVzdC5weXBpLm9yZw", "a TestPyPI token", is_word, (50, MAX_BODY), is_random),
    format("pypi-AgEIcHlwaS5vcmc", "a PyPI token", is_word, (50, MAX_BODY), is_random),
    format("rk_live_", "a Stripe key", is_alphanumeric, (24, 247), is_random),
    format("rubygems_", "a RubyGems key", is_hex, (48, 48), is_random),
    format("sbp_", "a Supabase token", is_hex, (40, 40), is_random),
    format("shpat_", "a Shopify token", is_hex, (32, 32), is_random),
    format("shpca_", "a Shopify token", is_hex, (32, 32), is_random),
    format("shppa_", "a Shopify token", is_hex, (32, 32), is_random),
    format("shpss_", "a Shopify secret", is_hex, (32, 32), is_random),
    format("sk-ant-", "an Anthropic key", is_word, (80, 128), is_random),
    format("sk-or-v1-", "an OpenRouter key", is_hex, (64, 64), is_random),
    format("sk-", "an OpenAI key", is_word, (48, 256), is_openai),
    format("sk_live_", "a Stripe key", is_alphanumeric, (24, 247), is_random),
    format("tskey-", "a Tailscale key", is_word, (30, 100), is_random),
    format("xai-", "an xAI key", is_alphanumeric, (80, 80), is_random),
    format("xapp-", "a Slack token", is_word, (60, 160), is_slack),
    format("xoxa-", "a Slack token", is_word, (40, 160), is_slack),
    format("xoxb-", "a Slack token", is_word, (40, 160), is_slack),
    format("xoxp-", "a Slack token", is_word, (40, 160), is_slack),
    format("xoxr-", "a Slack token", is_word, (40, 160), is_slack),
    format("xoxs-", "a Slack token", is_word, (40, 160), is_slack),
];

pub(super) fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn is_word_or_dot(byte: u8) -> bool {
    is_word(byte) || byte == b'.'
}

fn is_word_or_equals(byte: u8) -> bool {
    is_word(byte) || byte == b'='
}

fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'/'
}

fn is_upper(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

fn is_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')
}

fn is_hex_or_dash(byte: u8) -> bool {
    is_hex(byte) || byte == b'-'
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
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
