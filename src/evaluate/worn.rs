//! How a framework calls what a decorator made of a function: with the names that stand in its addresses, and with
//! what these let through.
//!
//! Called by the survey and by `entry`.

use super::call::Args;
use super::entry::{Door, is_converted};
use super::kinds::last_of;
use super::knowledge::Entry;
use super::machine::{Code, Machine};
use super::record::OriginKind;
use super::value::{CodeId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How many addresses of one function are told apart.
const ADDRESSES: usize = 32;
/// In place of the pattern of a converter: the words that stand in its brackets.
const OWN_WORDS: &str = "*";

/// What is said of a function's addresses besides the first one.
#[derive(Debug, Clone, Default)]
pub(super) struct Ways {
    /// The others.
    more: Vec<Arc<str>>,
    /// Names that the program fills itself where an address does not.
    fixed: Vec<Arc<str>>,
    /// Whether it is called for objects of a class of the program's own.
    own: bool,
    /// Whether it was handed over as a method of an object: it is called with that first.
    bound: bool,
}

/// What an address lets through by a name.
enum Piece {
    /// Any text.
    Free,
    /// Any text between two slashes.
    Between,
    /// No text.
    Number,
    /// Nothing of the sender's.
    Fixed,
    /// What a pattern matches.
    Words(String),
    /// What an address lets through that stands elsewhere.
    Elsewhere,
}

impl Ways {
    pub(super) fn join(&mut self, route: Option<Arc<str>>, other: Self) {
        self.more.extend(route);
        self.more.extend(other.more);
        self.more.truncate(ADDRESSES);
        self.fixed.extend(other.fixed);
        self.fixed.truncate(ADDRESSES);
        self.own |= other.own;
        self.bound |= other.bound;
    }

    /// Whether the framework never gives a function a parameter of this name: none of its addresses names it, nothing can stand
    /// above them, and another decorator stands beside those that say them, which gives it.
    pub(super) fn leave_out(&self, route: Option<&str>, name: &str, decorators: usize) -> bool {
        let mut routes = route.into_iter().chain(self.more.iter().map(|r| &**r));
        route.is_some()
            && decorators > self.more.len() + 1
            && !routes.any(|route| stands_in(route, name) || !is_whole(route))
    }

    /// What all addresses together let through by a name.
    fn piece(&self, route: Option<&str>, name: &str, entry: &Entry) -> Piece {
        let (converters, included) = (&entry.converters, entry.included);
        let Some(route) = route else {
            return if included {
                Piece::Elsewhere
            } else {
                Piece::Free
            };
        };
        let fixed = self.fixed.iter().any(|known| **known == *name);
        let (mut patterns, mut number, mut between) = (Vec::new(), false, false);
        for route in [route].into_iter().chain(self.more.iter().map(|r| &**r)) {
            if is_converted(route, name, converters) {
                number = true;
            } else if let Some(pattern) = test_in(route, name, converters) {
                patterns.push(pattern);
            } else if is_one_part(route, name) {
                between = true;
            } else if stands_in(route, name) {
                return Piece::Free;
            } else if !fixed {
                match super::group::any(route) {
                    Some(group) if included => patterns.push(group),
                    _ if included => return Piece::Elsewhere,
                    _ => return Piece::Free,
                }
            }
        }
        patterns.dedup();
        match (patterns.as_slice(), number) {
            // Digits hold no slash, either.
            ([], _) if between => Piece::Between,
            _ if between => Piece::Free,
            ([], true) => Piece::Number,
            ([], false) => Piece::Fixed,
            ([one], false) => Piece::Words(one.clone()),
            (several, _) => {
                // What a converter makes of digits and letters.
                let number = number.then(|| r"[0-9A-Fa-f.-]+".to_owned());
                let all: Vec<String> = several.iter().cloned().chain(number).collect();
                Piece::Words(format!("(?:{})", all.join("|")))
            }
        }
    }
}

impl<'a> Machine<'a, '_> {
    /// What a function is as an entry that another file, or a function that makes the application, hands to a framework.
    pub(super) fn handed_door(&self, function: Val) -> Option<Door> {
        let place = self.arena.node(function).span.start;
        let call = self.relevance?.handed(place)?;
        let Kind::Function(code, ..) = *self.kind(function) else {
            return None;
        };
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize) else {
            return None;
        };
        // What the program fills itself stands in no address.
        let route = call.route.as_deref()?;
        let mut own = f.parameters.iter_non_variadic_params();
        let named = own.any(|p| stands_in(route, p.name().as_str()));
        if !named || f.parameters.kwarg.is_some() || f.parameters.vararg.is_some() {
            return None;
        }
        let interest = self.watch?.interest();
        let known = self.knowledge.registrations.iter().find(|(name, _)| {
            last_of(name) == &*call.method && interest.package(name) == Some(call.root)
        });
        let entry = self.knowledge.entries.get(&known?.1.like)?.clone();
        Some(Door {
            answers: entry.answer.is_some() && entry.answer_with.is_empty(),
            entry,
            route: call.route.clone(),
            before: Vec::new(),
            then: Vec::new(),
            ways: Ways::default(),
        })
    }

    /// The same arguments by name, as far as the address of the function names them; `None` where it has no address.
    pub(super) fn by_keyword(
        &self,
        code: CodeId,
        args: &Args,
        door: Option<&Door>,
    ) -> Option<Args> {
        let route = door?.route.as_deref()?;
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize) else {
            return None;
        };
        let names = f.parameters.iter_non_variadic_params();
        let names = names.map(|p| p.parameter.name.as_str());
        let mut given = Args::default();
        for (name, &(v, span)) in names.zip(&args.positional) {
            if matches!(name, "self" | "cls") {
                given.positional.push((v, span));
            } else if stands_in(route, name) {
                given.keywords.push((Arc::from(name), v, span));
            }
        }
        Some(given)
    }

    /// What a call or a decorator that hands a function over says of its addresses.
    pub(super) fn other_ways(&self, from: &[Val]) -> Ways {
        let mut ways = Ways::default();
        for &v in from {
            match self.content_kind(v) {
                // `defaults={"folder": "files"}`
                Kind::Dict(pairs) => {
                    let keys = pairs.iter().filter_map(|&(key, _)| match self.kind(key) {
                        Kind::Str(name) => Some(name.clone()),
                        _ => None,
                    });
                    ways.fixed.extend(keys.take(ADDRESSES));
                }
                Kind::Class(..) => ways.own = true,
                Kind::Bound(..) => ways.bound = true,
                _ => {}
            }
        }
        ways
    }

    /// The object whose method a framework was handed, of which nobody sends anything.
    pub(super) fn bound_to(&mut self, door: Option<&Door>, span: Span) -> Option<Val> {
        let bound = door?.ways.bound;
        bound.then(|| self.derive(None, &[], How::Plain, span))
    }

    /// What a framework gives a parameter of the function that it calls for an address.
    pub(super) fn addressed_part(
        &mut self,
        door: &Door,
        (name, annotation, leading): (&str, Option<&'a ast::Expr>, bool),
        span: Span,
    ) -> Val {
        let entry = Arc::clone(&door.entry);
        // What the program raised itself holds what it was made with.
        if leading && entry.kind.is_some() && door.ways.own {
            return self.parameter(annotation, name, OriginKind::Parameter, None, span);
        }
        let route = door.route.as_deref();
        match door.ways.piece(route, name, &entry) {
            Piece::Number => self.origin(OriginKind::Source, &entry.data, Some("int"), span),
            Piece::Fixed => self.derive(None, &[], How::Plain, span),
            Piece::Words(pattern) => {
                let v = self.origin(OriginKind::Source, &entry.data, Some("str"), span);
                // `<any(css, js):kind>`: one of the program's own words.
                let test = match super::pattern::words(&pattern) {
                    Some(_) => "allowlist".to_owned(),
                    None => format!("re.fullmatch:{pattern}"),
                };
                self.make(Kind::Tested(Arc::from(test), v), span)
            }
            Piece::Between if !leading || entry.kind.is_none() => {
                let v = self.origin(OriginKind::Source, &entry.data, Some("str"), span);
                self.make(Kind::Tested(Arc::from("lacks:/"), v), span)
            }
            Piece::Elsewhere if !leading || entry.kind.is_none() => {
                let v = self.origin(OriginKind::Source, &entry.data, None, span);
                self.unfollowed(v, span)
            }
            Piece::Free | Piece::Between | Piece::Elsewhere => {
                let kind = entry.kind.as_deref().filter(|_| leading);
                let text = || route.filter(|route| is_path(route, name)).map(|_| "str");
                self.origin(OriginKind::Source, &entry.data, kind.or_else(text), span)
            }
        }
    }
}

/// Whether an address is written in the language in which parts have names, from its beginning on.
fn is_whole(route: &str) -> bool {
    route.starts_with('/') && !route.contains("(?P<")
}

/// Whether an address takes a part by this name: `/user/<int:id>`, `/user/{id}`, `(?P<id>...)`.
fn stands_in(route: &str, name: &str) -> bool {
    let parts = route.split(['<', '{']).skip(1);
    parts
        .filter_map(|part| part.split(['>', '}']).next())
        .any(|part| part.split(':').any(|piece| piece == name))
}

/// Whether an address takes all that is left of a path by this name: `/files/<path:name>`, `/files/{name:path}`.
fn is_path(route: &str, name: &str) -> bool {
    let parts = route.split(['<', '{']).skip(1);
    parts
        .filter_map(|part| part.split(['>', '}']).next())
        .filter_map(|part| part.split_once(':'))
        .any(|part| part == ("path", name) || part == (name, "path"))
}

/// Whether an address takes no more by this name than what stands between two slashes: `/user/<name>`, `/user/{name}`. The
/// frameworks that hand such parts over decode an address before they cut it.
fn is_one_part(route: &str, name: &str) -> bool {
    let text = |kind: &str| matches!(kind, "str" | "string");
    let parts = route.split(['<', '{']).skip(1);
    !route.contains("(?P<")
        && parts
            .filter_map(|part| part.split(['>', '}']).next())
            .any(|part| match part.split_once(':') {
                None => part == name,
                Some((one, other)) => (one == name && text(other)) || (other == name && text(one)),
            })
}

/// What a part of an address matches by what its address says of it: `(?P<id>[0-9]+)`, `<slug:id>`, `<any(css,js):id>`;
/// of a converter that leaves text, the models say which.
fn test_in(route: &str, name: &str, converters: &[String]) -> Option<String> {
    super::group::named(route, name).or_else(|| {
        converters.iter().find_map(|converter| {
            let (kind, pattern) = converter.split_once('=')?;
            if pattern == OWN_WORDS {
                return words_of(route, name, kind);
            }
            let kind = [kind.to_owned()];
            is_converted(route, name, &kind).then(|| pattern.to_owned())
        })
    })
}

/// The words that a converter lists in its brackets, as a pattern.
fn words_of(route: &str, name: &str, kind: &str) -> Option<String> {
    let mut parts = route.split('<').skip(1);
    parts.find_map(|part| {
        let (converter, rest) = part.split_once(':')?;
        let words = converter.strip_prefix(kind)?.strip_prefix('(')?;
        let words = words.strip_suffix(')')?;
        let quote = |c: char| matches!(c, '"' | '\'');
        let plain =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ',' | ' ') || quote(c);
        let fits = rest.split('>').next() == Some(name) && words.chars().all(plain);
        fits.then(|| {
            let words = words.split(',');
            let words: Vec<&str> = words.map(|w| w.trim().trim_matches(quote)).collect();
            format!("(?:{})", words.join("|"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{is_one_part, is_path, stands_in, test_in};

    #[test]
    fn tests_in_an_address() {
        let converters = ["int", "slug=[-a-z]+", "any=*"].map(str::to_owned);
        for (route, name, test) in [
            (r"^u/(?P<id>[0-9]+)/(?P<rest>.+)$", "id", Some("[0-9]+")),
            (r"^u/(?P<id>[0-9]+)/(?P<rest>.+)$", "rest", Some(".+")),
            (r"^u/(?P<id>[0-9]+)$", "other", None),
            ("u/<slug:name>/<id>", "name", Some("[-a-z]+")),
            ("u/<slug:name>/<id>", "id", None),
            ("u/<int:id>", "id", None),
            ("u/<any(css, js):kind>/<id>", "kind", Some("(?:css|js)")),
            ("u/<any(css, js):kind>/<id>", "id", None),
            ("u/<any('css', \"js\"):kind>", "kind", Some("(?:css|js)")),
        ] {
            let found = test_in(route, name, &converters);
            assert_eq!(found.as_deref(), test, "{route} {name}");
        }
    }

    #[test]
    fn all_that_is_left_of_a_path() {
        for (route, name, path) in [
            ("/u/<path:name>", "name", true),
            ("/u/{name:path}", "name", true),
            ("/u/<name>", "name", false),
            ("/u/<path:name>", "path", false),
            ("/u/<path:name>/<id>", "id", false),
        ] {
            assert_eq!(is_path(route, name), path, "{route} {name}");
        }
    }

    #[test]
    fn parts_between_slashes() {
        for (route, name, one) in [
            ("/u/<name>", "name", true),
            ("/u/<string:name>/x", "name", true),
            ("/u/{name}", "name", true),
            ("/u/{name:str}", "name", true),
            ("/u/<path:name>", "name", false),
            ("/u/{name:path}", "name", false),
            ("^u/(?P<name>.+)$", "name", false),
            ("/u/<name>", "other", false),
        ] {
            assert_eq!(is_one_part(route, name), one, "{route} {name}");
        }
    }

    #[test]
    fn names_in_an_address() {
        for (route, name, stands) in [
            ("/u/<int:id>/<name>", "id", true),
            ("/u/<int:id>/<name>", "name", true),
            ("/u/{id:int}", "id", true),
            ("^u/(?P<id>[0-9]+)$", "id", true),
            ("/u/<int:id>", "int2", false),
            ("/u/id", "id", false),
        ] {
            assert_eq!(stands_in(route, name), stands, "{route} {name}");
        }
    }
}
