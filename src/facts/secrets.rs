//! Names of credentials and of what holds them. Source: written by hand from the tools' manuals, 2026-11.
//! Words of names and values, files, and options that take a credential. Looks at no file and no command.

/// Names of private keys, settings with passwords, and the like.
pub const FILES: &[&str] = &[
    ".dockercfg",
    ".env",
    ".git-credentials",
    ".netrc",
    "_netrc",
    ".pgpass",
    ".pypirc",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_rsa",
    "kubeconfig",
];

/// Ends of paths whose last name says too little.
pub const FILE_ENDS: &[&str] =
    &[".aws/credentials", ".docker/config.json", ".kube/config", ".gem/credentials"];

/// Endings of files with private keys.
pub const KEY_ENDS: &[&str] = &[".key", ".p12", ".pem", ".pfx", ".ppk"];

/// Words that say that such a file holds certificates or public keys.
pub const PUBLIC_WORDS: &[&str] = &[
    "ca", "cert", "chain", "bundle", "crt", "pub", "public", "root", "trust", "dhparam", "dh", "apt", "gpg",
];

/// Endings of `.env.…` that are templates.
pub const TEMPLATE_ENDS: &[&str] =
    &["example", "sample", "template", "dist", "tpl", "tmpl", "default", "defaults", "docker", "test", "ci"];

/// Words of paths whose files open nothing.
pub const FIXTURE_WORDS: &[&str] = &[
    "dev", "e2e", "example", "examples", "fixture", "fixtures", "sample", "samples", "test", "testdata",
    "tests",
];

/// Programs and the options that give them a password.
pub const OPTIONS: &[(&[&str], &[&str])] = &[
    (&["wget"], &["--password", "--http-password", "--ftp-password", "--proxy-password"]),
    (&["sshpass"], &["-p"]),
    (&["docker", "podman", "helm", "skopeo", "buildah", "az", "nerdctl"], &["-p", "--password"]),
    (
        &["mysql", "mysqladmin", "mysqldump", "mariadb", "mariadb-admin", "mariadb-dump"],
        &["-p", "--password"],
    ),
    (&["mongo", "mongosh", "mongodump", "mongorestore"], &["-p", "--password"]),
    (&["redis-cli"], &["-a", "--pass"]),
    (&["twine"], &["-p", "--password"]),
    (&["doctl"], &["-t", "--access-token"]),
    (&["keytool"], &["-storepass", "-keypass"]),
    (&["dotnet", "nuget"], &["--password", "-Password", "--api-key", "-ApiKey"]),
    (&["svn"], &["--password"]),
];

/// Long options of servers that take a password.
pub const ARGUMENTS: &[&str] = &["masterauth", "requirepass"];

/// Last words of long options that take a password or token.
pub const ARGUMENT_WORDS: &[&str] = &["apikey", "pass", "passphrase", "passwd", "password", "pwd", "token"];

/// Options whose value is `user:password`.
pub const PAIR_OPTIONS: &[(&str, &[&str])] = &[("curl", &["-u", "--user", "-U", "--proxy-user"])];

/// Words that say "credential" in a variable's name.
pub const NAME_WORDS: &[&str] = &[
    "apikey",
    "apitoken",
    "authtoken",
    "credential",
    "credentials",
    "passphrase",
    "passwd",
    "password",
    "pass",
    "pwd",
    "secret",
    "secrets",
    "token",
    "passcode",
];

/// Pairs of words that say so together.
pub const NAME_PAIRS: &[[&str; 2]] = &[
    ["api", "key"],
    ["app", "key"],
    ["encryption", "key"],
    ["master", "key"],
    ["private", "key"],
    ["secret", "key"],
    ["signing", "key"],
];

/// Words that say that the variable is about a credential and does not hold it.
pub const ABOUT_WORDS: &[&str] = &[
    "age",
    "algorithm",
    "alg",
    "allow",
    "attempts",
    "backend",
    "bytes",
    "check",
    "class",
    "count",
    "dir",
    "directory",
    "disable",
    "disabled",
    "driver",
    "duration",
    "empty",
    "enable",
    "enabled",
    "endpoint",
    "expiration",
    "expire",
    "expires",
    "expiry",
    "field",
    "file",
    "filename",
    "format",
    "header",
    "host",
    "hostname",
    "id",
    "interval",
    "issuer",
    "length",
    "lifetime",
    "limit",
    "location",
    "max",
    "method",
    "min",
    "mode",
    "name",
    "names",
    "no",
    "parallelism",
    "path",
    "pattern",
    "policy",
    "port",
    "prefix",
    "provider",
    "public",
    "random",
    "realm",
    "required",
    "reset",
    "rotation",
    "size",
    "store",
    "strength",
    "suffix",
    "timeout",
    "ttl",
    "type",
    "uri",
    "url",
    "use",
    "username",
    "validity",
    "version",
];

/// Last words of names that hold a user's name.
pub const USER_WORDS: &[&str] = &["email", "login", "user", "usernames", "users"];

/// Ends in capitals of values that say what belongs in their place.
pub const SHOUTED_ENDS: &[&str] =
    &["KEY", "TOKEN", "SECRET", "PASSWORD", "PASS", "VAL", "VALUE", "HERE", "PLACEHOLDER", "CREDENTIAL"];

/// Passwords that everybody tries first: those of images' documentation and of lists of default passwords.
pub const WELL_KNOWN: &[&str] = &[
    "000000",
    "111111",
    "1234",
    "12345",
    "123456",
    "1234567",
    "12345678",
    "123456789",
    "1234567890",
    "123qwe",
    "abc123",
    "admin",
    "admin123",
    "adminadmin",
    "administrator",
    "adminpass",
    "adminpassword",
    "airflow",
    "bitnami",
    "cassandra",
    "change-me",
    "change_me",
    "changeit",
    "changeme",
    "changethis",
    "default",
    "demo",
    "docker",
    "elastic",
    "example",
    "foobar",
    "foobared",
    "gitea",
    "grafana",
    "guest",
    "influxdb",
    "keycloak",
    "letmein",
    "mariadb",
    "minio",
    "minio123",
    "minioadmin",
    "miniosecret",
    "mongo",
    "mongodb",
    "my-secret-pw",
    "mypassword",
    "mysecretpassword",
    "mysql",
    "neo4j",
    "nextcloud",
    "odoo",
    "p@ssw0rd",
    "p@ssword",
    "pass",
    "pass123",
    "passw0rd",
    "password",
    "password1",
    "password123",
    "postgres",
    "postgrespassword",
    "prom-operator",
    "qwerty",
    "qwerty123",
    "rabbitmq",
    "redis",
    "root",
    "rootpass",
    "rootpassword",
    "secret",
    "sonar",
    "somewordpress",
    "supersecret",
    "superset",
    "test",
    "test123",
    "toor",
    "user",
    "welcome",
    "welcome1",
    "wordpress",
    "yourstrong(!)password",
    "yourstrong@passw0rd",
    "zabbix",
];

/// Values that are to be replaced.
pub const FILL_IN: &[&str] = &[
    "changeit",
    "changeme",
    "changethis",
    "change_me",
    "change-me",
    "disabled",
    "dummy",
    "fillme",
    "insert",
    "invalid",
    "none",
    "null",
    "placeholder",
    "redacted",
    "replace",
    "replaceme",
    "replace_me",
    "replace-me",
    "todo",
    "tbd",
    "undefined",
    "unset",
    "user_provided",
];

/// Words of values that are examples.
pub const EXAMPLE_WORDS: &[&str] =
    &["example", "placeholder", "redacted", "xxxx", "your", "dummy", "changeme", "notreal", "sample"];

/// Hosts of examples.
pub const EXAMPLE_HOSTS: &[&str] =
    &["example.com", "example.org", "example.net", "host", "hostname", "server", "domain"];

/// Passwords of examples; they count only where everything else says that the address is used.
pub const EXAMPLE_PASSWORDS: &[&str] = &["pass", "password", "passwd", "pwd", "secret", "token", "pw"];

/// Where logins are kept, in part.
pub const LOGIN_FILES: &[&str] = &[".docker", "auth.json", "containers", "registry", ".azure", "/root"];
