//! Command lines as words: what `shlex` quotes and splits.
//!
//! Knows no rule. Called by `library`.

use super::call::Args;
use super::machine::Machine;
use super::value::{How, Kind, Part, Val};
use crate::text::Span;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// A function of `shlex`; `None` when only the models can say more.
    pub(super) fn words_call(&mut self, short: &str, args: &Args, span: Span) -> Option<Val> {
        let one = args.positional.len() + args.keywords.len() == 1;
        let text = args.get(0, "s").map(|v| self.look(v)).filter(|_| one)?;
        match (short, self.kind(text).clone()) {
            ("quote", Kind::Str(s)) => {
                let text = quote_for_shell(&s);
                Some(self.text(&text, span))
            }
            ("join", _) => {
                let words = match self.content_kind(text) {
                    Kind::List(words) => words.to_vec(),
                    Kind::Tuple(words) => words.to_vec(),
                    _ => return None,
                };
                let words = words.iter().map(|&w| match self.kind(self.look(w)) {
                    Kind::Str(s) => Some(quote_for_shell(s)),
                    _ => None,
                });
                if let Some(words) = words.collect::<Option<Vec<String>>>() {
                    return Some(self.text(&words.join(" "), span));
                }
                // Splitting gives the same words again.
                let words = self.frozen(text, span);
                let how = How::Call(Arc::from("shlex.join"));
                Some(self.derive(Some("str"), &[words], how, span))
            }
            ("split", _) if let Some(words) = self.joined_words(text) => {
                Some(self.list(words, span))
            }
            ("split", Kind::Str(s)) if let Some(words) = split(&s) => {
                let words: Vec<Val> = words.iter().map(|w| self.text(w, span)).collect();
                Some(self.list(words, span))
            }
            // The words before what is filled in are the program's own.
            ("split", Kind::Text(parts)) => {
                let Some(Part::Literal(head)) = parts.first() else {
                    return None;
                };
                let (own, _) = head.rsplit_once(char::is_whitespace)?;
                if !plain(own) || own.trim().is_empty() {
                    return None;
                }
                let mut words: Vec<Val> =
                    own.split_whitespace().map(|w| self.text(w, span)).collect();
                words.push(self.derive(
                    Some("str"),
                    &[text],
                    How::Call(Arc::from("shlex.split")),
                    span,
                ));
                Some(self.list(words, span))
            }
            ("split", _) => {
                let word = self.derive(
                    Some("str"),
                    &[text],
                    How::Call(Arc::from("shlex.split")),
                    span,
                );
                Some(self.object(Kind::Many("list", word), span))
            }
            _ => None,
        }
    }

    /// The words that `shlex.join` has made a line of.
    fn joined_words(&self, line: Val) -> Option<Vec<Val>> {
        let node = self.arena.node(line);
        match (&node.how, node.from.first()) {
            (How::Call(made), Some(&words)) if &**made == "shlex.join" => match self.kind(words) {
                Kind::Tuple(words) => Some(words.to_vec()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether text has no quotes, backslashes or comments: white space alone parts its words.
fn plain(s: &str) -> bool {
    !s.contains(['\'', '"', '\\', '#'])
}

/// The words of a line as `shlex.split` reads it; `None` where a quote is left open.
fn split(s: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = s.chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                let inside = word.get_or_insert_default();
                loop {
                    match chars.next()? {
                        '\'' => break,
                        c => inside.push(c),
                    }
                }
            }
            '"' => {
                let inside = word.get_or_insert_default();
                loop {
                    match chars.next()? {
                        '"' => break,
                        '\\' => match chars.next()? {
                            c @ ('"' | '\\') => inside.push(c),
                            c => inside.extend(['\\', c]),
                        },
                        c => inside.push(c),
                    }
                }
            }
            '\\' => {
                let c = chars.next()?;
                word.get_or_insert_default().push(c);
            }
            ' ' | '\t' | '\r' | '\n' => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Some(words)
}

/// What `shlex.quote` gives.
fn quote_for_shell(s: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "@%+=:,./-_".contains(c);
    if !s.is_empty() && s.chars().all(plain) {
        return s.to_owned();
    }
    format!("'{}'", s.replace('\'', "'\"'\"'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_as_shlex_does() {
        assert_eq!(quote_for_shell("a-b.c"), "a-b.c");
        assert_eq!(quote_for_shell(""), "''");
        assert_eq!(quote_for_shell("a'b;c"), "'a'\"'\"'b;c'");
        let line = "git log 'a b;c' \"x \\\" \\y\" p\\ q ''";
        let words = split(line).unwrap_or_default();
        assert_eq!(words, ["git", "log", "a b;c", "x \" \\y", "p q", ""]);
        assert_eq!(split("it's"), None);
    }
}
