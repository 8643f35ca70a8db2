//! The command line: arguments, files on disk, and which report goes where. Everything that decides anything is in the
//! modules below.

mod args;
mod check;
mod diff;
mod disk;
mod explain;
mod fixing;
mod inspect;
mod limits;
mod migrate;
mod roots;
mod settings;
mod shellcheck;
mod signals;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};

/// What a run of the command comes to, as its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Everything was checked and nothing fails.
    Clean,
    /// Everything was checked and something fails.
    Findings,
    /// Something was not checked, or the call was wrong.
    Incomplete,
}

impl Status {
    fn code(self) -> u8 {
        match self {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Incomplete => 2,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status.code())
    }
}

/// A run that cannot go on; the text goes to standard error.
#[derive(Debug)]
struct Failure(String);

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure(format!("the output could not be written: {error}"))
    }
}

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    // A panic is reported with the file that caused it; the default message would come before the report.
    std::panic::set_hook(Box::new(|_| {}));
    let cli = match Cli::try_parse_from(args::with_default_command(std::env::args_os())) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; clap knows which stream each belongs to.
            let _ = error.print();
            return if error.use_stderr() { Status::Incomplete.into() } else { Status::Clean.into() };
        }
    };
    match run(cli) {
        Ok(status) => status.into(),
        Err(Failure(text)) => {
            let _ = writeln!(io::stderr(), "plimsoll: {text}");
            Status::Incomplete.into()
        }
    }
}

fn run(cli: Cli) -> Result<Status, Failure> {
    match cli.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Rules(arguments) => explain::list(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Migrate(arguments) => migrate::run(&arguments),
        Command::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "plimsoll", &mut out);
            print(&out)?;
            Ok(Status::Clean)
        }
    }
}

/// Writes to standard output. A reader that left early is no error: the exit code still tells the result.
fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
