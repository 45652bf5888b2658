//! The built-in functions and types.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// Whole numbers from 0 to 255 as bytes, when all are known.
    pub(super) fn octets(&self, items: &[Val]) -> Option<Vec<u8>> {
        let octet = |&v: &Val| match self.kind(self.look(v)) {
            Kind::Int(n) => u8::try_from(*n).ok(),
            _ => None,
        };
        items.iter().map(octet).collect()
    }

    /// Calls a built-in; `None` when it is one that only matters as an effect.
    pub(super) fn builtin(&mut self, name: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let first = args.get(0, "").map(|v| self.look(v)).or(args.rest);
        let first = match name {
            "len" | "int" | "float" | "abs" | "round" | "ord" => {
                first.map(|v| self.plain_member(v))
            }
            _ => first,
        };
        let derived = |m: &mut Self, ty: &str| {
            let from = args.all();
            m.derive(
                Some(ty),
                &from,
                How::Call(Arc::from(format!("builtins.{name}"))),
                span,
            )
        };
        Ok(Some(match name {
            "len" => {
                let Some(v) = first else { return Ok(None) };
                if let Some(n) = self.offer_method(v, "__len__", &[], span)? {
                    return Ok(Some(n));
                }
                match self.content_kind(v) {
                    Kind::Class(..) if let Some(n) = self.member_count(v) => {
                        self.make(Kind::Int(n as i128), span)
                    }
                    Kind::Str(s) => self.make(Kind::Int(s.chars().count() as i128), span),
                    Kind::Bytes(b) => self.make(Kind::Int(b.len() as i128), span),
                    Kind::List(items) | Kind::Set(items) => {
                        self.make(Kind::Int(items.len() as i128), span)
                    }
                    Kind::Tuple(items) | Kind::Row(_, items) => {
                        self.make(Kind::Int(items.len() as i128), span)
                    }
                    Kind::Dict(pairs) if !self.is_open(&pairs) => {
                        self.make(Kind::Int(pairs.len() as i128), span)
                    }
                    kind if matches!(kind, Kind::None | Kind::Int(_))
                        || self.is_without(v, &["__len__"]) =>
                    {
                        let ty = self.type_name(v);
                        let message = format!("object of type '{ty}' has no len()");
                        return self.raise("builtins.TypeError", &message, span);
                    }
                    Kind::Fields(class, _) if self.class_member(class, "__len__").is_some() => {
                        return self
                            .call_method(v, "__len__", Args::default(), span)
                            .map(Some);
                    }
                    Kind::Fields(..) if let Some(items) = self.as_tuple(v) => {
                        self.make(Kind::Int(items.len() as i128), span)
                    }
                    // A length says nothing of the content; where memory is copied, it is what counts.
                    _ => {
                        let of = if self.sizes.memory {
                            vec![v]
                        } else {
                            Vec::new()
                        };
                        let length = self.derive(Some("int"), &of, How::Plain, span);
                        self.lengths.insert(length, v);
                        length
                    }
                }
            }
            "int" | "float" => match first {
                None => self.make(
                    if name == "int" {
                        Kind::Int(0)
                    } else {
                        Kind::Float(0.0)
                    },
                    span,
                ),
                Some(v) => {
                    return self
                        .over(v, &mut |m, v| m.number_from(name, v, args, span))
                        .map(Some);
                }
            },
            "bool" => match first {
                None => Val::FALSE,
                Some(v) => {
                    let v = self.truth_asked(v, span)?;
                    match self.truth(v) {
                        Some(b) => Val::bool(b),
                        None if self.is_condition(v) => v,
                        None => {
                            let not = self.make(Kind::Not(v), span);
                            self.make(Kind::Not(not), span)
                        }
                    }
                }
            },
            "str" => match first {
                None => self.text("", span),
                Some(v) if args.get(1, "encoding").or(args.keyword("errors")).is_some() => {
                    let mut how = args.clone();
                    how.positional.remove(0);
                    return self.bytes_method(v, "decode", &how, span).map(Some);
                }
                Some(v) => return self.over(v, &mut |m, v| m.stringify(v, span)).map(Some),
            },
            "object" if self.world.is_some() && first.is_none() => {
                let class = self.symbol("builtins.object", span);
                self.object(Kind::Fields(class, Arc::default()), span)
            }
            "repr" => match first {
                Some(v) => self.repr(v, span)?,
                None => return Ok(None),
            },
            "ascii" => match first {
                Some(v) => self.ascii(v, span)?,
                None => return Ok(None),
            },
            "format" => match first {
                Some(v) => {
                    let spec = match args.get(1, "format_spec") {
                        Some(spec) => spec,
                        None => self.text("", span),
                    };
                    return self.formatted(v, spec, span).map(Some);
                }
                None => return Ok(None),
            },
            "bytes" if first.is_some_and(|v| self.has_method(v, "__bytes__")) => {
                let object = first.unwrap_or(Val::NONE);
                self.call_method(object, "__bytes__", Args::default(), span)?
            }
            "memoryview" if first.is_some_and(|v| matches!(self.kind(v), Kind::Bytes(_))) => {
                first.unwrap_or(Val::NONE)
            }
            "memoryview"
                if first.is_some_and(|v| {
                    matches!(self.kind(v), Kind::Str(_) | Kind::Int(_) | Kind::None)
                }) =>
            {
                let why = "memoryview: a bytes-like object is required";
                return self.raise("builtins.TypeError", why, span).map(Some);
            }
            "bytearray" if self.world.is_some() => return self.bytearray(args, span),
            "bytes" | "bytearray" => match first.map(|v| self.content_kind(v)) {
                None => self.make(Kind::Bytes(Arc::from([])), span),
                Some(Kind::None) => {
                    let why = "cannot convert 'NoneType' object to bytes";
                    return self.raise("builtins.TypeError", why, span).map(Some);
                }
                Some(Kind::Str(_)) if self.world.is_some() && args.get(1, "encoding").is_none() => {
                    let why = "string argument without an encoding";
                    return self.raise("builtins.TypeError", why, span).map(Some);
                }
                Some(Kind::Str(s)) => {
                    let bytes: Vec<u8> = s.bytes().collect();
                    self.make(Kind::Bytes(bytes.into()), span)
                }
                Some(Kind::Bytes(b)) => self.make(Kind::Bytes(b), span),
                Some(Kind::Int(n)) if (0..=4096).contains(&n) => {
                    let zeros = vec![0; usize::try_from(n).unwrap_or(0)];
                    self.make(Kind::Bytes(zeros.into()), span)
                }
                Some(Kind::List(items) | Kind::Set(items)) => match self.octets(&items) {
                    Some(bytes) => self.make(Kind::Bytes(bytes.into()), span),
                    None => derived(self, "bytes"),
                },
                Some(Kind::Tuple(items)) => match self.octets(&items) {
                    Some(bytes) => self.make(Kind::Bytes(bytes.into()), span),
                    None => derived(self, "bytes"),
                },
                Some(Kind::Iterator(items, at)) => {
                    let left: Vec<Val> = items.iter().skip(at).copied().collect();
                    match self.octets(&left) {
                        Some(bytes) => self.make(Kind::Bytes(bytes.into()), span),
                        None => derived(self, "bytes"),
                    }
                }
                _ => {
                    if let Some(count) = first {
                        self.note_many("builtins.sequence.repeat", count, span);
                    }
                    derived(self, "bytes")
                }
            },
            "iter" if args.positional.len() == 2 => {
                let (f, end) = (args.get(0, ""), args.get(1, ""));
                let items = self.until(f.zip(end), span)?;
                self.collected(items, "iterator", span)
            }
            "reversed"
                if let Some(v) = first.filter(|_| self.world.is_some())
                    && self.has_method(self.look(v), "__reversed__") =>
            {
                let v = self.look(v);
                let all = self.call_method(v, "__reversed__", Args::default(), span)?;
                let items = self.items(all, span)?;
                self.collected(items, "iterator", span)
            }
            "list" | "tuple" | "set" | "frozenset" | "iter" | "reversed" => {
                let items = match first {
                    Some(v) => self.items(v, span)?,
                    None => Items::Known(Vec::new()),
                };
                match (items, name) {
                    (Items::Known(items), "tuple") => self.tuple(items, span),
                    (Items::Known(mut items), "reversed") => {
                        items.reverse();
                        self.collected(Items::Known(items), "iterator", span)
                    }
                    (items, "set") => self.collected(items, "set", span),
                    (items, "frozenset") => {
                        let made = self.collected(items, "set", span);
                        self.of_type(made, "builtins.frozenset", &[])
                    }
                    (items, name) => self.made_of_another(name, first, items, span),
                }
            }
            "dict" => self.new_dict(first, args, span)?,
            "range" => {
                let known: Option<Vec<i128>> = args
                    .positional
                    .iter()
                    .map(|(v, _)| self.as_int(*v))
                    .collect();
                let (start, stop, step) = match known.as_deref() {
                    Some([stop]) => (0, *stop, 1),
                    Some([start, stop]) => (*start, *stop, 1),
                    Some([start, stop, step]) if *step != 0 => (*start, *stop, *step),
                    _ => {
                        if let [(stop, _)] | [_, (stop, _), ..] = *args.positional {
                            self.note_many("builtins.range.count", stop, span);
                        }
                        let element = self.derive(Some("int"), &[], How::Plain, span);
                        return Ok(Some(self.object(Kind::Many("range", element), span)));
                    }
                };
                let count = if step > 0 {
                    (stop - start + step - 1) / step
                } else {
                    (start - stop - step - 1) / -step
                };
                if count > 20_000 {
                    // Too long to be looked at one by one; what it holds is known all the same.
                    let bounds = [start, stop, step].map(|n| self.make(Kind::Int(n), span));
                    let made = How::Call(Arc::from(super::number::RANGE));
                    let element = self.derive(Some("int"), &bounds, made, span);
                    return Ok(Some(self.object(Kind::Many("range", element), span)));
                }
                let mut items = Vec::new();
                let mut at = start;
                while (step > 0 && at < stop) || (step < 0 && at > stop) {
                    items.push(self.make(Kind::Int(at), span));
                    at += step;
                }
                self.spend(items.len() as u64 / 8)?;
                let bounds = [start, stop, step].map(|n| self.make(Kind::Int(n), span));
                let made = self.tuple(items, span);
                self.of_type(made, super::number::RANGE, &bounds)
            }
            "zip" | "enumerate" if let Some(v) = self.postponed_if_shared(name, args, span) => v,
            "enumerate" => {
                let Some(v) = first else { return Ok(None) };
                let start = args
                    .get(1, "start")
                    .and_then(|v| self.as_int(v))
                    .unwrap_or(0);
                match self.items(v, span)? {
                    Items::Known(items) => {
                        let mut pairs = Vec::new();
                        for (n, item) in (start..).zip(items) {
                            let n = self.make(Kind::Int(n), span);
                            pairs.push(self.tuple(vec![n, item], span));
                        }
                        self.collected(Items::Known(pairs), "iterator", span)
                    }
                    Items::Each(element) => {
                        let n = self.derive(Some("int"), &[], How::Plain, span);
                        let pair = self.tuple(vec![n, element], span);
                        self.notes.numbered.insert(pair, (element, v));
                        self.collected(Items::Each(pair), "iterator", span)
                    }
                }
            }
            "zip" => self.zipped(args, span)?,
            "map" | "filter" if let Some(v) = self.postponed_call(name, args, span) => v,
            // What nobody takes is never begun.
            "map" | "filter" if self.never_begins(span) => self.derive(None, &[], How::Plain, span),
            "map" => {
                let Some(f) = first else { return Ok(None) };
                let mut columns = Vec::new();
                for (v, _) in args.positional.iter().skip(1) {
                    columns.push(self.items(*v, span)?);
                }
                match columns.as_slice() {
                    [Items::Known(items)] => {
                        let mut out = Vec::new();
                        for &item in items {
                            out.push(self.call(f, Args::positional(vec![item]), span)?);
                        }
                        self.collected(Items::Known(out), "iterator", span)
                    }
                    [Items::Each(element)] => {
                        self.maybe += 1;
                        let v = self.call(f, Args::positional(vec![*element]), span);
                        self.maybe -= 1;
                        let v = v?;
                        self.collected(Items::Each(v), "iterator", span)
                    }
                    several => self.mapped(f, several, span)?,
                }
            }
            "filter" => {
                let (Some(f), Some(list)) = (first, args.get(1, "iterable")) else {
                    return Ok(None);
                };
                self.filter_items(f, list, true, span)?
            }
            "sorted" => {
                let Some(v) = first else { return Ok(None) };
                return self.sorted(v, args, span).map(Some);
            }
            "sum" => {
                let Some(v) = first else { return Ok(None) };
                match self.items(v, span)? {
                    Items::Known(items) => {
                        let mut total = match args.get(1, "start") {
                            Some(v) => v,
                            None => self.make(Kind::Int(0), span),
                        };
                        for item in items {
                            total =
                                self.binary(ruff_python_ast::Operator::Add, total, item, span)?;
                        }
                        total
                    }
                    Items::Each(element) => self.derive(Some("int"), &[element], How::Plain, span),
                }
            }
            "min" | "max" => return self.extreme(name == "max", args, span),
            "any" | "all" => {
                let Some(v) = first else { return Ok(None) };
                if let Some(decided) = self.decided_on_the_way(name == "all", v, span)? {
                    return Ok(Some(decided));
                }
                let items = self.items(v, span)?;
                self.quantified(name == "all", items, span)
            }
            "round" if let Some(v) = first.filter(|&v| self.has_method(v, "__round__")) => {
                let places: Vec<Val> = args.get(1, "ndigits").into_iter().collect();
                return self
                    .call_method(v, "__round__", Args::positional(places), span)
                    .map(Some);
            }
            "abs" if let Some(v) = first.filter(|&v| self.has_method(v, "__abs__")) => {
                self.call_method(v, "__abs__", Args::default(), span)?
            }
            "abs" | "round" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Int(n)) if name == "abs" => match n.checked_abs() {
                    Some(n) => self.make(Kind::Int(n), span),
                    None => derived(self, "int"),
                },
                Some(Kind::Int(n))
                    if args
                        .get(1, "ndigits")
                        .is_none_or(|v| self.as_int(v).is_some_and(|places| places >= 0)) =>
                {
                    self.make(Kind::Int(n), span)
                }
                Some(Kind::Int(n))
                    if name == "round"
                        && let Some(places @ -36..0) =
                            args.get(1, "ndigits").and_then(|v| self.as_int(v)) =>
                {
                    let rounded = super::number::rounded(n, places.unsigned_abs());
                    self.make(Kind::Int(rounded), span)
                }
                Some(Kind::Float(x)) if name == "abs" => self.make(Kind::Float(x.abs()), span),
                Some(Kind::Float(x)) if name == "round" && args.get(1, "ndigits").is_some() => {
                    // Python rounds the number that is there, as printing does.
                    let places = args.get(1, "ndigits").and_then(|v| self.as_int(v));
                    let places = places.filter(|_| x.is_finite());
                    match places.and_then(|places| usize::try_from(places).ok()) {
                        Some(places @ ..=22) => {
                            let rounded = format!("{x:.places$}").parse().unwrap_or(x);
                            self.make(Kind::Float(rounded), span)
                        }
                        #[allow(clippy::cast_possible_truncation)]
                        None if let Some(-18..0) = places => {
                            let unit = 10f64.powi(-places.unwrap_or_default() as i32);
                            let rounded = (x / unit).round_ties_even() * unit;
                            self.make(Kind::Float(rounded), span)
                        }
                        _ => derived(self, "float"),
                    }
                }
                Some(Kind::Float(x)) if args.positional.len() == 1 && !x.is_finite() => {
                    self.refuse_as_whole(x, span)?
                }
                #[allow(clippy::cast_possible_truncation)]
                Some(Kind::Float(x)) if args.positional.len() == 1 && x.abs() < 9e15 => {
                    self.make(Kind::Int(x.round_ties_even() as i128), span)
                }
                _ => derived(self, "int"),
            },
            "isinstance" => {
                let (Some(v), Some(class)) = (first, args.get(1, "class_or_tuple")) else {
                    return Ok(None);
                };
                self.instance_test(v, class, span)
            }
            "hasattr" => {
                let asked = args.get(1, "name");
                let has = match self.has_attribute(first, asked) {
                    None => self.has_by_asking(first, asked, span)?,
                    has => has,
                };
                has.map_or_else(
                    || self.derive(Some("bool"), &[], How::Plain, span),
                    Val::bool,
                )
            }
            "callable" if let Some(can) = first.and_then(|v| self.is_callable(v)) => Val::bool(can),
            "issubclass"
                if let (Some(class), Some(wanted)) = (first, args.get(1, ""))
                    && let Some(below) = self.is_subclass(class, wanted) =>
            {
                Val::bool(below)
            }
            "issubclass" | "callable" => self.derive(Some("bool"), &[], How::Plain, span),
            "eval" | "exec" => return self.run_text(name, args, span),
            "compile" => return self.compile_text(args, span),
            "getattr" => return self.get_attribute(first, args, span).map(Some),
            // What a frozen class uses to set its own fields.
            "object.__setattr__"
                if let (Some(o), Some(n), Some(v)) =
                    (first, args.get(1, "name"), args.get(2, "value"))
                    && let Kind::Str(n) = self.kind(self.look(n)).clone()
                    && matches!(self.content_kind(o), Kind::Fields(..)) =>
            {
                self.set_field(o, &n, v, span);
                Val::NONE
            }
            "setattr" => {
                if let (Some(o), Some(n), Some(v)) =
                    (first, args.get(1, "name"), args.get(2, "value"))
                    && let Kind::Str(n) = self.kind(self.look(n)).clone()
                {
                    self.set_attribute(o, &n, v, span)?;
                } else {
                    self.export_call("builtins.setattr", false, args, span);
                }
                Val::NONE
            }
            "next" => {
                let Some(v) = first else { return Ok(None) };
                // Where inputs are not known, an object of the program is asked as well.
                if self.world.is_none() && self.has_method(v, "__next__") {
                    return self
                        .call_method(v, "__next__", Args::default(), span)
                        .map(Some);
                }
                return self.next_item(v, args.get(1, "default"), span).map(Some);
            }
            "chr" => match first
                .and_then(|v| self.as_int(v))
                .and_then(|n| u32::try_from(n).ok())
                .and_then(char::from_u32)
            {
                Some(c) => self.text(&c.to_string(), span),
                None => derived(self, "str"),
            },
            "ord" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Str(s)) if s.chars().count() == 1 => {
                    let n = s.chars().next().map_or(0, u32::from);
                    self.make(Kind::Int(i128::from(n)), span)
                }
                _ => derived(self, "int"),
            },
            "hex" | "oct" | "bin" => match first.and_then(|v| self.as_int(v)) {
                Some(n) => {
                    let (sign, n) = (if n < 0 { "-" } else { "" }, n.unsigned_abs());
                    let text = match name {
                        "hex" => format!("{sign}0x{n:x}"),
                        "oct" => format!("{sign}0o{n:o}"),
                        _ => format!("{sign}0b{n:b}"),
                    };
                    self.text(&text, span)
                }
                None => derived(self, "str"),
            },
            "divmod" => {
                let (Some(a), Some(b)) = (first, args.get(1, "")) else {
                    return Ok(None);
                };
                let q = self.binary(ruff_python_ast::Operator::FloorDiv, a, b, span)?;
                let r = self.binary(ruff_python_ast::Operator::Mod, a, b, span)?;
                self.tuple(vec![q, r], span)
            }
            "pow" if let Some(rest) = self.power_of(args) => self.make(Kind::Int(rest), span),
            "pow" if args.positional.len() == 2 => {
                let (Some(a), Some(b)) = (first, args.get(1, "")) else {
                    return Ok(None);
                };
                self.binary(ruff_python_ast::Operator::Pow, a, b, span)?
            }
            "hash" if let Some(v) = first.filter(|&v| self.has_method(v, "__hash__")) => {
                self.call_method(v, "__hash__", Args::default(), span)?
            }
            "hash" => match first.and_then(|v| self.stable_hash(v)) {
                Some(number) => self.make(Kind::Int(number), span),
                None => derived(self, "int"),
            },
            "id" => derived(self, "int"),
            // `type("Loader", (Base,), {})`: a class that can do what its base can.
            "type" if args.positional.len() == 3 => {
                let made = self.class_of_parts(args, span);
                return Ok(made.or_else(|| self.made_class(args)));
            }
            "type" => return Ok(first.map(|of| self.type_of(of, span))),
            "vars" | "globals" | "locals" => match first {
                Some(of) => self.names_held(of, span).unwrap_or(of),
                None => self.names_in_scope(name == "globals", span),
            },
            "property" | "staticmethod" | "classmethod" => {
                let tag = match name {
                    "property" => "property",
                    "staticmethod" => "staticmethod",
                    _ => "classmethod",
                };
                match first {
                    Some(f) => {
                        let made = self.make(Kind::Wrapped(tag, f), span);
                        let setter = args.get(1, "fset").filter(|_| name == "property");
                        self.setters
                            .extend(setter.map(|setter| (made, self.look(setter))));
                        made
                    }
                    None => Val::NONE,
                }
            }
            "object" => self.object(Kind::Fields(Val::NONE, Arc::new(Vec::new())), span),
            "slice" => self.cut(args, span),
            "dir" => match first.and_then(|v| self.names_of(v, span)) {
                Some(names) => names,
                None => return Ok(None),
            },
            "__import__" => match first.map(|v| self.kind(v).clone()) {
                Some(Kind::Str(s)) => {
                    self.note_import(&s, span);
                    self.export_call("builtins.__import__", false, args, span);
                    self.symbol(&s, span)
                }
                _ => return Ok(None),
            },
            "print" => {
                self.export_call("builtins.print", false, args, span);
                self.print_elsewhere(args, span)?;
                let given = args.keyword("file").map(|file| self.look(file));
                let given = given.filter(|file| *file != Val::NONE);
                // The program may have put something in the screen's place.
                match given.or_else(|| self.replaced_screen(span)) {
                    Some(file) if self.world.is_some() => self.print_into(file, args, span)?,
                    _ => self.printed(args, span)?,
                }
            }
            "exit" | "quit" => return self.raise("builtins.SystemExit", "", span),
            _ => return Ok(None),
        }))
    }
}
