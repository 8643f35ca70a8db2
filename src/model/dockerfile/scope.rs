//! Variables by stage and instruction, with the scoping of BuildKit's `dispatchArg` and `dispatchEnv`. Does not know
//! what stages are for.

use crate::model::limits::{MAX_CHAIN, MAX_VALUES};
use std::borrow::Cow;

use crate::facts::buildkit;
use rustc_hash::FxHashMap;

use super::resolve::{Resolved, Variable, resolve};
use crate::syntax::dockerfile::{Arguments, Instruction, Keyword, Word};

/// The variables of a file.
#[derive(Debug)]
pub(super) struct Scopes {
    escape: char,
    bytes: usize,
    globals: FxHashMap<String, Variable>,
    stages: Vec<Scope>,
    names: FxHashMap<String, Vec<usize>>,
    /// How many instructions were entered.
    count: usize,
}

#[derive(Debug, Default)]
struct Scope {
    parent: Option<usize>,
    /// Each variable with the number of the instruction after which it has the value.
    variables: FxHashMap<String, Vec<(usize, Variable)>>,
}

impl Scopes {
    pub(super) fn new(escape: char) -> Scopes {
        Scopes {
            escape,
            bytes: 0,
            globals: FxHashMap::default(),
            stages: Vec::new(),
            names: FxHashMap::default(),
            count: 0,
        }
    }

    /// Resolves a word of FROM, where only global arguments are known.
    pub(super) fn global<'s>(&mut self, word: &Cow<'s, str>) -> Resolved<'s> {
        let resolved = resolve(word, self.escape, &|name| self.global_variable(name));
        self.count(resolved)
    }

    /// Whether an argument of a name is declared above the first FROM, and has no value there.
    pub(super) fn is_open(&self, name: &str) -> bool {
        matches!(self.globals.get(name), Some(Variable::Open))
    }

    /// Whether an argument of a name is declared above the first FROM.
    pub(super) fn has_global(&self, name: &str) -> bool {
        self.globals.contains_key(name)
    }

    /// The text of a word of FROM where each argument that is declared without a value is `open`, and each that nothing
    /// declares is `undeclared`.
    pub(super) fn supposed(&self, word: &str, open: &str, undeclared: &str) -> Option<String> {
        let value = |text: &str| Variable::Value(Resolved::Known(Cow::Owned(text.to_owned())));
        let look_up = |name: &str| match self.globals.get(name) {
            Some(Variable::Open | Variable::Foreign) => value(open),
            Some(known) => known.clone(),
            None if buildkit::PLATFORM_ARGUMENTS.contains(&name) => value(open),
            None => value(undeclared),
        };
        resolve(&Cow::Borrowed(word), self.escape, &look_up).known().map(str::to_owned)
    }

    fn global_variable(&self, name: &str) -> Variable {
        self.globals.get(name).cloned().unwrap_or_else(|| {
            // An argument that is not declared is empty; a platform argument is what the builder says.
            if buildkit::PLATFORM_ARGUMENTS.contains(&name) { Variable::Foreign } else { Variable::Open }
        })
    }

    /// Begins a stage that inherits from another one.
    pub(super) fn begin(&mut self, parent: Option<usize>) {
        self.count += 1;
        self.stages.push(Scope { parent, ..Scope::default() });
    }

    /// Notes the name of the stage that was begun last.
    pub(super) fn name(&mut self, name: &str) {
        let index = self.stages.len().saturating_sub(1);
        self.names.entry(name.to_ascii_lowercase()).or_default().push(index);
    }

    /// The last stage of a name before an index.
    pub(super) fn stage_named(&self, name: &str, before: usize) -> Option<usize> {
        let stages = match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => self.names.get(&name.to_ascii_lowercase())?,
            false => self.names.get(name)?,
        };
        stages.get(..stages.partition_point(|index| *index < before))?.last().copied()
    }

    /// Resolves the words of an instruction and takes in what it sets. `stage` is `None` before the first FROM.
    pub(super) fn enter<'s>(
        &mut self,
        stage: Option<usize>,
        instruction: &Instruction<'s>,
    ) -> Vec<Resolved<'s>> {
        let at = self.count;
        self.count += 1;
        let mut values = Vec::new();
        match &instruction.arguments {
            Arguments::Arg(arguments) => {
                values.reserve_exact(arguments.len());
                for argument in arguments {
                    let value = argument.value.as_ref().map(|value| self.word(stage, at, value));
                    if instruction.onbuild.is_none() {
                        self.declare(stage, at, &argument.name.text, value.clone());
                    }
                    values.push(value.unwrap_or(Resolved::Unknown));
                }
            }
            Arguments::Pairs { pairs, .. } => {
                // All words of one ENV see the state before it.
                values = pairs.iter().map(|pair| self.word(stage, at, &pair.value)).collect();
                if instruction.keyword == Keyword::Env && instruction.onbuild.is_none() {
                    for (pair, value) in pairs.iter().zip(&values) {
                        self.set(stage, at, &pair.name.text, Variable::Value(value.clone().into_owned()));
                    }
                }
            }
            Arguments::Paths { sources, destination, .. } => {
                values = sources.iter().chain([destination]).map(|word| self.word(stage, at, word)).collect();
            }
            Arguments::List { items, .. } => {
                values = items.iter().map(|word| self.word(stage, at, word)).collect()
            }
            Arguments::Text(word) if instruction.keyword != Keyword::Maintainer => {
                values = vec![self.word(stage, at, word)];
            }
            _ => {}
        }
        values
    }

    fn word<'s>(&mut self, stage: Option<usize>, at: usize, word: &Word<'s>) -> Resolved<'s> {
        let resolved = resolve(&word.text, self.escape, &|name| self.look_up(stage, at, name));
        self.count(resolved)
    }

    /// Counts the bytes of values that had to be made; beyond the limit nothing is known.
    fn count<'s>(&mut self, value: Resolved<'s>) -> Resolved<'s> {
        self.bytes += match &value {
            Resolved::Known(Cow::Owned(text)) => text.len(),
            Resolved::Partial { prefix, suffix } => prefix.len() + suffix.len(),
            _ => 0,
        };
        if self.bytes > MAX_VALUES && !matches!(value, Resolved::Known(Cow::Borrowed(_))) {
            return Resolved::Unknown;
        }
        value
    }

    fn declare(&mut self, stage: Option<usize>, at: usize, name: &str, value: Option<Resolved<'_>>) {
        let variable = match (value, stage) {
            (Some(value), _) => Variable::Value(value.into_owned()),
            // A bare ARG in a stage takes the global default.
            (None, Some(_)) => match self.globals.get(name) {
                Some(global) => global.clone(),
                None if buildkit::PLATFORM_ARGUMENTS.contains(&name) => Variable::Foreign,
                None => Variable::Open,
            },
            (None, None) => Variable::Open,
        };
        match stage {
            Some(_) => self.set(stage, at, name, variable),
            None => {
                self.globals.insert(name.to_owned(), variable);
            }
        }
    }

    fn set(&mut self, stage: Option<usize>, at: usize, name: &str, value: Variable) {
        let Some(scope) = stage.and_then(|stage| self.stages.get_mut(stage)) else { return };
        // Most are set once.
        let values = scope.variables.entry(name.to_owned()).or_insert_with(|| Vec::with_capacity(1));
        values.push((at, value));
    }

    /// What is known of a variable right before the instruction of a number.
    pub(super) fn look_up(&self, stage: Option<usize>, before: usize, name: &str) -> Variable {
        match self.definition(stage, before, name) {
            _ if stage.is_none() => self.global_variable(name),
            Definition::Here(value) => value.clone(),
            Definition::Nowhere | Definition::TooFar => Variable::Foreign,
        }
    }

    /// What the last ENV or ARG of a name in a stage or in what it is built from says, before the instruction of a
    /// number.
    pub(super) fn definition(&self, stage: Option<usize>, before: usize, name: &str) -> Definition<'_> {
        let mut index = stage;
        for _ in 0..MAX_CHAIN {
            let Some(scope) = index.and_then(|index| self.stages.get(index)) else {
                return Definition::Nowhere;
            };
            if let Some(values) = scope.variables.get(name) {
                // Of a parent everything is in effect: it stands before this stage.
                let known =
                    values.get(..values.partition_point(|(at, _)| *at < before)).and_then(<[_]>::last);
                if let Some((_, value)) = known {
                    return Definition::Here(value);
                }
            }
            index = scope.parent.filter(|parent| Some(*parent) < index);
        }
        Definition::TooFar
    }
}

/// Where a variable is defined.
pub(super) enum Definition<'d> {
    /// In the stage, or in what it is built from.
    Here(&'d Variable),
    /// In neither.
    Nowhere,
    /// Not in those that were looked at.
    TooFar,
}
