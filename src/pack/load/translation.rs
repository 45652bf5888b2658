//! Translations: `text.<locale>.toml` at the top of a pack, `<lesson>.<locale>.md` beside a lesson,
//! `<topic>.<locale>.md` beside a topic of the reference.
//!
//! Each part carries the fingerprint of its source. A part whose source has changed, or in which a text is
//! wrong, is left out, and named for the proof; one that is not translated yet is left out. Called by `load`.

use super::links::Links;
use super::names::{Texts, suggest};
use super::table::{Document, Table};
use super::{Fault, Faults, Files, lesson, names, reference};
use crate::pack::messages::{built_in, names_in};
use crate::pack::translation::{RULE, slots};
use crate::pack::{Block, Lesson, Messages, Pack, Retired, Told, Topic, Translation, fingerprint};
use std::collections::{BTreeMap, BTreeSet};

/// What follows when a source has changed.
const STALE: &str = "Compare it with the source, and write the new fingerprint.";

/// What a translation says it was made from.
pub(super) struct Print {
    /// The line that says so.
    pub(super) line: u32,
    /// The fingerprint of its source.
    pub(super) source: String,
    /// It is not translated yet.
    pub(super) draft: bool,
}

impl Print {
    /// Whether the source is still what was translated; tells where it is not.
    fn is_of(&self, file: &str, (source, text): (&str, &str), stale: &mut Vec<Fault>) -> bool {
        let now = fingerprint(text);
        // That there is none is told where it is read.
        if now != self.source && !self.source.is_empty() {
            let cause = format!("`{source}` has changed; its fingerprint is `{now}`");
            stale.push(told(file, self.line, cause));
        }
        now == self.source
    }

    /// Reads it in front matter.
    pub(super) fn of(root: &Table<'_>) -> Self {
        Self {
            source: root.need(
                "source",
                "the fingerprint of the source; any text, at first",
            ),
            line: root.line_of("source"),
            draft: root.flag("draft"),
        }
    }
}

/// The locale in the name of a file `<stem>.<locale><end>`.
pub(super) fn locale<'a>(file: &'a str, end: &str) -> Option<&'a str> {
    let (stem, locale) = file.strip_suffix(end)?.split_once('.')?;
    let fits = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    (!stem.is_empty() && !locale.is_empty() && locale.chars().all(fits)).then_some(locale)
}

/// Reads all translations of a pack that is read otherwise.
pub(super) fn read(texts: &Texts, pack: &mut Pack, faults: &Faults) {
    let mut found: BTreeMap<String, Translation> = BTreeMap::new();
    let mut stale = Vec::new();
    for (path, text) in texts {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [file] => {
                if let Some(locale) = locale(file, ".toml").filter(|_| file.starts_with("text.")) {
                    let own = locale == pack.about.language;
                    let translation = found.entry(locale.to_owned()).or_default();
                    of_texts((path, text), own, pack, translation, &mut stale, faults);
                }
            }
            ["lessons", module, file] => {
                if let Some(locale) = locale(file, ".md") {
                    let source = format!("{}.md", path.trim_end_matches(&format!(".{locale}.md")));
                    let source = (source.as_str(), texts.get(&source).map(String::as_str));
                    let translation = found.entry(locale.to_owned()).or_default();
                    let read = of_lesson(module, (path, text), source, pack, &mut stale, faults);
                    translation.lessons.extend(read);
                }
            }
            ["reference", file] => {
                if let Some(locale) = locale(file, ".md") {
                    let source = format!("{}.md", path.trim_end_matches(&format!(".{locale}.md")));
                    let source = (source.as_str(), texts.get(&source).map(String::as_str));
                    let translation = found.entry(locale.to_owned()).or_default();
                    let read = of_topic((path, text), source, pack, &mut stale, faults);
                    translation.topics.extend(read);
                }
            }
            _ => {}
        }
    }
    if let Some(own) = found.remove(&pack.about.language) {
        pack.speak(&own.judge);
    }
    pack.translations = found;
    pack.stale = stale;
}

/// One file of texts. That of the pack's `own` language has sentences of the judge only.
fn of_texts(
    (file, text): (&str, &str),
    own: bool,
    pack: &Pack,
    translation: &mut Translation,
    stale: &mut Vec<Fault>,
    faults: &Faults,
) {
    let doc = Document::new(file, text, 1, faults);
    let parsed = doc.parse();
    let root = doc.root(&parsed);
    let mut judge = BTreeMap::new();
    let sentences: BTreeMap<&str, &str> = built_in().collect();
    let ids: Vec<&str> = sentences.keys().copied().collect();
    for (id, line, given) in root.named_texts_or_tables("judge") {
        let (say, print) = match given {
            Ok(say) => (say, None),
            Err(table) => {
                let (say, print) = (table.text("say").unwrap_or_default(), table.text("source"));
                table.close();
                (say, print)
            }
        };
        match sentences.get(id.as_str()) {
            None => stale.push(Fault {
                next: "Correct the id; `messages/en.toml` of the program has them all.".into(),
                ..told(
                    file,
                    line,
                    format!("the judge has no sentence `{id}`{}", suggest(&id, &ids)),
                )
            }),
            Some(_) if say.trim().is_empty() => {}
            Some(source) => {
                let strange = strange_places(file, line, source, &say);
                let now = fingerprint(source);
                if print.is_some_and(|print| print != now) {
                    let cause = format!(
                        "the judge's sentence `{id}` has changed; its fingerprint is `{now}`"
                    );
                    stale.push(told(file, line, cause));
                } else if strange.is_empty() {
                    judge.insert(id, say);
                }
                stale.extend(strange);
            }
        }
    }
    translation.judge = Messages::of(judge);
    let mut copy = pack.clone();
    let sources: BTreeMap<String, String> = slots(&mut copy)
        .into_iter()
        .map(|(name, text)| (name, text.clone()))
        .collect();
    let names: Vec<&str> = sources.keys().map(String::as_str).collect();
    let owners: BTreeSet<&str> = names.iter().map(|name| owner(name)).collect();
    let exercises = pack.exercises.iter().filter(|one| one.retired.is_some());
    let retired: BTreeSet<String> = exercises
        .map(|one| format!("exercise.{}", one.id))
        .collect();
    let mut gone = BTreeSet::new();
    for table in root.tables("text") {
        let (of, text) = retold(file, &table);
        if of.starts_with(RULE) {
            // Rules are read elsewhere.
            translation.rules.insert(of, text);
            table.close();
            continue;
        }
        let Told {
            line, print, say, ..
        } = text;
        match sources.get(&of) {
            None if of.is_empty() => {}
            // Once for all texts of what is called otherwise now.
            None if !owners.contains(owner(&of)) && !gone.insert(owner(&of).to_owned()) => {}
            None => stale.push(Fault {
                next: "Correct the name; `docs/packs.md` lists them.".into(),
                ..told(
                    file,
                    line,
                    format!("there is no text `{of}`{}", suggest(&of, &names)),
                )
            }),
            Some(_) if own => table.tell(
                line,
                "the file of the pack's own language has texts",
                "Change the texts where they stand; only `[judge]` has a place here.",
            ),
            Some(_) if say.trim().is_empty() => {}
            Some(source) => {
                let strange = strange_places(file, line, source, &say);
                let now = fingerprint(source);
                if now == print {
                    if strange.is_empty() {
                        translation.texts.insert(of, say);
                    }
                } else if !print.is_empty() {
                    let cause =
                        format!("the source of `{of}` has changed; its fingerprint is `{now}`");
                    let changed = vec![told(file, line, cause)];
                    settle(changed, retired.contains(owner(&of)), stale, faults);
                }
                stale.extend(strange);
            }
        }
        table.close();
    }
    root.close();
}

/// One text in another language, with the name of the text that it tells.
fn retold(file: &str, table: &Table<'_>) -> (String, Told) {
    let of = table.need("of", "the name of the text, such as `exercise.ID.brief`");
    let print = table.need(
        "source",
        "the fingerprint of the source; any text, at first",
    );
    let say = match table.text("say") {
        Some(say) => say,
        None => table.need(
            "say",
            "the text in the other language; empty as long as there is none",
        ),
    };
    let told = Told {
        file: file.to_owned(),
        line: table.line(),
        print,
        say,
    };
    (of, told)
}

/// What the translations of a pack that does not load say of rules, by the names of the texts.
#[must_use]
pub fn told_of_rules(files: &Files) -> Vec<(String, Told)> {
    // What is wrong with these files is told where the pack is loaded.
    let faults = Faults::default();
    let texts = names::texts(files, &faults);
    let mut all = Vec::new();
    for (file, text) in &texts {
        if file.starts_with("text.") {
            let doc = Document::new(file, text, 1, &faults);
            let parsed = doc.parse();
            let tables = doc.root(&parsed).tables("text");
            all.extend(tables.iter().map(|table| retold(file, table)));
        }
    }
    all.retain(|(of, _)| of.starts_with(RULE));
    all
}

/// What a text belongs to, by the name of the text: `exercise.ID` of `exercise.ID.title`.
fn owner(name: &str) -> &str {
    let points = name.match_indices('.').nth(1);
    points.map_or(name, |(at, _)| name.get(..at).unwrap_or(name))
}

fn told(file: &str, line: u32, cause: String) -> Fault {
    Fault {
        file: file.to_owned(),
        line,
        column: 0,
        cause: crate::text::printable(&cause),
        next: STALE.into(),
    }
}

/// A translation that is behind its source is at fault, unless its source is no longer taught.
fn settle(changed: Vec<Fault>, retired: bool, stale: &mut Vec<Fault>, faults: &Faults) {
    if !retired {
        stale.extend(changed);
        return;
    }
    for fault in changed {
        let cause = format!("{}. It is retired", fault.cause);
        let next = "Learners who open it read the source; a translation may stay as it is.";
        faults.advise(&fault.file, fault.line, &cause, next);
    }
}

/// Names in braces that nothing fills. Such a text is left out, and hides nothing else.
fn strange_places(file: &str, line: u32, source: &str, say: &str) -> Vec<Fault> {
    let known = names_in(source);
    let strange = names_in(say)
        .into_iter()
        .filter(|name| !known.contains(name));
    let fault = |name: &str| Fault {
        next: if known.is_empty() {
            "The source has no such places; leave the braces out.".to_owned()
        } else {
            crate::text::printable(&format!("The source has: {}.", known.join(", ")))
        },
        ..told(
            file,
            line,
            format!("nothing fills `{{{name}}}`{}", suggest(name, &known)),
        )
    };
    strange.map(fault).collect()
}

/// One lesson, with its steps, when its source is what it was.
fn of_lesson(
    module: &str,
    (file, text): (&str, &str),
    (source, source_text): (&str, Option<&str>),
    pack: &Pack,
    stale: &mut Vec<Fault>,
    faults: &Faults,
) -> Option<(Lesson, Vec<crate::pack::Exercise>)> {
    let Some(source_text) = source_text else {
        let next = "Name the translation after the lesson: `<lesson>.<locale>.md`.";
        faults.tell(file, 1, format!("there is no lesson `{source}`"), next);
        return None;
    };
    // What it leads to is told once, where the source is read.
    let mut links = Links::default();
    let read = lesson::read(module, file, text, &pack.shared, faults, &mut links);
    let (mut lesson, mut steps, print) = (read.lesson, read.steps, read.source);
    let original = pack.lessons.iter().find(|other| other.file == source)?;
    let print = print.filter(|print| !print.draft)?;
    let mut changed = Vec::new();
    let fresh = print.is_of(file, (source, source_text), &mut changed);
    settle(changed, original.retired.is_some(), stale, faults);
    if shape(&lesson) != shape(original) {
        faults.tell(
            file,
            1,
            format!("the translation is not built as `{source}` is"),
            "Keep the id, the pages and the steps with their ids and options, in the same order.",
        );
        return None;
    }
    if !fresh {
        return None;
    }
    lesson.revision = original.revision;
    lesson.minutes = original.minutes;
    // The reason may be told in another language.
    let said = lesson.retired.take();
    lesson.retired = original.retired.clone().map(|own| Retired {
        why: said.map_or(own.why, |said| said.why),
        by: own.by,
    });
    for step in &mut steps {
        step.retired.clone_from(&lesson.retired);
    }
    Some((lesson, steps))
}

/// One topic of the reference, when its source is what it was.
fn of_topic(
    (file, text): (&str, &str),
    (source, source_text): (&str, Option<&str>),
    pack: &Pack,
    stale: &mut Vec<Fault>,
    faults: &Faults,
) -> Option<Topic> {
    let Some(source_text) = source_text else {
        let next = "Name the translation after the topic: `<topic>.<locale>.md`.";
        faults.tell(file, 1, format!("there is no topic `{source}`"), next);
        return None;
    };
    let (mut topic, print) = reference::read(file, text, faults)?;
    let original = pack.reference.iter().find(|other| other.file == source)?;
    let print = print.filter(|print| !print.draft)?;
    let fresh = print.is_of(file, (source, source_text), stale);
    let numbers = |topic: &Topic| -> Vec<u32> { topic.points.iter().map(|p| p.number).collect() };
    if topic.id != original.id
        || topic.entries.len() != original.entries.len()
        || numbers(&topic) != numbers(original)
    {
        faults.tell(
            file,
            1,
            format!("the translation is not built as `{source}` is"),
            "Keep the id and the number and order of entries and points.",
        );
        return None;
    }
    if !fresh {
        return None;
    }
    topic.talk.clone_from(&original.talk);
    topic.facts.clone_from(&original.facts);
    Some(topic)
}

/// The id of a question with its right options, or of an exercise.
type Kept = (String, Vec<bool>);

/// What progress is kept by: the id, and on each page the questions with their right options and the
/// exercises.
fn shape(lesson: &Lesson) -> (String, Vec<Vec<Kept>>) {
    let page = |page: &crate::pack::Page| {
        let blocks = page.blocks.iter();
        let kept = blocks.filter_map(|block| match block {
            Block::Question(question) => {
                let rights = question.options.iter().map(|option| option.right);
                Some((question.id.clone(), rights.collect()))
            }
            Block::Exercise(id) => Some((id.clone(), Vec::new())),
            _ => None,
        });
        kept.collect()
    };
    (lesson.id.clone(), lesson.pages.iter().map(page).collect())
}
