//! Which things of libraries, types above all, a file can have in hand, judged by the names that stand in it.
//!
//! A method of a type can only be called where something gave an object of it: its class, a function that
//! returns one, an attribute that is one. Read off the models; knows no danger. Called by `interest`, and
//! read by `outline` and `relevance`.

use super::knowledge::{AND, Entry, Knowledge};
use rustc_hash::FxHashMap;

/// What the evaluator gives by itself, without a model.
const BUILT_IN: [(&str, &str); 7] = [
    ("re.compile", "re.Pattern"),
    ("re.match", "re.Match"),
    ("re.search", "re.Match"),
    ("re.fullmatch", "re.Match"),
    ("re.finditer", "re.Match"),
    ("contextlib.closing", "contextlib.closing"),
    (
        "configparser.ConfigParser.__getitem__",
        "configparser.SectionProxy",
    ),
];

/// A thing that has members: a type, an object, or a module in a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Kind(u16);

/// A set of such things.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Kinds(Vec<u64>);

impl Kinds {
    pub(super) fn add(&mut self, kind: Kind) {
        let at = usize::from(kind.0) / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        if let Some(word) = self.0.get_mut(at) {
            *word |= 1 << (kind.0 % 64);
        }
    }

    pub(super) fn has(&self, kind: Kind) -> bool {
        let word = self.0.get(usize::from(kind.0) / 64);
        word.is_some_and(|word| word & (1 << (kind.0 % 64)) != 0)
    }

    /// Adds all of another set; whether that was news.
    pub(super) fn join(&mut self, other: &Self) -> bool {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut news = false;
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            news |= *word | more != *word;
            *word |= more;
        }
        news
    }
}

/// The things by their qualified names.
#[derive(Debug, Clone, Default)]
pub(super) struct KindNames(FxHashMap<String, Kind>);

/// The last of a qualified name.
pub(super) fn last_of(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

impl KindNames {
    pub(super) fn of(&mut self, name: &str) -> Kind {
        if let Some(&kind) = self.0.get(name) {
            return kind;
        }
        // One for all that come too late: whoever has the last has them.
        let kind = Kind(u16::try_from(self.0.len()).unwrap_or(u16::MAX));
        self.0.insert(name.to_owned(), kind);
        kind
    }

    /// What each name may bring forth where it stands, with all that those things give in turn without
    /// another name; and the things that nothing gives, which have to be named in full.
    pub(super) fn brought(&mut self, knowledge: &Knowledge) -> (Vec<(String, Kinds)>, Kinds) {
        let mut found = Found::default();
        found.learn_types(self, knowledge);
        found.learn_frameworks(self, knowledge);
        // Each entry is filled by itself: the order does not show.
        #[allow(clippy::iter_over_hash_type)]
        for (name, kind) in &self.0 {
            if found.given.has(*kind) {
                found.tell(last_of(name), *kind);
            }
        }
        for (alias, name) in &knowledge.aliases {
            if let Some(&kind) = self.0.get(name)
                && found.given.has(kind)
            {
                found.tell(last_of(alias), kind);
            }
        }
        let given = found.given.clone();
        (found.all(self.0.len()), given)
    }

    /// All of them, in order.
    pub(super) fn all(&self) -> Vec<(String, Kind)> {
        let mut all: Vec<_> = self.0.iter().map(|(n, k)| (n.clone(), *k)).collect();
        all.sort_unstable();
        all
    }
}

/// What is found in the models.
#[derive(Default)]
struct Found {
    /// Name → what it brings.
    by_name: FxHashMap<String, Kinds>,
    /// What has the first has the second.
    implied: Vec<(Kind, Kind)>,
    /// What any of them gives: types.
    given: Kinds,
}

impl Found {
    fn tell(&mut self, name: &str, kind: Kind) {
        self.given.add(kind);
        self.by_name.entry(name.to_owned()).or_default().add(kind);
    }

    /// What a call or attribute with this qualified name gives.
    fn gives(&mut self, names: &mut KindNames, name: &str, ty: &str) {
        let kind = names.of(ty);
        match name.rsplit_once('.') {
            // Nobody has to name what is called or taken apart, or any attribute.
            Some((outer, last)) if last == "*" || last.starts_with("__") => {
                let outer = names.of(outer);
                self.given.add(kind);
                self.implied.push((outer, kind));
            }
            _ => self.tell(last_of(name), kind),
        }
    }

    fn learn_types(&mut self, names: &mut KindNames, knowledge: &Knowledge) {
        let told = [&knowledge.returns, &knowledge.attributes];
        for (name, told) in told.into_iter().flatten() {
            for ty in told.split(AND).filter(|ty| ty.contains('.')) {
                let ty = ty.strip_prefix("class ").unwrap_or(ty);
                self.gives(names, name, ty);
            }
        }
        for (name, ty) in BUILT_IN {
            self.gives(names, name, ty);
        }
        for (class, bases) in &knowledge.bases {
            let class = names.of(class);
            self.given.add(class);
            for base in bases {
                let base = names.of(base);
                self.given.add(base);
                self.implied.push((class, base));
            }
        }
        for (name, all) in &knowledge.named_parameters {
            for ty in all.iter().filter_map(|named| named.kind.as_deref()) {
                let kind = names.of(ty);
                self.tell(name, kind);
            }
        }
    }

    fn learn_frameworks(&mut self, names: &mut KindNames, knowledge: &Knowledge) {
        let mut entry = |found: &mut Self, name: &str, entry: &Entry| {
            for ty in entry.types() {
                let kind = names.of(ty);
                found.tell(last_of(name), kind);
            }
        };
        for (name, known) in &knowledge.entries {
            entry(self, name, known);
        }
        for (class, handler) in &knowledge.handlers {
            entry(self, class, &handler.entry);
            for method in &handler.methods {
                entry(self, method, &handler.entry);
            }
        }
        for known in &knowledge.entries_by_parameters {
            let names = &known.parameters;
            if let Some(known) = knowledge.entries.get(&known.like) {
                for name in names {
                    entry(self, name, known);
                }
            }
        }
        for guess in &knowledge.entry_guesses {
            if let Some(known) = knowledge.entries.get(&guess.like) {
                for method in &guess.methods {
                    entry(self, method, known);
                }
            }
        }
        for (name, registration) in &knowledge.registrations {
            if let Some(known) = knowledge.entries.get(&registration.like) {
                entry(self, name, known);
            }
        }
    }

    /// What each name brings, with what follows from it.
    fn all(self, count: usize) -> Vec<(String, Kinds)> {
        let mut follows: Vec<Kinds> = (0..count)
            .map(|at| {
                let mut own = Kinds::default();
                own.add(Kind(u16::try_from(at).unwrap_or(u16::MAX)));
                own
            })
            .collect();
        loop {
            let mut news = false;
            for &(from, to) in &self.implied {
                let given = follows.get(usize::from(to.0)).cloned();
                if let (Some(given), Some(own)) = (given, follows.get_mut(usize::from(from.0))) {
                    news |= own.join(&given);
                }
            }
            if !news {
                break;
            }
        }
        let mut all: Vec<(String, Kinds)> = self.by_name.into_iter().collect();
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        for (_, kinds) in &mut all {
            for (at, given) in follows.iter().enumerate() {
                if kinds.has(Kind(u16::try_from(at).unwrap_or(u16::MAX))) {
                    kinds.join(given);
                }
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_brings_what_its_value_gives() {
        let map = |pairs: &[(&str, &str)]| {
            let owned = pairs.iter().map(|(a, b)| ((*a).into(), (*b).into()));
            owned.collect::<super::super::table::Table<String>>()
        };
        let knowledge = Knowledge {
            returns: map(&[("db.connect", "db.Link"), ("db.Link.__enter__", "db.Work")]),
            attributes: map(&[("db.Work.rows", "db.Rows")]),
            aliases: map(&[("db.old.Channel", "db.Link")]),
            bases: [("db.Rows".to_owned(), vec!["db.Items".to_owned()])].into(),
            ..Knowledge::default()
        };
        let mut names = KindNames::default();
        let asked = names.of("db.path");
        let (brought, given) = names.brought(&knowledge);
        let brought: FxHashMap<String, Kinds> = brought.into_iter().collect();
        assert!(!given.has(asked) && !brought.contains_key("path"));
        let mut brings = |name: &str, kind: &str| {
            let kind = names.of(kind);
            brought.get(name).is_some_and(|kinds| kinds.has(kind))
        };
        assert!(brings("connect", "db.Link") && brings("connect", "db.Work"));
        assert!(brings("Channel", "db.Link") && brings("Link", "db.Work"));
        assert!(!brings("connect", "db.Rows"));
        assert!(brings("rows", "db.Rows") && brings("rows", "db.Items"));
        assert!(!brings("Items", "db.Rows"));
    }
}
