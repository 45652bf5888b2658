//! A TOML table that knows where each value stands and tells every misuse of it.
//!
//! Reading a value by key marks the key as known; [`Table::close`] tells those that were never
//! asked for. Values of a wrong type or missing ones are told and replaced by empty ones, so that
//! one run tells all faults. Called by the schema modules of `load`.

use super::Faults;
use super::names::{hidden, is_kebab, line_number, suggest};
use super::written::{advice, in_python, kind};
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A TOML text and where it comes from.
pub(super) struct Document<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    /// The line of the file on which `text` begins, from 1.
    pub(super) first_line: u32,
    pub(super) faults: &'a Faults,
    /// Where its lines end, once a line was asked for.
    breaks: OnceCell<Vec<usize>>,
}

impl<'a> Document<'a> {
    pub(super) fn new(file: &'a str, text: &'a str, first_line: u32, faults: &'a Faults) -> Self {
        Self {
            file,
            text,
            first_line,
            faults,
            breaks: OnceCell::new(),
        }
    }

    pub(super) fn line(&self, offset: usize) -> u32 {
        let ends = || self.text.match_indices('\n').map(|(at, _)| at).collect();
        let breaks = self.breaks.get_or_init(ends);
        let before = breaks.partition_point(|at| *at < offset);
        self.first_line + line_number(before) - 1
    }

    /// Parses the text; the first syntax error is told, for most others follow from it. What could be read is returned.
    pub(super) fn parse(&self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let place = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
        if let Some(error) = errors.iter().min_by_key(|error| place(error)) {
            let at = place(error);
            let next = advice(self.text, at, error.message());
            self.faults.tell_broken(
                self.first_line..=self.line(self.text.len()),
                self.file,
                self.line(at),
                format!("this is not TOML: {}", error.message().replace('\n', " ")),
                &next,
            );
        }
        table
    }

    pub(super) fn root<'b>(&'b self, table: &'b Spanned<DeTable<'a>>) -> Table<'b> {
        Table {
            doc: self,
            name: String::new(),
            entries: table.get_ref(),
            at: 0,
            known: RefCell::default(),
            missed: RefCell::default(),
        }
    }
}

/// One table of a [`Document`].
pub(super) struct Table<'a> {
    doc: &'a Document<'a>,
    /// How messages call it: `goal`, `attack.input`; empty for the top level.
    name: String,
    entries: &'a DeTable<'a>,
    at: usize,
    known: RefCell<Vec<&'static str>>,
    /// Keys that were told to be missing, with what was said.
    missed: RefCell<Vec<(String, String)>>,
}

impl<'a> Table<'a> {
    fn value(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let mut known = self.known.borrow_mut();
        if !known.contains(&key) {
            known.push(key);
        }
        self.entries
            .iter()
            .find(|(name, _)| same(name.get_ref(), key))
            .map(|(_, value)| value)
    }

    /// The line on which the table begins.
    pub(super) fn line(&self) -> u32 {
        self.doc.line(self.at)
    }

    /// The line of the key, or of the table when it has no such key.
    pub(super) fn line_of(&self, key: &str) -> u32 {
        self.entries
            .iter()
            .find(|(name, _)| same(name.get_ref(), key))
            .map_or_else(|| self.line(), |(name, _)| self.doc.line(name.span().start))
    }

    /// Whether the table has the key. Does not mark it as known.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries
            .iter()
            .any(|(name, _)| same(name.get_ref(), key))
    }

    pub(super) fn tell(&self, line: u32, cause: impl Into<String>, next: impl Into<String>) {
        self.doc.faults.tell(self.doc.file, line, cause, next);
    }

    /// Whether something in a file whose path is like this could not be read.
    pub(super) fn is_broken(&self, path: impl Fn(&str) -> bool) -> bool {
        self.doc.faults.is_broken(path)
    }

    /// Tells of a key without which nothing else in the file has a meaning.
    pub(super) fn tell_broken(&self, key: &str, cause: String, next: &str) {
        let (file, line) = (self.doc.file, self.line_of(key));
        self.doc
            .faults
            .tell_broken(1..=u32::MAX, file, line, cause, next);
    }

    fn missing(&self, key: &str, what: &str) {
        let place = if self.name.is_empty() {
            String::new()
        } else {
            format!(" in `[{}]`", self.name)
        };
        let cause = format!("`{key}` is missing{place}");
        self.missed
            .borrow_mut()
            .push((key.to_owned(), cause.clone()));
        self.tell(self.line(), cause, format!("Add `{key} = …`: {what}."));
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, key: &str, want: &str) {
        self.tell(
            self.doc.line(value.span().start),
            format!("`{key}` is {} here", kind(value.get_ref())),
            format!("Write {want}."),
        );
    }

    fn string(&self, value: &Spanned<DeValue<'_>>, key: &str) -> Option<String> {
        self.string_with(value, key, '\n')
    }

    /// A text in which, besides what is always fine, one more character may stand.
    fn string_with(&self, value: &Spanned<DeValue<'_>>, key: &str, fine: char) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong(value, key, "a text in quotation marks");
            return None;
        };
        let shown = if fine == '\n' {
            Cow::Borrowed(&**text)
        } else {
            Cow::Owned(text.replace(fine, ""))
        };
        if let Some(name) = hidden(&shown) {
            self.tell(
                self.doc.line(value.span().start),
                format!("`{key}` holds {name}, which a terminal would act on"),
                "Remove the character. What Python is to read as an escape begins with two backslashes here.",
            );
        }
        Some(text.clone().into_owned())
    }

    /// A text that may be left out.
    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        self.value(key).and_then(|value| self.string(value, key))
    }

    /// A value of Python in quotation marks that may be left out.
    pub(super) fn python(&self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        if matches!(value.get_ref(), DeValue::String(_)) {
            return self.string(value, key);
        }
        let meant = in_python(value.get_ref()).replace('"', "\\\"");
        self.wrong(
            value,
            key,
            &format!("the value as Python does, in quotation marks: `{key} = \"{meant}\"`"),
        );
        None
    }

    /// What somebody types: a carriage return may be in it, which is shown as a sign wherever it is shown.
    pub(super) fn typed(&self, key: &'static str) -> Option<String> {
        self.value(key)
            .and_then(|value| self.string_with(value, key, '\r'))
    }

    /// A text that must be there; `what` says what it is.
    pub(super) fn need(&self, key: &'static str, what: &str) -> String {
        match self.value(key) {
            None => {
                self.missing(key, what);
                String::new()
            }
            Some(value) => {
                let text = self.string(value, key).unwrap_or_default();
                if text.trim().is_empty() && matches!(value.get_ref(), DeValue::String(_)) {
                    self.tell(
                        self.doc.line(value.span().start),
                        format!("`{key}` is empty"),
                        format!("Write {what}."),
                    );
                }
                text
            }
        }
    }

    /// A title: a text of one line that must be there.
    pub(super) fn title(&self) -> String {
        let title = self.need("title", "the name people see");
        if title.contains('\n') {
            let cause = "`title` has more than one line";
            self.tell(self.line_of("title"), cause, "Write it on one line.");
        }
        title
    }

    /// A kebab-case id that must be there.
    pub(super) fn id(&self) -> String {
        let id = self.need("id", "a name in kebab-case that never changes");
        if !id.trim().is_empty() && !is_kebab(&id) {
            self.tell(
                self.line_of("id"),
                format!("the id `{}` is not kebab-case", id.escape_debug()),
                "Use lower-case letters, digits and single hyphens.",
            );
        }
        id
    }

    fn whole(&self, value: &Spanned<DeValue<'_>>, key: &str) -> Option<u32> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong(value, key, "a whole number from 0");
            return None;
        };
        let read = u32::from_str_radix(number.as_str(), number.radix()).ok();
        if read.is_none() {
            let below = number.as_str().starts_with('-');
            let most = " that is not larger than 4294967295";
            let end = if below { "" } else { most };
            self.tell(
                self.doc.line(value.span().start),
                format!("`{key}` cannot be {number}"),
                format!("Write a whole number from 0{end}."),
            );
        }
        read
    }

    /// A whole number that may be left out.
    pub(super) fn number(&self, key: &'static str) -> Option<u32> {
        self.value(key).and_then(|value| self.whole(value, key))
    }

    /// A whole number from 1 that must be there.
    pub(super) fn need_number(&self, key: &'static str, what: &str) -> u32 {
        if !self.has(key) {
            self.missing(key, what);
        }
        self.count(key).unwrap_or(0)
    }

    /// A whole number from 1, or nothing.
    pub(super) fn count(&self, key: &'static str) -> Option<u32> {
        let value = self.value(key)?;
        let number = self.whole(value, key);
        if number == Some(0) {
            self.wrong(value, key, "a number from 1");
        }
        number
    }

    /// How long something takes: from a minute to a day, or nothing.
    pub(super) fn minutes(&self) -> Option<u32> {
        const DAY: u32 = 24 * 60;
        let minutes = self.count("minutes")?;
        if minutes > DAY {
            self.tell(
                self.line_of("minutes"),
                format!("`minutes` is {minutes}, more than a day"),
                format!("Write a number of minutes up to {DAY}, or leave it out."),
            );
        }
        Some(minutes)
    }

    /// `true` or `false`, or nothing.
    pub(super) fn truth(&self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        if let DeValue::Boolean(truth) = value.get_ref() {
            return Some(*truth);
        }
        self.wrong(value, key, "`true` or `false` without quotation marks");
        None
    }

    /// `true` or `false`; `false` when left out.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        self.truth(key).unwrap_or(false)
    }

    /// A list of texts; one text counts as a list of one, and nothing as an empty list.
    pub(super) fn texts(&self, key: &'static str) -> Vec<String> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| self.string(item, key))
                .collect(),
            _ => self.string(value, key).into_iter().collect(),
        }
    }

    /// A list whose items are texts or tables; empty when left out.
    pub(super) fn texts_or_tables(&self, key: &'static str) -> Vec<Result<String, Table<'a>>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(value, key, "a list of texts or tables");
            return Vec::new();
        };
        let read = |item: &'a Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::Table(_) => self.inner(key, item, item.span().start).map(Err),
            _ => self.string(item, key).map(Ok),
        };
        items.iter().filter_map(read).collect()
    }

    /// A list of whole numbers; empty when left out.
    pub(super) fn numbers(&self, key: &'static str) -> Vec<u32> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        if let DeValue::Array(items) = value.get_ref() {
            return items
                .iter()
                .filter_map(|item| self.whole(item, key))
                .collect();
        }
        self.wrong(value, key, "a list of numbers such as `[1, 2]`");
        Vec::new()
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let value = self.value(key)?;
        let text = self.string(value, key)?;
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            self.tell(
                self.doc.line(value.span().start),
                format!("`{key}` cannot be `{text}`{}", suggest(&text, &known)),
                format!("Write one of: {}.", known.join(", ")),
            );
        }
        found.map(|(_, meaning)| *meaning)
    }

    fn inner(&self, key: &str, value: &'a Spanned<DeValue<'a>>, at: usize) -> Option<Table<'a>> {
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong(value, key, "a table with keys of its own");
            return None;
        };
        Some(Table {
            doc: self.doc,
            name: if self.name.is_empty() {
                key.to_owned()
            } else {
                format!("{}.{key}", self.name)
            },
            entries,
            at,
            known: RefCell::default(),
            missed: RefCell::default(),
        })
    }

    /// A table, or nothing.
    pub(super) fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let value = self.value(key)?;
        self.inner(key, value, value.span().start)
    }

    /// A list of tables; empty when left out.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        if let DeValue::Array(items) = value.get_ref() {
            return items
                .iter()
                .filter_map(|item| self.inner(key, item, item.span().start))
                .collect();
        }
        self.tell(
            self.doc.line(value.span().start),
            format!("`{key}` is {} here", kind(value.get_ref())),
            format!("Write `[[{key}]]` with two brackets, once for each."),
        );
        Vec::new()
    }

    /// A table, or a list of tables; empty when left out.
    pub(super) fn one_or_more(&self, key: &'static str) -> Vec<Table<'a>> {
        match self.value(key).map(Spanned::get_ref) {
            Some(DeValue::Table(_)) => self.table(key).into_iter().collect(),
            Some(_) => self.tables(key),
            None => Vec::new(),
        }
    }

    /// The entries of a table with free keys, each itself a table; empty when left out.
    pub(super) fn named_tables(&self, key: &'static str) -> Vec<(String, Table<'a>)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong(value, key, "a table with keys of its own");
            return Vec::new();
        };
        entries
            .iter()
            .filter_map(|(name, value)| {
                let inner = self.inner(
                    &format!("{key}.{}", name.get_ref()),
                    value,
                    name.span().start,
                )?;
                Some((name.get_ref().clone().into_owned(), inner))
            })
            .collect()
    }

    /// The entries of a table with free keys and texts as values: key, text, line.
    pub(super) fn named_texts(&self, key: &'static str) -> Vec<(String, String, u32)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong(value, key, "a table of texts");
            return Vec::new();
        };
        entries
            .iter()
            .filter_map(|(name, value)| {
                let text = self.string(value, name.get_ref())?;
                let line = self.doc.line(name.span().start);
                if hidden(name.get_ref()).is_some() {
                    self.tell(line, "a key holds hidden characters", "Remove them.");
                }
                Some((name.get_ref().clone().into_owned(), text, line))
            })
            .collect()
    }

    /// The entries of a table with free keys, each a text or a table: key, line, value.
    pub(super) fn named_texts_or_tables(
        &self,
        key: &'static str,
    ) -> Vec<(String, u32, Result<String, Table<'a>>)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong(value, key, "a table of texts");
            return Vec::new();
        };
        let read = |name: &Spanned<Cow<'_, str>>, value: &'a Spanned<DeValue<'a>>| {
            let line = self.doc.line(name.span().start);
            let read = match value.get_ref() {
                DeValue::Table(_) => Err(self.inner(
                    &format!("{key}.{}", name.get_ref()),
                    value,
                    name.span().start,
                )?),
                _ => Ok(self.string(value, name.get_ref())?),
            };
            Some((name.get_ref().clone().into_owned(), line, read))
        };
        let all = entries.iter();
        all.filter_map(|(name, value)| read(name, value)).collect()
    }

    /// The entries of a table with free keys and lists of texts as values; one text counts as a
    /// list of one.
    pub(super) fn named_text_lists(&self, key: &'static str) -> Vec<(String, Vec<String>)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong(value, key, "a table of lists of texts");
            return Vec::new();
        };
        entries
            .iter()
            .map(|(name, value)| {
                let texts = match value.get_ref() {
                    DeValue::Array(items) => items
                        .iter()
                        .filter_map(|item| self.string(item, name.get_ref()))
                        .collect(),
                    _ => self.string(value, name.get_ref()).into_iter().collect(),
                };
                (name.get_ref().clone().into_owned(), texts)
            })
            .collect()
    }

    /// The entries of a table with free keys, each a list of tables: key, line, tables.
    pub(super) fn named_lists(&self, key: &'static str) -> Vec<(String, u32, Vec<Table<'a>>)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong(value, key, "a table of lists");
            return Vec::new();
        };
        entries
            .iter()
            .filter_map(|(name, value)| {
                let line = self.doc.line(name.span().start);
                let DeValue::Array(items) = value.get_ref() else {
                    self.wrong(value, name.get_ref(), "a list of tables");
                    return None;
                };
                let tables = items
                    .iter()
                    .filter_map(|item| self.inner(key, item, item.span().start))
                    .collect();
                Some((name.get_ref().clone().into_owned(), line, tables))
            })
            .collect()
    }

    /// Tells every key that was never asked for.
    pub(super) fn close(self) {
        let known = self.known.into_inner();
        let missed = self.missed.into_inner();
        let start = self.doc.line(self.at);
        for (name, _) in self.entries {
            if known.iter().any(|key| same(name.get_ref(), key)) {
                continue;
            }
            let line = self.doc.line(name.span().start);
            let place = if self.name.is_empty() {
                "here".to_owned()
            } else {
                format!("in `[{}]`", self.name)
            };
            let meant = suggest(name.get_ref(), &known);
            // The key that is missing is here, misspelt.
            let mut missed = missed.iter();
            if let Some((_, told)) = missed.find(|(key, _)| meant.contains(&format!("`{key}`"))) {
                self.doc.faults.untell(self.doc.file, start, told);
            }
            let cause = format!("there is no key `{}` {place}{meant}", name.get_ref());
            if self.doc.faults.lenient.get() {
                self.doc
                    .faults
                    .note(&format!("{}:{line}: {cause}; it is ignored", self.doc.file));
            } else {
                self.doc.faults.tell(
                    self.doc.file,
                    line,
                    cause,
                    format!("Remove it, or use one of: {}.", known.join(", ")),
                );
            }
        }
    }
}

/// Whether a written key is this key; `_` may stand for `-`, because authors mix them up.
fn same(written: &str, key: &str) -> bool {
    written == key || (written.contains('_') && written.replace('_', "-") == key)
}
