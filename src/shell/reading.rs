//! Reads the folder of a pack: all of it, or what one exercise needs.
//!
//! Knows names and sizes, not what they mean. Called by the commands.

use super::builtin::Unusable;
use super::worker;
use crate::pack::{Fault, Files};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// How many files a pack may have, and how many bytes in all.
const FILES: usize = 20_000;
const BYTES: u64 = 64 << 20;
/// How many files are read by one hand at a time.
const HANDFUL: usize = 64;

/// A file that was found: its name in the pack, and where it lies.
struct Found {
    inside: String,
    path: PathBuf,
}

/// The files of a pack in a folder that holds plain files only.
///
/// # Errors
/// When the folder cannot be read, holds too much, or something that is no plain file.
pub fn read_folder(root: &Path) -> anyhow::Result<Files> {
    let (files, odd) = look_through(root)?;
    if odd.is_empty() {
        Ok(files)
    } else {
        Err(Unusable(odd).into())
    }
}

/// The files of a pack in a folder, at most `FILES` of them and `BYTES` in all, and a fault for each that no archive
/// could hold: links, which are not followed, devices, names that are not UTF-8.
///
/// # Errors
/// When the folder cannot be read or holds too much.
fn look_through(root: &Path) -> anyhow::Result<(Files, Vec<Fault>)> {
    let (found, odd) = list(root)?;
    let files = read(root, found.iter().collect())?;
    Ok((files, odd))
}

/// The same, where one exercise is meant without the files of others: of them only what tells their names.
///
/// # Errors
/// When the folder cannot be read or holds too much.
pub fn look_for(root: &Path, exercise: Option<&str>) -> anyhow::Result<(Files, Vec<Fault>)> {
    let Some(exercise) = exercise else {
        return look_through(root);
    };
    let (found, odd) = list(root)?;
    let (named, rest): (Vec<_>, Vec<_>) = found.iter().partition(|file| {
        let parts = file.inside.split('/').count();
        !file.inside.starts_with("exercises/")
            || parts < 4
            || file.inside.ends_with("/exercise.toml")
    });
    let mut files = read(root, named)?;
    let folder = crate::pack::folder_of(&files, exercise).map(str::to_owned);
    let needed = |file: &&Found| {
        (folder.as_ref()).is_none_or(|folder| file.inside.starts_with(folder.as_str()))
    };
    files.extend(read(root, rest.into_iter().filter(needed).collect())?);
    Ok((files, odd))
}

/// What lies in a folder, and what of it no archive could hold.
fn list(root: &Path) -> anyhow::Result<(Vec<Found>, Vec<Fault>)> {
    let mut found = Vec::new();
    let mut odd = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|error| {
            let shown = folder.display();
            match error.kind() {
                std::io::ErrorKind::NotFound => anyhow::anyhow!(
                    "{shown}: there is no such folder. Name a folder with a pack.toml"
                ),
                std::io::ErrorKind::NotADirectory => {
                    anyhow::anyhow!("{shown}: this is no folder. Name a folder with a pack.toml")
                }
                _ => anyhow::anyhow!("{shown}: {error}"),
            }
        })?;
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            let kind = entry.file_type()?;
            let name = entry.file_name();
            // Names such as `.git` are an author's own, but `.gitignore` may be an exercise's file.
            let text = name.to_string_lossy();
            let own = text.starts_with('.') && !(kind.is_file() && is_given(root, &folder, &text));
            let left = is_left_behind(&text) && !is_in_answer(root, &folder);
            if own || left || (folder == root && !is_part(&name)) {
                continue;
            }
            let inside = path.strip_prefix(root)?.iter();
            let inside: Vec<_> = inside.map(|part| part.to_string_lossy()).collect();
            let fault = |cause: &str, next: &str| Fault {
                file: crate::text::label(&inside.join("/")),
                line: 1,
                column: 0,
                cause: cause.into(),
                next: next.into(),
            };
            if !kind.is_dir() && !kind.is_file() {
                odd.push(fault(
                    "this is a link or a device, and a pack holds plain files only",
                    "Put the file itself there.",
                ));
                continue;
            }
            if name.to_str().is_none() {
                odd.push(fault(
                    "this name is not UTF-8, so not every machine can write it",
                    "Rename it with plain letters.",
                ));
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else {
                anyhow::ensure!(found.len() < FILES, too_large(root));
                found.push(Found {
                    inside: inside.join("/"),
                    path,
                });
            }
        }
    }
    anyhow::ensure!(
        found.iter().any(|file| file.inside == "pack.toml"),
        "{}: no pack.toml in this folder. Point at the folder that holds it",
        root.display()
    );
    odd.sort_by(|a, b| a.file.cmp(&b.file));
    Ok((found, odd))
}

fn too_large(root: &Path) -> String {
    format!(
        "{}: the pack is larger than {FILES} files or {} MiB. Point at the folder that holds pack.toml",
        root.display(),
        BYTES >> 20
    )
}

/// What stands in these files, read by all cores: opening them is most of the work.
fn read(root: &Path, found: Vec<&Found>) -> anyhow::Result<Files> {
    let bytes = AtomicU64::new(0);
    let one = |file: &Found| -> anyhow::Result<Option<(String, Vec<u8>)>> {
        let read = || -> std::io::Result<Option<Vec<u8>>> {
            let opened = std::fs::File::open(&file.path)?;
            let size = opened.metadata()?.len();
            if size > BYTES {
                return Ok(None);
            }
            // One more byte of room than was told shows the end without another look.
            let mut content = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
            opened.take(BYTES + 1).read_to_end(&mut content)?;
            Ok(Some(content))
        };
        let content =
            read().map_err(|error| anyhow::anyhow!("{}: {error}", file.path.display()))?;
        let content = content.filter(|content| {
            let own = content.len() as u64;
            bytes.fetch_add(own, Ordering::Relaxed) + own <= BYTES
        });
        match content {
            Some(content) if is_compiled(file, &content) => Ok(None),
            Some(content) => Ok(Some((file.inside.clone(), content))),
            None => Err(anyhow::anyhow!(too_large(root))),
        }
    };
    let handfuls: Vec<&[&Found]> = found.chunks(HANDFUL).collect();
    let several = |at: usize| -> anyhow::Result<Vec<(String, Vec<u8>)>> {
        handfuls
            .get(at)
            .into_iter()
            .copied()
            .flatten()
            .filter_map(|file| one(file).transpose())
            .collect()
    };
    let mut files = Files::new();
    for (at, read) in worker::on_all_cores(handfuls.len(), several, |_| {})
        .into_iter()
        .enumerate()
    {
        // A hand that could not be hired is no reason to leave anything out.
        files.extend(read.unwrap_or_else(|| several(at))?);
    }
    Ok(files)
}

/// Whether an editor or a system leaves such a file behind.
fn is_left_behind(name: &str) -> bool {
    let system = ["Thumbs.db", "desktop.ini"];
    system.contains(&name) || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}

/// Whether Python has left this file behind. What an exercise shows of such a folder is text.
fn is_compiled(file: &Found, content: &[u8]) -> bool {
    file.inside.contains("/__pycache__/") && std::str::from_utf8(content).is_err()
}

/// Whether a folder is `start`, `solution` or an answer of an exercise, or lies in one.
fn is_in_answer(root: &Path, folder: &Path) -> bool {
    let inside = folder.strip_prefix(root).unwrap_or(folder);
    inside.starts_with("exercises") && inside.iter().count() >= 4
}

/// Whether a file whose name begins with a point belongs to an exercise: it lies in `start`,
/// `solution`, `accept` or `reject`, and is none that editors and systems leave behind.
fn is_given(root: &Path, folder: &Path, name: &str) -> bool {
    is_in_answer(root, folder)
        && name != ".DS_Store"
        && name.rsplit_once('.').is_none_or(|(_, end)| end != "swp")
}

/// Whether a name at the top of a folder is a part of the pack in it.
#[must_use]
pub fn is_part(name: &std::ffi::OsStr) -> bool {
    [
        "pack.toml",
        "lessons",
        "exercises",
        "reference",
        "rules",
        "misconceptions",
    ]
    .iter()
    .any(|part| name == *part)
        || name
            .to_str()
            .and_then(|name| name.strip_prefix("text."))
            .is_some_and(|rest| rest.strip_suffix(".toml").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_head_is_no_pack() {
        let folder = tempfile::tempdir().unwrap();
        let error = read_folder(folder.path()).unwrap_err().to_string();
        assert!(error.contains("no pack.toml"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_among_the_files_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("lessons/m")).unwrap();
        std::fs::write(root.join("pack.toml"), "x").unwrap();
        std::os::unix::fs::symlink("/etc/passwd", root.join("notes")).unwrap();
        assert!(read_folder(root).is_ok());
        std::os::unix::fs::symlink("/etc/passwd", root.join("lessons/m/a.md")).unwrap();
        let error = read_folder(root).unwrap_err().to_string();
        assert!(
            error.contains("lessons/m/a.md:1: this is a link or a device"),
            "{error}"
        );
    }

    #[test]
    fn only_the_parts_of_a_pack_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("lessons/m")).unwrap();
        std::fs::create_dir_all(root.join("target")).unwrap();
        std::fs::write(root.join("pack.toml"), "x").unwrap();
        std::fs::write(root.join("lessons/m/a.md"), "y").unwrap();
        std::fs::write(root.join("lessons/m/.a.md.swp"), "z").unwrap();
        std::fs::write(root.join("lessons/m/a.md~"), "z").unwrap();
        std::fs::create_dir_all(root.join("lessons/m/__pycache__")).unwrap();
        std::fs::write(root.join("lessons/m/__pycache__/a.pyc"), b"+\xe3\0").unwrap();
        std::fs::write(root.join("target/big"), "z").unwrap();
        let files = read_folder(root).unwrap();
        let paths: Vec<_> = files.keys().map(String::as_str).collect();
        assert_eq!(paths, ["lessons/m/a.md", "pack.toml"]);
    }

    #[test]
    fn for_one_exercise_the_others_give_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::write(root.join("pack.toml"), "x").unwrap();
        for (exercise, id) in [("a", "one"), ("b", "two"), ("c", "two")] {
            let own = root.join("exercises/m").join(exercise);
            std::fs::create_dir_all(own.join("accept")).unwrap();
            std::fs::write(own.join("exercise.toml"), format!("id = \"{id}\"\n")).unwrap();
            std::fs::write(own.join("accept/1.py"), "pass\n").unwrap();
        }
        let count = |id: &str| look_for(root, Some(id)).unwrap().0.len();
        assert_eq!(count("one"), 5);
        // Which of two is meant, and what is nowhere, only the whole can tell.
        assert_eq!((count("two"), count("three")), (7, 7));
    }

    #[test]
    fn more_than_a_pack_may_hold_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("lessons")).unwrap();
        std::fs::write(root.join("pack.toml"), "x").unwrap();
        let large = std::fs::File::create(root.join("lessons/a.md")).unwrap();
        large.set_len(BYTES + 1).unwrap();
        let error = look_through(root).unwrap_err().to_string();
        assert!(error.contains("the pack is larger than"), "{error}");
    }
}
