//! The topics: made from the folders of `src/rules`. Knows nothing else.

// scripts/update.sh

use super::rule::Topic;

/// All topics, by name.
#[rustfmt::skip]
pub static TOPICS: &[Topic] = &[
    Topic { name: "compose/build", about: "How a service is built.", rules: super::compose::build::RULES },
    Topic { name: "compose/data", about: "Where services keep their data.", rules: super::compose::data::RULES },
    Topic { name: "compose/effect", about: "What is taken without a word and does not do what it says.", rules: super::compose::effect::RULES },
    Topic { name: "compose/file", about: "A Compose file as a whole.", rules: super::compose::file::RULES },
    Topic { name: "compose/ignored", about: "What Compose or the engine leaves out, replaces or keeps against what is written.", rules: super::compose::ignored::RULES },
    Topic { name: "compose/order", about: "What services wait for before they start.", rules: super::compose::order::RULES },
    Topic { name: "compose/unused", about: "What is declared and used by no service.", rules: super::compose::unused::RULES },
    Topic { name: "compose/values", about: "Values and commands that arrive in the container other than they are written.", rules: super::compose::values::RULES },
    Topic { name: "container/host", about: "What a workload shares with its host.", rules: super::container::host::RULES },
    Topic { name: "container/network", about: "Where a container is reached, and whom it reaches.", rules: super::container::network::RULES },
    Topic { name: "container/privilege", about: "The rights of a container.", rules: super::container::privilege::RULES },
    Topic { name: "container/runtime", about: "Filesystem, memory and health of a container.", rules: super::container::runtime::RULES },
    Topic { name: "dockerfile/copy", about: "COPY, ADD and the build context.", rules: super::dockerfile::copy::RULES },
    Topic { name: "dockerfile/downloads", about: "What build steps fetch from the network, and whether they check it.", rules: super::dockerfile::downloads::RULES },
    Topic { name: "dockerfile/image-config", about: "What an image says about itself: how it starts, stops and is checked, labels, ports, volumes.", rules: super::dockerfile::image_config::RULES },
    Topic { name: "dockerfile/packages", about: "Package managers: how they are called, and what they leave behind.", rules: super::dockerfile::packages::RULES },
    Topic { name: "dockerfile/run", about: "RUN: layers, mounts, and what becomes of failures.", rules: super::dockerfile::run::RULES },
    Topic { name: "dockerfile/shell", about: "The shell text of instructions, in the words of ShellCheck.", rules: super::dockerfile::shell::RULES },
    Topic { name: "dockerfile/stages", about: "Stages and what they start from.", rules: super::dockerfile::stages::RULES },
    Topic { name: "dockerfile/text", about: "Lines, comments, parser directives and syntax of a Dockerfile.", rules: super::dockerfile::text::RULES },
    Topic { name: "dockerfile/users", about: "Users of an image, their rights, and the modes of files.", rules: super::dockerfile::users::RULES },
    Topic { name: "dockerfile/variables", about: "ARG and ENV, and where they are used.", rules: super::dockerfile::variables::RULES },
    Topic { name: "dockerfile/windows", about: "Windows images.", rules: super::dockerfile::windows::RULES },
    Topic { name: "file", about: "Any format: encoding, YAML, and the comments that suppress findings.", rules: super::file::RULES },
    Topic { name: "images", about: "Image references.", rules: super::images::RULES },
    Topic { name: "kubernetes/api", about: "The versions of the Kubernetes API.", rules: super::kubernetes::api::RULES },
    Topic { name: "kubernetes/effect", about: "What the API server takes of a manifest and that does nothing, never works, or works otherwise than it reads.", rules: super::kubernetes::effect::RULES },
    Topic { name: "kubernetes/pod-security", about: "The Pod Security Standards, Baseline and Restricted, as the admission of the API server judges by them.", rules: super::kubernetes::pod_security::RULES },
    Topic { name: "schema", about: "Structure: the keys, types, values and references that an engine takes.", rules: super::schema::RULES },
    Topic { name: "secrets", about: "Credentials.", rules: super::secrets::RULES },
];
