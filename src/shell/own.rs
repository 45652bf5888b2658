//! Rules of one's own, beside the built-in ones: from folders, from packs, from `pyproject.toml`.
//!
//! Called by `shell`.

use super::arguments::OwnRules;
use super::{builtin, config, submission};
use crate::rules::Rulebook;
use std::path::{Path, PathBuf};

/// A rule file: the path that faults name, and its text.
pub type RuleFile = (String, String);

/// The built-in rules and those of one's own.
///
/// # Errors
/// When a folder cannot be read or holds no rule, or with all faults of the rules.
pub fn rulebook(folders: &[PathBuf], written: &[RuleFile]) -> anyhow::Result<Rulebook> {
    let built_in = builtin::rules_alone();
    let mut all = builtin::rule_files(&built_in);
    // A file of a pack takes the place of a built-in one.
    all.retain(|(path, _)| written.iter().all(|(own, _)| own != path));
    all.extend(files(folders)?);
    all.extend_from_slice(written);
    Ok(builtin::rulebook(&all, &built_in)?)
}

/// All rule files that arguments and the settings here name.
///
/// # Errors
/// When one cannot be read, holds no rule, or the settings are not understood.
pub fn all(options: &OwnRules) -> anyhow::Result<Vec<RuleFile>> {
    let mut all = files(&options.rules)?;
    if !options.no_config {
        let (folders, written) = config::rules(options.config.as_deref())?;
        all.extend(files(&folders)?);
        all.extend(written);
    }
    Ok(all)
}

/// The rule files in several folders.
///
/// # Errors
/// When one cannot be read or holds no rule.
pub fn files(folders: &[PathBuf]) -> anyhow::Result<Vec<RuleFile>> {
    let mut all = Vec::new();
    for folder in folders {
        all.extend(read(folder)?);
    }
    Ok(all)
}

/// The rule files in a folder; of a pack, those in its `rules/`. A file stands for itself.
///
/// # Errors
/// When it cannot be read or holds no rule.
pub fn read(root: &Path) -> anyhow::Result<Vec<RuleFile>> {
    anyhow::ensure!(
        root.exists(),
        "{}: there is no such folder or file. Name a folder of rules, as TOML files, or a pack",
        root.display()
    );
    if !root.is_dir() {
        return Ok(vec![(label(root, Path::new("")), submission::read(root)?)]);
    }
    let root = if root.join("pack.toml").is_file() {
        root.join("rules")
    } else {
        root.to_owned()
    };
    let mut found = Vec::new();
    let mut walk = ignore::WalkBuilder::new(&root);
    walk.standard_filters(false)
        .hidden(true)
        .max_depth(Some(8))
        .sort_by_file_name(std::cmp::Ord::cmp);
    for entry in walk.build() {
        let entry = entry.map_err(|error| {
            anyhow::anyhow!("--rules: {error}. Name a folder of rules, as TOML files")
        })?;
        let path = entry.path();
        let toml = path.extension().is_some_and(|ending| ending == "toml");
        if toml && entry.file_type().is_some_and(|kind| kind.is_file()) {
            let rest = path.strip_prefix(&root).unwrap_or(path);
            found.push((label(&root, rest), submission::read(path)?));
        }
    }
    anyhow::ensure!(
        !found.is_empty(),
        "{}: there are no rules in this folder. A rule is a TOML file; docs/rules.md shows one",
        root.display()
    );
    Ok(found)
}

/// The path that faults name: from the folder's own name on, since folders above it say nothing of
/// what a file is.
fn label(root: &Path, rest: &Path) -> String {
    let name = root.file_name().unwrap_or(root.as_os_str());
    let parts = std::iter::once(name).chain(rest.iter());
    let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
