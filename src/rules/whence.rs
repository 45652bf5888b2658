//! Of which calls rules ask where the data came from that they are given, and of which only what that is: to
//! follow data back costs more than all else that is recorded of a call.
//!
//! Judges nothing. Called through `Whence` by the evaluator.

use super::condition::{Asked, Condition, holds};
use super::index::Section;
use super::{Call, Rulebook, Sink};
use crate::evaluate::{Argument, View};

/// Whether some rule asks it of this call; nothing where that depends on what the call is given.
pub(super) fn of_call(book: &Rulebook, callee: &str, method: bool) -> Option<bool> {
    if book.index.settles(callee) {
        return Some(true);
    }
    let mut depends = false;
    for section in sections(book, callee, method) {
        depends = true;
        let (when, unless) = section.conditions();
        let tells = when.iter().chain(unless).any(|c| !c.asks_whence());
        if !tells {
            return Some(true);
        }
    }
    if depends { None } else { Some(false) }
}

/// Whether some rule asks it of this call, which is given this.
pub(super) fn of_given(
    book: &Rulebook,
    callee: &str,
    receiver: Option<&View>,
    arguments: &[Argument],
) -> bool {
    let asked = Asked {
        arguments,
        receiver,
        value: None,
        bases: &book.knowledge.bases,
    };
    sections(book, callee, receiver.is_some()).any(|section| !section.is_silent(&asked))
}

/// A section about a call.
enum About<'b> {
    Sink(&'b Sink),
    Call(&'b Call),
}

fn sections<'b>(
    book: &'b Rulebook,
    callee: &'b str,
    method: bool,
) -> impl Iterator<Item = About<'b>> {
    let sections = book.index.calls(callee, method);
    sections.filter_map(|section| match section {
        Section::Sink((at, section)) => {
            let sink = book.rules.get(at)?.sinks.get(section)?;
            Some(About::Sink(sink))
        }
        Section::Call((at, section)) => {
            let call = book.rules.get(at)?.calls.get(section)?;
            Some(About::Call(call))
        }
    })
}

impl About<'_> {
    fn conditions(&self) -> (&[Condition], &[Condition]) {
        match self {
            Self::Sink(sink) => (&sink.when, &sink.unless),
            Self::Call(call) => (&call.when, &call.unless),
        }
    }

    /// Whether it says nothing of a call, wherever its data came from.
    fn is_silent(&self, asked: &Asked<'_>) -> bool {
        let (when, unless) = self.conditions();
        let tells = |condition: &&Condition| !condition.asks_whence();
        when.iter()
            .filter(tells)
            .any(|condition| holds(condition, asked, false) == Some(false))
            || unless
                .iter()
                .filter(tells)
                .any(|condition| holds(condition, asked, true) == Some(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;
    use crate::rules::index::Index;

    const RULE: &str = r#"
id = "slow"
message = "m"
severity = "low"
confidence = "low"
what = "w"
why = "y"
instead = "i"
bad = "b"
good = "g"
[[sink]]
call = ["a.find"]
position = 1
purpose = "p"
say = "s"
when = [{ position = 0, is = ["'bad'"] }]
[[sink]]
call = ["a.open"]
position = 0
purpose = "p"
say = "s"
when = [{ position = 0, untrusted = true }]
"#;

    fn text(position: u32, known: &str) -> Argument {
        Argument {
            name: None,
            position: Some(position),
            value: View {
                kind: Some("str".into()),
                known: Some(known.into()),
                ..View::default()
            },
            span: crate::text::Span::default(),
        }
    }

    #[test]
    fn what_is_given_may_tell_that_nobody_asks() {
        let rules = vec![toml::from_str::<Rule>(RULE).unwrap()];
        let book = Rulebook {
            index: Index::of(&rules),
            rules,
            ..Rulebook::default()
        };
        assert_eq!(of_call(&book, "a.find", false), None);
        assert_eq!(of_call(&book, "a.open", false), Some(true));
        assert_eq!(of_call(&book, "a.other", false), Some(false));
        let given = |known: &str| of_given(&book, "a.find", None, &[text(0, known), text(1, "x")]);
        assert!(given("bad"));
        assert!(!given("good"));
        // What nobody knows may be bad.
        let mut open = text(0, "");
        open.value = View::default();
        assert!(of_given(&book, "a.find", None, &[open]));
    }
}
