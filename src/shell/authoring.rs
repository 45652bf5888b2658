//! `protect pack new`, `add` and `build`: the files of a pack, from templates that pass the proof.
//!
//! The templates lie in `scaffold/`. Called by `shell`.

use super::arguments::{NewKind, PackAdd, PackNew};
use super::output::{Said, word};
use super::{builtin, parcel, proving, reading, replacing, scaffold};
use crate::pack::{Files, quoted};
use std::io::{BufRead, IsTerminal, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// What a ZIP archive begins with.
const ZIP: &[u8] = b"PK\x03\x04";
const HEAD: &str = include_str!("../../scaffold/pack.toml");
const MODULE: &str = include_str!("../../scaffold/module.toml");
const LESSON: &str = include_str!("../../scaffold/lesson.md");
const RULE: &str = include_str!("../../scaffold/rule.toml");
/// Makes a new pack with one module, one lesson and one exercise.
///
/// # Errors
/// When the folder holds something already, or cannot be written.
pub fn new(options: &PackNew) -> anyhow::Result<Said> {
    let root = &options.folder;
    let empty = std::fs::read_dir(root).map_or(true, |mut entries| entries.next().is_none());
    anyhow::ensure!(
        empty,
        "{}: there is something in this folder. Name a new one",
        root.display()
    );
    let folder = root
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let id = match &options.id {
        Some(id) => id.clone(),
        None => ask("Id, in kebab-case; it never changes", &kebab(&folder))?,
    };
    named(&id)?;
    let title = match &options.title {
        Some(title) => title.clone(),
        None => ask("Title, as people see it", &words(&id))?,
    };
    let author = match &options.author {
        Some(author) => author.clone(),
        None => ask("Author", "The authors of this pack")?,
    };
    let license = match &options.license {
        Some(license) => license.clone(),
        None => ask("Licence (SPDX)", "CC-BY-4.0")?,
    };
    let head = filled(
        HEAD,
        &[
            ("id", &quoted(&id)),
            ("title", &quoted(&title)),
            ("license", &quoted(&license)),
            ("author", &quoted(&author)),
            ("language", &quoted(&options.language)),
        ],
    );
    let mut files = Files::new();
    files.insert("pack.toml".into(), head.into_bytes());
    add_lesson(&mut files, "start", "welcome");
    add_exercise(&mut files, "start", "find-people", NewKind::Fix);
    // What was said in the options may be nothing that a pack can say.
    builtin::course(&files)?;
    write(root, &files)?;
    let mut said = Said::default();
    said.line(&format!(
        "{id}: made {} files in {}. They pass the proof; change them step by step:",
        files.len(),
        root.display()
    ));
    said.line(&format!("  protect pack check {} --watch", word(root)));
    said.line(&format!("  protect pack preview {}", word(root)));
    if !is_answered() {
        let taken = [
            ("title", &options.title, &title),
            ("author", &options.author, &author),
            ("licence", &options.license, &license),
        ];
        let taken = taken.into_iter().filter(|(_, given, _)| given.is_none());
        let taken: Vec<String> = taken
            .map(|(what, _, value)| format!("{what} `{value}`"))
            .collect();
        if !taken.is_empty() {
            said.line(&format!(
                "  nobody was there to be asked, so pack.toml has: {}",
                taken.join(", ")
            ));
        }
    }
    Ok(said)
}

/// Adds a lesson, an exercise or a rule to a pack.
///
/// # Errors
/// When there is no pack, the name is taken, or a file cannot be written.
pub fn add(what: &PackAdd) -> anyhow::Result<Said> {
    let (PackAdd::Lesson { pack, .. }
    | PackAdd::Exercise { pack, .. }
    | PackAdd::Rule { pack, .. }) = what;
    let before = reading::read_folder(pack)?;
    let mut files = before.clone();
    match what {
        PackAdd::Lesson { module, name, .. } => {
            named(module)?;
            named(name)?;
            let taken = below(&files, &format!("lessons/{module}/"))
                .any(|path| path.trim_end_matches(".md").ends_with(&format!("-{name}")));
            anyhow::ensure!(
                !taken,
                "there is a lesson `{name}` in {module}. Choose another name"
            );
            add_lesson(&mut files, module, name);
        }
        PackAdd::Exercise {
            module, name, kind, ..
        } => {
            named(module)?;
            named(name)?;
            let folder = format!("exercises/{module}/{name}/");
            anyhow::ensure!(
                below(&files, &folder).next().is_none(),
                "there is an exercise `{name}` in {module}. Choose another name"
            );
            add_exercise(&mut files, module, name, *kind);
        }
        PackAdd::Rule { name, .. } => {
            named(name)?;
            let built_in = super::own::rulebook(&[], &[])?;
            anyhow::ensure!(
                built_in.rule(name).is_none(),
                "there is a built-in rule `{name}`, and each needs an id of its own. Choose another name"
            );
            let path = format!("rules/{name}.toml");
            anyhow::ensure!(
                !files.contains_key(&path),
                "there is a rule `{name}`. Choose another name"
            );
            let rule = filled(RULE, &[("rule", &quoted(name))]);
            files.insert(path, rule.into_bytes());
        }
    }
    files.retain(|path, content| before.get(path) != Some(content));
    write(pack, &files)?;
    let mut said = Said::default();
    for path in files.keys() {
        let state = if before.contains_key(path) {
            "changed"
        } else {
            "new"
        };
        said.line(&format!("{state}: {path}"));
    }
    if let PackAdd::Lesson { module, .. } | PackAdd::Exercise { module, .. } = what
        && below(&before, &format!("lessons/{module}/"))
            .next()
            .is_none()
    {
        let modules = before
            .keys()
            .filter_map(|path| path.strip_prefix("lessons/")?.split('/').next());
        said.line(&match super::explain::nearest(module, modules) {
            Some(near) => format!(
                "`{module}` is a new module. If you meant `{near}`, take back what is named above"
            ),
            None => format!("`{module}` is a new module; pack.toml has its title and summary"),
        });
    }
    Ok(said)
}

/// Makes one file of a pack that passes its proof; with `unproved`, of one that loads.
///
/// # Errors
/// When the pack has faults of form, or the file cannot be written without taking the place of another.
pub fn build(path: &Path, output: Option<&Path>, unproved: bool) -> anyhow::Result<Said> {
    let files = reading::read_folder(path)?;
    let course = builtin::course(&files)?;
    let about = &course.pack.about;
    let bytes =
        parcel::wrap(&files).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    let output = output.map_or_else(
        || PathBuf::from(format!("{}-{}.zip", about.id, about.version)),
        Path::to_path_buf,
    );
    is_free(&output, path)?;
    if !unproved {
        let mut proof = proving::quietly(&files);
        if proof.code > 0 {
            proof.fail(
                format!(
                    "{}: nothing was built, because the pack fails its own proof. Correct it, or build it as it is: `--unproved`",
                    path.display()
                ),
                1,
            );
            return Ok(proof);
        }
    }
    replacing::write_all(&output, &bytes)
        .map_err(|error| anyhow::anyhow!("{}: {error}", output.display()))?;
    let mut said = Said::default();
    said.line(&format!(
        "{}: {} {}, {} files, {} KiB.",
        output.display(),
        about.id,
        about.version,
        files.len(),
        bytes.len().div_ceil(1024)
    ));
    Ok(said)
}

/// Whether a built pack can be written here: nothing of the pack, and no file but an older build, gives way.
///
/// # Errors
/// What would be lost.
fn is_free(output: &Path, pack: &Path) -> anyhow::Result<()> {
    let whole = |path: &Path| path.canonicalize().ok();
    let above = match output.parent() {
        Some(folder) if folder != Path::new("") => whole(folder),
        _ => whole(Path::new(".")),
    };
    let place = output.file_name().and_then(|name| Some(above?.join(name)));
    let inside = place.as_deref().zip(whole(pack)).and_then(|(place, root)| {
        let inside = place.strip_prefix(root).ok()?;
        inside.iter().next().map(reading::is_part)
    });
    anyhow::ensure!(
        inside != Some(true),
        "{}: this is a place of the pack's own files. Name a file elsewhere with `--output`",
        output.display()
    );
    let mut begin = Vec::new();
    if let Ok(file) = std::fs::File::open(output) {
        file.take(ZIP.len() as u64).read_to_end(&mut begin)?;
        anyhow::ensure!(
            begin == ZIP,
            "{}: there is such a file, and it is no pack. Name another one with `--output`",
            output.display()
        );
    }
    Ok(())
}

fn add_lesson(files: &mut Files, module: &str, name: &str) {
    add_module(files, module);
    let count = below(files, &format!("lessons/{module}/")).count();
    let lesson = filled(
        LESSON,
        &[
            ("lesson", &quoted(name)),
            ("title", &quoted(&words(name))),
            ("name", name),
        ],
    );
    let path = format!("lessons/{module}/{}-{name}.md", count + 1);
    files.insert(path, lesson.into_bytes());
}

/// The exercise, and a page that leads to it at the end of the module's last lesson.
fn add_exercise(files: &mut Files, module: &str, name: &str, kind: NewKind) {
    let folder = format!("lessons/{module}/");
    if below(files, &folder).next().is_none() {
        add_lesson(files, module, &format!("{name}-lesson"));
    }
    add_module(files, module);
    let last = below(files, &folder).last().map(str::to_owned);
    if let Some(lesson) = last.and_then(|path| files.get_mut(&path)) {
        let page = filled(scaffold::page(kind), &[("exercise", &quoted(name))]);
        lesson.extend_from_slice(page.as_bytes());
    }
    for (path, text) in scaffold::files(kind) {
        let text = filled(
            text,
            &[
                ("exercise", &quoted(name)),
                ("title", &quoted(&words(name))),
            ],
        );
        files.insert(
            format!("exercises/{module}/{name}/{path}"),
            text.into_bytes(),
        );
    }
}

/// Names the module in `pack.toml`, unless it stands there.
fn add_module(files: &mut Files, module: &str) {
    let Some(head) = files.get_mut("pack.toml") else {
        return;
    };
    let written = format!("id = {}", quoted(module));
    let text = String::from_utf8_lossy(head).into_owned();
    if !text.lines().any(|line| line.trim() == written) {
        let more = filled(
            MODULE,
            &[
                ("module", &quoted(module)),
                ("title", &quoted(&words(module))),
            ],
        );
        head.extend_from_slice(more.as_bytes());
    }
}

fn below<'a>(files: &'a Files, folder: &'a str) -> impl Iterator<Item = &'a str> {
    let paths = files.keys().map(String::as_str);
    paths.filter(move |path| path.starts_with(folder))
}

/// The template with its values. What looks like a place in a value is text.
fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, (name, after))) = rest
        .split_once("{{")
        .and_then(|(before, after)| Some((before, after.split_once("}}")?)))
    {
        text.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => text.push_str(value),
            None => text.extend(["{{", name, "}}"]),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// A name as an id.
fn kebab(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts = lower.split(|sign: char| !sign.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        "my-pack".into()
    } else {
        parts.join("-")
    }
}

/// An id as a title.
fn words(id: &str) -> String {
    let text = id.replace('-', " ");
    let mut signs = text.chars();
    signs
        .next()
        .map(|first| first.to_uppercase().chain(signs).collect())
        .unwrap_or_default()
}

/// # Errors
/// When the name is no id.
fn named(name: &str) -> anyhow::Result<()> {
    anyhow::ensure!(
        !name.is_empty() && kebab(name) == name,
        "`{}` is not kebab-case. Use lower-case letters, digits and single hyphens",
        crate::text::printable(name)
    );
    Ok(())
}

/// Whether somebody is there who could answer.
fn is_answered() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks for a line when somebody is there to answer; else takes what is usual.
fn ask(what: &str, usual: &str) -> anyhow::Result<String> {
    if !is_answered() {
        return Ok(usual.to_owned());
    }
    let mut screen = std::io::stderr().lock();
    write!(screen, "{what} [{usual}]: ")?;
    screen.flush()?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let line = crate::text::printable(line.trim());
    Ok(if line.is_empty() {
        usual.to_owned()
    } else {
        line
    })
}

fn write(root: &Path, files: &Files) -> anyhow::Result<()> {
    for (written, (path, content)) in files.iter().enumerate() {
        let path = root.join(path);
        let failed = |error: std::io::Error| {
            anyhow::anyhow!(
                "{}: {error}. {written} of {} files were written into {}: remove them, make room, and try again",
                path.display(),
                files.len(),
                root.display()
            )
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        replacing::write_all(&path, content).map_err(failed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_passes_its_own_proof() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("My first pack!");
        new(&PackNew {
            folder: root.clone(),
            id: None,
            title: Some("A \"quoted\" title".into()),
            author: None,
            license: None,
            language: "en".into(),
        })
        .unwrap();
        let pack = root.clone();
        let (module, name) = ("start".to_owned(), "second".to_owned());
        add(&PackAdd::Lesson { module, name, pack }).unwrap();
        let pack = root.clone();
        let (module, name) = ("more".to_owned(), "third".to_owned());
        let kind = NewKind::Fix;
        add(&PackAdd::Exercise {
            module,
            name,
            kind,
            pack,
        })
        .unwrap();
        let pack = root.clone();
        let name = "house-reports".to_owned();
        add(&PackAdd::Rule { name, pack }).unwrap();
        let files = reading::read_folder(&root).unwrap();
        let options = crate::shell::arguments::PackCheck {
            path: None,
            exercise: None,
            strict: true,
            notes: true,
            table: false,
            format: crate::shell::arguments::Format::Text,
            watch: false,
        };
        let said = crate::shell::proving::run(&files, &[], &options);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
        assert!(
            said.out
                .contains("my-first-pack 0.1.0: proved. 3 lessons, 2 exercises")
        );
    }

    #[test]
    fn a_hostile_title_is_a_title() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("pack");
        let title = "{{author}} said \"'''hi'''\\\" {{nobody}} # ]";
        let author = "\"\"\" {{license}}\nformat = \"9.0\"";
        new(&PackNew {
            folder: root.clone(),
            id: None,
            title: Some(title.into()),
            author: Some(author.into()),
            license: None,
            language: "en".into(),
        })
        .unwrap();
        let head = std::fs::read_to_string(root.join("pack.toml")).unwrap();
        let head: toml::Table = toml::from_str(&head).unwrap();
        assert_eq!(head["title"].as_str(), Some(title));
        assert_eq!(head["authors"][0].as_str(), Some(author));
        assert_eq!(head["format"].as_str(), Some("1.0"));
    }

    #[test]
    fn nothing_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
        let options = PackNew {
            folder: folder.path().to_path_buf(),
            id: Some("a".into()),
            title: None,
            author: None,
            license: None,
            language: "en".into(),
        };
        assert!(new(&options).is_err());
    }
}
