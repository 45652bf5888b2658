//! Baselines: a file that names today's findings, so that only new ones are reported.
//!
//! A finding is known by its print, which survives lines added above it, and by its file, seen from the
//! baseline's own folder: however a check names its files, they are the same. Called by `check`.

use super::formats::{Checked, fingerprint};
use super::patterns::whole;
use crate::finding::Finding;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const FORMAT: u64 = 1;
/// How many files that are gone are looked for under other names.
const GONE: usize = 64;

/// Why a baseline cannot be used: file, cause, next step.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {cause}. Write it again with `protect check --write-baseline FILE`.")]
pub struct Unusable {
    file: String,
    cause: String,
}

/// A finding that a baseline names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    file: String,
    line: u64,
    rule: String,
    print: String,
}

/// The findings that a baseline names, and the folder from which it sees files.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    folder: PathBuf,
    known: BTreeSet<Known>,
}

impl Baseline {
    /// One that names nothing yet.
    #[must_use]
    pub fn empty(path: &Path) -> Self {
        Self {
            folder: whole(path.parent().unwrap_or(Path::new(""))),
            known: BTreeSet::new(),
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// When the file cannot be read, is no JSON, or no baseline of this format.
    pub fn read(path: &Path) -> Result<Self, Unusable> {
        let unusable = |cause: String| Unusable {
            file: path.display().to_string(),
            cause,
        };
        // Of what is no file nobody knows whether it ends.
        if path.exists() && !path.is_file() {
            return Err(unusable("this is no file".to_owned()));
        }
        let text = std::fs::read_to_string(path)
            .map_err(|error| unusable(format!("the baseline cannot be read ({error})")))?;
        let value: Value = serde_json::from_str(&text)
            .map_err(|error| unusable(format!("the baseline is not JSON ({error})")))?;
        if value["format"].as_u64() != Some(FORMAT) {
            let cause = format!("this is not a baseline of format {FORMAT}");
            return Err(unusable(cause));
        }
        let word = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
        let known = value["findings"].as_array().map(|all| {
            let each = all.iter().map(|one| {
                Some(Known {
                    file: word(one, "file"),
                    line: one["line"].as_u64().unwrap_or_default(),
                    rule: word(one, "rule"),
                    print: one["print"].as_str()?.to_owned(),
                })
            });
            each.collect::<Option<BTreeSet<_>>>()
        });
        match known.flatten() {
            Some(known) => Ok(Self {
                known,
                ..Self::empty(path)
            }),
            None => Err(unusable("a finding in this baseline has no print".into())),
        }
    }

    /// The file as it is written.
    #[must_use]
    pub fn text(&self) -> String {
        let each = self.known.iter().map(|known| {
            json!({
                "print": known.print,
                "rule": known.rule,
                "file": known.file,
                "line": known.line,
            })
        });
        let all: Vec<_> = each.collect();
        format!("{:#}\n", json!({ "format": FORMAT, "findings": all }))
    }

    /// How many findings it names.
    #[must_use]
    pub fn count(&self) -> usize {
        self.known.len()
    }

    /// Names those of the findings that `takes` chooses. Of what was named before, what this check did not
    /// look for stays: that of other files, and of rules that were not asked for.
    pub fn renew(&mut self, projects: &[Checked], takes: &dyn Fn(&Checked, &Finding) -> bool) {
        let looked = self.looked_over(projects, &|_| true);
        let mut found = BTreeSet::new();
        let mut passed = BTreeSet::new();
        let mut seen = BTreeMap::new();
        for project in projects {
            for finding in &project.findings {
                let Some(known) = self.known_as(project, finding, None, &mut seen) else {
                    continue;
                };
                if takes(project, finding) {
                    found.insert(known);
                } else {
                    passed.insert(known.print);
                }
            }
        }
        let folder = &self.folder;
        self.known.retain(|known| {
            if looked.contains(&known.file) {
                passed.contains(&known.print)
            } else {
                folder.join(&known.file).exists()
            }
        });
        self.known.extend(found);
    }

    /// Takes out the findings that it names; gives how many those were, and how many it names that are no more:
    /// of files that were checked, or that are gone. `counts` tells for which settings this baseline is one.
    pub fn leave_out(
        &self,
        projects: &mut [Checked],
        counts: &dyn Fn(usize) -> bool,
    ) -> (usize, usize) {
        let looked = self.looked_over(projects, counts);
        let prints: BTreeSet<&str> = self.known.iter().map(|known| &*known.print).collect();
        let moved = self.moved(projects, &looked, counts);
        let mut seen = BTreeMap::new();
        let mut met = BTreeSet::new();
        let mut left_out = 0;
        for (number, project) in projects.iter_mut().enumerate() {
            let findings = std::mem::take(&mut project.findings);
            for finding in findings {
                let settings = project.settings_of(&finding);
                let (index, _) = project.sources.locate(finding.span);
                let name = moved.get(&(number, index)).map(|name| (*name).to_owned());
                let known = self
                    .known_as(project, &finding, name, &mut seen)
                    .filter(|_| settings.is_some_and(counts));
                match known.filter(|known| prints.contains(&*known.print)) {
                    Some(known) => {
                        left_out += 1;
                        met.insert(known.print);
                    }
                    None => project.findings.push(finding),
                }
            }
        }
        let gone = self.known.iter().filter(|known| {
            let looked = looked.contains(&known.file) || !self.folder.join(&known.file).exists();
            looked && !met.contains(&known.print)
        });
        (left_out, gone.count())
    }

    /// Files that the baseline knows by a name under which there is none any more, by project and number: those in
    /// which most of what it names there is found.
    fn moved<'s>(
        &'s self,
        projects: &[Checked],
        looked: &BTreeSet<String>,
        counts: &dyn Fn(usize) -> bool,
    ) -> BTreeMap<(usize, usize), &'s str> {
        let mut gone: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for known in &self.known {
            gone.entry(&known.file).or_default().insert(&known.print);
        }
        let named: BTreeSet<&str> = gone.keys().copied().collect();
        gone.retain(|file, _| !looked.contains(*file) && !self.folder.join(file).exists());
        let mut like = Vec::new();
        for (number, project) in projects.iter().enumerate().filter(|_| !gone.is_empty()) {
            let mut files: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
            for finding in &project.findings {
                let (index, _) = project.sources.locate(finding.span);
                files.entry(index).or_default().push(finding);
            }
            for (index, findings) in files {
                let name = project.file_from(index, &self.folder);
                let own = project.settings.get(index).copied().is_some_and(counts);
                if !own || named.contains(name.as_str()) {
                    continue;
                }
                for (old, prints) in gone.iter().take(GONE) {
                    let mut seen = BTreeMap::new();
                    let mut same = 0;
                    for finding in &findings {
                        let print = fingerprint(project, finding, old, &mut seen);
                        same += usize::from(prints.contains(print.as_str()));
                    }
                    like.push((same, (number, index), *old));
                }
            }
        }
        like.retain(|(same, ..)| *same > 0);
        like.sort_by_key(|(same, at, old)| (std::cmp::Reverse(*same), *at, *old));
        let mut moved = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for (_, at, old) in like {
            if !moved.contains_key(&at) && taken.insert(old) {
                moved.insert(at, old);
            }
        }
        moved
    }

    /// The files that were checked, as this baseline names them.
    fn looked_over(
        &self,
        projects: &[Checked],
        counts: &dyn Fn(usize) -> bool,
    ) -> BTreeSet<String> {
        let each = projects.iter().flat_map(|project| {
            let all = project.settings.iter().enumerate();
            all.filter(|(_, settings)| counts(**settings))
                .map(|(index, _)| project.file_from(index, &self.folder))
        });
        each.collect()
    }

    fn known_as(
        &self,
        project: &Checked,
        finding: &Finding,
        name: Option<String>,
        seen: &mut BTreeMap<String, u32>,
    ) -> Option<Known> {
        let (index, span) = project.sources.locate(finding.span);
        let source = project.sources.get(index)?;
        let file = name.unwrap_or_else(|| project.file_from(index, &self.folder));
        Some(Known {
            print: fingerprint(project, finding, &file, seen),
            rule: finding.rule.clone(),
            line: u64::from(source.line_of(span.start)),
            file,
        })
    }
}
