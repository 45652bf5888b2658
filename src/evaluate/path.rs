//! Names of files: how they are joined and made plain, and which checks hold them inside a folder.
//!
//! A name that was resolved (`realpath`, `resolve`) or at least made plain (`normpath`, `abspath`)
//! holds no `..` any more; only then does a comparison with a folder say something. What is learnt
//! is the test `path`. Knows no rule. Called by `library`, `external`, `condition` and `string`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Node, Part, Relation, Val};
use crate::text::Span;
use std::sync::Arc;

/// The test that a name has passed which cannot leave its folder.
pub(super) const INSIDE: &str = "path";
/// What is learnt of a path whose dots were followed: it is not the folder above, and in none below that.
const ABOVE: &str = "normal:not:..";
const BELOW: &str = "normal:not:../";

/// Calls that leave no `..` in a name.
pub(super) const PLAIN: &[&str] = &[
    "os.path.realpath",
    "os.path.abspath",
    "os.path.normpath",
    "pathlib.Path.resolve",
];

/// How many steps up from a name are followed.
const CLIMBS: u32 = 12;

/// Choices within choices that are looked through.
const CHOICES: u32 = 3;

/// Calls that give the folder in which a name lies.
const FOLDER_OF: &[&str] = &["os.path.dirname", "pathlib.Path.parent"];

/// How many wrappings of one value are looked through.
const WRAPPINGS: usize = 8;

/// Whether this is the name of what parts folders.
pub(super) fn is_separator(name: &str) -> bool {
    matches!(name, "os.sep" | "os.path.sep")
}

impl Machine<'_, '_> {
    /// What a function of `os.path` gives for names that are known, and its parts for others.
    pub(super) fn path_call(&mut self, short: &str, args: &Args, span: Span) -> Option<Val> {
        let known: Option<Vec<Arc<str>>> = args
            .positional
            .iter()
            .map(|(v, _)| match self.kind(self.look(*v)) {
                Kind::Str(s) => Some(s.clone()),
                _ => None,
            })
            .collect();
        let plain = args.keywords.is_empty() && args.rest.is_none() && args.spread.is_none();
        let known = known.filter(|k| plain && !k.is_empty());
        match (short, known.as_deref()) {
            ("join", Some(parts)) => {
                let text = join(parts);
                Some(self.text(&text, span))
            }
            ("basename", Some([name])) => {
                let (_, tail) = split(name);
                Some(self.text(tail, span))
            }
            ("dirname", Some([name])) => {
                let (head, _) = split(name);
                Some(self.text(head, span))
            }
            ("normpath", _) if self.world.is_none() => self.plain_from_root(args, span),
            // Both halves carry the name; the second holds no folder.
            // The world of a probe knows both halves.
            ("split" | "splitext", Some(_)) if self.world.is_some() => None,
            ("split" | "splitext", _) => {
                let from = args.all();
                let first = How::Call(Arc::from(format!("os.path.{short}")));
                let head = self.derive(Some("str"), &from, first, span);
                let last = if short == "split" {
                    "os.path.basename"
                } else {
                    "os.path.splitext()"
                };
                let tail = self.derive(Some("str"), &from, How::Call(Arc::from(last)), span);
                if let ("splitext", [whole]) = (short, from.as_slice()) {
                    self.note_sides(*whole, &[head, tail], "");
                }
                Some(self.tuple(vec![head, tail], span))
            }
            _ => None,
        }
    }

    /// A method of a path that tells where it leads. `None`: nothing special about it.
    pub(super) fn path_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        match name {
            "is_relative_to" => {
                let folder = args.get(0, "other");
                if !folder.is_some_and(|f| self.holds_inside(receiver, f)) {
                    return Ok(Some(self.derive(Some("bool"), &[], How::Plain, span)));
                }
                Ok(Some(
                    self.make(Kind::Test(Arc::from(INSIDE), receiver), span),
                ))
            }
            // The disk says whether two names lead to one place.
            "samefile" => Ok(args.get(0, "other_path").map(|other| {
                let same = Kind::Compare(Relation::Equal, receiver, other);
                self.make(same, span)
            })),
            // It raises for a name that leads out.
            "relative_to" => {
                let folder = args.get(0, "other");
                self.may_raise(Some("builtins.ValueError"), span);
                if folder.is_some_and(|f| self.holds_inside(receiver, f)) {
                    self.learn_inside(receiver, span);
                }
                let inside = self.look(receiver);
                Ok(Some(self.arena.add(Node {
                    kind: Kind::External(Arc::from("pathlib.Path"), 0, false),
                    span,
                    from: [inside].into(),
                    how: How::Plain,
                })))
            }
            _ => Ok(None),
        }
    }

    /// `name.startswith(folder + "/")` of a plain name.
    pub(super) fn prefix_holds_inside(&self, name: Val, prefix: Val) -> bool {
        self.ends_with_separator(prefix) && self.holds_inside(name, prefix)
    }

    /// Learns what an equality says of names: `commonpath([folder, name]) == folder`.
    pub(super) fn learn_common_path(&mut self, a: Val, b: Val, span: Span) {
        // The folder itself leads nowhere else.
        for (name, folder) in [(a, b), (b, a)] {
            if self.holds_inside(name, folder) && self.chosen_outside(name) {
                self.learn_inside(name, span);
            }
        }
        for (part, folder) in [(a, b), (b, a)] {
            if let Some(name) = self.one_above(part, folder) {
                self.learn_inside(name, span);
            }
            self.learn_beginning(part, folder, span);
        }
        for (common, folder) in [(a, b), (b, a)] {
            if let Some(name) = self.climbed(common, 0)
                && self.holds_inside(name, folder)
            {
                self.learn_inside(name, span);
            }
            let node = self.arena.node(self.unwrapped(common));
            let How::Call(callee) = node.how.clone() else {
                continue;
            };
            let from = node.from.clone();
            match (&*callee, from.first()) {
                ("os.path.commonpath", _) => {}
                _ => continue,
            }
            // A number in its name leads nowhere else.
            if !self.is_own_list(folder) {
                continue;
            }
            let mut names = Vec::new();
            for &list in from.iter() {
                match self.content_kind(self.look(list)) {
                    Kind::Tuple(items) => names.extend(items.iter().copied()),
                    Kind::List(items) => names.extend(items.iter().copied()),
                    _ => {}
                }
            }
            let folder = self.unwrapped(folder);
            for name in names {
                if self.unwrapped(name) != folder && self.is_plain(name) {
                    self.learn_inside(name, span);
                }
            }
        }
    }

    /// One of the folders above a name is this one: `parent == folder` for a parent of `name.parents`.
    fn one_above(&self, parent: Val, folder: Val) -> Option<Val> {
        let name = self.part_of(parent, "pathlib.Path.parents")?;
        self.holds_inside(name, folder).then_some(name)
    }

    /// The name above which a value is a folder, however many steps up: `name.parent.parent`, or any of these.
    fn climbed(&self, v: Val, steps: u32) -> Option<Val> {
        if steps > CLIMBS {
            return None;
        }
        let v = self.unwrapped(v);
        if let Kind::Either(options) = self.kind(v) {
            let mut names = options.iter().map(|(option, _)| {
                let above = self.climbed(*option, steps + 1);
                above.unwrap_or(*option)
            });
            let first = names.next()?;
            let own = self.unwrapped(first);
            return names
                .all(|name| self.unwrapped(name) == own)
                .then_some(first);
        }
        let node = self.arena.node(v);
        match (&node.how, node.from.first()) {
            (How::Call(callee), Some(&below)) if FOLDER_OF.contains(&&**callee) => {
                Some(self.climbed(below, steps + 1).unwrap_or(below))
            }
            _ => None,
        }
    }

    /// The name of which a comparison asks whether one of the folders above it is a certain one.
    pub(super) fn found_above(&self, condition: Val) -> Option<Val> {
        let Kind::Compare(Relation::Equal, a, b) = *self.kind(condition) else {
            return None;
        };
        self.one_above(a, b).or_else(|| self.one_above(b, a))
    }

    /// A name begins with the parts of a folder: `name.parts[:n] == folder.parts`. Only the first part of a
    /// name is the root, so no other run of them is equal to those of a folder that begins there.
    fn learn_beginning(&mut self, some: Val, all: Val, span: Span) {
        let node = self.arena.node(self.unwrapped(all));
        if node.how == How::Call(Arc::from("pathlib.Path.parts"))
            && let [folder] = *node.from.clone()
            && self.is_plain(folder)
            && let Some(name) = self.part_of(some, "pathlib.Path.parts")
            && self.holds_inside(name, folder)
        {
            self.learn_inside(name, span);
        }
    }

    /// The object of which this is one part, or some parts, that this attribute gives.
    pub(super) fn part_of(&self, part: Val, attribute: &str) -> Option<Val> {
        let node = self.arena.node(self.unwrapped(part));
        let whole = node.from.first().filter(|_| node.how == How::Part)?;
        let whole = self.arena.node(self.unwrapped(*whole));
        let given = matches!(&whole.how, How::Call(callee) if &**callee == attribute);
        whole.from.first().copied().filter(|_| given)
    }

    /// A path whose dots `normpath` has followed goes up only where it begins, and does not begin so.
    pub(super) fn learn_normal(&mut self, path: Val, start: &str, span: Span) {
        let node = self.arena.node(self.unwrapped(path));
        if node.how != How::Call(Arc::from("os.path.normpath")) {
            return;
        }
        let test = if start == ".." { "lacks:.." } else { BELOW };
        self.learn_test(path, test, span);
    }

    /// The same path is not the folder above.
    pub(super) fn learn_not_above(&mut self, a: Val, b: Val, span: Span) {
        for (path, up) in [(a, b), (b, a)] {
            let node = self.arena.node(self.unwrapped(path));
            if self.is_up(up) && node.how == How::Call(Arc::from("os.path.normpath")) {
                self.learn_test(path, ABOVE, span);
            }
        }
    }

    /// Whether this is `..`.
    pub(super) fn is_up(&self, v: Val) -> bool {
        match self.kind(v) {
            Kind::Str(s) => &**s == "..",
            Kind::Symbol(name) => matches!(&**name, "os.pardir" | "os.path.pardir"),
            _ => false,
        }
    }

    /// `relpath(name, folder).split("/")[0]` is not `..`.
    pub(super) fn learn_first_part(&mut self, a: Val, b: Val, span: Span) {
        for (part, up) in [(a, b), (b, a)] {
            let up = self.is_up(up);
            let Some(&element) = self.arena.node(part).from.first().filter(|_| up) else {
                continue;
            };
            let first = self.parts.get(&(element, [Some(0), None, None])) == Some(&part);
            let node = self.arena.node(element);
            if let (true, How::Call(callee), Some(&text)) = (first, &node.how, node.from.first())
                && &**callee == "str.split"
            {
                self.learn_relative(text, span);
            }
        }
    }

    /// `".." not in path.parts`, `".." not in path.split("/")`: no way up.
    pub(super) fn learn_parts(&mut self, parts: Val, span: Span) {
        if let Kind::Many(_, element) = self.content_kind(parts) {
            let node = self.arena.node(element);
            if node.how == How::Call(Arc::from("str.split"))
                && let [text, mark] = *node.from
                && self.ends_with_separator(mark)
            {
                self.learn_test(text, "lacks:..", span);
            }
            return;
        }
        let node = self.arena.node(self.unwrapped(parts));
        if node.how == How::Call(Arc::from("pathlib.Path.parts")) {
            self.learn_of_parts(parts, "lacks:..", span);
        }
    }

    /// `path.is_absolute()`: it begins at the root, or it does not.
    pub(super) fn learn_absolute(&mut self, said: Val, holds: bool, span: Span) {
        let node = self.arena.node(said);
        let (How::Call(callee), Some(&path)) = (&node.how, node.from.first()) else {
            return;
        };
        let test = if holds {
            "str.startswith:/"
        } else {
            "not:str.startswith:/"
        };
        match &**callee {
            "pathlib.Path.is_absolute" => self.learn_of_path(path, test, span),
            "os.path.isabs" => self.learn_test(path, test, span),
            _ => {}
        }
    }

    /// `folder in name.parents`: the name whose parents these are.
    pub(super) fn learn_parents(&mut self, folder: Val, parents: Val, span: Span) -> bool {
        if let Some(name) = self.with_all_above(parents) {
            if self.holds_inside(name, folder) {
                self.learn_inside(name, span);
            }
            return true;
        }
        let node = self.arena.node(parents);
        if node.how != How::Call(Arc::from("pathlib.Path.parents")) {
            return false;
        }
        if let [name, ..] = *node.from.clone()
            && self.holds_inside(name, folder)
        {
            self.learn_inside(name, span);
        }
        true
    }

    /// The name that `[name, *name.parents]` is about, or `list(name.parents)`.
    pub(super) fn with_all_above(&self, list: Val) -> Option<Val> {
        let Kind::Many(_, element) = self.content_kind(list) else {
            return None;
        };
        let options: Vec<Val> = match self.kind(element) {
            Kind::Either(options) => options.iter().map(|(option, _)| *option).collect(),
            _ => vec![element],
        };
        let mut above = options.iter();
        let name = above.find_map(|&one| self.part_of(one, "pathlib.Path.parents"))?;
        let own = self.unwrapped(name);
        let fits = |&one: &Val| {
            let of = self.part_of(one, "pathlib.Path.parents");
            self.unwrapped(of.unwrap_or(one)) == own
        };
        options.iter().all(fits).then_some(name)
    }

    /// Learns that a name leads nowhere but into its folder; so does the name it was resolved from.
    pub(super) fn learn_inside(&mut self, name: Val, span: Span) {
        self.learn_of_owners(name, span);
        let mut at = name;
        for _ in 0..WRAPPINGS {
            let v = self.look(at);
            if self.learn_each(v, &mut |m, option| m.learn_inside(option, span)) {
                return;
            }
            match self.kind(v).clone() {
                // An object stays what it is, with the test behind it.
                kind @ (Kind::External(..) | Kind::Unknown(..))
                    if !matches!(&kind, Kind::Unknown(ty, _)
                        if ty.as_ref().is_none_or(|ty| !ty.contains('.'))) =>
                {
                    let kind = match kind {
                        Kind::Unknown(Some(ty), _) => Kind::External(ty, 0, false),
                        kind => kind,
                    };
                    let tested = self.make(Kind::Tested(Arc::from(INSIDE), v), span);
                    let inside = self.arena.add(Node {
                        kind,
                        span,
                        from: [tested].into(),
                        how: How::Plain,
                    });
                    self.state.learn(v, inside);
                }
                Kind::Unknown(..) | Kind::Text(_) => self.learn_test(v, INSIDE, span),
                _ => {}
            }
            let Some(inner) = self.wrapped(v).or_else(|| self.made_plain_from(v)) else {
                self.learn_of_joined(v, span);
                break;
            };
            at = inner;
        }
    }

    /// Learns a test of an object outside the file: it stays what it is, with the test behind it.
    pub(super) fn learn_of_object(&mut self, object: Val, test: &str, span: Span) {
        // The object may be what another question left of it on a way that is over.
        let mut whole = object;
        while let Some(before) = self.asked_of(whole) {
            whole = before;
        }
        let v = self.look(whole);
        if !self.learn_each(v, &mut |m, option| m.learn_of_this(option, test, span)) {
            self.learn_of_this(v, test, span);
        }
        // Where ways come together, what was learnt in several steps is one fact.
        let learnt = self.look(v);
        self.state.learn(whole, learnt);
    }

    fn learn_of_this(&mut self, object: Val, test: &str, span: Span) {
        let v = self.look(object);
        let kind @ Kind::External(_, 0, _) = self.kind(v).clone() else {
            return;
        };
        let tested = self.make(Kind::Tested(Arc::from(test), v), span);
        let learnt = self.arena.add(Node {
            kind,
            span,
            from: [tested].into(),
            how: How::Plain,
        });
        self.state.learn(v, learnt);
    }

    /// The object that this one is, with what a question about it has shown.
    pub(super) fn asked_of(&self, object: Val) -> Option<Val> {
        let node = self.arena.node(object);
        let (Kind::External(..), [tested]) = (&node.kind, &*node.from) else {
            return None;
        };
        match *self.kind(*tested) {
            Kind::Tested(_, before) if matches!(self.kind(before), Kind::External(..)) => {
                Some(before)
            }
            _ => None,
        }
    }

    /// Whether a comparison of this name with this folder says that it leads nowhere else.
    pub(super) fn holds_inside(&self, name: Val, folder: Val) -> bool {
        self.is_plain(name)
            && !self.is_root(folder)
            && (!self.chosen_outside(folder) || self.is_of_plain_parts(folder))
    }

    /// Whether a folder is the one that everything lies in.
    pub(super) fn is_root(&self, folder: Val) -> bool {
        match self.kind(self.unwrapped(folder)) {
            Kind::Str(s) => s.chars().all(|c| c == '/'),
            Kind::Symbol(name) => is_separator(name),
            _ => false,
        }
    }

    pub(super) fn is_plain(&self, name: Val) -> bool {
        self.is_plain_within(name, CHOICES)
    }

    /// What is put together again and again may be one of several that are one of several themselves, itself among them.
    fn is_plain_within(&self, name: Val, steps: u32) -> bool {
        let mut at = self.unwrapped(name);
        if let Kind::Either(options) = self.kind(at) {
            let mut options = options.iter();
            return steps > 0
                && options.all(|&(option, _)| self.is_plain_within(option, steps - 1));
        }
        for _ in 0..WRAPPINGS {
            let node = self.arena.node(at);
            match (&node.how, node.from.first()) {
                (How::Call(callee), _) if PLAIN.contains(&&**callee) => return true,
                // The folder of such a name is one, too.
                (How::Call(callee), Some(&inner)) if FOLDER_OF.contains(&&**callee) => {
                    at = self.unwrapped(inner);
                }
                _ => return false,
            }
        }
        false
    }

    /// What a name was made plain from, when that is one value.
    fn made_plain_from(&self, v: Val) -> Option<Val> {
        let node = self.arena.node(v);
        match (&node.how, &*node.from) {
            (How::Call(callee), [one]) if PLAIN.contains(&&**callee) => Some(*one),
            // What lies in a folder inside lies inside, when its name holds no step up.
            (How::Call(callee), [one]) if FOLDER_OF.contains(&&**callee) && self.is_plain(*one) => {
                Some(*one)
            }
            _ => None,
        }
    }

    /// A name without `str(…)`, `Path(…)` and what was learnt about it.
    pub(super) fn unwrapped(&self, v: Val) -> Val {
        let mut at = self.look(v);
        for _ in 0..WRAPPINGS {
            match self.wrapped(at) {
                // Behind what was learnt stands the value itself.
                Some(inner) if matches!(self.kind(at), Kind::Tested(..)) => at = inner,
                Some(inner) => at = self.look(inner),
                None => break,
            }
        }
        at
    }

    fn wrapped(&self, v: Val) -> Option<Val> {
        let node = self.arena.node(v);
        match (&node.kind, &node.how, &*node.from) {
            (Kind::Tested(_, inner), ..) => Some(*inner),
            (Kind::Text(parts), ..) => match &**parts {
                [Part::Hole(one)] => Some(*one),
                _ => None,
            },
            (_, How::Call(callee), [one])
                if matches!(
                    &**callee,
                    "pathlib.Path" | "os.fspath" | "os.path.normcase" | "builtins.str"
                ) =>
            {
                Some(*one)
            }
            (Kind::External(..), How::Plain, [one]) => Some(*one),
            _ => None,
        }
    }

    /// Whether text ends with the mark between folders.
    pub(super) fn ends_with_separator(&self, v: Val) -> bool {
        let v = self.look(v);
        let node = self.arena.node(v);
        match &node.kind {
            Kind::Str(s) => s.ends_with(['/', '\\']),
            Kind::Symbol(name) => is_separator(name),
            Kind::Either(options) => self.each_ends_with_separator(options),
            Kind::Text(parts) => match parts.last() {
                Some(Part::Literal(s)) => s.ends_with(['/', '\\']),
                Some(Part::Hole(h)) => self.ends_with_separator(*h),
                None => false,
            },
            _ => match (&node.how, node.from.last()) {
                (How::Text, Some(&last)) => self.ends_with_separator(last),
                // `os.path.join(folder, "")` ends with one.
                (How::Call(callee), Some(&last)) if &**callee == "os.path.join" => {
                    matches!(self.kind(last), Kind::Str(s) if s.is_empty() || s.ends_with('/'))
                }
                _ => false,
            },
        }
    }
}

/// What `os.path.join` gives: an absolute part drops what stands before it.
fn join(parts: &[Arc<str>]) -> String {
    let mut path = String::new();
    for part in parts {
        if part.starts_with('/') {
            path.clear();
        } else if !path.is_empty() && !path.ends_with('/') {
            path.push('/');
        }
        path.push_str(part);
    }
    path
}

/// What `os.path.split` gives, but for the slashes at the end of the folder.
fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('/') {
        Some((head, tail)) if !head.trim_end_matches('/').is_empty() => {
            (head.trim_end_matches('/'), tail)
        }
        // Nothing but slashes stands before it: all of them stay.
        Some((head, tail)) => (name.get(..=head.len()).unwrap_or("/"), tail),
        None => ("", name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_and_split_as_python_does() {
        let parts = |parts: &[&str]| join(&parts.iter().map(|p| Arc::from(*p)).collect::<Vec<_>>());
        assert_eq!(parts(&["a", "b"]), "a/b");
        assert_eq!(parts(&["a/", "b", ""]), "a/b/");
        assert_eq!(parts(&["", "b"]), "b");
        assert_eq!(parts(&["/srv/up", "/etc/passwd"]), "/etc/passwd");
        assert_eq!(split("a/b/c"), ("a/b", "c"));
        assert_eq!(split("/c"), ("/", "c"));
        assert_eq!(split("c"), ("", "c"));
        assert_eq!(split("a//"), ("a", ""));
    }
}
