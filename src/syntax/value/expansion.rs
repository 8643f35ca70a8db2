//! Variables in texts of Kubernetes: `$(NAME)`, which the kubelet replaces, and what a shell would replace. Knows no
//! values.

/// The names that a text refers to as `$(NAME)`, in order; `$$` is a dollar sign.
pub fn kubelet_references(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    dollars(text, |rest| {
        let inner = rest.strip_prefix('(')?;
        let (name, _) = inner.split_once(')')?;
        names.push(name);
        Some(name.len() + 2)
    });
    names
}

/// The names that a shell would replace, in order: `$NAME` and `${NAME}`, without those that have an operator.
pub fn shell_references(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    dollars(text, |rest| {
        let (name, length) = match rest.strip_prefix('{') {
            Some(inner) => {
                let (name, _) = inner.split_once('}')?;
                (name, name.len() + 2)
            }
            None => {
                let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                (rest.get(..end)?, end)
            }
        };
        if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(is_word) {
            names.push(name);
        }
        Some(length)
    });
    names
}

/// Calls with what follows each dollar sign that is not doubled; the answer is how much of it was read.
fn dollars<'t>(text: &'t str, mut call: impl FnMut(&'t str) -> Option<usize>) {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('$') {
        let read = if after.starts_with('$') { 1 } else { call(after).unwrap_or(0) };
        rest = after.get(read..).unwrap_or("");
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_both_kinds_are_told_apart() {
        let text = "$(A)$$(B)/${C}:$D-${E:-x}$$F $(";
        assert_eq!(kubelet_references(text), ["A"]);
        assert_eq!(shell_references(text), ["C", "D"]);
    }
}
