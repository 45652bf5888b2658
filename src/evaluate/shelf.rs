//! The files of a project as far as they were parsed: whole, or statement by statement.
//!
//! Follows nothing. Called by `project` and by whoever begins an analysis.

use super::demand::Index;
use super::kept::{Kept, Key, Tree, WHOLE};
use super::project::{Module, Project};
use crate::python::{Piece, Program, parse, parse_again};
use crate::text::Span;
use ruff_python_ast::Stmt;
use std::cell::OnceCell;
use std::sync::{Arc, MutexGuard, PoisonError};

/// What one analysis has asked for of the files: it lives as long as that does.
#[derive(Debug)]
pub(super) struct Shelf<'p> {
    pub(super) project: &'p Project,
    files: Vec<Shelved>,
}

/// A statement, once somebody has asked for it.
type Slot = OnceCell<Option<Arc<Piece>>>;

/// A file as far as it was parsed.
#[derive(Debug, Default)]
struct Shelved {
    whole: OnceCell<Arc<Program>>,
    /// Its statements one by one; none for one that has to be read with the others.
    pieces: OnceCell<Box<[Slot]>>,
}

impl<'p> Shelf<'p> {
    pub(super) fn new(project: &'p Project) -> Self {
        Self {
            project,
            files: project.modules.iter().map(|_| Shelved::default()).collect(),
        }
    }

    /// The parsed file with this number.
    pub(super) fn program(&self, file: usize) -> Option<&Arc<Program>> {
        let module = self.project.modules.get(file)?;
        let shelved = self.files.get(file)?;
        Some(
            shelved
                .whole
                .get_or_init(|| self.project.parsed(file, module)),
        )
    }

    /// A statement of the body of the file with this number.
    pub(super) fn statement(&self, file: usize, at: u32) -> Option<&Stmt> {
        self.piece(file, at)
            .or_else(|| self.program(file)?.tree().body.get(at as usize))
    }

    /// The same, parsed without the rest of the file, where nobody has asked for that.
    fn piece(&self, file: usize, at: u32) -> Option<&Stmt> {
        let index = self.index(file).filter(|index| index.apart())?;
        let shelved = self.files.get(file)?;
        if shelved.pieces.get().is_none()
            && shelved.whole.get().is_none()
            && let Some(program) = self.project.held(file)
        {
            let _ = shelved.whole.set(program);
        }
        if shelved.whole.get().is_some() {
            return None;
        }
        let pieces = shelved
            .pieces
            .get_or_init(|| (0..index.len()).map(|_| OnceCell::new()).collect());
        let piece = pieces.get(at as usize)?.get_or_init(|| {
            let span = index.span(at)?;
            self.project.piece(file, at, span)
        });
        piece.as_deref().map(Piece::statement)
    }

    /// Which statements of the file with this number are about which names.
    pub(super) fn index(&self, file: usize) -> Option<&'p Arc<Index>> {
        let module = self.project.modules.get(file)?;
        if let Some(index) = module.index.get() {
            return Some(index);
        }
        if let Some(lent) = &module.lent {
            return Some(lent.index());
        }
        let program = self.program(file)?;
        Some(module.indexed(program, false))
    }
}

impl Project {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file, parsed now or not long ago.
    fn parsed(&self, file: usize, module: &Module) -> Arc<Program> {
        if let Some(lent) = &module.lent {
            return lent.program();
        }
        if let Some(program) = self.held(file) {
            return program;
        }
        self.parsed_anew(file, module)
    }

    /// The file, parsed now and kept for whoever asks next.
    pub(super) fn parsed_anew(&self, file: usize, module: &Module) -> Arc<Program> {
        // Of one that nests too deep nothing is known.
        let before = module.index.get().is_some_and(|index| index.len() > 0);
        let program = Arc::new(if before {
            parse_again(&module.source)
        } else {
            parse(&module.source)
        });
        self.keep_program(file, &program);
        program
    }

    /// Keeps a file that somebody has parsed.
    pub(super) fn keep_program(&self, file: usize, program: &Arc<Program>) {
        let tree = Tree::Whole(Arc::clone(program));
        self.keep((file, WHOLE), tree, program.source().text().len());
    }

    /// The same of the first files of a project.
    pub(super) fn keep_programs(&self, programs: &[(u32, Arc<Program>)]) {
        for (file, (_, program)) in programs.iter().enumerate() {
            self.keep_program(file, program);
        }
    }

    /// The whole file, when it was parsed not long ago.
    fn held(&self, file: usize) -> Option<Arc<Program>> {
        match self.kept().get((file, WHOLE))? {
            Tree::Whole(program) => Some(program),
            Tree::Piece(_) => None,
        }
    }

    /// One statement of the file, parsed now or not long ago.
    fn piece(&self, file: usize, at: u32, span: Span) -> Option<Arc<Piece>> {
        if let Some(Tree::Piece(piece)) = self.kept().get((file, at)) {
            return Some(piece);
        }
        let module = self.modules.get(file)?;
        let piece = Arc::new(crate::python::piece(&module.source, span)?);
        let length = span.end.saturating_sub(span.start) as usize;
        self.keep((file, at), Tree::Piece(Arc::clone(&piece)), length);
        Some(piece)
    }

    /// Keeps what was parsed from so many bytes for whoever asks next.
    fn keep(&self, key: Key, tree: Tree, length: usize) {
        let dropped = self.kept().add(key, tree, length);
        // Behind the lock: it takes its time.
        drop(dropped);
    }
}
