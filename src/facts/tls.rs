//! How programs are told to accept any certificate. Source: written by hand from the tools' manuals, 2026-11.
//! Options, variables and settings. Looks at no command.

/// Programs and the options with which they talk to anybody.
pub const FLAGS: &[(&str, &[&str])] = &[
    ("curl", &["-k", "--insecure", "--proxy-insecure", "--doh-insecure"]),
    ("wget", &["--no-check-certificate"]),
    ("helm", &["--insecure-skip-tls-verify"]),
    ("kubectl", &["--insecure-skip-tls-verify"]),
    ("oc", &["--insecure-skip-tls-verify"]),
    ("pip", &["--trusted-host"]),
    ("pip3", &["--trusted-host"]),
    ("uv", &["--trusted-host", "--allow-insecure-host"]),
    ("go", &["-insecure"]),
    ("hg", &["--insecure"]),
    ("svn", &["--trust-server-cert", "--trust-server-cert-failures"]),
    ("aws", &["--no-verify-ssl"]),
    ("aria2c", &["--check-certificate=false"]),
    ("npm", &["--no-strict-ssl"]),
    ("pnpm", &["--no-strict-ssl"]),
    ("apt-get", &["--no-verify-peer"]),
];

/// Variables and the values with which they switch verification off; none: any value that is not empty.
pub const VARIABLES: &[(&str, &[&str])] = &[
    ("AZURE_CLI_DISABLE_CONNECTION_VERIFICATION", &["1", "true"]),
    ("BUNDLE_SSL_VERIFY_MODE", &["0", "none"]),
    ("CONDA_SSL_VERIFY", &["0", "false", "no"]),
    ("GIT_SSL_NO_VERIFY", &["1", "true", "yes", "on"]),
    ("NODE_TLS_REJECT_UNAUTHORIZED", &["0"]),
    ("NPM_CONFIG_STRICT_SSL", &["false", "0"]),
    ("GOINSECURE", &[]),
    ("PERL_LWP_SSL_VERIFY_HOSTNAME", &["0"]),
    ("PIP_TRUSTED_HOST", &[]),
    ("PYTHONHTTPSVERIFY", &["0"]),
    ("UV_INSECURE_HOST", &[]),
    ("YARN_ENABLE_STRICT_SSL", &["false", "0"]),
    ("npm_config_strict_ssl", &["false", "0"]),
];

/// Parts of words with which a setting switches it off, in lower case.
pub const SETTINGS: &[&str] = &[
    "http.sslverify=false",
    "verify-peer=false",
    "verify-peer \"false\"",
    "verify-peer false",
    "sslverify=false",
    "sslverify=0",
    "strict-ssl=false",
    "maven.wagon.http.ssl.insecure=true",
    "maven.wagon.http.ssl.allowall=true",
    "https.securitymode=insecure",
    "verify-host=false",
    "verify-host \"false\"",
    "verify-host false",
    "ssl_verify_mode: 0",
    "ssl_verify: false",
    "check_certificate=off",
    "check_certificate = off",
    "strict-ssl false",
];

/// Settings that a `config` subcommand gets in a word of their own.
pub const CONFIGURED: &[(&str, &[&str])] = &[
    ("http.sslverify", &["false", "0", "no", "off"]),
    ("strict-ssl", &["false", "0"]),
    ("enablestrictssl", &["false", "0"]),
    ("secure-http", &["false", "0"]),
    ("disable-tls", &["true", "1"]),
    ("ssl_verify", &["false", "0", "no"]),
    ("ssl_verify_mode", &["0", "none"]),
];
