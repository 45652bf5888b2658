//! Stores of sections and options, as `configparser` makes them: what was put under one name comes back
//! under that name alone.
//!
//! The number of such an object is that of the cell that holds its entries. What it reads from files is not known.
//! Called by `library` and `external`; not in probes, where a world answers.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::state::join;
use super::value::{Cell, Facts, How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

const STORE: &str = "configparser.ConfigParser";
const SECTION: &str = "configparser.SectionProxy";

impl Machine<'_, '_> {
    /// A new store, if this makes one.
    pub(super) fn new_store(&mut self, callee: &str, span: Span) -> Option<Val> {
        let makes = matches!(
            callee,
            "configparser.ConfigParser"
                | "configparser.RawConfigParser"
                | "configparser.SafeConfigParser"
        );
        if !makes || self.world.is_some() {
            return None;
        }
        let empty = self.make(Kind::Dict(Arc::new(Vec::new())), span);
        let cell = self.state.cell(empty);
        Some(self.arena.add(Node {
            kind: Kind::External(Arc::from(STORE), cell.0, false),
            span,
            from: super::row::Row::default(),
            how: How::Call(Arc::from(STORE)),
        }))
    }

    /// The section that `store[key]` is, or the value that `section[key]` is.
    pub(super) fn store_item(
        &mut self,
        object: Val,
        (ty, id): (&str, u32),
        key: Val,
        span: Span,
    ) -> Option<Val> {
        if id == 0 || self.world.is_some() {
            return None;
        }
        if ty == STORE {
            return Some(self.arena.add(Node {
                kind: Kind::External(Arc::from(SECTION), id, false),
                span,
                from: [key].into(),
                how: How::Plain,
            }));
        }
        let section = self.section_of(object, ty)?;
        Some(self.stored_at(id, section, key, None, span))
    }

    /// `section[key] = v`, `store[key] = {...}`.
    pub(super) fn set_store_item(
        &mut self,
        object: Val,
        (ty, id): (&str, u32),
        key: Val,
        v: Val,
        span: Span,
    ) -> bool {
        if id == 0 || self.world.is_some() {
            return false;
        }
        if ty == STORE {
            if let Kind::Dict(pairs) = self.content_kind(self.look(v)) {
                for &(option, v) in pairs.iter() {
                    self.store_at(id, key, option, v, span);
                }
                return true;
            }
            return false;
        }
        match self.section_of(object, ty) {
            Some(section) => {
                self.store_at(id, section, key, v, span);
                true
            }
            None => false,
        }
    }

    /// A method of a store or of a section; `None` when it says nothing of entries.
    pub(super) fn store_method(
        &mut self,
        receiver: Val,
        (ty, id): (&str, u32),
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        if id == 0 || self.world.is_some() || !matches!(ty, STORE | SECTION) {
            return Ok(None);
        }
        let own = self.section_of(receiver, ty);
        let at = usize::from(own.is_none());
        let section = own.or_else(|| args.get(0, "section"));
        let option = args.get(at, "option");
        Ok(match (name, section, option) {
            ("set", Some(section), Some(option)) => {
                if let Some(v) = args.get(at + 1, "value") {
                    self.store_at(id, section, option, v, span);
                }
                Some(Val::NONE)
            }
            ("get", Some(section), Some(option)) => {
                let by_place = own.and_then(|_| args.get(1, "fallback"));
                let fallback = args.keyword("fallback").or(by_place);
                Some(self.stored_at(id, section, option, fallback, span))
            }
            ("getint" | "getfloat" | "getboolean", Some(section), Some(option)) => {
                let v = self.stored_at(id, section, option, args.keyword("fallback"), span);
                let ty = match name {
                    "getint" => "int",
                    "getfloat" => "float",
                    _ => "bool",
                };
                self.may_raise(Some("builtins.ValueError"), span);
                Some(match self.converted(v, name, span) {
                    Some(known) => known,
                    None => self.derive(Some(ty), &[v], How::Plain, span),
                })
            }
            ("read_dict", Some(given), _) => {
                if let Kind::Dict(sections) = self.content_kind(self.look(given)) {
                    for &(section, options) in sections.iter() {
                        if let Kind::Dict(pairs) = self.content_kind(self.look(options)) {
                            for &(option, v) in pairs.iter() {
                                self.store_at(id, section, option, v, span);
                            }
                        }
                    }
                }
                Some(Val::NONE)
            }
            // A text may hold any option of any section.
            ("read_string" | "read_file", ..) if own.is_none() => {
                let keyword = if name == "read_file" { "f" } else { "string" };
                if let Some(given) = args.get(0, keyword) {
                    if let Kind::Str(text) = self.kind(self.look(given)).clone()
                        && let Some(entries) = entries(&text)
                    {
                        for (section, option, value) in entries {
                            let [section, option, value] =
                                [section, option, value].map(|text| self.text(text, span));
                            self.store_at(id, section, option, value, span);
                        }
                        return Ok(Some(Val::NONE));
                    }
                    let any = self.derive(Some("str"), &[], How::Plain, span);
                    let text = self.derive(Some("str"), &[given], How::Plain, span);
                    self.entry_put(id, any, text, span);
                }
                self.may_raise(None, span);
                Some(Val::NONE)
            }
            ("add_section", ..) => Some(Val::NONE),
            _ => None,
        })
    }

    /// The number, or the yes or no, that a known entry is.
    fn converted(&mut self, v: Val, name: &str, span: Span) -> Option<Val> {
        let Kind::Str(text) = self.kind(self.look(v)).clone() else {
            return None;
        };
        match name {
            "getint" => {
                let number = text.trim().parse().ok()?;
                Some(self.make(Kind::Int(number), span))
            }
            "getboolean" => match &*text.trim().to_lowercase() {
                "1" | "yes" | "true" | "on" => Some(Val::TRUE),
                "0" | "no" | "false" | "off" => Some(Val::FALSE),
                _ => None,
            },
            _ => None,
        }
    }

    fn section_of(&self, object: Val, ty: &str) -> Option<Val> {
        let from = &self.arena.node(self.look(object)).from;
        from.first().copied().filter(|_| ty == SECTION)
    }

    /// What an entry is called: options do not tell capitals from small letters.
    fn entry(&mut self, section: Val, option: Val, span: Span) -> Val {
        let (section, option) = (self.look(section), self.look(option));
        match (self.kind(section), self.kind(option)) {
            (Kind::Str(s), Kind::Str(o)) => {
                let name = format!("{s}\n{}", o.to_lowercase());
                self.text(&name, span)
            }
            _ => self.derive(Some("str"), &[], How::Plain, span),
        }
    }

    fn store_at(&mut self, id: u32, section: Val, option: Val, v: Val, span: Span) {
        let entry = self.entry(section, option, span);
        self.entry_put(id, entry, v, span);
    }

    fn entry_put(&mut self, id: u32, entry: Val, v: Val, span: Span) {
        let cell = Cell(id);
        if let Kind::Dict(pairs) = self.kind(self.state.get(cell)).clone() {
            let mut pairs = (*pairs).clone();
            self.put(&mut pairs, entry, v);
            let content = self.make(Kind::Dict(Arc::new(pairs)), span);
            self.state.set(cell, content);
        }
    }

    fn stored_at(
        &mut self,
        id: u32,
        section: Val,
        option: Val,
        fallback: Option<Val>,
        span: Span,
    ) -> Val {
        let entry = self.entry(section, option, span);
        let mut options: Vec<(Val, Facts)> = Vec::new();
        let mut sure = false;
        if let Kind::Dict(pairs) = self.kind(self.state.get(Cell(id))).clone() {
            for &(key, v) in pairs.iter().rev() {
                match self.equal(key, entry) {
                    Some(false) => {}
                    Some(true) => {
                        options.push((v, Facts::from([])));
                        sure = true;
                        break;
                    }
                    None => options.push((v, Facts::from([]))),
                }
            }
        }
        if !sure {
            // A file that was read may say anything: it is the program's own.
            let own = match fallback {
                Some(fallback) => fallback,
                None => self.derive(Some("str"), &[], How::Call(Arc::from(STORE)), span),
            };
            options.push((own, Facts::from([])));
        }
        self.may_raise(None, span);
        join(&mut self.arena, &options)
    }
}

/// Section, option and value of each entry of a text that holds nothing but such lines and remarks.
fn entries(text: &str) -> Option<Vec<(&str, &str, &str)>> {
    let mut entries = Vec::new();
    let mut section = None;
    for line in text.lines() {
        let plain = line.trim();
        if plain.is_empty() || plain.starts_with(['#', ';']) {
            continue;
        }
        // A line that goes on, and a value that is put together of others.
        if line.starts_with([' ', '\t']) || plain.contains(['%', '$']) {
            return None;
        }
        if let Some(name) = plain.strip_prefix('[') {
            section = Some(name.strip_suffix(']')?);
            continue;
        }
        let (option, value) = plain.split_once(['=', ':'])?;
        entries.push((section?, option.trim(), value.trim()));
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::entries;
    use crate::evaluate::{EffectKind, Knowledge, survey};

    /// Whether what `print` gets carries the parameter.
    fn carries(lines: &str) -> bool {
        let code =
            format!("import configparser\ndef f(x):\n c = configparser.ConfigParser()\n{lines}");
        let program = crate::python::parse(&crate::text::Source::new("t.py", code));
        let record = survey(&program, &Knowledge::default(), &[]);
        record.effects.iter().any(|e| match &e.kind {
            EffectKind::Call {
                callee, arguments, ..
            } if callee == "builtins.print" => {
                arguments.iter().any(|a| !a.value.origins.is_empty())
            }
            _ => false,
        })
    }

    #[test]
    fn a_text_of_the_program_is_read_line_by_line() {
        let text = "# keys\n[keys]\nbits = 1024\nname: a=b\n[other]\nbits=7\n";
        let found = [
            ("keys", "bits", "1024"),
            ("keys", "name", "a=b"),
            ("other", "bits", "7"),
        ];
        assert_eq!(entries(text).as_deref(), Some(&found[..]));
        for text in [
            "bits = 1\n",
            "[a]\nb = 1\n  2\n",
            "[a]\nb = %(c)s\n",
            "[a]\nb\n",
        ] {
            assert_eq!(entries(text), None, "{text}");
        }
        assert!(!carries(
            " c.set('s', 'a', x)\n c.read_string('[s]\\na = 1')\n print(c.getint('s', 'a'))\n"
        ));
    }

    #[test]
    fn what_was_put_under_a_name_comes_back_under_it() {
        for lines in [
            " c.set('s', 'a', x)\n print(c.get('s', 'A'))\n",
            " c['s'] = {'a': x}\n print(c['s']['a'])\n",
            " c['s']['a'] = x\n print(c['s'].get('a'))\n",
            " c.read_dict({'s': {'a': x}})\n print(c.get('s', 'a'))\n",
            " c.set('s', 'a', x)\n print(c.get('s', x))\n",
            " print(c.get('s', 'a', fallback=x))\n",
            " c.read_string(x)\n print(c['s']['a'])\n",
            " c.read_string(string=x)\n print(c.get('s', 'a'))\n",
        ] {
            assert!(carries(lines), "{lines}");
        }
        for lines in [
            " c.set('s', 'a', x)\n c.set('s', 'b', '1')\n print(c.get('s', 'b'))\n",
            " c.set('s', 'a', x)\n print(c.get('t', 'a', fallback='1'))\n",
            " c.set('s', 'a', x)\n c.set('s', 'a', '1')\n print(c.get('s', 'a'))\n",
            " c['s'] = {'a': x, 'b': '1'}\n print(c['s']['b'])\n",
            " c.read_string(x)\n c.set('s', 'a', '1')\n print(c.get('s', 'a'))\n",
        ] {
            assert!(!carries(lines), "{lines}");
        }
    }
}
