//! From a Compose file to workloads: one service, one container. Says what Docker does where nothing is written;
//! has no opinions.

mod commands;
mod limits;
mod ports;
mod security;
mod storage;
mod waits;

use std::sync::Arc;

use super::words::Words;
use super::{
    Builds, Built, BuiltFrom, Container, Environment, Field, Health, Healthcheck, Hook, HostNamespaces,
    Identity, ImageUse, Network, Operation, Origin, Phrase, Restart, Role, Setting, StageFacts, Storage,
    Variable, VariableKind, Via, Workload, Workloads,
};
use crate::facts::capabilities;
use crate::finding::{Subject, SubjectKind, SubjectName};
use crate::fix::yaml::Literal;
use crate::model::Format;
use crate::model::compose::{self, File, Leaf, Service, Test};
use crate::source::Spanned;
use crate::syntax::value::{ImageReference, User};
use storage::Named;

/// The services of a file that have a container.
pub fn workloads<'v, 't: 'v>(file: &'v File<'t>, builds: &'v Builds) -> Workloads<'v> {
    let services = || file.services.iter().filter(|service| service.provider.is_none());
    let around = Around { file, builds, named: Named::new(file), others: waits::others(file, builds) };
    Workloads::new(services().count(), move |then| {
        services().for_each(|service| then(workload(service, &around)));
    })
}

/// What a service is read with.
struct Around<'v, 't> {
    file: &'v File<'t>,
    builds: &'v Builds,
    named: Named<'v, 't>,
    /// The services that others wait for.
    others: waits::Others<'t>,
}

fn workload<'t>(service: &Service<'t>, around: &Around<'_, 't>) -> Workload<'t> {
    let Around { file, builds, named, others } = around;
    let subject = Arc::new(Subject {
        kind: SubjectKind::Service,
        name: SubjectName::Given(service.name.to_owned()),
        of: None,
        path: format!("services.{}", service.name),
        anchor: service.key,
    });
    let built = built(service, builds);
    let image = image_facts(service, built.as_ref());
    Workload {
        host: HostNamespaces {
            network: is_host(service, service.network_mode.as_ref()),
            pid: is_host(service, service.pid.as_ref()),
            ipc: is_host(service, service.ipc.as_ref()),
            uts: is_host(service, service.uts.as_ref()),
            user: is_host(service, service.userns_mode.as_ref()),
            cgroup: is_host(service, service.cgroup.as_ref()),
        },
        sysctls: sysctls(service),
        mounts: storage::mounts(named, service),
        containers: vec![Container {
            identity: Identity {
                subject: subject.clone(),
                format: Format::Compose,
                role: Role::Main,
                image: image_use(service),
                built,
            },
            security: security::security(service, image.user),
            resources: limits::resources(service),
            storage: Storage {
                read_only: switch(service, service.read_only.as_ref()),
                writable: storage::writable(service),
                tmpfs: storage::tmpfs(named, service),
                devices: storage::devices(service),
                device_rules: storage::device_rules(service),
            },
            health: Health { healthcheck: healthcheck(service, image.healthcheck) },
            network: Network { ports: ports::ports(file, service), exposed: image.exposed },
            operation: Operation {
                restart: restart(service),
                log_driver: log_driver(service),
                hooks: service.hooks.iter().map(hook).collect(),
                told: ["entrypoint", "command"].map(|key| commands::told(service, key)),
                waits: waits::waits(service, others),
                commands: commands::commands(service),
            },
            environment: Environment {
                variables: variables(named, service),
                from_files: service.env_file.is_some(),
            },
            node: service.node.written(),
        }],
        format: Format::Compose,
        subject,
    }
}

/// What a service builds.
fn built(service: &Service<'_>, builds: &Builds) -> Option<Built> {
    let build = service.build.as_ref()?;
    let path = build.dockerfile_path();
    let name = |name: &Leaf<'_>| Some(Spanned::new(name.known()?.to_owned(), name.span));
    let secrets = build.secrets.iter().map(|secret| {
        let target = secret.target.iter().map(|target| target.known().map(str::to_owned));
        std::iter::once(secret.source.known().map(str::to_owned))
            .chain(target)
            .collect::<Option<Vec<String>>>()
    });
    Some(Built {
        at: build.at(),
        from: match &build.dockerfile_inline {
            Some(leaf) => builds.inline(leaf.whole),
            None => path.map_or(BuiltFrom::Unknown, |path| builds.dockerfile(&path)),
        },
        target: build.target.as_ref().and_then(name),
        arguments: build.args.iter().map(|arg| Spanned::new(arg.name.to_owned(), arg.at)).collect(),
        secrets: secrets.collect::<Option<Vec<_>>>().map(|ids| ids.concat()),
    })
}

/// Asks the Dockerfile that a service builds; opaque for images from elsewhere and Dockerfiles that are not known.
fn image_facts(service: &Service<'_>, built: Option<&Built>) -> StageFacts {
    let at = built.map_or(service.key, |built| built.at);
    let known = || {
        let (built, build) = (built?, service.build.as_ref()?);
        let BuiltFrom::Known(dockerfile) = &built.from else { return None };
        match (&build.target, &built.target) {
            (None, _) => dockerfile.target(None).cloned(),
            (_, target) => dockerfile.target(Some(&target.as_ref()?.value)).cloned(),
        }
    };
    let (user, healthcheck) = (Setting::Opaque(at), Setting::Opaque(at));
    let Some(stage) = known() else { return StageFacts { user, healthcheck, exposed: None } };
    let (user, healthcheck) = (stage.user.via(Via::Image(at)), stage.healthcheck.via(Via::Image(at)));
    StageFacts { user, healthcheck, exposed: stage.exposed }
}

/// What is not written: the engine's default, unless something else may decide it.
fn unwritten<T>(service: &Service<'_>, default: T) -> Setting<T> {
    service.inherits.map_or(Setting::Default(default), Setting::Opaque)
}

/// A setting of a leaf; opaque when its text is unknown or means nothing here.
fn written<T>(leaf: &Leaf<'_>, value: Option<T>) -> Setting<T> {
    match value {
        Some(value) => Setting::Set { value, at: leaf.span, via: Via::from(leaf.step) },
        None => Setting::Opaque(leaf.span),
    }
}

fn switch(service: &Service<'_>, leaf: Option<&Leaf<'_>>) -> Setting<bool> {
    leaf.map_or_else(|| unwritten(service, false), |leaf| written(leaf, leaf.switch()))
}

fn is_host(service: &Service<'_>, leaf: Option<&Leaf<'_>>) -> Setting<bool> {
    leaf.map_or_else(
        || unwritten(service, false),
        |leaf| written(leaf, leaf.known().map(|mode| mode.trim() == "host")),
    )
}

/// The images that hooks run in, which are not those of a service.
pub fn images(file: &File<'_>) -> impl Iterator<Item = ImageUse> {
    let hooks = file.services.iter().flat_map(|service| service.hooks.iter());
    hooks.filter_map(|hook| image_of(hook.image.as_ref()?))
}

fn image_use(service: &Service<'_>) -> Option<ImageUse> {
    image_of(service.image.as_ref().filter(|_| service.build.is_none())?)
}

fn image_of(leaf: &Leaf<'_>) -> Option<ImageUse> {
    if leaf.known().is_some_and(|text| text.trim().is_empty()) {
        return None;
    }
    let reference = written(leaf, leaf.known().and_then(ImageReference::parse));
    Some(ImageUse { reference, at: leaf.span })
}

fn sysctls(service: &Service<'_>) -> Setting<Vec<Spanned<String>>> {
    let names = service.sysctls.iter().map(|sysctl| Spanned::new(sysctl.name.to_owned(), sysctl.at));
    match service.sysctls.first() {
        None => unwritten(service, Vec::new()),
        Some(first) => Setting::Set { value: names.collect(), at: first.at, via: Via::from(first.step) },
    }
}

/// What Compose gives to the engine: the deploy section comes last.
fn restart(service: &Service<'_>) -> Setting<Restart> {
    if let Some(condition) = service.deploy_restart.as_ref() {
        return written(condition, condition.known().and_then(Restart::of_deploy));
    }
    let Some(policy) = service.restart.as_ref() else { return unwritten(service, Restart::Never) };
    written(policy, policy.known().and_then(Restart::of_service))
}

fn log_driver(service: &Service<'_>) -> Setting<String> {
    match service.log_driver.as_ref() {
        Some(driver) => written(driver, driver.known().map(str::to_owned)),
        // Which driver is the default is a setting of the engine.
        None => Setting::Opaque(service.key),
    }
}

/// A hook runs as root only when that is written: else it runs as the container does, or its image says.
fn hook(hook: &compose::Hook<'_>) -> Hook {
    let user = hook
        .user
        .as_ref()
        .map_or(Setting::Default(User::FromImage), |user| written(user, user.known().and_then(User::parse)));
    let privileged = hook.privileged.as_ref();
    let privileged = privileged.map_or(Setting::Default(false), |leaf| written(leaf, leaf.switch()));
    Hook { event: hook.event, user, privileged }
}

fn healthcheck(service: &Service<'_>, image: Setting<Healthcheck>) -> Setting<Healthcheck> {
    let Some(check) = service.healthcheck.as_ref() else {
        return service.inherits.map_or(image, Setting::Opaque);
    };
    let value = match check.test {
        Test::Disabled => Healthcheck::Disabled,
        Test::Runs => Healthcheck::Present,
        Test::FromImage if service.inherits.is_none() => return image,
        Test::FromImage | Test::Unknown => return Setting::Opaque(check.at),
    };
    Setting::Set { value, at: check.at, via: Via::from(check.node.step()) }
}

fn variables(named: &Named<'_, '_>, service: &Service<'_>) -> Vec<Variable> {
    let arguments = service.build.iter().flat_map(|build| &build.args);
    let variables = service.environment.iter().map(|variable| (variable, VariableKind::Environment));
    let arguments = arguments.map(|variable| (variable, VariableKind::BuildArgument));
    variables.chain(arguments).map(|(variable, kind)| self::variable(named, variable, kind)).collect()
}

fn variable(named: &Named<'_, '_>, variable: &compose::Variable<'_>, kind: VariableKind) -> Variable {
    let leaf = variable.value.as_ref();
    let text = leaf.and_then(Leaf::known);
    // `${NAME:-value}`: what applies when nobody says otherwise, not what is used.
    let fallback = leaf.filter(|leaf| leaf.is_default());
    let origin = match text {
        Some(text) if named.is_file_source(text) => Origin::Reference,
        _ if fallback.is_some() => Origin::Fallback,
        _ => Origin::Plain,
    };
    Variable {
        name: variable.name.to_owned(),
        value: match leaf {
            None => Setting::Default(String::new()),
            Some(_) if fallback.is_some() => Setting::Default(text.unwrap_or_default().to_owned()),
            Some(leaf) => written(leaf, text.map(str::to_owned)),
        },
        at: variable.at,
        via: variable.step.into(),
        written: leaf.map_or(variable.at, |leaf| leaf.default_span().unwrap_or(leaf.whole)),
        kind,
        origin,
    }
}

/// The words of Compose files.
pub(super) struct Compose;

impl Words for Compose {
    fn spelling(&self, field: Field) -> Option<&'static str> {
        Some(match field {
            Field::HostNetwork => "network_mode",
            Field::HostPid => "pid",
            Field::HostIpc => "ipc",
            Field::HostUts => "uts",
            Field::HostUsers => "userns_mode",
            Field::HostCgroup => "cgroup",
            Field::Sysctls => "sysctls",
            Field::Mount => "volumes",
            Field::Image => "image",
            Field::User => "user",
            Field::Privileged => "privileged",
            Field::Groups => "group_add",
            Field::PrivilegeEscalation
            | Field::Seccomp
            | Field::AppArmor
            | Field::Selinux
            | Field::MaskedPaths
            | Field::WritableCgroups => "security_opt",
            Field::CapAdd => "cap_add",
            Field::CapDrop => "cap_drop",
            Field::MemoryLimit => "mem_limit",
            Field::CpuLimit => "cpus",
            Field::PidsLimit => "pids_limit",
            Field::OomKill => "oom_kill_disable",
            Field::ReadOnly => "read_only",
            Field::Tmpfs => "tmpfs",
            Field::Device => "devices",
            Field::DeviceRule => "device_cgroup_rules",
            Field::Healthcheck => "healthcheck",
            Field::Port => "ports",
            Field::Restart => "restart",
            Field::LogDriver => "logging.driver",
            Field::Hook => "post_start",
            Field::Variable => "environment",
        })
    }

    fn literal<'v>(&self, field: Field, value: &'v str) -> Option<Literal<'v>> {
        match field {
            Field::CapAdd | Field::CapDrop => Some(Literal::Item(value)),
            Field::PrivilegeEscalation if value == "false" => Some(Literal::Item("no-new-privileges:true")),
            Field::Image
            | Field::User
            | Field::Privileged
            | Field::MemoryLimit
            | Field::CpuLimit
            | Field::PidsLimit
            | Field::ReadOnly => Some(Literal::Plain(value)),
            // Those have a grammar of their own, or are mappings.
            Field::HostNetwork
            | Field::HostPid
            | Field::HostIpc
            | Field::HostUts
            | Field::HostUsers
            | Field::HostCgroup
            | Field::Sysctls
            | Field::Mount
            | Field::Groups
            | Field::PrivilegeEscalation
            | Field::Seccomp
            | Field::AppArmor
            | Field::Selinux
            | Field::MaskedPaths
            | Field::WritableCgroups
            | Field::OomKill
            | Field::Tmpfs
            | Field::Device
            | Field::DeviceRule
            | Field::Healthcheck
            | Field::Port
            | Field::Restart
            | Field::LogDriver
            | Field::Hook
            | Field::Variable => None,
        }
    }

    fn usual_capabilities(&self) -> &'static [&'static str] {
        capabilities::RUNTIME_DEFAULTS
    }

    fn phrase(&self, phrase: Phrase) -> Option<&'static str> {
        Some(match phrase {
            Phrase::UserIsMissing => "has no `user`, nor has the image that it builds",
            Phrase::NameUser => "set `USER` in the Dockerfile, or `user` here",
            Phrase::LeaveRoot => "set `user` to a user that is not root",
            Phrase::ForbidEscalation => "add `no-new-privileges:true` to `security_opt`",
            Phrase::FilterCalls => "remove the entry, or name a profile that allows what is needed",
            Phrase::MakeWritable => "add `PATH` to `tmpfs`",
            Phrase::PublishLocally => "put the address before the port: `127.0.0.1:`",
            Phrase::KeepValueOutside => "use `secrets` and `NAME_FILE`, or `${NAME}` from outside the file",
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::compose::{Composition, lower};
    use crate::source::{SourceId, Span};
    use crate::syntax::Limits;
    use crate::syntax::value::Capability;
    use crate::syntax::yaml::parse;
    use crate::workload::{Limit, Profile};

    /// Looks at the workloads of a text.
    pub(super) fn with<R>(text: &str, look: impl FnOnce(&[Workload<'_>], &dyn Fn(Span) -> String) -> R) -> R {
        let tree = parse(SourceId(0), text, &Limits::default());
        assert_eq!(tree.problems, []);
        let composition = Composition::of_tree(&tree);
        let file = lower(&composition);
        let builds = Builds::default();
        let workloads = workloads(&file, &builds).all();
        look(&workloads, &|span| text.get(span.range()).unwrap().to_owned())
    }

    /// The only container of a service with these keys besides its image.
    fn container<R>(keys: &str, look: impl FnOnce(&Container<'_>, &dyn Fn(Span) -> String) -> R) -> R {
        let keys = keys.replace('\n', "\n    ");
        let text = format!("services:\n  a:\n    image: x:1\n    {keys}\n");
        with(&text, |workloads, slice| look(&workloads[0].containers[0], slice))
    }

    #[test]
    fn the_last_security_option_of_a_key_decides() {
        let escalation = |keys: &str| {
            container(keys, |container, slice| match &container.security.privilege_escalation {
                Setting::Set { value, at, .. } => format!("{value} {}", slice(*at)),
                Setting::Default(value) => format!("default {value}"),
                Setting::Opaque(at) => format!("opaque {}", slice(*at)),
                Setting::Moot { by, at } => format!("{by} {}", slice(*at)),
            })
        };
        assert_eq!(escalation("restart: always"), "default true");
        assert_eq!(escalation("security_opt: [no-new-privileges]"), "false no-new-privileges");
        let both = "security_opt:\n  - no-new-privileges:true\n  - \"no-new-privileges=false\"";
        assert_eq!(escalation(both), "true \"no-new-privileges=false\"");
        assert_eq!(escalation("security_opt: [\"$X\"]"), "opaque security_opt");
        assert_eq!(escalation("security_opt: [seccomp:unconfined]"), "default true");
        assert_eq!(escalation("security_opt: !reset []"), "opaque a");
        assert_eq!(escalation("privileged: true"), "has no effect: it is privileged true");
        let seccomp = "security_opt: [seccomp=a.json, 'seccomp:unconfined']";
        container(seccomp, |container, _| {
            assert_eq!(container.security.seccomp.known(), Some(&Profile::Unconfined))
        });
    }

    #[test]
    fn absence_is_unknown_where_something_else_may_decide() {
        let text =
            "services:\n  a: {extends: {service: b}, image: x}\n  b: {ports: ['80']}\n  c: {image: x}\n";
        with(text, |workloads, _| {
            let defaults: Vec<bool> = workloads
                .iter()
                .map(|workload| workload.containers[0].security.privileged.is_default())
                .collect();
            assert_eq!(defaults, [true, false, true]);
        });
        with("services:\n  a: {extends: {service: b, file: c.yaml}, image: x}\n", |workloads, _| {
            assert!(!workloads[0].containers[0].security.privileged.is_default());
        });
        with("services:\n  a: {provider: {type: x}}\n  b: {image: x}\n", |workloads, _| {
            assert_eq!(workloads.len(), 1);
            assert_eq!(workloads[0].subject.path, "services.b");
        });
    }

    #[test]
    fn capabilities_are_known_as_far_as_they_are_written() {
        let names = |setting: &Setting<Vec<Spanned<Capability>>>| {
            let names = |list: &Vec<Spanned<Capability>>| -> Vec<String> {
                list.iter().map(|capability| capability.value.name().to_owned()).collect()
            };
            setting.known().map(names)
        };
        let text = "services:\n  a:\n    image: x\n    extends: b\n    cap_add: [cap_net_admin, $X]\n    cap_drop: [MKNOD]\n  b:\n    image: x\n    cap_drop: [all, $X]\n";
        with(text, |workloads, _| {
            let [a, b] = [&workloads[0].containers[0], &workloads[1].containers[0]];
            assert_eq!(names(&a.security.cap_add), Some(vec!["NET_ADMIN".to_owned()]));
            assert_eq!(names(&a.security.cap_drop), Some(vec!["ALL".to_owned(), "MKNOD".to_owned()]));
            assert_eq!(names(&b.security.cap_drop), Some(vec!["ALL".to_owned()]));
            assert_eq!(names(&b.security.cap_add), Some(Vec::new()));
        });
    }

    #[test]
    fn merged_settings_tell_how_they_came() {
        let text = "x-base: &base\n  privileged: \"yes\"\n  cap_add: [NET_ADMIN]\nservices:\n  a:\n    <<: *base\n    image: x\n";
        with(text, |workloads, slice| {
            let Setting::Set { value, at, via: Via::Alias(alias) } =
                workloads[0].containers[0].security.privileged
            else {
                panic!("{:?}", workloads[0].containers[0].security.privileged);
            };
            assert!(value);
            assert_eq!((slice(at), slice(alias)), ("\"yes\"".to_owned(), "*base".to_owned()));
        });
    }

    #[test]
    fn users_are_known_by_their_first_part() {
        let user = |keys: &str| container(keys, |container, _| container.security.user.known().cloned());
        assert_eq!(user("user: 0:0"), Some(User::Id { id: 0, group: Some("0".into()) }));
        assert_eq!(user("user: \"root:${GID}\""), Some(User::Name { name: "root".into(), group: None }));
        assert_eq!(user("user: ${UID:-1000}"), Some(User::Id { id: 1000, group: None }));
        assert_eq!(user("user: ${UID}:${GID}"), None);
        assert_eq!(user("user:"), None);
    }

    #[test]
    fn memory_is_limited_by_either_spelling() {
        let limit =
            |keys: &str| container(keys, |container, _| container.resources.memory_limit.known().copied());
        assert_eq!(limit("restart: always"), Some(Limit::Unlimited));
        assert_eq!(limit("mem_limit: 1g"), Some(Limit::Bytes(1 << 30)));
        assert_eq!(limit("mem_limit: 0"), Some(Limit::Unlimited));
        assert_eq!(limit("mem_limit: $MEM"), None);
        assert_eq!(limit("deploy: {resources: {limits: {memory: 50M}}}"), Some(Limit::Bytes(50 << 20)));
        let cpus =
            |keys: &str| container(keys, |container, _| container.resources.cpu_limit.known().copied());
        assert_eq!(cpus("cpus: 1.5"), Some(Limit::Millicpus(1500)));
        assert_eq!(cpus("cpus: 0"), Some(Limit::Unlimited));
        assert_eq!(cpus("cpu_quota: 50000"), Some(Limit::Millicpus(500)));
        assert_eq!(cpus("cpus: $CPUS"), None);
        let pids =
            |keys: &str| container(keys, |container, _| container.resources.pids_limit.known().copied());
        assert_eq!(pids("pids_limit: -1"), Some(Limit::Unlimited));
        assert_eq!(pids("deploy: {resources: {limits: {pids: 9}}}"), Some(Limit::Processes(9)));
    }

    #[test]
    fn variables_are_read_from_mappings_and_lists() {
        let keys = "environment:\n  - A=x=y\n  - B\n  - C=$D\nbuild:\n  args: {E: 1, F: }";
        container(keys, |container, slice| {
            let variables: Vec<_> = container
                .environment
                .variables
                .iter()
                .map(|variable| {
                    let value = variable.value.written().map(|(value, at)| format!("{value} {}", slice(at)));
                    (slice(variable.at), value, variable.value.is_default(), variable.kind)
                })
                .collect();
            use VariableKind::{BuildArgument, Environment};
            let expected = [
                ("A".to_owned(), Some("x=y x=y".to_owned()), false, Environment),
                ("B".to_owned(), None, true, Environment),
                ("C".to_owned(), None, false, Environment),
                ("E".to_owned(), Some("1 1".to_owned()), false, BuildArgument),
                ("F".to_owned(), None, true, BuildArgument),
            ];
            assert_eq!(variables, expected);
            assert!(container.identity.image.is_none());
        });
    }

    #[test]
    fn health_checks_run_are_off_or_come_from_the_image() {
        let check =
            |keys: &str| container(keys, |container, _| container.health.healthcheck.known().copied());
        assert_eq!(check("restart: always"), None);
        assert_eq!(check("healthcheck: {disable: true}"), Some(Healthcheck::Disabled));
        assert_eq!(check("healthcheck: {test: [NONE]}"), Some(Healthcheck::Disabled));
        assert_eq!(check("healthcheck: {test: curl x}"), Some(Healthcheck::Present));
        assert_eq!(check("healthcheck: {test: [CMD, x], disable: false}"), Some(Healthcheck::Present));
        assert_eq!(check("healthcheck: {interval: 5s}"), None);
        assert_eq!(check("healthcheck: [x]"), None);
    }

    #[test]
    fn wrong_types_are_unknown() {
        let keys = "privileged: [a]\nuser: {b: c}\ncap_drop: ALL\nread_only: {{ x }}\nports: 80\nvolumes: {a: b}\nenvironment: 5\ntmpfs: {}\nhealthcheck: 7\nsecurity_opt: {a: b}\nmem_limit: []";
        container(keys, |container, _| {
            assert!(matches!(container.security.privileged, Setting::Opaque(_)));
            assert!(matches!(container.security.user, Setting::Opaque(_)));
            assert!(matches!(container.security.cap_drop, Setting::Opaque(_)));
            assert!(matches!(container.storage.read_only, Setting::Opaque(_)));
            assert!(matches!(container.security.privilege_escalation, Setting::Opaque(_)));
            assert!(matches!(container.resources.memory_limit, Setting::Opaque(_)));
            assert!(matches!(container.health.healthcheck, Setting::Opaque(_)));
        });
    }
}
