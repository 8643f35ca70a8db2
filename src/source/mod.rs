//! Texts and places in them: ids, byte spans, lines and columns, encodings, and how untrusted text is shown.
//!
//! Knows nothing about Dockerfiles, YAML or rules.

mod encoding;
mod files;
pub mod limits;
mod lines;
mod shown;
mod span;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use encoding::{Decoded, Encoding, NotText, decode};
pub use files::{Files, MemoryFiles, ReadError};
pub use lines::{LineEnds, LineIndex, Position};
pub(crate) use shown::is_dangerous;
pub use shown::{Shown, is_harmless, shown};
pub use span::{SourceId, Span, Spanned};

/// One text: what was read from a file, decoded, with the means to find lines in it.
#[derive(Debug)]
pub struct Source {
    /// The id that spans in this text carry.
    pub id: SourceId,
    /// The path as it was named or discovered; shown to people only through [`Shown`].
    pub path: PathBuf,
    /// The decoded text, without a byte order mark. Spans are byte offsets into it.
    pub text: String,
    /// How the bytes of the file were encoded.
    pub encoding: Encoding,
    line_ends: LineEnds,
    lines: OnceLock<LineIndex>,
}

impl Source {
    /// A source of an id, a path and a decoded text. `line_ends` says which characters end a line in its format.
    pub fn new(id: SourceId, path: impl Into<PathBuf>, decoded: Decoded, line_ends: LineEnds) -> Source {
        Source {
            id,
            path: path.into(),
            text: decoded.text,
            encoding: decoded.encoding,
            line_ends,
            lines: OnceLock::new(),
        }
    }

    /// A source in memory with UTF-8 text; for tests and standard input that is already decoded.
    pub fn from_text(id: SourceId, path: impl Into<PathBuf>, text: impl Into<String>) -> Source {
        let decoded = Decoded { text: text.into(), encoding: Encoding::Utf8 };
        Source::new(id, path, decoded, LineEnds::Lf)
    }

    /// The line table, built on first use.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text, self.line_ends))
    }

    /// The text of a span; empty when the span lies outside the text or cuts a character.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The position of a byte offset; offsets past the end give the end.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// The 1-based line of a byte offset.
    pub fn line(&self, offset: u32) -> u32 {
        self.lines().line(offset)
    }

    /// A span of the whole text.
    pub fn whole(&self) -> Span {
        Span::new(self.id, 0, self.text.len() as u32)
    }
}

/// All sources of a report, by id. Sources that no finding points into may have been dropped.
#[derive(Debug, Default, Clone)]
pub struct SourceMap {
    sources: Vec<Option<Arc<Source>>>,
}

impl SourceMap {
    /// A map without sources.
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Puts a source at its id, replacing what was there.
    pub fn insert(&mut self, source: Arc<Source>) {
        let index = source.id.index();
        if self.sources.len() <= index {
            self.sources.resize(index + 1, None);
        }
        if let Some(slot) = self.sources.get_mut(index) {
            *slot = Some(source);
        }
    }

    /// The source of an id, if it was kept.
    pub fn get(&self, id: SourceId) -> Option<&Arc<Source>> {
        self.sources.get(id.index())?.as_ref()
    }

    /// The path of a source; an empty path when it was not kept.
    pub fn path(&self, id: SourceId) -> &Path {
        self.get(id).map_or(Path::new(""), |source| &source.path)
    }

    /// All sources that were kept, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.sources.iter().flatten()
    }
}
