//! The rules that run on a file, grouped by what they look at, so that every subject is walked once. Runs nothing.

use rustc_hash::FxHashMap;

use crate::finding::{Finding, Findings, Severity, Subject};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::{self, Check, FaultCheck, Rule};
use crate::settings::Settings;
use crate::syntax::shell::{Analyser, Fault};
use std::sync::Arc;

/// A function of a rule that runs, with what its findings carry.
pub(super) struct Job<F> {
    rule: &'static str,
    severity: Severity,
    settings: Arc<Settings>,
    run: F,
}

macro_rules! plan {
    ($($field:ident: $variant:ident($($argument:ty),*)),* $(,)?) => {
        /// The functions that run, by subject.
        #[derive(Default)]
        pub(super) struct Plan {
            $(pub(super) $field: Vec<Job<fn($($argument,)* &mut Findings<'_>)>>,)*
            /// The questions to the analyser of shell texts.
            pub(super) faults: Vec<Job<FaultCheck>>,
            /// The numbers that are not for those without numbers; only filled when there are such.
            named: Vec<u16>,
            /// Looks for the faults that some function is for.
            pub(super) analyser: Analyser,
            severities: FxHashMap<&'static str, Severity>,
        }

        impl Plan {
            /// A plan for rules at their severities, with what the user decided for single ones.
            pub(super) fn new(severities: FxHashMap<&'static str, Severity>, settings: &Settings) -> Plan {
                let mut plan = Plan::default();
                let settings = Arc::new(settings.clone());
                for rule in rules::ALL.iter() {
                    if let Some(severity) = severities.get(rule.meta.name) {
                        plan.add(rule, *severity, &settings);
                    }
                }
                plan.severities = severities;
                plan.find_faults();
                plan
            }

            fn add(&mut self, rule: &'static Rule, severity: Severity, settings: &Arc<Settings>) {
                for check in rule.checks {
                    match *check {
                        Check::Fault(run) => {
                            let settings = settings.clone();
                            self.faults.push(Job { rule: rule.meta.name, severity, settings, run });
                        }
                        $(Check::$variant(run) => {
                            let settings = settings.clone();
                            self.$field.push(Job { rule: rule.meta.name, severity, settings, run });
                        })*
                    }
                }
            }
        }
    };
}

plan! {
    problems: Problem(&crate::finding::Problem),
    texts: Text(&crate::source::Source),
    dockerfiles: Dockerfile(&crate::model::dockerfile::Dockerfile<'_>),
    stages: Stage(&crate::model::dockerfile::Stage<'_>, &crate::model::dockerfile::Dockerfile<'_>),
    instructions: Instruction(&crate::model::dockerfile::Step<'_>, &crate::model::dockerfile::Dockerfile<'_>),
    compose_files: ComposeFile(&crate::model::compose::File<'_>),
    workloads: Workload(&crate::workload::Workload<'_>),
    containers: Container(&crate::workload::Container<'_>),
    images: Image(&crate::workload::ImageUse),
    mounts: Mount(&crate::workload::Mount, &crate::workload::Workload<'_>),
}

impl Plan {
    /// Whether a rule runs.
    pub(super) fn runs(&self, rule: &str) -> bool {
        self.severities.contains_key(rule)
    }

    /// Makes an analyser for the numbers that some question is about.
    fn find_faults(&mut self) {
        let mut codes: Vec<u16> = self.faults.iter().flat_map(|job| job.run.codes.iter().copied()).collect();
        let mut rare = Vec::new();
        if self.faults.iter().any(|job| job.run.codes.is_empty()) {
            self.named = rules::named_faults();
            rare = Analyser::known();
            rare.retain(|code| self.named.binary_search(code).is_err());
            codes.extend(&rare);
        }
        self.analyser = Analyser::new(codes, &rare);
    }

    /// Whether some question is about a step.
    pub(super) fn asks(&self, step: &Step<'_>, file: &Dockerfile<'_>) -> bool {
        step.script().incomplete || self.faults.iter().any(|job| (job.run.may_have)(step, file))
    }

    /// Calls the functions that are for a fault's number.
    pub(super) fn run_faults(
        &self,
        fault: &Fault,
        step: &Step<'_>,
        file: &Dockerfile<'_>,
        out: &mut Vec<Finding>,
    ) {
        for job in &self.faults {
            let is_for = match job.run.codes {
                [] => self.named.binary_search(&fault.code).is_err(),
                codes => codes.contains(&fault.code),
            };
            if is_for {
                run_all(std::slice::from_ref(job), None, out, |check, out| {
                    (check.run)(fault, step, file, out)
                });
            }
        }
    }
}

/// Calls each function with a pen for its rule. `subject` is what is being walked, if it has a name.
pub(super) fn run_all<F: Copy>(
    jobs: &[Job<F>],
    subject: Option<&Arc<Subject>>,
    out: &mut Vec<Finding>,
    mut call: impl FnMut(F, &mut Findings<'_>),
) {
    for job in jobs {
        super::guard::enter(job.rule);
        call(job.run, &mut Findings::new(job.rule, job.severity, subject, out).with(&job.settings));
    }
}
