//! What rules can be asked about: one line and one walk for each subject. The kinds of checks, the plan of a run and
//! its walk over a document are made from this table. Judges nothing.

use std::sync::Arc;

use crate::finding::Subject;
use crate::model::refusal::Refusal;
use crate::model::{compose, dockerfile, kube};
use crate::source::Source;
use crate::workload::{Container, Document, ImageUse, Mount, View, Workload};

/// Calls a macro with every subject: what it is, its name, what a function of a rule gets, and the walk that finds
/// them. A function also gets the pen that it reports with.
macro_rules! subjects {
    ($with:ident) => {
        $with! {
            /// A whole Dockerfile.
            Dockerfile(&crate::model::dockerfile::Dockerfile<'_>) by dockerfiles;
            /// A stage of a Dockerfile.
            Stage(
                &crate::model::dockerfile::Stage<'_>,
                &crate::model::dockerfile::Dockerfile<'_>
            ) by stages;
            /// An instruction, also one before the first stage or behind `ONBUILD`.
            Instruction(
                &crate::model::dockerfile::Step<'_>,
                &crate::model::dockerfile::Dockerfile<'_>
            ) by instructions;
            /// A whole Compose file.
            ComposeFile(&crate::model::compose::File<'_>) by compose_files;
            /// A service of a Compose file as it is written.
            Service(&crate::model::compose::Service<'_>, &crate::model::compose::File<'_>) by services;
            /// Something in a Compose project that is taken and has no effect.
            Ignored(&crate::model::compose::Ignored) by ignored;
            /// A Kubernetes object of any kind.
            Object(&crate::model::kube::Object<'_>) by objects;
            /// A pod that an object describes: its own, or a template.
            Pod(&crate::model::kube::PodTemplate<'_>, &crate::model::kube::Object<'_>) by pods;
            /// Something about a pod that the Pod Security Standards forbid.
            Forbidden(
                &crate::model::kube::Forbidden<'_>,
                &std::sync::Arc<crate::finding::Subject>
            ) by forbidden;
            /// Whatever is deployed together.
            Workload(&crate::workload::Workload<'_>) by workloads;
            /// A container, image or service.
            Container(&crate::workload::Container<'_>) by containers;
            /// A place that names an image.
            Image(&crate::workload::ImageUse) by images;
            /// Something mounted from outside.
            Mount(&crate::workload::Mount, &crate::workload::Workload<'_>) by mounts;
            /// Something that the engine of a format refuses.
            Refusal(&crate::model::refusal::Refusal) by refusals;
            /// Something in a manifest that the API server takes and that is not what it seems.
            Trap(&crate::model::kube::Trap) by traps;
            /// The text of a file of any format, comments included.
            Text(&crate::source::Source, &crate::workload::View<'_>) by texts;
        }
    };
}
pub(crate) use subjects;

/// What is walked, if it has a name that findings carry.
type Named<'s> = Option<&'s Arc<Subject>>;

/// Calls for the whole Dockerfile.
pub fn dockerfiles(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &dockerfile::Dockerfile<'_>)) {
    view.dockerfile().into_iter().for_each(|file| call(None, file));
}

/// Calls for each stage.
pub fn stages(
    view: &View<'_>,
    call: &mut dyn FnMut(Named<'_>, &dockerfile::Stage<'_>, &dockerfile::Dockerfile<'_>),
) {
    if let Some(file) = view.dockerfile() {
        file.stages().iter().for_each(|stage| call(None, stage, file));
    }
}

/// Calls for each instruction.
pub fn instructions(
    view: &View<'_>,
    call: &mut dyn FnMut(Named<'_>, &dockerfile::Step<'_>, &dockerfile::Dockerfile<'_>),
) {
    if let Some(file) = view.dockerfile() {
        file.steps().for_each(|step| call(None, step, file));
    }
}

/// Calls for the whole Compose file.
pub fn compose_files(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &compose::File<'_>)) {
    view.compose().into_iter().for_each(|file| call(None, file));
}

/// Calls for each service.
pub fn services(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &compose::Service<'_>, &compose::File<'_>)) {
    if let Some(file) = view.compose() {
        file.services.iter().for_each(|service| call(None, service, file));
    }
}

/// Calls for each setting without effect.
pub fn ignored(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &compose::Ignored)) {
    if let Some(file) = view.compose() {
        file.composition.ignored.iter().for_each(|ignored| call(None, ignored));
    }
}

/// Calls for each object.
pub fn objects(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &kube::Object<'_>)) {
    view.objects().iter().for_each(|object| call(None, object));
}

/// Calls for each pod.
pub fn pods(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &kube::PodTemplate<'_>, &kube::Object<'_>)) {
    for object in view.objects() {
        object.pods.iter().for_each(|pod| call(None, pod, object));
    }
}

/// Calls for each thing that a pod or a container of it may not have or has to have.
pub fn forbidden(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &kube::Forbidden<'_>, &Arc<Subject>)) {
    let Document::Kubernetes(objects, of_use) = view.document else { return };
    let mut pods = objects.iter().flat_map(|object| object.pods.iter().map(move |pod| (object, pod)));
    // There is a workload for each pod, with its containers in the same order.
    view.workloads.each(&mut |workload| {
        let Some((object, pod)) = pods.next() else { return };
        for forbidden in kube::forbidden(pod, object.kind, object.is_part(of_use)) {
            let container = forbidden.container.and_then(|index| workload.containers.get(index));
            let subject = container.map_or(&workload.subject, |container| &container.identity.subject);
            call(Some(subject), &forbidden, subject);
        }
    });
}

/// Calls for each workload.
pub fn workloads(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &Workload<'_>)) {
    view.workloads.each(&mut |workload| call(Some(&workload.subject), workload));
}

/// Calls for each container.
pub fn containers(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &Container<'_>)) {
    view.workloads.each(&mut |workload| {
        workload.containers.iter().for_each(|container| call(Some(&container.identity.subject), container));
    });
}

/// Calls for each image that a file names, then for those of its containers.
pub fn images(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &ImageUse)) {
    view.images(&mut |image| call(None, &image));
    containers(view, &mut |subject, container| {
        container.identity.image.iter().for_each(|image| call(subject, image));
    });
}

/// Calls for each mount.
pub fn mounts(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &Mount, &Workload<'_>)) {
    view.workloads.each(&mut |workload| {
        workload.mounts.iter().for_each(|mount| call(Some(&workload.subject), mount, workload));
    });
}

/// Calls for each refusal.
pub fn refusals(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &Refusal)) {
    view.refusals(&mut |refusal| call(None, refusal));
}

/// Calls for each trap.
pub fn traps(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &kube::Trap)) {
    view.traps().iter().for_each(|trap| call(None, trap));
}

/// Calls for the text.
pub fn texts(view: &View<'_>, call: &mut dyn FnMut(Named<'_>, &Source, &View<'_>)) {
    call(None, view.source, view);
}
