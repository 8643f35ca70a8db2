use crate::model::compose::File;
use crate::rules::prelude::*;
use crate::syntax::value::GitAddress;

rule!("remote-include", ComposeFile(check));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    for remote in file.remotes() {
        let address = remote.value.as_str();
        let is_pinned = match GitAddress::parse(address) {
            Some(repository) => repository.is_pinned(),
            None => address.contains("@sha256:"),
        };
        if !is_pinned {
            out.report(remote.span, "what is read from this address can change without anybody here")
                .help("name a commit (`…git#` and its whole hash) or a digest (`oci://…@sha256:…`)");
        }
    }
}
