//! Several files as one text, so that whatever carries a file carries a project: drafts, answers,
//! submissions. Each file stands behind its name, and a place in the whole is a place in one of them.
//!
//! Knows nothing of what the files are. Called by `pack`, `analyze`, `grade`, `ui`, `shell`.

use super::{Source, Sources, printable};

/// Stands before each file's name: the character for this purpose, which no text file holds.
const SEPARATOR: char = '\u{1c}';

/// One file of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its path, with `/`.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Where its text begins in the bundle.
    pub base: u32,
}

impl Part<'_> {
    /// Whether it is Python.
    #[must_use]
    pub fn is_python(&self) -> bool {
        ending(self.name) == "py"
    }
}

/// What stands behind the last dot of a file's name; nothing without a dot.
#[must_use]
pub fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// One text of several files, in this order.
#[must_use]
pub fn bundle<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut whole = String::new();
    let own = |c: &char| *c != SEPARATOR;
    for (name, text) in files {
        whole.push(SEPARATOR);
        whole.extend(name.chars().filter(|c| own(c) && *c != '\n'));
        whole.push('\n');
        whole.extend(text.chars().filter(own));
    }
    whole
}

/// Whether a text is a bundle.
#[must_use]
pub fn is_bundle(text: &str) -> bool {
    text.starts_with(SEPARATOR)
}

/// The files of a bundle, in order; none when the text is no bundle.
#[must_use]
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).and_then(|t| t.strip_prefix(SEPARATOR)) {
        let begin = at + SEPARATOR.len_utf8();
        let (name, base) = match rest.split_once('\n') {
            Some((name, _)) => (name, begin + name.len() + 1),
            None => (rest, text.len()),
        };
        let body = text.get(base..).unwrap_or_default();
        let body = body.split(SEPARATOR).next().unwrap_or_default();
        let Ok(start) = u32::try_from(base) else {
            break;
        };
        parts.push(Part {
            name,
            text: body,
            base: start,
        });
        at = base + body.len();
    }
    parts
}

impl Source {
    /// A place in words: `line 3`, and in a bundle `line 3 of app.py`.
    #[must_use]
    pub fn spot(&self, offset: u32) -> String {
        match self.line_in(offset) {
            (line, None) => format!("line {line}"),
            (line, Some(file)) => format!("line {line} of {file}"),
        }
    }

    /// The line on which an offset lies, and the file of it when there are several.
    #[must_use]
    pub fn line_in(&self, offset: u32) -> (u32, Option<String>) {
        let parts = parts(self.text());
        let part = parts.iter().rev().find(|part| part.base <= offset);
        match part.or(parts.first()) {
            None => (self.line_of(offset), None),
            Some(part) => {
                let first = self.line_of(part.base);
                let line = self.line_of(offset.max(part.base)) - first + 1;
                (line, Some(printable(part.name)))
            }
        }
    }
}

impl From<&Source> for Sources {
    /// The text; the files of a bundle each at its place.
    fn from(source: &Source) -> Self {
        let mut sources = Self::default();
        if is_bundle(source.text()) {
            for part in parts(source.text()) {
                sources.put(part.base, Source::new(part.name, part.text));
            }
        } else {
            sources.add(source.clone());
        }
        sources
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn what_goes_in_comes_out() {
        let files = [("a.py", "x = 1\n"), ("b/c.txt", ""), ("d.py", "é\u{1c}\ny")];
        let whole = bundle(files);
        assert!(is_bundle(&whole));
        let found = parts(&whole);
        let names: Vec<_> = found.iter().map(|p| (p.name, p.text)).collect();
        assert_eq!(
            names,
            [("a.py", "x = 1\n"), ("b/c.txt", ""), ("d.py", "é\ny")]
        );
        for part in found {
            let begin = part.base as usize;
            let end = begin + part.text.len();
            assert_eq!(whole.get(begin..end), Some(part.text));
        }
    }

    #[test]
    fn other_texts_are_no_bundles() {
        assert!(!is_bundle("x = 1\n"));
        assert_eq!(parts("x = 1\n"), []);
        assert_eq!(parts(""), []);
        assert_eq!(parts("\u{1c}name").len(), 1);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let whole = bundle([("a.py", "x\ny\n"), ("b.py", "z\nw")]);
        let at = u32::try_from(whole.rfind('w').unwrap()).unwrap();
        let source = Source::new("a.py", whole.as_str());
        assert_eq!(source.spot(at), "line 2 of b.py");
        assert_eq!(source.spot(6), "line 1 of a.py");
        assert_eq!(Source::new("a.py", "x\ny").spot(2), "line 2");
        let sources = Sources::from(&source);
        let (file, local) = sources.find(Span::new(at, at + 1)).unwrap();
        assert_eq!((file.name(), file.slice(local)), ("b.py", "w"));
    }
}
