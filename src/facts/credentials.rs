//! Credentials with a form of their own. Source: written by hand from their issuers' documentation, 2026-11.
//! A prefix, an alphabet, a length, and what proves one. Does not look for them.

/// What tells a credential of a form from an example of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// It looks drawn at random.
    Random,
    /// It ends in its own checksum, in base 62.
    Crc32Base62,
    /// It ends in its own checksum, in hexadecimal.
    Crc32Hex,
    /// It is a key of Azure, and not that of an emulator.
    AzureKey,
    /// An identifier of 22 characters and a secret, with a dot between.
    TwoParts,
    /// An identifier of 22 characters and a secret, with a `_` between.
    FineGrained,
    /// It has what every key of OpenAI has in the middle.
    OpenAi,
    /// Numbers, then a secret.
    Slack,
    /// A team, a hook and a secret, as a path.
    Webhook,
}

/// A form of credentials.
pub struct Format {
    /// What it starts with.
    pub prefix: &'static str,
    /// What it is, with an article.
    pub what: &'static str,
    /// The characters that follow the prefix.
    pub alphabet: fn(u8) -> bool,
    /// How many follow, at least and at most.
    pub length: (usize, usize),
    /// Whether what follows is a credential and not an example.
    pub proof: Proof,
}

const fn format(
    prefix: &'static str,
    what: &'static str,
    alphabet: fn(u8) -> bool,
    length: (usize, usize),
    proof: Proof,
) -> Format {
    Format { prefix, what, alphabet, length, proof }
}

/// The longest body of any format.
pub const MAX_BODY: usize = 512;

/// The forms. One that is the beginning of another comes after it.
pub const FORMATS: &[Format] = &[
    format("AGE-SECRET-KEY-1", "an age key", is_upper, (58, 58), Proof::Random),
    format("AIza", "a Google API key", is_word, (35, 35), Proof::Random),
    format("ATATT3xFfGF0", "an Atlassian token", is_word_or_equals, (100, MAX_BODY), Proof::Random),
    format("AccountKey=", "an Azure storage key", is_base64, (88, 88), Proof::AzureKey),
    format("GOCSPX-", "a Google OAuth secret", is_word, (28, 28), Proof::Random),
    format("NRAK-", "a New Relic key", is_upper, (27, 27), Proof::Random),
    format("PMAK-", "a Postman key", is_hex_or_dash, (59, 59), Proof::Random),
    format("SG.", "a SendGrid key", is_word_or_dot, (66, 66), Proof::TwoParts),
    format("SharedAccessKey=", "an Azure access key", is_base64, (44, 44), Proof::AzureKey),
    format("dapi", "a Databricks token", is_hex_or_dash, (32, 34), Proof::Random),
    format("dckr_oat_", "a Docker Hub token", is_word, (27, 64), Proof::Random),
    format("dckr_pat_", "a Docker Hub token", is_word, (27, 27), Proof::Random),
    format("doo_v1_", "a DigitalOcean token", is_hex, (64, 64), Proof::Random),
    format("dop_v1_", "a DigitalOcean token", is_hex, (64, 64), Proof::Random),
    format("dor_v1_", "a DigitalOcean token", is_hex, (64, 64), Proof::Random),
    format("dp.pt.", "a Doppler token", is_alphanumeric, (40, 44), Proof::Random),
    format("figd_", "a Figma token", is_word, (40, 64), Proof::Random),
    format("gho_", "a GitHub token", is_alphanumeric, (36, 36), Proof::Crc32Base62),
    format("ghp_", "a GitHub token", is_alphanumeric, (36, 36), Proof::Crc32Base62),
    format("ghr_", "a GitHub token", is_alphanumeric, (36, 36), Proof::Crc32Base62),
    format("ghs_", "a GitHub token", is_alphanumeric, (36, 36), Proof::Crc32Base62),
    format("ghu_", "a GitHub token", is_alphanumeric, (36, 36), Proof::Crc32Base62),
    format("github_pat_", "a GitHub token", is_word, (82, 82), Proof::FineGrained),
    format("glagent-", "a GitLab token", is_word, (50, 128), Proof::Random),
    format("glcbt-", "a GitLab token", is_word, (20, 128), Proof::Random),
    format("gldt-", "a GitLab token", is_word_or_dot, (20, 128), Proof::Random),
    format("glpat-", "a GitLab token", is_word_or_dot, (20, 128), Proof::Random),
    format("glptt-", "a GitLab token", is_word, (40, 128), Proof::Random),
    format("glrt-", "a GitLab token", is_word_or_dot, (20, 128), Proof::Random),
    format("glsa_", "a Grafana token", is_word, (41, 41), Proof::Crc32Hex),
    format("gsk_", "a Groq key", is_alphanumeric, (52, 52), Proof::Random),
    format("hf_", "a Hugging Face token", is_alphanumeric, (34, 34), Proof::Random),
    format("hooks.slack.com/services/", "a Slack webhook", is_path, (40, 60), Proof::Webhook),
    format("hvs.", "a Vault token", is_word, (90, 160), Proof::Random),
    format("lin_api_", "a Linear key", is_alphanumeric, (40, 40), Proof::Random),
    format("npm_", "an npm token", is_alphanumeric, (36, 36), Proof::Crc32Base62),
    format("nfp_", "a Netlify token", is_alphanumeric, (36, 36), Proof::Random),
    format("pscale_pw_", "a PlanetScale password", is_word_or_dot, (32, 64), Proof::Random),
    format("pscale_tkn_", "a PlanetScale token", is_word_or_dot, (32, 64), Proof::Random),
    format("pul-", "a Pulumi token", is_hex, (40, 40), Proof::Random),
    format("pypi-AgENdGVzdC5weXBpLm9yZw", "a TestPyPI token", is_word, (50, MAX_BODY), Proof::Random),
    format("pypi-AgEIcHlwaS5vcmc", "a PyPI token", is_word, (50, MAX_BODY), Proof::Random),
    format("rk_live_", "a Stripe key", is_alphanumeric, (24, 247), Proof::Random),
    format("rubygems_", "a RubyGems key", is_hex, (48, 48), Proof::Random),
    format("sbp_", "a Supabase token", is_hex, (40, 40), Proof::Random),
    format("shpat_", "a Shopify token", is_hex, (32, 32), Proof::Random),
    format("shpca_", "a Shopify token", is_hex, (32, 32), Proof::Random),
    format("shppa_", "a Shopify token", is_hex, (32, 32), Proof::Random),
    format("shpss_", "a Shopify secret", is_hex, (32, 32), Proof::Random),
    format("sk-ant-", "an Anthropic key", is_word, (80, 128), Proof::Random),
    format("sk-or-v1-", "an OpenRouter key", is_hex, (64, 64), Proof::Random),
    format("sk-", "an OpenAI key", is_word, (48, 256), Proof::OpenAi),
    format("sk_live_", "a Stripe key", is_alphanumeric, (24, 247), Proof::Random),
    format("tskey-", "a Tailscale key", is_word, (30, 100), Proof::Random),
    format("xai-", "an xAI key", is_alphanumeric, (80, 80), Proof::Random),
    format("xapp-", "a Slack token", is_word, (60, 160), Proof::Slack),
    format("xoxa-", "a Slack token", is_word, (40, 160), Proof::Slack),
    format("xoxb-", "a Slack token", is_word, (40, 160), Proof::Slack),
    format("xoxp-", "a Slack token", is_word, (40, 160), Proof::Slack),
    format("xoxr-", "a Slack token", is_word, (40, 160), Proof::Slack),
    format("xoxs-", "a Slack token", is_word, (40, 160), Proof::Slack),
];

/// Letters and digits.
#[inline]
pub fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

/// Letters, digits, `_` and `-`.
#[inline]
pub fn is_word(byte: u8) -> bool {
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
