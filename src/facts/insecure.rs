//! Settings of images and programs that leave them open. Source: written by hand from their manuals, 2026-11.
//! Variables and long options. Looks at no container.

/// A setting that leaves a program open.
#[derive(Debug, Clone, Copy)]
pub struct Insecure {
    /// The variable or option.
    pub name: &'static str,
    /// The values with which it does, in lower case and without quotes; `""` is the empty one, or none.
    pub values: &'static [&'static str],
    /// What it does.
    pub says: &'static str,
    /// When it does.
    pub when: When,
}

/// When a setting leaves a program open.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// Always.
    Always,
    /// In images, or programs, of these names.
    In(&'static [&'static str]),
    /// Unless a password is set beside it.
    NoPassword,
    /// Where another variable has one of these values.
    With(&'static str, &'static [&'static str]),
}

const fn always(name: &'static str, values: &'static [&'static str], says: &'static str) -> Insecure {
    Insecure { name, values, says, when: When::Always }
}

const ON: &[&str] = &["1", "true", "yes", "on", "y", "t"];
const OFF: &[&str] = &["0", "false", "no", "off", "n", "f"];
const NO_LOGIN: &str = "lets everybody in without a login";
const NO_PASSWORD: &str = "lets everybody in without a password";

/// Variables.
pub const VARIABLES: &[Insecure] = &[
    always("ALLOW_ANONYMOUS_LOGIN", ON, NO_LOGIN),
    Insecure { when: When::NoPassword, ..always("ALLOW_EMPTY_PASSWORD", ON, NO_PASSWORD) },
    always("ALLOW_NONE_AUTHENTICATION", ON, NO_LOGIN),
    always("ARANGO_NO_AUTH", ON, NO_LOGIN),
    always("AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED", ON, NO_LOGIN),
    Insecure { when: When::NoPassword, ..always("CLICKHOUSE_SKIP_USER_SETUP", ON, NO_PASSWORD) },
    Insecure {
        when: When::In(&["rstudio", "tidyverse", "verse", "geospatial"]),
        ..always("DISABLE_AUTH", ON, NO_LOGIN)
    },
    always("DISABLE_SECURITY_DASHBOARDS_PLUGIN", ON, NO_LOGIN),
    always("DISABLE_SECURITY_PLUGIN", ON, "switches logins and TLS off"),
    Insecure {
        when: When::In(&["docker"]),
        ..always("DOCKER_TLS_CERTDIR", &[""], "has the engine listen without TLS")
    },
    always("FB_NOAUTH", ON, NO_LOGIN),
    always("FLOWER_UNAUTHENTICATED_API", ON, NO_LOGIN),
    Insecure {
        when: When::With("GF_AUTH_ANONYMOUS_ORG_ROLE", &["admin", "editor"]),
        ..always("GF_AUTH_ANONYMOUS_ENABLED", ON, "lets everybody change dashboards without a login")
    },
    Insecure { when: When::NoPassword, ..always("MARIADB_ALLOW_EMPTY_PASSWORD", ON, NO_PASSWORD) },
    Insecure { when: When::NoPassword, ..always("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", ON, NO_PASSWORD) },
    Insecure { when: When::NoPassword, ..always("MYSQL_ALLOW_EMPTY_PASSWORD", ON, NO_PASSWORD) },
    always("ME_CONFIG_BASICAUTH", OFF, NO_LOGIN),
    always("NEO4J_AUTH", &["none"], NO_LOGIN),
    always("PGADMIN_CONFIG_SERVER_MODE", OFF, NO_LOGIN),
    always("POSTGRES_HOST_AUTH_METHOD", &["trust"], NO_PASSWORD),
    always("SURREAL_UNAUTHENTICATED", ON, NO_LOGIN),
    always("TRAEFIK_API_INSECURE", ON, "shows the dashboard to everybody"),
    always("xpack.security.enabled", &["false"], "switches logins and TLS off"),
];

/// Long options of programs.
pub const OPTIONS: &[Insecure] = &[
    always("--IdentityProvider.token", &[""], NO_LOGIN),
    always("--NotebookApp.token", &[""], NO_LOGIN),
    always("--ServerApp.token", &[""], NO_LOGIN),
    always("--api.insecure", &["", "true"], "shows the dashboard to everybody"),
    Insecure { when: When::In(&["code-server"]), ..always("--auth", &["none"], NO_LOGIN) },
    always("--enable-skip-login", &["", "true"], NO_LOGIN),
    Insecure {
        when: When::In(&["cockroach"]),
        ..always("--insecure", &["", "true"], "switches logins and TLS off")
    },
    Insecure { when: When::In(&["filebrowser"]), ..always("--noauth", &["", "true"], NO_LOGIN) },
    Insecure { when: When::In(&["mongo", "mongod"]), ..always("--noauth", &["", "true"], NO_LOGIN) },
    Insecure {
        when: When::NoPassword,
        ..always("--protected-mode", &["no"], "has it answer every address without a password")
    },
    always("--skip-grant-tables", &["", "true", "1"], NO_PASSWORD),
    Insecure { when: When::In(&["surrealdb"]), ..always("--unauthenticated", &["", "true"], NO_LOGIN) },
];
