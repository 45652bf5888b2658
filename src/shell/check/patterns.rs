//! Patterns for paths, in the language of .gitignore, each seen from a folder.
//!
//! Reads no file. Called by `check` and `walk`.

use crate::shell::config::Word;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};

/// Patterns that are seen from the same folder.
#[derive(Debug, Clone)]
pub struct Patterns(Gitignore);

impl Patterns {
    /// Reads patterns. They may begin with `./`, or with the whole path of the folder.
    ///
    /// # Errors
    /// One sentence for each that is none.
    pub fn new(folder: &Path, words: &[Word]) -> Result<Self, Vec<String>> {
        let whole = whole(folder);
        let mut builder = GitignoreBuilder::new(&whole);
        let mut faults = Vec::new();
        for Word { text, place } in words {
            let pattern = text.trim();
            let inside = Path::new(pattern).strip_prefix(&whole).ok();
            let inside = inside.map(|rest| format!("/{}", rest.display()));
            let pattern = inside.as_deref().unwrap_or(pattern);
            let pattern = pattern
                .strip_prefix('.')
                .filter(|p| p.starts_with('/'))
                .unwrap_or(pattern);
            if pattern.is_empty() || pattern == "/" {
                faults.push(format!(
                    "{place} `{text}`: this pattern would leave everything out, or nothing. Name files or folders."
                ));
            } else if let Err(error) = builder.add_line(None, pattern) {
                faults.push(format!("{place} {text}: {error}. Check the pattern."));
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let built = builder.build();
        built
            .map(Self)
            .map_err(|error| vec![format!("{error}. Check the patterns.")])
    }

    /// Whether one of them means this path, which is whole, or a folder that holds it below the patterns' own.
    #[must_use]
    pub fn mean(&self, path: &Path, folder: bool) -> bool {
        let found = if path.starts_with(self.0.path()) {
            self.0.matched_path_or_any_parents(path, folder)
        } else {
            self.0.matched(path, folder)
        };
        found.is_ignore()
    }

    /// Whether one of them means this very path, which is whole.
    #[must_use]
    pub fn mean_itself(&self, path: &Path, folder: bool) -> bool {
        self.0.matched(path, folder).is_ignore()
    }
}

/// What is left out, as the arguments say.
#[derive(Debug, Clone, Default)]
pub struct Excluded {
    /// The patterns.
    pub named: Vec<Word>,
    /// Whether files and folders that are named are left out too, also by the patterns of their settings.
    pub forced: bool,
}

impl Excluded {
    /// The patterns for what is in this folder, seen from there and from the current folder.
    ///
    /// # Errors
    /// One sentence for each that is none.
    pub fn within(&self, folder: &Path) -> Result<Vec<Patterns>, Vec<String>> {
        let mut all = vec![Patterns::new(Path::new("."), &self.named)?];
        if whole(folder) != whole(Path::new(".")) {
            all.push(Patterns::new(folder, &self.named)?);
        }
        Ok(all)
    }
}

/// The whole path of what may not exist.
#[must_use]
pub fn whole(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}
