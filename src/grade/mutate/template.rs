//! A template of Jinja as its tags and their words, and versions of it.
//!
//! Knows where tags begin and end and what belongs together; not what an expression gives. Called by the rest
//! of `mutate`.

mod same;
mod undo;

pub(super) use same::{all_at_once, each};
pub(super) use undo::undone;

use super::Version;
use crate::text::ending;
use std::collections::BTreeMap;
use std::ops::Range;

/// Whether a file of this name is a template.
pub(in crate::grade) fn is_template(name: &str) -> bool {
    matches!(
        ending(name),
        "html" | "htm" | "xhtml" | "xml" | "svg" | "jinja" | "jinja2" | "j2"
    )
}

/// Whether a text has tags in it, so that something fills it.
pub(super) fn has_tags(text: &str) -> bool {
    Template::read(text).is_some_and(|read| !read.tags.is_empty())
}

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// `{{ … }}`
    Writes,
    /// `{% … %}`
    Works,
}

/// One tag.
#[derive(Debug)]
struct Tag {
    does: Does,
    /// With its brackets.
    whole: Range<usize>,
    /// What stands between the brackets, without marks for white space.
    inner: Range<usize>,
    words: Vec<Word>,
}

/// One word of a tag.
#[derive(Debug, Clone)]
struct Word {
    at: Range<usize>,
    sort: Sort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Name,
    Text,
    Number,
    Sign,
}

/// A template that can be read.
#[derive(Debug)]
struct Template<'a> {
    text: &'a str,
    tags: Vec<Tag>,
}

impl<'a> Template<'a> {
    /// Reads a text; nothing when a tag does not end.
    fn read(text: &'a str) -> Option<Self> {
        let mut tags: Vec<Tag> = Vec::new();
        let mut at = 0;
        let mut raw = false;
        while let Some(open) = text.get(at..)?.find('{').map(|found| at + found) {
            let rest = text.get(open..)?;
            if rest.starts_with("{#") && !raw {
                at = open + rest.find("#}")? + 2;
                continue;
            }
            let (does, close) = match rest.get(..2) {
                Some("{{") if !raw => (Does::Writes, "}}"),
                Some("{%") => (Does::Works, "%}"),
                _ => {
                    at = open + 1;
                    continue;
                }
            };
            let tag = tag(text, open, does, close);
            if raw {
                // Until the end of the raw part, what looks like a tag is text.
                raw = tag.as_ref().is_none_or(|tag| !tag.is(text, "endraw"));
                at = tag.filter(|_| !raw).map_or(open + 1, |tag| tag.whole.end);
                continue;
            }
            let tag = tag?;
            raw = tag.is(text, "raw");
            at = tag.whole.end;
            tags.push(tag);
        }
        Some(Self { text, tags })
    }

    fn part(&self, at: &Range<usize>) -> &'a str {
        self.text.get(at.clone()).unwrap_or_default()
    }

    fn line(&self, at: usize) -> u32 {
        let before = self.text.get(..at).unwrap_or_default();
        u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
    }

    /// The tags that write, in order.
    fn writing(&self) -> impl Iterator<Item = &Tag> {
        self.tags.iter().filter(|tag| tag.does == Does::Writes)
    }

    /// The tags behind `from` that belong to it at its own depth: `else`, `elif`, and at last the one that ends
    /// it. Nothing when it does not end.
    fn family(&self, from: usize) -> Option<Vec<&Tag>> {
        let first = self.tags.get(from)?;
        let name = first.name(self.text);
        let end = format!("end{name}");
        let mut depth = 0;
        let mut found = Vec::new();
        for tag in self.tags.get(from + 1..)? {
            let own = tag.name(self.text);
            if tag.does == Does::Works && depth == 0 && own == end {
                found.push(tag);
                return Some(found);
            }
            if tag.does != Does::Works {
                continue;
            }
            if matches!(own, "else" | "elif") && depth == 0 {
                found.push(tag);
            } else if matches!(own, "if" | "for") {
                depth += 1;
            } else if matches!(own, "endif" | "endfor") {
                depth -= 1;
            }
        }
        None
    }

    /// Whether any tag has this word.
    fn knows(&self, name: &str) -> bool {
        let mut words = self.tags.iter().flat_map(|tag| &tag.words);
        words.any(|word| self.part(&word.at) == name)
    }

    fn version(&self, what: String, at: usize, edits: &Edits) -> Version {
        Version {
            what,
            line: self.line(at),
            text: edits.apply(self.text),
            file: None,
        }
    }
}

impl Tag {
    /// The first word of a tag that works: `for`, `endfor`.
    fn name<'t>(&self, text: &'t str) -> &'t str {
        let first = self.words.first();
        first
            .and_then(|word| text.get(word.at.clone()))
            .unwrap_or_default()
    }

    fn is(&self, text: &str, name: &str) -> bool {
        self.does == Does::Works && self.name(text) == name
    }
}

/// Replacements in a text by where they begin. One that reaches into another's place is left out.
#[derive(Debug, Default)]
struct Edits(BTreeMap<usize, (usize, String)>);

impl Edits {
    fn replace(&mut self, at: &Range<usize>, with: impl Into<String>) {
        self.0.insert(at.start, (at.end, with.into()));
    }

    fn of(at: &Range<usize>, with: impl Into<String>) -> Self {
        let mut edits = Self::default();
        edits.replace(at, with);
        edits
    }

    fn apply(&self, text: &str) -> String {
        let mut made = String::new();
        let mut done = 0;
        for (from, (to, with)) in &self.0 {
            if *from < done {
                continue;
            }
            made.push_str(text.get(done..*from).unwrap_or_default());
            made.push_str(with);
            done = *to;
        }
        made.push_str(text.get(done..).unwrap_or_default());
        made
    }
}

/// The tag that begins at `open`; nothing when it does not end.
fn tag(text: &str, open: usize, does: Does, close: &str) -> Option<Tag> {
    let mut from = open + 2;
    let marked = |at: usize| matches!(text.as_bytes().get(at), Some(b'-' | b'+'));
    if marked(from) {
        from += 1;
    }
    let mut words = Vec::new();
    let mut at = from;
    let mut nested = 0_usize;
    loop {
        let rest = text.get(at..)?;
        let sign = rest.chars().next()?;
        let end = if marked(at) { at + 1 } else { at };
        if nested == 0 && text.get(end..)?.starts_with(close) {
            return Some(Tag {
                does,
                whole: open..end + 2,
                inner: from..at,
                words,
            });
        }
        let (length, sort) = match sign {
            _ if sign.is_whitespace() => {
                at += sign.len_utf8();
                continue;
            }
            '"' | '\'' => (text_length(rest, sign)?, Sort::Text),
            _ if sign.is_alphabetic() || sign == '_' => (
                length_of(rest, |c| c.is_alphanumeric() || c == '_'),
                Sort::Name,
            ),
            _ if sign.is_ascii_digit() => (
                length_of(rest, |c| c.is_ascii_alphanumeric() || c == '_' || c == '.'),
                Sort::Number,
            ),
            _ => (sign.len_utf8(), Sort::Sign),
        };
        match sign {
            '{' | '(' | '[' => nested += 1,
            '}' | ')' | ']' => nested = nested.saturating_sub(1),
            _ => {}
        }
        words.push(Word {
            at: at..at + length,
            sort,
        });
        at += length;
    }
}

/// How long the quoted text is with which `rest` begins.
fn text_length(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if sign == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn length_of(rest: &str, fits: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !fits(c)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_their_words_are_found() {
        let text = "<p>{{- a|f('}}') -}}{# {{ no }} #}{% if {'k': 1}.k %}{% raw %}{{ x }}{% endraw %}{% endif %}";
        let read = Template::read(text).unwrap();
        let tags: Vec<&str> = read.tags.iter().map(|tag| read.part(&tag.whole)).collect();
        assert_eq!(
            tags,
            [
                "{{- a|f('}}') -}}",
                "{% if {'k': 1}.k %}",
                "{% raw %}",
                "{% endif %}"
            ]
        );
        let first = read.tags.first().unwrap();
        assert_eq!(read.part(&first.inner), " a|f('}}') ");
        let words: Vec<&str> = first.words.iter().map(|word| read.part(&word.at)).collect();
        assert_eq!(words, ["a", "|", "f", "(", "'}}'", ")"]);
        for unread in ["{{ a", "{% if 'x %}", "{# no end"] {
            assert!(Template::read(unread).is_none(), "{unread}");
        }
        let plain = Template::read("body { color: red } 日本").unwrap();
        assert!(plain.tags.is_empty());
    }

    #[test]
    fn what_belongs_to_a_tag_is_found() {
        let text =
            "{% for a in b %}{% if a %}1{% else %}2{% endif %}{% else %}3{% endfor %}{% if c %}";
        let read = Template::read(text).unwrap();
        let family = read.family(0).unwrap();
        let names: Vec<&str> = family.iter().map(|tag| tag.name(text)).collect();
        assert_eq!(names, ["else", "endfor"]);
        assert_eq!(
            family.first().map(|tag| read.line(tag.whole.start)),
            Some(1)
        );
        assert!(read.family(6).is_none());
    }
}
