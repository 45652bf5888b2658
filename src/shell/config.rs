//! What `[tool.protect]` in `pyproject.toml` asks of `check`; arguments have the last word.
//!
//! Called by `shell`.

use super::arguments::Check;
use super::own::RuleFile;
use super::submission;
use crate::finding::{Confidence, Severity};
use crate::text::Source;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;

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

/// What a settings file adds to the arguments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Configured {
    /// The file.
    pub file: Option<PathBuf>,
    /// Patterns, seen from the file's folder.
    pub exclude: Vec<Word>,
    /// The rules to show.
    pub select: Vec<Word>,
    /// The rules not to show.
    pub ignore: Vec<Word>,
    /// The rules not to show in files, by patterns that are seen from the file's folder.
    pub ignore_in: Vec<(Word, Vec<Word>)>,
    /// The settings of other projects that are checked in the same run, which do not count.
    pub passed: Vec<PathBuf>,
}

impl Configured {
    /// The folder of the file.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        self.file.as_deref().map(folder)
    }
}

/// What to check, and with what, after arguments and file are brought together.
#[derive(Debug, Clone)]
pub struct Settled {
    /// The arguments, filled up from the file.
    pub check: Check,
    /// Rules written in the file.
    pub written: Vec<RuleFile>,
}

/// Fills up the arguments from the nearest `pyproject.toml` with a table `[tool.protect]`, at or above
/// what is checked first.
///
/// # Errors
/// When that file cannot be read or says what is not understood.
pub fn settle(mut check: Check) -> anyhow::Result<Settled> {
    let mut written = Vec::new();
    let found = match &check.config {
        Some(path) => Some(named(path)?),
        None if check.no_config => None,
        None => nearest(&mut check)?,
    };
    if let Some((path, text, table)) = found {
        let folder = folder(&path);
        let source = Source::new(path.display().to_string(), text);
        written.extend(own(&table, &source));
        check.configured.exclude = words(&source, "exclude", table.exclude);
        if let Some(select) = table.select {
            let start = select.span().start;
            let names = words(&source, "select", select.into_inner());
            if names.is_empty() {
                anyhow::bail!(
                    "{}: select is empty, so that nothing would be looked for. Take the line out to look for everything",
                    place(&source, start)
                );
            }
            check.configured.select = names;
        }
        check.configured.ignore = words(&source, "ignore", table.ignore);
        let each = table.per_file_ignores.into_iter().map(|(pattern, names)| {
            let key = "per-file-ignores";
            let pattern = word(&source, key, pattern);
            (pattern, words(&source, key, names))
        });
        check.configured.ignore_in = each.collect();
        check.severity = check.severity.or(table.severity.map(Into::into));
        check.confidence = check.confidence.or(table.confidence.map(Into::into));
        if check.baseline.is_none() && check.write_baseline.is_none() {
            check.baseline = table.baseline.map(|file| folder.join(file));
        }
        check
            .rules
            .extend(table.rules.iter().map(|rules| folder.join(rules)));
        check.configured.file = Some(path);
    }
    Ok(Settled { check, written })
}

/// The folders of rules that the settings here name, and the rules that are written in them; of the file `config`
/// when it is named, else of the nearest.
///
/// # Errors
/// When the file cannot be read or says what is not understood.
pub fn rules(config: Option<&Path>) -> anyhow::Result<(Vec<PathBuf>, Vec<RuleFile>)> {
    let found = match config {
        Some(path) => Some(named(path)?),
        None => find(Path::new("."))?,
    };
    let Some((path, text, table)) = found else {
        return Ok((Vec::new(), Vec::new()));
    };
    let folder = folder(&path);
    let source = Source::new(path.display().to_string(), text);
    let folders = table.rules.iter().map(|rules| folder.join(rules)).collect();
    Ok((folders, own(&table, &source).into_iter().collect()))
}

/// The file as one that holds rules, where it does.
fn own(table: &Table, source: &Source) -> Option<RuleFile> {
    let rules = !table.rule.is_empty();
    rules.then(|| (source.name().to_owned(), source.text().to_owned()))
}

/// A file that somebody names.
fn named(path: &Path) -> anyhow::Result<(PathBuf, String, Table)> {
    let text = submission::read(path)?;
    let Some(table) = read(path, &text)? else {
        anyhow::bail!(
            "{}: there is no table [tool.protect] in this file. Write its settings under that head",
            path.display()
        );
    };
    Ok((path.to_owned(), text, table))
}

fn folder(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).to_owned()
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

type Found = Option<(PathBuf, String, Table)>;

/// The file for what is checked first; others that are nearest to something else are remembered.
fn nearest(check: &mut Check) -> anyhow::Result<Found> {
    let here = PathBuf::from(".");
    let places = check.files.iter().map(|path| match &check.stdin_filename {
        Some(name) if path.as_os_str() == "-" => name.clone(),
        _ if path.as_os_str() == "-" => here.clone(),
        _ => path.clone(),
    });
    let mut places = places.collect::<Vec<_>>().into_iter();
    let first = find(&places.next().unwrap_or_else(|| here.clone()))?;
    let file = first.as_ref().map(|(path, ..)| path.clone());
    for place in places {
        let Some((other, ..)) = find(&place)? else {
            continue;
        };
        if Some(&other) != file.as_ref() && !check.configured.passed.contains(&other) {
            check.configured.passed.push(other);
        }
    }
    Ok(first)
}

/// The nearest file that speaks to this program, at or above a place. One that cannot be read may be it.
fn find(start: &Path) -> anyhow::Result<Found> {
    let whole = match start.canonicalize() {
        Ok(whole) => whole,
        // A name that is only told, such as that of standard input.
        Err(_) => match std::path::absolute(start) {
            Ok(whole) => whole,
            Err(_) => return Ok(None),
        },
    };
    for folder in whole.ancestors() {
        let path = folder.join("pyproject.toml");
        if !path.is_file() {
            continue;
        }
        let text = submission::read(&path).map_err(|error| {
            anyhow::anyhow!("{error} Its settings may count here; `--no-config` goes without")
        })?;
        if text.contains("protect")
            && let Some(table) = read(&path, &text)?
        {
            return Ok(Some((path, text, table)));
        }
    }
    Ok(None)
}

/// The table of a file, where it has one.
fn read(path: &Path, text: &str) -> anyhow::Result<Option<Table>> {
    let document = toml::from_str::<Document>(text).map_err(|error| {
        let source = Source::new("", text);
        let start = error.span().map_or(0, |span| span.start);
        let place = source.place(u32::try_from(start).unwrap_or(0));
        let cause = error.message().trim_end_matches('.').replace('\n', " ");
        anyhow::anyhow!(
            "{}:{}:{}: {cause}. Correct it, or go without it: `--no-config`",
            path.display(),
            place.line,
            place.column
        )
    })?;
    Ok(document.tool.protect)
}
