//! What is known of every element once each was asked: `for member in archive: if member.issym(): raise`.
//!
//! An element of unknown number stands for all of them. What holds of it wherever a loop's body comes to its end,
//! or inside `all(…)`, holds of the whole afterwards. Called by `repeat`, `sequence` and `condition`.

mod back;
pub(super) mod sides;

use super::container::Items;
use super::inside::HELD;
use super::machine::{Follow, Machine};
use super::path::INSIDE;
use super::state::Delta;
use super::value::{How, Kind, Relation, Val};
use crate::text::Span;
use std::sync::Arc;

/// How many steps may lie between an element and what was asked.
const STEPS: u32 = 10;
/// What is known of a member of an archive by its name.
const NOT_FROM_ROOT: &str = "attribute:name not from the root";
const NO_WAY_UP_IN_NAME: &str = "attribute:name without a way up";
/// How many wholes around an element learn what each of their parts has passed.
const WHOLES: usize = 4;
/// How many facts of one pass are looked at.
const FACTS: usize = 64;

/// Whether a test is about an object, which stays what it is.
pub(super) fn is_of_object(test: &str) -> bool {
    test.starts_with("attribute:") || test.starts_with("not:attribute:")
}

/// Whether a test of an element says something of all.
pub(super) fn is_shown(test: &str) -> bool {
    test == INSIDE || is_of_object(test) || super::parts::is_of_part(test) || is_of_beginning(test)
}

/// Whether a test says that a text begins with no dash: what none of its pieces does, it does not.
pub(super) fn is_of_beginning(test: &str) -> bool {
    test.strip_prefix("not:str.startswith:")
        .is_some_and(|starts| starts.split('\n').any(|start| start == "-"))
}

/// What it says of a whole that each of its parts is one of these: of a text, of which signs it is made; of a list,
/// where no sign of a text can be meant, that it holds nothing but words of the program.
pub(super) fn among(words: &[&str]) -> Arc<str> {
    let words_alone = words.iter().all(|word| word.chars().nth(1).is_some());
    if words_alone && !words.is_empty() {
        return Arc::from("allowlist");
    }
    Arc::from(format!("characters:{}", words.concat()))
}

/// What it says of a whole that each of its parts has passed one test or another: of which signs it is made.
pub(super) fn either(one: &str, other: &str) -> Option<Arc<str>> {
    if one == other {
        return Some(Arc::from(one));
    }
    let class = format!("{}{}", class_of(one)?, class_of(other)?);
    Some(Arc::from(format!("re.fullmatch:[{class}]*")))
}

/// A text as a regular expression writes it, between brackets or not.
fn written(text: &str) -> String {
    let escaped = text.chars().flat_map(|sign| {
        let escape = sign.is_ascii_punctuation().then_some('\\');
        escape.into_iter().chain([sign])
    });
    escaped.collect()
}

/// The signs that a test lets through, as a regular expression writes them between brackets.
fn class_of(test: &str) -> Option<String> {
    if let Some(signs) = test.strip_prefix("characters:") {
        return Some(written(signs));
    }
    match test {
        "str.isalnum" | "str.isalpha" | "str.isidentifier" => Some(r"\w".into()),
        "str.isdigit" | "str.isdecimal" | "str.isnumeric" => Some(r"\d".into()),
        "str.isspace" => Some(r"\s".into()),
        _ => {
            let class = test.strip_prefix("re.fullmatch:[")?;
            let class = class.strip_suffix("]*").or(class.strip_suffix("]+"))?;
            // Another class, or the end of this one.
            let mut escaped = false;
            let one = class.chars().all(|sign| {
                let ends = matches!(sign, '[' | ']') && !escaped;
                escaped = sign == '\\' && !escaped;
                !ends
            });
            (one && !class.starts_with('^')).then(|| class.to_owned())
        }
    }
}

impl Machine<'_, '_> {
    /// What one pass has shown of an element: questions that it, or something made of it, has answered.
    pub(super) fn shown_of(&self, element: Val, delta: &Delta) -> Vec<Arc<str>> {
        let mut shown = Vec::new();
        for &(v, _) in delta.learnt().iter().take(FACTS) {
            if self.comes_from(v, element) {
                self.answered(self.look(v), 0, &mut shown);
            }
        }
        shown
    }

    /// The values that are all elements that a list can have: one made by a call, or several of a display with a
    /// star in it.
    pub(super) fn standing_for_all(&self, list: Val, element: Val) -> Vec<Val> {
        let kind = self.content_kind(self.look(list));
        if !matches!(kind, Kind::Many("list" | "tuple" | "set", inner) if inner == element) {
            return Vec::new();
        }
        match self.kind(element) {
            Kind::Either(options) => options.iter().map(|(option, _)| *option).collect(),
            _ if matches!(self.arena.node(element).how, How::Call(_) | How::Plain) => {
                vec![element]
            }
            _ => Vec::new(),
        }
    }

    /// What a match of all of a text says of it: the test, and the text.
    pub(super) fn matched_whole(&self, found: Val) -> Option<(Arc<str>, Val)> {
        let [text, pattern, ..] = *self.arena.node(found).from else {
            return None;
        };
        let Kind::Str(name) = self.kind(pattern) else {
            return None;
        };
        let said = match super::pattern::words(name.strip_prefix("re.fullmatch:")?) {
            Some(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                among(&words)
            }
            None => name.clone(),
        };
        Some((said, text))
    }

    /// `c in "abc"` or `c.isalnum()` for a part `c` of a text: the test and the text.
    pub(super) fn test_of_parts(&self, condition: Val) -> Option<(Arc<str>, Val)> {
        let whole = |part: Val| match self.arena.node(part) {
            node if node.how == How::Part => node.from.first().copied(),
            _ => None,
        };
        match self.kind(condition) {
            Kind::Compare(Relation::In, part, set) => {
                let said = match self.kind(*set) {
                    Kind::Str(s) => Arc::from(format!("characters:{s}")),
                    Kind::Tuple(items) => {
                        let known: Option<Vec<&str>> = items
                            .iter()
                            .map(|&i| {
                                if let Kind::Str(s) = self.kind(i) {
                                    Some(&**s)
                                } else {
                                    None
                                }
                            })
                            .collect();
                        among(&known?)
                    }
                    _ => return None,
                };
                Some((said, whole(*part)?))
            }
            // What `re` has found: all of each part.
            Kind::External(ty, ..) if &**ty == "re.Match?" => {
                let (said, part) = self.matched_whole(condition)?;
                let text = whole(part).map(|text| (said.clone(), text));
                text.or_else(|| self.cut_text(part, &said))
            }
            Kind::Test(name, part) => {
                let text = whole(*part).map(|text| (name.clone(), text));
                text.or_else(|| self.cut_text(*part, name))
            }
            Kind::Compare(Relation::Equal, part, sign) => {
                let Kind::Str(sign) = self.kind(*sign) else {
                    return None;
                };
                Some((among(&[sign]), whole(*part)?))
            }
            // `c.isalnum() or c == "-"`
            Kind::Or(one, other) => {
                let (one, text) = self.test_of_parts(*one)?;
                let (other, same) = self.test_of_parts(*other)?;
                let said = (text == same).then(|| either(&one, &other))?;
                Some((said?, text))
            }
            _ => None,
        }
    }

    /// Of which signs a sign of a text is asked whether it is one, as a regular expression writes them between brackets;
    /// and the text: `c in "\r\n"`, `ord(c) < 32`.
    pub(super) fn signs_asked(&self, condition: Val) -> Option<(String, Val)> {
        let part_of = |part: Val| match self.arena.node(part) {
            node if node.how == How::Part => node.from.first().copied(),
            _ => None,
        };
        let text = |&v: &Val| self.is_text(v) || matches!(self.kind(v), Kind::Unknown(None, _));
        let whole = |part: Val| part_of(part).filter(text);
        let numbered = |number: Val| {
            let node = self.arena.node(self.look(number));
            let part = node.from.first().copied()?;
            matches!(&node.how, How::Call(how) if &**how == "builtins.ord").then_some(part)
        };
        match *self.kind(condition) {
            Kind::Compare(Relation::In, part, set) => {
                let signs = match self.kind(set) {
                    Kind::Str(signs) => written(signs),
                    Kind::Tuple(items) => {
                        let one = |&item: &Val| match self.kind(item) {
                            Kind::Str(sign) if sign.chars().count() == 1 => Some(written(sign)),
                            _ => None,
                        };
                        items.iter().map(one).collect::<Option<String>>()?
                    }
                    _ => return None,
                };
                (!signs.is_empty()).then_some((signs, whole(part)?))
            }
            Kind::Compare(Relation::Equal, part, sign) => match self.kind(sign) {
                Kind::Str(sign) if sign.chars().count() == 1 => Some((written(sign), whole(part)?)),
                _ => None,
            },
            Kind::Compare(relation @ (Relation::Less | Relation::LessEqual), number, limit) => {
                let Kind::Int(limit) = *self.kind(limit) else {
                    return None;
                };
                let last = limit.checked_sub(i128::from(relation == Relation::Less))?;
                let last = char::from_u32(u32::try_from(last).ok()?)?;
                // Only a sign has a number.
                let part = numbered(number)?;
                let signs = format!("\\x00-{}", written(&last.to_string()));
                Some((signs, part_of(part)?))
            }
            Kind::Or(one, other) => {
                let (signs, text) = self.signs_asked(one)?;
                let (more, same) = self.signs_asked(other)?;
                (text == same).then(|| (signs + &more, text))
            }
            _ => None,
        }
    }

    /// Whether each of a set's elements, or none of them, is among others.
    pub(super) fn each_among(
        &mut self,
        all: bool,
        element: Val,
        others: Option<Val>,
        span: Span,
    ) -> Follow<Val> {
        let items = match others {
            Some(others) if element != Val::UNBOUND => self.items(others, span)?,
            _ => return Ok(self.derive(Some("bool"), &[], How::Plain, span)),
        };
        let Items::Known(others) = items else {
            return Ok(self.derive(Some("bool"), &[], How::Plain, span));
        };
        let others = self.tuple(others, span);
        let element = Items::Each(element);
        if all {
            return Ok(self.all_among(element, others, span));
        }
        let one = self.one_among(element, others, span);
        Ok(self.make(Kind::Not(one), span))
    }

    /// Learns of all elements what each has shown.
    pub(super) fn learn_of_each(&mut self, element: Val, shown: &[Arc<str>], span: Span) {
        if shown.is_empty() {
            return;
        }
        for test in shown {
            for v in self.wholes(element, test) {
                self.learn_said(v, test, span);
            }
        }
    }

    /// What is left of a text once some signs were taken out of it is made of certain signs: so is the text, of those and
    /// these (`name.replace("_", "").isalnum()`).
    pub(super) fn learn_of_left(&mut self, v: Val, test: &str, span: Span) {
        let Some(class) = class_of(test) else { return };
        let node = self.arena.node(self.unwrapped(v));
        let (How::Call(callee), [text, signs, ..]) = (&node.how, &*node.from) else {
            return;
        };
        let leaves = matches!(
            &**callee,
            "str.replace" | "str.strip" | "str.lstrip" | "str.rstrip"
        );
        if let Kind::Str(signs) = self.kind(*signs)
            && leaves
        {
            let (text, test) = (*text, format!("re.fullmatch:[{class}{}]*", written(signs)));
            self.learn_test(text, &test, span);
        }
    }

    /// What a test of each piece says of the text that was cut there: it is made of the signs of the pieces, and of that
    /// at which it was cut.
    fn cut_text(&self, piece: Val, test: &str) -> Option<(Arc<str>, Val)> {
        let class = class_of(test)?;
        let node = self.arena.node(piece);
        let [text, mark] = *node.from.clone() else {
            return None;
        };
        let (true, Kind::Str(mark)) = (self.is_cut(piece), self.kind(mark)) else {
            return None;
        };
        let test = format!("re.fullmatch:[{class}{}]*", written(mark));
        Some((Arc::from(test), text))
    }

    /// Learns a test of a value, whatever it is.
    pub(super) fn learn_said(&mut self, v: Val, test: &str, span: Span) {
        if matches!(self.kind(self.look(v)), Kind::External(..)) {
            if super::parts::is_of_part(test) {
                self.learn_of_path(v, test, span);
            } else {
                self.learn_of_object(v, test, span);
            }
        } else {
            self.learn_test(v, test, span);
        }
    }

    /// The condition that each element meets this one, or that none does: what it says of the whole.
    pub(super) fn each_condition(
        &mut self,
        condition: Val,
        holds: bool,
        span: Span,
    ) -> Option<Val> {
        let mark = self.state.mark();
        let possible = self.refine(condition, holds);
        let delta = self.state.since(mark);
        let mut shown: Vec<(Val, Vec<Arc<str>>)> = Vec::new();
        for &(v, _) in delta.learnt().iter().take(FACTS) {
            let Some(element) = self.element_of(v) else {
                continue;
            };
            let mut tests = Vec::new();
            self.answered(self.look(v), 0, &mut tests);
            if !tests.is_empty() {
                shown.push((element, tests));
            }
        }
        self.state.roll_back(mark);
        let mut whole: Option<Val> = None;
        for (element, tests) in shown.iter().filter(|_| possible) {
            for test in tests {
                for v in self.wholes(*element, test) {
                    let test = self.make(Kind::Test(test.clone(), v), span);
                    whole = Some(match whole {
                        Some(before) => self.make(Kind::And(before, test), span),
                        None => test,
                    });
                }
            }
        }
        match whole {
            Some(whole) if !holds => Some(self.make(Kind::Not(whole), span)),
            whole => whole,
        }
    }

    /// Learns of the objects whose names a name was built from that it leads nowhere but into its folder.
    pub(super) fn learn_of_owners(&mut self, name: Val, span: Span) {
        if self.notes.owners.is_empty() {
            return;
        }
        let owners = self.owners_in(name);
        for (owner, read) in owners {
            self.learn_of_object(owner, INSIDE, span);
            if let Some(read) = read {
                self.learn_of_object(owner, &format!("{HELD}:{read}"), span);
            }
        }
    }

    /// Learns of the members of an archive whose names a name was built from what was asked of the name: that it does not
    /// begin at the root, and that no way up is in it.
    pub(super) fn learn_of_named(&mut self, name: Val, test: &str, span: Span) {
        if self.notes.owners.is_empty() {
            return;
        }
        let from_root = |starts: &str| starts.split('\n').any(|start| start == "/");
        let said: &[&str] = match test {
            "lacks:/" => &[NOT_FROM_ROOT, NO_WAY_UP_IN_NAME],
            super::parts::NO_WAY_UP => &[NO_WAY_UP_IN_NAME],
            _ if test
                .strip_prefix("not:str.startswith:")
                .is_some_and(from_root) =>
            {
                &[NOT_FROM_ROOT]
            }
            _ => return,
        };
        let owners = self.owners_in(name);
        for (owner, _) in owners {
            if self.is_one_of_many(owner) {
                for said in said {
                    self.learn_of_object(owner, said, span);
                }
            }
        }
    }

    /// What is read of an object again, where it was held inside a folder when it was read before.
    pub(super) fn read_again(&mut self, v: Val, object: Val, read: &str, span: Span) -> Val {
        let mut at = object;
        for _ in 0..STEPS {
            let node = self.arena.node(at);
            let (Kind::External(..), [tested]) = (&node.kind, &*node.from) else {
                break;
            };
            let Kind::Tested(test, before) = self.kind(*tested) else {
                break;
            };
            if test.strip_prefix(HELD).and_then(|t| t.strip_prefix(':')) == Some(read) {
                return self.make(Kind::Tested(Arc::from(HELD), v), span);
            }
            at = *before;
        }
        v
    }

    fn owners_in(&self, v: Val) -> Vec<(Val, Option<Arc<str>>)> {
        let mut out: Vec<(Val, Option<Arc<str>>)> = Vec::new();
        self.trace_back(v, STEPS, &mut |v| {
            let owner = self.notes.owners.get(&v);
            if let Some(&owner) = owner
                && !out.iter().any(|(known, _)| *known == owner)
            {
                let read = match &self.arena.node(v).how {
                    How::Call(read) => Some(read.clone()),
                    _ => None,
                };
                out.push((owner, read));
            }
            owner.is_none()
        });
        out
    }

    /// The element out of which a value was made.
    fn element_of(&self, v: Val) -> Option<Val> {
        let mut at = v;
        for _ in 0..STEPS {
            if self.whole_of(at).is_some() || self.is_cut(at) {
                return Some(at);
            }
            at = match *self.kind(at) {
                Kind::Tested(_, inner) => inner,
                _ => *self.arena.node(at).from.first()?,
            };
        }
        None
    }

    /// Whether this is what a text was cut into.
    fn is_cut(&self, v: Val) -> bool {
        matches!(&self.arena.node(v).how, How::Call(callee) if matches!(&**callee, "str.split" | "str.rsplit"))
    }

    /// What an element was taken out of.
    fn whole_of(&self, v: Val) -> Option<Val> {
        let node = self.arena.node(v);
        let taken = match &node.how {
            How::Part => true,
            How::Call(callee) => callee.ends_with(".__iter__"),
            _ => false,
        };
        node.from.first().copied().filter(|_| taken)
    }

    /// An element and what it is an element of, also the object that gave them, and the text that was cut into them
    /// where the test is one of its beginning.
    fn wholes(&self, element: Val, test: &str) -> Vec<Val> {
        let mut all = vec![element];
        let mut at = element;
        while let Some(whole) = self.whole_of(at).filter(|_| all.len() < WHOLES) {
            all.push(whole);
            at = whole;
        }
        let node = self.arena.node(at);
        if let (Kind::External(..), How::Call(_), Some(&giver)) =
            (&node.kind, &node.how, node.from.first())
            && matches!(self.kind(giver), Kind::External(..))
        {
            all.push(giver);
        }
        if self.is_cut(at)
            && let [text, mark @ ..] = &*node.from
            && self.is_said_of_text(test, mark)
        {
            all.push(*text);
        }
        all
    }

    /// Whether what each piece of a text has passed is so of the text that was cut there: that none begins with a
    /// dash, and that none between two slashes leads up.
    fn is_said_of_text(&self, test: &str, marks: &[Val]) -> bool {
        match marks {
            [mark] if test == super::parts::NO_WAY_UP => self.ends_with_separator(*mark),
            [] => is_of_beginning(test),
            [mark] => {
                is_of_beginning(test)
                    && matches!(self.kind(*mark), Kind::Str(m) if !m.starts_with('-'))
            }
            _ => false,
        }
    }

    /// The questions that a value has answered and that say something of every element.
    fn answered(&self, v: Val, depth: u32, out: &mut Vec<Arc<str>>) {
        if depth > STEPS {
            return;
        }
        let tested = match self.kind(v) {
            Kind::Either(options) => {
                let mut options = options.iter().map(|(option, facts)| {
                    let mut own = Vec::new();
                    let known = facts.iter().find(|(x, _)| x == option).map(|(_, y)| *y);
                    self.answered(known.unwrap_or(*option), depth + 1, &mut own);
                    own
                });
                let mut shared = options.next().unwrap_or_default();
                for own in options {
                    shared.retain(|test| own.contains(test));
                }
                for test in shared {
                    push(out, test);
                }
                return;
            }
            Kind::External(..) => match *self.arena.node(v).from {
                [tested] => tested,
                _ => return,
            },
            _ => v,
        };
        if let Kind::Tested(test, before) = self.kind(tested) {
            if is_shown(test) {
                push(out, test.clone());
            }
            self.answered(*before, depth + 1, out);
        }
    }
}

fn push(out: &mut Vec<Arc<str>>, test: Arc<str>) {
    if !out.contains(&test) {
        out.push(test);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_test_or_another() {
        let said = |one: &str, other: &str| either(one, other).map(|said| said.to_string());
        for (one, other, class) in [
            ("str.isalnum", "characters:-", r"re.fullmatch:[\w\-]*"),
            ("str.isdigit", "characters:]^", r"re.fullmatch:[\d\]\^]*"),
            (
                "re.fullmatch:[a-f]+",
                "characters:.",
                r"re.fullmatch:[a-f\.]*",
            ),
            (
                r"re.fullmatch:[\w\-]*",
                "characters:_",
                r"re.fullmatch:[\w\-\_]*",
            ),
            ("str.isalnum", "str.isalnum", "str.isalnum"),
        ] {
            assert_eq!(said(one, other).as_deref(), Some(class), "{one} {other}");
        }
        for other in [
            "re.fullmatch:[a]b[c]*",
            "re.fullmatch:[^a]*",
            "allowlist",
            "re.match:[a]*",
        ] {
            assert_eq!(said("str.isalnum", other), None, "{other}");
        }
    }
}
