//! Ports of servers. Source: written by hand from IANA's registry of service names and ports, 2026-11.
//! Does not know what listens.

/// Ports of servers for remote logins.
pub const REMOTE_LOGIN: &[(u16, &str)] =
    &[(22, "SSH"), (23, "Telnet"), (3389, "RDP"), (5800, "VNC"), (5900, "VNC")];

/// TCP ports of servers that are meant for their own machine or network: whoever reaches one reads and writes data or
/// runs code, or needs no more than a password for it.
const SENSITIVE: &[(u16, &str)] = &[
    (1433, "SQL Server"),
    (1521, "Oracle Database"),
    (2181, "ZooKeeper"),
    (2375, "the Docker engine"),
    (2376, "the Docker engine"),
    (2379, "etcd"),
    (2380, "etcd"),
    (3306, "MySQL"),
    (4369, "the Erlang port mapper"),
    (4444, "Selenium"),
    (5005, "a Java debugger"),
    (5432, "PostgreSQL"),
    (5672, "RabbitMQ"),
    (5900, "VNC"),
    (5901, "VNC"),
    (5984, "CouchDB"),
    (6379, "Redis"),
    (7687, "Neo4j"),
    (8086, "InfluxDB"),
    (8500, "Consul"),
    (8529, "ArangoDB"),
    (9042, "Cassandra"),
    (9092, "Kafka"),
    (9200, "Elasticsearch"),
    (9229, "a Node.js debugger"),
    (9300, "Elasticsearch"),
    (10250, "the kubelet"),
    (11211, "Memcached"),
    (15672, "RabbitMQ's management"),
    (26257, "CockroachDB"),
    (27017, "MongoDB"),
    (27018, "MongoDB"),
    (27019, "MongoDB"),
    (28015, "RethinkDB"),
];

/// Ports of web sites, which are meant for everybody.
const WEB: &[u16] = &[80, 443];

/// Parts of the names of images that serve SSH to those who use them: for Git, for files, as a way into a network.
const SSH_SERVERS: &[&str] =
    &["git", "forgejo", "gogs", "onedev", "gerrit", "soft-serve", "ssh", "sftp", "bastion"];

/// Parts of the names of images that use one of these ports for something that is meant to be reached.
const OTHER_SERVERS: &[(u16, &[&str])] = &[
    (4444, &["i2p"]),
    (5005, &["flame", "rasa"]),
    (8500, &["tensorflow/serving", "coldfusion"]),
    (9200, &["ocis", "opencloud"]),
];

/// The server behind a TCP port that is meant for its own machine or network, or for logins, when an image runs it.
pub fn sensitive(is_used: impl Fn(u16) -> bool, image: Option<&str>) -> Option<&'static str> {
    let is_meant = |port: u16| {
        let others = OTHER_SERVERS.iter().chain(&[(22, SSH_SERVERS)]).filter(|(other, _)| *other == port);
        let mut parts = others.flat_map(|(_, parts)| parts.iter());
        image.is_some_and(|image| parts.any(|part| image.contains(part)))
    };
    let known = SENSITIVE.iter().chain(REMOTE_LOGIN);
    known.filter(|(port, _)| is_used(*port) && !is_meant(*port)).map(|(_, server)| *server).next()
}

/// Whether one of the ports is meant for everybody.
pub fn is_public(is_used: impl Fn(u16) -> bool) -> bool {
    WEB.iter().any(|port| is_used(*port))
}
