//! Finds the Python files that folders stand for.
//!
//! Knows what people expect a linter to leave out; reads no file's text but the settings of their folders. Called by
//! `check`.

use super::patterns::{Excluded, Patterns, whole};
use super::settings::Shelf;
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    /// The number of the settings that count for it.
    pub settings: usize,
}

/// What a walk found.
#[derive(Debug, Clone)]
pub struct Walked {
    /// The files, each once, folders in sorted order.
    pub targets: Vec<Target>,
    /// What went wrong on the way.
    pub faults: Vec<String>,
    /// What is worth knowing.
    pub notes: Vec<String>,
    /// The settings that were met.
    pub shelf: Shelf,
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

/// The settings, which a walk may ask at any time.
type Shared = Arc<Mutex<Shelf>>;

fn lock(shelf: &Shared) -> MutexGuard<'_, Shelf> {
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The files behind the arguments; `stdin` is what standard input is called. A file that is named is taken unless
/// exclusions are forced; they speak of what is found in folders.
#[must_use]
pub fn targets(
    paths: &[PathBuf],
    stdin: Option<&Path>,
    excluded: &Excluded,
    shelf: Shelf,
) -> Walked {
    let mut walked = Walked {
        targets: Vec::new(),
        faults: Vec::new(),
        notes: Vec::new(),
        shelf: shelf.clone(),
    };
    let shelf = Arc::new(Mutex::new(shelf));
    for path in paths {
        let piped = path.as_os_str() == "-";
        let place = match stdin {
            Some(name) if piped => name,
            None if piped => Path::new("."),
            _ => path,
        };
        let settings = lock(&shelf).of_named(place);
        let above = path.parent().unwrap_or(Path::new(""));
        let is_folder = !piped && path.is_dir();
        if excluded.forced {
            let own = lock(&shelf).left_out(settings).to_vec();
            match excluded.within(above) {
                Ok(patterns)
                    if (patterns.iter().chain(&own)).any(|p| p.mean(&whole(path), is_folder)) =>
                {
                    continue;
                }
                Ok(_) => {}
                Err(wrong) => {
                    walked.faults = wrong;
                    return walked;
                }
            }
        }
        if !is_folder {
            let (project, way) = project(above);
            let name = Path::new(path.file_name().unwrap_or(path.as_os_str()));
            walked.targets.push(Target {
                path: path.clone(),
                whole: whole(path),
                named: true,
                project,
                inside: inside(&way, name),
                settings,
            });
            continue;
        }
        let before = walked.targets.len();
        let troubled = walked.faults.len();
        let patterns = match excluded.within(path) {
            Ok(patterns) => patterns,
            Err(wrong) => {
                walked.faults = wrong;
                walked.targets.clear();
                return walked;
            }
        };
        folder(path, patterns, &shelf, &mut walked);
        if walked.targets.len() == before && walked.faults.len() == troubled {
            walked.faults.push(format!(
                "{}: there are no Python files in this folder. Hidden, ignored and excluded files are left out; name a file to check it anyway.",
                path.display()
            ));
        }
    }
    if paths.len() > 1 {
        once(&mut walked.targets);
    }
    walked.shelf = lock(&shelf).clone();
    walked
}

/// Takes a file once, however often it is named.
fn once(targets: &mut Vec<Target>) {
    let mut seen = BTreeSet::new();
    targets.retain(|target| seen.insert(target.whole.clone()));
}

fn folder(root: &Path, patterns: Vec<Patterns>, shelf: &Shared, walked: &mut Walked) {
    let base = whole(root);
    let (start, above, settings) = (root.to_owned(), base.clone(), shelf.clone());
    let left_out = move |path: &Path, folder: bool| {
        let rest = path.strip_prefix(&start).unwrap_or(path);
        let path = above.join(rest);
        // A folder is judged by the settings around it, what is in it by its own.
        let mut shelf = lock(&settings);
        let number = shelf.of(path.parent().unwrap_or(&path));
        let mut patterns = patterns.iter().chain(shelf.left_out(number));
        patterns.any(|p| p.mean_itself(&path, folder))
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
            Ok(entry) if is_python(entry.path()) => {
                let kind = entry.file_type();
                if kind.is_some_and(|kind| kind.is_dir()) {
                    continue;
                }
                // A link to a file is one; one to a folder may lead round and round.
                let link = kind.is_some_and(|kind| kind.is_symlink());
                if !entry.path().is_file() {
                    if !entry.path().is_dir() {
                        let inside = entry.path().strip_prefix(root);
                        let shown = inside.ok().filter(|_| root == Path::new("."));
                        walked.notes.push(odd(entry.path(), shown, link));
                    }
                    continue;
                }
                let path = entry.into_path();
                let rest = path.strip_prefix(root).unwrap_or(&path).to_owned();
                let own = base.join(&rest);
                // Nobody writes `./` before the files of the folder in which they are.
                let path = if root == Path::new(".") {
                    rest.clone()
                } else {
                    path
                };
                links |= link;
                walked.targets.push(Target {
                    named: false,
                    project: project.clone(),
                    inside: inside(&way, &rest),
                    settings: lock(shelf).of(own.parent().unwrap_or(&own)),
                    whole: if link { whole(&path) } else { own },
                    path,
                });
            }
            Ok(_) => {}
            Err(error) => {
                let told = format!("{error}. Check the path and its permissions.");
                walked.faults.push(told);
            }
        }
    }
    if links {
        once(&mut walked.targets);
    }
}

/// What is called like a file of Python and is none.
fn odd(path: &Path, shown: Option<&Path>, link: bool) -> String {
    let what = if link && !path.exists() {
        "this link leads nowhere"
    } else {
        "this is a pipe, a socket or a device, and no file"
    };
    let shown = shown.unwrap_or(path).display();
    format!("{shown}: {what}; it was not checked.")
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

    fn found(paths: &[PathBuf], excluded: &Excluded) -> (Vec<Target>, Vec<String>) {
        let walked = targets(paths, None, excluded, Shelf::new(None, false).unwrap());
        (walked.targets, walked.faults)
    }

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
        let names = |excluded: &Excluded| -> Vec<String> {
            let (all, faults) = found(std::slice::from_ref(&root), excluded);
            assert_eq!(faults, Vec::<String>::new());
            let each = all.iter().map(|target| {
                let rest = target.path.strip_prefix(&root).unwrap();
                rest.to_str().unwrap().to_owned()
            });
            each.collect()
        };
        assert_eq!(
            names(&without(&["old"])),
            ["a/book.ipynb", "a/z.py", "b.py"]
        );
        let gen_py = root.join("a/gen.py");
        let (named, _) = found(std::slice::from_ref(&gen_py), &without(&["gen.py"]));
        assert!(named.iter().all(|target| target.named) && named.len() == 1);
        let forced = Excluded {
            forced: true,
            ..without(&["gen.py", "old/"])
        };
        assert_eq!(found(&[gen_py, root.join("old")], &forced).0, []);
        // However often and however a file is named.
        let twice = [root.join("b.py"), root.clone(), root.join("./a/../b.py")];
        assert_eq!(found(&twice, &without(&["old", "./env"])).0.len(), 3);
        for pattern in ["[z-a]", "", "./"] {
            let (_, faults) = found(std::slice::from_ref(&root), &without(&[pattern]));
            let told = format!("--exclude {pattern}");
            let bare = format!("--exclude `{pattern}`");
            let faults = faults.concat();
            assert!(faults.contains(&told) || faults.contains(&bare), "{faults}");
        }
        // From the settings' folder, whichever folder is checked; those of a folder count in it, and no others.
        let settings = |place: &str, exclude: &str| {
            let text = format!("[tool.protect]\nexclude = ['{exclude}']\n");
            std::fs::write(root.join(place).join("pyproject.toml"), text).unwrap();
        };
        settings("", "a/z.py");
        assert_eq!(found(&[root.join("a")], &without(&[])).0.len(), 1);
        settings("a", "*.ipynb");
        assert_eq!(names(&without(&["old"])), ["a/z.py", "b.py"]);
        settings("", "/a");
        assert_eq!(names(&without(&["old"])), ["b.py"]);
    }
}
