//! The machine that follows a program: its tables, its fuel, and how paths part and meet.

use super::carried::Origins;
use super::knowledge::Knowledge;
use super::reason::Reason;
use super::record::{Effect, Handed, Limit, Stopped};
use super::repeat::Loop;
use super::state::{Delta, Mark, State, join};
use super::value::{Arena, Cell, CodeId, Facts, FrameId, How, Kind, Val};
use super::world::{Event, Query, World};
use crate::text::Span;
use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why the path being followed does not go on to the next expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Raise(Val),
    Return(Val),
    Break,
    Continue,
    /// Every path has been settled elsewhere.
    Dead,
    /// Fuel ran out.
    Fuel,
}

/// The result of following something.
pub(super) type Follow<T> = Result<T, Stop>;

/// A function, lambda or class of the file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Code<'a> {
    Function(&'a ast::StmtFunctionDef),
    Lambda(&'a ast::ExprLambda),
    Class(&'a ast::StmtClassDef),
}

/// What kind of scope a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Module,
    Function,
    Class,
    Comprehension,
}

/// A scope with its variables.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) vars: super::vars::Vars<'a>,
    pub(super) parent: Option<FrameId>,
    pub(super) scope: Scope,
    pub(super) name: Arc<str>,
    /// Where the file whose code this is begins among all files of the evaluation.
    pub(super) base: u32,
    /// Whether something may read its variables when its code has come to its end.
    pub(super) outlives: bool,
}

/// A call being followed.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) mark: Mark,
    pub(super) returns: Vec<(Val, Delta)>,
    /// What a generator has yielded; a cell so that branches roll it back.
    pub(super) yields: Option<Cell>,
    pub(super) code: CodeId,
    pub(super) name: Arc<str>,
    pub(super) given: Vec<Val>,
    /// Where it is called, and whether nobody takes what it gives: where that is told.
    pub(super) span: Span,
    pub(super) dropped: Option<Span>,
}

/// A `try` being followed.
#[derive(Debug)]
pub(super) struct Catch {
    pub(super) mark: Mark,
    pub(super) raises: Vec<(Val, Delta)>,
}

/// How many possible exceptions of one `try` are told apart.
const RAISES: usize = 12;

/// The machine. One evaluation of one program.
pub(super) struct Machine<'a, 'w> {
    pub(super) arena: Arena,
    pub(super) state: State,
    pub(super) frames: Vec<Frame<'a>>,
    pub(super) codes: Vec<Code<'a>>,
    /// Their numbers by where their trees lie.
    pub(super) numbers: FxHashMap<usize, CodeId>,
    pub(super) knowledge: &'a Knowledge,
    pub(super) world: Option<&'w mut dyn World>,
    pub(super) fuel: u64,
    /// How much of it was spent, over all.
    pub(super) steps: u64,
    /// With less fuel than this, the same call is not followed twice.
    pub(super) reserve: u64,
    pub(super) exhausted: bool,
    /// Where it ran out first.
    pub(super) stopped: Option<Stopped>,
    pub(super) frame: FrameId,
    pub(super) calls: Vec<Call>,
    pub(super) loops: Vec<Loop>,
    pub(super) catches: Vec<Catch>,
    /// How many undecided branches there are around.
    pub(super) maybe: u32,
    /// The conditions that are not decided and on one side of which the code in hand stands.
    pub(super) choices: Vec<Val>,
    /// Whether the entry in hand has made something that lasts.
    pub(super) lasting: bool,
    /// How many scopes there were before it.
    pub(super) settled: usize,
    /// Whether a loop around is being followed once more.
    pub(super) once_more: bool,
    /// Whether a condition that is not decided has led away from here: a check may have refused.
    pub(super) forked: bool,
    pub(super) effects: Vec<Effect>,
    /// Whether nobody asks what happens: which calls are made with what, and what gets a name.
    pub(super) mute: bool,
    pub(super) limits: Vec<Limit>,
    pub(super) origins: Origins,
    pub(super) queries: Vec<Query>,
    /// What the world of a probe was made to do.
    pub(super) events: Vec<Event>,
    pub(super) entry: Arc<str>,
    /// Attributes the program has put on things outside the file.
    pub(super) overrides: FxHashMap<Arc<str>, Cell>,
    /// The blocks of classes that were given some of these from outside.
    pub(super) taught: FxHashSet<FrameId>,
    /// What calls hand to parameters, by where their names begin.
    pub(super) handed: BTreeMap<u32, Handed>,
    /// What was put elsewhere before the function in hand was called.
    pub(super) filled: super::filled::Filled,
    /// Functions in order of definition: value, qualified name, class.
    pub(super) defined: Vec<(Val, Arc<str>, Option<Val>)>,
    /// What decorators of the program made of a function.
    pub(super) worn: FxHashMap<CodeId, Val>,
    /// What stands for things of other files in a probe, by the names they are imported by.
    pub(super) staged: FxHashMap<&'a str, Val>,
    /// What sets a property, by the property.
    pub(super) setters: FxHashMap<Val, Val>,
    /// Names that nothing in the file binds.
    pub(super) outer: super::scope::Outer<'a>,
    /// Where those functions are defined: a definition that is followed again is not another one.
    pub(super) entered: rustc_hash::FxHashSet<Span>,
    /// The qualified names of those functions.
    pub(super) named: FxHashMap<CodeId, Arc<str>>,
    /// Whether a function yields, once it was asked.
    pub(super) generators: FxHashMap<CodeId, bool>,
    /// Generators that are contexts, and those that never begin.
    pub(super) contexts: super::resume::Contexts<'a>,
    /// The dicts of objects of a probe.
    pub(super) mirrors: super::mirror::Mirrors,
    /// Classes of the file under analysis by qualified name.
    pub(super) classes: FxHashMap<Arc<str>, Val>,
    /// An object of each of those classes, where one could be made.
    pub(super) instances: FxHashMap<Arc<str>, Option<Val>>,
    /// Functions that a framework calls.
    pub(super) doors: FxHashMap<CodeId, super::entry::Door>,
    /// The address for which the function in hand is called, and what is known of such functions.
    pub(super) addressed: Option<(Arc<str>, Arc<super::knowledge::Entry>)>,
    /// Packages that the file under analysis imports.
    pub(super) packages: rustc_hash::FxHashSet<&'a str>,
    /// The last identifier before the dot of the call in hand, for guesses by name.
    pub(super) hint: Option<&'a str>,
    /// How deep the questions about values nest: what is known of a value may lead back to it.
    pub(super) nesting: std::cell::Cell<u32>,
    /// How many questions were asked within the outermost one in hand.
    pub(super) questions: std::cell::Cell<u32>,
    /// Alternatives, and whether they counted as true → those of them that were left.
    pub(super) narrowed: FxHashMap<(Val, bool), Val>,
    /// How deep alternatives of alternatives are being learnt about.
    pub(super) alternatives: u32,
    /// Types with parameters: where they are written.
    pub(super) types: FxHashMap<Val, (&'a ast::Expr, FrameId)>,
    /// What `type(x)` gave where it is not known → that value.
    pub(super) types_of: FxHashMap<Val, Val>,
    pub(super) patterns: FxHashMap<Arc<str>, Option<Arc<fancy_regex::Regex>>>,
    /// The databases of a probe.
    pub(super) databases: super::database::Databases,
    pub(super) notes: super::note::Notes,
    /// What the program declares of options of its command line.
    pub(super) options: super::option::Options,
    /// The other files of the project, when there is one.
    pub(super) modules: Option<super::project::Modules<'a>>,
    /// Where the file under analysis begins among all files.
    pub(super) home: u32,
    /// Where the library modules begin that are followed inside, among all files.
    pub(super) lent: u32,
    /// What the record is for; without it, for everything.
    pub(super) watch: Option<&'a dyn super::Watch>,
    /// Which functions have to be followed; without it, all.
    pub(super) relevance: Option<&'a super::Relevance>,
    /// How far values were looked into.
    pub(super) looks: super::flow::Looks,
    /// What has to be followed of the file under analysis.
    pub(super) followed: Option<&'a super::relevance::Followed>,
    /// What is left out of functions, once they were followed.
    pub(super) slices: FxHashMap<(CodeId, super::slice::Role), Option<Arc<super::slice::Slice>>>,
    /// What is left out of the function that is being followed.
    pub(super) slice: Option<Arc<super::slice::Slice>>,
    /// The function that is called next is entered for itself, where files are checked.
    pub(super) entered_for: Option<super::slice::Role>,
    /// Whether loaders of the program refuse all names that do harm, by their classes.
    pub(super) gates: FxHashMap<CodeId, bool>,
    /// What calls came to, and what an entry may still be given.
    pub(super) budget: super::budget::Budget,
    /// What the objects hold that were made for methods, when entries begin.
    pub(super) made: FxHashMap<Cell, Val>,
    /// What `watch` answered about names.
    pub(super) watched: FxHashMap<Box<str>, super::record::Named>,
    /// Text of which a part was taken → which part, and the part: the same part is the same value.
    pub(super) parts: FxHashMap<(Val, [Option<i128>; 3]), Val>,
    /// Parts of things that the program did not make.
    pub(super) reads: super::reread::Reads,
    /// Parts of text that have no more than some number of characters.
    pub(super) bounded: rustc_hash::FxHashMap<Val, i128>,
    /// Ends of lists whose elements are not known → of which list, and how many elements they have.
    pub(super) ends: FxHashMap<Val, (Val, i128)>,
    /// Whether names may be bound that are not seen: all names of a module were imported, or code ran that is text.
    pub(super) open_names: bool,
    /// `a or b`, where the right side sets variables → what is in their cells behind it, and what the right side
    /// put there.
    pub(super) only_right: FxHashMap<Val, Vec<(Cell, Val, Val)>>,
    /// Lengths that are not known → of what.
    pub(super) lengths: FxHashMap<Val, Val>,
    /// Functions that were called by others.
    pub(super) called: rustc_hash::FxHashSet<CodeId>,
    /// The handlers of the functions being followed, the innermost function's last.
    pub(super) guards: Vec<super::guard::Guard>,
    /// Values that a condition was asked about → what is true on the paths on which it was.
    pub(super) asked: FxHashMap<Val, Val>,
    /// What others were asked, and what was wished.
    pub(super) others: super::asked::Others,
    /// Whether that is remembered.
    pub(super) heeds: bool,
    /// Whether numbers and lengths from outside are followed to where they count as sizes.
    pub(super) sizes: super::ending::Heeded,
    /// What calls do to what data is dangerous for, asked once for each.
    pub(super) cleaning: std::cell::RefCell<FxHashMap<Arc<str>, super::watch::Cleaning>>,
    /// What was said of calls already.
    pub(super) said: super::said::Said,
    /// What values came out of so far.
    pub(super) came: super::watch::Came,
    /// Memory for the next search for where data came from.
    pub(super) searches: std::cell::RefCell<super::flow::Memory>,
    /// What makes objects of classes, by their names, once it was asked.
    pub(super) makings: Option<super::instance::Makings<'a>>,
    /// What is nothing at first and gets its value later.
    pub(super) later: super::later::Later,
    /// What entries leave in the variables of their module.
    pub(super) shared: super::shared::Shared,
    /// Who asks which values get a name, where everything else is asked about.
    pub(super) stores: Option<&'a dyn super::Watch>,
    /// Who says of which calls it counts where their data came from; without it, of all.
    pub(super) whence: Option<&'a dyn super::Whence>,
    /// The node whose children a visitor of the program went on to, and how many undecided branches were around.
    pub(super) descended: Option<(Val, u32)>,
    /// Whether nobody asks what calls are given, but for what data from elsewhere has passed.
    pub(super) names_only: bool,
}

impl<'a, 'w> Machine<'a, 'w> {
    pub(super) fn new(
        knowledge: &'a Knowledge,
        world: Option<&'w mut dyn World>,
        fuel: u64,
    ) -> Self {
        let mut state = State::default();
        let mut arena = Arena::new();
        if world.is_some() {
            arena.stop_heeding();
        }
        let mark = state.mark();
        let _ = state.cell(Val::UNBOUND);
        Self {
            arena,
            state,
            frames: vec![Frame {
                vars: super::vars::Vars::default(),
                parent: None,
                scope: Scope::Module,
                name: Arc::from(""),
                base: 0,
                outlives: true,
            }],
            codes: Vec::new(),
            numbers: FxHashMap::default(),
            knowledge,
            world,
            fuel,
            steps: 0,
            reserve: 0,
            exhausted: false,
            stopped: None,
            frame: FrameId(0),
            calls: Vec::new(),
            loops: Vec::new(),
            catches: vec![Catch {
                mark,
                raises: Vec::new(),
            }],
            maybe: 0,
            lasting: false,
            settled: 0,
            once_more: false,
            forked: false,
            effects: Vec::new(),
            mute: false,
            limits: Vec::new(),
            origins: Origins::default(),
            queries: Vec::new(),
            events: Vec::new(),
            entry: Arc::from(""),
            overrides: FxHashMap::default(),
            taught: FxHashSet::default(),
            handed: BTreeMap::new(),
            filled: super::filled::Filled::default(),
            defined: Vec::new(),
            staged: FxHashMap::default(),
            worn: FxHashMap::default(),
            setters: FxHashMap::default(),
            outer: super::scope::Outer::default(),
            entered: rustc_hash::FxHashSet::default(),
            named: FxHashMap::default(),
            generators: FxHashMap::default(),
            contexts: super::resume::Contexts::default(),
            mirrors: super::mirror::Mirrors::default(),
            classes: FxHashMap::default(),
            instances: FxHashMap::default(),
            doors: FxHashMap::default(),
            addressed: None,
            narrowed: FxHashMap::default(),
            packages: rustc_hash::FxHashSet::default(),
            hint: None,
            nesting: std::cell::Cell::new(0),
            questions: std::cell::Cell::new(0),
            alternatives: 0,
            types: FxHashMap::default(),
            types_of: FxHashMap::default(),
            patterns: FxHashMap::default(),
            databases: super::database::Databases::default(),
            notes: super::note::Notes::default(),
            options: super::option::Options::default(),
            modules: None,
            home: 0,
            lent: u32::MAX,
            watch: None,
            relevance: None,
            looks: super::flow::Looks::default(),
            followed: None,
            slices: FxHashMap::default(),
            slice: None,
            entered_for: None,
            gates: FxHashMap::default(),
            budget: super::budget::Budget::default(),
            made: FxHashMap::default(),
            watched: FxHashMap::default(),
            makings: None,
            later: super::later::Later::default(),
            shared: super::shared::Shared::default(),
            bounded: rustc_hash::FxHashMap::default(),
            only_right: FxHashMap::default(),
            lengths: FxHashMap::default(),
            ends: FxHashMap::default(),
            open_names: false,
            parts: FxHashMap::default(),
            called: rustc_hash::FxHashSet::default(),
            reads: super::reread::Reads::default(),
            guards: Vec::new(),
            asked: FxHashMap::default(),
            others: super::asked::Others::default(),
            choices: Vec::new(),
            heeds: false,
            sizes: super::ending::Heeded::default(),
            cleaning: std::cell::RefCell::default(),
            searches: std::cell::RefCell::default(),
            came: super::watch::Came::default(),
            said: super::said::Said::default(),
            stores: None,
            whence: None,
            descended: None,
            names_only: false,
        }
    }

    /// Spends fuel: for the step ahead, and for the work done since the last one.
    pub(super) fn spend(&mut self, amount: u64) -> Follow<()> {
        let done = self.state.work.take() + std::mem::take(&mut self.arena.work);
        let amount = amount.saturating_add(done / 4);
        if self.fuel < amount || self.full() {
            self.fuel = 0;
            if !std::mem::replace(&mut self.exhausted, true) {
                self.stopped = None;
            }
            return Err(Stop::Fuel);
        }
        self.fuel -= amount;
        self.steps += amount;
        Ok(())
    }

    /// Whether there are as many values as memory is set aside for.
    pub(super) fn full(&self) -> bool {
        self.arena.len() > self.watch.map_or(6_000_000, |_| 1_000_000)
    }

    pub(super) fn kind(&self, v: Val) -> &Kind {
        self.arena.kind(v)
    }

    pub(super) fn make(&mut self, kind: Kind, span: Span) -> Val {
        self.arena.make(kind, span)
    }

    pub(super) fn text(&mut self, text: &str, span: Span) -> Val {
        self.make(Kind::Str(Arc::from(text)), span)
    }

    pub(super) fn symbol(&mut self, name: &str, span: Span) -> Val {
        self.make(Kind::Symbol(Arc::from(name)), span)
    }

    /// An unknown that carries on `from`.
    pub(super) fn derive(&mut self, ty: Option<&str>, from: &[Val], how: How, span: Span) -> Val {
        self.arena.derive(ty, from, how, span)
    }

    /// A value that cannot be followed, with the reason.
    pub(super) fn opaque(&mut self, why: Reason, from: &[Val], span: Span) -> Val {
        self.arena.add(super::value::Node {
            kind: Kind::Opaque(why),
            span,
            from: from.into(),
            how: How::Plain,
        })
    }

    pub(super) fn limit(&mut self, span: Span, why: Reason) {
        if self.limits.len() < 64 && !self.limits.iter().any(|l| l.span == span) {
            self.limits.push(Limit { span, why });
        }
    }

    /// A new mutable object with this content.
    pub(super) fn object(&mut self, content: Kind, span: Span) -> Val {
        let content = self.make(content, span);
        let cell = self.state.cell(content);
        self.make(Kind::Ref(cell), span)
    }

    /// The content of a mutable object, or the value itself.
    pub(super) fn content(&self, v: Val) -> Val {
        match self.kind(v) {
            Kind::Ref(cell) => self.state.get(*cell),
            _ => v,
        }
    }

    pub(super) fn content_kind(&self, v: Val) -> Kind {
        self.kind(self.content(v)).clone()
    }

    /// What is known of a value here.
    pub(super) fn look(&self, v: Val) -> Val {
        self.state.look(v)
    }

    pub(super) fn either(&mut self, options: &[Val]) -> Val {
        let options: Vec<(Val, Facts)> = options.iter().map(|&v| (v, Facts::from([]))).collect();
        join(&mut self.arena, &options)
    }

    /// Runs `f` on every alternative of `v` and joins the results, with what each has changed.
    pub(super) fn over(
        &mut self,
        v: Val,
        f: &mut dyn FnMut(&mut Self, Val) -> Follow<Val>,
    ) -> Follow<Val> {
        let v = self.look(v);
        let Kind::Either(options) = self.kind(v).clone() else {
            return f(self, v);
        };
        let (mut results, mut ends) = (Vec::new(), Vec::new());
        let mut stop = Stop::Dead;
        for (option, facts) in options.iter() {
            let mut one = |m: &mut Self| {
                // What holds where this alternative is the one holds for what is made of it.
                for &(a, b) in facts.iter() {
                    m.state.learn(a, b);
                }
                let option = m.look(*option);
                f(m, option)
            };
            match self.branch(&mut one) {
                // What was made of it tells, once it is known, which one it was.
                Ok((w, end)) => {
                    let known = std::iter::once((v, *option)).chain(facts.iter().copied());
                    results.push((w, known.collect()));
                    ends.push(end);
                }
                Err(other) => stop = other,
            }
        }
        if results.is_empty() {
            let fuel = stop == Stop::Fuel;
            return Err(if fuel { Stop::Fuel } else { Stop::Dead });
        }
        self.state.merge(&mut self.arena, &ends);
        Ok(join(&mut self.arena, &results))
    }

    /// Follows one side of an undecided branch and goes back. What ends the path inside is settled
    /// with the call, loop or `try` that it belongs to.
    pub(super) fn branch<T>(
        &mut self,
        f: &mut dyn FnMut(&mut Self) -> Follow<T>,
    ) -> Result<(T, Delta), Stop> {
        let mark = self.state.mark();
        self.maybe += 1;
        let result = f(self);
        self.maybe -= 1;
        let result = match result {
            Ok(value) => Ok((value, self.state.since(mark))),
            Err(stop) => {
                self.settle(stop);
                Err(stop)
            }
        };
        self.state.roll_back(mark);
        result
    }

    /// Hands the end of a path to the construct that waits for it.
    pub(super) fn settle(&mut self, stop: Stop) {
        match stop {
            Stop::Raise(v) => {
                if let Some(catch) = self.catches.last_mut()
                    && catch.raises.len() < RAISES
                {
                    let delta = self.state.since(catch.mark);
                    catch.raises.push((v, delta));
                }
            }
            Stop::Return(v) => {
                if let Some(call) = self.calls.last_mut() {
                    let delta = self.state.since(call.mark);
                    call.returns.push((v, delta));
                }
            }
            Stop::Break => {
                if let Some(l) = self.loops.last_mut() {
                    let delta = self.state.since(l.mark);
                    l.breaks.push(delta);
                }
            }
            Stop::Continue => {
                if let Some(l) = self.loops.last_mut() {
                    let delta = self.state.since(l.iteration);
                    l.continues.push(delta);
                }
            }
            Stop::Dead => {}
            Stop::Fuel => self.exhausted = true,
        }
    }

    /// Notes that an exception of this name may be raised here, if a `try` of the file waits.
    pub(super) fn may_raise(&mut self, name: Option<&str>, span: Span) {
        if self.catches.len() < 2 || self.catches.last().is_none_or(|c| c.raises.len() >= RAISES) {
            return;
        }
        let v = match name {
            Some(name) => self.exception(name, "", span),
            None => self.make(Kind::Unknown(None, None), span),
        };
        self.settle(Stop::Raise(v));
    }

    /// The place of a tree node: that in its file, moved by where the file stands among all files
    /// of this evaluation.
    pub(super) fn span_of(&self, node: &impl Ranged) -> Span {
        let base = self.frames.get(self.frame.0 as usize).map_or(0, |f| f.base);
        let range = node.range();
        Span::new(
            base.saturating_add(range.start().to_u32()),
            base.saturating_add(range.end().to_u32()),
        )
    }
}
