//! The files of an exercise on one desk: each has its own editor, with its cursor, undo and marks;
//! one is at hand.
//!
//! An exercise of one file has one that is called as it is. Knows nothing of verdicts and drawing.
//! Called by `exercise`.

use crate::finding::{Finding, Severity};
use crate::pack::Exercise;
use crate::text::{bundle, ending, is_bundle, parts, printable};
use crate::ui::editor::{Done, Editor, Mark, marks};
use crate::ui::highlight::{Language, Languages};
use std::ops::{Deref, DerefMut, Range};

/// One file.
#[derive(Debug, Clone)]
struct Sheet {
    name: String,
    editor: Editor,
}

/// All files of an exercise. What is asked of it is asked of the file at hand, unless it says
/// otherwise.
#[derive(Debug, Clone)]
pub struct Desk {
    now: Sheet,
    /// The others, in order.
    rest: Vec<Sheet>,
    /// How many of the others stand before the one at hand.
    at: usize,
    several: bool,
    /// Files that were taken away, with their text, in case one comes back.
    gone: Vec<Sheet>,
    /// Grows with every file that comes or goes, so that the version grows, too.
    turns: u64,
}

impl Deref for Desk {
    type Target = Editor;

    fn deref(&self) -> &Editor {
        &self.now.editor
    }
}

impl DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut Editor {
        &mut self.now.editor
    }
}

impl Desk {
    /// The files of an exercise as `text` has them: a draft, or the start.
    pub fn new(exercise: &Exercise, text: &str, languages: &Languages) -> Self {
        let sheet = |name: &str, text: &str| Sheet {
            name: name.to_owned(),
            editor: Editor::new(text, Language::named(ending(name)), languages),
        };
        let whole = exercise.completed(text);
        let mut all = parts(&whole).into_iter();
        match all.next() {
            Some(first) => Self {
                now: sheet(first.name, first.text),
                rest: all.map(|part| sheet(part.name, part.text)).collect(),
                at: 0,
                several: true,
                gone: Vec::new(),
                turns: 0,
            },
            None => Self {
                now: sheet(&exercise.file, &whole),
                rest: Vec::new(),
                at: 0,
                several: false,
                gone: Vec::new(),
                turns: 0,
            },
        }
    }

    /// Whether there are several files.
    pub fn is_several(&self) -> bool {
        self.several
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.rest.len() + 1
    }

    /// Which file is at hand, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    fn sheets(&self) -> impl Iterator<Item = &Sheet> {
        let (before, after) = self.rest.split_at(self.at.min(self.rest.len()));
        before.iter().chain([&self.now]).chain(after)
    }

    fn sheet(&self, file: usize) -> Option<&Sheet> {
        self.sheets().nth(file)
    }

    /// The names of the files, in order.
    pub fn names(&self) -> Vec<&str> {
        self.sheets().map(|sheet| sheet.name.as_str()).collect()
    }

    /// The name of the file at hand.
    pub fn name(&self) -> &str {
        &self.now.name
    }

    /// Takes another file to hand; nothing happens when there is none with this number.
    pub fn take(&mut self, file: usize) {
        if file == self.at || file >= self.count() {
            return;
        }
        let from = if file < self.at { file } else { file - 1 };
        let next = self.rest.remove(from);
        let last = std::mem::replace(&mut self.now, next);
        let back = if file < self.at { self.at - 1 } else { self.at };
        self.rest.insert(back, last);
        self.at = file;
    }

    /// Adds a file behind the others and takes it to hand. One that was taken away comes back as it was;
    /// whether it did.
    pub fn add(&mut self, name: &str, languages: &Languages) -> bool {
        let before = self.gone.iter().position(|sheet| sheet.name == name);
        let sheet = match before {
            Some(at) => self.gone.remove(at),
            None => Sheet {
                name: name.to_owned(),
                editor: Editor::new("", Language::named(ending(name)), languages),
            },
        };
        self.rest.push(sheet);
        self.turns += 1;
        self.take(self.count() - 1);
        before.is_some()
    }

    /// Takes the file at hand away, and the first one to hand.
    pub fn remove(&mut self) {
        if self.rest.is_empty() {
            return;
        }
        let next = self.rest.remove(0);
        let gone = std::mem::replace(&mut self.now, next);
        self.at = 0;
        self.turns += 1 + gone.editor.version();
        self.gone.retain(|sheet| sheet.name != gone.name);
        self.gone.push(gone);
    }

    /// The number of the file with this name, or that alone begins or ends so; or its number from 1.
    pub fn find(&self, word: &str) -> Option<usize> {
        if let Ok(number) = word.parse::<usize>() {
            return (1..=self.count()).contains(&number).then(|| number - 1);
        }
        let names = self.names();
        let whole = names.iter().position(|name| *name == word);
        whole.or_else(|| {
            let alike = |name: &str| name.starts_with(word) || name.ends_with(word);
            let mut fitting = (0..).zip(&names).filter(|(_, name)| alike(name));
            let (found, _) = fitting.next()?;
            fitting.next().is_none().then_some(found)
        })
    }

    /// All files as one text; the text of the only one.
    pub fn text(&self) -> String {
        if !self.several {
            return self.now.editor.text();
        }
        let all: Vec<_> = self.sheets().map(|s| (s, s.editor.text())).collect();
        bundle(all.iter().map(|(s, text)| (s.name.as_str(), text.as_str())))
    }

    /// The text of the file at hand.
    pub fn text_at_hand(&self) -> String {
        self.now.editor.text()
    }

    /// Grows with every change of any file.
    pub fn version(&self) -> u64 {
        let own: u64 = self.sheets().map(|sheet| sheet.editor.version()).sum();
        own + self.turns
    }

    /// Takes a text in place of the file at hand, or a bundle in place of every file that it holds.
    pub fn replace(&mut self, text: &str) -> Done {
        if !is_bundle(text) {
            return self.now.editor.replace_all(text);
        }
        let mut done = Done::default();
        let given = parts(text);
        for sheet in self.rest.iter_mut().chain([&mut self.now]) {
            let part = given.iter().find(|part| part.name == sheet.name);
            if let Some(part) = part.or(given.first().filter(|_| !self.several)) {
                done.changed |= sheet.editor.replace_all(part.text).changed;
            }
        }
        done
    }

    /// Takes the answer for the files as they are now: each marks what lies in it.
    pub fn set_findings(&mut self, findings: &[Finding]) {
        if !self.several {
            self.now.editor.set_findings(findings);
            return;
        }
        let whole = self.text();
        let bases: Vec<(String, u32)> = parts(&whole)
            .iter()
            .map(|part| (part.name.to_owned(), part.base))
            .collect();
        for sheet in self.rest.iter_mut().chain([&mut self.now]) {
            let base = bases.iter().find(|(name, _)| *name == sheet.name);
            let base = base.map_or(0, |(_, base)| *base);
            sheet.editor.set_findings_from(findings, base);
        }
    }

    /// Whether any file changed since the answer.
    pub fn stale(&self) -> bool {
        self.sheets().any(|sheet| sheet.editor.marks().stale())
    }

    /// The file in which a finding lies, and where in it.
    pub fn mark(&self, finding: usize) -> Option<(usize, Range<usize>)> {
        self.place_in(|mark| mark.range.clone(), finding)
    }

    /// The file in which a step of a finding's path lies, and where in it.
    pub fn step(&self, finding: usize, step: usize) -> Option<(usize, Range<usize>)> {
        let range = |mark: &Mark| {
            mark.path
                .get(step)
                .map_or(marks::ELSEWHERE, |(_, r)| r.clone())
        };
        self.place_in(range, finding)
    }

    fn place_in(
        &self,
        range: impl Fn(&Mark) -> Range<usize>,
        finding: usize,
    ) -> Option<(usize, Range<usize>)> {
        (0..).zip(self.sheets()).find_map(|(file, sheet)| {
            let range = range(sheet.editor.marks().all().get(finding)?);
            marks::is_here(&range).then_some((file, range))
        })
    }

    /// How many findings lie in each file, and how bad the worst is.
    pub fn counts(&self) -> Vec<(usize, Option<Severity>)> {
        let count = |sheet: &Sheet| {
            let all = sheet.editor.marks().all().iter();
            let here: Vec<&Mark> = all.filter(|mark| marks::is_here(&mark.range)).collect();
            (here.len(), here.iter().map(|mark| mark.severity).max())
        };
        self.sheets().map(count).collect()
    }

    /// A place in words: `line 3`, and of several files `line 3 of app.py`.
    pub fn spot(&self, place: Option<(usize, Range<usize>)>) -> String {
        let Some((sheet, range)) = place.and_then(|(file, range)| Some((self.sheet(file)?, range)))
        else {
            return "line 1".to_owned();
        };
        let line = sheet.editor.place_of(range.start).0 + 1;
        if self.several {
            format!("line {line} of {}", printable(&sheet.name))
        } else {
            format!("line {line}")
        }
    }

    /// The line of code at a place.
    pub fn line_at(&self, place: Option<(usize, Range<usize>)>) -> String {
        let found = place.and_then(|(file, range)| Some((self.sheet(file)?, range)));
        found.map_or_else(String::new, |(sheet, range)| {
            sheet.editor.line(sheet.editor.place_of(range.start).0)
        })
    }

    /// Line and column of the cursor, lines counted through all files.
    pub fn place_in_all(&self) -> (usize, usize) {
        let before = self.sheets().take(self.at);
        let lines: usize = before.map(|sheet| sheet.editor.line_count()).sum();
        let (line, column) = self.place();
        (lines + line, column)
    }

    /// Takes the file to hand that has this line, lines counted through all files, and goes there.
    pub fn set_place_in_all(&mut self, line: usize, column: usize) {
        let mut left = line;
        let mut file = 0;
        for sheet in self.sheets() {
            let count = sheet.editor.line_count();
            if left < count || file + 1 == self.count() {
                break;
            }
            left -= count;
            file += 1;
        }
        self.take(file);
        self.set_place(left, column);
    }

    /// The lines that are not as they were given, for telling tries apart.
    pub fn changed_lines(&self, start: &str) -> String {
        let text = self.text();
        if !self.several {
            return text;
        }
        let given: std::collections::BTreeSet<&str> = start.lines().collect();
        let own = text.lines().filter(|line| !given.contains(line));
        own.collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> Desk {
        let start = bundle([
            ("app.py", "a\nb\n"),
            ("store.py", "c\n"),
            (".gitignore", "d\n"),
        ]);
        let exercise = Exercise {
            file: "app.py".into(),
            start: start.clone(),
            ..Exercise::default()
        };
        Desk::new(&exercise, &start, &Languages::default())
    }

    #[test]
    fn files_keep_their_order_whichever_is_at_hand() {
        let mut desk = desk();
        let text = desk.text();
        for file in [2, 0, 1, 1, 2, 1, 0, 9] {
            desk.take(file);
            assert_eq!(desk.names(), ["app.py", "store.py", ".gitignore"]);
            assert_eq!(desk.text(), text);
            if file < 3 {
                assert_eq!((desk.at(), desk.name()), (file, desk.names()[file]));
            }
        }
    }

    #[test]
    fn files_are_found_by_number_name_or_a_part_of_it() {
        let desk = desk();
        for (word, file) in [
            ("1", Some(0)),
            ("3", Some(2)),
            ("4", None),
            ("0", None),
            ("store.py", Some(1)),
            ("st", Some(1)),
            ("ignore", Some(2)),
            (".py", None),
            ("none", None),
        ] {
            assert_eq!(desk.find(word), file, "{word}");
        }
    }

    #[test]
    fn a_bundle_replaces_the_files_that_it_holds_and_a_text_the_one_at_hand() {
        let mut desk = desk();
        desk.take(1);
        desk.replace("new\n");
        desk.replace(&bundle([(".gitignore", "x\n"), ("other.py", "y\n")]));
        let text = desk.text();
        let all: Vec<_> = parts(&text).iter().map(|p| p.text.to_owned()).collect();
        assert_eq!(all, ["a\nb\n", "new\n", "x\n"]);
    }

    #[test]
    fn places_are_counted_through_all_files() {
        let mut desk = desk();
        for line in 0..7 {
            desk.set_place_in_all(line, 0);
            assert_eq!(desk.place_in_all(), (line, 0));
        }
        desk.set_place_in_all(3, 0);
        assert_eq!(desk.name(), "store.py");
        desk.set_place_in_all(99, 0);
        assert_eq!(desk.name(), ".gitignore");
    }
}
