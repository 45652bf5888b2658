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
            ("split", Kind::Str(s)) if plain(&s) => {
                let words: Vec<Val> = s.split_whitespace().map(|w| self.text(w, span)).collect();
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
}

/// Whether text has no quotes, backslashes or comments: white space alone parts its words.
fn plain(s: &str) -> bool {
    !s.contains(['\'', '"', '\\', '#'])
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
    }
}
