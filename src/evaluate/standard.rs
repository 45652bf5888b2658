//! What the standard library's functions give, as far as the evaluator knows their meaning.
//!
//! Called by `library` with the qualified name.

mod entity;

pub use entity::unescaped;

use super::call::Args;
use super::container::Items;
use super::doubt;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

/// Whether the evaluator knows a thing of the standard library by itself, so that its code is not looked
/// at when it is among the files.
pub(super) fn knows(name: &str) -> bool {
    const INSIDE: [&str; 7] = [
        "os.path",
        "re",
        "shlex",
        "typing",
        "enum",
        "functools",
        "operator",
    ];
    // The module itself, too: `os.path` is one of two files.
    let is_inside = |outer: &str| {
        let rest = name.strip_prefix(outer);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    INSIDE.into_iter().any(is_inside)
        || super::handover::makes(name)
        || matches!(
            name,
            "collections.OrderedDict"
                | "collections.defaultdict"
                | "collections.deque"
                | "collections.namedtuple"
                | "contextlib.closing"
                | "contextlib.contextmanager"
                | "contextlib.asynccontextmanager"
                | "contextlib.ExitStack"
                | "contextlib.suppress"
                | "copy.copy"
                | "copy.deepcopy"
                | "dataclasses.dataclass"
                | "dataclasses.field"
                | "attrs.field"
                | "attr.field"
                | "attr.ib"
                | "enum.member"
                | "hmac.compare_digest"
                | "html.escape"
                | "importlib.import_module"
                | "itertools.chain"
                | "itertools.chain.from_iterable"
                | "itertools.islice"
                | "itertools.repeat"
                | "inspect.cleandoc"
                | "json.dumps"
                | "json.loads"
                | "os.fsdecode"
                | "os.fsencode"
                | "os.fspath"
                | "pathlib.Path"
                | "secrets.compare_digest"
                | "shutil.which"
                | "textwrap.dedent"
                | "types.MappingProxyType"
        )
}

/// Whether the code of such a thing is looked at all the same in a world: a function that keeps its results keeps them
/// there, and a queue gives what it was given, in order.
pub(super) fn is_followed(name: &str) -> bool {
    matches!(
        name,
        "functools.cache"
            | "functools.lru_cache"
            | "itertools.repeat"
            | "re.Scanner"
            | "collections.OrderedDict"
            | "queue.Queue"
            | "queue.LifoQueue"
            | "queue.PriorityQueue"
            | "queue.SimpleQueue"
            | "asyncio.Queue"
            | "asyncio.LifoQueue"
            | "asyncio.PriorityQueue"
            | "contextvars.ContextVar"
    )
}

impl Machine<'_, '_> {
    /// Calls a function of the standard library; `None` when its meaning is not known here.
    pub(super) fn standard(&mut self, name: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let first = args.get(0, "").map(|v| self.look(v));
        if let Some(short) = name.strip_prefix("os.path.") {
            return Ok(self.path_call(short, args, span));
        }
        if let Some(short) = name.strip_prefix("ast.") {
            return self.syntax_call(short, args, span);
        }
        if let Some(v) = self.formula(name, args, span)? {
            self.export_call(name, false, args, span);
            return Ok(Some(v));
        }
        if name == "json.loads"
            && self.world.is_none()
            && let Some(v) = self.read_back(args, span)?
        {
            return Ok(Some(v));
        }
        if let Some(short) = name.strip_prefix("shlex.") {
            return Ok(self.words_call(short, args, span));
        }
        Ok(Some(match name {
            _ if super::dispatch::is_dispatch(name) => {
                self.dispatch_call(name, args.clone(), span)?
            }
            super::class::MAKER => return self.made_for_class(args, span),
            "functools.partial" | "functools.partialmethod" => {
                let Some((f, rest)) = args.positional.split_first() else {
                    return Ok(None);
                };
                let values: Vec<Val> = rest.iter().map(|(v, _)| *v).collect();
                let keywords: Vec<(Arc<str>, Val)> = args
                    .keywords
                    .iter()
                    .map(|(n, v, _)| (n.clone(), *v))
                    .collect();
                let made = self.make(Kind::Partial(f.0, values.into(), keywords.into()), span);
                if name == "functools.partial" {
                    return Ok(Some(made));
                }
                self.make(Kind::Wrapped("partialmethod", made), span)
            }
            // What a data class begins with, made anew for each object.
            "dataclasses.field" | "attrs.field" | "attr.field" | "attr.ib" => {
                let made = self.symbol("dataclasses.field()", span);
                let keywords = args.keywords.iter().map(|(n, v, _)| (n.clone(), *v));
                let keywords: Vec<(Arc<str>, Val)> = keywords.collect();
                self.make(Kind::Partial(made, Arc::from([]), keywords.into()), span)
            }
            // What it makes of a function is that function, under another name.
            "functools.wraps" => self.derive(None, &[], How::Plain, span),
            "functools.lru_cache"
            | "functools.cache"
            | "contextlib.contextmanager"
            | "contextlib.asynccontextmanager" => {
                if let Some(Kind::Function(code, ..)) = first.map(|f| self.kind(f))
                    && name.starts_with("contextlib.")
                {
                    self.contexts.managers.insert(*code);
                }
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
                let named = args.keywords.iter().map(|(n, v, _)| (n.clone(), *v));
                let named: Vec<(Arc<str>, Val)> = named.collect();
                self.make(Kind::Partial(tag, values.into(), named.into()), span)
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
                        // A name with dots leads from one to the next.
                        ("operator.attrgetter()", Kind::Str(n)) => {
                            let mut at = *object;
                            for part in n.split('.') {
                                at = self.attribute(at, part, span)?;
                            }
                            at
                        }
                        ("operator.attrgetter()", _) => {
                            let asked = Args::positional(vec![*object, *key]);
                            self.get_attribute(Some(*object), &asked, span)?
                        }
                        (_, Kind::Str(n)) => {
                            let mut rest = args.clone();
                            rest.positional.pop();
                            rest.positional.remove(0);
                            return self.call_method(*object, &n, rest, span).map(Some);
                        }
                        _ => return Ok(None),
                    });
                }
                match parts.as_slice() {
                    [one] => *one,
                    _ => self.tuple(parts, span),
                }
            }
            // What is ordered by a function that compares two: the function, and then the element.
            "functools.cmp_to_key" | "functools.cmp_to_key()" => {
                let tag = self.symbol(&format!("{name}()"), span);
                let values: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
                self.make(Kind::Partial(tag, values.into(), Arc::from([])), span)
            }
            "operator.getitem" | "operator.setitem" | "operator.delitem" => {
                return self.item_by_call(name, args, span);
            }
            "operator.add" | "operator.mul" | "operator.sub" | "operator.truediv"
            | "operator.mod" | "operator.floordiv" | "operator.pow" | "operator.concat"
            | "operator.xor" | "operator.or_" | "operator.and_" | "operator.lshift"
            | "operator.rshift" | "operator.iadd" | "operator.ior" => {
                use ruff_python_ast::Operator;
                let (Some(a), Some(b)) = (first, args.get(1, "")) else {
                    return Ok(None);
                };
                let own = matches!(self.content_kind(a), Kind::List(_));
                if own && name == "operator.iadd" {
                    self.call_method(a, "extend", Args::positional(vec![b]), span)?;
                    return Ok(Some(a));
                }
                let op = match name {
                    "operator.add" | "operator.concat" | "operator.iadd" => Operator::Add,
                    "operator.xor" => Operator::BitXor,
                    "operator.or_" | "operator.ior" => Operator::BitOr,
                    "operator.and_" => Operator::BitAnd,
                    "operator.lshift" => Operator::LShift,
                    "operator.rshift" => Operator::RShift,
                    "operator.mul" => Operator::Mult,
                    "operator.sub" => Operator::Sub,
                    "operator.truediv" => Operator::Div,
                    "operator.mod" => Operator::Mod,
                    "operator.floordiv" => Operator::FloorDiv,
                    _ => Operator::Pow,
                };
                self.binary(op, a, b, span)?
            }
            "operator.eq" | "operator.ne" | "operator.lt" | "operator.le" | "operator.gt"
            | "operator.ge" | "operator.contains" => {
                use ruff_python_ast::CmpOp;
                let (Some(a), Some(b)) = (first, args.get(1, "")) else {
                    return Ok(None);
                };
                if matches!(name, "operator.eq" | "operator.ne") {
                    self.note_signature_compared(a, b, span);
                }
                let op = match name {
                    "operator.eq" => CmpOp::Eq,
                    "operator.ne" => CmpOp::NotEq,
                    "operator.lt" => CmpOp::Lt,
                    "operator.le" => CmpOp::LtE,
                    "operator.gt" => CmpOp::Gt,
                    "operator.ge" => CmpOp::GtE,
                    _ => return Ok(Some(self.compare(CmpOp::In, b, a, span))),
                };
                match self.own_comparison(op, a, b, span)? {
                    Some(said) => said,
                    None => self.compare(op, a, b, span),
                }
            }
            "operator.neg" | "operator.pos" | "operator.not_" => {
                use ruff_python_ast::UnaryOp;
                let Some(a) = first else { return Ok(None) };
                let op = match name {
                    "operator.neg" => UnaryOp::USub,
                    "operator.pos" => UnaryOp::UAdd,
                    _ => UnaryOp::Not,
                };
                self.unary(op, a, span)?
            }
            _ if name.starts_with("itertools.") => return self.iterator_call(name, args, span),
            _ if name.starts_with("heapq.") => return self.heap_call(name, args, span),
            // It shows what the dict holds, also later on.
            super::sealed::VIEW if self.world.is_some() => match first {
                Some(v) if matches!(self.content_kind(v), Kind::Dict(_)) => {
                    self.remembering(v, None, name, span)
                }
                _ => return self.builtin("dict", args, span),
            },
            "collections.OrderedDict" | super::sealed::VIEW => {
                return self.builtin("dict", args, span);
            }
            "collections.defaultdict" => {
                let rest =
                    Args::positional(args.positional.iter().skip(1).map(|(v, _)| *v).collect());
                let made = self.builtin("dict", &rest, span)?;
                let (Some(made), Some(factory)) = (made, first) else {
                    return Ok(made);
                };
                // It remembers what makes the values that are missing.
                self.remembering(made, Some(factory), name, span)
            }
            "collections.deque" => {
                let items = Args {
                    positional: args.positional.iter().take(1).copied().collect(),
                    ..Args::default()
                };
                let Some(made) = self.builtin("list", &items, span)? else {
                    return Ok(None);
                };
                // It remembers how long it may get.
                let deque = self.remembering(made, args.get(1, "maxlen"), name, span);
                if let Kind::List(items) = self.content_kind(deque) {
                    self.put_list(deque, (*items).clone(), span);
                }
                deque
            }
            _ if super::handover::makes(name) => return Ok(self.new_handover(name, args, span)),
            "typing.NewType" => self.symbol("typing.cast()", span),
            "collections.namedtuple"
            | "collections.namedtuple()"
            | "collections.namedtuple()._make"
            | "typing.NamedTuple._make" => return self.named_call(name, args, span),
            "typing.get_args" => {
                let listed = first.and_then(|v| self.arena.node(v).from.first().copied());
                match (first.map(|v| self.kind(v)), listed) {
                    (Some(Kind::Symbol(name)), Some(key)) if name.ends_with(".Literal") => {
                        match self.kind(self.look(key)) {
                            Kind::Tuple(_) => key,
                            _ => self.tuple(vec![key], span),
                        }
                    }
                    _ => return Ok(None),
                }
            }
            "typing.cast" => match args.get(1, "val") {
                Some(v) => v,
                None => return Ok(None),
            },
            "copy.copy" | "copy.deepcopy" if self.world.is_some() => {
                let Some(v) = first else { return Ok(None) };
                self.copied(v, name == "copy.deepcopy", span)?
            }
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
                    self.opaque(doubt::module_at_run(), &from, span)
                }
            }
            // What is no plain data is what the program makes of it.
            "json.dumps"
                if self.world.is_some()
                    && ["default", "cls"]
                        .into_iter()
                        .any(|n| args.keyword(n).is_some_and(|v| self.look(v) != Val::NONE))
                    && let Some(own) = self.project_name("json.dumped_by") =>
            {
                self.call(own, args.clone(), span)?
            }
            "json.dumps" => return self.dumped(first, args, span),
            "codecs.decode" | "codecs.encode"
                if matches!(
                    args.get(1, "encoding").map(|v| self.kind(self.look(v)).clone()),
                    Some(Kind::Str(name)) if matches!(&*name, "rot13" | "rot_13" | "rot-13")
                ) =>
            {
                match first.map(|v| self.kind(v).clone()) {
                    Some(Kind::Str(s)) => {
                        let turned: String = s.chars().map(super::coded::rot13).collect();
                        self.text(&turned, span)
                    }
                    _ => return Ok(None),
                }
            }
            "struct.pack" if let Some(v) = self.packed(args, span) => v,
            "os.fsdecode" => return self.file_name(first, ("decode", "bytes"), span),
            "os.fsencode" => return self.file_name(first, ("encode", "str"), span),
            "struct.unpack" if let Some(v) = self.unpacked(args, span) => v,
            "base64.b64decode" | "base64.standard_b64decode" | "base64.urlsafe_b64decode"
                if self.world.is_none() && args.positional.len() == 1 =>
            {
                let bytes = match first.map(|v| self.kind(v).clone()) {
                    Some(Kind::Str(s)) => super::coded::base64(s.as_bytes()),
                    Some(Kind::Bytes(bytes)) => super::coded::base64(&bytes),
                    _ => None,
                };
                match bytes {
                    Some(bytes) => self.make(Kind::Bytes(bytes.into()), span),
                    None => return Ok(None),
                }
            }
            "pickle.dumps" | "cPickle.dumps" | "_pickle.dumps" if self.world.is_some() => {
                let Some(v) = first else { return Ok(None) };
                return self.pickled(v, span);
            }
            "json.loads" => {
                let text = match first.map(|v| self.kind(v).clone()) {
                    Some(Kind::Str(s)) => Some(s.to_string()),
                    Some(Kind::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).ok(),
                    _ => None,
                };
                if let Some(s) = text
                    && let Some(read) = self.json_read(&s, args, span)?
                {
                    return Ok(Some(read));
                }
                self.may_raise(Some("json.JSONDecodeError"), span);
                return Ok(None);
            }
            "sys.stdout.write" | "sys.stderr.write" if self.world.is_some() => {
                return self.offer("builtins.print", Val::NONE, args, span);
            }
            "re.compile" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Str(_) | Kind::Bytes(_)) => {
                    let pattern = first.unwrap_or(Val::NONE);
                    let flags = args.get(1, "flags");
                    // What is none is noticed when it is made, in a probe.
                    if self.world.is_some()
                        && let Kind::Str(written) = self.kind(pattern).clone()
                        && self.compiled(&written).is_none()
                        && flags.is_none()
                    {
                        let why = "the pattern is not a regular expression";
                        return self.raise("re.error", why, span);
                    }
                    self.arena.add(Node {
                        kind: Kind::External(Arc::from("re.Pattern"), 0, false),
                        span,
                        from: std::iter::once(pattern).chain(flags).collect(),
                        how: How::Plain,
                    })
                }
                _ => return Ok(None),
            },
            "re.fullmatch" | "re.match" | "re.search" | "re.findall" | "re.sub" | "re.subn"
            | "re.split" | "re.finditer" => {
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
            "enum.member" if let Some(v) = first => self.make(Kind::Wrapped("member", v), span),
            "re.escape" => match first.and_then(|v| self.escaped_constant(v, span)) {
                Some(escaped) => escaped,
                None => return Ok(None),
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
            // A program by its name, wherever it lies, if it is there.
            "shutil.which" if self.world.is_none() => {
                match first.map(|v| (v, self.kind(v).clone())) {
                    Some((v, Kind::Str(_))) => self.either(&[v, Val::NONE]),
                    _ => return Ok(None),
                }
            }
            // It remembers what it lets go no further.
            "contextlib.ExitStack" if self.world.is_some() => self.exit_stack(span),
            "contextlib.suppress" | "contextlib.ExitStack" => self.arena.add(Node {
                kind: Kind::External(Arc::from(name), 0, false),
                span,
                from: args.all().into_iter().collect(),
                how: How::Plain,
            }),
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
                    (Kind::None, _)
                    | (_, Kind::None)
                    | (Kind::Str(_), Kind::Bytes(_))
                    | (Kind::Bytes(_), Kind::Str(_)) => {
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
                Some(Kind::Str(s)) if name == "textwrap.dedent" => {
                    self.text(&super::normal::dedent(&s), span)
                }
                Some(Kind::Str(s)) => self.text(&super::normal::cleandoc(&s), span),
                _ => return Ok(None),
            },
            "unicodedata.normalize" => {
                let known = |v: Option<Val>| match v.map(|v| self.kind(self.look(v))) {
                    Some(Kind::Str(s)) => Some(s.clone()),
                    _ => None,
                };
                let (form, text) = (known(args.get(0, "form")), known(args.get(1, "unistr")));
                let made = form
                    .zip(text)
                    .and_then(|(f, t)| super::normal::normal(&f, &t));
                match made {
                    Some(text) => self.text(&text, span),
                    None => return Ok(None),
                }
            }
            "unicodedata.tables.look_up" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Str(s)) => self.text(super::normal::category(&s), span),
                _ => return Ok(None),
            },
            "html.escape" => {
                let quote = args.get(1, "quote").map(|q| self.truth(q));
                match (first.map(|v| self.kind(v).clone()), quote) {
                    (Some(Kind::Str(s)), None | Some(Some(_))) => {
                        let text = entity::escaped(&s, quote != Some(Some(false)));
                        self.text(&text, span)
                    }
                    // Without quotes, it is no use inside an attribute.
                    (Some(_), Some(Some(false))) => {
                        let how = How::Call(Arc::from("html.escape(quote=False)"));
                        self.derive(Some("str"), &args.all(), how, span)
                    }
                    _ => return Ok(None),
                }
            }
            "html.unescape" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Str(s)) => match entity::unescaped(&s) {
                    Some(text) => self.text(&text, span),
                    None => return Ok(None),
                },
                _ => return Ok(None),
            },
            _ => return self.plain_call(name, args, span),
        }))
    }
}
