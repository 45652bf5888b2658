//! What `[tool.protect]` in a `pyproject.toml` asks of `check`; arguments have the last word.
//!
//! Reads one settings file, with those that it extends; which of them counts for a file knows `check::settings`.
//! Called by `shell` and `check`.

use super::own::RuleFile;
use super::submission;
use crate::finding::{Confidence, Severity};
use crate::rules::fault_of_form;
use crate::text::Source;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The file in which settings stand.
pub const FILE: &str = "pyproject.toml";
/// How many files may extend each other in a row.
const DEEPEST: usize = 16;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Document {
    tool: Tools,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Tools {
    protect: Option<Table>,
}

type Names = Vec<Spanned<String>>;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    /// Another file whose settings come first.
    extend: Option<Spanned<PathBuf>>,
    exclude: Names,
    select: Option<Spanned<Names>>,
    ignore: Names,
    per_file_ignores: BTreeMap<Spanned<String>, Names>,
    severity: Option<Severity>,
    confidence: Option<Confidence>,
    baseline: Option<PathBuf>,
    /// Folders of rules.
    rules: Vec<PathBuf>,
    /// Rules that are written here.
    rule: Vec<toml::Table>,
}

/// A word of the settings, or of an option, and where it stands, for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Such as `pyproject.toml:3: select`, or `--select`.
    pub place: String,
}

/// Rules that are not shown in some files: the folder from which the pattern is seen, the pattern, the rules.
pub type IgnoredIn = (PathBuf, Word, Vec<Word>);

/// What a settings file says, with those that it extends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The file.
    pub file: Option<PathBuf>,
    /// Patterns, each list seen from its folder.
    pub exclude: Vec<(PathBuf, Vec<Word>)>,
    /// The rules to show.
    pub select: Vec<Word>,
    /// The rules not to show.
    pub ignore: Vec<Word>,
    /// The rules not to show in some files.
    pub ignore_in: Vec<IgnoredIn>,
    /// The lowest severity that is shown.
    pub severity: Option<Severity>,
    /// The lowest confidence that is shown.
    pub confidence: Option<Confidence>,
    /// The findings to leave out.
    pub baseline: Option<PathBuf>,
    /// Folders of rules.
    pub rules: Vec<PathBuf>,
    /// Rules written in the files themselves.
    pub written: Vec<RuleFile>,
}

impl Settings {
    /// The file that a person names.
    ///
    /// # Errors
    /// When it cannot be read, has no such table, or says what is not understood.
    pub fn named(path: &Path) -> anyhow::Result<Self> {
        let text = submission::read(path)?;
        let Some(table) = read(path, &text)? else {
            anyhow::bail!(
                "{}: there is no table [tool.protect] in this file. Write its settings under that head",
                path.display()
            );
        };
        Self::of(path, text, table, 0)
    }

    /// Those that stand in this very folder; `None`: the folder has none for this program.
    ///
    /// # Errors
    /// When its file cannot be read, since it may have some, or says what is not understood.
    pub fn at(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join(FILE);
        if !path.is_file() {
            return Ok(None);
        }
        let text = submission::read(&path).map_err(|error| {
            anyhow::anyhow!("{error} Its settings may count here; `--no-config` goes without")
        })?;
        if !text.contains("protect") {
            return Ok(None);
        }
        let Some(table) = read(&path, &text)? else {
            return Ok(None);
        };
        Self::of(&path, text, table, 0).map(Some)
    }

    fn of(path: &Path, text: String, table: Table, depth: usize) -> anyhow::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let source = Source::new(path.display().to_string(), text);
        let mut settings = match table.extend {
            Some(other) => {
                let at = place(&source, other.span().start);
                let other = folder.join(other.into_inner());
                extended(&other, depth).map_err(|error| {
                    if depth > 0 {
                        return error;
                    }
                    let error = format!("{error:#}");
                    anyhow::anyhow!("{at}: extend: {}", error.trim_end_matches('.'))
                })?
            }
            None => Self::default(),
        };
        settings.file = Some(path.to_owned());
        if !table.rule.is_empty() {
            let own = (source.name().to_owned(), source.text().to_owned());
            settings.written.push(own);
        }
        if !table.exclude.is_empty() {
            let exclude = words(&source, "exclude", table.exclude);
            settings.exclude.push((folder.clone(), exclude));
        }
        if let Some(select) = table.select {
            let start = select.span().start;
            let names = words(&source, "select", select.into_inner());
            if names.is_empty() {
                anyhow::bail!(
                    "{}: select is empty, so that nothing would be looked for. Take the line out to look for everything",
                    place(&source, start)
                );
            }
            settings.select = names;
        }
        let ignore = words(&source, "ignore", table.ignore);
        settings.ignore.extend(ignore);
        for (pattern, names) in table.per_file_ignores {
            let key = "per-file-ignores";
            let pattern = word(&source, key, pattern);
            let names = words(&source, key, names);
            settings.ignore_in.push((folder.clone(), pattern, names));
        }
        settings.severity = table.severity.or(settings.severity);
        settings.confidence = table.confidence.or(settings.confidence);
        let baseline = table.baseline.map(|file| folder.join(file));
        settings.baseline = baseline.or(settings.baseline);
        let rules = table.rules.iter().map(|rules| folder.join(rules));
        settings.rules.extend(rules);
        Ok(settings)
    }
}

/// The settings of a file that another extends.
fn extended(path: &Path, depth: usize) -> anyhow::Result<Settings> {
    anyhow::ensure!(
        depth < DEEPEST,
        "files extend each other round and round. Take one of these lines out"
    );
    let text = submission::read(path)?;
    let Some(table) = read(path, &text)? else {
        anyhow::bail!(
            "{}: there is no table [tool.protect] in this file",
            path.display()
        );
    };
    Settings::of(path, text, table, depth + 1)
}

/// The folders of rules that the settings here name, and the rules that are written in them; of the file `config`
/// when it is named, else of the nearest.
///
/// # Errors
/// When the file cannot be read or says what is not understood.
pub fn rules(config: Option<&Path>) -> anyhow::Result<(Vec<PathBuf>, Vec<RuleFile>)> {
    let found = match config {
        Some(path) => Some(Settings::named(path)?),
        None => nearest()?,
    };
    let found = found.unwrap_or_default();
    Ok((found.rules, found.written))
}

/// The settings at or above the current folder.
fn nearest() -> anyhow::Result<Option<Settings>> {
    let Ok(whole) = Path::new(".").canonicalize() else {
        return Ok(None);
    };
    for folder in whole.ancestors() {
        if let Some(settings) = Settings::at(folder)? {
            return Ok(Some(settings));
        }
    }
    Ok(None)
}

fn words(source: &Source, key: &str, names: Names) -> Vec<Word> {
    let each = names.into_iter().map(|name| word(source, key, name));
    each.collect()
}

fn word(source: &Source, key: &str, name: Spanned<String>) -> Word {
    let place = format!("{}: {key}", place(source, name.span().start));
    Word {
        text: name.into_inner(),
        place,
    }
}

fn place(source: &Source, start: usize) -> String {
    let line = source.line_of(u32::try_from(start).unwrap_or(0));
    format!("{}:{line}", source.name())
}

/// The table of a file, where it has one.
fn read(path: &Path, text: &str) -> anyhow::Result<Option<Table>> {
    let document = toml::from_str::<Document>(text).map_err(|error| {
        let fault = fault_of_form(&path.display().to_string(), text, &error);
        anyhow::anyhow!(
            "{}:{}:{}: {}. {} Without these settings: `--no-config`",
            fault.file,
            fault.line,
            fault.column,
            fault.cause,
            fault.next
        )
    })?;
    Ok(document.tool.protect)
}
