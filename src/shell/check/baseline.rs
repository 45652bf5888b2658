//! Baselines: a file that names today's findings, so that only new ones are reported.
//!
//! A finding is known by its print, which survives lines added above it. Called by `check`.

use super::formats::{Checked, fingerprint, printed};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FORMAT: u64 = 1;

/// Why a baseline cannot be used: file, cause, next step.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {cause}. Write it again with `protect check --write-baseline FILE`.")]
pub struct Unusable {
    file: String,
    cause: String,
}

/// The findings as a baseline.
#[must_use]
pub fn text(projects: &[Checked]) -> String {
    let mut all = Vec::new();
    for (print, source, span, finding) in printed(projects) {
        all.push(json!({
            "print": print,
            "rule": finding.rule,
            "file": source.name(),
            "line": source.line_of(span.start),
        }));
    }
    format!("{:#}\n", json!({ "format": FORMAT, "findings": all }))
}

/// The prints that a baseline names.
///
/// # Errors
/// When the file cannot be read, is no JSON, or no baseline of this format.
pub fn read(path: &Path) -> Result<BTreeSet<String>, Unusable> {
    let unusable = |cause: String| Unusable {
        file: path.display().to_string(),
        cause,
    };
    let text = std::fs::read_to_string(path)
        .map_err(|error| unusable(format!("the baseline cannot be read ({error})")))?;
    let value: Value = serde_json::from_str(&text)
        .map_err(|error| unusable(format!("the baseline is not JSON ({error})")))?;
    if value["format"].as_u64() != Some(FORMAT) {
        let cause = format!("this is not a baseline of format {FORMAT}");
        return Err(unusable(cause));
    }
    let prints = value["findings"].as_array().map(|all| {
        let each = all
            .iter()
            .map(|one| one["print"].as_str().map(str::to_owned));
        each.collect::<Option<BTreeSet<_>>>()
    });
    prints
        .flatten()
        .ok_or_else(|| unusable("a finding in this baseline has no print".into()))
}

/// Leaves out what the baseline names; gives how many those were, and how many of its prints no
/// finding has any more.
pub fn leave_out(projects: &mut [Checked], known: &BTreeSet<String>) -> (usize, usize) {
    let mut seen = BTreeMap::new();
    let mut met = BTreeSet::new();
    let mut left_out = 0;
    for project in projects {
        let sources = &project.sources;
        project.findings.retain(|finding| {
            let print = fingerprint(sources, finding, &mut seen);
            let accepted = known.contains(&print);
            if accepted {
                left_out += 1;
                met.insert(print);
            }
            !accepted
        });
    }
    (left_out, known.len() - met.len())
}
