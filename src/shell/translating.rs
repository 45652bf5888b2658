//! `protect pack translate`: the files of a translation, and what the texts of rules are in other languages.
//!
//! What is to be translated is `pack`'s to say; which rules a pack has, only `rules` knows. Called by `shell`,
//! `library` and `proving`.

use super::builtin::{self, Course};
use super::output::{Said, word};
use super::{reading, replacing};
use crate::pack::{
    Done, Fault, Files, RULE, Skeleton, Told, Translation, fingerprint, is_of, name_of_rule,
    rules_read, skeleton,
};
use crate::rules::Rulebook;
use std::fmt::Write as _;
use std::path::Path;

/// Writes what is missing of a pack's translation into a language.
///
/// # Errors
/// When the language is none, the pack has faults, or a file cannot be read or written.
pub fn run(path: &Path, locale: &str) -> anyhow::Result<Said> {
    anyhow::ensure!(
        is_locale(locale),
        "`{}` is no language tag. Write one such as `de` or `pt-BR`",
        crate::text::printable(locale)
    );
    anyhow::ensure!(
        path.is_dir(),
        "{}: a pack is translated in its folder, and this is none. Name the folder that holds pack.toml",
        path.display()
    );
    let files = reading::read_folder(path)?;
    // Some machines cannot keep `text.de.toml` and `text.DE.toml` beside each other.
    let lower = locale.to_lowercase();
    let other = files.keys().filter(|path| !is_of(path, locale));
    let alike = |path: &&String| is_of(&path.to_lowercase(), &lower);
    if let Some(other) = other.into_iter().find(alike) {
        anyhow::bail!(
            "there is {other} already, which is the same language in other capitals. Name it with --to as that file does"
        );
    }
    // What is wrong with the translation itself is no reason not to bring it up to date.
    let mut rest = files.clone();
    rest.retain(|path, _| !is_of(path, locale));
    let course = builtin::course(&rest)?;
    let own = &course.pack.about.language;
    anyhow::ensure!(
        own != locale,
        "the pack is written in `{own}`. Name another language with --to"
    );
    let made = skeleton(&files, &course.pack, &texts_of_rules(&course), locale)?;
    for (written, (inside, content)) in made.files.iter().enumerate() {
        let file = path.join(inside);
        replacing::write_all(&file, content).map_err(|error| {
            anyhow::anyhow!(
                "{}: {error}. {written} of {} files were written; the pack needs a folder in which you may write, so copy it to one",
                file.display(),
                made.files.len()
            )
        })?;
    }
    let mut said = Said::default();
    for inside in made.files.keys() {
        let word = if files.contains_key(inside) {
            "changed"
        } else {
            "new"
        };
        said.line(&format!("{word}: {inside}"));
    }
    said.line(&standing(locale, &made));
    if made.files.is_empty() {
        said.line("Nothing has changed.");
    }
    said.line(&format!("  protect pack check {}", word(path)));
    said.line(&format!(
        "  protect --pack {} --locale {locale}",
        word(path)
    ));
    Ok(said)
}

/// How far a translation is, as a line.
fn standing(locale: &str, made: &Skeleton) -> String {
    let part = |done: Done, what: &str| format!("{} of {} {what}", done.held, done.of);
    let stale = made.texts.stale + made.judge.stale + made.pages.stale;
    let mut line = format!(
        "{locale}: {}, {} and {} are translated",
        part(made.texts, "texts"),
        part(made.judge, "sentences of the judge"),
        part(made.pages, "lessons and topics")
    );
    if stale > 0 {
        let _ = write!(line, "; stale: {stale}");
    }
    if made.gone > 0 {
        let _ = write!(line, "; of texts that are gone: {}", made.gone);
    }
    line + "."
}

/// How far each translation of a pack is: locale, line, and whether it is whole.
#[must_use]
pub fn standings(course: &Course, files: &Files) -> Vec<(String, String, bool)> {
    let rules = texts_of_rules(course);
    let of = |locale: &String| {
        let made = skeleton(files, &course.pack, &rules, locale).ok()?;
        let parts = [made.texts, made.judge, made.pages];
        let whole = parts.iter().all(|done| done.held == done.of);
        Some((locale.clone(), standing(locale, &made), whole))
    };
    course.pack.translations.keys().filter_map(of).collect()
}

/// A language tag: letters, then parts of letters and digits.
fn is_locale(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let plain = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|sign| sign.is_ascii_alphanumeric())
    };
    (1..=8).contains(&first.len())
        && first.chars().all(|sign| sign.is_ascii_alphabetic())
        && parts.all(plain)
}

/// The texts of the rules that a pack's learners meet, by name.
fn texts_of_rules(course: &Course) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for id in rules_read(&course.pack) {
        let Some(rule) = course.rulebook.rule(id) else {
            continue;
        };
        for (part, text) in rule.texts() {
            if !text.trim().is_empty() {
                found.push((name_of_rule(id, part), text.to_owned()));
            }
        }
    }
    found
}

/// The text of a rule that a name stands for.
fn source<'a>(rulebook: &'a Rulebook, name: &str) -> Option<&'a str> {
    let (id, part) = name.strip_prefix(RULE)?.rsplit_once('.')?;
    let texts = rulebook.rule(id)?.texts();
    let text = texts.into_iter().find(|(name, _)| *name == part);
    text.map(|(_, text)| text)
}

/// The rules as a translation tells them; texts whose source has changed stay as they are.
#[must_use]
pub fn retold(rulebook: &Rulebook, translation: &Translation) -> Rulebook {
    rulebook.retold(&|id, part, own| {
        let told = translation.rules.get(&name_of_rule(id, part))?;
        let fits = !told.say.trim().is_empty() && told.print == fingerprint(own);
        fits.then(|| told.say.clone())
    })
}

/// Texts of rules in the translations of a pack that are of no rule, or whose source has changed.
#[must_use]
pub fn faults_of_rules(course: &Course) -> Vec<Fault> {
    let translations = course.pack.translations.values();
    let told = translations.flat_map(|translation| &translation.rules);
    stale(&course.rulebook, told)
}

/// Of texts that tell rules in other languages those that are of no rule, or whose source has changed.
pub(super) fn stale<'a>(
    rulebook: &Rulebook,
    told: impl Iterator<Item = (&'a String, &'a Told)>,
) -> Vec<Fault> {
    let fault = |told: &Told, cause: String, next: &str| Fault {
        file: told.file.clone(),
        line: told.line,
        column: 0,
        cause: crate::text::printable(&cause),
        next: next.to_owned(),
    };
    let wrong = |(name, told): (&String, &Told)| match source(rulebook, name) {
        None => Some(fault(
            told,
            format!("there is no text `{name}`"),
            "A rule has `message`, `what`, `why` and `instead`; `protect rules` lists the rules.",
        )),
        Some(text) if !told.say.trim().is_empty() && told.print != fingerprint(text) => {
            let now = fingerprint(text);
            Some(fault(
                told,
                format!("the source of `{name}` has changed; its fingerprint is `{now}`"),
                "Compare it with the source, and write the new fingerprint.",
            ))
        }
        Some(_) => None,
    };
    told.filter_map(wrong).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/whole");
        for (path, content) in reading::read_folder(&whole).unwrap() {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
        folder
    }

    fn change(file: &Path, change: impl Fn(String) -> String) {
        let text = std::fs::read_to_string(file).unwrap();
        let now = change(text.clone());
        assert_ne!(text, now, "{text}");
        std::fs::write(file, now).unwrap();
    }

    #[test]
    fn a_translation_is_made_kept_and_marked() {
        let folder = pack();
        let root = folder.path();
        let said = run(root, "x-ook").unwrap().out;
        assert!(said.contains("new: text.x-ook.toml"), "{said}");
        assert!(said.contains("x-ook: 0 of "), "{said}");
        // It loads as it is, and again nothing is left to do.
        let course = builtin::course(&reading::read_folder(root).unwrap()).unwrap();
        let title = &course.pack.about.title;
        assert_eq!(
            course.pack.in_language("x-ook").map(|p| p.about.title),
            Some(title.clone())
        );
        assert!(
            run(root, "x-ook")
                .unwrap()
                .out
                .contains("Nothing has changed.")
        );

        let texts = root.join("text.x-ook.toml");
        let print = fingerprint(title);
        change(&texts, |text| {
            text.replacen(
                &format!("source = \"{print}\"\nsay = \"\""),
                &format!("source = \"{print}\"\nsay = \"Ook \\\"ook\\\"\""),
                1,
            )
        });
        let lesson = root.join("lessons/sql/1-values.x-ook.md");
        change(&lesson, |text| text.replace("draft = true\n", ""));
        let said = run(root, "x-ook").unwrap().out;
        assert!(said.contains("x-ook: 1 of "), "{said}");
        assert!(said.contains(" 1 of 1 lessons and topics"), "{said}");

        // The sources change: both are named, and what was translated is still there.
        change(&root.join("pack.toml"), |text| {
            text.replace(title.as_str(), "A new title")
        });
        change(&root.join("lessons/sql/1-values.md"), |text| {
            text + "\nMore.\n"
        });
        let said = run(root, "x-ook").unwrap().out;
        assert!(said.contains("; stale: 2"), "{said}");
        let text = std::fs::read_to_string(&texts).unwrap();
        assert!(
            text.contains("# STALE") && text.contains("say = 'Ook \"ook\"'"),
            "{text}"
        );
        let course = builtin::course(&reading::read_folder(root).unwrap()).unwrap();
        assert_eq!(course.pack.stale.len(), 2, "{:#?}", course.pack.stale);

        // What the pack no longer has is kept as a comment, however often one asks.
        change(&texts, |text| {
            text + "\n[[text]]\nof = \"exercise.old.title\"\nsource = \"0\"\nsay = \"Alt\"\n"
        });
        assert!(
            run(root, "x-ook")
                .unwrap()
                .out
                .contains("; of texts that are gone: 1")
        );
        for _ in 0..2 {
            run(root, "x-ook").unwrap();
            let text = std::fs::read_to_string(&texts).unwrap();
            assert!(
                text.ends_with("# The pack no longer has `exercise.old.title`. It was:\n#   Alt\n"),
                "{text}"
            );
            assert_eq!(text.matches("exercise.old.title").count(), 1);
        }
    }

    #[test]
    fn what_is_no_language_or_no_folder_is_named() {
        let folder = pack();
        for (path, locale, says) in [
            (folder.path(), "../x", "no language tag"),
            (folder.path(), "en", "Name another language"),
            (Path::new("nowhere.zip"), "de", "this is none"),
        ] {
            let error = run(path, locale).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
        std::fs::write(folder.path().join("text.de.toml"), "[[text]\n").unwrap();
        let error = run(folder.path(), "de").unwrap_err().to_string();
        assert!(
            error.starts_with("text.de.toml:1: this is not TOML"),
            "{error}"
        );
    }

    #[test]
    fn what_cannot_be_told_is_told_in_other_languages() {
        let folder = pack();
        let root = folder.path();
        run(root, "x-ook").unwrap();
        let texts = root.join("text.x-ook.toml");
        let id = "reason.function-elsewhere";
        let print = fingerprint(
            "`{callee}` is in another file, so what it does cannot be seen: put it into this one",
        );
        change(&texts, |text| {
            text.replace(
                &format!("\"{id}\" = {{ source = \"{print}\", say = \"\" }}"),
                &format!(
                    "\"{id}\" = {{ source = \"{print}\", say = \"nobody ook `{{callee}}`\" }}"
                ),
            )
        });
        let message = |locale: &str| {
            let course = builtin::course(&reading::read_folder(root).unwrap()).unwrap();
            let pack = course.pack.in_language(locale).unwrap();
            let exercise = pack.exercise("find").unwrap();
            let answer = "import far\n\ndef find(conn, name):\n    return far.look(conn, name)\n";
            let source = crate::text::Source::new("answer.py", answer);
            let verdict = crate::grade::judge(exercise, &source, &course.rulebook);
            (verdict.kind.word(true), verdict.message)
        };
        let (kind, said) = message("en");
        assert_eq!(kind, "cannot-tell", "{said}");
        assert!(said.contains("`far.look` is in another file"), "{said}");
        let (kind, said) = message("x-ook");
        assert_eq!(kind, "cannot-tell", "{said}");
        assert!(said.contains("nobody ook `far.look`"), "{said}");

        // A sentence that was made from another one is named, and learners read English.
        change(&texts, |text| text.replace(&print, "0000000000000000"));
        let course = builtin::course(&reading::read_folder(root).unwrap()).unwrap();
        let stale: Vec<&str> = course.pack.stale.iter().map(|f| f.cause.as_str()).collect();
        assert_eq!(
            stale,
            [format!(
                "the judge's sentence `{id}` has changed; its fingerprint is `{print}`"
            )]
        );
        let (_, said) = message("x-ook");
        assert!(said.contains("`far.look` is in another file"), "{said}");
    }

    #[test]
    fn rules_are_told_in_other_languages() {
        let folder = pack();
        run(folder.path(), "x-ook").unwrap();
        let texts = folder.path().join("text.x-ook.toml");
        let course = builtin::course(&reading::read_folder(folder.path()).unwrap()).unwrap();
        let message = course
            .rulebook
            .rule("sql-built-from-input")
            .unwrap()
            .message
            .clone();
        let print = fingerprint(&message);
        change(&texts, |text| {
            text.replacen(
                &format!("source = \"{print}\"\nsay = \"\""),
                &format!("source = \"{print}\"\nsay = \"Ook!\""),
                1,
            )
        });
        let course = builtin::course(&reading::read_folder(folder.path()).unwrap()).unwrap();
        assert!(faults_of_rules(&course).is_empty());
        let told = super::super::library::translated(course, "x-ook").unwrap();
        assert_eq!(
            told.rulebook.rule("sql-built-from-input").unwrap().message,
            "Ook!"
        );
        change(&texts, |text| text.replace(&print, "0000000000000000"));
        let course = builtin::course(&reading::read_folder(folder.path()).unwrap()).unwrap();
        assert_eq!(faults_of_rules(&course).len(), 1);
        // Also where something else keeps the pack from loading.
        change(&folder.path().join("pack.toml"), |text| {
            text.replace("version = ", "verzion = ")
        });
        let error = builtin::course(&reading::read_folder(folder.path()).unwrap()).unwrap_err();
        let stale = error
            .0
            .iter()
            .filter(|fault| fault.file == "text.x-ook.toml");
        assert_eq!(stale.count(), 1, "{error}");
    }
}
