//! What is shown in the place of findings: which files there are, which settings count for them, how often each rule
//! speaks.
//!
//! Called by `check`.

use super::counted;
use super::formats::{Findings, array};
use super::settings::Shelf;
use super::walk::Target;
use crate::finding::Severity;
use crate::shell::arguments::{Check, CheckFormat};
use crate::shell::config::{Settings, Word};
use crate::shell::output::Said;
use crate::shell::report;
use crate::text::{label, printable};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// The files, one in a line.
pub(super) fn files(said: &mut Said, targets: &[Target]) {
    for target in targets {
        said.line(&label(&target.path.display().to_string()));
    }
}

/// What counts for the files, each settings file once.
pub(super) fn settings(said: &mut Said, options: &Check, shelf: &Shelf, targets: &[Target]) {
    let mut files: BTreeMap<usize, Vec<&Target>> = BTreeMap::new();
    for target in targets {
        files.entry(target.settings).or_default().push(target);
    }
    let mut first = true;
    for (number, files) in files {
        let Some(settings) = shelf.get(number) else {
            continue;
        };
        if !std::mem::take(&mut first) {
            said.line("");
        }
        let count = counted(files.len(), "file");
        let such_as = files.first().map_or_else(String::new, |target| {
            format!(", such as {}", label(&target.path.display().to_string()))
        });
        match &settings.file {
            Some(file) => said.line(&format!("{}: for {count}{such_as}", file.display())),
            None => said.line(&format!("No settings file: for {count}{such_as}")),
        }
        told(said, options, settings);
    }
}

fn told(said: &mut Said, options: &Check, settings: &Settings) {
    let words = |words: &[Word]| -> Vec<String> {
        let each = words.iter().map(|word| word.text.clone());
        each.collect()
    };
    let from = |folder: &Path| format!(" (from {})", folder.display());
    let select = match options.select.as_slice() {
        [] => words(&settings.select),
        select => select.to_vec(),
    };
    let select = if select.is_empty() {
        vec!["ALL".to_owned()]
    } else {
        select
    };
    let mut ignore = options.ignore.clone();
    ignore.extend(words(&settings.ignore));
    let mut exclude = options.exclude.clone();
    for (folder, patterns) in &settings.exclude {
        exclude.extend(words(patterns).into_iter().map(|p| p + &from(folder)));
    }
    let ignore_in = settings.ignore_in.iter().map(|(folder, pattern, names)| {
        let names = words(names).join(" ");
        format!("{}{}: {names}", pattern.text, from(folder))
    });
    let severity = options
        .severity
        .map(|flag| format!("{flag:?}").to_lowercase());
    let severity = severity.unwrap_or_else(|| {
        report::severity(settings.severity.unwrap_or(Severity::Advice)).to_owned()
    });
    let confidence = options
        .confidence
        .map(|flag| format!("{flag:?}").to_lowercase());
    let own = settings.confidence.map_or("low", report::confidence);
    let confidence = confidence.unwrap_or_else(|| own.to_owned());
    let paths = |paths: &[std::path::PathBuf]| -> Vec<String> {
        paths
            .iter()
            .map(|path| path.display().to_string())
            .collect()
    };
    let mut rules = paths(&options.rules);
    rules.extend(paths(&settings.rules));
    rules.extend(settings.written.iter().map(|(file, _)| file.clone()));
    let baseline = options.baseline.as_ref().or(settings.baseline.as_ref());
    for (key, values) in [
        ("select", select),
        ("ignore", ignore),
        ("per-file-ignores", ignore_in.collect()),
        ("exclude", exclude),
        ("severity", vec![severity]),
        ("confidence", vec![confidence]),
        (
            "baseline",
            baseline
                .map(|path| path.display().to_string())
                .into_iter()
                .collect(),
        ),
        ("rules", rules),
    ] {
        let values = if values.is_empty() {
            "none".to_owned()
        } else {
            values.join(", ")
        };
        said.line(&format!("  {key}: {}", label(&values)));
    }
}

/// How often a rule speaks.
struct Count {
    number: usize,
    repairs: usize,
    severity: Severity,
    message: String,
}

/// How often each rule speaks, the most frequent first.
///
/// # Errors
/// When the text cannot be written.
pub(super) fn statistics(
    to: &mut dyn Write,
    format: CheckFormat,
    found: Findings,
) -> std::io::Result<()> {
    let mut rules: BTreeMap<&str, Count> = BTreeMap::new();
    for (_, finding) in found.each() {
        let count = rules.entry(&finding.rule).or_insert_with(|| {
            let rule = found.rule(&finding.rule);
            Count {
                number: 0,
                repairs: 0,
                severity: finding.severity,
                message: rule.map_or(&finding.message, |rule| &rule.message).clone(),
            }
        });
        count.number += 1;
        count.repairs += usize::from(finding.fix.is_some());
        count.severity = count.severity.max(finding.severity);
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(_, count)| std::cmp::Reverse(count.number));
    if format == CheckFormat::Json {
        let each = rules.iter().map(|(rule, count)| {
            json!({
                "rule": rule,
                "count": count.number,
                "repairs": count.repairs,
                "severity": report::severity(count.severity),
                "message": count.message,
            })
        });
        return array(to, each);
    }
    let widest = rules.iter().map(|(rule, _)| rule.len()).max().unwrap_or(0);
    let digits = rules.first().map_or(0, |(_, c)| c.number.to_string().len());
    for (rule, count) in &rules {
        let mark = if count.repairs > 0 { "[--fix] " } else { "" };
        let line = format!(
            "{:>digits$}  {rule:<widest$}  {:<6}  {mark}{}",
            count.number,
            report::severity(count.severity),
            count.message
        );
        writeln!(to, "{}", printable(&line))?;
    }
    Ok(())
}
