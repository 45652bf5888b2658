//! Files that a learner adds to the given ones: whether there may be any, and what they may be called.
//!
//! Called by `ui` and `shell`.

use super::{Exercise, belongs};

/// The most files of one answer.
const MOST: usize = 40;
/// The longest name, in characters.
const LONGEST: usize = 100;
/// The deepest path, in parts.
const DEEPEST: usize = 6;

impl Exercise {
    /// Whether a learner may add files of their own.
    #[must_use]
    pub fn takes_new_files(&self) -> bool {
        self.is_several() && !self.fixed_files
    }

    /// Whether the learner was given a file of this name.
    #[must_use]
    pub fn gives(&self, name: &str) -> bool {
        self.files().contains(&name)
    }

    /// Whether a learner may add a file of this name to those that are there.
    ///
    /// # Errors
    /// Why not, as a sentence with what to do.
    pub fn new_file(&self, name: &str, there: &[&str]) -> Result<(), String> {
        if !self.takes_new_files() {
            return Err("This exercise is answered in the files that it has.".into());
        }
        if name.is_empty() {
            return Err("A file needs a name, such as helpers.py.".into());
        }
        let plain = crate::text::printable(name) == name && !name.contains(['\n', '\t']);
        if !plain {
            return Err("A file's name holds letters that one can see, and no others.".into());
        }
        let leaves = name.starts_with('/')
            || name.contains(['\\', ':'])
            || name.split('/').any(|part| matches!(part, "" | "." | ".."));
        if leaves || name.split('/').count() > DEEPEST {
            return Err(
                "The file lies among the others: a name, or folders and a name with / between them."
                    .into(),
            );
        }
        if name.chars().count() > LONGEST {
            return Err(format!("A file's name has at most {LONGEST} letters."));
        }
        if name.starts_with(' ') || name.ends_with(' ') || !belongs(name) {
            return Err(
                "A new file is Python, a template or .env.example: its name ends in .py or .html."
                    .into(),
            );
        }
        let lower = name.to_lowercase();
        if let Some(other) = there.iter().find(|other| other.to_lowercase() == lower) {
            return Err(if *other == name {
                format!("There is a file {name} already.")
            } else {
                format!(
                    "{other} has this name apart from capitals; some machines cannot keep both."
                )
            });
        }
        let folder = |long: &str, short: &str| {
            long.strip_prefix(short)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        if there
            .iter()
            .any(|other| folder(other, name) || folder(name, other))
        {
            return Err("One name cannot be a file and a folder at once.".into());
        }
        if there.len() >= MOST {
            return Err(format!("An answer has at most {MOST} files."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::bundle;

    #[test]
    fn names_of_new_files() {
        let exercise = Exercise {
            start: bundle([("app.py", ""), ("templates/a.html", "")]),
            ..Exercise::default()
        };
        let there = exercise.files();
        for (name, fits) in [
            ("helpers.py", true),
            ("shop/prices.py", true),
            ("templates/b.html", true),
            ("templates/words.txt", true),
            ("Größe.py", true),
            ("", false),
            ("app.py", false),
            ("App.py", false),
            ("../app.py", false),
            ("a/../b.py", false),
            ("./b.py", false),
            ("/etc/b.py", false),
            ("C:\\b.py", false),
            ("a\\b.py", false),
            ("a//b.py", false),
            ("b\u{1b}[31m.py", false),
            ("b\u{202e}.py", false),
            ("b\n.py", false),
            ("notes.txt", false),
            ("b.py ", false),
            ("app.py/b.py", false),
            ("a/b/c/d/e/f/g.py", false),
        ] {
            let found = exercise.new_file(name, &there);
            assert_eq!(found.is_ok(), fits, "{name:?}: {found:?}");
        }
        let long = format!("{}.py", "x".repeat(100));
        assert!(exercise.new_file(&long, &there).is_err());
        let closed = Exercise {
            fixed_files: true,
            ..exercise.clone()
        };
        assert!(closed.new_file("helpers.py", &there).is_err());
        assert!(Exercise::default().new_file("helpers.py", &[]).is_err());
    }
}
