//! Packages by what they are for. Source: written by hand from the lists of the distributions, 2026-11.
//! Knows no version.

/// Packages with which programs are built.
pub const COMPILERS: &[&str] = &[
    "build-base",
    "build-essential",
    "base-devel",
    "clang",
    "cmake",
    "g++",
    "gcc",
    "gcc-c++",
    "gfortran",
    "make",
    "musl-dev",
];

/// Packages of servers for remote logins.
pub const REMOTE_LOGIN_SERVERS: &[&str] = &[
    "dropbear",
    "inetutils-telnetd",
    "krb5-appl-servers",
    "openbsd-inetd",
    "openssh",
    "openssh-server",
    "proftpd",
    "proftpd-basic",
    "rsh-redone-server",
    "rsh-server",
    "telnet-server",
    "telnetd",
    "tigervnc-server",
    "tightvncserver",
    "vsftpd",
    "x11vnc",
    "xinetd",
];
