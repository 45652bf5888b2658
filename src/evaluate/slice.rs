//! Which statements of a function can matter: those about which something is asked, what their values are
//! made of, and what may turn a path away before them.
//!
//! Judged by names, never by values, and for more statements where names leave it open. Only where files are
//! checked among others; a judge follows all. What a statement holds is read by `pieces`. Called by `function`.

mod pieces;
mod places;

pub(super) use self::pieces::puts_in;
use self::pieces::{Form, Piece, Pieces, Word};
use super::counted::Counted;
use super::machine::{Machine, Scope};
use super::outline::{Name, name_of};
use super::value::{CodeId, FrameId};
use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::Ranged as _;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How often a function's statements are gone through until nothing new counts; one for which that is not
/// enough is followed whole.
const ROUNDS: usize = 24;

/// What is left out of a function's body, by where statements begin.
#[derive(Debug, Default)]
pub(super) struct Slice {
    left_out: FxHashSet<u32>,
    /// Returns whose values nobody asks about.
    bare: FxHashSet<u32>,
    /// Parameters that may reach what is asked about.
    asks: FxHashSet<Name>,
}

/// What of a function counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// It is entered for itself: what is asked about in it, not what it gives.
    Alone,
    /// It is called: all of it.
    Called,
    /// It is called, and nothing is asked about in it that is not when it is entered: what it gives.
    Quiet,
}

/// How much a variable or statement counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Level {
    #[default]
    No,
    /// It is read by what is followed.
    Read,
    /// What it holds may be asked about: checks of it count, too.
    Asked,
}

/// What counts of variables.
#[derive(Default)]
struct Needs {
    /// Variables, with all that is in them.
    whole: FxHashMap<Name, Level>,
    /// Variables of which some attribute is read.
    roots: FxHashMap<Name, Level>,
    /// Attributes of anything.
    attributes: FxHashMap<Name, Level>,
    /// Variables that only have to be there: something in them is changed, or they are called.
    held: FxHashMap<Name, Level>,
    changed: bool,
}

fn raise(map: &mut FxHashMap<Name, Level>, name: Name, level: Level) -> bool {
    let known = map.entry(name).or_default();
    let news = *known < level;
    *known = level.max(*known);
    news
}

impl Needs {
    fn whole(&self, name: Name) -> Level {
        self.whole.get(&name).copied().unwrap_or_default()
    }

    fn any(&self, name: Name) -> Level {
        let part = self.roots.get(&name).copied().unwrap_or_default();
        self.whole(name).max(part)
    }

    /// Of a variable, or of an attribute behind it.
    fn of(&self, root: Name, attribute: Option<Name>) -> Level {
        match attribute {
            Some(attribute) => {
                let part = self.attributes.get(&attribute).copied().unwrap_or_default();
                self.whole(root).max(part)
            }
            None => self.any(root),
        }
    }

    fn read(&mut self, words: &[Word], level: Level) {
        for word in words {
            self.changed |= match *word {
                Word::Uses(name) => raise(&mut self.whole, name, level),
                Word::Part(root, attribute) => {
                    raise(&mut self.roots, root, level)
                        | raise(&mut self.attributes, attribute, level)
                }
                Word::Holds(name) => raise(&mut self.held, name, level),
                _ => false,
            };
        }
    }
}

impl Slice {
    pub(super) fn leaves_out(&self, statement: &Stmt) -> bool {
        self.left_out.contains(&statement.range().start().to_u32())
    }

    pub(super) fn is_bare(&self, statement: &ast::StmtReturn) -> bool {
        self.bare.contains(&statement.range().start().to_u32())
    }

    /// Whether a parameter may reach what is asked about.
    pub(super) fn asks(&self, parameter: &str) -> bool {
        self.asks.contains(&name_of(parameter))
    }

    fn of(f: &ast::StmtFunctionDef, counted: &Counted, role: Role, wraps: bool) -> Option<Self> {
        let name = f.name.range.start().to_u32();
        let alone = role == Role::Alone && counted.spot(name).is_none();
        if counted.is_entire(name) {
            return None;
        }
        let mut pieces = Pieces::of(f, counted)?;
        if role == Role::Quiet {
            for piece in &mut pieces.all {
                piece.asked = piece.asked.filter(|_| piece.stays);
            }
        }
        // Of a function that may refuse what it is given, the refusal counts, too.
        pieces.refuses = role != Role::Alone && counted.raises(name);
        pieces.wraps = wraps && role == Role::Called;
        let mut levels = vec![Level::No; pieces.all.len()];
        let mut needs = Needs::default();
        for _ in 0..ROUNDS {
            needs.changed = false;
            pieces.settle(&mut needs, &mut levels, alone);
            if !needs.changed {
                let mut slice = Self::default();
                for (piece, level) in pieces.all.iter().zip(&levels) {
                    if *level == Level::No {
                        let kept = match piece.form {
                            Form::Return => &mut slice.bare,
                            _ => &mut slice.left_out,
                        };
                        kept.insert(piece.at);
                    }
                }
                let asks = pieces.parameters.iter().copied();
                slice.asks = asks.filter(|&p| needs.any(p) == Level::Asked).collect();
                return Some(slice);
            }
        }
        None
    }
}

impl Pieces {
    /// One time through all statements, from the last to the first.
    fn settle(&self, needs: &mut Needs, levels: &mut [Level], alone: bool) {
        let related = self.related(needs);
        for (at, piece) in self.all.iter().enumerate().rev() {
            let mut level = levels.get(at).copied().unwrap_or_default();
            let before = level;
            level = level.max(self.wanted(piece, needs, alone));
            if level == Level::No && self.turns_away(at, piece, &related, levels) {
                level = Level::Read;
            }
            if level == Level::No {
                continue;
            }
            if let Some(slot) = levels.get_mut(at) {
                *slot = level;
            }
            needs.changed |= level != before;
            needs.read(self.words(piece), level);
            // What it stands in is followed, too.
            if let Some(outer) = piece.inside
                && let Some(slot) = levels.get_mut(outer)
                && *slot == Level::No
            {
                *slot = Level::Read;
                needs.changed = true;
            }
        }
    }

    /// How much a statement counts by itself.
    fn wanted(&self, piece: &Piece, needs: &Needs, alone: bool) -> Level {
        let mut level = match piece.asked {
            Some(true) => Level::Asked,
            Some(false) => Level::Read,
            None => Level::No,
        };
        for word in self.words(piece) {
            match *word {
                Word::Binds(name) => {
                    let held = needs.held.get(&name).copied().unwrap_or_default();
                    level = level.max(needs.any(name)).max(held);
                    if !alone && self.elsewhere.contains(&name) {
                        level = Level::Asked;
                    }
                }
                Word::Puts(root, attribute) => {
                    level = level.max(needs.of(root, attribute));
                    if !alone {
                        level = Level::Asked;
                    }
                }
                Word::Handed(root, attribute) => {
                    let of = if self.locals.contains(&root) {
                        needs.of(root, attribute)
                    } else {
                        needs.whole(root)
                    };
                    if piece.form == Form::Call {
                        level = level.max(of);
                    } else if of == Level::Asked {
                        level = level.max(Level::Read);
                    }
                }
                _ => {}
            }
        }
        if !alone && (piece.yields || piece.changes || piece.form == Form::Return) {
            level = Level::Asked;
        }
        level
    }

    /// Variables that hold something made of what is asked about.
    fn related(&self, needs: &Needs) -> FxHashSet<Name> {
        let mut related: FxHashSet<Name> = FxHashSet::default();
        for map in [&needs.whole, &needs.attributes] {
            let asked = map.iter().filter(|(_, level)| **level == Level::Asked);
            related.extend(asked.map(|(name, _)| *name));
        }
        if self.refuses {
            related.extend(self.parameters.iter().copied());
        }
        for _ in 0..ROUNDS {
            let before = related.len();
            for piece in &self.all {
                let bound = self.words(piece).iter().filter_map(|word| match word {
                    Word::Binds(name) => Some(*name),
                    _ => None,
                });
                let mut bound = bound.peekable();
                if bound.peek().is_some() && self.reads_any(piece, &related) {
                    related.extend(bound);
                }
            }
            if related.len() == before {
                break;
            }
        }
        related
    }

    /// Whether a branch of a statement may end the path.
    fn ends_path(&self, at: usize) -> bool {
        self.leaves.contains(&at) || self.ends_in_call.contains(&at)
    }

    /// Whether a statement is followed once the `try` around it is.
    fn is_tried(&self, piece: &Piece, levels: &[Level]) -> bool {
        let mut at = piece.inside;
        for _ in 0..ROUNDS {
            let Some(outer) = at else { return true };
            if levels.get(outer).is_some_and(|l| *l != Level::No) {
                return true;
            }
            let outer = self.all.get(outer).filter(|o| o.form == Form::Try);
            let Some(outer) = outer else { return false };
            at = outer.inside;
        }
        false
    }

    /// Whether something is asked about what a handler around a statement catches.
    fn is_caught(&self, piece: &Piece, related: &FxHashSet<Name>) -> bool {
        let mut at = piece.inside;
        for _ in 0..ROUNDS {
            let Some(outer) = at.and_then(|outer| self.all.get(outer)) else {
                return false;
            };
            let binds = |word: &Word| matches!(word, Word::Binds(name) if related.contains(name));
            if outer.form == Form::Try && self.words(outer).iter().any(binds) {
                return true;
            }
            at = outer.inside;
        }
        false
    }

    /// Whether a statement may end a path because of what is asked about, or because of what can be decided.
    fn turns_away(
        &self,
        at: usize,
        piece: &Piece,
        related: &FxHashSet<Name>,
        levels: &[Level],
    ) -> bool {
        let followed = piece
            .inside
            .is_none_or(|outer| levels.get(outer).is_some_and(|l| *l != Level::No));
        match piece.form {
            Form::Exit => followed,
            _ if followed && self.ways_out.contains(&at) => true,
            Form::Call
                if piece.turns
                    && (self.reads_any(piece, related) || self.is_caught(piece, related)) =>
            {
                followed || self.is_tried(piece, levels)
            }
            // A call at the end of a branch may be one that never comes back.
            Form::Call if piece.last && followed => {
                let outer = piece.inside.and_then(|outer| self.all.get(outer));
                outer.is_some_and(|o| {
                    o.form == Form::If && (self.wraps || self.reads_any(o, related))
                })
            }
            Form::If if self.wraps && followed && self.ends_path(at) => true,
            Form::If if self.leaves.contains(&at) => {
                let computed =
                    |word: &Word| matches!(word, Word::Uses(name) if self.computed.contains(name));
                let decided = || !self.words(piece).iter().any(computed);
                self.reads_any(piece, related) || (followed && !piece.calls && decided())
            }
            Form::If if self.ends_in_call.contains(&at) => self.reads_any(piece, related),
            Form::Loop if self.leaves.contains(&at) => self.reads_any(piece, related),
            _ => false,
        }
    }
}

impl Machine<'_, '_> {
    /// What is left out of the function that is being followed.
    pub(super) fn slice(
        &mut self,
        code: CodeId,
        f: &ast::StmtFunctionDef,
        closure: FrameId,
        role: Role,
    ) -> Option<Arc<Slice>> {
        let relevance = self.relevance?;
        let counted = relevance.counted(self.frame(closure).base)?;
        if let Some(known) = self.slices.get(&(code, role)) {
            return known.clone();
        }
        let wraps = self.frame(closure).scope == Scope::Function;
        let slice = Slice::of(f, counted, role, wraps).map(Arc::new);
        self.slices.insert((code, role), slice.clone());
        slice
    }

    /// Whether a statement cannot matter; what it might raise is still caught.
    pub(super) fn leaves_out(&mut self, statement: &Stmt) -> bool {
        let Some(slice) = &self.slice else {
            return false;
        };
        if !slice.leaves_out(statement) {
            return false;
        }
        if self.catches.len() > 1 {
            self.may_raise(None, self.span_of(statement));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    /// The lines that are left out of the first function of a piece of code, when something is asked about what
    /// the lines hold that are marked with `# asked`.
    fn left_out(code: &str, role: Role) -> Vec<u32> {
        let source = Source::new("a.py", code);
        let program = crate::python::parse(&source);
        let mut counted = Counted::default();
        for (at, _) in code.match_indices("# asked") {
            let line = code.get(..at).unwrap().rfind('\n').map_or(0, |end| end + 1);
            let blank = code.get(line..).unwrap();
            let start = line + blank.len() - blank.trim_start().len();
            counted.add_spot(u32::try_from(start).unwrap(), true);
        }
        counted.settle();
        let Some(Stmt::FunctionDef(f)) = program.tree().body.first() else {
            panic!("no function");
        };
        let slice = Slice::of(f, &counted, role, false).unwrap();
        let mut lines: Vec<u32> = slice
            .left_out
            .iter()
            .map(|&at| source.line_of(at))
            .collect();
        lines.sort_unstable();
        lines
    }

    #[test]
    fn what_nothing_asks_about_is_left_out() {
        let code = "
def f(a, b):
    x = a + 1
    y = b.strip()
    log(y)
    x += 2
    for z in y:
        count(z)
    run(x)  # asked
    return y
";
        assert_eq!(left_out(code, Role::Alone), [4, 5, 7, 8]);
        // Of one that is called, what it gives counts, too.
        assert_eq!(left_out(code, Role::Called), [7, 8]);
        assert_eq!(left_out(code, Role::Quiet), [3, 6, 7, 8, 9]);
    }

    #[test]
    fn checks_of_what_is_asked_about_stay() {
        let code = "
def f(name, other):
    good = name.isalnum()
    size = other.count()
    if size:
        return None
    if not good:
        return None
    validate(name)
    run(name)  # asked
";
        assert_eq!(left_out(code, Role::Alone), [4, 5]);
    }

    #[test]
    fn a_loop_that_is_followed_can_be_left() {
        let code = "
def f(queue):
    while True:
        data = queue.get()
        if data:
            break
    run(data)  # asked
";
        assert_eq!(left_out(code, Role::Alone), Vec::<u32>::new());
    }

    #[test]
    fn what_is_changed_in_an_object_counts_where_it_is_read() {
        let code = "
def f(self, cmd):
    self.cmd = cmd
    self.size = 3
    self.words.append(cmd)
    run(self.cmd)  # asked
";
        assert_eq!(left_out(code, Role::Alone), [4]);
        assert_eq!(left_out(code, Role::Called), Vec::<u32>::new());
    }
}
