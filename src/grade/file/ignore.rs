//! Which paths git ignores by the rules of a `.gitignore`.
//!
//! Called by `file` and `repository`.

use super::wrong::{self, Wrong};
use crate::pack::Ignores;
use crate::text::Part;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The rules of one `.gitignore` at the top of a repository.
#[derive(Debug, Clone)]
pub(in crate::grade) struct Rules {
    /// `None` when git cannot read them.
    read: Option<Gitignore>,
    /// The lines, each of which is one pattern.
    lines: Vec<String>,
    /// Lines that git cannot read, from 1.
    unread: Vec<usize>,
}

impl Rules {
    /// Reads the text of a `.gitignore`.
    pub(in crate::grade) fn read(text: &str) -> Self {
        let mut builder = GitignoreBuilder::new("");
        let mut unread = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            if builder.add_line(None, line).is_err() {
                unread.push(number);
            }
        }
        Self {
            read: builder.build().ok(),
            lines: text.lines().map(str::to_owned).collect(),
            unread,
        }
    }

    /// Whether git leaves a path out that it does not follow yet.
    pub(in crate::grade) fn ignores(&self, path: &str) -> bool {
        self.read.as_ref().is_some_and(|rules| ignored(rules, path))
    }

    /// The line that decides about a path, and its number, from 1.
    pub(in crate::grade) fn by(&self, path: &str) -> Option<(usize, &str)> {
        let rules = self.read.as_ref()?;
        let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        let found = above
            .map(|above| rules.matched(above, true))
            .find(ignore::Match::is_ignore)
            .unwrap_or_else(|| rules.matched(path, false));
        let pattern = found.inner()?.original();
        // The last line that says so decides.
        let at = self
            .lines
            .iter()
            .rposition(|line| line.trim_end() == pattern.trim_end())?;
        Some((at + 1, self.lines.get(at)?.trim_end()))
    }
}

/// What does not hold. `files` are all files of the answer, where there are several.
pub(super) fn faults(wanted: &Ignores, text: &str, files: &[Part<'_>]) -> Vec<Wrong> {
    let read = Rules::read(text);
    let mut faults: Vec<Wrong> = read
        .unread
        .iter()
        .map(|number| Wrong::at_line(*number, wrong::pattern_unread()))
        .collect();
    let Some(rules) = &read.read else {
        faults.push(wrong::patterns_unread().into());
        return faults;
    };
    for path in &wanted.paths {
        if !ignored(rules, path) {
            faults.push(wrong::still_taken(path).into());
        }
    }
    let own = files.iter().map(|file| file.name);
    let own = own.filter(|name| wanted.given && wanted.paths.iter().all(|path| path != name));
    for path in wanted.not.iter().map(String::as_str).chain(own) {
        if ignored(rules, path) {
            faults.push(wrong::ignored(path).into());
        }
    }
    faults
}

/// Git looks at the folders on the way first: what lies in one that is ignored, no `!` brings back.
fn ignored(rules: &Gitignore, path: &str) -> bool {
    let folder = path.ends_with('/');
    let path = path.trim_matches('/');
    let mut above = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
    above.any(|above| rules.matched(above, true).is_ignore())
        || rules.matched(path, folder).is_ignore()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{bundle, parts};

    #[test]
    fn patterns_mean_what_they_mean_to_git() {
        let wanted = Ignores {
            paths: vec![".env".into(), "config/.env".into(), "keys/".into()],
            not: vec![".env.example".into()],
            given: false,
        };
        for (text, held) in [
            (".env\nkeys/\n", true),
            ("**/.env\nkeys/\n", true),
            ("/.env\nconfig/.env\nkeys\n", true),
            (".env*\n!.env.example\nkeys/\n", true),
            (".env # secrets\nkeys/\n", false),
            ("/.env\nkeys/\n", false),
            ("./.env\n./config/.env\nkeys/\n", false),
            ("*.ENV\nkeys/\n", false),
            (".env*\nkeys/\n", false),
            ("# .env\nkeys/\n", false),
            ("", false),
        ] {
            assert_eq!(faults(&wanted, text, &[]).is_empty(), held, "{text}");
        }
    }

    #[test]
    fn what_lies_in_an_ignored_folder_is_not_brought_back() {
        let wanted = Ignores {
            paths: vec!["keys/private.pem".into()],
            not: vec!["keys/README.md".into(), "app/build/keep.py".into()],
            given: false,
        };
        for (text, held) in [
            ("keys/*\n!keys/README.md\n", true),
            ("/keys/*.pem\n", true),
            ("keys/\n!keys/README.md\n", false),
            ("keys/**\n!keys/README.md\n", true),
            ("*.pem\n!private.pem\n", false),
            ("!private.pem\n*.pem\n", true),
            ("*.pem\nbuild/\n", false),
            ("*.pem\n/build/\n", true),
            ("\\*.pem\n", false),
            ("*.pe[lm]\n", true),
            ("keys/private.pem \n", true),
            ("keys/private.pem\\ \n", false),
        ] {
            assert_eq!(faults(&wanted, text, &[]).is_empty(), held, "{text}");
        }
    }

    #[test]
    fn the_files_of_the_answer_are_kept() {
        let wanted = Ignores {
            paths: vec!["notes.db".into()],
            given: true,
            ..Ignores::default()
        };
        let whole = bundle([("app.py", ""), ("templates/a.html", ""), (".gitignore", "")]);
        for (text, held) in [
            ("*.db\n", true),
            ("*\n", false),
            ("*\n!*.py\n!.gitignore\n", false),
            ("*.html\nnotes.db\n", false),
            ("templates/\nnotes.db\n", false),
            ("*\n!*/\n!*.py\n!*.html\n!.gitignore\n", true),
        ] {
            let found = faults(&wanted, text, &parts(&whole));
            assert_eq!(found.is_empty(), held, "{text}: {found:?}");
        }
    }
}
