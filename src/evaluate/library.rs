//! Things outside the file: the parts of the standard library whose meaning the evaluator knows,
//! and what it does with all the rest.

use super::call::Args;
use super::container::Items;
use super::doubt;
use super::machine::{Follow, Machine};
use super::schema::SCHEMA;
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use ruff_python_ast::CmpOp;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// Calls something outside the file by its qualified name.
    pub(super) fn call_symbol(
        &mut self,
        name: &str,
        callee: Val,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        if name == super::ancestor::MAKES {
            return self.make_base(args, span);
        }
        if name == super::kindred::BELOW {
            return self.call_below(args, span);
        }
        if let Some(base) = name.strip_suffix(".__init__")
            && self.knowledge.is_exception(base)
            && let Some(((object, _), told)) = args.positional.split_first()
            && matches!(self.content_kind(self.look(*object)), Kind::Fields(..))
        {
            let told = told.iter().map(|(v, _)| *v).collect();
            let told = self.tuple(told, span);
            self.set_field(*object, "args", told, span);
            return Ok(Val::NONE);
        }
        if self.world.is_some() && name == "os.getenv" {
            let environ = self.read_symbol("os.environ", span);
            return self.call_method(environ, "get", args, span);
        }
        if self.world.is_some()
            && name.starts_with(['p', 'm'])
            && let Some(made) = self.schema_call(name, &args, span)?
        {
            return Ok(made);
        }
        if let Some(made) = self.validated_call(name, &args) {
            return Ok(made);
        }
        if let Some(short) = name.strip_prefix("builtins.") {
            if self.knowledge.is_exception(name) {
                self.note_made(name, &args, span);
                return Ok(self.raised_object(callee, &args, span));
            }
            // `open` of what `os.open` gave.
            if short == "open"
                && let Some(given) = args.get(0, "file").map(|v| self.look(v))
                && self.has_method(given, "__opened__")
            {
                return self.call_method(given, "__opened__", args, span);
            }
            if short == "open"
                && let Some(device) = self.random_device(&args, span)?
            {
                return Ok(device);
            }
            if short == "open"
                && let Some(file) = self.opened_by(&args, span)?
            {
                return Ok(file);
            }
            if let Some(class) = self.unbound_method(short, &args, span)? {
                return Ok(class);
            }
            if let Some(v) = self.builtin(short, &args, span)? {
                return Ok(v);
            }
        } else if self.knowledge.is_exception(name) {
            self.note_made(name, &args, span);
            return Ok(self.raised_object(callee, &args, span));
        } else if let Some(v) = self.standard(name, &args, span)? {
            return Ok(v);
        } else if matches!(name, super::mirror::NAMESPACE | super::mirror::LOCAL)
            && let Some(v) = self.namespace(&args, span)
        {
            return Ok(v);
        }
        // A connection that another file made: only its name tells what it is.
        if self.world.is_none()
            && let Some((receiver, method)) = name.rsplit_once('.')
            && let Some((module, _)) = receiver.split_once('.')
            && !self.knowledge.modules.contains(module)
            && self.knowledge.returned(name).is_none()
        {
            let (_, last) = receiver.rsplit_once('.').unwrap_or(("", receiver));
            if let Some(callee) = self.knowledge.guessed(&last.to_lowercase(), method) {
                let receiver = self.symbol(receiver, span);
                return Ok(self.call_guessed(receiver, &callee, &args, span));
            }
        }
        if name == "os.path.join" && args.keywords.is_empty() && args.rest.is_none() {
            let pieces: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
            let now = self.call_outside(Val::NONE, name, args, span)?;
            return Ok(self.joined_again(name, &pieces, now));
        }
        self.call_outside(Val::NONE, name, args, span)
    }

    /// `str.upper(x)` is `x.upper()`.
    fn unbound_method(&mut self, short: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let Some((ty, method)) = short.split_once('.') else {
            return Ok(None);
        };
        if method == "__new__" {
            return self.new_object(ty, args, span);
        }
        if (ty, method) == ("type", "__call__")
            && let Some(((class, _), given)) = args.positional.split_first()
        {
            let mut args = args.clone();
            args.positional = given.to_vec();
            return self.instantiate(self.look(*class), args, span).map(Some);
        }
        if (ty, method) == ("type", "__init__") {
            return Ok(Some(Val::NONE));
        }
        if !matches!(
            ty,
            "str" | "bytes" | "list" | "dict" | "set" | "tuple" | "int" | "float"
        ) {
            return Ok(None);
        }
        if ty == "dict" && method == "fromkeys" {
            let value = args.get(1, "value").unwrap_or(Val::NONE);
            let items = match args.get(0, "iterable") {
                Some(list) => match self.items(list, span)? {
                    Items::Known(items) => items,
                    Items::Each(item) => vec![item],
                },
                None => Vec::new(),
            };
            let pairs = items.into_iter().map(|item| (item, value)).collect();
            let pairs = self.put_each(pairs)?;
            return Ok(Some(self.object(Kind::Dict(Arc::new(pairs)), span)));
        }
        if (ty, method) == ("str", "maketrans")
            && args.get(1, "y").is_none()
            && let Some(given) = args.get(0, "x")
            && let Kind::Dict(pairs) = self.content_kind(self.look(given))
        {
            // Keys of one letter become their code points, as Python makes them.
            let mut table = Vec::new();
            for entry in pairs.iter() {
                let (key, value) = (entry.0, entry.1);
                let code = match self.kind(self.look(key)) {
                    Kind::Str(text) => {
                        let mut chars = text.chars();
                        chars.next().filter(|_| chars.next().is_none())
                    }
                    _ => None,
                };
                let key = match code {
                    Some(c) => self.make(Kind::Int(i128::from(u32::from(c))), span),
                    None => key,
                };
                table.push((key, value));
            }
            let table = self.put_each(table)?;
            return Ok(Some(self.object(Kind::Dict(Arc::new(table)), span)));
        }
        if (ty, method) == ("str", "maketrans") && args.get(1, "y").is_some() {
            let text = |at, name| match args.get(at, name).map(|v| self.kind(self.look(v))) {
                Some(Kind::Str(text)) => Some(text.clone()),
                None => Some(Arc::from("")),
                Some(_) => None,
            };
            if let (Some(from), Some(to), Some(gone)) = (text(0, "x"), text(1, "y"), text(2, "z")) {
                if from.chars().count() != to.chars().count() {
                    let why = "the first two maketrans arguments must have equal length";
                    return self.raise("builtins.ValueError", why, span);
                }
                let mut table = Vec::new();
                let there = from.chars().zip(to.chars().map(Some));
                for (c, to) in there.chain(gone.chars().map(|c| (c, None))) {
                    let key = self.make(Kind::Int(i128::from(u32::from(c))), span);
                    let value = match to {
                        Some(to) => self.make(Kind::Int(i128::from(u32::from(to))), span),
                        None => Val::NONE,
                    };
                    table.push((key, value));
                }
                let table = self.put_each(table)?;
                return Ok(Some(self.object(Kind::Dict(Arc::new(table)), span)));
            }
        }
        if (ty, method) == ("bytes", "fromhex")
            && let Some(given) = args.get(0, "string")
            && let Kind::Str(digits) = self.kind(self.look(given)).clone()
        {
            return match unhexed(&digits) {
                Some(bytes) => Ok(Some(self.make(Kind::Bytes(bytes.into()), span))),
                None => self.raise(
                    "builtins.ValueError",
                    "non-hexadecimal number found in fromhex() arg",
                    span,
                ),
            };
        }
        if (ty, method) == ("bytes", "maketrans")
            && let (Some(Kind::Bytes(from)), Some(Kind::Bytes(to))) = (
                args.get(0, "frm").map(|v| self.kind(self.look(v)).clone()),
                args.get(1, "to").map(|v| self.kind(self.look(v)).clone()),
            )
            && from.len() == to.len()
        {
            let mut table: Vec<u8> = (0..=255).collect();
            for (from, to) in from.iter().zip(to.iter()) {
                if let Some(place) = table.get_mut(usize::from(*from)) {
                    *place = *to;
                }
            }
            return Ok(Some(self.make(Kind::Bytes(table.into()), span)));
        }
        if (ty, method) == ("int", "from_bytes")
            && let Some(number) = self.number_of_bytes(args)
        {
            return Ok(Some(self.make(Kind::Int(number), span)));
        }
        if matches!(
            (ty, method),
            ("bytes", "fromhex") | ("int", "from_bytes") | ("str", "maketrans")
        ) {
            let from = args.all();
            let ty = if ty == "str" { None } else { Some(ty) };
            return Ok(Some(self.derive(
                ty,
                &from,
                How::Call(Arc::from(short)),
                span,
            )));
        }
        let mut rest = args.clone();
        if rest.positional.is_empty() {
            return Ok(None);
        }
        let (receiver, _) = rest.positional.remove(0);
        if let (Some(op), Some(other)) = (compares(method), rest.get(0, "other")) {
            self.note_equality(op, receiver, other, span);
            // Of values of two types it says nothing.
            if self.type_name(receiver) == self.type_name(other) {
                return Ok(Some(self.compare(op, receiver, other, span)));
            }
        }
        if ty == "str" && self.truth(receiver).is_none() && !self.is_text(receiver) {
            return self.string_method(receiver, method, &rest, span).map(Some);
        }
        if self.kindred_class(self.look(receiver)).is_some() {
            return self.built_in_method(receiver, method, rest, span).map(Some);
        }
        self.call_method(receiver, method, rest, span).map(Some)
    }

    fn raised_object(&mut self, class: Val, args: &Args, span: Span) -> Val {
        let items: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
        let (class, items, mut fields) = self.told_by_arguments(class, items, span);
        let all = self.tuple(items, span);
        fields.insert(0, (Arc::from("args"), all));
        self.object(Kind::Fields(class, Arc::new(fields)), span)
    }

    /// A call that only models describe.
    pub(super) fn call_outside(
        &mut self,
        receiver: Val,
        callee: &str,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let callee = self
            .knowledge
            .aliases
            .get(callee)
            .cloned()
            .unwrap_or_else(|| callee.to_owned());
        // A hash with a key is a message code.
        if self.world.is_none()
            && let Some(keyed) = super::signature::keyed(&callee, &args)
        {
            return self.call_outside(receiver, "hmac.new", keyed, span);
        }
        if let Some(filled) = self.substituted(receiver, &callee, &args, span)? {
            return Ok(filled);
        }
        if let Some((page, values)) = self.page_of_values(&callee, receiver, &args, span)? {
            return self.call_outside(page, &callee, values, span);
        }
        match self.filled_format(&callee, &args, span) {
            Some(filled) => self.export_method(&callee, false, receiver, &filled, span),
            None => self.export_method(&callee, false, receiver, &args, span),
        }
        if let Some(guarded) = self.guarded_call(&callee, &args, span)? {
            self.export_method(&guarded, false, receiver, &args, span);
        }
        self.note_page(&callee, receiver, &args, span);
        let asked = self.ask_callbacks(&callee, &args, span);
        let offered = asked.as_ref().unwrap_or(&args);
        if let Some(v) = self.offer_filled(&callee, receiver, offered, span)? {
            self.keep_function(&callee, v, &args, span);
            return Ok(v);
        }
        if self.world.is_some() && &*callee == "sqlite3.connect" {
            return Ok(self.connected(&args, span));
        }
        if let Some(store) = self.new_store(&callee, span) {
            return Ok(store);
        }
        self.note_unseen(&callee, &args, span);
        self.call_back(&callee, &args, span);
        self.run_elsewhere(&callee, &args, span);
        self.let_go(&callee, receiver, &args, span);
        self.note_registration(&callee, &args);
        self.note_option(&callee, &args, span);
        if self.world.is_some()
            && let Some(message) = self.lacking(&callee, &args)
        {
            return self.raise("builtins.TypeError", &message, span);
        }
        if self.knowledge.ends.contains(&callee) {
            return self.raise("builtins.SystemExit", "", span);
        }
        self.may_raise(None, span);
        if let Some(v) = self.keyed_call(&callee, args.get(0, "key"), span) {
            return Ok(v);
        }
        if let Some(v) = self.source(&callee, span) {
            return Ok(v);
        }
        if receiver != Val::NONE {
            self.absorb(
                receiver,
                callee.rsplit('.').next().unwrap_or(""),
                &args,
                span,
            );
        }
        let signature = self.knowledge.signatures.get(&callee);
        let first = signature.and_then(|s| s.first());
        let asked = args.get(0, first.map_or("", String::as_str));
        if let Some(test) = self.knowledge.checks.get(&callee).cloned() {
            if test == SCHEMA
                && let Some(fits) = self.schema_fits(receiver, &args, span)
            {
                return Ok(fits);
            }
            // Without an argument, an object is asked of itself.
            let own = (receiver != Val::NONE).then_some(receiver);
            if let Some(subject) = asked.or(own) {
                return Ok(self.make(Kind::Test(Arc::from(test), subject), span));
            }
        }
        if let Some(test) = self.knowledge.passes.get(&callee).cloned() {
            // `signed:1`: what is asked about is the second argument.
            let (test, at) = match test.rsplit_once(':').map(|(test, at)| (test, at.parse())) {
                Some((test, Ok(at))) => (test, at),
                _ => (&*test, 0_usize),
            };
            if test == SCHEMA
                && let Some(fits) = self.schema_fits(receiver, &args, span)
            {
                self.refine(fits, true);
            }
            let subject = args.positional.get(at).map(|(v, _)| *v);
            if let Some(subject) = subject.or(asked.filter(|_| at == 0))
                && test != SCHEMA
                && !(receiver != Val::NONE && test == "signed" && at == 0)
            {
                self.learn_test(subject, test, span);
            }
        }
        // A code that comes back from its comparison vouches for what went into it.
        if receiver != Val::NONE
            && self.knowledge.passes.get(&callee).map(String::as_str) == Some("signed")
        {
            self.learn_signed(receiver, receiver, span);
        }
        let returns = self.returned_so(&callee, &args);
        let least = self.knowledge.least.get(&callee).copied();
        let given = asked.and_then(|v| self.as_int(self.look(v)));
        let short = least
            .zip(given)
            .is_some_and(|(least, given)| given < i128::from(least));
        // Whether signs that only look like others become those: all of these forms but two.
        let compatible = callee == "unicodedata.normalize"
            && args.get(0, "form").is_none_or(|form| {
                !matches!(self.kind(self.look(form)), Kind::Str(form) if matches!(&**form, "NFC" | "NFD"))
            });
        let made_by = if compatible {
            format!("{callee}(compatible)")
        } else if short {
            format!("{callee}(short)")
        } else {
            callee.clone()
        };
        let v = self.returned_type(returns.as_deref(), receiver, &args, &made_by, false, span);
        self.note_once(v);
        let v = if returns.is_none() {
            self.doubt(&callee, v, span)
        } else {
            v
        };
        if callee == "urllib.parse.urljoin"
            && let Some(address) = self.below_address(&args, span)
        {
            return Ok(address);
        }
        if let Some(address) = self.without_host(&callee, &args, v, span) {
            return Ok(address);
        }
        let default = self.knowledge.defaults.get(&callee);
        match default.and_then(|&at| args.get(at, "default")) {
            Some(default) => Ok(self.either(&[v, default])),
            None => Ok(v),
        }
    }

    /// What a call returns; for some it depends on a switch: `jinja2.Template(autoescape=True)`.
    fn returned_so(&self, callee: &str, args: &Args) -> Option<String> {
        let on = args
            .keywords
            .iter()
            .filter(|(_, v, _)| self.truth(*v) == Some(true));
        let mut told = on.map(|(name, ..)| format!("{callee}({name}=True)"));
        told.find_map(|so| self.knowledge.returns.get(&so).cloned())
            .or_else(|| self.knowledge.returned(callee).cloned())
    }

    /// What a library gives of which no model says anything, where files are checked: nobody knows whether data
    /// from outside was checked there.
    fn doubt(&mut self, callee: &str, v: Val, span: Span) -> Val {
        let root = callee.split('.').next().unwrap_or(callee);
        let strange = |watch: &dyn super::Watch| watch.interest().package(root).is_none();
        let strange = self.watch.is_some_and(strange);
        if strange && root != "?" && !self.knowledge.standard.contains(root) {
            return self.unfollowed(v, span);
        }
        v
    }

    /// What Python says when a call leaves out what a library asks for.
    fn lacking(&self, callee: &str, args: &Args) -> Option<String> {
        let required = self.knowledge.required.get(callee)?;
        if args.rest.is_some() || args.spread.is_some() {
            return None;
        }
        let missing: Vec<String> = required
            .iter()
            .enumerate()
            .filter(|(at, name)| args.get(*at, name).is_none())
            .map(|(_, name)| format!("'{name}'"))
            .collect();
        let short = callee.rsplit('.').next().unwrap_or(callee);
        let plural = if missing.len() == 1 { "" } else { "s" };
        (!missing.is_empty()).then(|| {
            let count = missing.len();
            let names = missing.join(" and ");
            format!("{short}() missing {count} required positional argument{plural}: {names}")
        })
    }

    /// Notes a call behind which anything may happen: code made of text, and a function of
    /// another file that is handed an object such as a connection.
    fn note_unseen(&mut self, callee: &str, args: &Args, span: Span) {
        let code = matches!(callee, "builtins.eval" | "builtins.exec");
        let known = self.knowledge.returned(callee).is_some()
            || self.knowledge.signatures.contains_key(callee)
            || self.knowledge.cleans.contains_key(callee)
            || (callee.starts_with("builtins.") && !code);
        // What a known library does stands in the models; a buffer only holds what was put in.
        let library = callee
            .split_once('.')
            .is_some_and(|(module, _)| self.knowledge.modules.contains(module));
        let known = known || (library && !code);
        if !known && !code {
            self.tell_handed(callee, args, span);
        }
        let object = |m: &Self, v: Val| matches!(m.kind(m.look(v)), Kind::External(ty, ..) if ty.contains('.') && !ty.starts_with("io."));
        if known || !(code || args.all().iter().any(|&v| object(self, v))) {
            return;
        }
        let mut reach = args.clone();
        let why = if code {
            // Code made of text sees every variable in reach.
            let frame = self.frame(self.frame);
            let cells: Vec<_> = frame.vars.iter().map(|(_, cell)| cell).collect();
            reach
                .positional
                .extend(cells.into_iter().map(|cell| (self.state.get(cell), span)));
            doubt::code_from_text()
        } else {
            doubt::function_elsewhere(callee)
        };
        self.export_unknown(&why, &reach, span);
    }

    /// What is written into an object outside the file is in it from then on.
    pub(super) fn absorb(&mut self, receiver: Val, method: &str, args: &Args, span: Span) {
        let receiver = self.look(receiver);
        let node = self.arena.node(receiver);
        if !matches!(
            method,
            "write"
                | "writelines"
                | "append"
                | "add"
                | "extend"
                | "insert"
                | "update"
                | "put"
                | "push"
        ) || !matches!(node.kind, Kind::External(..) | Kind::Unknown(..))
        {
            return;
        }
        let mut from: Vec<Val> = node.from.iter().copied().take(64).collect();
        let before = from.len();
        from.extend(args.all().into_iter().filter(|&v| !self.is_constant(v)));
        if from.len() == before {
            return;
        }
        let kind = self.arena.node(receiver).kind.clone();
        let filled = self.arena.add(Node {
            kind,
            span,
            from: from.into(),
            how: How::Text,
        });
        self.state.learn(receiver, filled);
    }
}

/// The comparison that a method with two underscores makes.
pub(super) fn compares(method: &str) -> Option<CmpOp> {
    Some(match method {
        "__eq__" => CmpOp::Eq,
        "__ne__" => CmpOp::NotEq,
        "__lt__" => CmpOp::Lt,
        "__le__" => CmpOp::LtE,
        "__gt__" => CmpOp::Gt,
        "__ge__" => CmpOp::GtE,
        _ => return None,
    })
}

/// The bytes that hexadecimal digits name; white space may stand between two of them.
#[must_use]
pub fn unhexed(digits: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chars = digits.chars().filter(|c| !c.is_ascii_whitespace());
    while let Some(high) = chars.next() {
        let (high, low) = (high.to_digit(16)?, chars.next()?.to_digit(16)?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    Some(bytes)
}
