//! The effective view of what a Dockerfile builds: one workload for each stage that a build may end with. What is
//! decided when a container is started is not known here.

use std::sync::Arc;

use super::words::Words;
use super::{
    Container, Environment, Field, Health, Healthcheck, HostNamespaces, Identity, ImageUse, Mount,
    MountSource, Network, Operation, Origin, Phrase, Resources, Role, Security, Setting, Storage, Variable,
    VariableKind, Via, Workload, Workloads,
};
use crate::facts::images::DefaultUser;
use crate::facts::{capabilities, programs};
use crate::finding::{Subject, SubjectKind, SubjectName};
use crate::fix::yaml::Literal;
use crate::model::Format;
use crate::model::dockerfile::{self, Base, Dockerfile, Resolved, Stage, Step};
use crate::model::images::{self, is_root_variant, runs_as_non_root};
use crate::source::Span;
use crate::syntax::dockerfile::{Arguments, CommandLine, Healthcheck as Check, Keyword};
use crate::syntax::value::{ImageReference, PortRange, User};

/// The images that a Dockerfile builds. Variables and volumes that several of them share belong to the first.
pub fn workloads<'t>(dockerfile: &'t Dockerfile<'t>) -> Workloads<'t> {
    let outputs = || dockerfile.stages().iter().filter(|stage| stage.is_output);
    Workloads::new(outputs().count(), move |then| {
        let mut taken = vec![false; dockerfile.stages().len()];
        let images = outputs().filter_map(|stage| stage_image(dockerfile, stage, &mut taken));
        images.chain(fragment(dockerfile)).for_each(then);
    })
}

/// The image of a file that lacks its FROM: what it sets is there, all else is not known.
fn fragment<'t>(dockerfile: &'t Dockerfile<'t>) -> Option<Workload<'t>> {
    let steps: Vec<&Step<'_>> = dockerfile.globals().iter().collect();
    let anchor = steps.first().filter(|_| dockerfile.stages().is_empty())?.instruction.name.span;
    let subject = subject(SubjectKind::Image, SubjectName::Only, "stage:0".into(), anchor);
    Some(workload(subject, &steps, Setting::Opaque(anchor), Setting::Opaque(anchor)))
}

/// The steps of a stage's chain that no image before took; they are taken then.
fn untaken<'t>(
    dockerfile: &'t Dockerfile<'t>,
    stage: &'t Stage<'t>,
    taken: &mut [bool],
) -> Vec<&'t Step<'t>> {
    let mut steps = Vec::new();
    for stage in dockerfile.chain(stage) {
        match taken.get_mut(stage.index) {
            Some(taken) if !*taken => *taken = true,
            // What it is built from was taken with it.
            _ => break,
        }
        steps.extend(stage.steps());
    }
    steps
}

fn stage_image<'t>(
    dockerfile: &'t Dockerfile<'t>,
    stage: &'t Stage<'t>,
    taken: &mut [bool],
) -> Option<Workload<'t>> {
    let steps = untaken(dockerfile, stage, taken);
    let anchor = stage.anchor()?;
    let is_last = stage.index + 1 == dockerfile.stages().len();
    let (kind, name) = match &stage.name {
        Some(name) => (SubjectKind::Stage, SubjectName::Given(name.text.to_string())),
        None if is_last && stage.index == 0 => (SubjectKind::Image, SubjectName::Only),
        None if is_last => (SubjectKind::Stage, SubjectName::Final),
        None => (SubjectKind::Stage, SubjectName::Number(stage.index)),
    };
    let path = match &stage.name {
        Some(name) => format!("stage:{}", name.text.to_ascii_lowercase()),
        None => format!("stage:{}", stage.index),
    };
    let subject = subject(kind, name, path, anchor);
    Some(workload(subject, &steps, user(dockerfile, stage), healthcheck(dockerfile, stage)))
}

fn workload<'t>(
    subject: Arc<Subject>,
    steps: &[&Step<'_>],
    user: Setting<User>,
    healthcheck: Setting<Healthcheck>,
) -> Workload<'t> {
    let anchor = subject.anchor;
    // What is decided when the image is run.
    let switch = || Setting::Opaque(anchor);
    let container = Container {
        identity: Identity {
            subject: subject.clone(),
            format: Format::Dockerfile,
            role: Role::Image,
            image: None,
            built: None,
        },
        security: Security {
            user,
            groups: Setting::Opaque(anchor),
            privileged: switch(),
            privilege_escalation: switch(),
            cap_add: Setting::Opaque(anchor),
            cap_drop: Setting::Opaque(anchor),
            seccomp: Setting::Opaque(anchor),
            apparmor: Setting::Opaque(anchor),
            selinux: switch(),
            masked_paths: switch(),
            writable_cgroups: switch(),
        },
        resources: Resources {
            memory_limit: Setting::Opaque(anchor),
            cpu_limit: Setting::Opaque(anchor),
            pids_limit: Setting::Opaque(anchor),
            oom_kill: switch(),
        },
        storage: Storage {
            read_only: switch(),
            writable: None,
            tmpfs: Vec::new(),
            devices: Vec::new(),
            device_rules: Vec::new(),
        },
        health: Health { healthcheck },
        network: Network { ports: Vec::new(), exposed: None },
        operation: Operation {
            restart: Setting::Opaque(anchor),
            log_driver: Setting::Opaque(anchor),
            hooks: Vec::new(),
            told: Default::default(),
            waits: Vec::new(),
            commands: Vec::new(),
        },
        environment: Environment { variables: variables(steps), from_files: false },
        node: None,
    };
    Workload {
        format: Format::Dockerfile,
        host: HostNamespaces {
            network: switch(),
            pid: switch(),
            ipc: switch(),
            uts: switch(),
            user: switch(),
            cgroup: switch(),
        },
        sysctls: Setting::Opaque(anchor),
        mounts: volumes(steps),
        containers: vec![container],
        subject,
    }
}

fn subject(kind: SubjectKind, name: SubjectName, path: String, anchor: Span) -> Arc<Subject> {
    Arc::new(Subject { kind, name, of: None, path, anchor })
}

/// The user and the health check of the image that a stage becomes, for a service that builds it.
pub fn facts(dockerfile: &Dockerfile<'_>, stage: &Stage<'_>) -> (Setting<User>, Setting<Healthcheck>) {
    (user(dockerfile, stage), healthcheck(dockerfile, stage))
}

/// The ports that the stages of a chain expose; `None` when they expose none, or one of them is not known.
pub fn exposed(dockerfile: &Dockerfile<'_>, stage: &Stage<'_>) -> Option<Vec<PortRange>> {
    let steps = dockerfile.chain(stage).flat_map(Stage::steps).filter(|step| step.is(Keyword::Expose));
    let mut ports = Vec::new();
    for step in steps {
        let known: Vec<PortRange> =
            dockerfile::ports::exposed(step).filter_map(|port| port.range()).collect();
        if known.len() != step.items().len() {
            return None;
        }
        ports.extend(known);
    }
    (!ports.is_empty()).then_some(ports)
}

/// How a setting of a step came to a stage.
fn via(stage: &Stage<'_>, step: &Step<'_>) -> Via {
    if step.stage == Some(stage.index) { Via::Here } else { Via::Stage }
}

fn user(dockerfile: &Dockerfile<'_>, stage: &Stage<'_>) -> Setting<User> {
    let anchor = stage.anchor().unwrap_or_else(|| whole(dockerfile));
    // Windows has no root, and its images differ in whom they start as.
    let is_unset = dockerfile.effective(stage, Keyword::User).is_none();
    if is_unset && (stage.drops_rights || dockerfile.may_be_windows(stage)) {
        return Setting::Opaque(anchor);
    }
    if let Some(step) = dockerfile.effective(stage, Keyword::User) {
        let at = step.text().map_or(step.instruction.name.span, |word| word.span);
        // `root:${GID}` names its user.
        let text = step
            .resolved(0)
            .known()
            .or_else(|| Some(step.resolved(0).prefix()).filter(|text| text.contains(':')));
        return match text.and_then(User::parse) {
            Some(value) if value.is_root() && stage.drops_rights => Setting::Opaque(anchor),
            Some(value) => Setting::Set { value, at, via: via(stage, step) },
            None => Setting::Opaque(at),
        };
    }
    // What only acts in builds upon it is a template.
    let is_template = stage.steps().len() > 1
        && stage.steps().iter().skip(1).all(|step| step.instruction.onbuild.is_some());
    if is_template {
        return Setting::Opaque(anchor);
    }
    // What starts nothing of its own is a base for others, a tool or a set of files: who will run it is not known.
    if !starts_program(dockerfile, stage) {
        return Setting::Opaque(anchor);
    }
    if let Some(user) = dockerfile.base_user(stage).and_then(User::parse) {
        return if user.is_root() { Setting::Default(User::FromImage) } else { Setting::Opaque(anchor) };
    }
    match dockerfile.root(stage) {
        Base::Image(Resolved::Known(text)) => match ImageReference::parse(text) {
            Some(image) if may_be_root(&image, dockerfile, stage) => Setting::Default(User::FromImage),
            _ => Setting::Opaque(anchor),
        },
        Base::Image(_) => Setting::Opaque(anchor),
        Base::Scratch | Base::Stage(_) => Setting::Default(User::FromImage),
    }
}

/// Whether a base image starts its containers as root, as far as it is known.
fn may_be_root(image: &ImageReference, dockerfile: &Dockerfile<'_>, stage: &Stage<'_>) -> bool {
    match images::facts(image).user {
        _ if runs_as_non_root(image) => false,
        Some(DefaultUser::Named(_)) => is_root_variant(image),
        // An entry point of its own does not give up what that of the image does.
        Some(DefaultUser::Drops) => dockerfile.effective(stage, Keyword::Entrypoint).is_some(),
        Some(DefaultUser::Root) => true,
        // What an image from elsewhere decides is not known.
        None => images::facts(image).is_official,
    }
}

/// Whether the image starts a program that is more than a prompt.
fn starts_program(dockerfile: &Dockerfile<'_>, stage: &Stage<'_>) -> bool {
    let Some(step) = dockerfile.effective(stage, Keyword::Cmd) else {
        return dockerfile.effective(stage, Keyword::Entrypoint).is_some();
    };
    let words: Vec<&str> = match step.instruction.command_line() {
        Some(CommandLine::Exec(words)) => words.iter().map(|word| word.text.as_ref()).collect(),
        Some(CommandLine::Shell(text)) => text.text.split_ascii_whitespace().collect(),
        None => return false,
    };
    let program = words.first().map_or("", |program| program.rsplit('/').next().unwrap_or(program));
    let is_prompt = programs::INTERACTIVE.contains(&program)
        && words.iter().skip(1).all(|word| word.starts_with('-') && !word.contains('c'));
    !is_prompt && !program.is_empty()
}

fn runs_something(dockerfile: &Dockerfile<'_>, stage: &Stage<'_>) -> bool {
    [Keyword::Entrypoint, Keyword::Cmd].iter().any(|keyword| dockerfile.effective(stage, *keyword).is_some())
}

fn healthcheck(dockerfile: &Dockerfile<'_>, stage: &Stage<'_>) -> Setting<Healthcheck> {
    if let Some(step) = dockerfile.effective(stage, Keyword::Healthcheck) {
        let value = match &step.instruction.arguments {
            Arguments::Healthcheck(Check::None(_)) => Healthcheck::Disabled,
            _ => Healthcheck::Present,
        };
        return Setting::Set { value, at: step.instruction.name.span, via: via(stage, step) };
    }
    // What exposes no port, or runs nothing of its own, is not known to be a service.
    let is_service =
        dockerfile.effective(stage, Keyword::Expose).is_some() && runs_something(dockerfile, stage);
    if is_service {
        Setting::Default(Healthcheck::Absent)
    } else {
        Setting::Opaque(stage.anchor().unwrap_or_else(|| whole(dockerfile)))
    }
}

fn variables(steps: &[&Step<'_>]) -> Vec<Variable> {
    let mut out = Vec::new();
    for step in steps {
        match &step.instruction.arguments {
            Arguments::Pairs { pairs, .. } if step.instruction.keyword == Keyword::Env => {
                for (index, pair) in pairs.iter().enumerate() {
                    out.push(Variable {
                        name: pair.name.text.to_string(),
                        value: value(step.resolved(index), &pair.value.text, pair.value.span),
                        at: pair.name.span,
                        via: Via::Here,
                        written: pair.value.span,
                        kind: VariableKind::Environment,
                        origin: Origin::Plain,
                    });
                }
            }
            Arguments::Arg(arguments) => {
                for (index, argument) in arguments.iter().enumerate() {
                    out.push(Variable {
                        name: argument.name.text.to_string(),
                        value: match &argument.value {
                            Some(text) => value(step.resolved(index), &text.text, text.span),
                            None => Setting::Default(String::new()),
                        },
                        at: argument.name.span,
                        via: Via::Here,
                        written: argument.value.as_ref().map_or(argument.name.span, |text| text.span),
                        kind: VariableKind::BuildArgument,
                        origin: Origin::Plain,
                    });
                }
            }
            _ => {}
        }
    }
    out
}

/// A value that is written; one that refers to a variable stands elsewhere.
fn value(resolved: &Resolved<'_>, written: &str, at: Span) -> Setting<String> {
    match resolved.known() {
        Some(text) if !written.contains('$') => Setting::here(text.to_owned(), at),
        Some(text) => Setting::Default(text.to_owned()),
        None => Setting::Opaque(at),
    }
}

fn volumes(steps: &[&Step<'_>]) -> Vec<Mount> {
    let steps = steps.iter().copied().filter(|step| step.is(Keyword::Volume));
    let items = steps.flat_map(|step| match &step.instruction.arguments {
        Arguments::List { items, .. } => {
            items.iter().enumerate().map(|(index, item)| (step, index, item)).collect()
        }
        _ => Vec::new(),
    });
    let mount = |(step, index, item): (&Step<'_>, usize, &crate::syntax::dockerfile::Word<'_>)| Mount {
        source: MountSource::Anonymous,
        target: step.resolved(index).known().map(str::to_owned),
        at: item.span,
        via: Via::Here,
        read_only: false,
        propagation: None,
        relabelled: None,
    };
    items.map(mount).collect()
}

/// Calls a function with every place that names an image from elsewhere: FROM, `COPY --from`, `RUN --mount=from=`.
pub fn images(dockerfile: &Dockerfile<'_>, call: &mut dyn FnMut(ImageUse)) {
    for stage in dockerfile.stages() {
        if let (Base::Image(image), Some(word)) = (&stage.base, stage.image()) {
            call(ImageUse { reference: reference(image, &word.text, word.span), at: word.span });
        }
        for source in stage.steps().iter().flat_map(Step::sources) {
            // A name without any of these may be a context that the build is given.
            let is_image = source.name.contains(['/', ':', '@', '.']);
            if is_image && dockerfile.referred(&source.name, dockerfile.stages().len()).is_none() {
                let known = Some(&source.name).filter(|name| !name.contains('$'));
                let reference = known.and_then(|name| ImageReference::parse(name));
                let reference = reference
                    .map_or(Setting::Opaque(source.span), |reference| Setting::here(reference, source.span));
                call(ImageUse { reference, at: source.span });
            }
        }
    }
}

/// The reference that a text makes. One of which only the first folders are not known still has a name and a tag; the
/// unknown part then stands as written for the registry.
fn reference(resolved: &Resolved<'_>, written: &str, at: Span) -> Setting<ImageReference> {
    let known = match resolved {
        Resolved::Known(text) => ImageReference::parse(text),
        Resolved::Partial { suffix, .. } => suffix.split_once('/').and_then(|(_, path)| {
            let reference = ImageReference::parse(&format!("unknown.invalid/{path}"))?;
            let registry = written.strip_suffix(suffix.as_str()).unwrap_or(written);
            Some(ImageReference { registry: Some(registry.to_owned()), ..reference })
        }),
        Resolved::Unknown => None,
    };
    // A variable that nobody sets leaves an empty tag: the build is given it, or fails.
    let whole = known.filter(|reference| reference.tag.as_deref() != Some(""));
    whole.map_or(Setting::Opaque(at), |reference| Setting::here(reference, at))
}

fn whole(dockerfile: &Dockerfile<'_>) -> Span {
    Span::new(dockerfile.source, 0, 0)
}

/// The words of Dockerfiles.
pub(super) struct Dockerfiles;

impl Words for Dockerfiles {
    fn spelling(&self, field: Field) -> Option<&'static str> {
        match field {
            Field::Mount => Some("VOLUME"),
            Field::Image => Some("FROM"),
            Field::User => Some("USER"),
            Field::Healthcheck => Some("HEALTHCHECK"),
            Field::Variable => Some("ENV"),
            Field::Port => Some("EXPOSE"),
            Field::HostNetwork
            | Field::HostPid
            | Field::HostIpc
            | Field::HostUts
            | Field::HostUsers
            | Field::HostCgroup
            | Field::Sysctls
            | Field::Groups
            | Field::Privileged
            | Field::PrivilegeEscalation
            | Field::CapAdd
            | Field::CapDrop
            | Field::Seccomp
            | Field::AppArmor
            | Field::Selinux
            | Field::MaskedPaths
            | Field::WritableCgroups
            | Field::MemoryLimit
            | Field::CpuLimit
            | Field::PidsLimit
            | Field::OomKill
            | Field::ReadOnly
            | Field::Tmpfs
            | Field::Device
            | Field::DeviceRule
            | Field::Restart
            | Field::LogDriver
            | Field::Hook => None,
        }
    }

    fn literal<'v>(&self, _: Field, _: &'v str) -> Option<Literal<'v>> {
        None
    }

    fn usual_capabilities(&self) -> &'static [&'static str] {
        capabilities::RUNTIME_DEFAULTS
    }

    fn phrase(&self, phrase: Phrase) -> Option<&'static str> {
        match phrase {
            Phrase::UserIsMissing => Some("has no `USER`, so it runs as root"),
            Phrase::NameUser => Some("end the stage with `USER` and a user that is not root"),
            Phrase::LeaveRoot => Some("set `USER` to a user that is not root"),
            Phrase::KeepValueOutside => Some("pass it when the container starts, and replace the credential"),
            Phrase::ForbidEscalation
            | Phrase::FilterCalls
            | Phrase::MakeWritable
            | Phrase::PublishLocally => None,
        }
    }
}
