//! Mutants of the corpus, the same on every machine: what `fuzz/` holds for any input holds for them.
//!
//! `PLIMSOLL_MUTANTS=SECONDS` goes on for so long with new ones and says how many there were.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::support::root;

#[path = "../support/examine.rs"]
mod examine;

/// How many mutants of a format are tried.
const MUTANTS: usize = 120;

const PIECES: &[&str] = &[
    "\\\n",
    "<<EOF\n",
    "${",
    "${A:-${B}}",
    "\0",
    "\u{202e}",
    "&a ",
    "*a",
    "<<: *a\n",
    "- ",
    "? ",
    ": ",
    "{",
    "[",
    "\"",
    "'",
    "|\n",
    ">-\n",
    "---\n",
    "!reset ",
    "\t",
    "#",
    "# plimsoll: ignore[",
    "FROM ",
    "\r",
    "`",
    "$(",
    "))",
    "RUN ",
    "ENV A_PASSWORD=",
    "COPY --from=",
    " && ",
    " || ",
    "find . -exec ",
    "; do",
    "if ",
    "fi",
    "\u{feff}",
    "::error::",
    "kind: List\nitems:\n",
    "services:\n",
    "privileged: true\n",
    "\n",
    "\n\n\n",
    " ",
    "https://a:b1cdef@c/",
];

/// A small generator of numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    /// A range inside of a text of a length.
    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.roll(length + 1);
        start..(start + self.roll(120)).min(length)
    }
}

/// The files of a format in the corpus.
fn seeds(format: &str) -> Vec<Vec<u8>> {
    let mut folders = vec![root().join("tests/corpus").join(format)];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { paths.push(entry.path()) }
        }
    }
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("the file can be read")).collect()
}

fn mutant(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut text = seeds[dice.roll(seeds.len())].clone();
    for _ in 0..=dice.roll(5) {
        let range = dice.range(text.len());
        match dice.roll(6) {
            0 => drop(text.drain(range)),
            1 => {
                let copy = text[range].to_vec();
                let at = dice.roll(text.len() + 1);
                let times = 1 + dice.roll(20);
                text.splice(at..at, copy.repeat(times));
            }
            2 => {
                let other = &seeds[dice.roll(seeds.len())];
                let piece = other[dice.range(other.len())].to_vec();
                text.splice(range, piece);
            }
            3 => {
                if let Some(byte) = text.get_mut(range.start) {
                    *byte = dice.roll(256) as u8;
                }
            }
            _ => {
                let piece = PIECES[dice.roll(PIECES.len())];
                text.splice(range.start..range.start, piece.bytes());
            }
        }
    }
    text
}

fn mutate(format: &str, name: &str) {
    let seconds = std::env::var("PLIMSOLL_MUTANTS").ok().and_then(|text| text.parse().ok());
    let seed = seconds.map_or(0, |_: u64| std::process::id() as u64);
    let (seeds, mut dice) = (seeds(format), Dice(0x9e37_79b9_7f4a_7c15 ^ seed));
    let (started, mut count) = (Instant::now(), 0_usize);
    loop {
        let text = mutant(&seeds, &mut dice);
        let held = std::panic::catch_unwind(|| examine::examine(name, &text, count % 4 == 0));
        assert!(held.is_ok(), "mutant {count} of {format}:\n{}", String::from_utf8_lossy(&text));
        count += 1;
        let is_over = match seconds {
            Some(seconds) => started.elapsed() > Duration::from_secs(seconds),
            None => count == MUTANTS,
        };
        if is_over {
            break;
        }
    }
    if seconds.is_some() {
        writeln!(std::io::stdout(), "{count} mutants of {format} in {:?}", started.elapsed())
            .expect("standard output is open");
    }
}

#[test]
fn mutants_of_dockerfiles_hold() {
    mutate("dockerfile", "Dockerfile");
}

#[test]
fn mutants_of_compose_files_hold() {
    mutate("compose", "compose.yaml");
}

#[test]
fn mutants_of_manifests_hold() {
    mutate("kubernetes", "pod.yaml");
}
