//! The cost of a run is linear in every dimension of its input: families of inputs at three sizes.
//!
//! As a test, it counts allocations, which are the same on every machine: how many there are, how many bytes they have
//! and how many are held at once. With the argument `--instructions` it only runs the families, for
//! `scripts/growth.py`, which counts what the processor does.

#[path = "../support/mod.rs"]
mod support;

use std::hint::black_box;
use std::io::Write;

use allocation_counter::{AllocationInfo, measure};
use libtest_mimic::{Arguments, Failed, Trial};
use plimsoll::emit::{self, OutputFormat, Style};
use plimsoll::engine::{Input, Workspace};
use plimsoll::source::MemoryFiles;

/// Above this exponent a cost is no longer linear.
const MOST: f64 = 1.2;

/// How many bytes the repeated part of a family has at its smallest size.
const BYTES: usize = 1_500;

/// The same where instructions are counted, which takes fifty times as long.
const FEW_BYTES: usize = 350;

/// How much memory may be held for each byte of the input, and besides.
const HELD: u64 = 30;
const FIXED: u64 = 30 * 1024 * 1024;

/// Families whose cost grows faster until a bound is met: values are kept up to so many bytes, and so many steps before
/// another one are looked at.
const LARGER: &[(&str, usize)] = &[
    ("dockerfile: PATH", 16),
    ("dockerfile: ENV of one name", 16),
    ("dockerfile: ENV that use each other", 16),
    ("dockerfile: RUN of yum", 6),
];

/// Inputs of one kind: files that grow.
struct Family {
    name: String,
    /// How many times as large it is as others, so that a bound of a model is met at every size.
    times: usize,
    files: Vec<Growing>,
}

/// A file of a family, in parts.
struct Growing {
    path: String,
    before: String,
    each: String,
    middle: String,
    other: String,
    after: String,
}

impl Family {
    /// The files with so many repetitions.
    fn files(&self, count: usize) -> Vec<(String, Vec<u8>)> {
        let repeated = |text: &str| {
            let line = |index: usize| {
                text.replace("{i}", &index.to_string())
                    .replace("{n}", &(index + 1).to_string())
                    .replace("{p}", &index.saturating_sub(1).to_string())
            };
            (0..count).map(line).collect::<String>()
        };
        let text = |file: &Growing| {
            [&file.before, &repeated(&file.each), &file.middle, &repeated(&file.other), &file.after]
                .map(String::as_str)
                .concat()
        };
        self.files.iter().map(|file| (file.path.clone(), text(file).into_bytes())).collect()
    }

    /// How many repetitions the sizes have: one, and three of which each is twice the one before.
    fn counts(&self, bytes: usize) -> [usize; SIZES] {
        let unit: usize = self.files.iter().map(|file| file.each.len() + file.other.len()).sum();
        let first = (bytes * self.times / unit.max(1)).max(8);
        [1, first, first * 2, first * 4]
    }
}

/// The families of the table beside this file.
fn families() -> Vec<Family> {
    let mut out: Vec<Family> = Vec::new();
    for line in include_str!("families.tsv").lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<String> = line.split('\t').map(unescape).collect();
        let [name, path, before, each, middle, other, after] =
            fields.try_into().expect("a line has its fields");
        let file = Growing { path, before, each, middle, other, after };
        match out.iter_mut().find(|family| family.name == name) {
            Some(family) => family.files.push(file),
            None => {
                let times = LARGER.iter().find(|(known, _)| *known == name).map_or(1, |(_, times)| *times);
                out.push(Family { name, times, files: vec![file] });
            }
        }
    }
    out
}

fn unescape(field: &str) -> String {
    let mut out = String::new();
    let mut rest = field.chars();
    while let Some(character) = rest.next() {
        out.push(match character {
            '\\' => match rest.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                _ => '\\',
            },
            other => other,
        });
    }
    out
}

/// All families at all their sizes, each in a folder of its own, with all rules. What a run makes once is made once.
struct Bench {
    families: Vec<Family>,
    workspace: Workspace<'static>,
}

/// How many sizes there are.
const SIZES: usize = 4;

impl Bench {
    fn new(bytes: usize) -> Bench {
        let mut families = families();
        // A bound is out of reach for a small input.
        families.retain(|family| bytes == BYTES || family.times == 1);
        let mut memory = MemoryFiles::default();
        for (number, family) in families.iter().enumerate() {
            for (size, count) in family.counts(bytes).into_iter().enumerate() {
                for (path, bytes) in family.files(count) {
                    memory.insert(format!("{number}/{size}/{path}"), bytes);
                }
            }
        }
        let (memory, options) = (Box::leak(Box::new(memory)), Box::leak(Box::new(support::all_rules())));
        Bench { families, workspace: Workspace::new(memory, options) }
    }

    /// Checks the files of a family at one of its sizes and writes the report; its length keeps the work from being
    /// left out.
    #[inline(never)]
    fn measured(&self, number: usize, size: usize) -> usize {
        run(&self.workspace, &self.inputs(number, size))
    }

    fn inputs(&self, number: usize, size: usize) -> Vec<Input> {
        let files = self.families.get(number).into_iter().flat_map(|family| &family.files);
        files.map(|file| Input::named(format!("{number}/{size}/{}", file.path))).collect()
    }
}

fn run(workspace: &Workspace<'_>, inputs: &[Input]) -> usize {
    let report = workspace.check(inputs);
    let mut out = Vec::new();
    let style = Style { rule: plimsoll::rules::by_name, ..Style::default() };
    emit::write(OutputFormat::Concise, &report, &style, &mut out).expect("memory can be written to");
    out.len()
}

/// The exponent of a cost at four sizes: next to none, and three of which each is twice the one before. The larger one
/// of the two steps that do not begin with next to nothing counts.
fn exponent(costs: [u64; SIZES]) -> f64 {
    let [none, first, second, third] = costs.map(|cost| cost as f64);
    let own = |cost: f64| (cost - none).max(none).max(1.0);
    (own(third) / own(second)).log2().min((own(third) / own(first)).log2() / 2.0)
}

fn check(bench: &Bench, number: usize) -> Result<(), Failed> {
    let family = &bench.families[number];
    // One thread, so that all of it is counted.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(8 * 1024 * 1024).build()?;
    let costs: [AllocationInfo; SIZES] = pool.install(|| {
        bench.measured(number, 0);
        [0, 1, 2, 3].map(|size| measure(|| _ = black_box(bench.measured(number, size))))
    });
    let [_, _, before, length] = family
        .counts(BYTES)
        .map(|count| family.files(count).iter().map(|(_, bytes)| bytes.len() as u64).sum::<u64>());
    let [_, _, held_before, held] = costs.map(|cost| cost.bytes_max);
    let held_each = held.saturating_sub(held_before) / (length - before).max(1);
    let allocations = exponent(costs.map(|cost| cost.count_total));
    let bytes = exponent(costs.map(|cost| cost.bytes_total));
    if std::env::var_os("PLIMSOLL_GROWTH").is_some() {
        writeln!(
            std::io::stdout(),
            "{allocations:.2}\t{bytes:.2}\t{held}\t{held_each}\t{length}\t{}",
            family.name
        )
        .expect("standard output is open");
    }
    if allocations > MOST || bytes > MOST {
        return Err(format!("allocations grow with {allocations:.2}, their bytes with {bytes:.2}").into());
    }
    if held > HELD * length + FIXED {
        return Err(format!("{held} bytes are held for {length} of the input").into());
    }
    Ok(())
}

fn main() {
    if std::env::args().any(|argument| argument == "--instructions") {
        instructions(&Bench::new(FEW_BYTES));
        return;
    }
    let bench: &'static Bench = Box::leak(Box::new(Bench::new(BYTES)));
    let trial =
        |(number, family): (usize, &Family)| Trial::test(family.name.clone(), move || check(bench, number));
    let trials = bench.families.iter().enumerate().map(trial).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// Runs every family at every size, each time as a call of [`Bench::measured`].
fn instructions(bench: &Bench) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread starts");
    for (number, family) in bench.families.iter().enumerate() {
        for size in 0..SIZES {
            let found = pool.install(|| bench.measured(number, size));
            writeln!(std::io::stdout(), "{}\t{found}", family.name).expect("standard output is open");
        }
    }
}
