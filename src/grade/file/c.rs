//! Whether C code can write behind the end of its buffers: sizes, lengths and the tests in between.
//!
//! Follows one function after the other in their order. What it cannot follow it says; it never
//! takes that for safe. Called by `file`.

mod bound;
mod inner;
mod read;
mod size;

use super::wrong::{self, Wrong};
use crate::evaluate::Reason;
use crate::grade::doubt;
use crate::pack::CCode;
use read::{Function, Statement, Token, closing};
use size::{Known, Room, bare, is_type, literal, split};
use std::collections::{BTreeMap, BTreeSet};

struct Walk<'a> {
    wanted: &'a CCode,
    constants: BTreeMap<String, String>,
    /// The functions of the file that it calls itself.
    functions: BTreeMap<String, Function>,
    /// How many calls deep the walk is.
    inside: usize,
    faults: Vec<Wrong>,
    /// Of which kinds they are, see [`crate::pack::C_FAULTS`].
    kinds: BTreeSet<&'static str>,
    /// Why something could not be followed.
    unclear: Option<Reason>,
    /// Copies that need an end written behind them: buffer and line.
    endless: BTreeMap<String, usize>,
    kept: bool,
}

/// In which ways the code can write behind its buffers; none when it cannot be read.
pub(super) fn kinds(text: &str) -> BTreeSet<&'static str> {
    let wanted = CCode {
        bounded: true,
        ..CCode::default()
    };
    read::file(text).map_or_else(BTreeSet::new, |file| walked(&wanted, file).kinds)
}

/// What does not hold; an error when it cannot be told.
pub(super) fn faults(wanted: &CCode, text: &str) -> Result<Vec<Wrong>, Reason> {
    let Some(file) = read::file(text) else {
        return Ok(vec![wrong::brackets().into()]);
    };
    let mut walk = walked(wanted, file);
    if !wanted.into.is_empty() && !walk.kept {
        let what = match &wanted.source {
            Some(source) => wrong::source_gone(source),
            None => wrong::call_gone(),
        };
        walk.faults.push(what.into());
    }
    match walk.unclear {
        Some(why) if walk.faults.is_empty() => Err(why),
        _ => Ok(walk.faults),
    }
}

fn walked(wanted: &CCode, file: read::File) -> Walk<'_> {
    let mut walk = Walk {
        wanted,
        constants: file.constants,
        functions: file.functions,
        inside: 0,
        faults: Vec::new(),
        kinds: BTreeSet::new(),
        unclear: None,
        endless: BTreeMap::new(),
        kept: false,
    };
    let mut known = Known::default();
    known.from.extend(wanted.source.clone());
    walk.statements(&file.statements, &mut known);
    if wanted.bounded {
        for (buffer, line) in &walk.endless {
            walk.kinds.insert("no-zero");
            let what = wrong::never_ends(buffer);
            walk.faults.push(Wrong::at_line(*line, what));
        }
    } else {
        walk.faults.clear();
        walk.unclear = None;
    }
    walk
}

impl Walk<'_> {
    fn fault(&mut self, line: usize, kind: &'static str, what: Reason) {
        self.kinds.insert(kind);
        self.faults.push(Wrong::at_line(line, what));
    }

    /// Walks through statements; whether they always lead away from what follows.
    fn statements(&mut self, all: &[Statement], known: &mut Known) -> bool {
        for statement in all {
            if self.statement(statement, known) {
                return true;
            }
        }
        false
    }

    fn statement(&mut self, statement: &Statement, known: &mut Known) -> bool {
        match statement {
            Statement::Block(inside) => self.statements(inside, known),
            Statement::Repeat(head, inside) => {
                self.looped(head, inside, known);
                false
            }
            Statement::If(condition, then, otherwise) => {
                self.plain(condition, known);
                let mut yes = known.clone();
                let mut no = known.clone();
                self.learn(condition, true, &mut yes);
                self.learn(condition, false, &mut no);
                let left = self.statements(then, &mut yes);
                let also = self.statements(otherwise, &mut no);
                match (left, also) {
                    (true, true) => return true,
                    (true, false) => *known = no,
                    (false, true) => *known = yes,
                    (false, false) => {
                        let longest = yes.longest;
                        no.longest.retain(|text, n| longest.get(text) == Some(n));
                        let lengths = yes.lengths;
                        no.lengths
                            .retain(|name, text| lengths.get(name) == Some(text));
                        let most = yes.most;
                        no.most.retain(|name, _| most.contains_key(name));
                        for (name, n) in &mut no.most {
                            *n = (*n).max(most.get(name).copied().unwrap_or(*n));
                        }
                        no.empty.retain(|name| yes.empty.contains(name));
                        no.zeroed.retain(|name| yes.zeroed.contains(name));
                        no.unchecked.extend(yes.unchecked);
                        no.rooms.extend(yes.rooms);
                        no.from.extend(yes.from);
                        *known = no;
                    }
                }
                false
            }
            Statement::Plain(tokens) => {
                self.plain(tokens, known);
                let first = tokens.first().map(|token| token.text.as_str());
                matches!(
                    first,
                    Some("return" | "goto" | "break" | "continue" | "abort" | "exit")
                )
            }
        }
    }

    fn plain(&mut self, tokens: &[Token], known: &mut Known) {
        self.calls(tokens, known);
        self.declared(tokens, known);
        self.assigned(tokens, known);
        self.counted(tokens, known);
    }

    /// `char buf[16]`, `char *p = malloc(…)`, `size_t n = strlen(s)`.
    fn declared(&mut self, tokens: &[Token], known: &mut Known) {
        if tokens.first().is_some_and(|token| token.text == "return") {
            return;
        }
        for (at, token) in tokens.iter().enumerate() {
            if !token.is_name() {
                continue;
            }
            let next = tokens.get(at + 1).map(|token| token.text.as_str());
            let typed = at > 0 && tokens.first().is_some_and(Token::is_name);
            if next == Some("[") && typed && is_type(tokens, at) {
                let Some(end) = closing(tokens, at + 1) else {
                    continue;
                };
                let size = tokens.get(at + 2..end).unwrap_or_default();
                if let Some(size) = self.number(size, known) {
                    known.rooms.insert(token.text.clone(), Room::Bytes(size));
                }
                if tokens.get(end + 1).is_some_and(|token| token.text == "=") {
                    known.zeroed.insert(token.text.clone());
                    known.empty.insert(token.text.clone());
                }
            }
            if next != Some("=") {
                continue;
            }
            let value = tokens.get(at + 2..).unwrap_or_default();
            let allocates = value.iter().position(|token| {
                matches!(
                    token.text.as_str(),
                    "malloc" | "PyMem_Malloc" | "PyMem_RawMalloc" | "PyObject_Malloc"
                )
            });
            if let Some(call) = allocates
                && let Some(end) = closing(value, call + 1)
            {
                let size = value.get(call + 2..end).unwrap_or_default();
                let room = match self.length(size, known) {
                    Some((text, more)) => Some(Room::Like(text, more)),
                    None => self.number(size, known).map(Room::Bytes),
                };
                if let Some(room) = room {
                    known.rooms.insert(token.text.clone(), room);
                } else {
                    self.unclear
                        .get_or_insert(doubt::c_size(&token.line.to_string()));
                }
                known.unchecked.insert(token.text.clone());
            } else if let Some(length) = self.length(value, known) {
                known.lengths.insert(token.text.clone(), length);
            }
            if value.iter().any(|token| known.from.contains(&token.text)) {
                known.from.insert(token.text.clone());
            }
        }
    }

    /// `buf[i] = …` and `*p++ = …`.
    fn assigned(&mut self, tokens: &[Token], known: &mut Known) {
        let Some(first) = tokens.first() else {
            return;
        };
        if first.text == "*" && tokens.iter().any(|token| token.text == "=") {
            self.unclear
                .get_or_insert(doubt::c_moving_pointer(&first.line.to_string()));
        }
        if !known.rooms.contains_key(&first.text)
            || tokens.get(1).is_none_or(|token| token.text != "[")
        {
            return;
        }
        let Some(end) = closing(tokens, 1) else {
            return;
        };
        if tokens.get(end + 1).is_none_or(|token| token.text != "=") {
            return;
        }
        let index = tokens.get(2..end).unwrap_or_default();
        let value = tokens.get(end + 2..).unwrap_or_default();
        let zero =
            matches!(bare(value), [one] if matches!(one.text.as_str(), "0" | "'\\0'" | "'\\x00'"));
        if value.iter().any(|token| known.from.contains(&token.text)) {
            known.from.insert(first.text.clone());
        }
        known.empty.remove(&first.text);
        if self.fits(&first.text, index, 1, known) == Some(true) {
            if zero {
                self.endless.remove(&first.text);
                known.zeroed.insert(first.text.clone());
                if self.number(index, known) == Some(0) {
                    known.empty.insert(first.text.clone());
                }
            } else {
                let spare = self.fits(&first.text, index, 2, known) == Some(true);
                if !(spare && known.zeroed.contains(&first.text)) {
                    self.endless.insert(first.text.clone(), first.line);
                }
            }
        } else {
            self.fault(first.line, "index", wrong::index_behind_end(&first.text));
        }
    }

    /// Every call in some tokens.
    fn calls(&mut self, tokens: &[Token], known: &mut Known) {
        for (at, token) in tokens.iter().enumerate() {
            let called = tokens.get(at + 1).is_some_and(|next| next.text == "(");
            if !token.is_name() || !called || is_type(tokens, at) {
                continue;
            }
            let Some(end) = closing(tokens, at + 1) else {
                continue;
            };
            let inside = tokens.get(at + 2..end).unwrap_or_default();
            let arguments: Vec<&[Token]> = split(inside, ",");
            self.call(token, &arguments, known);
        }
    }

    fn call(&mut self, name: &Token, arguments: &[&[Token]], known: &mut Known) {
        let line = name.line;
        let argument = |at: usize| arguments.get(at).copied().unwrap_or_default();
        let buffer = match bare(argument(0)) {
            [one] => one.text.clone(),
            [and, one, ..] if and.text == "&" => one.text.clone(),
            [one, ..] => one.text.clone(),
            [] => String::new(),
        };
        let touches = |known: &Known| {
            let mut all = arguments.iter().flat_map(|tokens| tokens.iter());
            all.any(|token| known.from.contains(&token.text))
        };
        if self.wanted.into.contains(&name.text) && (self.wanted.source.is_none() || touches(known))
        {
            self.kept = true;
        }
        let carries = touches(known);
        self.formatted(name, arguments, known);
        let writes = match name.text.as_str() {
            "gets" => {
                self.fault(line, "gets", wrong::gets());
                return;
            }
            "strcpy" | "stpcpy" => Self::copies(&buffer, argument(1), known),
            "sprintf" | "vsprintf" => self.prints(&buffer, arguments, known),
            "strcat" if known.empty.contains(&buffer) => Self::copies(&buffer, argument(1), known),
            "strncat" if known.empty.contains(&buffer) => self.fits(&buffer, argument(2), 1, known),
            "strcat" | "strncat" => Some(false),
            "snprintf" | "vsnprintf" => self.fits(&buffer, argument(1), 0, known),
            "strlcpy" | "strlcat" | "PyOS_snprintf" => {
                let at = if name.text.starts_with("str") { 2 } else { 1 };
                self.fits(&buffer, argument(at), 0, known)
            }
            "strncpy" | "stpncpy" => {
                let fits = self.fits(&buffer, argument(2), 0, known);
                let spare = self.fits(&buffer, argument(2), 1, known) == Some(true);
                if !(spare && known.zeroed.contains(&buffer)) {
                    self.endless.insert(buffer.clone(), line);
                }
                fits
            }
            "memcpy" | "memmove" => {
                let whole = self
                    .length(argument(2), known)
                    .is_some_and(|(_, more)| more > 0);
                let spare = self.fits(&buffer, argument(2), 1, known) == Some(true);
                if !(whole || spare && known.zeroed.contains(&buffer)) {
                    self.endless.insert(buffer.clone(), line);
                }
                self.fits(&buffer, argument(2), 0, known)
            }
            "memset" => {
                known.zeroed.insert(buffer.clone());
                known.empty.insert(buffer.clone());
                self.fits(&buffer, argument(2), 0, known)
            }
            "PyArg_ParseTuple" => {
                Self::parsed(arguments, known);
                if self.wanted.source.is_none() {
                    let given = arguments.iter().skip(2).filter_map(|tokens| tokens.last());
                    known.from.extend(given.map(|token| token.text.clone()));
                }
                return;
            }
            _ if self.inner(name, arguments, known) => return,
            _ => return self.foreign(name, arguments, known),
        };
        if writes == Some(true) && known.unchecked.contains(&buffer) {
            self.fault(line, "no-memory", wrong::maybe_null(&buffer));
        }
        let limit = match name.text.as_str() {
            "snprintf" | "vsnprintf" | "PyOS_snprintf" => Some(argument(1)),
            "strcpy" | "stpcpy" | "strcat" | "sprintf" | "vsprintf" => None,
            _ => Some(argument(2)),
        };
        let kind = self.kind(&buffer, limit, argument(1), known);
        match writes {
            Some(true) => {}
            Some(false) => {
                self.fault(line, kind, wrong::behind_end(&name.text, &buffer));
            }
            None if known.rooms.contains_key(&buffer) => {
                self.fault(line, kind, wrong::not_told(&name.text, &buffer));
            }
            None => {
                self.unclear
                    .get_or_insert(doubt::c_room(&line.to_string(), &buffer));
            }
        }
        if name.text != "memset" {
            known.empty.remove(&buffer);
        }
        if carries {
            known.from.insert(buffer);
        }
    }

    /// In which way a copy with this limit, or without one, is wrong.
    fn kind(
        &self,
        buffer: &str,
        limit: Option<&[Token]>,
        source: &[Token],
        known: &Known,
    ) -> &'static str {
        let Some(limit) = limit else {
            let most = match bare(source) {
                [text] => known.longest.get(&text.text),
                _ => None,
            };
            let room = known.rooms.get(buffer);
            return match (most, room) {
                // A test lets in just what fits without its zero.
                (Some(most), Some(Room::Bytes(bytes))) if most == bytes => "no-room-for-zero",
                (None, Some(Room::Like(text, 0))) if source.iter().any(|t| t.text == *text) => {
                    "no-room-for-zero"
                }
                _ => "no-limit",
            };
        };
        if self.length(limit, known).is_some() {
            return "limit-of-source";
        }
        let types = [
            "int", "long", "short", "unsigned", "float", "double", "size_t",
        ];
        let sized = matches!(bare(limit), [size, rest @ ..]
            if size.text == "sizeof"
                && matches!(bare(rest), [of] if !types.contains(&of.text.as_str())));
        if sized && self.number(limit, known).is_none() {
            "limit-of-address"
        } else {
            "limit-too-large"
        }
    }

    /// Whether a whole text fits, with its zero.
    fn copies(buffer: &str, text: &[Token], known: &Known) -> Option<bool> {
        let room = known.rooms.get(buffer)?;
        let [text] = bare(text) else {
            return Some(false);
        };
        if let Some(literal) = literal(&text.text) {
            let Room::Bytes(bytes) = room else {
                return Some(false);
            };
            return Some(literal < *bytes);
        }
        Some(match room {
            Room::Like(other, more) => *other == text.text && *more >= 1,
            Room::Bytes(bytes) => known
                .longest
                .get(&text.text)
                .is_some_and(|most| most < bytes),
        })
    }

    /// Whether what `sprintf` makes fits.
    fn prints(&self, buffer: &str, arguments: &[&[Token]], known: &Known) -> Option<bool> {
        let Room::Bytes(bytes) = known.rooms.get(buffer)? else {
            return Some(false);
        };
        let [format] = bare(arguments.get(1).copied().unwrap_or_default()) else {
            return Some(false);
        };
        let Some(fixed) = literal(&format.text) else {
            return Some(false);
        };
        let Some(texts) = text_holes(&format.text) else {
            return Some(false);
        };
        let mut total = fixed;
        let mut rest = arguments.iter().skip(2).copied();
        for hole in &texts {
            // `%.*s`: the limit is an argument of its own.
            let most = match hole.most {
                Most::Given => match rest.next().and_then(|limit| self.number(limit, known)) {
                    Some(limit) if limit >= 0 => Some(limit),
                    _ => return Some(false),
                },
                Most::Is(most) => Some(most),
                Most::Any => None,
            };
            let given = match rest.next().map(bare) {
                Some([name]) => {
                    literal(&name.text).or_else(|| known.longest.get(&name.text).copied())
                }
                _ => None,
            };
            let most = match (given, most) {
                (Some(given), Some(most)) => given.min(most),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => return Some(false),
            };
            total += most.max(hole.least) - hole.written;
        }
        Some(total < *bytes)
    }

    /// `"s#"` gives a text and its length.
    fn parsed(arguments: &[&[Token]], known: &mut Known) {
        let format = arguments.get(1).and_then(|tokens| tokens.first());
        let named = |at: usize| match arguments.get(at).copied().map(bare) {
            Some([and, name]) if and.text == "&" => Some(name.text.clone()),
            _ => None,
        };
        if format.is_some_and(|format| {
            format.text.starts_with("\"s#") || format.text.starts_with("\"y#")
        }) && let (Some(text), Some(length)) = (named(2), named(3))
        {
            known.lengths.insert(length, (text, 0));
        }
    }

    /// A format that comes from outside: `%n` in it writes, and `%s` reads, wherever it likes.
    fn formatted(&mut self, name: &Token, arguments: &[&[Token]], known: &Known) {
        let at = match name.text.as_str() {
            "printf" | "vprintf" | "PyUnicode_FromFormat" | "PySys_WriteStdout" => 0,
            "sprintf" | "vsprintf" | "fprintf" | "vfprintf" | "PyErr_Format" => 1,
            "snprintf" | "vsnprintf" | "PyOS_snprintf" => 2,
            _ => return,
        };
        let format = arguments.get(at).copied().unwrap_or_default();
        let fixed = format.iter().any(|token| token.text.starts_with('"'));
        if !fixed && format.iter().any(|token| known.from.contains(&token.text)) {
            self.fault(name.line, "format", wrong::format_given(&name.text));
        }
    }

    /// A function that is not known: it must not get a buffer to write into.
    fn foreign(&mut self, name: &Token, arguments: &[&[Token]], known: &Known) {
        let harmless = name.text.starts_with("Py")
            || [
                "strlen", "strnlen", "strcmp", "strncmp", "printf", "puts", "fprintf", "fputs",
                "free", "sizeof", "assert", "malloc", "if", "while", "for", "return", "isalnum",
                "isalpha", "memchr", "strchr",
            ]
            .contains(&name.text.as_str());
        let given = arguments.iter().find_map(|tokens| match bare(tokens) {
            [one] if known.rooms.contains_key(&one.text) => Some(one.text.clone()),
            _ => None,
        });
        if let Some(buffer) = given
            && !harmless
        {
            self.unclear.get_or_insert(doubt::c_writes(
                &name.line.to_string(),
                &name.text,
                &buffer,
            ));
        }
    }
}

/// A `%s` of a format: how long it is written, and how long its text becomes at least and at most.
struct TextHole {
    written: i64,
    least: i64,
    most: Most,
}

/// How long a text may become.
enum Most {
    Any,
    Is(i64),
    /// An argument says it.
    Given,
}

/// The holes of a format whose holes are all texts; `%10s` fills up, `%.10s` cuts.
fn text_holes(format: &str) -> Option<Vec<TextHole>> {
    let number = |digits: &str| match digits {
        "" => Some(0),
        digits => digits.parse::<i64>().ok(),
    };
    let mut holes = Vec::new();
    for hole in format.split('%').skip(1) {
        let (form, _) = hole.split_once('s')?;
        let (least, most) = match form.split_once('.') {
            Some((least, "*")) => (least, Most::Given),
            Some((least, most)) => (least, Most::Is(number(most)?)),
            None => (form, Most::Any),
        };
        holes.push(TextHole {
            written: i64::try_from(form.len()).ok()? + 2,
            least: number(least.strip_prefix('-').unwrap_or(least))?,
            most,
        });
    }
    Some(holes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(body: &str) -> Result<Vec<String>, Reason> {
        let wanted = CCode {
            bounded: true,
            source: Some("name".into()),
            into: vec!["PyUnicode_FromString".into(), "PyUnicode_FromFormat".into()],
        };
        let text = format!(
            "#include <Python.h>\n#define SIZE 16\nstatic PyObject *greet(PyObject *self, PyObject *args) {{\n    const char *name;\n    if (!PyArg_ParseTuple(args, \"s\", &name))\n        return NULL;\n{body}\n}}\n"
        );
        faults(&wanted, &text).map(|faults| wrong::in_english(&faults))
    }

    const END: &str = "return PyUnicode_FromString(buf);";

    #[test]
    fn copies_that_fit_are_right() {
        for body in [
            "char buf[16]; snprintf(buf, sizeof buf, \"%s\", name);",
            "char buf[SIZE]; snprintf(buf, SIZE, \"%s\", name);",
            "char buf[16]; if (strlen(name) >= sizeof buf) { PyErr_SetString(PyExc_ValueError, \"long\"); return NULL; } strcpy(buf, name);",
            "char buf[16]; size_t n = strlen(name); if (n > sizeof(buf) - 1) return NULL; memcpy(buf, name, n + 1);",
            "char buf[16]; size_t n = strlen(name); if (n >= 16) return NULL; memcpy(buf, name, n); buf[n] = '\\0';",
            "char buf[16]; if (strlen(name) < sizeof(buf)) { strcpy(buf, name); } else { return NULL; }",
            "char buf[16]; strlcpy(buf, name, sizeof(buf));",
            "char buf[16]; sprintf(buf, \"%.15s\", name);",
            "char buf[16]; sprintf(buf, \"%15.15s\", name);",
            "char buf[16]; sprintf(buf, \"Dr %-.12s\", name);",
            "char buf[16]; sprintf(buf, \"%.*s\", (int)sizeof buf - 1, name);",
            "char buf[16]; strncpy(buf, name, sizeof buf - 1); buf[sizeof buf - 1] = '\\0';",
            "char buf[16] = {0}; strncpy(buf, name, sizeof buf - 1);",
            "char buf[16]; buf[0] = 0; strncat(buf, name, sizeof buf - 1);",
            "char buf[16] = \"\"; strncat(buf, name, 15);",
            "char buf[16]; size_t n = strlen(name); if (n > 15) n = 15; memcpy(buf, name, n); buf[n] = 0;",
            "char buf[16]; size_t n = strlen(name) < 16 ? strlen(name) : 15; memcpy(buf, name, n); buf[n] = 0;",
            "char buf[16]; size_t i = 0; while (i < sizeof buf - 1 && name[i]) { buf[i] = name[i]; i++; } buf[i] = 0;",
            "char buf[16]; size_t i; for (i = 0; i < 15 && name[i]; i++) buf[i] = name[i]; buf[i] = 0;",
            "char buf[16] = {0}; for (int i = 0; i < 15 && name[i]; ++i) buf[i] = name[i];",
            "char buf[16]; size_t n = strnlen(name, sizeof buf - 1); memcpy(buf, name, n); buf[n] = 0;",
            "char buf[16]; if (strnlen(name, 16) >= 16) return NULL; strcpy(buf, name);",
            "char *buf = PyMem_Malloc(strlen(name) + 1); if (buf == NULL) return PyErr_NoMemory(); strcpy(buf, name);",
            "size_t n = strlen(name); char *buf = malloc(n + 1); if (!buf) return NULL; memcpy(buf, name, n + 1);",
            "size_t n = strlen(name) + 1; char *buf = malloc(n); if (!buf) return NULL; memcpy(buf, name, n);",
            "size_t n = strlen(name) + 1; char buf[16]; if (n > sizeof buf) return NULL; memcpy(buf, name, n);",
            "size_t n = 1 + strlen(name); char buf[16]; if (n > sizeof buf) return NULL; memcpy(buf, name, n);",
        ] {
            assert_eq!(judged(&format!("{body}\n{END}")), Ok(Vec::new()), "{body}");
        }
        let none = judged("return PyUnicode_FromFormat(\"Hello, %s\", name);");
        assert_eq!(none, Ok(Vec::new()));
    }

    #[test]
    fn copies_that_may_not_fit_are_found() {
        for body in [
            "char buf[16]; strcpy(buf, name);",
            "char buf[64]; strcpy(buf, name);",
            "char buf[16]; strncpy(buf, name, sizeof buf);",
            "char buf[16]; strncpy(buf, name, strlen(name)); buf[15] = 0;",
            "char buf[16]; snprintf(buf, 64, \"%s\", name);",
            "char buf[16]; snprintf(buf, sizeof(name), \"%s\", name);",
            "char buf[16]; if (strlen(name) > sizeof buf) return NULL; strcpy(buf, name);",
            "char buf[16]; assert(strlen(name) < sizeof buf); strcpy(buf, name);",
            "char buf[16]; sprintf(buf, \"%s\", name);",
            "char buf[16]; sprintf(buf, \"%15s\", name);",
            "char buf[16]; sprintf(buf, \"%.16s\", name);",
            "char buf[16]; sprintf(buf, \"%16.15s\", name);",
            "char buf[16]; sprintf(buf, \"Dr %.15s\", name);",
            "char buf[16]; sprintf(buf, \"%.*s\", 16, name);",
            "char buf[16]; gets(buf);",
            "char buf[16]; snprintf(buf, sizeof buf, name);",
            "char buf[16]; snprintf(buf, sizeof buf, \"%s\", name); printf(buf);",
            "const char *buf = name; return PyUnicode_FromFormat(buf);",
            "size_t n = strlen(name) + 1; char buf[16]; if (n > sizeof buf + 1) return NULL; memcpy(buf, name, n);",
            "size_t n = strlen(name) - 1; char *buf = malloc(n + 1); if (!buf) return NULL; strcpy(buf, name);",
            "char buf[16]; if (strlen(name) >= sizeof buf) PyErr_SetString(PyExc_ValueError, \"x\"); strcpy(buf, name);",
            "char *buf = malloc(strlen(name)); if (!buf) return NULL; strcpy(buf, name);",
            "char *buf = malloc(strlen(name) + 1); strcpy(buf, name);",
            "char buf[16]; /* if (strlen(name) >= sizeof buf) return NULL; */ strcpy(buf, name);",
            "char buf[16]; size_t n = strlen(name); if (n >= 16 && n < 4) return NULL; strcpy(buf, name);",
            "char buf[16]; memcpy(buf, name, sizeof(buf));",
            "char buf[16]; buf[0] = 0; strncat(buf, name, sizeof buf);",
            "char buf[16]; strncat(buf, name, 15);",
            "char buf[16]; buf[0] = 0; strncat(buf, name, 15); strncat(buf, name, 15);",
            "char buf[16]; size_t n = strlen(name); if (n > 16) n = 16; memcpy(buf, name, n); buf[n] = 0;",
            "char buf[16]; size_t n = strlen(name); if (n > 15) n = 15; memcpy(buf, name, n + 1);",
            "char buf[16]; size_t n = strlen(name) < 16 ? 15 : strlen(name); memcpy(buf, name, n); buf[15] = 0;",
            "char buf[16]; size_t i; for (i = 0; i < 16 && name[i]; i++) buf[i] = name[i]; buf[i] = 0;",
            "char buf[16]; size_t i; for (i = 0; i <= 15 && name[i]; i++) buf[i] = name[i]; buf[i] = 0;",
            "char buf[16]; size_t i; for (i = 0; i < 15 && name[i]; i++) buf[i] = name[i];",
            "char buf[16]; size_t i; for (i = 0; name[i]; i++) buf[i] = name[i]; buf[15] = 0;",
            "char buf[16]; size_t i = 0; while (i < 15) { buf[i] = name[i]; i++; i++; } buf[i] = 0;",
            "char buf[16]; size_t i = 0; while (i < 15 && name[i]) { i++; buf[i + 1] = name[i]; } buf[15] = 0;",
            "char buf[16]; size_t i = 40; while (i < 15 && name[i]) { buf[i] = name[i]; i++; } buf[i] = 0;",
        ] {
            let found = judged(&format!("{body}\n{END}"));
            assert!(
                found.as_ref().is_ok_and(|faults| !faults.is_empty()),
                "{body}: {found:?}"
            );
        }
    }

    #[test]
    fn what_is_gone_is_missed_and_what_is_unclear_is_said() {
        let gone = judged("char buf[16]; buf[0] = 0;\nreturn PyUnicode_FromString(buf);");
        assert!(gone.is_ok_and(|faults| faults[0].contains("no longer gets into")));
        let unclear =
            judged("char buf[16]; copy_into(buf, name);\nreturn PyUnicode_FromString(buf);");
        assert!(unclear.is_err() || unclear.is_ok_and(|faults| !faults.is_empty()));
        assert!(judged("char buf[16; ").is_ok_and(|faults| !faults.is_empty()));
    }

    #[test]
    fn a_function_of_the_file_is_followed_where_it_is_called() {
        let whole = |helper: &str, call: &str| {
            let wanted = CCode {
                bounded: true,
                source: Some("name".into()),
                into: vec!["PyUnicode_FromString".into()],
            };
            let text = format!(
                "{helper}\nstatic PyObject *greet(PyObject *self, PyObject *args) {{\n const char *name; char buf[16];\n if (!PyArg_ParseTuple(args, \"s\", &name)) return NULL;\n {call}\n {END}\n}}\n"
            );
            faults(&wanted, &text).map(|faults| faults.len())
        };
        let checked = "static int copy(char *to, size_t size, const char *from) { if (strlen(from) >= size) return -1; strcpy(to, from); return 0; }";
        let cut = "static void copy(char *to, size_t size, const char *from) { strncpy(to, from, size - 1); to[size - 1] = 0; }";
        let counted = "static void copy(char *to, size_t n, const char *from) { memcpy(to, from, n); to[n] = 0; }";
        assert_eq!(
            whole(checked, "if (copy(buf, sizeof buf, name) < 0) return NULL;"),
            Ok(0)
        );
        assert_eq!(whole(cut, "copy(buf, sizeof buf, name);"), Ok(0));
        assert_ne!(whole(cut, "copy(buf, 64, name);"), Ok(0));
        assert_ne!(whole(checked, "copy(buf, strlen(name) + 1, name);"), Ok(0));
        assert_ne!(whole(counted, "copy(buf, strlen(name), name);"), Ok(0));
        let endless =
            "static void copy(char *to, size_t n, const char *from) { strncpy(to, from, n); }";
        assert_ne!(whole(endless, "copy(buf, 16, name);"), Ok(0));
        let nothing = "static void copy(char *to, size_t n, const char *from) { to[0] = 0; }";
        assert_ne!(whole(nothing, "copy(buf, 16, name);"), Ok(0));
    }
}
