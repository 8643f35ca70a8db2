//! The bounds of `workload`: how much of an input it looks at, keeps or shows. Decides nothing.

/// How many stages are looked at in all, those that a stage is built from counted for each. Stages beyond it are
/// unknown.
pub const MAX_CHAINED: usize = 100_000;

/// How many workloads of a document are kept for all who ask. Of more, each is made anew.
pub const MAX_KEPT_WORKLOADS: usize = 1_000;

/// Who publishes more ports in one range does not mean one server.
pub const MAX_PORTS_OF_ONE_SERVER: u16 = 100;
