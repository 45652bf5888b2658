//! The parsed files that stay between the analyses of a project, so that those who import the same file parse
//! it once.
//!
//! Knows no project: files are numbers. Called by `project`.

use crate::python::Program;
use std::sync::Arc;

/// How many bytes of source stay parsed. A tree takes some twenty times its text.
const KEPT: usize = 6 << 20;

/// A parsed file.
#[derive(Debug)]
struct Tree {
    file: usize,
    program: Arc<Program>,
    /// The one with the least worth goes first: what is asked for often stays, unless that was long ago.
    worth: u64,
}

/// The files that were asked for often, or last.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The latest last.
    trees: Vec<Tree>,
    bytes: usize,
    /// The worth of what went last.
    age: u64,
}

impl Kept {
    /// The file with this number, when it is here; `asked`: how often it was asked for so far.
    pub(super) fn get(&mut self, file: usize, asked: u64) -> Option<Arc<Program>> {
        let at = self.trees.iter().position(|tree| tree.file == file)?;
        let mut tree = self.trees.remove(at);
        tree.worth = self.age.saturating_add(asked);
        let program = Arc::clone(&tree.program);
        self.trees.push(tree);
        Some(program)
    }

    /// Keeps a file, and gives those that have to go: a tree takes its time to drop, and nobody needs to wait
    /// for it.
    pub(super) fn add(
        &mut self,
        file: usize,
        program: &Arc<Program>,
        asked: u64,
    ) -> Vec<Arc<Program>> {
        self.bytes += program.source().text().len();
        self.trees.push(Tree {
            file,
            program: Arc::clone(program),
            worth: self.age.saturating_add(asked),
        });
        let mut dropped = Vec::new();
        while self.bytes > KEPT
            && let Some(at) = self.least()
        {
            let tree = self.trees.remove(at);
            self.age = tree.worth;
            let length = tree.program.source().text().len();
            self.bytes = self.bytes.saturating_sub(length);
            dropped.push(tree.program);
        }
        dropped
    }

    /// The place of the file that goes next: of equal ones the oldest.
    fn least(&self) -> Option<usize> {
        let all = self.trees.iter().enumerate();
        all.min_by_key(|(_, tree)| tree.worth).map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn what_is_asked_for_often_stays() {
        let mut kept = Kept::default();
        let text = format!("#{}\n", "x".repeat(KEPT / 4));
        let program = Arc::new(crate::python::parse(&Source::new("m.py", text)));
        assert!(kept.add(0, &program, 1).is_empty());
        assert!(kept.get(0, 2).is_some());
        for file in 1..5 {
            kept.add(file, &program, 1);
        }
        assert!(kept.get(0, 3).is_some());
        assert!(kept.get(1, 2).is_none());
        assert!(kept.get(4, 2).is_some());
        // What nobody asks for any more goes in the end.
        for file in 5..30 {
            kept.add(file, &program, 1);
        }
        assert!(kept.get(0, 4).is_none());
    }
}
