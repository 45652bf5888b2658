//! The packs that are installed: each one file in the folder for progress, and who they are.
//!
//! Called by `shell`.

use super::arguments::Options;
use super::folder::data_folder;
use super::output::Said;
use super::{builtin, parcel};
use crate::pack::{Files, Pack};
use std::path::{Path, PathBuf};

/// The name of a pack's file inside its folder.
const FILE: &str = "pack.zip";

/// The folder of an installed pack, with its file and its learners' progress.
///
/// # Errors
/// When the system has no folder for data, or the id could lead elsewhere.
pub fn folder(options: &Options, id: &str) -> anyhow::Result<PathBuf> {
    let plain = !id.is_empty()
        && id
            .chars()
            .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
    anyhow::ensure!(
        plain,
        "there is no pack `{}`; an id has lower-case letters, digits and hyphens. `protect pack list` names those that are installed",
        crate::text::printable(id)
    );
    Ok(shelf(options)?.join(id))
}

fn shelf(options: &Options) -> anyhow::Result<PathBuf> {
    let data = data_folder(options).map_err(anyhow::Error::msg)?;
    Ok(data.join("packs"))
}

/// The options with which a course is opened: progress with another pack than the built-in one lies in a
/// folder of its own, so that equal ids do not meet.
///
/// # Errors
/// When the system has no folder for data.
pub fn place(options: &Options, course: &builtin::Course) -> anyhow::Result<Options> {
    let mut placed = options.clone();
    if options.pack.is_some() {
        placed.data = Some(folder(options, &course.pack.about.id)?);
    }
    Ok(placed)
}

/// The files of a pack by path (a folder or a file) or by the id of an installed one.
///
/// # Errors
/// When there is none, or it is not safe to read.
pub fn find(options: &Options, name: &Path) -> anyhow::Result<Files> {
    if name.exists() {
        return parcel::read(name);
    }
    let id = name.to_string_lossy();
    if id.contains(['/', '\\', '.']) {
        anyhow::bail!(
            "{}: there is no such folder or file. Name a pack's folder, its file, or the id of an installed one",
            name.display()
        );
    }
    let file = folder(options, &id)?.join(FILE);
    anyhow::ensure!(
        file.exists(),
        "there is no pack `{}`{}. `protect pack install FILE` installs one, `protect pack list` names them",
        crate::text::printable(&id),
        nearest(options, &id)
    );
    parcel::read(&file)
}

fn nearest(options: &Options, id: &str) -> String {
    let names = installed(options).unwrap_or_default();
    match super::explain::nearest(id, names.iter().map(String::as_str)) {
        Some(near) => format!(" (did you mean `{near}`?)"),
        None => String::new(),
    }
}

/// The ids of installed packs, in order.
fn installed(options: &Options) -> anyhow::Result<Vec<String>> {
    let Ok(entries) = std::fs::read_dir(shelf(options)?) else {
        return Ok(Vec::new());
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().join(FILE).is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

/// Installs a pack from a folder or a file, in place of an older one with the same id.
///
/// # Errors
/// When it is not safe, has faults, or cannot be written.
pub fn install(options: &Options, path: &Path) -> anyhow::Result<Said> {
    let files = parcel::read(path)?;
    let course = builtin::course(&files)?;
    let about = &course.pack.about;
    anyhow::ensure!(
        !is_built_in(&about.id),
        "`{}` is the id of the built-in course. A pack needs an id of its own",
        about.id
    );
    let folder = folder(options, &about.id)?;
    let before = parcel::read(&folder.join(FILE))
        .ok()
        .and_then(|files| builtin::course(&files).ok())
        .map(|course| course.pack.about.version.clone());
    let bytes = parcel::wrap(&files)?;
    let failed = |error: std::io::Error| anyhow::anyhow!("{}: {error}", folder.display());
    std::fs::create_dir_all(&folder).map_err(failed)?;
    // Whole or not at all: a pack half written would be no pack.
    let aside = folder.join("pack.new");
    std::fs::write(&aside, bytes).map_err(failed)?;
    std::fs::rename(&aside, folder.join(FILE)).map_err(failed)?;
    let mut said = Said::default();
    let place = match before {
        Some(before) => format!(" in place of {before}"),
        None => String::new(),
    };
    said.line(&format!(
        "Installed {} {}{place}: {}.",
        about.id, about.version, about.title
    ));
    said.line(&format!("  protect --pack {}", about.id));
    Ok(said)
}

/// Whether this is the id of the course in the program.
fn is_built_in(id: &str) -> bool {
    let files = builtin::files();
    let head = files
        .get("pack.toml")
        .map(|head| String::from_utf8_lossy(head));
    let head = head.and_then(|text| toml::from_str::<toml::Table>(&text).ok());
    let own = head.as_ref().and_then(|head| head.get("id")?.as_str());
    own == Some(id)
}

/// Lists the installed packs.
///
/// # Errors
/// When the system has no folder for data.
pub fn list(options: &Options) -> anyhow::Result<Said> {
    let mut said = Said::default();
    let names = installed(options)?;
    if names.is_empty() {
        said.line("No packs are installed. `protect pack install FILE` installs one.");
    }
    for name in names {
        match find(options, Path::new(&name)).map(|files| builtin::course(&files)) {
            Ok(Ok(course)) => {
                let about = &course.pack.about;
                said.line(&format!("{} {}  {}", about.id, about.version, about.title));
            }
            Ok(Err(error)) => said.fail(format!("{name}: {error}"), 1),
            Err(error) => said.fail(format!("{name}: {error}"), 1),
        }
    }
    Ok(said)
}

/// Takes an installed pack away; what learners did with it stays.
///
/// # Errors
/// When there is no such pack, or it cannot be removed.
pub fn remove(options: &Options, id: &str) -> anyhow::Result<Said> {
    let file = folder(options, id)?.join(FILE);
    anyhow::ensure!(
        file.exists(),
        "there is no pack `{}`{}. `protect pack list` names them",
        crate::text::printable(id),
        nearest(options, id)
    );
    std::fs::remove_file(&file).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
    let mut said = Said::default();
    said.line(&format!(
        "Removed {id}. Progress with it is kept for when it comes back."
    ));
    Ok(said)
}

/// Tells what a pack says of itself and what is in it.
///
/// # Errors
/// When it cannot be read.
pub fn info(options: &Options, name: &Path) -> anyhow::Result<Said> {
    let files = find(options, name)?;
    let course = builtin::course(&files)?;
    let pack: &Pack = &course.pack;
    let about = &pack.about;
    let mut said = Said::default();
    said.line(&format!("{} {}  {}", about.id, about.version, about.title));
    said.line(&about.summary);
    for (what, value) in [
        ("Authors", about.authors.join(", ")),
        ("Licence", about.license.clone()),
        ("Language", about.language.clone()),
        ("Format", about.format.clone()),
        ("Rules of its own", pack.rules.len().to_string()),
        ("Signature", "none: know where you got it from".into()),
    ] {
        said.line(&format!("{what}: {value}"));
    }
    for module in &pack.modules {
        let lessons = pack.lessons.iter().filter(|l| l.module == module.id);
        let exercises = pack.exercises.iter().filter(|e| e.module == module.id);
        said.line(&format!(
            "  {}: {} lessons, {} exercises",
            module.title,
            lessons.count(),
            exercises.count()
        ));
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(data: &Path) -> Options {
        Options {
            data: Some(data.to_path_buf()),
            ..Options::default()
        }
    }

    #[test]
    fn a_pack_is_installed_found_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let options = options(folder.path());
        let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/whole");
        assert!(list(&options).unwrap().out.contains("No packs"));
        install(&options, &whole).unwrap();
        assert_eq!(list(&options).unwrap().out, "tiny 1.0.0  A tiny pack\n");
        let again = install(&options, &whole).unwrap();
        assert!(again.out.contains("in place of 1.0.0"), "{}", again.out);
        assert!(
            info(&options, Path::new("tiny"))
                .unwrap()
                .out
                .contains("CC-BY-4.0")
        );
        let error = find(&options, Path::new("tinny")).unwrap_err().to_string();
        assert!(error.contains("did you mean `tiny`?"), "{error}");
        assert!(remove(&options, "../tiny").is_err());
        remove(&options, "tiny").unwrap();
        assert!(find(&options, Path::new("tiny")).is_err());
    }

    #[test]
    fn the_built_in_course_cannot_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let whole = Path::new(env!("CARGO_MANIFEST_DIR"));
        let error = install(&options(folder.path()), whole).unwrap_err();
        assert!(error.to_string().contains("built-in"), "{error}");
    }
}
