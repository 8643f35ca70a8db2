//! The real binary in a folder of its own. Knows no case.

use std::path::PathBuf;

/// A folder with files that is removed in the end.
pub struct Project {
    folder: tempfile::TempDir,
}

/// What the binary did.
#[derive(Debug)]
pub struct Run {
    /// Its exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// The lines of the concise report that are findings.
    pub fn findings(&self) -> Vec<&str> {
        let is_other = |line: &str| line.starts_with("plimsoll: ") || line.contains(": note: ");
        self.out.lines().filter(|line| !is_other(line)).collect()
    }
}

impl Project {
    /// A project of files with their texts.
    pub fn new(files: &[(&str, &str)]) -> Project {
        let project = Project { folder: tempfile::tempdir().expect("a temporary folder can be made") };
        for (path, text) in files {
            project.write(path, text.as_bytes());
        }
        project
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("it lies in the project")).expect("folders can be made");
        std::fs::write(path, bytes).expect("files can be written");
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        String::from_utf8_lossy(&std::fs::read(self.path(path)).expect("the file is there")).into_owned()
    }

    /// The path of a file.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The binary in this folder, with nothing of the environment that could change what it does.
    pub fn command(&self, arguments: &[&str]) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_plimsoll"));
        command.current_dir(self.folder.path()).args(arguments).env_clear();
        command.timeout(std::time::Duration::from_secs(60));
        command
    }

    /// Runs the binary.
    pub fn run(&self, arguments: &[&str]) -> Run {
        finish(&mut self.command(arguments))
    }

    /// Runs the binary with standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        finish(self.command(arguments).write_stdin(input))
    }
}

fn finish(command: &mut assert_cmd::Command) -> Run {
    let output = command.output().expect("the binary starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}
