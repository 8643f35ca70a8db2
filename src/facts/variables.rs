//! Environment variables of tools and frameworks. Source: written by hand from their manuals, 2026-11.
//! Knows no value that a file gives them.

/// Variables that switch debugging on.
pub const DEBUG_SWITCHES: &[&str] =
    &["APP_DEBUG", "DJANGO_DEBUG", "FLASK_DEBUG", "WP_DEBUG", "SYMFONY_DEBUG"];

/// Variables that name what the program runs for.
pub const RUN_MODES: &[&str] = &[
    "APP_ENV",
    "ASPNETCORE_ENVIRONMENT",
    "DOTNET_ENVIRONMENT",
    "FLASK_ENV",
    "NODE_ENV",
    "RACK_ENV",
    "RAILS_ENV",
];

/// How the names of variables end whose values start scripts often hand to a shell again, which takes quotes away.
pub const SPLIT_BY_SHELLS: &[&str] =
    &["ARGS", "ARGUMENTS", "CMD", "COMMAND", "EXTRA", "FLAGS", "OPTIONS", "OPTS", "PARAMS"];

/// Variables that name a proxy, in small letters.
pub const PROXIES: &[&str] = &["http_proxy", "https_proxy", "ftp_proxy", "all_proxy"];

/// Variables that are set in every container.
pub const OF_EVERY_CONTAINER: &[&str] = &["HOME", "PATH", "PWD", "USER"];

/// Variables that the system sets for whoever is logged in. Shells have `UID`, `GID` and `HOSTNAME`, too, but do not
/// hand them on.
pub const OF_HOSTS: &[&str] = &[
    "APPDATA",
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "HOME",
    "LANG",
    "LOCALAPPDATA",
    "LOGNAME",
    "PATH",
    "PWD",
    "ProgramData",
    "SHELL",
    "SSH_AUTH_SOCK",
    "TERM",
    "TMPDIR",
    "USER",
    "USERPROFILE",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_RUNTIME_DIR",
    "XDG_SESSION_TYPE",
];

/// Variables that Compose sets itself when it puts others in.
pub const OF_COMPOSE: &[&str] = &["COMPOSE_PROJECT_NAME"];

/// Variables with which npm and Yarn run no scripts of packages.
pub const NPM_WITHOUT_SCRIPTS: &[&str] =
    &["NPM_CONFIG_IGNORE_SCRIPTS", "npm_config_ignore_scripts", "YARN_ENABLE_SCRIPTS", "YARN_IGNORE_SCRIPTS"];
