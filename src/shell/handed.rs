//! Which files make one submission: a file, several that belong together, or a folder.
//!
//! Called by `judging` and `editor`.

use super::{check, submission};
use crate::pack::{Exercise, belongs};
use crate::text::{Source, bundle, printable};
use std::path::{Path, PathBuf};

/// A submission, or what cannot be read and why.
pub type Handed = Result<Source, (PathBuf, String)>;

/// The most files that are taken from a folder.
const MOST: usize = 200;

/// The submissions that these paths are. Where the exercise has several files, a folder is one
/// submission, and files that are named one by one make one together. A folder of such folders is a class.
#[must_use]
pub fn submissions(exercise: &Exercise, paths: &[PathBuf]) -> Vec<Handed> {
    let (folders, files): (Vec<_>, Vec<_>) = paths.iter().partition(|path| path.is_dir());
    let mut all: Vec<Handed> = Vec::new();
    if exercise.is_several() && !files.is_empty() {
        all.push(together(exercise, &files));
    } else {
        let alone = |file: &&PathBuf| {
            check::source(file, None).map_err(|error| ((*file).clone(), error.to_string()))
        };
        all.extend(files.iter().map(alone));
    }
    for path in folders {
        match class(exercise, path) {
            each if each.is_empty() => all.push(folder(exercise, path)),
            each => all.extend(each.iter().map(|path| own(exercise, path))),
        }
    }
    all
}

/// The submission of one of a class: a link may lead to what somebody else handed in.
fn own(exercise: &Exercise, path: &Path) -> Handed {
    if path.is_symlink() {
        let shown = printable(&path.display().to_string());
        let why = format!("{shown}: this is a link to a folder. Hand in the folder itself.");
        return Err((path.to_owned(), why));
    }
    folder(exercise, path)
}

/// The submissions in a folder that is none itself: its folders, as soon as one of them holds a file of the
/// exercise. Who has handed in nothing is told, too.
fn class(exercise: &Exercise, root: &Path) -> Vec<PathBuf> {
    let names = exercise.files();
    let holds = |path: &Path| names.iter().any(|name| path.join(name).is_file());
    let inside = std::fs::read_dir(root).ok().filter(|_| !holds(root));
    let paths = inside
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let somebody = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.is_dir() && !name.starts_with(['.', '_'])
    };
    let mut each: Vec<PathBuf> = paths.filter(somebody).collect();
    if !each.iter().any(|path| holds(path)) {
        return Vec::new();
    }
    each.sort_unstable();
    each
}

/// Files that are named one by one: each stands for the given file whose path it ends in; one alone
/// that is called otherwise stands for the first.
fn together(exercise: &Exercise, files: &[&PathBuf]) -> Handed {
    let names = exercise.files();
    let mut found: Vec<(String, String)> = Vec::new();
    for path in files {
        let failed = |why: String| ((*path).clone(), why);
        let source = check::source(path, None).map_err(|error| failed(error.to_string()))?;
        let mut fitting = names.iter().filter(|name| path.ends_with(Path::new(name)));
        let name = match fitting.next() {
            Some(name) => (*name).to_owned(),
            None if files.len() == 1 => exercise.file.clone(),
            None => {
                let last = path.file_name().unwrap_or(path.as_os_str());
                last.to_string_lossy().into_owned()
            }
        };
        if found.iter().any(|(other, _)| *other == name) {
            let why = format!(
                "two files are `{name}`. Name each once, or hand in folders, one for each submission."
            );
            return Err(failed(why));
        }
        found.push((name, source.text().to_owned()));
    }
    let name = match files {
        [one] => printable(&one.display().to_string()),
        _ => exercise.id.clone(),
    };
    Ok(whole(exercise, &name, &found))
}

/// What a folder holds of the exercise's files, and what may belong to them.
fn folder(exercise: &Exercise, root: &Path) -> Handed {
    let names = exercise.files();
    let more = exercise.takes_new_files();
    let wanted = |name: &str| names.contains(&name) || (more && belongs(name));
    for name in &names {
        if let Some(why) = no_plain_file(&root.join(name)) {
            return Err((root.to_owned(), why));
        }
    }
    let found = files_in(root, &wanted).map_err(|why| (root.to_owned(), why))?;
    let mut there = names.clone();
    for (name, _) in found.iter().filter(|(name, _)| !exercise.gives(name)) {
        if let Err(why) = exercise.new_file(name, &there) {
            let why = format!(
                "{}: {why}",
                printable(&root.join(name).display().to_string())
            );
            return Err((root.to_owned(), why));
        }
        there.push(name);
    }
    let shown = printable(&root.display().to_string());
    if found
        .iter()
        .all(|(name, _)| !names.contains(&name.as_str()))
    {
        let why = format!(
            "{shown}: none of the exercise's files is in this folder. They are: {}.",
            names.join(", ")
        );
        return Err((root.to_owned(), why));
    }
    if let ([(name, _)], false) = (found.as_slice(), exercise.is_several()) {
        let file = printable(&root.join(name).display().to_string());
        return Ok(whole(exercise, &file, &found));
    }
    Ok(whole(exercise, &shown, &found))
}

/// Why something at a path is not read, where it is there and no file: a link may lead to what somebody else
/// handed in.
fn no_plain_file(path: &Path) -> Option<String> {
    let kind = std::fs::symlink_metadata(path).ok()?.file_type();
    let shown = printable(&path.display().to_string());
    let (is, next) = if kind.is_file() {
        return None;
    } else if kind.is_symlink() {
        ("a link", "Hand in the file itself.")
    } else if kind.is_dir() {
        ("a folder", "Hand in a file of that name.")
    } else {
        ("a pipe, a socket or a device", "Hand in a file.")
    };
    Some(format!("{shown}: this is {is}, and no file. {next}"))
}

/// The wanted files below a folder: path from there, with `/`, and text.
///
/// # Errors
/// When something cannot be read, or there are too many: what is wrong, as a sentence.
pub fn files_in(
    root: &Path,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    let mut walk = ignore::WalkBuilder::new(root);
    walk.standard_filters(false)
        .max_depth(Some(8))
        .follow_links(false)
        .sort_by_file_name(std::cmp::Ord::cmp)
        .filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            !matches!(
                &*name,
                ".git" | ".venv" | "venv" | "__pycache__" | "node_modules"
            )
        });
    for entry in walk.build() {
        let entry = entry.map_err(|error| format!("{error}."))?;
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let rest = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let parts: Vec<_> = rest.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        if !wanted(&name) {
            continue;
        }
        if found.len() == MOST {
            let shown = printable(&root.display().to_string());
            return Err(format!(
                "{shown}: the folder holds more than {MOST} files. Name the project alone."
            ));
        }
        let python = entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "py");
        let text = if python {
            submission::read_python(entry.path())
        } else {
            submission::read(entry.path())
        };
        let text = text.map_err(|error| error.to_string())?;
        found.push((name, text));
    }
    Ok(found)
}

/// One source of all files, those that are missing as they were given.
fn whole(exercise: &Exercise, name: &str, found: &[(String, String)]) -> Source {
    let files = found
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    Source::new(name, exercise.completed(&bundle(files)))
}
