use crate::rules::prelude::*;

rule!("constant-platform", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for stage in file.stages().iter().filter(|stage| stage.is_shipped) {
        let Some(flag) = stage.from().and_then(|from| from.instruction.flag("platform")) else { continue };
        let Some(value) = &flag.value else { continue };
        let text = value.text.to_ascii_lowercase();
        if text.contains('$') || text.is_empty() {
            continue;
        }
        // A stage for each platform, and images that exist for one system only.
        let name = stage.name.as_ref().map_or(String::new(), |name| name.text.to_ascii_lowercase());
        let mut parts = text.split('/');
        if parts.any(|part| name.contains(part)) || text.starts_with("windows") {
            continue;
        }
        let message = format!("the stage is built for `{}` on every platform", shown(&value.text));
        out.report(value.span, message)
            .help("remove the flag, or use `$BUILDPLATFORM` for a stage that cross-compiles");
    }
}
