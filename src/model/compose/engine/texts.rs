//! The small texts that the engine reads: restart policies, devices, users, signals, networks. Each says what is wrong.

use std::net::IpAddr;

use crate::facts::{capabilities, signals};
use crate::syntax::value::{clean_path, has_drive};

/// What a text is not, with an article; `None` when nothing is wrong.
pub(super) type Fault = Option<&'static str>;

fn unless(good: bool, what: &'static str) -> Fault {
    (!good).then_some(what)
}

/// `no`, `always`, `unless-stopped`, `on-failure[:N]`; Compose also knows `none` and `any`.
pub(super) fn restart(text: &str) -> bool {
    let (policy, count) = text.split_once(':').unwrap_or((text, ""));
    let count: i64 = count.split(':').next().and_then(|count| count.parse().ok()).unwrap_or(0);
    match policy {
        "" => true,
        "on-failure" => count >= 0,
        "no" | "none" | "always" | "any" | "unless-stopped" => count == 0,
        _ => false,
    }
}

/// Whether a capability exists, and else its name as the engine reads it.
pub(super) fn capability(text: &str) -> Result<(), String> {
    let upper = text.to_uppercase();
    let name = upper.strip_prefix("CAP_").unwrap_or(&upper);
    let is_known = upper == "ALL" || capabilities::ALL.binary_search(&name).is_ok();
    if is_known { Ok(()) } else { Err(name.to_owned()) }
}

/// Whether the engine takes a security option.
pub(super) fn security_option(text: &str, is_privileged: bool) -> bool {
    if matches!(text, "no-new-privileges" | "systempaths=unconfined") {
        return true;
    }
    let Some((key, value)) = text.split_once('=').or_else(|| text.split_once(':')) else { return false };
    match key {
        "label" | "apparmor" => true,
        "seccomp" => {
            let is_folder = clean_path(value) == "." || value.ends_with(['/', '.']);
            let is_odd = is_folder || value.starts_with([' ', '{']) || value == "default";
            !(is_odd || is_privileged && value == "builtin")
        }
        "no-new-privileges" | "writable-cgroups" => is_switch(value),
        _ => false,
    }
}

/// What Go reads as a boolean.
pub(super) fn is_switch(text: &str) -> bool {
    ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"].contains(&text)
}

pub(super) fn switch(text: &str) -> Fault {
    unless(is_switch(text), "a boolean")
}

/// A parameter of one interface, which the engine sets by other means.
pub(super) fn is_interface_sysctl(name: &str) -> bool {
    let parts: Vec<&str> = name.splitn(5, '.').collect();
    matches!(parts.as_slice(), ["net", _, _, interface, _] if interface.starts_with("eth"))
}

/// Parameters of the interface of a network, with `,` between them.
pub(super) fn endpoint_sysctls(text: &str) -> Fault {
    let is_good = |part: &str| {
        let parts: Vec<&str> = part.splitn(5, '.').collect();
        matches!(parts.as_slice(), [_, "ipv4" | "ipv6" | "mpls", _, "IFNAME" | "ifname", rest] if rest.contains('='))
    };
    unless(text.split(',').all(is_good), "a setting such as `net.ipv4.conf.IFNAME.log_martians=1`")
}

/// `0-3,7`: numbers and ranges without white space.
pub(super) fn cpus(text: &str) -> Fault {
    let number = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten()
    };
    let is_range = |part: &str| match part.split_once('-') {
        Some((first, last)) => matches!((number(first), number(last)), (Some(a), Some(b)) if a <= b),
        None => number(part).is_some(),
    };
    unless(text.is_empty() || text.split(',').all(is_range), "a list of CPUs such as `0-2,4`")
}

/// A port or a range of them: its first and last.
pub(super) fn ports(text: &str) -> Option<(u16, u16)> {
    let port = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u16>().ok()).flatten()
    };
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (port(first)?, port(last)?);
    (first <= last).then_some((first, last))
}

pub(super) fn published(text: &str) -> Fault {
    let port = text.split('/').next().unwrap_or("");
    unless(text.is_empty() || ports(port).is_some(), "a port")
}

pub(super) fn protocol(text: &str) -> Fault {
    let known = ["", "tcp", "udp", "sctp"];
    unless(known.contains(&text.to_lowercase().as_str()), "`tcp`, `udp` or `sctp`")
}

pub(super) fn exposed(text: &str) -> Fault {
    let port = text.split('/').next().unwrap_or("");
    unless(ports(port).is_some(), "a port")
}

pub(super) fn hostname(text: &str) -> Fault {
    unless(text.len() <= 64, "a host name of 64 bytes at most")
}

pub(super) fn container_name(text: &str) -> Fault {
    let name = text.strip_prefix('/').unwrap_or(text);
    unless(text.is_empty() || is_name(name), "a name of letters, digits, `_`, `.` and `-`")
}

pub(super) fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    let follows = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    bytes.next().is_some_and(|first| first.is_ascii_alphanumeric()) && text.len() > 1 && bytes.all(follows)
}

/// `02:42:ac:11:65:43`, also with `-`, in groups of four digits with `.`, or without anything between its digits.
pub(super) fn mac_address(text: &str) -> Fault {
    let is_good = text.is_empty() || matches!(mac_bytes(text), Some(6 | 8 | 20));
    unless(is_good, "a MAC address such as `02:42:ac:11:00:02`")
}

fn mac_bytes(text: &str) -> Option<usize> {
    let is_hex = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let groups = |separator: char, length: usize| {
        let is_good = text.split(separator).all(|part| part.len() == length && is_hex(part));
        is_good.then(|| text.split(separator).count() * length / 2)
    };
    let bare = || (is_hex(text) && text.len().is_multiple_of(2)).then_some(text.len() / 2);
    groups(':', 2).or_else(|| groups('-', 2)).or_else(|| groups('.', 4)).or_else(bare)
}

/// The MAC address of an interface: one of a single machine.
pub(super) fn own_mac_address(text: &str) -> Fault {
    let digits: String = text.chars().filter(char::is_ascii_hexdigit).collect();
    let first = digits.get(..2).and_then(|first| u8::from_str_radix(first, 16).ok()).unwrap_or(0);
    let is_group =
        mac_bytes(text) == Some(6) && (first & 1 == 1 || digits.bytes().all(|digit| digit == b'0'));
    mac_address(text).or(unless(!is_group, "the MAC address of one machine"))
}

/// The address of a host: one or several, or the word for the host itself.
pub(super) fn host_address(text: &str) -> Fault {
    let is_address = |part: &str| {
        let bare = part.strip_prefix('[').and_then(|part| part.strip_suffix(']')).unwrap_or(part);
        part == "host-gateway" || address(bare).is_some()
    };
    unless(text.split(',').all(is_address), "an IP address, or `host-gateway`")
}

pub(super) fn address(text: &str) -> Option<IpAddr> {
    match text.split_once('%') {
        Some((bare, zone)) => {
            bare.parse().ok().filter(|address: &IpAddr| address.is_ipv6() && !zone.is_empty())
        }
        None => text.parse().ok(),
    }
}

pub(super) fn link_local(text: &str) -> Fault {
    let is_local = |address: IpAddr| match address {
        IpAddr::V4(v4) => v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unicast_link_local(),
    };
    unless(text.is_empty() || address(text).is_some_and(is_local), "a link-local address")
}

pub(super) fn any_address(text: &str) -> Fault {
    unless(address(text).is_some(), "an IP address")
}

/// A user or group: by name, or by a number that fits.
pub(super) fn user(text: &str) -> Fault {
    let fits = |part: &str| {
        let digits = part.strip_prefix('-').unwrap_or(part);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        !is_number || part.parse::<i64>().is_ok_and(|number| (0..=i64::from(i32::MAX)).contains(&number))
    };
    unless(text.splitn(2, ':').all(fits), "a number from 0 to 2147483647, or a name")
}

/// How a container is isolated; the last two only by an engine of Windows.
pub(super) fn isolation(text: &str) -> Fault {
    let known = ["", "default", "process", "hyperv"];
    unless(known.contains(&text.to_lowercase().as_str()), "`default`, `process` or `hyperv`")
}

/// Whether a path is one of Windows, about which nothing is said.
fn is_foreign(path: &str) -> bool {
    path.contains('\\') || has_drive(path)
}

pub(super) fn absolute(text: &str) -> Fault {
    unless(text.is_empty() || text.starts_with('/') || is_foreign(text), "an absolute path")
}

/// Where something is mounted.
pub(super) fn target(text: &str) -> Fault {
    if text.is_empty() || is_foreign(text) {
        return None;
    }
    if !text.starts_with('/') {
        return Some("an absolute path");
    }
    unless(clean_path(text) != "/", "a place for a mount: it is the root of the container")
}

/// The options of a memory filesystem; the first that does not exist.
pub(super) fn tmpfs_option(options: &str) -> Option<&str> {
    const FLAGS: &[&str] = &[
        "defaults",
        "ro",
        "rw",
        "suid",
        "nosuid",
        "dev",
        "nodev",
        "exec",
        "noexec",
        "sync",
        "async",
        "dirsync",
        "remount",
        "mand",
        "nomand",
        "atime",
        "noatime",
        "diratime",
        "nodiratime",
        "bind",
        "rbind",
        "unbindable",
        "runbindable",
        "private",
        "rprivate",
        "shared",
        "rshared",
        "slave",
        "rslave",
        "relatime",
        "norelatime",
        "strictatime",
        "nostrictatime",
    ];
    const VALUES: &[&str] = &["size", "mode", "uid", "gid", "nr_inodes", "nr_blocks", "mpol"];
    let is_good = |option: &&str| match option.split_once('=') {
        Some((name, _)) => VALUES.contains(&name),
        None => FLAGS.contains(option),
    };
    if options.is_empty() { None } else { options.split(',').find(|option| !is_good(option)) }
}

/// A path below the root of a volume or image.
pub(super) fn subpath(text: &str) -> Fault {
    let path = clean_path(text);
    let is_below = !text.starts_with('/') && path != ".." && !path.starts_with("../");
    unless(is_below, "a path below the root of what is mounted")
}

pub(super) fn propagation(text: &str) -> Fault {
    let is_known = matches!(text, "" | "private" | "rprivate" | "shared" | "rshared" | "slave" | "rslave");
    unless(is_known, "`private`, `shared` or `slave`, or one of them with an `r`")
}

pub(super) fn signal(text: &str) -> Fault {
    let is_good = match text.parse::<i64>() {
        Ok(number) => number != 0,
        Err(_) => text.is_empty() || (text.trim() == text && signals::is_known(text)),
    };
    unless(is_good, "a signal")
}

/// `OS[/ARCH[/VARIANT]]`; a version of the system may follow its name in brackets.
pub(super) fn platform(text: &str) -> Fault {
    let is_part = |part: &str, extra: &[u8]| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || extra.contains(&byte);
        !part.is_empty() && part.bytes().all(fits)
    };
    let (first, rest) = text.split_once('/').map_or((text, None), |(first, rest)| (first, Some(rest)));
    let name =
        first.find('(').filter(|_| first.ends_with(')')).and_then(|at| first.get(..at)).unwrap_or(first);
    let parts = rest.into_iter().flat_map(|rest| rest.split('/'));
    let is_good =
        is_part(name, b"_-") && parts.clone().count() <= 2 && parts.clone().all(|part| is_part(part, b"_.-"));
    unless(text.is_empty() || is_good, "a platform such as `linux/amd64`")
}

/// `c 1:3 rwm`.
pub(super) fn device_rule(text: &str) -> Fault {
    let is_number =
        |text: &str| text == "*" || (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    let parts: Vec<&str> = text.split(' ').collect();
    let is_good = match parts.as_slice() {
        [kind, numbers, rights] => {
            matches!(*kind, "a" | "b" | "c")
                && numbers.split_once(':').is_some_and(|(major, minor)| is_number(major) && is_number(minor))
                && (1..=3).contains(&rights.len())
                && rights.bytes().all(|byte| b"rwm".contains(&byte))
        }
        _ => false,
    };
    unless(is_good, "a rule such as `c 1:3 rwm`")
}

fn container_or(text: &str, words: &[&str]) -> bool {
    let names = |prefix: &str| text.strip_prefix(prefix).is_some_and(|name| !name.is_empty());
    text.is_empty() || words.contains(&text) || names("container:") || names("service:")
}

pub(super) fn ipc(text: &str) -> Fault {
    let is_good = container_or(text, &["none", "private", "shareable", "host"]);
    unless(is_good, "`none`, `private`, `shareable`, `host`, `service:NAME` or `container:NAME`")
}

pub(super) fn pid(text: &str) -> Fault {
    unless(container_or(text, &["host"]), "`host`, `service:NAME` or `container:NAME`")
}

pub(super) fn uts(text: &str) -> Fault {
    unless(matches!(text, "" | "host"), "`host`")
}

pub(super) fn network_mode(text: &str) -> Fault {
    unless(!matches!(text, "container" | "container:"), "`container:` and a name")
}

/// The name of a network interface.
pub(super) fn interface(text: &str) -> Fault {
    unless(text != "lo" && link(text).is_none(), "a name of 15 letters at most, without `/`")
}

/// What a link of the kernel can be called.
pub(super) fn link(text: &str) -> Fault {
    let is_good = text.len() <= 15 && text != "." && text != ".." && !text.contains(['/', ' ', ':']);
    unless(is_good, "a name of 15 letters at most, without `/`")
}

/// What the names of links start with, before a number.
pub(super) fn link_prefix(text: &str) -> Fault {
    link(&format!("{text}0"))
}

/// A network: its address and how many bits of it count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prefix {
    pub(super) address: IpAddr,
    pub(super) bits: u8,
}

impl Prefix {
    /// Reads `172.30.0.0/16`.
    pub(super) fn parse(text: &str) -> Option<Prefix> {
        let (address, bits) = text.split_once('/')?;
        let is_number = !bits.is_empty() && bits.len() <= 3 && bits.bytes().all(|byte| byte.is_ascii_digit());
        let (address, bits): (IpAddr, u8) = (
            address.parse().ok()?,
            bits.parse().ok().filter(|_| is_number && (bits == "0" || !bits.starts_with('0')))?,
        );
        (bits <= width(address)).then_some(Prefix { address, bits })
    }

    /// Whether all bits behind those that count are 0.
    pub(super) fn is_trimmed(self) -> bool {
        self.first() == number(self.address)
    }

    /// Whether no container gets an address of it: the first, and of IPv4 also the last.
    pub(super) fn reserves(self, address: IpAddr) -> bool {
        let is_v4 = self.address.is_ipv4();
        let last = self.first() | 1_u128.checked_shl(self.shift()).map_or(u128::MAX, |size| size - 1);
        let is_edge = number(address) == self.first() || (is_v4 && number(address) == last);
        self.holds(address) && is_edge && (!is_v4 || self.shift() > 1)
    }

    fn shift(self) -> u32 {
        u32::from(width(self.address) - self.bits)
    }

    fn first(self) -> u128 {
        number(self.address).checked_shr(self.shift()).unwrap_or(0).checked_shl(self.shift()).unwrap_or(0)
    }

    /// Whether an address lies in it.
    pub(super) fn holds(self, address: IpAddr) -> bool {
        address.is_ipv4() == self.address.is_ipv4() && Prefix { address, ..self }.first() == self.first()
    }

    /// Whether another network has addresses of this one.
    pub(super) fn overlaps(self, other: Prefix) -> bool {
        self.holds(other.address) || other.holds(self.address)
    }

    /// Whether an address is the one that the gateway gets unless another is written.
    pub(super) fn is_gateway(self, address: IpAddr) -> bool {
        self.holds(address) && number(address) == self.first() + 1
    }
}

fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u128::from(v4.to_bits()),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_judged_as_the_engine_does() {
        for (text, good) in [
            ("always", true),
            ("on-failure:1.5", true),
            ("on-failure:3:4", true),
            ("no:1", false),
            ("on-failure:-1", false),
            ("ON-FAILURE", false),
            (" always", false),
        ] {
            assert_eq!(restart(text), good, "{text}");
        }
        assert!(capability("cap_chown").is_ok() && capability("all").is_ok());
        assert!(capability("CAP_ALL").is_err() && capability("NET_ADMIN ").is_err());
        assert!(security_option("label:disable", false) && !security_option("systempaths:unconfined", false));
        assert_eq!(cpus("0-2,4"), None);
        assert!(cpus("0,").is_some() && cpus("1-0").is_some() && cpus("0, 1").is_some());
        assert!(mac_address("02-42-ac-11-65-43").is_none() && mac_address("0242.ac11.6543").is_none());
        assert!(mac_address("02:42:ac:11:65").is_some() && mac_address("auto").is_some());
        assert!(user("root:").is_none() && user("-1").is_some() && user("2147483648").is_some());
        assert!(device_rule("a *:* rwm").is_none() && device_rule("c  1:3 r").is_some());
        assert_eq!(tmpfs_option("size=64m, mode=1777"), Some(" mode=1777"));
        assert_eq!(tmpfs_option("ro,rw,size=1m:ro"), None);
        assert!(target("/a/..").is_some() && target("C:\\x").is_none() && target("/x").is_none());
        assert!(signal("SIGINFO").is_some() && signal("65").is_none() && signal("RTMIN+3").is_none());
    }

    #[test]
    fn networks_hold_addresses() {
        let prefix = |text: &str| Prefix::parse(text).expect("a prefix");
        let net = prefix("172.30.5.0/24");
        assert!(net.is_trimmed() && !prefix("172.30.5.129/25").is_trimmed());
        assert!(net.holds("172.30.5.10".parse().expect("an address")));
        assert!(!net.holds("172.31.5.10".parse().expect("an address")));
        assert!(net.is_gateway("172.30.5.1".parse().expect("an address")));
        assert!(net.overlaps(prefix("172.30.5.0/25")) && !net.overlaps(prefix("fd00::/8")));
        assert_eq!(Prefix::parse("172.30.5.0"), None);
        assert_eq!(Prefix::parse("172.30.5.0/33"), None);
        assert!(prefix("::/0").holds("fd00::1".parse().expect("an address")));
    }
}
