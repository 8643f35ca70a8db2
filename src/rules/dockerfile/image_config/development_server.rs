use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("development-server", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for stage in file.stages().iter().filter(|stage| stage.is_output) {
        for keyword in [Keyword::Entrypoint, Keyword::Cmd] {
            let Some(step) = stage.last(keyword) else { continue };
            for command in &step.script().commands {
                if let Some(name) = server(command) {
                    out.report(command.name_span(), format!("`{name}` is a server for development"))
                        .help("start the program that is made for production");
                }
            }
        }
    }
}

/// The server for development that a command is.
fn server(command: &Command<'_>) -> Option<&'static str> {
    let words: Vec<&str> = command.words.iter().skip(1).map(|word| word.text.as_ref()).take(4).collect();
    Some(match (command.name(), words.as_slice()) {
        ("flask", ["run", ..]) => "flask run",
        ("python" | "python3", ["-m", "flask", "run", ..]) => "flask run",
        ("python" | "python3", [script, "runserver", ..]) if script.ends_with("manage.py") => {
            "manage.py runserver"
        }
        ("manage.py", ["runserver", ..]) => "manage.py runserver",
        ("php", ["-S", ..]) => "php -S",
        ("php", ["artisan", "serve", ..]) => "php artisan serve",
        ("npm", ["run", "dev" | "start:dev", ..]) => "npm run dev",
        ("pnpm", ["run", "dev" | "start:dev", ..] | ["dev" | "start:dev", ..]) => "pnpm dev",
        ("yarn", ["run", "dev", ..] | ["dev" | "start:dev", ..]) => "yarn dev",
        ("next" | "nuxt" | "astro", ["dev", ..]) | ("npx", ["next" | "nuxt" | "astro", "dev", ..]) => "dev",
        ("nodemon", _) | ("npx", ["nodemon", ..]) => "nodemon",
        ("rails", ["server" | "s", "-e", "development", ..]) => "rails server -e development",
        _ => return None,
    })
}
