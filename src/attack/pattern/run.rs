//! Running a pattern: a list of instructions, a stack of ways not taken, a counter.
//!
//! Called by `pattern`.

use super::parse::{Class, Flags, Item, Node, Place};

/// The most instructions of one pattern.
const MOST: usize = 6_000;
/// The most parts that are compiled, copies counted: repetitions of what reads nothing make no instructions.
const PARTS: usize = 100_000;
/// The most ways that wait at once.
const WAITING: usize = 400_000;

/// Which of Python's functions runs the pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// `re.match`: at the beginning.
    Match,
    /// `re.fullmatch`: from the beginning to the end.
    Full,
    /// `re.search` and those that look everywhere.
    Search,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The steps that were taken.
    pub steps: u64,
    /// Where the match begins and ends, in characters; `None` when there is none or the limit came.
    pub found: Option<(usize, usize)>,
    /// Whether the limit ended it.
    pub stopped: bool,
}

#[derive(Debug, Clone)]
enum Step {
    Char(char),
    Any,
    Class(Class),
    Place(Place),
    /// First the one, then the other.
    Split(usize, usize),
    Jump(usize),
    /// Keeps the position.
    Save(usize),
    /// Goes on with the loop at the address, unless nothing was read since the slot was set.
    Again(usize, usize),
    Back(usize),
    /// Runs what follows up to its `Done`, then goes on at the address.
    Look {
        next: usize,
        behind: Option<usize>,
        negated: bool,
    },
    Atomic(usize),
    Done,
}

#[derive(Debug, Clone)]
pub(super) struct Program {
    steps: Vec<Step>,
    slots: usize,
    flags: Flags,
}

struct Compiler {
    steps: Vec<Step>,
    slots: usize,
    parts: usize,
}

pub(super) fn compile(tree: &Node, flags: Flags, groups: usize) -> Option<Program> {
    let mut compiler = Compiler {
        steps: Vec::new(),
        slots: 2 * (groups + 1),
        parts: 0,
    };
    compiler.node(tree)?;
    compiler.push(Step::Done)?;
    Some(Program {
        steps: compiler.steps,
        slots: compiler.slots,
        flags,
    })
}

impl Compiler {
    fn push(&mut self, step: Step) -> Option<usize> {
        if self.steps.len() >= MOST {
            return None;
        }
        self.steps.push(step);
        Some(self.steps.len() - 1)
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(place) = self.steps.get_mut(at) {
            *place = step;
        }
    }

    /// A fork whose ways are filled in later.
    fn fork(&mut self) -> Option<usize> {
        self.push(Step::Split(0, 0))
    }

    fn join(&mut self, fork: usize, inside: usize, outside: usize, greedy: bool) {
        self.set(
            fork,
            if greedy {
                Step::Split(inside, outside)
            } else {
                Step::Split(outside, inside)
            },
        );
    }

    fn node(&mut self, node: &Node) -> Option<()> {
        self.parts += 1;
        if self.parts > PARTS {
            return None;
        }
        match node {
            Node::Empty => {}
            Node::Char(c) => {
                self.push(Step::Char(*c))?;
            }
            Node::Any => {
                self.push(Step::Any)?;
            }
            Node::Class(class) => {
                self.push(Step::Class(class.clone()))?;
            }
            Node::Place(place) => {
                self.push(Step::Place(*place))?;
            }
            Node::Back(group) => {
                self.push(Step::Back(*group))?;
            }
            Node::Group(inner, None) => self.node(inner)?,
            Node::Group(inner, Some(number)) => {
                self.push(Step::Save(2 * number))?;
                self.node(inner)?;
                self.push(Step::Save(2 * number + 1))?;
            }
            Node::Sequence(all) => {
                for one in all {
                    self.node(one)?;
                }
            }
            Node::Either(ways) => {
                let mut ends = Vec::new();
                for (at, way) in ways.iter().enumerate() {
                    let last = at + 1 == ways.len();
                    let fork = if last { None } else { Some(self.fork()?) };
                    self.node(way)?;
                    if let Some(fork) = fork {
                        ends.push(self.push(Step::Jump(0))?);
                        self.set(fork, Step::Split(fork + 1, self.steps.len()));
                    }
                }
                for end in ends {
                    self.set(end, Step::Jump(self.steps.len()));
                }
            }
            Node::Atomic(inner) => self.atomic(|c| c.node(inner))?,
            Node::Repeat(inner, times) if times.possessive => {
                let mut plain = *times;
                plain.possessive = false;
                let repeat = Node::Repeat(inner.clone(), plain);
                self.atomic(|c| c.node(&repeat))?;
            }
            Node::Repeat(inner, times) => {
                for _ in 0..times.least {
                    self.node(inner)?;
                }
                match times.most {
                    None => self.forever(inner, times.greedy)?,
                    Some(most) => {
                        let mut forks = Vec::new();
                        for _ in times.least..most {
                            forks.push(self.fork()?);
                            self.node(inner)?;
                        }
                        let end = self.steps.len();
                        for fork in forks {
                            self.join(fork, fork + 1, end, times.greedy);
                        }
                    }
                }
            }
            Node::Look {
                inner,
                ahead,
                negated,
            } => {
                let behind = if *ahead { None } else { Some(width(inner)?) };
                let at = self.push(Step::Jump(0))?;
                self.node(inner)?;
                self.push(Step::Done)?;
                let look = Step::Look {
                    next: self.steps.len(),
                    behind,
                    negated: *negated,
                };
                self.set(at, look);
            }
        }
        Some(())
    }

    fn atomic(&mut self, inner: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        let at = self.push(Step::Jump(0))?;
        inner(self)?;
        self.push(Step::Done)?;
        self.set(at, Step::Atomic(self.steps.len()));
        Some(())
    }

    fn forever(&mut self, inner: &Node, greedy: bool) -> Option<()> {
        let fork = self.fork()?;
        // What reads at least one character cannot go round without moving.
        if reads(inner) {
            self.node(inner)?;
            self.push(Step::Jump(fork))?;
        } else {
            let slot = self.slots;
            self.slots += 1;
            self.push(Step::Save(slot))?;
            self.node(inner)?;
            self.push(Step::Again(slot, fork))?;
        }
        self.join(fork, fork + 1, self.steps.len(), greedy);
        Some(())
    }
}

/// Whether a part reads at least one character, whatever way it takes.
fn reads(node: &Node) -> bool {
    match node {
        Node::Char(_) | Node::Any | Node::Class(_) => true,
        Node::Empty | Node::Place(_) | Node::Look { .. } | Node::Back(_) => false,
        Node::Group(inner, _) | Node::Atomic(inner) => reads(inner),
        Node::Sequence(all) => all.iter().any(reads),
        Node::Either(ways) => ways.iter().all(reads),
        Node::Repeat(inner, times) => times.least > 0 && reads(inner),
    }
}

/// How many characters a part reads, when it is always the same number.
fn width(node: &Node) -> Option<usize> {
    Some(match node {
        Node::Char(_) | Node::Any | Node::Class(_) => 1,
        Node::Empty | Node::Place(_) | Node::Look { .. } => 0,
        Node::Back(_) => return None,
        Node::Group(inner, _) | Node::Atomic(inner) => width(inner)?,
        Node::Sequence(all) => all
            .iter()
            .try_fold(0usize, |sum, one| sum.checked_add(width(one)?))?,
        Node::Either(ways) => {
            let mut widths = ways.iter().map(width);
            let first = widths.next()??;
            widths.all(|w| w == Some(first)).then_some(first)?
        }
        Node::Repeat(inner, times) => {
            let times = (times.most == Some(times.least)).then_some(times.least)?;
            width(inner)?.checked_mul(usize::try_from(times).ok()?)?
        }
    })
}

/// One entry of the stack.
enum Left {
    /// A way not taken.
    Way(usize, usize),
    /// What a slot held.
    Slot(usize, Option<usize>),
}

struct Runner<'a> {
    program: &'a Program,
    text: &'a [char],
    way: Way,
    slots: Vec<Option<usize>>,
    left: Vec<Left>,
    steps: u64,
    limit: u64,
}

pub(super) fn run(program: &Program, text: &[char], way: Way, limit: u64) -> Counted {
    let mut runner = Runner {
        program,
        text,
        way,
        slots: vec![None; program.slots],
        left: Vec::new(),
        steps: 0,
        limit,
    };
    let last = if way == Way::Search { text.len() } else { 0 };
    let mut found = None;
    let mut stopped = false;
    for start in 0..=last {
        runner.left.clear();
        runner.slots.fill(None);
        match runner.follow(0, start, true) {
            Ok(Some(end)) => {
                found = Some((start, end));
                break;
            }
            Ok(None) => {}
            Err(Over) => {
                stopped = true;
                break;
            }
        }
    }
    Counted {
        steps: runner.steps,
        found,
        stopped,
    }
}

/// The limit has come.
struct Over;

impl Runner<'_> {
    /// From an instruction to its `Done`; where it ends.
    fn follow(&mut self, from: usize, start: usize, whole: bool) -> Result<Option<usize>, Over> {
        let base = self.left.len();
        let (mut at, mut here) = (from, start);
        loop {
            self.steps += 1;
            if self.steps > self.limit || self.left.len() > WAITING {
                return Err(Over);
            }
            let program = self.program;
            let goes_on = match program.steps.get(at) {
                None => None,
                Some(Step::Done) => {
                    if whole && self.way == Way::Full && here != self.text.len() {
                        None
                    } else {
                        // Ways not taken inside are given up; what slots held is kept.
                        if !whole {
                            self.give_up(base);
                        }
                        return Ok(Some(here));
                    }
                }
                Some(Step::Char(c)) => self.reads(here, |own| self.same(*c, own)),
                Some(Step::Any) => {
                    let all = program.flags.dot_all;
                    self.reads(here, |c| all || c != '\n')
                }
                Some(Step::Class(class)) => self.reads(here, |c| self.within(class, c)),
                Some(Step::Place(place)) => self.holds(*place, here).then_some((at + 1, here)),
                Some(Step::Split(first, second)) => {
                    self.left.push(Left::Way(*second, here));
                    Some((*first, here))
                }
                Some(Step::Jump(to)) => Some((*to, here)),
                Some(Step::Save(slot)) => {
                    self.save(*slot, Some(here));
                    Some((at + 1, here))
                }
                Some(Step::Again(slot, fork)) => {
                    let moved = self.slots.get(*slot).copied().flatten() != Some(here);
                    Some((if moved { *fork } else { at + 1 }, here))
                }
                Some(Step::Back(group)) => self.repeats(*group, here).map(|end| (at + 1, end)),
                Some(Step::Atomic(next)) => {
                    self.follow(at + 1, here, false)?.map(|end| (*next, end))
                }
                Some(Step::Look {
                    next,
                    behind,
                    negated,
                }) => {
                    let place = match behind {
                        None => Some(here),
                        Some(width) => here.checked_sub(*width),
                    };
                    let mark = self.left.len();
                    let found = match place {
                        Some(place) => self.follow(at + 1, place, false)?.is_some(),
                        None => false,
                    };
                    if *negated && found {
                        self.restore(mark);
                    }
                    (found != *negated).then_some((*next, here))
                }
            };
            let goes_on = match goes_on {
                // An instruction that reads goes on behind itself.
                Some((usize::MAX, end)) => Some((at + 1, end)),
                other => other,
            };
            match goes_on.or_else(|| self.turn_back(base)) {
                Some((next, place)) => (at, here) = (next, place),
                None => return Ok(None),
            }
        }
    }

    fn reads(&self, here: usize, fits: impl Fn(char) -> bool) -> Option<(usize, usize)> {
        let c = self.text.get(here)?;
        fits(*c).then_some((usize::MAX, here + 1))
    }

    fn save(&mut self, slot: usize, value: Option<usize>) {
        if let Some(place) = self.slots.get_mut(slot) {
            self.left.push(Left::Slot(slot, *place));
            *place = value;
        }
    }

    /// The last way not taken since `base`.
    fn turn_back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.left.len() > base {
            match self.left.pop()? {
                Left::Way(at, here) => return Some((at, here)),
                Left::Slot(slot, value) => {
                    if let Some(place) = self.slots.get_mut(slot) {
                        *place = value;
                    }
                }
            }
        }
        None
    }

    fn give_up(&mut self, base: usize) {
        let kept: Vec<Left> = self
            .left
            .drain(base.min(self.left.len())..)
            .filter(|left| matches!(left, Left::Slot(..)))
            .collect();
        self.left.extend(kept);
    }

    fn restore(&mut self, mark: usize) {
        while self.turn_back(mark).is_some() {}
    }

    fn same(&self, a: char, b: char) -> bool {
        a == b || self.program.flags.ignore_case && a.to_lowercase().eq(b.to_lowercase())
    }

    fn within(&self, class: &Class, c: char) -> bool {
        let holds = |c: char| class.items.iter().any(|item| within(*item, c));
        let inside = holds(c)
            || self.program.flags.ignore_case
                && (c.to_lowercase().any(holds) || c.to_uppercase().any(holds));
        inside != class.negated
    }

    fn repeats(&self, group: usize, here: usize) -> Option<usize> {
        let start = self.slots.get(2 * group).copied().flatten()?;
        let end = self.slots.get(2 * group + 1).copied().flatten()?;
        let said = self.text.get(start..end)?;
        let there = self.text.get(here..here + said.len())?;
        let same = said.iter().zip(there).all(|(a, b)| self.same(*a, *b));
        same.then_some(here + said.len())
    }

    fn holds(&self, place: Place, here: usize) -> bool {
        let before = here.checked_sub(1).and_then(|at| self.text.get(at));
        let after = self.text.get(here);
        let word = |c: Option<&char>| c.is_some_and(|c| is_word(*c));
        match place {
            Place::Start => here == 0,
            Place::LineStart => before.is_none_or(|c| *c == '\n'),
            Place::End => after.is_none(),
            Place::Dollar => after.is_none() || after == Some(&'\n') && here + 1 == self.text.len(),
            Place::LineEnd => after.is_none_or(|c| *c == '\n'),
            Place::Edge => word(before) != word(after),
            Place::Inside => word(before) == word(after),
        }
    }
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

pub(super) fn within(item: Item, c: char) -> bool {
    match item {
        Item::Range(low, high) => (low..=high).contains(&c),
        // Python's digits are those of every script; the commonest of them are asked for.
        Item::Digit(yes) => (c.is_ascii_digit() || is_digit(c)) == yes,
        Item::Word(yes) => is_word(c) == yes,
        Item::Space(yes) => (c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)) == yes,
    }
}

/// Decimal digits beyond ASCII: those that stand in tens at the usual places of their scripts.
fn is_digit(c: char) -> bool {
    const ZEROS: &[char] = &[
        '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
        '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}',
        '\u{17e0}', '\u{1810}', '\u{ff10}',
    ];
    ZEROS
        .iter()
        .any(|zero| (u32::from(*zero)..u32::from(*zero) + 10).contains(&u32::from(c)))
}
