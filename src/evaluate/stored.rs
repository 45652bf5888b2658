//! What a probed call leaves behind: texts that the program's own names hold afterwards, statements
//! that change a database, and values handed to code that is not at hand.
//!
//! Each becomes an event `stores …` where the world asks for it. Called by `probe`, `database` and
//! where calls leave the file.

use super::call::Args;
use super::data::Data;
use super::machine::Machine;
use super::value::{FrameId, Kind, Part, Val};
use super::world::{Event, UNKNOWN};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// How many values are looked at.
const VISITS: u32 = 6_000;

/// Who is logged in, where a library keeps the people.
const PERSON: &str = "web_of_the_world.person";

/// A text with the name under which it is kept → whether it certainly is.
pub(super) type Kept = BTreeMap<(String, String), bool>;

impl Machine<'_, '_> {
    /// Whether what is kept is written down.
    pub(super) fn tells_stores(&self) -> bool {
        self.world
            .as_deref()
            .is_some_and(super::World::tells_stores)
    }

    /// The texts that are reached from the names of the file and of its scene.
    pub(super) fn kept(&mut self) -> Kept {
        let mut kept = Kept::new();
        if !self.tells_stores() {
            return kept;
        }
        let person = self.project_name(PERSON);
        let frame = self.frame(FrameId::MODULE);
        let mut names: Vec<(&str, Val)> = frame
            .vars
            .iter()
            .map(|(name, cell)| (name, self.state.get(cell)))
            .chain(self.staged.iter().map(|(name, v)| (*name, *v)))
            .chain(person.map(|v| ("the table of people", v)))
            .collect();
        names.sort_unstable();
        let mut left = VISITS;
        let mut visited = FxHashSet::default();
        for (name, v) in names {
            self.keep(name, v, true, &mut visited, &mut left, &mut kept);
        }
        kept
    }

    fn keep(
        &self,
        name: &str,
        v: Val,
        certain: bool,
        visited: &mut FxHashSet<(Val, bool)>,
        left: &mut u32,
        kept: &mut Kept,
    ) {
        let v = self.look(v);
        if *left == 0 || v == Val::UNBOUND || !visited.insert((v, certain)) {
            return;
        }
        *left -= 1;
        let mut text = |text: String, certain: bool| {
            let known = kept.entry((name.to_owned(), text)).or_insert(certain);
            *known |= certain;
        };
        let inner: Vec<Val> = match self.content_kind(v) {
            Kind::Str(s) => {
                text(s.to_string(), certain);
                return;
            }
            Kind::Bytes(b) => {
                text(String::from_utf8_lossy(&b).into_owned(), certain);
                return;
            }
            Kind::Text(parts) => {
                let whole = parts.iter().map(|part| match part {
                    Part::Literal(s) => s.to_string(),
                    Part::Hole(_) => UNKNOWN.to_string(),
                });
                text(whole.collect(), false);
                return;
            }
            // Made of a text in a way that is not known.
            Kind::Unknown(..) if self.made_of_text(v, 0) => {
                text(format!("{UNKNOWN}{}", v.0), false);
                return;
            }
            Kind::Either(options) => {
                for (option, _) in options.iter() {
                    self.keep(name, *option, false, visited, left, kept);
                }
                return;
            }
            Kind::Tested(_, inner) | Kind::Many(_, inner) => {
                self.keep(name, inner, false, visited, left, kept);
                return;
            }
            Kind::Tuple(items) | Kind::Row(_, items) => items.to_vec(),
            Kind::List(items) | Kind::Set(items) | Kind::Iterator(items, _) => items.to_vec(),
            Kind::Dict(pairs) => pairs.iter().flat_map(|(k, v)| [*k, *v]).collect(),
            Kind::Fields(class, fields) => std::iter::once(class)
                .chain(fields.iter().map(|(_, v)| *v))
                .collect(),
            Kind::Class(_, frame, _) => {
                let frame = self.frame(frame);
                let mut cells: Vec<(&str, Val)> = frame
                    .vars
                    .iter()
                    .map(|(name, cell)| (name, self.state.get(cell)))
                    .collect();
                cells.sort_unstable();
                cells.into_iter().map(|(_, v)| v).collect()
            }
            Kind::Bound(object, _) => vec![object],
            _ => return,
        };
        for v in inner {
            self.keep(name, v, certain, visited, left, kept);
        }
    }

    fn made_of_text(&self, v: Val, depth: u32) -> bool {
        let node = self.arena.node(self.look(v));
        match node.kind {
            Kind::Str(_) | Kind::Text(_) | Kind::Bytes(_) => true,
            _ => depth < 8 && node.from.iter().any(|v| self.made_of_text(*v, depth + 1)),
        }
    }

    /// Writes down what is kept now and was not before.
    pub(super) fn tell_stored(&mut self, before: &Kept) {
        for ((name, text), certain) in self.kept() {
            if before
                .get(&(name.clone(), text.clone()))
                .is_some_and(|was| *was || !certain)
            {
                continue;
            }
            let text = match text.strip_prefix(UNKNOWN) {
                Some(number) if number.bytes().all(|b| b.is_ascii_digit()) => UNKNOWN.to_string(),
                _ => text,
            };
            let object = text.replace('\n', "\\n").replace('\r', "\\r");
            self.events.push(Event {
                text: format!("stores {object} in {name}"),
                certain,
                checked: self.forked,
                span: crate::text::Span::default(),
            });
        }
    }

    /// Writes down what is handed to a function that is not at hand: nobody sees what it keeps.
    pub(super) fn tell_handed(&mut self, callee: &str, args: &Args, span: crate::text::Span) {
        if !self.tells_stores() {
            return;
        }
        let values: Vec<String> = args.all().iter().map(|&v| shown(&self.data(v))).collect();
        let text = format!("{callee}({})", values.join(", "));
        self.happens("stores", &text, span);
    }

    /// Writes down a statement that changes a database.
    pub(super) fn tell_statement(
        &mut self,
        sql: &str,
        parameters: Option<&Data>,
        span: crate::text::Span,
    ) {
        let first = sql.split_whitespace().next().unwrap_or("");
        let changes = ["insert", "update", "delete", "replace", "merge", "upsert"];
        if !self.tells_stores() || !changes.contains(&first.to_lowercase().as_str()) {
            return;
        }
        let text = match parameters {
            Some(data) => format!("{sql} {}", shown(data)),
            None => sql.to_owned(),
        };
        self.happens("stores", &text, span);
    }
}

/// Data in one line.
fn shown(data: &Data) -> String {
    let all = |items: &[Data]| items.iter().map(shown).collect::<Vec<_>>().join(", ");
    match data {
        Data::Str(text) => text.clone(),
        Data::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Data::Int(n) => n.to_string(),
        Data::Float(x) => x.to_string(),
        Data::Bool(b) => if *b { "True" } else { "False" }.to_owned(),
        Data::None => "None".to_owned(),
        Data::Tuple(items) | Data::List(items) | Data::Set(items) => format!("({})", all(items)),
        Data::Dict(pairs) => {
            let pairs = pairs
                .iter()
                .map(|(k, v)| format!("{}: {}", shown(k), shown(v)));
            format!("({})", pairs.collect::<Vec<_>>().join(", "))
        }
        Data::Object(_) | Data::Instance(..) | Data::Handle(..) => "an object".to_owned(),
        Data::Unknown(_) => UNKNOWN.to_string(),
    }
}
