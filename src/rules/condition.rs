//! Conditions on values: what a rule asks of an argument, answered "yes", "no" or "cannot tell".
//!
//! Follows no values and knows no library. Called by `matching` and `form`.

use super::backtrack::{Backtracking, backtracking};
use super::filled::texts;
use super::given::is_chosen_by_visitor;
use super::literal;
use super::regex::Pattern;
use super::spread::{find, spread, unsaid};
use crate::evaluate::{Argument, OriginKind, Piece, Table, View};
use serde::{Deserialize, Deserializer};

/// How many entries of a dict a view can show: of a fuller one, what is missing is not known.
const ENTRIES: usize = 64;

/// A question about one value. Of several predicates, all must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    default,
    rename_all = "kebab-case",
    remote = "Self"
)]
pub struct Condition {
    /// The parameter's name.
    pub argument: Option<String>,
    /// Its position, from 0.
    pub position: Option<u32>,
    /// It is about the object that the method is called on.
    pub receiver: bool,
    /// A key of the dict that the value is, `*` for any, of a list for any element; the question is about what stands there.
    pub key: Option<String>,
    /// It is one of these constants, written as Python writes them, or one of these qualified names.
    #[serde(deserialize_with = "literal::list")]
    pub is: Vec<String>,
    /// It is a list, tuple or set with one of these, written as for `is`, among its elements.
    #[serde(deserialize_with = "literal::list")]
    pub has: Vec<String>,
    /// It is text, and this regular expression finds something in what is known of its beginning.
    pub begins: Option<Pattern>,
    /// It is known to be true or false where a truth value is asked for.
    pub truthy: Option<bool>,
    /// It is passed at all.
    pub given: Option<bool>,
    /// Nothing in it comes from elsewhere.
    pub constant: Option<bool>,
    /// It is known text, and this regular expression finds something in it.
    pub matches: Option<Pattern>,
    /// It is a known number below this.
    pub less: Option<i64>,
    /// It is a known number above this.
    pub more: Option<i64>,
    /// It is a known whole number with one of these bits set (modes of files).
    pub bits: Option<i64>,
    /// It is an object of one of these qualified types, or of a class below one.
    #[serde(rename = "type")]
    pub types: Vec<String>,
    /// It came out of one of these calls or things.
    pub through: Vec<String>,
    /// Besides, it came out of none of these.
    pub without: Vec<String>,
    /// It came out of nothing but these.
    pub within: Vec<String>,
    /// It is made of nothing but what the file says, and went through these calls alone, at least through one.
    pub only: Vec<String>,
    /// It, or each of its elements, has passed all of these tests on every way.
    pub passed: Vec<String>,
    /// It is a list or tuple whose first element is one of these texts.
    pub first: Vec<String>,
    /// Its data entered under a name in which this regular expression finds something: the name of a parameter.
    pub origin: Option<Pattern>,
    /// It carries data from outside.
    pub untrusted: Option<bool>,
    /// Its text is written where it gets a name, not where another name of it stands.
    pub here: Option<bool>,
    /// It is known text or bytes with at least this many bits of information in each character.
    pub entropy: Option<literal::Bits>,
    /// It is known text or bytes of at least so many characters.
    pub length: Option<usize>,
    /// It is a known regular expression whose work can grow so with the text that it is asked of.
    pub backtracks: Option<Backtracking>,
    /// One of these holds. Those that name no argument are asked of the same value.
    pub any: Vec<Condition>,
    /// This does not hold.
    pub not: Option<Box<Condition>>,
    /// It is the same value as the one that this selects: what a pattern says with one metavariable twice.
    #[serde(skip)]
    pub same: Option<Box<Condition>>,
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let condition = Self::deserialize(deserializer)?;
        if condition.asks_nothing() {
            return Err(serde::de::Error::custom(
                "this condition asks nothing, so it would always hold",
            ));
        }
        Ok(condition)
    }
}

/// What conditions are asked about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// What is passed to a call.
    pub(super) arguments: &'a [Argument],
    /// The object whose method is called.
    pub(super) receiver: Option<&'a View>,
    /// What conditions without an argument are about.
    pub(super) value: Option<&'a View>,
    /// Class → bases.
    pub(super) bases: &'a Table<Vec<String>>,
}

/// Whether a qualified name is meant by a name of a rule: itself, `package.*` for what stands
/// directly inside, or `*.name` for what has this last name anywhere.
pub(super) fn names(rule: &str, name: &str) -> bool {
    if let Some(last) = rule.strip_prefix("*.") {
        return name.rsplit('.').next() == Some(last) && name != last;
    }
    match rule.strip_suffix(".*") {
        Some(inside) => name
            .strip_prefix(inside)
            .and_then(|rest| rest.strip_prefix('.'))
            .is_some_and(|rest| !rest.contains('.')),
        None => rule == name,
    }
}

impl Condition {
    fn asks_nothing(&self) -> bool {
        let selected = Self {
            argument: self.argument.clone(),
            position: self.position,
            receiver: self.receiver,
            key: self.key.clone(),
            ..Self::default()
        };
        *self == selected
    }

    /// Whether it is about an argument and cannot hold when that is not given.
    pub(super) fn needs_value(&self) -> bool {
        let asked = self.argument.is_some() || self.position.is_some();
        asked && !self.receiver && (self.given == Some(true) || self.asks_of_value())
    }

    /// Whether something is asked of the value itself, not only whether it is there.
    fn asks_of_value(&self) -> bool {
        let own = Self {
            argument: None,
            position: None,
            receiver: false,
            key: None,
            given: None,
            any: Vec::new(),
            not: None,
            ..self.clone()
        };
        own != Self::default()
    }

    /// Whether it is about text of which every character is known.
    pub(super) fn asks_for_text(&self) -> bool {
        self.matches.is_some() || self.entropy.is_some() || self.length.is_some()
    }

    /// Whether it, or a part of it, asks where its data came from, not only what it is.
    pub(super) fn asks_where_from(&self) -> bool {
        let mut parts = self.any.iter().chain(self.not.as_deref());
        // What is known whole is written in the program.
        (self.constant.is_some() && !self.asks_for_text())
            || self.begins.is_some()
            || self.untrusted.is_some()
            || self.origin.is_some()
            || !(self.through.is_empty()
                && self.without.is_empty()
                && self.within.is_empty()
                && self.only.is_empty()
                && self.passed.is_empty())
            || parts.any(Self::asks_where_from)
    }

    /// Whether the answer may hang on where the data of a value came from.
    pub(super) fn asks_whence(&self) -> bool {
        let mut parts = self.any.iter().chain(self.not.as_deref());
        self.constant.is_some()
            || self.begins.is_some()
            || self.untrusted.is_some()
            || self.origin.is_some()
            || !(self.through.is_empty()
                && self.without.is_empty()
                && self.within.is_empty()
                && self.only.is_empty()
                && self.passed.is_empty())
            || parts.any(Self::asks_whence)
    }

    /// Whether it, or one of its parts, asks for a truth value, or for one certain value.
    pub(super) fn asks_for_switch(&self) -> bool {
        let own = self.truthy.is_some() || !self.is.is_empty();
        own || self.any.iter().any(Self::asks_for_switch)
    }

    /// Whether it says which value it is about, itself or in all of its parts.
    pub(super) fn selects(&self) -> bool {
        if self.argument.is_some() || self.position.is_some() || self.receiver {
            return true;
        }
        let parts = || self.any.iter().chain(self.not.as_deref());
        let own = Self {
            any: Vec::new(),
            not: None,
            ..self.clone()
        };
        own == Self::default() && parts().all(Self::selects)
    }

    /// Whether it names an argument or the object of a method.
    pub(super) fn selects_itself(&self) -> bool {
        self.argument.is_some() || self.position.is_some() || self.receiver
    }

    /// Whether it, or a part of it, names an argument.
    pub(super) fn names_argument(&self) -> bool {
        self.argument.is_some()
            || self.position.is_some()
            || self.receiver
            || self
                .any
                .iter()
                .chain(self.not.as_deref())
                .any(Self::names_argument)
    }
}

/// Whether a condition holds. `None`: cannot tell. A value that is one of several meets it when one
/// of them does; with `each`, when each does.
pub(super) fn holds(condition: &Condition, asked: &Asked<'_>, each: bool) -> Option<bool> {
    let selected = selected(condition, asked);
    let selects = condition.argument.is_some() || condition.position.is_some();
    if selected.is_none() && selects && !condition.receiver && spread(asked.arguments).is_some() {
        return unsaid(asked.arguments, condition.constant);
    }
    if let Some(other) = &condition.same {
        let other = self::selected(other, asked).and_then(|view| at_key(other, view));
        let own = selected.and_then(|view| at_key(condition, view));
        return Some(own.zip(other).is_some_and(|(own, other)| same(own, other)));
    }
    match selected {
        Some(view) => keyed(condition, view, asked, each),
        None => answer(condition, None, asked, each),
    }
}

/// The value that a condition is about.
fn selected<'a>(condition: &Condition, asked: &Asked<'a>) -> Option<&'a View> {
    if condition.receiver {
        return asked.receiver;
    }
    if condition.argument.is_none() && condition.position.is_none() {
        return asked.value;
    }
    let found = find(
        asked.arguments,
        condition.argument.as_deref(),
        condition.position,
    );
    found.map(|argument| &argument.value)
}

/// What stands at the key that a condition names, or the whole value.
fn at_key<'a>(condition: &Condition, view: &'a View) -> Option<&'a View> {
    let Some(key) = &condition.key else {
        return Some(view);
    };
    let at = view.keys.iter().position(|known| known == key)?;
    view.items.get(at)
}

/// Whether two values are certainly the same: one value, equal constants, or one thing outside the file.
fn same(one: &View, other: &View) -> bool {
    one.identity.same(other.identity)
        || one.known.is_some() && one.known == other.known && one.kind == other.kind
        || one.name.is_some() && one.name == other.name
}

fn any(mut answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut unknown = false;
    if answers.any(|answer| {
        unknown |= answer.is_none();
        answer == Some(true)
    }) {
        return Some(true);
    }
    if unknown { None } else { Some(false) }
}

fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    any(answers.map(|a| a.map(|b| !b))).map(|b| !b)
}

/// What holds of a value that is one of several.
fn over(view: &View, each: bool, ask: impl Fn(&View) -> Option<bool>) -> Option<bool> {
    let answers = view.either.iter().map(ask);
    if each { all(answers) } else { any(answers) }
}

/// The key that stands for each one.
const ANY_KEY: &str = "*";

/// Goes to the key that is asked for.
fn keyed(condition: &Condition, view: &View, asked: &Asked<'_>, each: bool) -> Option<bool> {
    let Some(key) = &condition.key else {
        return answer(condition, Some(view), asked, each);
    };
    if !view.either.is_empty() {
        return over(view, each, |v| keyed(condition, v, asked, each));
    }
    let holds_some = matches!(view.kind.as_deref(), Some("dict" | "list" | "tuple"));
    if key == ANY_KEY && !view.items.is_empty() && holds_some {
        let answers = view.items.iter();
        let mut answers = answers.map(|v| answer(condition, Some(v), asked, each));
        return if each {
            all(answers)
        } else {
            any(&mut answers)
        };
    }
    let at = view.keys.iter().position(|k| k == key);
    if let Some(value) = at.and_then(|at| view.items.get(at)) {
        return answer(condition, Some(value), asked, each);
    }
    let complete = view.kind.as_deref() == Some("dict")
        && view.keys.len() < ENTRIES
        && !view.keys.iter().any(String::is_empty);
    // What certainly is no dictionary has no keys at all.
    let plain = matches!(
        view.kind.as_deref(),
        Some("int" | "bool" | "float" | "str" | "bytes" | "NoneType" | "list" | "tuple" | "set")
    );
    if complete || plain {
        return answer(condition, None, asked, each);
    }
    None
}

/// All that a condition asks, of a value or of its absence.
fn answer(
    condition: &Condition,
    value: Option<&View>,
    asked: &Asked<'_>,
    each: bool,
) -> Option<bool> {
    if let Some(view) = value
        && !view.either.is_empty()
    {
        return over(view, each, |v| answer(condition, Some(v), asked, each));
    }
    if let Some(view) = value
        && let Some(texts) = texts(view)
    {
        let answers = texts
            .iter()
            .map(|text| answer(condition, Some(text), asked, each));
        return if each { all(answers) } else { any(answers) };
    }
    let inner = Asked { value, ..*asked };
    let mut answers = Vec::new();
    if !condition.any.is_empty() {
        answers.push(any(condition.any.iter().map(|c| holds(c, &inner, each))));
    }
    if let Some(not) = &condition.not {
        answers.push(holds(not, &inner, !each).map(|b| !b));
    }
    if let Some(given) = condition.given {
        answers.push(Some(value.is_some() == given));
    }
    if let Some(view) = value {
        predicates(condition, view, asked, each, &mut answers);
    } else {
        // What is not there meets nothing.
        if condition.asks_of_value() {
            answers.push(Some(false));
        }
    }
    all(answers.into_iter())
}

fn predicates(
    condition: &Condition,
    view: &View,
    asked: &Asked<'_>,
    each: bool,
    answers: &mut Vec<Option<bool>>,
) {
    if let Some(origin) = &condition.origin {
        answers.push(Some(view.origins.iter().any(|o| origin.finds(&o.name))));
    }
    if let Some(untrusted) = condition.untrusted {
        // A number leads nowhere else, and one of few is one of them; whom the program asks, it chose itself.
        let clean = (view.origins.iter()).all(|o| o.kind == OriginKind::Answer)
            || view.cleaned.iter().any(|c| c == "number")
            || view.tested.iter().any(|t| t == "allowlist");
        answers.push(match (clean, &view.opaque) {
            (true, Some(_)) => None,
            (clean, _) => Some(clean != untrusted),
        });
    }
    if let Some(here) = condition.here {
        answers.push(Some(view.moved != here));
    }
    if let Some(constant) = condition.constant {
        answers.push(Some(fixed(view) == constant));
    }
    if !condition.through.is_empty() || !condition.without.is_empty() {
        let out_of = |list: &[String]| {
            let mut names_passed = view.through.iter();
            names_passed.any(|name| list.iter().any(|t| names(t, name)))
        };
        let came = condition.through.is_empty() || out_of(&condition.through);
        answers.push(Some(came && !out_of(&condition.without)));
    }
    if !condition.within.is_empty() {
        let known = |name: &String| condition.within.iter().any(|t| names(t, name));
        answers.push(Some(view.through.iter().all(known)));
    }
    if !condition.only.is_empty() {
        let allowed = |name: &String| condition.only.iter().any(|t| names(t, name));
        let whole = !view.through.is_empty() && view.through.iter().all(allowed);
        answers.push(Some(view.written && whole));
    }
    if !condition.passed.is_empty() {
        let asked = |test: &String| {
            let each = !view.items.is_empty() && view.items.iter().all(|i| i.tested.contains(test));
            each || view.tested.contains(test)
        };
        answers.push(Some(condition.passed.iter().all(asked)));
    }
    if !condition.types.is_empty() {
        let kind = view.kind.as_deref();
        answers.push(kind.map(|k| is_a(k, &condition.types, asked.bases)));
    }
    if !condition.first.is_empty() {
        answers.push(match view.items.first() {
            Some(first) if !first.either.is_empty() => {
                let mut all = first.either.iter().filter_map(|v| v.known.as_ref());
                all.any(|k| condition.first.contains(k)).then_some(true)
            }
            Some(first) => first.known.as_ref().map(|k| condition.first.contains(k)),
            None => (view.known.is_some() || view.kind.as_deref() == Some("str")).then_some(false),
        });
    }
    if let Some(truthy) = condition.truthy {
        let known = truth(view).map(|b| b == truthy);
        answers.push(known.or((!each && is_chosen_by_visitor(view)).then_some(true)));
    }
    if !condition.is.is_empty() {
        answers.push(is_one_of(&condition.is, view));
    }
    if !condition.has.is_empty() {
        answers.push(if view.items.is_empty() {
            let container = matches!(view.kind.as_deref(), Some("list" | "tuple" | "set"));
            (container || view.known.is_some()).then_some(false)
        } else {
            any(view.items.iter().map(|i| is_one_of(&condition.has, i)))
        });
    }
    if let Some(pattern) = &condition.begins {
        answers.push(match view.pieces.first() {
            Some(Piece::Literal(text)) => Some(pattern.finds(text)),
            // Nothing of the program's own stands before what came from outside.
            None if !view.origins.is_empty() && view.kind.as_deref().is_none_or(|k| k == "str") => {
                Some(false)
            }
            _ => view.known.is_some().then_some(false),
        });
    }
    if let Some(pattern) = &condition.matches {
        answers.push(match (view.kind.as_deref(), view.known.as_deref()) {
            (Some("str"), Some(text)) => Some(pattern.finds(text)),
            (_, Some(_)) => Some(false),
            _ => None,
        });
    }
    if let Some(growth) = condition.backtracks {
        let expression = match (view.kind.as_deref(), view.known.as_deref()) {
            (Some("str"), Some(text)) => Some(text.to_owned()),
            (Some("bytes"), Some(written)) => literal::bytes(written),
            // What nobody knows is no expression to be judged.
            _ => None,
        };
        answers.push(Some(
            expression.is_some_and(|text| backtracking(&text) == Some(growth)),
        ));
    }
    if let Some(least) = condition.entropy {
        answers.push(spelled(view, |text| literal::entropy(text) >= least));
    }
    if let Some(least) = condition.length {
        answers.push(spelled(view, |text| text.chars().count() >= least));
    }
    if condition.less.is_some() || condition.more.is_some() {
        answers.push(view.known.as_deref().map(|known| {
            literal::order(known).is_some_and(|number| {
                condition.less.is_none_or(|most| number.below(most))
                    && condition.more.is_none_or(|least| number.above(least))
            })
        }));
    }
    if let Some(bits) = condition.bits {
        let known = view.known.as_deref();
        answers.push(known.map(|k| k.parse::<i64>().is_ok_and(|number| number & bits != 0)));
    }
}

fn is_one_of(list: &[String], view: &View) -> Option<bool> {
    let kind = view.kind.as_deref();
    let Some(known) = view.known.as_deref() else {
        // An object or a container is none of the constants.
        return kind
            .is_some_and(|k| {
                k.contains('.')
                    || matches!(k, "list" | "dict" | "tuple" | "set" | "function" | "method")
            })
            .then_some(false);
    };
    let written = if kind == Some("str") {
        crate::evaluate::quote(known)
    } else {
        known.to_owned()
    };
    Some(list.iter().any(|i| names(i, &written)))
}

/// Whether a type is one of these or stands below one of them.
fn is_a(kind: &str, types: &[String], bases: &Table<Vec<String>>) -> bool {
    let mut seen = vec![kind];
    let mut at = 0;
    while let Some(&class) = seen.get(at) {
        at += 1;
        if types.iter().any(|t| names(t, class)) {
            return true;
        }
        for base in bases.get(class).into_iter().flatten() {
            if !seen.contains(&base.as_str()) {
                seen.push(base);
            }
        }
    }
    false
}

/// Asks about the characters of known text or bytes.
fn spelled(view: &View, ask: impl Fn(&str) -> bool) -> Option<bool> {
    let known = view.known.as_deref()?;
    Some(match view.kind.as_deref() {
        Some("str") => ask(known),
        Some("bytes") => ask(known
            .strip_prefix('b')
            .map_or(known, |quoted| quoted.trim_matches(['\'', '"']))),
        _ => false,
    })
}

/// Whether all of a value is written in the program.
fn fixed(view: &View) -> bool {
    view.known.is_some()
        || (matches!(
            view.kind.as_deref(),
            Some("list" | "tuple" | "set" | "dict")
        ) && view.origins.is_empty()
            && view.items.iter().all(fixed))
}

fn truth(view: &View) -> Option<bool> {
    let Some(known) = view.known.as_deref() else {
        return match view.kind.as_deref() {
            Some("list" | "tuple" | "set" | "dict") if !view.items.is_empty() => Some(true),
            _ if view.empty => Some(false),
            // It has neither a length nor a truth of its own.
            Some("ssl.SSLContext" | "jinja2.select_autoescape") => Some(true),
            _ => None,
        };
    };
    Some(match view.kind.as_deref() {
        Some("str") => !known.is_empty(),
        _ => !matches!(known, "False" | "None" | "0" | "0.0" | "b''"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(arguments: &[(&str, View)]) -> Vec<Argument> {
        arguments
            .iter()
            .map(|(name, value)| Argument {
                name: Some((*name).into()),
                position: None,
                value: value.clone(),
                span: crate::text::Span::default(),
            })
            .collect()
    }

    fn known(kind: &str, text: &str) -> View {
        View {
            kind: Some(kind.into()),
            known: Some(text.into()),
            ..View::default()
        }
    }

    fn condition(text: &str) -> Condition {
        toml::from_str(text).unwrap()
    }

    fn ask(text: &str, arguments: &[Argument], each: bool) -> Option<bool> {
        let bases = [("a.Child".to_owned(), vec!["a.Parent".to_owned()])].into();
        let asked = Asked {
            arguments,
            receiver: None,
            value: None,
            bases: &bases,
        };
        holds(&condition(text), &asked, each)
    }

    #[test]
    fn a_value_is_asked_about() {
        let arguments = call(&[
            ("verify", known("bool", "False")),
            ("mode", known("name", "ssl.CERT_NONE")),
            ("hash", known("str", "MD5")),
            ("bits", known("int", "1024")),
            ("ratio", known("float", "0.5")),
            ("key", known("bytes", "b'abcdefgh'")),
            (
                "object",
                View {
                    kind: Some("a.Child".into()),
                    through: vec!["a.make".into()],
                    ..View::default()
                },
            ),
            ("x", View::default()),
        ]);
        for (text, answer) in [
            ("argument = 'verify'\nis = ['False']", Some(true)),
            ("argument = 'verify'\nis = ['None']", Some(false)),
            ("argument = 'verify'\ntruthy = false", Some(true)),
            ("argument = 'mode'\nis = ['ssl.CERT_NONE']", Some(true)),
            ("argument = 'mode'\nis = ['ssl.*']", Some(true)),
            ("argument = 'hash'\nis = [\"'MD5'\"]", Some(true)),
            ("argument = 'hash'\nmatches = '(?i)^md5$'", Some(true)),
            ("argument = 'bits'\nless = 2048", Some(true)),
            ("argument = 'bits'\nmore = 2048", Some(false)),
            ("argument = 'bits'\nbits = 0o2002", Some(true)),
            ("argument = 'bits'\nbits = 0o0002", Some(false)),
            ("argument = 'hash'\nless = 2048", Some(false)),
            ("argument = 'x'\nis = ['False']", None),
            ("argument = 'x'\ngiven = true", Some(true)),
            ("argument = 'timeout'\ngiven = false", Some(true)),
            ("argument = 'timeout'\nis = ['None']", Some(false)),
            ("argument = 'x'\nconstant = false", Some(true)),
            ("argument = 'bits'\nis = [1024, true]", Some(true)),
            ("argument = 'verify'\nis = [false]", Some(true)),
            ("argument = 'bits'\nless = 2048\nmore = 1024", Some(false)),
            ("argument = 'bits'\nless = 2048\nis = [7]", Some(false)),
            ("argument = 'ratio'\nless = 1", Some(true)),
            ("argument = 'ratio'\nmore = 0", Some(true)),
            ("argument = 'object'\ntype = ['a.Parent']", Some(true)),
            ("argument = 'object'\ntype = ['a.*']", Some(true)),
            ("argument = 'object'\ntype = ['b.Parent']", Some(false)),
            ("argument = 'x'\ntype = ['a.Parent']", None),
            ("argument = 'object'\nthrough = ['a.make']", Some(true)),
            ("argument = 'object'\nthrough = ['a.other']", Some(false)),
            ("argument = 'hash'\nlength = 3", Some(true)),
            ("argument = 'hash'\nlength = 4", Some(false)),
            ("argument = 'key'\nlength = 8", Some(true)),
            ("argument = 'key'\nlength = 9", Some(false)),
            ("argument = 'key'\nentropy = 3.0", Some(true)),
            ("argument = 'key'\nentropy = 3.1", Some(false)),
            ("argument = 'x'\nentropy = 1", None),
            ("argument = 'bits'\nlength = 1", Some(false)),
            ("argument = 'x'\nuntrusted = true", Some(false)),
            (
                "argument = 'hash'\nany = [{ is = [\"'SHA'\"] }, { matches = '^M' }]",
                Some(true),
            ),
            ("argument = 'hash'\nnot = { matches = '^M' }", Some(false)),
            ("argument = 'absent'\nnot = { matches = '^M' }", Some(true)),
            ("receiver = true\ngiven = false", Some(true)),
            ("receiver = true\ntype = ['a.Parent']", Some(false)),
            ("not = { argument = 'verify', is = ['False'] }", Some(false)),
            (
                "any = [{ argument = 'x', is = ['1'] }, { argument = 'verify', is = ['False'] }]",
                Some(true),
            ),
        ] {
            assert_eq!(ask(text, &arguments, false), answer, "{text}");
        }
    }

    #[test]
    fn one_of_several_values() {
        let both = View {
            either: vec![known("bool", "True"), known("bool", "False")],
            ..View::default()
        };
        let arguments = call(&[("shell", both)]);
        let question = "argument = 'shell'\ntruthy = true";
        assert_eq!(ask(question, &arguments, false), Some(true));
        assert_eq!(ask(question, &arguments, true), Some(false));
    }

    #[test]
    fn a_key_of_a_dict() {
        let dict = View {
            kind: Some("dict".into()),
            keys: vec!["verify_signature".into()],
            items: vec![known("bool", "False")],
            ..View::default()
        };
        let arguments = call(&[("options", dict)]);
        let asked = |key: &str| {
            let text = format!("argument = 'options'\nkey = '{key}'\ntruthy = false");
            ask(&text, &arguments, false)
        };
        assert_eq!(asked("verify_signature"), Some(true));
        assert_eq!(asked("verify_exp"), Some(false));
    }

    #[test]
    fn a_key_of_one_of_several_dicts_or_of_one_that_is_not_known() {
        let dict = |keys: &[&str]| View {
            kind: Some("dict".into()),
            keys: keys.iter().map(ToString::to_string).collect(),
            items: keys.iter().map(|_| known("bool", "True")).collect(),
            ..View::default()
        };
        let question = "argument = 'o'\nkey = 'a'\ntruthy = true";
        let either = View {
            either: vec![dict(&["a"]), dict(&["b"])],
            ..View::default()
        };
        for (value, some, every) in [
            (either, Some(true), Some(false)),
            (dict(&["b"]), Some(false), Some(false)),
            // A key that is computed may be this one.
            (dict(&["b", ""]), None, None),
            (View::default(), None, None),
        ] {
            let arguments = call(&[("o", value)]);
            assert_eq!(ask(question, &arguments, false), some);
            assert_eq!(ask(question, &arguments, true), every);
        }
    }

    #[test]
    fn a_condition_that_asks_nothing_is_refused() {
        for text in ["argument = 'a'", "key = 'a'", "", "any = [{}]"] {
            assert!(toml::from_str::<Condition>(text).is_err(), "{text}");
        }
    }
}
