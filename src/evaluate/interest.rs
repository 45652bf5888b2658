//! Which names in a program can matter to those who will ask about it, prepared for a quick look at every name.
//!
//! Filled by whoever asks (the rules); knows models, and no danger. Called by `outline` and `relevance`.

mod learn;

use super::entry::takes;
use super::kinds::{Kind, KindNames, Kinds, last_of};
use super::knowledge::{AND, Knowledge, LIST_OF};
use super::outline::{Name, name_of};
use super::table::Table;
use ruff_python_ast as ast;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a name, or a piece of a program, can have to do with what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Part(u8);

impl Part {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// It is asked about, whatever is handed to it.
    pub const ASKED: Self = Self(1);
    /// It is asked about where it stands; whoever calls it is not.
    pub const FORM: Self = Self(2);
    /// It is asked about when data from a source reaches it.
    pub const SINK: Self = Self(4);
    /// Data comes from it.
    pub const SOURCE: Self = Self(8);
    /// It is asked about when something is made from an ingredient there.
    pub const PRODUCT: Self = Self(16);
    /// Such an ingredient.
    pub const INGREDIENT: Self = Self(32);
    /// Data comes from it that matters only where something is asked about whatever is handed to it.
    pub const ANSWER: Self = Self(64);

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What the methods of an object get from how it was made.
    pub(super) const fn given(self) -> Self {
        Self(self.0 & (Self::SOURCE.0 | Self::INGREDIENT.0 | Self::ANSWER.0))
    }

    /// Whether anything is asked about it itself.
    pub(super) const fn asks(self) -> bool {
        self.0 & !Self(u8::MAX).given().0 != 0
    }

    /// Whether it counts for whoever calls what has it.
    pub(super) const fn spreads(self) -> bool {
        self.0 & !Self::FORM.0 != 0
    }

    /// What has to come together for something to be asked about.
    pub(super) const MEETINGS: [(Self, Self); 2] = [
        (Self::SINK, Self::SOURCE),
        (Self::PRODUCT, Self::INGREDIENT),
    ];

    /// Whether something is asked about, whatever else comes together there.
    pub(super) const fn matters_alone(self) -> bool {
        self.has(Self::ASKED) || self.has(Self::FORM)
    }

    /// Whether something asked about may happen where all of this comes together.
    pub(super) fn matters(self) -> bool {
        let mut meetings = Self::MEETINGS.into_iter();
        self.matters_alone() || meetings.any(|(one, other)| self.has(one.and(other)))
    }
}

/// The forms of statements that are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FormsAsked {
    /// An `assert`.
    pub asserts: bool,
    /// A handler that does nothing, or only goes on with the loop.
    pub idle_handlers: bool,
    /// Anything else about a handler.
    pub handlers: bool,
    /// What a handler of a check answers.
    pub guards: bool,
    /// A check that is made only of what was given.
    pub optional: bool,
    /// A value that is compared with itself.
    pub itself: bool,
    /// A check that compares the letters of a folder's name.
    pub letters: bool,
}

/// How many packages are told apart; all others count as always present.
const ROOTS: usize = 512;

/// A set of packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Roots([u64; ROOTS / 64]);

impl Roots {
    pub(super) fn add(&mut self, root: Root) {
        if let Some(word) = self.0.get_mut(usize::from(root.0) / 64) {
            *word |= 1 << (root.0 % 64);
        }
    }

    pub(super) fn has(self, root: Root) -> bool {
        self.0
            .get(usize::from(root.0) / 64)
            .is_some_and(|word| word & (1 << (root.0 % 64)) != 0)
    }

    /// Adds all of another set; whether that was news.
    pub(super) fn join(&mut self, other: Self) -> bool {
        let before = *self;
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
        *self != before
    }
}

/// A package that models speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Root(u16);

/// What a name has to do with what is asked, and by which of its arguments alone, if by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What it has to do with it.
    pub part: Part,
    /// The position of the argument that counts; what stands there in the program is harmless.
    pub position: Option<u32>,
    /// An argument without which nothing is asked about a call.
    pub needs: Option<Needed>,
    /// Whether only a call is asked about of which nobody takes what it gives.
    pub dropped: bool,
}

/// An argument that must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    /// Its position, if it has one.
    position: Option<u32>,
    /// Its name, if it has one.
    name: Option<Name>,
}

impl Needed {
    /// The argument at a position, or with a name.
    #[must_use]
    pub fn new(position: Option<u32>, name: Option<&str>) -> Self {
        Self {
            position,
            name: name.map(name_of),
        }
    }

    /// Whether a call may give it.
    pub(super) fn is_given(self, arguments: &ast::Arguments) -> bool {
        let all = &arguments.args;
        let positional = self.position.is_some_and(|at| all.len() > at as usize);
        let by_name = |k: &ast::Keyword| match (&k.arg, self.name) {
            (Some(own), Some(name)) => name_of(own.as_str()) == name,
            _ => true,
        };
        positional
            || all.iter().any(ast::Expr::is_starred_expr)
            || arguments.keywords.iter().any(by_name)
    }
}

impl Asked {
    /// Asked about however it is used.
    #[must_use]
    pub fn whole(part: Part) -> Self {
        Self {
            part,
            position: None,
            needs: None,
            dropped: false,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        // What only gives something has no argument that counts.
        let part = self.part.and(other.part);
        match (self.part.asks(), other.part.asks()) {
            (true, true) => Self {
                part,
                position: self.position.filter(|_| self.position == other.position),
                needs: self.needs.filter(|_| self.needs == other.needs),
                dropped: self.dropped && other.dropped,
            },
            (false, true) => Self { part, ..other },
            _ => Self { part, ..self },
        }
    }
}

/// A name as the last of a qualified one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) root: Root,
    pub(super) asked: Asked,
    /// Whether it stands directly in its package, so that only the package itself has it.
    pub(super) shallow: bool,
    /// What it is a member of, unless that is the package.
    pub(super) kind: Option<Kind>,
    /// Whether something is asked when a value is given to it, by assignment or as an argument.
    pub(super) set: bool,
}

/// What counts of a name wherever it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    /// The qualified names of which it is the last.
    pub(super) members: Vec<Member>,
    /// What it has to do with what is asked as a method of anything.
    pub(super) anywhere: Part,
    /// As an attribute of anything it is an object of this package.
    pub(super) object: Option<Root>,
    /// What it may bring forth.
    pub(super) brings: Kinds,
    /// Objects and modules that are known by their full names, of which it is the last.
    pub(super) things: Vec<Thing>,
}

impl Word {
    /// Whether nothing depends on whose member it is.
    pub(super) fn is_bare(&self) -> bool {
        self.members.is_empty() && self.things.is_empty()
    }
}

/// An object of a library, or a module in a package.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    pub(super) name: String,
    pub(super) root: Root,
    pub(super) kind: Kind,
    /// What its members give.
    pub(super) gives: Part,
}

/// What the name of a receiver suggests of a method.
#[derive(Debug, Clone)]
pub(super) struct Guessed {
    /// Parts of receivers' names, in lower case.
    named: Vec<String>,
    /// What the type has to do with what is asked.
    pub(super) asked: Asked,
    /// The type, and its package.
    pub(super) root: Root,
    pub(super) kind: Kind,
}

/// What is asked about: qualified names, and what follows from the models.
#[derive(Debug, Clone, Default)]
pub struct Interest {
    /// Qualified names.
    exact: FxHashMap<String, Asked>,
    /// Last names.
    words: FxHashMap<String, Word>,
    /// Method → what receivers' names suggest.
    guesses: FxHashMap<String, Vec<Guessed>>,
    kinds: KindNames,
    /// Last names of decorators that hand a function to a framework.
    decorators: FxHashMap<String, Vec<Root>>,
    /// Methods that a framework calls.
    handlers: FxHashMap<String, Vec<Root>>,
    /// Last names of calls that hand a function to a framework.
    registrations: FxHashMap<String, Vec<Root>>,
    /// Names of parameters that hold data of a framework.
    parameters: FxHashMap<String, Vec<Root>>,
    /// Parameters by which a function is known that a framework calls.
    entered: Vec<Vec<String>>,
    /// What is asked about when an item of it is set.
    pub(super) items: Vec<(Root, Kind, Part)>,
    /// Modules whose import is asked about.
    pub(super) modules: FxHashSet<String>,
    /// The forms of statements that are asked about.
    pub forms: FormsAsked,
    /// Calls to which nothing may be handed that has some name.
    pub shown: Vec<String>,
    /// Last names of calls that give an object of which every method is asked about.
    openers: FxHashSet<String>,
    /// Keys at which data from outside stands.
    keys: FxHashSet<String>,
    /// Last names of calls that give a class, with what that has to do with what is asked.
    makers: FxHashMap<String, Part>,
    /// Last names of calls that never come back.
    enders: FxHashSet<String>,
    roots: FxHashMap<String, Root>,
    /// Package → packages whose objects it gives.
    gives: Vec<Roots>,
    aliases: FxHashMap<String, String>,
    /// What functions share that are called for one request, and how they refuse.
    between: learn::Between,
    described: FxHashSet<String>,
    known_modules: FxHashSet<String>,
}

fn root_of(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

impl Interest {
    /// Takes qualified names. `package.*` means everything inside, `*.name` and `?.name` a method of anything.
    #[must_use]
    pub fn new(
        names: &[(String, Asked)],
        modules: impl IntoIterator<Item = String>,
        forms: FormsAsked,
        knowledge: &Knowledge,
    ) -> Self {
        let mut interest = Self {
            forms,
            modules: modules.into_iter().collect(),
            ..Self::default()
        };
        interest.root("builtins");
        for (name, asked) in names {
            interest.ask(name, *asked);
        }
        let source = Asked::whole(Part::SOURCE);
        interest.learn_sources(knowledge);
        for (name, ty) in &knowledge.returns {
            if ty.strip_prefix(LIST_OF).unwrap_or(ty) == "stored" {
                interest.ask(name, source);
            }
            let class = ty.strip_prefix("class ");
            if let Some(&asked) = class.and_then(|class| interest.exact.get(class)) {
                interest.makers.insert(last_of(name).to_owned(), asked.part);
            }
        }
        for (alias, name) in &knowledge.aliases {
            interest.aliases.insert(alias.clone(), name.clone());
            if let Some(&asked) = interest.exact.get(name) {
                interest.ask(alias, asked);
            }
        }
        for (name, asked) in names {
            let whole = name.strip_suffix(".*");
            let Some(ty) = whole.filter(|_| asked.part.has(Part::ASKED)) else {
                continue;
            };
            let gives = |given: &str| given.split(AND).any(|given| given == ty);
            for (callee, _) in knowledge.returns.iter().filter(|(_, ty)| gives(ty)) {
                interest.openers.insert(last_of(callee).to_owned());
            }
        }
        let enders = knowledge.ends.iter().chain(knowledge.passes.keys());
        let enders = enders.map(|name| last_of(name)).chain(["int", "float"]);
        interest.enders = enders.map(str::to_owned).collect();
        interest.learn_frameworks(knowledge);
        interest.learn_guesses(knowledge);
        interest.learn_gifts(knowledge);
        let (brought, given) = interest.kinds.brought(knowledge);
        for (name, brought) in brought {
            let word = interest.words.entry(name).or_default();
            word.brings.join(&brought);
        }
        interest.learn_objects(&given);
        let described = [
            &knowledge.returns,
            &knowledge.attributes,
            &knowledge.sources,
            &knowledge.aliases,
        ];
        interest.described = described
            .into_iter()
            .flat_map(Table::keys)
            .chain(knowledge.cleans.keys())
            .chain(knowledge.checks.keys())
            .chain(knowledge.passes.keys())
            .chain(knowledge.signatures.keys())
            .chain(interest.exact.keys())
            .cloned()
            .collect();
        let entered = knowledge.entries_by_parameters.iter();
        interest.entered = entered.map(|known| known.parameters.clone()).collect();
        interest.known_modules = knowledge.modules.iter().cloned().collect();
        interest
    }

    /// Whether a call of this last name may give an object of which every method is asked about.
    pub(super) fn opens(&self, last: &str) -> bool {
        self.openers.contains(last)
    }

    /// Whether a call of this last name may never come back.
    pub(super) fn ends(&self, last: &str) -> bool {
        self.enders.contains(last)
    }

    fn root(&mut self, name: &str) -> Root {
        if let Some(&root) = self.roots.get(name) {
            return root;
        }
        // One for all that come too late: it is always present.
        let next = u16::try_from(self.roots.len()).unwrap_or(0);
        let root = Root(if usize::from(next) < ROOTS { next } else { 0 });
        self.roots.insert(name.to_owned(), root);
        root
    }

    fn ask(&mut self, name: &str, asked: Asked) {
        let part = asked.part;
        if let Some(inside) = name.strip_suffix(".*") {
            // Whatever stands in it: whoever names it.
            return self.ask(inside, asked);
        }
        if let Some(method) = name.strip_prefix("*.").or_else(|| name.strip_prefix("?.")) {
            let word = self.words.entry(method.to_owned()).or_default();
            word.anywhere = word.anywhere.and(part);
            return;
        }
        // `Type.attribute=`, `call.keyword()`, `Type.config[KEY]`: what is written is the last name.
        let written = name;
        let name = name.trim_end_matches('=').trim_end_matches("()");
        let name = name.split(['[', '(']).next().unwrap_or(name);
        let set = name != written;
        let root = self.root(root_of(name));
        let known = self.exact.entry(name.to_owned()).or_insert(asked);
        *known = known.and(asked);
        let (outer, written) = name.rsplit_once('.').unwrap_or(("", name));
        let last = match written {
            "__setitem__" => {
                let kind = self.kinds.of(outer);
                self.items.push((root, kind, part));
                return;
            }
            // What is written is the type, or the call that gives the object.
            "__call__" | "__getitem__" | "__iter__" | "__enter__" => {
                let whole = Asked::whole(part);
                let known = self.exact.entry(outer.to_owned()).or_insert(whole);
                *known = known.and(whole);
                if matches!(outer, "builtins.globals" | "builtins.locals") {
                    let vars = self.exact.entry("builtins.vars".to_owned());
                    let known = vars.or_insert(whole);
                    *known = known.and(whole);
                    self.note_member("vars", root, whole);
                }
                last_of(outer)
            }
            last => last,
        };
        let shallow = !outer.contains('.');
        let of_kind = !shallow && last == written && root != Root::BUILTINS;
        let member = Member {
            root,
            asked,
            shallow,
            kind: of_kind.then(|| self.kinds.of(outer)),
            set,
        };
        let members = &mut self.words.entry(last.to_owned()).or_default().members;
        let like = |m: &&mut Member| {
            (m.root, m.shallow, m.kind, m.set)
                == (member.root, member.shallow, member.kind, member.set)
        };
        match members.iter_mut().find(like) {
            Some(known) => known.asked = known.asked.and(asked),
            None => members.push(member),
        }
    }

    /// A built-in that is looked up by its name.
    fn note_member(&mut self, last: &str, root: Root, asked: Asked) {
        let members = &mut self.words.entry(last.to_owned()).or_default().members;
        members.push(Member {
            root,
            asked,
            shallow: true,
            kind: None,
            set: false,
        });
    }

    /// The thing that a full name brings.
    pub(super) fn thing(&self, name: &str) -> Option<&Thing> {
        let known = &self.words.get(last_of(name))?.things;
        let found = known.iter().find(|thing| thing.name == name);
        if found.is_some() || known.is_empty() || self.aliases.is_empty() {
            return found;
        }
        let normal = self.normal(name);
        known.iter().find(|thing| thing.name == normal)
    }

    /// The packages whose objects those of this one give.
    pub(super) fn given(&self, root: Root) -> Roots {
        self.gives
            .get(usize::from(root.0))
            .copied()
            .unwrap_or_default()
    }

    /// All packages whose objects a file has that uses these.
    pub(super) fn reachable(&self, module: &str) -> Roots {
        match self.roots.get(root_of(module)) {
            Some(&root) => self.given(root),
            None => self.given(Root::BUILTINS),
        }
    }

    pub(super) fn package(&self, module: &str) -> Option<Root> {
        self.roots.get(root_of(module)).copied()
    }

    /// The name by which models know a qualified name.
    fn normal(&self, name: &str) -> String {
        let mut normal = String::with_capacity(name.len());
        for part in name.split('.') {
            if !normal.is_empty() {
                normal.push('.');
            }
            normal.push_str(part);
            if let Some(alias) = self.aliases.get(&normal) {
                normal.clone_from(alias);
            }
        }
        normal
    }

    /// What a qualified name has to do with what is asked; `None` when nobody asks about it.
    pub(super) fn exact(&self, name: &str) -> Option<Asked> {
        match self.exact.get(name) {
            Some(asked) => Some(*asked),
            None if self.aliases.is_empty() => None,
            None => self.exact.get(&self.normal(name)).copied(),
        }
    }

    /// Whether models describe a thing, so that its own code need not be followed.
    pub(super) fn describes(&self, name: &str) -> bool {
        self.described.contains(name)
    }

    /// Whether a name that nothing binds is taken for a module.
    pub(super) fn is_module(&self, name: &str) -> bool {
        self.known_modules.contains(name)
    }

    /// What counts of a name; `None` when nothing does.
    pub(super) fn word(&self, name: &str) -> Option<&Word> {
        self.words.get(name)
    }

    pub(super) fn members(&self, last: &str) -> &[Member] {
        self.words.get(last).map_or(&[], |word| &word.members)
    }

    /// What a method of something with this name may be.
    pub(super) fn guessed(&self, method: &str, receiver: &str) -> Option<&Guessed> {
        let guesses = self.guesses.get(method)?;
        let receiver = receiver.to_lowercase();
        guesses
            .iter()
            .find(|guess| guess.named.iter().any(|n| receiver.contains(n.as_str())))
    }

    pub(super) fn decorators(&self, last: &str) -> &[Root] {
        self.decorators.get(last).map_or(&[], Vec::as_slice)
    }

    pub(super) fn handlers(&self, method: &str) -> &[Root] {
        self.handlers.get(method).map_or(&[], Vec::as_slice)
    }

    pub(super) fn registrations(&self, last: &str) -> &[Root] {
        self.registrations.get(last).map_or(&[], Vec::as_slice)
    }

    /// Whether a framework calls a function with these parameters.
    pub(super) fn is_entered(&self, own: &ast::Parameters) -> bool {
        self.entered.iter().any(|names| takes(own, names))
    }

    pub(super) fn parameters(&self, name: &str) -> &[Root] {
        self.parameters.get(name).map_or(&[], Vec::as_slice)
    }
}
