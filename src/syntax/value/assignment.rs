//! Files of variables (`.env`): a name and a value on a line.

/// The variables of a text, in order, each with what is written for it, without quotes around it. A line that holds
/// only a name has an empty value. `shown` also takes in what stands behind the sign of a comment.
pub fn assignments(text: &str, shown: bool) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(move |line| {
        let line = line.trim();
        let line = if shown { line.trim_start_matches('#').trim_start() } else { line };
        let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
        let (name, value) = match line.find(['=', ':']) {
            Some(at) => (line.get(..at)?.trim_end(), line.get(at + 1..)?),
            None => (line, ""),
        };
        let is_name = !name.starts_with(|first: char| first.is_ascii_digit())
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let value = value.split(" #").next().unwrap_or("").trim();
        is_name.then_some((name, value.trim_matches(['"', '\''])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_read() {
        let text = "A=1\n export B = \"x y\" # why\n#C=3\nD\nE: 5\n2F=1\nnot a name\n";
        let all: Vec<_> = assignments(text, false).collect();
        assert_eq!(all, [("A", "1"), ("B", "x y"), ("D", ""), ("E", "5")]);
        assert!(assignments(text, true).any(|found| found == ("C", "3")));
    }
}
