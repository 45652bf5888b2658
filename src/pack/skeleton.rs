//! The files of a translation, made or brought up to date: every text that can be said otherwise, with the
//! fingerprint of its source.
//!
//! What is translated stays as it is; what has gone stale is marked; what the pack no longer has is kept
//! as comments. Knows texts, not the disk. Called by `shell`.

use super::messages::built_in;
use super::quote::quoted;
use super::translation::{RULE, slots};
use super::{Fault, Files, Pack, fingerprint};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What is translated of a part of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Translated, and the source is what it was.
    pub held: usize,
    /// The source has changed since.
    pub stale: usize,
    /// All.
    pub of: usize,
}

/// The files of a translation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Skeleton {
    /// Those that are new or change.
    pub files: Files,
    /// The short texts.
    pub texts: Done,
    /// The sentences of the judge.
    pub judge: Done,
    /// Lessons and topics of the reference.
    pub pages: Done,
    /// Translated texts that the pack no longer has.
    pub gone: usize,
}

/// How the comment about a text begins that the pack no longer has.
const GONE: &str = "# The pack no longer has `";

/// A translation as it stands in a file.
#[derive(Debug, Clone, Default)]
struct Old {
    source: String,
    say: String,
}

/// Translations by name.
type Olds = BTreeMap<String, Old>;

/// Whether a file belongs to the translation into this language.
#[must_use]
pub fn is_of(path: &str, locale: &str) -> bool {
    path == format!("text.{locale}.toml")
        || (path.starts_with("lessons/") || path.starts_with("reference/"))
            && path.ends_with(&format!(".{locale}.md"))
}

/// Makes the translation of `pack` into a language, from what its files hold of it already. `rules` are texts
/// of rules by name.
///
/// # Errors
/// When the file of texts cannot be read.
pub fn skeleton(
    files: &Files,
    pack: &Pack,
    rules: &[(String, String)],
    locale: &str,
) -> Result<Skeleton, Fault> {
    let mut made = Skeleton::default();
    let path = format!("text.{locale}.toml");
    let before = match files.get(&path) {
        Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        None => String::new(),
    };
    let (mut texts, judge) = read(&path, &before)?;
    let about = &pack.about;
    let mut out = format!(
        "# {} {} in the language `{locale}`.\n\
         #\n\
         # Write the translation into `say`. As long as it is empty, learners read the source, which stands above it.\n\
         # `protect pack translate` brings this file up to date: what is translated stays, comments are written anew.\n\n[judge]\n",
        about.id, about.version
    );
    for (id, source) in built_in() {
        let old = judge.get(id).cloned().unwrap_or_default();
        let (print, stale) = weigh(&old, source, &mut made.judge);
        comment(&mut out, source, stale);
        let _ = writeln!(
            out,
            "{} = {{ source = {}, say = {} }}",
            quoted(id),
            quoted(&print),
            quoted(&old.say)
        );
    }
    let retired = pack.exercises.iter().filter(|one| one.retired.is_some());
    let retired: BTreeSet<&str> = retired.map(|one| one.id.as_str()).collect();
    let mut copy = pack.clone();
    let own = slots(&mut copy);
    let own = own.into_iter().map(|(name, text)| (name, text.clone()));
    for (name, source) in own.chain(rules.iter().cloned()) {
        let old = texts.remove(&name).unwrap_or_default();
        let is_retired = exercise_of(&name).is_some_and(|id| retired.contains(id));
        if old.say.trim().is_empty() && is_retired {
            continue;
        }
        // What is translated of something that is no longer set stays, and counts nowhere.
        let mut uncounted = Done::default();
        let done = if is_retired {
            &mut uncounted
        } else {
            &mut made.texts
        };
        let (print, stale) = weigh(&old, &source, done);
        out.push('\n');
        comment(&mut out, &source, stale);
        let _ = writeln!(
            out,
            "[[text]]\nof = {}\nsource = {}\nsay = {}",
            quoted(&name),
            quoted(&print),
            quoted(&old.say)
        );
    }
    texts.retain(|_, old| !old.say.trim().is_empty());
    made.gone = texts.len();
    out.push_str(&gone_before(&before));
    for (name, old) in &texts {
        let _ = write!(out, "\n{GONE}{}`. It was:\n", printed(name));
        for said in old.say.lines() {
            let _ = writeln!(out, "#   {}", printed(said));
        }
    }
    if out != before {
        made.files.insert(path, out.into_bytes());
    }
    let lessons = pack.taught_lessons().map(|lesson| &lesson.file);
    let topics = pack.reference.iter().map(|topic| &topic.file);
    for source in lessons.chain(topics) {
        page(files, source, locale, &mut made);
    }
    Ok(made)
}

/// The id of the exercise that a text belongs to; nothing of the reason why it is no longer set.
fn exercise_of(name: &str) -> Option<&str> {
    let (id, part) = name.strip_prefix("exercise.")?.split_once('.')?;
    (part != "retired").then_some(id)
}

/// The comments at the end about texts that were gone before.
fn gone_before(text: &str) -> String {
    let from = text.find(&format!("\n{GONE}"));
    let rest = from.and_then(|at| text.get(at..)).unwrap_or_default();
    let lines = rest
        .lines()
        .filter(|line| line.is_empty() || line.starts_with('#'));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Counts a text; gives the fingerprint to be written, and whether the source has changed since.
fn weigh(old: &Old, source: &str, done: &mut Done) -> (String, bool) {
    done.of += 1;
    let now = fingerprint(source);
    if old.say.trim().is_empty() {
        return (now, false);
    }
    // A sentence of the judge may be said without what it was made from.
    let stale = !old.source.is_empty() && old.source != now;
    if stale {
        done.stale += 1;
        return (old.source.clone(), true);
    }
    done.held += 1;
    (now, false)
}

/// The source of a text, for its translator.
fn comment(out: &mut String, source: &str, stale: bool) {
    if stale {
        let _ = writeln!(
            out,
            "# STALE: the source has changed since. Correct `say`, then write source = {}. It says now:",
            quoted(&fingerprint(source))
        );
    }
    for said in source.trim_end().lines() {
        let _ = writeln!(out, "# {}", printed(said));
    }
}

fn printed(text: &str) -> String {
    crate::text::printable(text)
}

/// What a file of texts holds: texts, and sentences of the judge.
fn read(file: &str, text: &str) -> Result<(Olds, Olds), Fault> {
    let table: toml::Table = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.get(..at).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        Fault {
            file: file.to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: 0,
            cause: format!("this is not TOML: {}", error.message().replace('\n', " ")),
            next: "Correct the line; the file stays as it is until then.".into(),
        }
    })?;
    let of = |value: &toml::Value, key: &str| {
        let text = value.get(key).and_then(toml::Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let entry = |value: &toml::Value| match value {
        toml::Value::String(say) => Old {
            source: String::new(),
            say: say.clone(),
        },
        other => Old {
            source: of(other, "source"),
            say: of(other, "say"),
        },
    };
    let texts = table.get("text").and_then(toml::Value::as_array);
    let texts = texts.into_iter().flatten();
    let texts = texts.map(|value| (of(value, "of"), entry(value))).collect();
    let judge = table.get("judge").and_then(toml::Value::as_table);
    let judge = judge.into_iter().flatten();
    let judge = judge
        .map(|(id, value)| (id.clone(), entry(value)))
        .collect();
    Ok((texts, judge))
}

/// A lesson, or a topic: the source once more, to be translated; one that is there stays.
fn page(files: &Files, source: &str, locale: &str, made: &mut Skeleton) {
    let Some(bytes) = files.get(source) else {
        // Of another pack.
        return;
    };
    made.pages.of += 1;
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let now = fingerprint(text);
    let path = format!("{}.{locale}.md", source.trim_end_matches(".md"));
    let fresh = || text.replacen("+++\n", &head(&now), 1);
    let Some(old) = files.get(&path) else {
        made.files.insert(path, fresh().into_bytes());
        return;
    };
    let old = String::from_utf8_lossy(old).replace("\r\n", "\n");
    let front = old.split("+++\n").nth(1).unwrap_or_default();
    let front: toml::Table = toml::from_str(front).unwrap_or_default();
    let draft = front.get("draft").and_then(toml::Value::as_bool) == Some(true);
    let print = front.get("source").and_then(toml::Value::as_str);
    if draft {
        // What somebody has begun is not written over.
        let untouched = print.is_some_and(|print| {
            let source = old.replacen(&head(print), "+++\n", 1);
            fingerprint(&source) == print
        });
        if untouched && print != Some(&now) {
            made.files.insert(path, fresh().into_bytes());
        }
    } else if print == Some(&now) {
        made.pages.held += 1;
    } else {
        made.pages.stale += 1;
    }
}

/// How a page begins that is still to be translated.
fn head(print: &str) -> String {
    format!(
        "+++\n# Not translated yet. Translate what people read below, then remove `draft`.\ndraft = true\nsource = \"{print}\"\n"
    )
}

/// The rules whose texts learners of a pack read: those that its exercises name, and its own.
#[must_use]
pub fn rules_read(pack: &Pack) -> std::collections::BTreeSet<&str> {
    let mut found = std::collections::BTreeSet::new();
    for exercise in pack.exercises.iter().chain(&pack.steps) {
        for goal in &exercise.goals {
            if let super::GoalKind::Clears(rules) = &goal.kind {
                found.extend(rules.iter().map(String::as_str));
            }
        }
        let hints = exercise.hints.iter().filter_map(|hint| hint.when.as_ref());
        found.extend(hints.filter_map(|when| when.finding.as_deref()));
        let detect = exercise.misconceptions.iter().map(|m| &m.detect.finding);
        found.extend(detect.flatten().map(String::as_str));
    }
    for (_, text) in &pack.rules {
        let id = text.lines().find_map(|line| line.strip_prefix("id = \""));
        found.extend(id.and_then(|id| id.split('"').next()));
    }
    found
}

/// The name of a text of a rule.
#[must_use]
pub fn name_of_rule(id: &str, part: &str) -> String {
    format!("{RULE}{id}.{part}")
}
