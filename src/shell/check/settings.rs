//! Which settings count for which file: those of the nearest settings file at or above it.
//!
//! Files above a project's own do not count in it. Called by `check` and `walk`.

use super::patterns::{Patterns, whole};
use crate::shell::config::Settings;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Settings with their patterns.
#[derive(Debug, Clone, Default)]
struct Shelved {
    settings: Settings,
    left_out: Vec<Patterns>,
}

/// All settings that were met, each read once.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The first counts where no other does.
    all: Vec<Shelved>,
    /// What counts in a folder.
    folders: BTreeMap<PathBuf, usize>,
    /// Whether one file counts everywhere, or none.
    fixed: bool,
    faults: Vec<String>,
}

impl Shelf {
    /// The settings of `config` for everything; or none for anything, when `none`; or the nearest of each file.
    ///
    /// # Errors
    /// When the file cannot be read or says what is not understood.
    pub fn new(config: Option<&Path>, none: bool) -> anyhow::Result<Self> {
        let mut shelf = Self {
            all: vec![Shelved::default()],
            folders: BTreeMap::new(),
            fixed: none || config.is_some(),
            faults: Vec::new(),
        };
        if let Some(path) = config {
            shelf.all.clear();
            shelf.put(Settings::named(path)?);
        }
        Ok(shelf)
    }

    fn put(&mut self, settings: Settings) -> usize {
        let mut left_out = Vec::new();
        for (folder, words) in &settings.exclude {
            match Patterns::new(folder, words) {
                Ok(patterns) => left_out.push(patterns),
                Err(wrong) => self.faults.extend(wrong),
            }
        }
        self.all.push(Shelved { settings, left_out });
        self.all.len() - 1
    }

    /// The number of the settings that count in a folder.
    pub fn of(&mut self, folder: &Path) -> usize {
        if self.fixed {
            return 0;
        }
        let mut new = Vec::new();
        let mut counts = 0;
        for above in folder.ancestors() {
            if let Some(&known) = self.folders.get(above) {
                counts = known;
                break;
            }
            new.push(above.to_owned());
            match Settings::at(above) {
                Ok(Some(settings)) => {
                    counts = self.put(settings);
                    break;
                }
                Ok(None) => {}
                Err(error) => self.faults.push(format!("{error:#}.")),
            }
        }
        for folder in new {
            self.folders.insert(folder, counts);
        }
        counts
    }

    /// The number of the settings for a file or a folder that a person names.
    pub fn of_named(&mut self, path: &Path) -> usize {
        let path = whole(path);
        let folder = if path.is_dir() {
            &path
        } else {
            path.parent().unwrap_or(&path)
        };
        self.of(folder)
    }

    /// The settings with this number.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&Settings> {
        self.all.get(number).map(|shelved| &shelved.settings)
    }

    /// What settings with this number leave out.
    #[must_use]
    pub fn left_out(&self, number: usize) -> &[Patterns] {
        self.all.get(number).map_or(&[], |s| &s.left_out)
    }

    /// What is wrong with settings that were met, one sentence each.
    #[must_use]
    pub fn faults(&self) -> &[String] {
        &self.faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_settings_count() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for (name, text) in [
            ("pyproject.toml", "[tool.protect]\nignore = ['a']\n"),
            (
                "own/pyproject.toml",
                "[tool.protect]\nextend = '../pyproject.toml'\nignore = ['b']\nexclude = ['x']\n",
            ),
            ("own/deep/pyproject.toml", "[project]\nname = 'protect'\n"),
            ("bad/pyproject.toml", "[tool.protect]\nignre = ['b']\n"),
            (
                "loop/pyproject.toml",
                "[tool.protect]\nextend = 'pyproject.toml'\n",
            ),
        ] {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut shelf = Shelf::new(None, false).unwrap();
        let above = shelf.of(&root);
        let own = shelf.of(&root.join("own"));
        assert_ne!(above, own);
        assert_eq!(shelf.of(&root.join("other/deeper")), above);
        assert_eq!(shelf.of(&root.join("own/deep")), own);
        let words = &shelf.get(own).unwrap().ignore;
        let words: Vec<_> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(words, ["a", "b"], "what is extended comes first");
        assert!(shelf.left_out(own)[0].mean(&root.join("own/x"), false));
        assert!(shelf.faults().is_empty(), "{:?}", shelf.faults());
        assert_eq!(shelf.of(&root.join("bad")), above);
        assert!(shelf.faults().concat().contains("unknown field `ignre`"));
        shelf.of(&root.join("loop"));
        let told = shelf.faults().concat();
        assert!(told.contains("round and round"), "{told}");
        let mut none = Shelf::new(None, true).unwrap();
        assert_eq!((none.of(&root), none.of(&root.join("own"))), (0, 0));
    }
}
