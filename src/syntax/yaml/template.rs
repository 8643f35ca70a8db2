//! Recognises files that become YAML only after a template engine has run. Does not render them.

/// Whether a text is a Helm, Jinja or Go template of YAML rather than YAML: a line that starts with `{{` or `{%`, or
/// an unquoted value that does. Text in block scalars, quotes and continued lines does not count, since manifests
/// carry templates for others (Prometheus, Alertmanager) there.
pub fn looks_templated(text: &str) -> bool {
    let mut lines = Lines { block: None, quote: None, value: None };
    text.lines().any(|line| lines.is_template(line))
}

/// What the lines above the current one have left open.
struct Lines {
    /// The indentation of the key whose block scalar is open.
    block: Option<usize>,
    /// The quote that is open.
    quote: Option<u8>,
    /// The indentation of the last key with a plain value, which deeper lines continue.
    value: Option<usize>,
}

impl Lines {
    fn is_template(&mut self, line: &str) -> bool {
        let content = line.trim_ascii();
        let indent = line.len() - line.trim_ascii_start().len();
        if content.is_empty() {
            return false;
        }
        if let Some(quote) = self.quote {
            self.quote = open_quote(content, Some(quote));
            return false;
        }
        if self.block.is_some_and(|parent| indent > parent) {
            return false;
        }
        self.block = None;
        if self.value.is_some_and(|parent| indent > parent) {
            return false;
        }
        if content.starts_with('#') {
            return false;
        }
        if opens_template(content) {
            return true;
        }
        self.read_entry(content, indent)
    }

    /// Reads a line that starts an entry; whether its value is a template.
    fn read_entry(&mut self, content: &str, indent: usize) -> bool {
        self.value = None;
        let mut rest = content;
        let mut parent = indent;
        while let Some(item) = rest.strip_prefix("- ") {
            let item = item.trim_ascii_start();
            parent = indent + content.len() - item.len();
            rest = item;
        }
        let is_item = rest.len() < content.len();
        let value = match rest.find(": ").filter(|_| !rest.starts_with(['"', '\''])) {
            Some(colon) => rest.get(colon + 2..).unwrap_or("").trim_ascii_start(),
            None if rest.ends_with(':') => "",
            None => rest,
        };
        // A block scalar or a continued value directly in an item is deeper than the dash, not than the value.
        let parent = if is_item && value.len() == rest.len() { indent } else { parent };
        if opens_template(value) {
            return true;
        }
        match value.bytes().next() {
            None | Some(b'#') => {}
            Some(b'|' | b'>') => self.block = Some(parent),
            Some(b'"' | b'\'') => self.quote = open_quote(value, None),
            Some(_) => self.value = Some(parent),
        }
        false
    }
}

fn opens_template(text: &str) -> bool {
    text.starts_with("{{") || text.starts_with("{%")
}

/// The quote that is open at the end of a line.
fn open_quote(line: &str, mut open: Option<u8>) -> Option<u8> {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match open {
            Some(b'"') if byte == b'\\' => at += 1,
            Some(quote) if byte == quote => return None,
            None if matches!(byte, b'"' | b'\'') => open = Some(byte),
            _ => {}
        }
        at += 1;
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_told_from_yaml_that_carries_templates() {
        for text in [
            "{{- if .Values.a }}\nkind: Pod\n{{- end }}\n",
            "spec:\n  replicas: 1\n  {{- with .Values.x }}\n",
            "name: {{ .Release.Name }}\n",
            "args:\n  - {{ .Values.x }}\n",
            "{% for x in y %}\n",
            "labels:\n    {{- include \"x\" . | nindent 4 }}\n",
        ] {
            assert!(looks_templated(text), "{text}");
        }
        for text in [
            "data:\n  a.tmpl: |\n    {{ define \"x\" }}\n\n    {{ end }}\n  b: c\n",
            "- |\n  {{ x }}\n",
            "summary: \"a\n  {{ $labels.x }}\"\n",
            "summary: a b\n  {{ $labels.x }}\n",
            "run: ${{ github.sha }}\n",
            "image: 'x:{{ tag }}'\n",
            "# {{ x }}\na: 1\n",
            "key: {a: b}\n",
        ] {
            assert!(!looks_templated(text), "{text}");
        }
    }
}
