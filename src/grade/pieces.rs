//! A program as a frame with the bodies of its functions, and the calls that went through some of them.
//!
//! A call that was made of one program goes the same way in another when both have the same frame and the same
//! bodies of those functions that it went into: what is different was not looked at. Most wrong answers, and most
//! answers written differently, differ from others in one function. Called by `case`.

use super::case::{Asked, Run};
use crate::analyze::Report;
use crate::attack::Setup;
use crate::text::Span;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Stmt, StmtFunctionDef};
use ruff_text_size::Ranged;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What stands in a frame for a body.
const HOLE: char = '\0';

/// A program taken apart.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// The text without the bodies.
    frame: String,
    /// Of each function with a body of its own: where it stands, and the body.
    functions: Vec<(Span, String)>,
}

impl Pieces {
    pub(super) fn of(report: &Report) -> Self {
        let text = report.source.text();
        let mut found = Vec::new();
        for (base, program) in &report.programs {
            bodies(&program.tree().body, *base, &mut found);
        }
        let mut pieces = Self::default();
        let mut at = 0;
        for (whole, body) in found {
            let (start, end) = (body.start as usize, body.end as usize);
            if let (Some(before), Some(body)) = (text.get(at..start), text.get(start..end)) {
                pieces.frame.push_str(before);
                pieces.frame.push(HOLE);
                pieces.functions.push((whole, body.to_owned()));
                at = end;
            }
        }
        pieces.frame.push_str(text.get(at..).unwrap_or_default());
        pieces
    }

    /// Whether another program can have some of them and not all.
    pub(super) fn are_several(&self) -> bool {
        self.functions.len() > 1
    }

    /// The functions at these places, each with its body.
    fn at(&self, places: &[Span]) -> BTreeMap<usize, String> {
        let all = self.functions.iter().enumerate();
        let read = all.filter(|(_, (whole, _))| places.iter().any(|place| whole.contains(*place)));
        read.map(|(number, (_, body))| (number, body.clone()))
            .collect()
    }

    fn has(&self, frame: &str, bodies: &BTreeMap<usize, String>) -> bool {
        bodies.iter().all(|(number, body)| {
            let own = self.functions.get(*number);
            own.is_some_and(|(_, own)| own == body)
        }) && self.frame == frame
    }
}

/// The functions of a body and of the classes in it: where each stands, and where its body does.
fn bodies(body: &[Stmt], base: u32, found: &mut Vec<(Span, Span)>) {
    let place = |range: ruff_text_size::TextRange| {
        Span::new(base + range.start().to_u32(), base + range.end().to_u32())
    };
    for statement in body {
        match statement {
            Stmt::FunctionDef(function) if !imports(function) => {
                if let [first, .., last] | [first @ last] = function.body.as_slice() {
                    let inside = first.range().cover(last.range());
                    found.push((place(function.range()), place(inside)));
                }
            }
            Stmt::ClassDef(class) => bodies(&class.body, base, found),
            _ => {}
        }
    }
}

/// Whether a function brings something in: what it names is looked up for the whole program.
fn imports(function: &StmtFunctionDef) -> bool {
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_stmt(&mut self, statement: &'a Stmt) {
            self.0 |= matches!(statement, Stmt::Import(_) | Stmt::ImportFrom(_));
            visitor::walk_stmt(self, statement);
        }
    }
    let mut search = Search(false);
    search.visit_body(&function.body);
    search.0
}

/// Calls that were made of programs, by their text.
#[derive(Debug, Default)]
pub(super) struct Calls(Mutex<BTreeMap<String, Vec<Made>>>);

#[derive(Debug)]
struct Made {
    asked: Asked,
    /// The world, without the program's own text.
    world: Arc<Setup>,
    frame: String,
    /// The functions that it went into.
    bodies: BTreeMap<usize, String>,
    run: Arc<Run>,
}

impl Calls {
    /// A call that went the way that this one will go.
    pub(super) fn find(&self, asked: &Asked, world: &Setup, pieces: &Pieces) -> Option<Arc<Run>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = all.get(asked.call())?.iter().find(|made| {
            made.asked.answers(asked)
                && pieces.has(&made.frame, &made.bodies)
                && *made.world == *world
        })?;
        Some(Arc::clone(&made.run))
    }

    /// Remembers a call of which all is known: what is not known may be told by its place in this program.
    pub(super) fn keep(&self, asked: &Asked, world: &Arc<Setup>, pieces: &Pieces, run: &Arc<Run>) {
        if !run.is_known() {
            return;
        }
        let made = Made {
            asked: asked.clone(),
            world: Arc::clone(world),
            frame: pieces.frame.clone(),
            bodies: pieces.at(&run.outcome.read),
            run: Arc::clone(run),
        };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(asked.call().to_owned()).or_default().push(made);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::analyze;
    use crate::rules::Rulebook;
    use crate::text::Source;

    fn pieces(text: &str) -> Pieces {
        Pieces::of(&analyze(
            &Source::new("a.py", text),
            &Rulebook::default(),
            &[],
        ))
    }

    const TWO: &str = "import os\n\n\ndef first(a):\n    return a\n\n\nclass C:\n    x = 1\n\n    def second(self):\n        return 2\n";

    #[test]
    fn a_program_is_taken_apart_at_its_functions() {
        let pieces = pieces(TWO);
        assert!(pieces.are_several());
        let bodies: Vec<&str> = pieces.functions.iter().map(|(_, b)| b.as_str()).collect();
        assert_eq!(bodies, ["return a", "return 2"]);
        assert_eq!(
            pieces.frame,
            TWO.replace("return a", "\0").replace("return 2", "\0")
        );
    }

    #[test]
    fn only_what_was_read_has_to_be_the_same() {
        let one = pieces(TWO);
        let place = u32::try_from(TWO.find("first").unwrap()).unwrap();
        let read = one.at(&[Span::new(place, place + 5)]);
        assert_eq!(read.len(), 1);
        let same = |text: &str| pieces(text).has(&one.frame, &read);
        assert!(same(TWO));
        assert!(same(&TWO.replace("return 2", "return 3\n        return 4")));
        assert!(!same(&TWO.replace("return a", "return 'a'")));
        assert!(!same(&TWO.replace("x = 1", "x = 2")));
        assert!(!same(&TWO.replace("return 2", "import os")));
    }
}
