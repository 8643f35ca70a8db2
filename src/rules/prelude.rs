//! What nearly every rule uses. Holds no logic.

pub(in crate::rules) use super::rule::{FaultCheck, rule};
pub(in crate::rules) use crate::finding::{Findings, Place, Safety};
pub(in crate::rules) use crate::fix::lines;
pub(in crate::rules) use crate::model::dockerfile::{Base, Dockerfile, Stage, Step};
pub(in crate::rules) use crate::source::shown;
pub(in crate::rules) use crate::syntax::dockerfile::Keyword;
pub(in crate::rules) use crate::syntax::shell::{Dialect, Fault};
pub(in crate::rules) use crate::syntax::value::{Capability, Tier, User};
pub(in crate::rules) use crate::workload::{
    Container, Field, Healthcheck, Limit, Mount, MountSource, Phrase, Profile, Setting, Via, Workload,
};
