//! The rules that run on a file, grouped by what they look at, so that every subject is walked once. Decides on no
//! level.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::api::{Cancel, Options};
use super::limits::MAX_PLANS;
use crate::finding::{Findings, Problem, RuleId, Severity, Sink, Subject};
use crate::model::Format;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::subjects::{self, subjects};
use crate::rules::{self, Check, FaultCheck, Rule};
use crate::settings::Settings;
use crate::syntax::shell::{Analyser, Fault};
use crate::workload::View;

/// A format, and the overrides that apply.
type Key = (Format, Vec<usize>);

/// The plans of a run: one for each format and set of overrides that some file is under.
pub(super) struct Plans<'o> {
    options: &'o Options,
    known: Mutex<FxHashMap<Key, Arc<Plan>>>,
}

impl<'o> Plans<'o> {
    /// No plan is made yet.
    pub(super) fn new(options: &'o Options) -> Plans<'o> {
        Plans { options, known: Mutex::default() }
    }

    /// The plan for a file of a format.
    pub(super) fn of(&self, path: &Path, format: Format) -> Arc<Plan> {
        let overrides = self.options.levels.overrides(&self.options.places.in_base(path));
        // A poisoned lock only means that another file's check failed: the map itself is whole.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let levels = &self.options.levels;
        let make = || Arc::new(Plan::new(levels.with(&overrides, format), &self.options.settings));
        let key = (format, overrides.clone());
        if known.len() >= MAX_PLANS && !known.contains_key(&key) {
            return make();
        }
        match known.get(&key) {
            Some(plan) => plan.clone(),
            None => known.entry(key).or_insert_with(make).clone(),
        }
    }
}

#[cfg(test)]
impl Plans<'_> {
    /// Makes a rule of a test the only one where no override applies.
    pub(super) fn only(&self, rule: &'static Rule) {
        let severities = [(rule.meta.name, rule.meta.severity)].into_iter().collect();
        let mut plan = Plan::new(severities, &self.options.settings);
        if rules::by_name(rule.meta.name).is_none() {
            plan.add(rule, rule.meta.severity, &Arc::default());
        }
        let plan = Arc::new(plan);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(Format::ALL.map(|format| ((format, Vec::new()), plan.clone())));
    }
}

/// A function of a rule that runs, with what its findings carry.
pub(super) struct Job<F> {
    rule: RuleId,
    severity: Severity,
    settings: Arc<Settings>,
    run: F,
}

fn job<F>(rule: RuleId, severity: Severity, settings: &Arc<Settings>, run: F) -> Job<F> {
    Job { rule, severity, settings: settings.clone(), run }
}

macro_rules! plan {
    ($($(#[$about:meta])* $subject:ident($($argument:ty),* $(,)?) by $walk:ident;)*) => {
        /// The functions that run, by subject.
        #[derive(Default)]
        pub(super) struct Plan {
            problems: Vec<Job<fn(&Problem, &mut Findings<'_>)>>,
            faults: Vec<Job<FaultCheck>>,
            $($walk: Vec<Job<fn($($argument,)* &mut Findings<'_>)>>,)*
            /// The numbers that are not for those without numbers; only filled when there are such.
            named: Vec<u16>,
            /// Looks for the faults that some function is for.
            pub(super) analyser: Analyser,
            severities: FxHashMap<&'static str, Severity>,
            /// The rules that run and say nothing where another one does, with those.
            yielding: FxHashMap<&'static str, Vec<&'static str>>,
        }

        impl Plan {
            fn add(&mut self, rule: &'static Rule, severity: Severity, settings: &Arc<Settings>) {
                let rule_id = RuleId::new(rule.meta.name);
                for check in rule.checks {
                    match *check {
                        Check::Problem(run) => self.problems.push(job(rule_id, severity, settings, run)),
                        Check::Fault(run) => self.faults.push(job(rule_id, severity, settings, run)),
                        $(Check::$subject(run) => self.$walk.push(job(rule_id, severity, settings, run)),)*
                    }
                }
            }

            /// Walks each subject of a document that some function is for, until `cancel` is thrown.
            pub(super) fn walk(&self, view: &View<'_>, cancel: &Cancel, out: &mut dyn Sink) {
                $(
                    if !self.$walk.is_empty() && !cancel.is_cancelled() {
                        arguments!(self, $walk, view, out, $($argument),*);
                    }
                )*
            }
        }
    };
}

/// Calls the functions of a subject of one or two parts.
macro_rules! arguments {
    ($plan:ident, $walk:ident, $view:ident, $out:ident, $first:ty) => {
        subjects::$walk($view, &mut |subject, first| {
            run_all(&$plan.$walk, subject, $out, |check, out| check(first, out));
        })
    };
    ($plan:ident, $walk:ident, $view:ident, $out:ident, $first:ty, $second:ty) => {
        subjects::$walk($view, &mut |subject, first, second| {
            run_all(&$plan.$walk, subject, $out, |check, out| check(first, second, out));
        })
    };
}
subjects!(plan);

impl Plan {
    /// A plan for rules at their severities, with what the user decided for single ones.
    fn new(severities: FxHashMap<&'static str, Severity>, settings: &Settings) -> Plan {
        let mut plan = Plan::default();
        let settings = Arc::new(settings.clone());
        for rule in rules::ALL.iter() {
            if let Some(severity) = severities.get(rule.meta.name) {
                plan.add(rule, *severity, &settings);
                let others: Vec<&str> = rule.meta.yields().collect();
                if !others.is_empty() {
                    plan.yielding.insert(rule.meta.name, others);
                }
            }
        }
        // What is a secret does not depend on who wants to hear of it.
        let marking = rules::in_topic("secrets").into_iter();
        for rule in marking.filter(|rule| !severities.contains_key(rule.meta.name)) {
            plan.add(rule, rule.meta.severity, &settings);
        }
        plan.severities = severities;
        plan.find_faults();
        plan
    }

    /// Whether a rule runs.
    pub(super) fn runs(&self, rule: &str) -> bool {
        self.severities.contains_key(rule)
    }

    /// The severity of a rule that runs.
    pub(super) fn severity(&self, rule: RuleId) -> Option<Severity> {
        self.severities.get(rule.as_str()).copied()
    }

    /// The rules that say more about a fault than this one, where they have a finding at the same place.
    pub(super) fn yields(&self, rule: RuleId) -> &[&'static str] {
        self.yielding.get(rule.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Reports a problem, if its rule runs.
    pub(super) fn report(&self, problem: &Problem, out: &mut dyn Sink) {
        run_all(&self.problems, None, out, |check, out| check(problem, out));
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

    /// Whether a rule is about faults of shell texts.
    pub(super) fn has_faults(&self) -> bool {
        !self.faults.is_empty()
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
        out: &mut dyn Sink,
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
fn run_all<F: Copy>(
    jobs: &[Job<F>],
    subject: Option<&Arc<Subject>>,
    out: &mut dyn Sink,
    mut call: impl FnMut(F, &mut Findings<'_>),
) {
    for job in jobs {
        super::guard::enter(job.rule);
        call(job.run, &mut Findings::new(job.rule, job.severity, subject, out).with(&job.settings));
    }
}
