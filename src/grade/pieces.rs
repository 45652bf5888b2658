//! A program as frames with the bodies of its functions, and the calls that went through some of them.
//!
//! A call that was made of one program goes the same way in another when both have the same files, those that it
//! went into have the same frames, and the functions that it went into the same bodies: what is different was not
//! looked at. Most wrong answers, and most answers written differently, differ from others in one function. Called
//! by `case`.

mod outline;

use super::case::{Asked, Run};
use crate::analyze::Report;
use crate::attack::Setup;
use crate::text::{Part, Span, is_bundle, parts};
use outline::{Told, outline};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Stmt, StmtFunctionDef};
use ruff_text_size::Ranged;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

/// How many worlds are told apart at once.
const WORLDS: usize = 8;
/// What stands in a frame for a body.
const HOLE: char = '\0';

/// A program taken apart.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    files: Vec<File>,
}

/// One file of it.
#[derive(Debug)]
struct File {
    name: String,
    /// Where it begins.
    base: u32,
    /// The text without the bodies.
    frame: Text,
    /// Of each function with a body of its own: where it stands, and the body.
    functions: Vec<(Span, Text)>,
    /// What is asked of every file before any is followed.
    told: Vec<Told>,
}

/// A text that is mostly compared with others that are nearly the same.
#[derive(Debug, Clone)]
struct Text {
    hash: u64,
    text: Arc<str>,
}

impl Text {
    fn new(text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        Self {
            hash: hasher.finish(),
            text: text.into(),
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && self.text == other.text
    }
}

impl Pieces {
    pub(super) fn of(report: &Report, stage: &str) -> Self {
        let text = report.source.text();
        let bundle = if is_bundle(text) {
            parts(text)
        } else {
            Vec::new()
        };
        let whole = Part {
            name: "",
            text,
            base: 0,
        };
        let files = report.programs.iter().map(|(base, program)| {
            let part = bundle.iter().find(|part| part.base == *base);
            let body = &program.tree().body;
            File::of(part.unwrap_or(&whole), body, outline(body, stage))
        });
        Self {
            files: files.collect(),
        }
    }

    /// Whether another program can have some of them and not all.
    pub(super) fn are_several(&self) -> bool {
        let functions = self.files.iter().map(|file| file.functions.len());
        self.files.len() + functions.sum::<usize>() > 2
    }

    /// What every call asks of all files: what each is called, and what it says of the call's names.
    fn asked_of_all(&self, call: &str) -> Vec<(&str, Vec<&str>)> {
        self.files
            .iter()
            .map(|file| {
                let told = file.told.iter().filter(|told| told.matters(call));
                (file.name.as_str(), told.map(Told::text).collect())
            })
            .collect()
    }
}

impl File {
    fn of(part: &Part<'_>, body: &[Stmt], told: Vec<Told>) -> Self {
        let mut found = Vec::new();
        bodies(body, &mut found);
        let (mut frame, mut functions, mut at) = (String::new(), Vec::new(), 0);
        for (whole, body) in found {
            let (start, end) = (body.start as usize, body.end as usize);
            if let (Some(before), Some(body)) =
                (part.text.get(at..start), part.text.get(start..end))
            {
                frame.push_str(before);
                frame.push(HOLE);
                let place = Span::new(part.base + whole.start, part.base + whole.end);
                functions.push((place, Text::new(body)));
                at = end;
            }
        }
        frame.push_str(part.text.get(at..).unwrap_or_default());
        Self {
            name: part.name.to_owned(),
            base: part.base,
            frame: Text::new(&frame),
            functions,
            told,
        }
    }

    /// The functions at these places, each with its body.
    fn at(&self, places: &[Span]) -> BTreeMap<usize, Text> {
        let all = self.functions.iter().enumerate();
        let read = all.filter(|(_, (whole, _))| places.iter().any(|place| whole.contains(*place)));
        read.map(|(number, (_, body))| (number, body.clone()))
            .collect()
    }

    fn has(&self, frame: &Text, bodies: &BTreeMap<usize, Text>) -> bool {
        self.frame == *frame
            && bodies.iter().all(|(number, body)| {
                let own = self.functions.get(*number);
                own.is_some_and(|(_, own)| own == body)
            })
    }
}

/// The functions of a body and of the classes in it: where each stands, and where its body does.
fn bodies(body: &[Stmt], found: &mut Vec<(Span, Span)>) {
    let place =
        |range: ruff_text_size::TextRange| Span::new(range.start().to_u32(), range.end().to_u32());
    for statement in body {
        match statement {
            Stmt::FunctionDef(function) if !imports(function) => {
                if let [first, .., last] | [first @ last] = function.body.as_slice() {
                    let inside = first.range().cover(last.range());
                    found.push((place(function.range()), place(inside)));
                }
            }
            Stmt::ClassDef(class) => bodies(&class.body, found),
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
pub(super) struct Calls {
    made: Mutex<BTreeMap<String, Vec<Made>>>,
    /// The first worlds that they were made in, each once.
    worlds: Mutex<Vec<Arc<Setup>>>,
}

#[derive(Debug)]
struct Made {
    asked: Asked,
    /// The world, without the program's own text.
    world: Arc<Setup>,
    /// What was asked of all files.
    told: Vec<(String, Vec<String>)>,
    /// The files that it went into: number, frame, and the functions in it.
    files: Vec<(usize, Text, BTreeMap<usize, Text>)>,
    run: Arc<Run>,
}

impl Made {
    /// Whether it goes the same way in another program, of which is told what is asked of all files.
    fn fits(&self, pieces: &Pieces, told: &[(&str, Vec<&str>)]) -> bool {
        self.files.iter().all(|(number, frame, bodies)| {
            let file = pieces.files.get(*number);
            file.is_some_and(|file| file.has(frame, bodies))
        }) && self.told.len() == told.len()
            && self
                .told
                .iter()
                .zip(told)
                .all(|(own, other)| own.0 == other.0 && own.1 == other.1)
    }
}

impl Calls {
    /// A world as it is shared by all that is called in it.
    pub(super) fn world(&self, world: Setup) -> Arc<Setup> {
        let mut worlds = self.worlds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = worlds.iter().find(|known| ***known == world) {
            return Arc::clone(known);
        }
        let new = Arc::new(world);
        if worlds.len() < WORLDS {
            worlds.push(Arc::clone(&new));
        }
        new
    }

    /// A call that went the way that this one will go.
    pub(super) fn find(
        &self,
        asked: &Asked,
        world: &Arc<Setup>,
        pieces: &Pieces,
    ) -> Option<Arc<Run>> {
        let told = pieces.asked_of_all(asked.call());
        let all = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let made = all.get(asked.call())?.iter().find(|made| {
            made.asked.answers(asked)
                && made.fits(pieces, &told)
                && (Arc::ptr_eq(&made.world, world) || made.world == *world)
        })?;
        Some(Arc::clone(&made.run))
    }

    /// Remembers a call of which all is known: what is not known may be told by its place in this program.
    pub(super) fn keep(&self, asked: &Asked, world: &Arc<Setup>, pieces: &Pieces, run: &Arc<Run>) {
        if !run.is_known() {
            return;
        }
        let told = pieces.asked_of_all(asked.call()).into_iter();
        let told = told.map(|(name, told)| {
            let told = told.into_iter().map(str::to_owned);
            (name.to_owned(), told.collect())
        });
        let files = pieces.files.iter().enumerate();
        let followed = files.filter(|(_, file)| run.outcome.files.contains(&file.base));
        let followed = followed.map(|(number, file)| {
            let bodies = file.at(&run.outcome.read);
            (number, file.frame.clone(), bodies)
        });
        let made = Made {
            asked: asked.clone(),
            world: Arc::clone(world),
            told: told.collect(),
            files: followed.collect(),
            run: Arc::clone(run),
        };
        let mut all = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(asked.call().to_owned()).or_default().push(made);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::analyze;
    use crate::rules::Rulebook;
    use crate::text::{Source, bundle};

    fn pieces(text: &str) -> Pieces {
        let source = Source::new("a.py", text);
        Pieces::of(&analyze(&source, &Rulebook::default(), &[]), "")
    }

    const TWO: &str = "import os\n\n\ndef first(a):\n    return a\n\n\nclass C:\n    x = 1\n\n    def second(self):\n        return 2\n";

    #[test]
    fn a_program_is_taken_apart_at_its_functions() {
        let pieces = pieces(TWO);
        assert!(pieces.are_several());
        let [file] = pieces.files.as_slice() else {
            panic!("one file");
        };
        let bodies: Vec<&str> = file.functions.iter().map(|(_, b)| &*b.text).collect();
        assert_eq!(bodies, ["return a", "return 2"]);
        assert_eq!(
            *file.frame.text,
            *TWO.replace("return a", "\0").replace("return 2", "\0")
        );
    }

    /// A call of `first` in `text` that went into the file `followed`.
    fn made(text: &str, followed: usize) -> Made {
        let pieces = pieces(text);
        let place = u32::try_from(text.find("first").unwrap()).unwrap();
        let file = &pieces.files[followed];
        let bodies = file.at(&[Span::new(place, place + 5)]);
        let told = pieces.asked_of_all("first(1)").into_iter();
        Made {
            asked: Asked::default(),
            world: Arc::default(),
            told: told
                .map(|(name, told)| (name.into(), told.iter().map(ToString::to_string).collect()))
                .collect(),
            files: vec![(followed, file.frame.clone(), bodies)],
            run: Arc::default(),
        }
    }

    fn fits(made: &Made, text: &str) -> bool {
        let pieces = pieces(text);
        made.fits(&pieces, &pieces.asked_of_all("first(1)"))
    }

    #[test]
    fn only_what_was_read_has_to_be_the_same() {
        let one = made(TWO, 0);
        assert!(fits(&one, TWO));
        assert!(fits(
            &one,
            &TWO.replace("return 2", "return 3\n        return 4")
        ));
        assert!(!fits(&one, &TWO.replace("return a", "return 'a'")));
        assert!(!fits(&one, &TWO.replace("x = 1", "x = 2")));
        assert!(!fits(&one, &TWO.replace("return 2", "import os")));
    }

    #[test]
    fn of_other_files_counts_what_they_say_of_the_call() {
        let other = "X = 1\n\n\ndef helper():\n    return 1\n";
        let with = |other: &str| bundle([("a.py", TWO), ("b.py", other)]);
        let one = made(&with(other), 0);
        assert!(fits(&one, &with(other)));
        assert!(fits(&one, &with("import sys\nX = 2\n")));
        assert!(!fits(&one, &with("def first(a):\n    return 2\n")));
        assert!(!fits(&one, &with("if X:\n    first = 2\n")));
        assert!(!fits(&one, &bundle([("a.py", TWO), ("c.py", other)])));
        assert!(!fits(&one, TWO));
    }
}
