//! Syntax colours: which part of a line means what, by the grammars that `syntect` ships.
//!
//! Knows roles, not colours. Called by `editor` for text under edit and by lessons for blocks.

mod incremental;
mod scopes;

pub use incremental::Highlighter;

use super::theme::Role;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

/// Lines longer than this (in bytes) stay without colours: grammars take time on each byte.
const LONGEST_LINE: usize = 2_000;

/// The stretches of one line with a role of their own, in characters; the rest is text.
pub type Runs = Vec<(Range<usize>, Role)>;

/// A language with a grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// No grammar.
    #[default]
    Text,
    /// Python.
    Python,
    /// SQL.
    Sql,
    /// HTML.
    Html,
    /// The shell's language.
    Shell,
}

impl Language {
    /// The language that a code block or a file ending names.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "python" | "py" | "pycon" => Self::Python,
            "sql" | "sqlite" => Self::Sql,
            "html" | "htm" | "jinja" => Self::Html,
            "sh" | "bash" | "shell" | "console" => Self::Shell,
            _ => Self::Text,
        }
    }

    fn scope(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            Self::Python => Some("Python"),
            Self::Sql => Some("SQL"),
            Self::Html => Some("HTML"),
            Self::Shell => Some("Bourne Again Shell (bash)"),
        }
    }
}

/// The grammars, loaded when first needed and shared by every clone.
///
/// Loading takes about a millisecond, the first lines of each language some tens (its expressions
/// are compiled then): [`Languages::warm`] does both ahead, on whatever thread calls it.
#[derive(Clone, Default)]
pub struct Languages(Arc<OnceLock<SyntaxSet>>);

impl fmt::Debug for Languages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Languages")
            .field(&self.0.get().is_some())
            .finish()
    }
}

impl Languages {
    /// Loads the grammars and compiles what Python with SQL in it needs.
    pub fn warm(&self) {
        const SAMPLE: &str = "import a\nfrom b import c as d\n\n\n@e.f\ndef g(h: str, *i, j=1) -> None:\n    \
            \"\"\"k\"\"\"\n    for l in m[0:1], {'n': -1.5}:  # o\n        if not p == q and r is None:\n            \
            return s.t(f\"SELECT u FROM v WHERE w = '{x}' AND y = 1\", (z,)).fetchall()\n\n\nclass A(B):\n    C = lambda d: d\n";
        drop(self.lines(SAMPLE, Language::Python));
    }

    /// The runs of every line of a text that does not change.
    #[must_use]
    pub fn lines(&self, text: &str, language: Language) -> Vec<Runs> {
        let Some(syntax) = self.syntax(language) else {
            return text.lines().map(|_| Runs::new()).collect();
        };
        let mut state = State::new(syntax);
        text.split_inclusive('\n')
            .map(|line| state.read(line, self.set()))
            .collect()
    }

    fn set(&self) -> &SyntaxSet {
        self.0.get_or_init(SyntaxSet::load_defaults_newlines)
    }

    fn syntax(&self, language: Language) -> Option<&SyntaxReference> {
        self.set().find_syntax_by_name(language.scope()?)
    }
}

/// Where a grammar stands between two lines.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    parse: ParseState,
    scopes: ScopeStack,
}

impl State {
    fn new(syntax: &SyntaxReference) -> Self {
        Self {
            parse: ParseState::new(syntax),
            scopes: ScopeStack::new(),
        }
    }

    /// Reads one line (with its break, if it has one) and tells its runs.
    fn read(&mut self, line: &str, set: &SyntaxSet) -> Runs {
        if line.len() > LONGEST_LINE {
            return Runs::new();
        }
        // A grammar's fault costs colours, nothing else.
        let Ok(changes) = self.parse.parse_line(line, set) else {
            return Runs::new();
        };
        let mut runs = Runs::new();
        let (mut byte, mut at) = (0, 0);
        let mut put = |runs: &mut Runs, upto: usize, scopes: &ScopeStack| {
            let width = line.get(byte..upto).map_or(0, |s| s.chars().count());
            if width == 0 {
                return;
            }
            let role = scopes::role(scopes);
            match runs.last_mut() {
                Some((range, last)) if *last == role && range.end == at => range.end += width,
                _ if role == Role::Text => {}
                _ => runs.push((at..at + width, role)),
            }
            byte = upto;
            at += width;
        };
        for (upto, change) in changes {
            put(&mut runs, upto, &self.scopes);
            // An operation that does not fit the stack leaves the stack as it was.
            let _ = self.scopes.apply(&change);
        }
        put(&mut runs, line.len(), &self.scopes);
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of each run with its role, line by line.
    fn told(text: &str, language: Language) -> Vec<Vec<(String, Role)>> {
        let languages = Languages::default();
        let runs = languages.lines(text, language);
        text.lines()
            .zip(runs)
            .map(|(line, runs)| {
                let cut = |range: &Range<usize>| {
                    line.chars()
                        .skip(range.start)
                        .take(range.len())
                        .collect::<String>()
                };
                runs.iter()
                    .map(|(range, role)| (cut(range), *role))
                    .collect()
            })
            .collect()
    }

    fn role_of(text: &str, language: Language, part: &str) -> Option<Role> {
        told(text, language)
            .into_iter()
            .flatten()
            .find(|(run, _)| run.contains(part))
            .map(|(_, role)| role)
    }

    #[test]
    fn python() {
        for (text, part, role) in [
            ("def find(a):\n", "def", Some(Role::Keyword)),
            ("def find(a):\n", "find", Some(Role::Definition)),
            ("return None\n", "return", Some(Role::Keyword)),
            ("return None\n", "None", Some(Role::Number)),
            ("x = 12\n", "12", Some(Role::Number)),
            ("x = 'é'  # why\n", "é", Some(Role::String)),
            ("x = 'é'  # why\n", "why", Some(Role::Comment)),
            ("if a and not b:\n", "and", Some(Role::Keyword)),
            ("len(x)\n", "len", Some(Role::Builtin)),
            ("x = y\n", "y", None),
            ("f'a {name} b'\n", "name", None),
            ("q = \"SELECT id FROM t\"\n", "SELECT", Some(Role::Keyword)),
        ] {
            assert_eq!(
                role_of(text, Language::Python, part),
                role,
                "{part} in {text}"
            );
        }
    }

    #[test]
    fn other_languages() {
        for (language, text, part, role) in [
            ("sql", "SELECT a FROM b\n", "SELECT", Some(Role::Keyword)),
            ("html", "<p class=\"x\">y</p>\n", "x", Some(Role::String)),
            ("sh", "echo \"a\"\n", "a", Some(Role::String)),
            ("text", "def x\n", "def", None),
            ("", "def x\n", "def", None),
        ] {
            assert_eq!(
                role_of(text, Language::named(language), part),
                role,
                "{language}"
            );
        }
    }

    #[test]
    fn long_lines_stay_plain() {
        let line = format!("x = '{}'\n", "é".repeat(LONGEST_LINE));
        assert_eq!(
            Languages::default().lines(&line, Language::Python),
            [Runs::new()]
        );
    }
}
