//! What evaluation leaves behind: effects in order, with exported views of their values.

use super::reason::Reason;
use crate::finding::Step;
use crate::text::Span;
use std::collections::BTreeMap;

/// What somebody will ask a record about: of all else it may say nothing.
pub trait Watch {
    /// Whether a call counts; `method`: of an object.
    fn call(&self, callee: &str, method: bool, dropped: bool) -> bool;

    /// Whether it counts what gets this qualified name outside the file.
    fn store(&self, qualified: &str) -> bool;

    /// All names that count, to tell at a glance where nothing does.
    fn interest(&self) -> &super::Interest;

    /// Which values count that get this name.
    fn named(&self, name: &str) -> Named;

    /// Whether it counts what came out of this call or thing and gets a name.
    fn made(&self, of: &str) -> bool;

    /// What a text that stands in the program has to do with what is asked, whatever its name.
    fn literal(&self, text: &str) -> super::Part;
}

/// Who says of which calls it will be asked where the data came from that they are given: of all others it is
/// only told what they are given.
pub trait Whence {
    /// Whether somebody will ask it of this call; `method`: of an object. Nothing where that depends on what
    /// it is given.
    fn of_call(&self, callee: &str, method: bool) -> Option<bool>;

    /// Whether somebody will ask it of this call, which is given this: what each is, not where it came from.
    fn of_given(&self, callee: &str, receiver: Option<&View>, arguments: &[Argument]) -> bool;
}

/// How much somebody will ask about the calls that a probe makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Heed {
    /// Nothing.
    #[default]
    Nothing,
    /// What is called, and what data from elsewhere has passed on its way there.
    Names,
    /// All.
    Whole,
}

/// Which values of a name count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Named {
    /// Those that stand in the program as text.
    pub constant: bool,
    /// Those that are made of something.
    pub made: bool,
    /// Those that are told from how they are written, without following anything.
    pub written: bool,
    /// Those that are made of something, where they only say how sure somebody is of what they are made of: for their sake nothing is followed.
    pub beside: bool,
    /// Whatever it is.
    pub anything: bool,
    /// Those that stand in the program as text count whatever their name.
    pub anywhere: bool,
    /// Whether it counts, too, where such text came from.
    pub whence: bool,
    /// Whether it is a check whose failure must not be taken as passed.
    pub guard: bool,
    /// Whether it must not be written into a log.
    pub logged: bool,
}

impl Named {
    /// Whether any do.
    pub(super) const fn counts(self) -> bool {
        self.constant || self.made || self.anything
    }
}

/// How data entered the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OriginKind {
    /// A parameter that an attacker chooses.
    UntrustedParameter,
    /// Any other parameter of the entry function.
    Parameter,
    /// What whoever makes an object says of it, once: a parameter that its other methods find kept.
    Maker,
    /// A source that a model names (a request, a file, the network).
    Source,
    /// Whoever starts the program: its arguments, its keyboard.
    Operator,
    /// What a server answered that the program asked.
    Answer,
    /// A row read from a database: stored earlier, by anyone.
    Stored,
    /// A name that nothing in the file binds, as in a piece of a program.
    Undefined,
}

impl OriginKind {
    /// Whether such data is known to come from elsewhere; a parameter that nobody in sight fills and
    /// a name that nothing binds may hold anything of the program's own.
    #[must_use]
    pub fn is_known(self) -> bool {
        !self.is_given() && self != Self::Undefined
    }

    /// Whether only whoever calls a function, or makes its object, can tell what it is.
    #[must_use]
    pub const fn is_given(self) -> bool {
        matches!(self, Self::Parameter | Self::Maker)
    }
}

/// One place where data entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// How it entered.
    pub kind: OriginKind,
    /// The parameter's name (that of the brief) or the source's description.
    pub name: String,
    /// Where.
    pub span: Span,
}

/// Text as the analyzer sees it: what is fixed and what is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Fixed characters.
    Literal(String),
    /// A value that is filled in.
    Hole(Box<View>),
}

/// One way of data from an origin into a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Where it entered.
    pub origin: Origin,
    /// For which purposes it was cleaned.
    pub cleaned: Vec<String>,
    /// Tests it has passed.
    pub tested: Vec<String>,
}

/// A value exported from the evaluator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// Known text, bytes, number… as Python would write it; `None` when not known.
    pub known: Option<String>,
    /// The qualified name when the value is a thing outside the file (`ssl.CERT_NONE`).
    pub name: Option<String>,
    /// The qualified type when known (`str`, `int`, `list`, `sqlite3.Cursor`).
    pub kind: Option<String>,
    /// For text: its pieces.
    pub pieces: Vec<Piece>,
    /// Elements of a list, tuple or set; values of a dict (keys in `keys`).
    pub items: Vec<View>,
    /// Whether it has any number of elements: the first of `items` in their places, then each like the last of
    /// them.
    pub open: bool,
    /// How many of `items` stand in their places, where there may be any number.
    pub head: usize,
    /// Known keys of a dict, one per item.
    pub keys: Vec<String>,
    /// Whether it is a container in which there certainly is nothing.
    pub empty: bool,
    /// The alternatives when the value is one of several.
    pub either: Vec<View>,
    /// Where its data entered, over all parts.
    pub origins: Vec<Origin>,
    /// For which purposes it was cleaned (`number`, `html`, …) on every way.
    pub cleaned: Vec<String>,
    /// Tests it has passed on every way (`str.isidentifier`, `re.fullmatch:[a-z]+`).
    pub tested: Vec<String>,
    /// The ways its data took, where they differ in what it was cleaned for or tested against;
    /// empty where they do not.
    pub ways: Vec<Way>,
    /// The qualified names of calls and things that its data came out of, over all parts.
    pub through: Vec<String>,
    /// Whether everything that it is made of is written in the file, whatever became of it on its way.
    pub written: bool,
    /// Whether its text is written elsewhere, where it gets a name.
    pub moved: bool,
    /// How it came about, from source to here.
    pub path: Vec<Step>,
    /// Why it is not known, when it comes from something the evaluator cannot follow.
    pub opaque: Option<Reason>,
    /// Which value of its evaluation it is.
    pub identity: Identity,
}

/// Which value of an evaluation something is: tells whether two views show the same one. It says nothing of what the
/// value is, so that views are equal whatever it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Identity(pub(super) Option<u32>);

impl Identity {
    /// Whether both are known and the same.
    #[must_use]
    pub fn same(self, other: Self) -> bool {
        self.0.is_some() && self.0 == other.0
    }
}

impl PartialEq for Identity {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Identity {}

/// One argument of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// The parameter's name when given by keyword or known from a signature.
    pub name: Option<String>,
    /// Its position when given by position.
    pub position: Option<u32>,
    /// Its value.
    pub value: View,
    /// Where it stands.
    pub span: Span,
}

/// Whether an effect happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// On every path.
    Always,
    /// On some paths.
    Maybe,
    /// Only where whoever calls the function says so.
    Wished,
    /// Only where somebody says other than what holds where nothing is said.
    Against,
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EffectKind {
    /// A call of something outside the file, by qualified name; `guessed` when the receiver's
    /// type was guessed from its name.
    Call {
        /// The qualified name; `?.name` for a method of something of unknown type.
        callee: String,
        /// Whether the receiver's type was guessed from its name.
        guessed: bool,
        /// Whether nobody uses what it gives.
        dropped: bool,
        /// The object a method is called on; `None` for functions and classes.
        receiver: Option<Box<View>>,
        /// What is passed.
        arguments: Vec<Argument>,
    },
    /// A call whose callee cannot be resolved.
    UnknownCall {
        /// Why.
        why: Reason,
        /// What is passed.
        arguments: Vec<Argument>,
    },
    /// A return from an entry function.
    Return(Box<View>),
    /// A raise that leaves an entry function: qualified exception name.
    Raise(String),
    /// A module or a thing in it is brought in, by any means.
    Import {
        /// The qualified name: `a.b` for a module, `a.b.name` for a thing taken from it. Imports
        /// from the package itself keep their leading dots.
        module: String,
    },
    /// A thing outside the file is read as a value.
    Read {
        /// Its qualified name.
        name: String,
    },
    /// A value gets a name, or meets one.
    Store {
        /// By what kind of target.
        place: Place,
        /// The last part of the target: variable, attribute, key, parameter; for a return the
        /// function.
        name: String,
        /// For attributes and items of things outside the file: `ssl.SSLContext.check_hostname`,
        /// `flask.Flask.config[DEBUG]`.
        qualified: Option<String>,
        /// Where the object was made whose attribute or item it is, for things outside the file.
        made: Option<Span>,
        /// What is stored.
        value: Box<View>,
    },
    /// Something is written into a log that the program has this name for.
    Logged {
        /// The last part of the name.
        name: String,
        /// The call to which it is handed, where that is none that writes a log.
        call: Option<String>,
    },
    /// A check refuses only what was given: where nothing was, it is not asked.
    Optional {
        /// The check, or what is compared with what was given.
        name: String,
        /// Whether it is that.
        compared: bool,
    },
    /// After a handler, a function answers what it answers when all went well.
    Accepts {
        /// The function, and what is called under the handler's care: `check`, `policy.check`.
        names: Vec<String>,
    },
    /// A statement whose form matters, whatever its values are.
    Shape {
        /// Which.
        kind: Shape,
    },
}

/// Where a value gets a name, or meets one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// `name = value`
    Variable,
    /// `object.name = value`
    Attribute,
    /// `object["name"] = value`, `{"name": value}`
    Key,
    /// `call(name=value)`
    Keyword,
    /// `def f(name=value)`
    Default,
    /// `name == value`, `name in value`
    Comparison,
    /// `return value` in the function of this name.
    Return,
    /// `name == "word"`, where what the name holds came from outside.
    Claim,
    /// `len(name) < 8`, where what is shorter is refused: the value is that number.
    Length,
    /// `name = []` in a class whose methods change it as if each object had its own.
    Shared,
    /// A method that a loop asks for more, whatever it answered.
    Loop,
    /// `object.name -= value`
    Spent,
}

/// Forms of statements that a rule may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// An `assert`.
    Assert,
    /// A handler that does nothing.
    HandlerPasses,
    /// A handler that only goes on with the loop.
    HandlerContinues,
    /// A handler that returns a true constant.
    HandlerAllows,
    /// A check that answers out of a table, and `True` for what is not in it.
    AllowsByDefault,
    /// An exception that refuses is returned, where it does nothing.
    RefusalReturned,
    /// In a check, a comparison whose result nobody uses.
    ComparisonDropped,
    /// A handler for everything: bare, `Exception` or `BaseException`.
    HandlerBroad,
    /// A character that turns the direction of writing.
    HiddenDirection,
    /// A value that is compared with itself.
    ComparedWithItself,
    /// A check that refuses a file outside of a folder, and compares only the letters of their names.
    FolderByLetters,
    /// Text, a number or a list is compared by `is`.
    ComparedByPlace,
    /// A word stands where a comparison was meant: `role == "admin" or "owner"`.
    TrueByAWord,
    /// An object that was just made is compared, and its class does not say when two are equal.
    NewObjectCompared,
}

/// One thing a program does. Code that cannot run leaves none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What.
    pub kind: EffectKind,
    /// Where.
    pub span: Span,
    /// The entry function under evaluation; empty for the module body.
    pub entry: String,
    /// The function in which it stands; empty at module level.
    pub function: String,
    /// Whether it happens.
    pub reach: Reach,
}

/// Something the evaluator could not follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Where.
    pub span: Span,
    /// What.
    pub why: Reason,
}

/// Where fuel ran out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Where the statement begins.
    pub at: u32,
    /// The qualified name of its function; empty at module level.
    pub function: String,
}

/// Everything a program would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// In order of evaluation.
    pub effects: Vec<Effect>,
    /// What could not be followed.
    pub limits: Vec<Limit>,
    /// Whether fuel ran out: effects may be missing.
    pub exhausted: bool,
    /// Where it ran out first, when that was in a statement.
    pub stopped: Option<Stopped>,
    /// How many steps it took to find out.
    pub steps: u64,
    /// Names of judged functions the program does not define.
    pub missing: Vec<String>,
    /// What calls in sight hand to parameters, by where their names begin.
    pub handed: BTreeMap<u32, Handed>,
}

/// What calls in sight hand to a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Handed {
    /// Some call hands it what is told of where the call stands: a constant, or data whose origin is known.
    pub told: bool,
    /// Some call hands it what nobody can tell there, or was not followed.
    pub vague: bool,
    /// Its function is named as one that nobody else calls: with one underscore before it.
    pub own: bool,
}

impl Handed {
    /// What two files say of the same parameter.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            told: self.told || other.told,
            vague: self.vague || other.vague,
            own: self.own || other.own,
        }
    }
}
