//! Which rules are asked, and which of their findings are shown, for the files of each settings.
//!
//! Files whose settings bring the same rules are asked by one book of rules. Called by `check` and `run`.

use super::formats::Checked;
use super::remark::Codes;
use super::select::Selection;
use super::settings::Shelf;
use crate::finding::Finding;
use crate::rules::Rulebook;
use crate::shell::arguments::Check;
use crate::shell::own::{self, RuleFile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Rules that are asked together.
pub(super) struct Book {
    /// What brings them.
    key: (Vec<PathBuf>, Vec<RuleFile>),
    /// The rules.
    pub(super) rulebook: Rulebook,
    /// What remarks and options may name.
    pub(super) codes: Codes,
}

/// What counts for files of the same settings.
struct Each {
    book: usize,
    selection: Selection,
    baseline: Option<PathBuf>,
}

/// What counts, by the numbers of settings.
pub(super) struct Wanted {
    books: Vec<Book>,
    each: BTreeMap<usize, Each>,
}

impl Wanted {
    /// What arguments and the used settings ask for; or what is wrong with their words.
    ///
    /// # Errors
    /// When rules cannot be read, or with all their faults.
    pub(super) fn of(
        options: &Check,
        shelf: &Shelf,
        used: &BTreeSet<usize>,
    ) -> anyhow::Result<Result<Self, Vec<String>>> {
        let mut wanted = Self {
            books: Vec::new(),
            each: BTreeMap::new(),
        };
        let mut faults = Vec::new();
        for &number in used {
            let Some(settings) = shelf.get(number) else {
                continue;
            };
            let mut folders = options.rules.clone();
            for folder in &settings.rules {
                if !folders.contains(folder) {
                    folders.push(folder.clone());
                }
            }
            let key = (folders, settings.written.clone());
            let known = wanted.books.iter().position(|book| book.key == key);
            let at = known.unwrap_or(wanted.books.len());
            if known.is_none() {
                let rulebook = own::rulebook(&key.0, &key.1)?;
                let codes = Codes::of(&rulebook);
                wanted.books.push(Book {
                    key,
                    rulebook,
                    codes,
                });
            }
            let Some(book) = wanted.books.get(at) else {
                continue;
            };
            let rules = book.rulebook.rules().iter();
            let ids: Vec<_> = rules.map(|rule| rule.id.as_str()).collect();
            let (selection, wrong) = Selection::of(options, settings, &book.codes, &ids);
            faults.extend(wrong);
            let own = settings.baseline.clone();
            let own = own.filter(|_| options.write_baseline.is_none());
            let each = Each {
                book: at,
                selection,
                baseline: options.baseline.clone().or(own),
            };
            wanted.each.insert(number, each);
        }
        // A word of an argument may mean a rule that only some of the files have.
        let everywhere = wanted.each.len();
        let word = |fault: &str| fault.split(": ").next().unwrap_or(fault).to_owned();
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for fault in &faults {
            *times.entry(word(fault)).or_default() += 1;
        }
        let mut told = BTreeSet::new();
        faults.retain(|fault| {
            if !fault.starts_with("--") {
                return told.insert(fault.clone());
            }
            let word = word(fault);
            times.get(&word).is_some_and(|times| *times >= everywhere) && told.insert(word)
        });
        Ok(if faults.is_empty() {
            Ok(wanted)
        } else {
            Err(faults)
        })
    }

    /// All books of rules.
    pub(super) fn books(&self) -> &[Book] {
        &self.books
    }

    /// The number of the book for files of these settings.
    pub(super) fn book_of(&self, settings: usize) -> usize {
        self.each.get(&settings).map_or(0, |each| each.book)
    }

    /// The baseline for files of these settings.
    pub(super) fn baseline_of(&self, settings: usize) -> Option<&Path> {
        self.each.get(&settings)?.baseline.as_deref()
    }

    /// All baselines, each once.
    pub(super) fn baselines(&self) -> BTreeSet<&Path> {
        let each = self.each.values();
        each.filter_map(|each| each.baseline.as_deref()).collect()
    }

    /// Whether a finding is shown.
    pub(super) fn takes(&self, project: &Checked, finding: &Finding) -> bool {
        let settings = project.settings_of(finding);
        let each = settings.and_then(|settings| self.each.get(&settings));
        each.is_some_and(|each| each.selection.takes(finding, project.path_of(finding)))
    }
}
