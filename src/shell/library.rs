//! The packs that are installed: each one file in the folder for progress, and who they are.
//!
//! Called by `shell`.

use super::arguments::Options;
use super::folder::{data_folder, not_written};
use super::output::{Said, word};
use super::proving;
use super::signature::{self, Standing};
use super::{builtin, parcel, reading, translating};
use crate::pack::{Files, Pack, is_newer};
use crate::text::counted;
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
    let own = |name: &PathBuf| !name.exists() && is_built_in(&name.to_string_lossy());
    if options.pack.as_ref().is_some_and(|name| !own(name)) {
        placed.data = Some(folder(options, &course.pack.about.id)?);
    }
    Ok(placed)
}

/// A pack that was read, with who stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its files.
    pub files: Files,
    /// Who stands behind it.
    pub standing: Standing,
    /// The archive as it came, unless it was a folder.
    bytes: Option<Vec<u8>>,
    /// Its signature.
    signature: Option<String>,
}

/// Reads a pack at a path: a folder, or an archive, which is verified first.
///
/// # Errors
/// When it cannot be read, was altered, or is not safe to read.
pub fn open(options: &Options, path: &Path) -> anyhow::Result<Opened> {
    if path.is_dir() {
        return Ok(Opened {
            files: reading::read_folder(path)?,
            standing: Standing::Unsigned,
            bytes: None,
            signature: None,
        });
    }
    let shown = path.display();
    let bytes = parcel::bytes(path)?;
    let signature = signature::of(path)?;
    let authors = signature::authors(options)?;
    let came_with = match installed_as(options, path) {
        Some(id) if signature.is_none() => signature::came_with(options, path, &id)?,
        _ => None,
    };
    let standing = came_with
        .map_or(Ok(()), |key| Err(signature::gone(&key)))
        .and_then(|()| authors.verify(&bytes, signature.as_deref()))
        .map_err(|error| anyhow::anyhow!("{shown}: this pack is refused: {error}"))?;
    let files = parcel::unwrap(&bytes).map_err(|error| {
        anyhow::anyhow!("{shown}: this pack is refused: {error}. Ask its author for a file that `protect pack build` has made")
    })?;
    Ok(Opened {
        files,
        standing,
        bytes: Some(bytes),
        signature,
    })
}

/// The id of the installed pack whose file this is.
fn installed_as(options: &Options, file: &Path) -> Option<String> {
    let inside = file.strip_prefix(shelf(options).ok()?).ok()?;
    let (id, name) = (inside.parent()?, inside.file_name()?);
    (name == FILE).then(|| id.to_string_lossy().into_owned())
}

/// A pack by path (a folder or a file), by the id of an installed one, or by that of the built-in one.
///
/// # Errors
/// When there is none, or it is not safe to read.
pub fn find(options: &Options, name: &Path) -> anyhow::Result<Opened> {
    let id = name.to_string_lossy();
    // A word alone means what is installed under it, wherever one stands; `./word` is the folder.
    let is_path = id.contains(['/', '\\', '.']);
    let installed = !is_path && folder(options, &id).is_ok_and(|folder| folder.join(FILE).exists());
    if !installed && name.exists() {
        return open(options, name);
    }
    if is_built_in(&id) {
        return Ok(Opened {
            files: builtin::files(),
            standing: Standing::BuiltIn,
            bytes: None,
            signature: None,
        });
    }
    if is_path {
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
    open(options, &file)
}

fn nearest(options: &Options, id: &str) -> String {
    let names = installed(options).unwrap_or_default();
    match super::explain::nearest(id, names.iter().map(String::as_str)) {
        Some(near) => format!(" (did you mean `{near}`?)"),
        None => String::new(),
    }
}

/// A course in another language.
///
/// # Errors
/// When its pack is not translated into that.
pub fn translated(course: builtin::Course, locale: &str) -> anyhow::Result<builtin::Course> {
    let pack = course.pack.in_language(locale).ok_or_else(|| {
        let own = &course.pack.about.language;
        let others = course.pack.translations.keys();
        let all: Vec<&str> = std::iter::once(own)
            .chain(others)
            .map(String::as_str)
            .collect();
        anyhow::anyhow!(
            "this course is not translated into `{}`. It speaks: {}",
            crate::text::printable(locale),
            all.join(", ")
        )
    })?;
    let rulebook = match course.pack.translations.get(locale) {
        Some(told) => std::sync::Arc::new(translating::retold(&course.rulebook, told)),
        None => course.rulebook,
    };
    Ok(builtin::Course {
        pack: std::sync::Arc::new(pack),
        rulebook,
    })
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
    let opened = open(options, path)?;
    let course = builtin::course(&opened.files)?;
    let about = &course.pack.about;
    anyhow::ensure!(
        !is_built_in(&about.id),
        "`{}` is the id of the built-in course. A pack needs an id of its own",
        about.id
    );
    let folder = folder(options, &about.id)?;
    let file = folder.join(FILE);
    let before = file.exists().then(|| open(options, &file).ok()).flatten();
    // Also when the installed one can no longer be opened: what it came signed with is noted beside it.
    let was = match before.as_ref().map(|before| &before.standing) {
        Some(Standing::Known(author, key)) => Some((author.clone(), key.clone())),
        _ => signature::came_with(options, &file, &about.id)?
            .and_then(|key| signature::authors(options).ok()?.owner(&key)),
    };
    if let Some((author, key)) = &was {
        anyhow::ensure!(
            matches!(&opened.standing, Standing::Known(_, own) if own == key),
            "the installed `{}` is signed by {author}, and this one is {}. Ask {author} for a signed file; or, when you know better, `protect pack remove {}` first",
            about.id,
            opened.standing,
            about.id
        );
    }
    let signed = was.is_some();
    let before = before.and_then(|before| builtin::course(&before.files).ok());
    let gone = before.as_ref().map_or_else(Vec::new, |before| {
        let gone = course.pack.gone_since(&before.pack).into_iter();
        gone.map(|piece| format!("the {} `{}`", piece.word(), piece.id()))
            .collect()
    });
    let before = before.map(|course| course.pack.about.version.clone());
    let newer = before
        .as_deref()
        .is_some_and(|before| is_newer(before, &about.version));
    // Whoever hands out an old signed file may count on what has been mended since.
    anyhow::ensure!(
        !(signed && newer),
        "this is version {} of `{}`, and the installed one is newer ({}). When the old one is meant, `protect pack remove {}` first",
        about.version,
        about.id,
        before.as_deref().unwrap_or_default(),
        about.id
    );
    // An archive stays byte for byte what it was, so that its signature stays true.
    let bytes = match opened.bytes {
        Some(bytes) => bytes,
        None => parcel::wrap(&opened.files)?,
    };
    let failed = |error: std::io::Error| not_written(&folder, &error);
    std::fs::create_dir_all(&folder).map_err(failed)?;
    // Whole or not at all: a pack half written would be no pack, and one without its signature another.
    let mut written = vec![(file.clone(), bytes)];
    let key = opened.signature.as_deref().and_then(signature::key_of);
    if let Some(signature) = opened.signature {
        let key = key.clone().unwrap_or_default();
        written.push((signature::noted(&file), key.into_bytes()));
        written.push((signature::beside(&file), signature.into_bytes()));
    }
    let aside = |place: &Path| signature::with(place, ".new");
    for (place, content) in &written {
        if let Err(error) = std::fs::write(aside(place), content) {
            // What is half written only takes room.
            for (place, _) in &written {
                let _ = std::fs::remove_file(aside(place));
            }
            return Err(failed(error));
        }
    }
    for old in [signature::noted(&file), signature::beside(&file)] {
        if old.exists() {
            std::fs::remove_file(old).map_err(failed)?;
        }
    }
    for (place, _) in &written {
        std::fs::rename(aside(place), place).map_err(failed)?;
    }
    signature::remember(options, &about.id, key.as_deref())?;
    let mut said = Said::default();
    let place = match before {
        Some(before) if newer => format!(" in place of {before}, which is newer"),
        Some(before) => format!(" in place of {before}"),
        None => String::new(),
    };
    said.line(&format!(
        "Installed {} {}{place}: {}.",
        about.id, about.version, about.title
    ));
    said.line(&format!("  {}", from(&opened.standing)));
    if !gone.is_empty() {
        said.line(&format!(
            "  gone, and not retired: {}. What was done there is kept and no longer shown; ask the author to retire what is no longer taught",
            gone.join(", ")
        ));
    }
    let proof = proving::quietly(&opened.files);
    if proof.code > 0 {
        let shown = word(path);
        said.line(&format!(
            "  it fails its own proof ({}): some right answers may be refused, or wrong ones pass; `protect pack check {shown}` tells which",
            counted(proof.err.lines().count(), "fault")
        ));
    }
    said.line(&format!("  protect --pack {}", about.id));
    Ok(said)
}

/// Who stands behind a pack, and what can be made of it.
fn from(standing: &Standing) -> String {
    match standing {
        Standing::BuiltIn | Standing::Known(..) => standing.to_string(),
        Standing::Unknown(_) => format!(
            "{standing}, so it could not be verified: `protect pack trust KEY` with the author's public key changes that"
        ),
        Standing::Unsigned => format!("{standing}: know where you got it from"),
    }
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
        match open(options, &folder(options, &name)?.join(FILE))
            .map(|opened| (builtin::course(&opened.files), opened.standing))
        {
            Ok((Ok(course), standing)) => {
                let about = &course.pack.about;
                said.line(&format!(
                    "{} {}  {}  ({standing})",
                    about.id, about.version, about.title
                ));
            }
            Ok((Err(error), _)) => said.fail(format!("{name}: {error}"), 1),
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
    let signed = signature::came_with(options, &file, id)?;
    anyhow::ensure!(
        file.exists() || signed.is_some(),
        "there is no pack `{}`{}. `protect pack list` names them",
        crate::text::printable(id),
        nearest(options, id)
    );
    for path in [&file, &signature::beside(&file), &signature::noted(&file)] {
        if path.exists() {
            std::fs::remove_file(path)
                .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        }
    }
    signature::remember(options, id, None)?;
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
    let opened = find(options, name)?;
    let course = builtin::course(&opened.files)?;
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
        ("Signature", from(&opened.standing)),
    ] {
        said.line(&format!("{what}: {value}"));
    }
    for module in &pack.modules {
        let lessons = pack.taught_lessons().filter(|l| l.module == module.id);
        let exercises = pack.taught_exercises().filter(|e| e.module == module.id);
        said.line(&format!(
            "  {}: {}, {}",
            module.title,
            counted(lessons.count(), "lesson"),
            counted(exercises.count(), "exercise")
        ));
    }
    for (piece, retired) in pack.retired() {
        let place = retired.by.as_deref();
        let place = place.map_or_else(String::new, |by| format!(" In its place: {by}."));
        let why = retired.why.trim().trim_end_matches('.');
        said.line(&format!(
            "Retired: the {} {}: {why}.{place}",
            piece.word(),
            piece.id()
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
        assert_eq!(
            list(&options).unwrap().out,
            "tiny 1.0.0  A tiny pack  (unsigned)\n"
        );
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
    fn a_signed_pack_is_known_kept_and_guarded() {
        let folder = tempfile::tempdir().unwrap();
        let options = options(folder.path());
        let signed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/signed");
        let pack = signed.join("tea-room.zip");
        let said = install(&options, &pack).unwrap().out;
        assert!(said.contains("unknown author"), "{said}");
        let key = signed.join("author.pub");
        signature::trust(&options, key.to_str(), Some("The tea room")).unwrap();
        let listed = list(&options).unwrap().out;
        assert!(listed.contains("(signed by The tea room (key "), "{listed}");
        let told = info(&options, Path::new("tea-room")).unwrap().out;
        assert!(told.contains("Signature: signed by The tea room"), "{told}");

        let bare = folder.path().join("bare.zip");
        std::fs::copy(&pack, &bare).unwrap();
        let error = install(&options, &bare).unwrap_err().to_string();
        assert!(error.contains("this one is unsigned"), "{error}");

        // Longer by a byte that no reader of archives would miss.
        let kept = folder.path().join("packs/tea-room/pack.zip");
        let mut bytes = std::fs::read(&kept).unwrap();
        bytes.insert(0, b' ');
        std::fs::write(&kept, bytes).unwrap();
        let error = find(&options, Path::new("tea-room")).unwrap_err();
        assert!(error.to_string().contains("was altered"), "{error}");
        assert!(list(&options).unwrap().err.contains("was altered"));
        // One that cannot be opened any more keeps its place, too.
        let error = install(&options, &bare).unwrap_err().to_string();
        assert!(error.contains("this one is unsigned"), "{error}");
        install(&options, &pack).unwrap();
        assert!(find(&options, Path::new("tea-room")).is_ok());

        std::fs::remove_file(signature::beside(&kept)).unwrap();
        let error = find(&options, Path::new("tea-room")).unwrap_err();
        assert!(error.to_string().contains("that is gone"), "{error}");
        assert!(list(&options).unwrap().err.contains("that is gone"));
        let error = install(&options, &bare).unwrap_err().to_string();
        assert!(error.contains("this one is unsigned"), "{error}");
        install(&options, &pack).unwrap();
        assert!(find(&options, Path::new("tea-room")).is_ok());

        // What is beside it can be taken away with it; its id is remembered elsewhere.
        std::fs::remove_file(signature::beside(&kept)).unwrap();
        std::fs::remove_file(signature::noted(&kept)).unwrap();
        let error = find(&options, Path::new("tea-room")).unwrap_err();
        assert!(error.to_string().contains("that is gone"), "{error}");
        std::fs::remove_dir_all(kept.parent().unwrap()).unwrap();
        let error = install(&options, &bare).unwrap_err().to_string();
        assert!(error.contains("this one is unsigned"), "{error}");
        remove(&options, "tea-room").unwrap();
        assert!(find(&options, Path::new("tea-room")).is_err());
        install(&options, &bare).unwrap();
        assert!(find(&options, Path::new("tea-room")).is_ok());
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert!(is_newer("0.10.0", "0.9.9") && is_newer("1.0.1", "1.0"));
        assert!(!is_newer("1.0.0", "1.0.0") && !is_newer("0.9.0", "0.10"));
    }

    #[test]
    fn the_course_in_the_program_is_built_in() {
        let folder = tempfile::tempdir().unwrap();
        let opened = find(&options(folder.path()), Path::new("protected-python"));
        assert_eq!(opened.unwrap().standing, Standing::BuiltIn);
    }

    #[test]
    fn the_built_in_course_cannot_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let whole = Path::new(env!("CARGO_MANIFEST_DIR"));
        let error = install(&options(folder.path()), whole).unwrap_err();
        assert!(error.to_string().contains("built-in"), "{error}");
    }
}
