//! Things outside the file: the parts of the standard library whose meaning the evaluator knows,
//! and what it does with all the rest.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
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
        if let Some(short) = name.strip_prefix("builtins.") {
            if super::exception::is_exception(name) {
                return Ok(self.raised_object(callee, &args, span));
            }
            if let Some(class) = self.unbound_method(short, &args, span)? {
                return Ok(class);
            }
            if let Some(v) = self.builtin(short, &args, span)? {
                return Ok(v);
            }
        } else if super::exception::is_exception(name) {
            return Ok(self.raised_object(callee, &args, span));
        } else if let Some(v) = self.standard(name, &args, span)? {
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
        self.call_outside(Val::NONE, name, args, span)
    }

    /// `str.upper(x)` is `x.upper()`.
    fn unbound_method(&mut self, short: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let Some((ty, method)) = short.split_once('.') else {
            return Ok(None);
        };
        if !matches!(
            ty,
            "str" | "bytes" | "list" | "dict" | "set" | "tuple" | "int" | "float"
        ) {
            return Ok(None);
        }
        if ty == "dict" && method == "fromkeys" {
            let mut pairs = Vec::new();
            let value = args.get(1, "value").unwrap_or(Val::NONE);
            if let Some(list) = args.get(0, "iterable")
                && let Items::Known(items) = self.items(list, span)?
            {
                for item in items {
                    self.put(&mut pairs, item, value);
                }
            }
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
                self.put(&mut table, key, value);
            }
            return Ok(Some(self.object(Kind::Dict(Arc::new(table)), span)));
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
        if ty == "str" && self.truth(receiver).is_none() && !self.is_text(receiver) {
            return self.string_method(receiver, method, &rest, span).map(Some);
        }
        self.call_method(receiver, method, rest, span).map(Some)
    }

    fn raised_object(&mut self, class: Val, args: &Args, span: Span) -> Val {
        let items: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
        let all = self.tuple(items, span);
        self.object(
            Kind::Fields(class, Arc::new(vec![(Arc::from("args"), all)])),
            span,
        )
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
        match self.filled_format(&callee, &args, span) {
            Some(filled) => self.export_method(&callee, false, receiver, &filled, span),
            None => self.export_method(&callee, false, receiver, &args, span),
        }
        self.note_unseen(&callee, &args, span);
        self.call_back(&callee, &args, span);
        self.note_registration(&callee, &args);
        if self.knowledge.ends.contains(&callee) {
            return self.raise("builtins.SystemExit", "", span);
        }
        self.may_raise(None, span);
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
        if let Some(test) = self.knowledge.checks.get(&callee).cloned()
            && let Some((subject, _)) = args.positional.first()
        {
            return Ok(self.make(Kind::Test(Arc::from(test), *subject), span));
        }
        let returns = self.knowledge.returned(&callee).cloned();
        let v = self.returned_type(returns.as_deref(), receiver, &args, &callee, false, span);
        let default = self.knowledge.defaults.get(&callee);
        match default.and_then(|&at| args.get(at, "default")) {
            Some(default) => Ok(self.either(&[v, default])),
            None => Ok(v),
        }
    }

    /// Notes a call behind which anything may happen: code made of text, and a function of
    /// another file that is handed an object such as a connection.
    fn note_unseen(&mut self, callee: &str, args: &Args, span: Span) {
        let code = matches!(callee, "builtins.eval" | "builtins.exec");
        let known = self.knowledge.returned(callee).is_some()
            || self.knowledge.signatures.contains_key(callee)
            || self.knowledge.cleans.contains_key(callee)
            || (callee.starts_with("builtins.") && !code);
        let object = |m: &Self, v: Val| matches!(m.kind(m.look(v)), Kind::External(ty, ..) if ty.contains('.'));
        if known || !(code || args.all().iter().any(|&v| object(self, v))) {
            return;
        }
        let mut reach = args.clone();
        let why = if code {
            // Code made of text sees every variable in reach.
            let frame = self.frame(self.frame);
            let cells: Vec<_> = frame
                .order
                .iter()
                .filter_map(|n| frame.vars.get(n))
                .copied()
                .collect();
            reach
                .positional
                .extend(cells.into_iter().map(|cell| (self.state.get(cell), span)));
            "code that is made from text is not followed: write it as code".to_owned()
        } else {
            format!(
                "`{callee}` is in another file, so what it does cannot be seen: put it into this one"
            )
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

    // ---- the standard library ----------------------------------------------------------------

    fn standard(&mut self, name: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let first = args.get(0, "").map(|v| self.look(v));
        if let Some(short) = name.strip_prefix("os.path.") {
            return Ok(self.path_call(short, args, span));
        }
        if let Some(short) = name.strip_prefix("shlex.") {
            return Ok(self.words_call(short, args, span));
        }
        Ok(Some(match name {
            "functools.partial" => {
                let Some((f, rest)) = args.positional.split_first() else {
                    return Ok(None);
                };
                let values: Vec<Val> = rest.iter().map(|(v, _)| *v).collect();
                let keywords: Vec<(Arc<str>, Val)> = args
                    .keywords
                    .iter()
                    .map(|(n, v, _)| (n.clone(), *v))
                    .collect();
                self.make(Kind::Partial(f.0, values.into(), keywords.into()), span)
            }
            // What it makes of a function is that function, under another name.
            "functools.wraps" => self.derive(None, &[], How::Plain, span),
            "functools.lru_cache" | "functools.cache" | "contextlib.contextmanager" => {
                match first {
                    Some(f) if matches!(self.kind(f), Kind::Function(..)) => f,
                    _ => self.derive(None, &[], How::Plain, span),
                }
            }
            "functools.reduce" => {
                let (Some(f), Some(list)) = (first, args.get(1, "iterable")) else {
                    return Ok(None);
                };
                let mut total = args.get(2, "initial");
                match self.items(list, span)? {
                    Items::Known(items) => {
                        for item in items {
                            total = Some(match total {
                                None => item,
                                Some(t) => self.call(f, Args::positional(vec![t, item]), span)?,
                            });
                        }
                        match total {
                            Some(v) => v,
                            None => {
                                return self.raise(
                                    "builtins.TypeError",
                                    "reduce() of empty iterable with no initial value",
                                    span,
                                );
                            }
                        }
                    }
                    Items::Each(element) => self.call(
                        f,
                        Args::positional(vec![total.unwrap_or(element), element]),
                        span,
                    )?,
                }
            }
            "operator.itemgetter" | "operator.attrgetter" | "operator.methodcaller" => {
                let tag = self.symbol(&format!("{name}()"), span);
                let values: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
                self.make(Kind::Partial(tag, values.into(), Arc::from([])), span)
            }
            "operator.itemgetter()" | "operator.attrgetter()" | "operator.methodcaller()" => {
                // The keys come first, the object last.
                let Some(((object, _), keys)) = args.positional.split_last() else {
                    return Ok(None);
                };
                let mut parts = Vec::new();
                for (key, _) in keys {
                    parts.push(match (name, self.kind(*key).clone()) {
                        ("operator.itemgetter()", _) => self.item(*object, *key, span)?,
                        ("operator.attrgetter()", Kind::Str(n)) => {
                            self.attribute(*object, &n, span)?
                        }
                        (_, Kind::Str(n)) => {
                            return self
                                .call_method(*object, &n, Args::default(), span)
                                .map(Some);
                        }
                        _ => return Ok(None),
                    });
                }
                match parts.as_slice() {
                    [one] => *one,
                    _ => self.tuple(parts, span),
                }
            }
            "operator.add" | "operator.mul" | "operator.sub" | "operator.truediv"
            | "operator.mod" | "operator.floordiv" | "operator.pow" | "operator.concat" => {
                use ruff_python_ast::Operator;
                let (Some(a), Some(b)) = (first, args.get(1, "")) else {
                    return Ok(None);
                };
                let op = match name {
                    "operator.add" | "operator.concat" => Operator::Add,
                    "operator.mul" => Operator::Mult,
                    "operator.sub" => Operator::Sub,
                    "operator.truediv" => Operator::Div,
                    "operator.mod" => Operator::Mod,
                    "operator.floordiv" => Operator::FloorDiv,
                    _ => Operator::Pow,
                };
                self.binary(op, a, b, span)?
            }
            "operator.eq" | "operator.ne" | "operator.lt" | "operator.contains" => {
                use ruff_python_ast::CmpOp;
                let (Some(a), Some(b)) = (first, args.get(1, "")) else {
                    return Ok(None);
                };
                match name {
                    "operator.eq" => self.compare(CmpOp::Eq, a, b, span),
                    "operator.ne" => self.compare(CmpOp::NotEq, a, b, span),
                    "operator.lt" => self.compare(CmpOp::Lt, a, b, span),
                    _ => self.compare(CmpOp::In, b, a, span),
                }
            }
            "operator.neg" => {
                let Some(a) = first else { return Ok(None) };
                self.unary(ruff_python_ast::UnaryOp::USub, a, span)?
            }
            "itertools.chain" | "itertools.chain.from_iterable" => {
                let lists: Vec<Val> = if name.ends_with("iterable") {
                    match first.map(|v| self.items(v, span)).transpose()? {
                        Some(Items::Known(items)) => items,
                        Some(Items::Each(e)) => vec![e],
                        None => Vec::new(),
                    }
                } else {
                    args.positional.iter().map(|(v, _)| *v).collect()
                };
                let mut all = Vec::new();
                let mut open = false;
                for list in lists {
                    match self.items(list, span)? {
                        Items::Known(items) => all.extend(items),
                        Items::Each(e) => {
                            open = true;
                            all.push(e);
                        }
                    }
                }
                let items = if open {
                    Items::Each(self.either(&all))
                } else {
                    Items::Known(all)
                };
                self.collected(items, "iterator", span)
            }
            "itertools.repeat" => {
                let Some(v) = first else { return Ok(None) };
                match args.get(1, "times").map(|n| self.as_int(n)) {
                    Some(Some(n)) if (0..10_000).contains(&n) => {
                        let items = vec![v; usize::try_from(n).unwrap_or(0)];
                        self.collected(Items::Known(items), "iterator", span)
                    }
                    _ => self.collected(Items::Each(v), "iterator", span),
                }
            }
            "itertools.islice" => {
                let (Some(v), Some(n)) = (first, args.get(1, "stop").and_then(|n| self.as_int(n)))
                else {
                    return Ok(None);
                };
                match (self.items(v, span)?, args.positional.len()) {
                    (Items::Known(mut items), 2) => {
                        items.truncate(usize::try_from(n.max(0)).unwrap_or(0));
                        self.collected(Items::Known(items), "iterator", span)
                    }
                    (Items::Known(items), _) => {
                        let e = if items.is_empty() {
                            Val::UNBOUND
                        } else {
                            self.either(&items)
                        };
                        self.collected(Items::Each(e), "iterator", span)
                    }
                    (each, _) => self.collected(each, "iterator", span),
                }
            }
            "collections.OrderedDict" | "types.MappingProxyType" => {
                return self.builtin("dict", args, span);
            }
            "collections.defaultdict" => {
                let rest =
                    Args::positional(args.positional.iter().skip(1).map(|(v, _)| *v).collect());
                return self.builtin("dict", &rest, span);
            }
            "collections.deque" => return self.builtin("list", args, span),
            "collections.namedtuple" | "typing.NewType" => match name {
                "typing.NewType" => self.symbol("typing.cast()", span),
                _ => return Ok(None),
            },
            "typing.cast" => match args.get(1, "val") {
                Some(v) => v,
                None => return Ok(None),
            },
            "copy.copy" | "copy.deepcopy" | "typing.cast()" => match first {
                Some(v) => match self.content_kind(v) {
                    kind @ (Kind::List(_) | Kind::Dict(_) | Kind::Set(_)) => {
                        self.object(kind, span)
                    }
                    _ => v,
                },
                None => return Ok(None),
            },
            "importlib.import_module" => {
                if let Some(Kind::Str(module)) = first.map(|v| self.kind(v).clone()) {
                    self.note_import(&module, span);
                    self.export_call(name, false, args, span);
                    self.symbol(&module, span)
                } else {
                    self.export_call(name, false, args, span);
                    let from = args.all();
                    self.opaque("which module is imported is only known when the program runs: import it by name", &from, span)
                }
            }
            "json.dumps" => match first.and_then(|v| super::json::dumps(&self.data(v))) {
                Some(text) if args.keywords.is_empty() => self.text(&text, span),
                _ => return Ok(None),
            },
            "json.loads" => {
                if let Some(Kind::Str(s)) = first.map(|v| self.kind(v).clone()) {
                    match super::json::loads(&s) {
                        Ok(data) => self.value(&data, span),
                        Err(message) => return self.raise("json.JSONDecodeError", &message, span),
                    }
                } else {
                    self.may_raise(Some("json.JSONDecodeError"), span);
                    return Ok(None);
                }
            }
            "re.compile" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Str(_)) => {
                    let pattern = first.unwrap_or(Val::NONE);
                    let flags = args.get(1, "flags");
                    self.arena.add(Node {
                        kind: Kind::External(Arc::from("re.Pattern"), 0, false),
                        span,
                        from: std::iter::once(pattern).chain(flags).collect(),
                        how: How::Plain,
                    })
                }
                _ => return Ok(None),
            },
            "re.fullmatch" | "re.match" | "re.search" | "re.findall" | "re.sub" | "re.split"
            | "re.finditer" => {
                let short = name.strip_prefix("re.").unwrap_or(name);
                return self.pattern_call(
                    short,
                    first,
                    &args
                        .positional
                        .iter()
                        .skip(1)
                        .map(|(v, _)| *v)
                        .collect::<Vec<_>>(),
                    args,
                    span,
                );
            }
            "re.escape" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Str(s)) => {
                    let text = fancy_regex::escape(&s).into_owned();
                    self.text(&text, span)
                }
                _ => return Ok(None),
            },
            "contextlib.closing" => {
                let Some(v) = first else { return Ok(None) };
                self.arena.add(Node {
                    kind: Kind::External(Arc::from("contextlib.closing"), 0, false),
                    span,
                    from: [v].into(),
                    how: How::Plain,
                })
            }
            "contextlib.suppress" => self.make(Kind::External(Arc::from(name), 0, false), span),
            "hmac.compare_digest" | "secrets.compare_digest" => {
                let (Some(a), Some(b)) = (first, args.get(1, "b")) else {
                    return Ok(None);
                };
                self.export_call(name, false, args, span);
                let b = self.look(b);
                match (self.kind(a), self.kind(b)) {
                    (Kind::Str(x), Kind::Str(y)) if !x.is_ascii() || !y.is_ascii() => {
                        return self.raise(
                            "builtins.TypeError",
                            "comparing strings with non-ASCII characters is not supported",
                            span,
                        );
                    }
                    (Kind::None, _) | (_, Kind::None) => {
                        return self.raise(
                            "builtins.TypeError",
                            "unsupported operand types(s) or combination of types",
                            span,
                        );
                    }
                    _ => self.compare(ruff_python_ast::CmpOp::Eq, a, b, span),
                }
            }
            "textwrap.dedent" | "inspect.cleandoc" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Str(s)) => self.text(&dedent(&s), span),
                _ => return Ok(None),
            },
            "html.escape" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Str(s)) if args.positional.len() + args.keywords.len() == 1 => {
                    let text = escape_html(&s);
                    self.text(&text, span)
                }
                // Without quotes, it is no use inside an attribute.
                Some(_) if args.get(1, "quote").and_then(|q| self.truth(q)) == Some(false) => {
                    let how = How::Call(Arc::from("html.escape(quote=False)"));
                    self.derive(Some("str"), &args.all(), how, span)
                }
                _ => return Ok(None),
            },
            _ => return Ok(None),
        }))
    }

    // ---- objects of types outside the file ---------------------------------------------------
}

/// What `html.escape` gives with its defaults.
fn escape_html(s: &str) -> String {
    s.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#x27;")
}

/// What `textwrap.dedent` gives: the white space that all lines share is taken off.
fn dedent(s: &str) -> String {
    let margin = s
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    let lines: Vec<&str> = s
        .split('\n')
        .map(|line| {
            if line.trim().is_empty() {
                ""
            } else {
                line.get(margin..).unwrap_or("")
            }
        })
        .collect();
    lines.join("\n")
}
