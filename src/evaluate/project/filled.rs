//! What other files put into the variables of one that is read.
//!
//! Which statements do is told beforehand by `relevance`. Called by `project`.

use crate::evaluate::machine::Machine;
use crate::evaluate::outline::name_of;
use crate::evaluate::value::FrameId;
use ruff_python_ast::Stmt;

/// A statement of a module: its scope, its number and itself.
pub(super) type Piece<'a> = (FrameId, u32, &'a Stmt);

impl<'a> Machine<'a, '_> {
    /// The statements of other modules that put something into a variable of this one and have not been followed yet.
    /// They count as followed from now on.
    pub(super) fn put_from_elsewhere(&mut self, frame: FrameId, name: &str) -> Vec<Piece<'a>> {
        let Some(relevance) = self.relevance.filter(|_| self.world.is_none()) else {
            return Vec::new();
        };
        let of = self.modules.as_ref().and_then(|m| m.bodies.get(&frame));
        let Some(file) = of.map(|body| body.file) else {
            return Vec::new();
        };
        let mut pieces = Vec::new();
        for &(other, begins) in relevance.fillers(file, name_of(name)) {
            // The file under analysis is followed in its order.
            let home = self.modules.as_ref().is_none_or(|m| m.main == other);
            let Some(frame) = self.frame_of_file(other).filter(|_| !home) else {
                continue;
            };
            let Some(modules) = self.modules.as_mut() else {
                continue;
            };
            let body = modules.bodies.get_mut(&frame);
            if let Some(at) = body.and_then(|body| body.take_at(begins))
                && let Some(statement) = modules.shelf.statement(other, at)
            {
                pieces.push((frame, at, statement));
            }
        }
        pieces
    }
}
