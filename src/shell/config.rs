//! What `[tool.protect]` in `pyproject.toml` asks of `check`; arguments have the last word.
//!
//! Called by `shell`.

use super::arguments::Check;
use super::own::RuleFile;
use super::submission;
use crate::finding::{Confidence, Severity};
use crate::text::Source;
use serde::Deserialize;
use std::path::{Path, PathBuf};

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

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    exclude: Vec<String>,
    select: Vec<String>,
    ignore: Vec<String>,
    severity: Option<Severity>,
    confidence: Option<Confidence>,
    baseline: Option<PathBuf>,
    /// Folders of rules.
    rules: Vec<PathBuf>,
    /// Rules that are written here.
    rule: Vec<toml::Table>,
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
        Some(path) => Some((path.clone(), submission::read(path)?)),
        None if check.no_config => None,
        None => find(check.files.first().map(PathBuf::as_path)),
    };
    if let Some((path, text)) = found {
        let table = table(&path, &text)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        check.exclude.extend(table.exclude);
        if check.select.is_empty() {
            check.select = table.select;
        }
        check.ignore.extend(table.ignore);
        check.severity = check.severity.or(table.severity.map(Into::into));
        check.confidence = check.confidence.or(table.confidence.map(Into::into));
        if check.baseline.is_none() && check.write_baseline.is_none() {
            check.baseline = table.baseline.map(|file| folder.join(file));
        }
        check
            .rules
            .extend(table.rules.iter().map(|rules| folder.join(rules)));
        for (number, rule) in (1..).zip(table.rule) {
            let name = format!("{} [[tool.protect.rule]] {number}", path.display());
            written.push((name, toml::to_string(&rule)?));
        }
    }
    Ok(Settled { check, written })
}

/// The nearest file that speaks to this program, with its text. One that cannot be read is none:
/// nobody named it.
fn find(first: Option<&Path>) -> Option<(PathBuf, String)> {
    let start = first.filter(|path| path.as_os_str() != "-");
    let start = start.unwrap_or(Path::new("."));
    let whole = start.canonicalize().ok()?;
    whole.ancestors().find_map(|folder| {
        let path = folder.join("pyproject.toml");
        let text = path.is_file().then(|| submission::read(&path).ok())??;
        text.contains("tool.protect").then_some((path, text))
    })
}

fn table(path: &Path, text: &str) -> anyhow::Result<Table> {
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
    Ok(document.tool.protect.unwrap_or_default())
}
