//! Finds the Python files that folders stand for.
//!
//! Knows what people expect a linter to leave out; reads no file's text. Called by `check`.

use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;
use std::path::{Path, PathBuf};

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// Whether a person named it, rather than a folder that holds it.
    pub named: bool,
    /// The folder from which its project's imports begin.
    pub project: PathBuf,
    /// Its path in there, parts separated by `/`.
    pub inside: String,
}

/// The folder from which imports begin for files in `folder`, the one above the outermost package,
/// and the way from there to `folder`.
fn project(folder: &Path) -> (PathBuf, PathBuf) {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let mut root = whole.as_path();
    while root.join("__init__.py").is_file()
        && let Some(above) = root.parent()
    {
        root = above;
    }
    let way = whole.strip_prefix(root).unwrap_or(Path::new(""));
    (root.to_owned(), way.to_owned())
}

fn inside(way: &Path, rest: &Path) -> String {
    let parts = way.components().chain(rest.components());
    let names: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    names.join("/")
}

/// The files behind the arguments, folders in sorted order, and what went wrong on the way.
/// A file that is named is always taken; exclusions speak of what is found in folders.
#[must_use]
pub fn targets(paths: &[PathBuf], exclude: &[String]) -> (Vec<Target>, Vec<String>) {
    let mut targets = Vec::new();
    let mut faults = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" || !path.is_dir() {
            let (project, way) = project(path.parent().unwrap_or(Path::new("")));
            let name = Path::new(path.file_name().unwrap_or(path.as_os_str()));
            targets.push(Target {
                path: path.clone(),
                named: true,
                project,
                inside: inside(&way, name),
            });
            continue;
        }
        let before = targets.len();
        let troubled = faults.len();
        folder(path, exclude, &mut targets, &mut faults);
        if targets.len() == before && faults.len() == troubled {
            faults.push(format!(
                "{}: there are no Python files in this folder. Hidden, ignored and excluded files are left out; name a file to check it anyway.",
                path.display()
            ));
        }
    }
    (targets, faults)
}

fn folder(root: &Path, exclude: &[String], targets: &mut Vec<Target>, faults: &mut Vec<String>) {
    let mut overrides = OverrideBuilder::new(root);
    for pattern in exclude {
        // In this library's words a pattern with a leading `!` is one to leave out.
        if let Err(error) = overrides.add(&format!("!{pattern}")) {
            faults.push(format!("--exclude {pattern}: {error}. Check the pattern."));
            return;
        }
    }
    let overrides = match overrides.build() {
        Ok(overrides) => overrides,
        Err(error) => {
            faults.push(format!("--exclude: {error}. Check the patterns."));
            return;
        }
    };
    let (project, way) = project(root);
    let walk = WalkBuilder::new(root)
        .overrides(overrides)
        // A folder that was unpacked or copied means its .gitignore just as a clone does.
        .require_git(false)
        .filter_entry(|entry| entry.depth() == 0 || !foreign(entry.path()))
        .sort_by_file_name(std::cmp::Ord::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let file = entry.file_type().is_some_and(|kind| kind.is_file());
                if file && is_python(entry.path()) {
                    let path = entry.into_path();
                    let rest = path.strip_prefix(root).unwrap_or(&path);
                    targets.push(Target {
                        named: false,
                        project: project.clone(),
                        inside: inside(&way, rest),
                        path,
                    });
                }
            }
            Err(error) => faults.push(format!("{error}. Check the path and its permissions.")),
        }
    }
}

/// Other people's code: a virtual environment whatever its name, and installed packages.
fn foreign(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    path.is_dir()
        && (matches!(name, Some("node_modules" | "__pycache__"))
            || path.join("pyvenv.cfg").is_file())
}

fn is_python(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("py" | "pyw" | "ipynb"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_give_their_own_python_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "b.py",
            "a/z.py",
            "a/gen.py",
            "env/pyvenv.cfg",
            "env/lib.py",
            ".hidden/x.py",
            "out/o.py",
            "old/o.py",
            "note.txt",
            "a/book.ipynb",
            ".ipynb_checkpoints/book.ipynb",
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x = 1\n").unwrap();
        }
        std::fs::write(folder.path().join(".gitignore"), "gen.py\nout/\n").unwrap();
        let root = folder.path().to_path_buf();
        let (found, faults) = targets(std::slice::from_ref(&root), &["old".into()]);
        let names: Vec<_> = found
            .iter()
            .map(|target| target.path.strip_prefix(&root).unwrap().to_str().unwrap())
            .collect();
        assert_eq!(names, ["a/book.ipynb", "a/z.py", "b.py"]);
        assert_eq!(faults, Vec::<String>::new());
        let (named, _) = targets(&[root.join("a/gen.py")], &["gen.py".into()]);
        assert!(named.iter().all(|target| target.named) && named.len() == 1);
        let (_, faults) = targets(&[root], &["[".into()]);
        assert!(faults.concat().contains("--exclude ["), "{faults:?}");
    }
}
