//! Which files a pack may hold, under which names, and in which bytes.
//!
//! Knows paths and encodings, not what stands in the files. Called by `load`.

use super::translation::locale;
use super::{Faults, Files};
use std::collections::{BTreeMap, BTreeSet};

/// The file that says what the pack is.
pub(super) const HEAD: &str = "pack.toml";

/// The most files a pack may hold.
const MAX_FILES: usize = 20_000;
/// The largest file, in bytes.
const MAX_BYTES: usize = 1 << 20;
/// The deepest path, in parts.
const MAX_DEPTH: usize = 8;

/// The readable files: path and text with `\n` as the only line break.
pub(super) type Texts = BTreeMap<String, String>;

/// Tells names that could leave the pack's folder or stand for two files on one machine.
pub(super) fn check(files: &Files, faults: &Faults) {
    if files.len() > MAX_FILES {
        faults.tell(
            HEAD,
            1,
            format!(
                "the pack holds {} files, more than {MAX_FILES}",
                files.len()
            ),
            "Split it into several packs.",
        );
    }
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for (path, bytes) in files {
        let odd = path.is_empty()
            || path.starts_with('/')
            || path.contains(['\\', ':', '\0'])
            || path.split('/').any(|part| matches!(part, "" | "." | ".."))
            || crate::text::label(path) != *path;
        if odd {
            faults.tell(
                path,
                1,
                "this path could point outside the pack or hide characters",
                "Name the file with plain relative parts: no `..`, no `\\`, no `:`, no leading `/`.",
            );
        }
        if path.split('/').count() > MAX_DEPTH {
            faults.tell(
                path,
                1,
                format!("the path has more than {MAX_DEPTH} parts"),
                "Move the file further up.",
            );
        }
        if bytes.len() > MAX_BYTES {
            faults.tell(
                path,
                1,
                "the file is larger than 1 MiB",
                "Make it smaller; learners read it in a terminal.",
            );
        }
        if let Some(other) = folded.insert(path.to_lowercase(), path) {
            faults.tell(
                path,
                1,
                format!("`{other}` has the same name apart from capitals"),
                "Rename one; some machines cannot keep both.",
            );
        }
    }
}

/// The files that belong to the pack, as text. Those that are not readable text are told.
pub(super) fn texts(files: &Files, faults: &Faults) -> Texts {
    let mut texts = Texts::new();
    for (path, bytes) in files {
        let ours = path == HEAD
            || path.starts_with("text.") && locale(path, ".toml").is_some()
            || [
                "lessons/",
                "exercises/",
                "reference/",
                "rules/",
                "misconceptions/",
            ]
            .iter()
            .any(|top| path.starts_with(top));
        if !ours || path.ends_with("/.DS_Store") || bytes.len() > MAX_BYTES {
            continue;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let text = text
                    .strip_prefix('\u{FEFF}')
                    .unwrap_or(text)
                    .replace("\r\n", "\n");
                for (index, line) in text.lines().enumerate() {
                    if let Some(name) = hidden(line) {
                        faults.tell(
                            path,
                            line_number(index),
                            format!("the line holds {name}, which a terminal would act on"),
                            "Remove it, or write it as an escape sequence in Python code.",
                        );
                    }
                }
                texts.insert(path.clone(), text);
            }
            Err(error) => {
                let line = bytes
                    .iter()
                    .take(error.valid_up_to())
                    .filter(|&&byte| byte == b'\n')
                    .count();
                let (line, cause) = (line_number(line), "the file is not UTF-8 text");
                faults.tell_broken(1..=u32::MAX, path, line, cause, "Save it as UTF-8.");
                // It is there, so nothing that speaks of it is wrong.
                texts.insert(path.clone(), String::from_utf8_lossy(bytes).into_owned());
            }
        }
    }
    texts
}

/// The first control or bidirectional character of `text`, as `U+001B`.
pub(super) fn hidden(text: &str) -> Option<String> {
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.bytes().all(plain) {
        return None;
    }
    let printable = crate::text::printable(text);
    text.chars()
        .zip(printable.chars())
        .find(|(was, is)| was != is)
        .map(|(was, _)| format!("U+{:04X}", u32::from(was)))
}

/// A line number from an index.
pub(super) fn line_number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// The files directly or indirectly below `folder` (which ends in `/`), in order.
pub(super) fn below<'a>(
    texts: &'a Texts,
    folder: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    texts
        .range(folder.to_owned()..)
        .take_while(move |(path, _)| path.starts_with(folder))
        .map(|(path, text)| (path.as_str(), text.as_str()))
}

/// The names of the folders directly below `folder` (which ends in `/`), each as a whole path
/// that ends in `/`.
pub(super) fn folders(texts: &Texts, folder: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    for (path, _) in below(texts, folder) {
        if let Some((name, _)) = path
            .strip_prefix(folder)
            .and_then(|rest| rest.split_once('/'))
        {
            found.insert(format!("{folder}{name}/"));
        }
    }
    found.into_iter().collect()
}

/// Tells files of the pack's folders that nothing reads.
pub(super) fn check_places(texts: &Texts, modules: &[&str], faults: &Faults) {
    let mut folder = "";
    for path in texts.keys() {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["lessons" | "exercises", module, _, ..] if !modules.contains(module) => {
                // Once for all that is in the folder.
                let before = std::mem::replace(&mut folder, module);
                if before == *module {
                    continue;
                }
                faults.tell(
                    path,
                    1,
                    format!(
                        "`pack.toml` has no module `{module}`{}",
                        suggest(module, modules)
                    ),
                    "Add a `[[module]]` with this id, or rename the folder.",
                );
            }
            ["lessons" | "exercises", _] => faults.tell(
                path,
                1,
                "the file lies outside of any module's folder",
                "Move it into the folder of its module.",
            ),
            ["lessons", _, file] if is_lesson(file) => {}
            ["lessons", _, file] if locale(file, ".md").is_some() => {}
            ["lessons", module, _, ..] if parts.len() > 3 => faults.tell(
                path,
                1,
                "the file lies in a folder inside of its module's",
                format!("Move it to `lessons/{module}/`: lessons stand side by side there."),
            ),
            ["lessons", ..] => faults.tell(
                path,
                1,
                "only `<lesson>.md` files have a place here",
                "Move the file away, or give it the ending `.md`.",
            ),
            ["exercises", _, _] => faults.tell(
                path,
                1,
                "the file lies outside of any exercise's folder",
                "Give each exercise a folder with an `exercise.toml`.",
            ),
            ["reference", file] if is_lesson(file) || locale(file, ".md").is_some() => {}
            ["reference", ..] => faults.tell(
                path,
                1,
                "only `<topic>.md` files have a place here",
                "Move the file away, or give it the ending `.md`.",
            ),
            ["rules" | "misconceptions", .., file] if file.strip_suffix(".toml").is_none() => {
                faults.tell(
                    path,
                    1,
                    "only `.toml` files have a place here",
                    "Move the file away.",
                );
            }
            _ => {}
        }
    }
}

/// Whether a file name is a lesson's: `<lesson>.md` with no second dot.
pub(super) fn is_lesson(file: &str) -> bool {
    file.strip_suffix(".md")
        .is_some_and(|stem| !stem.is_empty() && !stem.contains('.'))
}

/// The last part of a path.
pub(super) fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// ` (did you mean …?)` when one of `known` is close to `word`, else nothing.
#[must_use]
pub fn suggest(word: &str, known: &[&str]) -> String {
    known
        .iter()
        .map(|name| (strsim::jaro_winkler(word, name), *name))
        .filter(|(near, _)| *near > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| format!(" (did you mean `{name}`?)"))
        .unwrap_or_default()
}

/// Whether `id` is kebab-case: lower-case letters and digits in parts joined by single hyphens.
pub(super) fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}
