//! Traps in the environment and the command of a container. Knows no image.

use std::collections::BTreeMap;

use super::{PodContainer, Trap, TrapKind};
use crate::facts::programs::SHELLS;
use crate::facts::variables::SPLIT_BY_SHELLS;
use crate::model::kube::read::items;
use crate::source::shown;
use crate::syntax::value::{is_placeholder, kubelet_references, program_name, shell_references};
use crate::syntax::yaml::Value;

/// The traps of a container. Of a part, nothing that is missing is one.
pub(super) fn traps(container: &PodContainer<'_>, is_part: bool, out: &mut Vec<Trap>) {
    let variables: Vec<Variable<'_>> = items(container.node, "env").filter_map(Variable::read).collect();
    let mut places: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (index, variable) in variables.iter().enumerate() {
        places.entry(variable.name).and_modify(|(_, last)| *last = index).or_insert((index, index));
    }
    for (index, variable) in variables.iter().enumerate() {
        let later = |name: &&str| places.get(name).is_some_and(|(first, _)| *first > index);
        if let Some(name) = kubelet_references(variable.text).into_iter().find(later) {
            let at = variable.value.map_or(variable.node.token(), Value::token);
            let message =
                format!("`{}` is set further below, so `$({})` stays as it is", shown(name), shown(name));
            out.push(Trap::new(
                TrapKind::VariableBeforeDefinition,
                at,
                message,
                "set it above this variable",
            ));
        }
    }
    let is_set = |name: &&str| places.contains_key(name);
    let is_template = variables.iter().any(|variable| variable.is_filled_in(&is_set));
    let words = Words::of(container.node);
    if !is_template {
        let values = variables.iter().filter(|variable| variable.holds_reference());
        let values = values.filter_map(|variable| Some((variable.value?, variable.text)));
        let words = words.unread().filter_map(|word| Some((word, word.text()?)));
        values.chain(words).for_each(|(at, text)| unexpanded(at, text, &is_set, out));
    }
    words.traps(is_part, out);
    for path in EXECS {
        let words = container.node.at(path).map_or(Vec::new(), |list| list.items().collect());
        Words { command: words, args: Vec::new() }.traps(is_part, out);
    }
}

/// Where else a container has commands.
const EXECS: [&[&str]; 5] = [
    &["livenessProbe", "exec", "command"],
    &["readinessProbe", "exec", "command"],
    &["startupProbe", "exec", "command"],
    &["lifecycle", "postStart", "exec", "command"],
    &["lifecycle", "preStop", "exec", "command"],
];

/// A text in which shells would replace variables of the container.
fn unexpanded(at: Value<'_>, text: &str, is_set: &impl Fn(&&str) -> bool, out: &mut Vec<Trap>) {
    let names = shell_references(text);
    if let Some(name) = names.first().filter(|_| names.iter().all(is_set)) {
        let name = shown(name);
        out.push(Trap::new(
            TrapKind::UnexpandedVariable,
            at.token(),
            format!("`{name}` is not replaced here: Kubernetes knows `$({name})` only"),
            format!("write `$({name})`"),
        ));
    }
}

/// A variable of the environment.
struct Variable<'t> {
    node: Value<'t>,
    name: &'t str,
    /// Its value, if one is written.
    value: Option<Value<'t>>,
    /// The text of the value, or nothing.
    text: &'t str,
}

impl<'t> Variable<'t> {
    fn read(node: Value<'t>) -> Option<Variable<'t>> {
        let value = node.get("value");
        Some(Variable {
            node,
            name: node.get("name")?.text()?,
            value,
            text: value.and_then(Value::text).unwrap_or(""),
        })
    }

    /// Whether its value names a variable, and is not the same variable over again, which a template would be.
    fn holds_reference(&self) -> bool {
        let own = || shell_references(self.text).iter().all(|name| *name == self.name);
        // The start of a path, or of options: more is added to what was there.
        let is_list =
            || self.name.ends_with("PATH") || SPLIT_BY_SHELLS.iter().any(|end| self.name.ends_with(end));
        !self.is_copy() && (!own() || is_list())
    }

    /// Whether its value is nothing but itself.
    fn is_copy(&self) -> bool {
        let inner = self.text.trim_start_matches(['$', '{']).trim_end_matches('}');
        inner == self.name && self.text.starts_with('$')
    }

    /// Whether somebody fills its value in before Kubernetes reads it.
    fn is_filled_in(&self, is_set: &impl Fn(&&str) -> bool) -> bool {
        self.text.contains("{{")
            || self.is_copy()
            || shell_references(self.text).iter().any(|name| !is_set(name))
    }
}

/// A command line as the lists that make it.
struct Words<'t> {
    command: Vec<Value<'t>>,
    args: Vec<Value<'t>>,
}

impl<'t> Words<'t> {
    fn of(node: Value<'t>) -> Words<'t> {
        Words { command: items(node, "command").collect(), args: items(node, "args").collect() }
    }

    fn all(&self) -> impl DoubleEndedIterator<Item = Value<'t>> {
        self.command.iter().chain(&self.args).copied()
    }

    /// The words that no shell reads, behind the program; none where an image may say what runs, or it is not known.
    fn unread(&self) -> impl Iterator<Item = Value<'t>> {
        let may_be_shell = |word: Value<'_>| {
            word.text().is_none_or(|text| {
                let name = program_name(text);
                let is_other = OTHER_SHELLS.iter().any(|shell| name.eq_ignore_ascii_case(shell));
                SHELLS.contains(&name.as_str()) || is_other || text == "-c" || text.starts_with("$(")
            })
        };
        let is_known = !self.command.is_empty() && !self.all().any(may_be_shell);
        self.all().skip(1).filter(move |_| is_known)
    }

    fn traps(&self, is_part: bool, out: &mut Vec<Trap>) {
        for word in self.all().filter(|word| word.is_null()) {
            out.push(Trap::new(
                TrapKind::EmptyArgument,
                word.token(),
                "nothing is written here, and the program gets an empty argument",
                "remove the item, or write `\"\"` if that is meant",
            ));
        }
        if let Some((word, first)) = self.command.first().and_then(|word| Some((*word, word.text()?))) {
            if is_one_word(first) {
                out.push(Trap::new(
                    TrapKind::CommandInOneWord,
                    word.token(),
                    "the program and its arguments are one word, and no program has that name",
                    "write each word as an item of its own",
                ));
            }
            let last = self.all().next_back().and_then(|word| Some((word, word.text()?)));
            let is_shell = SHELLS.contains(&program_name(first).as_str());
            if let Some((at, last)) = last.filter(|_| is_shell && !is_part)
                && is_script_flag(last)
            {
                let message = format!("`{}` gets no script to run", shown(first));
                let help = "write the script as the next item, or under `args`";
                out.push(Trap::new(TrapKind::ShellWithoutScript, at.token(), message, help));
            }
        }
        self.shell_syntax(out);
    }

    /// The first word that only a shell would understand, when none is run.
    fn shell_syntax(&self, out: &mut Vec<Trap>) {
        let is_operator = |word: &Value<'_>| word.text().is_some_and(|word| OPERATORS.contains(&word));
        let Some(word) = self.unread().find(is_operator) else { return };
        let message = format!("no shell reads `{}`: it is an argument", shown(word.text().unwrap_or("")));
        let help = "write `[sh, -c, \"…\"]` with the command as one text";
        out.push(Trap::new(TrapKind::ShellSyntax, word.token(), message, help));
    }
}

/// Words that mean something to a shell and, by themselves, nothing to most programs.
const OPERATORS: &[&str] = &["&&", "||", "|", ">", ">>", "2>&1", ">/dev/null", "2>/dev/null"];

/// Programs that read such words, too.
const OTHER_SHELLS: &[&str] =
    &["[", "cmd", "cmd.exe", "expr", "fish", "powershell", "powershell.exe", "pwsh", "test"];

/// Whether options of a shell end with the one that a script follows.
fn is_script_flag(word: &str) -> bool {
    let letters = word.strip_prefix('-').unwrap_or("");
    letters.ends_with('c') && letters.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether the name of a program holds its arguments, too: there is a blank in it, and it is no path with one.
fn is_one_word(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    let is_system = ["/bin/", "/sbin/", "/usr/"].iter().any(|folder| first.starts_with(folder));
    let is_program = !first.contains('/') || is_system || second.starts_with('-');
    is_program && !text.contains('\\') && !is_placeholder(text) && !first.ends_with(':')
}
