use crate::facts::tls::{CONFIGURED, FLAGS, SETTINGS, VARIABLES};
use crate::fix::dockerfile::remove_word;
use crate::model::dockerfile::fetch::addresses;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Arguments, Keyword};
use crate::syntax::shell::{Command, Word, may_be_setting};
use crate::syntax::value::url::{host, is_local};
use crate::workload::Role;

rule!("tls-verification-disabled", Instruction(check), Container(check_container));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    match &step.instruction.arguments {
        Arguments::Pairs { pairs, .. } if step.instruction.keyword == Keyword::Env => {
            for pair in
                pairs.iter().filter(|pair| is_off(&pair.name.text, pair.value.text.trim_matches(['"', '\''])))
            {
                report_variable(&pair.name.text, pair.name.span, out);
            }
        }
        Arguments::Arg(arguments) => {
            for argument in arguments {
                let value = argument.value.as_ref().map_or("", |value| value.text.trim_matches(['"', '\'']));
                if is_off(&argument.name.text, value) {
                    report_variable(&argument.name.text, argument.name.span, out);
                }
            }
        }
        _ => {}
    }
    for command in step.run() {
        for assignment in command.assignments.iter().filter(|set| is_off(&set.name, &set.value.text)) {
            report_variable(&assignment.name, assignment.span, out);
        }
        let Some(word) = switch(command) else { continue };
        let message = format!("`{}` accepts any certificate", shown(command.name()));
        let is_flag = FLAGS.iter().any(|(_, flags)| flags.contains(&word.text.as_ref()))
            && !word.text.contains("trusted");
        let fix = remove_word(&step.instruction, dockerfile.text, word.span).filter(|_| is_flag);
        out.report(word.span, message)
            .help("remove it; install the certificate of your own authority if there is one")
            .fix(Safety::Unsafe, "verify certificates", fix);
    }
}

/// What an image has is looked at by instruction.
fn check_container(container: &Container<'_>, out: &mut Findings<'_>) {
    let variables = container.environment.variables.iter();
    for variable in variables.filter(|_| container.identity.role != Role::Image) {
        if variable.text().is_some_and(|value| is_off(&variable.name, value.trim_matches(['"', '\'']))) {
            report_variable(&variable.name, variable.at, out);
        }
    }
}

fn report_variable(name: &str, at: crate::source::Span, out: &mut Findings<'_>) {
    out.report(at, format!("`{}` switches the verification of certificates off", shown(name)))
        .help("remove it; install the certificate of your own authority if there is one");
}

fn is_off(name: &str, value: &str) -> bool {
    let found = VARIABLES.iter().find(|(known, _)| *known == name);
    found.is_some_and(|(_, values)| match values {
        [] => value.split_whitespace().any(|host| !is_local(host)),
        values => values.contains(&value.to_ascii_lowercase().as_str()),
    })
}

/// Whether a word has a setting that switches verification off.
fn sets(text: &str) -> bool {
    if !may_be_setting(text) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    SETTINGS.iter().any(|setting| lower.contains(setting))
}

/// The word that switches verification off.
fn switch<'c, 's>(command: &'c Command<'s>) -> Option<&'c Word<'s>> {
    let name = command.name();
    let flags = FLAGS.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, flags)| flags);
    if let Some(flag) = flags.iter().find(|flag| command.has_flag(flag)) {
        let mut hosts = addresses(command).map(|word| host(&word.text));
        let trusted = command.option("--trusted-host").filter(|_| *flag == "--trusted-host");
        // One's own services have certificates of their own; an address that is not known may be one.
        let is_own = trusted.map_or_else(
            || hosts.next().is_some() && addresses(command).all(|word| is_local(host(&word.text))),
            is_local,
        );
        let letter = flag.chars().nth(1).unwrap_or('-');
        let is_it = |word: &&Word<'_>| {
            let text = word.text.as_ref();
            text == *flag
                || text.starts_with(&format!("{flag}="))
                || (flag.len() == 2
                    && text.starts_with('-')
                    && !text.starts_with("--")
                    && text.contains(letter))
        };
        return command.arguments().iter().find(is_it).filter(|_| !is_own);
    }
    let is_echo = matches!(name, "sed" | "grep");
    let has = |word: &&Word<'_>| sets(&word.text);
    let set = command.arguments().iter().find(has).filter(|_| !is_echo);
    set.or_else(|| {
        let mut pairs = command.arguments().windows(2);
        pairs.find_map(|pair| {
            let [key, value] = pair else { return None };
            let name = key.text.to_ascii_lowercase();
            let (_, off) =
                CONFIGURED.iter().find(|(known, _)| *known == name.trim_start_matches("config."))?;
            off.contains(&value.text.to_ascii_lowercase().as_str()).then_some(key)
        })
    })
}
