//! Finds the Python files that folders stand for.
//!
//! Knows what people expect a linter to leave out; reads no file's text. Called by `check`.

use super::patterns::{Excluded, Patterns, whole};
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// The same as a whole path.
    pub whole: PathBuf,
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

/// The files behind the arguments, each once, folders in sorted order, and what went wrong on the way.
/// A file that is named is taken unless exclusions are forced; they speak of what is found in folders.
#[must_use]
pub fn targets(paths: &[PathBuf], excluded: &Excluded) -> (Vec<Target>, Vec<String>) {
    let mut targets = Vec::new();
    let mut faults = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" || !path.is_dir() {
            let folder = path.parent().unwrap_or(Path::new(""));
            if excluded.forced {
                match excluded.within(folder) {
                    Ok(patterns) if patterns.iter().any(|p| p.mean(&whole(path), false)) => {
                        continue;
                    }
                    Ok(_) => {}
                    Err(wrong) => return (Vec::new(), wrong),
                }
            }
            let (project, way) = project(folder);
            let name = Path::new(path.file_name().unwrap_or(path.as_os_str()));
            targets.push(Target {
                path: path.clone(),
                whole: whole(path),
                named: true,
                project,
                inside: inside(&way, name),
            });
            continue;
        }
        let before = targets.len();
        let troubled = faults.len();
        let patterns = match excluded.within(path) {
            Ok(patterns) => patterns,
            Err(wrong) => return (Vec::new(), wrong),
        };
        folder(path, patterns, &mut targets, &mut faults);
        if targets.len() == before && faults.len() == troubled {
            faults.push(format!(
                "{}: there are no Python files in this folder. Hidden, ignored and excluded files are left out; name a file to check it anyway.",
                path.display()
            ));
        }
    }
    if paths.len() > 1 {
        once(&mut targets);
    }
    (targets, faults)
}

/// Takes a file once, however often it is named.
fn once(targets: &mut Vec<Target>) {
    let mut seen = BTreeSet::new();
    targets.retain(|target| seen.insert(target.whole.clone()));
}

fn folder(
    root: &Path,
    patterns: Vec<Patterns>,
    targets: &mut Vec<Target>,
    faults: &mut Vec<String>,
) {
    let base = whole(root);
    let (start, above) = (root.to_owned(), base.clone());
    let left_out = move |path: &Path, folder: bool| {
        let rest = path.strip_prefix(&start).unwrap_or(path);
        let path = above.join(rest);
        patterns.iter().any(|p| p.mean_itself(&path, folder))
    };
    let (project, way) = project(root);
    let mut links = false;
    let walk = WalkBuilder::new(root)
        // Nobody knows of `.ignore` files here.
        .ignore(false)
        // A folder that was unpacked or copied means its .gitignore just as a clone does.
        .require_git(false)
        .filter_entry(move |entry| {
            let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.depth() == 0 || !foreign(entry.path()) && !left_out(entry.path(), folder)
        })
        .sort_by_file_name(std::cmp::Ord::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let kind = entry.file_type();
                // A link to a file is one; one to a folder may lead round and round.
                let link = kind.is_some_and(|kind| kind.is_symlink());
                let file =
                    kind.is_some_and(|kind| kind.is_file()) || link && entry.path().is_file();
                if file && is_python(entry.path()) {
                    let path = entry.into_path();
                    let rest = path.strip_prefix(root).unwrap_or(&path);
                    links |= link;
                    targets.push(Target {
                        named: false,
                        project: project.clone(),
                        inside: inside(&way, rest),
                        whole: if link { whole(&path) } else { base.join(rest) },
                        path,
                    });
                }
            }
            Err(error) => faults.push(format!("{error}. Check the path and its permissions.")),
        }
    }
    if links {
        once(targets);
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
    use crate::shell::config::Word;

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
        let without = |patterns: &[&str]| Excluded {
            named: patterns
                .iter()
                .map(|pattern| Word {
                    text: (*pattern).to_owned(),
                    place: "--exclude".to_owned(),
                })
                .collect(),
            ..Excluded::default()
        };
        let (found, faults) = targets(std::slice::from_ref(&root), &without(&["old"]));
        let names: Vec<_> = found
            .iter()
            .map(|target| target.path.strip_prefix(&root).unwrap().to_str().unwrap())
            .collect();
        assert_eq!(names, ["a/book.ipynb", "a/z.py", "b.py"]);
        assert_eq!(faults, Vec::<String>::new());
        let gen_py = root.join("a/gen.py");
        let (named, _) = targets(std::slice::from_ref(&gen_py), &without(&["gen.py"]));
        assert!(named.iter().all(|target| target.named) && named.len() == 1);
        let forced = Excluded {
            forced: true,
            ..without(&["gen.py"])
        };
        assert_eq!(targets(&[gen_py], &forced).0, []);
        // However often and however a file is named.
        let twice = [root.join("b.py"), root.clone(), root.join("./a/../b.py")];
        assert_eq!(targets(&twice, &without(&["old", "./env"])).0.len(), 3);
        // From the settings' folder, whichever folder is checked.
        let configured = Excluded {
            configured: Some((root.clone(), without(&["a/z.py"]).named)),
            ..Excluded::default()
        };
        assert_eq!(targets(&[root.join("a")], &configured).0.len(), 1);
        for pattern in ["[z-a]", "", "./"] {
            let (_, faults) = targets(std::slice::from_ref(&root), &without(&[pattern]));
            let told = format!("--exclude {pattern}");
            let bare = format!("--exclude `{pattern}`");
            let faults = faults.concat();
            assert!(faults.contains(&told) || faults.contains(&bare), "{faults}");
        }
    }
}
