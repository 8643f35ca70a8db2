//! Programs by what they do. Source: written by hand from their manuals, 2026-11.
//! Package managers are in `packages`. Looks at no command.

/// Whether a program downloads files.
pub fn downloads(program: &str) -> bool {
    matches!(program, "curl" | "wget" | "aria2c" | "fetch" | "axel")
}
